"""The articles of a folder, or those named on the command line."""

from __future__ import annotations

from .library import LibraryScreen


class FolderScreen(LibraryScreen):
    """Articles to choose from, given by their paths. The library can be opened over it."""

    @property
    def place(self) -> str:
        """Where the reader is, for the help."""
        return "folder"
