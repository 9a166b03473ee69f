"""Which figures are put on the check list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reader import find
from tui.formats.loading import parse_article
from tui.notes.claims import checked_as, claims
from tui.notes.figure_claims import is_checkable
from tui.store.database import open_store
from tui.text.analysis import Analysis, Figure
from tui.text.span import Span


def figure_in(marked: str, label: str) -> tuple[str, Figure]:
    """The text without the brackets, and the figure between them."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return text, Figure(Span(start, end), label, Span(0, len(text)), None)


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("The bridge cost [$14 billion].", "MONEY"),
        ("Rents rose by [three percent] in a year.", "PERCENT"),
        ("The meadow has [40 hectares].", "QUANTITY"),
        ("It counted [412] visits.", "CARDINAL"),
        ("He woke [fourteen] households.", "CARDINAL"),
        ("[About 300] people came.", "CARDINAL"),
        ("[Only two] of the ferries sailed.", "CARDINAL"),
        ("[Nearly half] of the boats stayed out.", "PERCENT"),
        ("[A quarter] of the money is gone.", "PERCENT"),
        ("[Hundreds of thousands] of herring died.", "CARDINAL"),
        ("It owed [millions of dollars].", "MONEY"),
        ("The list won [eight] seats.", "CARDINAL"),
        ("Rot was found in [three] of the old pier's 11 beams.", "CARDINAL"),
        ("It lost [two] of its owners’ five boats.", "CARDINAL"),
        ("The judges split [five to four] in June.", "CARDINAL"),
        ("The death toll from the flood was put at [eight].", "CARDINAL"),
        ("The toll stood at [nine] on Monday.", "CARDINAL"),
        ("[Five] workers were hurt.", "CARDINAL"),
        ("[Seven] of every ten went to the polls.", "CARDINAL"),
        ("[Less than a third] agreed.", "CARDINAL"),
        ("She has run it for [eleven years].", "DATE"),
        ("They met on [Friday].", "DATE"),
        ("He stayed away in [June 2022].", "DATE"),
        ("It was seen at [6:38 p.m.] by a neighbour.", "TIME"),
        ("The jury sat for [less than 10 minutes].", "TIME"),
    ],
)
def test_a_figure_that_a_record_could_prove_wrong_is_checked(marked: str, label: str) -> None:
    assert is_checkable(*figure_in(marked, label))


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("Between the [two] men stood a table.", "CARDINAL"),
        ("The toll bridge was closed by [two] men.", "CARDINAL"),
        ("The toll road leads to [two] farms; it is old.", "CARDINAL"),
        ("They named [one] reason.", "CARDINAL"),
        ("Seven of every [ten] went to the polls.", "CARDINAL"),
        ("A [two]-state solution is far away.", "CARDINAL"),
        ("The mood in [Number 10] was bad.", "CARDINAL"),
        ("The game of [Week 13] was moved.", "DATE"),
        ("The quay is [hundreds of years] old.", "DATE"),
        ("[A few milligrams] can kill.", "QUANTITY"),
        ("The [14th] floor burned.", "ORDINAL"),
        ("It was founded in [1989].", "DATE"),
        ("The driver, [51], was not hurt.", "DATE"),
        ("A [27-year-old] was arrested.", "DATE"),
        ("Nobody came for [years].", "DATE"),
        ("It is closed on [Tuesdays].", "DATE"),
        ("They agreed [this week].", "DATE"),
        ("Jobs were lost in [the same twelve months].", "DATE"),
        ("The [three-day] meeting ended.", "DATE"),
    ],
)
def test_a_figure_mentioned_in_passing_is_not_checked(marked: str, label: str) -> None:
    assert not is_checkable(*figure_in(marked, label))


def test_a_figure_marked_by_the_reader_is_always_checked(tmp_path: Path) -> None:
    of = parse_article("Between the two men stood a table.", "table.txt")
    span = find(of.text, "two")
    found = Analysis(of.digest, figures=(Figure(span, "CARDINAL", Span(0, len(of.text)), None),))
    assert claims(of, found, []) == [] and checked_as(of, found, [], span).kind == "figure"
    with open_store(tmp_path) as store:
        store.notebook.add(of, span, verdict="wrong")
        (claim,) = claims(of, found, store.notebook.highlights(of))
    assert (claim.kind, claim.verdict) == ("figure", "wrong")


def test_a_bare_weekday_is_listed_once_unless_a_speaker_names_it() -> None:
    of = parse_article("They met on Friday. He left on Friday. She left on Friday 3 May. It ends Friday.", "f.txt")

    def figure(words: str, nth: int, speaker: str | None = None) -> Figure:
        return Figure(find(of.text, words, nth), "DATE", Span(0, len(of.text)), speaker)

    figures = (figure("Friday", 0), figure("on Friday", 1), figure("Friday 3 May", 0), figure("Friday", 3, "Ida Holm"))
    found = claims(of, Analysis(of.digest, figures=figures), [])
    assert [claim.span for claim in found] == [figures[0].span, figures[2].span, figures[3].span]
