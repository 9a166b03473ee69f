"""What the keys of the article pane do. The keys themselves are in `tui.actions`, scope "article"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.actions import SkipAction
from textual.message_pump import MessagePump

from ...text.span import Span
from .caret import Selecting

if TYPE_CHECKING:
    from .pane import ArticlePane

STOPS = ("text", "fold")
"""Kinds of rows that the caret stops at."""


if TYPE_CHECKING:
    Part = ArticlePane
else:
    Part = MessagePump  # see `ReadingBase`


class ArticleActions(Part):
    """The actions of the pane's keys."""

    # Rows and pages

    def action_line_down(self) -> None:
        """Scroll down by a row; at the end, and while selecting, move the caret down."""
        if self._selecting_span is not None or not self.scroll_rows(1):
            self._caret_by_rows(1)

    def action_line_up(self) -> None:
        """Scroll up by a row; at the top, and while selecting, move the caret up."""
        if self._selecting_span is not None or not self.scroll_rows(-1):
            self._caret_by_rows(-1)

    def action_half_page_down(self) -> None:
        """Half a window down."""
        self._page(max(1, self.size.height // 2))

    def action_half_page_up(self) -> None:
        """Half a window up."""
        self._page(-max(1, self.size.height // 2))

    def action_page_down(self) -> None:
        """A window down, but for one row that stays."""
        self._page(max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        """A window up, but for one row that stays."""
        self._page(-max(1, self.size.height - 1))

    def action_page_up_or_word(self) -> None:
        """A window up; while selecting, a word back."""
        if self._selecting_span is not None:
            self.action_word_previous()
        else:
            self.action_page_up()

    def action_top(self) -> None:
        """To the first words."""
        self._jumps.leave(self.caret)
        self._move_to(0)
        self.scroll_rows(-self._rows_in_all())

    def action_bottom(self) -> None:
        """To the last words."""
        self._jumps.leave(self.caret)
        end = len(self._article.text.rstrip())
        self._move_to(end if self._selecting_span is not None else max(0, end - 1))
        self._to_end()

    def _rows_in_all(self) -> int:
        return self._layout.height if self._layout is not None else 0

    def _to_end(self) -> None:
        if self._layout is not None:
            self._top = self._clamped(self._layout.last)
            self._follow()

    def _page(self, rows: int) -> None:
        if self._selecting_span is not None or not self.scroll_rows(rows):
            self._caret_by_rows(rows)

    def _caret_by_rows(self, by: int) -> None:
        """Move the caret over rows that have words, in its column."""
        layout = self._layout
        if layout is None:
            return
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
        offset = layout.offset_at(target, x)
        chosen = self._selecting_span
        if target != place:
            if chosen is not None and offset >= chosen.anchor:
                # The letter in the column is the last one selected.
                offset = min(self._marks.letter(offset, 1), layout.row(target).end)
            self._move_to(offset)
        else:
            self._move_to(
                layout.row(place).start if by < 0 else max(layout.row(place).start, layout.row(place).end - 1)
            )
        self._column = x

    # Words, sentences, paragraphs

    def _move_to(self, offset: int) -> None:
        """Put the caret, or the head of the selection, at an offset, and show it."""
        if self._selecting_span is not None:
            self._select(Selecting(self._selecting_span.anchor, offset))
        else:
            self._put_caret(offset)
        self._reveal(self.caret)

    def _move_by(self, unit: str, by: int) -> None:
        marks, chosen = self._marks, self._selecting_span
        if chosen is not None:
            self._select(chosen.moved(unit, by, marks))
            self._reveal(self.caret)
            return
        go = {
            ("word", 1): marks.next_word,
            ("word", -1): marks.previous_word,
            ("sentence", 1): marks.next_sentence,
            ("sentence", -1): marks.previous_sentence,
            ("paragraph", 1): marks.next_paragraph,
            ("paragraph", -1): marks.previous_paragraph,
        }[unit, by]
        self._move_to(go(self.caret))

    def action_paragraph_next(self) -> None:
        """To the next paragraph."""
        self._move_by("paragraph", 1)

    def action_paragraph_previous(self) -> None:
        """To the start of this paragraph, or to the one before."""
        self._move_by("paragraph", -1)

    def action_sentence_next(self) -> None:
        """To the next sentence."""
        self._move_by("sentence", 1)

    def action_sentence_previous(self) -> None:
        """To the start of this sentence, or to the one before."""
        self._move_by("sentence", -1)

    def action_word_next(self) -> None:
        """To the next word."""
        self._move_by("word", 1)

    def action_word_previous(self) -> None:
        """To the word before."""
        self._move_by("word", -1)

    def action_select_word_next(self) -> None:
        """Extend the selection by a word."""
        self._move_by("word", 1)

    def action_char_left(self) -> None:
        """To the letter before."""
        self._by_letters(-1)

    def action_char_right(self) -> None:
        """To the next letter."""
        self._by_letters(1)

    def _by_letters(self, by: int) -> None:
        chosen = self._selecting_span
        at = chosen.head if chosen is not None else self.caret
        self._move_to(min(max(0, self._marks.letter(at, by)), len(self._article.text)))

    # Selecting

    def action_select_sentence(self) -> None:
        """Select the sentence under the caret; again, nothing."""
        self._select_unit(self.sentence_at(self.caret))

    def action_select_paragraph(self) -> None:
        """Select the paragraph under the caret; again, nothing."""
        self._select_unit(self.paragraph_at(self.caret))

    def _select_unit(self, span: Span) -> None:
        if span == self.selection or span.start == span.end:
            self._select(None)
            return
        self.select(span)

    def action_select_other_end(self) -> None:
        """Move the other end of the selection from now on."""
        if self._selecting_span is not None:
            self._select(self._selecting_span.turned())
            self._reveal(self.caret)

    def action_select_none(self) -> None:
        """Drop the selection."""
        self._select(None)

    # Jumps and what is under the caret

    def action_back(self) -> None:
        """Back to where the reader was."""
        if not self.back():
            self.app.bell()

    def action_forward(self) -> None:
        """Forward again."""
        if not self.forward():
            self.app.bell()

    def action_word_under_caret(self) -> None:
        """Say that the word, or the name, under the caret is sought."""
        names = self._layers.get("entity")
        touching = names.touching(self.caret, self.caret + 1) if names is not None else []
        span = touching[-1].span if touching else self.word_at(self.caret)
        if span.length:
            self.post_message(self.WordSought(self, span))

    def action_open_fold(self) -> None:
        """Open the fold or the link under the caret; where there is neither the key goes on to the screen."""
        if not (self._open_fold_near(self.caret) or self._follow_link(self.caret)):
            raise SkipAction()

    def _open_fold_near(self, offset: int) -> bool:
        """Open the fold at an offset, else the one right after its row."""
        layout = self._layout
        if layout is None or self._visible is None:
            return False
        place = layout.place_of(offset)
        row = layout.row(place)
        if row.kind != "fold":
            following = layout.step(place, 1)
            while layout.row(following).kind == "blank" and layout.step(following, 1) != following:
                following = layout.step(following, 1)
            row = layout.row(following)
        if row.kind != "fold":
            return False
        self._open(Span(row.start, row.end))
        return True

    def _open(self, span: Span) -> None:
        assert self._visible is not None
        self.fold([*self._visible, span])
        self.post_message(self.FoldOpened(self, span))

    def _follow_link(self, offset: int) -> bool:
        for inline in self._article.inlines:
            if inline.kind == "link" and inline.href and inline.span.covers(offset):
                self.post_message(self.LinkActivated(self, inline.href))
                return True
        return False
