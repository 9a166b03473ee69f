"""Which article is it that kills the workers?

Dask gives a task up when several workers died with it in hand, and cannot tell whether it was the cause or lay beside
the cause. So the articles of a task that was given up are sent once more, one by one and never two at a time: what dies
then has died of itself. All others go on meanwhile.
"""

from __future__ import annotations

from collections import Counter, deque

from .group import Group
from .table import Made, join_parquet
from .worker import Done

TRIALS = 2
"""Times an article must have died alone: once may have been beside a group that nobody suspected yet."""


class Suspects:
    """The articles under suspicion, and what those gave that are cleared."""

    def __init__(self) -> None:
        self._waiting: deque[Group] = deque()
        self._one_is_out = False
        self._deaths: Counter[tuple[int, str]] = Counter()
        self._parts: dict[int, _Parts] = {}

    def next(self) -> Group | None:
        """The next article to be sent alone; None while one is out, or where nobody is suspected."""
        if self._one_is_out or not self._waiting:
            return None
        self._one_is_out = True
        return self._waiting.popleft()

    def died(self, group: Group) -> tuple[Group, Done] | None:
        """Takes in a group that was given up. Its outcome, where it is clear now."""
        if group.number not in self._parts:
            singles = [Group(group.number, (item,)) for item in group.items]
            self._parts[group.number] = _Parts(group)
            self._waiting.extend(singles)
            return None
        (item,) = group.items
        self._deaths[group.number, item.source] += 1
        if self._deaths[group.number, item.source] >= TRIALS:
            why = "Every worker that took this article died over it."
            return self.answered(group, Done(Made(), None, ((item.source, why),)))
        self._one_is_out = False
        self._waiting.append(group)
        return None

    def answered(self, group: Group, done: Done) -> tuple[Group, Done] | None:
        """A group with what it gave; of one that was sent article by article that of all, when the last is back."""
        parts = self._parts.get(group.number)
        if parts is None:
            return group, done
        self._one_is_out = False
        whole = parts.add(group, done)
        if whole is None:
            return None
        del self._parts[group.number]
        return parts.group, whole


class _Parts:
    """A group that is sent article by article, until all of these are back."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self._done: dict[str, Done] = {}

    def add(self, part: Group, done: Done) -> Done | None:
        """The whole group's, once this was the last part."""
        self._done[part.items[0].source] = done
        if len(self._done) < len(self.group.items):
            return None
        ordered = [self._done[item.source] for item in self.group.items]
        made = next((one.made for one in ordered if one.made.model), Made())
        failures = tuple(failure for one in ordered for failure in one.failures)
        return Done(made, join_parquet([one.parquet for one in ordered if one.parquet]), failures)
