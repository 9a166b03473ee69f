"""Excluded phrases, also with small words inside: "polls close" in "the polls have all closed"."""

from __future__ import annotations

from spacy.tokens import Doc

from .inflection import forms, is_exact

_AT_A_PLACE = frozenset(("at", "to", "from", "near", "outside"))
_SMALL = frozenset(("AUX", "ADV", "PART", "DET", "ADJ", "PRON", "NUM"))
"""Parts of speech of the words that may come between two words of a phrase, at most two in a row."""


class Exclusions:
    """The excluded phrases of one topic that have two to four words."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self._by_word: dict[str, list[tuple[list[frozenset[str]], int]]] = {}
        for phrase in phrases:
            words = phrase.lower().replace("’", "'").replace("-", " ").split()
            if not 2 <= len(words) <= 4 or is_exact(phrase):
                continue
            choices = [frozenset(forms(word)) for word in words]
            if words[0] in _AT_A_PLACE:
                choices[0] = _AT_A_PLACE  # "at the polls" also excludes "to the polls"
            for position, choice in enumerate(choices):
                for form in choice:
                    self._by_word.setdefault(form, []).append((choices, position))

    def cover(self, doc: Doc, token: int) -> bool:
        """True if `token` is part of one of the phrases."""
        return any(
            _follow(doc, token, choices[position + 1 :], 1) and _follow(doc, token, choices[:position][::-1], -1)
            for choices, position in self._by_word.get(doc[token].lower_, ())
        )


def _follow(doc: Doc, at: int, choices: list[frozenset[str]], step: int) -> bool:
    """True if the words of a phrase follow token `at` to the right (`step` 1) or to the left (-1)."""
    for choice in choices:
        for _ in range(3):
            at += step
            if not 0 <= at < len(doc):
                return False
            token = doc[at]
            if token.lower_ in choice or token.lemma_.lower() in choice:
                break
            if token.pos_ not in _SMALL and token.text != "-":
                return False
        else:
            return False
    return True
