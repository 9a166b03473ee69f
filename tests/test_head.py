from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.formats.head import (
    date_line,
    find_byline,
    find_date,
    find_dateline,
    is_headline,
    is_label,
    read_top,
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Olu Adeyemi", "Olu Adeyemi"),
        ("BY OLU ADEYEMI", "OLU ADEYEMI"),
        ("By Olu Adeyemi and Marta Lindqvist", "Olu Adeyemi and Marta Lindqvist"),
        ("By Olu Adeyemi, Marta Lindqvist and J. R. O’Neil", "Olu Adeyemi, Marta Lindqvist and J. R. O’Neil"),
        ("By Maria de la Cruz, The Harbour Post", "Maria de la Cruz, The Harbour Post"),
        ("By Olu Adeyemi | Feb. 6, 2024", "Olu Adeyemi"),
        ("Written by Olu Adeyemi", "Olu Adeyemi"),
        ("By Olu Adeyemi 6 February 2024", "Olu Adeyemi"),
        ("By Olu Adeyemi Tuesday, February 6, 2024, 7 p.m.", "Olu Adeyemi"),
    ],
)
def test_a_byline_gives_its_names(line: str, names: str) -> None:
    assert find_byline(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the council had agreed.",
        "By Friday",
        "By the time Olu Adeyemi came, it was over.",
        "By Olu Adeyemi 6 February 2024 was called a black day. Others agreed.",
        "By Olu Adeyemi the matter was called a scandal. Others agreed.",
        "Bystanders Olu Adeyemi",
        "",
    ],
)
def test_a_sentence_that_begins_like_a_byline_is_not_one(line: str) -> None:
    assert find_byline(line) is None


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("MEXICO CITY (AP) — The pier is closed.", "MEXICO CITY (AP)"),
        ("PORT ELSE, Maine — The pier is closed.", "PORT ELSE, Maine"),
        ("PORT ELSE, Feb 6 (Reuters) - The pier is closed.", "PORT ELSE, Feb 6 (Reuters)"),
        ("PORT ELSE, Maine, Feb. 6, 2021 — The pier is closed.", "PORT ELSE, Maine, Feb. 6, 2021"),
        ("PORT ELSE, 6 February 2021 (AP) — The pier is closed.", "PORT ELSE, 6 February 2021 (AP)"),
        ("ST. PAUL, Minn. -- The pier is closed.", "ST. PAUL, Minn."),
        ("Port Else (AFP) – The pier is closed.", "Port Else (AFP)"),
    ],
)
def test_a_dateline_gives_the_place_before_the_dash(line: str, dateline: str) -> None:
    assert find_dateline(line) == dateline


@pytest.mark.parametrize(
    "line", ["The pier — built in 1921 — is closed.", "A — B", "NATO’s plan is old.", "Olu Adeyemi (42) — a diver"]
)
def test_a_dash_alone_does_not_make_a_dateline(line: str) -> None:
    assert find_dateline(line) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Nov. 17, 2023", "2023-11-17"),
        ("November 17th 2023", "2023-11-17"),
        ("17 November 2023", "2023-11-17"),
        ("Published 2023-11-17T10:00:00Z", "2023-11-17"),
        ("Sept. 3, 2020", "2020-09-03"),
        ("May 1, 1999", "1999-05-01"),
        ("2023-17-11", None),
        ("Room 17, 2023 pages", None),
        ("November 41, 2023", None),
    ],
)
def test_dates_are_returned_in_iso_format(text: str, iso: str | None) -> None:
    assert find_date(text) == iso


@pytest.mark.parametrize(
    "line",
    ["Published Feb. 6, 2024, 5:30 p.m. ET", "Tuesday, February 6, 2024", "Updated: 6 February 2024 17:30 GMT"],
)
def test_a_line_with_only_a_date_is_a_date_line(line: str) -> None:
    assert date_line(line) == "2024-02-06"


def test_a_line_with_more_than_a_date_is_not_a_date_line() -> None:
    assert date_line("The pier closed on Feb. 6, 2024") is None


def test_headlines_are_short_and_no_full_sentences() -> None:
    assert is_headline("Northern pier to close for the winter")
    assert is_headline("Is the Pier Safe?")
    assert not is_headline("The pier is closed for the winter.")
    assert not is_headline("By Olu Adeyemi")
    assert not is_headline("Feb. 6, 2024")
    assert not is_headline("What you need to know")
    assert not is_headline("word " * 40)
    assert not is_headline("* * *")


def test_section_labels_are_distinguished_from_questions_and_speech() -> None:
    assert is_label("What divers saw")
    assert is_label("What do you need to know?") is False
    assert is_label("What to know about the pier?")
    assert not is_label("Q: Is it safe?")
    assert not is_label("“No,” she said")
    assert not is_label("the pier")


def test_a_byline_or_date_must_fit_on_one_line() -> None:
    top = read_top(["By Olu\nAdeyemi", "Feb. 6,\n2024"])
    assert (top.byline_at, top.date_at) == (None, None)


@pytest.mark.parametrize(
    ("line", "byline", "date"),
    [
        ("By Olu Adeyemi Published: 6 February 2024", "Olu Adeyemi", "2024-02-06"),
        ("Published Feb. 6, 2024 By Olu Adeyemi", "Olu Adeyemi", "2024-02-06"),
        ("Coast Courier Published: 6 February 2024", None, "2024-02-06"),
        ("Published 6 February 2024 Updated 8 February 2024", None, "2024-02-06"),
        ("He read the book. Published 6 February 2024", None, None),
        ("The book By Olu Adeyemi was out", None, None),
    ],
)
def test_lines_of_a_header_that_were_joined_to_one_are_read_one_by_one(
    line: str, byline: str | None, date: str | None
) -> None:
    top = read_top(["A headline", line], headline=0)
    assert (top.byline, top.date) == (byline, date)


def test_nothing_after_the_first_body_paragraph_counts_as_byline_or_date() -> None:
    top = read_top(["A headline", "x " * 100, "By Olu Adeyemi", "Feb. 6, 2024"], headline=0)
    assert (top.byline, top.date) == (None, None)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("By ABcde,.-—()0123456789Nov "), max_size=160))
def test_any_line_gets_an_answer_without_an_error(line: str) -> None:
    for question in (find_byline, find_date, find_dateline, date_line):
        answer = question(line)
        assert answer is None or isinstance(answer, str)
    if line.strip():
        is_headline(line.strip())
        is_label(line.strip())


@pytest.mark.parametrize(
    "line",
    ["A-" * 70, "BY A B" + " AND A B" * 18, "By " + "A" * 150, "A, " + "A" * 150, "12:30" * 20 + "!", "1 Nov " * 16]
    + ["By " + "A B, " * 30, "A " * 70, "t12:30" * 16 + "x", "mon " * 25 + "x", "de la " * 25, "A. " * 50_000],
    ids=range(12),
)
def test_hostile_lines_are_judged_at_once(line: str) -> None:
    for question in (find_byline, find_date, find_dateline, date_line, is_headline, is_label):
        question(line)
        question(line + "?")
