"""The words that carry meaning, as against "the", "of" and "said", which any two texts share."""

from __future__ import annotations

from .spoken_words import CONTRACTED, words_of

_SMALL_WORDS = (
    "a about after all also an and are as at be been before but by can did do for from had has have he her his in"
    " into is it its more most no not of old on one or other over said say says she some than that the their them there"
    " among another does just only such very while"
    " they this to under up was were when which who will with would i we you my our your these those what"
    " mister missus ms doctor"
)
_FUNCTION_WORDS = frozenset(_SMALL_WORDS.split())


def is_content_word(form: str) -> bool:
    """Whether a word in its compared form (`spoken_words`) carries meaning; a number does not."""
    return form not in _FUNCTION_WORDS and form not in CONTRACTED and not any(map(str.isdigit, form))


def count_content_words(words: str) -> int:
    """How many different words that carry meaning there are."""
    return len({word.form for word in words_of(words) if is_content_word(word.form)})
