"""Textual, imported for the first words of an article and no more.

To import it takes four fifths of the time until an empty program shows its first letter. A seventh of that goes for
two things that nobody has asked for yet: the command palette with a dozen widgets it is made of, and ssl for asyncio's
own connections. Both are left out here by what Python documents of `sys.modules`, and nothing of Textual is changed:

- `textual.app` and `textual.theme` take names from `textual.command` for their own palette and list of themes. They
  get names that do nothing; `NewsReader` opens both by itself (`screens/palette.py`), from the real module, which is
  imported then.
- asyncio works without ssl as in a Python that was built without it. The reader's pages are fetched by httpx, whose
  TLS does not go through asyncio.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

PALETTE = "textual.command"
PALETTE_NAMES = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")
"""What `textual.app` and `textual.theme` of Textual 8.2 take from it."""


def import_textual() -> None:
    """Import `textual.app` so; where it is imported already, nothing is done."""
    if "textual.app" in sys.modules:
        return
    with _instead("ssl", None):
        import_module("asyncio")
    if PALETTE not in sys.modules:
        try:
            with _instead(PALETTE, _stand_in()):
                import_module("textual.app")
        except ImportError:
            # A Textual that takes more names: with the real ones, then.
            import_module("textual.app")


def _stand_in() -> ModuleType:
    module = ModuleType(PALETTE, "Names for the import of textual.app; see tui.start.")
    for name in PALETTE_NAMES:
        setattr(module, name, type(name, (), {}))
    return module


@contextmanager
def _instead(name: str, module: ModuleType | None) -> Iterator[None]:
    """What an import of that name finds meanwhile; None makes it fail, as where there is no such module."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = module  # type: ignore[assignment]  # None is documented: the import raises ImportError
    try:
        yield
    finally:
        del sys.modules[name]
