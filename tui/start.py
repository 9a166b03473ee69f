"""Textual, imported for the first words of an article and no more.

To import it takes four fifths of the time until an empty program shows its first letter. A seventh of that goes for
two things that nobody has asked for yet: the command palette with a dozen widgets it is made of, and ssl for asyncio's
own connections. Both are left out here by what Python documents of `sys.modules`, and no code of Textual is changed:

- `textual.app` and `textual.theme` take names from `textual.command` for their own palette and list of themes. They
  get names that do nothing; `NewsReader` opens both by itself (`screens/palette.py`), from the real module, which is
  imported then.
- asyncio works without ssl as in a Python that was built without it. The reader's pages are fetched by httpx, whose
  TLS does not go through asyncio.

One thing is changed: `_forget_widgets`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib import import_module
from types import ModuleType

FRAMES = "120"
"""Frames a second. Of Textual's own sixty, one that follows another closely, as what is found follows the words, is
seen up to 17 ms late."""
PALETTE = "textual.command"
PALETTE_NAMES = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")
"""What `textual.app` and `textual.theme` of Textual 8.2 take from it."""


def import_textual() -> None:
    """Import `textual.app` so; where it is imported already, it is only told to keep no widget that is gone."""
    if "textual.app" not in sys.modules:
        with _told("TEXTUAL_FPS", FRAMES):
            _import_app()
    with suppress(ImportError, AttributeError):  # a Textual that has no such cache
        _forget_widgets()


def _import_app() -> None:
    with _instead("ssl", None):
        import_module("asyncio")
    if PALETTE not in sys.modules:
        try:
            with _instead(PALETTE, _stand_in()):
                import_module("textual.app")
        except ImportError:
            # A Textual that takes more names: with the real ones, then.
            import_module("textual.app")


def _forget_widgets() -> None:
    """Let Textual keep no widget that is gone.

    It remembers the two grounds of the last 1,024 widgets under what each of them has drawn, so that all of that
    stays. Every sentence that is told is a widget: in an hour of reading they take megabytes. The colours depend on
    nothing but the two they are made of, so they are remembered under those alone.
    """
    cache = import_module("textual._styles_cache").StylesCache
    made = cache.get_inner_outer.__wrapped__
    remembered = lru_cache(1024)(lambda base, ground: made(cache, base, ground))
    cache.get_inner_outer = lambda _, base, ground: remembered(base, ground)


@contextmanager
def _told(name: str, value: str) -> Iterator[None]:
    """An environment variable meanwhile, where it has not been set: what is started from here is to have its own."""
    if name in os.environ:
        yield
        return
    os.environ[name] = value
    try:
        yield
    finally:
        del os.environ[name]


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
