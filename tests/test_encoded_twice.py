"""Text that was encoded twice is reported, with a word of it and a way to repair it."""

from __future__ import annotations

import pytest

from tui.formats.decoding import decode


def spoilt(text: str) -> bytes:
    """The text, encoded twice."""
    return text.encode().decode("cp1252", "replace").encode()


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("The café of Málaga is naïve.", "“cafÃ©” for “café”"),
        ("It’s the mayor’s – and nobody’s.", "“Itâ€™s” for “It’s”"),
    ],
)
def test_text_that_was_encoded_twice_is_reported(text: str, example: str) -> None:
    _, notices = decode(spoilt(text), "a.txt")
    assert [example in notice and "ftfy" in notice for notice in notices] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The café of Málaga is naïve.",
        "It’s the mayor’s – and nobody’s “own”.",
        "SÃO PAULO, Ângela e Índia",
        "Ã la carte. " * 9,
    ],
)
def test_sound_text_is_not(text: str) -> None:
    assert decode(text.encode(), "a.txt")[1] == ()
