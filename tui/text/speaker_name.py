"""The name to show for a speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .analysis import Entity, Quote, Speaker

_MORE = re.compile(r", | (?:who|that|which|whose) ")

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
    """A description of a speaker without what follows its noun: “the leaflets that told residents where to go” becomes
    “the leaflets”, “the chair, a retired judge” becomes “the chair”."""
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
    names = [speaker_name(text, speaker, unnamed) for speaker in (quote.speaker, *quote.also)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def outlet_name(text: str, quote: Quote) -> str:
    """Who passes on the words of a quote: "the Herald"; "" if nobody does."""
    return speaker_name(text, quote.via, "")
