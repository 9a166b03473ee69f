"""What the reporter adds to a statement, and the small words without which a statement says something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes_described import row_of
from tests.test_quotes_wrong_but_sure import sure_rows
from tui.nlp.quotes.component import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nor is he a friend of the farmers, Clara Weiss said.", "Nor is he a friend of the farmers"),
        ("If elected, Clara Weiss said, she would sell the hall.", "If elected … she would sell the hall"),
        ("Unless it rains, Clara Weiss said the well would dry up.", "Unless it rains … the well would dry up"),
        ("If elected, Clara Weiss said, “I will sell the hall.”", "If elected … “I will sell the hall.”"),
        (
            "The hall will be sold, Clara Weiss said, if the council agrees.",
            "The hall will be sold … if the council agrees",
        ),
        (
            "The well will dry up, Clara Weiss said, unless the council mends it.",
            "The well will dry up … unless the council mends it",
        ),
        ("The well is dry, Clara Weiss said, though she referred questions to the mayor.", "The well is dry"),
        (
            "But without a licence to bake, Clara Weiss said, she thought she would close.",
            "without a licence to bake … she thought she would close",
        ),
        ("Clara Weiss said despite being a baker, she eats no bread.", "despite being a baker, she eats no bread"),
        ("In an interview, Clara Weiss said, the well will dry up.", "the well will dry up"),
        (
            "“The hall is too big for us,” Clara Weiss told the farmers, to boos. “We will sell it.”",
            "“The hall is too big for us,” … “We will sell it.”",
        ),
        ("When asked, Clara Weiss said, the well will dry up.", "the well will dry up"),
        ("(The well is dry, according to Clara Weiss.)", "The well is dry"),
        (
            "And, after leaving the guild, Holm opened a bank, according to Clara Weiss.",
            "after leaving the guild, Holm opened a bank",
        ),
        ("Clara Weiss asked the crowd “Who will pay for the hall?”", "“Who will pay for the hall?”"),
        ("Clara Weiss asked Anna Holm whether the hall was sold.", "whether the hall was sold"),
        ("Clara Weiss asked our readers what they thought of the hall.", "what they thought of the hall"),
        ("Clara Weiss promised Anna Holm that she could keep the hall.", "that she could keep the hall"),
        ("Clara Weiss called for a new hall, and for a tax on bread.", "a new hall … for a tax on bread"),
        ("Clara Weiss asked if the hall was sold.", "if the hall was sold"),
        (
            "Clara Weiss said the hall was sold, elevating the issue in the race for mayor.",
            "the hall was sold",
        ),
        ("Clara Weiss said the hall was poor, drawing a sharp reply from Holm.", "the hall was poor"),
        (
            "Clara Weiss said the hall was sold in May, a point that the council has disputed.",
            "the hall was sold in May",
        ),
        (
            "Clara Weiss said the bakers were lazy, with a comment not likely to endear her to the guild.",
            "the bakers were lazy",
        ),
        (
            "Clara Weiss said the hall was in good hands, a swipe at the cracks that the mayor had left.",
            "the hall was in good hands",
        ),
        ("Clara Weiss said the bakers should go, echoing a letter from the mayor.", "the bakers should go"),
        (
            "Clara Weiss said that the bakers lost their jobs and elevated the issue in the race.",
            "that the bakers lost their jobs",
        ),
        ("Clara Weiss said the plan would hurt tenants, to cheers from the bakers.", "the plan would hurt tenants"),
        ("Clara Weiss said the plan would hurt tenants, without naming Holm.", "the plan would hurt tenants"),
        ("Clara Weiss said the plan would hurt tenants, in a speech to the guild.", "the plan would hurt tenants"),
        ("Clara Weiss said she knew of the plan when asked about it by the guild.", "she knew of the plan"),
        ("Clara Weiss said the hall would close, according to the minutes.", "the hall would close"),
        ("Clara Weiss said the hall would close, which came as the guild met.", "the hall would close"),
        ("Clara Weiss says that the rent is high and raises a family.", "that the rent is high and raises a family"),
        ("Clara Weiss called the plan to sell the hall a disgrace.", "the plan to sell the hall a disgrace"),
    ],
)
def test_the_words_are_whole_and_end_before_the_reporters_remark(nlp: Language, text: str, words: str) -> None:
    assert sure_rows(nlp, text) == [("Clara Weiss", words)]


@pytest.mark.parametrize(
    "words",
    [
        "the guild spent its fund, borrowing from bakers",
        "the well is one cause of many (the rent is another, as is the price of bread)",
        "the hall would be sold, which surprised the council",
        "the hall would be sold to Peter Holm, who owns the mill",
        "the hall was in the hands of a Danish firm, the owner of the mill",
        "the hall would be sold, even as she looked for tenants",
        "she was born in Halden and left the hall",
    ],
)
def test_words_that_may_end_with_an_addition_of_the_reporter_are_whole_and_unsure(nlp: Language, words: str) -> None:
    text = f"Clara Weiss said {words}."
    assert [row_of(text, quote) for quote in find_quotes(nlp(text))] == [("Clara Weiss", words)]
    assert not sure_rows(nlp, text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Neither did Clara Weiss say that the hall was sold.", "“Neither” tells that this was perhaps not said"),
        (
            "Clara Weiss did not say why she left, nor did she explain that the hall was sold.",
            "“nor” tells that this was perhaps not said",
        ),
        ("Clara Weiss said the plan would hurt tenants, highlighting the gap in the budget.", "from “highlighting”"),
        ("Clara Weiss said she was born in Halden, though she gave varying stories about it.", "from “though”"),
        ("Clara Weiss said the hall was sold, though she left open the possibility of a lease.", "from “though”"),
        ("Clara Weiss said forty bakers were women, a figure that had risen in recent years.", "from “a”"),
        ("Clara Weiss said the hall would be sold in May, a plan the mayor has changed since.", "from “a”"),
        ("Clara Weiss repeated the refrain that has become common in the hall.", "said again"),
        ("Clara Weiss would be the first baker in the hall, calling it a disgrace.", "“would” tells what is possible"),
        ("Clara Weiss said she would pay the bakers, in contrast to the mayor, who refused.", "from “in”"),
        (
            "Peter and Carl Holm own the mill. “The river is low,” Holm said.",
            "“Holm” may be Peter Holm or Carl Holm",
        ),
    ],
)
def test_what_may_be_a_remark_a_denial_or_anothers_words_is_unsure(nlp: Language, text: str, reason: str) -> None:
    quote = find_quotes(nlp(text))[-1]
    assert quote.unsure and reason in quote.reason


def test_one_of_a_couple_who_is_also_named_alone_is_known_by_the_surname(nlp: Language) -> None:
    text = "Peter and Anna Holm own the mill. Anna Holm is a baker. “The river is low,” Holm said."
    assert sure_rows(nlp, text) == [("Anna Holm", "“The river is low,”")]


@pytest.mark.parametrize("call", ["called Holm to congratulate him on the victory", "called to thank him"])
def test_a_telephone_call_is_no_statement(nlp: Language, call: str) -> None:
    assert not sure_rows(nlp, f"Clara Weiss {call}.")
