"""How to speak with the analysis process (`python -m tui.nlp`): starting it, asking, gathering its answers.

Both who speak with it use this: the reading screen, which must not wait (`analyst`), and the command line,
which may (`cli.analyzing`).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from ..text.analysis import Analysis
from ..text.article import Article
from ..text.packed import Packing
from ..text.topic import Topic

Answer = dict[str, Any]

SLICE = 1 << 16
"""Code points written at a time."""
END = b'"}\n'
"""What ends the line of an article."""


def command(model: str = "") -> list[str]:
    """What to run for an analysis process with that spaCy pipeline ("" for the one that comes with newsreader)."""
    return [sys.executable, "-m", "tui.nlp", *(["--model", model] if model else [])]


def environment() -> dict[str, str]:
    """This process's environment, with one thread for linear algebra: a second one slows the screen and gains nothing
    on sentences. And with memory from one place, of which what is free goes back: a tenth less. Not every array of a
    few hundred kilobytes, though: to parse an article then takes twenty thousand page faults, a seventh of its time."""
    one = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
    large = {"MALLOC_MMAP_THRESHOLD_": str(1 << 22), "MALLOC_TRIM_THRESHOLD_": str(1 << 24)}
    return os.environ | one | large | {"PYTHONIOENCODING": "utf-8"}


def analyze_request(
    number: int, article: Article, topics: Sequence[Topic], *, near: int = 0, whole: bool = False
) -> bytes:
    """The line that asks for an article's analysis. `near` is the code point being read; `whole` says that nobody
    waits for a part of it, so that several articles may be taken together."""
    return b"".join(analyze_request_in_pieces(number, article, topics, near=near, whole=whole))


def analyze_request_in_pieces(
    number: int,
    article: Article,
    topics: Sequence[Topic] = (),
    *,
    near: int = 0,
    whole: bool = False,
    do: Literal["analyze", "parse"] = "analyze",
) -> Iterator[bytes]:
    """The same, piece by piece: a million words are seven megabytes. END after any piece makes a line of it.

    With `do` "parse" nothing is told of the article; it is only got ready for being asked about.
    """
    asked = {
        "id": number,
        "do": do,
        "digest": article.digest,
        "topics": [topic.to_json() for topic in topics],
        "near": near,
        "whole": whole,
    }
    yield line(asked)[:-2] + b', "text": "'
    for start in range(0, len(article.text), SLICE):
        # Not all at once: the encoder lets no other thread, and so no key, come before it is done.
        yield json.dumps(article.text[start : start + SLICE])[1:-1].encode("ascii")
    yield END


def topics_request(number: int, digest: str, topics: Sequence[Topic]) -> bytes:
    """The line that asks for the passages of some topics in an article analysed before."""
    return line({"id": number, "do": "topics", "digest": digest, "topics": [topic.to_json() for topic in topics]})


def cancel_request(number: int) -> bytes:
    """The line that gives up request `number`."""
    return line({"id": 0, "do": "cancel", "cancel": number})


def line(request: dict[str, Any]) -> bytes:
    """A request as it is sent. Half of a surrogate pair, which a hostile file may hold, passes as an escape."""
    return json.dumps(request).encode("ascii") + b"\n"


class Gathering:
    """The parts of one analysis, put together as they arrive."""

    def __init__(self) -> None:
        self._digest = ""
        self._model = ""
        self._packing = Packing()

    def add(self, part: Answer) -> None:
        """Take one part. Raises KeyError, TypeError or ValueError where it is none."""
        self._digest = part.get("digest", self._digest)
        self._model = part.get("model", self._model)
        self._packing.add(Analysis.from_json({"digest": self._digest, **part}))

    def analysis(self) -> Analysis:
        """All that was gathered. Nothing may be added after that."""
        return self._packing.analysis(self._digest, self._model)
