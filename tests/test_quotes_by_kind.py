"""Short examples of articles outside politics: courts, sport, science, councils, business.

They were written before anybody looked at what the program makes of them. All are parsed in one go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.nlp.quotes.component import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language

    from tui.text.analysis import Quote

pytestmark = pytest.mark.model

SAID = [
    # listeners are not speakers
    ("Shareholders were told by the chairman, Niall Orme, that no bonus would be paid.", "Niall Orme", "no bonus"),
    ("Coach Dana Hale was assured by the owners that her job was safe.", "the owners", "her job was safe"),
    # several people
    ("Ana Brito told Rádio Norte that the fish were gone, the station reported.", "Ana Brito", "the fish were gone"),
    ("According to the Chronicle, one nurse said that the ward was freezing.", "one nurse", "the ward was freezing"),
    ("“Who locked the gate?” the coroner asked Mr Dane.", "the coroner", "Who locked the gate?"),
    ("Dr. Pia Holm said the drug works and warned that it is costly.", "Pia Holm", "it is costly"),
    ("Ana Coyle predicts a fall in rents; her rival at Banc Sud expects a rise.", "Ana Coyle", "a fall in rents"),
    (
        "“They never trained us,” said Luca Brandi. His chief, Enzo Tari, rejected that. “All did.”",
        "Enzo Tari",
        "All did",
    ),
    (
        "Doctor Mina Sayed said the ward was full and Kit Rowe called it “a corridor”.",
        "Mina Sayed",
        "the ward was full",
    ),
    ("In a statement obtained by Variety, the studio said: “We will finish it.”", "the studio", "We will finish it"),
    (
        "Officials called it “vital,” and left. According to one of them, the talks “covered the gamut.”",
        "one of them",
        "covered the gamut",
    ),
    ("NASA’s Office of the Inspector General said it was late.", "Office of the Inspector General", "it was late"),
    ("The Communications Workers of America said it was over.", "Communications Workers of America", "it was over"),
    # what is not part of the words
    ("The tax, Matteo Brandt said, had “cost jobs” and raised prices.", "Matteo Brandt", "and raised prices"),
    ("Sprinter Kit Moran laughed and tied a shoe. “Ask me in June.”", "Kit Moran", "Ask me in June"),
    ("“What did you see?” prosecutor Hal Brandt asked the witness. She wept.", "Hal Brandt", "What did you see?"),
    ("“We have run out of gloves,” nurse Petra Lund told this newspaper.", "Petra Lund", "We have run out of gloves"),
    ("Councillor Fay Whit held up the map. “Every dot is a flood.” Nobody spoke.", "Fay Whit", "Every dot is a flood"),
    ("OSLO, March 3 — The fishermen’s union said it would strike.", "The fishermen’s union", "it would strike"),
    # quotation marks
    ("‘The unions’ demands are fair,’ said Gwen Pryce.", "Gwen Pryce", "The unions’ demands are fair"),
    ("»We are closing,« said Jutta Kern.", "Jutta Kern", "We are closing"),
    ("“Rubbish,” said coach Dean Hart.", "Dean Hart", "Rubbish"),
    ("— We will sue, said Paulo Reis. — They lied to us.", "Paulo Reis", "We will sue"),
    ("“We begged them for years.\n\n“Nobody came,” said farmer Iris Cole.", "Iris Cole", "We begged them for years"),
    # inserted clauses and nouns
    ("The reactor, the operator concedes, is two years late.", "the operator", "is two years late"),
    ("Sales fell 3%, the grocer said, its first drop in ten years.", "the grocer", "Sales fell 3%"),
    (
        "The health minister issued a statement that clinics would reopen.",
        "The health minister",
        "clinics would reopen",
    ),
    ("The owner made it clear that the team would stay.", "The owner", "that the team would stay"),
    ("The coastguard put out a warning that ice was drifting south.", "The coastguard", "ice was drifting south"),
    ("The admission by the treasurer that money was missing came late.", "the treasurer", "money was missing"),
    ("The pathologist, Ewan Reid, testified that the blow came later.", "Ewan Reid", "the blow came later"),
    # pronouns and descriptions
    ("Orrin Labs has stopped its trial. It said two patients had fallen ill.", "Orrin Labs", "two patients had fallen"),
    ("Farrow United have sold their keeper. They said the fee was £2m.", "Farrow United", "the fee was"),
    ("Rasmus Holt led the firm for nine years. The 61-year-old said he would not return.", "Rasmus Holt", "not return"),
    ("Rovers beat Lynmouth United 2-0. Lynmouth said the goal was offside.", "Lynmouth United", "the goal was offside"),
    (
        "Rents rose, according to the Millbrook Housing Authority. The authority reported that wages did not.",
        "Millbrook Housing Authority",
        "wages did not",
    ),
    ("The Supreme Court met. A county court freed Ruiz. The court said it was late.", "The court", "it was late"),
    ("Emil Storck sued the gallery. The painter said the work was lost.", "Emil Storck", "the work was lost"),
    (
        "Rosa Delgado wept. Her brother Luis Delgado stood by Judge Marion Castle."
        " He smiled. Castle rose. Delgado left last. She said it was late.",
        "Rosa Delgado",
        "it was late",
    ),
    ("The tribunal heard from Kellan Wray. “I was never paid,” he said.", "Kellan Wray", "I was never paid"),
]
NOT_SAID = [
    "Ada Crane repeated them on the radio on Friday.",
    "Neither side would comment on the settlement.",
    "Governor Holcomb avoided direct criticism of teachers.",
    "The firm faced accusations that it had lied.",
    "The comet is believed to be older than the sun.",
    "Scientists refer to the stage as “late slow sleep”.",
    "Locals know the hill as “the old man of the moor”.",
    "The bank’s new product, dubbed “pay as you grow”, starts in June.",
    "Her nickname at the club was “the little wall”.",
    "The orchestra will play “Songs for a Grey Sea” on Friday.",
    "Astronomers refer to such stars as “cannibals of the dark”.",
    "She is the author of “The Last Ferry to Barra,” a history of the islands.",
    "On Radio Sud’s “Talking to the Coast,” he sat in silence.",
    "The regulator refused to discuss the case. Shares in the lender are suspended.",
    "The striker is tipped to move to Lisbon in January.",
    "The row over the harbour wall has divided the village since March.",
    "The law bans so-called “pay to stay” deals.",
]


SURE = [
    # what a geologist or the coastguard says is somebody's speech
    "The geologist warned that the slope was moving.",
    "The coastguard reported that the trawler had sunk.",
    "A tenant complained that the lift had been broken for a year.",
    # a number of people, and what figures show
    "Most of the tenants said that the lift had been broken for a year.",
    "The figures show that rents have doubled.",
    # a verb that is one of speech only beside a quotation
    "Rents went up by 3 percent, the tenants said.",
    "A neighbour called the police, the landlord said.",
]

UNSURE = [
    # it tells what they spoke about
    "Senator Ada Crane sharply criticized old trade deals.",
    "Ada Crane described a rigged system.",
    "The defeat suggests that the plan has failed.",
    # "she" may be either
    "Anna Ruiz met Becca Lund at the fair. She said that the rain had spoiled it.",
]


@pytest.fixture(scope="module")
def quotes(nlp: Language) -> dict[str, list[Quote]]:
    """The quotes of each text."""
    texts = [*(text for text, _, _ in SAID), *NOT_SAID, *SURE, *UNSURE]
    return {doc.text: find_quotes(doc) for doc in nlp.pipe(texts)}


def words_of(text: str, quote: Quote) -> str:
    return " … ".join(text[span.start : span.end] for span in quote.spans)


def speaker_of(text: str, quote: Quote) -> str | None:
    """The speaker's name, or the phrase for one that the article does not name."""
    speaker = quote.speaker
    if speaker is None or speaker.name or speaker.mention is None:
        return speaker.name if speaker else None
    return text[speaker.mention.start : speaker.mention.end]


@pytest.mark.parametrize(("text", "speaker", "words"), SAID)
def test_the_words_are_attributed_to_the_right_speaker(
    quotes: dict[str, list[Quote]], text: str, speaker: str, words: str
) -> None:
    # An outlet that reports the speaker has a quote of its own, with more words.
    said = [quote for quote in quotes[text] if words in words_of(text, quote)]
    shortest = min(said, key=lambda quote: len(words_of(text, quote)))
    assert speaker_of(text, shortest) == speaker


@pytest.mark.parametrize("text", NOT_SAID)
def test_words_that_nobody_said_are_not_attributed(quotes: dict[str, list[Quote]], text: str) -> None:
    found = [words_of(text, quote) for quote in quotes[text]]
    assert [words for words in found if "“" in words or "“" not in text] == []


@pytest.mark.parametrize("text", SURE)
def test_the_speaker_is_sure(quotes: dict[str, list[Quote]], text: str) -> None:
    assert [quote.unsure for quote in quotes[text]] == [False]


@pytest.mark.parametrize("text", UNSURE)
def test_the_speaker_is_unsure(quotes: dict[str, list[Quote]], text: str) -> None:
    assert [quote.unsure for quote in quotes[text]] == [True]
