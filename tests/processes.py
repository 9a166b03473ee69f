"""Information about other processes."""

from __future__ import annotations

from pathlib import Path


def state(process: int) -> str:
    """The state letter that Linux gives a process: "T" if it is stopped, "" if it has ended, even if its
    parent has not collected its status yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0].replace("Z", "")
    except OSError:
        return ""
