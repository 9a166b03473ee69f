"""Who said the words of a mark, which may hold a part of a quotation, or a sentence with its attribution."""

from __future__ import annotations

from collections.abc import Iterable

from ..text.analysis import Analysis
from ..text.article import Article
from ..text.span import Span
from ..text.speaker_name import names_with_doubt
from .highlight import Placed

MOSTLY = 0.75
"""The least share of a highlight that is reported speech with its attribution, for it to have a speaker: what comes
before "arguing that …" is the reporter's own."""


def speaker_of(article: Article, analysis: Analysis | None, span: Span | None) -> str | None:
    """Who said the words of a span, with a question mark if unsure; None if nobody is known.

    That is the speaker of more than half of them in quotation marks, the only speaker in a sentence of which at least a
    quarter is in quotation marks, or the speaker of reported speech that is most of them.
    """
    if analysis is None or span is None:
        return None
    quoted: dict[str, int] = {}
    reported: dict[str, int] = {}
    attributed = ""
    for quote in analysis.quotes:
        if not (quote.is_said and quote.span.overlaps(span)):
            continue
        said = _length_within(span, quote.spans)
        if not said:
            continue
        name = names_with_doubt(article.text, quote, "")
        if quote.kind == "indirect":
            mentions = [speaker.mention for speaker in quote.speakers if speaker.mention]
            said += _length_within(span, [*mentions, *([quote.cue] if quote.cue else [])])
            reported[name] = reported.get(name, 0) + said
        else:
            quoted[name] = quoted.get(name, 0) + said
            if quote.cue and span.contains(quote.cue):
                attributed = name
    name = max(quoted, key=lambda one: quoted[one], default="")
    alone = list(quoted) == [name] and attributed == name and quoted[name] * 4 >= span.length
    if quoted.get(name, 0) * 2 > span.length or alone:
        return name or None
    both = {one: quoted.get(one, 0) + reported.get(one, 0) for one in {**quoted, **reported}}
    name = max(both, key=lambda one: both[one], default="")
    return name or None if both.get(name, 0) >= MOSTLY * span.length else None


def _length_within(span: Span, parts: Iterable[Span]) -> int:
    """How many code points of the span these parts cover."""
    return sum(part.length for part in (one.clip(span) for one in parts) if part)


def speaker_of_placed(article: Article, analysis: Analysis | None, placed: Placed) -> str | None:
    """Who said the words of a highlight. If the article no longer has them, has not been analysed, or is found to quote
    less of them than it was when they got their verdict, that is known only from the verdict."""
    is_known = analysis is not None and placed.state in ("exact", "moved") and not _was_longer(analysis, placed)
    before = "" if is_known else placed.highlight.checked_as.speaker
    return speaker_of(article, analysis, placed.span) or before or None


def _was_longer(analysis: Analysis, placed: Placed) -> bool:
    """Whether a highlight has the verdict on a quotation of which the analysis now finds only a part."""
    if placed.span is None or placed.highlight.checked_as.kind != "quotation":
        return False
    found = [quote.span for quote in analysis.quotes if quote.is_said]
    return placed.span not in found and any(placed.span.contains(span) for span in found)
