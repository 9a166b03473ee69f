"""Articles in, analyses out, in the order given: what the sub-commands that need an analysis share."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ..analysis.protocol import Answer, Gathering, analyze_request, command, environment
from ..text.analyzed import Analyzed as Analyzed
from ..text.article import Article
from ..text.topic import Topic
from .errors import CliError

if TYPE_CHECKING:
    import argparse

    from ..config.settings import Settings

AHEAD = 64
"""Articles given to one process before their answers are in: two of its batches, so that it never waits for us."""


@dataclass
class Job:
    """An article on its way."""

    order: int
    path: str
    article: Article
    tries: int = 0
    gathering: Gathering = field(default_factory=Gathering)


@dataclass
class Worker:
    """One analysis process, and what it was given."""

    process: subprocess.Popen[bytes]
    jobs: dict[int, Job] = field(default_factory=dict)
    reader: threading.Thread | None = None
    """Hands on what the process says."""

    def close(self) -> None:
        """Wait for the end of a process that has ended or was killed, and close its pipes."""
        self.process.wait()
        if self.reader is not None:
            self.reader.join()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was not written yet is for nobody
                    pipe.close()


class Failed(Exception):
    """An article has no analysis; str() says why."""


Outcome = Analyzed | Failed


def analyze_files(
    paths: Sequence[str],
    *,
    topics: Sequence[Topic] = (),
    model: str = "",
    jobs: int = 1,
    format: str | None = None,
    on_error: Callable[[str, str], None] | None = None,
    log: Path | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> Generator[Analyzed]:
    """The analysis of each file, address or standard input ("-"), in the order given and as soon as it is ready.

    Whoever may leave before the end closes it (`contextlib.closing`), so that its processes end at once. A file that
    cannot be read or analysed is told to `on_error` (path, sentence) and left out. `on_progress` is told how many are
    done. Memory holds a few dozen articles at a time, however many there are. Raises CliError where the language model
    cannot be loaded.
    """
    from ..formats.load_error import LoadError
    from .sources import load_source

    tell = on_error or (lambda path, why: None)

    def articles() -> Iterator[tuple[str, Article | Failed]]:
        for path in paths:
            try:
                yield path, load_source(path, format=format).article
            except LoadError as error:
                yield path, Failed(str(error))

    with Pool(model, topics, max(1, jobs), log) as pool:
        for done, (path, outcome) in enumerate(pool.run(articles()), start=1):
            if on_progress:
                on_progress(done)
            if isinstance(outcome, Failed):
                tell(path, str(outcome))
            else:
                yield outcome


@contextlib.contextmanager
def analyzed_with_progress(
    args: argparse.Namespace, settings: Settings, topics: Sequence[Topic], paths: Sequence[str], failures: list[str]
) -> Iterator[Iterator[Analyzed]]:
    """`analyze_files` as a sub-command with `--jobs` does it: with a progress bar, ended at once when it is left. What
    has no analysis is told and goes to `failures`."""
    from ..config.paths import log_file
    from .choices import report
    from .progress import progress_bar

    with (
        progress_bar(len(paths), "Analysing") as advance,
        contextlib.closing(
            analyze_files(
                paths,
                topics=topics,
                model=settings.model,
                jobs=args.jobs,
                log=log_file(args.data_dir),
                on_error=lambda path, why: failures.append(report(path, why)),
                on_progress=advance,
            )
        ) as found,
    ):
        yield found


class Pool:
    """Some analysis processes that share the work. A context manager: leaving it ends them."""

    def __init__(self, model: str, topics: Sequence[Topic], size: int, log: Path | None = None) -> None:
        self._model = model
        self._topics = topics
        self._answers: queue.Queue[tuple[Worker, Answer]] = queue.Queue()
        self._log: IO[bytes] | None = None
        with contextlib.suppress(OSError):  # where nothing can be logged, articles can be read all the same
            if log is not None:
                log.parent.mkdir(parents=True, exist_ok=True)
                self._log = log.open("ab")
        self._size = size
        self._workers: list[Worker] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.close()
        if self._log is not None:
            self._log.close()

    def run(self, articles: Iterable[tuple[str, Article | Failed]]) -> Iterator[tuple[str, Outcome]]:
        """What became of each article, in order."""
        waiting = enumerate(articles)
        again: deque[Job] = deque()
        finished: dict[int, tuple[str, Outcome]] = {}
        turn, exhausted = 0, False
        while True:
            while len(finished) + sum(len(worker.jobs) for worker in self._workers) + len(again) < AHEAD * self._size:
                if again:
                    self._give(again.popleft())
                    continue
                item = next(waiting, None)
                if item is None:
                    exhausted = True
                    break
                order, (path, article) = item
                if isinstance(article, Failed):
                    finished[order] = (path, article)
                else:
                    self._give(Job(order, path, article))
            while turn in finished:
                yield finished.pop(turn)
                turn += 1
            busy = any(worker.jobs for worker in self._workers)
            if not busy and not again and exhausted and not finished:
                return
            if busy:
                worker, answer = self._answers.get()
                self._take(worker, answer, finished, again)

    def _give(self, job: Job) -> None:
        if len(self._workers) < self._size and all(worker.jobs for worker in self._workers):
            self._start()
        worker = min(self._workers, key=lambda worker: len(worker.jobs))
        worker.jobs[job.order + 1] = job
        assert worker.process.stdin is not None
        # A process that died meanwhile says so through its reader thread, which hands the job back.
        with contextlib.suppress(BrokenPipeError):
            worker.process.stdin.write(analyze_request(job.order + 1, job.article, self._topics, whole=job.tries == 0))
            worker.process.stdin.flush()

    def _take(
        self, worker: Worker, answer: Answer, finished: dict[int, tuple[str, Outcome]], again: deque[Job]
    ) -> None:
        match answer["event"]:
            case "part" if not answer.get("partial"):
                worker.jobs[answer["id"]].gathering.add(answer["analysis"])
            case "done":
                job = worker.jobs.pop(answer["id"])
                finished[job.order] = (job.path, Analyzed(job.path, job.article, job.gathering.analysis()))
            case "error":
                job = worker.jobs.pop(answer["id"])
                finished[job.order] = (job.path, Failed(f"The analysis failed ({answer['message']})."))
            case "failed":
                raise CliError(
                    f"The language model could not be loaded: {answer['message']} "
                    "Install it, or name another one in the settings."
                )
            case "ended":
                self._workers.remove(worker)
                worker.close()
                for job in worker.jobs.values():
                    job.tries += 1
                    job.gathering = Gathering()
                    if job.tries < 2:
                        again.append(job)
                    else:
                        finished[job.order] = (job.path, Failed("The analysis process died over this article."))

    def _start(self) -> None:
        process = subprocess.Popen(
            command(self._model),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log or subprocess.DEVNULL,
            env=environment(),
        )
        worker = Worker(process)
        self._workers.append(worker)
        worker.reader = threading.Thread(target=self._read, args=(worker,), daemon=True)
        worker.reader.start()

    def _read(self, worker: Worker) -> None:
        assert worker.process.stdout is not None
        for raw in worker.process.stdout:
            self._answers.put((worker, json.loads(raw)))
        self._answers.put((worker, {"event": "ended"}))
