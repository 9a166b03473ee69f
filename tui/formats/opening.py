"""What opening an article comes to: its first screens and a way to the rest, or a sentence on why there is none.

Apart from `files`, which reads: the screen asks for these names before its first frame, and for no more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..text.article import Article
    from .loaded import Loaded


class LoadError(Exception):
    """Why there is no article to read; `str()` is the sentence for the reader."""


class Opening(NamedTuple):
    """A file that is being opened: enough of it for the first screens, and a way to the rest."""

    head: Article
    """The start of the article; all of it where `complete`. Its text is the start of the whole text, its blocks and
    inlines are the first ones of the whole, and headline, byline and date are the same. (The one exception: a Markdown
    link that is defined inside a code block further down, which is taken for a link here and not in the whole.)"""
    complete: bool
    rest: Callable[[], Article]
    """Gives the whole article; call it once, in a thread. Raises LoadError. A million words take some 0.1 s as plain
    text and 1 s as Markdown."""
    page: Loaded | None = None
    """The same with the web page that it was taken out of, where that is in no file."""
