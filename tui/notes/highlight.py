"""A highlight: words of an article that the reader marked, with or without a note.

Its target has two selectors, as in the W3C's Web Annotation model: a position (code points of the text it was made on)
and a quote (its words and some of those around them). The digest identifies that text.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..text.span import Span
from .check import CheckedAs, Evidence, Verdict
from .tag import hashtags

CONTEXT = 32
"""Code points of context on each side of the words; the same as in Hypothesis, so that it can use our exports."""

State = Literal["exact", "moved", "changed", "orphan"]
"""The state of a highlight in the current text. Exact: the same words at the same place. Moved: the same words
elsewhere. Changed: other words at a known place. Orphan: not found, and never deleted."""


class Target(NamedTuple):
    """The words that were marked, described so that they can be found again."""

    source: str
    """Path (absolute) or address of the article."""
    digest: str
    """`Article.digest` of the text it was made on; "" if that is unknown (an import)."""
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
    """One highlight of the reader, as it is stored."""

    id: str
    """A random UUID, or the address an imported annotation came with."""
    target: Target
    label: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    """The tags entered as such; the `#tags` in the note are in `all_tags` only."""
    created: str = ""
    """UTC, ISO 8601 with a final Z. Never after `modified`."""
    modified: str = ""
    deleted: str | None = None
    """When it was moved to the trash (UTC); None while it is in use."""
    verdict: Verdict = ""
    """What checking it has shown; "" unless it is on the check list."""
    evidence: tuple[Evidence, ...] = ()
    checked_as: CheckedAs = CheckedAs()
    """What the check list said of it when it got its verdict."""

    @property
    def all_tags(self) -> tuple[str, ...]:
        """The tags entered as such and the `#tags` in the note, each once."""
        return tuple(dict.fromkeys((*self.tags, *hashtags(self.note))))


class Placed(NamedTuple):
    """A highlight and its place in one text."""

    highlight: Highlight
    state: State
    span: Span | None
    """Its code points in that text; None for an orphan."""
    words: str = ""
    """The words there now; they differ from `highlight.target.exact` if the state is "changed"."""


def describe(text: str, span: Span, *, source: str = "", digest: str = "", context: int = CONTEXT) -> Target:
    """The target that describes `span` of `text` by position and by quote, without white space at its ends.

    Raises ValueError for a span of white space only, or one outside the text.
    """
    start, end = max(0, span.start), min(len(text), span.end)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise ValueError("there are no words in that span")
    return Target(
        source, digest, start, end, text[start:end], text[max(0, start - context) : start], text[end : end + context]
    )
