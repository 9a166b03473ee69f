"""The messages between this program and the analysis process (`python -m tui.nlp`).

A message is one of the Structs below in MessagePack, preceded by its length in four bytes. The program sends requests
on the standard input of the process and reads answers from its standard output. An answer has the id of its request,
and a mark before its length: whatever else Python prints when it starts (`sitecustomize`) comes before the first mark,
and anything else that is not an answer is noticed at once.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Sequence
from itertools import chain
from typing import BinaryIO

import msgspec
from msgspec.structs import replace

from ..text.analysis import LEVEL, Analysis, TopicPassages
from ..text.article import Article, utf8
from ..text.block_types import RUNNING_TEXT, BlockTypes, block_types_of
from ..text.topic import Topic

LENGTH = 4
"""Bytes of the number before each message that says how long it is."""
MARK = b"\x00newsreader\x00"
"""Comes before the length of each answer."""
MAX_LENGTH = 1 << 30
"""The largest number of bytes in an answer, far more than a million words need."""
LONG = 1000
"""The number of sentences from which an analysis is sent in pieces."""
SLICES = 8
"""Pieces of each kind of finding."""


class AnalyzeRequest(msgspec.Struct, frozen=True, tag="analyze"):
    """Asks for the analysis of an article. Answered by Progress, AnalysisPiece, PartialAnalysis and at the end
    WholeAnalysis."""

    id: int
    digest: str
    text: bytes
    """From `encode_text`."""
    topics: tuple[Topic, ...] = ()
    priority_offset: int = 0
    """The code point being read: parsing begins there."""
    blocks: BlockTypes = RUNNING_TEXT
    """The blocks of the article that are set apart from the running text."""
    together: bool = False
    """Whether nobody waits for a partial analysis, so that several articles may be parsed together."""


class TopicsRequest(msgspec.Struct, frozen=True, tag="topics"):
    """Asks for the passages of some topics in an article that was analysed before. Answered by TopicsFound or
    UnknownArticle."""

    id: int
    digest: str
    topics: tuple[Topic, ...]


class ParseRequest(msgspec.Struct, frozen=True, tag="parse"):
    """Has an article parsed that may be asked about next. Answered by Parsed."""

    id: int
    digest: str
    text: bytes
    """From `encode_text`."""


class CancelRequest(msgspec.Struct, frozen=True, tag="cancel"):
    """Cancels the request with this id, which is then answered by Cancelled."""

    id: int


Request = AnalyzeRequest | TopicsRequest | ParseRequest | CancelRequest


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """Sent once, when the language model is loaded."""

    model: str
    """Its name and version."""


class ModelMissing(msgspec.Struct, frozen=True, tag="model missing"):
    """Sent once instead of Ready, if the language model cannot be loaded; the process ends then."""

    message: str


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """How far the analysis of an article has come."""

    id: int
    stage: str
    """The current step, in words for the reader."""
    done: float
    """The share of the work that is done, 0 to 1."""


class AnalysisPiece(msgspec.Struct, frozen=True, tag="piece"):
    """A piece of the analysis of a long article (`pieces`). The PartialAnalysis or WholeAnalysis that follows is the
    last piece."""

    id: int
    analysis: Analysis


class PartialAnalysis(msgspec.Struct, frozen=True, tag="partial"):
    """The findings so far in a long article, from `priority_offset` on. Sent again each time the analysed part has
    grown eightfold; each replaces the one before."""

    id: int
    analysis: Analysis


class WholeAnalysis(msgspec.Struct, frozen=True, tag="whole"):
    """The analysis of an article."""

    id: int
    analysis: Analysis
    ms: int
    """How long it took, in milliseconds."""


class TopicsFound(msgspec.Struct, frozen=True, tag="topics found"):
    """The passages of the topics asked for, in their order."""

    id: int
    topics: tuple[TopicPassages, ...]
    ms: int


class UnknownArticle(msgspec.Struct, frozen=True, tag="unknown"):
    """The process no longer has the article of a TopicsRequest in memory: have it analysed again."""

    id: int


class Parsed(msgspec.Struct, frozen=True, tag="parsed"):
    """The article of a ParseRequest has been parsed, or is too long for that."""

    id: int
    ms: int


class Cancelled(msgspec.Struct, frozen=True, tag="cancelled"):
    """The request was cancelled."""

    id: int


class Failure(msgspec.Struct, frozen=True, tag="failure"):
    """A request failed because of a bug; the process continues."""

    id: int
    message: str


Answer = (
    Ready
    | ModelMissing
    | Progress
    | AnalysisPiece
    | PartialAnalysis
    | WholeAnalysis
    | TopicsFound
    | UnknownArticle
    | Parsed
    | Cancelled
    | Failure
)

_REQUESTS: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(Request)
_ANSWERS: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


def frame(message: Request | Answer) -> bytes:
    """A message with its length, as a request is sent."""
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(LENGTH, "big") + data


def answer_frame(answer: Answer) -> bytes:
    """An answer as it is sent."""
    return MARK + frame(answer)


def answer_length(header: bytes) -> int:
    """The bytes of an answer, from what precedes it: the mark and the length. Raises ValueError for anything else."""
    length = int.from_bytes(header[len(MARK) :], "big")
    if not header.startswith(MARK) or length > MAX_LENGTH:
        raise ValueError("this is not the beginning of an answer")
    return length


def read_request(stream: BinaryIO) -> Request | None:
    """The next request from a blocking stream; None at its end. Raises ValueError for anything else."""
    data = _read_frame(stream)
    return None if data is None else _REQUESTS.decode(data)


def read_answer(stream: BinaryIO) -> Answer | None:
    """The next answer from a blocking stream; None at its end. Raises ValueError for anything else."""
    mark = stream.read(len(MARK))
    if not mark:
        return None
    answer_length(mark)
    data = _read_frame(stream)
    return None if data is None else decode_answer(data)


def decode_answer(data: bytes) -> Answer:
    """The answer in a frame, without its length. Raises ValueError for anything else."""
    return _ANSWERS.decode(data)


def _read_frame(stream: BinaryIO) -> bytes | None:
    length = stream.read(LENGTH)
    if len(length) < LENGTH:
        return None
    size = int.from_bytes(length, "big")
    data = stream.read(size)
    return data if len(data) == size else None


def analyze_request(
    id: int, article: Article, topics: Sequence[Topic] = (), *, priority_offset: int = 0, together: bool = False
) -> AnalyzeRequest:
    """The request for an article's analysis."""
    text, blocks = encode_text(article.text), block_types_of(article)
    return AnalyzeRequest(id, article.digest, text, tuple(topics), priority_offset, blocks, together)


def encode_text(text: str) -> bytes:
    """An article's text as it is sent: UTF-8, compressed, since a message is copied several times before it is sent:
    for a million words, that left 20 MB of unused memory."""
    packer = zlib.compressobj(LEVEL)
    return b"".join([*map(packer.compress, utf8(text)), packer.flush()])


def decode_text(text: bytes) -> str:
    """The text that `encode_text` encoded."""
    return zlib.decompress(text).decode("utf-8", "surrogatepass")


def pieces(analysis: Analysis) -> list[Analysis]:
    """The analysis of a long article in pieces, which `join` puts together; of a short one, itself.

    As one message, that of a million words is 18 MB, which the reading screen would hold twice until it is decoded, and
    for a third of a second it would answer no key.
    """
    if len(analysis.sentences) < LONG:
        return [analysis]
    found = {
        name: values for name in analysis.__struct_fields__ if isinstance(values := getattr(analysis, name), tuple)
    }
    sent = []
    for name, values in found.items():
        size = len(values) // SLICES + 1
        slices = (values[start : start + size] for start in range(0, len(values), size))
        sent += [replace(Analysis(analysis.digest), **{name: part}) for part in slices]
    return [*sent, replace(analysis, **dict.fromkeys(found, ()))]


def join(pieces: Sequence[Analysis]) -> Analysis:
    """The analysis that came in these pieces."""
    *first, last = pieces
    if not first:
        return last
    found = [name for name in last.__struct_fields__ if isinstance(getattr(last, name), tuple)]
    return replace(last, **{name: tuple(chain.from_iterable(getattr(one, name) for one in pieces)) for name in found})


def command(model: str = "") -> list[str]:
    """The command for an analysis process with that spaCy pipeline ("" for the one that comes with newsreader).

    Without `-P`, Python imports modules from the current folder first: a `random.py` next to the article would run.
    """
    return [sys.executable, "-P", "-m", "tui.nlp", *(["--model", model] if model else [])]


def environment() -> dict[str, str]:
    """The environment of an analysis process: this program's, with one thread for linear algebra. A second one slows
    the screen and gains nothing on sentences."""
    return os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
