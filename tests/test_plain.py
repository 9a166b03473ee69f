from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.formats import plain
from tui.formats.block_writer import LONGEST_BLOCK
from tui.formats.plain import read_plain, read_plain_head
from tui.text.article import Article
from tui.text.block_types import block_types_of
from tui.text.safe import clean
from tui.text.span import Span

WRAPPED = """\
The harbour board voted on Tuesday to close the northern pier for the winter,
after divers found cracks in eleven of its forty wooden piles. The pier,
which was built in 1921, is used by two ferries.

Repairs will cost $3.4 million, the board said, and will begin when the ice
has gone. “We would rather lose a winter than a boat,” said Marta Lindqvist,
who chairs it.
"""

LINES = """\
Northern pier to close for the winter
By Olu Adeyemi
The harbour board voted on Tuesday to close the northern pier for the winter, after divers found cracks in eleven of its forty wooden piles.
“We would rather lose a winter than a boat,” said Marta Lindqvist, who chairs the board.
The ferries will land at the old customs quay.
"""  # noqa: E501


def shapes(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.words(block.span)) for block in article.blocks]


def ink(text: str) -> str:
    return re.sub(r"\s", "", text)


def well_formed(article: Article) -> bool:
    """Blocks are in order, separated by two newlines, with nothing else outside them."""
    at = 0
    for number, block in enumerate(article.blocks):
        if block.span.start != at + (2 if number else 0) or block.span.end < block.span.start:
            return False
        if number and article.text[at : block.span.start] != "\n\n":
            return False
        if not all(block.span.contains(cell) for cell in block.cells):
            return False
        at = block.span.end
    return at == len(article.text) and all(
        Span(0, len(article.text)).contains(inline.span) and inline.span.length > 0 for inline in article.inlines
    )


def test_wrapped_lines_are_joined_into_paragraphs() -> None:
    article = read_plain(WRAPPED)
    assert [block.kind for block in article.blocks] == ["paragraph", "paragraph"]
    assert article.text.startswith(
        "The harbour board voted on Tuesday to close the northern pier for the winter, after"
    )
    assert article.text.endswith("said Marta Lindqvist, who chairs it.")


def test_each_line_is_a_paragraph_where_lines_end_with_the_sentence() -> None:
    article = read_plain(LINES)
    assert [block.kind for block in article.blocks] == ["headline", "byline", "paragraph", "paragraph", "paragraph"]
    assert article.headline == "Northern pier to close for the winter"
    assert article.byline == "Olu Adeyemi"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_byline_and_day_on_lines_of_their_own_are_no_part_of_the_headline_or_of_the_first_paragraph(gap: str) -> None:
    article = read_plain(f"Northern pier to close\nBy Olu Adeyemi\n6 February 2024{gap}{WRAPPED.lstrip()}")
    assert [block.kind for block in article.blocks][:4] == ["headline", "byline", "dateline", "paragraph"]
    assert (article.headline, article.byline, article.date) == (
        "Northern pier to close", "Olu Adeyemi", "2024-02-06"
    )  # fmt: skip


def test_wrapped_paragraphs_without_blank_lines_are_separated_at_short_last_lines() -> None:
    article = read_plain(WRAPPED.replace("\n\n", "\n"))
    assert [article.words(block.span)[:11] for block in article.blocks] == ["The harbour", "Repairs wil"]


def test_indented_first_lines_begin_paragraphs() -> None:
    text = (
        "    The pier is closed, and nobody\nknows for how long it will be so.\n"
        "    It was built in 1921 by the town\nand has stood in every storm since.\n"
    )
    article = read_plain(text)
    assert [article.words(block.span)[:8] for block in article.blocks] == ["The pier", "It was b"]


def test_a_compound_broken_at_its_hyphen_is_joined_without_a_space() -> None:
    text = (
        "They spoke for an hour about trade along the U.S.-\nMexico border and the wall that was half-\nbuilt there.\n"
    )
    assert "U.S.-Mexico border" in read_plain(text).text


def test_verse_keeps_its_lines() -> None:
    text = "The tide came in at seven\nAnd took the pier along\nThe ferry left at eleven\nTo sing another song\n"
    article = read_plain(text)
    assert shapes(article) == [("paragraph", text.strip())]


def test_verse_before_a_list_is_not_a_heading() -> None:
    text = "The tide came in\nAnd took the pier\n\nThe ferry left\nTo sing a song\n- one\n"
    assert [block.kind for block in read_plain(text).blocks] == ["paragraph", "paragraph", "list_item"]


def test_columns_keep_their_lines_and_spaces() -> None:
    text = "Votes by district, counted twice:\n\nNorth      1,204\nSouth        998\n\nNobody objected to the count."
    assert shapes(read_plain(text))[1] == ("code", "North      1,204\nSouth        998")


def test_bullets_become_list_items_and_their_length_is_recorded() -> None:
    article = read_plain("Some words before the list stand here.\n\n  • The pier closes\n  • The ferries move\n")
    first, second = article.blocks[1:]
    assert (first.kind, first.level, first.lead, first.bullet) == ("list_item", 1, 2, "")
    assert article.words(second.span) == "• The ferries move"


def test_every_common_bullet_and_number_is_recognised() -> None:
    for bullet in ("•", "-", "*", "–", "▪", "1.", "2)", "(3)", "10."):
        article = read_plain(f"{bullet} The pier closes")
        assert (article.blocks[0].kind, article.blocks[0].lead) == ("list_item", len(bullet) + 1), bullet


def test_text_that_only_looks_like_a_bullet_is_not_one() -> None:
    for text in (
        "-5 degrees were measured",
        "2023. That was the year",
        "*Note well",
        "1.5 million",
        "—Marta Lindqvist",
    ):
        assert read_plain(text).blocks[0].kind == "paragraph", text


def test_indented_bullets_become_nested_items() -> None:
    article = read_plain("- one\n  - two\n    - three\n  - four\n- five\n")
    assert [block.level for block in article.blocks] == [1, 2, 3, 2, 1]


def test_a_wrapped_item_is_joined_and_its_second_paragraph_belongs_to_it() -> None:
    article = read_plain(
        "- The pier, which was built long ago\n  and is closed now\n\n  Its piles are cracked.\n\nThe end."
    )
    assert shapes(article) == [
        ("list_item", "- The pier, which was built long ago and is closed now"),
        ("list_item", "Its piles are cracked."),
        ("paragraph", "The end."),
    ]
    assert (article.blocks[1].level, article.blocks[1].lead) == (1, 0)


def test_a_short_title_above_a_list_is_a_heading() -> None:
    text = "The board voted to close it.\n\nWhat You Need To Know\n\n• The pier closes\n• The ferries move\n"
    assert [block.kind for block in read_plain(text).blocks] == ["paragraph", "heading", "list_item", "list_item"]


def test_a_heading_above_a_list_needs_no_blank_line() -> None:
    text = "The board voted to close it.\n\nKey points\n• The pier closes\n• The ferries move\n"
    assert [block.kind for block in read_plain(text).blocks] == ["paragraph", "heading", "list_item", "list_item"]


def test_a_sentence_before_a_list_is_not_a_heading() -> None:
    text = "The board decided this:\n\n- The pier closes.\n"
    assert read_plain(text).blocks[0].kind == "paragraph"


def test_the_first_paragraph_is_not_a_headline() -> None:
    assert read_plain(WRAPPED).headline is None
    assert read_plain("“No,” she said.\n\nThat was all there was to it.").headline is None


def test_a_headline_in_title_case_may_end_with_a_full_stop() -> None:
    assert read_plain("Northern Pier to Close for the Winter.\n\nIt is old.").headline is not None


def test_a_file_of_one_line_is_one_paragraph() -> None:
    assert shapes(read_plain("The pier is closed.")) == [("paragraph", "The pier is closed.")]


def test_a_very_long_line_is_divided_between_words_without_loss() -> None:
    text = "The pier is closed for the winter. " * 3000
    article = read_plain(text)
    assert max(block.span.length for block in article.blocks) <= LONGEST_BLOCK
    assert len(article.blocks) > 4
    assert ink(article.text) == ink(text)
    assert all(article.words(block.span).endswith("winter.") for block in article.blocks)


def test_a_line_without_spaces_is_divided_too() -> None:
    article = read_plain("x" * 100_000)
    assert len(article.blocks) == 5


def test_the_marks_of_a_forwarded_e_mail_are_no_part_of_its_lines() -> None:
    text = (
        "Here it is.\n\n> The pier is shut until Wednesday 2\n> December, said Lowe.\n>\n> > It rains.\n\nYours, Ann\n"
    )
    assert shapes(read_plain(text)) == [
        ("paragraph", "Here it is."),
        ("paragraph", "The pier is shut until Wednesday 2 December, said Lowe."),
        ("paragraph", "It rains."),
        ("paragraph", "Yours, Ann"),
    ]
    for other in ("> Read on", ">> ANNA: It rains.\n\n>> BEN: It snows.", "It has 5 > 4 berths."):
        assert ink(read_plain(other).text) == ink(other)


MAIL = """\
From: Nils Aas <nils@lunde.example>
To: desk@courier.example
Date: Tue, 3 Sep 2024 09:12:00 +0200
Subject: Fwd: RE: The winter timetable of the
  island ferry

The island ferry will sail twice a day from October, said Eva Strand, who runs it.

She expects few passengers: last winter there were nine.
"""


def test_the_header_of_an_e_mail_is_the_head_of_the_article_and_its_subject_the_headline() -> None:
    article = read_plain(MAIL)
    assert article.headline == article.title == "The winter timetable of the island ferry"
    assert [block.kind for block in article.blocks] == [
        *("byline", "byline", "dateline", "headline"),
        *["paragraph"] * 2,
    ]
    assert (article.date, article.byline) == ("2024-09-03", None) and ink(article.text) == ink(MAIL)
    assert [article.words(span) for span in block_types_of(article).mail][3].startswith("Subject: Fwd: RE: The winter")
    forwarded = read_plain(f"---------- Forwarded message ---------\n{MAIL}")
    assert forwarded.headline == article.headline and [block.kind for block in forwarded.blocks].count("paragraph") == 2
    alone = read_plain("Subject: Re: No ferry\n\nThe ferry is in dock until May, and buses run to the bridge.")
    assert (alone.headline, len(alone.blocks)) == ("No ferry", 2)


@pytest.mark.parametrize(
    "text",
    [
        "From: the pier, one sees nine islands.\n\nThey are bare.",
        "Date: 3 May 2024\n\nThe ferry is in dock.",
        "The ferry is in dock.\n\nSubject: Fwd: Timetable\n\nIt sails in May.",
        "Subjects: two\n\nThe ferry is in dock.",
    ],
)
def test_a_line_that_only_begins_like_a_header_is_none(text: str) -> None:
    article = read_plain(text)
    assert not block_types_of(article).mail and "headline" not in {block.kind for block in article.blocks[1:]}


def test_an_article_in_an_e_mail_keeps_its_own_byline_and_date() -> None:
    head = MAIL[: MAIL.index("The island")]
    article = read_plain(f"{head}By Ida Lund\n\nPublished May 3, 2024\n\nThe ferry is in dock.")
    assert (article.byline, article.date) == ("Ida Lund", "2024-05-03")
    assert [block.kind for block in article.blocks[4:]] == ["byline", "dateline", "paragraph"]


def test_the_start_of_a_long_e_mail_has_the_first_blocks_of_all_of_it() -> None:
    long = MAIL + "\nThe ferry sails, and the harbour is open, as the board said on Monday.\n" * 900
    start = read_plain_head(long[: long.index("\n", plain.SAMPLE + 500) + 1])
    assert start is not None and start.headline == read_plain(long).headline
    assert read_plain(long).blocks[: len(start.blocks)] == start.blocks


LINE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["", "  ", "- one", "  * two", "1. three", "• four", "By Jane Doe", "A Headline", "\t- x", "a   b   c"]
        + ["From: Ann", "Subject: Fwd: x", "Date: 3 May 2024", "Begin forwarded message:"]
    ),
    st.text(alphabet="ab .,A\t-•1", max_size=120),
)


@settings(deadline=None)
@given(st.lists(LINE, max_size=25).map("\n".join))
def test_no_visible_character_is_lost_or_added(text: str) -> None:
    article = read_plain(clean(text))
    assert ink(article.text) == ink(clean(text))
    assert well_formed(article)
    for block in article.blocks:
        words = article.words(block.span)
        assert words.strip()
        assert 0 <= block.lead < len(words)
        assert "\n" not in words or block.kind in ("code", "paragraph", "list_item")


@settings(deadline=None)
@given(st.lists(LINE, min_size=5, max_size=25).map("\n".join), st.text(max_size=80), st.integers(1, 12))
def test_the_head_of_a_long_text_is_the_beginning_of_the_whole(part: str, unlike: str, times: int) -> None:
    start = clean(part + "\n") * times
    whole_text = start + clean(unlike + "\n" + part * 2)
    with patch.object(plain, "SAMPLE", 100):
        whole, head = read_plain(whole_text), read_plain_head(start)
    if head is None:
        return
    assert whole.text.startswith(head.text)
    assert whole.blocks[: len(head.blocks)] == head.blocks
    for name in ("headline", "byline", "dateline", "date"):
        assert getattr(whole, name) == getattr(head, name)


def test_the_head_of_a_long_article_is_found() -> None:
    text = (WRAPPED + "\n") * 200
    head = read_plain_head(text[: text.rfind("\n", 0, 40_000) + 1])
    assert head is not None
    assert len(head.text) > 30_000
