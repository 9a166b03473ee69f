"""Finds the places of highlights and corrections in the open text, even if they were made on an earlier one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from ..notes.highlight import Highlight, Placed, State, Target
from ..text.span import Span
from ..text.words import same_words
from .correction_rows import EVERYWHERE
from .errors import StoreBusy
from .source import source_key

if TYPE_CHECKING:
    import sqlite3

    from ..text.article import Article
    from .connection import Connection


_VALID = " AND typeof(start) = 'integer' AND typeof(\"end\") = 'integer'"

PartKey = tuple[str, int]
"""The id of a highlight or correction, and the number of one of its targets."""

Part = tuple[str, int, Target]
"""A `PartKey` with its target."""


class Texts(Protocol):
    """The texts in a store, as `Articles` has them."""

    def text(self, digest: str) -> str | None:
        """The text alone, or None."""

    def load(self, digest: str) -> Article | None:
        """The article with that text, or None."""

    def keep_text(self, article: Article) -> None:
        """Store text and structure, inside the current transaction."""


def rows_in(store: Connection, table: str, article: Article, columns: str = "*") -> list[sqlite3.Row]:
    """The rows of `highlights` or `corrections` that belong to an article, in the order they were made: by its path or
    address, by its text, or by a text that was read under that path or address before. Raises StoreError."""
    names = {source_key(article)} | ({source_key(article.url)} if article.url else set())
    if table == "corrections":
        names.add(EVERYWHERE)
    marks = ", ".join("?" * len(names))
    return store.rows(
        f"""SELECT {columns} FROM {table}
        WHERE (source IN ({marks}) OR source_url IN ({marks}) OR digest = ? OR seq IN (
            SELECT made.seq FROM readings r JOIN {table} made ON made.digest = r.digest AND made.created <= r.last
            WHERE r.source IN ({marks})
            UNION SELECT made.seq FROM removed_readings r
            JOIN {table} made ON made.digest = r.digest AND made.created <= r.last WHERE r.source IN ({marks})))
        AND deleted IS NULL ORDER BY seq""",
        (*names, *names, article.digest, *names, *names),
    )


class Placement:
    """Finds targets in an article and stores where they are. Every method may raise StoreError."""

    def __init__(self, store: Connection, articles: Texts) -> None:
        self._store = store
        self._articles = articles

    def spans(self, parts: Sequence[Part], article: Article) -> dict[PartKey, Span | None]:
        """The place of each target in the article; None if its words are gone.

        Targets on earlier texts are carried over (each earlier text is aligned once) and the result is stored.
        """
        text, digest = article.text, article.digest
        spans: dict[PartKey, Span | None] = {}
        away: list[Part] = []
        for id, part, target in parts:
            if target.digest == digest and text[target.start : target.end] == target.exact:
                spans[id, part] = target.span
            else:
                away.append((id, part, target))
        if not away:
            return spans
        known = {
            (row["item"], row["part"]): Span(row["start"], row["end"])
            for row in self._store.rows(
                "SELECT item, part, start, end FROM places WHERE digest = ? AND state != 'orphan'" + _VALID, (digest,)
            )
            if 0 <= row["start"] < row["end"] <= len(text)
        }
        missing = [(id, part, target) for id, part, target in away if (id, part) not in known]
        spans |= {(id, part): known[id, part] for id, part, _ in away if (id, part) in known}
        if missing:
            carried = self._carry(missing, text)
            self._store_places(missing, carried, article)
            spans |= carried
        return spans

    def _carry(self, parts: Sequence[Part], text: str) -> dict[PartKey, Span | None]:
        """Carry targets over from the texts in which they were last seen; each of those is aligned once."""
        from ..notes.anchoring import anchor, carry_all  # opening an unchanged article does not need the aligner

        found: dict[PartKey, Span | None] = {(id, part): None for id, part, _ in parts}
        last_seen = self._last_seen([id for id, _, _ in parts])

        def attempt(base: Callable[[str, int, Target], tuple[str, Span] | None]) -> None:
            by_text: dict[str, list[tuple[PartKey, Span]]] = defaultdict(list)
            for id, part, target in parts:
                place = base(id, part, target) if found[id, part] is None else None
                if place:
                    by_text[place[0]].append(((id, part), place[1]))
            for digest, items in by_text.items():
                old = self._articles.text(digest)
                if old is not None:
                    for (key, _), span in zip(items, carry_all(old, [span for _, span in items], text), strict=True):
                        found[key] = span

        # First from the text in which it was last found, which is the most similar; then from the one it was made on.
        attempt(lambda id, part, target: last_seen.get((id, part)))
        attempt(lambda id, part, target: (target.digest, target.span) if target.digest else None)
        for id, part, target in parts:
            if found[id, part] is None and (not target.digest or self._articles.text(target.digest) is None):
                place = anchor(target, text)
                found[id, part] = Span(*place) if place else None
        return found

    def _last_seen(self, ids: Sequence[str]) -> dict[PartKey, tuple[str, Span]]:
        """For each target, the digest of the text in which it was last found, and its place there."""
        wanted = set(ids)
        rows = self._store.rows(
            "SELECT item, part, digest, start, end FROM places WHERE state != 'orphan'" + _VALID + " ORDER BY rank"
        )
        return {
            (row["item"], row["part"]): (row["digest"], Span(row["start"], row["end"]))
            for row in rows
            if row["item"] in wanted
        }

    def _store_places(
        self,
        parts: Sequence[Part],
        spans: Mapping[PartKey, Span | None],
        article: Article,
    ) -> None:
        rows = []
        for id, part, target in parts:
            span = spans[id, part]
            state = state_of(target, span, article.text)
            place = (span.start, span.end) if span else (None, None)
            rows.append((id, part, article.digest, *place, state, id))
        if self._store.read_only:
            return
        try:
            with self._store.writing(quick=True) as db:
                self._articles.keep_text(article)
                db.executemany(
                    """INSERT OR REPLACE INTO places (item, part, digest, start, "end", state, rank)
                    VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(rank), 0) + 1 FROM places WHERE item = ?))""",
                    rows,
                )
        except StoreBusy:
            return  # another program is writing; the next opening computes it again


def placed(highlight: Highlight, span: Span | None, text: str) -> Placed:
    """A highlight with its place and state in a text."""
    words, exact = text[span.start : span.end] if span else "", highlight.target.exact
    return Placed(highlight, state_of(highlight.target, span, text), span, exact if words == exact else words)


def state_of(target: Target, span: Span | None, text: str) -> State:
    """The state of a target whose place in a text is `span`: how the words there differ from those that were marked."""
    if span is None:
        return "orphan"
    words = text[span.start : span.end]
    if words != target.exact and not same_words(words, target.exact):
        return "changed"
    # Without its text (an import), its place there is unknown, so nobody can say that the words have moved.
    return "exact" if span.start == target.start or not target.digest else "moved"
