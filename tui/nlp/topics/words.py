"""Where the words of a topic stand in a text.

A phrase is written once and found in all its forms: "trade deal" also as "trade deals" and "Trade-Deal", "seek
asylum" also as "sought asylum". The regular forms are made here and looked for by the letters, because a tagger
errs on headlines; the irregular ones are found by spaCy's lemmas. A phrase in capitals ("ICE", "WTO") is only
itself. spaCy's PhraseMatcher does the looking: its cost hardly grows with the number of phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast

import numpy
from spacy.errors import MatchPatternError
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from ...text.topic import Topic, TopicError
from .sentences import Needed, needed, sentences_of

HitKind = Literal["term", "entity", "name", "passing", "hint", "kin"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MOST_KEPT = 64
"""Topics that stay compiled. A reader who types a topic makes one with every word."""

FIRMS = _set(
    "group logistics inc incorporated corp corporation ltd limited llc plc holdings ag gmbh co company "
    "industries pharma technologies systems software records foods motors airlines bank capital partners "
    "ventures oil energy water media electronics insurance consulting shipping freight chemicals chemical "
    "medical services solutions labs laboratories steel"
)
"""Words that make a name the name of a firm: "APEC Logistics" is another body than APEC."""

POINTING = _set("the this that these those such its their his her our your both")
"""Words that say that the thing is known: "the wall", "such deaths"."""

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a topic in a text."""

    start: int
    """First token."""
    end: int
    """The token after the last."""
    kind: HitKind
    """"name" is the topic's own name as a noun ("trade"), which speaks for it once something else has; "passing" a
    term that only describes somebody ("the immigration lawyer Ann Lee"); "kin" the last word of a term that was
    found ("the deal" after "trade deal"). The last two are as weak as hints."""


def forms(word: str) -> list[str]:
    """A word in lower case with its regular plural and its verb forms; some of them are no words, and harm nobody."""
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


def is_exact(phrase: str) -> bool:
    """True for a phrase in capitals, which is only found as it is written."""
    return len(phrase) > 1 and phrase.isupper()


def plural(word: str) -> str:
    """The regular plural of a noun in lower case."""
    return forms(word)[1] if len(word) > 2 and word.isalpha() else word


def variants(phrase: str) -> list[tuple[str, ...]]:
    """The words of a phrase as spaCy cuts them, in all regular ways to write it: a word alone in its forms, several
    with the last in singular and plural, joined by blanks or hyphens. Other forms are found by their lemmas."""
    words = phrase.replace("-", " ").split()
    if len(words) == 1:
        return [(form,) for form in forms(words[0])]
    as_written = phrase.replace("-", " - ").split()
    found: dict[tuple[str, ...], None] = {}
    for last in (words[-1], plural(words[-1])):
        whole = [*words[:-1], last]
        hyphened = [part for word in whole for part in (word, "-")][:-1]
        for way in ([*as_written[:-1], last], whole, hyphened):
            found[tuple(way)] = None
        if len(words) == 3:
            found[(whole[0], "-", *whole[1:])] = found[(*whole[:2], "-", whole[2])] = None
    return list(found)


class TopicWords:
    """The phrases of one topic, ready to be looked for. Making one costs some milliseconds, using it less."""

    def __init__(self, topic: Topic, nlp: Language) -> None:
        self._folded = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._lemmas = PhraseMatcher(nlp.vocab, attr="LEMMA")
        self._exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._patterns = Matcher(nlp.vocab)
        self._needed: list[tuple[Needed, ...]] = []
        self._vocab = nlp.vocab
        self._tokenizer = nlp.tokenizer
        self._barred = _Barred(topic.exclude)
        terms = [phrase.lower().replace("-", " ").split() for phrase in topic.terms]
        self._phrases = frozenset(" ".join(words) for words in terms)
        self._alone = frozenset(form for words in terms if len(words) == 1 for form in forms(words[0]))
        # Without names: that an agency is called after customs makes migration no kin of trade.
        self._words = frozenset(
            word for phrase in topic.terms for word in phrase.replace("-", " ").split() if word.islower()
        )
        for kind, phrases in (("term", topic.terms), ("hint", topic.hints), ("exclude", topic.exclude)):
            self._add(kind, phrases)
        if not is_exact(topic.name) and re.search(r"\w", topic.name):
            self._add("name", (topic.name,))
        named = [name for phrase in topic.entities for name in (phrase, phrase.upper(), phrase.replace("'", "’"))]
        if named:
            self._exact.add("entity", [self._tokenizer(name) for name in named])
        if topic.patterns:
            try:
                self._patterns.add("term", [one for pattern in topic.patterns for one in unfolded(pattern)])
                self._needed = [needed(pattern, nlp.vocab.strings) for pattern in topic.patterns]
            except (MatchPatternError, ValueError, KeyError, TypeError, NotImplementedError) as error:
                problem = f"has a pattern that spaCy refuses: {' '.join(str(error).split())[:300]}"
                raise TopicError(problem, file=topic.origin, topic=topic.name, field="patterns") from None

    def _add(self, kind: str, phrases: tuple[str, ...]) -> None:
        exact = [phrase for phrase in phrases if is_exact(phrase)]
        folded = [phrase for phrase in phrases if not is_exact(phrase)]
        if exact:
            self._exact.add(kind, [self._tokenizer(phrase) for phrase in exact])
            if kind == "term":
                # Some papers write "Nafta"; it counts where something else speaks for the topic too.
                titled = [phrase.title() for phrase in exact if len(phrase) > 3 and phrase.isalpha()]
                self._exact.add("name", [self._tokenizer(phrase) for phrase in titled])
        written: list[tuple[str, ...]] = []
        lemmas: dict[tuple[str, ...], None] = {}
        for phrase in folded:
            plain = phrase.lower().replace("-", " ")
            if not plain.replace(" ", "").isalpha():
                texts = {phrase.lower(), phrase.lower().replace("'", "’")}
                written += [tuple(token.text for token in self._tokenizer(text)) for text in texts]
                continue
            written += variants(phrase.lower())
            words = plain.split()
            lemmas[tuple(words)] = None
            if len(words) > 1:  # not of one word: "customs" is not found in "custom"
                lemmas[(*words[:-1], words[-1].removesuffix("s"))] = None
        self._fill(self._folded, kind, written)
        self._fill(self._lemmas, kind, lemmas)

    def _fill(self, matcher: PhraseMatcher, kind: str, phrases: Iterable[tuple[str, ...]]) -> None:
        """Give the matcher its phrases as numbers of words, as its own unpickling does. As Docs the phrases of
        migration take 300 ms, so they take 10."""
        add = self._vocab.strings.add
        keys = [[add(word) for word in words] for words in phrases]
        if keys:
            matcher.add(kind, cast("list[Doc]", keys))

    def _matches(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """The tokens that a pattern fits. Each sentence by itself: what may stand between two words of a pattern is not
        the end of a sentence."""
        if self._needed:
            sentences = sentences_of(doc)
            for number in sentences.matching(self._needed):
                first, last = sentences.spans[number]
                for _, start, end in self._patterns(doc[first:last]):
                    yield first + start, first + end

    def related(self, other: TopicWords) -> bool:
        """True where the two speak of one thing by their terms: "voter" and "likely voters"."""
        return bool(self._phrases & other._phrases or self._alone & other._words or other._alone & self._words)

    def find(self, doc: Doc) -> list[Hit]:
        """The topic's words in `doc` in the order of the text, without what an excluded phrase or a firm's name
        takes away, and without a hit inside a stronger one. Where one excluded word stands ("cocaine"), the sentence
        is of something else, and hints in it are nothing."""
        barred: set[int] = set()
        elsewhere: set[int] = set()
        found: set[tuple[int, int, str]] = set()
        for matcher in (self._folded, self._lemmas, self._exact):
            for key, start, end in matcher(doc) if len(matcher) else ():
                kind = self._vocab.strings[key]
                if kind == "exclude":
                    barred.update(range(start, end))
                    if end - start == 1:
                        elsewhere.update(_sentence(doc, start))
                else:
                    found.add((start, end, kind))
        found.update((start, end, "term") for start, end in self._matches(doc))
        strength: dict[str, int] = {"term": 0, "entity": 1, "name": 2, "hint": 3}
        hits: list[Hit] = []
        taken: set[int] = set()
        for start, end, kind in sorted(found, key=lambda f: (strength[f[2]], f[0] - f[1], f[0])):
            tokens = range(start, end)
            if barred.intersection(tokens) or taken.intersection(tokens):
                continue
            if kind == "hint" and start in elsewhere:
                continue
            if self._barred.near(doc, start, end) or _other_body(doc, start, end, kind):
                continue
            if kind == "name" and doc[end - 1].pos_ not in ("NOUN", "PROPN"):
                continue
            taken.update(tokens)
            if kind == "term" and in_passing(doc, start, end):
                kind = "passing"
            hits.append(Hit(start, end, kind))  # type: ignore[arg-type]  # the keys added above are hit kinds
        hits.extend(_kin(doc, hits, taken | barred))
        return sorted(hits, key=lambda hit: hit.start)


def unfolded(pattern: tuple[dict[str, Any], ...]) -> list[list[dict[str, Any]]]:
    """A token pattern as several where its first token may be one of a list of words. The matcher tries the first
    token at every place of the text, and a list costs it a call of Python each time, a word nothing."""
    first, rest = pattern[0], list(pattern[1:])
    for key in ("LOWER", "LEMMA", "ORTH", "TEXT"):
        value = first.get(key)
        if isinstance(value, dict) and set(value) == {"IN"} and isinstance(value["IN"], list):
            return [[{**first, key: word}, *rest] for word in value["IN"]]
    return [[first, *rest]]


def _sentence(doc: Doc, at: int) -> range:
    """The tokens of the sentence that holds token `at`."""
    start, end = at, at + 1
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return range(start, end)


class _Barred:
    """Excluded phrases, also where small words stand between theirs: "polls close" in "the polls have all closed"."""

    PLACES = frozenset(("at", "to", "from", "near", "outside"))
    SMALL = frozenset(("AUX", "ADV", "PART", "DET", "ADJ", "PRON", "NUM"))

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self._by_word: dict[str, list[tuple[list[frozenset[str]], int]]] = {}
        for phrase in phrases:
            words = phrase.lower().replace("’", "'").replace("-", " ").split()
            if not 2 <= len(words) <= 4 or is_exact(phrase):
                continue
            choices = [frozenset(forms(word)) for word in words]
            if words[0] in self.PLACES:
                choices[0] = self.PLACES  # "at the polls" is said of "to the polls" too
            for place, choice in enumerate(choices):
                for form in choice:
                    self._by_word.setdefault(form, []).append((choices, place))

    def near(self, doc: Doc, start: int, end: int) -> bool:
        """True where one of the phrases holds the first word of the hit."""
        for choices, place in self._by_word.get(doc[start].lower_, ()):
            if self._runs(doc, start, choices[place + 1 :], 1) and self._runs(doc, start, choices[:place][::-1], -1):
                return True
        return False

    def _runs(self, doc: Doc, at: int, choices: list[frozenset[str]], step: int) -> bool:
        for choice in choices:
            for _ in range(3):
                at += step
                if not 0 <= at < len(doc):
                    return False
                token = doc[at]
                if token.lower_ in choice or token.lemma_.lower() in choice:
                    break
                if token.pos_ not in self.SMALL and token.text != "-":
                    return False
            else:
                return False
        return True


def in_passing(doc: Doc, start: int, end: int) -> bool:
    """True where the words only tell who somebody is: "Ann Lee, a pollster" or "the immigration lawyer Ann Lee"."""
    token = doc[start:end].root
    for _ in range(8):
        head = token.head
        if head is token:
            return False
        outside = not start <= head.i < end
        if outside and token.dep_ == "appos" and head.ent_type_ in ("PERSON", "ORG"):
            return True
        if outside and token.dep_ in ("compound", "nmod"):
            if head.ent_type_ == "PERSON" and token.ent_type_ != "PERSON":
                return True
            if any(child.dep_ == "appos" and child.ent_type_ in ("PERSON", "ORG") for child in head.children):
                return True
        if token.dep_ not in ("compound", "amod", "nmod", "conj", "poss", "appos"):
            return False
        token = head
    return False


VAGUE = _set(
    "people man woman child family year time day group number part country state issue thing way member world case "
    "party candidate campaign movement leader official minister lawyer worker voter company expert adviser head side"
)
"""Nouns that come again without meaning the same."""


def _kin(doc: Doc, hits: list[Hit], taken: set[int]) -> Iterator[Hit]:
    """The last word of a phrase that was found, or the noun that it describes, where it comes again and is pointed
    at: "the deal" after "trade deal", "the program" after "a visa program"."""
    first: dict[str, int] = {}
    for hit in hits:
        if hit.kind not in ("term", "entity"):
            continue
        last = doc[hit.end - 1]
        if last.dep_ in ("compound", "amod", "nmod") and last.head.i >= hit.end:
            last = last.head
        elif hit.end - hit.start == 1:
            continue
        word = last.lemma_.lower()
        if last.pos_ in ("NOUN", "PROPN") and last.ent_type_ != "PERSON" and word not in VAGUE:
            first[word] = min(first.get(word, hit.start), hit.start)
    if not first:
        return
    # By number and not token by token: this looks through the whole text for every topic.
    keys = [doc.vocab.strings.add(form) for word in first for form in (word, word.title())]
    for number in numpy.flatnonzero(numpy.isin(doc.to_array("LEMMA"), numpy.array(keys, dtype="uint64"))):
        token = doc[int(number)]
        if token.pos_ in ("NOUN", "PROPN") and token.i not in taken:
            named = first.get(token.lemma_.lower())
            if named is not None and named < token.i and pointed_at(doc, token.i, token.i + 1):
                yield Hit(token.i, token.i + 1, "kin")


def pointed_at(doc: Doc, start: int, end: int) -> bool:
    """True where the words are the head of a noun phrase that says it is known: "the long wall"."""
    head = doc[start:end].root
    return any(child.lower_ in POINTING for child in head.lefts if child.dep_ in ("det", "poss", "amod", "predet"))


def _other_body(doc: Doc, start: int, end: int, kind: str) -> bool:
    """True where the words are part of the name of somebody else: a firm, or a person called Wall."""
    after = doc[end] if end < len(doc) else None
    first = doc[start]
    if first.text[:1].isupper():
        for token in doc[end : end + 3]:
            if not token.text[:1].isupper() or not doc[token.i - 1].whitespace_:
                break
            if token.lower_.rstrip(".") in FIRMS:
                return True
    if kind not in ("hint", "term") or first.ent_type_ not in ("PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT"):
        return False
    named = first.is_title and (start == 0 or not first.is_sent_start or doc[start : end + 1].text.istitle())
    whole = first.ent_iob_ == "B" and (after is None or after.ent_iob_ != "I")
    if first.ent_type_ == "PERSON":
        return named and not whole and kind == "hint"
    return kind == "hint" and named and not whole


@lru_cache(maxsize=8)
def _compiled(nlp: Language) -> dict[str, TopicWords]:
    return {}


def topic_words(topic: Topic, nlp: Language) -> TopicWords:
    """The compiled phrases of a topic, kept from one article to the next. Raises TopicError for a bad pattern."""
    kept, key = _compiled(nlp), repr(topic)
    if key not in kept:
        if len(kept) >= MOST_KEPT:
            del kept[next(iter(kept))]
        kept[key] = TopicWords(topic, nlp)
    return kept[key]
