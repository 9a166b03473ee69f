"""An analysis as the store keeps it. By itself, since it is read while the first words of an article stand alone on the
screen."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..text.analysis import Analysis


def written_analysis(analysis: Analysis) -> bytes:
    """The analysis as it is kept: a tenth of its JSON."""
    from ..text.packed_bytes import written

    return written(analysis)


def read_analysis(data: bytes | str) -> Analysis | None:
    """None for what was written by a program whose form is not ours: it is made anew."""
    from ..text.analysis import Analysis  # a dozen classes, which the first words of an article do not need
    from ..text.packed import packed
    from ..text.packed_bytes import read

    try:
        if isinstance(data, bytes):
            return read(data)
        return packed(Analysis.from_json(json.loads(data)))  # earlier versions kept the JSON as it is
    except (KeyError, TypeError, ValueError, zlib.error):
        return None
