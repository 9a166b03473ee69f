"""The notes on all articles, searched while typing and filtered by label, tag and state."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from ...actions.table import bindings
from ...library.unfinished_notes import unlisted_notes
from ...notes.check import outcome, sign_of
from ...notes.tag import in_one_cell
from ...store.errors import StoreError
from ...terminal.notices import notify_with_action
from ...text.quotation_marks import in_quotes
from ...text.safe import cells, one_line, visible
from ...text.when import when
from ...widgets.article.margin import DEFAULT_SIGN
from ...widgets.lists.row_text import in_lines
from ..messages import OpenNote
from ..undo import turn
from .listing import EmptyMessage, ListScreen
from .rows import counted

if TYPE_CHECKING:
    from ...store.notebook import NoteRow


@dataclass(frozen=True, slots=True)
class NoteQuery:
    """A parsed search text."""

    words: str = ""
    labels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()


def parse_query(typed: str) -> NoteQuery:
    """ "tariff label:check tag:dates state:orphan in:ferry verdict:wrong": words, labels, tags, states, words of the
    title, verdicts. `#dates` is a tag too. The beginning of a label, tag, state or verdict is enough."""
    found: dict[str, list[str]] = {"label": [], "tag": [], "state": [], "in": [], "verdict": []}
    words = []
    for word in typed.split():
        name, colon, value = word.partition(":")
        if word.startswith("#") and len(word) > 1:
            found["tag"].append(word[1:].casefold())
        elif colon and name.casefold() in found:
            if value:
                found[name.casefold()].append(value.casefold())
        else:
            words.append(word)
    return NoteQuery(" ".join(words), *(tuple(found[name]) for name in found))


def narrowed(rows: Iterable[NoteRow], by: NoteQuery) -> list[NoteRow]:
    """The rows that pass every filter; of several values for one filter, any may match."""

    def passes(row: NoteRow) -> bool:
        tags = [tag.casefold() for tag in row.highlight.all_tags]
        return (
            _any(by.labels, [row.highlight.label.casefold()])
            and _any(by.tags, tags)
            and _any(by.states, [row.state or "unknown"])
            and _any(by.verdicts, [row.highlight.verdict or "none"])
            and (not by.titles or any(word in row.title.casefold() for word in by.titles))
        )

    return [row for row in rows if passes(row)]


def _any(wanted: Sequence[str], there: Sequence[str]) -> bool:
    return not wanted or any(one.startswith(want) for want in wanted for one in there)


class NotesScreen(ListScreen["NoteRow"]):
    """Every highlight and note, with its article."""

    BINDINGS = [*bindings("notes")]

    SCOPE = "notes"
    ROW_HEIGHT = 3

    @property
    def name_shown(self) -> str:
        """The title of the screen."""
        return "Notes on all articles"

    @property
    def field_hint(self) -> str:
        """The hint in the empty search field."""
        return "words, label:check, tag:dates, #dates, verdict:wrong, state:orphan, in:title"

    async def fetch(self) -> Sequence[NoteRow]:
        """The notes that match the search; without words, latest first."""
        store, by = self.services.store, parse_query(self.field.value)
        if store is None:
            return []
        found = await asyncio.to_thread(store.notebook.rows, by.words)
        return narrowed(found if by.words.strip() else reversed(found), by)

    def key_of(self, item: NoteRow) -> object:
        """The id of the highlight."""
        return item.highlight.id

    @property
    def exported(self) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
        """One row for each note."""
        columns = ("title", "source", "label", "quote", "note", "tags", "state", "created", "verdict")
        notes = ((row, row.highlight) for row in self.items)
        return columns, (
            (row.title, one.target.source, one.label, one.target.exact, one.note, in_one_cell(one.all_tags))
            + (row.state or "", one.created, one.verdict)
            for row, one in notes
        )

    def draw(self, item: NoteRow, width: int) -> Sequence[Content]:
        """Highlighted text, note, article."""
        labels = {label.name: (number, label.sign) for number, label in enumerate(self.services.labels, start=1)}
        return note_lines(item, labels, width)

    def chosen(self, item: NoteRow) -> None:
        """Open the article at the highlight."""
        self.post_message(OpenNote(item.highlight))

    def summary(self) -> Content:
        """The number of notes and of articles."""
        if not self.items:
            return Content("")
        articles = len({note.title for note in self.items})
        return Content(f"{counted(len(self.items), 'note')} in {counted(articles, 'article')}")

    def empty_message(self) -> EmptyMessage:
        """What is shown if there are no rows."""
        if self.field.value.strip():
            return EmptyMessage("No match. Try fewer words, or press esc to show all notes.", "list_all")
        mark, note = self.key("mark"), self.key("note")
        try:
            unlisted = unlisted_notes(self.services.store) if self.services.store else []
        except StoreError:
            unlisted = []
        words = f"No notes yet. In an article, press {mark} to highlight a sentence or {note} to write a note."
        return EmptyMessage("\n".join(unlisted) or words)

    def action_delete(self) -> None:
        """Move the note to the trash; undo restores it."""
        store = self.services.store
        if store is None or not self.items:
            return
        try:
            store.notebook.delete(self.items[self.rows.cursor].highlight.id)
        except StoreError as error:
            self._warn(error)
            return
        advice = f"Press {self.key('notes_undo')} to restore it."
        notify_with_action(self.app, "The note is in the trash.", advice, "notes_undo")
        self.reload_rows()

    def action_undo(self) -> None:
        """Undo the last change to the notes."""
        self._turn(redo=False)

    def action_redo(self) -> None:
        """Redo what was undone."""
        self._turn(redo=True)

    def _turn(self, *, redo: bool) -> None:
        if store := self.services.store:
            turn(
                self,
                store.notebook,
                redo=redo,
                is_expected=lambda change: change.table == "highlights",
                then=lambda change: self.reload_rows_at(change.ids[0]),
            )

    def _warn(self, error: StoreError) -> None:
        self.notify(visible(str(error)), severity="warning", markup=False)


def note_lines(row: NoteRow, labels: Mapping[str, tuple[int, str]], width: int) -> list[Content]:
    """Three lines: highlighted text, label and verdict; note and tags; article and date."""
    highlight = row.highlight
    changed, lost = row.state == "changed", row.state == "orphan"
    verdict = outcome(highlight.verdict, changed=changed, lost=lost)
    verdict_sign = sign_of(highlight.verdict, changed=changed or lost)
    number, sign = labels.get(highlight.label, (1, verdict_sign if verdict else DEFAULT_SIGN))
    shown = f"{verdict_sign} {verdict}" if verdict and highlight.label else verdict
    right = one_line(" · ".join(filter(None, (highlight.label, shown))), width // 2)
    words = in_quotes(one_line(highlight.target.exact))
    tags = " ".join(f"#{tag}" for tag in highlight.all_tags if f"#{tag}" not in highlight.note)
    note = one_line(" ".join(part for part in (highlight.note, tags) if part), width - 2)
    # Without a note, the text has two lines.
    words, *more = in_lines(words, max(8, width - cells(right) - 5), 1 if note else 2)
    gap = " " * max(1, width - 2 - cells(words) - cells(right))
    first = Content.assemble((f"{sign} ", f"$label-{number}-sign"), (words, "italic"), gap, (right, "$text-muted"))
    state = {"orphan": "not found in the current text", "changed": "the text has changed"}.get(row.state or "", "")
    made = when(highlight.created)
    tail = "  ".join(part for part in (state, made) if part)
    title = one_line(row.title, max(8, width - cells(tail) - 4))
    space = " " * max(1, width - 2 - cells(title) - cells(tail))
    third = Content.assemble(
        "  ",
        (title, "$text-muted"),
        space,
        (f"{state}  " if state else "", "bold $text-warning"),
        (made, "$text-muted"),
    )
    second = [Content.assemble("  ", (line, "bold" if note else "italic")) for line in ([note] if note else more)]
    return [first, *second, third] if second else [first, third, Content("")]
