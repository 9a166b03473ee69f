"""The analysis process: `python -m tui.nlp [--model NAME]`.

It reads requests from standard input and writes answers to standard output; `analysis.protocol` describes both.

It ends as soon as its standard input does, whatever it is doing, so it never outlives the program that started it.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import queue
import sys
import threading
import time
import traceback
from collections import OrderedDict
from collections.abc import Callable
from os import _exit as end_process  # a public function in spite of its name; it ends all threads
from typing import TYPE_CHECKING, BinaryIO

from ..analysis.protocol import (
    AnalysisPiece,
    AnalyzeRequest,
    Answer,
    Cancelled,
    CancelRequest,
    Failure,
    ModelMissing,
    Parsed,
    ParseRequest,
    PartialAnalysis,
    Progress,
    Ready,
    Request,
    TopicsFound,
    TopicsRequest,
    UnknownArticle,
    WholeAnalysis,
    answer_frame,
    decode_text,
    pieces,
    read_request,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ..text.analysis import Analysis
    from .analyze import Analyzer
    from .pieces import Columns

KEPT_TOKENS = 400_000
"""The largest number of tokens in the parsed articles in memory (some 150 MB). The one being read and the one parsed
last always stay."""
MORE = 8
"""A partial analysis of a long article is sent again when this many times as much of it has been parsed: all of them
together take a seventh as long as the analysis of the whole. The reading screen holds the last one beside the whole
until it has arrived, so it should be a small part of it."""
BATCH = 32
"""Articles parsed together when many are waiting."""
PROGRESS_INTERVAL = 0.1
"""Seconds between two reports of progress."""
MEMORY = 1_500_000_000
"""Bytes that the process may use. An article that needs more fails, and the machine stays usable."""


class RequestCancelled(Exception):
    """The reader has left the article that was being analysed."""


class Server:
    """Answers requests one after another. Its own thread reads them, so that a cancelled one is noticed at once."""

    def __init__(self, out: BinaryIO) -> None:
        """Answers are written to `out`."""
        self.out = out
        self.requests: queue.Queue[AnalyzeRequest | TopicsRequest | ParseRequest] = queue.Queue()
        self.cancelled: set[int] = set()
        self.docs: OrderedDict[str, Doc] = OrderedDict()
        """Parsed articles by their digest, the one used last at the end."""
        self.read_last = ""
        """Digest of the article that was asked about last."""

    def read(self) -> None:
        """Queue the requests that arrive until standard input ends; then end the process, even if it is busy."""
        try:
            while (request := read_request(sys.stdin.buffer)) is not None:
                if isinstance(request, CancelRequest):
                    self.cancelled.add(request.id)
                else:
                    self.requests.put(request)
        except Exception:
            traceback.print_exc()  # not a request: no further request could be read
        finally:
            end_process(0)

    def serve(self, analyzer: Analyzer) -> None:
        """Answer until the process ends."""
        while True:
            request = self.requests.get()
            batch: list[AnalyzeRequest] = []
            while isinstance(request, AnalyzeRequest) and request.together:
                batch.append(request)
                if len(batch) == BATCH or self.requests.empty():
                    break
                request = self.requests.get()
            if batch:
                self.answer_batch(analyzer, batch)
            if not batch or request is not batch[-1]:
                self.answer(analyzer, request)

    def send(self, answer: Answer) -> None:
        """Write one answer."""
        self.out.write(answer_frame(answer))
        self.out.flush()

    def answer(self, analyzer: Analyzer, request: Request) -> None:
        """Answer one request. If it fails, say so and log why; the next one is served."""
        begin = time.perf_counter()
        try:
            match request:
                case TopicsRequest():
                    self.answer_topics(analyzer, request, begin)
                case ParseRequest():
                    self.parse_ahead(analyzer, request, begin)
                case AnalyzeRequest():
                    self.answer_analyze(analyzer, request, begin)
        except RequestCancelled:
            self.send(Cancelled(request.id))
        except Exception as error:
            traceback.print_exc()
            self.send(Failure(request.id, reason(error)))

    def check_cancelled(self, id: int) -> None:
        """Raises RequestCancelled if that request was cancelled."""
        if id in self.cancelled:
            raise RequestCancelled

    def answer_topics(self, analyzer: Analyzer, request: TopicsRequest, begin: float) -> None:
        """Find the passages of some topics in an article that is still in memory."""
        doc = self.docs.get(request.digest)
        if doc is None:
            self.send(UnknownArticle(request.id))
            return
        self.read_last = request.digest
        found = analyzer.topics(doc, request.topics)
        self.send(TopicsFound(request.id, tuple(found), milliseconds(begin)))

    def parse_ahead(self, analyzer: Analyzer, request: ParseRequest, begin: float) -> None:
        """Parse an article before anybody asks what is in it, if it is short enough to be one piece."""
        self.check_cancelled(request.id)
        if request.digest not in self.docs:
            text = decode_text(request.text)
            parse = analyzer.parse(text, check_cancelled=lambda: self.check_cancelled(request.id))
            span, doc = next(parse, (None, None))
            if span is not None and doc is not None and span.length == len(text):
                self.keep(request.digest, doc)
        self.send(Parsed(request.id, milliseconds(begin)))

    def answer_analyze(self, analyzer: Analyzer, request: AnalyzeRequest, begin: float) -> None:
        """Analyse one article."""
        last_report = 0.0

        def report(stage: str, done: float) -> None:
            nonlocal last_report
            self.check_cancelled(request.id)
            if time.monotonic() - last_report > PROGRESS_INTERVAL:
                last_report = time.monotonic()
                self.send(Progress(request.id, stage, round(done, 3)))

        doc = self.docs.get(request.digest)
        if doc is None:
            doc = self.parse(analyzer, request, report)
        length = len(decode_text(request.text))
        analysis = analyzer.extract(doc, request.digest, request.topics, report, request.blocks, length=length)
        self.read_last = request.digest
        self.keep(request.digest, doc)
        self.send(WholeAnalysis(request.id, self.send_pieces(request.id, analysis), milliseconds(begin)))

    def send_pieces(self, id: int, analysis: Analysis) -> Analysis:
        """Send all pieces of an analysis but the last, which is returned."""
        *first, last = pieces(analysis)
        for piece in first:
            self.send(AnalysisPiece(id, piece))
        return last

    def parse(self, analyzer: Analyzer, request: AnalyzeRequest, report: Callable[[str, float], None]) -> Doc:
        """The parsed article. Of a long one, partial analyses are sent while it is being parsed."""
        from .analyze import analyzed_part
        from .pieces import join, to_columns

        text = analyzed_part(decode_text(request.text))
        parsed: dict[int, Columns] = {}

        def joined() -> Doc:
            return join([parsed[start] for start in sorted(parsed)], analyzer.nlp.vocab)

        def check_cancelled() -> None:
            self.check_cancelled(request.id)

        start, end, enough = -1, 0, 1
        for span, doc in analyzer.parse(text, report, request.priority_offset, check_cancelled):
            if span.length == len(text):
                return doc  # most articles are one piece
            start = span.start if start < 0 else start
            end = max(end, span.end)
            parsed[span.start] = to_columns(doc)
            # From the place being read onward, as long as the pieces are contiguous and are not the whole text.
            if len(parsed) == enough and span.start >= start and end - start < len(text):
                enough *= MORE
                blocks = request.blocks.shift(-start)
                part = analyzer.extract(joined(), request.digest, request.topics, lambda *_: check_cancelled(), blocks)
                self.send(PartialAnalysis(request.id, self.send_pieces(request.id, part.shift(start))))
        return joined()

    def answer_batch(self, analyzer: Analyzer, batch: list[AnalyzeRequest]) -> None:
        """Analyse several articles, parsed together: what `newsreader analyze` asks for. All have the same topics, and
        no article stays in memory for later topics."""
        articles = [(decode_text(request.text), request.digest, request.blocks) for request in batch]
        begin = time.perf_counter()

        def report() -> None:
            # So that the client does not mistake a long batch for a process that hangs.
            self.send(Progress(batch[0].id, "Reading sentences and names", 0.0))

        for request, analysis in zip(batch, analyzer.analyze_many(articles, batch[0].topics, report), strict=True):
            if isinstance(analysis, Exception):
                self.send(Failure(request.id, reason(analysis)))
            else:
                last = self.send_pieces(request.id, analysis)
                self.send(WholeAnalysis(request.id, last, milliseconds(begin)))

    def keep(self, digest: str, doc: Doc) -> None:
        """Keep a parsed article for later requests, and drop the oldest ones; never this one, nor the one that was
        asked about last, which is being read."""
        self.docs[digest] = doc
        self.docs.move_to_end(digest)
        for oldest in [one for one in self.docs if one not in (digest, self.read_last)]:
            if sum(len(kept) for kept in self.docs.values()) <= KEPT_TOKENS:
                break
            del self.docs[oldest]


def reason(error: Exception) -> str:
    """Why a request failed, for the log and the reader."""
    if isinstance(error, MemoryError):
        return f"it needs more than {MEMORY / 1e9:.1f} GB of memory"
    return f"{type(error).__name__}: {error}"


def limit_memory() -> None:
    """Have an allocation beyond MEMORY fail, where the system can (Linux)."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, hard))


def milliseconds(begin: float) -> int:
    """Milliseconds since `begin`."""
    return round((time.perf_counter() - begin) * 1000)


def main() -> int:
    """Load the model and answer requests. The exit status is 1 if the model cannot be loaded."""
    parser = argparse.ArgumentParser(prog="python -m tui.nlp")
    parser.add_argument("--model", default="")
    arguments = parser.parse_args()
    # Whatever a library prints goes to the log: only answers go to the real standard output.
    server = Server(os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)
    threading.Thread(target=server.read, daemon=True).start()
    limit_memory()
    try:
        from .analyze import Analyzer
        from .pipeline import DEFAULT_MODEL, load_model

        analyzer = Analyzer(load_model(arguments.model or DEFAULT_MODEL))
    except (OSError, ImportError) as error:
        traceback.print_exc()
        server.send(ModelMissing(str(error)))
        return 1
    server.send(Ready(analyzer.model))
    server.serve(analyzer)
    return 0
