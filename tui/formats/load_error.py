"""The errors of reading an article. Apart from what reads, because screens catch them before anything is read."""

from __future__ import annotations


class LoadError(Exception):
    """There is no article to read; `str()` is the sentence that the user sees."""


class NoArticle(Exception):
    """A format's reader found no article in its input; `str()` is the second half of a sentence about the source."""
