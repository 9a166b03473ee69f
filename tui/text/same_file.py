"""Whether two names stand for one file, so that a file is not written over what it was made from."""

from __future__ import annotations

import os
from pathlib import Path


def is_same_file(one: str | Path, other: str | Path | int) -> bool:
    """Whether both are the same existing file, also through links; a number is an open file. False for a name that no
    file has, such as an address."""
    try:
        return os.path.samestat(os.stat(one), os.stat(other))
    except (OSError, ValueError):
        return False
