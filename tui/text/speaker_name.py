"""The name to show for a speaker."""

from __future__ import annotations

from .analysis import Speaker

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
