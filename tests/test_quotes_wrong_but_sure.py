"""Kinds of sentences in which the rules once gave words to the wrong speaker, or narration as words, without doubt.

Each of the texts is invented; the kinds were found by reading the results on news articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_quotes_described import row_of
from tui.nlp.quotes.component import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def sure_rows(nlp: Language, text: str) -> list[tuple[str, str]]:
    """The speaker and the words of each statement that is not marked as unsure."""
    return [row_of(text, quote) for quote in find_quotes(nlp(text)) if not quote.unsure and not quote.attitude]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Ida Holm said — on the air, as it happens — that the ferry lost two million crowns in May.",
            [("Ida Holm", "that the ferry lost two million crowns in May")],
        ),
        ("Aides say Holm will surely run again in spring - though it is unclear whether a seat will be free.", []),
        ("When the Herald asked Horn about the letters, he left.", []),
        ("Young readers prefer Holm’s call for “patience” over the mayor’s plan.", []),
        ("Ida Holm protested against the new toll on Monday.", []),
        ("Clint Weiss admits his choice for mayor is “not the loudest man,” but is a neighbour he can trust.", []),
        (
            "“The pier holds,” said Mayor Odd Berg (Vik), a Lund supporter whose island voted for her but who "
            "suggested that Holm could win over fishermen.",
            [("Odd Berg", "“The pier holds,”"), ("Odd Berg", "that Holm could win over fishermen")],
        ),
        ("The board did not budge: “We have no money,” Ida Holm said.", [("Ida Holm", "“We have no money,”")]),
        ("And Lund, said Marit Holm, who remains on good terms with him, doesn't forgive or forget.", []),
        (
            "Lund called for a special prosecutor to oversee an investigation into the sale of the port.",
            [("Lund", "a special prosecutor to oversee an investigation into the sale of the port")],
        ),
        (
            "The agency also helped a reporter write a book that named many agents but also listed people who were "
            "simply clerks, according to a former official.",
            [],
        ),
        (
            "But 58 percent of Vik voters overall said they were unlikely to vote.",
            [("58 percent of Vik voters", "they were unlikely to vote")],
        ),
        ("Odd Berg said that he hasn’t had time to think (really?) and that he’ll try something.", []),
        ("Lund reportedly said, “You tell me,” repeatedly, before he left.", [("Lund", "“You tell me,”")]),
        ("Former prosecutor and Vik Mayor Rudy Holm said the pier was old.", [("Rudy Holm", "the pier was old")]),
        ("The author and former minister Ida Weiss said the pier was old.", [("Ida Weiss", "the pier was old")]),
        ("A former judge and Ida Weiss said the pier was old.", [("A former judge", "the pier was old")]),
        (
            "Lund mused in Thursday night's debate that Holm was “disqualified from being the mayor.”",
            [("Lund", "that Holm was “disqualified from being the mayor.”")],
        ),
        (
            "The plan is weak, said a board member who backs Lund, asking for anonymity to speak freely.",
            [("a board member who backs Lund", "The plan is weak")],
        ),
        ("“A lovely mess!” Clara Weiss said of the rebuilt hall.", [("Clara Weiss", "“A lovely mess!”")]),
        (
            "The release of the letters led the chairwoman Debbie Holm to announce her retreat from the board.",
            [("Debbie Holm", "her retreat from the board")],
        ),
        (
            "A keen Lakeside supporter, Sealand complained of the imbalance of power that he sees in this county.",
            [("Sealand", "the imbalance of power that he sees in this county")],
        ),
        (
            "Clara Weiss is a baker. The harvest was poor, she said, pointing at the barn.",
            [("Clara Weiss", "The harvest was poor")],
        ),
        ("Majority Leader Kevin Holm revealed this last fall when the vote was close.", []),
        (
            "The firm receives, according to one report, $234 million in contracts from the state, but not easily.",
            [("one report", "The firm receives … $234 million in contracts from the state, but not easily")],
        ),
        (
            "He had, according to Ida Horn of the Lakeside Herald, killed and eaten a wild rabbit before he fell ill.",
            [("Ida Horn", "He had … killed and eaten a wild rabbit before he fell ill")],
        ),
        ("Members of the club, named after Holm, were sworn to secrecy with a line from the film.", []),
        ("Lakeside Actor Who Endorsed Peter Holm Just Called Lund A Name\n\nThe actor spoke on Monday.", []),
        (
            "Clara Weiss spoke. Just yesterday, can you believe it, she urged the Danes to read my letters.",
            [("Clara Weiss", "the Danes to read my letters")],
        ),
        ("Holm hints;\n\nSays Lund would stack the council against owners.", []),
        ("The party today agrees only on its opposition to anything that the mayor wants.", []),
        ("Some students may have thought that they might meet Holm or learn his “fabulous” methods.", []),
        ("She bought the house, thinking it would be an affordable “group home for one” by the sea.", []),
        ("Clara Weiss welcomed the visitors to the town hall for a working dinner.", []),
        ("Anna Holm released a memo titled “The Facts on Where the Race Stands.”", []),
        (
            "Peter Holm predicted at the most recent party debate that farmers will take “every seat” if Lund wins.",
            [("Peter Holm", "that farmers will take “every seat” if Lund wins")],
        ),
        (
            "In the last round of votes, Clara Weiss leads in Halden, according to the Herald, where all is at stake.",
            [("Herald", "In the last round of votes, Clara Weiss leads in Halden")],
        ),
        (
            "The council cared if her low ratings (at one point as low as 19 percent, Clara Weiss says) hurt the town.",
            [("Clara Weiss", "at one point as low as 19 percent")],
        ),
        (
            "Some in the “Lakes First” camp suggest that the plan is bad.",
            [("Some in the “Lakes First” camp", "that the plan is bad")],
        ),
        (
            "The team confirmed that it would meet the owners but would not offer details of the plan.",
            [("The team", "that it would meet the owners")],
        ),
        (
            "This month in Halden, Clara Weiss announced her plan to support the deaf, bringing much hope to them.",
            [("Clara Weiss", "her plan to support the deaf")],
        ),
        (
            "Carl Holm blasted Lund for a bill that would have raised taxes, telling Ana Falk that it was wrong.",
            [("Carl Holm", "Lund for a bill that would have raised taxes"), ("Carl Holm", "that it was wrong")],
        ),
        (
            "Many have said they will not attend the feast and others have said they are not interested in food.",
            [("Many", "they will not attend the feast"), ("others", "they are not interested in food")],
        ),
        (
            "Some 40 percent of the farmers said they would leave, compared with 31 percent of the brewers.",
            [("Some 40 percent of the farmers", "they would leave")],
        ),
        (
            "Among the tenants, two-thirds said they would stay in Halden, a much larger share than in spring.",
            [("two-thirds", "they would stay in Halden")],
        ),
        (
            "Two in five said the party does not care for tenants and one in five said the party was hostile to them.",
            [
                ("Two in five", "the party does not care for tenants"),
                ("one in five", "the party was hostile to them"),
            ],
        ),
        (
            "Clara Weiss had previously said, “We will see,” when asked whether she would collect money for others.",
            [("Clara Weiss", "“We will see,”")],
        ),
        (
            "Clara Weiss then adopted a fake Danish accent and joked, “But I will make it easier for them to laugh.”",
            [("Clara Weiss", "“But I will make it easier for them to laugh.”")],
        ),
        (
            "Clara Weiss says that some parts of the plan can change, but not the rent.",
            [("Clara Weiss", "that some parts of the plan can change, but not the rent")],
        ),
        (
            "The council cut its budget, as first reported by the Lakeside Herald, and sold two halls.",
            [("Lakeside Herald", "The council cut its budget … sold two halls")],
        ),
        (
            "Clara Weiss is angry. His government, Peter Holm went on, was “a circus without a tent” and should go.",
            [("Peter Holm", "His government … was “a circus without a tent” and should go")],
        ),
        ("“All the way!” Anna Holm shouted, short for taking the fight on.", [("Anna Holm", "“All the way!”")]),
        ("Usually news outlets call upon people with a unique understanding of it to interpret the event.", []),
        ("Just a quarter of the members can ask the full council to vote on her proposal.", []),
        (
            "Nearly half of all brewers, according to a poll by Halden College, plan to leave.",
            [("poll by Halden College", "Nearly half of all brewers … plan to leave")],
        ),
        (
            "A third of the money, according to Clara Weiss, a baker who counted it, went to the guild.",
            [("Clara Weiss", "A third of the money … went to the guild")],
        ),
        (
            "Nearly all of the nine barges were moored outside the harbour, serving guests from nine countries,"
            " according to the tourist office.",
            [
                (
                    "the tourist office",
                    "Nearly all of the nine barges were moored outside the harbour, serving guests from nine countries",
                )
            ],
        ),
        ("Carl Holm has said no to the offer from the guild.", []),
        ("Brennock Power has found that its customers pay late.", []),
        ("Experts agree that the pier is unsafe.", []),
        ("The council has proposed a new tax on boats.", []),
        (
            "The report called the pier “a ruin of the first order,” with nine pages of photographs of the cracks.",
            [("The report", "the pier “a ruin of the first order,”")],
        ),
        (
            "The memo says that the pier is “a ruin,” with a chart that shows the cracks.",
            [("The memo", "that the pier is “a ruin,”")],
        ),
        ("Both oppose a formula called the “chained rate” that would lead to lower payments for many of the old.", []),
    ],
)
def test_sure_rows_have_the_right_speaker_and_only_what_was_said(
    nlp: Language, text: str, rows: list[tuple[str, str]]
) -> None:
    assert sure_rows(nlp, text) == rows


def test_whoever_resembles_a_speaker_is_not_surely_the_speaker(nlp: Language) -> None:
    text = "Trump reminds me of Abraham Lincoln saying that “you can fool some of the people all of the time.”"
    assert all(speaker != "Trump" for speaker, _ in sure_rows(nlp, text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Neema Bahrani left early.\n\nJuan “Chico” Manriquez of Oakland carried a photo. “I cried a lot,” he said.",
            "“he” may be Manriquez, whom the sentence before is about",
        ),
        (
            "Mark Rubin of Florida spoke beside Sen. Joan Earl, R-Iowa.\n\nThe Florida senator told us that he won.",
            "Joan Earl is from Iowa",
        ),
        (
            "Khizr and Ghazala Khosa spoke.\n\nKhizr Khosa came. He said that it rained. Ghazala Khosa left.",
            "“He” may be Khizr Khosa or Ghazala Khosa",
        ),
        (
            "Carl Lund's pollster, Douglas Schoen, has a plan.\n\n“I don't think the view” -- that Carl Lund is seen as"
            " a liberal -- “is going to last for a year,” he says.",
            "“he” may be another than Carl Lund, who is named in the words themselves",
        ),
    ],
)
def test_a_description_or_pronoun_that_may_mean_another_is_unsure(nlp: Language, text: str, reason: str) -> None:
    assert any(quote.unsure and reason in quote.reason for quote in find_quotes(nlp(text)))


def test_a_name_that_only_quoted_words_tell_is_not_surely_the_speaker(nlp: Language) -> None:
    text = (
        "A singer from Halden spoke on Friday.\n\nThe singer said that “Peter Holm took advantage of us.”\n\n"
        "“A lot of people are still poor because of him,” he said."
    )
    assert ("Peter Holm", "“A lot of people are still poor because of him,”") not in sure_rows(nlp, text)


def test_one_of_several_has_no_name(nlp: Language) -> None:
    (quote,) = find_quotes(nlp("One of the former prosecutors for David Holm said the two cases were different."))
    assert quote.speaker is not None
    assert quote.speaker.name is None


def test_a_gerund_after_said_begins_what_was_said(nlp: Language) -> None:
    text = "Clara Weiss rebuked her critics, saying calling the plan by another name will do nothing to change it."
    assert ("Clara Weiss", "calling the plan by another name will do nothing to change it") in sure_rows(nlp, text)


def test_two_outlets_report_one_half_of_the_sentence_each(nlp: Language) -> None:
    text = (
        "In Halden, marchers honored the dead, HALD-TV reported, while in Malvik the march was calm, the Star reported."
    )
    first, second = sure_rows(nlp, text)
    assert first == ("HALD-TV", "In Halden, marchers honored the dead")
    assert second == ("Star", "in Malvik the march was calm")


def test_an_occasion_shows_nothing(nlp: Language) -> None:
    text = "He cited research conducted after the Lakeside Party Convention showing that few people voted."
    assert all(
        quote.speaker is None or "Convention" not in (quote.speaker.name or "") for quote in find_quotes(nlp(text))
    )


@pytest.mark.parametrize("heard", ["inquiry told", "the inquiry was told."])
def test_who_is_told_the_quoted_words_is_not_their_speaker_without_doubt(nlp: Language, heard: str) -> None:
    text = f"“Nobody warned us about it,” {heard}"
    assert find_quotes(nlp(text)) and not sure_rows(nlp, text)


@pytest.mark.parametrize(
    "headline", ["Families told bridge was safe", "Jury told how Ruiz hid the cracks", "Parents warned hall is unsafe"]
)
def test_who_is_told_in_a_headline_does_not_speak(nlp: Language, headline: str) -> None:
    quotes = find_quotes(nlp(f"{headline}\n\nThe hall was closed on Monday."))
    assert quotes and all(quote.speaker is None for quote in quotes)


def test_a_headline_with_somebody_who_is_told_has_a_speaker(nlp: Language) -> None:
    rows = sure_rows(nlp, "Mayor told police he hid the cracks\n\nThe hall was closed on Monday.")
    assert rows == [("Mayor", "he hid the cracks")]


@pytest.mark.parametrize(
    "text",
    [
        "The union found itself opposed to the new plan by the mayor.",
        "The aide emailed reporters a link to the story of the hall.",
        "Clara Weiss tweeted a photo of the hall in ruins.",
        "The mayor's letters threatened to derail the talks with the union.",
        "The scandal threatened to become “a disaster for the party.”",
    ],
)
def test_what_happens_to_somebody_is_no_statement(nlp: Language, text: str) -> None:
    assert sure_rows(nlp, text) == []


@pytest.mark.parametrize(
    "before", ["In the crowd was Tomas Vale, 61.", "A baker shouted at him.", "His lawyer spoke first."]
)
def test_he_after_a_sentence_about_another_is_unsure(nlp: Language, before: str) -> None:
    assert sure_rows(nlp, f"Peter Holm came to Halden on Monday. {before} He said the hall was a ruin.") == []


@pytest.mark.parametrize("before", ["Ana Falk, a baker, spoke to him.", "A woman shouted at him."])
def test_he_is_no_woman_of_the_sentence_before(nlp: Language, before: str) -> None:
    rows = sure_rows(nlp, f"Peter Holm came to Halden on Monday. {before} He said the hall was a ruin.")
    assert rows == [("Peter Holm", "the hall was a ruin")]


@pytest.mark.parametrize(
    "text",
    [
        "Senator Peter Holm met Senator Carl Lund on Monday. The senator said the hall was a ruin.",
        "Peter Holm, the candidate, is here. Carl Lund spoke for an hour. The candidate said the hall was a ruin.",
    ],
)
def test_a_description_that_fits_another_named_just_before_is_unsure(nlp: Language, text: str) -> None:
    assert sure_rows(nlp, text) == []


def test_a_description_that_fits_only_the_one_named_just_before_is_sure(nlp: Language) -> None:
    text = "Senator Peter Holm left in May. Senator Carl Lund came on Monday. The senator said the hall was a ruin."
    assert sure_rows(nlp, text) == [("Carl Lund", "the hall was a ruin")]


@pytest.mark.parametrize(
    "text",
    [
        "Clara Weiss responded to criticism from the guild that the hall was a ruin.",
        "Clara Weiss defended herself against criticism that the hall was a ruin.",
        "Clara Weiss said that the hall was a ruin - the third this year - and had to go.",
        "The Harbour League has called a vote against the new quay for June.",
        "Work at the mill was hard (Carl Holm reported each morning to Clara Weiss, and kept watch for the bank).",
        "Clara Weiss spends her days meeting the bakers, observing lessons and teaching “the old craft” in a shed.",
        "Peter Holm was replying to a letter from Clara Weiss, reporting that the mill had burnt down.",
        "Peter Holm showed a film of Carl Lund on television, in which Lund called himself “a friend of the mill” and"
        " admitted that he had never baked a loaf.",
    ],
)
def test_what_somebody_answers_or_words_cut_between_dashes_are_unsure(nlp: Language, text: str) -> None:
    assert sure_rows(nlp, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The hall will close in May and the roof will be torn down, according to two bakers.",
        "Clara Weiss said that the hall was a ruin, but the guild had paid for a new roof in May.",
        "Clara Weiss called for a total shutdown of the hall until the council acts.",
        "A speech by Clara Weiss saying that the hall was a ruin made the mayor angry.",
    ],
)
def test_words_that_may_be_longer_or_anothers_are_unsure(nlp: Language, text: str) -> None:
    assert find_quotes(nlp(text)) and not sure_rows(nlp, text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Clara Weiss called the vote “a farce.”", ("Clara Weiss", "the vote “a farce.”")),
        ("Clara Weiss observed that the lessons were long.", ("Clara Weiss", "that the lessons were long")),
        ("The mill has burnt down, Carl Holm reported.", ("Carl Holm", "The mill has burnt down")),
        (
            "Peter Holm replied to a letter about the fire, saying that the mill was insured.",
            ("Peter Holm", "that the mill was insured"),
        ),
    ],
)
def test_verbs_with_another_sense_are_sure_where_they_report(nlp: Language, text: str, row: tuple[str, str]) -> None:
    assert sure_rows(nlp, text) == [row]


def test_words_that_end_with_a_quotation_are_whole(nlp: Language) -> None:
    text = "Clara Weiss called Holm a “stubborn child” who acts “as if he were a king, as if he were a judge.”"
    assert sure_rows(nlp, text) == [
        ("Clara Weiss", "Holm a “stubborn child” who acts “as if he were a king, as if he were a judge.”")
    ]


@pytest.mark.parametrize(("preposition", "unsure"), [("on", False), ("upon", True)])
def test_the_preposition_of_a_call_is_part_of_its_cue(nlp: Language, preposition: str, unsure: bool) -> None:
    text = f"Clara Weiss called {preposition} the council to close the pier."
    (quote,) = find_quotes(nlp(text))
    assert quote.cue is not None
    assert text[quote.cue.start : quote.cue.end] == f"called {preposition}"
    assert (row_of(text, quote), quote.unsure) == (("Clara Weiss", "the council to close the pier"), unsure)


def test_a_clause_without_a_pronoun_belongs_to_what_the_complaint_is_about(nlp: Language) -> None:
    text = "Clara Weiss complained about the noise the mill made at night."
    assert [row_of(text, quote) for quote in find_quotes(nlp(text))] == [
        ("Clara Weiss", "the noise the mill made at night")
    ]


@pytest.mark.parametrize(
    ("subject", "first", "second"),
    [
        ("The union and the Malvik Council", "The union", "Malvik Council"),
        ("Oxfam, a charity, and Lakeside Bank, a lender,", "Oxfam", "Lakeside Bank"),
    ],
)
def test_two_organisations_joined_by_and_are_two_speakers(nlp: Language, subject: str, first: str, second: str) -> None:
    text = f"{subject} said the river was dirty."
    (quote,) = find_quotes(nlp(text))
    assert row_of(text, quote) == (first, "the river was dirty")
    assert [speaker.name for speaker in quote.also] == [second]


@pytest.mark.parametrize(
    ("subject", "label"),
    [
        ("A man in a coat with the words “Save the Pier” on its back", "A man in a coat"),
        ("A spokesman for the group that calls itself “Friends of the Old Pier”", "A spokesman for the group"),
        ("A teacher named Una", "A teacher named Una"),
        (
            "The old harbour firm - which owns nearly nine hundred metres of quay along the north shore of the bay -",
            "The old harbour firm",
        ),
        ("Officials from the council, the guild and the port", "Officials from the council, the guild and the port"),
        (
            "Two of the three guards who were on duty on the night of the flood at the old mill",
            "Two of the three guards who were on duty",
        ),
    ],
)
def test_the_label_of_a_speaker_without_a_name_is_short_and_whole(nlp: Language, subject: str, label: str) -> None:
    text = f"{subject} said the pier was unsafe."
    assert [row_of(text, quote) for quote in find_quotes(nlp(text))] == [(label, "the pier was unsafe")]


@pytest.mark.parametrize(
    ("verb", "claim"),
    [
        ("dismissed a report", "that “nobody checked the drains”"),
        ("mocked the remark", "that “nobody cares”"),
        ("rejected a finding", "that the drains leaked"),
        ("disputed a statement", "that the rats lived there"),
    ],
)
def test_what_somebody_rejects_is_never_theirs(nlp: Language, verb: str, claim: str) -> None:
    text = f"Tom Holm is a plumber. Ines Weiss {verb} by Tom Holm {claim}."
    assert [row_of(text, quote) for quote in find_quotes(nlp(text))] == [("Tom Holm", claim.removesuffix("."))]


def test_a_pronoun_after_a_surname_that_two_people_share_is_no_surer_than_the_surname(nlp: Language) -> None:
    text = (
        "Peter Lund is president of the guild. Karl Lund, his cousin, owns the plant.\n\n"
        "Lund said that sales had fallen by a third. “People throw away good food,” he said."
    )
    quotes = find_quotes(nlp(text))
    assert len(quotes) == 2 and all(quote.unsure for quote in quotes)
