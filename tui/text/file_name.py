"""A title as the name of a file."""

from __future__ import annotations

import re

from .safe import clean

MOST = 100
"""Code points; with a suffix this fits every file system."""


def file_name(title: str) -> str:
    """The title without what Windows, Linux and Obsidian do not allow in a name; "untitled" if nothing is left."""
    name = re.sub(r'[\s/\\:*?"<>|#^\[\]]+', " ", clean(title)).strip(" .")
    return name[:MOST].rstrip(" .") or "untitled"
