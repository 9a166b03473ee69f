"""Weekdays in the timeline: of dates, and of habits that have no single day. Texts are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.evidence.timeline import timeline
from tui.nlp.dates import find_dates
from tui.text.article import Article

if TYPE_CHECKING:
    from spacy.language import Language


def days(nlp: Language, text: str) -> list[tuple[str, str]]:
    """The expressions of an article published on Wednesday, 15 May 2024, in chronological order, with their days."""
    article = Article("a", text, date="2024-05-15")
    return [(article.words(entry.span), entry.days) for entry in timeline(article, [*find_dates(nlp(text))])]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bids are due by 5pm on Friday 31 May.", ("Friday 31 May", "2024-05-31")),
        ("The fair opens at 10am on Saturday, 1 June.", ("Saturday, 1 June", "2024-06-01")),
        ("The board meets at 7.30pm on Wednesday 29 May.", ("Wednesday 29 May", "2024-05-29")),
        ("The board meets at 7:30 p.m. Wednesday, May 29.", ("Wednesday, May 29", "2024-05-29")),
        ("The lock shuts at noon on Monday 27 May.", ("Monday 27 May", "2024-05-27")),
        ("The lock shuts at midnight on Monday, May 27.", ("Monday, May 27", "2024-05-27")),
        ("The hearing starts at 10 on Monday 27 May.", ("Monday 27 May", "2024-05-27")),
        ("The board meets on Friday at 7.30pm on 31 May.", ("Friday at 7.30pm on 31 May", "2024-05-31")),
        ("They marched on Friday evening, 3 May.", ("Friday evening, 3 May", "2024-05-03")),
        ("They marched on Friday (3 May) and sang.", ("Friday (3 May)", "2024-05-03")),
        ("It burned late on Friday, May 3.", ("late on Friday, May 3", "2024-05-03")),
        ("The fair is on Saturday 25 and Sunday 26 May.", ("Saturday 25 and Sunday 26 May", "2024-05-25 to 26")),
        ("The lock shut at 7.30pm on Tuesday.", ("Tuesday", "2024-05-14")),
    ],
)
def test_a_weekday_with_a_time_belongs_to_the_date_after_it(
    nlp: Language, text: str, expected: tuple[str, str]
) -> None:
    assert days(nlp, text) == [expected]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "He mended nets every Thursday.",
        "She works every other Thursday.",
        "Half my Thursday customers are sailors.",
        "She was born on a Thursday.",
        "They meet once a week, on Tuesday.",
        "The pier is open Monday to Friday from 9am.",
    ],
)
def test_a_weekday_that_comes_every_week_is_no_single_day(nlp: Language, text: str) -> None:
    assert [day for _, day in days(nlp, text)] == ["?"]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The choir met on Thursday afternoons.",
        "The crossing takes 70 minutes in winter, according to the crew.",
        "“In winter, the hall costs £900 to heat,” Lowe said.",
        "He said the quay is wet in winter and busy in summer.",
        "The lock can freeze in winter.",
        "The lock used to freeze in winter.",
        "Roads are gritted in winter.",
    ],
)
def test_what_is_so_every_winter_or_week_is_no_date(nlp: Language, text: str) -> None:
    assert not days(nlp, text)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was a Thursday ruling that ended the case.", "2024-05-09"),
        ("In his Tuesday remarks he spoke of nets.", "2024-05-14"),
        ("The works begin in winter.", "2024-12-01 to 2025-02-28"),
        ("The rules take effect in winter.", "2024-12-01 to 2025-02-28"),
        ("The vote is expected in winter.", "2024-12-01 to 2025-02-28"),
        ("The council will grit the quay in winter.", "2024-12-01 to 2025-02-28"),
        ("The lock was shut in winter.", "2023-12-01 to 2024-02-29"),
    ],
)
def test_what_happens_once_in_a_season_or_on_a_weekday_has_its_days(nlp: Language, text: str, expected: str) -> None:
    assert [day for _, day in days(nlp, text)] == [expected]
