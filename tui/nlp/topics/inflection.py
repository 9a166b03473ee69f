"""The regular forms of English words and phrases.

Topics are matched by the letters of these forms, because a tagger errs on headlines; spaCy's lemmas find the irregular
forms.
"""

from __future__ import annotations

_VOWELS = "aeiou"


def forms(word: str) -> list[str]:
    """A lower-case word with its regular plural and verb forms. Some are not words, which does no harm."""
    if len(word) < 3 or not word.isalpha():
        return [word]
    if word.endswith("y") and word[-2] not in _VOWELS:
        found = [word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"]
    elif word.endswith("e"):
        found = [word, word + "s", word + "d", word[:-1] + "ing"]
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        found = [word, word + "es", word + "ed", word + "ing"]
    else:
        found = [word, word + "s", word + "ed", word + "ing"]
        if word[-1] not in _VOWELS + "wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
            found += [word + word[-1] + "ed", word + word[-1] + "ing"]
    if word.endswith("man"):
        found.append(word[:-2] + "en")
    return found


def plural(word: str) -> str:
    """The regular plural of a lower-case noun."""
    return forms(word)[1] if len(word) > 2 and word.isalpha() else word


def is_exact(phrase: str) -> bool:
    """True for a phrase in capitals, which matches only as it is written."""
    return len(phrase) > 1 and phrase.isupper()


def variants(phrase: str) -> list[tuple[str, ...]]:
    """All regular ways to write a phrase, as spaCy's tokens.

    A single word in its forms; several words with the last in singular and plural, joined by spaces or hyphens.
    """
    words = phrase.replace("-", " ").split()
    if len(words) == 1:
        return [(form,) for form in forms(words[0])]
    as_written = phrase.replace("-", " - ").split()
    found: dict[tuple[str, ...], None] = {}
    for last in (words[-1], plural(words[-1])):
        whole = [*words[:-1], last]
        hyphenated = [part for word in whole for part in (word, "-")][:-1]
        for variant in ([*as_written[:-1], last], whole, hyphenated):
            found[tuple(variant)] = None
        if len(words) == 3:
            found[(whole[0], "-", *whole[1:])] = found[(*whole[:2], "-", whole[2])] = None
    return list(found)
