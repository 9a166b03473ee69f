"""Who is quoted in many articles: the sources counted by outlet, by month, by whether they are named, or one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from .description import without_article
from .dossier import NO_DATE
from .source import Source


class Named(Protocol):
    """Somebody whom several articles name, perhaps each in another way."""

    name: str
    """The name that most of them use."""


class ArticleSource(NamedTuple):
    """A source in one of many articles."""

    article: str
    """The path or address."""
    outlet: str
    month: str
    """ "2024-05"; "" if the article does not say when it was published."""
    source: Source
    named: Named | None = None
    """Who that is over all articles, if known."""


@dataclass
class SourceTotal:
    """The counts of one group of sources."""

    by: str
    """How the sources are grouped: one of GROUPINGS."""
    label: str
    """The name of the group in its first article."""
    person: Named | None = None
    """Who that is over all articles, if known."""
    sources: dict[str | int, tuple[bool, bool]] = field(default_factory=dict)
    """The sources of the group, each once in however many articles: whether it has a name, and whether the speaker is
    unsure in all its statements."""
    statements: int = 0
    words: int = 0
    quoted_words: int = 0
    unnamed_words: int = 0
    """Words of sources without a name."""
    articles: dict[str, list[str]] = field(default_factory=dict)
    """For each article, by path or address, the ids of its sources that are in the group."""

    @property
    def group(self) -> str:
        """The name of the group."""
        return self.person.name if self.person else self.label

    @property
    def named(self) -> int:
        """The number of sources with a name."""
        return sum(is_named for is_named, _ in self.sources.values())

    @property
    def unnamed(self) -> int:
        """The number of sources without a name."""
        return len(self.sources) - self.named

    @property
    def unsure(self) -> int:
        """The number of sources that are unsure in every article."""
        return sum(is_unsure for _, is_unsure in self.sources.values())

    @property
    def doubt(self) -> str:
        """The sign after the name of a source that is unsure in every article: "?", else ""."""
        return "?" if self.by == "source" and self.unsure == len(self.sources) else ""

    def add(self, one: ArticleSource) -> None:
        """Count a source."""
        source, key = one.source, source_key(one)
        _, was_unsure = self.sources.get(key, (True, True))
        self.sources[key] = source.name is not None, was_unsure and source.unsure
        self.articles.setdefault(one.article, []).append(source.id)
        self.statements += len(source.quotes)
        self.words += source.words
        self.quoted_words += source.quoted_words
        if source.name is None:
            self.unnamed_words += source.words


def source_key(one: ArticleSource) -> str | int:
    """The same for a source of two articles if it is one source: one name, or one description."""
    return id(one.named) if one.named else who(one).casefold()


def who(one: ArticleSource) -> str:
    """The name, else the description in brackets, with a small letter if it begins with an article."""
    called = one.source.called
    if without_article(called) != called:
        called = called[:1].lower() + called[1:]
    return one.source.name or f"({called})"


GROUPINGS: dict[str, Callable[[ArticleSource], str]] = {
    "source": who,
    "outlet": lambda one: one.outlet,
    "month": lambda one: one.month or NO_DATE,
    "named": lambda one: "named" if one.source.name else "not named",
}
"""The group of a source, for each way of counting. An unnamed source's group is its description in brackets."""


class SourceTotals:
    """Counts sources as they come, in one or several ways."""

    def __init__(self, ways: Iterable[str] = GROUPINGS) -> None:
        """`ways` are some of GROUPINGS."""
        self._groups: dict[str, dict[str | int, SourceTotal]] = {by: {} for by in ways}

    def add(self, one: ArticleSource) -> list[SourceTotal]:
        """Count a source; returns the groups that are new with it."""
        new = []
        for by, groups in self._groups.items():
            group, person = GROUPINGS[by](one), one.named if by == "source" else None
            key = source_key(one) if by == "source" else group.casefold()
            total = groups.get(key)
            if total is None:
                total = groups[key] = SourceTotal(by, group, person)
                new.append(total)
            # The same description with a small letter, if an article has it so, in whatever order the articles come.
            total.label = max(total.label, group)
            total.add(one)
        return new

    def of(self, by: str) -> list[SourceTotal]:
        """The groups, by words, the most first; months in order."""
        return in_order(self._groups[by].values(), by)


def in_order(found: Iterable[SourceTotal], by: str) -> list[SourceTotal]:
    """Groups of one kind by words, the most first; months in order."""
    return sorted(found, key=lambda total: total.group if by == "month" else (-total.words, total.group))


def totals(found: Iterable[ArticleSource], by: str) -> list[SourceTotal]:
    """The counts for each group, by words, the most first; months in order."""
    counted = SourceTotals([by])
    for one in found:
        counted.add(one)
    return counted.of(by)
