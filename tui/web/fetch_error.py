"""The error for an address that could not be fetched."""

from __future__ import annotations

from ..formats.load_error import LoadError


class FetchError(LoadError):
    """The page could not be fetched; `str()` is the sentence that the user sees."""
