"""Time expressions and the days they refer to. Texts are invented."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.reader import paste, reader, ready, screen, until
from tests.reader import rows as shown
from tui.cli.main import main
from tui.evidence.date_resolution import Resolver
from tui.evidence.period import Period, day, month, season, week, year
from tui.evidence.timeline import timeline
from tui.formats.loading import parse_article
from tui.nlp.dates import find_dates
from tui.screens.dialogs.ask import AskScreen
from tui.store.database import open_store
from tui.text.analysis import Analysis, Tense, TimeExpression
from tui.text.article import Article, Block
from tui.text.span import Span
from tui.text.time_expressions import count, forms, numeric_dates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language

    from tui.text.topic import Topic

PUBLISHED = date(2024, 5, 15)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The vote is next Thursday.", [("2024-05-23", True)]),
        ("They meet this Thursday and vote next Thursday.", [("2024-05-16", False), ("2024-05-23", False)]),
        ("The vote is next Monday.", [("2024-05-20", False)]),
    ],
)
def test_next_thursday_on_a_wednesday_is_unsure_unless_the_text_has_the_thursday_before_it(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    resolver = Resolver(PUBLISHED)
    found = [resolver.resolve(match, "future") for match in forms().finditer(text)]
    assert [(str(one.period), one.unsure) for one in found] == expected
    assert all("2024-05-16" in one.why for one in found if one.unsure), "the other day is named"


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The mill closed last Monday.", date(2024, 5, 17), "2024-05-13? 2024-05-06"),
        ("The mill closed on Monday. It had opened last Monday.", date(2024, 5, 17), "2024-05-06"),
        ("The mill closed last Friday.", date(2024, 5, 17), "2024-05-10"),
        ("The mill closed last March.", PUBLISHED, "2024-03? 2023-03"),
        ("The mill closed last spring.", date(2024, 6, 17), "2024-03-01/2024-05-31? 2023-03-01/2023-05-31"),
        ("The mill closed in May.", PUBLISHED, "2024-05? 2023-05"),
        ("The mill closed in early May.", PUBLISHED, "2024-05"),
        ("It lost three men in the past year.", PUBLISHED, "2023-05-15/2024-05-15"),
        ("It lost three men over the past decade.", PUBLISHED, "2014-05-15/2024-05-15"),
    ],
)
def test_an_expression_that_usage_leaves_open_is_unsure_and_names_the_other_days(
    text: str, published: date, expected: str
) -> None:
    resolver = Resolver(published)
    *_, last = (resolver.resolve(match, "past") for match in forms().finditer(text))
    days, _, other = expected.partition("? ")
    assert (str(last.period), last.unsure) == (days, bool(other))
    assert last.why.endswith(other)


@pytest.mark.parametrize(
    ("text", "expected", "unsure"),
    [
        ("The list of 08/05/2024 names nine boats.", "2024-05-08", True),
        ("The list of 05/08/2024 names nine boats.", "2024-05-08", True),
        ("The list of 08/03/2024 adds to that of 28/02/2024.", "2024-03-08", False),
        ("The list of 08/03/2024 adds to that of 02/28/2024.", "2024-08-03", False),
        ("The list of 05/05/2024 names nine boats.", "2024-05-05", False),
    ],
)
def test_a_date_in_numbers_is_read_as_others_of_the_text_or_is_unsure(text: str, expected: str, unsure: bool) -> None:
    match = forms().search(text)
    assert match is not None and match.lastgroup == "numeric"
    found = Resolver(PUBLISHED).resolve(match, "past")
    assert (str(found.period), found.unsure) == (expected, unsure)
    assert not unsure or "2024-08-05" in found.why


def test_numbers_with_marks_between_them_are_dates_only_if_they_name_a_day() -> None:
    for words in (
        "open 24/7",
        "after 9/11",
        "version 8.9.2",
        "host 10.8.9.2024",
        "45/09/2024",
        "12.13.14.2015",
        "1/2/3",
    ):
        assert numeric_dates().search(words) is None, words
    assert meaning("31/02/2024") is None


def test_so_many_months_on_in_the_present_tense_counts_to_the_day_of_publication() -> None:
    first, last = forms().finditer("It closed on May 3. The rent is up, 26 months on.")
    resolver = Resolver(PUBLISHED)
    resolver.resolve(first, "past")
    assert resolver.resolve(last, "present").period is None


def test_days_are_counted_from_a_day_and_not_from_a_week_or_year() -> None:
    assert entries("It shut last week; it burned two days later.")[-1] == ("two days later", None)
    assert entries("It shut last year; it burned two weeks later.")[-1] == ("two weeks later", None)
    assert entries("It shut on May 3. The day after the sale, it burned.")[-1] == ("The day after", None)


def test_a_length_of_time_in_a_rule_is_no_date() -> None:
    for words in ("within 30 days of purchase", "in two years of work", "six months prior to a sale"):
        assert forms().search(words) is None
    assert meaning("within 30 days", "present") is None


def meaning(words: str, tense: Tense = "past", published: date | None = PUBLISHED) -> str | None:
    match = forms().match(words)
    assert match is not None and match[0] == words, words
    found = Resolver(published).resolve(match, tense).period
    return str(found) if found else None


@pytest.mark.parametrize(
    ("words", "tense", "expected"),
    [
        ("March 3, 2019", "past", "2019-03-03"),
        ("3 March 2019", "past", "2019-03-03"),
        ("April 20 to 26", "past", "2024-04-20/2024-04-26"),
        ("12–14 March 2018", "past", "2018-03-12/2018-03-14"),
        ("2019-03-03", "past", "2019-03-03"),
        ("2019/03/03", "past", "2019-03-03"),
        ("23/03/2019", "past", "2019-03-23"),
        ("3/23/2019", "past", "2019-03-23"),
        ("3.4.2019", "past", "2019-04-03"),
        ("the third of March", "past", "2024-03-03"),
        ("the twenty-first of March 2019", "past", "2019-03-21"),
        ("Monday", "past", "2024-05-13"),
        ("Monday", "future", "2024-05-20"),
        ("Wednesday", "past", "2024-05-15"),
        ("Wednesday", "future", "2024-05-22"),
        ("last Monday", "past", "2024-05-13"),
        ("next Friday", "future", "2024-05-24"),
        ("this Friday", "future", "2024-05-17"),
        ("next Monday", "future", "2024-05-20"),
        ("next weekend", "future", "2024-05-25/2024-05-26"),
        ("June", "past", "2023-06"),
        ("June", "future", "2024-06"),
        ("June 3", "past", "2023-06-03"),
        ("last September", "past", "2023-09"),
        ("August of last year", "past", "2023-08"),
        ("the 20th", "future", "2024-05-20"),
        ("December two years ago", "past", "2022-12"),
        ("January two years ago", "past", "2022-01"),
        ("yesterday", "past", "2024-05-14"),
        ("last week", "past", "2024-W19"),
        ("this year", "past", "2024"),
        ("two weeks ago", "past", "2024-05-01"),
        ("a decade ago", "past", "2014"),
        ("in three months", "future", "2024-08"),
        ("within 30 days", "future", "2024-05-15/2024-06-14"),
        ("the second quarter of 2021", "past", "2021-04-01/2021-06-30"),
        ("the winter of 1962", "past", "1962-12-01/1963-02-28"),
        ("last summer", "past", "2023-06-01/2023-08-31"),
        ("the 1980s", "past", "1980-01-01/1989-12-31"),
        ("fiscal 2018", "past", "2017-10-01/2018-09-30"),
        ("from 2025 to 2030", "future", "2025-01-01/2030-12-31"),
        ("Easter Sunday", "past", "2024-03-31"),
        ("Thanksgiving", "future", "2024-11-28"),
        ("over the weekend", "past", "2024-05-11/2024-05-12"),
        ("the end of the year", "future", "2024-12-31"),
        ("February 30, 2019", "past", None),
    ],
)
def test_an_expression_is_relative_to_the_day_of_publication(words: str, tense: Tense, expected: str | None) -> None:
    assert meaning(words, tense) == expected


def test_without_a_day_of_publication_only_full_dates_are_resolved() -> None:
    assert meaning("March 3, 2019", published=None) == "2019-03-03"
    assert meaning("last week", published=None) is None


def test_later_and_the_same_day_are_relative_to_the_date_before() -> None:
    resolver = Resolver(PUBLISHED)
    found = []
    for words in ("March 3, 2019", "two days later", "the same day", "a year earlier"):
        match = forms().match(words)
        assert match is not None
        found.append(str(resolver.resolve(match, "past").period))
    assert found == ["2019-03-03", "2019-03-05", "2019-03-05", "2018"]


def test_a_stretch_comes_before_shorter_ones_that_begin_on_the_same_day() -> None:
    text = "It rose in January 2017, in 2016, on January 1, 2016, in 2017 and in January 2016."
    dates = [TimeExpression(Span(*match.span()), "past", Span(0, len(text))) for match in forms().finditer(text)]
    article = parse_article(text, "a.txt")
    assert [entry.days for entry in timeline(article, dates)] == ["2016", "2016-01", "2016-01-01", "2017", "2017-01"]


def test_a_bare_day_of_the_month_belongs_to_the_past_month_being_described() -> None:
    resolver = Resolver(PUBLISHED)
    found = []
    for words in ("the 13th", "March 20, 1961", "the 24th", "the 3rd"):
        match = forms().match(words)
        assert match is not None
        found.append(str(resolver.resolve(match, "past").period))
    assert found == ["2024-05-13", "1961-03-20", "1961-03-24", "1961-04-03"]


def test_the_line_with_the_day_of_publication_is_not_an_event() -> None:
    text = "The mill\n\nMay 15, 2024\n\nIt opened on May 3, 2020."
    article = parse_article(text, "mill.txt")
    dates = [TimeExpression(Span(*match.span()), "past", Span(0, 1)) for match in forms().finditer(article.text)]
    assert [str(entry.period) for entry in timeline(article, dates)] == ["2020-05-03"]


def test_what_counts_from_a_date_of_comparison_is_unsure() -> None:
    resolver = Resolver(PUBLISHED)
    text = "Ferries carried fewer cars in April 2023 than a year before. Bookings had begun to fall six months earlier."
    april, year, months = (resolver.resolve(match, "past") for match in forms().finditer(text))
    assert not april.unsure and not year.unsure
    assert months.unsure and "compared" in months.why


def test_the_meeting_of_a_day_named_before_is_on_that_day() -> None:
    resolver = Resolver(PUBLISHED)
    text = "On Friday they met. On a call to discuss Friday's meeting, they will set one for Friday."
    tenses: list[Tense] = ["past", "present", "future"]
    days = [resolver.resolve(match, tense).period for match, tense in zip(forms().finditer(text), tenses, strict=True)]
    assert list(map(str, days)) == ["2024-05-10", "2024-05-10", "2024-05-17"]


@pytest.mark.parametrize(
    ("text", "tense", "published", "expected"),
    [
        ("Friday's deal sets a wage.", "present", date(2024, 5, 19), "2024-05-17? 2024-05-24"),
        ("She hails the speech on Thursday.", "present", date(2024, 5, 17), "2024-05-16? 2024-05-23"),
        ("Friday's vote is close.", "present", date(2024, 5, 17), "2024-05-17"),
        ("The talks, set to end on Friday, go on.", "future", date(2024, 5, 17), "2024-05-24? 2024-05-17"),
        ("It will be signed over the weekend.", "future", date(2024, 5, 19), "2024-05-18/2024-05-19"),
    ],
)
def test_a_weekday_of_which_the_tense_says_little_is_unsure_with_both_days_named(
    text: str, tense: Tense, published: date, expected: str
) -> None:
    (match,) = forms().finditer(text)
    found = Resolver(published).resolve(match, tense, is_doubtful=True)
    other = found.why.rsplit(" ", 1)[-1]
    assert f"{found.period}{f'? {other}' if found.unsure else ''}" == expected


def test_a_weekday_that_the_text_has_with_its_date_is_that_date() -> None:
    text = "They hail the speech on Monday.\n\nA picture was taken on Monday, May 13, 2024."
    assert entries(text, "present") == [("Monday", "2024-05-13"), ("Monday, May 13, 2024", "2024-05-13")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Asked on Monday, she said only that “today is today.”", ["2024-05-13", "2024-05-15?"]),
        ("The court ruled on Monday. “The ruling today is a relief,” she said.", ["2024-05-13", "2024-05-15?"]),
        ("They met on Wednesday. “Today is today,” she said.", ["2024-05-15", "2024-05-15"]),
    ],
)
def test_today_in_words_that_were_perhaps_said_on_another_day_is_unsure(text: str, days: list[str]) -> None:
    article = Article("a", text, date="2024-05-15")
    stops = [0, text.index(". ") + 1] if ". " in text else [0]
    dates = [
        TimeExpression(Span(*match.span()), "past", Span(max(at for at in stops if at <= match.start()), len(text)))
        for match in forms().finditer(text)
    ]
    assert [entry.days for entry in timeline(article, dates)][: len(days)] == days


@pytest.mark.parametrize(
    "text",
    [
        "The fair is held every year in June.",
        "The swifts return each June.",
        "Each year, on July 4, the town burns a boat.",
        "The fair is held in June every year.",
        "Pupils sit the exam in June of each year.",
        "The board normally meets on Tuesday.",
        "The fair has always been held in June.",
    ],
)
def test_what_happens_every_year_or_week_is_on_no_single_day(text: str) -> None:
    assert [days for _, days in entries(text, "past" if "has" in text else "present")] == [None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The tickets cost $5 each in May.", "2024-05"),
        ("She always said that she left in April.", "2024-04"),
        ("Every school closed on July 4, 2023.", "2023-07-04"),
    ],
)
def test_what_happened_once_has_its_day(text: str, day: str) -> None:
    assert entries(text)[-1][1] == day


def test_an_expression_relative_to_an_unknown_day_says_so() -> None:
    match = forms().match("two days later")
    assert match is not None
    resolved = Resolver(PUBLISHED).resolve(match, "past")
    assert resolved.period is None and "does not name" in resolved.why


def entries(text: str, tense: Tense = "past") -> list[tuple[str, str | None]]:
    """The expressions of a Markdown article published on 15 May 2024, in chronological order."""
    article = parse_article(f"---\ndate: 2024-05-15\n---\n\n{text}", "mill.md", format="markdown")
    dates = [TimeExpression(Span(*match.span()), tense, Span(0, 1)) for match in forms().finditer(article.text)]
    return [
        (article.words(entry.span), str(entry.period) if entry.period else None) for entry in timeline(article, dates)
    ]


def test_an_expression_relative_to_a_date_far_before_it_is_not_resolved() -> None:
    near = "It opened on May 3, 2020.\n\nIt burned two days later."
    assert entries(near) == [("May 3, 2020", "2020-05-03"), ("two days later", "2020-05-05")]
    far = "It opened on May 3, 2020.\n\nThe roof is new.\n\nOrders had begun to fall two days earlier."
    assert entries(far)[-1] == ("two days earlier", None)


def test_months_are_not_counted_from_a_bare_year() -> None:
    assert entries("It opened in 2020. It burned six months later.")[-1] == ("six months later", None)


def test_a_year_before_in_a_comparison_means_the_same_month() -> None:
    assert entries("Nails cost more in April than a year before.")[0] == ("a year before", "2023-04")
    assert entries("Sales fell in April compared with a year before.")[0] == ("a year before", "2023-04")
    assert entries("It opened in April. It was begun a year before.")[0] == ("a year before", "2023")


def test_a_weekday_in_a_caption_is_before_publication() -> None:
    caption, paragraph = "The old mill on Tuesday.", "The council meets on Tuesday."
    blocks = (Block(Span(0, 24), "caption"), Block(Span(26, 55), "paragraph"))
    article = Article("mill.html", f"{caption}\n\n{paragraph}", blocks, date="2024-05-15")
    dates = [TimeExpression(Span(*match.span()), "present", Span(0, 1)) for match in forms().finditer(article.text)]
    assert [str(entry.period) for entry in timeline(article, dates)] == ["2024-05-14", "2024-05-21"]


@pytest.mark.parametrize(
    ("period", "unit", "written"),
    [
        (day(date(2024, 2, 29)), "day", "2024-02-29"),
        (week(date(2024, 12, 31)), "week", "2025-W01"),
        (month(2024, 2), "month", "2024-02"),
        (year(1999), "year", "1999"),
        (season("summer", 2020), "range", "2020-06-01/2020-08-31"),
        (Period(date(2024, 5, 1), date(2024, 5, 3)), "range", "2024-05-01/2024-05-03"),
    ],
)
def test_a_period_is_written_in_iso_8601(period: Period, unit: str, written: str) -> None:
    assert (period.unit, str(period)) == (unit, written)


def test_a_reader_sees_the_first_and_the_last_day_of_a_week_or_another_range() -> None:
    assert [month(2024, 2).days, day(date(2024, 2, 29)).days] == ["2024-02", "2024-02-29"]
    assert week(date(2023, 11, 15)).days == "2023-11-13 to 19"
    assert season("summer", 2020).days == "2020-06-01 to 08-31"
    assert week(date(2024, 12, 31)).days == "2024-12-30 to 2025-01-05"


def test_numbers_are_read_as_words_or_digits() -> None:
    words = ("a", "twenty-five", "1,200", "half a", "many")
    assert [count(word) for word in words] == [1, 25, 1200, 0.5, 0]


@pytest.mark.model
def test_the_tense_of_the_clause_decides_and_names_are_not_dates(nlp: Language) -> None:
    text = (
        "The ferry sank on Monday. It will be raised on Friday. June Aldous owns it, and she called 911. "
        "The Sunday Courier printed a map. Divers are to return in July. It was a Sunday Special ferry. "
        "It lost money for the third quarter in a row, mad as a March hare. "
        "Election Day, a tug, has until the 30th to come. Veterans Day, a public holiday, is too late."
    )
    found = timeline(Article("a", text, date="2024-05-15"), tuple(find_dates(nlp(text))))
    assert [(text[entry.span.start : entry.span.end], str(entry.period)) for entry in found] == [
        ("Monday", "2024-05-13"),
        ("Friday", "2024-05-17"),
        ("the 30th", "2024-05-30"),
        ("July", "2024-07"),
        ("Veterans Day", "2024-11-11"),
    ]


@pytest.mark.model
def test_a_past_day_is_in_the_year_named_beside_it_but_not_in_a_later_one(nlp: Language) -> None:
    text = "The pier closed in 2019 and burned down on June 4. It should open by 2030, Lund said on Feb. 3."
    found = timeline(Article("a", text, date="2024-05-15"), tuple(find_dates(nlp(text))))
    assert [str(entry.period) for entry in found] == ["2019", "2019-06-04", "2024-02-03", "2030"]


@pytest.mark.model
def test_a_weekday_meeting_to_be_discussed_may_be_on_the_day_of_publication(nlp: Language) -> None:
    text = "On a call to discuss Wednesday’s meeting, the owners kept silent. They will meet again on Wednesday."
    found = timeline(Article("a", text, date="2024-05-15"), tuple(find_dates(nlp(text))))
    assert [str(entry.period) for entry in found] == ["2024-05-15", "2024-05-22"]


@pytest.mark.model
@pytest.mark.usefixtures("analysed_here")
def test_the_command_prints_the_dates_in_chronological_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "a.md"
    article.write_text(
        "---\ntitle: The mill\ndate: 2024-05-15\n---\n\nThe mill will close on Friday. It was built in 1843.\n"
    )
    assert main(["timeline", str(article), "--format", "csv"]) == 0
    header, *lines = csv.reader(io.StringIO(capsys.readouterr().out))
    assert {line[header.index("unsure")] for line in lines} <= {"yes", "no"} and lines
    assert main(["timeline", str(article), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["text"], row["date"]) for row in rows] == [
        ("1843", "1843"),
        ("Friday", "2024-05-17"),
    ]
    assert main(["timeline", str(article)]) == 0
    assert "1843" in capsys.readouterr().out.splitlines()[1]
    article.write_text("The mill will close on Friday, and the wheel was sold on Monday.\n")
    assert main(["timeline", str(article)]) == 0
    assert capsys.readouterr().out.count("Not determined: the article has no date of publication") == 1
    assert main(["timeline", str(article), "--date", "2024-05-15", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["date"] for row in rows] == ["2024-05-13", "2024-05-17"]
    for typed in ("15 May 2024", "May 15, 2024"):
        assert main(["timeline", str(article), "--date", typed, "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out) == rows
    with pytest.raises(SystemExit):
        main(["timeline", str(article), "--date", "May 32, 2024"])
    with pytest.raises(SystemExit):
        main(["timeline", str(article), "--date", "15 May"])
    assert "“15 May” is not a day like 2024-05-15 or May 15, 2024" in capsys.readouterr().err


@pytest.mark.model
def test_a_date_in_a_prediction_reported_in_the_past_tense_is_the_nearest_one(nlp: Language) -> None:
    texts = [
        "Her promise that the bridge would open on May 2 was a lie.",  # thirteen days ago
        "She said the bridge would open on August 2.",
        "The bridge will open on May 2.",
        "She said it would open. It will close on May 2.",
        "The order would take effect on Nov. 20.",
    ]
    assert [day_of(nlp, text) for text in texts] == [
        "2024-05-02",
        "2024-08-02",
        "2025-05-02",
        "2025-05-02",
        "2024-11-20?",
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The owner said it was reading the plan and expected a reply by July 2.", "2024-07-02"),
        ("This is what they should have been shown in September.", "2023-09"),
        ("They must have met in June.", "2023-06"),
        ("They will have finished by March.", "2025-03"),
        ("He said that no more money was coming before July.", "2024-07"),
        ("The city told the mill to pay by June 20.", "2024-06-20"),
        ("The crew had cleared the yard by Jan. 20.", "2024-01-20"),
        ("The sale was put off until July 2.", "2024-07-02?"),
        ("The sale was postponed until July 2.", "2024-07-02"),
        ("The judge ordered a new trial on Monday.", "2024-05-13"),
        ("He won the primary in March and faces Lowe in November.", "2024-03"),
        ("A poll taken in March shows that she will win.", "2024-03"),
        ("The minutes of a Jan. 9 meeting show that the work will end in 2027.", "2024-01-09"),
        ("The Aug. 3 concert was sold out.", "2023-08-03?"),
        ("The fare rose 10 percent on April 2, 15 percent more than planned.", "2024-04-02"),
        ("The bank says growth will be half a point less than forecast in July.", "2023-07"),
        ("She hails the speech on Monday and the crowd.", "2024-05-13?"),
        ("The shop in May Street closed in April.", "2024-04"),
        ("The fare rose on April 3 to 5 euros.", "2024-04-03"),
        ("Organizers of the march on June 5 met the police.", "2024-06-05?"),
        ("On Sunday, members of the First Methodist Church, where Abel preaches, collected money.", "2024-05-12"),
        ("The April 9 collision will be examined by a panel.", "2024-04-09"),
        ("Prices rose in the three years after such mergers.", "-"),
        ("He spent 12 years on death row.", "-"),
        ("Year\tBudget\n\n2021\t$2.1m\n\n2022\t$1.9m", "2021"),
        ("They met on the last Sunday before the vote.", "-"),
    ],
)
def test_the_tense_counts_only_if_it_is_that_of_the_day(nlp: Language, text: str, expected: str) -> None:
    assert day_of(nlp, text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“I’ll be out by the end of next month,” the owner wrote on April 30.", ["2024-04-30", "2024-05-31"]),
        ("On April 3, Lund wrote: “The check will be there tomorrow.”", ["2024-04-03", "2024-04-04"]),
        ("“We met yesterday,” she said in a letter dated Feb. 20. A day later she left.", None),
        ("“This year was the worst,” she told the paper in 2019.", ["2019", "2019"]),
        ("“We will open tomorrow,” she told the paper in April.", ["2024-04", "?"]),
        ("In a letter sent on April 4, Lund said the mill would close “next month.”", ["2024-04-04", "2024-05"]),
        ("“We will open tomorrow,” said Lund, who was hired on April 3.", ["2024-04-03", "2024-05-16"]),
    ],
)
def test_words_in_a_quotation_count_from_the_day_they_were_said(
    analyse: Callable[[Article, Sequence[Topic]], Analysis], text: str, expected: list[str] | None
) -> None:
    article = Article("a", text, date="2024-05-15")
    days = [entry.days for entry in timeline(article, analyse(article, ()).dates)]
    assert days == (expected or ["2024-02-19", "2024-02-20", "2024-02-21"])


def day_of(nlp: Language, text: str) -> str:
    """The days of the first expression of an article published on 15 May 2024; "-" if it has none."""
    found = timeline(Article("a", text, date="2024-05-15"), tuple(find_dates(nlp(text))))
    return min(found, key=lambda entry: entry.span).days if found else "-"


def test_a_stated_date_holds_for_the_library_its_texts_and_the_file(tmp_path: Path) -> None:
    undated = parse_article("The mill opens on Friday.", str(tmp_path / "mill.txt"))
    with open_store(tmp_path) as store:
        store.articles.keep(undated)
        store.articles.state_date(undated.source, "2024-05-15")
        assert store.articles.with_stated_date(undated).date == "2024-05-15"
        kept = store.articles.load(undated.digest)
        assert kept is not None and kept.date == "2024-05-15"
        later = parse_article("The mill opened on Friday.", undated.source)
        store.articles.keep(later)
        store.articles.keep(store.articles.with_stated_date(later))
        assert [row.date for row in store.articles.library()] == ["2024-05-15"]
        store.articles.state_date(undated.source, None)
        assert store.articles.with_stated_date(undated).date is None
        assert [row.date for row in store.articles.library()] == [None]


async def test_the_list_says_how_to_state_the_date_and_then_has_the_days(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("@")
        await until(pilot, lambda: any("State the date" in row for row in shown(here)))
        here.controllers.evidence.state_date()
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is here)
        assert "stated" not in here.status.words, "none was stated before"
        here.controllers.evidence.state_date()
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await paste(pilot, "15 May")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskScreen) and app.screen.query_one(Input).value == "15 May")
        app.screen.query_one(Input).value = "May 15, 2024"
        await pilot.press("enter")
        await until(pilot, lambda: any("2024-05-13" in row for row in shown(here)))
    again = reader(tmp_path)
    async with again.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        assert screen(again).session.article.date == "2024-05-15"
