"""From an article to its analysis.

A text is parsed in pieces, because the parser's memory and response time grow with the length of its input. The pieces
are cut between blocks and joined to one `Doc` again before the search for names, quotes and topics, which looks at the
whole article.
"""

from __future__ import annotations

import re
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

import numpy
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from ..text.analysis import Analysis, TopicPassages
from ..text.block_types import RUNNING_TEXT, BlockTypes
from ..text.span import Span
from ..text.topic import TopicError
from ..text.topics_file import built_in_topics
from .dates import find_dates, names_of_people
from .entities.component import cache_coreference
from .entities.entities import find_entities
from .entities.reported_roles import without_reported_roles
from .figures import find_figures
from .pieces import Columns, join, to_columns
from .quotes.component import find_quotes
from .sentences import sentences_of
from .tokens import text_of
from .topics.passages import find_passages
from .topics.topic_matcher import topic_matcher

if TYPE_CHECKING:
    from ..text.topic import Topic

PIECE = 12_000
"""Code points in a piece, approximately: some 2,000 words, so that most articles are one piece, and the first answer on
a very long text takes no longer than on an ordinary article."""

TOGETHER = 16
"""The largest number of texts that are parsed together."""
TOGETHER_LONG = 4 * PIECE
"""The largest number of code points that are parsed together. The parser's tables take some 3 KB for each code point:
400 MB for 16 texts of 1,300 words."""

MOST_WORDS = 1_300_000
"""The largest number of words and marks of a text that are analysed: a million words of news. They take some six
minutes of one core and 0.9 GB (370,000: 106 seconds and 0.66 GB)."""
_WORD = re.compile(r"\w+|[^\w\s]")

BLANKS = dict.fromkeys((160, 5760, *range(8192, 8203), 8239, 8287, 12288), " ")
"""No-break, thin and wide spaces, which spaCy mistakes for a part of the words or marks next to them. Each is
one code point, so every offset stays the same."""

Progress = Callable[[str, float], None]
"""Called with a description of the current step for the user, and the share of all the work that is done (0 to 1). An
exception it raises ends the work."""


def model_name(nlp: Language) -> str:
    """Name and version of the pipeline: "en_core_web_md 3.7.1"."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def pieces(text: str, size: int = PIECE) -> list[Span]:
    """The spans of pieces of about `size` code points, cut at blank lines, or at spaces if there are none."""
    cuts = [0]
    while len(text) - cuts[-1] > size * 3 // 2:
        start, goal = cuts[-1], cuts[-1] + size
        cut = text.find("\n\n", goal, goal + size)
        cut = cut + 2 if cut >= 0 else text.rfind("\n\n", start + 1, goal) + 2
        if cut <= start + 1:
            cut = text.rfind(" ", start + 1, goal) + 1
        cuts.append(cut if cut > start else goal)
    return [Span(start, end) for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True) if start < end]


def analyzed_part(text: str) -> str:
    """The part of a text that is analysed: all of it, or the paragraphs before word number MOST_WORDS."""
    if len(text) <= MOST_WORDS:
        return text
    beyond = next(islice(_WORD.finditer(text), MOST_WORDS, None), None)
    if beyond is None:
        return text
    end = beyond.start()
    paragraph = text.rfind("\n\n", end - PIECE, end)
    return text[: paragraph if paragraph > 0 else end]


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in batches of `TOGETHER`, or of fewer if they are long."""
    batch: list[str] = []
    for text in texts:
        if batch and (len(batch) == TOGETHER or sum(map(len, batch)) + len(text) > TOGETHER_LONG):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def drop_tensor(doc: Doc) -> Doc:
    """`doc` without the tagger's tensor: 96 numbers a token, half a gigabyte for a million words."""
    doc.tensor = numpy.zeros((0,), dtype="float32")
    return doc


class Analyzer:
    """Analyses articles with one loaded pipeline."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.model = model_name(nlp)

    def parse(
        self,
        text: str,
        progress: Progress | None = None,
        priority_offset: int = 0,
        check_cancelled: Callable[[], None] = lambda: None,
    ) -> Iterator[tuple[Span, Doc]]:
        """The parsed pieces of a text: the one that holds code point `priority_offset` first, those after it, and then
        those before it. `progress` is called before each piece, and `check_cancelled` before each component; whatever
        either raises ends the parsing."""
        text = analyzed_part(text)
        spans = pieces(text)
        first = next((i for i, span in enumerate(spans) if span.covers(priority_offset)), 0)
        order = spans[first:] + spans[:first]
        for done, span in enumerate(order):
            if progress:
                progress("Reading sentences and names", done / len(order) * 0.9)
            doc = self.nlp.make_doc(text[span.start : span.end].translate(BLANKS))
            # Component by component instead of `self.nlp(…)`, so that a cancelled request ends within a piece.
            for _, component in self.nlp.pipeline:
                check_cancelled()
                doc = component(doc)
            yield span, drop_tensor(doc)

    def parse_many(self, texts: Iterable[str], report: Callable[[], None] = lambda: None) -> Iterator[Doc]:
        """One Doc for each text, in order. Several texts are parsed together. `report` is called after each piece."""
        missing: deque[int] = deque()

        def cut() -> Iterator[str]:
            for text in texts:
                text = analyzed_part(text)
                spans = pieces(text) or [Span(0, 0)]
                missing.append(len(spans))
                for span in spans:
                    yield text[span.start : span.end].translate(BLANKS)

        parsed: list[Columns] = []
        for batch in batches(cut()):
            for doc in self.nlp.pipe(batch, batch_size=len(batch)):
                report()
                if missing[0] == 1:
                    yield drop_tensor(doc)
                else:
                    parsed.append(to_columns(doc))
                    if len(parsed) < missing[0]:
                        continue
                    yield join(parsed, self.nlp.vocab)
                    parsed = []
                missing.popleft()

    def analyze_many(
        self,
        articles: Sequence[tuple[str, str, BlockTypes]],
        topics: Sequence[Topic],
        report: Callable[[], None] = lambda: None,
    ) -> Iterator[Analysis | Exception]:
        """The analysis of each article (its text, digest and block types), in order, or the error that it raised.
        `report` is called as the work goes on.

        The iterator must be exhausted: only then does spaCy forget what it cached meanwhile, above all each new word.
        Thousands of articles need no more memory than these.
        """
        for topic in (*built_in_topics(), *topics):
            # Outside the memory zone, since a matcher outlives it. `extract` reports a pattern that is wrong.
            with suppress(TopicError):
                topic_matcher(topic, self.nlp)
        with self.nlp.memory_zone():
            yield from self._extracted(articles, topics, report)

    def _extracted(
        self, articles: Sequence[tuple[str, str, BlockTypes]], topics: Sequence[Topic], report: Callable[[], None]
    ) -> Iterator[Analysis | Exception]:
        # A separate frame, so that no Doc is left when the memory zone ends.
        parsed = self._parsed([text for text, _, _ in articles], report)
        for (text, digest, blocks), doc in zip(articles, parsed, strict=True):
            try:
                if isinstance(doc, Exception):
                    yield doc
                else:
                    yield self.extract(doc, digest, topics, lambda *_: report(), blocks, length=len(text))
            except Exception as error:
                traceback.print_exc()
                yield error

    def _parsed(self, texts: Sequence[str], report: Callable[[], None]) -> Iterator[Doc | Exception]:
        """Like `parse_many`. If that fails, the other texts are parsed one by one, so that one cannot spoil them."""
        done = 0
        try:
            for doc in self.parse_many(texts, report):
                yield doc
                done += 1
            return
        except Exception:
            traceback.print_exc()
        for text in texts[done:]:
            try:
                yield next(self.parse_many([text], report))
            except Exception as error:
                yield error

    def extract(
        self,
        doc: Doc,
        digest: str,
        topics: Sequence[Topic] = (),
        progress: Progress | None = None,
        blocks: BlockTypes = RUNNING_TEXT,
        *,
        length: int = 0,
    ) -> Analysis:
        """The entities, quotes, passages and figures of a parsed article. `length` is that of its text in code points,
        of which `doc` may be a part (`analyzed_part`)."""
        report = progress or (lambda stage, done: None)
        report("Sorting out who is who", 0.9)
        coreference = find_entities(doc)
        cache_coreference(doc, coreference)
        report("Finding who said what", 0.94)
        quotes = tuple(find_quotes(doc, blocks))
        people = names_of_people(text_of(doc), coreference.entities)
        entities = [*without_reported_roles(coreference.entities, quotes, text_of(doc))]
        report("Looking for your topics", 0.98)
        return Analysis(
            digest=digest,
            model=self.model,
            sentences=tuple(sentences_of(doc).spans),
            entities=tuple(sorted(entities, key=lambda entity: -len(entity.mentions))),
            pronouns=tuple(coreference.pronouns),
            quotes=quotes,
            topics=tuple(self.topics(doc, topics)),
            figures=tuple(find_figures(doc, quotes, people)),
            dates=tuple(find_dates(doc, quotes, people)),
            analyzed_to=end if (end := len(text_of(doc))) < length else None,
        )

    def topics(self, doc: Doc, topics: Sequence[Topic]) -> list[TopicPassages]:
        """The passages of some topics in an article that was parsed before."""
        found = find_passages(doc, topics, self.nlp)
        return [replace(one, fingerprint=topic.fingerprint) for one, topic in zip(found, topics, strict=True)]
