"""Articles on their way to be analysed: what is sent to whoever does it, and in which portions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...formats.loading import format_of, parse_article
from ...text.article import Article

GROUP_FILES = 16
"""Files in one group: what the parser takes at once. A task for each file would leave the parser half empty, and cost
a scheduler as much as a group does; a larger group is more to do again where a worker dies."""
GROUP_BYTES = 400_000
"""And no more bytes than that, so that a group of long files takes no longer: some 60,000 words."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article on its way: the bytes of its file, so that whoever analyses it needs no way to the file."""

    source: str
    """The path or address, as it will stand in the results."""
    digest: str
    """Of the bytes."""
    data: bytes | Article
    """An article where it is one already: a page that was fetched, or what came by a pipe."""

    @property
    def size(self) -> int:
        """Roughly its bytes."""
        return len(self.data.text if isinstance(self.data, Article) else self.data)

    def article(self) -> Article:
        """The article. Raises LoadError."""
        if isinstance(self.data, Article):
            return self.data
        return parse_article(self.data, self.source, format=format_of(self.source))


@dataclass(frozen=True, slots=True)
class Group:
    """Some articles that are analysed together."""

    number: int
    """Its place among all groups, from 0 on."""
    items: tuple[Item, ...]


def groups(items: Iterable[Item]) -> Iterator[Group]:
    """The items in portions, in their order."""
    held: list[Item] = []
    number = 0
    for item in items:
        if held and (len(held) == GROUP_FILES or sum(one.size for one in held) + item.size > GROUP_BYTES):
            yield Group(number, tuple(held))
            held, number = [], number + 1
        held.append(item)
    if held:
        yield Group(number, tuple(held))
