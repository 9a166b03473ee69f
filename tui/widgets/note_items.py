"""The rows of the reader's own highlights and notes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ..notes.highlight import Placed
from ..text.safe import one_line
from .item_list import Item

STATES = {"exact": "", "moved": "moved", "changed": "words changed", "orphan": "not found in this text"}
"""What is said of a highlight's place; nothing where all is as it was."""


def note_items(placed: Sequence[Placed], signs: dict[str, str], *, width: int = 34) -> list[Item]:
    """The highlights in the order of the text, and after them those that found no place in it.

    `signs` has the mark of each label.
    """
    inside = sorted((one for one in placed if one.span is not None), key=lambda one: one.span or (0, 0))
    lost = [one for one in placed if one.span is None]
    return [item(one, signs, width) for one in (*inside, *lost)]


def item(one: Placed, signs: dict[str, str], width: int) -> Item:
    """One highlight: label and state, the words, the note, the tags."""
    highlight = one.highlight
    words = one.words or highlight.target.exact
    tags = " ".join(f"#{tag}" for tag in highlight.all_tags)
    state = STATES[one.state]
    parts: list[tuple[str, str] | str] = [
        (signs.get(highlight.label, "▍") + " ", "bold"),
        (one_line(highlight.label or "mark", width // 2), "$text-muted"),
    ]
    if state:
        parts.append((f"  {state}", "$text-warning"))
    parts += ["\n  ", (one_line(words, width - 2), "")]
    if highlight.note:
        parts += ["\n  ", (one_line(highlight.note, width - 2), "italic")]
    if tags:
        parts += ["\n  ", (one_line(tags, width - 2), "$text-accent")]
    return Item(
        key=highlight.id,
        line=Content.assemble(*parts),
        spans=(one.span,) if one.span else (),
        search=" ".join([words, highlight.note, highlight.label, tags, state]).casefold(),
    )
