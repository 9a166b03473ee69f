"""Finds the article that kills the workers.

Dask gives a task up when several workers have died with it, and cannot tell whether that task was the cause. So the
articles of such a task are sent again, one by one and never two at a time: a worker that dies then died because of that
article. All other groups continue meanwhile.
"""

from __future__ import annotations

from collections import Counter, deque

from .group import Group
from .table import Provenance, join_parquet
from .worker import GroupResult

TRIALS = 2
"""How often a worker must die with an article alone. Once may have been the fault of a group not suspected yet."""


class Suspects:
    """The suspected articles, and the results of those that are cleared."""

    def __init__(self) -> None:
        self._waiting: deque[Group] = deque()
        self._one_is_out = False
        self._deaths: Counter[tuple[int, str]] = Counter()
        self._parts: dict[int, _Parts] = {}

    def next(self) -> Group | None:
        """The next article to send alone; None while one is being analysed, or if none is suspected."""
        if self._one_is_out or not self._waiting:
            return None
        self._one_is_out = True
        return self._waiting.popleft()

    def died(self, group: Group) -> tuple[Group, GroupResult] | None:
        """Record a group that Dask gave up. Returns the group with its result if that is known now."""
        if group.number not in self._parts:
            singles = [Group(group.number, (item,)) for item in group.items]
            self._parts[group.number] = _Parts(group)
            self._waiting.extend(singles)
            return None
        (item,) = group.items
        self._deaths[group.number, item.source] += 1
        if self._deaths[group.number, item.source] >= TRIALS:
            why = "Every worker that analysed this article died over it."
            return self.answered(group, GroupResult(Provenance(), None, ((item.source, why),)))
        self._one_is_out = False
        self._waiting.append(group)
        return None

    def answered(self, group: Group, done: GroupResult) -> tuple[Group, GroupResult] | None:
        """Record the result of a group, and return it. Of a group sent article by article, return the whole when it is
        complete, and None before."""
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
    """The results of a group that was sent article by article."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self._done: dict[str, GroupResult] = {}

    def add(self, part: Group, done: GroupResult) -> GroupResult | None:
        """Add the result of one article. Returns the result of the group if it was the last."""
        self._done[part.items[0].source] = done
        if len(self._done) < len(self.group.items):
            return None
        ordered = [self._done[item.source] for item in self.group.items]
        provenance = next((one.provenance for one in ordered if one.provenance.model), Provenance())
        failures = tuple(failure for one in ordered for failure in one.failures)
        return GroupResult(provenance, join_parquet([one.parquet for one in ordered if one.parquet]), failures)
