"""Who states the figures of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from msgspec.structs import replace

from .analysis import Analysis, Quote
from .span import Span

_PRONOUNS = frozenset(("i", "we", "you", "they", "he", "she", "it", "who", "one", "some", "many", "others"))


class FigureSpeakers:
    """The speaker of each part of the text."""

    def __init__(self, text: str, quotes: Iterable[Quote]) -> None:
        said = (quote for quote in quotes if not quote.attitude)
        self.parts = [(part, _speaker_text(text, quote)) for quote in said for part in quote.spans]
        self.parts.sort(key=lambda part: part[0])
        self.starts = [span.start for span, _ in self.parts]

    def of(self, span: Span) -> str | None:
        """The speaker of the figure at `span`; None if it is the article's own figure."""
        at = bisect_right(self.starts, span.start)
        for part, speaker in reversed(self.parts[max(0, at - 3) : at]):
            if part.contains(span):
                return speaker
        return None


def _speaker_text(text: str, quote: Quote) -> str | None:
    speaker = quote.speaker
    if speaker is None:
        return None
    if speaker.name or speaker.mention is None:
        return speaker.name
    words = " ".join(text[speaker.mention.start : speaker.mention.end].split())
    return None if words.lower() in _PRONOUNS else words


def with_figure_speakers(analysis: Analysis, before: Iterable[Quote], text: str) -> Analysis:
    """The analysis of an article with this text, whose quotes have been corrected, with the speakers of the figures in
    them. `before` are its quotes as they were."""
    changed = [part for quote in set(before) ^ set(analysis.quotes) for part in quote.spans]
    if not changed:
        return analysis
    speakers = FigureSpeakers(text, analysis.quotes)
    figures = tuple(
        replace(figure, speaker=speakers.of(figure.span))
        if any(part.contains(figure.span) for part in changed)
        else figure
        for figure in analysis.figures
    )
    return replace(analysis, figures=figures)
