"""How the words of a topic are found in a text: forms, hyphens, capitals, exclusions."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tui.nlp.topics.inflection import forms, singulars, variants
from tui.nlp.topics.topic_matcher import TopicMatcher, expand, topic_matcher
from tui.text.topic import Topic, TopicError
from tui.text.topics_file import built_in_topics


@pytest.fixture(scope="module")
def blank() -> Language:
    """A bare tokenizer: finding phrases by their letters needs no model."""
    return spacy.blank("en")


def found(nlp: Language, topic: Topic, text: str) -> list[tuple[str, str]]:
    doc = nlp(text)
    return [(hit.kind, doc[hit.start : hit.end].text) for hit in TopicMatcher(topic, nlp).find(doc)]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("tariff", "tariffs"),
        ("duty", "duties"),
        ("deport", "deporting"),
        ("smuggle", "smuggled"),
        ("ban", "banned"),
        ("crossing", "crossings"),
        ("box", "boxes"),
        ("fisherman", "fishermen"),
    ],
)
def test_a_word_has_its_regular_forms(word: str, form: str) -> None:
    assert form in forms(word)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("tariffs", "tariff"),
        ("ferries", "ferry"),
        ("movies", "movie"),
        ("visas", "visa"),
        ("beaches", "beach"),
        ("houses", "house"),
        ("heroes", "hero"),
        ("wolves", "wolf"),
        ("wives", "wife"),
        ("fishermen", "fisherman"),
        ("children", "child"),
    ],
)
def test_the_singular_of_a_plural_is_among_its_possible_singulars(plural: str, singular: str) -> None:
    assert singular in singulars(plural)


@pytest.mark.parametrize("word", ["news", "politics", "campus", "crisis", "process", "customs", "tariff", "gas"])
def test_not_every_word_that_ends_with_s_is_a_plural(word: str) -> None:
    assert singulars(word) == []


def test_a_plural_finds_the_singular_only_in_the_topics_of_the_reader(blank: Language) -> None:
    own = Topic("x", terms=("tariffs", "border cities", "Williams"))
    text = "A tariff, the border city and William Poe. No tariffing."
    assert [words for _, words in found(blank, own, text)] == ["tariff", "border city"]
    assert found(blank, own._replace(both_numbers=False), text) == []
    assert own.fingerprint != own._replace(both_numbers=False).fingerprint
    assert not any(topic.both_numbers for topic in built_in_topics())


def test_a_short_word_or_a_number_has_no_other_forms() -> None:
    assert forms("eu") == ["eu"]
    assert forms("g20") == ["g20"]


def test_a_phrase_has_forms_with_spaces_or_hyphens_in_singular_and_plural() -> None:
    assert {("trade", "deal"), ("trade", "-", "deal"), ("trade", "deals"), ("trade", "-", "deals")} == set(
        variants("trade deal")
    )
    assert ("asia", "-", "pacific", "economic", "forum") in variants("asia-pacific economic forum")


@pytest.mark.parametrize("text", ["Trade deals failed.", "A trade-deal failed.", "TRADE DEAL FAILS", "a Trade Deal"])
def test_a_phrase_is_found_in_any_case_and_number_and_with_hyphens(blank: Language, text: str) -> None:
    assert [kind for kind, _ in found(blank, Topic("x", terms=("trade deal",)), text)] == ["term"]


def test_a_phrase_in_capitals_matches_only_capitals(blank: Language) -> None:
    topic = Topic("x", terms=("ICE",))
    assert found(blank, topic, "ICE agents slipped on the ice, as Ice does.") == [("term", "ICE")]


def test_a_phrase_matches_with_a_curly_apostrophe(blank: Language) -> None:
    topic = Topic("x", terms=("farmers' market",))
    assert found(blank, topic, "At the farmers’ market.") == [("term", "farmers’ market")]


def test_customs_does_not_match_custom_and_import_does_not_match_importance(blank: Language) -> None:
    topic = Topic("x", terms=("customs", "import"))
    assert found(blank, topic, "The custom is of importance.") == []


def test_an_excluded_phrase_cancels_the_terms_it_overlaps(blank: Language) -> None:
    topic = Topic("x", terms=("wall",), exclude=("Wall Street",))
    assert found(blank, topic, "Wall Street fell. The wall stands.") == [("term", "wall")]


@pytest.mark.parametrize(
    "text", ["She went to the polls.", "He stayed away from the polls.", "At the polls it rained.", "at the Polls"]
)
def test_an_excluded_place_is_excluded_with_every_preposition_of_place(blank: Language, text: str) -> None:
    assert found(blank, Topic("x", terms=("polls",), exclude=("at the polls",)), text) == []


def test_in_the_polls_is_not_the_excluded_place(blank: Language) -> None:
    topic = Topic("x", terms=("polls",), exclude=("at the polls",))
    assert found(blank, topic, "She sank in the polls.") == [("term", "polls")]


def test_function_words_may_stand_inside_an_excluded_phrase(blank: Language) -> None:
    words = ["The", "polls", "had", "all", "closed", "and", "new", "polls", "lie", "."]
    pos = ["DET", "NOUN", "AUX", "ADV", "VERB", "CCONJ", "ADJ", "NOUN", "VERB", "PUNCT"]
    doc = Doc(blank.vocab, words=words, pos=pos)
    hits = TopicMatcher(Topic("x", terms=("polls",), exclude=("polls close",)), blank).find(doc)
    assert [hit.start for hit in hits] == [7]


def test_irregular_forms_are_found_by_their_lemmas(blank: Language) -> None:
    doc = Doc(blank.vocab, words=["They", "sought", "asylum", "."], lemmas=["they", "seek", "asylum", "."])
    hits = TopicMatcher(Topic("x", terms=("seek asylum",)), blank).find(doc)
    assert [(hit.start, hit.end) for hit in hits] == [(1, 3)]


def test_a_company_with_the_name_of_a_term_is_another_organisation(blank: Language) -> None:
    topic = Topic("x", terms=("APEC",))
    assert found(blank, topic, "APEC Freight Holdings and APEC Group grew.") == []
    assert found(blank, topic, "APEC Leaders met.") == [("term", "APEC")]


def test_entities_match_with_their_capitals_or_in_all_capitals(blank: Language) -> None:
    topic = Topic("x", terms=("zebra",), entities=("Border Patrol", "Gallup"))
    assert found(blank, topic, "The BORDER PATROL and Gallup; a gallup.") == [
        ("entity", "BORDER PATROL"),
        ("entity", "Gallup"),
    ]


def test_pattern_matches_are_terms(blank: Language) -> None:
    pattern = ({"LOWER": {"IN": ["levy", "tax"]}}, {"LOWER": "on"}, {"OP": "{0,2}"}, {"LOWER": "imports"})
    topic = Topic("x", patterns=(pattern,))
    assert found(blank, topic, "A levy on all foreign imports; a tax on bread.") == [
        ("term", "levy on all foreign imports")
    ]


def test_a_pattern_does_not_match_across_sentences(blank: Language) -> None:
    topic = Topic("x", patterns=(({"LOWER": "pills"}, {"OP": "{0,5}"}, {"LOWER": "died"}),))
    words = ["He", "sold", "pills", ".", "She", "died", "."]
    apart = Doc(blank.vocab, words=words, sent_starts=[True, False, False, False, True, False, False])
    together = Doc(blank.vocab, words=words, sent_starts=[True] + [False] * 6)
    assert TopicMatcher(topic, blank).find(apart) == []
    assert len(TopicMatcher(topic, blank).find(together)) == 1


def test_a_choice_of_first_words_becomes_one_pattern_each() -> None:
    pattern = ({"LOWER": {"IN": ["a", "b"]}, "OP": "+"}, {"LOWER": "c"})
    assert expand(pattern) == [
        [{"LOWER": "a", "OP": "+"}, {"LOWER": "c"}],
        [{"LOWER": "b", "OP": "+"}, {"LOWER": "c"}],
    ]
    assert expand(({"LOWER": {"NOT_IN": ["a"]}},)) == [[{"LOWER": {"NOT_IN": ["a"]}}]]


def test_the_message_about_an_invalid_pattern_names_topic_and_field(blank: Language) -> None:
    topic = Topic("x", patterns=(({"NOT_A_KEY": "a"},),), origin="own.toml")
    with pytest.raises(TopicError, match=r"own.toml, topic “x”, patterns: .*spaCy"):
        TopicMatcher(topic, blank)


def test_a_term_takes_precedence_over_a_hint_inside_it(blank: Language) -> None:
    topic = Topic("x", terms=("border wall",), hints=("wall", "border"))
    assert found(blank, topic, "The border wall, a wall.") == [("term", "border wall"), ("hint", "wall")]


def test_hints_in_a_sentence_with_an_excluded_word_are_ignored(blank: Language) -> None:
    topic = Topic("x", terms=("heroin",), hints=("clinic",), exclude=("alcohol",))
    words = ["The", "clinic", "treats", "alcohol", ".", "The", "clinic", "closed", ".", "Heroin", "and", "alcohol"]
    starts = [at in (0, 5, 9) for at in range(len(words))]
    doc = Doc(blank.vocab, words=words, sent_starts=starts)
    hits = TopicMatcher(topic, blank).find(doc)
    assert [(hit.kind, hit.start) for hit in hits] == [("hint", 6), ("term", 9)]


def test_topics_that_share_terms_are_related(blank: Language) -> None:
    polls = TopicMatcher(Topic("polls", terms=("likely voters", "survey")), blank)
    elections = TopicMatcher(Topic("elections", terms=("voter", "ballot")), blank)
    bees = TopicMatcher(Topic("bees", terms=("honey bee",)), blank)
    assert polls.is_related(elections) and elections.is_related(polls)
    assert not polls.is_related(bees)


def test_a_topic_is_compiled_once_until_it_changes(blank: Language) -> None:
    first = topic_matcher(Topic("x", terms=("a b",)), blank)
    assert topic_matcher(Topic("x", terms=("a b",)), blank) is first
    assert topic_matcher(Topic("x", terms=("a c",)), blank) is not first


def test_all_built_in_topics_compile(blank: Language) -> None:
    for topic in built_in_topics():
        words = [token.text for token in blank(". ".join(topic.terms))]
        doc = Doc(blank.vocab, words=words, lemmas=words, pos=["NOUN"] * len(words))
        assert len(TopicMatcher(topic, blank).find(doc)) >= len(topic.terms) * 0.9, topic.name
