"""Where a highlight moves when its article changes, and when it must not move."""

from __future__ import annotations

import pytest

from tui.notes.anchoring import (
    SpanFollower,
    anchor,
    candidates,
    carry,
    carry_all,
    carry_position,
    find_words,
    same_words,
)
from tui.notes.highlight import Target, describe
from tui.text.span import Span

FERRY = (
    "The island's only ferry will stop running on Friday, the harbour office said.\n\n"
    "“We have patched that engine four times since March,” said Tove Bakke, who has steered the boat for nineteen "
    "years. “It will not survive a fifth.” The company blamed a shortage of parts.\n\n"
    "Bakke said the last crossing would carry the post, two horses and a piano.\n\n"
    "The council meets on Monday to discuss whether a fishing boat could take over. Islanders have collected "
    "870 signatures for a bridge, which engineers call impossible at that depth.\n\n"
    "A spokesman for the ministry said no money had been set aside. Bakke shrugged when she heard it."
)


def span_of(words: str, text: str = FERRY, number: int = 1) -> Span:
    at = -1
    for _ in range(number):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def follow(words: str, new: str, number: int = 1) -> str | None:
    """The words of the new text that a highlight on `words` moves to."""
    span = span_of(words, number=number)
    place = carry(FERRY, span.start, span.end, new)
    return new[slice(*place)] if place else None


def test_highlights_in_an_unchanged_text_stay_in_place() -> None:
    span = span_of("a piano")
    assert carry(FERRY, span.start, span.end, FERRY) == span


@pytest.mark.parametrize(
    "changed",
    [
        FERRY.replace("“", '"').replace("”", '"').replace("'", "’"),
        FERRY.replace(" ", "\u00a0"),
        FERRY.replace("patched", "pat\u00adched").replace("engine", "engi\u200bne"),
        FERRY.replace("fi", "ﬁ"),
        FERRY.replace("\n\n", "\n"),
        FERRY.replace(". ", ".  "),
        FERRY.replace("patched", "patch-\ned").replace("nineteen", "nine-\nteen"),
        FERRY.replace("engine", "**engine**").replace("four", "[four](https://example.org/a_b)"),
        FERRY.replace("We have patched", "WE HAVE PATCHED"),
    ],
    ids=["quotes", "blanks", "unseen", "ligatures", "lines", "stops", "divided", "markup", "capitals"],
)
def test_changes_of_typography_and_layout_do_not_matter(changed: str) -> None:
    words = "We have patched that engine four times since March"
    found = follow(words, changed)
    assert found is not None
    bare = found.replace("**", "").replace("[", "").replace("](https://example.org/a_b)", "")
    assert same_words(bare, words)


def test_a_highlight_follows_its_words_past_new_paragraphs() -> None:
    new = "Correction: the boat is not red.\n\nA storm is coming, too.\n\n" + FERRY
    assert follow("two horses and a piano", new) == "two horses and a piano"


def test_a_highlight_keeps_words_that_changed_inside_it() -> None:
    new = FERRY.replace("870 signatures for a bridge", "1,204 signatures for a new bridge")
    assert follow("Islanders have collected 870 signatures for a bridge, which engineers call impossible", new) == (
        "Islanders have collected 1,204 signatures for a new bridge, which engineers call impossible"
    )


def test_a_highlight_keeps_a_changed_first_or_last_word() -> None:
    new = FERRY.replace("The council meets", "Councillors meet").replace("take over.", "replace it.")
    assert follow("The council meets on Monday to discuss whether a fishing boat could take over.", new) == (
        "Councillors meet on Monday to discuss whether a fishing boat could replace it."
    )


def test_a_highlight_includes_a_clause_inserted_into_it() -> None:
    new = FERRY.replace("the last crossing", "the last crossing, if the fog lifts before noon on that day,")
    assert follow("said the last crossing would carry the post", new) == (
        "said the last crossing, if the fog lifts before noon on that day, would carry the post"
    )


def test_a_misspelt_name_keeps_its_highlight() -> None:
    new = FERRY.replace("Tove Bakke", "Tove Bakkke")
    assert follow("Tove Bakke", new) == "Tove Bakkke"


def test_a_moved_paragraph_takes_its_highlight_along() -> None:
    paragraphs = FERRY.split("\n\n")
    new = "\n\n".join([paragraphs[3], paragraphs[0], paragraphs[1], paragraphs[2], paragraphs[4]])
    assert follow("870 signatures", new) == "870 signatures"
    assert follow("two horses and a piano", new) == "two horses and a piano"


def test_a_sentence_that_was_moved_and_edited_is_found() -> None:
    sentence = "Bakke said the last crossing would carry the post, two horses and a piano."
    new = (
        FERRY.replace(sentence + "\n\n", "")
        + "\n\nBakke said the last trip would carry the post, two cows and a piano."
    )
    assert follow(sentence, new) == "Bakke said the last trip would carry the post, two cows and a piano."


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_highlight_on_a_repeated_name_follows_the_right_occurrence(number: int) -> None:
    new = "Bakke is not the first Bakke at sea.\n\n" + FERRY
    old_span = span_of("Bakke", number=number)
    place = carry(FERRY, old_span.start, old_span.end, new)
    assert place == span_of("Bakke", new, number + 2)


def test_a_highlight_on_a_repeated_name_follows_its_moved_sentence() -> None:
    sentence = " Bakke shrugged when she heard it."
    new = "Bakke shrugged when she heard it.\n\n" + FERRY.replace(sentence, "")
    span = span_of("Bakke", number=3)
    assert carry(FERRY, span.start, span.end, new) == Span(0, 5)


def test_a_new_paragraph_with_the_same_beginning_does_not_take_the_first_word_of_a_highlight() -> None:
    new = FERRY.replace("Bakke said the last", "Bakke has a licence for larger ships.\n\nBakke said the last")
    place = carry(FERRY, *span_of("Bakke", number=2), new)
    assert place == span_of("Bakke", new, 3)
    assert place.start == new.index("Bakke said")


def test_a_deleted_paragraph_with_the_same_beginning_does_not_keep_the_first_word_of_a_highlight() -> None:
    old = FERRY.replace("Bakke said the last", "Bakke has a licence for larger ships.\n\nBakke said the last")
    span = span_of("Bakke said the last crossing", old)
    assert carry(old, span.start, span.end, FERRY) == span_of("Bakke said the last crossing")
    gone = span_of("Bakke has a licence", old)
    assert carry(old, gone.start, gone.end, FERRY) is None


def test_a_highlight_includes_paragraphs_inserted_into_it() -> None:
    words = "a shortage of parts.\n\nBakke said the last crossing"
    inserted = "Nobody on the quay believed that, least of all the drivers who had been waiting there. " * 6
    new = FERRY.replace("of parts.\n\nBakke", f"of parts.\n\n{inserted.strip()}\n\nBakke")
    assert follow(words, new) == words.replace("\n\n", f"\n\n{inserted.strip()}\n\n")


def test_a_copy_elsewhere_does_not_attract_the_highlight() -> None:
    words = "It will not survive a fifth."
    new = f"“{words}”\n\n" + FERRY
    span = span_of(words)
    assert carry(FERRY, span.start, span.end, new) == span_of(words, new, 2)


BLAME = "The company blamed a shortage of parts."
PIANO = "Bakke said the last crossing would carry the post, two horses and a piano.\n\n"

GONE = {
    "its sentence deleted": (BLAME, FERRY.replace(BLAME, "")),
    "its words deleted": ("two horses", FERRY.replace(" two horses and", "")),
    "its paragraph deleted": ("two horses and a piano", FERRY.replace(PIANO, "")),
    "another sentence in its place": (
        "The company blamed a shortage of parts.",
        FERRY.replace("The company blamed a shortage of parts.", "Rain is forecast for the whole of next week."),
    ),
    "cut off by a paywall": ("set aside", FERRY.split("\n\n")[0] + "\n\nSubscribe to read on."),
    "another article": ("a shortage of parts", "Shares fell after the bank said that it would cut jobs in spring."),
    "an empty text": ("a piano", ""),
}


@pytest.mark.parametrize("words, new", GONE.values(), ids=GONE.keys())
def test_a_highlight_on_deleted_words_is_an_orphan(words: str, new: str) -> None:
    assert follow(words, new) is None


def test_a_name_whose_sentence_was_deleted_is_an_orphan_even_if_the_name_occurs_elsewhere() -> None:
    new = FERRY.replace(" Bakke shrugged when she heard it.", "")
    assert follow("Bakke", new, number=3) is None


def test_a_highlight_on_a_deleted_sentence_does_not_move_to_a_similar_one() -> None:
    near = " Islanders have collected 870 signatures for a tunnel, which engineers call impossible at that depth."
    own = " Islanders have collected 870 signatures for a bridge, which engineers call impossible at that depth."
    old = FERRY + near
    new = old.replace(own, "")
    span = span_of(own.strip(), old)
    assert carry(old, span.start, span.end, new) is None


def test_a_figure_is_followed_to_the_one_in_its_place_only_if_the_words_around_it_are_unchanged() -> None:
    old = "She said on Friday that 3,400 homes would be safe by then. In May three boats sank off the pier."
    for was, now in (("3,400", "2,900"), ("three", "five")):
        new = old.replace(was, now)
        assert carry(old, *span_of(was, old), new) == span_of(now, new)
    for was, new in (
        ("3,400", old.replace("3,400", "many")),
        ("3,400", old.replace("that 3,400 homes", "that all 2,900 homes")),
        ("three", old.replace("In May three boats sank", "In June five people drowned")),
    ):
        assert carry(old, *span_of(was, old), new) is None


def test_many_highlights_are_moved_with_one_alignment() -> None:
    spans = [span_of(words) for words in ("only ferry", "nineteen years", "two horses", "no money")]
    new = "A first paragraph.\n\n" + FERRY.replace(" two horses and", "")
    found = carry_all(FERRY, spans, new)
    assert [new[s.start : s.end] if s else None for s in found] == ["only ferry", "nineteen years", None, "no money"]


def test_a_new_position_always_lies_inside_the_new_text() -> None:
    new = FERRY[:300]
    alignment = SpanFollower(FERRY, new)
    for start in range(0, len(FERRY) - 20, 7):
        for length in (1, 9, 60):
            span = alignment.place(Span(start, min(len(FERRY), start + length)))
            assert span is None or 0 <= span.start < span.end <= len(new)


@pytest.mark.parametrize(
    "text", ["", " ", "…", "-", "___", "](x)", "\u200b", "'\"'", "١٢٣", "日本語の記事", "a\ud800b"]
)
def test_odd_texts_raise_no_error(text: str) -> None:
    SpanFollower(FERRY, text).place(Span(0, 5))
    if text:
        SpanFollower(text, FERRY).place(Span(0, len(text)))
    anchor({"exact": text, "prefix": text, "suffix": text, "start": 3, "end": 4}, FERRY)
    find_words(FERRY, text)


# Selectors alone


def test_a_selector_finds_words_that_moved() -> None:
    target = describe(FERRY, span_of("two horses and a piano"))
    new = "Words before it all.\n\n" + FERRY
    assert anchor(target, new) == span_of("two horses and a piano", new)


def test_a_selector_finds_its_words_even_if_some_have_changed() -> None:
    span = span_of("We have patched that engine four times since March")
    new = FERRY.replace("four times", "five times")
    place = anchor(describe(FERRY, span), new)
    assert place and new[slice(*place)] == "We have patched that engine five times since March"


def test_of_a_repeated_name_the_one_with_the_same_context_is_chosen() -> None:
    target = describe(FERRY, span_of("Bakke", number=2))
    new = "\n\n".join(reversed(FERRY.split("\n\n")))
    start = new.index("Bakke said the last")
    assert anchor(target, new) == Span(start, start + 5)


@pytest.mark.parametrize(
    ("text", "selector", "marked"),
    [
        ("The barge sank first; the barge sank last.", {"exact": "barge sank", "suffix": " last"}, "[barge sank] last"),
        ("Oslo paid in May. Oslo paid in June.", {"exact": "Oslo paid", "suffix": " in Ju"}, "[Oslo paid] in June"),
        (
            "Yesterday she agreed. Tomorrow she agreed.",
            {"exact": "agreed", "prefix": "row she "},
            "row she [agreed]",
        ),
        ("Johannesen agreed. Abrahamsen agreed.", {"exact": "agreed", "prefix": "Abrahamsen "}, "hamsen [agreed]"),
        (
            "It is dear in Rome and dear in Riga.",
            {"exact": "dear", "suffix": " in Riga"},
            "[dear] in Riga",
        ),
    ],
)
def test_the_nearest_context_decides_between_two_matches_even_if_it_breaks_off_within_a_word(
    text: str, selector: dict[str, str], marked: str
) -> None:
    place = anchor(selector, text)
    before, _, after = marked.partition("[")
    words, _, after = after.partition("]")
    start = text.index(before + words + after) + len(before)
    assert place == Span(start, start + len(words))


def test_two_equal_matches_are_candidates_and_neither_is_chosen() -> None:
    text = "The barge sank first; the barge sank last."
    assert anchor({"exact": "barge sank"}, text) is None
    target = Target("barge.txt", "", 0, 0, "barge sank")
    assert candidates(target, text) == [Span(4, 14), Span(26, 36)]
    assert len(candidates(target._replace(exact="a"), "a " * 500)) == 20


def test_a_repeated_name_without_its_context_is_an_orphan() -> None:
    target = describe(FERRY, span_of("Bakke", number=3))
    new = "The mayor praised Bakke.\n\nNobody else had asked Bakke about the weather in the north."
    assert anchor(target, new) is None


def test_a_selector_does_not_match_a_similar_sentence_with_other_facts() -> None:
    target = describe(FERRY, span_of("Islanders have collected 870 signatures for a bridge"))
    new = "Farmers were pleased.\n\n" * 60 + "Teachers have collected 431 signatures for a pool."
    assert anchor(target, new) is None


def test_hypothesis_style_selectors_need_no_position() -> None:
    assert anchor({"exact": "a shortage of parts"}, FERRY) == span_of("a shortage of parts")


# Words typed by hand


def test_words_are_found_in_whatever_typography_they_are_typed() -> None:
    assert find_words(FERRY, '"We have  patched') == [Span(span_of("“We have").start, span_of("patched").end)]
    assert len(find_words(FERRY, "Bakke")) == 3
    assert find_words(FERRY, "Bakke swam") == []
    assert find_words(FERRY, "   ") == []


def test_the_comparison_of_words_ignores_typography_only() -> None:
    assert same_words("“No,” she said", '"No,"  she said')
    assert not same_words("21%", "12%")


def test_a_position_whose_words_agree_is_trusted() -> None:
    text = "The mayor said no. The mayor said yes. The mayor said no."
    at = text.rindex("The mayor said no")
    selector = {"exact": "The mayor said no", "start": at, "end": at + 17}
    assert anchor(selector, text) == Span(at, at + 17)


def test_without_a_position_or_context_neither_of_two_equal_matches_is_chosen() -> None:
    text = "First. The mayor said no to it. Then again: The mayor said no to it. Last."
    assert anchor({"exact": "The mayor said no to it"}, text) is None
    assert anchor({"exact": "The mayor said no to it", "prefix": "Then again: "}, text) == Span(44, 67)


def test_a_missing_prefix_does_not_imply_the_start_of_the_text() -> None:
    text = "No comment, she said. He asked twice. No comment, she said."
    assert anchor({"exact": "No comment, she said."}, text) is None


@pytest.mark.parametrize(
    "gone",
    [
        "Bakke said the last crossing would carry the post, two horses and a piano.\n\n",
        "Bakke said the last crossing would carry the post, two horses and a piano.\n\nThe council meets on Monday to "
        "discuss whether a fishing boat could take over. ",
        "The council meets on Monday to discuss whether a fishing boat could take over. ",
    ],
)
def test_a_reader_whose_words_are_gone_comes_back_to_the_nearest_that_are_left(gone: str) -> None:
    at = FERRY.index(gone)
    for offset in (at, at + len(gone) // 2):
        place = carry_position(FERRY, offset, FERRY.replace(gone, ""))
        assert abs(place - at) <= 160


def test_a_reader_of_a_wholly_new_text_begins_at_its_start() -> None:
    assert carry_position(FERRY, 300, "Quite other words on quite another subject, at some length.\n\n" * 9) == 0
