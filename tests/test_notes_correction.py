"""Corrections by the reader, applied to an analysis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from tui.notes import correction as c
from tui.notes.corrected_analysis import corrected
from tui.notes.correction import Correction
from tui.notes.rejected_sentences import without
from tui.store.database import Store, open_store
from tui.store.errors import StoreError
from tui.text.analysis import (
    Analysis,
    Because,
    Entity,
    Figure,
    Mention,
    Passage,
    Pronoun,
    Quote,
    Speaker,
    TopicPassages,
)
from tui.text.article import Article, Block
from tui.text.span import Span

TEXT = (
    "Mara Holt met Senator Quill on Monday. Holt said nothing of the 40 boats.\n\n"
    "“The quota is too low,” she said. “It will ruin us.” Quill called it a start.\n\n"
    "The Northern Fishers' Union objected. Union members left the hall. Rain fell."
)


def article(text: str = TEXT) -> Article:
    return Article("quota.txt", text, (Block(Span(0, len(text)), "paragraph"),))


def span(words: str, number: int = 1, text: str = TEXT) -> Span:
    at = -1
    for _ in range(number):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def shifted(by: int, text: str) -> Analysis:
    """The raw analysis of TEXT with `by` code points inserted before it."""

    def s(words: str, number: int = 1) -> Span:
        return span(words, number).shift(by)

    return Analysis(
        article(text).digest,
        "model 1",
        sentences=(s("Rain fell."),),
        entities=(
            Entity("e1", "Mara Holt", "PERSON", (Mention(s("Mara Holt")), Mention(s("Holt", 2))), aliases=("Holt",)),
            Entity("e2", "Senator Quill", "ORG", (Mention(s("Senator Quill")), Mention(s("Quill", 2)))),
            Entity("e3", "Northern Fishers' Union", "ORG", (Mention(s("Northern Fishers' Union")),)),
            Entity("e4", "Union", "ORG", (Mention(s("Union", 2)),)),
        ),
        pronouns=(Pronoun(s("she"), "e2", "nearest"),),
        quotes=(
            Quote(
                "direct",
                (s("The quota is too low,"), s("It will ruin us.")),
                s("said", 2),
                Speaker(s("she"), "Senator Quill", "e2"),
                reason="nearest",
                unsure=True,
            ),
            Quote("mixed", (s("a start"),), s("called"), Speaker(s("Quill", 2), "Senator Quill", "e2")),
        ),
        topics=(
            TopicPassages(
                "fishing",
                passages=(
                    Passage(
                        Span(s("The Northern").start, s("the hall.").end),
                        (
                            Because(s("The Northern Fishers' Union objected."), "term", "“fishers”"),
                            Because(s("Union members left the hall."), "carried", "carried on"),
                        ),
                    ),
                ),
            ),
        ),
        figures=(Figure(s("40"), "CARDINAL", s("Holt said nothing of the 40 boats."), None),),
    )


FOUND = shifted(0, TEXT)
QUOTE, START = FOUND.quotes
HOLT, QUILL, UNION, SHORT = FOUND.entities


def fixed(*corrections: Correction) -> Analysis:
    return corrected(FOUND, corrections, article())


def test_without_corrections_the_analysis_is_unchanged() -> None:
    assert corrected(FOUND, [], article()) is FOUND


def test_setting_another_speaker_confirms_the_quote() -> None:
    after = fixed(c.set_speaker(article(), QUOTE, "Mara Holt"))
    quote = after.quotes[0]
    assert quote.speaker == Speaker(span("she"), "Mara Holt", "e1")
    assert (quote.confirmed, quote.unsure, quote.reason) == (True, False, "you said so")
    assert after.quotes[1] == START and FOUND.quotes[0].confirmed is False


def test_a_speaker_may_be_set_to_a_new_name_or_to_nobody() -> None:
    assert fixed(c.set_speaker(article(), QUOTE, "Otto Brandt")).quotes[0].speaker == Speaker(
        span("she"), "Otto Brandt", None
    )
    speaker = fixed(c.set_speaker(article(), QUOTE, "")).quotes[0].speaker
    assert speaker and speaker.name is None and speaker.entity is None
    named = replace(QUOTE, speaker=Speaker(span("Mara Holt"), "Mara Holt", "e1"))
    after = corrected(replace(FOUND, quotes=(named,)), (c.set_speaker(article(), named, ""),), article())
    assert after.quotes[0].speaker == Speaker(None, None, None), "the speaker is nobody, not the words of the name"
    after = corrected(replace(FOUND, quotes=(named,)), (c.set_speaker(article(), named, "Otto Brandt"),), article())
    assert after.quotes[0].speaker == Speaker(None, "Otto Brandt", None), "not where Mara Holt is named"


@pytest.mark.parametrize(
    ("sentences", "kept"),
    [
        (("Holt arrived. ", "She added that tea was late.\n\n", "“We need a pilot.”"), False),
        (("Holt arrived. ", "She added that tea was late. ", "“We need a pilot.”"), False),
        (("“We need a pilot.” ", "She added that tea was late."), False),
        (("“We need a pilot,” she added.",), True),
        (("“We need a pilot?” ", "she added."), True),
        (("She added: “We need a pilot. ", "We need a boat.”"), True),
        (("“We need a pilot,” Mr. Holt added.",), True),
    ],
)
def test_another_speaker_gets_no_verb_and_no_pronoun_of_another_sentence(sentences: Sequence[str], kept: bool) -> None:
    text = "".join(sentences)
    said = Span(text.index("“"), text.index("”") + 1)
    word = next(word for word in ("Mr. Holt", "She", "she") if word in text)
    subject, cue = span(word, text=text), span("added", text=text)
    starts = (text.index(sentence) for sentence in sentences)
    sentences_at = tuple(Span(start, start + len(one)) for start, one in zip(starts, sentences, strict=True))
    holt, quill = (Entity(id, name, "PERSON", ()) for id, name in (("e1", "Mara Holt"), ("e2", "Ada Quill")))
    quote = Quote("direct", (said,), cue, Speaker(subject, "Mara Holt", "e1"), reason="subject of “added”")
    found = Analysis(article(text).digest, "model 1", sentences_at, (holt, quill), quotes=(quote,))

    def set_to(name: str, analysis: Analysis = found) -> tuple[Span | None, Span | None]:
        (after,) = corrected(analysis, [c.set_speaker(article(text), quote, name)], article(text)).quotes
        assert after.speaker and (after.speaker.name, after.confirmed) == (name, True)
        return after.cue, after.speaker.mention

    assert set_to("Ada Quill") == ((cue, subject) if kept else (None, None))
    assert set_to("Mara Holt") == (cue, subject), "the reader only confirms the speaker"
    hers = replace(found, pronouns=(Pronoun(subject, "e2", "nearest"),))
    assert set_to("Ada Quill", hers) == (cue, subject), "the pronoun stands for her"


FOLLOWED = "Ms. Holt said the tide was low. She added that it would rise. Holt left. She said no more came."


def followed_by_pronouns() -> Analysis:
    """Three statements: by a name, by a pronoun after it, and by a pronoun after the name again."""

    def statement(words: str, subject: Span) -> Quote:
        speaker = Speaker(subject, "Mara Holt", "e1")
        return Quote("indirect", (span(words, text=FOLLOWED),), None, speaker, reason="subject")

    first, she, again = span("Ms. Holt", text=FOLLOWED), span("She", text=FOLLOWED), span("She", 2, FOLLOWED)
    named = (Mention(span("Ms. Holt", text=FOLLOWED)), Mention(span("Holt", 2, FOLLOWED)))
    return Analysis(
        article(FOLLOWED).digest,
        "model 1",
        entities=(Entity("e1", "Mara Holt", "PERSON", named), Entity("e2", "Ada Quill", "PERSON", ())),
        pronouns=(Pronoun(she, "e1", "nearest"), Pronoun(again, "e1", "nearest")),
        quotes=(
            statement("the tide was low", first),
            statement("it would rise", she),
            statement("no more came", again),
        ),
    )


def test_another_speaker_makes_the_pronouns_unsure_that_depend_on_the_former_name() -> None:
    found, home = followed_by_pronouns(), article(FOLLOWED)
    first, second, third = found.quotes
    change = c.set_speaker(home, first, "Ada Quill")
    after = corrected(found, [change], home).quotes
    assert after[0].speaker and after[0].speaker.name == "Ada Quill"
    doubt = "subject; “She” may be another than Mara Holt: you changed a speaker before it"
    assert after[1] == replace(second, unsure=True, reason=doubt)
    assert after[2] == third, "the name before it is another"
    assert corrected(found, [], home).quotes == found.quotes, "as after an undo"
    assert corrected(found, [c.set_speaker(home, first, "Mara Holt")], home).quotes[1:] == (second, third)


def test_pronouns_that_the_reader_has_confirmed_or_corrected_stay_sure() -> None:
    found, home = followed_by_pronouns(), article(FOLLOWED)
    first, second, third = found.quotes
    change, confirm = c.set_speaker(home, first, "Ada Quill"), c.confirm_quote(home, second)
    for order in ([change, confirm], [confirm, change]):
        after = corrected(found, order, home).quotes[1]
        assert (after.speaker, after.unsure, after.confirmed) == (second.speaker, False, True)
    after_pronoun = corrected(found, [c.set_speaker(home, second, "Ada Quill")], home).quotes
    assert (after_pronoun[0], after_pronoun[2]) == (first, third), "only a name or description carries a pronoun"


def test_setting_a_speaker_by_an_alias_sets_the_entity() -> None:
    speaker = fixed(c.set_speaker(article(), QUOTE, "holt")).quotes[0].speaker
    assert speaker and (speaker.name, speaker.entity) == ("Mara Holt", "e1")


def test_several_speakers_that_the_article_has_are_several_and_a_firm_with_an_and_is_one() -> None:
    for names in ("Mara Holt and Senator Quill", "holt, Senator Quill"):
        quote = fixed(c.set_speaker(article(), QUOTE, names)).quotes[0]
        assert quote.speakers_named == ["Mara Holt", "Senator Quill"] and quote.also[0].entity == "e2"
        new = fixed(c.new_quote(article(), span("nothing of the 40 boats"), names)).quotes[0]
        assert new.speakers_named == ["Mara Holt", "Senator Quill"]
    assert fixed(c.set_speaker(article(), QUOTE, "Holt and Sons")).quotes[0].speakers_named == ["Holt and Sons"]


def test_dismissing_a_quote_removes_it() -> None:
    assert fixed(c.not_a_quote(article(), START)).quotes == (QUOTE,)


def test_an_added_quote_is_inserted_in_text_order() -> None:
    after = fixed(c.new_quote(article(), span("nothing of the 40 boats"), "Mara Holt"))
    assert [article().words(quote.spans[0]) for quote in after.quotes][0] == "nothing of the 40 boats"
    assert after.quotes[0].confirmed and after.quotes[0].speaker == Speaker(None, "Mara Holt", "e1")


def test_a_figure_in_a_corrected_quote_gets_its_speaker() -> None:
    new = c.new_quote(article(), span("nothing of the 40 boats"))
    analysis = fixed(new)
    after = corrected(FOUND, [new, c.set_speaker(article(), analysis.quotes[0], "Mara Holt")], article())
    assert after.figures[0].speaker == "Mara Holt"


def test_a_figure_in_an_added_quote_gets_its_speaker_and_loses_it_with_the_quote() -> None:
    new = c.new_quote(article(), span("nothing of the 40 boats"), "Mara Holt")
    analysis = fixed(new)
    assert analysis.figures[0].speaker == "Mara Holt"
    dismissed = corrected(FOUND, [new, c.not_a_quote(article(), analysis.quotes[0])], article())
    assert dismissed.figures[0].speaker is None
    merged = corrected(FOUND, [new, c.merge(article(), HOLT, QUILL)], article())
    assert merged.figures[0].speaker == merged.quotes[0].speakers_named[0] == "Senator Quill"


def test_a_set_speaker_survives_an_analysis_that_missed_the_quote() -> None:
    missed = replace(FOUND, quotes=(START,))
    after = corrected(missed, [c.set_speaker(article(), QUOTE, "Mara Holt")], article())
    assert after.quotes[0].spans == QUOTE.spans and after.quotes[0].confirmed


def test_a_confirmed_quote_is_no_longer_unsure() -> None:
    quote = fixed(c.confirm_quote(article(), QUOTE)).quotes[0]
    assert (quote.unsure, quote.confirmed, quote.speaker) == (False, True, QUOTE.speaker)


def test_a_confirmed_speaker_is_kept_when_a_later_analysis_finds_another() -> None:
    other = replace(FOUND, quotes=(replace(QUOTE, speaker=Speaker(None, "Mara Holt", "e1")), START))
    speaker = corrected(other, [c.confirm_quote(article(), QUOTE)], article()).quotes[0].speaker
    assert speaker and speaker.name == "Senator Quill"


def test_merging_two_entities_gives_one_with_both_names() -> None:
    after = fixed(c.merge(article(), SHORT, UNION))
    assert len(after.entities) == 3
    whole = after.entity("e3")
    assert whole and [m.span for m in whole.mentions] == [span("Northern Fishers' Union"), span("Union", 2)]
    assert (whole.name, whole.aliases, whole.confirmed) == ("Northern Fishers' Union", ("Union",), True)


def test_a_merge_also_changes_quotes_and_pronouns() -> None:
    after = fixed(c.merge(article(), QUILL, HOLT))
    assert {quote.speaker.name for quote in after.quotes if quote.speaker} == {"Mara Holt"}
    assert after.pronouns[0].entity == "e1"


def test_splitting_some_mentions_off_makes_a_new_entity() -> None:
    after = fixed(c.split(article(), QUILL, [span("Quill", 2)], "Quill junior"))
    new = next(entity for entity in after.entities if entity.name == "Quill junior")
    assert [m.span for m in new.mentions] == [span("Quill", 2)] and new.confirmed
    assert after.quotes[1].speaker == Speaker(span("Quill", 2), "Quill junior", new.id)
    assert after.quotes[0].speaker == QUOTE.speaker


def test_mentions_given_to_somebody_who_is_listed_join_that_row() -> None:
    after = fixed(c.split(article(), QUILL, [span("Quill", 2)], "mara holt"))
    assert [entity.name for entity in after.entities] == [entity.name for entity in fixed().entities]
    holt = next(entity for entity in after.entities if entity.name == "Mara Holt")
    assert holt.mentions[-1].span == span("Quill", 2)
    assert after.quotes[1].speaker == Speaker(span("Quill", 2), "Mara Holt", holt.id)


def test_a_renamed_entity_speaks_under_its_new_name() -> None:
    after = fixed(c.rename(article(), QUILL, "Ada Quill"))
    entity = after.entity("e2")
    assert entity and (entity.name, entity.aliases) == ("Ada Quill", ("Senator Quill",))
    assert after.quotes[0].speaker and after.quotes[0].speaker.name == "Ada Quill"


def test_an_entity_can_be_given_another_kind_dismissed_or_confirmed() -> None:
    relabelled = fixed(c.relabel(article(), QUILL, "PERSON")).entity("e2")
    assert relabelled and (relabelled.label, relabelled.confirmed) == ("PERSON", True)
    dismissed = fixed(c.dismiss(article(), QUILL))
    assert dismissed.entity("e2") is None and dismissed.pronouns == ()
    assert dismissed.quotes[1].speaker == Speaker(span("Quill", 2), "Senator Quill", None)
    confirmed = fixed(c.confirm(article(), HOLT)).entity("e1")
    assert confirmed and confirmed.confirmed


def test_a_sentence_can_be_removed_from_a_passage() -> None:
    after = fixed(c.not_about(article(), "fishing", span("Union members left the hall.")))
    (passage,) = after.topics[0].passages
    assert article().words(passage.span) == "The Northern Fishers' Union objected." and passage.confirmed
    assert fixed(c.not_about(article(), "fishing", FOUND.topics[0].passages[0].span)).topics[0].passages == ()


def letters_left(sentences: str, rejected: str) -> str:
    """The sentences that remain of passages on a topic, " " between passages. A sentence is a letter, in capitals if it
    states the topic; "b" is between two others, "h" has a hint, "m" is there because of the article as a whole."""
    kinds = {"b": "bridged", "h": "hint", "m": "main"}
    passages = tuple(
        Passage(
            Span(match.start(), match.end()),
            tuple(
                Because(Span(at, at + 1), "term" if one.isupper() else kinds.get(one, "carried"), "")
                for at, one in enumerate(match[0], start=match.start())
            ),
        )
        for match in re.finditer(r"\w+", sentences)
    )
    left: Sequence[Passage] = passages
    for at in map(sentences.index, rejected):  # one correction after the other
        left = without(left, [Span(at, at + 1)], sentences)
    return " ".join(sentences[passage.span.start : passage.span.end] for passage in left)


@pytest.mark.parametrize(
    ("sentences", "rejected", "left"),
    [
        ("Acd", "A", ""),  # the others went on from it
        ("Acd", "c", "A d"),
        ("Acd", "cA", ""),
        ("cA", "A", ""),  # the beginning of a quotation that speaks of it later
        ("AcDe", "A", "De"),
        ("AcDe", "D", "Ac"),
        ("AbD", "D", "A"),  # no longer between two
        ("AcmDe", "A", "mDe"),  # the article is still about the topic
        ("Ac h De", "A", "h De"),  # and its hints count near other words of it
        ("Ac h", "A", ""),
        ("Ac De", "A", "De"),
        ("ac", "a", "c"),  # analyses of other programs may give no such reasons
    ],
)
def test_with_the_sentence_that_founds_a_passage_goes_what_hung_on_it_alone(
    sentences: str, rejected: str, left: str
) -> None:
    assert letters_left(sentences, rejected) == left


def test_a_sentence_added_to_a_topic_joins_the_passage_it_touches() -> None:
    (passage,) = fixed(c.about(article(), "fishing", span("Rain fell."))).topics[0].passages
    assert article().words(passage.span).endswith("Rain fell.")
    assert [why.kind for why in passage.because] == ["term", "carried", "reader"]
    apart = fixed(c.about(article(), "fishing", span("Holt said nothing of the 40 boats."))).topics[0].passages
    assert len(apart) == 2 and apart[0].confirmed


def test_corrections_apply_in_the_order_they_were_made() -> None:
    first = c.rename(article(), QUILL, "Ada Quill")
    second = c.set_speaker(article(), QUOTE, "Ada Quill")
    assert corrected(FOUND, [first, second], article()).quotes[0].speaker == Speaker(span("she"), "Ada Quill", "e2")


def test_corrections_apply_to_an_analysis_with_other_ids() -> None:
    renumbered = replace(FOUND, entities=tuple(replace(e, id=f"x{n}") for n, e in enumerate(FOUND.entities)))
    after = corrected(renumbered, [c.merge(article(), SHORT, UNION)], article())
    assert [entity.name for entity in after.entities].count("Union") == 0


@pytest.mark.parametrize(
    "correction",
    [
        c.set_speaker(article(), QUOTE, "Mara Holt"),
        c.merge(article(), SHORT, UNION),
        c.split(article(), QUILL, [span("Quill", 2)]),
        c.about(article(), "fishing", span("Rain fell.")),
    ],
)
def test_a_correction_survives_conversion_to_json_and_back(correction: Correction) -> None:
    assert Correction.from_json(correction.to_json()) == correction
    assert correction.title


def test_a_correction_whose_words_are_gone_does_nothing() -> None:
    other = article("Quite another story about a lighthouse.")
    empty = Analysis(other.digest)
    assert corrected(empty, [c.set_speaker(article(), QUOTE, "Mara Holt")], other) == empty


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        yield opened


def test_corrections_are_stored_and_follow_a_changed_article(store: Store) -> None:
    store.notebook.correct(article(), c.set_speaker(article(), QUOTE, "Mara Holt"))
    store.notebook.correct(article(), c.merge(article(), SHORT, UNION))
    head = "An update.\n\n"
    new = article(head + TEXT)
    kept = store.notebook.corrections(new)
    assert [correction.kind for correction in kept] == ["speaker", "merge"]
    assert kept[0].targets[0].digest == new.digest
    after = corrected(shifted(len(head), head + TEXT), kept, new)
    assert after.quotes[0].speaker and after.quotes[0].speaker.name == "Mara Holt"
    assert len(after.entities) == 3


def test_undo_covers_corrections_as_well_as_notes(store: Store) -> None:
    store.notebook.add(article(), span("Rain"))
    store.notebook.correct(article(), c.dismiss(article(), QUILL))
    assert store.notebook.undo() == "Undone: the correction that Senator Quill is not an entity."
    assert store.notebook.corrections(article()) == []
    store.notebook.redo()
    (kept,) = store.notebook.corrections(article())
    store.notebook.withdraw(kept.id)
    assert store.notebook.corrections(article()) == []
    store.notebook.undo()
    assert store.notebook.corrections(article()) == [kept]
    with pytest.raises(StoreError):
        store.notebook.withdraw("nothing")


def test_undoing_a_merge_of_several_names_names_them_in_the_order_of_the_merge(store: Store) -> None:
    store.notebook.merge_names("people", ["D. Quill", "Quill"], "Dora Quill")
    both = "D. Quill is Dora Quill in all articles and Quill is Dora Quill in all articles."
    assert store.notebook.undo(everywhere=True) == f"Undone: the correction that {both}"
    assert store.notebook.redo(everywhere=True) == f"Corrected again: {both}"
    store.notebook.merge_names("people", ["A", "B", "C", "D"], "E")
    undone = store.notebook.undo(everywhere=True)
    assert undone == "Undone: the correction that A is E in all articles and B is E in all articles and 2 more."
