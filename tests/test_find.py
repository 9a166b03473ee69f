"""Finding words in the typography, case and accents that a reader expects."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.find import MOST, Finder, FindOptions, Found
from tui.text.span import Span


def found(text: str, query: str, **switches: bool) -> list[str]:
    return [text[start:end] for start, end in Finder(text).find(query, FindOptions(**switches)).spans]


def test_spans_are_offsets_in_the_original_text() -> None:
    assert Finder("a port, a Port").find("port").spans == (Span(2, 6), Span(10, 14))


def test_a_lower_case_query_ignores_case() -> None:
    assert found("US, us, Us", "us") == ["US", "us", "Us"]


def test_a_query_with_a_capital_matches_case() -> None:
    assert found("US, us, Us", "US") == ["US"]


def test_a_switch_makes_any_query_match_case() -> None:
    assert found("US, us, Us", "us", case=True) == ["us"]


@pytest.mark.parametrize(
    ("text", "query", "hit"),
    [
        ("“It isn’t over,” he said", "it isn't over,\"", "It isn’t over,”"),
        ("it isn't over", "it isn’t", "it isn't"),
        ("the 2019–2021 budget", "2019-2021", "2019–2021"),
        ("a yes -- or a no", "yes — or", "yes -- or"),
        ("ten\u00a0million", "ten million", "ten\u00a0million"),
        ("ten million", "ten\u00a0million", "ten million"),
        ("the end\nof the line", "end of", "end\nof"),
        ("one paragraph.\n\nThe next", "paragraph. the", "paragraph.\n\nThe"),
        ("two  blanks", "two blanks", "two  blanks"),
        ("and so on…", "so on...", "so on…"),
        ("and so on...", "on…", "on..."),
        ("Große Straße", "strasse", "Straße"),
        ("the ﬁnal vote", "final", "ﬁnal"),
        ("ＡＢＣ １２", "abc 12", "ＡＢＣ １２"),
        ("İzmir", "izmir", "İzmir"),
        ("ΣΙΣΥΦΟΣ", "σισυφος", "ΣΙΣΥΦΟΣ"),
    ],
)
def test_typographic_variants_of_the_typed_words_are_found(text: str, query: str, hit: str) -> None:
    assert found(text, query) == [hit]


def test_accents_are_ignored_unless_the_switch_is_on() -> None:
    text = "Ibáñez and Ibanez"
    assert found(text, "ibanez") == found(text, "ibáñez") == ["Ibáñez", "Ibanez"]
    assert found(text, "ibáñez", accents=True) == ["Ibáñez"]
    assert found(text, "ibanez", accents=True) == ["Ibanez"]


def test_letters_with_a_stroke_match_their_plain_form() -> None:
    assert found("Łódź and Tromsø", "lodz") == ["Łódź"]
    assert found("Łódź and Tromsø", "tromso") == ["Tromsø"]


def test_a_combining_accent_belongs_to_its_letter() -> None:
    text = unicodedata.normalize("NFD", "Ibáñez") + " and Ibanez"
    apart = text.split()[0]
    assert found(text, "ibanez") == [apart, "Ibanez"]
    assert found(text, "ibáñez", accents=True) == [apart]
    assert found(text, unicodedata.normalize("NFD", "ibáñez"), accents=True) == [apart]
    assert found(text, "ibanez", accents=True) == ["Ibanez"]


def test_whole_word_matches_begin_and_end_at_word_boundaries() -> None:
    assert found("port, ports, airport, port", "port", whole_words=True) == ["port", "port"]
    assert found("the old-age home, the cold-age", "old-age", whole_words=True) == ["old-age"]


def test_matches_never_overlap() -> None:
    assert Finder("aaaa").find("aa").spans == (Span(0, 2), Span(2, 4))


@pytest.mark.parametrize("query", ["", " ", "\t\n"])
@pytest.mark.parametrize("regex", [False, True])
def test_an_empty_query_finds_nothing(query: str, regex: bool) -> None:
    assert Finder("a b  c").find(query, FindOptions(regex=regex)) == Found()


def test_special_characters_are_literal_without_the_regular_expression_switch() -> None:
    assert found("(a+b) a+b ab", "a+b") == ["a+b", "a+b"]
    assert found("is it? [yes] no", "it? [yes]") == ["it? [yes]"]


# -- regular expressions


def test_a_switch_turns_the_query_into_a_regular_expression() -> None:
    assert found("12 dead, 130 hurt", r"\d+", regex=True) == ["12", "130"]


def test_a_regular_expression_treats_curly_quotes_as_straight_ones() -> None:
    assert found("“No,” he said. “Yes.”", '"[^"]+"', regex=True) == ["“No,”", "“Yes.”"]


def test_a_space_in_a_regular_expression_matches_any_whitespace() -> None:
    assert found("ten\u00a0men, ten\nmen", "ten m.n", regex=True) == ["ten\u00a0men", "ten\nmen"]
    assert found("a b\nb", "[a b]+", regex=True) == ["a b", "b"]


def test_capitals_in_escapes_do_not_make_a_query_match_case() -> None:
    assert found("Port port", r"port\b\S*", regex=True) == ["Port", "port"]
    assert found("Port port", r"Port", regex=True) == ["Port"]


def test_a_caret_in_a_regular_expression_matches_at_line_starts() -> None:
    assert found("one\n\ntwo", r"^t\w+", regex=True) == ["two"]


def test_empty_matches_are_dropped() -> None:
    assert found("abc", "x*", regex=True) == []


@pytest.mark.parametrize("query", ["(", "[a", "*", "a{2", "(?P<", "\\", "(?i"])
def test_an_incomplete_regular_expression_gives_a_clear_message_or_is_taken_literally(query: str) -> None:
    result = Finder("some words").find(query, FindOptions(regex=True))
    assert result.spans == ()
    assert result.problem == "" if query == "a{2" else result.problem.endswith(".")


def test_a_regular_expression_that_runs_too_long_is_stopped() -> None:
    result = Finder("ab" * 30 + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!").find(
        r"(?:a|b|ab)*(?:a|aa)+(?:a|aa)+(?:\w|a)+[xyz]+$", FindOptions(regex=True)
    )
    assert result.spans == ()
    assert "too long" in result.problem


@pytest.mark.parametrize("query", ["a{1000000000}", "a{1,99999}", "a" * 1001])
def test_a_regular_expression_that_needs_too_much_memory_is_refused(query: str) -> None:
    assert "too large" in Finder("aaa").find(query, FindOptions(regex=True)).problem


# -- many matches, next and previous


def test_matches_beyond_the_limit_are_dropped_and_reported() -> None:
    result = Finder("e" * (MOST + 1)).find("e")
    assert len(result.spans) == MOST
    assert result.more
    assert not Finder("e" * MOST).find("e").more


def test_next_and_previous_wrap_around() -> None:
    result = Finder("x.x.x").find("x")
    assert [result.next(offset) for offset in (0, 1, 2, 3, 4)] == [1, 1, 2, 2, 0]
    assert [result.previous(offset) for offset in (0, 1, 2, 3, 4)] == [2, 0, 0, 1, 1]
    assert [result.at(offset) for offset in (0, 1, 4, 5)] == [0, 1, 2, 0]
    assert Found().next(0) is Found().previous(0) is Found().at(0) is None


def test_one_finder_gives_different_answers_for_different_switches() -> None:
    finder = Finder("Café café cafe")
    assert len(finder.find("cafe").spans) == 3
    assert len(finder.find("café", FindOptions(accents=True)).spans) == 2
    assert len(finder.find("Café", FindOptions(accents=True)).spans) == 1
    assert len(finder.find("cafe").spans) == 3


def test_a_letter_that_unicode_always_decomposes_is_found() -> None:
    assert Finder("the word \u0958\u0932\u092e means pen").find("\u0958\u0932\u092e").spans == (Span(9, 12),)


@given(st.text(max_size=60), st.text(max_size=6))
def test_spans_lie_inside_the_text_and_in_order_for_any_text_and_query(text: str, query: str) -> None:
    for switches in (FindOptions(), FindOptions(accents=True, case=True), FindOptions(regex=True)):
        spans = Finder(text).find(query, switches).spans
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Mn", "Cc", "Cf")), min_size=3, max_size=40), st.data())
def test_any_stretch_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    if words.strip():
        assert Finder(text).find(words).spans
