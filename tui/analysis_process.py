"""How to speak with the analysis process (`python -m tui.nlp`): starting it, asking, gathering its answers.

Both who speak with it use this: the reading screen, which must not wait (`analyst`), and the command line,
which may (`cli.analyzing`).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from .text.analysis import Analysis
from .text.article import Article
from .text.topic import Topic

Answer = dict[str, Any]


def command(model: str = "") -> list[str]:
    """What to run for an analysis process with that spaCy pipeline ("" for the one that comes with newsreader)."""
    return [sys.executable, "-m", "tui.nlp", *(["--model", model] if model else [])]


def environment() -> dict[str, str]:
    """This process's environment, with one thread for linear algebra: a second one slows the screen and gains nothing
    on sentences."""
    return os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}


def analyze_request(
    number: int, article: Article, topics: Sequence[Topic], *, near: int = 0, whole: bool = False
) -> bytes:
    """The line that asks for an article's analysis. `near` is the code point being read; `whole` says that nobody
    waits for a part of it, so that several articles may be taken together."""
    return line(
        {
            "id": number,
            "do": "analyze",
            "digest": article.digest,
            "text": article.text,
            "topics": [topic.to_json() for topic in topics],
            "near": near,
            "whole": whole,
        }
    )


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
        self._lists: dict[str, list[Any]] = {}

    def add(self, part: Answer) -> None:
        """Take one part. Raises KeyError, TypeError or ValueError where it is none."""
        self._digest = part.get("digest", self._digest)
        self._model = part.get("model", self._model)
        read = Analysis.from_json({"digest": self._digest, **part})
        for name in LISTS:
            self._lists.setdefault(name, []).extend(getattr(read, name))

    def analysis(self) -> Analysis:
        """All that was gathered."""
        return Analysis(self._digest, self._model, **{name: tuple(items) for name, items in self._lists.items()})


LISTS = tuple(field.name for field in fields(Analysis) if field.name not in {"digest", "model"})
