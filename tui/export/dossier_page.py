"""A dossier as a page to hand in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from ..evidence.dossier import Dossier
from .html_page import render_page, safe_link
from .report_gathering import day_in_words


def dossier_page(dossier: Dossier, now: datetime | None = None) -> str:
    """The dossier as one HTML page."""
    said = dossier.by_speaker() if dossier.kind == "topic" else []
    dates = [article.date[:10] for article in dossier.articles if article.date]
    return render_page(
        "dossier.html.j2",
        dossier=dossier,
        made=day_in_words(now or datetime.now(UTC)),
        time=_bars(dossier.by_time()),
        outlets=_bars(dossier.by_outlet()),
        speakers=_bars([(one.shown, one.statements) for one in said]),
        since=" to ".join(sorted({min(dates), max(dates)})) if dates else "",
        links={article.path: safe_link(article.path) for article in dossier.articles},
    )


def _bars(rows: Sequence[tuple[str, int]]) -> list[tuple[str, int, float]]:
    """Each name and number with the length of its bar, in percent of the longest."""
    most = max((count for _, count in rows), default=0)
    return [(name, count, round(100 * count / most, 1) if most else 0.0) for name, count in rows]
