"""The README's manual and what it says of keys: true as long as the parsers, the table of actions and these agree."""

from __future__ import annotations

import re

import pytest

from tests.manual import README, manual, written
from tui.actions.table import BY_ID, shown
from tui.cli.main import COMMANDS
from tui.widgets.bars.find_bar import SWITCHES

TEXT = README.read_text(encoding="utf-8")


def test_the_manual_has_the_options_that_the_program_has() -> None:
    assert written(TEXT) == TEXT, "`python -m tests.manual` writes it anew"


def test_the_synopsis_has_every_command() -> None:
    told = set(re.findall(r"(?m)^newsreader ([a-z]+)", manual()))
    assert told == set(COMMANDS) - {"open"}


@pytest.mark.parametrize(
    "section",
    ["NAME", "SYNOPSIS", "OPTIONS", "FILES", "ENVIRONMENT", "EXIT STATUS", "EXAMPLES", "BUGS"],
)
def test_the_manual_has_the_sections_of_a_manual_page(section: str) -> None:
    assert f"\n### {section}\n" in TEXT.partition("\n## Manual\n")[2]


def test_the_readme_names_the_switches_of_finding_by_their_keys() -> None:
    reading = TEXT.partition("\n## Reading\n")[2].partition("\n## ")[0]
    for switch in SWITCHES:
        assert all(f"`{key}`" in reading for key in switch.keys), switch.name


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("leads back to where you were", "back"),
        ("dims all but the paragraph", "spotlight"),
        ("takes one out", "drop_topic"),
        ("folds away what is about", "only_matching"),
        ("quits only when", "leave"),
        ("adds who said", "copy_with_source"),
        ("leaves\n  only the words", "zen"),
    ],
)
def test_the_key_before_these_words_of_the_readme_is_the_one_that_does_it(words: str, id: str) -> None:
    before = TEXT.partition(words)[0]
    assert before != TEXT
    keys = re.findall(r"`([^`\n]+)`", before[-120:])
    assert shown(BY_ID[id].keys[:1]) in keys
