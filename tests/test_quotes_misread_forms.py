"""Forms of sentences that the parser often misreads: their statements are unsure, and the reason says why.

Each of the texts is invented; the forms were found by comparing sure rows with what annotators have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.nlp.quotes.component import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Farmers who say that the river is clean were in the minority in Halden.",
            "the clause tells which “Farmers” are meant",
        ),
        (
            "The plan was backed by an analyst at Kestrel Bank, who said that the rent would fall.",
            "“who” is a person, and so perhaps not",
        ),
        (
            "Peter Holm took to the stage to warn that the mill would close.",
            "“to warn” tells what somebody set out to say",
        ),
        (
            "She asked the council for more time to pay, “because we are poor,” Clara Weiss said.",
            "“asked” reports something, too",
        ),
        (
            "But there is a risk, some brewers said, that the wells that nobody guards will run dry.",
            "the sentence goes on after “said”",
        ),
        (
            "Peter Holm said areas where the valley wants to see changes include:\n\nWater: the wells are dry.",
            "the words may end in the middle",
        ),
        (
            "A chairman of the board acknowledged that the candidate misspoke but noted that experts say that the well"
            " is dry.",
            "“noted” may have another subject in this sentence than “candidate”",
        ),
        ("The rebuilt mill was first reported by the Lakeside Herald.", "so few words may name a thing"),
        ("Peter Holm refers to the miller, who is his cousin, as “the boss” of the valley.", "“refers to” tells what"),
        (
            "In spring the league launched the “expulsion of idle brewers initiative” in Halden.",
            "“launched” may not report",
        ),
        (
            "Peter Holm insists the mill must be a mill of ideas, and has championed a plan that angers the brewers.",
            "“championed” may tell what the speaker also did",
        ),
        (
            "Peter Holm is a miller. In his “miller's intent,” a document he drew up last year describing his goals, he"
            " wrote, “We must speak clearly with key friends.”",
            "“In” may tell where or when it was said",
        ),
        (
            "Peter Holm was asked, “If you had known of the well, would you have told her?” He answered, “No idea.”",
            "somebody who is not named asked or told this",
        ),
        ("Recalling the long quarrel over the mill, the council voted against the sale.", "“Recalling” tells what"),
        ("Washington was calm, saying he trusted the envoys.", "“he” is a person, and so perhaps not Washington"),
    ],
)
def test_a_form_that_is_often_misread_is_unsure(nlp: Language, text: str, reason: str) -> None:
    doubtful = [quote.reason for quote in find_quotes(nlp(text)) if quote.unsure]
    assert any(reason in why for why in doubtful), doubtful


def test_he_may_be_somebody_named_since(nlp: Language) -> None:
    text = (
        "Peter Holm is a miller. He spoke in Halden. “It is a matter of cost,” he said.\n\n"
        "Some defenders of the plan, like Carl Lund, a fellow of the Lakeside Institute, see it in the same way.\n\n"
        "But the gain is “ten times the loss,” he said."
    )
    quote = find_quotes(nlp(text))[-1]
    assert (quote.unsure, "“he” may be Carl Lund" in quote.reason) == (True, True)
