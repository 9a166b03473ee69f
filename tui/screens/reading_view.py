"""The reading screen's look: panes, width, zen; and the place that is remembered.

The place belongs to the article. How wide the lines are, where the sidebar stands and whether only the words are shown
belong to the reader, and are the same in every article (`Remembered`).
"""

from __future__ import annotations

from textual.containers import Horizontal

from ..store.database import StoreError
from .reading_base import ReadingBase

STEP = 4
"""Columns by which the measure grows and shrinks."""
LEAST, MOST = 30, 160
"""Between these."""
NARROW = 100
"""Below so many columns the sidebar is folded away until it is asked for."""
HIDDEN = "hidden"


class ViewActions(ReadingBase):
    """Actions on how the article is shown."""

    def take_up_looks(self) -> None:
        """Show panes, width and colours as the reader left them, or as the settings say."""
        settings, remembered = self.reader.settings, self.reader.remembered
        self.view.measure = min(MOST, max(LEAST, remembered.number("measure", settings.measure)))
        chosen = remembered.text("sidebar", "left", "right", HIDDEN)
        side = chosen or settings.sidebar_side
        self.move_sidebar(remembered.text("side", "left", "right") if side == HIDDEN else side)
        self.fit_sidebar()
        if remembered.flag("zen"):
            self.set_zen(True)
            self.tell(f"Only the words are shown; {self.reader.keys.shown('zen') or 'the palette'} shows the rest.")

    _narrow: bool | None = None

    def fit_sidebar(self) -> None:
        """Fold the sidebar away where the screen has become too narrow for both, and show it where there is room."""
        narrow = self.app.size.width < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            hidden = narrow or self.has_class("zen") or self.reader.remembered.text("sidebar") == HIDDEN
            self.sidebar.display = not hidden

    def move_sidebar(self, side: str) -> None:
        """Put the sidebar to the left or the right of the words."""
        left = side == "left"
        if left != self.has_class("sidebar-left"):
            self.set_class(left, "sidebar-left")
            panes = self.query_one("#panes", Horizontal)
            if left:
                panes.move_child(self.sidebar, before=self.view)
            else:
                panes.move_child(self.sidebar, after=self.view)

    def restore_view(self) -> None:
        """Take up what was remembered of how this article was looked at."""
        self.key_bar.show_place(f"{self.view.progress:.0%}")
        if self.session.state.get("folded") and self.session.lit_spans():
            self.fold()

    def fold(self) -> None:
        """Show what `folded` says; told by the topics."""
        raise NotImplementedError

    seen: tuple[int, int] | None = None
    """Caret and first code point on the screen, as they were last; None before anything moved."""
    _kept: object = None

    def keep_place(self) -> None:
        """Remember where the reader is, if that has changed. A store that fails here has been told of before."""
        if self.seen is None:
            return
        caret, top = self.seen
        self.session.state["top"] = top
        now = (self.seen, repr(self.session.state), tuple(self.session.lit))
        if now == self._kept:
            return
        try:
            self.session.keep_position(caret)
            self._kept = now
        except StoreError as error:
            self.reader.keep_in_log(str(error))

    # ------------------------------------------------------------ actions

    def action_switch_pane(self, by: int = 1) -> None:
        """From the article to the list and back."""
        if self.view.has_focus:
            self.set_zen(False)
            self.sidebar.display = True
            self.sidebar.list.focus()
        else:
            self.view.focus()

    def action_toggle_sidebar(self) -> None:
        """The sidebar at its side, at the other one, hidden: one after the other."""
        first = self.reader.settings.sidebar_side
        order = [first, "left" if first == "right" else "right", HIDDEN]
        self.set_zen(False)
        now = ("left" if self.has_class("sidebar-left") else "right") if self.sidebar.display else HIDDEN
        following = order[(order.index(now) + 1) % len(order)]
        if following == HIDDEN:
            self.view.focus()
            self.sidebar.display = False
        else:
            self.move_sidebar(following)
            self.sidebar.display = True
        self.reader.remembered.keep(sidebar=following, side=following if following != HIDDEN else first)
        self.key_bar.say("sidebar hidden" if following == HIDDEN else f"sidebar at the {following}")

    def action_zen(self) -> None:
        """Hide everything but the words, or show all again."""
        self.set_zen(not self.has_class("zen"))
        self.view.focus()
        self.reader.remembered.keep(zen=self.has_class("zen"))

    _beside_zen = False
    """Whether the sidebar was shown before everything but the words was hidden."""

    def set_zen(self, zen: bool) -> None:
        """Only the words, or all. The bars go by the style sheet; the sidebar is shown and hidden for itself."""
        if zen == self.has_class("zen"):
            return
        self.set_class(zen, "zen")
        if zen:
            self._beside_zen, self.sidebar.display = self.sidebar.display, False
        else:
            self.sidebar.display = self.sidebar.display or self._beside_zen

    def action_wider(self) -> None:
        """Longer lines."""
        self._measure(STEP)

    def action_narrower(self) -> None:
        """Shorter lines."""
        self._measure(-STEP)

    def _measure(self, by: int) -> None:
        room = max(LEAST, self.view.scrollable_content_region.width - 5)
        if by > 0 and self.view.measure >= room:
            self.key_bar.say(f"lines of {room} columns: as wide as there is room for")
            return
        # From what is seen: a width for which there is no room would not shrink at the first key.
        self.view.measure = min(MOST, max(LEAST, min(self.view.measure, room) + by))
        self.reader.remembered.keep(measure=self.view.measure)
        self.key_bar.say(f"lines of {self.view.measure} columns")
