"""The find bar: search text, options, and which of how many matches is shown. It does not know the article."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from ...actions.find_switches import SWITCHES, Switch
from ...text.find import FindOptions, Found

WIDE = 96
"""Width from which the switches show their keys, in columns."""


class FindSwitch(Widget):
    """A switch for one option, used with a click or its key; reversed when on, so that it shows without colour."""

    DEFAULT_CSS = """
    FindSwitch { width: auto; height: 1; pointer: pointer; }
    """

    is_on = reactive(False)

    @dataclass
    class Clicked(Message):
        """The switch was clicked."""

        option: str

    def __init__(self, switch: Switch) -> None:
        super().__init__(id=f"find-{switch.option}")
        self._switch = switch
        self.tooltip = f"{switch.help} ({' or '.join(switch.keys)})"

    def render(self) -> Content:
        """The name, with the key if there is room."""
        width = self.app.size.width
        if width >= WIDE:
            name = f" {self._switch.name} {self._switch.keys[0]} "
        else:
            name = f" {self._switch.name if width >= 64 else self._switch.short} "
        return Content.styled(name, "bold reverse" if self.is_on else "$text-muted")

    def on_click(self, event: events.Click) -> None:
        """Post the click; the focus stays where it is."""
        event.stop()
        self.post_message(self.Clicked(self._switch.option))


class FindBar(Vertical):
    """One line, hidden until `open` is called; a second line shows errors in a regular expression."""

    DEFAULT_CSS = """
    FindBar { height: auto; width: 100%; display: none; background: $panel; }
    FindBar Horizontal { height: 1; width: 100%; }
    FindBar .sign { width: 3; padding: 0 1; text-style: bold; }
    FindBar Input { width: 1fr; min-width: 8; height: 1; border: none; padding: 0; background: $panel; }
    FindBar .count { width: auto; min-width: 7; padding: 0 1; text-align: right; }
    FindBar .problem { height: auto; padding: 0 3; color: $text-error; display: none; }
    FindBar.-problem .problem { display: block; }
    """

    BINDINGS = [
        Binding("escape", "leave", "Close"),
        Binding("down,ctrl+n", "next", "Next match"),
        Binding("up,ctrl+p", "previous", "Previous match"),
        *(Binding(",".join(switch.keys), f"switch('{switch.option}')", switch.help) for switch in SWITCHES),
    ]

    _input = query_one(Input)
    _count = query_one(".count", Static)
    _problem = query_one(".problem", Static)

    @dataclass
    class Changed(Message):
        """The search text or the options changed. An empty query finds nothing."""

        query: str
        options: FindOptions

        def can_replace(self, message: Message) -> bool:
            """Only the latest query counts if several are waiting."""
            return isinstance(message, FindBar.Changed)

    @dataclass
    class Closed(Message):
        """The bar was closed."""

        kept: bool
        """True after `enter`: stay at the match, so that `n` and `N` continue from there. False after `escape`: go
        back."""

    class Next(Message):
        """Go to the next match."""

    class Previous(Message):
        """Go to the previous match."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options = FindOptions()
        """The search options."""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("/", classes="sign", markup=False)
            yield Input(placeholder="find", compact=True)
            yield Static("", classes="count", markup=False)
            for switch in SWITCHES:
                yield FindSwitch(switch)
        yield Static("", classes="problem", markup=False)

    def on_mount(self) -> None:
        """Let the cursor blink unless the reader has switched animations off."""
        self._input.cursor_blink = self.app.animation_level != "none"

    @property
    def query_text(self) -> str:
        """The search text."""
        return self._input.value

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return bool(self.display)

    def open(self, query: str | None = None, options: FindOptions | None = None) -> None:
        """Show the bar and take the focus; without a query, show the last one, selected so that typing replaces it."""
        self.display = True
        self.set(query, options)
        # Not `focus()`, which takes effect later: letters typed right after the key belong here.
        self.screen.set_focus(self._input)
        self._input.select_all()

    def set(self, query: str | None = None, options: FindOptions | None = None) -> None:
        """Set the query and the options and post `Changed` if they differ. None keeps the present value."""
        if options is not None and options != self.options:
            self._turn(options)
        if query is not None:
            self._input.value = query

    def close(self) -> None:
        """Hide the bar."""
        self.display = False

    def show_found(self, found: Found, current: int | None) -> None:
        """Show the number of matches, and which of them (from 0) is the current one."""
        self.set_class(bool(found.problem), "-problem")
        self._problem.update(found.problem)
        total = f"{len(found.spans):,}" + ("+" if found.more else "")
        if found.spans:
            words = f"{current + 1:,}/{total}" if current is not None else total
        else:
            words = "none" if self.query_text.strip() and not found.problem else ""
        self._count.update(words)

    def _turn(self, options: FindOptions) -> None:
        self.options = options
        for switch in SWITCHES:
            self.query_one(f"#find-{switch.option}", FindSwitch).is_on = getattr(options, switch.option)
        self.post_message(self.Changed(self.query_text, options))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value, self.options))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Closed(kept=True))

    @on(FindSwitch.Clicked)
    def _switch_clicked(self, event: FindSwitch.Clicked) -> None:
        event.stop()
        self.action_switch(event.option)

    def action_switch(self, option: str) -> None:
        """Toggle an option."""
        self._turn(replace(self.options, **{option: not getattr(self.options, option)}))

    def action_next(self) -> None:
        """The next match."""
        self.post_message(self.Next())

    def action_previous(self) -> None:
        """The previous match."""
        self.post_message(self.Previous())

    def action_leave(self) -> None:
        """Close without a match."""
        self.post_message(self.Closed(kept=False))
