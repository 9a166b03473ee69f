"""Who conducted the poll that an article reports."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ..text.analysis import Entity
from ..text.span import Span

_POLL = r"(?:poll|survey)s?\b"
_DONE = r"(?:carried out|commissioned|conducted|done|led|organi[sz]ed|published|released|run|taken)"
_BY = re.compile(
    rf"\b{_POLL}(?:,?\s+(?:\w+\s+){{0,2}}{_DONE}[^.;:“”\"\n]{{0,40}}?)?\s+(?:by|from)\s+(?:the\s+)?(?=[A-Z])"
)
"""Before the name of who conducted it: "the survey, conducted last week by the "."""
_OF = re.compile(rf"\s+(?:\w+\s+)?{_POLL}")
"""After the name: "a Marlow poll", "the Marlow tracking poll"."""


def pollster(text: str, mentions: Sequence[tuple[Span, Entity]]) -> Entity | None:
    """The organisation that conducted the polls of an article, if it is the only one that the article names for a poll.
    `mentions` are all mentions of entities, in order of the text."""
    starts = [span.start for span, _ in mentions]
    found: dict[str, Entity] = {}
    for match in _BY.finditer(text):
        at = bisect_left(starts, match.end())
        if at < len(mentions) and starts[at] == match.end() and mentions[at][1].label == "ORG":
            found[mentions[at][1].id] = mentions[at][1]
    for span, entity in mentions:
        if entity.label == "ORG" and _OF.match(text, span.end):
            found[entity.id] = entity
    full = [one for one in found.values() if not any(_is_short_for(one, other) for other in found.values())]
    return full[0] if len(full) == 1 else None


def _is_short_for(one: Entity, other: Entity) -> bool:
    """Whether the name of one consists of the initials of the other: "MPI" for "Marlow Policy Institute"."""
    return one.name == "".join(word[0] for word in other.name.split() if word[0].isupper())
