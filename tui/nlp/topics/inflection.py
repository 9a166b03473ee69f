"""The regular forms of English words and phrases.

Topics are matched by the letters of these forms, because a tagger errs on headlines; spaCy's lemmas find the irregular
forms.
"""

from __future__ import annotations

_VOWELS = "aeiou"
_IRREGULAR = {"children": "child", "people": "person", "feet": "foot", "teeth": "tooth", "mice": "mouse"}
_NO_PLURALS = frozenset(
    [
        "alias",
        "always",
        "arms",
        "atlas",
        "bias",
        "canvas",
        "customs",
        "earnings",
        "gas",
        "goods",
        "headquarters",
        "lens",
        "means",
        "news",
        "perhaps",
        "plus",
        "premises",
        "proceeds",
        "remains",
        "savings",
        "series",
        "species",
        "thanks",
    ]
)
"""Words in "s" that are no plurals, or have a singular of another meaning: "customs" must not find "custom"."""


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


def singulars(word: str) -> list[str]:
    """The possible singulars of a lower-case word that looks like a plural. Some are not words, which does no harm."""
    if word in _IRREGULAR:
        return [_IRREGULAR[word]]
    if word.endswith("men"):
        return [word[:-2] + "an"]
    if len(word) < 4 or word in _NO_PLURALS or not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")):
        return []
    found = [word[:-1]]
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    elif word.endswith("ves"):
        found += [word[:-3] + "f", word[:-3] + "fe"]
    elif len(word) > 4 and word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        found.append(word[:-2])
    return found


def is_exact(phrase: str) -> bool:
    """True for a phrase in capitals, which matches only as it is written."""
    return len(phrase) > 1 and phrase.isupper()


def variants(phrase: str, *, both_numbers: bool = False) -> list[tuple[str, ...]]:
    """All regular ways to write a phrase, as spaCy's tokens.

    A single word in its forms; several words with the last in singular and plural, joined by spaces or hyphens. A
    phrase in the plural has its singular only with `both_numbers`.
    """
    words = phrase.replace("-", " ").split()
    ones = singulars(words[-1]) if both_numbers else []
    if len(words) == 1:
        return [(form,) for form in (*forms(words[0]), *ones)]
    as_written = phrase.replace("-", " - ").split()
    found: dict[tuple[str, ...], None] = {}
    for last in (words[-1], plural(words[-1]), *ones):
        whole = [*words[:-1], last]
        hyphenated = [part for word in whole for part in (word, "-")][:-1]
        for variant in ([*as_written[:-1], last], whole, hyphenated):
            found[tuple(variant)] = None
        if len(words) == 3:
            found[(whole[0], "-", *whole[1:])] = found[(*whole[:2], "-", whole[2])] = None
    return list(found)
