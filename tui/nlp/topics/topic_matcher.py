"""Where the words of a topic occur in a text.

A phrase is written once and found in all its forms: "trade deal" also as "trade deals" and "Trade-Deal", "seek asylum"
also as "sought asylum". In the reader's own topics, "tariffs" also finds "tariff". A phrase in capitals ("ICE", "WTO")
matches only itself. spaCy's PhraseMatcher does the search: its cost hardly grows with the number of phrases.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast

from spacy.errors import MatchPatternError
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from ...text.topic import Topic, TopicError
from .exclusions import Exclusions
from .inflection import forms, is_exact, variants
from .match_context import echoes, in_passing, names_another_body, sets_the_scene
from .poll_findings import find_findings, is_about_polls
from .senses import has_another_sense
from .sentence_index import RequiredWord, required_words, sentence_index, sentence_tokens

MatchKind = Literal["term", "finding", "scene", "entity", "name", "passing", "hint", "echo"]
_PRIORITY: dict[str, int] = {"term": 0, "finding": 1, "entity": 2, "name": 3, "hint": 4}

MOST_COMPILED = 64
"""Topics that stay compiled. Somebody who types a topic creates a new one with every word."""


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """Words of a topic in a text."""

    start: int
    """First token."""
    end: int
    """One past the last token."""
    kind: MatchKind
    """"term" and "entity" are as in the topic. "finding" is a poll's result in a topic on polls ("half of them say"),
    which has none of the topic's words. "scene" is a term that only gives a time or a role ("during the war",
    "the nominee"); it counts where a term occurs elsewhere. "name" is the topic's own name as a noun ("trade"), which
    counts once another match has shown the topic. "passing" is a term that only describes somebody ("the immigration
    lawyer Ann Lee"), and "echo" the last word of a term that occurred before ("the deal" after "trade deal"); both are
    as weak as a "hint"."""


class TopicMatcher:
    """The phrases of one topic, compiled. That takes some milliseconds, a search less."""

    def __init__(self, topic: Topic, nlp: Language) -> None:
        self._folded = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._lemmas = PhraseMatcher(nlp.vocab, attr="LEMMA")
        self._exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._patterns = Matcher(nlp.vocab)
        self._required: list[tuple[RequiredWord, ...]] = []
        self._vocab = nlp.vocab
        self._tokenizer = nlp.tokenizer
        self._exclusions = Exclusions(topic.exclude)
        terms = [phrase.lower().replace("-", " ").split() for phrase in topic.terms]
        self._phrases = frozenset(" ".join(words) for words in terms)
        self._single_words = frozenset(form for words in terms if len(words) == 1 for form in forms(words[0]))
        self._is_about_polls = is_about_polls(self._phrases)
        # Without names: an agency named after customs does not relate migration to trade.
        self._words = frozenset(
            word for phrase in topic.terms for word in phrase.replace("-", " ").split() if word.islower()
        )
        for kind, phrases in (("term", topic.terms), ("hint", topic.hints), ("exclude", topic.exclude)):
            self._add(kind, phrases, both_numbers=topic.both_numbers and kind != "exclude")
        if not is_exact(topic.name) and re.search(r"\w", topic.name):
            self._add("name", (topic.name,))
        names = [name for phrase in topic.entities for name in (phrase, phrase.upper(), phrase.replace("'", "’"))]
        if names:
            self._exact.add("entity", [self._tokenizer(name) for name in names])
        if topic.patterns:
            self._add_patterns(topic)

    def _add_patterns(self, topic: Topic) -> None:
        try:
            self._patterns.add("term", [part for pattern in topic.patterns for part in expand(pattern)])
            self._required = [required_words(pattern, self._vocab.strings) for pattern in topic.patterns]
        except (MatchPatternError, ValueError, KeyError, TypeError, NotImplementedError) as error:
            problem = f"has a pattern that spaCy refuses: {' '.join(str(error).split())[:300]}"
            raise TopicError(problem, file=topic.origin, topic=topic.name, field="patterns") from None

    def _add(self, kind: str, phrases: tuple[str, ...], *, both_numbers: bool = False) -> None:
        exact = [phrase for phrase in phrases if is_exact(phrase)]
        folded = [phrase for phrase in phrases if not is_exact(phrase)]
        if exact:
            self._exact.add(kind, [self._tokenizer(phrase) for phrase in exact])
            if kind == "term":
                # Some papers write "Nafta"; it counts if something else shows the topic too.
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
            is_name = phrase.split()[-1][0].isupper()  # "Williams" must not find "William"
            written += variants(phrase.lower(), both_numbers=both_numbers and not is_name)
            words = plain.split()
            lemmas[tuple(words)] = None
            if len(words) > 1:  # not a single word: "customs" must not match "custom"
                lemmas[(*words[:-1], words[-1].removesuffix("s"))] = None
        self._fill(self._folded, kind, written)
        self._fill(self._lemmas, kind, lemmas)

    def _fill(self, matcher: PhraseMatcher, kind: str, phrases: Iterable[tuple[str, ...]]) -> None:
        """Add phrases to a matcher as numbers of words, as its own unpickling does.

        As Docs, the phrases of migration take 300 ms; this way they take 10.
        """
        add = self._vocab.strings.add
        keys = [[add(word) for word in words] for words in phrases]
        if keys:
            matcher.add(kind, cast("list[Doc]", keys))

    def is_related(self, other: TopicMatcher) -> bool:
        """True if the terms of the two topics overlap: "voter" and "likely voters"."""
        return bool(
            self._phrases & other._phrases or self._single_words & other._words or other._single_words & self._words
        )

    def find(self, doc: Doc) -> list[TopicMatch]:
        """The topic's words in `doc`, in the order of the text.

        Excluded phrases and the names of companies are left out, and so is a match inside a stronger one. Where a
        single excluded word occurs ("cocaine"), the sentence is about something else and its hints do not count.
        """
        excluded, other_sentences, candidates = self._candidates(doc)
        matches: list[TopicMatch] = []
        taken: set[int] = set()
        other_senses: set[int] = set()
        for start, end, kind in sorted(candidates, key=lambda c: (_PRIORITY[c[2]], c[0] - c[1], c[0])):
            tokens = range(start, end)
            if excluded.intersection(tokens) or taken.intersection(tokens):
                continue
            if kind == "hint" and start in other_sentences:
                continue
            if self._exclusions.cover(doc, start) or names_another_body(doc, start, end, kind):
                continue
            if kind == "name" and doc[end - 1].pos_ not in ("NOUN", "PROPN"):
                continue
            taken.update(tokens)
            if kind == "term" and in_passing(doc, start, end):
                kind = "passing"
            elif kind in ("term", "finding", "name") and has_another_sense(doc, start, end, self._words):
                kind = "hint"
                other_senses.add(start)
            elif kind == "term" and sets_the_scene(doc, start, end):
                kind = "scene"
            matches.append(TopicMatch(start, end, cast(MatchKind, kind)))
        matches = keep_first_sense(doc, matches, other_senses)
        terms = [(match.start, match.end) for match in matches if match.kind in ("term", "finding", "scene", "entity")]
        matches += [TopicMatch(token, token + 1, "echo") for token in echoes(doc, terms, taken | excluded)]
        return sorted(matches, key=lambda match: match.start)

    def _candidates(self, doc: Doc) -> tuple[set[int], set[int], set[tuple[int, int, str]]]:
        """The excluded tokens, the tokens of sentences about something else, and all that the matchers found."""
        excluded: set[int] = set()
        other_sentences: set[int] = set()
        found: set[tuple[int, int, str]] = set()
        for matcher in (self._folded, self._lemmas, self._exact):
            for key, start, end in matcher(doc) if len(matcher) else ():
                kind = self._vocab.strings[key]
                if kind == "exclude":
                    excluded.update(range(start, end))
                    if end - start == 1:
                        other_sentences.update(sentence_tokens(doc, start))
                else:
                    found.add((start, end, kind))
        found.update((start, end, "term") for start, end in self._pattern_matches(doc))
        if self._is_about_polls:
            found.update((start, end, "finding") for start, end in find_findings(doc))
        return excluded, other_sentences, found

    def _pattern_matches(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """The tokens that match a pattern, one sentence at a time, so that no match crosses a sentence's end."""
        if self._required:
            index = sentence_index(doc)
            for number in index.candidates(self._required):
                first, last = index.spans[number]
                for _, start, end in self._patterns(doc[first:last]):
                    yield first + start, first + end


def keep_first_sense(doc: Doc, matches: Iterable[TopicMatch], other_senses: Collection[int]) -> list[TopicMatch]:
    """The matches, in which a word that first had another sense is a hint wherever it comes again by itself.

    A text keeps to one sense of a word: Gale, Church and Yarowsky, "One sense per discourse" (1992). `other_senses`
    are the first tokens of the matches that were found to have another sense.
    """
    first: dict[str, bool] = {}
    kept: list[TopicMatch] = []
    for match in sorted(matches, key=lambda match: match.start):
        word = doc[match.start : match.end].root.lemma_.lower()
        is_other = first.setdefault(word, match.start in other_senses) and match.end - match.start == 1
        kept.append(
            TopicMatch(match.start, match.end, "hint")
            if is_other and match.kind in ("term", "finding", "scene")
            else match
        )
    return kept


def expand(pattern: tuple[dict[str, Any], ...]) -> list[list[dict[str, Any]]]:
    """A token pattern as several if its first token may be any of a list of words.

    spaCy tries the first token at every position of the text; a list costs a Python call each time, a word nothing.
    """
    first, rest = pattern[0], list(pattern[1:])
    for key in ("LOWER", "LEMMA", "ORTH", "TEXT"):
        value = first.get(key)
        if isinstance(value, dict) and set(value) == {"IN"} and isinstance(value["IN"], list):
            return [[{**first, key: word}, *rest] for word in value["IN"]]
    return [[first, *rest]]


@lru_cache(maxsize=8)
def _compiled(nlp: Language) -> dict[str, TopicMatcher]:
    return {}


def topic_matcher(topic: Topic, nlp: Language) -> TopicMatcher:
    """The matcher of a topic, compiled once and reused for other articles. Raises TopicError for a bad pattern."""
    compiled, key = _compiled(nlp), repr(topic)
    if key not in compiled:
        if len(compiled) >= MOST_COMPILED:
            del compiled[next(iter(compiled))]
        compiled[key] = TopicMatcher(topic, nlp)
    return compiled[key]
