"""An analysis in little room is the same analysis, and is read again as it was written."""

from __future__ import annotations

import json
import zlib

import pytest

from tui.analysis.protocol import SLICE, analyze_request
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
    TopicPassages,
)
from tui.text.article import Article
from tui.text.packed import (
    PART,
    Packed,
    mention_pairs,
    mention_spans,
    packed,
    parts,
    said,
    span_columns,
    touching,
)
from tui.text.packed_bytes import MAGIC, read, written
from tui.text.span import Span

MANY = 700


def spans(count: int, length: int = 3) -> tuple[Span, ...]:
    return tuple(Span(n * 10, n * 10 + length) for n in range(count))


def found() -> Analysis:
    """Something of everything, and of each list more than one piece has."""
    speakers = (None, Speaker(None, None, None), Speaker(Span(4, 9), "Tora Lind", "e1"), Speaker(Span(0, 0), "", None))
    quotes = tuple(
        Quote(
            ("direct", "mixed", "indirect")[n % 3],
            spans(1 + n % 3),
            None if n % 2 else Span(n, n + 1),
            speakers[n % 4],
            speakers[(n + 1) % 4],
            f"reason {n % 7}" if n % 5 else "",
            unsure=n % 2 == 0,
            confirmed=n % 3 == 0,
        )
        for n in range(MANY)
    )
    because = (Because(Span(0, 4), "term", "“asylum” is a term", spans(3)), Because(Span(5, 9), "hint", ""))
    return Analysis(
        "sha256:x",
        "model 1",
        sentences=spans(MANY),
        entities=(
            Entity("e1", "Tora Lind", "PERSON", tuple(Mention(span, span.start % 20 == 0) for span in spans(MANY))),
            Entity("e2", "Trondheim", "GPE", (Mention(Span(1, 2)),), ("T.",), (Role(Span(3, 4), "a town"),), True),
            Entity("e3", "nobody", "ORG", ()),
        ),
        pronouns=tuple(
            Pronoun(span, "e1", "nearest" if span.start % 3 else "", span.start % 2 == 0) for span in spans(9)
        ),
        quotes=quotes,
        topics=(
            TopicPassages("many", tuple(Passage(span, because, span.start % 3 == 0) for span in spans(MANY)), "f1"),
            TopicPassages("none", (), "f2"),
        ),
        figures=tuple(Figure(s, "DATE", Span(0, 99), None if s.start % 20 else "Tora Lind") for s in spans(MANY)),
    )


def test_an_analysis_in_little_room_is_equal_to_the_one_it_was_made_of() -> None:
    whole = found()
    small = packed(whole)
    assert small == whole
    assert whole == small
    assert hash(small.sentences) == hash(whole.sentences)
    assert small.to_json() == whole.to_json()
    assert isinstance(small.quotes, Packed)
    assert packed(small) == whole


def test_what_painting_wants_is_the_same_of_packed_and_plain_ones() -> None:
    whole = found()
    for small in (packed(whole), read(written(whole))):
        assert list(said(small.quotes, 100)) == list(said(whole.quotes, 100))
        assert list(zip(*span_columns(small.sentences), strict=True)) == list(whole.sentences)
    (told,) = said(whole.quotes, MANY)
    assert told.quoted == [span for quote in whole.quotes if quote.kind != "indirect" for span in quote.spans]
    assert told.confirmed == [quote.spans[0] for quote in whole.quotes if quote.confirmed]
    assert told.unsure == [quote.spans[0] for quote in whole.quotes if quote.unsure and not quote.confirmed]
    assert [*told.unsure, *told.confirmed] and len(told.quoted) >= MANY


def test_the_spans_of_each_kind_of_item_are_cut_out_as_they_lie() -> None:
    whole = found()
    for small in (packed(whole), read(written(whole))):
        items = [
            (small.sentences, whole.sentences),
            (small.pronouns, [one.span for one in whole.pronouns]),
            (small.figures, [one.span for one in whole.figures]),
            (small.topics[0].passages, [one.span for one in whole.topics[0].passages]),
        ]
        for entity, same in zip(small.entities, whole.entities, strict=True):
            spans = [mention.span for mention in same.mentions]
            items += [(entity.mentions, spans), (mention_spans(entity), spans)]
            assert list(mention_pairs(entity)) == spans
        for some, expected in items:
            pairs = (
                list(some.pairs())
                if isinstance(some, Packed)
                else [one if isinstance(one, Span) else one.span for one in some]
            )
            assert pairs == list(expected)


def test_only_what_touches_a_stretch_is_unpacked() -> None:
    whole = found()
    (many, *_), (small, *_) = whole.topics, packed(whole).topics
    near = Span(many.passages[40].span.start + 1, many.passages[90].span.start + 1)
    for some in (small.passages, many.passages):
        assert list(touching(some, near, lambda passage: passage.span)) == list(many.passages[40:91])
        assert touching(some, None, lambda passage: passage.span) is some
        assert not touching(some, Span(10**7, 10**7 + 5), lambda passage: passage.span)


def test_it_is_a_sequence_like_a_tuple() -> None:
    whole = found()
    quotes = packed(whole).quotes
    assert len(quotes) == MANY
    assert quotes[3] == whole.quotes[3]
    assert quotes[-1] == whole.quotes[-1]
    assert quotes[5:9] == whole.quotes[5:9]
    assert whole.quotes[7] in quotes
    assert quotes.index(whole.quotes[8]) == whole.quotes.index(whole.quotes[8])
    assert not packed(Analysis("d")).quotes
    with pytest.raises(IndexError):
        quotes[MANY]
    assert quotes != whole.quotes[:-1]
    assert packed(whole._replace(quotes=whole.quotes[:-1])) != whole


def test_an_analysis_is_read_as_it_was_written() -> None:
    whole = found()
    assert read(written(whole)) == whole
    assert read(written(packed(whole))) == whole
    assert read(written(Analysis("sha256:y"))) == Analysis("sha256:y")
    again = read(written(whole))
    assert written(again) == written(whole)
    assert list(again.entities[0].mentions.pairs()) == [tuple(m.span) for m in whole.entities[0].mentions]  # type: ignore[attr-defined]


def test_what_an_earlier_version_has_kept_is_read_too() -> None:
    lines = "".join(json.dumps(part) + "\n" for part in parts(found()))
    assert read(zlib.compress(lines.encode())) == found()


def test_no_piece_that_is_written_or_sent_is_large() -> None:
    whole = found()
    pieces = list(parts(whole))
    assert len(pieces) > 5 * MANY // PART
    for name in ("sentences", "quotes", "figures"):
        assert [item for piece in pieces for item in piece.get(name, ())] == whole.to_json()[name]
        assert max(len(piece.get(name, ())) for piece in pieces) <= PART
    assert max(len(topic["passages"]) for piece in pieces for topic in piece.get("topics", ())) <= PART


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zlib",
        zlib.compress(b""),
        zlib.compress(b"{}\n"),
        zlib.compress(b"[1]\n"),
        zlib.compress(b"x"),
        MAGIC,
        MAGIC + b"no zlib",
        MAGIC + zlib.compress(b""),
        MAGIC + zlib.compress(b"\2\0\0\0{}"),
        MAGIC + zlib.compress(b"\2\0\0\0[]"),
        MAGIC + zlib.compress(b"\xff\xff\xff\xff{}"),
    ],
)
def test_what_is_no_analysis_is_refused(data: bytes) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, zlib.error)):
        read(data)


def test_an_analysis_whose_end_is_missing_is_refused() -> None:
    data = written(found())
    with pytest.raises((ValueError, zlib.error)):
        read(data[: len(data) // 2])


def test_a_text_is_sent_in_slices_as_it_is() -> None:
    text = '“Über” \ud800 \\ " \n\t😀' * (SLICE // 10)
    asked = json.loads(analyze_request(7, Article("a", text), [], near=3))
    assert asked["text"] == text
    assert (asked["id"], asked["do"], asked["near"], asked["whole"]) == (7, "analyze", 3, False)


def test_what_was_packed_over_other_words_is_written_too() -> None:
    whole, other = packed(found()), packed(found())
    mixed = whole._replace(topics=other.topics, figures=found().figures)
    assert read(written(mixed)) == mixed == found()
