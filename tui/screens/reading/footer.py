"""The footer's keys and position, and the running head in the topic bar. They follow the focus and scrolling."""

from __future__ import annotations

from collections.abc import Callable

from ...actions.key_names import shown
from ...actions.sidebar_lists import SIDEBAR_LISTS
from ...actions.table import SELECTING
from ...library.session import Session
from ...widgets.article.view import ArticleView
from ...widgets.bars.key_bar import Hint, KeyBar
from ...widgets.bars.topic_bar import TopicBar
from ...widgets.lists.sidebar import Sidebar
from ..services import Services
from .view import ViewOptions

STAY, LEAVE, ROWS = "find stay", "find leave", "filter rows"
"""Keys of text fields, which are not actions of the table."""
FINDING = (
    Hint("enter", "Go here", STAY),
    Hint("↓", "Next", "find_next"),
    Hint("↑", "Previous", "find_previous"),
    Hint("esc", "Go back", LEAVE),
)
"""The footer while the find bar is open."""
ATTACHING = {"mark": "Attach", "leave": "Cancel"}
"""The actions that come first in the footer while a note is being attached to other words, with their words there."""
FILTERING = (Hint("enter", "To the rows", ROWS), Hint("esc", "All rows", "list_all"))
"""The footer while a list is filtered."""


class Footer:
    """Shows the keys of the pane that has the focus, and where in the article the window is."""

    def __init__(
        self,
        session: Session,
        services: Services,
        view: ArticleView,
        sidebar: Sidebar,
        topic_bar: TopicBar,
        key_bar: KeyBar,
        options: ViewOptions,
        is_finding: Callable[[], bool],
        leave_find_bar: Callable[[bool], None],
    ) -> None:
        """`is_finding`: whether the find bar is open. `leave_find_bar` closes it; if True, the caret stays there."""
        self._session = session
        self._services = services
        self._view = view
        self._sidebar = sidebar
        self._topic_bar = topic_bar
        self._key_bar = key_bar
        self._options = options
        self._is_finding = is_finding
        self._leave_find_bar = leave_find_bar
        self.leads_back = False
        """Whether the key that closes the article leads back to a list about it (`WayBack`)."""
        self.attaching = False
        """Whether a note is being attached to other words (`Highlights`)."""

    @property
    def is_for_finding(self) -> bool:
        """Whether it shows the keys of the find bar."""
        return self._is_finding() and not self._view.has_focus

    def show_keys(self) -> None:
        """Show the keys of the pane that has the focus, of the list on the screen, and of the mode."""
        if self.is_for_finding:
            keys = [key for key in self._services.keys["help"] if len(key) > 1]  # a letter belongs to the words
            self._key_bar.show([*FINDING, *(Hint(shown([key]), "More keys", "help") for key in keys[:1])])
        elif self._sidebar.reading:
            self._show(self.list_hints())
        elif self._sidebar.has_focus_within:
            self._key_bar.show(FILTERING)
        else:
            selecting = self._view.selecting is not None
            hints = self._services.hints("article", SELECTING if selecting else "")
            below = self._view.screen in self._view.app.screen_stack[2:]  # a list of all articles
            leads_back = self.leads_back or self._options.left_drawer or below
            if self._session.has_unseen_changes and not selecting:
                reload = Hint(shown(self._services.keys["reload"][:1]), "What is new", "reload")
                hints = [reload, *(hint for hint in hints if hint.id != "reload")]
            word = "Back" if leads_back else "Quit"
            self._show([hint._replace(title=word) if hint.id == "close" else hint for hint in hints])

    def _show(self, hints: list[Hint]) -> None:
        """Show these keys; while a note is being attached, first those that attach it and that cancel."""
        if self.attaching:
            clears = any(hint.id == "select_none" for hint in hints)  # the key that cancels clears the selection first
            ids = [id for id in ATTACHING if self._services.keys[id] and not (clears and id == "leave")]
            own = [Hint(shown(self._services.keys[id][:1]), ATTACHING[id], id) for id in ids]
            hints = own + [hint for hint in hints if hint.id not in ("mark", "close")]
        self._key_bar.show(hints)

    def list_hints(self) -> list[Hint]:
        """The keys of the list on the screen."""
        return self._services.hints("sidebar", SIDEBAR_LISTS[self._sidebar.name_shown].row_kind)

    def run_hint(self, id: str) -> bool:
        """Handle a click on a key of a text field. False if it is the id of an action."""
        if id == STAY:
            self._leave_find_bar(True)
        elif id == LEAVE:
            self._leave_find_bar(False)
        elif id == ROWS:
            self._sidebar.list.focus()
        else:
            return False
        return True

    def show_place(self, top: int) -> None:
        """Show how far down the window is, and the article's title once its headline has left the window.

        `top` is the first code point in the window.
        """
        self._key_bar.show_place(f"{self._view.progress:.0%}")
        article = self._session.article
        headline = next((block.span for block in article.blocks[:3] if block.kind == "headline"), None)
        in_window = headline is not None and top < headline.end
        self._topic_bar.show_head("" if in_window else article.title)
