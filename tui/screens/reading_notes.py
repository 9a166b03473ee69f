"""The reading screen's marks and notes: making, changing, deleting them, and taking that back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported
from textual.content import Content

from ..store.database import StoreError
from ..text.safe import one_line
from ..text.span import Span
from ..widgets.item_list import Item
from .reading_lists import ListActions

if TYPE_CHECKING:
    from ..notes.highlight import Highlight, Placed
    from ..store.notebook import Notebook


class NoteActions(ListActions):
    """Actions on the reader's own highlights."""

    marking: str | None = None
    """The id of the highlight that a digit would give another label: the key before was `m`."""

    def notebook(self) -> Notebook | None:
        """The notebook, or None after telling the reader why there is none."""
        if self.session.store is None or not self.session.keeps:
            self.tell(f"Notes cannot be kept now: {self.reader.store_problem}", warning=True)
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
        self.fill_list("notes")

    def here(self) -> Span:
        """What a key acts on: the selection, else the sentence under the caret."""
        return self.view.selection or self.view.sentence_at(self.view.caret)

    def highlight_here(self) -> Placed | None:
        """The highlight meant: the one chosen in the list of notes, else the shortest under the caret."""
        if self.sidebar.list.has_focus and self.sidebar.name_shown == "notes" and self.sidebar.current:
            key = self.sidebar.current.key
            return next((one for one in self.session.placed if one.highlight.id == key), None)
        found = self.session.at(self.view.caret)
        return found[0] if found else None

    # ------------------------------------------------------------ actions

    def action_mark(self) -> None:
        """Highlight the selection or the sentence with the label used last."""
        made: list[Highlight] = []
        if self.write(lambda book: made.append(book.add(self.session.article, self.here(), label=self.last_label))):
            self.marking = made[0].id
            self.key_bar.say(
                f"marked: {made[0].label}  "
                + " ".join(f"{number} {label.name}" for number, label in enumerate(self.reader.labels, start=1))
            )
            self.view.action_select_none()

    def action_label(self, number: int) -> None:
        """Give the highlight just made another label."""
        id, self.marking = self.marking, None
        if id is not None and number <= len(self.reader.labels):
            name = self.reader.labels[number - 1].name
            if self.write(lambda book: book.change(id, label=name)):
                self.last_label = name
                self.key_bar.say(f"marked: {name}")

    @property
    def last_label(self) -> str:
        """The label used last, the first one at the beginning."""
        return self.reader.last_label

    @last_label.setter
    def last_label(self, name: str) -> None:
        self.reader.last_label = name

    def action_note(self) -> None:
        """Write a note: on the selection, else on the mark under the caret, else on the sentence."""
        from .note import NoteScreen

        if self.notebook() is None:
            return
        placed = None if self.view.selection else self.highlight_here()
        span = placed.span if placed and placed.span else self.here()
        highlight = placed.highlight if placed else None
        key = f"note {highlight.id}" if highlight else f"new {self.session.article.digest} {span.start} {span.end}"
        lost = placed is not None and placed.span is None
        words = highlight.target.exact if highlight and lost else self.session.article.words(span)
        screen = NoteScreen(
            words=words,
            note=self.reader.draft(key) or (highlight.note if highlight else ""),
            keep_draft=lambda text: self.reader.keep_draft(key, text),
        )

        def done(note: str | None) -> None:
            if note is not None:
                self._keep_note(highlight, span, note)
            self.reader.drop_draft(key)

        self.app.push_screen(screen, done)

    def _keep_note(self, highlight: Highlight | None, span: Span, note: str) -> None:
        if highlight is not None:
            id = highlight.id
            self.write(lambda book: book.change(id, note=note))
        elif note.strip():
            self.write(lambda book: book.add(self.session.article, span, label=self.last_label, note=note))
        self.view.action_select_none()

    def action_tag(self) -> None:
        """Give tags to the mark under the caret; without one, the sentence is marked for it."""
        from ..notes.label import clean_tags
        from .ask import AskScreen

        if self.notebook() is None:
            return
        placed = self.highlight_here()
        span = self.here()
        value = " ".join(placed.highlight.tags) if placed else ""

        def done(words: str | None) -> None:
            if words is None:
                return
            tags = clean_tags(words.replace(",", " ").split())
            if placed is not None:
                self.write(lambda book: book.change(placed.highlight.id, tags=tags))
            elif tags:
                self.write(lambda book: book.add(self.session.article, span, label=self.last_label, tags=tags))

        self.app.push_screen(AskScreen("Tags, with blanks between them", value=value), done)

    def action_edit_note(self) -> None:
        """Write the note in the reader's own editor."""
        from ..editor import EditorError, edit

        if self.notebook() is None:
            return
        placed = None if self.view.selection else self.highlight_here()
        span = self.here()
        before = placed.highlight.note if placed else ""
        try:
            with self.app.suspend():
                after = edit(before)
        except SuspendNotSupported:
            self.tell("Another program cannot be shown in this terminal; a writes a note here.", warning=True)
        except EditorError as error:
            self.tell(str(error), warning=True)
        else:
            if after != before:
                self._keep_note(placed.highlight if placed else None, span, after)

    def action_trash(self) -> None:
        """Show what was deleted; what is chosen comes back."""
        from .choose import ChooseScreen

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
        """Hang a note that found no place on the words selected now."""
        span = self.view.selection
        if span is None:
            self.tell("Select the words it belongs to first (v, or the mouse); then s on the note places it there.")
        elif self.write(lambda book: book.place(placed.highlight.id, self.session.article, span)):
            self.tell("The note hangs on these words now.")
            self.view.action_select_none()

    def action_delete(self) -> None:
        """Delete the highlight under the caret or the one chosen in the list."""
        placed = self.highlight_here()
        if placed is None:
            self.tell("There is no mark here to delete.")
        elif self.write(lambda book: book.delete(placed.highlight.id)):
            self.tell("Deleted; ctrl+z brings it back.")

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

    def notes_elsewhere(self) -> Sequence[Placed]:
        """The highlights that found no place in this text."""
        return [one for one in self.session.placed if one.span is None]
