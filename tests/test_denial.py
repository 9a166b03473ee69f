"""Quotations of words that their source denies, doubts or gives to somebody else. Texts are invented."""

from __future__ import annotations

import pytest

from tui.evidence.cut_off import cut_off
from tui.evidence.transcript import Transcript
from tui.evidence.verification import Place


def remarks(printed: str, said: str, before: str = "") -> list[str]:
    """The remarks on a quotation of words of a source; `before` is what the article says before them."""
    source = Transcript("speech.txt", said)
    forms = Transcript("quotation", printed).forms
    (first,) = source.find(forms)
    last = first + len(forms)
    return list(cut_off(printed, Place(source, source.span(first, last), first, last), before))


@pytest.mark.parametrize(
    ("printed", "said", "part"),
    [
        (
            "the reeve sold us",
            "Nobody here and nobody on the quay can claim that the reeve sold us.",
            "claim that",
        ),
        (
            "the pier is rotten",
            "I do not, for one moment, believe that the pier is rotten.",
            "I do not",
        ),
        (
            "The pier is rotten,",
            "There is, as far as we know, no evidence that the pier is rotten.",
            "no evidence",
        ),
        ("the pier is rotten", "I came late, but I doubt that the pier is rotten.", "I doubt that"),
        ("the fund is empty", "My opponents keep telling you that the fund is empty.", "My opponents"),
        ("sank the ferry.", "I don't think the harbour master sank the ferry.", "I don't think"),
        ("the quay will hold", "We cannot say at this point whether the quay will hold.", "whether"),
        ("It was a swindle.", "It would be an exaggeration to say it was a swindle.", "an exaggeration to say"),
        ("the ferry sails in May", "I hope that the ferry sails in May.", "I hope that"),
        ("The fund is empty,", "The fund is empty, which is simply not true.", "not true"),
        ("The fund is empty,", "“The fund is empty” is what my opponents say.", "what my opponents say"),
        ("I won't speak of it,", "I won't speak of it before I have met the clerk.", "before I have met the clerk"),
        ("happy with the plan", "I am not happy with the plan to close the quay.", "I am not"),
        ("pay for the night boat", "We will never pay for the night boat.", "We will never"),
        ("a disaster for the fleet", "Nobody can call it a disaster for the fleet.", "Nobody can call it"),
        ("pay for the night boat", "Neither the town nor the county will pay for the night boat.", "Neither the town"),
        ("share the cost", "The county has refused to share the cost with us.", "has refused to"),
        ("a plan for the quay", "They left us without a plan for the quay.", "without"),
        ("proud of the bridge", "I am not angry, nor proud of the bridge.", "nor"),
        ("pay for the night boat", "thank you all for that we will never pay for the night boat", "we will never"),
        ("a gift to the fleet", "I do not think that this is a gift to the fleet at all.", "I do not think"),
        ("We will build it,", "If the county in its wisdom pays the share it owes, we will build it.", "If the county"),
    ],
)
def test_a_denial_or_a_doubt_that_is_cut_off_is_a_remark_with_its_words(printed: str, said: str, part: str) -> None:
    (remark,) = remarks(printed, said)
    assert part in remark


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("the pier is rotten", "There is no doubt that the pier is rotten."),
        ("the pier is rotten", "I do not hesitate to say that the pier is rotten."),
        ("the pier is rotten", "Nobody can deny that the pier is rotten."),
        ("the pier is rotten", "It is no secret to anyone here that the pier is rotten."),
        ("the pier is rotten", "I am not a carpenter, but I know that the pier is rotten."),
        ("the county agrees", "We will not sell the quay, and I believe that the county agrees."),
        ("the fund is empty", "If you do not pay by May, the clerk says that the fund is empty."),
        ("the fund is empty", "Not everyone likes it: I say that the fund is empty."),
        ("helps the poor so much", "I have never seen a plan that helps the poor so much."),
        ("the reeve of this town", "I do not believe that the reeve of this town has a cousin in it."),
        ("The pier will hold,", "The pier will hold, which is good news, and not for us alone."),
        ("The pier will hold,", "The pier will hold, which is not what they told us last year."),
        ("the pier is rotten", "i would never go there thank you all for it i can say that the pier is rotten"),
        ("happy with the plan", "A few of us are happy with the plan."),
        ("happy with the plan", "No, I am happy with the plan."),
        ("happy with the plan", "I was never asked, but I am happy with the plan."),
        ("a gift to the fleet", "It is not only a gift to the fleet, it is a loan."),
        ("a gift to the fleet", "Isn't it a gift to the fleet?"),
        ("happier with the plan", "We could not be happier with the plan."),
        ("pay for the night boat", "The county can't refuse to pay for the night boat."),
        ("every house is dry", "We will not rest until every house is dry."),
        ("the county knows it", "There is no money and the county knows it."),
        ("a loan to the fleet", "It is not a gift but a loan to the fleet."),
        ("but a loan to the fleet", "It is not a gift but a loan to the fleet."),
        ("We go home", "We go home before it rains."),
    ],
)
def test_a_negation_of_something_else_is_none(printed: str, said: str) -> None:
    assert not remarks(printed, said)


def test_a_hedge_right_before_the_words_is_a_remark_unless_the_article_has_one() -> None:
    said = "I would say a third, perhaps about half of it in a bad month."
    assert remarks("about half of it", said) == ["In the source the sentence begins: “I would say a third, perhaps”."]
    assert not remarks("about half of it", said, "She put it at perhaps ")


def test_a_denial_that_the_article_gives_itself_is_not_cut_off() -> None:
    said = "I do not believe that the reeve lied to us."
    assert remarks("the reeve lied to us", said, "Lind told the council that ")
    assert not remarks("the reeve lied to us", said, "Lind told the council she did not believe that ")
    said = "I am not happy with the plan."
    assert remarks("happy with the plan", said, "Lind said she was ")
    assert not remarks("happy with the plan", said, "Lind said she was anything but ")
