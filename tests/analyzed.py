"""Articles with an analysis that needs no model, and a cluster task that needs none either."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tui.analysis.batch.group import QueuedArticle
from tui.analysis.batch.table import Provenance, ResultRow, file_digest, to_parquet
from tui.analysis.batch.worker import GroupResult, GroupTask
from tui.formats.load_error import LoadError
from tui.formats.loading import parse_article
from tui.text.analysis import (
    Analysis,
    Because,
    Entity,
    Figure,
    Mention,
    Passage,
    Pronoun,
    Quote,
    Role,
    Speaker,
)
from tui.text.analysis import TopicPassages as Found
from tui.text.analyzed import Analyzed
from tui.text.article import Article
from tui.text.span import Span

WORDS = "The harbour\n\n“We close on 3 May,” Mayor Tora Lind told Rui. She left – “for good 🚢”.\n"
MODEL = "no model 1.0"


def analyzed(source: str, words: str = WORDS) -> Analyzed:
    """An article that contains one of everything."""
    article = parse_article(words, source)
    return Analyzed(source, article, analysis(article))


def analysis(article: Article) -> Analysis:
    """An analysis with one of everything, as far as the words occur in the text."""

    def at(words: str) -> Span:
        start = article.text.find(words)
        return Span(start, start + len(words)) if start >= 0 else Span(0, 1)

    return Analysis(
        digest=article.digest,
        model=MODEL,
        sentences=(at("“We close on 3 May,” Mayor Tora Lind told Rui."),),
        entities=(
            Entity(
                "e1", "Tora Lind", "PERSON", (Mention(at("Tora Lind")), Mention(at("She"), unsure=True)), ("Lind",),
                (Role(at("Mayor"), "mayor"),),
            ),
            Entity("e2", "Rui", "PERSON", (Mention(at("Rui")),)),
        ),
        pronouns=(Pronoun(at("She"), "e1", "nearest woman"),),
        quotes=(
            Quote(
                "direct", (at("“We close on 3 May,”"), at("“for good 🚢”")), at("told"),
                Speaker(at("Mayor Tora Lind"), "Tora Lind", "e1"), Speaker(at("Rui"), "Rui", "e2"), "subject of “told”",
            ),
            Quote("indirect", (at("She left"),), None, None, None, "", unsure=True),
        ),
        topics=(
            Found(
                "ferries",
                "f1f1f1f1f1f1f1f1",
                (Passage(at("She left"), (Because(at("She left"), "term", "“left”", (at("left"),)),)),),
            ),
        ),
        figures=(Figure(at("3 May"), "DATE", at("“We close on 3 May,” Mayor Tora Lind told Rui."), "Tora Lind"),),
    )  # fmt: skip


MADE = Provenance(MODEL, {"ferries": "f1f1f1f1f1f1f1f1"})


def item(source: str, words: str = WORDS) -> QueuedArticle:
    """An article as it is sent to a worker."""
    return QueuedArticle(source, file_digest(words.encode()), words.encode())


def analyse(work: GroupTask) -> GroupResult:
    """Do the work of a worker without the model. Certain words in a text make it fail or die."""
    rows, failures = [], []
    made = Provenance(MODEL, Provenance.with_topics(work.topics).topics) if work.topics else MADE
    for one in work.group.items:
        assert isinstance(one.data, bytes)
        words = one.data.decode()
        if words.startswith("Fail"):
            raise ZeroDivisionError
        if words.startswith("Die once"):
            mark = Path(words.split()[2])
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        try:
            rows.append(ResultRow(analyzed(one.source, words), one.digest))
        except LoadError as error:
            failures.append((one.source, str(error)))
    return GroupResult(made, to_parquet(rows, made) if rows else None, tuple(failures))
