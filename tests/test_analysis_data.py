"""An analysis survives storing and sending, can be shifted to another place in the text, and is printed as JSON."""

from __future__ import annotations

import gc
import io
import json
import zlib
from hashlib import sha256

import msgspec
import pytest

from tui.analysis.protocol import (
    LENGTH,
    LONG,
    SLICES,
    AnalyzeRequest,
    WholeAnalysis,
    analyze_request,
    answer_frame,
    decode_text,
    encode_text,
    frame,
    join,
    pieces,
    read_answer,
    read_request,
)
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
    TimeExpression,
    TopicPassages,
    decode_analysis,
    encode_analysis,
    share_sentences,
)
from tui.text.article import PIECE, Article, digest_of, utf8
from tui.text.span import Span

MANY = 700


def spans(count: int, length: int = 3) -> tuple[Span, ...]:
    return tuple(Span(n * 10, n * 10 + length) for n in range(count))


def found() -> Analysis:
    """An analysis with one of everything."""
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
            TopicPassages("many", "f1", tuple(Passage(span, because, span.start % 3 == 0) for span in spans(MANY))),
            TopicPassages("none", "f2"),
        ),
        figures=tuple(Figure(s, "DATE", Span(0, 99), None if s.start % 20 else "Tora Lind") for s in spans(MANY)),
    )


def test_an_analysis_survives_encoding_and_decoding() -> None:
    for whole in (found(), Analysis("sha256:y")):
        again = decode_analysis(encode_analysis(whole))
        assert again == whole
        assert hash(again) == hash(whole)


def test_the_garbage_collector_does_not_track_analyses() -> None:
    whole = found()
    for one in (whole, whole.quotes[0], whole.entities[0].mentions[0], whole.sentences[0]):
        assert not gc.is_tracked(one)


def test_decoding_an_analysis_shares_equal_strings() -> None:
    again = decode_analysis(encode_analysis(found()))
    assert again is not None
    first, second = again.topics[0].passages[:2]
    assert first.because[0].text is second.because[0].text
    assert again.figures[1].label is again.figures[2].label


def test_what_refers_to_a_sentence_shares_its_span_also_when_the_analysis_comes_in_pieces() -> None:
    sentences = spans(LONG)
    because = (Because(Span(10, 13), "term", ""),)
    whole = Analysis(
        "sha256:x",
        sentences=sentences,
        topics=(TopicPassages("t", "f", (Passage(Span(10, 13), because), Passage(Span(10, 33), because))),),
        figures=(Figure(Span(21, 22), "CARDINAL", Span(20, 23)),),
        dates=(TimeExpression(Span(30, 32), "past", Span(30, 33)),),
    )
    sent = [decode_analysis(encode_analysis(piece)) for piece in pieces(whole)]
    received = [piece for piece in sent if piece is not None]
    known: dict[Span, Span] = {}
    for piece in received:
        share_sentences(piece, known)
    for again in (decode_analysis(encode_analysis(whole)), join(received)):
        assert again == whole and again is not whole
        short, long = again.topics[0].passages
        assert short.span is short.because[0].span is long.because[0].span is again.sentences[1]
        assert long.span == Span(10, 33)
        assert again.figures[0].sentence is again.sentences[2]
        assert again.dates[0].sentence is again.sentences[3]


def test_the_encoded_pieces_of_a_text_join_to_the_whole_text() -> None:
    text = "A half \ud800 and ‘quoted’ words. " * (PIECE // 10)
    pieces = list(utf8(text))
    assert len(pieces) > 2
    assert b"".join(pieces) == text.encode("utf-8", "surrogatepass")
    assert decode_text(encode_text(text)) == text
    assert digest_of(text) == f"sha256:{sha256(b''.join(pieces)).hexdigest()}"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zlib",
        "a string, as the first stores have it",
        None,
        b"newsreader analysis 2\n" + zlib.compress(b"\2\0\0\0{}"),
        zlib.compress(b""),
        zlib.compress(b'{"digest": "sha256:x", "model": "m"}\n'),
        zlib.compress(msgspec.msgpack.encode([1])),
        zlib.compress(msgspec.msgpack.encode({"digest": 1})),
        zlib.compress(msgspec.msgpack.encode({"digest": "x", "quotes": [{"kind": "shouted", "spans": []}]})),
        encode_analysis(found())[:-20],
        encode_analysis(found())[: len(encode_analysis(found())) // 2],
    ],
    ids=range(12),
)
def test_damaged_bytes_and_older_formats_decode_to_no_analysis(data: object) -> None:
    assert decode_analysis(data) is None


def test_an_analysis_survives_conversion_to_json_and_back() -> None:
    whole = found()
    data = json.loads(json.dumps(whole.to_json()))
    assert list(data) == list(Analysis.__struct_fields__)
    assert data["entities"][0]["mentions"][:2] == [{"start": 0, "end": 3, "unsure": True}, {"start": 10, "end": 13}]
    assert list(data["topics"][0]) == ["name", "fingerprint", "passages"]
    assert list(data["figures"][0]) == ["start", "end", "label", "sentence", "speaker", "counted"]
    for entity in data["entities"]:
        for mention in entity["mentions"]:
            mention.setdefault("unsure", False)
    assert Analysis.from_json(data) == whole
    for wrong in ({}, data | {"quotes": [{"kind": "direct"}]}, data | {"sentences": [3]}):
        with pytest.raises(ValueError, match=".+"):
            Analysis.from_json(wrong)


def test_shifting_an_analysis_shifts_every_span() -> None:
    whole = found()
    moved = whole.shift(1000)
    assert moved.sentences == tuple(span.shift(1000) for span in whole.sentences)
    assert moved.shift(-1000) == whole
    assert moved.quotes[0].cue == Span(1000, 1001)
    assert moved.topics[0].passages[0].because[0].hits[0] == Span(1000, 1003)
    assert moved.entities[1].roles == (Role(Span(1003, 1004), "a town"),)


def test_messages_survive_sending_and_reading() -> None:
    text = '“Über” \ud800 \\ " \n\t😀' * 1000
    asked = analyze_request(7, Article("a", text), [], priority_offset=3)
    answer = WholeAnalysis(7, found(), 12)
    requests, answers = io.BytesIO(frame(asked) + frame(asked)), io.BytesIO(answer_frame(answer))
    again = read_request(requests)
    assert again == asked == read_request(requests)
    assert isinstance(again, AnalyzeRequest) and decode_text(again.text) == text
    assert read_request(requests) is None
    assert read_answer(answers) == answer
    assert read_answer(answers) is None


def test_the_analysis_of_a_long_article_is_sent_in_pieces_that_make_up_the_same_analysis() -> None:
    short = found()
    assert pieces(short) == [short]
    long = msgspec.structs.replace(
        short,
        **{name: value * LONG for name in short.__struct_fields__ if isinstance(value := getattr(short, name), tuple)},
    )
    sent = pieces(long)
    whole = len(msgspec.msgpack.encode(long))
    assert max(len(msgspec.msgpack.encode(piece)) for piece in sent) < whole / SLICES
    assert join(sent) == long


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", msgspec.msgpack.encode({"type": "analyze"})])
def test_an_invalid_message_is_rejected(data: bytes) -> None:
    with pytest.raises(ValueError, match=".+"):
        read_request(io.BytesIO(len(data).to_bytes(LENGTH, "big") + data))


def test_a_message_cut_short_ends_the_stream() -> None:
    data = frame(analyze_request(1, Article("a", "Words.")))
    assert read_request(io.BytesIO(data[:-1])) is None
    assert read_request(io.BytesIO(data[:2])) is None
