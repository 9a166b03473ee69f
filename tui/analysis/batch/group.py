"""Articles waiting to be analysed, in the groups in which they are sent to a process or a worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...formats.loading import format_of, parse_article
from ...text.article import Article

GROUP_FILES = 16
"""Files in one group: as many as the parser takes at once. A task for each file would leave the parser half empty and
cost the scheduler as much as a group does; a larger group is more work to repeat if a worker dies."""
GROUP_BYTES = 400_000
"""Bytes in one group, so that a group of long files takes no longer: some 60,000 words."""


@dataclass(frozen=True, slots=True)
class QueuedArticle:
    """An article to be analysed: the bytes of its file, so that a worker needs no access to the file."""

    source: str
    """The path or address, as the results will have it."""
    digest: str
    """The digest of the bytes."""
    data: bytes | Article
    """The bytes of the file; an Article if it was read already, from the web or from standard input."""
    date: str | None = None
    """The day of publication that the user stated; it takes precedence over the one that the article gives."""

    @property
    def size(self) -> int:
        """Its size, roughly in bytes."""
        return len(self.data.text if isinstance(self.data, Article) else self.data)

    def article(self) -> Article:
        """Read the article. Raises LoadError."""
        read = self.data
        if not isinstance(read, Article):
            read = parse_article(read, self.source, format=format_of(self.source))
        return replace(read, date=self.date) if self.date else read


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that are analysed together."""

    number: int
    """Its place among all groups, from 0."""
    items: tuple[QueuedArticle, ...]


def groups(items: Iterable[QueuedArticle]) -> Iterator[Group]:
    """The articles in groups, in the order given."""
    held: list[QueuedArticle] = []
    number = 0
    for item in items:
        if held and (len(held) == GROUP_FILES or sum(one.size for one in held) + item.size > GROUP_BYTES):
            yield Group(number, tuple(held))
            held, number = [], number + 1
        held.append(item)
    if held:
        yield Group(number, tuple(held))
