"""Further occurrences of known names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from ..tokens import Tokens
from .name import Name, is_hyphen, make_name
from .name_words import (
    COMPANY_WORDS,
    KNOWN_BODIES,
    MONTHS,
    NOT_NAMES,
    OFFICE_ABBREVIATIONS,
    PERSON_NOUNS,
    SAY_VERBS,
    TITLES,
)
from .places import GROUPS, PLACES, place_key

_BEGIN_APPOSITION = frozenset(("who", "whose", "a", "an", "the"))
"""The words with which an article goes on about somebody after a comma: "Vale, who …", "Vale, a surgeon, …"."""

_IRISH = re.compile(r"[A-Z]['’‘][A-Z][a-z]+")
"""A surname like "O’Brien", which a tagger often takes for something else."""

_POSSESSIVE = (["'s"], ["’s"])

Forms = dict[str, list[tuple[str, ...]]]


def find_repeats(t: Tokens, texts: Iterable[tuple[str, ...]], names: Collection[Name]) -> list[Name]:
    """The names outside `names` whose words are one of `texts`; the longest if several begin at the same token."""
    forms: Forms = defaultdict(list)
    for words in set(texts):
        if _may_repeat(words):
            forms[words[0]].append(words)
    for longer in forms.values():
        longer.sort(key=len, reverse=True)
    taken = [False] * len(t)
    for name in names:
        taken[name.start : name.end] = [True] * (name.end - name.start)
    found: list[Name] = []
    i = 0
    while i < len(t):
        end = 0 if taken[i] else _match_at(t, i, forms, taken)
        if end:
            found.append(make_name(t, i, end, "", repeat=True))
        i = end or i + 1
    return found


def cut_to_known(t: Tokens, names: Sequence[Name]) -> list[Name]:
    """`names` without what the recogniser took with a name that stands alone elsewhere: "Are" Ada Marsh at the start of
    a sentence, and "Founder of" Acme. Two names that it took for one are two: "Acme-Halden"."""
    known = Counter(name.text for name in names)
    plain = {name.text for name in names if t.words[name.end : name.end + 1] not in _POSSESSIVE}
    heads = {*known, *(name.words[-1] for name in names if name.label == "PERSON")}
    heads = {text for text in heads if place_key(text) not in PLACES and text.lower() not in GROUPS}
    people = {name.text for name in names if name.label == "PERSON" and len(name.words) > 1}
    surnames = {text.split()[-1] for text in people}
    cut: list[Name] = []
    for name in names:
        start = _start_of_known(t, name, known, people, surnames)
        two = _two_known(t, name, known, heads) or _body_after(t, name, heads) or _owner(t, name, plain)
        if start > name.start:
            cut.append(make_name(t, start, name.end, ""))
        elif two:
            cut.append(make_name(t, name.start, two[0], name.label))
            cut += [make_name(t, two[1], name.end, "")] if two[1] < name.end else []
        else:
            cut.append(name)
    return cut


def _two_known(t: Tokens, name: Name, known: Counter[str], heads: Collection[str]) -> tuple[int, int] | None:
    """One past the first and the start of the second of two names that the recogniser took for one.

    `heads` are known names and surnames: "Ruiz and Vale" are two if the article has Ana Ruiz and Leo Vale.
    """
    if name.end - name.start == 3 and t.lower[name.start + 1] == "and" and known[name.text] < 2:
        both = name.words[0] in heads and name.words[-1] in heads and name.words[0] != name.words[-1]
        return (name.start + 1, name.start + 2) if both else None
    for i in range(name.start + 1, name.end - 1):
        second = i + 2 if t.lower[i + 1] == "the" else i + 1
        before = _text(t, name.start, i)
        joint = is_hyphen(t, i) and before in known or t.lower[i] == "for" and " " in before
        if joint and second < name.end and _text(t, second, name.end) in known:
            return i, second
    return None


def _owner(t: Tokens, name: Name, plain: Collection[str]) -> tuple[int, int] | None:
    """The same for an owner and what it owns: of "Acme's Blue Harbor" both are names if the article has Blue Harbor
    alone; else the owner is. `plain` are the names that have no possessive somewhere: "Levi's Stadium" is one name."""
    for i in range(name.start + 1, name.end - 1):
        if t.words[i : i + 1] in _POSSESSIVE and _text(t, name.start, i) in plain:
            return i, i + 1 if _text(t, i + 1, name.end) in plain else name.end
    return None


def _body_after(t: Tokens, name: Name, known: Collection[str]) -> tuple[int, int] | None:
    """The same for a known name and a body that every reader knows: "Vale" White House. Of "Vale Administration" only
    the person is a name."""
    last = name.end - 1
    if t.lower[last] == "administration" and _text(t, name.start, last) in known:
        return last, name.end
    for i in range(name.start + 1, name.end):
        if " ".join(t.lower[i : name.end]) in KNOWN_BODIES and _text(t, name.start, i) in known:
            return i, i
    return None


def _start_of_known(
    t: Tokens, name: Name, known: Counter[str], people: Collection[str], surnames: Collection[str]
) -> int:
    """Where a known name begins after a first word that does not belong to it, or else the start of `name`.

    `people` are the full names of persons.
    """
    first, second = name.start, name.start + 1
    if name.end - first < 2 or known[name.text] > 1 or place_key(t.words[first]) in PLACES:
        return first
    leads = t.lower[first] in t.lower_words or t.pos[first] in ("AUX", "VERB")
    if t.sentence(first)[0] == first and leads and _text(t, second, name.end) in known:
        return second
    if t.words[first].isupper() and len(t.words[first]) < 4 and _text(t, second, name.end) in people:
        return second  # what a player is called in a table: "DL" Ada Marsh
    if t.words[first] in OFFICE_ABBREVIATIONS and _text(t, second, name.end) in surnames:
        return second
    is_owner = t.lower[first] in PERSON_NOUNS or t.words[first].isupper()
    if is_owner and t.lower[second] == "of":
        ends = (name.end, name.end - (t.lower[name.end - 1] in COMPANY_WORDS))
        return second + 1 if any(_text(t, second + 1, end) in known for end in ends) else first
    return first


def _text(t: Tokens, start: int, end: int) -> str:
    return " ".join(t.text_between(start, end).split())


def prefer_longer(t: Tokens, names: list[Name]) -> list[Name]:
    """`names`, where the whole of a longer name of the article is one name, though the recogniser saw only parts."""
    forms: Forms = defaultdict(list)
    labels: dict[tuple[str, ...], str] = {}
    for name in names:
        words = tuple(t.words[name.start : name.end])
        if len(words) > 1 and words not in labels:
            labels[words] = name.label
            forms[words[0]].append(words)
    kept: list[Name] = []
    swallowed = 0
    for name in names:
        if name.start < swallowed:
            continue
        for words in sorted(forms.get(t.words[name.start], ()), key=len, reverse=True):
            end = name.start + len(words)
            if end > name.end and tuple(t.words[name.start : end]) == words and _ends_whole(names, name.start, end):
                name, swallowed = make_name(t, name.start, end, labels[words]), end
                break
        kept.append(name)
    return kept


def _ends_whole(names: Sequence[Name], start: int, end: int) -> bool:
    """True if no name goes on beyond token `end` that begins between `start` and `end`."""
    return not any(start <= name.start < end < name.end for name in names)


def _may_repeat(words: tuple[str, ...]) -> bool:
    """False for a name that is also an ordinary word, or too short to tell apart from one."""
    if len(words) > 1:
        return True
    word = words[0]
    low = word.lower()
    return len(word) > 1 and word[0].isupper() and (low in MONTHS or low not in NOT_NAMES) and low not in TITLES


def _match_at(t: Tokens, i: int, forms: Forms, taken: list[bool]) -> int:
    """One past the last token of the form that begins at token `i`; 0 if none does."""
    for words in forms.get(t.words[i], ()):
        end = i + len(words)
        if tuple(t.words[i:end]) != words or any(taken[i:end]):
            continue
        if len(words) == 1 and t.lower[i] in MONTHS:
            if not _speaks(t, i):
                continue
        elif len(words) == 1 and t.pos[i] != "PROPN" and not _stands_out(t, i):
            continue
        if "\n" in t.text[t.starts[i] : t.ends[end - 1]]:
            continue
        return end
    return 0


def _speaks(t: Tokens, i: int) -> bool:
    """True for the subject of a verb of saying and after a title: "May said", "Mrs. May"."""
    says = t.deps[i] == "nsubj" and t.heads[i] != i and t.lemmas[t.heads[i]] in SAY_VERBS
    return says or i > 0 and t.lower[i - 1] in TITLES


def _stands_out(t: Tokens, i: int) -> bool:
    """True for what can only be a name, whatever its tag: "Vale:", "Vale said", "NRTC", "O’Brien"."""
    word = t.words[i]
    if word.isupper():
        return len(word) > 2
    if _IRISH.fullmatch(word):
        return True
    if len(word) < 4 or t.lower[i] in t.lower_words:
        return False
    if t.sentence(i)[0] != i:
        return t.pos[i] in ("NOUN", "ADJ", "X")
    following = t.lower[i + 1 : i + 3]
    if following[:1] == [","] and following[-1] in _BEGIN_APPOSITION:
        return True
    return bool(following) and (following[0] in (":", "'s", "’s") or t.pos[i + 1] in ("VERB", "AUX"))
