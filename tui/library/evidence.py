"""Evidence for a verdict, with the hash and the date of what it points to."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from ..notes.check import Evidence
from ..store.database import Store
from ..text.address import is_address
from ..text.safe import one_line


def evidence_problem(where: str) -> str:
    """A sentence if there is no such file; "" for a file or an address."""
    if is_address(where) or Path(where).expanduser().is_file():
        return ""
    return f"There is no file {one_line(where, 60)}. Evidence is a file, or an address that begins with https://."


def gather_evidence(store: Store | None, where: str, note: str) -> Evidence:
    """The evidence at an address or in a file, with the hash and date of the page as the library has it, or of the file
    as it is now."""
    if is_address(where):
        versions = store.articles.versions(where) if store else []
        page = store.articles.page(versions[0].digest) if store and versions else None
        return Evidence(where, note, page.sha256 if page else "", page.stored if page else "")
    path = Path(where).expanduser()
    try:
        data = path.read_bytes()
    except OSError:
        return Evidence(where, note)
    return Evidence(str(path.absolute()), note, sha256(data).hexdigest(), f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
