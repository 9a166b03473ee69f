"""View options: the side of the sidebar, the width of lines, and showing only the text.

They are the same for every article (`Remembered`), unlike the reading position.
"""

from __future__ import annotations

from textual.containers import Horizontal
from textual.screen import Screen

from ...widgets.article.margin import WIDEST_GUTTER
from ...widgets.article.view import ArticleView
from ...widgets.lists.sidebar import LEAST as SIDEBAR_LEAST
from ...widgets.lists.sidebar import Sidebar
from ..services import Services
from .status import Status

STEP = 4
"""Columns that one step adds to or removes from a line."""
LEAST, MOST = 30, 160
"""Columns of the narrowest and the widest lines."""
NARROW = 100
"""On a screen of fewer columns the sidebar is hidden until it is asked for."""
HIDDEN = "hidden"


class Panes(Horizontal):
    """The article beside the sidebar."""

    BLANK = True
    """Nothing is seen of it. Textual then draws one row for all, which saves half a megabyte."""


class ViewOptions:
    """Shows, hides and moves the panes of the reading screen."""

    def __init__(
        self,
        screen: Screen[None],
        services: Services,
        view: ArticleView,
        sidebar: Sidebar,
        panes: Panes,
        status: Status,
    ) -> None:
        """`screen` has the style classes; `panes` contains `view` and `sidebar` side by side."""
        self._screen = screen
        self._services = services
        self._view = view
        self._sidebar = sidebar
        self._panes = panes
        self._status = status
        self.drawer = False
        """True while the sidebar takes the place of the text because there is no room beside it."""
        self.left_drawer = ""
        """The list in such a sidebar from which the reader went to a place in the text; "" if there is none."""
        self._narrow: bool | None = None
        self._sidebar_before_zen = False

    def restore(self) -> None:
        """Show panes and width as the reader left them, or as the settings say."""
        settings, remembered = self._services.settings, self._services.remembered
        self._view.measure = min(MOST, max(LEAST, remembered.number("measure", settings.measure)))
        side = remembered.text("sidebar", "left", "right", HIDDEN) or settings.sidebar_side
        self._move_sidebar(remembered.text("side", "left", "right") if side == HIDDEN else side)
        self.fit_sidebar()
        if remembered.flag("zen"):
            self._set_zen(True)
            self._status.notify_once("Only the text is shown.", "to show the rest", "zen")

    # ------------------------------------------------------------ the sidebar

    def fit_sidebar(self) -> None:
        """Hide the sidebar if the screen has become too narrow for both panes; show it if there is room again."""
        self._fit_width()
        narrow = self._screen.app.size.width < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._set_drawer(narrow and self._sidebar.has_focus_within)
            hidden = narrow or self.zen or self._services.remembered.text("sidebar") == HIDDEN
            self._sidebar.display = self.drawer or not hidden

    def _fit_width(self) -> None:
        wanted, across = self._services.settings.sidebar_width, self._screen.app.size.width
        self._sidebar.fit(across if self.drawer else wanted, across, self._view.measure)

    def _move_sidebar(self, side: str) -> None:
        left = side == "left"
        if left != self._screen.has_class("sidebar-left"):
            self._screen.set_class(left, "sidebar-left")
            if left:
                self._panes.move_child(self._sidebar, before=self._view)
            else:
                self._panes.move_child(self._sidebar, after=self._view)

    def open_sidebar(self) -> None:
        """Show the sidebar if it is hidden: beside the text, or on a narrow screen in its place."""
        if not self._sidebar.display:
            self._set_drawer(bool(self._narrow))
            self._sidebar.display = True

    def _set_drawer(self, over: bool) -> None:
        self.drawer = over
        self._sidebar.set_class(over, "drawer")
        self._fit_width()

    def focus_moved(self, *, to_text: bool) -> None:
        """Show the text again if the sidebar has taken its place and the reader is back in the text. To a list that was
        opened again in another way, no key need lead back."""
        if to_text and self.drawer:
            self._set_drawer(False)
            self._sidebar.display = False
        elif self.drawer and self._sidebar.name_shown == self.left_drawer:
            self.left_drawer = ""

    def uncover_text(self) -> None:
        """Move the focus to the text if a list covers it, for a place in it; `reopen_drawer` leads back."""
        if self.drawer:
            self.left_drawer = self._sidebar.name_shown
            self._view.focus()

    def reopen_drawer(self) -> bool:
        """Show the list again from which the reader went to a place, if it covered the text. False if none did."""
        if not self.left_drawer:
            return False
        name, self.left_drawer = self.left_drawer, ""
        self.open_sidebar()
        if self._sidebar.name_shown != name:
            self._sidebar.show_list(name)
        self._sidebar.list.focus()
        return True

    def switch_pane(self, by: int = 1) -> None:
        """Move the focus from the article to the list, or back."""
        self._status.dismiss_notices()
        if self._view.has_focus:
            self._set_zen(False)
            self.open_sidebar()
            self._sidebar.list.focus()
        else:
            self._view.focus()

    def toggle_sidebar(self) -> None:
        """Move the sidebar to its next position: its own side, the other side, hidden."""
        first = self._services.settings.sidebar_side
        order = [first, "left" if first == "right" else "right", HIDDEN]
        self._set_zen(False)
        self._set_drawer(False)
        side = "left" if self._screen.has_class("sidebar-left") else "right"
        now = side if self._sidebar.display else HIDDEN
        following = order[(order.index(now) + 1) % len(order)]
        if following == HIDDEN:
            self._view.focus()
            self._sidebar.display = False
        else:
            self._move_sidebar(following)
            self._sidebar.display = True
        self._services.remembered.keep(sidebar=following, side=following if following != HIDDEN else first)
        self._status.set_status("sidebar hidden" if following == HIDDEN else f"sidebar at the {following}")

    # ------------------------------------------------------------ only the text

    @property
    def zen(self) -> bool:
        """True while only the text is shown."""
        return self._screen.has_class("zen")

    def toggle_zen(self) -> None:
        """Hide everything but the text, or show everything again."""
        self._set_zen(not self.zen)
        self._view.focus()
        self._services.remembered.keep(zen=self.zen)

    def leave_zen(self) -> bool:
        """Show everything again. False if everything was shown already."""
        if not self.zen:
            return False
        self.toggle_zen()
        return True

    def _set_zen(self, zen: bool) -> None:
        # The style sheet hides the bars.
        if zen == self.zen:
            return
        self._screen.set_class(zen, "zen")
        if zen:
            # A list over the text is closed; only one beside it comes back.
            self._sidebar_before_zen, self._sidebar.display = self._sidebar.display and not self.drawer, False
        else:
            self._sidebar.display = self._sidebar.display or self._sidebar_before_zen

    # ------------------------------------------------------------ the width of lines

    def wider(self) -> None:
        """Make lines wider."""
        self._change_measure(STEP)

    def narrower(self) -> None:
        """Make lines narrower."""
        self._change_measure(-STEP)

    def _room_for_lines(self) -> int:
        """Columns that lines can have, if a sidebar of variable width gives way."""
        beside = self._sidebar.outer_size.width if self._sidebar.display and not self.drawer else 0
        gives = max(0, beside - SIDEBAR_LEAST) if not self._services.settings.sidebar_width else 0
        return self._view.scrollable_content_region.width - WIDEST_GUTTER - 1 + gives

    def _change_measure(self, by: int) -> None:
        room = max(LEAST, self._room_for_lines())
        if by > 0 and self._view.measure >= room:
            beside = self._sidebar.display and not self.drawer
            more = f"; {self._status.key('toggle_sidebar')} hides the sidebar" if beside else ""
            self._status.set_status(
                f"lines of {room} columns: no room for wider ones{more}", action="toggle_sidebar" if beside else ""
            )
            return
        # Start from the visible width: narrowing a measure for which there is no room would have no visible effect.
        self._view.measure = min(MOST, max(LEAST, min(self._view.measure, room) + by))
        self.fit_sidebar()
        self._services.remembered.keep(measure=self._view.measure)
        self._status.set_status(f"lines of {self._view.measure} columns")
