"""Highlights: making, labelling, tagging, moving and deleting them, and undoing these changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from ...actions.key_names import shown
from ...notes.anchoring import candidates
from ...notes.highlight import Highlight, Placed
from ...notes.tag import tag_line, typed_tags
from ...store.history import Change
from ...store.notebook import Notebook
from ...store.source import source_key
from ...text.concordance import lines
from ...text.quotation_marks import in_quotes
from ...text.safe import one_line
from ...text.span import Span
from ...widgets.article.margin import DEFAULT_SIGN
from ...widgets.lists.item import Item
from ...widgets.lists.notes_list import note_items
from ..undo import turn
from .controller import Controller, Workspace
from .footer import Footer
from .painting import Painting

if TYPE_CHECKING:
    from ..dialogs.menu import MenuEntry

ELSEWHERE = "elsewhere"
"""The key of the row for words that are none of the possible places."""


class Highlights(Controller):
    """The reader's own highlights.

    If several cover the caret, an action on one of them asks which, so that nothing is changed or deleted that the
    reader has not seen named. In the list of notes the row under the cursor is meant.
    """

    def __init__(
        self,
        workspace: Workspace,
        painting: Painting,
        footer: Footer,
        show_changed: Callable[[Sequence[str], Sequence[Span]], None],
    ) -> None:
        """`show_changed` puts the cursor of the list on the row with one of these keys or places."""
        super().__init__(workspace)
        self._painting = painting
        self._footer = footer
        self._show_changed = show_changed
        self.placing: Highlight | None = None
        """The note that the next `m` attaches to other words."""

    def with_one(self, question: str, then: Callable[[Placed | None], None]) -> None:
        """Call `then` with the highlight a key acts on, None if there is none.

        If several cover the caret, the reader is asked `question` first.
        """
        if self._subject.row or self._subject.lost:
            then(self._subject.highlight)
            return
        if selection := self._view.selection:  # a highlight of just these words
            here = [one for one in self._session.placed if one.span == selection]
        else:
            here = self._session.highlights_at(self._view.caret)
        if len(here) < 2:
            then(here[0] if here else None)
            return
        by_id = {one.highlight.id: one for one in here}
        rows = note_items(here, self._painting.label_signs, width=54)
        self._dialogs.choose(question, rows, lambda id: then(by_id[id]), point_to=here[0].highlight.id)

    # ------------------------------------------------------------ making and labelling

    def mark(self) -> None:
        """Offer the labels, and highlight the selection or the sentence with the one chosen.

        A note that is being placed goes there instead.
        """
        if self.placing is not None:
            self.place(self.placing, self._subject.span)
        elif self._notebook.open() is not None:
            existing = self._marked()
            now = existing.label if existing and existing.label else self._services.last_label
            words = in_quotes(one_line(self._session.article.words(self._subject.span), 40))
            self._dialogs.show_menu(f"Mark {words} as", self.label_entries(now), self.mark_as, point_to=now)

    @property
    def labels(self) -> list[str]:
        """The labels to choose from: those of the settings, then others in use in the article."""
        known = [label.name for label in self._services.labels]
        known += [one.highlight.label for one in self._session.placed if one.highlight.label]
        return list(dict.fromkeys(known))

    def label_entries(self, last: str = "") -> list[MenuEntry]:
        """One entry for each label, with a letter. Its number is a key too, and `m` chooses `last`."""
        from ..dialogs.menu import PRESENT, MenuEntry, letters_for

        numbers = {label.name: number for number, label in enumerate(self._services.labels, start=1)}
        signs, again = self._painting.label_signs, self._services.keys["mark"]
        last_key = f"or {shown(again[:1])}" if again else ""
        marked = self._marked()
        present = marked.label if marked is not None else ""
        return [
            MenuEntry(
                name,
                f"{signs.get(name, DEFAULT_SIGN)} {name}",
                letter,
                ", ".join(filter(None, (PRESENT if name == present else "", last_key if name == last else ""))),
                style=f"$label-{numbers.get(name, 1)}-sign",
                also=(str(numbers.get(name, "")), *(again if name == last else ())),
            )
            for name, letter in zip(self.labels, letters_for(self.labels), strict=True)
        ]

    def mark_as(self, label: str) -> None:
        """Highlight the selection or the sentence with this label, or give it to a highlight of the same words."""
        self.cancel_placing()
        span, existing = self._subject.span, self._marked()

        def change(book: Notebook) -> None:
            if existing is not None:
                book.change(existing.id, label=label)
            else:
                book.add(self._session.article, span, label=label)

        if self._notebook.write(change):
            self._services.last_label = label
            self._view.action_select_none()
            before = f"{existing.label} → " if existing and existing.label not in ("", label) else ""
            undo = f"{self._status.key('undo')} Undo"
            self._status.set_status(f"marked: {before}{label} · {undo}", span, action="undo")

    def label(self, number: int) -> None:
        """Mark with the label of this number of the settings."""
        if number <= len(self._services.labels):
            self.mark_as(self._services.labels[number - 1].name)

    def _marked(self) -> Highlight | None:
        """The highlight that a label goes to: that of the row in the list of notes, else one of exactly these words."""
        if self._subject.row_of("note") and (placed := self._subject.highlight):
            return placed.highlight
        span = self._subject.span
        return next((one.highlight for one in self._session.placed if one.span == span), None)

    def tag(self) -> None:
        """Change the tags of a highlight; without one, highlight the sentence and tag it."""
        if self._notebook.open() is None:
            return
        span = self._subject.span

        def ask(placed: Placed | None) -> None:
            value = tag_line(placed.highlight.tags) if placed else ""
            self._dialogs.ask_or_empty(
                "Tags, separated by spaces",
                lambda words: self._set_tags(placed, span, words),
                value=value,
                hint="or by commas if one has several words: drugs, follow up",
            )

        self.with_one("Tag which note?", ask)

    def _set_tags(self, placed: Placed | None, span: Span, words: str) -> None:
        tags = typed_tags(words, placed.highlight.tags if placed else ())
        if placed is not None:
            saved = self._notebook.write(lambda book: book.change(placed.highlight.id, tags=tags))
        elif tags:
            saved = self._notebook.write(lambda book: book.add(self._session.article, span, tags=tags))
            self._view.action_select_none()
        else:
            return
        if saved:
            words = one_line(" ".join(f"#{tag}" for tag in tags), 30)
            self._status.set_status(f"tagged {words}" if tags else "no tags", span)

    # ------------------------------------------------------------ placing

    def attach(self, placed: Placed) -> None:
        """Attach a note to other words. If it is in its place while others were not found, ask which is meant: one of
        those probably is, and the cursor is just not on it."""
        lost = [one for one in self._session.placed if one.span is None]
        if placed.span is None or not lost:
            self._start_placing(placed)
            return
        by_id = {one.highlight.id: one for one in (placed, *lost)}
        rows = note_items([*by_id.values()], self._painting.label_signs, width=54)
        first = lost[0].highlight.id
        question = "Attach which note to other words?"
        self._dialogs.choose(question, rows, lambda id: self._start_placing(by_id[id]), point_to=first)

    def _start_placing(self, placed: Placed) -> None:
        """Attach a note to the words selected now, or to those that the reader goes to and marks."""
        if self._view.selection is not None:
            self.place(placed.highlight, self._view.selection)
            return
        text = self._session.article.text
        places = [] if placed.span else candidates(placed.highlight.target, text)
        if not places:
            self._start_marking(placed.highlight)
            return

        def choose(key: str) -> None:
            if key == ELSEWHERE:
                self._start_marking(placed.highlight)
            else:
                self.place(placed.highlight, places[int(key)])

        self._dialogs.choose("Attach the note to which of these words?", _place_rows(text, places), choose)

    def _start_marking(self, highlight: Highlight) -> None:
        """Attach a note to the words that the reader marks next."""
        self._set_placing(highlight)
        self._view.focus()

    def _set_placing(self, highlight: Highlight | None) -> None:
        self.placing = highlight
        self._footer.attaching = self._status.default_is_urgent = highlight is not None
        self._footer.show_keys()
        self._status.set_status("")

    def place(self, highlight: Highlight, span: Span) -> None:
        """Attach a note to these words."""
        self._set_placing(None)
        if self._notebook.write(lambda book: book.attach(highlight.id, self._session.article, span)):
            self._status.notify_with("The note is now attached to these words.", "to undo", "undo")
            self._view.action_select_none()

    def cancel_placing(self) -> bool:
        """Leave the note where it is. False if none is being attached."""
        if self.placing is None:
            return False
        self._set_placing(None)
        return True

    def default_status(self) -> str:
        """Say what to do while a note is being attached. The footer has the keys."""
        return "" if self.placing is None else "go to the note's words"

    # ------------------------------------------------------------ deleting and undoing

    def delete(self) -> None:
        """Delete the highlight at the caret or the one chosen in the list."""

        def delete(placed: Placed | None) -> None:
            if placed is None:
                self._status.notify("There is no highlight to delete here.")
            elif self._notebook.write(lambda book: book.delete(placed.highlight.id)):
                self._status.set_status("")
                self._status.notify_with("Deleted.", "to undo", "undo")

        self.with_one("Delete which highlight?", delete)

    def show_trash(self) -> None:
        """Show deleted notes; the one chosen is restored."""
        notebook = self._notebook.open()
        if notebook is None:
            return
        items = [_trash_row(one) for one in notebook.trash()]
        if not items:
            self._status.notify("There are no deleted notes.")
            return

        def restore(id: str) -> None:
            if self._notebook.write(lambda book: book.restore(id)):
                self._status.notify("The note was restored.")

        self._dialogs.choose("Deleted notes: restore which one?", items, restore)

    def undo(self) -> None:
        """Undo the last change to notes or corrections. One made before the article was opened is named first."""
        self._undo_or_redo(redo=False)

    def redo(self) -> None:
        """Redo what was undone last."""
        self._undo_or_redo(redo=True)

    def _undo_or_redo(self, *, redo: bool) -> None:
        book = self._notebook.open()
        if book is None:
            return
        before = self._places()

        def then(change: Change) -> None:
            self._notebook.reload()
            places = before | self._places()
            spans = [span for id in change.ids for span in places.get(id, ())]
            self._show_changed(change.ids, spans)
            if spans and not self._subject.is_list:  # to the nearest: a correction may be about many mentions of a name
                self._view.go_to(min(spans, key=lambda span: abs(span.start - self._view.caret)))
            self._status.set_status("")

        here = source_key(self._session.article)
        turn(self._view, book, redo=redo, is_expected=self._notebook.is_own, then=then, here=here)

    def _places(self) -> dict[str, list[Span]]:
        """Where in the text each highlight and each correction is, by id."""
        found = {one.highlight.id: [one.span] for one in self._session.placed if one.span}
        return found | {one.id: [target.span for target in one.targets] for one in self._session.corrections}


def _place_rows(text: str, places: Sequence[Span]) -> list[Item]:
    """The possible places of a note, each with the words around it, and a row for all others."""
    rows = [
        Item(
            str(number),
            Content.assemble("  ", line.left, (line.words, "bold underline"), line.right),
            search=f"{line.left}{line.words}{line.right}".casefold(),
        )
        for number, line in enumerate(lines(text, places, reach=20))
    ]
    return [*rows, Item(ELSEWHERE, Content.styled("  other words", "italic"), search="other words")]


def _trash_row(highlight: Highlight) -> Item:
    exact, note = highlight.target.exact, highlight.note
    line = Content.assemble("  ", one_line(exact, 46), (f"  {one_line(note, 30)}" if note else "", "italic"))
    return Item(highlight.id, line, search=f"{exact} {note}".casefold())
