"""Files on disk: which of them are articles, and what bytes they hold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from ..text.safe import one_line
from .decoding import MOST_BYTES
from .load_error import LoadError
from .registry import FORMATS, by_suffix

_BARE_ADDRESS = re.compile(r"www\.|(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}/")

_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:/")
"""The start of an address that newsreader does not fetch; `pathlib` turns two slashes into one."""

_NO_NAME = "The file name is empty."


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a file. Raises LoadError if there is no such file, or if it cannot be an article."""
    if path == "":
        raise LoadError(_NO_NAME)
    path = Path(path)
    try:
        if path.is_dir():
            raise LoadError(f"{_shown(path)} is a folder. Name a file in it.")
        if path.is_fifo() and path.is_relative_to("/dev"):
            return _from_pipe(path)
        if path.exists() and not path.is_file():
            raise LoadError(f"{_shown(path)} is not a regular file. Use “newsreader -” to read from a pipe.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise LoadError(
                f"{_shown(path)} is too large: it has {size / 1e6:.0f} MB, and newsreader reads "
                f"{MOST_BYTES / 1e6:.0f} MB at most."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise LoadError(_missing(path)) from None
    except PermissionError:
        raise LoadError(f"You do not have permission to read {_shown(path)}.") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _from_pipe(path: Path) -> bytes:
    """The bytes of a pipe that a shell made, as in `newsreader diff <(old) <(new)`. A named pipe is not read: it may
    have no writer, and then it would never end."""
    with path.open("rb") as pipe:
        data = pipe.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise LoadError(f"{_shown(path)} is too long: newsreader reads {MOST_BYTES / 1e6:.0f} MB at most.")
    return data


def find_articles(paths: Iterable[str | Path]) -> list[Path]:
    """The files to read: each file as given, and each folder as the articles in it and below it, sorted by name.

    Raises LoadError for a path that does not exist and for a folder without articles.
    """
    found: list[Path] = []
    for given in paths:
        if given == "":  # `Path("")` is the current folder, which nobody means by an empty name
            raise LoadError(_NO_NAME)
        path = Path(given)
        try:
            is_folder = path.is_dir()
            if not is_folder and not path.exists():
                raise LoadError(_missing(path))
        except (OSError, ValueError) as error:
            raise _unreadable(path, error) from None
        if not is_folder:
            found.append(path)
            continue
        inside = list(_in_folder(path))
        if not inside:
            *others, last = [one.suffixes[0] for one in FORMATS]
            raise LoadError(f"The folder {_shown(path)} contains no articles ({', '.join(others)} or {last} files).")
        found += inside
    return found


def _in_folder(folder: Path) -> Iterable[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and by_suffix(name):
                yield Path(parent, name)


def _missing(path: Path) -> str:
    hint = ""
    if _OTHER_SCHEME.match(str(path)):
        hint = " newsreader opens only addresses that begin with http:// or https://."
    elif _BARE_ADDRESS.match(str(path)):
        hint = " If you mean a web address, begin it with https://."
    elif near := _similar_name(path):
        hint = f" Did you mean {_shown(near)}?"
    return f"No such file: {_shown(path)}.{hint}"


def _similar_name(path: Path) -> Path | None:
    """The file or folder in the same folder whose name is most similar."""
    try:
        names = os.listdir(path.parent)
    except OSError:
        return None
    return next((path.with_name(name) for name in get_close_matches(path.name, names, 1)), None)


def _unreadable(path: Path, error: OSError | ValueError) -> LoadError:
    return LoadError(f"{_shown(path)} cannot be read: {getattr(error, 'strerror', None) or error}.")


def _shown(path: str | Path) -> str:
    """A path for a sentence, without characters that a terminal would obey."""
    return one_line(str(path)) or "“”"
