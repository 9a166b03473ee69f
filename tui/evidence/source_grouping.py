"""Puts the quotes of an article into rows, one for each source.

A row is an entity, or a description that the article uses for nobody else. Descriptions that mean the same source share
a row: the answers of a poll belong to the poll, a statement to its issuer, "the source" to the only one so far.
Each of several joint speakers ("Ruiz and Lund said") has the quote. Pictures and videos, which have no words, have no
row.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice, takewhile

from ..text.analysis import Analysis, Entity, Quote
from ..text.article import Article
from ..text.span import Span
from ..text.speaker_name import PRONOUNS, short_description
from .description import (
    description_kind,
    head_noun,
    is_definite,
    is_plural,
    is_polled,
    proper_name,
    publisher_name,
    singular,
    without_article,
)
from .pollster import pollster
from .source_nouns import ANYBODY, BODIES, ISSUED, POLLS, UNSPOKEN

_JOINED = re.compile(r"(?:,|\s|\band\b|&)+$")
"""The words and marks between two people who speak together."""

_ISSUING = re.compile(
    r"\s[^.,;:“”\"]{0,40}\b(?:gave|issued|made|posted|published|put out|released|said in|sent|shared|tweeted|wrote)\s"
)
"""Between whoever issues a statement and the statement."""
_GOES_ON = re.compile(r"(?:^|[.!?]\s|\n)(?:The|It|They|He|She)\s[^.!?\n]*$")
"""Before a further statement whose sentence begins with somebody known: "The company denied it in a statement"."""
_NEAR = 4000
"""Code points back in which the first mention of a statement is looked for."""

_ANOTHER = re.compile(r"\b(?:an?other|different|earlier|last|other|previous|second|separate)\b", re.IGNORECASE)
"""In the words for a poll that is not the one of which the article says who conducted it."""

_RELATIVE = re.compile(r",?\s(?:who|which|that|whose)\s")

_OF_PUBLISHER = r"\s+(?:by|from|in|of)\s+(?:the\s+|an?\s+)?"


@dataclass(slots=True)
class SourceRow:
    """The quotes of one source."""

    id: str
    """The entity's id, else the description in lower case."""
    name: str | None
    entity: Entity | None
    called: list[str] = field(default_factory=list)
    """The words for this source next to each quote that is not shared with others."""
    quotes: list[Quote] = field(default_factory=list)

    @property
    def description(self) -> str:
        """The first words for it: a name or a description."""
        return self.called[0] if self.called else self.entity.name if self.entity else self.id


class SourceGrouping:
    """The rows of one article. Quotes are added in order of the text, since "the source" means an earlier one."""

    def __init__(self, article: Article, analysis: Analysis) -> None:
        self.article = article
        self.entities = {entity.id: entity for entity in analysis.entities}
        self.mentions = [(span, entity) for entity in analysis.entities for span in entity.spans]
        self.mentions.sort(key=lambda mention: mention[0])
        self.by_name = {
            name.casefold(): entity for entity in analysis.entities for name in (entity.name, *entity.aliases)
        }
        self.rows: dict[str, SourceRow] = {}
        self.unattributed = 0
        self._issuers: dict[str, SourceRow] = {}
        self._documents: dict[str, SourceRow] = {}
        """The row of the last document of each noun."""
        self._pollster = pollster(article.text, self.mentions)
        self._statements = sorted(analysis.statements, key=lambda quote: quote.span)

    def add(self, quote: Quote) -> None:
        """Put a quote into the rows of its speakers."""
        rows = self._speakers(quote)
        if not rows:
            self.unattributed += 1
        for row, words in rows:
            if all(quote.spans != other.spans for other in row.quotes):
                row.quotes.append(quote)
            if words:
                row.called.append(words)

    def _speakers(self, quote: Quote) -> list[tuple[SourceRow, str]]:
        """The row of each speaker of a quote, with the words that mean this speaker."""
        found: list[tuple[SourceRow, str]] = []
        speakers = quote.speakers
        for number, speaker in enumerate(speakers):
            following = speakers[number + 1].mention if number + 1 < len(speakers) else None
            mention = _alone(speaker.mention, following)
            words = " ".join(self.article.words(mention).split()) if mention else speaker.name or ""
            words = _JOINED.sub("", words)
            entity = self.entities.get(speaker.entity or "")
            if quote.confirmed and speaker.name and entity is None:
                # The reader's name for a speaker; the article's words, such as "he", may mean somebody else.
                words, mention = speaker.name, None
            row = self._of_entity(entity) if entity else self._described(words, speaker.name, mention)
            if row:
                found.append((row, words))
        return found

    def _described(self, words: str, name: str | None, mention: Span | None) -> SourceRow | None:
        """The row of a speaker that is not an entity; None if the words mean nobody in particular."""
        noun = head_noun(words)
        if words.lower() in PRONOUNS or noun in UNSPOKEN:
            return None
        if is_polled(words):
            if self._pollster:
                return self._of_entity(self._pollster)
            return self._latest(lambda row: head_noun(row.description) in POLLS) or self._row("poll", None)
        if description_kind(words) == "document":
            is_known = is_definite(words) and without_article(words).lower() == noun and noun in self._documents
            if is_known and singular(noun) not in ISSUED:
                return self._documents[noun]  # "the report", after "the council's impact report"
            self._documents[noun] = self._document(words, noun, mention)
            return self._documents[noun]
        proper = proper_name(name) or self._named_after_person(name) if name else None
        if proper:
            entity = self.by_name.get(proper.casefold())
            return self._of_entity(entity) if entity else self._row(proper.casefold(), proper)
        if is_definite(words):
            if mention and not self.rows and (entity := self._named_next(noun, mention)):
                return self._of_entity(entity)
            name = self._named_before(words, mention) if mention else None
            row = self._row(name.casefold(), name) if name else self._mentioned_before(words, noun)
            if row:
                return row
        return self._row(without_article(short_description(words)).casefold(), None)

    def _named_after_person(self, name: str) -> str | None:
        """The name of an organisation named after a person, without an article: "Lind administration"; else None."""
        person, _, body = without_article(name).rpartition(" ")
        entity = self.by_name.get(person.casefold())
        return f"{person} {body}" if entity and entity.label == "PERSON" and body in BODIES else None

    def _document(self, words: str, noun: str, mention: Span | None) -> SourceRow:
        """The row of a text: its publisher's, if the words name one or if the text speaks for an earlier source."""
        if noun in POLLS and self._pollster and not _ANOTHER.search(words):
            return self._of_entity(self._pollster)
        inside = self._mentions_inside(mention) if mention else []
        for span, entity in inside:
            if entity.label in ("ORG", "PERSON") and self._is_publisher(span, noun, mention):
                return self._of_entity(entity)
        if singular(noun) in ISSUED and is_definite(words):
            issuer = self._issuer(noun, mention)
            if issuer:
                return issuer
        name = publisher_name(words, noun)
        if name and any(self.article.words(span) == name for span, _ in inside):
            name = None  # "an American survey"
        return self._row((name or without_article(short_description(words))).casefold(), name)

    def _issuer(self, noun: str, mention: Span | None) -> SourceRow | None:
        """The row of whoever issued "the statement"; None if it is introduced ("a statement") without a name for it."""
        end = mention.start if mention else 0
        begin = max(0, end - _NEAR)
        article = r"\b(?:an?|another|its|his|her|their)\s+(?:\w+\s+){0,2}"
        introduced = [*re.finditer(article + re.escape(noun) + r"\b", self.article.text[begin:end])]
        if not introduced:
            issuer = self._issuers.get(noun) or self._latest(lambda row: row.name is not None)
            if issuer:
                self._issuers[noun] = issuer
            return issuer
        at = begin + introduced[-1].start()
        before = bisect_left(self.mentions, at, key=lambda mention: mention[0].start) - 1
        if before < 0:
            return None
        span, entity = self.mentions[before]
        is_issuer = entity.label in ("ORG", "PERSON") and _ISSUING.fullmatch(self.article.text[span.end : at])
        if is_issuer:
            self._issuers[noun] = self._of_entity(entity)
        elif not _GOES_ON.search(self.article.text[begin:at]):
            return None
        return self._issuers.get(noun)

    def _mentions_inside(self, words: Span) -> list[tuple[Span, Entity]]:
        at = bisect_left(self.mentions, words.start, key=lambda mention: mention[0].start)
        near = takewhile(lambda mention: mention[0].start < words.end, islice(self.mentions, at, None))
        return [(span, entity) for span, entity in near if words.contains(span)]

    def _is_publisher(self, span: Span, noun: str, mention: Span | None) -> bool:
        """Whether a name is in the position of a publisher: before the noun, or right after it with a preposition."""
        before = self.article.words(Span(mention.start, span.start)) if mention else ""
        if _RELATIVE.search(before):
            return False  # "the statement, which was obtained by Variety"
        return noun not in before.lower().split() or bool(
            re.search(rf"\b{re.escape(noun)}{_OF_PUBLISHER}$", before, re.I)
        )

    def _named_next(self, noun: str, mention: Span) -> Entity | None:
        """The person whom the opening calls by an office, and the next paragraph by name: "…, its head said",
        and then "“…,” Henrik Lind told reporters", without another word for who he is."""
        if noun in ANYBODY or is_plural(noun) or noun in BODIES:
            return None
        start = len(self.article.text) - len(self.article.text[mention.end :].partition("\n")[2].lstrip())
        end = self.article.text.find("\n", start)
        quote = next((one for one in self._statements if one.span.start >= start), None)
        if quote is None or quote.speaker is None or not start <= quote.span.start < end:
            return None
        entity = self.entities.get(quote.speaker.entity or "")
        is_new = entity and entity.label == "PERSON" and not entity.roles and entity.spans[0] == quote.speaker.mention
        return entity if is_new else None

    def _named_before(self, words: str, mention: Span) -> str | None:
        """The name of the body that "the administration" means, if the last one before it was named after a person:
        "Lind administration" for "Lind's administration"."""
        body = without_article(words)
        if body not in BODIES:
            return None
        before = self.article.text[max(0, mention.start - _NEAR) : mention.start]
        last = [*re.finditer(rf"\b(?P<owner>[\w-]+)(?:['’]s?)?\s+{body}\b", before)][-1:]
        return self._named_after_person(f"{last[0]['owner']} {body}") if last else None

    def _mentioned_before(self, words: str, noun: str) -> SourceRow | None:
        """The unnamed source that "the official" means: the last one called by that noun and no other words, or by a
        noun for any source if there is only one."""
        told = set(without_article(words).casefold().split())

        def is_same(row: SourceRow) -> bool:
            return row.name is None and told <= set(row.description.casefold().split())

        if same := self._latest(is_same):
            return same
        people = [
            row for row in self.rows.values() if row.name is None and description_kind(row.description) == "person"
        ]
        return people[0] if len(people) == 1 and {noun} == told <= ANYBODY else None

    def _latest(self, wanted: Callable[[SourceRow], bool]) -> SourceRow | None:
        """The one of the wanted rows that has the latest statement."""
        rows = [row for row in self.rows.values() if row.quotes and wanted(row)]
        return max(rows, key=lambda row: row.quotes[-1].span, default=None)

    def _of_entity(self, entity: Entity) -> SourceRow:
        name = None if entity.label == "NORP" else entity.name  # "Republicans say" names nobody
        return self._row(entity.id, name, entity)

    def _row(self, id: str, name: str | None, entity: Entity | None = None) -> SourceRow:
        return self.rows.setdefault(id, SourceRow(id, name, entity))


def _alone(mention: Span | None, following: Span | None) -> Span | None:
    """The words for a speaker up to those for the next one: "Ruiz and" of "Ruiz and Lund"."""
    if mention and following and mention.start < following.start < mention.end:
        return Span(mention.start, following.start)
    return mention
