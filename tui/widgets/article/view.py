"""The article pane as screens use it: `ArticlePane` with the actions of its keys and the mouse.

`j` and `k` scroll by a row, as in less, and the caret stays in the window; at either end of the text, and while a
selection is being extended, they move the caret instead. All other movements move the caret and bring it into view. The
keys themselves are in `tui.actions.table`, scope "article".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events
from textual.actions import SkipAction
from textual.geometry import Offset
from textual.selection import Selection
from textual.timer import Timer

from ...actions.table import SELECTING, allowed, bindings
from ...terminal.timer import set_reliable_timer
from ...text.article import Article
from ...text.span import Span
from ..mouse import RIGHT_BUTTON
from .jump_history import JumpHistory, ViewPosition
from .layers import Mark
from .margin import NO_MARKS, NOTE
from .mouse_selection import MouseSelection
from .pane import ArticlePane
from .pane_message import PaneMessage
from .selecting import Selecting

STOPS = ("text", "fold")
"""Kinds of rows on which the caret can be."""
SECOND_CLICK = 0.3
"""Seconds after a click in which a second one may still follow; only then it counts as a single click."""
WHEEL = 3
"""Rows per notch of the wheel."""


class ArticleView(ArticlePane, inherit_bindings=False):
    """Shows an article with its marks, a caret and a selection, and responds to keys and the mouse."""

    BINDINGS = [*bindings("article")]

    class TextClicked(PaneMessage, namespace="article_view"):
        """Words were clicked once, at this offset; or, in the margin, the `sign` of the quote or note that begins there
        ("" for words)."""

        def __init__(self, view: ArticlePane, offset: int, sign: str = "") -> None:
            super().__init__(view)
            self.offset = offset
            self.sign = sign

    class LinkActivated(PaneMessage, namespace="article_view"):
        """The reader wants to follow a link. Nothing has been opened."""

        def __init__(self, view: ArticlePane, href: str) -> None:
            super().__init__(view)
            self.href = href

    class FoldOpened(PaneMessage, namespace="article_view"):
        """A fold was opened; `span` is the text it hid."""

        def __init__(self, view: ArticlePane, span: Span) -> None:
            super().__init__(view)
            self.span = span

    class WordSought(PaneMessage, namespace="article_view"):
        """The reader wants to find the word or the name under the caret."""

        def __init__(self, view: ArticlePane, span: Span) -> None:
            super().__init__(view)
            self.span = span

    class MenuRequested(PaneMessage, namespace="article_view"):
        """The right button was pressed, at this cell of the screen. The caret, or the selection, is there."""

        def __init__(self, view: ArticlePane, at: Offset) -> None:
            super().__init__(view)
            self.at = at

    def __init__(
        self,
        article: Article | None = None,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(article, name=name, id=id, classes=classes)
        self._jumps = JumpHistory()
        self._mouse = MouseSelection(self)
        self._single_click: Timer | None = None
        """Runs while a second click may still follow."""
        self._next_key: Callable[[events.Key | None], bool] | None = None

    def show(self, article: Article, *, offset: int = 0, caret: int | None = None) -> None:
        self._jumps = JumpHistory()
        super().show(article, offset=offset, caret=caret)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return allowed("article", action, (SELECTING,) if self.selecting is not None else ())

    def on_key(self, event: events.Key) -> None:
        """Textual's screen clears its selection at `escape` before any binding is tried; then a binding further out,
        such as quitting, would run as well."""
        self._stop_single_click()
        if self._give_next_key(event):
            event.stop()
            event.prevent_default()
            return
        if event.key == "escape" and self.selecting is not None:
            event.stop()
            event.prevent_default()
            self.set_selecting(None)

    def take_next_key(self, taker: Callable[[events.Key | None], bool]) -> None:
        """Give the next key to `taker`, or None if the mouse is clicked first. It returns False if the key is to have
        its usual meaning."""
        self._next_key = taker

    def _give_next_key(self, event: events.Key | None) -> bool:
        taker, self._next_key = self._next_key, None
        return taker is not None and taker(event)

    def show_letters(self, letters: Mapping[int, str]) -> None:
        """Draw letters over the text, by offset, until the next call."""
        if self._painter is not None:
            self._painter.letters = letters
            self._repaint()

    # Rows and pages

    def action_line_down(self) -> None:
        """Scroll down by a row; at the end, and while selecting, move the caret down."""
        self._scroll_or_move(1)

    def action_line_up(self) -> None:
        """Scroll up by a row; at the top, and while selecting, move the caret up."""
        self._scroll_or_move(-1)

    def action_half_page_down(self) -> None:
        """Half a window down."""
        self._scroll_or_move(max(1, self.size.height // 2))

    def action_half_page_up(self) -> None:
        """Half a window up."""
        self._scroll_or_move(-max(1, self.size.height // 2))

    def action_page_down(self) -> None:
        """A window down; one row stays visible."""
        self._scroll_or_move(max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        """A window up; one row stays visible."""
        self._scroll_or_move(-max(1, self.size.height - 1))

    def action_page_up_or_word(self) -> None:
        """A window up; while selecting, a word back."""
        if self.selecting is not None:
            self.action_word_previous()
        else:
            self.action_page_up()

    def action_top(self) -> None:
        """To the start of the text."""
        self._jumps.leave(self.position)
        self._move_to(0)
        if self.viewport is not None:
            self.scroll_rows(-self.viewport.layout.height)

    def action_bottom(self) -> None:
        """To the end of the text."""
        self._jumps.leave(self.position)
        end = len(self.article.text.rstrip())
        self._move_to(end if self.selecting is not None else max(0, end - 1))
        if self.viewport is not None and self.viewport.move_to(self.viewport.layout.last):
            self._follow()

    def _scroll_or_move(self, rows: int) -> None:
        if self.selecting is not None or not self.scroll_rows(rows):
            self._move_by_rows(rows)

    def _move_by_rows(self, by: int) -> None:
        """Move the caret over rows that have text, in its column."""
        if self.viewport is None:
            return
        layout = self.viewport.layout
        place = layout.place_of(self.caret)
        x = self._column if self._column is not None else layout.x_of(place, self.caret)
        step = 1 if by > 0 else -1
        target = place
        for _ in range(abs(by)):
            following = layout.step(target, step)
            while following != target and layout.row(following).kind not in STOPS:
                before, following = following, layout.step(following, step)
                if following == before:
                    break
            if layout.row(following).kind not in STOPS:
                break
            target = following
        row, selecting = layout.row(target), self.selecting
        if target == place:
            offset = row.start if by < 0 else max(row.start, row.end - 1)
        else:
            offset = layout.offset_at(target, x)
            if selecting is not None and offset >= selecting.anchor:
                # The character in the column is the last one selected.
                offset = min(self._boundaries.letter(offset, 1), row.end)
        self._move_to(offset)
        self._column = x

    # Words, sentences, paragraphs

    def _move_to(self, offset: int) -> None:
        """Put the caret, or the head of the selection, at an offset, and show it."""
        if self.selecting is not None:
            self.set_selecting(Selecting(self.selecting.anchor, offset))
        else:
            self.put_caret(offset)
        self.reveal(self.caret)

    def _move_by(self, unit: str, by: int) -> None:
        boundaries, selecting = self._boundaries, self.selecting
        if selecting is not None:
            self.set_selecting(selecting.moved(unit, by, boundaries))
            self.reveal(self.caret)
            return
        move = {
            ("word", 1): boundaries.next_word,
            ("word", -1): boundaries.previous_word,
            ("sentence", 1): boundaries.next_sentence,
            ("sentence", -1): boundaries.previous_sentence,
            ("paragraph", 1): boundaries.next_paragraph,
            ("paragraph", -1): boundaries.previous_paragraph,
        }[unit, by]
        self._move_to(move(self.caret))

    def action_paragraph_next(self) -> None:
        """To the next paragraph."""
        self._move_by("paragraph", 1)

    def action_paragraph_previous(self) -> None:
        """To the start of this paragraph, or of the previous one."""
        self._move_by("paragraph", -1)

    def action_sentence_next(self) -> None:
        """To the next sentence."""
        self._move_by("sentence", 1)

    def action_sentence_previous(self) -> None:
        """To the start of this sentence, or of the previous one."""
        self._move_by("sentence", -1)

    def action_word_next(self) -> None:
        """To the next word."""
        self._move_by("word", 1)

    def action_word_previous(self) -> None:
        """To the previous word."""
        self._move_by("word", -1)

    def action_select_word_next(self) -> None:
        """Extend the selection by a word."""
        self._move_by("word", 1)

    def action_char_left(self) -> None:
        """To the previous character."""
        self._move_by_character(-1)

    def action_char_right(self) -> None:
        """To the next character."""
        self._move_by_character(1)

    def _move_by_character(self, by: int) -> None:
        at = self.selecting.head if self.selecting is not None else self.caret
        self._move_to(min(max(0, self._boundaries.letter(at, by)), len(self.article.text)))

    # Selecting

    def action_select_sentence(self) -> None:
        """Select the sentence under the caret; a second time, nothing."""
        self._select_unit(self.sentence_at(self.caret))

    def action_select_paragraph(self) -> None:
        """Select the paragraph under the caret; a second time, nothing."""
        self._select_unit(self.paragraph_at(self.caret))

    def _select_unit(self, span: Span) -> None:
        self.select(None if span == self.selection or not span.length else span)

    def action_select_other_end(self) -> None:
        """Let movements extend the other end of the selection from now on."""
        if self.selecting is not None:
            self.set_selecting(self.selecting.turned())
            self.reveal(self.caret)

    def action_select_none(self) -> None:
        """Clear the selection."""
        self.set_selecting(None)

    # Jumps

    def go_to(self, span: Span, *, remember: bool = True) -> None:
        """Bring a span into view and put the caret at its start; a selection in progress is extended to it. With
        `remember`, `back` returns to the present position."""
        if remember:
            self._jumps.leave(self.position)
        if self.selecting is not None:
            anchor = self.selecting.anchor
            self.set_selecting(Selecting(anchor, span.end if span.start >= anchor else span.start))
        else:
            self.put_caret(span.start)
        self.reveal(self.caret, span.end)

    @property
    def position(self) -> ViewPosition:
        """What the reader sees now, for `return_to`."""
        head = self.selecting.head if self.selecting is not None else self.caret
        return ViewPosition(head, *(self.viewport.anchor(self.caret) if self.viewport is not None else (head, 0)))

    @property
    def shown(self) -> Span:
        """The part of the text on the screen; before there is one, the place where it will begin."""
        return self.viewport.span if self.viewport is not None else Span(self.place[0], self.place[0])

    def return_to(self, position: ViewPosition) -> None:
        """Show the rows again that were on the screen, with the caret where it was; a selection in progress is extended
        to it."""
        if self.selecting is not None:
            self.set_selecting(Selecting(self.selecting.anchor, position.head))
        else:
            self.put_caret(position.head)
        if self.viewport is not None and self.viewport.show_at(position.anchor, position.row):
            self._follow()

    def remember(self, position: ViewPosition) -> None:
        """Let `back` return to a position that was left without `go_to` recording it."""
        self._jumps.leave(position)

    def back(self) -> bool:
        """Return to the position before the last jump. False if there was none."""
        return self._jump(self._jumps.back(self.position))

    def forward(self) -> bool:
        """Undo `back`. False if there is nothing to undo."""
        return self._jump(self._jumps.forward(self.position))

    def _jump(self, position: ViewPosition | None) -> bool:
        if position is None:
            return False
        self.return_to(position)
        return True

    def action_back(self) -> None:
        """Back to the position before the last jump."""
        if not self.back():
            self.app.bell()

    def action_forward(self) -> None:
        """Undo the last step back."""
        if not self.forward():
            self.app.bell()

    # What is under the caret

    def action_word_under_caret(self) -> None:
        """Ask to find the selection, else the name under the caret, else the word."""
        names = self._layers.get("entity")
        touching = names.touching(self.caret, self.caret + 1) if names is not None else []
        span = self.selection or (touching[-1].span if touching else self.word_at(self.caret))
        self.set_selecting(None)
        if span.length:
            self.post_message(self.WordSought(self, span))

    def action_open_fold(self) -> None:
        """Open the fold or the link under the caret. If there is neither, the key goes on to the screen."""
        if not (self._open_fold_near(self.caret) or self._follow_link(self.caret)):
            raise SkipAction()

    def _open_fold_near(self, offset: int) -> bool:
        """Open the fold at an offset, else the one right after its row."""
        if self.viewport is None or self._visible is None:
            return False
        layout = self.viewport.layout
        place = layout.place_of(offset)
        row = layout.row(place)
        if row.kind != "fold":
            following = layout.step(place, 1)
            while layout.row(following).kind == "blank" and layout.step(following, 1) != following:
                following = layout.step(following, 1)
            row = layout.row(following)
        if row.kind != "fold":
            return False
        self._open_fold(Span(row.start, row.end))
        return True

    def _open_fold(self, span: Span) -> None:
        assert self._visible is not None
        self.fold([*self._visible, span])
        self.post_message(self.FoldOpened(self, span))

    def _follow_link(self, offset: int) -> bool:
        for inline in self.article.inlines:
            if inline.kind == "link" and inline.href and inline.span.covers(offset):
                self.post_message(self.LinkActivated(self, inline.href))
                return True
        return False

    # Mouse

    def selection_updated(self, selection: Selection | None) -> None:
        if not self._mouse.dragging:
            super().selection_updated(selection)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._stop_single_click()
        self._give_next_key(None)
        if event.button == 1:
            event.prevent_default()
            self._mouse.press(event)
        elif event.button == RIGHT_BUTTON:
            event.prevent_default()
            offset = self.offset_under(event.x, event.y)
            if self.selection is None or not self.selection.covers(offset):
                self.set_selecting(None)
                sign = self._sign_under(event.x, event.y)
                self.put_caret(offset if sign is None else sign.span.start)
            self.post_message(self.MenuRequested(self, event.screen_offset))

    def on_mouse_release(self) -> None:
        """The mouse was taken away, by a box that opened while its button was down: the drag is over."""
        if self._mouse.dragging and self.app.mouse_captured is not self:
            self._mouse.release()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._mouse.dragging:
            self._mouse.move(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if not self._mouse.dragging or not self._mouse.release():
            return
        found = self.row_under(event.y)
        if found is not None and found[1].kind == "fold":
            self._open_fold(Span(found[1].start, found[1].end))
        elif self.selection is None and (sign := self._sign_under(event.x, event.y)) is not None:
            self.put_caret(sign.span.start)
            self.post_message(self.TextClicked(self, sign.span.start, sign.sign))
        elif self.selection is None and self.is_text_at(event.x, event.y) and not self._follow_link(self.caret):
            clicked = self.TextClicked(self, self.caret)
            self._single_click = set_reliable_timer(self, SECOND_CLICK, lambda: self.post_message(clicked))

    def _sign_under(self, x: int, y: int) -> Mark | None:
        """The mark of the quote, or else of the note, whose sign the margin shows on this row; None if there is
        none."""
        found = self.row_under(y)
        if found is None or self._painter is None or x >= self._painter.left:
            return None
        _, row = found
        quotes, highlights = (
            self._layers.get(name, NO_MARKS).touching(row.start, row.end) for name in ("quote", "highlight")
        )
        signs = [mark for mark in quotes if mark.sign] + [mark for mark in highlights if mark.sign == NOTE]
        return next(iter(signs), None)

    def _stop_single_click(self) -> None:
        if self._single_click is not None:
            self._single_click.stop()
            self._single_click = None

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.prevent_default()
        event.stop()
        self.scroll_rows(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.prevent_default()
        event.stop()
        self.scroll_rows(-WHEEL)
