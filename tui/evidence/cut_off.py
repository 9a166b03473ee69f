"""What a quotation that is printed as a whole sentence leaves out of the sentence that was said: “Perhaps …”, “… if the
council agrees”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .verification import Place

NEAR = 6
"""Words next to the quotation among which one must be that limits what was said."""
MOST_WORDS = 25
"""The largest number of words before or after the quotation in one sentence."""

_DOUBT = (
    "perhaps maybe possibly probably presumably supposedly allegedly apparently unsure doubt guess suppose think"
    " believe hope wonder if unless"
)
_BEFORE = frozenset(f"{_DOUBT} not n't never no almost nearly hardly some few most half many several".split())
_AFTER = frozenset(f"{_DOUBT} but although though except until provided".split())
_UNSURE = re.compile(r"\b(?:not|n't) (?:know|sure|certain)\b")


def cut_off(words: str, place: Place) -> Iterator[str]:
    """Remarks, in sentences, on a quotation with these printed words and its place in the source."""
    transcript, first, last = place.transcript, place.first, place.last
    if words[:1].isupper():
        starts = range(first, max(-1, first - MOST_WORDS - 1), -1)
        start = next((number for number in starts if transcript.starts_sentence(number)), first)
        written = transcript.text[transcript.words[start].start].isupper()  # captions may be without full stops
        if written and not _BEFORE.isdisjoint(transcript.forms[max(start, first - NEAR) : first]):
            yield f"In the source the sentence begins: “{_one_line(transcript.said(start, first))}”."
    if re.search(r"[.,!?]$", words):
        ends = range(last, last + MOST_WORDS + 1)
        end = next((number for number in ends if transcript.starts_sentence(number)), last)
        rest = transcript.forms[last : min(end, last + NEAR)]
        if not _AFTER.isdisjoint(rest) or _UNSURE.search(" ".join(rest)):
            yield f"In the source the sentence goes on: “{_one_line(transcript.said(last, end))}”."


def _one_line(words: str) -> str:
    return " ".join(words.split())
