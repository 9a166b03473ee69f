"""Results stored as Parquet: their contents, and that nothing is ever lost or duplicated."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.analyzed import MADE, WORDS, analyzed, item
from tui.analysis.batch import results
from tui.analysis.batch.results import (
    UNFINISHED,
    Results,
    ResultsError,
    parts,
    provenance_of,
    read_results,
)
from tui.analysis.batch.table import (
    SCHEMA,
    NoResults,
    Provenance,
    ResultRow,
    file_digest,
    to_parquet,
)


def parquet(*sources: str, words: str = WORDS) -> bytes:
    """The Parquet bytes of a group of these articles."""
    rows = [ResultRow(analyzed(source, words), file_digest(words.encode())) for source in sources]
    return to_parquet(rows, MADE)


def sources(folder: Path) -> list[str]:
    return [found.path for found in read_results(folder)]


def keep(folder: Path, groups: Iterable[tuple[int, bytes | None]]) -> None:
    with Results(folder, MADE) as kept:
        for number, data in groups:
            kept.add(number, MADE, data)


def test_results_survive_writing_and_reading(tmp_path: Path) -> None:
    keep(tmp_path, [(0, parquet("a.md", "b.md"))])
    first, second = read_results(tmp_path)
    assert first.analysis == analyzed("a.md").analysis
    assert (first.article.text, first.article.title) == (WORDS.strip(), "The harbour")
    assert [block.kind for block in second.article.blocks] == [b.kind for b in analyzed("b.md").article.blocks]


def test_other_parquet_readers_find_names_and_words_as_text(tmp_path: Path) -> None:
    keep(tmp_path, [(0, parquet("a.md"))])
    (row,) = pq.read_table(tmp_path).to_pylist()
    said, left = row["quotes"]
    assert (said["speaker"]["name"], said["speaker"]["words"]) == ("Tora Lind", "Mayor Tora Lind")
    assert said["words"] == "“We close on 3 May,” … “for good 🚢”"
    assert left["speaker"] is None and left["unsure"] is True
    assert row["word_count"] == len(WORDS.split())
    mention = row["entities"][0]["mentions"][0]
    assert row["text"][mention["start"] : mention["end"]] == "Tora Lind"
    assert set(SCHEMA.names) == set(row)


def test_excluded_columns_are_not_read(tmp_path: Path) -> None:
    keep(tmp_path, [(0, parquet("a.md"))])
    (found,) = read_results(tmp_path, without=("sentences", "pronouns"))
    assert not found.analysis.sentences and not found.analysis.pronouns and found.analysis.quotes


def test_rows_are_in_article_order_whatever_order_their_groups_finish_in(tmp_path: Path) -> None:
    keep(tmp_path, [(2, parquet("e")), (1, None), (0, parquet("a", "b")), (3, parquet("f"))])
    assert sources(tmp_path) == ["a", "b", "e", "f"]
    assert [path.name for path in tmp_path.iterdir()] == [parts(tmp_path)[0].name]


def test_a_group_received_twice_is_stored_once(tmp_path: Path) -> None:
    keep(tmp_path, [(0, parquet("a")), (0, parquet("a")), (1, parquet("b")), (0, parquet("a"))])
    assert sources(tmp_path) == ["a", "b"]


def test_many_groups_are_combined_into_few_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "PART_BYTES", 3 * len(parquet("000")))
    monkeypatch.setattr(results, "ROW_GROUP_BYTES", 1)
    keep(tmp_path, [(number, parquet(f"{number:03d}")) for number in range(10)])
    assert len(parts(tmp_path)) == 4
    assert sources(tmp_path) == [f"{number:03d}" for number in range(10)]


def test_a_restarted_run_knows_which_articles_are_done(tmp_path: Path) -> None:
    keep(tmp_path, [(0, parquet("a", "b"))])
    with Results(tmp_path, MADE) as kept:
        assert kept.has("a", item("a").digest) and kept.has("b", item("b").digest)
        assert not kept.has("c", item("c").digest)
        kept.add(0, MADE, parquet("c"))
    assert sources(tmp_path) == ["a", "b", "c"]


def test_a_changed_article_replaces_its_old_row(tmp_path: Path) -> None:
    keep(tmp_path, [(0, parquet("a", "b", "c"))])
    with Results(tmp_path, MADE) as kept:
        assert not kept.has("b", item("b", "New words.").digest)
        kept.add(0, MADE, parquet("b", words="New words."))
    assert sources(tmp_path) == ["a", "c", "b"]
    assert [found.article.text for found in read_results(tmp_path)][-1] == "New words."


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.test_results import MADE, Results, parquet, results
folder, moment = Path(sys.argv[1]), sys.argv[2]
with Results(folder, MADE) as kept:
    kept.has("b", "sha256:other")
    kept.add(0, MADE, parquet("x", "b", words="New words."))
    kept.add(2, MADE, parquet("z", words="New words."))
    if moment == "part":        # as soon as the part is there, before the small files go
        Path.unlink = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
    elif moment == "changed":   # the old row is gone, the new one is not in a part yet
        done = results.Results._drop_changed
        results.Results._drop_changed = lambda *args: (done(*args), os.kill(os.getpid(), signal.SIGKILL))
    elif moment == "row":       # before the old row is gone
        results.Results._drop_changed = lambda *args: os.kill(os.getpid(), signal.SIGKILL)
    else:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("moment", ["group", "row", "changed", "part"])
def test_killing_a_run_at_any_point_causes_no_loss_and_no_duplicate(tmp_path: Path, moment: str) -> None:
    keep(tmp_path, [(0, parquet("a", "b"))])
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), moment], cwd=Path(__file__).parent.parent)
    assert done.returncode == -signal.SIGKILL
    # Other Parquet readers see each article once, and those of the killed run once they are in a part.
    seen = pq.read_table(tmp_path)["source"].to_pylist()
    assert len(seen) == len(set(seen)) and "a" in seen
    # Our reader also sees what was set aside.
    assert sorted(sources(tmp_path)) == ["a", "b", "x", "z"]
    with Results(tmp_path, MADE) as kept:
        assert kept.has("x", file_digest(b"New words.")) and kept.has("z", file_digest(b"New words."))
        assert kept.has("b", file_digest(b"New words."))
        kept.add(0, MADE, parquet("y"))
    assert sorted(sources(tmp_path)) == ["a", "b", "x", "y", "z"]
    assert {found.article.text for found in read_results(tmp_path) if found.path == "b"} == {"New words."}
    assert not (tmp_path / UNFINISHED).exists()


def test_finished_results_can_be_read_during_a_run(tmp_path: Path) -> None:
    with Results(tmp_path, MADE) as kept:
        kept.add(0, MADE, parquet("a"))
        assert sources(tmp_path) == ["a"]
        assert provenance_of(tmp_path) == MADE


def test_two_runs_never_write_to_one_folder(tmp_path: Path) -> None:
    with Results(tmp_path, MADE), pytest.raises(ResultsError, match="Another run is writing"):
        Results(tmp_path, MADE).__enter__()
    keep(tmp_path, [(0, parquet("a"))])


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (Provenance(MADE.model, {}), "with other topics"),
        (Provenance("large 2.0", MADE.topics), "large 2.0"),
        (Provenance(MADE.model, MADE.topics, "0"), "another version"),
    ],
)
def test_results_made_with_different_models_topics_or_versions_are_not_mixed(
    tmp_path: Path, other: Provenance, why: str
) -> None:
    keep(tmp_path, [(0, parquet("a"))])
    with pytest.raises(ResultsError, match=why), Results(tmp_path, other):
        pass
    with pytest.raises(ResultsError, match=why), Results(tmp_path, MADE) as kept:
        kept.add(0, other, parquet("b"))
    assert sources(tmp_path) == ["a"]


def test_a_full_disk_is_reported_and_stored_results_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(ResultsError, match="No space left"), Results(tmp_path, MADE) as kept:
        kept.add(0, MADE, parquet("a"))
        monkeypatch.setattr(os, "fsync", full)
        kept.add(1, MADE, parquet("b"))
    assert sources(tmp_path) == ["a"]
    monkeypatch.undo()
    keep(tmp_path, [(0, parquet("b"))])
    assert sources(tmp_path) == ["a", "b"]


def test_files_that_are_not_our_results_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NoResults, match="no such file"):
        list(read_results(tmp_path / "missing.parquet"))
    with pytest.raises(NoResults, match="no results"):
        list(read_results(tmp_path))
    (tmp_path / "a.parquet").write_text("words")
    with pytest.raises(NoResults, match="cannot be read as a Parquet file"):
        list(read_results(tmp_path / "a.parquet"))
    pq.write_table(pq.read_table(_file(tmp_path)).replace_schema_metadata({}), tmp_path / "b.parquet")
    with pytest.raises(NoResults, match="no results"):
        list(read_results(tmp_path / "b.parquet"))


def test_a_single_file_combined_from_the_parts_is_read_too(tmp_path: Path) -> None:
    keep(tmp_path / "all", [(0, parquet("a")), (1, parquet("b"))])
    pq.write_table(pq.read_table(tmp_path / "all"), tmp_path / "one.parquet")
    assert sources(tmp_path / "one.parquet") == ["a", "b"]


def _file(folder: Path) -> Path:
    path = folder / "some.parquet"
    path.write_bytes(parquet("a"))
    return path
