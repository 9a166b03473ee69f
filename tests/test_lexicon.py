"""The English word lists are data files, read by one loader."""

from __future__ import annotations

import pytest

from tui.nlp.lexicon import FOLDER, read_lexicon, word_map, word_set

FILES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("file", FILES)
def test_each_word_list_states_its_source(file: str) -> None:
    head = (FOLDER / f"{file}.toml").read_text(encoding="utf-8").split("\n\n")[0]
    assert all(line.startswith("#") for line in head.splitlines())
    assert read_lexicon(file)


def test_a_string_lists_words_and_an_array_lists_phrases() -> None:
    assert "mayor" in word_set("titles", "other")
    assert "new york" in {place.lower() for place in word_set("places", "us_states")}


def test_several_lists_of_a_file_are_read_as_one() -> None:
    assert word_set("titles", "male", "female") == word_set("titles", "male") | word_set("titles", "female")


def test_a_table_maps_one_word_to_another() -> None:
    assert word_map("titles", "full_forms")["gov"] == "governor"


def test_asking_for_a_missing_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        word_set("titles", "no such list")
