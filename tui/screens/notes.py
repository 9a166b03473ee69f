"""The notes on all articles: searched as one types, narrowed by label, tag and state, enter opens the place."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Input, Static

from ..actions import BY_ID
from ..shelf import when
from ..store.database import StoreError
from ..text.safe import cells, one_line, visible
from ..widgets.key_bar import Hint, KeyBar
from ..widgets.row_list import RowList
from ..widgets.search_field import SearchField

if TYPE_CHECKING:
    from textual.timer import Timer

    from ..app import NewsReader
    from ..store.notebook import NoteRow

PAUSE = 0.12
"""Seconds after the last letter before the notes are searched."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, taken apart."""

    words: str = ""
    labels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def asked(typed: str) -> Asked:
    """ "tariff label:check tag:dates state:orphan in:ferry": words, labels, tags, states, and words of the title.
    `#dates` is a tag too. A beginning of a label, tag or state is enough."""
    found: dict[str, list[str]] = {"label": [], "tag": [], "state": [], "in": []}
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
    return Asked(" ".join(words), *(tuple(found[name]) for name in ("label", "tag", "state", "in")))


def narrowed(rows: Iterable[NoteRow], by: Asked) -> list[NoteRow]:
    """The rows that pass every filter; of several values of one kind any will do."""

    def passes(row: NoteRow) -> bool:
        tags = [tag.casefold() for tag in row.highlight.all_tags]
        return (
            _any(by.labels, [row.highlight.label.casefold()])
            and _any(by.tags, tags)
            and _any(by.states, [row.state or "unknown"])
            and (not by.titles or any(word in row.title.casefold() for word in by.titles))
        )

    return [row for row in rows if passes(row)]


def _any(wanted: Sequence[str], there: Sequence[str]) -> bool:
    return not wanted or any(one.startswith(want) for want in wanted for one in there)


class NotesScreen(Screen[None]):
    """Every highlight and note, with its article."""

    DEFAULT_CSS = """
    NotesScreen .bar { height: 1; width: 100%; }
    NotesScreen .name { width: auto; padding: 0 1; text-style: bold; }
    NotesScreen .about { width: 1fr; padding: 0 1; text-align: right; text-wrap: nowrap; text-overflow: ellipsis; }
    NotesScreen .sign { width: 3; padding: 0 1; text-style: bold; }
    NotesScreen Input { width: 1fr; height: 1; border: none; padding: 0; }
    NotesScreen .says { height: auto; padding: 1 3; display: none; }
    NotesScreen RowList { margin: 1 0 0 0; }
    """

    BINDINGS = [
        Binding("slash", "filter", "Search"),
        Binding("enter", "select", "Open"),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("space,pagedown,ctrl+f,ctrl+d", "page(1)", show=False),
        Binding("b,pageup,ctrl+b,ctrl+u", "page(-1)", show=False),
        Binding("g,home", "end(False)", show=False),
        Binding("G,end", "end(True)", show=False),
        Binding("tab,shift+tab", "switch", show=False),
        Binding("ctrl+z", "undo", "Undo"),
        Binding("x", "delete", "Delete"),
    ]

    rows = query_one(RowList)
    field = query_one(SearchField)
    key_bar = query_one(KeyBar)

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[NoteRow] = []
        """What is listed now."""
        self._pending: Timer | None = None

    @property
    def reader(self) -> NewsReader:
        """The program, with its store."""
        from ..app import NewsReader

        app = self.app
        assert isinstance(app, NewsReader)
        return app

    def compose(self) -> ComposeResult:
        with Horizontal(classes="bar"):
            yield Static("Notes on all articles", classes="name", markup=False)
            yield Static(classes="about", markup=False)
        with Horizontal(classes="bar"):
            yield Static("/", classes="sign", markup=False)
            yield SearchField(
                placeholder="words, label:check, tag:dates or #dates, state:orphan, in:title", compact=True
            )
        yield Static(classes="says", markup=False)
        yield RowList(self._draw, row_height=3)
        yield KeyBar()

    def on_mount(self) -> None:
        """All of them at first."""
        self.field.cursor_blink = self.app.animation_level != "none"
        self.rows.focus()
        self.key_bar.show([Hint("enter", "Open", "open"), Hint("/", "Search", "filter"), Hint("x", "Delete", "delete")])
        self.reload()

    def on_screen_resume(self) -> None:
        """Back from an article, where a note may have been written."""
        if self.is_mounted:
            self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Air between the notes where there is room."""
        self.rows.set_gap(0 if event.size.height < 30 else 1)

    @work(exclusive=True, group="rows")
    async def reload(self) -> None:
        """Fetch the notes anew."""
        store = self.reader.store
        if store is None:
            return
        by = asked(self.field.value)
        try:
            found = await asyncio.to_thread(store.notebook.rows, by.words)
        except StoreError as error:
            self.say(str(error))
            return
        if not self.is_attached or not self.query(RowList):
            return  # the screen was left meanwhile
        here = self.notes[self.rows.cursor].highlight.id if self.rows.cursor < len(self.notes) else None
        # As they are kept the oldest comes first; in a list over all articles the latest is wanted.
        self.notes = narrowed(found if by.words.strip() else reversed(found), by)
        place = next((row for row, note in enumerate(self.notes) if note.highlight.id == here), 0)
        self.rows.show(len(self.notes), cursor=place)
        articles = len({note.title for note in self.notes})
        notes = f"{len(self.notes):,} {'note' if len(self.notes) == 1 else 'notes'}"
        about = f"{notes} in {articles:,} {'article' if articles == 1 else 'articles'}" if self.notes else ""
        self.query_one(".about", Static).update(Content(about))
        if self.notes:
            self.say("")
        elif self.field.value.strip():
            self.say("No note is like that. Fewer words may find more; esc shows all.")
        else:
            self.say("There are no notes yet. In an article, m marks the sentence and a writes a note on it.")

    def say(self, words: str) -> None:
        """A sentence in the place of rows."""
        says = self.query_one(".says", Static)
        says.display = bool(words)
        says.update(Content.styled(visible(words), "$text-muted"))

    def _draw(self, row: int, width: int) -> list[Content]:
        if row >= len(self.notes):
            return []
        labels = {label.name: (number, label.sign) for number, label in enumerate(self.reader.labels, start=1)}
        return note_lines(self.notes[row], labels, width)

    # ------------------------------------------------------------ what is typed and chosen

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(PAUSE, self.reload)

    @on(Input.Submitted)
    async def _submitted(self, event: Input.Submitted) -> None:
        """Open the first of what was found, also where the search for the last letters is not done yet."""
        event.stop()
        if self._pending is not None:
            self._pending.stop()
            await self.reload().wait()
        self.rows.action_select()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        if event.row < len(self.notes):
            self.reader.open_note(self.notes[event.row].highlight)

    @on(RowList.Pointed)
    def _pointed(self) -> None:
        self.key_bar.show_place(f"{self.rows.cursor + 1:,}/{len(self.notes):,}" if self.notes else "")

    @on(KeyBar.Clicked)
    async def _key_clicked(self, event: KeyBar.Clicked) -> None:
        if event.id in BY_ID:
            await self.reader.run_by_id(event.id)
        elif event.id == "open":
            self.action_select()
        else:
            await self.run_action(event.id)

    def action_filter(self) -> None:
        """Search."""
        self.set_focus(self.field)

    def action_switch(self) -> None:
        """From the rows to the search and back."""
        self.set_focus(self.field if self.rows.has_focus else self.rows)

    def action_select(self) -> None:
        """Open the article at the place."""
        self.rows.action_select()

    def action_move(self, by: int) -> None:
        """By so many rows."""
        self.rows.move(by)

    def action_page(self, by: int) -> None:
        """By so many pages."""
        self.rows.move(by * self.rows.page)

    def action_end(self, last: bool) -> None:
        """The first row or the last."""
        self.rows.cursor = len(self.notes) - 1 if last else 0

    def action_delete(self) -> None:
        """Put the note into the trash; ctrl+z brings it back."""
        store = self.reader.store
        if store is None or not self.notes:
            return
        try:
            store.notebook.delete(self.notes[self.rows.cursor].highlight.id)
        except StoreError as error:
            self.notify(visible(str(error)), severity="warning", markup=False)
            return
        self.notify("It is in the trash; ctrl+z brings it back.", markup=False)
        self.reload()

    def action_undo(self) -> None:
        """Take back what was done last to the notes."""
        store = self.reader.store
        if store is None:
            return
        try:
            told = store.notebook.undo()
        except StoreError as error:
            self.notify(visible(str(error)), severity="warning", markup=False)
            return
        self.notify(visible(told or "There is nothing to undo."), markup=False)
        self.reload()


def note_lines(row: NoteRow, labels: Mapping[str, tuple[int, str]], width: int) -> list[Content]:
    """Three lines: the marked words, the note or its tags, and where and when."""
    highlight = row.highlight
    number, sign = labels.get(highlight.label, (1, "▍"))
    right = one_line(highlight.label, width // 2)
    words = one_line(f"“{highlight.target.exact}”", max(8, width - cells(right) - 5))
    gap = " " * max(1, width - 2 - cells(words) - cells(right))
    first = Content.assemble((f"{sign} ", f"$label-{number}-sign"), (words, "italic"), gap, (right, "$text-muted"))
    tags = " ".join(f"#{tag}" for tag in highlight.all_tags if f"#{tag}" not in highlight.note)
    note = one_line(" ".join(part for part in (highlight.note, tags) if part), width - 2)
    state = {"orphan": "not found in the text now", "changed": "its words have changed"}.get(row.state or "", "")
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
    second = Content.assemble("  ", (note, "bold")) if note else Content("")
    return [first, second, third] if note else [first, third, Content("")]
