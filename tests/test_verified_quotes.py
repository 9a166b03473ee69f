"""The quotations of an article with their verdicts, as shown to the reader. Texts are invented."""

from __future__ import annotations

import re

import pytest
from textual.geometry import Size

from tests.reader import find
from tui.evidence.person_names import may_be_one_person
from tui.evidence.source_speakers import find_speeches
from tui.evidence.spoken_words import is_contraction
from tui.evidence.transcript import Speech, Transcript
from tui.evidence.verified_quotes import COLUMNS, VerifiedQuote, fields, sources_to_analyze, verified
from tui.formats.loading import parse_article
from tui.screens.verification import evidence_note, source_content, summary, verification_items
from tui.text.analysis import Analysis, Entity, Mention, Quote, QuoteKind, Speaker
from tui.text.article import Article
from tui.text.span import Span

SPEECH = """\
MAYOR LIND: I want to say it and to repeat it: he is the first clerk in this town who has answered a letter. We thank
him for that. We have all the time in the world, and we are not going to sell the quay.

THE CHAIR: The vote is on Friday.
"""


def quotes(text: str, *spans: str, kind: QuoteKind = "direct", speaker: str = "Tora Lind") -> list[VerifiedQuote]:
    """The verdicts on one quote of an article with these spans."""
    article = parse_article(text, "article.txt", format="text")
    places = tuple(Span(at, at + len(words)) for words in spans if (at := article.text.index(words)) >= 0)
    quote = Quote(kind, places, None, Speaker(None, speaker, "e1"))
    analysis = Analysis(article.digest, "", (), (), (), (quote,))
    speech = Transcript("speech.txt", SPEECH, line_of=lambda span: SPEECH.count("\n", 0, span.start) + 1)
    return list(verified(article, analysis, [speech]))


def test_quoted_parts_separated_by_a_paraphrase_are_verified_separately() -> None:
    said = "wanted “to say it and to repeat it” that Moe was “the first clerk in this town who has answered a letter.”"
    found = quotes(f"Lind {said}", said, kind="mixed")
    assert [(one.verdict, one.words) for one in found] == [
        ("verbatim", "to say it and to repeat it"),
        ("verbatim", "the first clerk in this town who has answered a letter."),
    ]


def test_words_that_run_into_a_quotation_begin_a_new_one() -> None:
    spans = ("“he is the first clerk in this town who has answered a letter,”", "“all the time in the world.”")
    found = quotes(f"Lind said {spans[0]} adding that they still had {spans[1]}", *spans)
    assert [one.verdict for one in found] == ["verbatim", "verbatim"]
    assert not any(one.verification.differences for one in found), "“We have” is outside the marks"


def test_quoted_parts_separated_by_a_reporting_clause_are_one_quotation_printed_as_in_the_article() -> None:
    spans = ("“He is the first clerk in this town who has answered a letter,”", "“We have all the time in the world.”")
    (one,) = quotes(f"{spans[0]} Lind said. {spans[1]}", *spans)
    assert one.verdict == "spliced" and one.words.endswith("answered a letter,” … “We have all the time in the world.")
    in_table = list(fields(one))[COLUMNS.index("words")]
    assert in_table == spans[0] + " … " + spans[1], "a table has the outer marks, too"
    assert list(one.remarks) == ["Said between them: “We thank him for that”"]
    source = parse_article(SPEECH, "speech.txt", format="text")
    shown = source_content(one, source, Size(60, 20)).plain
    assert shown.count("We thank") == 1 and shown.count("Line ") == 1


def test_the_sentence_that_has_a_one_word_answer_by_chance_is_shown() -> None:
    (one,) = quotes("Asked whether he would resign, Lind said: “Not.”", "“Not.”")
    assert one.verdict == "absent"
    (remark,) = one.remarks
    assert remark.startswith("Too short to tell: the source has this only in “We have all the time in the world, and")
    source = parse_article(SPEECH, "speech.txt", format="text")
    assert "only by chance" in source_content(one, source, Size(60, 20)).plain
    assert evidence_note(one) == "does not contain these words as a statement"


def test_misattributed_words_have_a_verdict_and_a_heading_of_their_own() -> None:
    said = "“We have all the time in the world,”"
    found = quotes(f"{said} Ola Berg said.", said, speaker="Ola Berg")
    assert [(one.verdict, one.verification.status, one.is_faithful) for one in found] == [
        ("misattributed", "verbatim", False)
    ]
    rows = [item.line.plain for item in verification_items(found, 60)]
    assert rows[0].startswith("@ Misattributed") and "The source says that Mayor Lind said this." in rows[1]
    assert summary(found, parse_article(SPEECH, "speech.txt")).startswith("1 quotation: 1 misattributed ·")


def test_a_speaker_label_that_could_mean_anybody_contradicts_nobody() -> None:
    said = "“The vote is on Friday,”"
    (one,) = quotes(f"{said} Ola Berg said.", said, speaker="Ola Berg")
    assert (one.verdict, list(one.remarks)) == ("verbatim", [])
    (one,) = quotes(f"{said} Lind said.", said)
    assert one.verdict == "verbatim" and list(one.remarks) == ["The source has this under the label “THE CHAIR”."]


def test_a_change_of_only_a_contraction_is_altered_with_a_remark() -> None:
    said = "“we're not going to sell the quay”"
    (one,) = quotes(f"Lind said {said}", said)
    assert one.verdict == "altered" and list(one.remarks) == ["Only a contraction differs."]


@pytest.mark.parametrize(
    ("words", "other", "expected"),
    [
        ("they’re", "they are", True),
        ("cannot", "can't", True),
        ("it is", "it's", True),
        ("I won't", "I will not", True),
        ("they're", "they were", False),
        ("can't", "can", False),
        ("ten", "ten", False),
    ],
)
def test_contractions_are_distinguished_from_other_changes(words: str, other: str, expected: bool) -> None:
    assert is_contraction(words, other) == expected


def test_each_half_of_a_splice_names_its_own_speaker_and_an_empty_gap_is_not_mentioned() -> None:
    said = "“We are not going to sell the quay. The vote is on Friday and that is all.”"
    speech = SPEECH.replace("THE CHAIR", "MR BERG").replace("on Friday.", "on Friday and that is all.")
    article = parse_article(f"Lind said: {said}", "article.txt", format="text")
    quote = Quote("direct", (Span(article.text.index("“"), len(article.text)),), None, Speaker(None, "Tora Lind", "e1"))
    analysis = Analysis(article.digest, "", (), (), (), (quote,))
    (one,) = verified(article, analysis, [Transcript("speech.txt", speech)])
    assert (one.verdict, one.said_by) == ("spliced", None)
    assert list(one.remarks) == ["The source says that Mr Berg said “The vote is on Friday and that is all”."]


@pytest.mark.parametrize(
    ("printed", "said", "remark"),
    [
        (
            "“The ferry sails in May,”",
            "The ferry sails in May if the county agrees.",
            "goes on: “if the county agrees”.",
        ),
        ("“We should have come,”", "Perhaps we should have come.", "begins: “Perhaps”."),
        ("“Members support the plan.”", "Some members support the plan.", "begins: “Some”."),
        ("“It will hold.”", "It will hold, I'm not sure.", "goes on: “I'm not sure”."),
        ("“It will hold.”", "It will hold, and it won't fall.", ""),
        ("“support the plan”", "Some members support the plan, but not I.", ""),
        ("“The pier is safe.”", "The pier is safe. But not at night.", ""),
        ("“The pier is safe.”", "In May, as I said before, the pier is safe for everybody.", ""),
        ("“The pier is shut.”", "what do you think of that\nMS LIND: i do not know, the pier is shut", ""),
    ],
)
def test_a_condition_or_a_doubt_cut_off_at_the_edge_of_a_sentence_is_a_remark(
    printed: str, said: str, remark: str
) -> None:
    article = parse_article(f"{printed} Lind said.", "a.txt", format="text")
    quote = Quote("direct", (Span(0, len(printed)),), None, Speaker(None, "Tora Lind", "e1"))
    (one,) = verified(article, Analysis(article.digest, quotes=(quote,)), [Transcript("s.txt", said)])
    expected = [f"In the source the sentence {remark}"] if remark else []
    assert one.verdict == "verbatim" and [each for each in one.remarks if "sentence" in each] == expected


def test_sentences_in_another_order_are_remarked() -> None:
    said = "“We are not going to sell the quay. We thank him for that,”"
    (one,) = quotes(f"{said} Lind said.", said)
    assert (one.verdict, list(one.remarks)) == ("spliced", ["The source has these words in another order."])


def test_an_absent_quotation_says_what_part_of_it_the_source_has() -> None:
    said = "“We have all the time in the world, yet nine pilots and three clerks quit over unpaid bread.”"
    (one,) = quotes(f"{said} Lind said.", said)
    assert one.verdict == "absent"
    assert list(one.remarks) == ["Of these words the source has only “We have all the time in the world”."]


def test_what_a_quoting_article_says_itself_is_named_as_such() -> None:
    said = ("“We have all the time in the world,”", "“And we will not sell the quay.”")
    text = " Lind said. ".join(said)
    article = parse_article(text, "article.txt", format="text")
    spans = tuple(Span(at, at + len(words)) for words in said if (at := text.index(words)) >= 0)
    quote = Quote("direct", spans, None, Speaker(None, "Tora Lind", "e1"))
    analysis = Analysis(article.digest, "", (), (), (), (quote,))
    other = text.replace("Lind said", "she told us")
    (one,) = verified(article, analysis, [Transcript("other.txt", other)])
    assert list(one.remarks) == ["“she told us” stands outside the quotation marks of the source."]
    (one,) = verified(article, analysis, [Transcript("talk.txt", re.sub("[“”]", "", other))])
    assert [change.said for change in one.verification.differences] == ["she told us"] and not list(one.remarks)


REPORT = """\
“We have all the time in the world,” Mayor Una Lie said on Friday.

Ola Berg told the council that “nobody has asked the fishermen about it.”
"""
PEOPLE = (("Una Lie", "PERSON"), ("Ola Berg", "PERSON"), ("Skerry Council", "ORG"))


def analysed(text: str, *said: tuple[str, str | None], unsure: bool = False) -> tuple[Article, Analysis]:
    """An article with one direct quote for each of these words and speakers; None is “the official”."""
    article = parse_article(text, "article.txt", format="text")
    ids = {name: f"e{number}" for number, (name, _) in enumerate(PEOPLE)}
    entities = tuple(Entity(ids[name], name, label, ()) for name, label in PEOPLE)
    quotes = []
    for words, name in said:
        at = article.text.index(words)
        mention = None if name else Span(article.text.index("the official"), article.text.index("the official") + 12)
        speaker = Speaker(mention, name, ids.get(name or ""))
        quotes.append(Quote("direct", (Span(at, at + len(words)),), None, speaker, unsure=unsure))
    return article, Analysis(article.digest, "", (), entities, (), tuple(quotes))


WORDS, PART = "“We have all the time in the world,”", "“nobody has asked the fishermen about it.”"


def against_report(speaker: str | None, *, text: str = REPORT, unsure: bool = False) -> VerifiedQuote:
    """The verdict on words of Una Lie in a report, which an article gives to this speaker."""
    report = find_speeches(*analysed(text, (WORDS, "Una Lie"), (PART, "Ola Berg"), unsure=unsure))
    (row,) = verified(
        *analysed(f"{WORDS} {speaker or 'the official'} said.", (WORDS, speaker)),
        [Transcript("report.txt", text, report)],
    )
    return row


def test_an_article_as_a_source_tells_whom_it_quotes() -> None:
    assert against_report("Una Lie").verdict == "verbatim" and not list(against_report("Una Lie").remarks)
    wrong = against_report("Ola Berg")
    assert (wrong.verdict, wrong.said_by) == ("misattributed", "Una Lie")
    assert list(wrong.remarks) == ["The source says that Una Lie said this."]


@pytest.mark.parametrize(("speaker", "shown"), [(None, "the official"), ("Skerry Council", "Skerry Council")])
def test_a_person_in_the_source_for_a_speaker_without_a_name_is_a_remark(speaker: str | None, shown: str) -> None:
    row = against_report(speaker)
    assert (row.verdict, row.said_by) == ("verbatim", None)
    assert list(row.remarks) == [f"The source says that Una Lie said this; the article says “{shown}”."]


def test_a_source_that_is_unsure_or_a_speech_accuses_nobody() -> None:
    assert against_report("Ola Berg", unsure=True).verdict == "verbatim"
    assert against_report("Ola Berg", text=f"My friends, I thank you. We won.\n\n{REPORT}").verdict == "verbatim"
    labelled = Transcript("x.txt", f"ODD BERG: As my aunt used to say, {WORDS} and she did.")
    (row,) = verified(*analysed(f"{WORDS} Una Lie said.", (WORDS, "Una Lie")), [labelled])
    assert (row.verdict, list(row.remarks)) == ("verbatim", []), "a person who passes on a quotation is not its speaker"
    turn = Transcript("x.txt", f"ODD BERG: {WORDS}")
    (row,) = verified(*analysed(f"{WORDS} Una Lie said.", (WORDS, "Una Lie")), [turn])
    assert row.said_by == "Odd Berg", "a turn may be printed with quotation marks"


PARTS = ("We are glad it is over,", "and we will not do it again.")


def report_with(between: str) -> tuple[str, list[Speech]]:
    """A report with one quotation of Una Lie that the words `between` divide, and its quotations."""
    article = parse_article(f"“{PARTS[0]}” {between} “{PARTS[1]}” The hall was empty.", "r.txt", format="text")
    spans = tuple(Span(at - 1, at + len(part) + 1) for part in PARTS for at in [article.text.index(part)])
    quote = Quote("direct", spans, None, Speaker(None, "Una Lie", "e0"))
    sentences = tuple(Span(*match.span()) for match in re.finditer(r"“?\w[^.]*\.”?", article.text))
    entities = (Entity("e0", "Una Lie", "PERSON", ()),)
    analysis = Analysis(article.digest, "", sentences, entities, (), (quote,))
    return article.text, find_speeches(article, analysis)


def test_an_attribution_within_a_quotation_of_the_source_is_no_difference() -> None:
    words = f"“{' '.join(PARTS)}”"
    text, speeches = report_with("the mayor said, and added:")
    before, after = (Transcript("r.txt", text, found) for found in ((), speeches))
    (row,) = verified(*analysed(f"{words} Ola Berg said.", (words, "Ola Berg")), [before])
    assert row.verdict == "altered" and sources_to_analyze([row]) == {"r.txt"}
    (row,) = verified(*analysed(f"{words} Ola Berg said.", (words, "Ola Berg")), [after])
    assert (row.verdict, row.said_by) == ("misattributed", "Una Lie"), "all parts are hers"
    shorter = words.replace(" we will", " … will")
    (row,) = verified(*analysed(f"{shorter} Una Lie said.", (shorter, "Una Lie")), [after])
    assert row.verdict == "edited"
    assert list(row.remarks) == ["The source interrupts the quotation: “the mayor said, and added”."]


def test_another_sentence_of_the_reporter_within_a_quotation_is_a_difference() -> None:
    words = f"“{' '.join(PARTS)}”"
    (row,) = verified(
        *analysed(f"{words} Una Lie said.", (words, "Una Lie")),
        [Transcript("r.txt", *report_with("Una Lie said. The harbour is closed,"))],
    )
    assert row.verdict == "altered"
    assert list(row.remarks) == [
        "“Una Lie said. The harbour is closed” stands outside the quotation marks of the source."
    ]


def test_only_a_source_that_quotes_the_words_itself_need_be_analysed() -> None:
    found = analysed(f"{WORDS} Una Lie said.", (WORDS, "Una Lie"))
    sources = [Transcript("report.txt", REPORT), Transcript("speech.txt", SPEECH)]
    assert [sources_to_analyze(list(verified(*found, [source]))) for source in sources] == [{"report.txt"}, set()]


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("MR BERG", "Odd Berg", True),
        ("Una", "Una Lie", True),
        ("UL", "Una Lie", True),
        ("Una Lie Jr.", "Una Lie", True),
        ("Ines Munoz", "Inés Muñoz", True),
        ("King Olav", "Olav V", True),
        ("LEE", "Una Lie", False),
        ("Una Berg", "Una Lie", False),
    ],
)
def test_names_that_may_be_those_of_one_person(name: str, other: str, expected: bool) -> None:
    assert may_be_one_person(name, other) == may_be_one_person(other, name) == expected


def told(*quotes_found: tuple[str, str, bool]) -> VerifiedQuote:
    """The verdict on a quotation that one person passes on from another; each quote with its speaker and its doubt."""
    article = parse_article("Berg said that Tora Lind had told him they had “all the time in the world”.", "a.txt")
    names = [Entity(name, name, "PERSON", (Mention(find(article.text, name)),)) for name in ("Berg", "Tora Lind")]
    found = [
        Quote("mixed", (find(article.text, words),), None, Speaker(None, name, name), unsure=unsure)
        for words, name, unsure in quotes_found
    ]
    analysis = Analysis(article.digest, "", (), tuple(names), (), tuple(found))
    (one,) = verified(article, analysis, [Transcript("speech.txt", SPEECH)])
    return one


def test_words_that_somebody_passes_on_are_not_misattributed_to_the_messenger() -> None:
    whole, inner = (
        "that Tora Lind had told him they had “all the time in the world”",
        "they had “all the time in the world”",
    )
    one = told((whole, "Berg", False), (inner, "Tora Lind", True))
    assert (one.verdict, one.who) == ("verbatim", "Tora Lind?")
    one = told((whole, "Berg", True))
    assert (one.verdict, one.said_by, one.who) == ("verbatim", None, "Berg?")
    assert list(one.remarks) == ["The source says that Mayor Lind said this; the article says “Berg?”."]
    assert told((whole, "Berg", False)).verdict == "misattributed", "nothing is unsure here"


def test_words_of_a_report_outside_its_quotation_marks_are_pointed_out() -> None:
    text = "Berg called it “the last ferry to the island”."
    article = parse_article(text, "a.txt", format="text")
    quote = Quote("mixed", (find(article.text, "“the last ferry to the island”"),), None, Speaker(None, "Berg", None))
    analysis = Analysis(article.digest, "", (), (), (), (quote,))
    report = "“It is over,” Lind said. It was the last ferry to the island."
    for source, remarks in (
        (report, ["The source, a report, has these words only outside quotation marks."]),
        (report.replace("It was the last ferry to the island", "“It was the last ferry to the island,” he said"), []),
        (report.replace("It was", "My friends, I say it was"), []),  # a speech
        (report.replace("“", "").replace("”", ""), []),
    ):
        (one,) = verified(article, analysis, [Transcript("report.txt", source)])
        assert (one.verdict, list(one.remarks)) == ("verbatim", remarks)
