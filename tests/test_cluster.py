"""Articles on a Dask cluster: a real one with two workers on this machine."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from tests.analyzed import MADE, WORDS, analyse, item
from tui.analysis.batch.cluster import Cluster, ClusterError, local_cluster
from tui.analysis.batch.group import GROUP_BYTES, GROUP_FILES, Group, QueuedArticle, groups
from tui.analysis.batch.results import Results, read_results
from tui.analysis.batch.worker import GroupTask, _analyzer, analyze_group
from tui.cli.main import main
from tui.text.topic import Topic

if TYPE_CHECKING:
    from distributed import LocalCluster
    from spacy.language import Language


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    """Two workers, each a process that is restarted when it dies."""
    with local_cluster(2) as cluster:
        yield cluster


def analyse_all(address: str, items: Sequence[QueuedArticle], folder: Path) -> list[tuple[str, str]]:
    """Analyse everything into a folder of results; return the failures."""
    failures = []
    with Results(folder, MADE) as results, Cluster(address, task=analyse) as cluster:
        for group, done in cluster.run(groups(items)):
            results.add(group.number, done.provenance, done.parquet)
            failures += done.failures
    return failures


def sources(folder: Path) -> list[str]:
    return [found.path for found in read_results(folder)]


def test_small_files_are_grouped_and_a_long_one_stays_alone() -> None:
    small, long = item("a"), item("b", "x" * GROUP_BYTES)
    sizes = [len(group.items) for group in groups([*[small] * (GROUP_FILES + 1), long, small])]
    assert sizes == [GROUP_FILES, 1, 1, 1]
    assert [group.number for group in groups([small] * 40)] == [0, 1, 2]


def test_every_article_is_stored_once_and_in_order(workers: LocalCluster, tmp_path: Path) -> None:
    items = [item(f"{number:03d}") for number in range(100)]
    assert analyse_all(workers.scheduler_address, items, tmp_path) == []
    assert sources(tmp_path) == [one.source for one in items]


def test_a_bad_file_is_reported_and_the_others_are_stored(workers: LocalCluster, tmp_path: Path) -> None:
    items = [item("a"), item("empty", " \n"), item("b")]
    ((source, why),) = analyse_all(workers.scheduler_address, items, tmp_path)
    assert source == "empty" and "empty" in why
    assert sources(tmp_path) == ["a", "b"]


def test_a_worker_that_dies_causes_no_loss_and_no_duplicate(workers: LocalCluster, tmp_path: Path) -> None:
    items = [item(f"{number:03d}") for number in range(100)]
    items[41] = item("041", f"Die once {tmp_path / 'dead'} and then never more.")
    assert analyse_all(workers.scheduler_address, items, tmp_path / "results") == []
    assert (tmp_path / "dead").exists()
    assert sources(tmp_path / "results") == [one.source for one in items]


def test_ctrl_c_does_not_stop_the_workers(workers: LocalCluster, tmp_path: Path) -> None:
    from distributed import Client

    # A worker that replaced a dead one (see above) ignores the signal too.
    with Client(workers.scheduler_address, set_as_default=False) as client:
        client.wait_for_workers(2)
        pids = client.run(os.getpid)
    for pid in pids.values():
        os.kill(pid, signal.SIGINT)
    assert analyse_all(workers.scheduler_address, [item(f"{number:02d}") for number in range(64)], tmp_path) == []
    with Client(workers.scheduler_address, set_as_default=False) as client:
        assert client.run(os.getpid) == pids


def test_a_task_that_fails_is_reported_and_the_run_continues(workers: LocalCluster, tmp_path: Path) -> None:
    items = [item(f"{number:03d}") for number in range(40)]
    items[20] = item("020", "Fail.")
    failures = dict(analyse_all(workers.scheduler_address, items, tmp_path))
    assert list(failures) == [f"{number:03d}" for number in range(16, 32)]
    assert "ZeroDivisionError" in failures["020"] and len(sources(tmp_path)) == 24


def test_a_large_corpus_is_read_only_as_fast_as_it_is_analysed(workers: LocalCluster, tmp_path: Path) -> None:
    read = 0

    def endless() -> Iterator[QueuedArticle]:
        nonlocal read
        while True:
            read += 1
            yield item(f"{read}")

    with Cluster(workers.scheduler_address, task=analyse) as cluster:
        done = cluster.run(groups(endless()))
        for _ in range(20):
            next(done)
    # The groups that came back, three for each worker, and one more that groups() has looked at.
    assert read <= (20 + 2 * 3 + 1) * GROUP_FILES + 1


def test_workers_with_another_version_of_newsreader_are_refused(workers: LocalCluster) -> None:
    with (
        Cluster(workers.scheduler_address, task=other_version) as cluster,
        pytest.raises(ClusterError, match=r"0\.0\.1.*Install the same version on both"),
    ):
        list(cluster.run(groups([item("a")])))


def other_version(work: GroupTask) -> object:
    """What an older version of newsreader would request."""
    return analyze_group(GroupTask(work.group, work.topics, work.model, "0.0.1, analysis 0"))


def test_a_worker_without_the_model_gives_a_clear_message(workers: LocalCluster) -> None:
    with (
        Cluster(workers.scheduler_address, model="no_such_model") as cluster,
        pytest.raises(ClusterError, match="language model cannot be loaded on a worker"),
    ):
        list(cluster.run(iter([Group(0, (item("a"),))])))


def test_a_missing_scheduler_gives_a_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.analysis.batch.cluster.PATIENCE", 1)
    with pytest.raises(ClusterError, match="no Dask scheduler at tcp://127.0.0.1:9"), Cluster("tcp://127.0.0.1:9"):
        pass


def test_a_lost_scheduler_is_reported_and_finished_work_is_saved(tmp_path: Path) -> None:
    with local_cluster(1) as own:
        items = [item(f"{number}") for number in range(400)]
        with (
            pytest.raises(ClusterError, match="is lost. Finished work is saved"),
            Results(tmp_path, MADE) as results,
            Cluster(own.scheduler_address, task=analyse) as cluster,
        ):
            for group, done in cluster.run(groups(items)):
                results.add(group.number, done.provenance, done.parquet)
                if group.number == 2:
                    own.close()
    kept = sources(tmp_path)
    assert len(kept) >= GROUP_FILES and kept == [one.source for one in items[: len(kept)]]


def test_the_command_line_goes_on_when_its_worker_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tui.analysis.batch.cluster.Cluster", partial(Cluster, task=analyse))
    paths = [tmp_path / f"{number:02d}.md" for number in range(2 * GROUP_FILES)]
    for path in paths:
        path.write_text(WORDS, encoding="utf-8")
    paths[GROUP_FILES].write_text(f"Die once {tmp_path / 'dead'} and then never more.", encoding="utf-8")
    results = tmp_path / "results"
    arguments = ["analyze", *map(str, paths), "--output", str(results), "--data-dir", str(tmp_path / "data")]
    assert main([*arguments, "--dask", "local:1"]) == 0
    assert (tmp_path / "dead").exists()
    *before, last = capsys.readouterr().err.strip().splitlines()
    assert last == f"newsreader: {len(paths)} of {len(paths)} articles were analysed into {results}."
    # On a busy machine the worker that replaces the dead one is late, and the program says that it waits.
    assert set(before) <= {"newsreader: The cluster has no workers at the moment; waiting for them."}
    assert sources(results) == list(map(str, paths))


@pytest.mark.model
def test_a_worker_analyses_with_the_language_model(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.nlp.pipeline.load_model", lambda name: nlp)
    _analyzer.cache_clear()
    ferry = Topic("ferry", terms=("ferry",))
    words = "“We will listen,” Mayor Tora Lind told them.\n\nThe ferry will sail at night."
    done = analyze_group(GroupTask(Group(0, (item("a", words), item("empty", " \n"))), (ferry,), ""))
    _analyzer.cache_clear()
    assert done.parquet is not None
    (row,) = pq.read_table(io.BytesIO(done.parquet)).to_pylist()
    assert (row["source"], row["text"]) == ("a", words)
    assert [quote["speaker"]["name"] for quote in row["quotes"]] == ["Tora Lind"]
    assert [(topic["name"], len(topic["passages"])) for topic in row["topics"]] == [("ferry", 1)]
    assert done.provenance.topics == {"ferry": ferry.fingerprint} and done.provenance.model
    assert [source for source, _ in done.failures] == ["empty"]
