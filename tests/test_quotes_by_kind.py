"""Short inputs of every kind that an article outside politics may hold: courts, sport, science, councils, business.

They were written before anybody looked at what the program makes of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes_addressee import found

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

SAID = [
    # hearers are no speakers
    ("Shareholders were told by the chairman, Niall Orme, that no bonus would be paid.", "Niall Orme", "no bonus"),
    ("Coach Dana Hale was assured by the owners that her job was safe.", "the owners", "her job was safe"),
    # several people
    ("Ana Brito told Rádio Norte that the fish were gone, the station reported.", "Ana Brito", "the fish were gone"),
    ("According to the Chronicle, one nurse said that the ward was freezing.", "one nurse", "the ward was freezing"),
    ("“Who locked the gate?” the coroner asked Mr Dane.", "the coroner", "Who locked the gate?"),
    ("Dr. Pia Holm said the drug works and warned that it is costly.", "Pia Holm", "it is costly"),
    # words beside them
    ("Sprinter Kit Moran laughed and tied a shoe. “Ask me in June.”", "Kit Moran", "Ask me in June"),
    ("OSLO, March 3 — The fishermen’s union said it would strike.", "The fishermen’s union", "it would strike"),
    # marks
    ("‘The unions’ demands are fair,’ said Gwen Pryce.", "Gwen Pryce", "The unions’ demands are fair"),
    ("»We are closing,« said Jutta Kern.", "Jutta Kern", "We are closing"),
    ("“Rubbish,” said coach Dean Hart.", "Dean Hart", "Rubbish"),
    ("— We will sue, said Paulo Reis. — They lied to us.", "Paulo Reis", "We will sue"),
    ("“We begged them for years.\n\n“Nobody came,” said farmer Iris Cole.", "Iris Cole", "We begged them for years"),
    # inserted clauses and nouns
    ("The reactor, the operator concedes, is two years late.", "the operator", "is two years late"),
    ("Sales fell 3%, the grocer said, its first drop in ten years.", "the grocer", "Sales fell 3%"),
    ("The pathologist, Ewan Reid, testified that the blow came later.", "Ewan Reid", "the blow came later"),
    # who is meant
    ("Orrin Labs has stopped its trial. It said two patients had fallen ill.", "Orrin Labs", "two patients had fallen"),
    ("Farrow United have sold their keeper. They said the fee was £2m.", "Farrow United", "the fee was"),
    ("Rasmus Holt led the firm for nine years. The 61-year-old said he would not return.", "Rasmus Holt", "not return"),
    ("The tribunal heard from Kellan Wray. “I was never paid,” he said.", "Kellan Wray", "I was never paid"),
]
NOT_SAID = [
    "Neither side would comment on the settlement.",
    "The comet is believed to be older than the sun.",
    "Scientists refer to the stage as “late slow sleep”.",
    "Locals know the hill as “the old man of the moor”.",
    "The bank’s new product, dubbed “pay as you grow”, starts in June.",
    "Her nickname at the club was “the little wall”.",
    "The orchestra will play “Songs for a Grey Sea” on Friday.",
    "The law bans so-called “pay to stay” deals.",
]


@pytest.mark.parametrize(("text", "speaker", "words"), SAID)
def test_the_words_are_said_by(nlp: Language, text: str, speaker: str, words: str) -> None:
    # An outlet that passes them on has a row of its own, with more words.
    _, name = min((len(said), name) for name, said in found(nlp, text) if words in said)
    assert name == speaker


@pytest.mark.parametrize("text", NOT_SAID)
def test_nobody_said(nlp: Language, text: str) -> None:
    assert [words for _, words in found(nlp, text) if "“" in words or "“" not in text] == []
