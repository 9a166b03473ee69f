"""Whether a source has a very short quotation, such as “No.”, as something said: such words also occur by chance."""

from __future__ import annotations

import re

from .content_words import count_content_words
from .printed import Printed
from .transcript import Transcript

FEWEST_WORDS = 4
"""Words of a quotation that another text hardly has by chance, and of a piece of a splice."""
FEWEST_CONTENT_WORDS = 2
"""Words that carry meaning with which a shorter quotation is hardly there by chance either."""
MOST_AROUND = 12
"""Words shown before and after one that is there by chance, at most."""

_AFTER_UTTERANCE = re.compile(r"\s*[,.;:!?…—–)”\"’]")
_WHOLE = re.compile(r"[A-Z].*[.?!,…]", re.DOTALL)


def may_be_by_chance(printed: Printed) -> bool:
    """Whether any source may have the words of a quotation, although nobody says them there as they were quoted."""
    if not 0 < len(printed.words) < FEWEST_WORDS or any(0 < mark.at < len(printed.words) for mark in printed.marks):
        return False
    return count_content_words(_text(printed)) < FEWEST_CONTENT_WORDS


def is_said(printed: Printed, transcript: Transcript, first: int, last: int) -> bool:
    """Whether words `first` up to but not including `last` of a source are said as a very short quotation has them: by
    somebody, and if it is printed as a whole sentence or is a single word without meaning ("no"), as a sentence."""
    text = _text(printed)
    if not _is_spoken(transcript, first, last):
        return False
    is_part = not _WHOLE.fullmatch(text) and (len(printed.words) > 1 or count_content_words(text) > 0)
    return is_part or _is_utterance(transcript, first, last)


def sentence_around(transcript: Transcript, first: int, last: int) -> str:
    """The sentence of a source with these words, on one line, or as much of it as is near."""
    starts = range(first, max(0, first - MOST_AROUND), -1)
    start = next((number for number in starts if transcript.starts_sentence(number)), starts.stop)
    most = min(len(transcript.words), last + MOST_AROUND)
    end = next((number for number in range(last, most) if transcript.starts_sentence(number)), most)
    before = "" if transcript.starts_sentence(start) else "… "
    after = "" if transcript.starts_sentence(end) else " …"
    return f"{before}{' '.join(transcript.said(start, end).split())}{after}"


def _text(printed: Printed) -> str:
    return " ".join(printed.text[span.start : span.end] for span in printed.spans).strip("“”\"'‘’ ")


def _is_spoken(transcript: Transcript, first: int, last: int) -> bool:
    """Whether words are said according to a source, and not told by a reporter who quotes others."""
    is_in_turn = transcript.speaker(first) is not None
    return is_in_turn or not transcript.is_report or transcript.quotes(first, last)


def _is_utterance(transcript: Transcript, first: int, last: int) -> bool:
    """Whether words stand by themselves, as an answer does: “No.”, and “No, I will not.”"""
    text, end = transcript.text, transcript.words[last - 1].end
    begins = transcript.starts_sentence(first) or text[: transcript.words[first].start].rstrip()[-1:] in '“"‘—–:'
    return begins and (transcript.starts_sentence(last) or bool(_AFTER_UTTERANCE.match(text, end)))
