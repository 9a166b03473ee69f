"""Rows over several articles, and how they are printed."""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Sequence
from itertools import permutations

import pytest
from msgspec.structs import replace

from tui.cli.entities import FORM, join, ordered
from tui.cli.printing import print_rows
from tui.export.plain_lines import entity_lines
from tui.screens.lists.names import name_line
from tui.text.analysis import Analysis, Entity, Mention, Role
from tui.text.analyzed import Analyzed
from tui.text.article import Article
from tui.text.span import Span


def output(format: str) -> argparse.Namespace:
    """The parsed arguments after `--format`."""
    return argparse.Namespace(format=format, output=None)


def entity(name: str, label: str = "PERSON", count: int = 1, *, aliases: tuple[str, ...] = (), at: int = 0) -> Entity:
    mentions = tuple(Mention(Span(at + i, at + i + 1)) for i in range(count))
    return Entity("e1", name, label, mentions, aliases, (Role(Span(0, 1), "mayor"),) if label == "PERSON" else ())


def article(path: str, *entities: Entity) -> Analyzed:
    return Analyzed(path, Article(path, "x" * 50), Analysis("sha256:0", entities=entities))


def test_a_name_in_two_articles_is_one_row_that_lists_both() -> None:
    (row,) = join([article("a.md", entity("Ana Ruiz", count=2)), article("b.md", entity("Ana Ruiz"))])
    assert (row.name, row.mentions, row.sources) == ("Ana Ruiz", 3, ["a.md", "b.md"])


def test_a_name_of_two_kinds_is_two_rows() -> None:
    rows = join([article("a.md", entity("Windrose")), article("b.md", entity("Windrose", "ORG"))])
    assert [row.kind for row in rows] == ["people", "organisations"]


def test_an_organisation_is_recognised_by_its_other_name() -> None:
    long = entity("Northern Rivers Trade Council", "ORG", aliases=("NRTC",))
    assert len(join([article("a.md", long), article("b.md", entity("NRTC", "ORG"))])) == 1
    assert len(join([article("b.md", entity("NRTC", "ORG")), article("a.md", long)])) == 1


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_the_rows_are_the_same_in_whatever_order_the_articles_come(order: Sequence[int]) -> None:
    articles = [
        article(
            "a.md",
            entity("Northern Rivers Council", "ORG", 3, aliases=("NRC", "Senate")),
            entity("Ana Maria Ruiz", aliases=("Ana Ruiz",)),
        ),
        article("b.md", entity("NRC", "ORG", 2), entity("Senate", "ORG"), entity("Ana Ruiz")),
        article(
            "c.md",
            entity("Northern-Rivers Council", "ORG"),
            entity("State Senate", "ORG", aliases=("Senate",)),
            entity("Ana Torres Ruiz", aliases=("Ana Ruiz",)),
        ),
    ]
    rows = sorted((row.name, row.mentions, len(row.sources)) for row in join([articles[n] for n in order]))
    assert rows == [
        *(("Ana Maria Ruiz", 1, 1), ("Ana Ruiz", 1, 1), ("Ana Torres Ruiz", 1, 1)),  # she may be either
        ("Northern Rivers Council", 6, 3),
        *(("Senate", 1, 1), ("State Senate", 1, 1)),  # it may be either
    ]


def test_an_alias_of_two_names_that_mean_the_same_joins_all() -> None:
    council = article("a.md", entity("Northern Rivers Council", "ORG", aliases=("NRC", "the Rivers")))
    short = article("b.md", entity("NRC", "ORG", aliases=("the Rivers",)))
    for found in permutations([council, short, article("c.md", entity("The Rivers", "ORG"))]):
        assert len(join(found)) == 1


def test_a_surname_alone_does_not_join_people_of_two_articles() -> None:
    rows = join([article("a.md", entity("Ana Ruiz", aliases=("Ruiz",))), article("b.md", entity("Ruiz"))])
    assert len(rows) == 2


def test_rows_are_ordered_by_count_by_name_or_by_appearance() -> None:
    found = [article("a.md", entity("Zoe", at=1), entity("Ana", at=2), entity("Max", count=3, at=3))]
    names = {
        sort: [row.name for row in ordered(join(found), ["people"], sort)] for sort in ("count", "name", "appearance")
    }
    assert names == {"count": ["Max", "Zoe", "Ana"], "name": ["Ana", "Max", "Zoe"], "appearance": ["Zoe", "Ana", "Max"]}


def test_only_the_requested_kinds_are_printed() -> None:
    rows = join([article("a.md", entity("Ana"), entity("York", "GPE"))])
    assert [row.name for row in ordered(rows, ["places"], "count")] == ["York"]


def test_csv_has_one_line_for_each_row(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(join([article("a.md", entity("Ana, the Elder", aliases=("Ana",)))]), FORM, output("csv"), "")
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["kind"], row["name"], row["aliases"], row["roles"]) == ("people", "Ana, the Elder", "Ana", "mayor")


def test_json_has_the_positions_of_all_mentions(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(join([article("a.md", entity("Ana", count=2))], places=True), FORM, output("json"), "")
    (row,) = json.loads(capsys.readouterr().out)
    assert row["articles"][0]["mentions"] == [
        {"start": 0, "end": 1, "unsure": False},
        {"start": 1, "end": 2, "unsure": False},
    ]


def test_a_name_that_could_mean_two_people_has_a_question_mark_until_it_is_confirmed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    doubtful = Entity("e1", "Erik Holm", "PERSON", (Mention(Span(0, 1)), Mention(Span(1, 2), unsure=True)), ("Holm",))
    for one, shown in ((doubtful, "Erik Holm?"), (replace(doubtful, confirmed=True), "Erik Holm")):
        (row,) = join([article("a.md", one)])
        print_rows([row], FORM, output("table"), "")
        assert f" {shown}  " in capsys.readouterr().out
        assert f"   2  {shown} (also Holm)" in list(entity_lines(Analysis("sha256:0", entities=(one,))))
        assert name_line(row, 80).plain.split()[0] == ("?" if shown.endswith("?") else "Erik")


@pytest.mark.parametrize("format", ["table", "csv", "json", "jsonl", "markdown"])
def test_no_control_character_of_an_article_is_printed(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(join([article("a\x1b[31m.md", entity("Ana\x1b[2J\u202eRuiz"))], places=True), FORM, output(format), "")
    assert not set(capsys.readouterr().out) & {"\x1b", "\u202e"}
