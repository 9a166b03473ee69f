"""A highlight: a stretch of an article that a reader marked, with or without a note.

It says where it is in two ways, as the W3C's Web Annotation model has it: by position (code points of
the text it was made on) and by quote (its words and some of those around it). The digest names that text.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..text.span import Span
from .tag import hashtags

CONTEXT = 32
"""Code points kept on each side of the words, as Hypothesis keeps them, so that exports are of use there."""

State = Literal["exact", "moved", "changed", "orphan"]
"""Where a highlight stands in the article as it is now. Exact: the same words at the same place. Moved: the same
words elsewhere. Changed: its place is known and its words are others. Orphan: not found, and never dropped."""


class Target(NamedTuple):
    """What was marked, told in a way that can be found again."""

    source: str
    """Path (absolute) or address of the article."""
    digest: str
    """`Article.digest` of the text it was made on; "" where that is not known (an import)."""
    start: int
    end: int
    exact: str
    """The words."""
    prefix: str = ""
    suffix: str = ""

    @property
    def span(self) -> Span:
        """Its place in the text it was made on."""
        return Span(self.start, self.end)


class Highlight(NamedTuple):
    """One mark of the reader's, as it is kept."""

    id: str
    """A random UUID, or the address an imported annotation came with."""
    target: Target
    label: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    """The tags given by themselves; those in the note are in `all_tags` only."""
    created: str = ""
    """UTC, ISO 8601 with a final Z. Never after `modified`."""
    modified: str = ""
    deleted: str | None = None
    """When it went to the trash; None while it is in use."""

    @property
    def all_tags(self) -> tuple[str, ...]:
        """The tags given by themselves and the `#tags` of the note, each once."""
        return tuple(dict.fromkeys((*self.tags, *hashtags(self.note))))


class Placed(NamedTuple):
    """A highlight, and where it stands in one text."""

    highlight: Highlight
    state: State
    span: Span | None
    """Its code points in that text; None for an orphan."""
    words: str = ""
    """What stands there now; differs from `highlight.target.exact` where the state is "changed"."""


def describe(text: str, span: Span, *, source: str = "", digest: str = "", context: int = CONTEXT) -> Target:
    """The target that names `span` of `text` by position and by quote.

    Blanks at the ends of the span are left out; a span of blanks only, or one outside the text, is a ValueError.
    """
    start, end = max(0, span.start), min(len(text), span.end)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise ValueError("there are no words in that stretch")
    return Target(
        source, digest, start, end, text[start:end], text[max(0, start - context) : start], text[end : end + context]
    )
