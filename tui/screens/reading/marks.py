"""The reading screen's marks and notes: making, changing, deleting them, and taking that back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.app import SuspendNotSupported
from textual.content import Content

from ...store.errors import StoreError
from ...text.safe import one_line
from ...text.span import Span
from ...widgets.bars.key_bar import Hint
from ...widgets.lists.item import Item
from .lists import ListActions

if TYPE_CHECKING:
    from ...notes.highlight import Highlight, Placed
    from ...store.notebook import Notebook


MOST_LABELS = 5
"""Labels that have a key."""


class Draft(NamedTuple):
    """A note that was being written when the program ended without being asked to."""

    key: str
    text: str
    highlight: Highlight | None
    """Whose note it is; None for one on words that are not marked yet."""
    span: Span


class NoteActions(ListActions):
    """Actions on the reader's own highlights.

    Where several highlights cover the caret, a key that is about one of them asks which: nothing is changed or deleted
    that the reader has not seen named. In the list of notes the row under the cursor is meant.
    """

    marking: str | None = None
    """The id of the highlight that a digit would give another label: the key before was `m`."""
    placing: Highlight | None = None
    """The note that found no place in this text and gets one by the next `m`."""
    left_behind: Draft | None = None
    """A draft that was offered; the next `a` takes it up."""

    def notebook(self) -> Notebook | None:
        """The notebook, or None after telling the reader why there is none."""
        if self.session.store is None or not self.session.is_writable:
            self.tell(f"Notes cannot be kept now: {self.services.store_problem}", warning=True)
            return None
        return self.session.store.notebook

    def write(self, change: Callable[[Notebook], object]) -> bool:
        """Make a change to the notebook and show it; False where it could not be kept, which the reader is told."""
        notebook = self.notebook()
        if notebook is None:
            return False
        try:
            change(notebook)
            self.session.reload_notes()
        except (StoreError, ValueError) as error:
            self.tell(f"This was not kept: {error}", warning=True)
            return False
        self.show_notes()
        return True

    def show_notes(self) -> None:
        """Paint and list what the notebook has now."""
        self.paint_highlights()
        if self.sidebar.name_shown != "notes":
            self.stale |= {"notes"}
            return
        self.fill_list("notes")
        if not self.sidebar.list.has_focus:
            self.sidebar.list.point_near(self.view.caret)

    def here(self) -> Span:
        """What a key acts on: the row of the list that has the focus, else the selection, else the sentence under the
        caret. Of a quotation or heading that is all its words, of a name or figure its sentence."""
        row = self.row_here()
        if row is None:
            return self.view.selection or self.view.sentence_at(self.view.caret)
        if self.sidebar.name_shown in ("quotes", "outline"):
            return Span(row.spans[0].start, row.spans[-1].end)
        return self.view.sentence_at(row.spans[0].start)

    def row_here(self) -> Item | None:
        """The row of what was found that a key acts on: the focus is in that list, and it has a place in the text."""
        row = self.sidebar.current if self.sidebar.list.has_focus else None
        return row if row is not None and row.spans and self.sidebar.name_shown != "notes" else None

    def highlight_here(self) -> Placed | None:
        """The highlight meant: the one chosen in the list of notes, else the shortest under the caret."""
        if self.sidebar.list.has_focus and self.sidebar.name_shown == "notes" and self.sidebar.current:
            key = self.sidebar.current.key
            return next((one for one in self.session.placed if one.highlight.id == key), None)
        found = self.session.highlights_at(self.here().start if self.row_here() else self.view.caret)
        return found[0] if found else None

    def with_highlight(self, question: str, then: Callable[[Placed | None], None]) -> None:
        """Do something with the highlight meant, None where there is none. Where several cover the caret, the reader
        says which; nothing is done where that is left."""
        here = [] if self.view.selection or self.row_here() else self.session.highlights_at(self.view.caret)
        if (self.sidebar.list.has_focus and self.sidebar.name_shown == "notes") or len(here) < 2:
            then(None if self.view.selection and not self.sidebar.list.has_focus else self.highlight_here())
            return
        from ...widgets.lists.notes_list import note_items
        from ..dialogs.choose import ChooseScreen

        by_id = {one.highlight.id: one for one in here}

        def done(id: str | None) -> None:
            if id is not None:
                then(by_id[id])

        rows = note_items(here, self.label_signs, width=54)
        self.app.push_screen(ChooseScreen(question, rows, point_to=here[0].highlight.id), done)

    # ------------------------------------------------------------ actions

    def action_mark(self) -> None:
        """Highlight the selection or the sentence with the label used last; a note that is being placed goes there."""
        if self.placing is not None:
            self.place_note(self.placing, self.here())
            return
        here = self.here()
        there = next((one.highlight for one in self.session.placed if one.span == here), None)
        made = [there] if there else []
        label = self.last_label
        if there or self.write(lambda book: made.append(book.add(self.session.article, here, label=label))):
            self.marking = made[0].id
            self.view.action_select_none()
            self.say(f"{'is marked' if there else 'marked'}: {made[0].label}", here)
            self.key_bar.show(self.label_hints())

    def label_hints(self) -> list[Hint]:
        """The labels, in the place of the footer's keys while a digit is one: a click gives it too."""
        keys, labels = self.services.keys, enumerate(self.services.labels[:MOST_LABELS], start=1)
        return [Hint(keys.shown(f"label_{number}"), label.name, f"label_{number}") for number, label in labels]

    def end_marking(self) -> None:
        """From now on a digit is a topic again."""
        if self.marking is not None:
            self.marking = None
            self.show_keys()

    def show_keys(self) -> None:
        """Fill the footer; told by the screen."""
        raise NotImplementedError

    def action_label(self, number: int) -> None:
        """Give the highlight just made another label."""
        id = self.marking
        self.end_marking()
        if id is not None and number <= len(self.services.labels):
            name = self.services.labels[number - 1].name
            if self.write(lambda book: book.change(id, label=name)):
                self.last_label = name
                self.say(f"marked: {name}", self.view.sentence_at(self.view.caret))

    @property
    def last_label(self) -> str:
        """The label used last, the first one at the beginning."""
        return self.services.last_label

    @last_label.setter
    def last_label(self, name: str) -> None:
        self.services.last_label = name

    def action_note(self) -> None:
        """Write a note: on the selection, else on the mark under the caret, else on the sentence. One that was being
        written when the program ended comes first."""
        if self.notebook() is None:
            return
        if self.left_behind is not None:
            draft, self.left_behind = self.left_behind, None
            words = self.session.article.words(draft.span) or (draft.highlight.target.exact if draft.highlight else "")
            self.write_note(draft.key, draft.highlight, draft.span, words, draft.text)
            return
        self.with_highlight("Which note?", self._note_on)

    def _note_on(self, placed: Placed | None) -> None:
        span = placed.span if placed and placed.span else self.here()
        highlight = placed.highlight if placed else None
        key = f"note {highlight.id}" if highlight else f"new {self.session.article.digest} {span.start} {span.end}"
        lost = placed is not None and placed.span is None
        words = highlight.target.exact if highlight and lost else self.session.article.words(span)
        self.write_note(key, highlight, span, words, self.services.draft(key) or (highlight.note if highlight else ""))

    def write_note(self, key: str, highlight: Highlight | None, span: Span, words: str, note: str) -> None:
        """Write the note of a highlight, or on words that are not marked yet; the draft is kept under `key`."""
        from ..dialogs.note import NoteScreen

        def done(note: str | None) -> None:
            if note is None or self._keep_note(highlight, span, note):
                self.services.drop_draft(key)

        keep = partial(self.services.keep_draft, key)
        self.app.push_screen(NoteScreen(words=words, note=note, keep_draft=keep), done)

    def _keep_note(self, highlight: Highlight | None, span: Span, note: str) -> bool:
        """Keep a note; False where that could not be done."""
        kept = True
        if highlight is not None:
            id = highlight.id
            kept = self.write(lambda book: book.change(id, note=note))
        elif note.strip():
            kept = self.write(lambda book: book.add(self.session.article, span, label=self.last_label, note=note))
        if kept:
            self.view.action_select_none()
            self.say("note kept" if note.strip() else "no note", span)
        return kept

    def offer_draft(self) -> None:
        """Tell of a note on this article that was being written when the program ended; the next `a` takes it up."""
        store = self.session.store
        if store is None or not self.session.is_writable:
            return
        try:
            found = (self._draft(key, text) for key, text in store.notebook.drafts().items() if text.strip())
            self.left_behind = next((draft for draft in found if draft is not None), None)
        except StoreError as error:
            self.tell(str(error), warning=True)
        if self.left_behind is not None:
            self.tell(
                f"You were writing a note when the program ended: “{one_line(self.left_behind.text, 60)}”. "
                f"{self.key('note')} goes on with it."
            )

    def _draft(self, key: str, text: str) -> Draft | None:
        """The draft of that key, if it belongs to this article and is not what is kept already."""
        kind, _, rest = key.partition(" ")
        if kind == "note":
            one = next((one for one in self.session.placed if one.highlight.id == rest), None)
            if one is None or one.highlight.note == text:
                return None
            return Draft(key, text, one.highlight, one.span or Span(0, 0))
        numbers = rest.split(" ")
        if kind != "new" or len(numbers) != 3 or not (numbers[1].isdigit() and numbers[2].isdigit()):
            return None
        span = self._span_now(numbers[0], Span(int(numbers[1]), int(numbers[2])))
        kept = {one.highlight.note.strip() for one in self.session.placed if one.span == span}
        return None if span is None or text.strip() in kept else Draft(key, text, None, span)

    def _span_now(self, digest: str, span: Span) -> Span | None:
        """Where a stretch of this article, or of an earlier text of it, is now; where its words are gone, the sentence
        under the caret. None for another article."""
        article, store = self.session.article, self.session.store
        if digest == article.digest:
            return span.clip(Span(0, len(article.text)))
        if store is None or digest not in {version.digest for version in store.articles.versions(article.source)}:
            return None
        from ...notes.anchoring import carry

        before = store.articles.text(digest)
        place = carry(before, span.start, span.end, article.text) if before else None
        return Span(*place) if place else self.view.sentence_at(self.view.caret)

    def action_tag(self) -> None:
        """Give tags to the mark under the caret; without one, the sentence is marked for it."""
        from ...notes.tag import clean_tags
        from ..dialogs.ask import AskScreen

        if self.notebook() is None:
            return
        span = self.here()

        def ask(placed: Placed | None) -> None:
            def done(words: str | None) -> None:
                if words is None:
                    return
                tags = clean_tags(words.replace(",", " ").split())
                if placed is not None:
                    self.write(lambda book: book.change(placed.highlight.id, tags=tags))
                elif tags:
                    self.write(lambda book: book.add(self.session.article, span, label=self.last_label, tags=tags))
                    self.view.action_select_none()

            value = " ".join(placed.highlight.tags) if placed else ""
            self.app.push_screen(AskScreen("Tags, with blanks between them", value=value), done)

        self.with_highlight("Tag which note?", ask)

    def action_edit_note(self) -> None:
        """Write the note in the reader's own editor."""
        if self.notebook() is not None:
            self.with_highlight("Edit which note?", self._edit)

    def _edit(self, placed: Placed | None) -> None:
        from ...terminal.editor import EditorError, edit

        span = self.here()
        before = placed.highlight.note if placed else ""
        try:
            with self.app.suspend():
                after = edit(before)
        except SuspendNotSupported:
            self.tell(
                f"Another program cannot be shown in this terminal; {self.key('note')} writes a note here.",
                warning=True,
            )
        except EditorError as error:
            self.tell(str(error), warning=True)
        else:
            if after != before:
                self._keep_note(placed.highlight if placed else None, span, after)

    def action_trash(self) -> None:
        """Show what was deleted; what is chosen comes back."""
        from ..dialogs.choose import ChooseScreen

        notebook = self.notebook()
        if notebook is None:
            return
        items = [
            Item(
                one.id,
                Content.assemble(
                    "  ", one_line(one.target.exact, 46), (f"  {one_line(one.note, 30)}" if one.note else "", "italic")
                ),
                search=f"{one.target.exact} {one.note}".casefold(),
            )
            for one in notebook.trash()
        ]
        if not items:
            self.tell("Nothing was deleted.")
            return

        def done(id: str | None) -> None:
            if id is not None and self.write(lambda book: book.restore(id)):
                self.tell("It is back among your notes.")

        self.app.push_screen(ChooseScreen("Deleted notes: which one should come back?", items), done)

    def action_mend_note(self, placed: Placed) -> None:
        """Hang a note on other words: those selected now, else those that the reader goes to and marks."""
        if self.view.selection is not None:
            self.place_note(placed.highlight, self.view.selection)
            return
        self.placing = placed.highlight
        self.view.focus()
        self.say("")

    def standing(self) -> str:
        """What there is to do while a note is being placed."""
        return (
            f"go to its words · {self.key('mark')} hangs the note there · esc leaves it"
            if self.placing
            else super().standing()
        )

    def place_note(self, highlight: Highlight, span: Span) -> None:
        """Hang a note on these words."""
        self.placing = None
        if self.write(lambda book: book.attach(highlight.id, self.session.article, span)):
            self.tell("The note hangs on these words now.")
            self.say("")
            self.view.action_select_none()

    def leave_placing(self) -> bool:
        """Leave the note without a place; False where none was to be placed."""
        if self.placing is None:
            return False
        self.placing = None
        self.say("")
        return True

    def action_delete(self) -> None:
        """Delete the highlight under the caret or the one chosen in the list."""

        def delete(placed: Placed | None) -> None:
            if placed is None:
                self.tell("There is no mark here to delete.")
            elif self.write(lambda book: book.delete(placed.highlight.id)):
                self.tell(f"Deleted; {self.key('undo')} brings it back.")

        self.with_highlight("Delete which?", delete)

    def action_undo(self) -> None:
        """Take back the last thing that was done to notes."""
        self._say_what(lambda book: book.undo(), "There is nothing to undo.")

    def action_redo(self) -> None:
        """Do it again."""
        self._say_what(lambda book: book.redo(), "There is nothing to redo.")

    def _say_what(self, change: Callable[[Notebook], str | None], nothing: str) -> None:
        said: list[str | None] = []
        if self.write(lambda book: said.append(change(book))):
            self.tell(said[0] or nothing)
            self.corrections_changed()

    def corrections_changed(self) -> None:
        """Show the analysis as the reader's corrections leave it now."""
        self.paint()
        self.fill_lists()
