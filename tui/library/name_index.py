"""The names in several articles, one row for each person, organisation, place or thing.

The names of several articles share a row if kind and name agree, or if one article's name is an alias in the other
("APEC"), in whatever order the articles come. An alias of several different names joins none of them: "Senate" may be
that of the country or of a state.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ..store.findings import entities_in_order, names_of
from ..text.entity_kinds import KINDS as HEADINGS
from ..text.entity_kinds import kind_of_label, name_key

if TYPE_CHECKING:
    from ..store.findings import StoredName
    from ..text.analysis import Entity
    from ..text.analyzed import Analyzed

KINDS = tuple(dict.fromkeys(kind.lower() for kind in HEADINGS.values()))
"""The kinds in words, in the order of a list: "people", "organisations", "places" …"""


def kind_of(entity: Entity | StoredName) -> str:
    """The kind of an entity: one of KINDS."""
    return kind_of_label(entity.label)


@dataclass(eq=False, slots=True)
class NameRow:
    """One person, organisation, place or thing over all articles."""

    kind: str
    names: Counter[str] = field(default_factory=Counter)
    """Its names in the articles, and how many articles use each."""
    name: str = ""
    """The name that most articles use; if several do, that with the most mentions, and among these the longest."""
    mentions: int = 0
    """Number of mentions in all articles together."""
    unsure: int = 0
    """How many of the mentions are uncertain."""
    certain: bool = False
    """Whether an article has no uncertain mention of it."""
    said: int = 0
    """How many quotations it is the speaker of."""
    _named: Counter[str] = field(default_factory=Counter)
    """The number of mentions in the articles that use each name."""
    _aliases: dict[str, None] = field(default_factory=dict)
    _roles: dict[str, None] = field(default_factory=dict)
    where: dict[str, dict[str, int]] = field(default_factory=dict)
    """For each path or address, the names that the article uses for it, and how many quotations each name has."""
    found: list[tuple[str, Entity]] = field(default_factory=list)
    """Path or address and entity, one for each article; filled only for exports with every mention."""

    def count(self, source: str, stored: StoredName) -> None:
        """Add what one article says about it."""
        name = stored.name
        self.names[name] += 1
        self._named[name] += stored.mentions
        self.name = max(self.names, key=lambda one: (self.names[one], self._named[one], len(one), one))
        self.mentions += stored.mentions
        self.unsure += stored.unsure
        self.certain = self.certain or not stored.unsure
        self.said += stored.said
        self._aliases.update(dict.fromkeys((name, *stored.aliases)))
        self._roles.update(dict.fromkeys(stored.roles))
        self.where.setdefault(source, {})[name] = stored.said

    @property
    def aliases(self) -> list[str]:
        """Its other names, each once."""
        own = self.name
        return [name for name in self._aliases if name != own]

    @property
    def roles(self) -> list[str]:
        """Its roles in all articles, each once."""
        return list(self._roles)

    @property
    def sources(self) -> list[str]:
        """The articles it occurs in."""
        return list(self.where)

    @property
    def articles(self) -> int:
        """How many articles it occurs in."""
        return len(self.where)


def proves(kind: str, form: str) -> bool:
    """Whether two articles that use this form of a name mean the same person or thing. A surname alone proves nothing:
    "Smith" in two articles may be two people."""
    return kind != "people" or " " in form


NameKey = tuple[str, str]
"""A kind, and a form of a name as `form_key` has it."""


def form_key(form: str) -> str:
    """A form of a name for comparing: without case, full stops and hyphens."""
    return name_key(form.replace("-", " "))


def joining_keys(stored: StoredName) -> set[NameKey]:
    """The keys by which a name of one article may be joined with those of others."""
    kind = kind_of(stored)
    others = (alias for alias in stored.aliases if proves(kind, alias))
    return {(kind, form_key(form)) for form in (stored.name, *others)}


class SharedNames:
    """Which names of several articles mean the same."""

    def __init__(self, names: Iterable[StoredName]) -> None:
        """`names` are those of all these articles; names without aliases may be left out."""
        owners: defaultdict[NameKey, set[NameKey]] = defaultdict(set)
        for one in names:
            own = kind_of(one), form_key(one.name)
            for key in joining_keys(one) - {own}:
                owners[key].add(own)
        self._joined: dict[NameKey, NameKey] = {}
        # A form joins the name of which it is an alias. Once names are joined, their common alias has one owner too.
        changed = True
        while changed:
            changed = False
            for form, those in owners.items():
                found = {self.key(own) for own in those}
                if len(found) == 1 and (key := self.key(form)) != (only := found.pop()):
                    self._joined[key] = only
                    changed = True

    def key(self, key: NameKey) -> NameKey:
        """The same key for all names that mean the same."""
        while key in self._joined:
            key = self._joined[key]
        return key


class ArticleNames(NamedTuple):
    """The names of one article."""

    path: str
    ids: tuple[str, ...]
    """The id of each entity, in order of the first mention."""
    names: tuple[StoredName, ...]
    """What the article says about each."""

    @classmethod
    def of(cls, one: Analyzed) -> ArticleNames:
        """The names in an analysis."""
        ids = tuple(entity.id for entity in entities_in_order(one.analysis))
        return cls(one.path, ids, tuple(names_of(one.analysis)))


class NameIndex:
    """Collects rows as article after article is added."""

    def __init__(self, shared: SharedNames) -> None:
        self.rows: list[NameRow] = []
        """In order of first appearance."""
        self._shared = shared
        self._by_key: dict[NameKey, NameRow] = {}
        self._names: set[NameKey] = set()

    @classmethod
    def over(cls, articles: Iterable[ArticleNames]) -> NameIndex:
        """An index for these articles, of which none has been added yet."""
        return cls(SharedNames(name for article in articles for name in article.names))

    def add(self, article: ArticleNames) -> dict[str, NameRow]:
        """Add the names of one article. Returns the row of each entity, by its id."""
        return {id: self.count(article.path, name) for id, name in zip(article.ids, article.names, strict=True)}

    def count(self, source: str, stored: StoredName) -> NameRow:
        """Add one name of an article; returns its row."""
        own = kind_of(stored), form_key(stored.name)
        self._names.add(own)
        key = self._shared.key(own)
        row = self._by_key.get(key)
        if row is None:
            row = self._by_key[key] = NameRow(own[0])
            self.rows.append(row)
        row.count(source, stored)
        return row

    def add_sources(self, article: ArticleNames, sources: Iterable[tuple[str, str | None]]) -> dict[str, NameRow]:
        """Add the names of one article; returns the rows of those of its sources that have a name, by their ids.
        `sources` are ids and names: see `Source`."""
        rows = self.add(article)
        found = {id: rows.get(id) or self.named(name) for id, name in sources if name}
        return {id: row for id, row in found.items() if row}

    def named(self, name: str) -> NameRow | None:
        """The row of a name of whatever kind, or None."""
        keys = ((kind, form_key(name)) for kind in KINDS)
        return next((self._by_key[self._shared.key(key)] for key in keys if key in self._names), None)
