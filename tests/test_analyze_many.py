"""Many articles one after another: what comes out, and what stays in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tui.text.analysis import Analysis
from tui.text.block_types import RUNNING_TEXT, BlockTypes
from tui.text.topics_file import built_in_topics

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.model

TEXTS = (
    "“We will listen to the migrants at the border,” Mayor Tora Lind told the fishermen. She left at noon.",
    "Odd Berg asked for asylum in May. An official said the border was closed.",
    "Nothing happened in Hull on Tuesday.",
)


def numbered(texts: Iterable[str]) -> list[tuple[str, str, BlockTypes]]:
    return [(text, f"sha256:{number}", RUNNING_TEXT) for number, text in enumerate(texts)]


def test_analysing_articles_together_gives_the_same_as_one_by_one(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.nlp.analyze import Analyzer, pieces

    monkeypatch.setattr("tui.nlp.analyze.pieces", partial(pieces, size=1_000))
    analyzer, topics = Analyzer(nlp), built_in_topics()
    long = "\n\n".join(TEXTS * 10)
    assert len(pieces(long, 1_000)) > 1
    texts = [*TEXTS, long, *TEXTS]
    together = list(analyzer.analyze_many(numbered(texts), topics))
    alone = [one for pair in numbered(texts) for one in analyzer.analyze_many([pair], topics)]
    assert together == alone
    assert all(isinstance(one, Analysis) for one in together)
    assert isinstance(together[0], Analysis) and together[0].quotes and together[0].topics
    # And once more, after everything learned has been forgotten.
    assert list(analyzer.analyze_many(numbered(texts), topics)) == together


def test_new_words_do_not_accumulate_in_the_vocabulary(nlp: Language) -> None:
    from tui.nlp.analyze import Analyzer

    analyzer = Analyzer(nlp)
    list(analyzer.analyze_many(numbered(TEXTS), built_in_topics()))
    before = len(nlp.vocab.strings)
    new = [f"Mayor Qwux{letter}brinch praised Zozo{letter}plim on the Frabjous{letter} quay." for letter in "abcdefgh"]
    list(analyzer.analyze_many(numbered(new), built_in_topics()))
    assert len(nlp.vocab.strings) == before
    assert "Qwuxabrinch" not in nlp.vocab.strings


def test_an_article_that_fails_does_not_affect_the_others(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.nlp.analyze import Analyzer

    analyzer = Analyzer(nlp)
    extract, parse_many = analyzer.extract, analyzer.parse_many

    def poor_extract(doc: Doc, digest: str, *more: object, **named: object) -> Analysis:
        if digest == "sha256:2":
            raise ValueError("not this one")
        return extract(doc, digest)

    def poor_parse_many(texts: Iterable[str], *_: object) -> Iterator[Doc]:
        for text in texts:
            if text == TEXTS[1]:
                raise RuntimeError("not parsed")
            yield from parse_many([text])

    monkeypatch.setattr(analyzer, "extract", poor_extract)
    monkeypatch.setattr(analyzer, "parse_many", poor_parse_many)
    kinds = [type(one) for one in analyzer.analyze_many(numbered([*TEXTS, TEXTS[0]]), ())]
    assert kinds == [Analysis, RuntimeError, ValueError, Analysis]


def test_batches_for_the_parser_stay_within_their_limits() -> None:
    from tui.nlp.analyze import TOGETHER, TOGETHER_LONG, batches

    texts = ["x" * size for size in (10, TOGETHER_LONG, 20, TOGETHER_LONG - 20, 1, *[5] * 40)]
    found = list(batches(texts))
    assert [text for portion in found for text in portion] == texts
    assert all(len(portion) <= TOGETHER and sum(map(len, portion)) <= TOGETHER_LONG for portion in found)
    assert [len(portion) for portion in found[:3]] == [1, 1, 2]
