"""The errors of reading an article, in a module of their own because screens that catch them need none of the
readers."""

from __future__ import annotations


class LoadError(Exception):
    """An article cannot be read; `str()` is the sentence that the user sees."""


class NoArticle(Exception):
    """A format's reader found no article in its input; `str()` is the second half of a sentence about the source."""
