"""Opens dialogs over the reading screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.widget import Widget

from ...widgets.lists.item import Item

if TYPE_CHECKING:
    from ..dialogs.menu import MenuEntry
    from ..dialogs.note import WrittenNote

# The dialogs are imported when the first one opens: Textual's text fields take 20 to 40 ms to import.


class Dialogs:
    """Opens dialogs; a callback gets the answer, and is not called if the reader cancels."""

    def __init__(self, host: Widget) -> None:
        """`host` is any widget of the app that shows them."""
        self._host = host
        self.on_cancel: Callable[[], None] | None = None
        """Called if the reader cancels the box that is opened next."""

    def ask(self, question: str, then: Callable[[str], None], *, value: str = "", hint: str = "") -> None:
        """Ask for a few words. An empty answer counts as cancelled."""
        self.ask_or_empty(question, lambda words: then(words) if words else None, value=value, hint=hint)

    def ask_path(
        self, then: Callable[[str], None], *, question: str = "Which file or address?", value: str = ""
    ) -> None:
        """Ask for a file that exists or an address."""
        from ..dialogs.ask_path import AskPathScreen

        self._host.app.push_screen(
            AskPathScreen(question, value=value), self._unless_cancelled(lambda path: then(path) if path else None)
        )

    def ask_target(
        self,
        question: str,
        then: Callable[[Path], None],
        *,
        value: str,
        suffixes: Sequence[str],
        is_input: Callable[[Path], bool],
        merges: Sequence[str] = (),
    ) -> None:
        """Ask for a file to write to. The parameters are those of `AskTargetScreen`."""
        from ..dialogs.ask_target import AskTargetScreen

        screen = AskTargetScreen(question, value=value, suffixes=suffixes, is_input=is_input, merges=merges)
        self._host.app.push_screen(screen, lambda path: then(Path(path)) if path else None)

    def ask_or_empty(
        self,
        question: str,
        then: Callable[[str], None],
        *,
        value: str = "",
        hint: str = "",
        back: Callable[[], None] | None = None,
    ) -> None:
        """Ask for a few words, which may be empty. `back` is called if the reader cancels: it asks the question before
        again, so that its answer is not lost."""
        from ..dialogs.ask import AskScreen

        def done(answer: str | None) -> None:
            if answer is not None:
                then(answer)
            elif back is not None:
                back()

        self._host.app.push_screen(AskScreen(question, value=value, hint=hint), done)

    @property
    def room(self) -> int:
        """Cells of a row in the box of `choose`: without its border, its padding, the scroll bar, and the margins of
        the list."""
        return min(60, self._host.app.size.width * 96 // 100) - 9

    def choose(
        self,
        question: str,
        items: Sequence[Item],
        then: Callable[[str], None],
        *,
        point_to: str = "",
        own: str = "",
        own_first: bool = False,
        last_own: str = "",
        hint: str = "",
        then_own: Callable[[str], None] | None = None,
        with_files: bool = False,
    ) -> None:
        """Ask for one of some items; `then` gets its key. `point_to` is the key of the row the cursor starts on.

        With `own` the reader may also type words that are not in the list; `then_own` gets them. With `own_first` they
        come first unless an item's name begins with them. `last_own` are words typed before, offered again. `hint` is
        shown in the empty field. With `with_files` the typed words are completed as a path.
        """
        from ..dialogs.choose import OWN, ChooseScreen
        from ..dialogs.choose_source import ChooseSourceScreen

        def done(key: str) -> None:
            if then_own is not None and key.startswith(OWN):
                then_own(key.removeprefix(OWN))
            else:
                then(key)

        kind = ChooseSourceScreen if with_files else ChooseScreen
        screen = kind(question, items, own=own, own_first=own_first, last_own=last_own, point_to=point_to, hint=hint)
        self._host.app.push_screen(screen, self._unless_cancelled(done))

    def show_menu(
        self,
        title: str,
        entries: Sequence[MenuEntry],
        then: Callable[[str], None],
        *,
        at: Offset | None = None,
        point_to: str = "",
        advice: str = "",
        about: str = "",
    ) -> None:
        """Offer a few things to do; `then` gets the id of the entry. The others are those of `MenuScreen`."""
        from ..dialogs.menu import MenuScreen

        screen = MenuScreen(title, entries, at=at, point_to=point_to, advice=advice, about=about)
        self._host.app.push_screen(screen, self._unless_cancelled(then))

    def confirm(self, question: str, shown: str, then: Callable[[], None]) -> None:
        """Ask a yes-or-no question."""
        from ..dialogs.confirm import ConfirmScreen

        self._host.app.push_screen(ConfirmScreen(question, shown), lambda yes: then() if yes else None)

    def write_note(
        self,
        words: str,
        note: WrittenNote,
        *,
        stored: WrittenNote,
        labels: Sequence[MenuEntry],
        keep_draft: Callable[[WrittenNote], bool],
        save: Callable[[WrittenNote, bool], bool],
        discard: Callable[[], None],
        unsaved: bool,
    ) -> None:
        """Let the reader write or change a note on some words. The callbacks are those of `NoteScreen`; `discard` is
        called if the reader discards the text. `unsaved` means that saving the note has just failed."""
        from ..dialogs.note import NoteScreen

        def done(saved: bool | None) -> None:
            if not saved:
                discard()

        self._host.app.push_screen(
            NoteScreen(
                words=words,
                note=note,
                stored=stored,
                labels=labels,
                keep_draft=keep_draft,
                save=save,
                unsaved=unsaved,
            ),
            done,
        )

    def show_card(
        self,
        title: str,
        items: Sequence[Item],
        *,
        jump: Callable[[Item], None],
        correct: Callable[[], None],
        delete: Callable[[], None],
        delete_title: str,
        can_correct: bool = True,
    ) -> None:
        """Show a card. Choosing a row with a place jumps to it; the card's keys correct or delete its subject.

        `delete_title` names the deletion there; "" offers none. `can_correct` offers to correct it.
        """
        from ..dialogs.card import CORRECT, DELETE, CardScreen

        by_key = {item.key: item for item in items}

        def done(key: str) -> None:
            if key == CORRECT:
                correct()
            elif key == DELETE:
                delete()
            elif by_key[key].spans:
                jump(by_key[key])

        self._host.app.push_screen(
            CardScreen(title, items, delete=delete_title, can_correct=can_correct), self._unless_cancelled(done)
        )

    def _unless_cancelled(self, then: Callable[[str], None]) -> Callable[[str | None], None]:
        on_cancel = self.on_cancel

        def done(answer: str | None) -> None:
            if answer is not None:
                then(answer)
            elif on_cancel is not None:
                on_cancel()

        return done
