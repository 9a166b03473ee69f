"""Pronouns, descriptions and roles, with the real model on sentences of our own."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tui.nlp.coreference import Coreference, Known
from tui.nlp.entities.entities import find_entities
from tui.nlp.entities.openings import is_introduced
from tui.nlp.tokens import Tokens
from tui.text.analysis import Entity, Mention
from tui.text.span import Span

MEETING = (
    "President Laura Hale on Friday met Peruvian President Diego Salas Quiroga in Lima. "
    "Hale said she wanted a better deal. The Peruvian leader told her that he had waited for years. "
    "“We are neighbors,” the U.S. president replied, as officials from the United States looked on. "
    "A spokesman for Salas Quiroga left early. The United States and America's farmers had asked for the talks."
)


def said_of(text: str, found: Coreference, words: str, nth: int = 0) -> str | None:
    """The name to which the `nth` occurrence of `words` is resolved."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    resolved = found.resolve(start, start + len(words))
    return resolved.name if resolved else None


@pytest.fixture(scope="module")
def meeting(nlp: Language) -> Coreference:
    return find_entities(nlp(MEETING))


@pytest.mark.model
def test_pronouns_resolve_to_the_person_they_fit(meeting: Coreference) -> None:
    assert said_of(MEETING, meeting, "she") == "Laura Hale"
    assert said_of(MEETING, meeting, "her that"[:3]) == "Laura Hale"
    assert (
        said_of(MEETING, meeting, "he had"[:2], MEETING[: MEETING.index("he had")].count("he")) == "Diego Salas Quiroga"
    )


@pytest.mark.model
def test_every_pronoun_has_a_reason(meeting: Coreference) -> None:
    assert all(pronoun.reason for pronoun in meeting.pronouns)
    assert not any("man" in pronoun.reason.split() for pronoun in meeting.pronouns)


@pytest.mark.model
def test_a_description_resolves_to_the_holder_of_the_office(meeting: Coreference) -> None:
    assert said_of(MEETING, meeting, "The Peruvian leader") == "Diego Salas Quiroga"
    assert said_of(MEETING, meeting, "the U.S. president") == "Laura Hale"


@pytest.mark.model
def test_roles_are_stored_with_their_position(meeting: Coreference) -> None:
    salas = next(one for one in meeting.entities if one.name == "Diego Salas Quiroga")
    assert [role.text for role in salas.roles] == ["Peruvian President", "Peruvian leader"]
    assert [MEETING[role.span.start : role.span.end] for role in salas.roles] == [role.text for role in salas.roles]


@pytest.mark.model
def test_an_unnamed_person_resolves_to_nobody(meeting: Coreference) -> None:
    assert said_of(MEETING, meeting, "A spokesman for Salas Quiroga") is None
    assert said_of(MEETING, meeting, "officials from the United States") is None


@pytest.mark.model
def test_a_country_is_one_entity_under_all_its_names(meeting: Coreference) -> None:
    states = next(one for one in meeting.entities if one.name == "United States")
    assert {"U.S.", "America"} <= set(states.aliases)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Clara Benson hired a lawyer. She paid him well.", "She", "Clara Benson"),
        ("Peter Moss told Clara Benson that she was right.", "she", "Clara Benson"),
        ("Peter Moss thanked Paul Greer. He then went home.", "He", "Peter Moss"),
        ("After he left the hall, Peter Moss called the police.", "he", "Peter Moss"),
        ("Peter Moss, who said he was tired, went home.", "he", "Peter Moss"),
        ("Peter Moss hurt himself on Friday.", "himself", "Peter Moss"),
        ("Ms. Okafor spoke first. Her brother followed.", "Her", "Okafor"),
        ("Ana Vos praised Eva Kern. But she feared that Kern would leave.", "she", "Ana Vos"),
        ("Ana Vos wrote to Eva Kern. Later she met Kern in York.", "she", "Ana Vos"),
        ("Ana Vos praised Eva Kern. But she feared that Kern would leave. She wept.", "She", "Ana Vos"),
    ],
)
def test_a_pronoun_resolves_within_one_or_two_sentences(nlp: Language, text: str, pronoun: str, name: str) -> None:
    assert said_of(text, find_entities(nlp(text)), pronoun) == name


@pytest.mark.model
def test_an_object_pronoun_is_not_the_subject_of_its_verb(nlp: Language) -> None:
    text = "Peter Moss and Paul Greer met in York. Greer praised him."
    assert said_of(text, find_entities(nlp(text)), "him") == "Peter Moss"


@pytest.mark.model
def test_a_person_of_the_other_gender_is_skipped(nlp: Language) -> None:
    text = "Ms. Vale met Mr. Stone in York. Vale was late, and he was angry."
    assert said_of(text, find_entities(nlp(text)), "he was"[:2], text[: text.index("he was")].count("he")) == "Stone"


@pytest.mark.model
def test_mr_president_as_a_form_of_address_resolves_to_nobody(nlp: Language) -> None:
    text = "President Laura Hale welcomed Diego Salas in York. “Thank you, Mr. President,” Hale said."
    assert said_of(text, find_entities(nlp(text)), "Mr. President") is None


@pytest.mark.model
def test_a_former_office_is_distinguished_from_the_present_one(nlp: Language) -> None:
    text = "Governor Laura Hale met former Governor Peter Moss. The governor smiled. The former governor did not."
    found = find_entities(nlp(text))
    assert said_of(text, found, "The governor") == "Laura Hale"
    assert said_of(text, found, "The former governor") == "Peter Moss"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Marsh Vows to Keep the Ferry\n\nEllen Marsh cut the ribbon. Her husband, Governor Robert Marsh, spoke. "
            "Robert Marsh praised the crew.",
            "Robert Marsh",
        ),
        (
            "Marsh Says the Ferry Stays\n\nIt stays, President Marsh said. Ellen Marsh was there. Mr. Marsh left.",
            "Marsh",
        ),
        (
            "Vance says the clinic helps.\n\nFirst lady Clara Vance came. Clara Vance spoke. President Vance was away.",
            "Clara Vance",
        ),
    ],
)
def test_a_surname_in_a_headline_is_the_main_person_of_that_surname(nlp: Language, text: str, name: str) -> None:
    found = find_entities(nlp(text))
    assert said_of(text, found, text.split()[0]) == name


@pytest.mark.model
def test_the_president_is_not_the_relative_whom_the_article_names_in_full(nlp: Language) -> None:
    for relative in ("The first lady, Ivana Fisk, laughed.", "His daughter, Ivana Fisk, laughed."):
        text = f"President Fisk said he was proud. {relative}"
        assert said_of(text, find_entities(nlp(text)), "President Fisk") == "Fisk"


@pytest.mark.model
def test_an_office_is_told_from_that_of_whoever_serves_it(nlp: Language) -> None:
    (aide,) = find_entities(nlp("It was written by an adviser to the president Mina Roth.")).entities
    assert [role.text for role in aide.roles] == ["adviser to the president"]
    text = "Chinese Premier Xi Long spoke first. He met China's Vice Premier Liu He."
    premier = next(one for one in find_entities(nlp(text)).entities if one.name == "Xi Long")
    assert [role.text for role in premier.roles] == ["Chinese Premier"]
    text = "First lady Clara Vance came to York. Peter Moss met the first lady."
    assert said_of(text, find_entities(nlp(text)), "the first lady") == "Clara Vance"


@pytest.mark.model
def test_the_component_works_alone_in_a_plain_script(nlp: Language) -> None:
    nlp.add_pipe("newsreader_entities")
    try:
        doc = nlp("Clara Benson spoke. She left.")
        assert [one.name for one in doc._.coreference.entities] == ["Clara Benson"]
        assert len(doc._.coreference.pronouns) == 1
    finally:
        nlp.remove_pipe("newsreader_entities")


def test_a_phrase_is_resolved_by_its_head_word() -> None:
    # The text is "aides of Ann Lee of York": its first three words are not Ann Lee, its last four are.
    lee = Entity("e1", "Ann Lee", "PERSON", (Mention(Span(9, 16)),))
    found = Coreference([lee], [], [Known(9, 16, "e1", "named here", False)], [0, 6, 9, 13, 17, 20], [0, 0, 3, 1, 3, 4])
    assert found.resolve(0, 16) is None
    assert found.resolve(9, 24) == ("e1", "Ann Lee", "named here", False)
    assert found.resolve(9, 16) == ("e1", "Ann Lee", "named here", False)


def test_an_empty_text_resolves_nothing() -> None:
    assert Coreference().resolve(0, 0) is None
    assert Coreference().entity(None) is None


@pytest.mark.model
def test_a_person_mentioned_in_a_quotation_is_not_taken_as_its_speaker(nlp: Language) -> None:
    text = "Peter Moss opened the hall. “Paul Greer has been the best builder of this town for years,” he said."
    assert (
        said_of(text, find_entities(nlp(text)), "he said"[:2], text[: text.index("he said")].count("he"))
        == "Peter Moss"
    )


@pytest.mark.model
def test_they_can_refer_to_one_person(nlp: Language) -> None:
    text = "Robin Vale, a nonbinary artist, opened a show in York. They said it took years."
    found = find_entities(nlp(text))
    assert said_of(text, found, "They") == "Robin Vale"
    assert all(pronoun.unsure for pronoun in found.pronouns)
    plain = "Robin Vale opened a show in York. They said it took years."
    assert said_of(plain, find_entities(nlp(plain)), "They") is None


@pytest.mark.model
def test_a_leader_is_resolved_by_the_country_before_the_name(nlp: Language) -> None:
    text = "Laura Hale met Peru's Diego Salas in York. The Peruvian leader smiled."
    assert said_of(text, find_entities(nlp(text)), "The Peruvian leader") == "Diego Salas"


@pytest.mark.model
def test_the_noun_before_a_list_decides_the_kind_of_its_names(nlp: Language) -> None:
    text = "The temple honors ancient gods, such as Belor, Mirana and Tashul."
    labels = {one.name: one.label for one in find_entities(nlp(text)).entities}
    assert set(labels.values()) == {"PERSON"}


@pytest.mark.model
def test_the_leader_of_one_party_is_not_the_leader_of_another(nlp: Language) -> None:
    text = (
        "Green leader Laura Hale met Labour leader Peter Moss. The Labour leader smiled. The Liberal leader was absent."
    )
    found = find_entities(nlp(text))
    assert said_of(text, found, "The Labour leader") == "Peter Moss"
    assert said_of(text, found, "The Liberal leader") is None


@pytest.mark.model
def test_a_title_overrules_the_usual_gender_of_a_given_name(nlp: Language) -> None:
    text = "Mr. Carol Dunare opened the hall. He thanked the crowd."
    assert said_of(text, find_entities(nlp(text)), "He") == "Carol Dunare"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "introduced"),
    [
        ("For Anna Ruiz the bridge comes too late. She retires in May.", True),
        ("In the case of Anna Ruiz it was too late. She had retired.", True),
        ("In an apparent reference to Anna Ruiz, the minister warned of chaos. She left early.", False),
        ("In a letter to Anna Ruiz, the council warned of chaos. She left early.", False),
        ("Unlike Anna Ruiz, the mayor liked the bridge. She left early.", False),
    ],
)
def test_only_whom_a_paragraph_is_about_is_introduced_by_it(nlp: Language, text: str, introduced: bool) -> None:
    t = Tokens(nlp(text))
    assert is_introduced(t, t.words.index("Ruiz")) is introduced
