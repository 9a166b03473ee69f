"""CSL-JSON, the format in which Zotero and other reference managers exchange bibliographies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..store.shelf import ShelfRow


def csl_item(row: ShelfRow) -> dict[str, Any]:
    """An article of the library as a CSL item. Fields that are not known are left out."""
    address = row.url or (row.source if re.match("https?://", row.source) else None)
    item = {
        "id": row.source,
        "type": "article-newspaper",
        "title": row.title,
        "container-title": row.site,
        "author": [{"literal": name} for name in _authors(row.byline)],
        "issued": _date(row.date),
        "accessed": _date(row.opened[:10]) if address else None,
        "URL": address,
    }
    return {name: value for name, value in item.items() if value}


def _authors(byline: str | None) -> list[str]:
    names = re.sub(r"^by\s+", "", byline or "", flags=re.I)
    return [name.strip() for name in re.split(r",|\band\b|&", names) if name.strip()]


def _date(day: str | None) -> dict[str, Any] | None:
    parts = [int(part) for part in (day or "").split("-") if part.isdigit()]
    return {"date-parts": [parts[:3]]} if parts else None
