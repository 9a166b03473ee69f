"""A source of an article: someone whose words it reports, and what it reports of them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..text.analysis import Quote
from ..text.span import Span
from ..text.speaker_name import is_in_doubt

SourceKind = Literal["person", "group", "organisation", "document", "media"]


class Source(NamedTuple):
    """One source with all that the article reports of it."""

    id: str
    """The entity's id, else the description in lower case. Unique in its article."""
    name: str | None
    """The proper name; None for a source that the article does not name."""
    called: str
    """The fullest words that the article uses for it next to its statements: "a senior official"."""
    kind: SourceKind
    role: str | None
    """What the article says the source is, "finance minister"; None if it does not say."""
    quotes: tuple[Quote, ...]
    """Its statements in order of the text, one for each cue."""
    words: int
    """The number of words in its statements."""
    quoted_words: int
    """How many of them are between quotation marks."""
    direct: int
    """How many statements have words between quotation marks."""
    share: float
    """Its part of the words of all sources of the article, 0 to 1. The words of joint speakers count for each."""

    @property
    def title(self) -> str:
        """The name, else the description."""
        return self.name or self.called

    @property
    def first(self) -> int:
        """The offset at which its first statement begins."""
        return self.quotes[0].span.start

    @property
    def spans(self) -> list[Span]:
        """All its words, in order of the text."""
        return sorted(span for quote in self.quotes for span in quote.spans)

    @property
    def unsure(self) -> bool:
        """Whether the program is unsure of the speaker of every statement."""
        return all(map(is_in_doubt, self.quotes))

    @property
    def doubt(self) -> str:
        """The sign after the name of an unsure source: "?", else ""."""
        return "?" if self.unsure else ""

    @property
    def possible(self) -> bool:
        """Whether every statement is an unsure one in indirect speech, so that perhaps nobody said anything. Words in
        quotation marks are somebody's."""
        return self.unsure and all(quote.kind == "indirect" for quote in self.quotes)


JOINT = "The words of a statement by several sources count for each of them, and as often in the total."


class Sources(NamedTuple):
    """The sources of one article, each list in order of the text."""

    sources: tuple[Source, ...]
    possible: tuple[Source, ...]
    """Those that are only possibly sources. Their words count only for their own share."""
    without_speaker: int
    """Statements for which the article names nobody."""

    @property
    def remark(self) -> str:
        """How statements by several sources are counted, for the reader; "" if there are none."""
        spans = [quote.span for source in self.sources for quote in source.quotes]
        return JOINT if len(set(spans)) < len(spans) else ""

    @property
    def left_out(self) -> int:
        """How many statements are counted for no source: those of possible sources and of nobody named."""
        return self.without_speaker + sum(len(source.quotes) for source in self.possible)
