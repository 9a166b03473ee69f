"""The digest of a text, without what its usual module brings along.

`hashlib` loads OpenSSL, four megabytes, for one function that Python has in itself too.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

SLICE = 1 << 16
"""Code points at a time: Python's own function lets no other thread, and so no key, come before it is done."""


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    digest = _function()()
    for start in range(0, len(text), SLICE):
        digest.update(text[start : start + SLICE].encode("utf-8", "surrogatepass"))
    return str(digest.hexdigest())


def _function() -> Callable[[], Any]:
    for name in ("_sha2", "_sha256", "hashlib"):  # since Python 3.12, before, and where Python was built without
        try:
            found: Callable[[], Any] = import_module(name).sha256
            return found
        except ImportError:
            continue
    raise AssertionError("hashlib is always there")
