"""Words, sentences, paragraphs, and selections made of them."""

from __future__ import annotations

import pytest

from tests.article_pages import found, page
from tui.text.article import Article
from tui.text.span import Span
from tui.widgets.article.boundaries import TextBoundaries
from tui.widgets.article.jump_history import JumpHistory, ViewPosition
from tui.widgets.article.selecting import Selecting

ARTICLE = page("Mr. Lee left. “Why?” she asked.", ("rule", ""), "It’s the U.S. envoy’s 3.5 million. Last one")
TEXT = ARTICLE.text


@pytest.fixture
def marks() -> TextBoundaries:
    return TextBoundaries(ARTICLE)


def at(words: str) -> int:
    return found(ARTICLE, words).start


def words_of(span: Span) -> str:
    return ARTICLE.words(span)


def test_sentences_are_guessed_by_full_stops_but_not_after_a_title(marks: TextBoundaries) -> None:
    assert words_of(marks.sentence_at(0)) == "Mr. Lee left."
    assert words_of(marks.sentence_at(at("asked"))) == "“Why?” she asked."
    assert words_of(marks.sentence_at(at("Last"))) == "Last one"


def test_known_sentences_take_precedence_over_guesses(marks: TextBoundaries) -> None:
    marks.set_sentences([found(ARTICLE, "Mr. Lee left. “Why?” she asked.")])
    assert words_of(marks.sentence_at(3)) == "Mr. Lee left. “Why?” she asked."
    assert words_of(marks.sentence_at(at("Last"))) == "Last one"


def test_unsorted_and_empty_sentences_are_cleaned_up(marks: TextBoundaries) -> None:
    first, second = found(ARTICLE, "Mr. Lee left."), found(ARTICLE, "“Why?” she asked.")
    marks.set_sentences([second, Span(first.start, first.start), first])
    assert marks.sentence_at(3) == first
    assert marks.sentence_at(second.start + 1) == second


def test_a_sentence_never_extends_into_the_next_block(marks: TextBoundaries) -> None:
    marks.set_sentences([Span(0, len(TEXT))])
    assert marks.sentence_at(2) == ARTICLE.blocks[0].span


def test_keys_step_through_sentences_forward_and_back(marks: TextBoundaries) -> None:
    starts = [0]
    while (following := marks.next_sentence(starts[-1])) != starts[-1]:
        starts.append(following)
    assert [TEXT[start : start + 4] for start in starts] == ["Mr. ", "“Why", "It’s", "Last"]
    back = [starts[-1]]
    while (before := marks.previous_sentence(back[-1])) != back[-1]:
        back.append(before)
    assert back == starts[::-1]


def test_stepping_back_from_mid_sentence_goes_to_its_start_first(marks: TextBoundaries) -> None:
    assert marks.previous_sentence(at("asked")) == at("“Why")


def test_keys_step_through_paragraphs_and_skip_a_rule(marks: TextBoundaries) -> None:
    assert marks.next_paragraph(0) == at("It’s")
    assert marks.next_paragraph(at("Last")) == at("Last")
    assert marks.previous_paragraph(at("Last")) == at("It’s")
    assert marks.previous_paragraph(at("It’s")) == 0
    assert marks.previous_paragraph(0) == 0


def test_words_keep_their_apostrophes_and_points(marks: TextBoundaries) -> None:
    assert words_of(marks.word_at(at("s the"))) == "It’s"
    assert words_of(marks.word_at(at("U.S"))) == "U.S"
    assert words_of(marks.word_at(at("5 mill"))) == "3.5"
    assert marks.word_at(at("“Why")).length == 0


def test_keys_step_through_words_forward_and_back(marks: TextBoundaries) -> None:
    assert marks.next_word(0) == at("Lee")
    assert marks.next_word(at("asked")) == at("It’s")
    assert marks.previous_word(at("It’s")) == at("asked")
    assert marks.previous_word(at("asked") + 2) == at("asked")
    assert marks.next_word(len(TEXT)) == len(TEXT)
    assert marks.previous_word(0) == 0


def test_a_distant_word_is_found() -> None:
    far = TextBoundaries(page("a" + " " * 2000 + "b"))
    assert far.next_word(0) == 2001
    assert far.previous_word(2001) == 0


def test_the_sentence_is_found_even_in_an_enormous_paragraph() -> None:
    article = page("Padding goes on here. " * 50_000 + "The one looked for. " + "And on it goes. " * 50_000)
    marks = TextBoundaries(article)
    looked_for = found(article, "The one looked for.")
    assert marks.sentence_at(looked_for.start + 5) == looked_for
    assert marks.next_sentence(looked_for.start) == looked_for.end + 1


def test_a_letter_with_combining_marks_is_one_step() -> None:
    marks = TextBoundaries(page("ae\u0301👩\u200d👧b"))
    steps = [0]
    for _ in range(4):
        steps.append(marks.letter(steps[-1], 1))
    assert steps == [0, 1, 3, 6, 7]
    assert [marks.letter(step, -1) for step in steps[1:]] == [0, 1, 3, 6]
    assert marks.letter(0, -1) == 0


def test_every_step_in_an_empty_article_stays_at_the_start() -> None:
    marks = TextBoundaries(Article("x", ""))
    for go in (
        marks.next_word,
        marks.previous_word,
        marks.next_sentence,
        marks.previous_sentence,
        marks.next_paragraph,
    ):
        assert go(0) == 0
    assert marks.sentence_at(0) == Span(0, 0)


def test_a_selection_grows_by_whole_words_and_shrinks_again(marks: TextBoundaries) -> None:
    chosen = Selecting(0, len("Mr. Lee left."))
    longer = chosen.moved("word", 1, marks)
    assert words_of(longer.span) == "Mr. Lee left. “Why"
    assert words_of(longer.moved("word", -1, marks).span) == "Mr. Lee left"


def test_a_selection_grows_and_shrinks_by_sentences_over_blocks(marks: TextBoundaries) -> None:
    chosen = Selecting(0, len("Mr. Lee left.")).moved("sentence", 1, marks).moved("sentence", 1, marks)
    assert words_of(chosen.span).endswith("3.5 million.")
    assert words_of(chosen.moved("sentence", -1, marks).span).endswith("asked.")


def test_a_selection_grows_by_paragraphs(marks: TextBoundaries) -> None:
    assert Selecting(0, 5).moved("paragraph", 1, marks).head == ARTICLE.blocks[0].span.end
    assert Selecting(0, 5).moved("paragraph", 1, marks).moved("paragraph", 1, marks).head == len(TEXT)


def test_the_other_end_of_a_selection_moves_back_by_starts(marks: TextBoundaries) -> None:
    turned = Selecting(at("she"), at("she") + 3).turned()
    assert not turned.forward
    assert words_of(turned.moved("word", -1, marks).span) == "Why?” she"
    assert words_of(turned.moved("sentence", -1, marks).span) == "“Why?” she"


def test_a_selection_moved_back_past_its_anchor_continues_on_the_other_side(marks: TextBoundaries) -> None:
    chosen = Selecting(at("left"), at("left") + 4).moved("word", -1, marks)
    assert words_of(chosen.span) == "Lee "


def test_the_caret_of_a_selection_is_on_its_last_letter() -> None:
    assert Selecting(2, 8).caret == 7
    assert Selecting(8, 2).caret == 2


def test_jumps_go_back_and_forward_as_in_a_browser() -> None:
    first, second, third = (ViewPosition(offset, offset, 0) for offset in (10, 200, 3000))
    jumps = JumpHistory()
    jumps.leave(first)
    jumps.leave(second)
    assert jumps.back(third) == second
    assert jumps.back(second) == first
    assert jumps.back(first) is None
    assert jumps.forward(first) == second
    assert jumps.forward(second) == third
    assert jumps.forward(third) is None


def test_a_new_jump_drops_the_forward_history() -> None:
    first, second, third = (ViewPosition(offset, offset, 0) for offset in (10, 50, 20))
    jumps = JumpHistory()
    jumps.leave(first)
    jumps.back(second)
    jumps.leave(third)
    assert jumps.forward(third) is None
