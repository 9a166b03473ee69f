"""The reading screen's look: panes, width, zen; and the place that is remembered.

The place belongs to the article. How wide the lines are, where the sidebar stands and whether only the words are shown
belong to the reader, and are the same in every article (`Remembered`).
"""

from __future__ import annotations

from textual.containers import Horizontal

from ...store.errors import StoreError
from ...terminal.notices import dismiss_notices
from ...text.span import Span
from ...widgets.article.layers import Mark
from ...widgets.article.paint import DIMMED
from ...widgets.lists.sidebar import LEAST as SIDEBAR_LEAST
from ...widgets.lists.sidebar import MOST as SIDEBAR_MOST
from .base import ReadingBase

STEP = 4
"""Columns by which the measure grows and shrinks."""
LEAST, MOST = 30, 160
"""Between these."""
NARROW = 100
"""Below so many columns the sidebar is folded away until it is asked for."""
HIDDEN = "hidden"
SPOTLIGHTS = ("", "paragraph", "sentence")


class ViewActions(ReadingBase):
    """Actions on how the article is shown."""

    def take_up_looks(self) -> None:
        """Show panes, width and colours as the reader left them, or as the settings say."""
        settings, remembered = self.services.settings, self.services.remembered
        self.view.measure = min(MOST, max(LEAST, remembered.number("measure", settings.measure)))
        chosen = remembered.text("sidebar", "left", "right", HIDDEN)
        side = chosen or settings.sidebar_side
        self.move_sidebar(remembered.text("side", "left", "right") if side == HIDDEN else side)
        self.fit_sidebar()
        if remembered.flag("zen"):
            self.set_zen(True)
            self.tell_once(f"Only the words are shown; {self.key('zen')} shows the rest.")

    _narrow: bool | None = None

    def fit_sidebar(self) -> None:
        """Fold the sidebar away where the screen has become too narrow for both, and show it where there is room."""
        self._fit_width()
        narrow = self.app.size.width < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.lay_drawer(narrow and self.sidebar.has_focus_within)
            hidden = narrow or self.has_class("zen") or self.services.remembered.text("sidebar") == HIDDEN
            self.sidebar.display = self.drawer or not hidden

    def _fit_width(self) -> None:
        wanted, across = self.services.settings.sidebar_width, self.app.size.width
        # Over the words it may take more than what they leave; how much at most, its style says.
        self.sidebar.fit(SIDEBAR_MOST if self.drawer and not wanted else wanted, across, self.view.measure)

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
        if spotlight := self.services.remembered.text("spotlight", *SPOTLIGHTS):
            self.set_spotlight(spotlight)
            self.tell_once(f"All but the {spotlight} is dimmed, as you left it; {self.key('spotlight')} changes that.")
        if self.services.remembered.flag("plain_words"):
            key = self.key("plain_words")
            self.tell_once(f"Names and quotations are plain words, as you left it; {key} changes that.")
        self.show_progress()
        if self.session.state.get("folded") and self.session.active_passages():
            self.fold()

    def fold(self) -> None:
        """Show what `folded` says; told by the topics."""
        raise NotImplementedError

    seen: tuple[int, int] | None = None
    """Caret and first code point on the screen, as they were last; None before the article was shown."""
    _kept: object = None

    def _place_now(self) -> object:
        """All that is remembered of this article."""
        state = {name: value for name, value in self.session.state.items() if name not in ("top", "done", "lit")}
        return self.seen, repr(sorted(state.items())), tuple(self.session.active_topics)

    def place_is_kept(self) -> None:
        """What is so now is what is kept already: an article that was only looked at is not written of."""
        self._kept = self._place_now()

    def keep_place(self) -> None:
        """Remember where the reader is, if that has changed. A store that fails here has been told of before."""
        now = self._place_now()
        if self.seen is None or self._kept is None or now == self._kept:
            return
        caret, self.session.state["top"] = self.seen
        try:
            self.session.save_position(caret)
            self._kept = now
        except StoreError as error:
            self.services.write_log(str(error))

    # ------------------------------------------------------------ the sidebar

    drawer = False
    """Whether the sidebar was opened for one look, over the words, where there is no room beside them."""

    def open_sidebar(self) -> bool:
        """Show the sidebar where it is hidden: beside the words, or over them for as long as it has the focus where the
        screen is narrow. True where it was hidden."""
        if self.sidebar.display:
            return False
        self.lay_drawer(bool(self._narrow))
        self.sidebar.display = True
        return True

    def lay_drawer(self, over: bool) -> None:
        """Have the sidebar over the words, or beside them."""
        self.drawer = over
        self.sidebar.set_class(over, "drawer")
        self._fit_width()

    def shut_drawer(self) -> None:
        """The reader is back in the words: they have the whole width again."""
        if self.drawer:
            self.lay_drawer(False)
            self.sidebar.display = False

    # ------------------------------------------------------------ actions

    def action_switch_pane(self, by: int = 1) -> None:
        """From the article to the list and back."""
        dismiss_notices(self.app)
        if self.view.has_focus:
            self.set_zen(False)
            self.open_sidebar()
            self.sidebar.list.focus()
        else:
            self.view.focus()

    def action_toggle_sidebar(self) -> None:
        """The sidebar at its side, at the other one, hidden: one after the other."""
        first = self.services.settings.sidebar_side
        order = [first, "left" if first == "right" else "right", HIDDEN]
        self.set_zen(False)
        self.lay_drawer(False)
        now = ("left" if self.has_class("sidebar-left") else "right") if self.sidebar.display else HIDDEN
        following = order[(order.index(now) + 1) % len(order)]
        if following == HIDDEN:
            self.view.focus()
            self.sidebar.display = False
        else:
            self.move_sidebar(following)
            self.sidebar.display = True
        self.services.remembered.keep(sidebar=following, side=following if following != HIDDEN else first)
        self.say("sidebar hidden" if following == HIDDEN else f"sidebar at the {following}")

    def action_zen(self) -> None:
        """Hide everything but the words, or show all again."""
        self.set_zen(not self.has_class("zen"))
        self.view.focus()
        self.services.remembered.keep(zen=self.has_class("zen"))

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

    spotlight = ""
    """What is not dimmed: "", "paragraph" or "sentence"; the one the caret is in."""

    def action_spotlight(self) -> None:
        """Dim all but the paragraph, then all but the sentence, then nothing."""
        self.set_spotlight(SPOTLIGHTS[(SPOTLIGHTS.index(self.spotlight) + 1) % len(SPOTLIGHTS)])
        self.say(f"only the {self.spotlight} is not dimmed" if self.spotlight else "nothing is dimmed")

    def set_spotlight(self, on: str) -> None:
        """Dim all but the paragraph or the sentence of the caret; with "" nothing."""
        self.spotlight, self._lit_now = on, None
        self.services.remembered.keep(spotlight=on)
        self._follow_spotlight(self.view.caret)

    def drop_spotlight(self) -> bool:
        """Dim nothing; False where nothing is dimmed."""
        if not self.spotlight:
            return False
        self.set_spotlight("")
        return True

    _lit_now: Span | None = None

    def _follow_spotlight(self, caret: int) -> None:
        here = self.view.sentence_at if self.spotlight == "sentence" else self.view.paragraph_at
        lit = here(caret) if self.spotlight else None
        if lit is not None and lit != self._lit_now:
            end = len(self.view.article.text)
            self.view.set_layer("dimmed", [Mark(Span(0, lit.start), DIMMED), Mark(Span(lit.end, end), DIMMED)])
        elif lit is None:
            self.view.set_layer("dimmed", [])
        self._lit_now = lit

    def caret_moved(self, caret: int) -> None:
        """The light goes where the caret goes."""
        if self.spotlight:
            self._follow_spotlight(caret)
        super().caret_moved(caret)

    def action_plain_words(self) -> None:
        """Show or hide in the words what was found: names and quotations."""
        plain = not self.services.remembered.flag("plain_words")
        self.services.remembered.keep(plain_words=plain)
        self.paint()
        self.say("names and quotations as plain words" if plain else "names in colour, quotations in italics")

    def action_wider(self) -> None:
        """Longer lines."""
        self._measure(STEP)

    def action_narrower(self) -> None:
        """Shorter lines."""
        self._measure(-STEP)

    def _room_for_lines(self) -> int:
        """Columns that lines can have; a sidebar that is as wide as there is room for gives way."""
        beside = self.sidebar.outer_size.width if self.sidebar.display and not self.drawer else 0
        gives = max(0, beside - SIDEBAR_LEAST) if not self.services.settings.sidebar_width else 0
        return self.view.scrollable_content_region.width - 5 + gives

    def _measure(self, by: int) -> None:
        room = max(LEAST, self._room_for_lines())
        if by > 0 and self.view.measure >= room:
            beside = self.sidebar.display and not self.drawer
            more = f"; {self.key('toggle_sidebar')} hides the sidebar" if beside else ""
            self.say(f"lines of {room} columns: as wide as there is room for{more}")
            return
        # From what is seen: a width for which there is no room would not shrink at the first key.
        self.view.measure = min(MOST, max(LEAST, min(self.view.measure, room) + by))
        self.fit_sidebar()
        self.services.remembered.keep(measure=self.view.measure)
        self.say(f"lines of {self.view.measure} columns")
