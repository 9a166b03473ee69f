"""What many articles say of one person, organisation or place, or of one topic: a dossier."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..text.analysis import Analysis, Quote
from ..text.analyzed import Analyzed
from ..text.article import Article
from ..text.charts import over_time
from ..text.span import Span
from ..text.speaker_name import UNNAMED, joined_names, sources_of

NO_DATE = "no date"
"""The time of the mentions in articles without a date."""


class DossierStatement(NamedTuple):
    """What somebody says in an article."""

    speaker: str
    words: str
    kind: str
    """"direct", "mixed" or "indirect"."""
    cue: str
    """The reporting verb; "" if there is none."""
    unsure: bool
    """Whether the program is not sure of the speaker."""


class SpeakerCount(NamedTuple):
    """How many statements of a dossier a speaker has."""

    speaker: str
    statements: int
    unsure: int
    """For how many of them the program is not sure of the speaker."""

    @property
    def shown(self) -> str:
        """The speaker, with a "?" if all of the statements are unsure."""
        doubted = self.unsure == self.statements and self.speaker != UNNAMED
        return f"{self.speaker}?" if doubted else self.speaker


class DossierArticle(NamedTuple):
    """One article in which the subject of a dossier appears."""

    path: str
    title: str
    outlet: str
    date: str
    """ISO 8601; "" if unknown."""
    mentions: int
    """How often a person is named, or how many passages are about a topic."""
    extracts: tuple[str, ...]
    """The sentence of the first mention, or the passages."""
    statements: tuple[DossierStatement, ...]
    """What the person says; for a topic, what anybody says in the passages."""


@dataclass(frozen=True)
class Dossier:
    """What the articles say of the subject."""

    kind: Literal["person", "topic"]
    subject: str
    articles: tuple[DossierArticle, ...]
    """In order of date; those without a date last."""
    described: tuple[tuple[str, int], ...] = ()
    """How articles describe the person, each with the number of articles, the most frequent first."""
    also: tuple[str, ...] = ()
    """Other names that the articles use."""

    @property
    def mentions(self) -> int:
        """Mentions or passages in all articles."""
        return sum(article.mentions for article in self.articles)

    @property
    def statements(self) -> int:
        """Statements in all articles."""
        return sum(len(article.statements) for article in self.articles)

    def by_time(self) -> list[tuple[str, int]]:
        """The mentions in each month from the first to the last, or in each year of a longer time; last, those in
        articles without a date, if there are any."""
        undated = sum(article.mentions for article in self.articles if not article.date)
        dated = over_time((article.date, article.mentions) for article in self.articles)
        return [*dated, (NO_DATE, undated)] if undated else dated

    def by_outlet(self) -> list[tuple[str, int]]:
        """The number of articles of each outlet, the most frequent first."""
        return Counter(article.outlet for article in self.articles if article.outlet).most_common()

    def by_speaker(self) -> list[SpeakerCount]:
        """The number of statements of each speaker, the most frequent first."""
        said = [one for article in self.articles for one in article.statements]
        unsure = Counter(one.speaker for one in said if one.unsure)
        return [SpeakerCount(*row, unsure[row[0]]) for row in Counter(one.speaker for one in said).most_common()]


def person_dossier(
    subject: str, names_in: Mapping[str, Collection[str]], found: Iterable[tuple[str, Analyzed]]
) -> Dossier:
    """The dossier of the people or organisations that each article calls by the names in `names_in`, by path or
    address.
    `found` has articles with their outlets."""
    articles: list[DossierArticle] = []
    described: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    names: Counter[str] = Counter()
    for outlet, one in found:
        called = names_in.get(one.path, ())
        entities = [entity for entity in one.analysis.entities if " ".join(entity.name.split()) in called]
        statements = list(_said_by(one, called))
        mentions = sorted(mention.span for entity in entities for mention in entity.mentions)
        if not mentions and not statements:
            continue
        roles = {role.text.casefold(): role.text for entity in entities for role in entity.roles}
        described.update(roles.keys())
        spelt |= roles
        names.update(entity.name for entity in entities)
        extracts = (_sentence(one.article, one.analysis, mentions[0]),) if mentions else ()
        articles.append(_article(one, outlet, len(mentions), extracts, statements))
    roles_found = tuple((spelt[role], count) for role, count in described.most_common())
    also = tuple(name for name, _ in names.most_common() if name != subject)
    return Dossier("person", subject, _in_order(articles), roles_found, also)


def topic_dossier(topic: str, fingerprint: str, found: Iterable[tuple[str, Analyzed]]) -> Dossier:
    """The dossier of a topic, from the passages that its present version has found."""
    articles: list[DossierArticle] = []
    for outlet, one in found:
        passages = [
            passage.span
            for topics in one.analysis.topics
            if topics.fingerprint == fingerprint
            for passage in topics.passages
        ]
        if passages:
            said = [_statement(one.article, quote) for quote in one.analysis.statements if _within(quote, passages)]
            extracts = tuple(" ".join(one.article.words(span).split()) for span in passages)
            articles.append(_article(one, outlet, len(passages), extracts, said))
    return Dossier("topic", topic, _in_order(articles))


def _article(
    one: Analyzed, outlet: str, mentions: int, extracts: tuple[str, ...], statements: Iterable[DossierStatement]
) -> DossierArticle:
    article = one.article
    return DossierArticle(one.path, article.title, outlet, article.date or "", mentions, extracts, tuple(statements))


def _in_order(articles: Iterable[DossierArticle]) -> tuple[DossierArticle, ...]:
    return tuple(sorted(articles, key=lambda article: (article.date or "9999", article.title)))


def _said_by(one: Analyzed, names: Collection[str]) -> Iterator[DossierStatement]:
    for quote in one.analysis.statements:
        if any(" ".join(name.split()) in names for name in quote.speakers_named):
            yield _statement(one.article, quote)


def _statement(article: Article, quote: Quote) -> DossierStatement:
    words = " … ".join(" ".join(article.words(span).split()) for span in quote.spans)
    cue = " ".join(article.words(quote.cue).split()) if quote.cue else ""
    speaker = joined_names(sources_of(article.text, quote)) or UNNAMED
    return DossierStatement(speaker, words, quote.kind, cue, quote.unsure and not quote.confirmed)


def _within(quote: Quote, passages: Iterable[Span]) -> bool:
    return any(quote.span.overlaps(span) for span in passages)


def _sentence(article: Article, analysis: Analysis, span: Span) -> str:
    at = bisect_right(analysis.sentences, span.start, key=lambda sentence: sentence.start) - 1
    inside = at >= 0 and analysis.sentences[at].covers(span.start)
    return " ".join(article.words(analysis.sentences[at] if inside else span).split())
