"""Finds whom or what in the library a name means, in one way for lists, searches, dossiers and commands alike.

A name that the reader types means everybody who has it as the whole name, or else as another name (of a merge too);
failing that, everybody who has all of its words, or words that begin with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..store.findings import (
    articles_to_recheck,
    copies,
    names_matching,
    names_of,
    shelf_entries,
    speakers_in,
    titles_by_source,
)
from ..text.entity_kinds import kind_of_label, name_key
from ..text.speaker_name import is_name, sources_of
from .name_index import ArticleNames, NameIndex, SharedNames, joining_keys, proves
from .occurrences import Speakers, analysed_articles, names

if TYPE_CHECKING:
    from ..store.database import Store
    from ..store.findings import StoredName
    from ..text.analyzed import Analyzed
    from .name_index import NameRow

MOST_FORMS = 1_000
"""The largest number of forms of names that one query looks up."""


def called(rows: Sequence[NameRow], typed: str) -> list[NameRow]:
    """Those of the rows that a typed name means."""
    key = name_key(typed)
    words = key.split()
    if not words:
        return []
    by_names = [(row, {name_key(name) for name in row.names}) for row in rows]
    by_forms = [(row, keys | {name_key(alias) for alias in row.aliases}) for row, keys in by_names]
    if len(words) > 1:  # a surname alone means everybody who has it
        for forms in (by_names, by_forms):
            if exact := [row for row, keys in forms if key in keys]:
                return exact
    whole = [row for row, keys in by_forms if any(set(words) <= set(one.split()) for one in keys)]
    return whole or [row for row, keys in by_forms if any(begins(one, words) for one in keys)]


def begins(key: str, words: Iterable[str]) -> bool:
    """Whether each of the words begins a word of a name."""
    parts = key.split()
    return all(any(part.startswith(word) for part in parts) for word in words)


def has_words(speaker: str, words: Iterable[str]) -> bool:
    """Whether a speaker, as lists name it ("Ana Ruiz", "(an official)"), has all of these words in its name."""
    return set(words) <= set(name_key(speaker.strip("()")).split())


def who_is(store: Store, typed: str) -> list[NameRow]:
    """Everybody and everything in the library that a typed name means. Raises StoreError.

    Joins names as `names` does, but looks only at those that can be the same, so a large library takes hardly longer.
    """
    return called(_candidates(store, typed, [*_rechecked(store)]), typed)


def _candidates(store: Store, typed: str, rechecked: Sequence[_Rechecked]) -> list[NameRow]:
    words = name_key(typed).split()
    if not words:
        return []
    corrected = {one.article: one.names for one in rechecked}

    def find(forms: Iterable[str], wanted: Callable[[StoredName], bool]) -> dict[int, list[StoredName]]:
        found = names_matching(store, forms) | corrected
        return {article: chosen for article, rows in found.items() if (chosen := [one for one in rows if wanted(one)])}

    def joined(known: Mapping[int, Sequence[StoredName]]) -> dict[int, list[StoredName]]:
        keys = {key for rows in known.values() for one in rows for key in joining_keys(one)}
        return find(_joining(known), lambda one: not keys.isdisjoint(joining_keys(one)))

    found = find([typed], lambda one: any(begins(name_key(form), words) for form in (one.name, *one.aliases)))
    size = 0
    while (now := sum(map(len, found.values()))) > size:
        size, found = now, joined(found)
    return _index(store, found).rows


class _Rechecked(NamedTuple):
    """An article whose stored names may be out of date, read again."""

    article: int
    source: str
    names: list[StoredName]
    speakers: list[tuple[str, bool]]
    """The speaker of each quotation, and whether that is uncertain."""


def _rechecked(store: Store) -> Iterator[_Rechecked]:
    if articles := articles_to_recheck(store):
        for entry in shelf_entries(store, articles):
            read = [one for _, _, one in analysed_articles(store, ids=[entry.id])]
            names_there = [name for one in read for name in names_of(one.analysis)]
            speakers = [
                (who, quote.unsure)
                for one in read
                for quote in one.analysis.statements
                for who in sources_of(one.article.text, quote)
            ]
            yield _Rechecked(entry.article, entry.source, names_there, speakers)


def _joining(found: Mapping[int, Sequence[StoredName]]) -> list[str]:
    """The forms by which these names may be joined with others."""
    forms = (
        form
        for rows in found.values()
        for one in rows
        for form in (one.name, *one.aliases)
        if form == one.name or proves(kind_of_label(one.label), form)
    )
    return list(dict.fromkeys(forms))[:MOST_FORMS]


def _index(store: Store, found: Mapping[int, Sequence[StoredName]]) -> NameIndex:
    index = NameIndex(SharedNames(one for names_there in found.values() for one in names_there))
    for entry in shelf_entries(store, found):
        for one in found[entry.article]:
            index.count(entry.source, one)
    return index


# ---------------------------------------------------------------- speakers


class Subject(NamedTuple):
    """Somebody or something that a list or a dossier is about."""

    name: str
    """The name, or the description in brackets."""
    where: Speakers
    """The names that each article uses for it, by path or address."""
    speakers: Speakers
    """The same, for the articles that quote it."""
    also: Sequence[str] = ()
    """Its other names."""
    unsure: bool = False
    """Whether no article has a quotation that is certainly by it; only `quoted_subjects` knows."""
    title: str = ""
    """The title of the article of somebody unnamed, since those of two articles are not one; only `quoted_subjects`
    knows."""
    different: Sequence[str] = ()
    """The full names of those it joins, if these are certainly not one: Ana and Tomas Vale, not Vale and Ana Vale."""


def subject_of(rows: Sequence[NameRow], typed: str) -> Subject:
    """The people or organisations of some rows as one subject; several together are called what the reader typed, in
    the spelling of the names: "Trump" for "trump"."""
    where: defaultdict[str, dict[str, None]] = defaultdict(dict)
    speakers: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        for source, names_there in row.where.items():
            for name, said in names_there.items():
                where[source][name] = None
                if said:
                    speakers[source][name] = None
    also = [alias for row in rows for alias in row.aliases]
    name = rows[0].name if len(rows) == 1 else _as_written(rows, typed)
    return Subject(name, where, speakers, also, different=_different(rows, typed))


def _different(rows: Sequence[NameRow], typed: str) -> list[str]:
    """The names of the rows if one person or organisation cannot have them all, since two differ in more than what one
    leaves out. A name that is only what the reader typed is not among them."""
    words = sorted(({word for name in row.names for word in name_key(name).split()} for row in rows), key=len)
    if all(short <= long for short, long in pairwise(words)):
        return []
    return [row.name for row in rows if name_key(row.name) != name_key(typed)]


def _as_written(rows: Sequence[NameRow], typed: str) -> str:
    """The typed words as the names of the rows have them, those in most articles first."""
    by_articles = sorted(rows, key=lambda row: -row.articles)
    words = [word for row in by_articles for name in (row.name, *row.aliases) for word in name.split()]
    return " ".join(next((word for word in words if name_key(word) == name_key(one)), one) for one in typed.split())


def find_subject(store: Store, typed: str) -> Subject:
    """Whom a typed name means in the library: people, organisations and places, and the speakers without an entry among
    these whose name or description has all of the typed words ("Larry" beside Larry Stone, "(an official)"). Raises
    StoreError."""
    rechecked = [*_rechecked(store)]
    candidates = _candidates(store, typed, rechecked) if is_name(typed) else []
    if not (rows := called(candidates, typed)):
        return _described(store, typed, rechecked)
    subject, words = subject_of(rows, typed), set(name_key(typed).split())
    listed = {name_key(name) for row in candidates for name in row.names}
    others: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for speaker, source, _ in _speakers(store, rechecked):
        if name_key(speaker) not in listed and has_words(speaker, words):
            others[source][speaker] = None
    return subject._replace(where=_joined(subject.where, others), speakers=_joined(subject.speakers, others))


def _joined(some: Speakers, others: Speakers) -> Speakers:
    sources = dict.fromkeys((*some, *others))
    return {source: list(dict.fromkeys((*some.get(source, ()), *others.get(source, ())))) for source in sources}


def find_one_subject(store: Store, typed: str) -> tuple[Subject, list[str]]:
    """The one whom a typed name means in the library, for what joins all that is said of it, and the names of others
    that have the same words: a name in full is no other name (Washington is not the Washington Post), and part of one
    means people first. Raises StoreError."""
    rechecked = [*_rechecked(store)]
    rows = called(_candidates(store, typed, rechecked), typed) if is_name(typed) else []
    if not rows:
        return _described(store, typed, rechecked), []
    in_full = [row for row in rows if name_key(typed) in map(name_key, row.names)]
    chosen = in_full or [row for row in rows if row.kind == "people"] or rows
    return subject_of(chosen, typed), [row.name for row in rows if row not in chosen]


def _described(store: Store, typed: str, rechecked: Sequence[_Rechecked]) -> Subject:
    """The speakers that an article only describes, such as "(an official)"."""
    words = name_key(typed.strip("()")).split()
    found: list[defaultdict[str, dict[str, None]]] = [defaultdict(dict), defaultdict(dict)]
    for speaker, source, _ in _speakers(store, rechecked):
        key = name_key(speaker.strip("()"))
        if words and begins(key, words):
            found[set(words) <= set(key.split())][source][speaker] = None
    described = found[True] or found[False]
    return Subject(typed, described, described)


def called_in(store: Store, source: str, typed: Iterable[str]) -> list[str]:
    """What the article of a path or address calls the speakers of some typed names. Raises StoreError."""
    same = copies(store, [source])  # the lists count only one of them
    found = [find_subject(store, one).speakers for one in typed]
    return [name for speakers in found for there in same & speakers.keys() for name in speakers[there]]


def _speakers(store: Store, rechecked: Sequence[_Rechecked]) -> Iterator[tuple[str, str, bool]]:
    """Each speaker of each article, with its path or address, and whether it is uncertain."""
    anew = {one.article for one in rechecked}
    stored = speakers_in(store)
    yield from ((speaker, source, unsure) for speaker, article, source, unsure in stored if article not in anew)
    yield from ((speaker, one.source, unsure) for one in rechecked for speaker, unsure in one.speakers)


def quoted_subjects(store: Store) -> list[Subject]:
    """Everybody quoted in the library, those in most articles first. "(An official)" is one for each article that
    quotes one. Raises StoreError."""
    rows = [row for _, new in names(store) for row in new]
    named = {name_key(name) for row in rows for name in row.names}
    others: defaultdict[tuple[str, str], defaultdict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    titles = titles_by_source(store)
    certain: set[tuple[str, str]] = set()
    for speaker, source, unsure in _speakers(store, [*_rechecked(store)]):
        if not unsure:
            certain.add((source, speaker))
        if name_key(speaker) not in named:
            others[speaker.casefold(), "" if is_name(speaker) else source][source][speaker] = None
    found = [subject_of([row], row.name) for row in rows if row.said]
    for (_, source), speakers in others.items():
        # "(officials)" rather than "(Officials)", if the article has it so.
        name = max(form for forms in speakers.values() for form in forms)
        found.append(Subject(name, speakers, speakers, title=titles.get(source, "")))
    found = [one._replace(unsure=certain.isdisjoint(_pairs(one.speakers))) for one in found]
    return sorted(found, key=lambda one: (-len(one.speakers), not is_name(one.name), name_key(one.name)))


def _pairs(speakers: Speakers) -> Iterator[tuple[str, str]]:
    return ((source, name) for source, names_there in speakers.items() for name in names_there)


def people_in(one: Analyzed, typed: str) -> list[NameRow]:
    """Whom a typed name means in a single article, which need not be in the library."""
    names_there = ArticleNames.of(one)
    index = NameIndex.over([names_there])
    index.add(names_there)
    return called(index.rows, typed)
