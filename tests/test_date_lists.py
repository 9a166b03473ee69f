"""Lists of dates, dates in datelines, and what the timeline leaves out. Texts are invented."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tui.evidence.timeline import left_out_words, lengths_of_time, timeline
from tui.nlp.analyze import Analyzer
from tui.nlp.dates import find_dates
from tui.nlp.figures import find_figures
from tui.text.analysis import Analysis, Figure, TimeExpression
from tui.text.article import Article
from tui.text.span import Span
from tui.text.time_expressions import forms
from tui.widgets.lists.sidebar_list import ListSource
from tui.widgets.lists.timeline_list import LIST

if TYPE_CHECKING:
    from spacy.language import Language


def doubtful_days(text: str, published: str) -> list[str]:
    """The days of all expressions, in order of the text, each line a sentence without a verb."""
    ends = [at for at, char in enumerate(text) if char == "\n"]
    lines = [Span(start, end) for start, end in pairwise([0, *ends, len(text)])]
    dates = [
        TimeExpression(
            Span(*match.span()),
            "present",
            next(line for line in lines if match.end() <= line.end),
            is_doubtful=not match.string[match.end() :].startswith(" it opens"),
        )
        for match in forms().finditer(text)
    ]
    found = timeline(Article("a", text, date=published), dates)
    return [f"{entry.period}{'?' * entry.unsure}" for entry in sorted(found, key=lambda entry: entry.span)]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Aug. 9 – Lowe\nDec. 6 – Marl\nMarch 7 – Kell", "2024-07-20", "2024-08-09 2024-12-06 2025-03-07"),
        ("• Nov. 9: Lowe\n• Dec. 7: Marl\n• Jan. 4: Kell", "2025-01-20", "2024-11-09 2024-12-07 2025-01-04"),
        ("May 9 – a parade\nMarch 7 – a fire\nDec. 6 – a vote", "2024-05-20", "2024-05-09 2024-03-07 2024-12-06?"),
        (
            "On June 3 it opens.\nJune 3 – Lowe\nJune 30 – Marl\nOct. 2 – Kell",
            "2023-11-20",
            "2024-06-03 2024-06-03 2024-06-30 2024-10-02",
        ),
        ("Jan. 9 – Lowe\nJune 3-4 – Marl\nOct. 2 – Kell", "2024-01-02", "2024-01-09 2024-06-03/2024-06-04 2024-10-02"),
        ("June 3 – Lowe\nJune 30 – Marl\nOct. 2 – Kell", "2023-11-20", "2024-06-03? 2024-06-30? 2024-10-02?"),
    ],
)
def test_a_list_of_dates_goes_forward_from_its_first_date(text: str, published: str, expected: str) -> None:
    assert doubtful_days(text, published) == expected.split()


@pytest.mark.model
def test_each_date_of_a_list_has_an_entry(nlp: Language) -> None:
    towns = ["Nashville, TN @ Kell Arena", "Tampa, FL @ Marl Amphitheatre", "Camden, NJ @ BB&T Hall", "Houston, TX"]
    text = "\n".join(f"June {number} – {town}" for number, town in enumerate(towns * 3, 11))
    assert [text[one.span.start : one.span.end] for one in find_dates(nlp(text))] == [
        f"June {number}" for number in range(11, 23)
    ]


@pytest.mark.model
def test_a_dateline_belongs_to_the_sentence_after_it_and_its_day_is_over(nlp: Language) -> None:
    text = "PORT ELLEN, Wis., Nov. 12 -- Nine ships sank.\n\nNobody died. LOWE (XY) — It rained."
    doc = nlp(text)
    (entry,) = timeline(Article("a", text, date="2024-11-14"), [*find_dates(doc)])
    assert entry.days == "2024-11-12"
    assert {text[one.sentence.start : one.sentence.end] for one in find_figures(doc)} == {text.split("\n")[0]}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If the election were held today, Lowe would win.", "2024-05-15?"),
        ("Lowe said: “I would vote against it tomorrow.”", "2024-05-16?"),
        ("Lowe said that he would vote against it tomorrow.", "2024-05-16"),
        ("“We will vote tomorrow,” Lowe said.", "2024-05-16"),
        ("They will march together for the first time in 20 years.", "?"),
        ("It will be the largest strike in nearly 30 years.", "?"),
        ("The first trains will run in two years.", "2026"),
        ("The northwest line will open in two years.", "2026"),
        ("It is likely that Monday’s agreement will be signed.", "2024-05-13?"),
    ],
)
def test_what_is_imagined_or_only_a_length_of_time_is_no_sure_day(nlp: Language, text: str, expected: str) -> None:
    (entry,) = timeline(Article("a", text, date="2024-05-15"), [*find_dates(nlp(text))])
    assert entry.days == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She took it between June and October last year.", "2023-06 2023-10"),
        ("It was shut from November to March 2022.", "2021-11 2022-03"),
        ("The season runs from March 1 through Nov. 30.", "2024-03-01 2024-11-30"),
        ("In 2019 many came. In July and August of that year the inns were full.", "2019 2019-07 2019-08"),
        ("It sank on May 3. By noon that day all were found.", "2024-05-03 2024-05-03"),
        ("They meet on the last Friday of each month.", "?"),
        ("The fair is on the first Saturday in June.", "2024-06-01"),
        ("It closed on the last Friday of March 2019.", "2019-03-29"),
        ("The last walkout, in February, cost the airline millions.", "2024-02"),
        ("April 9 – Talks begin.", "2024-04-09"),
        ("It was sold in the spring of last year.", "2023-03-01/2023-05-31"),
        ("It will be dark on Aug. 12 next year.", "2025-08-12"),
        ("They will meet on Monday for the first time since April 22.", "2024-05-20 2024-04-22"),
        ("Growth slowed in the last three months of 2023.", "2023"),
        ("They saw the mill burn on the night of April 3.", "2024-04-03"),
        ("It was planned in 2009, she said on Monday. Two years later it was built.", "2009 2024-05-13 2011"),
        ("It opened in 2009. They married that spring.", "2009 2009-03-01/2009-05-31"),
        ("The rocket rose at 9:33 a.m. (1433 GMT) on Tuesday.", "2024-05-14"),
    ],
)
def test_a_date_shares_its_year_with_the_dates_that_it_belongs_to(nlp: Language, text: str, expected: str) -> None:
    entries = timeline(Article("a", text, date="2024-05-15"), [*find_dates(nlp(text))])
    found = sorted(entries, key=lambda entry: entry.span)
    assert [str(entry.period or "?") + "?" * entry.unsure for entry in found] == expected.split()


def test_an_event_named_by_its_weekday_is_on_the_day_it_was_on_before() -> None:
    text = "Friday's deal sets a wage.\nFriday's deal will last."
    assert doubtful_days(text, "2024-05-19") == ["2024-05-17?", "2024-05-17?"]


def test_what_names_no_day_is_left_out_and_counted() -> None:
    text = "The strike of Monday took three years, 40 weeks and three  years."
    article = Article("a", text)
    whole = Span(0, len(text))
    lengths = [
        Span(text.index(words), text.index(words) + len(words)) for words in ("three years", "40 weeks", "three  years")
    ]
    monday = Span(text.index("Monday"), text.index("Monday") + 6)
    figures = tuple(Figure(span, "DATE", whole) for span in (monday, *lengths))
    found = Analysis("", "", figures=figures, dates=(TimeExpression(monday, "past", whole),))
    left_out = lengths_of_time(article, found, timeline(article, found.dates))
    assert left_out == lengths
    expected = "3 expressions that name no day: “three years”, “40 weeks”"
    assert left_out_words(article, left_out) == expected
    assert left_out_words(article, left_out[:1]) == "1 expression that names no day: “three years”"
    rows = LIST.rows(ListSource(article, found), width=80)
    assert f"Left out: {expected}." in [row.line.plain for row in rows]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rules, dating from June, will be dropped.", "2023-06"),
        ("The feud goes back to July.", "2023-07"),
        ("The depot will reopen after a strike that’s gone on since June.", "2023-06"),
        ("The depot has been shut since May 17.", "2023-05-17"),
        ("As of Tuesday, two sailors are missing.", "2024-05-14?"),
        ("As of Friday, the pier will be closed.", "2024-05-17"),
    ],
)
def test_what_has_gone_on_since_a_day_began_in_the_past(nlp: Language, text: str, expected: str) -> None:
    (entry,) = timeline(Article("a", text, date="2024-05-15"), [*find_dates(nlp(text))])
    assert entry.days == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crews cleared the road on May 16.", "2024-05-16?"),
        ("Crews cleared the road on May 28.", "2023-05-28"),
        ("Crews will clear the road on May 16.", "2024-05-16"),
        ("The road was opened on May 16, 2019.", "2019-05-16"),
    ],
)
def test_a_day_of_the_past_soon_after_publication_may_be_of_an_update(nlp: Language, text: str, expected: str) -> None:
    (entry,) = timeline(Article("a", text, date="2024-05-15"), [*find_dates(nlp(text))])
    assert entry.days == expected
    assert not entry.unsure or "2023-05-16" in entry.why, "the day a year before is named"


@pytest.mark.model
def test_a_month_in_the_name_of_a_person_is_neither_a_date_nor_a_figure(nlp: Language) -> None:
    text = "Ellen May said on Monday that she was glad. May left in May."
    found = Analyzer(nlp).extract(nlp(text), "")
    assert [text[one.span.start :] for one in found.dates] == ["Monday that she was glad. May left in May.", "May."]
    assert [text[one.span.start :] for one in found.figures] == ["Monday that she was glad. May left in May.", "May."]
