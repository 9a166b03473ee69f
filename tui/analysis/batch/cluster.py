"""Sends groups of articles to a Dask cluster and returns their results as they arrive.

Dask distributes the work and repeats the work of a worker that died. This module adds two things: it sends only as many
groups as keep the workers busy, so memory does not grow with the corpus, and it isolates an article that kills its
workers (see `suspects`).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import queue
import re
import signal
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from multiprocessing import resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...text.topic import Topic
from .group import Group
from .suspects import Suspects
from .table import Provenance
from .worker import GroupResult, GroupTask, WorkerError, analyze_group

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

LOCAL = re.compile(r"local(?::([1-9][0-9]{0,2}))?")
"""A cluster on this machine, for testing: "local" or "local:2"."""
AHEAD = 3
"""Groups sent for each worker: one being analysed, one waiting there, one for the time the answer takes."""
TALKING = ("distributed", "distributed.client", "distributed.scheduler", "distributed.nanny", "tornado.application")
"""Loggers that would print on the screen: Dask gives them a handler, or Python's handler of last resort applies."""
GRACE = 4
"""Seconds without a worker before the user is notified."""
DESPAIR = 90
"""Seconds without a worker after which a local cluster gives up. On any other cluster, somebody may start one."""
FINISHED_IS_SAVED = "Finished work is saved; run the same command to continue."
PATIENCE = 15
"""Seconds a scheduler has to answer."""


def processors() -> int:
    """How many processors this process may use; macOS and Windows report only how many there are in all."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class ClusterError(Exception):
    """The cluster cannot be used; str() says why in a sentence."""


class Cluster:
    """A connection to a Dask scheduler. A context manager; leaving it cancels unfinished work."""

    def __init__(
        self,
        address: str,
        topics: Sequence[Topic] = (),
        model: str = "",
        *,
        log: Path | None = None,
        notify: Callable[[str], None] = lambda sentence: None,
        task: Callable[[GroupTask], GroupResult] = analyze_group,
    ) -> None:
        """`address` is that of a scheduler, a scheduler file (.json), "local" or "local:2". `notify` is called with
        sentences for the user who waits. `task` is what the workers run."""
        self._address = address
        self._work = GroupTask(Group(0, ()), tuple(topics), model)
        self._log = log
        self._notify = notify
        self._task = task
        self._answers: queue.Queue[Future[GroupResult]] = queue.Queue()
        self._under_way: dict[Any, Group] = {}
        self._client: Client | None = None
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Cluster:
        """Raises ClusterError."""
        import dask
        import distributed  # noqa: F401  # sets up its logging when it is imported, so before ours

        with contextlib.ExitStack() as stack:
            stack.enter_context(_quiet(self._log))
            # Dask keeps its last thousand messages for debugging, and ours have articles in them.
            stack.enter_context(dask.config.set({"distributed.admin.low-level-log-length": 1}))
            self._client = stack.enter_context(self._connected(stack))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _connected(self, stack: contextlib.ExitStack) -> Client:
        from distributed import Client

        local = LOCAL.fullmatch(self._address)
        try:
            if local:
                workers = int(local[1] or processors())
                return Client(stack.enter_context(local_cluster(workers)), set_as_default=False)
            if self._address.endswith(".json"):
                return Client(scheduler_file=self._address, timeout=PATIENCE, set_as_default=False)
            return Client(self._address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterError(f"There is no Dask scheduler at {self._address} ({error}).") from error

    def run(self, groups: Iterator[Group]) -> Iterator[tuple[Group, GroupResult]]:
        """The result of each group, in the order in which they are finished. Raises ClusterError."""
        lonely = 0
        suspects = Suspects()
        exhausted = False
        while True:
            workers = self._workers()
            lonely = 0 if workers else lonely + 1
            if lonely == GRACE:
                self._notify("The cluster has no workers at the moment; waiting for them.")
            if lonely == DESPAIR and LOCAL.fullmatch(self._address):
                raise ClusterError(f"The workers died and could not be started again. {FINISHED_IS_SAVED}")
            if suspect := suspects.next():
                self._send(suspect)
            while not exhausted and len(self._under_way) < AHEAD * max(1, workers):
                group = next(groups, None)
                if group is None:
                    exhausted = True
                else:
                    self._send(group)
            if not self._under_way:
                return
            for future in self._finished():
                group = self._under_way.pop(future.key)
                done = self._outcome(future, group)
                if outcome := suspects.died(group) if done is None else suspects.answered(group, done):
                    yield outcome

    def _send(self, group: Group) -> None:
        assert self._client is not None
        # The key is shown in Dask's own displays, and never equals that of another run.
        key = f"newsreader-{group.number}-{len(group.items)}-{os.urandom(6).hex()}"
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Sending large graph")
            future = self._client.submit(self._task, replace(self._work, group=group), key=key, pure=False)
        self._under_way[future.key] = group
        future.add_done_callback(self._answers.put)

    def _finished(self) -> Iterator[Future[GroupResult]]:
        """The finished groups; waits for a second at most."""
        with contextlib.suppress(queue.Empty):
            yield self._answers.get(timeout=1)
            while True:
                yield self._answers.get_nowait()

    def _workers(self) -> int:
        assert self._client is not None
        if self._client.status != "running":
            raise self._lost()
        return len(self._client.scheduler_info(n_workers=-1)["workers"])

    def _outcome(self, future: Future[GroupResult], group: Group) -> GroupResult | None:
        """The result of a group; None if its workers died."""
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker

        try:
            while True:
                # A worker may die before its answer is fetched; Dask then repeats the task.
                with contextlib.suppress(TimeoutError):
                    return future.result(timeout=1)
                self._workers()
        except WorkerError as error:
            raise ClusterError(str(error)) from error
        except ModuleNotFoundError as error:
            raise ClusterError(f"The workers need newsreader-tui[dask] too: {error}.") from error
        except (FutureCancelledError, asyncio.CancelledError) as error:
            raise self._lost() from error
        except KilledWorker:
            return None
        except Exception as error:
            why = f"The analysis failed ({type(error).__name__}: {error})."
            return GroupResult(Provenance(), None, tuple((item.source, why) for item in group.items))
        finally:
            future.release()

    def _lost(self) -> ClusterError:
        return ClusterError(f"The connection to the Dask scheduler at {self._address} is lost. {FINISHED_IS_SAVED}")


@contextlib.contextmanager
def local_cluster(workers: int) -> Iterator[LocalCluster]:
    """A scheduler and workers on this machine, one process each."""
    import dask
    from distributed import LocalCluster

    # Dask always opens a web server: so on a free port, for this machine only, and without pages.
    # Its memory limit kills workers; ours need some 700 MB in any case.
    # Its profiler samples a worker a hundred times a second, which takes a tenth of the worker's time.
    settings = {
        "distributed.scheduler.allowed-failures": 1,
        "distributed.scheduler.http.routes": [],
        "distributed.worker.http.routes": [],
        "distributed.worker.profile.enabled": False,
        "distributed.admin.tick.interval": "1s",
    }
    # The workers and the process that Python starts alongside them must not import modules from the current folder.
    os.environ["PYTHONSAFEPATH"] = "1"
    with contextlib.ExitStack() as stack:
        stack.enter_context(dask.config.set(settings))
        with _deaf_children():
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                memory_limit=0,
                silence_logs=logging.CRITICAL,
            )
        yield stack.enter_context(cluster)


@contextlib.contextmanager
def _deaf_children() -> Iterator[None]:
    """Threads started here, and the processes that they start, now or later, ignore ctrl+c. The terminal sends it to
    all processes, but only the process that started them should end them."""
    # Starting this one later would unblock the signal, so start it first.
    resource_tracker.ensure_running()
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


@contextlib.contextmanager
def _quiet(log: Path | None) -> Iterator[None]:
    """Send Dask's own messages to the log instead of the screen."""
    handler: logging.Handler = logging.NullHandler()
    if log is not None:
        with contextlib.suppress(OSError):
            log.parent.mkdir(parents=True, exist_ok=True)
            handler = logging.FileHandler(log, delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s dask: %(message)s"))
    loggers = [logging.getLogger(name) for name in TALKING]
    former = [(logger, logger.handlers[:], logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.propagate = [handler], False
    try:
        yield
    finally:
        handler.close()
        for logger, handlers, propagate in former:
            logger.handlers, logger.propagate = handlers, propagate
