"""The reading screen's way to the analysis process.

The process is started when it is first asked something, by `asyncio.create_subprocess_exec`: inside a running
Textual app that works, where `multiprocessing` fails on Textual's stand-in for standard error. It reads requests
from a pipe and ends when the pipe does, so it cannot outlive this program, however this program ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import IO, Any

from ..text.analysis import Analysis, TopicPassages, topic_from_json
from ..text.article import Article
from ..text.packed import packed
from ..text.topic import Topic
from . import protocol as analysis_process
from .protocol import Answer, Gathering

AHEAD = 4
"""Answers held ready; then the analysis process waits until there is room."""
NICE = 10
"""How far the analysis stands back for other programs (`nice`)."""

Told = Callable[[str, float], None]
"""Called with what is being done and how much of it is done (0 to 1)."""
Known = Callable[[Analysis], None]
"""Called with what is known so far of a long article."""


class AnalystError(Exception):
    """The analysis could not be had; str() is one sentence for the reader."""


class Analyst:
    """Asks the analysis process, one question after another, and never blocks the keys."""

    def __init__(self, model: str = "", log: Path | None = None) -> None:
        self._model = model
        self._log = log
        self._process: asyncio.subprocess.Process | None = None
        self._log_file: IO[bytes] | None = None
        self._waiting: dict[int, asyncio.Queue[Answer]] = {}
        self._reader: asyncio.Task[None] | None = None
        self._number = 0
        self._sending = asyncio.Lock()
        """Held while the process is started and while a line is being sent."""
        self._given_up: list[int] = []

    @property
    def running(self) -> bool:
        """True while there is a process."""
        return self._process is not None and self._process.returncode is None

    async def prepare(self) -> None:
        """Start the process, so that it loads the language model before it is asked. Raises AnalystError."""
        async with self._sending:
            await self._start()

    async def analyze(
        self,
        article: Article,
        topics: Sequence[Topic] = (),
        *,
        near: int = 0,
        told: Told | None = None,
        known: Known | None = None,
    ) -> Analysis:
        """The analysis of an article. Cancelling the task gives the work up in the process too.

        Raises AnalystError where the process cannot be started, dies, or fails at this article.
        """
        tell = told or (lambda stage, done: None)
        if not self.running:
            tell("Loading the language model", 0.0)
        number, answers = await self._ask(
            lambda number: analysis_process.analyze_request_in_pieces(number, article, topics, near=near)
        )
        whole, part = Gathering(), Gathering()
        try:
            while True:
                answer = await answers.get()
                match answer["event"]:
                    case "progress":
                        tell(answer["stage"], answer["done"])
                    case "known":
                        if known:
                            known(part.analysis())
                        part = Gathering()
                    case "part":
                        begin = monotonic()
                        (part if answer.get("partial") else whole).add(answer["analysis"])
                        # As long for keys as for a part: a key takes a dozen turns of the event loop, and a part in
                        # each of them would be seen.
                        await asyncio.sleep(monotonic() - begin)
                    case "done":
                        return whole.analysis()
                    case _:
                        raise AnalystError(failure(answer))
        except asyncio.CancelledError:
            self._cancel(number)
            raise
        finally:
            self._leave(number)

    async def passages(self, article: Article, topics: Sequence[Topic]) -> tuple[list[TopicPassages], int]:
        """The passages of some topics, and the milliseconds it took to find them.

        An article the process no longer has in mind is parsed again. Raises AnalystError as `analyze` does.
        """
        number, answers = await self._ask(
            lambda number: iter([analysis_process.topics_request(number, article.digest, topics)])
        )
        try:
            answer = await answers.get()
        finally:
            self._leave(number)
        if answer["event"] == "topics":
            found = Analysis("", topics=tuple([topic_from_json(item) for item in answer["topics"]]))
            return list(packed(found).topics), answer["ms"]
        if answer["event"] == "unknown":
            await self.analyze(article)
            return await self.passages(article, topics)
        raise AnalystError(failure(answer))

    async def parse_ahead(self, article: Article) -> None:
        """Have an article parsed that may be asked about next. Ends when it is; cancel it to give it up.

        Raises AnalystError as `analyze` does.
        """
        number, answers = await self._ask(
            lambda number: analysis_process.analyze_request_in_pieces(number, article, do="parse")
        )
        try:
            answer = await answers.get()
        except asyncio.CancelledError:
            self._cancel(number)
            raise
        finally:
            self._leave(number)
        if answer["event"] != "done":
            raise AnalystError(failure(answer))

    async def close(self) -> None:
        """End the process. Returns at once; whatever it was doing is given up."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if self._reader is not None:
            # It tells those who wait that nothing more will come. None of them may be there to hear it.
            await asyncio.wait({self._reader}, timeout=1)
            self._reader.cancel()
            self._reader = None
        if self._log_file is not None:
            self._log_file.close()
            self._log_file = None

    async def _ask(self, request: Callable[[int], Iterator[bytes]]) -> tuple[int, asyncio.Queue[Answer]]:
        self._number += 1
        number = self._number
        answers: asyncio.Queue[Answer] = asyncio.Queue(AHEAD)
        try:
            async with self._sending:
                await self._start()
                # Not before: a process that has died tells all who wait.
                self._waiting[number] = answers
                await self._send_all(request(number))
        except BaseException:
            self._leave(number)
            self._cancel(number)
            raise
        return number, answers

    def _cancel(self, number: int) -> None:
        """Give a request up; where another one is being sent, right after it."""
        self._given_up.append(number)
        if not self._sending.locked():
            self._tell_given_up()

    def _tell_given_up(self) -> None:
        while self._given_up:
            self._send(analysis_process.cancel_request(self._given_up.pop()))

    async def _send_all(self, pieces: Iterator[bytes]) -> None:
        """Send a line, no more of it at a time than the pipe takes. One that is broken off is ended."""
        process = self._process
        begun = ended = False
        try:
            for piece in pieces:
                self._send(piece)
                begun, ended = True, piece.endswith(b"\n")
                if process is not None and process.stdin is not None:
                    with contextlib.suppress(ConnectionError):  # it has died: who waits is told by the reader
                        await process.stdin.drain()
        finally:
            if begun and not ended:
                self._send(analysis_process.END)
            self._tell_given_up()

    def _leave(self, number: int) -> None:
        """Nobody waits for that answer any more."""
        answers = self._waiting.pop(number, None)
        while answers is not None and not answers.empty():
            answers.get_nowait()  # whoever has another one at hand is not to wait for room

    def _send(self, line: bytes) -> None:
        if self._process is not None and self._process.stdin is not None and not self._process.stdin.is_closing():
            self._process.stdin.write(line)

    async def _start(self) -> None:
        if self.running:
            return
        await self.close()
        if self._log is not None:
            with contextlib.suppress(OSError):  # where nothing can be logged, the article can be read all the same
                self._log.parent.mkdir(parents=True, exist_ok=True)
                self._log_file = self._log.open("ab")
        try:
            self._process = await asyncio.create_subprocess_exec(
                *analysis_process.command(self._model),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=self._log_file or asyncio.subprocess.DEVNULL,
                env=analysis_process.environment(),
                # A session of its own, so that ctrl+c in the terminal reaches the reader alone.
                start_new_session=True,
            )
        except OSError as error:
            raise AnalystError(f"The analysis could not be started: {error.strerror}.") from error
        if hasattr(os, "setpriority"):
            # Keys come first where there are not processors enough for both.
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, NICE)
        self._reader = asyncio.create_task(self._read(self._process))

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        """Hand each answer to who asked; when the process ends, tell all who still wait."""
        assert process.stdout is not None
        reason = "The analysis stopped unexpectedly; the article can still be read. See `newsreader log --path`."
        async for raw in _lines(process.stdout):
            answer: Answer = json.loads(raw)
            if answer.get("event") == "failed":
                reason = f"The language model could not be loaded: {answer['message']}"
            elif (queue := self._waiting.get(answer.get("id", 0))) is not None:
                await queue.put(answer)
        await process.wait()
        for queue in list(self._waiting.values()):
            await queue.put({"event": "died", "message": reason})


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Lines of any length. The stream's own way would have all that has arrived in memory, or a limit to a line."""
    begun: list[bytes] = []
    while some := await stream.read(1 << 16):
        *ends, rest = some.split(b"\n")
        for end in ends:
            yield b"".join([*begun, end])
            begun = []
        if rest:
            begun.append(rest)


def failure(answer: dict[str, Any]) -> str:
    """The sentence for an answer that is none."""
    if answer["event"] == "died":
        return str(answer["message"])
    return f"The analysis of this article failed ({answer.get('message', answer['event'])})."
