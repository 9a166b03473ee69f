"""The current key of an action, for sentences in widgets."""

from __future__ import annotations

from textual.widget import Widget

from ..actions.key_names import shown
from ..actions.table import BY_ID


def key_of(widget: Widget, id: str) -> str:
    """The first key of an action under the reader's settings; empty if it has none."""
    keys = getattr(widget.app, "keys", None)
    return shown((keys[id] if keys is not None else BY_ID[id].keys)[:1])
