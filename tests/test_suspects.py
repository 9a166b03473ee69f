"""An article that kills its workers is found and does not affect the others."""

from __future__ import annotations

import io

import pyarrow.parquet as pq

from tests.analyzed import MADE, analyzed, item
from tui.analysis.batch.group import Group
from tui.analysis.batch.suspects import Suspects
from tui.analysis.batch.table import ResultRow, to_parquet
from tui.analysis.batch.worker import GroupResult


def gave(group: Group) -> GroupResult:
    """The result of a group of good articles."""
    rows = [ResultRow(analyzed(one.source), one.digest) for one in group.items]
    return GroupResult(MADE, to_parquet(rows, MADE), ())


def of(*names: str, number: int = 0) -> Group:
    return Group(number, tuple(item(name) for name in names))


def test_a_group_that_was_never_suspected_keeps_its_result() -> None:
    group = of("a", "b")
    done = gave(group)
    assert Suspects().answered(group, done) == (group, done)
    assert Suspects().next() is None


def test_the_article_that_kills_workers_is_found_and_the_others_are_kept_in_order() -> None:
    suspects, group, sent = Suspects(), of("a", "killer", "c", number=7), []
    assert suspects.died(group) is None
    outcome = None
    while outcome is None:
        single = suspects.next()
        assert single is not None and suspects.next() is None  # never two at a time
        sent.append(single.items[0].source)
        outcome = suspects.died(single) if sent[-1] == "killer" else suspects.answered(single, gave(single))
    whole, done = outcome
    assert whole == group and sent == ["a", "killer", "c", "killer"]
    assert [source for source, _ in done.failures] == ["killer"] and "died over it" in done.failures[0][1]
    assert done.parquet is not None and done.provenance == MADE
    assert pq.read_table(io.BytesIO(done.parquet))["source"].to_pylist() == ["a", "c"]
    assert suspects.next() is None


def test_an_article_that_died_beside_another_is_cleared() -> None:
    suspects, group = Suspects(), of("a")
    suspects.died(group)
    first = suspects.next()
    assert first is not None and suspects.died(first) is None
    again = suspects.next()
    assert again is not None
    outcome = suspects.answered(again, gave(again))
    assert outcome is not None and outcome[1].failures == ()


def test_two_suspected_groups_take_turns() -> None:
    suspects = Suspects()
    suspects.died(of("a", number=1))
    suspects.died(of("b", number=2))
    for number, name in ((1, "a"), (2, "b")):
        single = suspects.next()
        assert single is not None and (single.number, single.items[0].source) == (number, name)
        assert suspects.answered(single, gave(single)) is not None
