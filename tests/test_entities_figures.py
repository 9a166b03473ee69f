"""Figures with their unit, sentence and speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc

from tests.parsed import blank
from tui.nlp.figures import find_figures
from tui.text.analysis import Figure, Quote, Speaker
from tui.text.span import Span

if TYPE_CHECKING:
    from spacy.language import Language


def doc_of(text: str, *ents: tuple[str, str]) -> Doc:
    doc = blank()(text)
    for i, token in enumerate(doc):
        token.is_sent_start = i == 0 or doc[i - 1].text in (".", "”")
    found = []
    for words, label in ents:
        start = text.index(words)
        span = doc.char_span(start, start + len(words), label=label)
        assert span is not None
        found.append(span)
    doc.ents = found
    return doc


def shown(text: str, figures: list[Figure]) -> list[tuple[str, str]]:
    return [(text[one.span.start : one.span.end], one.label) for one in figures]


def test_a_figure_has_its_label_and_its_sentence() -> None:
    text = "The mill closed. It had 640 workers in 2019."
    figures = find_figures(doc_of(text, ("640", "CARDINAL"), ("2019", "DATE")))
    assert shown(text, figures) == [("640", "CARDINAL"), ("2019", "DATE")]
    assert {text[one.sentence.start : one.sentence.end] for one in figures} == {"It had 640 workers in 2019."}


def test_money_has_its_currency_and_its_unit() -> None:
    text = "They paid $3 million for it."
    assert shown(text, find_figures(doc_of(text, ("3", "CARDINAL")))) == [("$3 million", "MONEY")]


def test_cells_of_a_table_that_the_recogniser_joins_are_figures_by_themselves() -> None:
    text = "Year\tCracks\tBudget\n\n2021\t3\t$2.1m\n\nMonday\t14%\t12 May"
    joined = (("Year\tCracks\tBudget", "DATE"), ("3\t$2.1m", "MONEY"), ("Monday\t14%\t12 May", "DATE"))
    assert shown(text, find_figures(doc_of(text, *joined))) == [
        *(("2021", "DATE"), ("3", "CARDINAL"), ("$2.1m", "MONEY")),
        *(("Monday", "DATE"), ("14%", "PERCENT"), ("12 May", "DATE")),
    ]


def test_the_one_who_pays_is_no_part_of_the_money() -> None:
    text = "A month costs us four million dollars."
    assert shown(text, find_figures(doc_of(text, ("us four million dollars", "MONEY")))) == [
        ("four million dollars", "MONEY")
    ]


def test_a_number_missed_by_the_recogniser_is_found() -> None:
    text = "It took 4,210 bricks and 15% more sand."
    assert shown(text, find_figures(doc_of(text))) == [("4,210", "CARDINAL"), ("15%", "PERCENT")]


def test_a_number_inside_a_name_is_not_a_figure() -> None:
    text = "The Windrose 9 sailed."
    assert not find_figures(doc_of(text, ("Windrose 9", "PRODUCT")))


@pytest.mark.parametrize(("words", "label"), [("first", "ORDINAL"), ("one", "CARDINAL")])
def test_number_words_alone_are_not_figures(words: str, label: str) -> None:
    assert not find_figures(doc_of(f"They met {words} another time.", (words, label)))


def quote_of(text: str, words: str, name: str | None, mention: str | None = None) -> Quote:
    start = text.index(words)
    span = Span(text.index(mention), text.index(mention) + len(mention)) if mention else None
    return Quote("direct", (Span(start, start + len(words)),), speaker=Speaker(span, name, "e1" if name else None))


def test_a_figure_in_a_quotation_gets_the_speaker() -> None:
    text = "“We lost 40 jobs,” Ana Ruiz said. She has 12 cows."
    doc = doc_of(text, ("40", "CARDINAL"), ("12", "CARDINAL"))
    figures = find_figures(doc, [quote_of(text, "We lost 40 jobs,", "Ana Ruiz")])
    assert [one.speaker for one in figures] == ["Ana Ruiz", None]


def test_an_unnamed_source_of_a_figure_is_given_in_the_words_of_the_article() -> None:
    text = "“We lost 40 jobs,” an official said."
    figures = find_figures(doc_of(text), [quote_of(text, "We lost 40 jobs,", None, "an official")])
    assert [one.speaker for one in figures] == ["an official"]


def test_a_figure_outside_the_quoted_words_has_no_speaker() -> None:
    text = "Ana Ruiz spoke of 40 “lost jobs” on Friday."
    doc = doc_of(text, ("40", "CARDINAL"), ("Friday", "DATE"))
    figures = find_figures(doc, [quote_of(text, "lost jobs", "Ana Ruiz")])
    assert [one.speaker for one in figures] == [None, None]


def test_an_empty_text_has_no_figures() -> None:
    assert find_figures(blank()("")) == []


def test_an_average_is_no_figure_but_what_it_is_of() -> None:
    text = "They were away for an average of eight months."
    found = find_figures(doc_of(text, ("an average", "DATE"), ("eight months", "DATE")))
    assert shown(text, found) == [("eight months", "DATE")]


@pytest.mark.parametrize("pair", ["4-1", "7–2", "10-15"])
def test_a_score_a_vote_and_a_range_are_one_figure(pair: str) -> None:
    text = f"It ended {pair} on a wet night in front of 300 people."
    found = find_figures(doc_of(text, ("300", "CARDINAL")))
    assert shown(text, found) == [(pair, "CARDINAL"), ("300", "CARDINAL")]


@pytest.mark.parametrize(
    ("before", "pair", "after"),
    [
        ("The council voted", "9 to 4", "on Tuesday night to build it."),
        ("The House passed the bill,", "220 to 213", "."),
        ("The judges split", "five to four", "in June."),
        ("Rovers won the final", "3 to 1", ", their best result."),
        ("The House passed it", "220-213", "."),
    ],
)
def test_a_vote_or_a_score_in_words_is_one_figure(before: str, pair: str, after: str) -> None:
    text = f"{before} {pair} {after}".replace(" ,", ",").replace(" .", ".")
    sides = pair.replace("-", " to ").split(" to ")
    doc = doc_of(text, *((side, "CARDINAL") for side in sides)) if "-" not in pair else doc_of(text)
    found = shown(text, find_figures(doc))
    assert (pair, "CARDINAL") in found and not set(sides) & {words for words, _ in found}


@pytest.mark.parametrize(
    "text",
    [
        "The board approved 9 to 12 grants a year.",
        "They voted to raise it from 9 to 12 on Friday.",
        "The fund lost 3 to 5 percent.",
        "He led 10 to 15 people through the fog.",
    ],
)
def test_a_range_is_no_vote(text: str) -> None:
    sides = [word for word in text.split() if word.isdigit()]
    found = shown(text, find_figures(doc_of(text, *((side, "CARDINAL") for side in sides))))
    assert not any(" to " in words for words, _ in found)


def test_a_range_with_its_unit_stays_the_figure_found_by_the_recogniser() -> None:
    text = "It takes 10-15 minutes."
    assert shown(text, find_figures(doc_of(text, ("10-15 minutes", "TIME")))) == [("10-15 minutes", "TIME")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("She called 911 at noon.", "911"),
        ("Room 101 is empty.", "101"),
        ("The drug is in phase three.", "three"),
        ("They are there 24/7 now.", "24/7"),
    ],
)
def test_a_number_used_as_a_name_is_not_a_figure(text: str, number: str) -> None:
    assert not find_figures(doc_of(text, (number, "CARDINAL")))


def test_a_number_after_no_is_a_name_unless_it_begins_a_sentence() -> None:
    doc = doc_of("Is it full? No. 10 came.", ("10", "CARDINAL"))
    (number,) = (token for token in doc if token.text == "10")
    assert len(find_figures(doc)) == 1
    number.is_sent_start = False
    assert not find_figures(doc)


@pytest.mark.parametrize(
    ("text", "ent", "expected"),
    [
        ("One in four tenants pays more.", ("four", "CARDINAL"), [("One in four", "PERCENT")]),
        (
            "More than 4 in 10 left at 4 p.m.",
            ("More than 4", "CARDINAL"),
            [("More than 4 in 10", "PERCENT"), ("4 p.m.", "TIME")],
        ),
        (
            "A quarter of a million left.",
            ("A quarter of a million", "CARDINAL"),
            [("A quarter of a million", "CARDINAL")],
        ),
        ("It hit 3 out of 5 farms.", ("3", "CARDINAL"), [("3 out of 5", "PERCENT")]),
        ("She came once in two years.", ("two years", "DATE"), [("two years", "DATE")]),
        ("On 18/09/2024 it took nine boats.", ("nine", "CARDINAL"), [("18/09/2024", "DATE"), ("nine", "CARDINAL")]),
        ("They met on 8.9.2024.", ("8.9.2024", "CARDINAL"), [("8.9.2024", "DATE")]),
        ("They lost about two-thirds of it.", ("about two", "CARDINAL"), [("about two-thirds", "PERCENT")]),
        ("It takes more than half of their pay.", ("more than half", "CARDINAL"), [("more than half", "PERCENT")]),
        ("It fell by 37 per cent.", ("37 per cent", "MONEY"), [("37 per cent", "PERCENT")]),
        ("It fell by 5 to 10 per cent.", ("5", "CARDINAL"), [("5 to 10 per cent", "PERCENT")]),
        (
            "A few per cent of £5 is left.",
            ("A few per cent", "CARDINAL"),
            [("A few per cent", "PERCENT"), ("£5", "MONEY")],
        ),
        ("It took a 37-per-cent cut.", ("37-per-cent", "QUANTITY"), [("37-per-cent", "PERCENT")]),
        ("At ten to five she woke.", ("ten to five", "CARDINAL"), [("ten to five", "TIME")]),
        ("By half past seven it snowed.", ("half past seven", "DATE"), [("half past seven", "TIME")]),
        ("It stays shut until six.", ("six", "CARDINAL"), [("six", "TIME")]),
        ("It stays shut until six of them agree.", ("six", "CARDINAL"), [("six", "CARDINAL")]),
        ("She is 81 and well.", ("81", "DATE"), [("81", "QUANTITY")]),
        ("An 81-year-old man fell.", ("81-year-old", "DATE"), [("81-year-old", "QUANTITY")]),
        ("There were nineteen a day.", ("nineteen a day", "DATE"), [("nineteen a day", "CARDINAL")]),
        ("It rained for two days.", ("two days", "DATE"), [("two days", "DATE")]),
        ("They like the new hours.", ("the new hours", "TIME"), []),
        ("It came on Sunday night.", ("Sunday night", "TIME"), [("Sunday night", "TIME")]),
    ],
)
def test_shares_times_ages_and_rates_are_what_they_are_and_vague_times_are_none(
    text: str, ent: tuple[str, str], expected: list[tuple[str, str]]
) -> None:
    assert shown(text, find_figures(doc_of(text, ent))) == expected


def test_a_year_that_was_cut_off_its_date_belongs_to_it() -> None:
    text = "It closed on Nov. 26, 2026."
    found = find_figures(doc_of(text, ("Nov. 26", "DATE"), ("2026", "TIME")))
    assert shown(text, found) == [("Nov. 26, 2026", "DATE")]


@pytest.mark.parametrize(
    ("text", "ents", "expected"),
    [
        ("It shuts for six weeks from July 4.", ["six weeks from July 4"], ["six weeks", "July 4"]),
        ("It shuts for six weeks from July 4.", ["six weeks"], ["six weeks", "July 4"]),
        ("It was dug between 2011 and 2014.", ["between 2011 and", "2014"], ["between 2011 and 2014"]),
        ("It opens on May 3 after a vote.", ["May 3 after"], ["May 3"]),
        ("It opened two days after Easter.", ["two days after Easter"], ["two days after Easter"]),
    ],
)
def test_a_date_is_neither_cut_off_nor_part_of_the_length_before_it(
    text: str, ents: list[str], expected: list[str]
) -> None:
    found = find_figures(doc_of(text, *((words, "DATE") for words in ents)))
    assert shown(text, found) == [(words, "DATE") for words in expected]


def test_the_first_word_of_a_street_is_no_date() -> None:
    words = ["A", "Larch", "Street", "flat", "burned", "."]
    doc = Doc(
        blank().vocab,
        words=words,
        pos=["DET", "PROPN", "PROPN", "NOUN", "VERB", "PUNCT"],
        deps=["det", "compound", "compound", "nsubj", "ROOT", "punct"],
        heads=[3, 2, 3, 4, 4, 4],
        ents=["O", "B-DATE", "O", "O", "O", "O"],
    )
    assert not find_figures(doc)


@pytest.mark.parametrize(
    ("text", "ent", "expected"),
    [
        (
            "It rose by 0.3 percentage points to 5.1 percent.",
            ("0.3 percentage points to 5.1 percent", "PERCENT"),
            ["0.3 percentage points", "5.1 percent"],
        ),
        ("It fell 0.3 percentage points.", ("0.3 percentage", "PERCENT"), ["0.3 percentage points"]),
        ("It was cut by half a percentage point.", ("half", "CARDINAL"), ["half a percentage point"]),
        ("It was cut by 25 basis points.", ("25", "CARDINAL"), ["25 basis points"]),
        ("It rose from 2 percent to 3 percent.", ("2 percent to 3 percent", "PERCENT"), ["2 percent to 3 percent"]),
    ],
)
def test_a_change_in_points_is_a_figure_of_its_own(text: str, ent: tuple[str, str], expected: list[str]) -> None:
    assert shown(text, find_figures(doc_of(text, ent))) == [(words, "PERCENT") for words in expected]


def test_the_day_of_the_month_belongs_to_the_date_even_if_the_recogniser_took_it_for_a_count() -> None:
    text = "By Ines Calloway, Brackmoor Gazette, 14 November 2024"
    doc = doc_of(text, ("14", "CARDINAL"), ("November 2024", "DATE"))
    assert [(text[slice(*one.span)], one.label) for one in find_figures(doc)] == [("14 November 2024", "DATE")]


@pytest.mark.parametrize("words", ["Number 10", "Room 12", "phase three"])
def test_a_number_with_the_noun_that_it_numbers_is_a_name(words: str) -> None:
    assert not find_figures(doc_of(f"They spoke of {words} again.", (words, "CARDINAL")))


@pytest.mark.model
def test_a_count_has_what_it_counts_and_a_concentration_has_its_unit(nlp: Language) -> None:
    text = (
        "Lead was above 15 parts per billion in 12 of 98 homes. They dug up 4,200 old lead pipes, lost 1,310, "
        "and came five times in the fall of 2027. The minutes of a meeting say that it cost up to $67,544 a day."
    )
    figures = find_figures(nlp(text))
    assert [text[one.whole.start : one.whole.end] for one in figures if one.label != "DATE"] == [
        "15 parts per billion",
        "12 of 98 homes",
        "98 homes",
        "4,200 old lead pipes",
        "1,310",
        "five times",
        "$67,544 a day",
    ]
    assert [text[one.span.start : one.span.end] for one in figures if one.label == "DATE"][:1] == ["the fall of 2027"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Two of the five yards have laid off welders.", "CARDINAL"),
        ("Its five yards build ferries.", "CARDINAL"),
        ("They ran the five yards to the line.", "QUANTITY"),
        ("The pier moved five yards.", "QUANTITY"),
    ],
)
def test_a_unit_that_is_also_a_thing_is_counted_if_it_is_known_already(text: str, label: str) -> None:
    assert shown(text, find_figures(doc_of(text, ("five yards", "QUANTITY")))) == [("five yards", label)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("Lowe hit 41 and took 3 for 22 on Sunday.", "41", "CARDINAL"),
        ("Ana Lund, 43, won the race.", "43", "QUANTITY"),
        ("The painter died on Tuesday. She was 91.", "91", "QUANTITY"),
        ("Ana Lund won the 1,500 metres in 3:58.21.", "3:58.21", "TIME"),
        ("Up to 30 centimetres of snow will fall.", "Up to 30 centimetres", "QUANTITY"),
    ],
)
def test_ages_times_and_measures_are_told_from_counts(nlp: Language, text: str, figure: str, label: str) -> None:
    figures = find_figures(nlp(text))
    assert [one.label for one in figures if text[one.whole.start : one.whole.end] == figure] == [label]
