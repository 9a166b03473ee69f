"""The article's items for the palette: topics, speakers, names, headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from ...export.plain_lines import passages
from ...library.session import Session
from ...text.analysis import Entity
from ...text.entity_kinds import KINDS
from ...text.span import Span

if TYPE_CHECKING:
    from ..dialogs.palette import PaletteItem


def palette_items(
    session: Session,
    *,
    toggle_topic: Callable[[int], None],
    show_entity: Callable[[Entity], None],
    jump: Callable[[Span], None],
) -> Iterator[PaletteItem]:
    """Every topic in the bar, name and heading, in the order to show them, with the function to call when it is
    chosen."""
    from ..dialogs.palette import TOPIC, PaletteItem  # the palette's widgets take 30 ms to import

    for number, topic in enumerate(session.topics, start=1):
        found = session.passages(topic.name)
        count = f", {passages(len(found.passages))}" if found else ""
        state = ("on" if topic.name in session.active_topics else "off") + count
        yield PaletteItem(TOPIC, topic.name, partial(toggle_topic, number), state)
    analysis = session.analysis
    speakers = {speaker.entity for quote in analysis.quotes for speaker in quote.speakers} if analysis else set()
    for entity in analysis.entities if analysis else ():
        kind = "Speaker" if entity.id in speakers else KINDS.get(entity.label, "Other").removesuffix("s")
        count = "1 mention" if len(entity.mentions) == 1 else f"{len(entity.mentions)} mentions"
        yield PaletteItem(kind, entity.name, partial(show_entity, entity), count)
    for block in session.article.blocks:
        if block.kind in ("headline", "heading"):
            yield PaletteItem("Heading", session.article.words(block.span), partial(jump, block.span))
