"""Everything one speaker said over the library, by date; enter opens the article at the words."""

from __future__ import annotations

import asyncio
import textwrap
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Input, Static

from ..spoken import Said, said_by
from ..store.database import StoreError
from ..text.safe import cells, one_line, visible
from ..widgets.key_bar import Hint, KeyBar
from ..widgets.row_list import RowList
from ..widgets.search_field import SearchField

if TYPE_CHECKING:
    from ..app import NewsReader


class SpokenScreen(Screen[None]):
    """The words of one speaker, from all articles."""

    DEFAULT_CSS = """
    SpokenScreen .bar { height: 1; width: 100%; }
    SpokenScreen .name { width: auto; padding: 0 1; text-style: bold; }
    SpokenScreen .about { width: 1fr; padding: 0 1; text-align: right; text-wrap: nowrap; text-overflow: ellipsis; }
    SpokenScreen .sign { width: 3; padding: 0 1; text-style: bold; }
    SpokenScreen Input { width: 1fr; height: 1; border: none; padding: 0; }
    SpokenScreen RowList { margin: 1 0 0 0; }
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
    ]

    rows = query_one(RowList)
    field = query_one(SearchField)
    key_bar = query_one(KeyBar)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name_asked = name
        self._all: list[Said] = []
        self.said: list[Said] = []
        """What is listed now."""

    @property
    def reader(self) -> NewsReader:
        """The program, with its store."""
        from ..app import NewsReader

        app = self.app
        assert isinstance(app, NewsReader)
        return app

    def compose(self) -> ComposeResult:
        with Horizontal(classes="bar"):
            yield Static(Content(f"What {one_line(self._name_asked, 40)} said"), classes="name", markup=False)
            yield Static("looking…", classes="about", markup=False)
        with Horizontal(classes="bar"):
            yield Static("/", classes="sign", markup=False)
            yield SearchField(placeholder="words of the quotation or the title", compact=True)
        yield RowList(self._draw, row_height=3)
        yield KeyBar()

    def on_mount(self) -> None:
        """Look through the library."""
        self.field.cursor_blink = self.app.animation_level != "none"
        self.rows.set_gap(1)
        self.rows.focus()
        self.key_bar.show([Hint("enter", "Open", "select"), Hint("/", "Search", "filter"), Hint("q", "Back", "back")])
        self._look()

    def on_resize(self, event: events.Resize) -> None:
        """Air between the quotations where there is room."""
        self.rows.set_gap(0 if event.size.height < 24 else 1)

    @work(exclusive=True)
    async def _look(self) -> None:
        store = self.reader.store
        if store is None:
            return
        try:
            self._all = await asyncio.to_thread(lambda: list(said_by(store, self._name_asked)))
        except StoreError as error:
            self.notify(visible(str(error)), severity="warning", markup=False)
        if self.is_attached and self.query(RowList):
            self._show()

    def _show(self) -> None:
        wanted = self.field.value.casefold().split()
        self.said = [one for one in self._all if all(word in f"{one.words} {one.title}".casefold() for word in wanted)]
        self.rows.show(len(self.said))
        articles = len({one.source for one in self.said})
        quotations = f"{len(self.said):,} {'quotation' if len(self.said) == 1 else 'quotations'}"
        about = f"{quotations} in {articles:,} {'article' if articles == 1 else 'articles'}"
        self.query_one(".about", Static).update(Content(about))

    def _draw(self, row: int, width: int) -> list[Content]:
        return said_lines(self.said[row], width) if row < len(self.said) else []

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.rows.action_select()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        if event.row < len(self.said):
            one = self.said[event.row]
            self.reader.open_known(one.source, one.span)

    @on(RowList.Pointed)
    def _pointed(self) -> None:
        self.key_bar.show_place(f"{self.rows.cursor + 1:,}/{len(self.said):,}" if self.said else "")

    @on(KeyBar.Clicked)
    async def _key_clicked(self, event: KeyBar.Clicked) -> None:
        await self.run_action("app.close" if event.id == "back" else event.id)

    def action_filter(self) -> None:
        """Search in what was said."""
        self.set_focus(self.field)

    def action_select(self) -> None:
        """Open the article at the words."""
        self.rows.action_select()

    def action_move(self, by: int) -> None:
        """By so many rows."""
        self.rows.move(by)

    def action_page(self, by: int) -> None:
        """By so many pages."""
        self.rows.move(by * self.rows.page)

    def action_end(self, last: bool) -> None:
        """The first row or the last."""
        self.rows.cursor = len(self.said) - 1 if last else 0


def said_lines(one: Said, width: int) -> list[Content]:
    """Two lines of the words, and one that says who, where and when."""
    lines = textwrap.wrap(one_line(one.words), max(20, width), max_lines=2, placeholder=" …") or [""]
    style = "italic" if one.kind != "indirect" else ""
    words = [Content.styled(one_line(line, width), style) for line in lines]
    doubt = "?" if one.unsure else ""
    head = f"{one_line(one.speaker, 32)}{doubt}"
    title = one_line(one.title, max(8, width - cells(head) - cells(one.date) - 6))
    gap = " " * max(1, width - cells(head) - cells(title) - cells(one.date) - 3)
    last = Content.assemble((head, "bold"), (f" · {title}", "$text-muted"), gap, (one.date, "$text-muted"))
    return [*words, last]
