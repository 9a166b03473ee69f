"""What people are called only by somebody whose words the article reports."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec.structs import replace

from ...text.analysis import Entity, Quote, Role
from ...text.span import join_touching, span_around
from .name_words import TITLES

_TO_NAME = re.compile(r",? ")
_FROM_NAME = re.compile(r",? (?:(?:the|a|an|his|her|its|their) )?$")
"""What stands between a name and an office next to it: "Mayor Lund", "the mayor, Ida Lund", "Ida Lund, the mayor"."""


def without_reported_roles(entities: Iterable[Entity], quotes: Sequence[Quote], text: str) -> Iterator[Entity]:
    """The entities without what is said of them in the `quotes` of the article: "Vale said that Lund was a cheat", like
    words inside quotation marks, is no description by the article itself.

    An office next to a name ("said that the mayor, Ida Lund, …") is the article's own way of saying who somebody is.
    """
    said = join_touching([span for quote in quotes for span in quote.spans], text)
    for entity in entities:
        edges = {edge for span in entity.spans for edge in span} if entity.roles else set()
        roles = (role for role in entity.roles if not span_around(role.span, said) or _is_office(role, edges, text))
        yield replace(entity, roles=tuple(roles))


def _is_office(role: Role, edges: Collection[int], text: str) -> bool:
    """Whether a role is an office next to a name. `edges` are the code points where the names begin and end."""
    if not any(word in TITLES for word in role.text.lower().split()):
        return False
    to_name = _TO_NAME.match(text, role.span.end)
    window = max(0, role.span.start - 8)
    from_name = _FROM_NAME.search(text[window : role.span.start])
    return bool(to_name and to_name.end() in edges or from_name and window + from_name.start() in edges)
