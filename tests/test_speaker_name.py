"""What a speaker is called."""

from __future__ import annotations

import pytest

from tui.text.analysis import Speaker
from tui.text.span import Span
from tui.text.speaker_name import UNNAMED, speaker_name

TEXT = "A senior\n official said so."


@pytest.mark.parametrize(
    ("speaker", "called"),
    [
        (None, UNNAMED),
        (Speaker(None, None, None), UNNAMED),
        (Speaker(Span(0, 18), None, None), "A senior official"),
        (Speaker(Span(0, 18), "Tora Lind", "e1"), "Tora Lind"),
    ],
)
def test_a_speaker_has_the_name_or_else_the_words_of_the_text(speaker: Speaker | None, called: str) -> None:
    assert speaker_name(TEXT, speaker) == called


def test_the_caller_says_what_a_speaker_without_name_and_words_is_called() -> None:
    assert speaker_name(TEXT, None, "unknown") == "unknown"
