"""The log: details of errors that the screen reports in a sentence.

Python's own logging into a file that is rotated at half a megabyte. The file is opened, and `logging.handlers`
imported, when the first line is written; most sessions write none.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from ..text.safe import escape_unsafe
from .paths import make_folder

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

SIZE = 512 * 1024
"""Bytes at which the file is rotated."""
KEPT = 3
"""Number of old files that stay, named `.1`, `.2`, `.3`."""


def start_log(path: Path, level: int = logging.WARNING) -> logging.Logger:
    """The logger `newsreader`, writing to the file at `path` from `level` up. A second call replaces the first.

    If the file cannot be written, there is no log and no error.
    """
    logger = logging.getLogger("newsreader")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    handler = LogFile(path)
    handler.setFormatter(SafeFormatter("%(asctime)s %(levelname)s %(name)s [%(process)d]: %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
    return logger


class SafeFormatter(logging.Formatter):
    """Lines that are safe to print: every control character is written as an escape, such as `\\u001b`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with its traceback if it has one."""
        return escape_unsafe(super().format(record))


class LogFile(logging.Handler):
    """Passes each record to a rotating file, which is created for the first one."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self._file: RotatingFileHandler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; an error of the disk is ignored."""
        try:
            if self._file is None:
                self._file = self._open()
            self._file.emit(record)
        except OSError:
            pass

    def _open(self) -> RotatingFileHandler:
        from logging.handlers import RotatingFileHandler

        class QuietFile(RotatingFileHandler):
            def handleError(self, record: logging.LogRecord) -> None:
                """Do nothing: the usual traceback on standard error would be drawn over the article."""

        make_folder(self.path.parent)
        self.path.touch(mode=0o600)
        for older in (self.path, *self.path.parent.glob(f"{self.path.name}.*")):
            older.chmod(0o600)  # an earlier version may have created it; a traceback can contain words of an article
        file = QuietFile(self.path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", errors="backslashreplace")
        file.setFormatter(self.formatter)
        return file

    def close(self) -> None:
        """Close the file; the handler is not used again."""
        if self._file is not None:
            self._file.close()
            self._file = None
        super().close()
