"""Clusters joined step by step into groups that name the same thing, and how the words of names are compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from .clusters import Cluster
from .folding import fold
from .name_words import CONNECTORS
from .places import DEMONYMS, PLACES, place_key

SWAPPED = frozenset(("department", "ministry", "office", "bureau"))
"""Heads that stand at either end of a name: "Department of State", "State Department"."""
_INITIALS = re.compile(r"(?<=\b[A-Z]\.) (?=[A-Z]\.)")
"""The space between two initials."""
SMALL = CONNECTORS | {"in", "at", "against"}
_ABBREVIATED = {
    "assn": "association",
    "bros": "brothers",
    "co": "company",
    "corp": "corporation",
    "dept": "department",
    "ft": "fort",
    "govt": "government",
    "intl": "international",
    "mt": "mount",
    "univ": "university",
}


class ClusterGroups:
    """Clusters joined step by step into groups that name the same thing."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self.clusters = clusters
        self.words = [words_of(cluster.text) for cluster in clusters]
        """The words of each for comparison."""
        self.above = list(range(len(clusters)))

    def root(self, i: int) -> int:
        """The number of the cluster that represents the group of cluster `i`."""
        while self.above[i] != i:
            self.above[i] = self.above[self.above[i]]
            i = self.above[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Join the groups of two clusters."""
        self.above[self.root(i)] = self.root(j)

    def groups(self) -> list[list[Cluster]]:
        """The clusters of each group, in order of first mention."""
        found: dict[int, list[Cluster]] = defaultdict(list)
        for i, cluster in enumerate(self.clusters):
            found[self.root(i)].append(cluster)
        return list(found.values())


def words_of(text: str) -> list[str]:
    """The words of a name for comparison: folded, without an article."""
    text = _INITIALS.sub("", text)  # "C. V. Holm"
    words = [fold(word) for word in text.replace("-", " ").replace(",", " ").split()]
    words = [_ABBREVIATED.get(word, word).replace("’", "'").replace("s's", "s'") for word in words]  # "St James's"
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def is_place_word(text: str) -> bool:
    """True for a place or a people before an organisation's name: "UK" Home Office, "British" Red Cross."""
    return place_key(text) in PLACES or text in DEMONYMS or text in ("us", "uk")


def is_within(words: Sequence[str], whole: Iterable[str]) -> bool:
    """True if the words occur in the whole in their order."""
    rest = iter(whole)
    return all(word in rest for word in words)
