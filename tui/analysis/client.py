"""The client of the analysis process, for the reading screen and the command line alike.

The process is started by the first request, by `asyncio.create_subprocess_exec`: inside a running
Textual app that works, while `multiprocessing` fails on Textual's stand-in for standard error. It reads requests
from a pipe and ends when the pipe does, so it cannot outlive this program, however this program ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from pathlib import Path
from typing import IO

from ..text.analysis import Analysis, TopicPassages, share_sentences
from ..text.article import Article
from ..text.span import Span
from ..text.topic import Topic
from .protocol import (
    LENGTH,
    MARK,
    AnalysisPiece,
    Answer,
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
    analyze_request,
    answer_length,
    command,
    decode_answer,
    encode_text,
    environment,
    frame,
    join,
)

NICE = 10
"""How far the analysis yields to other programs (`nice`), so that keys come first on a busy machine."""

PATIENCE = 300.0
"""Seconds without an answer or a report of progress after which the process is ended: many times what it takes to load
the model or to read one sentence, since it must hold on a slow and busy machine too."""
CHECKS = 10
"""The number of checks within these seconds. The checks that a suspended computer misses count as one, however long it
was suspended."""

TO_END = 1.0
"""Seconds in which a process that gives no more answers may end by itself."""

OnProgress = Callable[[str, float], None]
"""Called with the name of the current step, for the reader, and the share of the work that is done (0 to 1)."""
OnPartial = Callable[[Analysis], None]
"""Called with the findings so far in a long article."""

_READ_ON = "the article can still be read. See `newsreader log --path`."


class AnalystError(Exception):
    """There is no analysis; str() is one sentence for the reader."""


class ProcessDied(AnalystError):
    """The analysis process ended while it had the article."""


class ProcessHung(ProcessDied):
    """The analysis process gave no sign of life for so long that it was ended."""


class ModelNotLoaded(AnalystError):
    """The analysis process cannot load the language model."""


class Analyst:
    """Asks one analysis process, which may have several requests at a time, and never blocks the event loop."""

    def __init__(
        self, model: str = "", log: Path | None = None, *, nice: int = NICE, patience: float = PATIENCE
    ) -> None:
        """`model` is the name of a spaCy pipeline, "" for the one that comes with newsreader. What the process writes
        to standard error goes to the file `log`. A process that is silent for `patience` seconds while somebody waits
        for an answer is ended."""
        self._model = model
        self._log = log
        self._nice = nice
        self._patience = patience
        self._process: asyncio.subprocess.Process | None = None
        self._log_file: IO[bytes] | None = None
        self._queues: dict[int, asyncio.Queue[Answer | AnalystError]] = {}
        """The queue of answers for each request that is not answered yet, by its id."""
        self._reader: asyncio.Task[None] | None = None
        self._last_id = 0
        self._starting = asyncio.Lock()

    @property
    def running(self) -> bool:
        """Whether the process is running."""
        return self._process is not None and self._process.returncode is None

    async def prepare(self) -> None:
        """Start the process, so that it loads the language model before it is asked. Raises AnalystError."""
        async with self._starting:
            if not self.running:
                await self._start()

    async def analyze(
        self,
        article: Article,
        topics: Sequence[Topic] = (),
        *,
        priority_offset: int = 0,
        together: bool = False,
        on_progress: OnProgress | None = None,
        on_partial: OnPartial | None = None,
    ) -> Analysis:
        """The analysis of an article. Cancelling the task cancels the work in the process too.

        Of a long article the part at `priority_offset` (code points) is analysed first. With `together` the process
        may take several articles at once, which is faster, and gives no partial analyses.

        Raises ModelNotLoaded, ProcessDied, or another AnalystError if the analysis of this article fails.
        """
        if on_progress and not self.running:
            on_progress("Loading the language model", 0.0)
        async with self._request(
            lambda id: analyze_request(id, article, topics, priority_offset=priority_offset, together=together)
        ) as answers:
            pieces: list[Analysis] = []
            sentences: dict[Span, Span] = {}
            while True:
                match await answers.get():
                    case Progress(stage=stage, done=done):
                        if on_progress:
                            on_progress(stage, done)
                    case AnalysisPiece(analysis=piece):
                        share_sentences(piece, sentences)
                        pieces.append(piece)
                    case PartialAnalysis(analysis=piece):
                        if on_partial:
                            on_partial(join([*pieces, piece]))
                        pieces.clear()
                        sentences.clear()
                    case WholeAnalysis(analysis=piece):
                        return join([*pieces, piece])
                    case answer:
                        raise _error(answer)

    async def passages(self, article: Article, topics: Sequence[Topic]) -> tuple[list[TopicPassages], int]:
        """The passages of some topics, and the milliseconds it took to find them.

        An article that the process no longer has in memory is analysed again. Raises AnalystError as `analyze` does.
        """
        async with self._request(lambda id: TopicsRequest(id, article.digest, tuple(topics))) as answers:
            answer = await answers.get()
        if isinstance(answer, UnknownArticle):
            await self.analyze(article)
            return await self.passages(article, topics)
        if not isinstance(answer, TopicsFound):
            raise _error(answer)
        return list(answer.topics), answer.ms

    async def parse_ahead(self, article: Article) -> None:
        """Have an article parsed that may be asked about next. Returns when it is; cancel the task to give it up.

        Raises AnalystError as `analyze` does.
        """
        async with self._request(lambda id: ParseRequest(id, article.digest, encode_text(article.text))) as answers:
            answer = await answers.get()
        if not isinstance(answer, Parsed):
            raise _error(answer)

    async def close(self) -> None:
        """Kill the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if self._reader is not None:
            # `_read` tells those who wait that no answer will come.
            await asyncio.wait({self._reader}, timeout=1)
            self._reader.cancel()
            self._reader = None
        if self._log_file is not None:
            self._log_file.close()
            self._log_file = None

    @contextlib.asynccontextmanager
    async def _request(self, make: Callable[[int], Request]) -> AsyncIterator[asyncio.Queue[Answer | AnalystError]]:
        """Send the request that `make` makes of an id, and receive its answers inside the block. If the task is
        cancelled there, so is the request."""
        self._last_id += 1
        id = self._last_id
        await self.prepare()
        answers = self._queues[id] = asyncio.Queue()
        try:
            await self._send(make(id))
            yield answers
        except asyncio.CancelledError:
            await self._send(CancelRequest(id), wait=False)
            raise
        finally:
            del self._queues[id]

    async def _send(self, request: Request, *, wait: bool = True) -> None:
        pipe = self._process.stdin if self._process is not None else None
        if pipe is not None and not pipe.is_closing():
            pipe.write(frame(request))
            if wait:
                with contextlib.suppress(ConnectionError):  # the process died: `_read` tells those who wait
                    await pipe.drain()

    async def _start(self) -> None:
        await self.close()
        if self._log is not None:
            with contextlib.suppress(OSError):  # an article can be read even if nothing can be logged
                self._log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                # A traceback may have words of the article, so only its owner may read the log.
                self._log_file = open(self._log, "ab", opener=lambda name, flags: os.open(name, flags, 0o600))  # noqa: SIM115
                self._log.chmod(0o600)
        try:
            self._process = await asyncio.create_subprocess_exec(
                *command(self._model),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=self._log_file or asyncio.subprocess.DEVNULL,
                env=environment(),
                # A process group of its own, so that ctrl+c in the terminal reaches only this program. Not a session of
                # its own: Linux gives each session the same share of a busy processor, whatever its `nice`.
                process_group=0,
            )
        except OSError as error:
            raise AnalystError(f"The analysis could not be started: {error.strerror}.") from error
        if self._nice and hasattr(os, "setpriority"):
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, self._nice)
        self._reader = asyncio.create_task(self._read(self._process))

    async def _patiently(self, reading: Coroutine[None, None, Answer]) -> Answer:
        """Wait for an answer, and for as long as there is no request. Raises TimeoutError after `patience` seconds
        without one while somebody waits, and whatever `reading` raises."""
        task = asyncio.create_task(reading)
        missed = 0
        try:
            while not (await asyncio.wait({task}, timeout=self._patience / CHECKS))[0]:
                missed = missed + 1 if self._queues else 0
                if missed == CHECKS:
                    raise TimeoutError
            return task.result()
        finally:
            task.cancel()

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        """Pass each answer to its request; when the process ends, pass an error to all requests that still wait."""
        assert process.stdout is not None
        error: AnalystError = ProcessDied(f"The analysis stopped unexpectedly; {_READ_ON}")
        first = True
        try:
            while True:
                answer = await self._patiently(_read_answer(process.stdout, first=first))
                first = False
                if isinstance(answer, ModelMissing):
                    error = ModelNotLoaded(f"The language model could not be loaded: {answer.message}")
                elif not isinstance(answer, Ready) and answer.id in self._queues:
                    self._queues[answer.id].put_nowait(answer)
        except asyncio.IncompleteReadError:
            pass  # the process ended
        except (asyncio.LimitOverrunError, ValueError):
            error = ProcessDied(f"The analysis process wrote something that is not an answer; {_READ_ON}")
        except TimeoutError:
            error = ProcessHung(f"The analysis did not answer for {self._patience:.0f} seconds; {_READ_ON}")
        # A process that has ended its output is about to end. `kill` at this moment would take its exit status away
        # from asyncio, which then warns of an unknown child process.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), TO_END)
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await process.communicate()  # not `wait`, which may never return while there is output that nobody has read
        for queue in self._queues.values():
            queue.put_nowait(error)


async def _read_answer(stream: asyncio.StreamReader, *, first: bool) -> Answer:
    """The next answer. Before the first one the process may have printed something. Raises IncompleteReadError,
    LimitOverrunError or ValueError."""
    if first:
        await stream.readuntil(MARK)
    length = answer_length((MARK if first else await stream.readexactly(len(MARK))) + await stream.readexactly(LENGTH))
    return decode_answer(await stream.readexactly(length))


def _error(answer: Answer | AnalystError) -> AnalystError:
    """The error for an answer that is not the one expected."""
    if isinstance(answer, AnalystError):
        return answer
    reason = answer.message if isinstance(answer, Failure) else type(answer).__name__
    return AnalystError(f"The analysis of this article failed ({reason}).")
