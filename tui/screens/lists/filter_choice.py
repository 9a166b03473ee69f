"""The box that asks for the name or the topic to which the library is to be limited."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...store.errors import StoreError
from ..dialogs.choose import OWN, ChooseScreen
from .name_choice import NONE_YET, most_named, people_items, topic_items

if TYPE_CHECKING:
    from ...config.settings import Settings
    from ...library.name_index import NameRow
    from ...store.database import Store

QUESTIONS = {
    "person": ("Show only articles with which name?", "  Name: "),
    "topic": ("Show only articles about which topic?", ""),
}
"""By the field of `LibraryQuery` that the answer changes: the question, and what is put before another answer."""


async def filter_choice(
    store: Store, settings: Settings, what: str
) -> tuple[ChooseScreen | str, Callable[[str], dict[str, Any]]]:
    """The box to choose from, or why there is none; and a function that makes the changes to `LibraryQuery` from the
    key that the box returns."""
    people: list[NameRow] = []

    def changes(key: str) -> dict[str, Any]:
        row = next((row for row in people if row.name == key), None)
        return {"person": row.name, "sources": row.sources} if row else {what: key.removeprefix(OWN)}

    try:
        if what == "person":
            people = await asyncio.to_thread(most_named, store)
            items = people_items(people)
        else:
            items = await asyncio.to_thread(topic_items, store, settings)
    except StoreError as error:
        return str(error), changes
    question, own = QUESTIONS[what]
    return ChooseScreen(question, items, own=own) if items else NONE_YET, changes
