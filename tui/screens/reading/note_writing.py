"""Writing notes, here or in the reader's editor, and drafts left by a program that ended unexpectedly."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.app import SuspendNotSupported
from textual.timer import Timer

from ...notes.anchoring import anchor, carry
from ...notes.highlight import Highlight, Placed
from ...store.errors import HighlightGone, StoreError
from ...store.notebook import Notebook
from ...store.source import source_key
from ...terminal.editor import EditorError, edit
from ...text.quotation_marks import in_quotes
from ...text.safe import one_line
from ...text.span import Span
from .controller import Controller, Workspace
from .highlights import Highlights

if TYPE_CHECKING:
    from ..dialogs.note import WrittenNote

TITLE = "title "
"""Before the key of a draft, it makes the key of its label and tags, each on a line."""

WATCH_INTERVAL = 1.0
"""Seconds between two checks of the files of editors that did not wait."""


class NoteDraft(NamedTuple):
    """A note that was being written when the program ended unexpectedly."""

    key: str
    text: str
    highlight: Highlight | None
    """The highlight it belongs to; None for words that are not highlighted yet."""
    span: Span


class OpenNote(NamedTuple):
    """A note whose file is open in an editor that did not wait."""

    key: str
    highlight: Highlight | None
    span: Span
    text: str
    """The text that has been saved as a note."""
    failed: bool = False
    """Whether the reader has been notified that a later text could not be saved."""


class NoteWriting(Controller):
    """Opens the note dialog or the editor, and saves what was written."""

    def __init__(self, workspace: Workspace, highlights: Highlights) -> None:
        super().__init__(workspace)
        self._highlights = highlights
        self.left_behind: NoteDraft | None = None
        """A draft that was offered; the next `a` continues it."""
        self._open_notes: dict[str, OpenNote] = {}
        """The notes that are open in an editor that did not wait, by key."""
        self._watching: Timer | None = None

    def write(self) -> None:
        """Write a note on the selection, on the highlight at the caret, or on the sentence. A draft comes first."""
        if self._notebook.open() is None:
            return
        if self.left_behind is not None:
            draft, self.left_behind = self.left_behind, None
            self._status.update_default()
            words = self._session.article.words(draft.span) or (draft.highlight.target.exact if draft.highlight else "")
            self._show_dialog(draft.key, self._highlight_of(draft), draft.span, words, draft.text)
            return
        self._highlights.with_one("Which note?", self._write_on)

    def _highlight_of(self, draft: NoteDraft) -> Highlight | None:
        """The highlight of a draft with the label and tags that it has by now. For words that were not highlighted, the
        one made on them since, unless it has a note of its own."""
        highlights = [(one.highlight, one.span) for one in self._session.placed]
        if (before := draft.highlight) is None:
            return next((one for one, span in highlights if span == draft.span and not one.note), None)
        # With the note as it was then, so that another one written since is kept beside the draft.
        now = (one._replace(note=before.note) for one, _ in highlights if one.id == before.id)
        return next(now, before)

    def _write_on(self, placed: Placed | None) -> None:
        key, highlight, span = self._target(placed)
        note = self._services.draft(key) or (highlight.note if highlight else "")
        self._show_dialog(key, highlight, span, self._words(placed, span), note)

    def write_text(self, span: Span, text: str) -> None:
        """Offer a text as a new note on a span."""
        if self._notebook.open() is not None:
            self._show_dialog(self._new_key(span), None, span, self._session.article.words(span), text)

    def _target(self, placed: Placed | None) -> tuple[str, Highlight | None, Span]:
        """The key of the draft, the highlight and the words for a note on a highlight or, without one, on the words
        that keys act on now."""
        span = placed.span if placed and placed.span else self._subject.span
        highlight = placed.highlight if placed else None
        return f"note {highlight.id}" if highlight else self._new_key(span), highlight, span

    def _words(self, placed: Placed | None, span: Span) -> str:
        is_lost = placed is not None and placed.span is None
        return placed.highlight.target.exact if placed and is_lost else self._session.article.words(span)

    def _show_dialog(
        self, key: str, highlight: Highlight | None, span: Span, words: str, note: str, *, unsaved: bool = False
    ) -> None:
        """Let the reader write a note; its draft is saved under `key` at every key. `unsaved` means that saving the
        note has just failed."""
        about = f"A note on {in_quotes(one_line(words, 240))} in {self._session.article.source}:"
        begun = self._begun(key, highlight, note)

        def keep_draft(written: WrittenNote) -> bool:
            known = key in self._services.unsaved
            problem = self._services.keep_draft(key, written.note, about=about)
            problem = self._keep_title(key, written, begun) or problem
            if problem and not known:
                self._status.notify(
                    f"Your text cannot be saved yet: {problem} "
                    "newsreader keeps trying, and writes it to a file if you quit.",
                    warning=True,
                )
            return not problem

        def save(written: WrittenNote, again: bool) -> bool:
            if not again:
                keep_draft(written)  # the latest text, in case the note cannot be saved
            saved = self._save(highlight, span, written.note, label=written.label, tags=written.tags, quiet=again)
            if saved:
                self._drop(key)
            return saved

        self._dialogs.write_note(
            words,
            begun,
            stored=self._stored(highlight),
            labels=self._highlights.label_entries(),
            keep_draft=keep_draft,
            save=save,
            discard=partial(self._drop, key),
            unsaved=unsaved,
        )

    @staticmethod
    def _stored(highlight: Highlight | None) -> WrittenNote:
        """The note of a highlight as it is in the notebook; empty without a highlight."""
        from ..dialogs.note import WrittenNote

        return WrittenNote(highlight.note, highlight.label, highlight.tags) if highlight else WrittenNote("")

    def _begun(self, key: str, highlight: Highlight | None, note: str) -> WrittenNote:
        """A note with the label and the tags of its highlight, and those of its draft."""
        label, *tags = (self._services.draft(TITLE + key) or "").split("\n")
        stored = self._stored(highlight)
        return stored._replace(note=note, label=label or stored.label, tags=tuple(dict.fromkeys((*stored.tags, *tags))))

    def _keep_title(self, key: str, written: WrittenNote, begun: WrittenNote) -> str:
        """Save the label and the tags of a draft if they are not those that it began with, or were before. Returns a
        sentence saying why that failed, else ""."""
        title = TITLE + key
        if written[1:] == begun[1:] and self._services.draft(title) is None and title not in self._services.unsaved:
            return ""
        text = "\n".join((written.label, *written.tags))
        return self._services.keep_draft(title, text, about="Its label and tags:")

    def _drop(self, key: str) -> None:
        """Delete a draft with its label and tags."""
        for one in (key, TITLE + key):
            self._services.drop_draft(one)

    def _save(
        self,
        highlight: Highlight | None,
        span: Span,
        note: str,
        *,
        label: str | None = None,
        tags: Sequence[str] | None = None,
        quiet: bool = False,
    ) -> bool:
        """Save a note, with its label and tags unless they are None. False if that failed, after saying why unless
        `quiet`.

        If the highlight was deleted in another window, the text is offered again for the same words.
        """
        saved, gone = True, False

        def change(book: Notebook) -> None:
            nonlocal gone
            assert highlight is not None
            try:
                book.change(highlight.id, note=note, label=label, tags=tags, known_note=highlight.note)
            except HighlightGone:
                gone = True

        if highlight is not None:
            saved = self._notebook.write(change, quiet=quiet)
        elif note.strip() or label or tags:
            saved = self._notebook.write(
                lambda book: book.add(self._session.article, span, label=label or "", note=note, tags=tags or ()),
                quiet=quiet,
            )
        if saved and gone:
            return self._offer_again(span, note)
        if saved:
            self._view.action_select_none()
            self._status.set_status("note saved" if note.strip() else "no note", span)
        return saved

    def _offer_again(self, span: Span, note: str) -> bool:
        """Save the note of a deleted highlight as a draft on its words. False if that failed."""
        if not note.strip():
            return True
        if not span.length:
            span = self._view.sentence_at(self._view.caret)
        key = self._new_key(span)
        if self._services.keep_draft(key, note, about=f"A note in {self._session.article.source}:"):
            return False
        self.left_behind = NoteDraft(key, note, None, span)
        gone = "This highlight was deleted in another window, and your text is saved as a draft."
        self._status.notify_with(gone, "to attach it to the words again", "note", warning=True)
        return True

    def _new_key(self, span: Span) -> str:
        """The key of the draft of a note on words that are not highlighted yet."""
        return f"new {self._session.article.digest} {span.start} {span.end}"

    def edit(self) -> None:
        """Write a note in the reader's own editor."""
        if self._notebook.open() is not None:
            self._highlights.with_one("Edit which note?", self._edit)

    def _edit(self, placed: Placed | None) -> None:
        """Write a note in the editor. Its file is deleted only when the text has been saved as a note."""
        key, highlight, span = self._target(placed)
        before = highlight.note if highlight else ""
        files = self._services.editor_files
        if key in files.left_behind():
            self._status.notify(
                "This note is still open in an editor, or its text has not been saved yet.", warning=True
            )
            self.offer_draft()
            return
        try:
            path = files.create(key, before)
            with self._view.app.suspend():
                after, advice = edit(path)
        except SuspendNotSupported:
            files.drop(key)
            sentence = "No editor can run in this terminal."
            self._status.notify_with(sentence, "to write the note here", "note", warning=True)
        except OSError as error:
            self._status.notify(f"The file for the editor cannot be written: {error.strerror or error}.", warning=True)
        except EditorError as error:
            self._report_failure(str(error), NoteDraft(key, before, highlight, span))
        else:
            if advice:
                self._status.notify(advice, warning=True)
                self._watch(OpenNote(key, highlight, span, before))
            elif after == before or self._save(highlight, span, after):
                self._services.drop_draft(key)
            else:
                self._show_dialog(key, highlight, span, self._words(placed, span), after, unsaved=True)

    def _report_failure(self, problem: str, before: NoteDraft) -> None:
        """Say that the editor failed. What was saved in the file since `before` can be continued."""
        text = self._services.editor_files.text(before.key)
        if text is None or text == before.text:
            self._services.editor_files.drop(before.key)
            self._status.notify(f"{problem} The note is unchanged.", warning=True)
        else:
            self.left_behind = before._replace(text=text)
            advice = "to continue what you wrote there"
            self._status.notify_with(f"{problem} The note is unchanged.", advice, "note", warning=True)

    def _watch(self, note: OpenNote) -> None:
        """From now on, save as a note whatever is saved in the file of an editor that did not wait."""
        self._open_notes[note.key] = note
        if self._watching is None:
            self._watching = self._view.set_interval(WATCH_INTERVAL, self._look_at_files)

    def _look_at_files(self) -> None:
        """Save the notes whose files have changed. If one cannot be saved, try again at the next check."""
        for key, note in list(self._open_notes.items()):
            text = self._services.editor_files.text(key)
            if text is None or text == note.text:
                continue
            if self._save(note.highlight, note.span, text, quiet=note.failed):
                self._services.editor_files.set_saved(key, text)
                highlight = self._saved_highlight(note, text)
                self._open_notes[key] = OpenNote(key, highlight, note.span, text)
            else:
                self._open_notes[key] = note._replace(failed=True)

    def _saved_highlight(self, note: OpenNote, text: str) -> Highlight | None:
        """The highlight that now has the note, as stored in the notebook."""
        placed = [one for one in self._session.placed if one.highlight.note.endswith(text)]
        if note.highlight is not None:
            return next((one.highlight for one in placed if one.highlight.id == note.highlight.id), note.highlight)
        return next((one.highlight for one in placed if one.span == note.span), None)

    # ------------------------------------------------------------ drafts

    def offer_draft(self) -> None:
        """Say that a note on this article was being written when the program ended; the next `a` continues it."""
        store = self._session.store
        if store is None or not self._session.is_writable:
            return
        try:
            texts = self._services.drafts()
            found = (self._draft(key, text) for key, text in texts.items() if text.strip())
            self.left_behind = next((draft for draft in found if draft is not None), None)
        except StoreError as error:
            self._status.notify(str(error), warning=True)
        if self.left_behind is not None:
            words = one_line(self.left_behind.text, 60)
            ended = f"You were writing a note when the program ended: “{words}”."
            self._status.notify_with(ended, "to continue", "note")
            self._status.update_default()
        elif sentence := self._services.take_unfinished_note():
            self._status.notify(sentence)

    def default_status(self) -> str:
        """Say that an unfinished note waits, which no list shows."""
        return "" if self.left_behind is None else f"{self._status.key('note')} continues your unfinished note"

    def _draft(self, key: str, text: str) -> NoteDraft | None:
        """The draft saved under a key, if it belongs to this article and differs from what is in the notebook."""
        kind, _, rest = key.partition(" ")
        if kind == "note":
            one = next((one for one in self._session.placed if one.highlight.id == rest), None)
            if one is None:
                return self._draft_of_deleted(key, rest, text)
            if one.highlight.note == text:
                return None
            return NoteDraft(key, text, one.highlight, one.span or Span(0, 0))
        numbers = rest.split(" ")
        if kind != "new" or len(numbers) != 3 or not (numbers[1].isdigit() and numbers[2].isdigit()):
            return None
        span = self._span_now(numbers[0], Span(int(numbers[1]), int(numbers[2])))
        saved = {one.highlight.note.strip() for one in self._session.placed if one.span == span}
        return None if span is None or text.strip() in saved else NoteDraft(key, text, None, span)

    def _draft_of_deleted(self, key: str, id: str, text: str) -> NoteDraft | None:
        """The draft of a note whose highlight was deleted meanwhile, on the same words if it belongs to this article
        and differs from the note in the trash."""
        article, store = self._session.article, self._session.store
        deleted = store.notebook.get(id) if store else None
        if deleted is None or deleted.target.source != source_key(article) or deleted.note == text:
            return None
        span = anchor(deleted.target, article.text) or self._view.sentence_at(self._view.caret)
        return NoteDraft(key, text, None, span)

    def _span_now(self, digest: str, span: Span) -> Span | None:
        """The current place of a span of this article or of an earlier version: the sentence at the caret if its words
        are gone, None if it belongs to another article."""
        article, store = self._session.article, self._session.store
        if digest == article.digest:
            return span.clip(Span(0, len(article.text)))
        if store is None or digest not in {version.digest for version in store.articles.versions(article.source)}:
            return None
        before = store.articles.text(digest)
        place = carry(before, span.start, span.end, article.text) if before else None
        return Span(*place) if place else self._view.sentence_at(self._view.caret)
