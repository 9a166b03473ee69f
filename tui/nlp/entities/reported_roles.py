"""What people are called only by somebody whose words the article reports."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec.structs import replace

from ...text.analysis import Entity, Quote, Role
from ...text.span import join_touching, span_around
from .name_words import TITLES

_COMMA_BEFORE = re.compile(r", (?:(?:the|a|an|his|her|its|their) )?$")
"""What stands between a name and an office after it: "Ida Lund, the mayor"."""


def without_reported_roles(entities: Iterable[Entity], quotes: Sequence[Quote], text: str) -> Iterator[Entity]:
    """The entities without what is said of them in the `quotes` of the article: "Vale said that Lund was a cheat", like
    words inside quotation marks, is no description by the article itself.

    A noun right before a name ("said that lawyer Ida Lund") and an office set off by a comma ("the mayor, Ida Lund")
    are the article's own way of saying who somebody is.
    """
    said = join_touching([span for quote in quotes for span in quote.spans], text)
    for entity in entities:
        edges = {edge for span in entity.spans for edge in span} if entity.roles else set()
        roles = (role for role in entity.roles if not span_around(role.span, said) or _introduces(role, edges, text))
        yield replace(entity, roles=tuple(roles))


def _introduces(role: Role, edges: Collection[int], text: str) -> bool:
    """Whether a role says who somebody is. `edges` are the code points where the names of that person begin and end."""
    start, end = role.span
    if text.startswith(" ", end) and end + 1 in edges:
        return True
    if not any(word in TITLES for word in role.text.lower().split()):
        return False
    comma = _COMMA_BEFORE.search(text, max(0, start - 8), start)
    return text.startswith(", ", end) and end + 2 in edges or comma is not None and comma.start() in edges
