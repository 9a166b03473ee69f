"""A library of generated news: articles of some 600 words, with the analysis of each.

Words are drawn with the frequencies of news: five in six as in the samples, the others by Zipf's law from sixty
thousand invented types; so a few occur in a third of all articles and most in hardly any. Names, quotations,
figures and passages have exact positions, because they are generated together with the text.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from tests.benchmarks.corpus import sources
from tui.text.analysis import (
    Analysis,
    Because,
    Entity,
    Figure,
    Mention,
    Passage,
    Pronoun,
    Quote,
    Role,
    Speaker,
    TopicPassages,
)
from tui.text.article import Article, Block
from tui.text.span import Span

if TYPE_CHECKING:
    from tui.store.database import Store

MODEL = "benchmark"
TOPICS = ("migration", "trade", "climate", "elections", "public_health", "war")
TYPES = 60_000
RARE = 0.17
"""The share of invented words."""
SITES = 60
PEOPLE = 20_000
PLACES = 2_000
AT_ONCE = 500
"""Articles in one transaction, as many as a bulk import would risk."""


def fill(store: Store, first: int, last: int) -> None:
    """Add the articles from `first` up to but not including `last` to the library, with analyses and some notes."""
    for begin in range(first, last, AT_ONCE):
        with store.writing():
            for number in range(begin, min(last, begin + AT_ONCE)):
                made = make(number)
                store.articles.keep(made.article)
                store.articles.keep_analysis(made.analysis, "1")
                if number % 50 == 7:
                    for span in made.quotes[:2]:
                        store.notebook.add(made.article, span, label="check", note=f"Look at this again, no. {number}.")
                if number % 20 == 3:
                    offset = len(made.article.text) // 2
                    state = {"done": 0.5, "list": "people"}
                    store.articles.keep_position(made.article.source, made.article.digest, offset, state)


@dataclass(frozen=True, slots=True)
class Made:
    """One article and its analysis."""

    article: Article
    analysis: Analysis
    quotes: tuple[Span, ...]


def make(number: int) -> Made:
    """The article with that number, always the same."""
    return _Writer(number).made()


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Words with their cumulative weights."""
    counted = Counter(word.lower() for text in sources() for word in re.findall(r"[A-Za-z]{2,}", text))
    real = [word for word, _ in counted.most_common()]
    dice = random.Random(5)
    made: dict[str, None] = dict.fromkeys(real)
    while len(made) < TYPES:
        made.setdefault(_word(dice, dice.choice((1, 1, 2, 2, 2, 3))))
    tail = [1 / (rank + 30) ** 1.05 for rank in range(len(made) - len(real))]
    share = RARE * sum(counted.values()) / (1 - RARE) / sum(tail)
    return list(made), list(
        accumulate([*(float(counted[word]) for word in real), *(share * weight for weight in tail)])
    )


def _word(dice: random.Random, syllables: int) -> str:
    begin = ("b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "pr", "tr", "ch", "con",
             "re", "in", "de", "un", "")  # fmt: skip
    middle = ("a", "e", "i", "o", "u", "ea", "ou", "ai", "ee")
    end = ("", "", "n", "r", "s", "t", "l", "nd", "st", "ng", "m", "ck")
    core = "".join(dice.choice(begin) + dice.choice(middle) + dice.choice(end) for _ in range(syllables))
    return core + dice.choice(("", "", "", "s", "ed", "ing", "er", "ion", "ly"))


@cache
def people() -> tuple[list[str], list[float]]:
    """Full names with cumulative weights; a few occur in very many articles."""
    dice = random.Random(6)
    first = [_word(dice, 1).title() for _ in range(400)]
    last = [_word(dice, 2).title() for _ in range(6000)]
    names = list(dict.fromkeys(f"{dice.choice(first)} {dice.choice(last)}" for _ in range(PEOPLE)))
    return names, list(accumulate(1 / (rank + 5) for rank in range(len(names))))


@cache
def places() -> tuple[list[str], list[float]]:
    """Names of places and organisations."""
    dice = random.Random(8)
    names = list(dict.fromkeys(_word(dice, 2).title() for _ in range(PLACES)))
    return names, list(accumulate(1 / (rank + 3) for rank in range(len(names))))


class _Writer:
    """Write one article and record the position of everything in it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.dice = random.Random(number)
        self.parts: list[str] = []
        self.at = 0
        self.blocks: list[Block] = []
        self.sentences: list[Span] = []
        self.named: dict[str, list[Span]] = {}
        self.quotes: list[Quote] = []
        self.figures: list[Figure] = []
        self.pronouns: list[Pronoun] = []
        words, weights = vocabulary()
        self.pool = iter(self.dice.choices(words, cum_weights=weights, k=1500))
        self.cast = list(dict.fromkeys(self.dice.choices(people()[0], cum_weights=people()[1], k=9)))
        self.scene = list(dict.fromkeys(self.dice.choices(places()[0], cum_weights=places()[1], k=11)))
        self.full: set[str] = set()

    def made(self) -> Made:
        year, month, day = 2014 + self.number % 12, 1 + self.number // 7 % 12, 1 + self.number // 3 % 28
        title = self._words(self.dice.randint(6, 10)).capitalize()
        self._block("headline", lambda: self._put(title))
        paragraphs = self.dice.randint(14, 24)
        for _ in range(paragraphs):
            self._block("paragraph", self._paragraph)
        text = "".join(self.parts)
        site = f"site{self.number % SITES}.example"
        address = f"https://{site}/{year}/{month:02}/{self.number}"
        article = Article(
            address if self.number % 2 else f"/news/{year}/{month:02}/article-{self.number}.md",
            text,
            tuple(self.blocks),
            headline=title,
            byline=f"By {people()[0][-1 - self.number % 500]}",
            date=f"{year}-{month:02}-{day:02}",
            site=site,
            url=address,
            format="markdown",
        )
        return Made(article, self._analysis(article.digest), tuple(quote.span for quote in self.quotes))

    def _analysis(self, digest: str) -> Analysis:
        ids = {name: f"e{n}" for n, name in enumerate(self.named)}
        entities = tuple(
            Entity(
                ids[name], name, "PERSON" if " " in name else "GPE", tuple(Mention(span) for span in spans),
                (name.split()[-1],) if " " in name and len(spans) > 1 else (),
                (Role(spans[0], self._words(4)), Role(spans[-1], self._words(3))) if " " in name else (),
            )
            for name, spans in sorted(self.named.items(), key=lambda item: -len(item[1]))
        )  # fmt: skip
        topics = []
        for n, name in enumerate(TOPICS[:3] if self.number % 2 else TOPICS[3:]):
            chosen = self.sentences[n + 2 : n + 4] if (self.number // 2 + n) % 4 == 0 else ()
            passages = tuple(
                Passage(
                    span, (Because(span, "term", f"“{name}” is a term of {name}", (Span(span.start, span.start + 5),)),)
                )
                for span in chosen
            )
            topics.append(TopicPassages(name, "benchmark", passages))
        return Analysis(
            digest, MODEL, tuple(self.sentences), entities, tuple(self.pronouns), tuple(self.quotes), tuple(topics),
            tuple(self.figures),
        )  # fmt: skip

    def _put(self, words: str) -> Span:
        begin = self.at
        self.parts.append(words)
        self.at += len(words)
        return Span(begin, self.at)

    def _words(self, count: int) -> str:
        return " ".join(next(self.pool) for _ in range(count))

    def _block(self, kind: str, write: object) -> None:
        if self.blocks:
            self._put("\n\n")
        begin = self.at
        write()  # type: ignore[operator]
        self.blocks.append(Block(Span(begin, self.at), kind))  # type: ignore[arg-type]

    def _paragraph(self) -> None:
        for n in range(self.dice.randint(1, 3)):
            if n:
                self._put(" ")
            begin = self.at
            kind = self.dice.random()
            if kind < 0.35:
                self._quote()
            elif kind < 0.75:
                self._figure(begin)
            else:
                self._plain()
            self.sentences.append(Span(begin, self.at))
            if self.dice.random() < 0.4:
                meant = f"e{self.dice.randrange(9)}"
                self.pronouns.append(Pronoun(Span(begin, begin + 3), meant, "nearest name that is the subject"))

    def _name(self, names: Sequence[str]) -> tuple[str, Span]:
        name = self.dice.choice(names)
        span = self._put(name.split()[-1] if name in self.full else name)
        self.full.add(name)
        self.named.setdefault(name, []).append(span)
        return name, span

    def _plain(self) -> None:
        self._put(self._words(5).capitalize() + " ")
        self._name(self.cast + self.scene)
        self._put(" " + self._words(self.dice.randint(8, 20)) + ".")

    def _figure(self, begin: int) -> None:
        self._put(self._words(6).capitalize() + " ")
        span = self._put(str(self.dice.randint(2, 90_000)))
        self._put(f" {self._words(4)} in ")
        self._name(self.scene)
        self._put(".")
        self.figures.append(Figure(span, "CARDINAL", Span(begin, self.at)))

    def _quote(self) -> None:
        said = self._put(f"“{self._words(self.dice.randint(6, 18)).capitalize()},”")
        self._put(" ")
        if self.dice.random() < 0.3:
            mention, name = self._put("she"), self.cast[0]
            self.pronouns.append(Pronoun(mention, "e0", "nearest woman named as subject"))
            self._put(" ")
            cue = self._put("said")
        else:
            cue = self._put("said")
            self._put(" ")
            name, mention = self._name(self.cast)
        self._put(".")
        self.quotes.append(
            Quote("direct", (said,), cue, Speaker(mention, name, "e0"), None, "subject of “said”, same sentence")
        )


def pieces(numbers: range) -> Iterator[Made]:
    """The articles with these numbers."""
    return map(make, numbers)
