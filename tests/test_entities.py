"""Entities (people, organisations and places) in documents built by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from tests.parsed import blank
from tui.nlp.coreference import Coreference
from tui.nlp.entities.entities import find_entities
from tui.text.analysis import Entity

VERBS = {"said", "told", "met", "spoke", "asked", "went", "is", "was", "voted", "left", "called", "sailed", "lives"}


def doc_of(text: str, ents: Mapping[str, str] | None = None, *, tree: bool = True) -> Doc:
    """A Doc over `text`: capitalised words are proper nouns, and every occurrence of a name in `ents` is an entity.

    The tree is flat: the first verb of a sentence is its root, the proper noun before it the subject, and in a
    run of proper nouns all others depend on the last.
    """
    made = blank()(text)
    words = [token.text for token in made]
    pos = [tag_of(word) for word in words]
    starts = [i == 0 or words[i - 1] in (".", "?", "!") or "\n" in words[i - 1] for i in range(len(words))]
    heads, deps = flat_tree(words, pos, starts)
    doc = Doc(
        blank().vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in made],
        pos=pos,
        tags=["NNP" if one == "PROPN" else "NN" if one == "NOUN" else "XX" for one in pos],
        lemmas=[
            {"said": "say", "told": "tell", "is": "be", "was": "be", "met": "meet"}.get(w, w.lower()) for w in words
        ],
        heads=heads if tree else None,
        deps=deps if tree else None,
        sent_starts=None if tree else list[bool | int | None](starts),
    )
    doc.ents = spans_of(doc, ents or {})
    return doc


def tag_of(word: str) -> str:
    if word[0].isupper() and word not in {
        "The",
        "He",
        "She",
        "A",
        "In",
        "At",
        "It",
        "His",
        "Her",
        "By",
        "Later",
        "Then",
        "Rain",
    }:
        return "PROPN"
    if word.lower() in VERBS:
        return "VERB"
    if word.lower() in {"he", "she", "his", "her", "him", "it"}:
        return "PRON"
    if word.lower() in {"the", "a", "an"}:
        return "DET"
    if word.lower() in {"in", "of", "at", "to", "for", "with"}:
        return "ADP"
    return "NOUN" if word.isalpha() else "SPACE" if word.isspace() else "PUNCT"


def flat_tree(words: list[str], pos: list[str], starts: list[bool]) -> tuple[list[int], list[str]]:
    cuts = [i for i, start in enumerate(starts) if start] + [len(words)]
    heads, deps = list(range(len(words))), ["dep"] * len(words)
    for begin, end in zip(cuts, cuts[1:], strict=False):
        root = next((i for i in range(begin, end) if pos[i] == "VERB"), begin)
        deps[root] = "ROOT"
        for i in range(begin, end):
            if i == root:
                continue
            run = pos[i] == "PROPN" and i + 1 < end and pos[i + 1] == "PROPN"
            heads[i] = i + 1 if run else root
            deps[i] = "compound" if run else "nsubj" if pos[i] in ("PROPN", "PRON") and i < root else "dep"
            if not run and i and pos[i - 1] == "ADP" and pos[i] == "PROPN":
                heads[i], deps[i] = i - 1, "pobj"
    return heads, deps


def spans_of(doc: Doc, ents: Mapping[str, str]) -> list[Span]:
    found: list[Span] = []
    for name, label in sorted(ents.items(), key=lambda ent: -len(ent[0])):
        start = doc.text.find(name)
        while start >= 0:
            span = doc.char_span(start, start + len(name), label=label)
            if span is not None and not any(span.start < other.end and other.start < span.end for other in found):
                found.append(span)
            start = doc.text.find(name, start + 1)
    return found


def entities(text: str, ents: Mapping[str, str] | None = None) -> dict[str, Entity]:
    return {entity.name: entity for entity in find_entities(doc_of(text, ents)).entities}


def mentions(text: str, entity: Entity) -> list[str]:
    return [text[mention.span.start : mention.span.end] for mention in entity.mentions]


def test_a_surname_is_added_to_the_full_name_that_contains_it() -> None:
    text = "Ana Ruiz spoke. Later Ruiz left."
    found = entities(text, {"Ana Ruiz": "PERSON", "Ruiz": "PERSON"})
    assert list(found) == ["Ana Ruiz"]
    assert mentions(text, found["Ana Ruiz"]) == ["Ana Ruiz", "Ruiz"]
    assert found["Ana Ruiz"].aliases == ("Ruiz",)


def test_a_name_recognised_once_is_found_everywhere() -> None:
    text = "Ana Ruiz spoke. The crowd asked Ruiz. The mayor met Ana Ruiz."
    doc = doc_of(text)
    doc.ents = [Span(doc, 0, 2, label="PERSON")]
    (entity,) = find_entities(doc).entities
    assert mentions(text, entity) == ["Ana Ruiz", "Ruiz", "Ana Ruiz"]


def test_a_first_name_is_added_to_the_only_person_who_has_it() -> None:
    found = entities("Daniel Okoro spoke. Daniel left.", {"Daniel Okoro": "PERSON", "Daniel": "PERSON"})
    assert list(found) == ["Daniel Okoro"]


def test_a_surname_recognised_as_an_organisation_still_belongs_to_the_person() -> None:
    found = entities("Ana Brandt spoke. Later Brandt said so.", {"Ana Brandt": "PERSON", "Brandt": "ORG"})
    assert [(name, one.label) for name, one in found.items()] == [("Ana Brandt", "PERSON")]


def test_a_name_split_by_the_recogniser_is_put_together() -> None:
    text = "Pedro Manuel Vega Castro spoke."
    found = entities(text, {"Pedro Manuel": "PERSON"})
    assert list(found) == ["Pedro Manuel Vega Castro"]


def test_a_double_surname_belongs_to_the_full_name_that_ends_in_it() -> None:
    text = "Pedro Manuel Vega Castro spoke. Later Vega Castro left."
    found = entities(text, {"Pedro Manuel Vega Castro": "PERSON", "Vega Castro": "PERSON"})
    assert list(found) == ["Pedro Manuel Vega Castro"]


def test_a_middle_initial_does_not_make_a_second_person() -> None:
    found = entities("Carl Q. Moss spoke. Later Carl Moss left.", {"Carl Q. Moss": "PERSON", "Carl Moss": "PERSON"})
    assert len(found) == 1


def test_a_nickname_does_not_make_a_second_person() -> None:
    found = entities("Robert Moss spoke. Later Bob Moss left.", {"Robert Moss": "PERSON", "Bob Moss": "PERSON"})
    assert len(found) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Hartley", "Hilda Hartley"),
        ("Conrad Voss", "Conrad Voss Jr."),
        ("John F. Marsh", "John G. Marsh"),
        ("Joe Quill", "Jill Quill"),
    ],
)
def test_two_people_of_one_surname_stay_two(one: str, other: str) -> None:
    found = entities(f"{one} spoke. Then {other} spoke.", {one: "PERSON", other: "PERSON"})
    assert set(found) == {one, other}


def test_a_shared_surname_belongs_to_the_nearest_full_name_and_is_unsure() -> None:
    text = "Bill Hartley spoke. Then Hilda Hartley spoke. Later Hartley left."
    found = entities(text, {"Bill Hartley": "PERSON", "Hilda Hartley": "PERSON", "Hartley": "PERSON"})
    assert [mention.unsure for mention in found["Hilda Hartley"].mentions] == [False, True]
    assert len(found["Bill Hartley"].mentions) == 1


def test_a_title_decides_between_two_people_with_one_surname() -> None:
    text = "Hilda Hartley spoke. Then Bill Hartley spoke. Later Ms. Hartley left."
    found = entities(text, {"Bill Hartley": "PERSON", "Hilda Hartley": "PERSON", "Ms. Hartley": "PERSON"})
    assert mentions(text, found["Hilda Hartley"]) == ["Hilda Hartley", "Hartley"]
    assert not found["Hilda Hartley"].mentions[1].unsure


def test_titles_articles_and_possessives_are_not_part_of_a_name() -> None:
    text = "President Ana Ruiz's plan met the Harbor Union's anger."
    found = entities(text, {"President Ana Ruiz's": "PERSON", "the Harbor Union's": "ORG"})
    assert set(found) == {"Ana Ruiz", "Harbor Union"}


def test_all_names_of_a_country_are_one_entity_and_its_people_another() -> None:
    text = "The U.S. voted. The United States left. America spoke. American voters left."
    found = entities(text, {"The U.S.": "GPE", "The United States": "GPE", "America": "GPE", "American": "NORP"})
    assert mentions(text, found["United States"]) == ["U.S.", "United States", "America"]
    assert found["American"].label == "NORP"


def test_us_in_lower_case_is_not_a_country() -> None:
    found = entities("Ana Ruiz told us so. The US left.", {"Ana Ruiz": "PERSON", "US": "GPE"})
    assert len(found["US"].mentions) == 1


def test_two_countries_joined_by_a_hyphen_are_two_places() -> None:
    text = "The U.S.-Mexico border is long."
    doc = Doc(blank().vocab, words=["The", "U.S.-Mexico", "border", "is", "long", "."], spaces=[True] * 4 + [False] * 2)
    doc.ents = [Span(doc, 1, 2, label="GPE")]
    found = {entity.name: entity for entity in find_entities(doc).entities}
    assert {name: mentions(text, one) for name, one in found.items()} == {"U.S.": ["U.S."], "Mexico": ["Mexico"]}


def test_an_acronym_belongs_to_the_name_it_abbreviates() -> None:
    text = "The Northern Rivers Trade Council met. Later the NRTC voted."
    found = entities(text, {"The Northern Rivers Trade Council": "ORG", "NRTC": "ORG"})
    assert found["Northern Rivers Trade Council"].aliases == ("NRTC",)


def test_an_acronym_that_fits_two_names_is_left_alone_unless_it_directly_follows_one() -> None:
    two = {"Harbor Workers Union": "ORG", "Hill Water Utility": "ORG", "HWU": "ORG"}
    assert len(entities("Harbor Workers Union met Hill Water Utility. Later HWU voted.", two)) == 3
    behind = entities("Harbor Workers Union met Hill Water Utility (HWU).", two)
    assert behind["Hill Water Utility"].aliases == ("HWU",)


def test_an_organisation_noun_alone_refers_to_the_only_organisation_of_its_kind() -> None:
    found = entities("The Church of Lights met. Later the Church voted.", {"Church of Lights": "ORG", "Church": "ORG"})
    assert list(found) == ["Church of Lights"]


def test_house_and_senate_are_organisations_of_their_own() -> None:
    ents = {"White House": "ORG", "House": "ORG", "Senate": "ORG"}
    assert set(entities("The White House met the House. The Senate voted.", ents)) == {"White House", "House", "Senate"}


def test_a_department_is_the_same_in_either_word_order() -> None:
    ents = {"Department of Fisheries": "ORG", "Fisheries Department": "ORG"}
    assert len(entities("The Department of Fisheries spoke. The Fisheries Department left.", ents)) == 1


def test_a_word_of_rank_after_a_comma_is_not_a_name() -> None:
    assert set(entities("Tom Vale, SC, spoke.", {"Tom Vale": "PERSON", "SC": "GPE"})) == {"Tom Vale"}


def test_half_the_title_of_an_office_is_not_an_organisation() -> None:
    assert set(entities("Then Home Secretary Ana Ruiz spoke.", {"Home": "ORG", "Ana Ruiz": "PERSON"})) == {"Ana Ruiz"}


def test_a_ship_recognised_as_a_person_is_neither_a_person_nor_an_organisation() -> None:
    text = "Ana Ruiz sailed aboard the Windrose. The ship Windrose left."
    assert entities(text, {"Ana Ruiz": "PERSON", "Windrose": "PERSON"})["Windrose"].label == "PRODUCT"


def test_a_web_address_is_neither_a_person_nor_an_organisation() -> None:
    assert entities("Ana Ruiz met Dailyfrog.com.", {"Dailyfrog.com": "ORG"})["Dailyfrog.com"].label == "PRODUCT"


def test_the_last_word_of_a_name_decides_its_kind() -> None:
    ents = {"Millbrook Championship": "ORG", "Millbrook Station": "ORG", "Clean Rivers Act": "ORG"}
    found = entities("The Millbrook Championship was at Millbrook Station. The Clean Rivers Act was new.", ents)
    assert {name: one.label for name, one in found.items()} == {
        "Millbrook Championship": "EVENT",
        "Millbrook Station": "FAC",
        "Clean Rivers Act": "LAW",
    }


def test_a_word_capitalised_only_at_the_start_of_a_sentence_is_no_name_if_it_also_occurs_in_lower_case() -> None:
    assert not entities("Fishing is dear. The town lives of fishing.", {"Fishing": "ORG"})


def test_a_common_noun_before_an_organisation_is_cut_off() -> None:
    text = "Critics of Brightwater met."
    assert set(entities(text, {"Critics of Brightwater": "ORG"})) == {"Brightwater"}


def test_a_byline_names_a_person() -> None:
    found = entities("Rain again\n\nBy June Halloway\n\nThe town lives of rain.", {"June": "DATE", "Halloway": "GPE"})
    assert [(name, one.label) for name, one in found.items()] == [("June Halloway", "PERSON")]


def test_mentions_do_not_overlap_and_lie_inside_the_text() -> None:
    text = "U.S. Sen. Ana Ruiz of the U.S. Senate met Ruiz-Vega Corp. at the US-Mexico line in Washington, D.C."
    ents = {
        "U.S.": "GPE",
        "Ana Ruiz": "PERSON",
        "the U.S. Senate": "ORG",
        "Ruiz-Vega Corp.": "ORG",
        "Washington": "GPE",
    }
    spans = sorted(m.span for one in entities(text, ents).values() for m in one.mentions)
    assert spans
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))


def test_ids_follow_the_first_mention() -> None:
    found = find_entities(doc_of("Vega met Ana Ruiz.", {"Vega": "PERSON", "Ana Ruiz": "PERSON"})).entities
    assert [(one.id, one.name) for one in found] == [("e1", "Vega"), ("e2", "Ana Ruiz")]


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "“", "-"])
def test_a_text_without_names_has_no_entities(text: str) -> None:
    assert find_entities(blank()(text)) == Coreference([], [], [], *token_lists(blank()(text)))


def token_lists(doc: Doc) -> tuple[list[int], list[int]]:
    return [token.idx for token in doc], [token.head.i for token in doc]


def test_a_doc_without_syntax_still_has_entities() -> None:
    doc = doc_of("Ana Ruiz spoke. Later Ruiz left.", {"Ana Ruiz": "PERSON", "Ruiz": "PERSON"}, tree=False)
    assert [one.name for one in find_entities(doc).entities] == ["Ana Ruiz"]


def test_the_entities_survive_serialising_the_doc() -> None:
    doc = doc_of("Ana Ruiz spoke. Later Ruiz left.", {"Ana Ruiz": "PERSON", "Ruiz": "PERSON"})
    doc._.coreference = find_entities(doc)
    again = Doc(blank().vocab).from_bytes(doc.to_bytes())
    assert again._.coreference == doc._.coreference
    assert again._.coreference.resolve(0, 8).name == "Ana Ruiz"


def test_a_doc_that_was_not_analysed_has_no_coreference() -> None:
    assert blank()("Ana Ruiz spoke.")._.coreference is None


SCRAPS = """Ana Ruiz Ms. Mr. President the of and , . ' ’s “ ” - ( ) said he her Jr. U.S. U.S.-Mexico York 's II — de
The Council Church In in at By US \n \n\n • 2016 22nd @x K. LLC spokesman for Bank's \u202e \x85 é ß ŉ \u0345 𝔸"""
WORDS = st.sampled_from(SCRAPS.split(" "))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.lists(WORDS, max_size=30), cuts=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), max_size=8))
@example(words=["Ana", "Ana", "Ana", "Ana", "Ana", "Ana", "de\nThe", "Ana", ".", "Ana"], cuts=[(6, 6)])
def test_random_words_and_spans_give_mentions_that_do_not_overlap(
    words: list[str], cuts: list[tuple[int, int]]
) -> None:
    doc = doc_of(" ".join(words))
    labels = ["PERSON", "ORG", "GPE", "NORP", "WORK_OF_ART", "DATE"]
    made: list[Span] = []
    for number, (start, length) in enumerate(cuts):
        if start + length <= len(doc) and all(start >= one.end or one.start >= start + length for one in made):
            made.append(Span(doc, start, start + length, label=labels[number % len(labels)]))
    doc.ents = made
    found = find_entities(doc)
    spans = sorted(mention.span for one in found.entities for mention in one.mentions)
    assert all(0 <= span.start < span.end <= len(doc.text) for span in spans)
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
    assert all(one.name and one.mentions and one.label for one in found.entities)
    for known in found.known:
        assert found.resolve(known.start, known.end) is not None


def test_a_short_name_with_jr_refers_to_the_son() -> None:
    text = "Conrad Voss spoke. Conrad Voss Jr. spoke. Later Voss Jr. left."
    found = entities(text, {"Conrad Voss": "PERSON", "Conrad Voss Jr.": "PERSON", "Voss Jr.": "PERSON"})
    assert mentions(text, found["Conrad Voss Jr."]) == ["Conrad Voss Jr.", "Voss Jr."]
    assert mentions(text, found["Conrad Voss"]) == ["Conrad Voss"]


def test_initials_in_capitals_belong_to_the_person_they_abbreviate() -> None:
    found = entities("Maria Oto Tande spoke. Later MOT left.", {"Maria Oto Tande": "PERSON", "MOT": "ORG"})
    assert list(found) == ["Maria Oto Tande"]


def test_a_king_is_not_merged_with_another_man_of_the_same_given_name() -> None:
    text = "Charles Moss spoke. Later King Charles left."
    assert len(entities(text, {"Charles Moss": "PERSON", "Charles": "PERSON"})) == 2


def test_a_family_name_in_the_plural_is_a_group_and_no_single_person() -> None:
    found = entities("Bill Hartley spoke. Later the Hartleys left.", {"Bill Hartley": "PERSON", "Hartleys": "PERSON"})
    assert {name: one.label for name, one in found.items()} == {"Bill Hartley": "PERSON", "Hartleys": "NORP"}


def test_a_hyphenated_last_syllable_of_a_name_is_kept() -> None:
    assert set(entities("Later Seo Min-ji spoke.", {"Seo Min": "PERSON"})) == {"Seo Min-ji"}


def test_two_firms_joined_by_and_are_two_entities() -> None:
    found = entities("Ana Ruiz left Gartwell and Piper Lund.", {"Ana Ruiz": "PERSON", "Gartwell and Piper Lund": "ORG"})
    assert set(found) == {"Ana Ruiz", "Gartwell", "Piper Lund"}


def test_a_city_and_its_district_are_one_name() -> None:
    found = entities("He lives in Washington, D.C. now.", {"Washington": "GPE", "D.C.": "GPE"})
    assert list(found) == ["Washington, D.C."]


def test_party_and_state_after_a_name_are_not_an_organisation() -> None:
    found = entities("Sen. Ana Ruiz, R-Texas, spoke.", {"Ana Ruiz": "PERSON", "R-Texas": "ORG"})
    assert set(found) == {"Ana Ruiz"}


@pytest.mark.parametrize(
    ("headline", "seen"),
    [
        ("Judge Orders Review Of Harbor Plan", {"Orders Review": "PERSON"}),
        ("Antifa Mob Assaults Man At Rally", {"Antifa Mob": "ORG"}),
        ("VALE TURNS TABLES ON RIVALS", {"VALE TURNS TABLES": "ORG"}),
        ("Leonard Vale Won, Say Aides", {"Leonard Vale Won": "PERSON"}),
    ],
)
def test_a_name_in_a_headline_is_made_of_names_of_the_text_below(headline: str, seen: dict[str, str]) -> None:
    below = "The judge gave orders for a review after a mob of Antifa, the man said. Vale was late."
    known = {"Antifa", "Vale", "VALE", "Leonard Vale"}
    found = entities(f"{headline}\n\n{below}", {**seen, "Antifa": "ORG", "Vale": "PERSON"})
    assert {text for name, one in found.items() for text in (name, *one.aliases)} <= known


def test_a_name_in_a_headline_does_not_include_the_verb() -> None:
    text = "Ana Ruiz Backs New Harbor Plan\n\nThe mayor met Ana Ruiz."
    assert set(entities(text, {"Ana Ruiz": "PERSON"})) == {"Ana Ruiz"}


def test_an_auxiliary_before_a_name_is_not_part_of_it() -> None:
    found = entities("Should Lindqvist win, it is over.", {"Should Lindqvist": "PERSON"})
    assert list(found) == ["Lindqvist"]


def test_a_preposition_before_a_name_is_not_part_of_it() -> None:
    found = entities("At Lindqvist and Vale they laughed.", {"At Lindqvist": "PERSON", "Vale": "PERSON"})
    assert set(found) == {"Lindqvist", "Vale"}


def test_an_owner_and_what_it_owns_are_two_names() -> None:
    found = entities(
        "Later Acme 's Zorp left. Later Zorp met Acme.", {"Acme 's Zorp": "ORG", "Zorp": "ORG", "Acme": "ORG"}
    )
    assert {name: len(one.mentions) for name, one in found.items()} == {"Acme": 2, "Zorp": 2}


@pytest.mark.parametrize(("name", "label"), [("HMS Windrose", "PRODUCT"), ("Bill K-12", "LAW")])
def test_ships_and_numbered_bills_are_neither_people_nor_organisations(name: str, label: str) -> None:
    assert entities(f"Later he called the {name} in.", {name: "ORG"})[name].label == label


def test_an_office_decides_between_two_people_with_one_surname() -> None:
    text = "Senator Ana Vale spoke. Governor Tom Vale left. Later Senator Vale met Governor Vale."
    doc = doc_of(text, {"Ana Vale": "PERSON", "Tom Vale": "PERSON", "Vale": "PERSON"})
    found = {one.name: one for one in find_entities(doc).entities}
    assert {name: len(one.mentions) for name, one in found.items()} == {"Ana Vale": 2, "Tom Vale": 2}
    assert not any(mention.unsure for one in found.values() for mention in one.mentions)


def test_a_president_is_not_the_senator_with_the_same_surname() -> None:
    text = "Later President Vale spoke. Senator Ana Vale left."
    found = entities(text, {"Ana Vale": "PERSON", "Vale": "PERSON"})
    assert set(found) == {"Vale", "Ana Vale"}


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Greta von der Aue", {"Greta von": "PERSON"}),
        ("Greta von dem Hagen", {"Greta": "PERSON", "Hagen": "ORG"}),
        ("Piet van den Brink", {"Piet van den": "PERSON"}),
        ("Joost van 't Veer", {"Joost van '": "PERSON", "Veer": "PERSON"}),
        ("Greta von Aue", {"Greta von": "PERSON"}),
    ],
)
def test_a_name_with_particles_is_one_name_even_if_the_recogniser_cut_it_short(name: str, seen: dict[str, str]) -> None:
    assert set(entities(f"Later {name} spoke.", seen)) == {name}


def test_a_surname_with_two_particles_belongs_to_the_full_name() -> None:
    text = "Greta von der Aue spoke. Von der Aue left. The mayor asked von der Aue."
    found = entities(text, {"Greta von": "PERSON"})
    assert mentions(text, found["Greta von der Aue"]) == ["Greta von der Aue", "Von der Aue", "von der Aue"]


def test_a_company_named_after_a_surname_with_particles_stays_a_company() -> None:
    assert (
        entities("Later Van den Brink Group left.", {"Van den Brink Group": "ORG"})["Van den Brink Group"].label
        == "ORG"
    )


def test_the_first_words_of_an_organisation_refer_to_the_only_longer_name() -> None:
    text = "Later Kestra Lift Systems spoke. The mayor met Kestra. Then Kestra Lift left."
    found = entities(text, {"Kestra Lift Systems": "ORG", "Kestra Lift": "ORG", "Kestra": "ORG"})
    assert set(found) == {"Kestra Lift Systems"}


def test_a_first_word_shared_by_two_organisations_is_merged_with_neither() -> None:
    text = "Later Kestra Bank met Kestra Airways. The mayor met Kestra."
    found = entities(text, {"Kestra Bank": "ORG", "Kestra Airways": "ORG", "Kestra": "ORG"})
    assert set(found) == {"Kestra Bank", "Kestra Airways", "Kestra"}


def test_a_country_is_not_merged_with_an_organisation_that_begins_with_its_name() -> None:
    text = "Later Norway Fisheries spoke. The mayor went to Norway."
    assert set(entities(text, {"Norway Fisheries": "ORG", "Norway": "GPE"})) == {"Norway Fisheries", "Norway"}


def test_a_town_is_not_merged_with_the_library_named_after_it() -> None:
    text = "Later Kestra Free Library spoke. The mayor met Kestra."
    found = entities(text, {"Kestra Free Library": "ORG", "Kestra": "ORG"})
    assert set(found) == {"Kestra Free Library", "Kestra"}


@pytest.mark.parametrize(
    "name",
    ["Kestra Bank Amphitheatre", "Marlow Pavilion", "Kestra Music Center"],
)
def test_a_venue_is_a_building_whoever_it_is_named_after(name: str) -> None:
    assert entities(f"Later Ana Ruiz sang at the {name}.", {"Ana Ruiz": "PERSON", name: "ORG"})[name].label == "FAC"


def test_an_acronym_leaves_out_the_legal_form() -> None:
    text = "Later Kestra Gas & Electric Co. spoke. The mayor met KG&E."
    found = entities(text, {"Kestra Gas & Electric Co.": "ORG", "KG&E": "ORG"})
    assert set(found) == {"Kestra Gas & Electric Co."}


def test_a_state_and_its_abbreviations_are_one_place() -> None:
    text = "Later Ana Ruiz sang in Tampa, FL and in Ocala, Fla. for Florida."
    found = entities(text, {"Ana Ruiz": "PERSON", "Tampa": "GPE", "FL": "ORG", "Fla.": "GPE", "Florida": "GPE"})
    assert mentions(text, found["Florida"]) == ["FL", "Fla.", "Florida"]
    assert found["Florida"].label == "GPE"
