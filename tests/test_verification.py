"""Quotations compared with the words of their sources. Names and words are invented."""

from __future__ import annotations

import pytest

from tui.evidence.printed import printed_words
from tui.evidence.spoken_words import words_of
from tui.evidence.transcript import Transcript
from tui.evidence.verification import Verification, said_by, verify
from tui.formats.loading import parse_article
from tui.text.span import Span

SPEECH = """\
MAYOR LIND: Thank you. The old harbour has served this town for ninety years, and uh, it will serve the town for
ninety more. [applause] We will spend $10 million on the quay, six million of it next spring, and we will not raise
the ferry fare. The fishermen asked for a cold store. They shall have one.

- 2 -

Q: Who pays for it?

MAYOR LIND: Everybody who uses the quay pays for the quay. That is a fair rule, and it is an old one. I have said so
since the first day, and I say it again tonight, whatever the shipping lines may write in their long letters.

COUNCILLOR BERG: I cannot vote for a budget that nobody in this hall has read to the end.
"""


def check(printed: str, *sources: str, speaker: str = "Tora Lind") -> Verification:
    transcripts = [Transcript(f"source-{n}.txt", text) for n, text in enumerate(sources or (SPEECH,))]
    return verify(printed_words(printed, [Span(0, len(printed))]), transcripts, [speaker])


def changes(found: Verification) -> list[tuple[str, str]]:
    return [(one.printed, one.said) for one in found.differences]


@pytest.mark.parametrize(
    "printed",
    [
        "The old harbor has served this town for 90 years, and it will serve the town for ninety more",
        "we will spend $10 million on the quay, 6 million of it next spring",
        "“EVERYBODY who uses the quay pays for the quay — that is a fair rule”",
        "it will serve the town for ninety more. We will spend $10 million",
    ],
)
def test_typography_spelling_numerals_and_hesitations_make_no_difference(printed: str) -> None:
    found = check(printed)
    assert found.status == "verbatim"
    assert found.differences == ()


def test_a_vote_in_digits_is_what_was_said_in_words() -> None:
    said = "MAYOR LIND: We voted nine to four to build it, and nobody left the hall."
    assert check("We voted 9-4 to build it", said).status == "verbatim"
    assert changes(check("We voted 9–5 to build it", said)) == [("5", "four")]


@pytest.mark.parametrize(
    ("printed", "said", "changed"),
    [
        ("We met Dr. Ana Holm on Nov. 10", "We met Doctor Ana Holm on November 10", []),
        ("In Sept. and in Jan. Mr. Berg left", "In September and in January Mister Berg left", []),
        ("Gov. Lind asked Sen. Vale about St. Olaf", "Governor Lind asked Senator Vale about Saint Olaf", []),
        ("It went up by 7.5 percent on Main St", "It went up by seven and a half per cent on Main Street", []),
        ("It cost $2.5 million to build", "It cost two and a half million dollars to build", []),
        ("We met Dr. Ana Holm on Nov. 10", "We met Doctor Ana Holm on December 10", [("Nov", "December")]),
        ("It went up by 7.5 percent again", "It went up by six and a half per cent again", [("7.5", "six and a half")]),
        ("They want 7, and a half of it now", "They want 7.5 of it now", [("7, and a half", "7.5")]),
    ],
)
def test_abbreviated_months_and_titles_and_halves_are_the_words_that_were_said(
    printed: str, said: str, changed: list[tuple[str, str]]
) -> None:
    found = check(printed, f"MAYOR LIND: {said}, and nobody left the hall.")
    assert changes(found) == changed
    assert found.status == ("altered" if changed else "verbatim")


def test_the_place_of_a_quotation_is_a_span_of_the_source() -> None:
    found = check("The fishermen asked for a cold store")
    (place,) = found.places
    assert SPEECH[place.span.start : place.span.end] == "The fishermen asked for a cold store"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("we will … not raise the ferry fare", []),
        ("[W]e will not raise the ferry fare", []),
        ("We will spend $10 million on the quay … and we will not raise the ferry fare",
         [("", "six million of it next spring,")]),
        ("That is a fair [and just] rule", [("[and just]", "")]),
        ("[The fishermen] shall have one", [("[The fishermen]", "They")]),
        ("They [sic] shall have one", [("[sic]", "")]),
    ],
)  # fmt: skip
def test_changes_marked_by_the_editor_give_the_verdict_edited(printed: str, expected: list[tuple[str, str]]) -> None:
    found = check(printed)
    assert found.status == "edited"
    assert [(p, s.rstrip(",")) for p, s in changes(found)] == [(p, s.rstrip(",")) for p, s in expected]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("We will spend $19 million on the quay", [("$19", "$10")]),
        ("we will raise the ferry fare", [("", "not")]),
        ("we will not ever raise the ferry fare", [("ever", "")]),
        ("I can't vote for a budget that nobody in this hall has read to the end", [("can't", "cannot")]),
        ("I cannot vote for a budget that nobody in this town has read … the end", [("town", "hall"), ("", "to")]),
        ("Nobody who uses the quay pays for the quay", [("Nobody", "Everybody")]),
    ],
)
def test_unmarked_changes_give_the_verdict_altered(printed: str, expected: list[tuple[str, str]]) -> None:
    found = check(printed)
    assert found.status == "altered"
    assert changes(found) == expected


def test_sentences_left_out_are_given_as_such_and_not_as_other_words() -> None:
    said = "MAYOR LIND: Nobody rang us. Nobody wrote to us. We heard it from the baker."
    found = check("Nobody rang us. We heard it from the baker", said)
    assert (found.status, changes(found)) == ("altered", [("", "Nobody wrote to us")])


def test_an_added_sentence_is_one_difference_even_if_it_repeats_a_word_of_the_source() -> None:
    said = "MAYOR LIND: The harbour works best when the town is united. We want a quiet voice in the county."
    added = "It has long needed a strong united council with a plan"
    printed = f"The harbour works best when the town is united. {added}. We want a quiet voice in the county."
    assert changes(check(printed, said)) == [(added, "")]


def test_sentences_in_another_order_are_spliced_and_each_place_is_given() -> None:
    said = "MAYOR LIND: Nobody rang us. We heard it from the baker. My people had no idea. Nobody wrote to us."
    found = check("Nobody rang us. Nobody wrote to us. We heard it from the baker", said)
    assert (found.status, changes(found)) == ("spliced", [])
    assert [place.words for place in found.places] == [
        *("Nobody rang us", "Nobody wrote to us", "We heard it from the baker")
    ]


def test_words_from_separate_places_are_spliced_and_each_place_is_given() -> None:
    found = check("The old harbour has served this town for ninety years. I have said so since the first day.")
    assert found.status == "spliced"
    assert [" ".join(SPEECH[place.span.start : place.span.end].split()) for place in found.places] == [
        "The old harbour has served this town for ninety years",
        "I have said so since the first day",
    ]


def test_words_from_two_sources_are_spliced_and_each_place_names_its_own() -> None:
    other = "We have counted the boats twice. There are forty of them."
    found = check("The fishermen asked for a cold store. There are forty of them", SPEECH, other)
    assert found.status == "spliced"
    assert [place.transcript.source for place in found.places] == ["source-0.txt", "source-1.txt"]


@pytest.mark.parametrize(
    "printed",
    ["The auditors found nine leaking roofs and no ladder", "They shall dance on the auditors' new ladder", "…"],
)
def test_words_that_nobody_said_are_absent(printed: str) -> None:
    assert check(printed) == Verification("absent")


def test_words_of_another_speaker_are_verbatim_with_the_name_of_that_speaker() -> None:
    found = check("I cannot vote for a budget that nobody in this hall has read")
    assert found.status == "verbatim"
    assert said_by(["Tora Lind"], found.places[0]) == "Councillor Berg"
    assert said_by(["Jon Berg"], found.places[0]) is None
    assert said_by([], found.places[0]) is None


def test_of_two_places_the_one_by_the_named_speaker_counts() -> None:
    twice = "JON BERG: We shall see about that.\n\nTORA LIND: We shall see about that.\n"
    found = check("We shall see about that", twice)
    assert said_by(["Tora Lind"], found.places[0]) is None


def test_a_quotation_is_found_across_caption_times() -> None:
    captions = (
        "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nthe fishermen asked\n\n"
        "2\n00:00:03.000 --> 00:00:05.000\nfor a cold store\n"
    )
    assert check("The fishermen asked for a cold store", captions).status == "verbatim"


def test_words_are_normalised_for_comparison() -> None:
    text = "Twenty-five per cent of the U.S. programme’s colours—25% of 1,000—can’t travelled"
    forms = [word.form for word in words_of(text)]
    assert forms == [
        "25",
        "percent",
        "of",
        "the",
        "us",
        "program",
        "'s",
        "colors",
        "25",
        "percent",
        "of",
        "1000",
        "can",
        "n't",
        "traveled",
    ]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("The roof cost £3 million, no more", "the roof cost 3 million pounds no more"),
        ("The roof cost £3m, no more", "the roof cost three million pounds no more"),
        ("The roof cost $1,500 a week", "the roof cost 1500 dollars a week"),
        ("The roof cost 40 euros a tile", "the roof cost €40 a tile"),
        ("The roof cost $25 billion in all", "the roof cost $25\n[applause]\nbillion in all"),
        ("The roof cost $25 billion in all", "the roof cost $25 uh billion in all"),
        ("I want a £5 note for every tile", "I want a 5 pound note for every tile"),
    ],
)
def test_an_amount_with_a_sign_is_the_same_as_in_words(printed: str, said: str) -> None:
    assert check(printed, f"MAYOR LIND: {said}.").status == "verbatim"


def test_another_currency_is_a_change_shown_with_its_amount() -> None:
    found = check("The new roof cost £3 million, no more", "MAYOR LIND: The new roof cost $3 million, no more.")
    assert found.status == "altered" and changes(found) == [("£3 million", "$3 million")]


def test_a_transcript_of_a_hundred_thousand_words_is_searched() -> None:
    filler = " ".join(f"The clerk read paragraph {n} of the old statute aloud." for n in range(11_000))
    found = check("We will spend $19 million on the quay", f"{filler}\n\n{SPEECH}")
    assert found.status == "altered" and changes(found) == [("$19", "$10")]


def test_an_ellipsis_does_not_join_the_words_of_two_speakers() -> None:
    source = "LIND: We paid for the quay.\nBERG: Really?\nLIND: And it stands, after all these years.\n"
    assert check("We paid for the quay … after all these years", source).status == "edited"
    found = check("We paid for the quay … really", source)
    assert found.status == "spliced"
    assert [said_by(["Tora Lind"], place) for place in found.places] == [None, "Berg"]


def test_words_of_one_of_two_joint_speakers_are_not_attributed_to_somebody_else() -> None:
    (place,) = check("They shall have one").places
    assert said_by(["Odd Berg", "Tora Lind"], place) is None
    assert said_by(["Odd Berg", "Una Lie"], place) == "Mayor Lind"


def test_the_place_of_reordered_words_covers_all_of_them() -> None:
    found = check("the town and the harbour", "They built the harbour and the town in one year.")
    assert found.status == "altered" and changes(found) == [("town and the harbour", "harbour and the town")]
    (place,) = found.places
    assert place.transcript.text[place.span.start : place.span.end] == "the harbour and the town"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("We mended the old pier, and we sold it to the ferry.", ("", "we")),
        ("We mended the old pier, and then we quietly sold it.", ("", "then we quietly")),
        ("We mended the old pier. We sold it.", ("and", "We")),
    ],
)
def test_a_word_said_once_more_is_left_out_and_moves_no_other_word(said: str, expected: tuple[str, str]) -> None:
    found = check("We mended the old pier, and sold it", said)
    assert found.status == "altered" and changes(found) == [expected]


@pytest.mark.parametrize(
    ("printed", "said", "expected"),
    [
        (
            "They paid for the quay and then she didn't",
            "They paid for the quay and then she did not.",
            "didn't/did not",
        ),
        ("They paid for the quay and then she did", "They paid for the quay and then she didn't.", "did/didn't"),
        ("We did not lie", "We didn't lie.", "did not/didn't"),
        ("I won't", "No. I will not. Not now.", "won't/will not"),
        ("It's been hard", "It has been hard.", "It's/It has"),
        ("we did", "Yes, we didn't go.", "did/didn't"),
        ("The old ferry cannot sail", "The old ferry should not sail.", "cannot/should not"),
        ("The old ferry should not sail", "The old ferry cannot sail.", "should not/cannot"),
        ("The old ferry cannot sail", "The old ferry can really not sail.", "cannot/can really not"),
        ("The old ferry cannot sail", "The old ferry can sail.", "cannot/can"),
        ("We can't sail, we fear", "We can't sail, we hope.", "fear/hope"),
        ("Nobody asked", "No one asked me.", "Nobody/No one"),
        (
            "In May we were all promised $3.6 million",
            "In May we were all promised three and a half million dollars. We wait.",
            "$3.6/three and a half",
        ),
        (
            "A third of our boats left last year",
            "Thirty-three percent of our boats left last year.",
            "A third/Thirty-three percent",
        ),
        (
            "We will mend the old pier, whatever it costs",
            "We will mend the old pier. We said so.",
            "whatever it costs/",
        ),
    ],
)
def test_a_contraction_or_other_words_at_the_edge_are_shown_with_what_was_said_there(
    printed: str, said: str, expected: str
) -> None:
    found = check(printed, said)
    assert found.status == "altered"
    assert [f"{one.printed}/{one.said}" for one in found.differences] == [expected]


def test_words_left_out_near_the_end_of_a_source_are_named() -> None:
    said = (
        "LIND: We mended a very old pier, and we forgot to show it to anybody at all.\n\n"
        "BERG: I was asked both times, and you learn which answers make you a nuisance.\n\n"
        "LIE: It is very well told, I should like the next one to be a bit shorter.\n"
    )
    found = check("It is very well told, I should like the next one to be shorter", said)
    assert changes(found) == [("", "a bit")]


def test_the_end_of_a_quotation_is_not_looked_for_in_the_next_sentence_for_one_word() -> None:
    said = "The ice is keeping the road to the harbour shut in some weeks, this far south. Two lorries in April left."
    found = check("The ice is keeping the road to the harbour shut, this far south, in most weeks", said)
    assert changes(found) == [("", "in some weeks"), ("in most weeks", "")]
    assert found.places[0].words.endswith("this far south")
    found = check("The ice is keeping the road to the harbour shut in some weeks, this far south. In April", said)
    assert changes(found) == [("", "Two lorries")]


def test_an_absent_quotation_gives_the_place_of_the_part_that_was_said() -> None:
    found = check("The fishermen asked for a cold store, and the mayor has hidden the bill from all of us since May")
    assert found.status == "absent"
    assert [SPEECH[place.span.start : place.span.end] for place in found.places] == [
        "The fishermen asked for a cold store"
    ]
    assert check("Nobody here has ever seen a kettle dance").places == ()


@pytest.mark.parametrize(
    ("printed", "status", "expected"),
    [
        # The next word after the last one somebody says belongs to the next speaker.
        ("Nobody is to park along the quay here", "altered", [("here", "")]),
        # A label in the middle of a line, because the lines of a short source were joined.
        ("a better neighbour than you were kind", "absent", []),
    ],
)
def test_words_of_two_speakers_are_no_quotation_and_a_speaker_label_is_not_part_of_the_words(
    printed: str, status: str, expected: list[tuple[str, str]]
) -> None:
    source = (
        "TORA LIND: This hall could not have a better neighbour than OLE BERG: you were kind.\n"
        "TORA LIND: Nobody is to park along the quay.\nOLE BERG: We make no promise at all."
    )
    found = check(printed, source)
    assert (found.status, changes(found)) == (status, expected)
    assert not any("BERG" in said or "We" in said for _, said in changes(found))


LABELS = (
    "Una Lie: W", "UNA LIE:\nW", "[T] Una Lie: W", "(T) UNA LIE: W", "T - Una Lie: W", "Una Lie [T]: W", "UNA LIE T: W",
    "Una Lie: [T] W", "Una Lie T\nW", "UNA LIE (T)\nW", "Una Lie | T\nW", "[T] UNA LIE\nW", "T Una Lie:\nW",
    "Una Lie\nT\nW", "[T] Una Lie - W", "UNA LIE [T] W", ">> UNA LIE: W", "[T]\nUna Lie: W", "UNA LIE, MAYOR: W",
    "Una Lie (Skerry) [T]: W", "1\n00:00:01,000 --> 00:00:05,000\nUNA LIE: W",
    "00:01.000 --> 00:05.000\n<v Una Lie>W</v>",
)  # fmt: skip


@pytest.mark.parametrize("form", LABELS)
def test_a_label_names_the_speaker_with_a_time_on_either_side_and_on_a_line_of_its_own(form: str) -> None:
    first, second = "We paid for the quay twice.", "Nobody asked the fishermen about it."
    for time in ("00:12:03", "0:12", "12:03 PM"):
        turn = form.replace("T", time)
        other = turn.replace("Una Lie", "Émile Berg").replace("UNA LIE", "EMILE BERG")
        text = f"{turn.replace('W', first)}\n\n{other.replace('W', second)}"
        source = Transcript("x.txt", parse_article(text, "x.txt", format="text").text)
        assert source.forms == [word.form for word in words_of(f"{first} {second}")], text
        assert str(source.speaker(5)).upper() == "UNA LIE" and str(source.speaker(6)).upper()[1:] == "MILE BERG", text


def test_words_under_a_label_with_a_time_are_not_those_of_the_speaker_above() -> None:
    mixed = "UNA LIE: Thank you.\n\n[00:12:03] Odd Berg: We shall see about that.\n\nTORA LIND: Yes."
    (place,) = check("We shall see about that", mixed).places
    assert said_by(["Odd Berg"], place) is None and said_by(["Una Lie"], place) == "Odd Berg"


@pytest.mark.parametrize("label", ["Note", "Summary", "Speaker 2", "Unidentified male", ">>"])
def test_a_heading_and_a_label_without_a_name_accuse_nobody(label: str) -> None:
    colon = "" if label == ">>" else ":"
    (place,) = check(
        "We shall see about that", f"UNA LIE: Thank you.\n\n{label}{colon} We shall see about that."
    ).places
    assert said_by(["Odd Berg"], place) is None


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("MODERATOR", "“MODERATOR”"),
        ("Q", "“Q”"),
        ("[00:12] Reporter 2", "“Reporter 2”"),
        ("UNIDENTIFIED MALE", "“UNIDENTIFIED MALE”"),
        ("THE CHAIR", None),  # she may be in the chair
        ("Note", None),
    ],
)
def test_a_question_is_not_put_in_the_mouth_of_somebody_who_has_labels_by_name(label: str, other: str | None) -> None:
    source = f"UNA LIE: Thank you.\n{label}: Would you call it a disgrace?\nUNA LIE: No.\n"
    (place,) = check("a disgrace", source).places
    assert said_by(["Una Lie"], place) == other and said_by(["Odd Berg"], place) is None
    (place,) = check("a disgrace", f"{source}UNA LIE: A disgrace, then.", speaker="Una Lie").places
    assert said_by(["Una Lie"], place) is None


def test_a_time_in_the_middle_of_a_turn_is_no_label() -> None:
    source = Transcript(
        "x.txt", "LIND: We thank them.\n\nOur [00:01:15] old quay stands. We said so at 10:30: it stands."
    )
    assert {source.speaker(number) for number in range(len(source.words))} == {"LIND"}
    assert source.forms[3:7] == ["our", "old", "quay", "stands"]


def test_a_headline_with_a_colon_is_no_label_and_a_turn_may_begin_with_a_quotation_mark() -> None:
    report = "Odd Berg Tells Shipping Lines: Pay\n\nThe mayor spoke first. We shall see about that, she thought."
    (place,) = check("We shall see about that", report).places
    assert said_by(["Una Lie"], place) is None
    printed = "“LIND: Who pays?\n\n“BERG: We shall see about that.\n\n“LIND: We will."
    (place,) = check("We shall see about that", printed).places
    assert said_by(["Odd Berg"], place) is None and said_by(["Una Lie"], place) == "Berg"


@pytest.mark.parametrize(
    ("printed", "said", "status"),
    [
        ("No.", "The council will vote on a motion of no confidence.", "absent"),
        ("Of course.", "It will of course be public.", "absent"),
        ("no", "BERG: Is there no other way?", "absent"),
        ("No way.", "LIND: There was no other way to pay.", "absent"),
        ("No.", "LIND: We have no money. Shall we sell the quay? No. We shall not.", "verbatim"),
        ("No,", "“No, never,” Lind said. A vote of no confidence is set for May.", "verbatim"),
        ("Never.", "LIND: never\n\nBERG: never mind", "verbatim"),
        ("fine", "“The quay is fine,” Lind said. A fine of $300 is due.", "verbatim"),
        ("fine", "“The quay is closed,” Lind said. A fine of $300 is due.", "absent"),
        ("The quay sinks.", "LIND: I believe the quay sinks.", "verbatim"),
        ("simply false", "LIND: This is simply false, and you know it.", "verbatim"),
        ("we did", "LIND: As I said, we did close it.", "verbatim"),
    ],
)
def test_a_very_short_quotation_is_there_only_if_somebody_says_it_by_itself(
    printed: str, said: str, status: str
) -> None:
    found = check(printed, said)
    assert found.status == status
    assert found.is_by_chance == (status == "absent" and printed != "No way.")


def test_an_answer_of_one_word_by_somebody_else_accuses_nobody() -> None:
    source = "LIND: Shall we sell it?\n\nBERG: No.\n\nLIND: I see."
    assert check("No.", source).status == "absent" and check("No.", source, speaker="Odd Berg").status == "verbatim"
    assert check("No.", source + "\n\nLIND: No.").places[0].speaker == "Lind"
