"""Speakers who are described but not named, who speak together, or who are quoted by an outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes_addressee import found
from tui.nlp.entities.entities import find_entities
from tui.nlp.quotes.component import find_quotes
from tui.text.speaker_name import outlet_name

if TYPE_CHECKING:
    from spacy.language import Language

    from tui.text.analysis import Quote

pytestmark = pytest.mark.model


def last_quote(nlp: Language, text: str) -> Quote:
    return find_quotes(nlp(text))[-1]


def name_in(text: str, quote: Quote) -> str:
    assert quote.speaker is not None
    mention = quote.speaker.mention
    return quote.speaker.name or (text[mention.start : mention.end] if mention else "")


def row_of(text: str, quote: Quote) -> tuple[str, str]:
    """The speaker and the words of a quote, as a list of quotes shows them."""
    words = " … ".join(text[part.start : part.end] for part in quote.spans)
    return name_in(text, quote) if quote.speaker else "", words


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Voltra Motors will close its plant. “We had no choice,” it said.", "Voltra Motors"),
        ("Voltra Motors will close its plant. “We had no choice,” the company said.", "Voltra Motors"),
        ("Voltra Motors will close its plant. The carmaker said it had no choice.", "Voltra Motors"),
        ("Friends of the River sued the mill. “The fish are dead,” the group said.", "Friends of the River"),
        ("Una Lie, 38, was born in Moss. The 38-year-old told reporters: “I never left.”", "Una Lie"),
        ("Marko Lind, 31, won the race. “My legs were gone,” the 31-year-old said.", "Marko Lind"),
        ("Marko Lind joined the Rovers on Friday. The 19-year-old said: “It is a dream.”", "Marko Lind"),
        ("Vera Sands has sung the part for years. “It still frightens me,” the singer said.", "Vera Sands"),
    ],
)
def test_a_description_refers_to_the_last_subject_it_fits(nlp: Language, text: str, speaker: str) -> None:
    quote = last_quote(nlp, text)
    assert (name_in(text, quote), quote.unsure) == (speaker, False)
    assert f"is {speaker}" in quote.reason


@pytest.mark.parametrize("noun", ["council", "ministry", "police"])
def test_a_council_is_not_the_company_named_before_it(nlp: Language, noun: str) -> None:
    text = f"Voltra Motors will close its plant. “We will pay the costs,” the {noun} said."
    assert name_in(text, last_quote(nlp, text)) == f"the {noun}"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kestrel Records dropped the singer. “We wish her well,” they said.", "Kestrel Records"),
        ("Voltra Motors sued Kestrel Bank in May. “We were lied to,” it said.", "Voltra Motors"),
        ("Rui Costa signed for three years. “I like the rain here,” the Portuguese said.", "Rui Costa"),
        ("Sam Kern met Julia Vos at the gate. She hugged Olof Berg. “I missed him,” she said.", "Sam Kern"),
        ("Jordan Kern wrote to Julia Vos in May. She blamed Olof Berg. “He lied,” she said.", "Jordan Kern"),
    ],
)
def test_a_description_that_could_fit_somebody_else_is_unsure(nlp: Language, text: str, speaker: str) -> None:
    quote = last_quote(nlp, text)
    assert (name_in(text, quote), quote.unsure) == (speaker, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Olof Berg met an actor in the harbour. “He was a bore,” the actor said.", "the actor"),
        ("Voltra Motors will close. The French foreign ministry said it would help.", "The French foreign ministry"),
        ("The farmers and the drivers met at noon. “We are one,” they said.", "they"),
    ],
)
def test_a_description_that_fits_no_named_person_is_left_as_it_is(nlp: Language, text: str, words: str) -> None:
    assert name_in(text, last_quote(nlp, text)) == words


def test_a_hyphenated_occupation_is_recognised(nlp: Language) -> None:
    text = "The film-maker Lena Orlov has won in Lund. The film-maker said the prize was for her crew."
    assert last_quote(nlp, text).speaker.name == "Lena Orlov"  # type: ignore[union-attr]


def test_joint_speakers_are_all_named(nlp: Language) -> None:
    quote = last_quote(nlp, "“We had enough,” Ana Kern and Piet Vos said.")
    assert [speaker.name for speaker in (quote.speaker, *quote.also) if speaker] == ["Ana Kern", "Piet Vos"]
    they = last_quote(nlp, "Ana Kern and Piet Vos left the party. “We had enough,” they said in a letter.")
    assert [speaker.name for speaker in (they.speaker, *they.also) if speaker] == ["Ana Kern", "Piet Vos"]
    assert they.unsure
    alone = last_quote(nlp, "“We had enough,” Ana Kern said, and Piet Vos nodded.")
    assert alone.also == ()
    groups = last_quote(nlp, "Rural teachers and nurses said that the pay was too low.")
    assert groups.also == (), "the words name both speakers already"
    firm = last_quote(nlp, "Marsden & Hale estimates that each month of delay costs $8.5 million.")
    assert (name_in("", firm), firm.also) == ("Marsden & Hale", ()), "a firm named after two people is one speaker"


@pytest.mark.parametrize(
    ("text", "speaker", "outlet"),
    [
        ("According to the BBC, a nurse at the clinic wrote: “We had no masks.”", "a nurse at the clinic", "BBC"),
        ("According to Reuters, one farmer in the valley wrote: “We had no water.”", "farmer", "Reuters"),
        ("The Valley Herald quoted a neighbor as saying, “They were quiet people.”", "a neighbor", "Valley Herald"),
        ("“We hid under the desks,” the agency quoted Ana Kern as saying.", "Ana Kern", "the agency"),
        ("“It was a bad night,” Ana Kern said, according to the Valley Herald.", "Ana Kern", "Valley Herald"),
        ("Ana Kern told the council that the dam would hold, Reuters reported.", "Ana Kern", "Reuters"),
    ],
)
def test_the_innermost_speaker_counts_and_the_outlet_is_given_separately(
    nlp: Language, text: str, speaker: str, outlet: str
) -> None:
    quote = next(one for one in find_quotes(nlp(text)) if speaker in name_in(text, one))
    assert outlet_name(text, quote) == outlet
    assert not [one for one in find_quotes(nlp(text)) if one.kind != "indirect" and outlet in name_in(text, one)]


def test_a_relative_clause_after_an_indirect_quote_makes_it_unsure(nlp: Language) -> None:
    text = "Customers want a smaller phone, Ana Kern told Voltra, which meant making “the best battery in the world.”"
    assert last_quote(nlp, text).unsure


@pytest.mark.parametrize(
    "text",
    [
        "Analyst Greta Banks sees no deal. Banks, who knows the region, told reporters that talks would fail.",
        "Derek Waters sees no deal. Waters, a former envoy, said talks would fail.",
    ],
)
def test_a_surname_that_is_a_common_word_is_a_name_before_an_apposition(nlp: Language, text: str) -> None:
    (person,) = (one for one in find_entities(nlp(text)).entities if one.label == "PERSON")
    assert len(person.mentions) == 2


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The fund lost 3.2 mn. in May and 4 mn. in June. It closed.", 2),
        ("Sales were approx. 40 tonnes that year. It closed.", 2),
        ("It measured ca. 12 metres (incl. the mast). It sank.", 2),
        ("A ticket costs approx. 12 euros today. It was free.", 2),
        ("The bill was approx. $300. He paid.", 2),
        ("He paid $2 bn. The board agreed.", 2),
    ],
)
def test_an_abbreviation_does_not_end_a_sentence_that_continues(nlp: Language, text: str, sentences: int) -> None:
    assert len(list(nlp(text).sents)) == sentences


def test_who_wrote_words_passed_on_by_an_outlet_is_not_a_quote_itself(nlp: Language) -> None:
    assert len(find_quotes(nlp("According to Reuters, one farmer in the valley wrote: “We had no water.”"))) == 1


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The board’s chair, the retired judge Ana Ruiz, said that it was too late.", "Ana Ruiz"),
        ("Its director, the economist Dana Wolfe, told reporters that prices fell.", "Dana Wolfe"),
    ],
)
def test_a_description_with_a_name_in_apposition_gets_that_name(nlp: Language, text: str, speaker: str) -> None:
    assert name_in(text, last_quote(nlp, text)) == speaker


@pytest.mark.parametrize(
    ("before", "phrase", "name"),
    [
        ("Carla Diaz won in Paris.", "the 19-year-old Spaniard", "Carla Diaz"),
        ("Carla Diaz missed the final in Paris.", "the Olympian", "Carla Diaz"),
        ("Ivo Lenz collapsed on stage in Vienna.", "the maestro", "Ivo Lenz"),
        ("Norwich City have sold their captain.", "the club", "Norwich City"),
    ],
)
def test_an_age_an_occupation_or_a_club_refers_to_the_name_before(
    nlp: Language, before: str, phrase: str, name: str
) -> None:
    assert (name, "“It was late,”") in found(nlp, f"{before} “It was late,” {phrase} said.")


def test_a_surname_that_two_people_have_is_unsure_and_the_reason_says_so(nlp: Language) -> None:
    quote = last_quote(nlp, "Anna Lund and Piet Lund run the mill. Lund said that the wheel was broken.")
    assert quote.unsure and quote.reason.endswith("“Lund” may also mean another of that name")


def test_a_pronoun_that_refers_to_nobody_in_the_article_is_unsure_and_the_reason_says_so(nlp: Language) -> None:
    (quote,) = find_quotes(nlp("The ferry was late again. “Nobody wants to pay for a night crossing,” he said."))
    assert quote.unsure
    assert quote.reason == "subject of “said”, same sentence; it is unsure whom “he” means"


@pytest.mark.parametrize(
    "before",
    [
        "Harbour Records issued a statement on Friday.",
        "In a statement, Harbour Records denied it.",
        "The Herald has seen a statement from Harbour Records.",
    ],
)
def test_the_statement_is_of_whoever_issued_it_and_not_of_whoever_obtained_it(nlp: Language, before: str) -> None:
    quote = last_quote(nlp, f"{before} The statement, which was obtained by Variety, claimed that he owed money.")
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.unsure) == ("Harbour Records", False)


def test_a_statement_that_is_introduced_without_an_issuer_is_nobody_s(nlp: Language) -> None:
    text = "Harbour Records closed on Friday. A statement was read aloud. The statement said that nobody was to blame."
    quote = last_quote(nlp, text)
    assert quote.speaker is not None and quote.speaker.name is None


@pytest.mark.parametrize(
    ("text", "speaker", "unsure"),
    [
        ("Rep. Dan Creel led the panel. The Ohio Republican admitted that it went badly.", "Dan Creel", True),
        ("A senior Democrat said the talks were over.", "A senior Democrat", False),
        ("The New York Democrat, Clara Weiss, said the bill was dead.", "Clara Weiss", False),
        ("Democrats said the bill was dead.", "Democrats", False),
    ],
)
def test_one_member_of_a_party_is_not_the_party(nlp: Language, text: str, speaker: str, unsure: bool) -> None:
    quote = last_quote(nlp, text)
    assert (name_in(text, quote), quote.unsure) == (speaker, unsure)


def test_a_description_with_a_complement_introduces_somebody(nlp: Language) -> None:
    text = "Clara Weiss left. The manager of the hotel said the pool was shut. “It leaks,” the manager said."
    first, last = find_quotes(nlp(text))
    assert (name_in(text, first), name_in(text, last)) == ("The manager of the hotel", "the manager")


def test_the_label_of_a_picture_is_not_a_speaker(nlp: Language) -> None:
    text = "Image copyright Reuters Image caption Mr Fisk told his rival that the talks had failed"
    quote = last_quote(nlp, text)
    assert name_in(text, quote) == "Fisk"


@pytest.mark.parametrize(
    ("text", "speaker", "unsure"),
    [
        ("Shares in Halden Steel fell. The company said that one furnace would close.", "Halden Steel", False),
        ("Halden Steel's profits fell. The firm said it would close a furnace.", "Halden Steel", False),
        ("Members of Leeds Rovers walked out. The club said the gates would open.", "Leeds Rovers", True),
    ],
)
def test_the_company_is_the_one_to_which_the_subject_before_belongs(
    nlp: Language, text: str, speaker: str, unsure: bool
) -> None:
    quote = last_quote(nlp, text)
    assert (name_in(text, quote), quote.unsure) == (speaker, unsure)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The insurer Brandt Mutual paid nothing. The developer, Kestrel Homes, says that the houses are safe.",
            "Kestrel Homes",
        ),
        (
            "Nordvik lent 3 million euros. The judge will hear a suit by the owner, Halden Steel, which argues that"
            " its permit runs until 2040.",
            "Halden Steel",
        ),
        (
            "The head of the port authority of Malvik, Jens Aarup, told reporters that the crane was safe.",
            "Jens Aarup",
        ),
        ("“It is a shame,” said the chief executive of Brennock Power, Helena Strand.", "Helena Strand"),
    ],
)
def test_a_name_in_the_phrase_itself_is_who_it_means(nlp: Language, text: str, speaker: str) -> None:
    quote = last_quote(nlp, text)
    assert (name_in(text, quote), quote.unsure) == (speaker, False)


@pytest.mark.parametrize(
    ("opening", "speaker", "unsure"),
    [
        ("For Karin Holt the bridge comes too late. She closed her ferry in June.", "Karin Holt", False),
        ("As for Karin Holt, the year has been a long one. She lost her job.", "Karin Holt", False),
        ("For Karin Holt and Eva Lund the bridge comes too late. She closed her ferry.", "Karin Holt", True),
    ],
)
def test_a_paragraph_that_opens_with_a_name_is_about_that_person(
    nlp: Language, opening: str, speaker: str, unsure: bool
) -> None:
    text = (
        "The minister, Gerda Lomm, opened the bridge. She said it would last.\n\n"
        f"{opening} “I would have a pension,” she said."
    )
    quote = last_quote(nlp, text)
    assert (name_in(text, quote), quote.unsure) == (speaker, unsure)


def test_a_headline_that_tells_news_before_a_colon_names_no_speaker(nlp: Language) -> None:
    headline = "Woman Steps Forward With Damning Photo: AFTER Lund Hit Me He Had ‘The Nerve To….’"
    for quote in find_quotes(nlp(headline)):
        assert quote.unsure or not name_in(headline, quote).startswith("Woman Steps")


def test_doubt_about_a_pronoun_goes_on_past_another_person_named_within_its_sentence(nlp: Language) -> None:
    text = (
        "A sailor who has accused the harbour master, Bill Lund, of fraud said Friday night that Lund owed her money. "
        "She also described a talk with Hilda Lund that she took to mean that Hilda Lund knew of it.\n\n"
        "Juanita Berg, who said Lund cheated her in 1998, told the story on the radio. She has said that the money was "
        "lost in the spring of 1998, when she met him at a fair while he was running the port. She has spoken up again "
        "as Lund plays a part in the campaign of his wife, Hilda Lund, as she runs for mayor.\n\n"
        "On Sunday, she disclosed for the first time that Bill Lund had called her.\n\n"
        "“He called the boat that I owned,” she said."
    )
    found = find_quotes(nlp(text))
    assert [name_in(text, quote) for quote in found if not quote.unsure and "Hilda" in name_in(text, quote)] == []
