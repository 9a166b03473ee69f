"""The list of the reader's highlights and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from textual.content import Content

from ...notes.check import outcome, sign_of
from ...notes.highlight import Placed
from ...text.safe import cells, one_line
from ...text.span import Span
from ..article.margin import DEFAULT_SIGN
from .item import Item
from .row_text import MOST_LINES, Part, below, in_lines
from .sidebar_list import ListSource, SidebarList

STATES = {"exact": "", "moved": "moved", "changed": "words changed", "orphan": "not found in this text"}
"""Words for the state of a highlight's anchor; "" if it is unchanged."""

AROUND = 10
"""Code points shown on each side of changed words."""


def note_items(
    placed: Sequence[Placed], signs: Mapping[str, str], *, width: int = 34, attach_key: str = ""
) -> list[Item]:
    """The highlights in the order of the text, then the orphans under a heading. `signs` has the sign of each label;
    `attach_key` is the key that attaches an orphan to a new place."""
    inside = sorted((one for one in placed if one.span is not None), key=lambda one: one.span or (0, 0))
    lost = [one for one in placed if one.span is None]
    items = [item(one, signs, width) for one in inside]
    if lost:
        title = f"Not found in this text ({len(lost)})"
        items.append(Item("lost", Content.styled(title, "bold"), heading=True))
        if attach_key:
            how = f"  Press {attach_key} to attach one to a new place"
            items.append(Item("how", Content.styled(one_line(how, width), "$text-muted italic"), heading=True))
    return items + [item(one, signs, width) for one in lost]


def item(one: Placed, signs: Mapping[str, str], width: int) -> Item:
    """One highlight: label and state, highlighted text, note, tags, each on one line unless under the cursor."""
    highlight = one.highlight
    words = one.words or highlight.target.exact
    tags = " ".join(f"#{tag}" for tag in highlight.all_tags)
    # The filter also finds the state by its name: "orphan", "exact".
    found = [
        words,
        highlight.target.exact,
        highlight.note,
        highlight.label,
        highlight.verdict,
        tags,
        STATES[one.state],
        one.state,
    ]
    return Item(
        key=highlight.id,
        line=_content(one, signs, width, 1),
        spans=(one.span,) if one.span else (),
        search=" ".join(found).casefold(),
        full=partial(_content, one, signs, width, MOST_LINES),
    )


def _content(one: Placed, signs: Mapping[str, str], width: int, most: int) -> Content:
    """The row, with each part in at most `most` lines."""
    highlight, state = one.highlight, STATES[one.state]
    words = one.words or highlight.target.exact
    lost = one.state == "orphan"
    verdict = outcome(highlight.verdict, changed=one.state == "changed", lost=lost)
    verdict_sign = sign_of(highlight.verdict, changed=lost or one.state == "changed")
    sign = signs.get(highlight.label) or (verdict_sign if verdict else DEFAULT_SIGN)
    what = " · ".join(filter(None, (highlight.label, verdict))) or "mark"
    parts: list[Part] = [(f"{sign} ", "bold"), (one_line(what, width - 4 if verdict else width // 2), "$text-muted")]
    if state and one.state != "orphan" and "changed" not in what:
        parts.append((f"  {state}", "$text-warning"))
    if one.state == "changed":
        for change in difference(highlight.target.exact, words, width - 2, lines=most):
            parts += ["\n  ", *change]
    else:
        parts += _lines(words, "", width, most)
    note = _lines(highlight.note, "italic", width, most) if highlight.note else []
    parts += note
    shown = Content.assemble(*note).plain
    # Tags that can be read in the note are not repeated.
    if unseen := " ".join(f"#{tag}" for tag in highlight.all_tags if f"#{tag}" not in shown):
        parts += _lines(unseen, "$text-accent", width, most)
    return Content.assemble(*parts)


def _lines(text: str, style: str, width: int, most: int) -> list[Part]:
    return below(in_lines(text, width - 2, most), style, 2)


def difference(old: str, new: str, width: int, most: int = 3, lines: int = 1) -> list[list[Part]]:
    """Rows for the first `most` changes from `old` to `new`: −removed +added with the words around them, or on separate
    lines if there is no room, each in at most `lines`. Signs distinguish the two without colour. `width` is that of a
    row in cells."""
    from ...text.difference import changed_words

    rows: list[list[Part]] = []
    changes = changed_words(old, new)
    for change in changes[:most]:
        signed: list[tuple[str, str]] = []
        if gone := " ".join(old[slice(*change.old)].split()):
            signed.append((f"−{gone}", "strike $text-error"))
        if come := " ".join(new[slice(*change.new)].split()):
            signed.append((f"+{come}", "underline $text-success"))
        before, after = _words_around(new, change.new)
        words = " ".join(words for words, _ in signed)
        if cells(f"{before}{words}{after}") <= width:
            between = [part for one in signed for part in (" ", one)][1:]
            rows.append([(before, "$text-muted"), *between, (after, "$text-muted")])
        else:
            rows += [[(line, style)] for words, style in signed for line in in_lines(words, width, lines)]
    if len(changes) > most:
        rows.append([(f"… {len(changes) - most} more changes", "$text-muted")])
    return rows or [[(one_line(new, width), "")]]


def _words_around(text: str, span: Span) -> tuple[str, str]:
    """The whole words within `AROUND` code points on each side of a span in its line, with the blanks that separate
    them from it; “…” stands for the rest of the line."""
    before, after = text[: span.start].rpartition("\n")[2], text[span.end :].partition("\n")[0]
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = (after[:AROUND].rpartition(" ")[0] or " ") + "…"
    # At a removed word, only one side has the blank.
    return before + " " * before[-1:].isalnum(), " " * after[:1].isalnum() + after


class NotesList(SidebarList):
    """The reader's highlights and notes."""

    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        return note_items(source.placed, source.label_signs, width=width, attach_key=source.key("mend"))

    def copied(self, source: ListSource, item: Item) -> str:
        for one in source.placed:
            if one.highlight.id == item.key:
                note = one.highlight.note
                return one.highlight.target.exact + (f"\n{note}" if note else "")
        return ""


LIST = NotesList()
