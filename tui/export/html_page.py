"""Fills in the templates of `tui/export/pages`: pages that need no script and no network.

Everything that is filled in is escaped, and control characters are shown as signs. The page's Content-Security-Policy
allows its own style sheet, by its hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..text.safe import visible

FOLDER = Path(__file__).parent / "pages"

PAGE_SUFFIXES = (".html", ".htm")
"""What the name of such a page ends in."""


def render_page(template: str, **values: Any) -> str:
    """The page that `pages/TEMPLATE` makes of these values."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page: str = _environment().get_template(template).render(style=style, style_hash=f"sha256-{digest}", **values)
    return page


def safe_link(href: str | None) -> str | None:
    """The address if it is a web address, so that no link of a page can run a script; otherwise None."""
    try:
        return href if href and urlsplit(href).scheme in ("http", "https") else None
    except ValueError:
        return None


@cache
def _style() -> str:
    return (FOLDER / "page.css").read_text(encoding="utf-8")


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only this and the notes' templates need it

    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.filters["safe_link"] = safe_link
    return environment
