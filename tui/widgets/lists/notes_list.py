"""The list of the reader's highlights and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from textual.content import Content

from ...notes.check import outcome, sign_of
from ...notes.highlight import Placed
from ...text.safe import one_line
from ..article.margin import DEFAULT_SIGN
from .item import Item
from .row_text import MOST_LINES, Part, below, in_lines
from .sidebar_list import ListSource, SidebarList

STATES = {"exact": "", "moved": "moved", "changed": "words changed", "orphan": "not found in this text"}
"""Words for the state of a highlight's anchor; "" if it is unchanged."""

AROUND = 24
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
    parts: list[Part | Content] = [
        (f"{sign} ", "bold"),
        (one_line(what, width - 4 if verdict else width // 2), "$text-muted"),
    ]
    if state and one.state != "orphan" and "changed" not in what:
        parts.append((f"  {state}", "$text-warning"))
    if one.state == "changed":
        for line in difference(highlight.target.exact, words, width - 2, max(2, most)):
            parts += ["\n  ", line]
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


def difference(old: str, new: str, width: int, lines: int) -> list[Content]:
    """The new words with what changed in them, −removed before +added, in at most `lines` lines of `width` cells. The
    signs distinguish the two without colour. Words far from a change are left out."""
    from ...text.difference import changed_words

    old, new = one_line(old), one_line(new)
    changes = changed_words(old, new)
    parts: list[Part] = []
    at = 0
    for number, change in enumerate(changes):
        kept = new[at : change.new.start]
        parts.append((_shortened(kept, begins=number == 0), "$text-muted"))
        gone, come = old[slice(*change.old)].strip(), new[slice(*change.new)]
        at = change.new.end
        if gone:
            parts.append((" " * kept[-1:].isalnum(), ""))
            parts.append((f"−{gone}", "strike $text-error"))
            parts.append((" " if come or new[at : at + 1].isalnum() else "", ""))
        if come:
            parts.append((f"+{come}", "underline $text-success"))
    parts.append((_shortened(new[at:], ends=bool(changes)), "$text-muted"))
    shown = Content.assemble(*parts).wrap(width)
    if len(shown) > lines:
        rest = Content(" ").join(shown[lines - 1 :])
        shown = [*shown[: lines - 1], rest.truncate(width, ellipsis=True)]
    return shown


def _shortened(words: str, *, begins: bool = False, ends: bool = False) -> str:
    """Unchanged words that begin or end a text or stand between two changes, without those that are further from a
    change than `AROUND` code points; “…” stands for them."""
    if len(words) <= (AROUND if begins or ends else 2 * AROUND):
        return words
    head, tail = words[:AROUND].rpartition(" ")[0], words[-AROUND:].partition(" ")[2]
    return f"…{tail}" if begins else f"{head} …" if ends else f"{head} … {tail}"


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
