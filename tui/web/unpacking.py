"""Unpacks a compressed answer piece by piece, up to a limit."""

from __future__ import annotations

import zlib
from typing import Any

from .fetch_error import FetchError

_GZIP = zlib.MAX_WBITS | 32


class Unpacker:
    """Unpacks one answer. `name` is the address in sentences about it."""

    def __init__(self, encoding: str, name: str) -> None:
        """`encoding` is the header Content-Encoding. Raises FetchError if newsreader cannot unpack it."""
        self._encoding = encoding.strip().lower().replace("identity", "")
        self._name = name
        if self._encoding not in ("", "gzip", "x-gzip", "deflate"):
            raise FetchError(f"{name} is compressed with {encoding.strip()[:40]!a}, which newsreader cannot unpack.")
        self._packed: Any = None

    def unpack(self, piece: bytes, most: int) -> bytes:
        """What a piece contains, at most `most` bytes. Raises FetchError."""
        if not self._encoding or not piece:
            return piece[:most]
        found = bytearray()
        try:
            while piece and len(found) < most:
                if self._packed is None:
                    self._packed = self._start(piece)
                found += self._packed.decompress(piece, most - len(found))
                piece = self._packed.unused_data
                if piece[:2] != b"\x1f\x8b" or self._encoding == "deflate":
                    break
                self._packed = None  # a file may have several parts
        except zlib.error:
            raise FetchError(f"The response from {self._name} is damaged; try again.") from None
        return bytes(found)

    def check_complete(self) -> None:
        """Raises FetchError if the compressed answer breaks off."""
        if self._packed is not None and not self._packed.eof:
            raise FetchError(f"The response from {self._name} was cut short; try again.")

    def _start(self, piece: bytes) -> Any:
        # Some servers send "deflate" without its header; the first byte shows which it is.
        headless = self._encoding == "deflate" and piece[0] & 0x0F != 8
        return zlib.decompressobj(-zlib.MAX_WBITS if headless else _GZIP)
