"""Quotations that stand alone as a heading or a pull quote: “A lifeline, not a luxury”.

A heading repeats words from the text below or above it, so their speaker is who says them there, and not whoever
speaks in the paragraph before. If nobody does, the speaker is unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ...text.analysis import Quote
from ..tokens import Tokens

FEWEST = 2
"""Words that a heading must share with a quotation for both to be the same."""
_ENDS = re.compile(r"[.!?…,;:—–-]\W*$")
"""The end of a sentence, or of a part of one: running text, and no heading."""
_WORD = re.compile(r"\w+")


def with_headings(tokens: Tokens, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes, with those in headings by who says the words elsewhere."""
    headings = [quote for quote in quotes if _is_heading(tokens, quote)]
    if not headings:
        return list(quotes)
    said = [quote for quote in quotes if quote not in headings and quote.kind != "indirect" and quote.speaker]
    return [_repeated(tokens, quote, said) if quote in headings else quote for quote in quotes]


def _is_heading(tokens: Tokens, quote: Quote) -> bool:
    """Whether a quotation is a whole paragraph that ends without a mark, and neither introduced nor signed."""
    mention = quote.speaker.mention if quote.speaker else None
    if quote.kind != "direct" or len(quote.spans) != 1 or (mention is not None and mention.start > quote.span.end):
        return False
    first, _ = tokens.range_of(*quote.span)
    begin, end = tokens.paragraphs[tokens.paragraph_of[min(first, tokens.count - 1)]]
    around = tokens.text[tokens.starts[begin] : tokens.ends[end - 1]].strip()
    start = tokens.starts[begin]
    is_introduced = tokens.text[max(0, start - 9) : start].rstrip().endswith(":")
    return around == tokens.text[quote.span.start : quote.span.end] and not is_introduced and not _ENDS.search(around)


def _repeated(tokens: Tokens, heading: Quote, said: Sequence[Quote]) -> Quote:
    words = " ".join(_words(tokens, heading))
    same = [quote for quote in said if f" {words} " in f" {' '.join(_words(tokens, quote))} "]
    if len(words.split()) < FEWEST or not same:
        if heading.speaker is None:
            return heading
        near = "a heading does not say whose words it quotes, and this speaker is named near it"
        return replace(heading, cue=None, addressee=None, reason=near, unsure=True)
    first = same[0]
    is_sure = not first.unsure and len({quote.speaker and quote.speaker.name for quote in same}) == 1
    return replace(
        heading,
        cue=None,
        speaker=first.speaker,
        also=first.also,
        addressee=None,
        reason="the heading repeats words that this speaker says in the text",
        unsure=not is_sure,
    )


def _words(tokens: Tokens, quote: Quote) -> Iterator[str]:
    for span in quote.spans:
        yield from _WORD.findall(tokens.text[span.start : span.end].lower())
