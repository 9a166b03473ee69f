"""The messages of the reading screen: a sentence in the corner or in the footer, and notifications."""

from __future__ import annotations

from collections.abc import Callable

from textual.timer import Timer

from ...actions.key_names import shown
from ...terminal.notices import dismiss_notices, notify_with_action, seconds_shown
from ...terminal.timer import set_reliable_timer
from ...text.safe import visible
from ...text.span import Span
from ...widgets.bars.corner_message import CornerMessage
from ...widgets.bars.key_bar import KeyBar
from ..services import Services


class Status:
    """Says what was done or is being done, and removes the sentence once it is out of date.

    What stays, such as the mode that is on, is in the footer, beside as many keys as fit. A message about the last key
    is in the corner above it, so that it never covers keys.
    """

    def __init__(
        self,
        key_bar: KeyBar,
        corner: CornerMessage,
        services: Services,
        default_status: Callable[[], tuple[str, str]],
    ) -> None:
        """`default_status` returns the sentence for a mode that is on, shown when there is nothing else to say, and the
        id of the action that it names."""
        self._key_bar = key_bar
        self._corner = corner
        self.words = ""
        """What is said now, in the corner or in the footer."""
        self._services = services
        self._default_status = default_status
        self._span: Span | None = None
        """The words that the sentence is about."""
        self.default_is_urgent = False
        """Whether the default sentence is about a mode that no other sentence may hide for long."""
        self._until_next_key = False
        self._is_default = True
        self._end: Timer | None = None
        """Removes a sentence when there was time to read it."""
        self.progress = ""
        """The current step of the analysis; empty when it is not running."""

    def key(self, id: str) -> str:
        """The first key of an action under the current settings; “the palette” if it has none."""
        return shown(self._services.keys[id][:1]) or "the palette"

    def has_key(self, id: str) -> bool:
        """True if an action has a key."""
        return bool(self._services.keys[id])

    def notify(self, sentence: str, *, warning: bool = False) -> None:
        """Show a notification. The sentence may contain words of the article: control characters are made visible."""
        self._key_bar.notify(visible(sentence), severity="warning" if warning else "information", markup=False)

    def notify_with(self, sentence: str, advice: str, id: str, *, warning: bool = False) -> None:
        """Show a notification that ends with what an action of that id can do, as in "to undo"; a click does it."""
        notify_with_action(self._key_bar.app, sentence, f"Press {self.key(id)} {advice}.", id, warning=warning)

    def notify_once(self, sentence: str, advice: str, id: str) -> None:
        """`notify_with`, but only once in this session."""
        if sentence not in self._services.shown_once:
            self._services.shown_once.add(sentence)
            self.notify_with(sentence, advice, id)

    def dismiss_notices(self) -> None:
        """Dismiss notifications about an earlier key."""
        dismiss_notices(self._key_bar.app)

    def set_status(self, words: str, at: Span | None = None, *, stays: bool = False, action: str = "") -> None:
        """Show a sentence in the corner, or in the footer if it `stays`; with "" the default one, in the footer.

        It is shown while the caret is in `at`; without `at`, until the next key; and unless it `stays`, only as long as
        a notification. (None stays if `default_is_urgent`.) A click on it runs the action of the id `action`, which it
        names.
        """
        if self._end is not None:
            self._end.stop()
        self._end = None
        passing = bool(words) and (not stays or self.default_is_urgent)
        if passing:
            self._end = set_reliable_timer(self._key_bar, seconds_shown(words), lambda: self.set_status(""))
        self._span = at if words else None
        self._is_default = not words
        self._until_next_key = bool(words) and at is None
        if words:
            self.dismiss_notices()
        default, named = self._default_status()
        self.words = words or default
        self._corner.show(words if passing else "", action)
        self._key_bar.set_status(*((words, action) if words and not passing else (default, named)))

    def update_status(self, before: str, after: str, action: str) -> None:
        """If it says `before`, which is out of date, let it say `after`, which names the action with that id."""
        if self.words == before and after:
            self.words = after
            self._key_bar.set_status(after, action) if self._key_bar.status == before else self._corner.show(
                after, action
            )
        elif self.words == before:
            self.set_status("")

    def caret_moved(self, caret: int) -> None:
        """Remove a sentence about words that the caret has left."""
        if self._span is not None and not self._span.start <= caret <= self._span.end:
            self._span = None
        if self._span is None and not self._until_next_key:
            self.set_status("")

    def update_default(self) -> None:
        """Show the default sentence as it is now, unless there is something else to say."""
        if self._is_default:
            self.set_status("")

    def key_pressed(self, key: str, *, beside_list: bool) -> None:
        """Remove the messages about the previous key. If the text has the focus `beside_list`, and the key works only
        in the list, say how to get there."""
        if self._until_next_key:
            self.set_status("")
        if beside_list and (key := self._services.keys.only_in_list(key)):
            self.set_status(f"{key} works in the list; {self.key('switch_pane')} enters it", action="switch_pane")

    def mouse_pressed(self) -> None:
        """Remove the messages about whatever was done before."""
        if self._until_next_key or self._end is not None:
            self.set_status("")
