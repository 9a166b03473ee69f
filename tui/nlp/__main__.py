"""The analysis process: `python -m tui.nlp [--model NAME]`, a JSON request a line in, JSON answers out.

Requests
    {"id": 1, "do": "analyze", "text": …, "digest": …, "topics": [Topic, …], "near": 0, "whole": false}
    {"id": 2, "do": "topics", "digest": …, "topics": [Topic, …]}     an article analysed before, kept in memory
    {"id": 3, "do": "parse", "text": …, "digest": …}                 an article that may be asked about next
    {"id": 4, "do": "cancel", "cancel": 1}
Answers
    {"event": "ready", "model": "en_core_web_md 3.7.1"}              once, when the model is loaded
    {"id": 1, "event": "progress", "stage": "…", "done": 0.4}
    {"id": 1, "event": "part", "partial": true, "analysis": {…}}     a long article: what is being read is known, in
    {"id": 1, "event": "known"}                                      parts and an end; again when four times as much is
    {"id": 1, "event": "part", "analysis": {"sentences": […]}}       the whole, in parts read between two keys
    {"id": 1, "event": "done", "ms": 812}
    {"id": 2, "event": "topics", "topics": […], "ms": 21} / {"id": 2, "event": "unknown"}
    {"id": 3, "event": "done", "ms": 240}
    {"id": 1, "event": "error", "message": "…"} / {"id": 1, "event": "cancelled"}

The process ends as soon as its standard input does, whatever it is doing, so it never outlives its reader.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import sys
import threading
import time
import traceback
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from ..text.analysis import Analysis, topic_to_json
from ..text.packed import parts
from ..text.topic import Topic

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .analyze import Analyzer
    from .pieces import Piece

KEPT_TOKENS = 400_000
"""Parsed articles are kept for new topics up to this many tokens in all (some 150 MB), and always the one being read
and the one parsed last."""
MORE = 4
"""What is known of a long article is told again when so many times as much of it has been parsed: all the telling
takes a third as long as looking through the whole."""
BATCH = 32
"""Articles taken together into the parser when many are waiting."""

Request = dict[str, Any]


class Cancelled(Exception):
    """The reader has left the article that was being analysed."""


class Server:
    """Answers requests one after another; a thread of its own reads them, so that a cancel is seen at once."""

    def __init__(self) -> None:
        self.requests: queue.Queue[Request] = queue.Queue()
        self.cancelled: set[int] = set()
        self.docs: OrderedDict[str, Doc] = OrderedDict()
        self.read_last = ""
        """Digest of the article that was asked about last."""

    def read(self) -> None:
        """Queue what arrives, until standard input ends; then end the process, busy or not."""
        try:
            for line in sys.stdin:
                request = json.loads(line)
                if request["do"] == "cancel":
                    self.cancelled.add(request["cancel"])
                else:
                    self.requests.put(request)
        except Exception:
            traceback.print_exc()  # a line that is none: nobody could be answered any more
        finally:
            os._exit(0)

    def serve(self, analyzer: Analyzer) -> None:
        """Answer until the process ends."""
        while True:
            request = self.requests.get()
            batch: list[Request] = []
            while request.get("whole") and len(batch) < BATCH - 1 and not self.requests.empty():
                batch.append(request)
                request = self.requests.get()
            if request.get("whole"):
                self.answer_batch(analyzer, [*batch, request])
                continue
            if batch:
                self.answer_batch(analyzer, batch)
            self.answer(analyzer, request)

    def answer(self, analyzer: Analyzer, request: Request) -> None:
        """Answer one request; whatever goes wrong in it is told and logged, and the next one is served."""
        begin = time.perf_counter()
        try:
            if request["do"] == "topics":
                self.answer_topics(analyzer, request, begin)
            elif request["do"] == "parse":
                self.parse_ahead(analyzer, request, begin)
            else:
                self.answer_analyze(analyzer, request, begin)
        except Cancelled:
            say({"id": request["id"], "event": "cancelled"})
        except Exception as error:
            traceback.print_exc()
            say({"id": request["id"], "event": "error", "message": f"{type(error).__name__}: {error}"})

    def go_on(self, number: int) -> None:
        """Raises Cancelled where a request was given up."""
        if number in self.cancelled:
            raise Cancelled

    def answer_topics(self, analyzer: Analyzer, request: Request, begin: float) -> None:
        doc = self.docs.get(request["digest"])
        if doc is None:
            say({"id": request["id"], "event": "unknown"})
            return
        self.read_last = request["digest"]
        found = analyzer.topics(doc, read_topics(request))
        say(
            {
                "id": request["id"],
                "event": "topics",
                "topics": [topic_to_json(topic) for topic in found],
                "ms": milliseconds(begin),
            }
        )

    def parse_ahead(self, analyzer: Analyzer, request: Request, begin: float) -> None:
        """Have an article parsed before anybody asks what is in it. A long one is not."""
        number, text = request["id"], request["text"]
        self.go_on(number)
        if request["digest"] not in self.docs:
            span, doc = next(analyzer.parse(text, go_on=lambda: self.go_on(number)), (None, None))
            if span is not None and doc is not None and span.length == len(text):
                self.keep(request["digest"], doc)
        say({"id": number, "event": "done", "ms": milliseconds(begin)})

    def answer_analyze(self, analyzer: Analyzer, request: Request, begin: float) -> None:
        from .pieces import join, taken_apart

        number, topics = request["id"], read_topics(request)
        last_told = 0.0

        def progress(stage: str, done: float) -> None:
            nonlocal last_told
            self.go_on(number)
            if time.monotonic() - last_told > 0.1:
                last_told = time.monotonic()
                say({"id": number, "event": "progress", "stage": stage, "done": round(done, 3)})

        doc = self.docs.get(request["digest"])
        if doc is None:
            parsed: dict[int, Piece] = {}
            start, end, soon = -1, 0, 1
            parse = analyzer.parse(request["text"], progress, request.get("near", 0), lambda: self.go_on(number))
            for span, piece in parse:
                start = span.start if start < 0 else start
                end = max(end, span.end)
                if span.length == len(request["text"]):
                    doc = piece  # the whole of a short one: most
                    break
                parsed[span.start] = taken_apart(piece)
                # From what is being read onward, as long as that hangs together and is not all.
                if len(parsed) == soon and span.start >= start and end - start < len(request["text"]):
                    soon *= MORE
                    near = join([parsed[at] for at in sorted(parsed)], analyzer.nlp.vocab)
                    part = analyzer.examine(near, request["digest"], topics, lambda stage, done: self.go_on(number))
                    for some in parts(part.shift(start)):
                        say({"id": number, "event": "part", "partial": True, "analysis": some})
                    say({"id": number, "event": "known"})
            if doc is None:
                doc = join([parsed[at] for at in sorted(parsed)], analyzer.nlp.vocab)
            parsed.clear()
        analysis = analyzer.examine(doc, request["digest"], topics, progress)
        self.read_last = request["digest"]
        self.keep(request["digest"], doc)
        send(number, analysis, milliseconds(begin))

    def answer_batch(self, analyzer: Analyzer, batch: list[Request]) -> None:
        """Several whole articles, parsed together: what `newsreader analyze` asks for. All with the same topics, and
        none is kept for topics to come."""
        asked = [(request["text"], request["digest"]) for request in batch]
        begin = time.perf_counter()
        for request, analysis in zip(batch, analyzer.analyze_many(asked, read_topics(batch[0])), strict=True):
            if isinstance(analysis, Exception):
                message = f"{type(analysis).__name__}: {analysis}"
                say({"id": request["id"], "event": "error", "message": message})
            else:
                send(request["id"], analysis, milliseconds(begin))

    def keep(self, digest: str, doc: Doc) -> None:
        """Keep a parsed article for what will be asked about it, and let the oldest go; never this one nor the one that
        was asked about last, which is being read."""
        self.docs[digest] = doc
        self.docs.move_to_end(digest)
        for oldest in [one for one in self.docs if one not in (digest, self.read_last)]:
            if sum(len(kept) for kept in self.docs.values()) <= KEPT_TOKENS:
                break
            del self.docs[oldest]


def read_topics(request: Request) -> list[Topic]:
    """The topics of a request."""
    return [Topic.from_json(item) for item in request.get("topics", ())]


def send(number: int, analysis: Analysis, ms: int) -> None:
    """One analysis as parts, and the word that it is done."""
    for part in parts(analysis):
        say({"id": number, "event": "part", "analysis": part})
    say({"id": number, "event": "done", "ms": ms})


def say(answer: dict[str, Any]) -> None:
    """Write one answer."""
    OUT.write(json.dumps(answer, ensure_ascii=True, separators=(",", ":")) + "\n")
    OUT.flush()


def milliseconds(begin: float) -> int:
    return round((time.perf_counter() - begin) * 1000)


OUT = sys.stdout


def main() -> int:
    """Load the model, say so, and serve."""
    global OUT
    parser = argparse.ArgumentParser(prog="python -m tui.nlp")
    parser.add_argument("--model", default="")
    arguments = parser.parse_args()
    # Whatever a library prints goes to the log; the answers have the real standard output to themselves.
    OUT = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    server = Server()
    threading.Thread(target=server.read, daemon=True).start()
    try:
        from .analyze import Analyzer
        from .pipeline import DEFAULT_MODEL, load_model

        analyzer = Analyzer(load_model(arguments.model or DEFAULT_MODEL))
    except (OSError, ImportError) as error:
        traceback.print_exc()
        say({"event": "failed", "message": str(error)})
        return 1
    say({"event": "ready", "model": analyzer.model})
    server.serve(analyzer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
