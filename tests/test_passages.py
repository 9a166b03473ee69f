"""Where passages start and end. Every kind of continuation has a test of its own.

An article is written with one sentence on each line and a mark before it: the kind of reason why the sentence
belongs to a passage, or "-" if it must belong to none.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

from tui.nlp.topics.component import make_topics
from tui.nlp.topics.passages import find_passages
from tui.text.analysis import TopicPassages
from tui.text.span import Span
from tui.text.topic import Topic
from tui.text.topics_file import built_in_topics, find_topic

BEES = Topic(
    "bees",
    terms=("honey bee", "beekeeper", "bee colony"),
    hints=("hive", "sting", "queen"),
    entities=("Apimondia", "Hive Office"),
    exclude=("spelling bee", "queen of England"),
)


def read(article: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of a marked article, and its sentences with their marks."""
    marked: list[tuple[str, str]] = []
    paragraphs: list[list[str]] = [[]]
    for line in article.strip().splitlines():
        line = line.strip()
        if not line:
            paragraphs.append([])
            continue
        mark, sentence = line.split(" ", 1)
        marked.append((mark, sentence))
        paragraphs[-1].append(sentence)
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs), marked


def reasons(text: str, found: TopicPassages, sentences: list[str]) -> list[str]:
    """The kind of reason for each sentence, "-" for none."""
    kinds, at = [], 0
    for sentence in sentences:
        start = text.index(sentence, at)
        at = start + len(sentence)
        why = [one for p in found.passages for one in p.because if one.span.start < at and start < one.span.end]
        kinds.append(why[0].kind if why else "-")
    return kinds


def check(nlp: Language, topic: Topic, article: str) -> TopicPassages:
    """Assert that the passages of the article match the marks; "+" stands for any reason."""
    text, marked = read(article)
    [found] = find_passages(nlp(text), [topic], nlp)
    kinds = reasons(text, found, [sentence for _, sentence in marked])
    got = [
        ("+" if mark == "+" and kind != "-" else kind, sentence)
        for (mark, sentence), kind in zip(marked, kinds, strict=True)
    ]
    assert got == marked
    return found


pytestmark = pytest.mark.model


def test_a_passage_begins_with_the_dateline_of_its_sentence(nlp: Language) -> None:
    report = "MERROW — Two thousand people marched on Friday with a beekeeper."
    text = f"The pier on Tuesday night. Photograph: Callum Reid\n\n{report}"
    [found] = find_passages(nlp(text), [BEES], nlp)
    assert [text[one.span.start : one.span.end] for one in found.passages] == [report]


def test_a_term_marks_only_its_own_sentence(nlp: Language) -> None:
    found = check(
        nlp,
        BEES,
        """
        - The council met on Monday.

        term Honey bees have left the park.

        - A new bridge opens in May.
        """,
    )
    [passage] = found.passages
    assert passage.because[0].text == "“Honey bees” is a term of bees"
    assert [hit.length for hit in passage.because[0].hits] == [len("Honey bees")]


def test_a_hint_counts_only_near_a_term(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        - The hive of activity at the port went on.

        term A beekeeper lost everything.
        hint Somebody had kicked over a hive.
        """,
    )


def test_a_hint_that_refers_back_counts_at_a_distance(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        term A beekeeper came to the school.

        - The mayor of the town praised her teachers.

        - Lunch was served at noon.

        hint Nobody had touched the hives.
        """,
    )


def test_a_hint_before_the_first_term_is_ignored(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        - Nobody had touched the hives.

        - Lunch was served at noon.

        term A beekeeper came to the school.
        """,
    )


def test_an_entity_counts_in_an_article_on_the_topic(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        entity Apimondia wants stricter rules.

        - The shop sells candles.

        term A beekeeper from Lyon agrees.
        """,
    )


def test_a_single_mention_of_an_entity_is_ignored(nlp: Language) -> None:
    check(nlp, BEES, "- Her brother worked for Apimondia until 1990.")


def test_an_excluded_phrase_is_not_a_term(nlp: Language) -> None:
    topic = Topic("bees", terms=("bee",), exclude=("spelling bee",))
    check(
        nlp,
        topic,
        """
        - A girl of nine won the spelling bee.
        """,
    )


def test_a_term_that_only_describes_a_person_opens_no_passage(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        - The road will be closed, said Ann Miller, a beekeeper.

        - Traffic has doubled since spring.
        """,
    )


def test_the_name_of_the_topic_counts_once_there_is_other_evidence(nlp: Language) -> None:
    topic = Topic("cheese", terms=("dairy farm",))
    check(
        nlp,
        topic,
        """
        term The last dairy farm of the valley has closed.

        - The school got a new roof.

        term People here were known for cheese.
        """,
    )
    check(nlp, topic, "- Say cheese, said the photographer.")


def test_the_rest_of_a_quotation_belongs_to_the_passage(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        quotation “I got up at five.
        term I looked for my honey bees.
        quotation There was nothing left,” said Tom Hardy.
        """,
    )


def test_a_quotation_over_several_paragraphs_belongs_to_the_passage(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        term “The honey bee needs a home in this town,” said Tom Hardy.
        quotation “Give her one.

        quotation “My father had a garden full of flowers.

        quotation “Now there is concrete everywhere.”

        - The council votes in June.
        """,
    )


def test_an_answer_belongs_to_the_passage_of_its_question(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        - Q: How old are you?

        - A: I am eighty.

        term Q: When did you see your first honey bee?

        answer A: In the war.
        answer My uncle took me along.

        - Q: Do you travel?

        - A: Never.
        """,
    )


def test_a_reply_to_a_reporter_counts_as_an_answer(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        term Did she know any beekeeper in the village?

        answer “I am new here,” said Mrs. Moore.
        """,
    )


def test_pronouns_and_definite_descriptions_refer_back_to_the_topic(nlp: Language) -> None:
    fentanyl = find_topic(built_in_topics(), "fentanyl")
    assert fentanyl is not None
    found = check(
        nlp,
        fentanyl,
        """
        term Fentanyl killed nine people in the county last year.

        + Such deaths were rare ten years ago.

        + The drug is made in garages.

        carried It costs a dollar.

        - The library opens an hour later from Monday.
        """,
    )
    assert any("“It” points back" in why.text for passage in found.passages for why in passage.because)


def test_a_sentence_in_the_same_paragraph_continues_the_passage(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        term A beekeeper must sign a paper.
        carried The form has four pages.
        """,
    )


def test_a_thing_mentioned_before_continues_the_passage_in_the_next_paragraph(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        term A bill for beekeepers has passed the house.

        carried The bill would cost two million a year.

        - Rain is expected on Sunday.
        """,
    )


def test_a_noun_described_by_a_term_continues_the_passage_when_mentioned_again(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        term The town has paid for a beekeeper program since May.

        - Two more roads will be closed.

        hint Critics of the program want it stopped.
        """,
    )


def test_in_an_article_on_something_else_an_unconnected_quotation_does_not_continue_the_passage(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        - The council met for three hours.

        - Members were tired.

        - A window stood open.

        - The clerk read the minutes.

        term One of them had brought a honey bee in a glass.

        - “Taxes must fall,” said Peter Lund of the Liberals.

        - The vote was put off.
        """,
    )


def test_a_place_counts_only_near_the_topic(nlp: Language) -> None:
    far = "\n\n".join(["- Rain fell on the town that day."] * 8)
    check(nlp, BEES, f"term A beekeeper left.\n\n{far}\n\n- The train stopped at Hive Office.")


def test_terms_inside_the_name_of_an_unrelated_agency_are_ignored(nlp: Language) -> None:
    customs = Topic("duties", terms=("customs", "duty"))
    check(nlp, customs, "- Immigration and Customs Enforcement has a new chief.")


def test_hostile_texts_are_processed_to_the_end(nlp: Language) -> None:
    for text in (
        "“" * 500,
        '"\n\n' * 200,
        "Q:\n\nA:\n\n" * 50,
        "honey bee " * 300,
        "• \n\n• honey bee\n\n•",
        "\t\t“”''``",
    ):
        for one in find_passages(nlp(text), [BEES, *built_in_topics()], nlp):
            for passage in one.passages:
                assert 0 <= passage.span.start < passage.span.end <= len(text)
                assert all(passage.span.contains(why.span) for why in passage.because)


def test_a_reply_continues_the_passage_in_the_next_paragraph(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        term Honey bees deserve better, the minister said.

        carried Her rival agreed without hesitation.

        - Tickets cost ten euros.
        """,
    )


def test_further_results_in_figures_continue_the_passage(nlp: Language) -> None:
    polls = Topic("polls", terms=("poll", "survey"))
    check(
        nlp,
        polls,
        """
        term The poll gives Adams 48 percent of the vote.

        carried Brown has 31 percent of the vote.
        """,
    )


def test_every_share_reported_from_a_poll_continues_the_passage(nlp: Language) -> None:
    polls = Topic("polls", terms=("poll", "survey"))
    check(
        nlp,
        polls,
        """
        term A poll gives Adams 48 percent of the vote.

        term In the last survey he had 44 percent.

        term The poll was taken in May.

        - Adams spoke in Lund on Friday.

        finding Among women Brown leads by 52 percent to 30 percent.

        carried With men the figures are 40 percent and 41 percent.
        """,
    )


def test_the_points_of_a_sports_club_are_not_poll_results(nlp: Language) -> None:
    check(
        nlp,
        Topic("polls", terms=("poll", "survey")),
        """
        finding Among women Brown leads by five points.

        - The ferry to Lund sails at noon.

        - The harbour was built in the spring of 1900.

        - With two games to play Borg lead Lund by five points.
        """,
    )


def test_one_sentence_between_two_on_the_topic_is_included(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        term The honey bee was once at home here.

        bridged Times have changed.
        term Today a beekeeper is a rare sight.
        """,
    )


def test_meanwhile_ends_a_passage(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        term A beekeeper was fined on Monday.
        - Meanwhile, the port stays closed.
        """,
    )


def test_another_known_topic_ends_a_passage_within_its_paragraph(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        - The mayor spoke for an hour.

        - He wants more trees in the old town.

        term He called the beekeepers of Kent a treasure.
        - Mr. Smith of Dover said that asylum seekers would be housed in the barracks.

        - The evening ended with a song.
        """,
    )


def test_in_an_article_on_something_else_a_sentence_adding_another_point_ends_the_passage(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        - The senator came by train.

        - He shook many hands.

        term He had a word for every beekeeper.
        - He also spoke about the new road.

        - The crowd was small.
        """,
    )


def test_headings_and_credits_do_not_continue_a_passage(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        term Every beekeeper keeps a diary.
        - This interview was edited for length and clarity.

        - What comes next

        - The weather will be fair.
        """,
    )


def test_a_passage_ends_where_nothing_connects_the_next_paragraph(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        term A honey bee flew into the chamber.
        carried It did not stay long.

        - Members then passed the budget with a large majority.
        """,
    )


def test_an_article_mainly_about_a_topic_includes_every_sentence_that_does_not_change_the_subject(
    nlp: Language,
) -> None:
    found = check(
        nlp,
        BEES,
        """
        term Honey bees have returned to the island.

        term The beekeeper opened forty boxes in May.

        main Nobody on the ferry believed it.

        main Ruth Okafor paid for the paint herself.

        term A bee colony needs a dry roof.

        - Elsewhere, the lighthouse has a new lamp.

        term Honey bees fly at ten degrees.

        - 3 days ago

        term The beekeeper sells wax on Fridays.
        """,
    )
    assert any(one.text == "the article is mainly about bees" for p in found.passages for one in p.because)


def test_an_article_that_only_touches_on_a_topic_includes_only_the_sentence_stating_it(nlp: Language) -> None:
    other = "\n\n".join(f"        - Room {number} of the museum shows lamps from Norway." for number in range(1, 20))
    check(
        nlp,
        BEES,
        f"""
        term A beekeeper built the eastern wing in 1910.
        - Trains stop at the gate.

{other}
        """,
    )


def test_an_interview_that_opens_with_a_topic_is_about_it_until_a_question_changes_the_subject(nlp: Language) -> None:
    text = (
        "What a beekeeper does all winter\n\nOla Brandt spoke with us in her kitchen in Tromso.\n\n"
        "Q: Is it a lonely trade?\n\nA: My neighbours bring cake.\n\nQ: What do you do in January?\n\n"
        "A: I sleep and mend boxes. The radio helps.\n\nQ: Turning to the theatre, what did you see?\n\n"
        "A: Three plays about kings. The last was loud."
    )
    [found] = find_passages(nlp(text), [BEES], nlp)
    covered = " ".join(text[p.span.start : p.span.end] for p in found.passages)
    assert "My neighbours bring cake." in covered
    assert "The radio helps." in covered
    assert "Three plays" not in covered


def test_a_headline_with_only_a_hint_counts_if_the_article_is_about_the_topic(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        hint A queen comes to town

        main Lund is cold in March.

        term Honey bees arrived on Monday.

        term The beekeeper drove all night.

        term A bee colony weighs two kilos.

        term Honey bees dislike trucks.

        term The beekeeper sang to them.

        term The bee colony will stay until autumn.
        """,
    )


def test_passages_are_whole_sentences_and_adjacent_ones_are_joined(nlp: Language) -> None:
    text = "Honey bees sleep.\n\nA beekeeper knows.\n\nRoads are wet. Rain falls. \n\nThe beekeeper waits.  "
    [found] = find_passages(nlp(text), [BEES], nlp)
    assert [text[p.span.start : p.span.end] for p in found.passages] == [
        "Honey bees sleep.\n\nA beekeeper knows.",
        "The beekeeper waits.",
    ]
    assert [len(passage.because) for passage in found.passages] == [2, 1]
    for passage in found.passages:
        assert Span(passage.because[0].span.start, passage.because[-1].span.end) == passage.span


def test_topics_are_returned_in_the_requested_order(nlp: Language) -> None:
    ants = Topic("ants", terms=("ant",))
    doc = nlp("An ant met a honey bee.")
    found = find_passages(doc, [BEES, ants], nlp)
    assert [(one.name, len(one.passages)) for one in found] == [("bees", 1), ("ants", 1)]
    assert find_passages(doc, [ants], nlp)[0] == found[1]


def test_an_empty_text_has_no_passages(nlp: Language) -> None:
    for text in ("", " \n\n ", "…"):
        [found] = find_passages(nlp(text), [BEES], nlp)
        assert found.passages == ()


def test_a_change_of_subject_does_not_depend_on_which_other_topics_are_searched(nlp: Language) -> None:
    text = "A beekeeper came. The mayor spoke. Fentanyl was found in a car."
    alone = find_passages(nlp(text), [BEES], nlp)
    among = find_passages(nlp(text), [*built_in_topics(), BEES], nlp)
    assert alone[0] == among[-1]


def test_the_component_finds_the_topics_in_its_config(nlp: Language) -> None:
    component = make_topics(nlp, "newsreader_topics", [{"name": "ants", "terms": ["ant"]}])
    doc = component(nlp("An ant came."))
    assert [(one.name, len(one.passages)) for one in doc._.newsreader_topics] == [("ants", 1)]
    built_in = make_topics(nlp, "newsreader_topics")
    assert [one.name for one in built_in(nlp("An ant came."))._.newsreader_topics] == ["migration", "fentanyl", "APEC"]


def test_the_line_naming_the_writers_belongs_to_no_topic(nlp: Language) -> None:
    check(
        nlp,
        BEES,
        """
        + Beekeepers lose every second bee colony

        - By Ana Ruiz and Leo Vale

        + Every beekeeper in the valley lost a bee colony this winter.
        + The honey bee was common there.
        + A beekeeper counts the hives in March.

        + Nobody in the valley believed the figures.

        + The beekeepers asked for a new count.
        + A bee colony costs 200 euros.
        + The honey bee will return, a beekeeper said.
        + Every beekeeper hopes so.
        """,
    )
