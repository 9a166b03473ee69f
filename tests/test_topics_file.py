"""Topics files: what is read, what is refused, and that adding a topic changes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.text.topic import Topic
from tui.text.topics_file import (
    TopicError,
    add_topic,
    built_in_topics,
    delete_topic,
    find_topic,
    is_built_in,
    parse_topics,
    read_topics,
)

OWN = """\
# What I follow this year.
[[topic]]
name = "bees"     # and wasps
terms = ["bee", "hive",
         "pollinator"]  # more to come
exclude = ['spelling bee']


# The end.
"""


def test_the_three_main_topics_come_first_and_are_on() -> None:
    topics = built_in_topics()
    assert [topic.name for topic in topics[:3]] == ["migration", "fentanyl", "APEC"]
    assert [topic.name for topic in topics if topic.on] == ["migration", "fentanyl", "APEC"]
    assert [topic.name for topic in topics[3:]] == ["climate", "elections", "public health", "trade", "war and peace"]
    assert all(is_built_in(topic) for topic in topics)


def test_no_built_in_topic_has_a_phrase_as_both_term_and_exclusion() -> None:
    for topic in built_in_topics():
        assert not {phrase.lower() for phrase in topic.terms} & {phrase.lower() for phrase in topic.exclude}, topic.name


def test_all_fields_are_read() -> None:
    [topic] = parse_topics(
        """
        [[topic]]
        name = "bees"
        terms = ["bee"]
        hints = ["honey"]
        entities = ["Apimondia"]
        exclude = ["spelling bee"]
        patterns = [[{LEMMA = "swarm"}, {OP = "{0,2}"}, {LOWER = {IN = ["bees", "wasps"]}}]]
        color = "#ffcc00"
        on = true
        """,
        "own.toml",
    )
    assert topic == Topic(
        name="bees",
        terms=("bee",),
        hints=("honey",),
        entities=("Apimondia",),
        exclude=("spelling bee",),
        patterns=(({"LEMMA": "swarm"}, {"OP": "{0,2}"}, {"LOWER": {"IN": ["bees", "wasps"]}}),),
        color="#ffcc00",
        origin="own.toml",
        on=True,
    )


def test_duplicate_phrases_and_extra_spaces_are_removed() -> None:
    [topic] = parse_topics('[[topic]]\nname = " bees "\nterms = ["honey  bee", " honey bee "]')
    assert (topic.name, topic.terms) == ("bees", ("honey bee",))


@pytest.mark.parametrize(
    ("text", "field", "says"),
    [
        ('terms = ["bee"]', "name", "missing"),
        ('name = ""\nterms = ["bee"]', "name", "missing"),
        ('name = "a\\u001bb"\nterms = ["bee"]', "name", "one line"),
        ('name = "bees"', "terms", "nothing to look for"),
        ('name = "bees"\nterms = "bee"', "terms", "must be a list"),
        ('name = "bees"\nterms = ["bee", 7]', "terms", "7"),
        ('name = "bees"\nterms = ["bee"]\nhints = ["..."]', "hints", "no word"),
        ('name = "bees"\nterms = ["a b c d e f g h i j k l m"]', "terms", "more than 12 words"),
        ('name = "bees"\nterms = ["bee"]\nterm = ["hive"]', "term", "not a field"),
        ('name = "bees"\nterms = ["bee"]\ncolor = 3', "color", "colour"),
        ('name = "bees"\nterms = ["bee"]\ncolor = "#12"', "color", "colour"),
        ('name = "bees"\nterms = ["bee"]\non = "yes"', "on", "true or false"),
        ('name = "bees"\npatterns = ["bee"]', "patterns", "lists of tokens"),
        ('name = "bees"\npatterns = [[{LOWRE = "bee"}]]', "patterns", "LOWRE"),
        ('name = "bees"\npatterns = [[{LOWER = "bee", OP = "5"}]]', "patterns", "OP"),
        ('name = "bees"\npatterns = [[{LOWER = 3}]]', "patterns", "quotation marks"),
        ('name = "bees"\npatterns = [[{LOWER = {IN = "bee"}}]]', "patterns", "quotation marks"),
        ('name = "bees"\npatterns = [[{LOWER = {REGEX = "("}}]]', "patterns", "regular expression"),
        ('name = "bees"\npatterns = [[{LOWER = "bee", OP = "*"}]]', "patterns", "every token is optional"),
        ('name = "bees"\npatterns = [[{LOWER = "bee", OP = "{,3}"}]]', "patterns", "every token is optional"),
        ('name = "bees"\npatterns = [[{IS_ALPHA = "yes"}]]', "patterns", "true or false"),
    ],
)
def test_the_message_about_a_wrong_field_names_file_topic_and_field(
    tmp_path: Path, text: str, field: str, says: str
) -> None:
    file = tmp_path / "own.toml"
    file.write_text(f'[[topic]]\nname = "fine"\nterms = ["fine"]\n[[topic]]\n{text}\n', encoding="utf-8")
    with pytest.raises(TopicError) as caught:
        read_topics(file)
    error = caught.value
    named = "number 2" if field == "name" and "\\u" not in text else error.topic
    assert (error.file, error.topic, error.field) == (str(file), named, field)
    assert error.topic
    assert says in str(error)
    assert str(file) in str(error) and error.topic in str(error)
    assert str(error).isprintable()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[topic]\n", "not valid TOML"),
        ("topic = 3", "two brackets"),
        ('[topic]\nname = "bees"', "two brackets"),
        ('[[topics]]\nname = "bees"', "“topics” is not known"),
        ('[[topic]]\nname = "Bees"\nterms = ["a"]\n[[topic]]\nname = "bees"\nterms = ["b"]', "twice"),
    ],
)
def test_the_message_about_a_wrong_file_names_it(text: str, says: str) -> None:
    with pytest.raises(TopicError, match=says) as caught:
        parse_topics(text, "own.toml")
    assert str(caught.value).startswith("own.toml")


def test_a_missing_file_and_one_in_another_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TopicError, match="cannot be read"):
        read_topics(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes('[[topic]]\nname = "Müll"\nterms = ["a"]'.encode("latin-1"))
    with pytest.raises(TopicError, match="not UTF-8"):
        read_topics(tmp_path / "latin.toml")


def test_a_byte_order_mark_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8-sig")
    assert [topic.name for topic in read_topics(tmp_path / "own.toml")] == ["bees"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_adding_a_topic_leaves_the_rest_of_the_file_unchanged(tmp_path: Path, newline: str) -> None:
    file = tmp_path / "own.toml"
    before = OWN.replace("\n", newline).encode()
    file.write_bytes(before)
    added = Topic(
        name='the "new" one',
        terms=("a\\b", "c’s", "d", "e"),
        hints=("h",),
        patterns=(({"LOWER": {"IN": ["x", "y"]}}, {"LEMMA": "z", "OP": "+"}),),
        color="green",
        on=True,
    )
    add_topic(file, added)
    after = file.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == after.count(newline.encode())
    bees, new = read_topics(file)
    assert bees.terms == ("bee", "hive", "pollinator")
    assert new == added._replace(origin=str(file))


def test_adding_a_topic_creates_file_and_folder_for_the_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "own.toml"
    add_topic(file, Topic("bees", terms=("bee",)))
    assert [topic.name for topic in read_topics(file)] == ["bees"]
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["own.toml"]


def test_adding_a_topic_to_a_linked_file_keeps_link_and_permissions(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "real.toml").chmod(0o640)
    (tmp_path / "link.toml").symlink_to(tmp_path / "real.toml")
    add_topic(tmp_path / "link.toml", Topic("ants", terms=("ant",)))
    assert (tmp_path / "link.toml").is_symlink()
    assert [topic.name for topic in read_topics(tmp_path / "real.toml")] == ["bees", "ants"]
    assert (tmp_path / "real.toml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("there", [OWN, "[[topic]\n", "topic = []\n"])
def test_a_file_to_which_a_topic_cannot_be_added_is_left_unchanged(tmp_path: Path, there: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(there, encoding="utf-8")
    with pytest.raises(TopicError):
        add_topic(file, Topic("Bees", terms=("bee",)))
    assert file.read_text(encoding="utf-8") == there


def test_topics_are_found_by_name_in_any_case() -> None:
    topics = built_in_topics()
    found = find_topic(topics, " apec ")
    assert found is not None and found.name == "APEC"
    assert find_topic(topics, "bees") is None


THREE = """\ufeff# Mine
# about boats
[[topic]]
name = "ferries"  # all of them
terms = ["ferry"]

# about insects
[[topic]]
name = "bees"
terms = [
  "bee",  # not the spelling bee
]

 [[ topic ]]
name = "cows"
terms = ["cow"]
# the end
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_deleting_a_topic_leaves_the_other_topics_and_every_comment_outside_it(tmp_path: Path, newline: str) -> None:
    file = tmp_path / "own.toml"
    for name, gone in (
        ("Ferries", '[[topic]]\nname = "ferries"  # all of them\nterms = ["ferry"]\n'),
        ("bees", '[[topic]]\nname = "bees"\nterms = [\n  "bee",  # not the spelling bee\n]\n'),
        ("cows", ' [[ topic ]]\nname = "cows"\nterms = ["cow"]\n'),
    ):
        file.write_bytes(THREE.replace("\n", newline).encode())
        delete_topic(file, name)
        assert file.read_bytes().decode() == THREE.replace(gone, "").replace("\n", newline)


@pytest.mark.parametrize(
    "there",
    [OWN, 'topic = [{name = "ants", terms = ["ant"]}, {name = "wasps", terms = ["wasp"]}]\n', "[[topic]\n"],
)
def test_a_file_from_which_a_topic_cannot_be_deleted_is_left_unchanged(tmp_path: Path, there: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(there, encoding="utf-8")
    with pytest.raises(TopicError):
        delete_topic(file, "ants")
    assert file.read_text(encoding="utf-8") == there
