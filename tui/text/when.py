"""A time in words for the reader."""

from __future__ import annotations

from datetime import UTC, datetime


def when(utc: str, now: datetime | None = None) -> str:
    """A time for the reader, in the local time zone: "today 20:12", "yesterday", "Monday", "14 Nov", "14 Nov 2023"."""
    try:
        moment = datetime.fromisoformat(utc.replace("Z", "+00:00")).astimezone()
    except ValueError:
        return ""
    today = (now or datetime.now(UTC)).astimezone()
    days = (today.date() - moment.date()).days
    if days == 0:
        return f"today {moment:%H:%M}"
    if days == 1:
        return "yesterday"
    if 0 < days < 7:
        return f"{moment:%A}"
    if moment.year == today.year:
        return f"{moment.day} {moment:%b}"
    return f"{moment.day} {moment:%b %Y}"
