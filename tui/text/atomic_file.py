"""Replaces files completely or not at all: a full disk or a power cut leaves the old file as it was."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


@contextlib.contextmanager
def atomic_file(path: Path, *, temporary: Path | None = None, mode: int = 0o666) -> Iterator[BinaryIO]:
    """A file to write to, which replaces `path` when the block ends without an exception.

    It is written as `temporary`, on the same file system, or else as a hidden file in the same folder. An existing file
    keeps its permissions; a new one gets `mode`, less the umask. A link keeps pointing to the file. Raises OSError.
    """
    path = path.resolve()
    part = temporary or path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            os.chmod(part, path.stat().st_mode & 0o7777)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Replace a file's content, or create the file with `mode`. Writes straight to a device such as /dev/stdout, which
    cannot be replaced. Raises OSError."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    with atomic_file(path, mode=mode) as file:
        file.write(data)


def why_not_written(error: Exception) -> str:
    """Why a file could not be written, in words and without the name of the temporary file."""
    if isinstance(error, UnicodeDecodeError):
        return "the file is not text in UTF-8"
    return getattr(error, "strerror", None) or str(error)
