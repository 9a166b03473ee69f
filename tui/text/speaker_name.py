"""The name to show for a speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from .analysis import Analysis, Entity, Quote, Speaker
from .span import Span

_MORE = re.compile(r",|\s(?:who|which|that|whose)\s|\s\(|\s[-–—]\s")

_JOINED = re.compile(r"(?:,|\s|\band\b|&)+$")
"""The words and marks between two people who speak together."""

PRONOUNS = frozenset(
    ("he", "her", "him", "i", "it", "itself", "me", "she", "that", "this", "them", "they", "us", "we", "what")
    + ("which", "who", "whom", "whose", "you")
)
"""Words that mean nobody by themselves. If the analysis found out who is meant, the speaker has a name."""

_BEFORE_NAME = {"according", "per"}
"""First words of the cues that the name follows: "according to Lind"."""

UNNAMED = "nobody named"
"""The name that screens show for a speaker whom the article does not mention."""


def speaker_name(text: str, speaker: Speaker | None, unnamed: str = UNNAMED) -> str:
    """The name of a speaker, or else the words that the text uses (“a senior official”), or else `unnamed`.

    `text` is the text in which the speaker was found. Runs of white space in its words become single spaces.
    """
    if speaker is not None and speaker.name:
        return speaker.name
    if speaker is not None and speaker.mention is not None:
        return " ".join(text[speaker.mention.start : speaker.mention.end].split())
    return unnamed


def short_description(words: str) -> str:
    """A description of a speaker without a relative clause or an addition.

    “the leaflets that told residents where to go” becomes “the leaflets”, “the chair, a retired judge” “the chair”.
    """
    return _MORE.split(words, maxsplit=1)[0] or words


def clear_names(entities: Sequence[Entity]) -> dict[str, str]:
    """For each entity, by id, the shortest form of its name in the article that means no other entity.

    Of a person that is the surname as the article writes it, of others an abbreviation.
    """
    owners: Counter[str] = Counter()
    for entity in entities:
        owners.update({form.casefold() for name in (entity.name, *entity.aliases) for form in (name, _last(name))})
    return {
        entity.id: min(
            (
                form
                for form in (entity.name, *entity.aliases)
                if _stands_for(form, entity) and owners[form.casefold()] < 2
            ),
            key=len,
            default=entity.name,
        )
        for entity in entities
    }


def _last(name: str) -> str:
    return name.rpartition(" ")[2]


def _stands_for(form: str, entity: Entity) -> bool:
    """Whether a form of the name is one that a newspaper would use alone."""
    if entity.label == "PERSON":
        return form == entity.name or entity.name.casefold().endswith(f" {form.casefold()}") and form[:1].isupper()
    return form == entity.name or form.isupper() and form.isalpha()


def speaker_names(text: str, quote: Quote, unnamed: str = UNNAMED) -> str:
    """The names of all speakers of a quote: "Ana Ruiz and Ben Vale"."""
    return joined_names([speaker_name(text, speaker, unnamed) for speaker in (quote.speaker, *quote.also)])


def is_in_doubt(quote: Quote) -> bool:
    """Whether the analysis is unsure who speaks, and the reader has not confirmed it."""
    return quote.unsure and not quote.confirmed


def is_before_name(cue: str) -> bool:
    """Whether a cue is a preposition, which cannot be read without the name after it: "according to"."""
    return cue.casefold().partition(" ")[0] in _BEFORE_NAME


def reporting_words(text: str, quote: Quote) -> str:
    """The cue of a quote, to stand before its words: "denied"; "" if there is none, or if it is only a colon or needs
    the name after it."""
    cue = " ".join(text[quote.cue.start : quote.cue.end].split()) if quote.cue else ""
    return "" if is_before_name(cue) or not any(map(str.isalpha, cue)) else cue


def names_with_doubt(text: str, quote: Quote, unnamed: str = UNNAMED) -> str:
    """`speaker_names`, with "?" after them if the analysis is unsure who speaks: "Ana Ruiz?"."""
    names = speaker_names(text, quote, unnamed)
    return f"{names}?" if names != unnamed and is_in_doubt(quote) else names


def figures_in_doubt(analysis: Analysis) -> set[Span]:
    """The spans of the figures among the words of a statement whose speaker is unsure."""
    starts = [figure.span.start for figure in analysis.figures]
    found: set[Span] = set()
    for quote in filter(is_in_doubt, analysis.statements):
        for part in quote.spans:
            near = analysis.figures[bisect_left(starts, part.start) : bisect_left(starts, part.end)]
            found.update(figure.span for figure in near if part.contains(figure.span))
    return found


def joined_names(names: Sequence[str]) -> str:
    """ "Ruiz, Vale and Lund"; "" without any."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def sources_of(text: str, quote: Quote) -> list[str]:
    """Everybody who speaks the words, each once: by name, or as the text describes them, in brackets: "(an official)".

    A speaker whom the text calls only "he" or "they" is left out.
    """
    found = (speaker.name or _in_brackets(text, speaker) for speaker in quote.speakers)
    return list(dict.fromkeys(filter(None, found)))


def is_name(source: str) -> bool:
    """Whether one of `sources_of` is a name and no description."""
    return not source.startswith("(")


def _in_brackets(text: str, speaker: Speaker) -> str:
    words = _JOINED.sub("", short_description(speaker_name(text, speaker, "")))
    return f"({within_sentence(words, text)})" if words and words.casefold() not in PRONOUNS else ""


def within_sentence(words: str, text: str) -> str:
    """A description as written within a sentence: "Officials" becomes "officials" if the text has that word in small
    letters too; "US officials" and "Israeli courts" stay as they are."""
    small = words[0].lower() + words[1:]
    if small == words:
        return words  # most of them: searching a long text takes a millisecond
    return small if re.search(rf"(?<!\w){re.escape(small.split()[0])}(?!\w)", text) else words


def outlet_name(text: str, quote: Quote) -> str:
    """Who passes on the words of a quote: "the Herald"; "" if nobody does."""
    return speaker_name(text, quote.via, "")


def same_name(name: str, other: str) -> bool:
    """Whether two names may be those of one person or organisation: equal, or the shorter one is the end of the longer
    one ("Lind", "Tora Lind"); "the" makes no difference."""
    a, b = (words.casefold().removeprefix("the ").split() for words in (name, other))
    short, long = sorted((a, b), key=len)
    return bool(short) and long[len(long) - len(short) :] == short
