"""Headlines in which every word has a capital ("Acme Sues Rival Over Patents") and heads of tables: the places where
capitals say nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..tokens import Tokens
from .given_names import GIVEN_NAMES
from .name import Name, make_name
from .name_bounds import MAYBE_AUXILIARIES
from .name_words import COMPANY_WORDS, KNOWN_BODIES, ORG_HEADS, PLACE_HEADS
from .places import GROUPS, PLACES, place_key

_CREDITS = ("image", "photo", "photograph", "picture", "credit")
"""Words before the name of a photographer, which makes a caption look like a headline."""


def title_case_paragraphs(t: Tokens) -> set[int]:
    """The paragraphs in which nearly every word has a capital (headlines)."""
    found: set[int] = set()
    for start, end in t.paragraphs:
        words = [word for word in t.words[start:end] if len(word) > 3 and word.isalpha()]
        if len(words) < (4 if start else 3) or 10 * sum(word[0].isupper() for word in words) < 7 * len(words):
            continue
        # "Ruiz meets Vale." has capitals only for its names; a headline also capitalises its verb.
        is_caption = any(t.words[i] == ":" and t.lower[i - 1] in _CREDITS for i in range(start + 1, end))
        if not is_caption and not any(t.pos[i] == "VERB" and t.words[i][0].islower() for i in range(start, end)):
            found.add(t.paragraph_of[start])
    return found


def headline_verbs(t: Tokens, headlines: Collection[int]) -> set[int]:
    """The tokens of headlines that are finite verbs, which an entity recogniser adds to names: "Acme Sues Rival"."""
    return {i for i in range(len(t)) if t.tags[i] in ("VBZ", "VBD") and t.paragraph_of[i] in headlines}


def cut_in_headlines(t: Tokens, names: Sequence[Name], headlines: Collection[int]) -> list[Name]:
    """`names`, where those in headlines end where the text below says: "Disavow" Lindsey Graham "Endorsement", Clinton
    "Wades", and nothing of "Orders Review".

    A name of the text below counts as a whole. Words that occur there in lower case are no names, unless the whole has
    the head of an organisation or a place.
    """
    below = [name for name in names if t.paragraph_of[name.start] not in headlines]
    known = _KnownNames(below)
    cut: list[Name] = []
    shouted = _in_capitals(t, headlines)
    for name in names:
        if t.paragraph_of[name.start] in shouted and not known.has(name.text) and _is_of_common_words(t, name):
            continue
        if t.paragraph_of[name.start] not in headlines or known.has(name.text) or _is_sure(name):
            cut.append(name)
        elif inside := known.inside(t, name):
            cut.append(inside)
        elif name.label in _PLACE_LABELS:
            cut.append(name)
        else:
            cut += _without_common_words(t, name)
    return cut


def _in_capitals(t: Tokens, headlines: Collection[int]) -> set[int]:
    """The headlines of which every letter is a capital."""
    return {
        t.paragraph_of[start]
        for start, end in t.paragraphs
        if t.paragraph_of[start] in headlines and not any(map(str.islower, "".join(t.words[start:end])))
    }


def _is_of_common_words(t: Tokens, name: Name) -> bool:
    """Whether the text has at least half of the words of `name` in lower case: "FRIENDS GROUP TO FIGHT"."""
    words = t.lower[name.start : name.end]
    is_known = place_key(name.text) in PLACES or " ".join(words) in KNOWN_BODIES
    return not is_known and 2 * sum(word in t.lower_words for word in words) >= len(words)


_PLACE_LABELS = ("GPE", "LOC", "FAC")
_HEADS = ORG_HEADS | PLACE_HEADS | COMPANY_WORDS | {"center", "centre"}


def _is_sure(name: Name) -> bool:
    """True for what is quoted, for a body that every reader knows and for a name with the head of one."""
    low = [word.lower() for word in name.words]
    return name.quoted or " ".join(low) in KNOWN_BODIES or len(low) > 1 and not _HEADS.isdisjoint(low)


class _KnownNames:
    """The names of the text below the headlines."""

    def __init__(self, names: Sequence[Name]) -> None:
        people = {name.text.casefold() for name in names if name.label == "PERSON"}
        words = [text.split() for text in people]
        self.people = people | {" ".join(one[i:]) for one in words for i in range(1, len(one))}
        self.texts = {name.text.casefold() for name in names} | self.people | {one[0] for one in words}

    def has(self, text: str) -> bool:
        """True for a name of the text, and for a surname or a given name of somebody named there."""
        return text.casefold() in self.texts

    def inside(self, t: Tokens, name: Name) -> Name | None:
        """The longest part of `name` that is a known name, of a person if `name` seems to be one."""
        known = self.people if name.label == "PERSON" else self.texts
        for size in range(name.end - name.start - 1, 0, -1):
            for start in range(name.start, name.end - size + 1):
                if " ".join(t.text_between(start, start + size).split()).casefold() in known:
                    given = t.lower[start - 1] in GIVEN_NAMES and t.lower[start - 1] not in MAYBE_AUXILIARIES
                    has_given = start > name.start and given
                    return make_name(t, start - has_given, start + size, name.label)
        return None


def _without_common_words(t: Tokens, name: Name) -> Iterator[Name]:
    """The parts of `name` between words that the text has in lower case; of those of one word only known ones.

    Nothing if it is made of common words: "Raw Footage", of which not even two words in a row may be a name.
    """
    tokens = range(name.start, name.end)
    if not any(_parts(t, name, {i for i in tokens if t.lower[i] in t.lower_words or _is_common(t, i)})):
        return
    for start, end in _parts(t, name, {i for i in tokens if t.lower[i] in t.lower_words}):
        yield make_name(t, start, end, name.label)


def _parts(t: Tokens, name: Name, cuts: Collection[int]) -> Iterator[tuple[int, int]]:
    """The parts of `name` between the tokens in `cuts`; of those of one word only known ones."""
    begin = name.start
    for i in range(name.start, name.end + 1):
        if i == name.end or i in cuts:
            if i - begin > 1 or i - begin == 1 and _is_known(t, begin):
                yield begin, i
            begin = i + 1


def _is_common(t: Tokens, i: int) -> bool:
    """True for a common noun, an adjective, a verb or an adverb, unless it is a known name."""
    return t.pos[i] in ("NOUN", "ADJ", "VERB", "ADV", "AUX") and not _is_known(t, i)


def _is_known(t: Tokens, i: int) -> bool:
    """True for a place, a body or a people that every reader knows, a given name, an acronym, and an owner."""
    low, word = t.lower[i], t.words[i]
    if t.lower[i + 1 : i + 2] in (["'s"], ["’s"]):
        return True
    acronym = word.isupper() and len(word) < 7 and not (t.words[i + 1 : i + 2] and t.words[i + 1].isupper())
    return acronym or low in GROUPS or low in GIVEN_NAMES or low in KNOWN_BODIES or place_key(word) in PLACES


def table_heads(t: Tokens) -> set[int]:
    """The paragraphs that are the first of several rows of a table, whose cells have tabs between them."""
    rows = ["\t" in "".join(t.words[start:end]) for start, end in t.paragraphs]
    starts = [start for start, _ in t.paragraphs]
    return {
        t.paragraph_of[starts[i]] for i in range(len(rows) - 1) if rows[i] and rows[i + 1] and not (i and rows[i - 1])
    }
