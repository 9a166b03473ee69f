"""Many articles, analysed by several analysis processes at once and returned in the order given.

The clients live in an event loop in a thread of their own, so that the caller may block: read files, print, write.
"""

from __future__ import annotations

import asyncio
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

from ..text.analysis import Analysis
from ..text.analyzed import Analyzed
from ..text.article import Article
from ..text.topic import Topic
from .client import PATIENCE, Analyst, AnalystError, ModelNotLoaded, ProcessDied, ProcessHung

AHEAD = 64
"""Articles given to a process before their answers have arrived: twice as many as it takes together, so that it never
waits."""


class Failed(Exception):
    """An article could not be read or analysed; str() says why, in a sentence for the reader."""


Outcome = Analyzed | Failed


class AnalystPool:
    """Some analysis processes that share the work. A context manager; leaving it kills the processes."""

    def __init__(self, model: str, topics: Sequence[Topic], size: int, log: Path | None = None) -> None:
        """At most `size` processes with that model search each article for these topics and log to the file `log`."""
        self._model = model
        self._topics = topics
        self._size = size
        self._log = log
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._unanswered: Counter[Analyst] = Counter()
        """How many articles each process has been given and not answered."""
        self._careful = Analyst(model, log, nice=0)
        """Takes one by one those articles that were with a process when it died."""
        self._one_at_a_time = asyncio.Lock()

    def __enter__(self) -> AnalystPool:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, articles: Iterable[tuple[str, Article | Failed]]) -> Iterator[tuple[str, Outcome]]:
        """The outcome for each article, with its path, in the order given and as soon as it is known.

        Takes only some articles ahead, so memory holds a few dozen, however many there are. Raises ModelNotLoaded.
        """
        waiting: deque[tuple[str, Future[Outcome]]] = deque()
        for path, article in articles:
            waiting.append((path, self._submit(path, article)))
            while waiting and (waiting[0][1].done() or len(waiting) >= AHEAD * self._size):
                path, outcome = waiting.popleft()
                yield path, outcome.result()
        for path, outcome in waiting:
            yield path, outcome.result()

    def _submit(self, path: str, article: Article | Failed) -> Future[Outcome]:
        if not isinstance(article, Failed):
            return asyncio.run_coroutine_threadsafe(self._outcome(path, article), self._loop)
        failed: Future[Outcome] = Future()
        failed.set_result(article)
        return failed

    async def _outcome(self, path: str, article: Article) -> Outcome:
        try:
            return Analyzed(path, article, await self._analyze(article))
        except ProcessHung:
            return Failed(f"The analysis of this article made no progress for {PATIENCE:.0f} seconds and was ended.")
        except ProcessDied:
            return Failed("The analysis process crashed on this article.")
        except ModelNotLoaded:
            raise
        except AnalystError as error:
            return Failed(str(error))

    async def _analyze(self, article: Article) -> Analysis:
        analyst = self._least_busy()
        self._unanswered[analyst] += 1
        try:
            return await analyst.analyze(article, self._topics, together=True)
        except ProcessDied:
            # This article may be the cause or not, so it is tried again alone.
            async with self._one_at_a_time:
                return await self._careful.analyze(article, self._topics)
        finally:
            self._unanswered[analyst] -= 1

    def _least_busy(self) -> Analyst:
        analyst = min(self._unanswered, key=self._unanswered.__getitem__, default=None)
        if analyst is None or (self._unanswered[analyst] and len(self._unanswered) < self._size):
            analyst = Analyst(self._model, self._log, nice=0)
        return analyst

    async def _close(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for analyst in (*self._unanswered, self._careful):
            await analyst.close()
