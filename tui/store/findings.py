"""Findings in all articles: who is named and who said what, article by article.

Both are stored with the analyses when an article is indexed, so that listing ten thousand articles takes a second or
two instead of half a minute. The reader's corrections are applied. `articles_to_recheck` names the articles that are
not indexed yet, whose analyses have to be read one by one.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .query import fts_query

if TYPE_CHECKING:
    import sqlite3

    from ..text.analysis import Analysis, Entity
    from .connection import Connection

Stamp = tuple[int, ...]

ONE_OF_EACH_TEXT = """NOT EXISTS (SELECT 1 FROM shelf other WHERE other.article = shelf.article
    AND (other.source LIKE 'sha256:%', -other.opening) < (shelf.source LIKE 'sha256:%', -shelf.opening))"""
"""Selects one of the rows with the same text: the one opened last, but one from a pipe only if there is no other."""


class ShelfEntry(NamedTuple):
    """One article on the shelf."""

    article: int
    """The number of its text."""
    id: int
    """Its number on the shelf."""
    source: str


class StoredName(NamedTuple):
    """What one article says about one name."""

    label: str
    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: int
    unsure: int
    said: int
    """How many quotations it is the speaker of."""


class StoredQuote(NamedTuple):
    """One quotation in one article."""

    speaker: str
    text: str
    """The whole text of the article."""
    spans: tuple[tuple[int, int], ...]
    kind: str
    unsure: bool
    cue: str
    """The reporting verb or phrase on one line; "" if there is none."""


def stamp(store: Connection) -> Stamp:
    """Numbers that change with every new analysis or correction, which makes earlier lists out of date. Costs well
    under a millisecond. Raises StoreError."""
    row = store.row(
        """SELECT coalesce((SELECT max(rowid) FROM analyses), 0), coalesce((SELECT max(seq) FROM corrections), 0),
        (SELECT count(*) FROM corrections WHERE deleted IS NULL)"""
    )
    return tuple(row) if row else ()


def shelf_entries(
    store: Connection, articles: Iterable[int] | None = None, *, sources: Iterable[str] | None = None
) -> list[ShelfEntry]:
    """The articles on the shelf, each text once, or only those of these texts, or all those of these paths and
    addresses. By date, those without one last. Raises StoreError."""
    some, values = ONE_OF_EACH_TEXT, {}
    if articles is not None:
        some += " AND article IN (SELECT value FROM json_each(:some))"
        values = {"some": json.dumps(list(articles))}
    elif sources is not None:
        some, values = "source IN (SELECT value FROM json_each(:some))", {"some": json.dumps(list(sources))}
    rows = store.rows(
        f"SELECT article, id, source FROM shelf WHERE {some} ORDER BY date IS NULL, date, title, source", values
    )
    return [ShelfEntry(*row) for row in rows]


def copies(store: Connection, sources: Iterable[str]) -> set[str]:
    """The paths and addresses of all articles on the shelf whose text is that of one of these. Raises StoreError."""
    rows = store.rows(
        """SELECT source FROM shelf WHERE article IN (
        SELECT article FROM shelf WHERE source IN (SELECT value FROM json_each(?)))""",
        (json.dumps(list(sources)),),
    )
    return {row["source"] for row in rows}


def articles_to_recheck(store: Connection) -> set[int]:
    """The texts not indexed yet, or not since a correction, whose stored findings may be out of date.

    Raises StoreError.
    """
    return {row[0] for row in store.rows("SELECT article FROM waiting")}


def named(store: Connection, articles: Collection[int]) -> dict[int, list[StoredName]]:
    """The names in each of these texts, in order of the first mention. Raises StoreError."""
    return _named(store, "SELECT value FROM json_each(?)", json.dumps(list(articles)))


RANGE = 10_000
"""Articles whose names are looked at in one query, during which others have to wait."""


def names_with_aliases(store: Connection) -> Iterator[StoredName]:
    """Each name of the library that has other names too, without its counts: once for each set of aliases that articles
    of a range give it. Articles not indexed yet are left out. Raises StoreError."""
    last = store.rows("SELECT coalesce(max(article), 0) FROM named")[0][0]
    for first in range(0, last + 1, RANGE):
        rows = store.rows(
            """SELECT DISTINCT label, name, aliases FROM named WHERE article >= ? AND article < ? AND aliases != ''
            AND article NOT IN (SELECT article FROM waiting)""",
            (first, first + RANGE),
        )
        yield from (StoredName(label, name, _lines(aliases), (), 0, 0, 0) for label, name, aliases in rows)


def names_matching(store: Connection, forms: Iterable[str]) -> dict[int, list[StoredName]]:
    """All names in each of the texts that have a name with the words of one of these forms; a few other texts may be
    among them. Raises StoreError."""
    spelt = (spelling for form in forms for spelling in (form, form.replace(".", ""), _initials(form)))
    terms = (fts_query(f'"{spelling.replace(chr(34), " ")}"') for spelling in dict.fromkeys(spelt))
    # A typed name may be incomplete, so its last word is the beginning of one.
    query = " OR ".join(f"{term}*" for term in terms if term)
    if not query:
        return {}
    return _named(store, "SELECT rowid FROM found_index WHERE found_index MATCH ?", f"entities : ({query})")


def _initials(form: str) -> str:
    """ "U S" for "US", since the index has U.S. as two words."""
    return re.sub(r"\b[A-Z]{2,4}\b", lambda match: " ".join(match[0]), form)


def _named(store: Connection, articles: str, value: str) -> dict[int, list[StoredName]]:
    found: dict[int, list[StoredName]] = {}
    rows = store.rows(
        f"""SELECT article, label, name, aliases, roles, mentions, unsure, said FROM named
        WHERE article IN ({articles}) ORDER BY article, n""",
        (value,),
    )
    for article, label, name, aliases, roles, *counts in rows:
        one = StoredName(label, name, _lines(aliases), _lines(roles), *counts)
        found.setdefault(article, []).append(one)
    return found


def speakers_in(store: Connection) -> list[tuple[str, int, str, bool]]:
    """Each speaker of each text on the shelf: the name or description, the number of the text, its path or address, and
    whether it is uncertain of every quotation. Raises StoreError."""
    rows = store.rows(
        f"""SELECT speaker, said.article, source, min(unsure) FROM said JOIN shelf ON shelf.article = said.article
        WHERE speaker != '' AND {ONE_OF_EACH_TEXT} GROUP BY speaker, said.article"""
    )
    return [(speaker, article, source, bool(unsure)) for speaker, article, source, unsure in rows]


def titles_by_source(store: Connection) -> dict[str, str]:
    """The title of each article on the shelf, by path or address. Raises StoreError."""
    return {row["source"]: row["title"] for row in store.rows("SELECT source, title FROM shelf")}


def said(store: Connection, speakers: Collection[str], articles: Sequence[int]) -> dict[int, list[StoredQuote]]:
    """The quotations of these speakers in each of these texts, in order of the text. Raises StoreError."""
    found: dict[int, list[StoredQuote]] = {}
    rows = store.rows(
        """SELECT said.article, speaker, text, spans, kind, unsure, cue FROM said JOIN articles a ON a.id = said.article
        WHERE speaker IN (SELECT value FROM json_each(?)) AND said.article IN (SELECT value FROM json_each(?))
        ORDER BY said.article, n""",
        (json.dumps(list(speakers)), json.dumps(list(articles))),
    )
    for article, speaker, text, spans, kind, unsure, cue in rows:
        try:
            places = tuple((int(start), int(end)) for start, end in (span.split("-") for span in spans.split(",")))
        except ValueError:
            continue  # a damaged row
        found.setdefault(article, []).append(StoredQuote(speaker, text, places, kind, bool(unsure), cue))
    return found


def store_names(db: sqlite3.Connection, article: int, analysis: Analysis | None) -> None:
    """Replace the stored names of a text, inside the current transaction."""
    db.execute("DELETE FROM named WHERE article = ?", (article,))
    if analysis is not None:
        db.executemany(
            "INSERT INTO named VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (article, n, one.label, one.name, "\n".join(one.aliases), "\n".join(one.roles), *one[4:])
                for n, one in enumerate(names_of(analysis))
            ),
        )


def names_of(analysis: Analysis) -> list[StoredName]:
    """What an analysis says about each of its names, in order of the first mention."""
    quotes = Counter(_one_line(name) for quote in analysis.statements for name in quote.speakers_named)
    return [
        StoredName(
            entity.label,
            _one_line(entity.name),
            tuple(map(_one_line, entity.aliases)),
            tuple(dict.fromkeys(_one_line(role.text) for role in entity.roles)),
            len(entity.mentions),
            entity.unsure,
            quotes[_one_line(entity.name)],
        )
        for entity in entities_in_order(analysis)
    ]


def entities_in_order(analysis: Analysis) -> list[Entity]:
    """The entities in order of the first mention."""
    return sorted(analysis.entities, key=lambda entity: entity.mentions[0].span)


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
