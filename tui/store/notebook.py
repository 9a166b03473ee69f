"""The reader's highlights, notes and corrections, with undo, a trash, and drafts.

Every method that changes something returns when the change is safe on disk. The program never destroys a note: a
deleted highlight goes to the trash, and one that is not found in a changed article is an orphan, which is looked for
again at each opening.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..notes.check import DECIDED, CheckedAs, Evidence, Verdict, evidence_text
from ..notes.correction import Correction, known_as
from ..notes.highlight import Highlight, Placed, State, describe
from ..notes.tag import clean_tags
from ..text.article import Article
from ..text.span import Span
from ..text.words import same_words
from .correction_rows import EVERYWHERE, correction_row
from .errors import HighlightGone, StoreError
from .highlight_rows import (
    COLUMNS,
    checked_columns,
    highlight_from,
    highlight_of,
    highlight_row,
    tags_column,
    target_columns,
)
from .history import Change, History
from .placement import Placement, placed, rows_in
from .query import fts_query
from .source import source_key

if TYPE_CHECKING:
    import sqlite3

    from .articles import Articles
    from .connection import Connection


class NoteRow(NamedTuple):
    """A highlight in a list over all articles."""

    highlight: Highlight
    title: str
    """The title of its article, or the path or address if the text is not in the store (an import)."""
    state: State | None
    """Its state when its article was last opened; None if it never was."""


class Notebook:
    """Highlights, notes and corrections. Every method may raise StoreError."""

    def __init__(self, store: Connection, articles: Articles) -> None:
        self._store = store
        self._articles = articles
        self._history = History(store, articles.index_corrected)
        self._placement = Placement(store, articles)

    # Reading

    def highlights(self, article: Article) -> list[Placed]:
        """The article's highlights, each with its place and state in this text, in order of the text, orphans last.

        Those made on an earlier text are carried over (old and new text are aligned once for all of them) and the
        result is stored for the next opening. Highlights belong to an article by path, address or the text itself; what
        was made on the same text under another path stays here when this one changes.
        """
        highlights = [highlight_of(*row) for row in rows_in(self._store, "highlights", article, COLUMNS)]
        spans = self._placement.spans([(h.id, 0, h.target) for h in highlights], article)
        found = [placed(h, spans[h.id, 0], article.text) for h in highlights]
        last = len(article.text) + 1
        return sorted(found, key=lambda p: p.span or Span(last, p.highlight.target.start))

    def get(self, id: str) -> Highlight | None:
        """The highlight with that id, also from the trash, or None. A unique prefix of four characters is enough."""
        row = self._store.row("SELECT * FROM highlights WHERE id = ?", (id,))
        if row is None and len(id) >= 4:
            found = self._store.rows("SELECT * FROM highlights WHERE substr(id, 1, ?) = ? LIMIT 2", (len(id), id))
            row = found[0] if len(found) == 1 else None
        return highlight_from(row) if row else None

    def all(self, *, source: str | None = None, label: str | None = None, tag: str | None = None) -> list[Highlight]:
        """All highlights outside the trash, in the order they were made; only of this source, label and tag."""
        rows = self._store.rows(
            """SELECT * FROM highlights WHERE deleted IS NULL AND (:source IS NULL OR source = :source)
            AND (:label IS NULL OR label = :label) ORDER BY seq""",
            {"source": source_key(source) if source is not None else None, "label": label},
        )
        found = [highlight_from(row) for row in rows]
        return found if tag is None else [h for h in found if tag.casefold() in (t.casefold() for t in h.all_tags)]

    def trash(self) -> list[Highlight]:
        """The deleted highlights, the latest first."""
        rows = self._store.rows("SELECT * FROM highlights WHERE deleted IS NOT NULL ORDER BY deleted DESC, seq DESC")
        return [highlight_from(row) for row in rows]

    def search(self, words: str, *, limit: int = 1000) -> list[Highlight]:
        """The highlights whose text, note or tags contain all these words, the best first.

        The last word may be incomplete. Without words there are no results.
        """
        query = fts_query(words)
        if not query:
            return []
        rows = self._store.rows(
            """SELECT h.* FROM (SELECT rowid AS seq, bm25(note_index) AS score FROM note_index
            WHERE note_index MATCH ? ORDER BY rank LIMIT ?) JOIN highlights h USING (seq)
            WHERE h.deleted IS NULL ORDER BY score""",
            (query, limit),
        )
        return [highlight_from(row) for row in rows]

    def rows(self, words: str = "", *, label: str | None = None, tag: str | None = None) -> list[NoteRow]:
        """The list over all articles: every highlight, or those that a search for `words` finds, the best first."""
        found = self.search(words) if words.strip() else self.all()
        titles = dict(
            tuple(row)
            for row in self._store.rows(
                "SELECT r.source, a.title FROM readings r JOIN articles a USING (digest) ORDER BY r.opening"
            )
        )
        by_digest = dict(tuple(row) for row in self._store.rows("SELECT digest, title FROM articles"))
        states = self._states()
        return [
            NoteRow(
                highlight=h,
                title=titles.get(h.target.source) or by_digest.get(h.target.digest) or h.target.source,
                state=states.get(h.id),
            )
            for h in found
            if (label is None or h.label == label)
            and (tag is None or tag.casefold() in (t.casefold() for t in h.all_tags))
        ]

    def _states(self) -> dict[str, State]:
        """The state of each highlight in the text last read under its path or address."""
        latest = """SELECT digest FROM readings r WHERE r.source = h.source ORDER BY opening DESC LIMIT 1"""
        rows = self._store.rows(
            f"""SELECT h.id, CASE WHEN h.digest = ({latest}) THEN 'exact' ELSE
            (SELECT state FROM places p WHERE p.item = h.id AND p.part = 0 AND p.digest = ({latest})) END AS state
            FROM highlights h WHERE deleted IS NULL"""
        )
        return {row["id"]: row["state"] for row in rows if row["state"]}

    # Changing

    def add(
        self,
        article: Article,
        span: Span,
        *,
        label: str = "",
        note: str = "",
        tags: Iterable[str] = (),
        verdict: Verdict = "",
        evidence: Iterable[Evidence] = (),
        checked_as: CheckedAs | None = None,
    ) -> Highlight:
        """Highlight a span of the article, without blanks at its ends. Raises ValueError if it has no words."""
        now = self._store.now()
        target = describe(article.text, span, source=source_key(article), digest=article.digest)
        highlight = Highlight(str(uuid.uuid4()), target, label, note, clean_tags(tags), now, now)
        checked_as = checked_as or CheckedAs()
        highlight = highlight._replace(verdict=verdict, evidence=tuple(evidence), checked_as=checked_as)
        with self._store.writing() as db:
            self._keep_text(db, article)
            step = self._history.next_step(db)
            row = highlight_row(highlight) | {"source_url": article.url}
            self._history.record(db, step, "add", "highlights", None, row)
        return highlight

    def change(
        self,
        id: str,
        *,
        label: str | None = None,
        note: str | None = None,
        tags: Iterable[str] | None = None,
        verdict: Verdict | None = None,
        evidence: Iterable[Evidence] | None = None,
        checked_as: CheckedAs | None = None,
        known_note: str | None = None,
    ) -> Highlight:
        """Change what is given and leave the rest. Raises StoreError if there is no such highlight.

        `known_note` is the note as the writer last saw it: if another program has changed it since, both texts are
        kept, one below the other; if it has been deleted since, this raises HighlightGone.
        """
        new: dict[str, Any] = {}
        if label is not None:
            new["label"] = label
        if note is not None:
            new["note"] = note
        if tags is not None:
            new["tags"] = tags_column(clean_tags(tags))
        if verdict is not None:
            new["verdict"] = verdict
        if evidence is not None:
            new["evidence"] = evidence_text(evidence)
        if checked_as is not None:
            new |= checked_columns(checked_as)
        with self._store.writing():
            if note is not None and known_note is not None and (current := self.get(id)) is not None:
                if current.deleted:
                    raise HighlightGone("This highlight was deleted in another window.")
                if current.note not in (known_note, note, ""):
                    new["note"] = f"{current.note}\n\n{note}"
            return self._update(id, "change", new)

    def delete(self, id: str) -> Highlight:
        """Move a highlight to the trash."""
        return self._update(id, "delete", {"deleted": self._store.now()})

    def restore(self, id: str) -> Highlight:
        """Restore a highlight from the trash."""
        return self._update(id, "restore", {"deleted": None})

    def attach(self, id: str, article: Article, span: Span, *, same: bool = False) -> Highlight:
        """Attach a highlight to other words, chosen by the reader. Its note, label, tags and id stay.

        A verdict holds for the words it was given for: they are stored with the new place, where the highlight counts
        as changed until it gets a verdict again. `same` says that the words are the same, written in another way.
        """
        target = describe(article.text, span, source=source_key(article), digest=article.digest)
        current = self.get(id)
        if current and current.verdict in DECIDED and not same and not same_words(target.exact, current.target.exact):
            target = target._replace(exact=current.target.exact)
        with self._store.writing() as db:
            self._keep_text(db, article)
            db.execute("DELETE FROM places WHERE item = ? AND digest = ?", (id, article.digest))
            return self._update(id, "place", target_columns(target))

    def check(
        self,
        id: str,
        article: Article,
        span: Span,
        verdict: Verdict,
        evidence: Iterable[Evidence] | None = None,
        checked_as: CheckedAs | None = None,
    ) -> Highlight:
        """Change the verdict on a highlight, which is about the words that its place has in this article now.
        `evidence` and `checked_as` replace what there is."""
        new: dict[str, Any] = {"verdict": verdict}
        if evidence is not None:
            new["evidence"] = evidence_text(evidence)
        if checked_as is not None:
            new |= checked_columns(checked_as)
        current = self.get(id) if verdict else None
        if current is not None and not same_words(article.text[span.start : span.end], current.target.exact):
            new |= target_columns(describe(article.text, span, source=source_key(article), digest=article.digest))
        with self._store.writing() as db:
            self._keep_text(db, article)
            return self._update(id, "change", new)

    def import_highlights(self, highlights: Iterable[Highlight]) -> int:
        """Add highlights from outside unchanged, in their order, as one step; those with a known id are left alone.

        Returns how many were new.
        """
        new = 0
        with self._store.writing() as db:
            step = self._history.next_step(db)
            for highlight in highlights:
                if db.execute("SELECT 1 FROM highlights WHERE id = ?", (highlight.id,)).fetchone() is None:
                    row = highlight_row(highlight) | {"source_url": None}
                    self._history.record(db, step, "import", "highlights", None, row)
                    new += 1
        return new

    def imported(self) -> set[str]:
        """The ids of the highlights that were imported."""
        return {row["item"] for row in self._store.rows("SELECT DISTINCT item FROM changes WHERE kind = 'import'")}

    # Corrections

    def corrections(self, article: Article) -> list[Correction]:
        """The reader's corrections of this article in the order they were made, their targets carried to this text.

        A correction whose words are not found is left out, and looked for again the next time.
        """
        return self._articles.corrections.of(article)

    def correct(self, article: Article, correction: Correction) -> Correction:
        """Store a correction. Returns it with its id. It can be undone like a note."""
        correction = replace(correction, id=str(uuid.uuid4()), created=self._store.now())
        with self._store.writing() as db:
            self._keep_text(db, article)
            row = correction_row(correction, source_key(article), article.digest, article.url)
            self._history.record(db, self._history.next_step(db), "correct", "corrections", None, row)
        return correction

    def merge_names(self, kind: str, names: Iterable[str], into: str) -> None:
        """From now on, in all articles and in future ones, these names, if of this kind, are other names of `into`.

        It can be undone like a note, in one step.
        """
        with self._store.writing() as db:
            step = self._history.next_step(db)
            for name in names:
                correction = replace(known_as(kind, name, into), id=str(uuid.uuid4()), created=self._store.now())
                row = correction_row(correction, EVERYWHERE, "")
                self._history.record(db, step, "correct", "corrections", None, row)

    def withdraw(self, id: str) -> None:
        """Withdraw a correction. Raises StoreError if there is none with that id."""
        with self._store.writing() as db:
            row = db.execute("SELECT * FROM corrections WHERE id = ?", (id,)).fetchone()
            if row is None:
                raise StoreError("There is no such correction.")
            new = dict(row) | {"deleted": self._store.now()}
            self._history.record(db, self._history.next_step(db), "withdraw", "corrections", dict(row), new)

    # Undo

    def undo(self, *, everywhere: bool = False, source: str | None = None) -> str | None:
        """Undo the last change to notes or corrections, even from an earlier session; with `everywhere` the last
        correction that holds for all articles, with `source` the last change in that article. Returns a sentence about
        it, or None."""
        return self._history.undo(everywhere=everywhere, source=source)

    def next_undo(self, *, everywhere: bool = False, source: str | None = None) -> Change | None:
        """What `undo` would undo."""
        return self._history.next_undo(everywhere=everywhere, source=source)

    def next_redo(self, *, everywhere: bool = False) -> Change | None:
        """What `redo` would redo."""
        return self._history.next_redo(everywhere=everywhere)

    def title_of(self, source: str) -> str:
        """The title of the article last read under that path or address; the source itself if there is none."""
        row = self._store.row("SELECT title FROM shelf WHERE source = ?", (source,))
        return str(row["title"]) if row and row["title"] else source

    def redo(self, *, everywhere: bool = False) -> str | None:
        """Redo the change that was undone last. Returns a sentence about it, or None."""
        return self._history.redo(everywhere=everywhere)

    def index_again(self) -> None:
        """Rebuild the search index of the notes."""
        self._history.index_again()

    # Drafts

    def draft(self, key: str) -> str | None:
        """The draft stored last under that key, or None."""
        row = self._store.row("SELECT text FROM drafts WHERE key = ?", (key,))
        return row["text"] if row else None

    def drafts(self) -> dict[str, str]:
        """All drafts, the latest first, as left by a program that died."""
        rows = self._store.rows("SELECT key, text FROM drafts ORDER BY kept DESC, key")
        return {row["key"]: row["text"] for row in rows}

    def keep_draft(self, key: str, text: str) -> None:
        """Store the text being typed. It survives kill -9; the call does not wait for the disk, since every key makes
        it."""
        with self._store.writing(quick=True) as db:
            db.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)", (key, text, self._store.now()))

    def drop_draft(self, key: str) -> None:
        """Delete a draft: the note was saved or discarded."""
        with self._store.writing(quick=True) as db:
            db.execute("DELETE FROM drafts WHERE key = ?", (key,))

    # Internal

    def _keep_text(self, db: sqlite3.Connection, article: Article) -> None:
        """Store the text, so that its highlights can follow their words when it changes."""
        digest, source = article.digest, source_key(article)
        if db.execute("SELECT 1 FROM articles WHERE digest = ?", (digest,)).fetchone() is None:
            self._articles.keep_text(article)
        if db.execute("SELECT 1 FROM readings WHERE source = ? AND digest = ?", (source, digest)).fetchone() is None:
            self._articles.opened(source, digest, read=False)

    def _update(self, id: str, kind: str, new: dict[str, Any]) -> Highlight:
        with self._store.writing() as db:
            row = db.execute("SELECT * FROM highlights WHERE id = ?", (id,)).fetchone()
            if row is None:
                raise HighlightGone("There is no such highlight.")
            before = dict(row)
            if all(before[name] == value for name, value in new.items()):
                return highlight_from(before)
            # A change is never older than the one before it, even if the clock was set back.
            after = before | new | {"modified": max(before["modified"], self._store.now())}
            self._history.record(db, self._history.next_step(db), kind, "highlights", before, after)
        return highlight_from(after)
