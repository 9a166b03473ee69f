"""What other processes do."""

from __future__ import annotations

from pathlib import Path


def state(process: int) -> str:
    """The letter that Linux has for what a process does: "T" for one that stands still, "" for one that is gone or
    waits only for somebody to take note of it."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0].replace("Z", "")
    except OSError:
        return ""
