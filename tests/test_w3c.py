"""Notes exported as W3C Web Annotations and imported again; JSON of Hypothesis and our own."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tui.export.notes import ArticleNotes, ExportedNote, to_json
from tui.export.w3c import NotReadable, annotation, read, to_jsonld
from tui.notes.highlight import Highlight, Target
from tui.store.database import open_store

NOW = "2026-03-04T05:06:07Z"

TEXTUAL_BODY = {
    "type": "object",
    "required": ["type", "value", "purpose", "format", "language", "creator", "created"],
    "properties": {
        "type": {"const": "TextualBody"},
        "value": {"type": "string", "minLength": 1},
        "purpose": {"enum": ["commenting", "tagging"]},
        "format": {"enum": ["text/plain", "text/markdown"]},
    },
}
SHAPE = {
    "type": "object",
    "required": ["@context", "id", "type", "motivation", "created", "modified", "body", "target"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": {"type": "string", "pattern": "^(urn:uuid:|https://)"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["highlighting", "commenting", "tagging"]},
        "created": {"type": "string", "pattern": "Z$"},
        "modified": {"type": "string", "pattern": "Z$"},
        "body": {"type": "array", "minItems": 1, "items": TEXTUAL_BODY},
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "source": {"type": "string", "pattern": "^[a-z]+:[^ ]+$"},
                "selector": {
                    "type": "array",
                    "contains": {"properties": {"type": {"const": "TextQuoteSelector"}}, "required": ["exact"]},
                    "minItems": 2,
                },
            },
        },
    },
}


def highlight(number: int = 1, **more: Any) -> Highlight:
    target = Target(
        "/papers/My paper (1).txt", "sha256:00", 27, 53, "the “council” voted\n7 to 2", "debate ", " to close"
    )
    values: dict[str, Any] = {
        "id": f"5f0f1d2e-6f0c-4f57-9c0e-0a8f6a1c9b{number:02}",
        "target": target,
        "label": "check",
        "note": "Compare\r\nwith “March” 🦉  ",
        "tags": ("budget", "two words"),
        "created": "2026-01-28T12:00:00Z",
        "modified": "2026-01-29T09:00:00.123Z",
    }
    return Highlight(**(values | more))


VARIANTS = [
    highlight(1),
    highlight(2, note=""),
    highlight(3, note="", tags=()),
    highlight(4, note="", tags=(), label=""),
    highlight(5, label="", tags=()),
    highlight(6, tags=("highlight",), label="", note=""),
    highlight(7, id="https://hypothes.is/a/xyz"),
    highlight(8, target=Target("https://example.org/a?b=c", "", 0, 5, "words")),
]


@pytest.mark.parametrize("made", VARIANTS, ids=range(len(VARIANTS)))
def test_an_annotation_conforms_to_the_w3c_model(made: Highlight) -> None:
    item = annotation(made)
    assert [error.message for error in Draft202012Validator(SHAPE).iter_errors(item)] == []
    purposes = {body["purpose"] for body in item["body"]}
    assert ("commenting" in purposes) == (item["motivation"] == "commenting") == bool(made.note)
    quote, place, fragment = item["target"]["selector"]
    assert (quote["exact"], place["start"], place["end"]) == (made.target.exact, made.target.start, made.target.end)
    assert fragment["value"] == f"char={made.target.start},{made.target.end}"


def test_importing_an_export_gives_the_same_highlights_in_the_same_order() -> None:
    brought = read(to_jsonld(VARIANTS), now=NOW)
    assert list(brought.highlights) == VARIANTS
    assert brought.skipped == ()


def test_an_export_names_no_creator_unless_given() -> None:
    assert '"Reader"' in to_jsonld([highlight()])
    assert '"Ana"' in to_jsonld([highlight()], creator="Ana")


def test_an_export_names_the_speaker_of_the_highlighted_words() -> None:
    first, second = VARIANTS[:2]
    items = json.loads(to_jsonld([first, second], speakers={second.id: "Ana Ruiz"}))["first"]["items"]
    assert ["newsreader:speaker" in item["target"] for item in items] == [False, True]
    assert items[1]["target"]["newsreader:speaker"] == "Ana Ruiz"


def test_an_export_of_nothing_is_still_a_collection() -> None:
    document = json.loads(to_jsonld([]))
    assert (document["total"], document["first"]["items"]) == (0, [])
    assert read(to_jsonld([]), now=NOW).highlights == ()


@pytest.mark.parametrize("wrap", ["one", "array", "lines", "page"])
def test_annotations_are_read_singly_in_arrays_in_lines_and_in_pages(wrap: str) -> None:
    one, two = annotation(highlight(1)), annotation(highlight(2))
    text = {
        "one": json.dumps(one),
        "array": json.dumps([one, two]),
        "lines": json.dumps(one) + "\n" + json.dumps(two) + "\n",
        "page": json.dumps({"type": ["AnnotationPage"], "items": [one, two]}),
    }[wrap]
    assert [h.id[-2:] for h in read(text, now=NOW).highlights] == (["01"] if wrap == "one" else ["01", "02"])


def test_an_annotation_of_another_program_is_read() -> None:
    item = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "bodyValue": "plain words",
        "created": "2020-02-02T10:00:00+02:00",
        "target": [
            {"source": "file:///tmp/a%20b.txt", "selector": {"type": "TextQuoteSelector", "exact": "some words"}},
        ],
    }
    (made,) = read(json.dumps(item), now=NOW).highlights
    assert (made.note, made.target.source, made.target.exact) == ("plain words", "/tmp/a b.txt", "some words")
    assert made.created == made.modified == "2020-02-02T08:00:00Z"
    assert re.fullmatch(r"[0-9a-f-]{36}", made.id)


def test_hypothesis_api_answers_are_read() -> None:
    row = {
        "id": "aBc-1",
        "created": "2021-05-05T05:05:05.123456+00:00",
        "updated": "2021-05-06T05:05:05.123456+00:00",
        "user": "acct:someone@hypothes.is",
        "uri": "https://example.org/story",
        "text": "A thought.",
        "tags": ["one", "two"],
        "target": [
            {
                "source": "https://example.org/story",
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p[1]"},
                    {"type": "TextPositionSelector", "start": 30, "end": 40},
                    {"type": "TextQuoteSelector", "exact": "ten letter", "prefix": "p ", "suffix": " s"},
                ],
            }
        ],
    }
    page_note = row | {"id": "page", "target": [{"source": "https://example.org/story"}]}
    brought = read(json.dumps({"total": 2, "rows": [row, page_note]}), now=NOW)
    (made,) = brought.highlights
    assert (made.id, made.note, made.tags) == ("https://hypothes.is/a/aBc-1", "A thought.", ("one", "two"))
    assert (made.target.exact, made.target.prefix, made.target.source) == (
        "ten letter",
        "p ",
        "https://example.org/story",
    )
    assert made.created == "2021-05-05T05:05:05.123456Z"
    assert len(brought.skipped) == 1


def test_our_own_json_is_read_back() -> None:
    made = highlight()
    notes = ArticleNotes(made.target.source, "A title", (ExportedNote(made, "exact", made.target.span),))
    assert read(to_json([notes]), now=NOW).highlights == (made,)


def test_an_imported_note_is_never_modified_before_it_was_created() -> None:
    item = annotation(highlight(created="2026-01-02T00:00:00Z", modified="2025-01-02T00:00:00Z"))
    (made,) = read(json.dumps(item), now=NOW).highlights
    assert datetime.fromisoformat(made.modified) >= datetime.fromisoformat(made.created)


@pytest.mark.parametrize("text", ["not json", "{", '{"a": 1}', "[1, 2]", '"words"', "[" * 5000])
def test_another_kind_of_file_gives_a_clear_message(text: str) -> None:
    with pytest.raises(NotReadable, match="annotations|JSON"):
        read(text, now=NOW)


@pytest.mark.parametrize(
    "target",
    [
        None,
        "https://example.org/",
        {"source": 5, "selector": []},
        {"source": "x:y", "selector": {"type": "TextQuoteSelector", "exact": "  "}},
        {"source": "x:y", "selector": [{"type": "TextQuoteSelector"}, 3]},
    ],
)
def test_an_annotation_that_marks_no_words_is_skipped_and_counted(target: object) -> None:
    brought = read(json.dumps([{"type": "Annotation", "target": target}, annotation(highlight())]), now=NOW)
    assert (len(brought.highlights), len(brought.skipped)) == (1, 1)


def test_half_a_surrogate_pair_in_a_file_can_be_stored() -> None:
    item = json.dumps(annotation(highlight())).replace("Compare", "\\ud83d")
    (made,) = read(item, now=NOW).highlights
    made.note.encode("utf-8")


BAD = {
    "a huge start": {"selector": [{"type": "TextPositionSelector", "start": 10**400, "end": 10**400}]},
    "an infinite start": {"selector": [{"type": "TextPositionSelector", "start": float("inf"), "end": 1}]},
    "a negative start": {"selector": [{"type": "TextPositionSelector", "start": -5, "end": 1}]},
    "half a character": {"source": "https://example.org/\ud800", "newsreader:digest": "\udfff"},
}


@pytest.mark.parametrize("change", BAD.values(), ids=list(BAD))
def test_a_bad_value_is_skipped_or_corrected_and_the_rest_is_stored(tmp_path: Path, change: dict[str, Any]) -> None:
    bad = annotation(highlight())
    quote = bad["target"]["selector"][0]
    bad["id"] = "urn:uuid:bad"
    bad["target"] |= change
    if "selector" in change:
        bad["target"]["selector"] = [quote, *change["selector"]]
    result = read(json.dumps([bad, annotation(highlight())]), now=NOW)
    assert len(result.highlights) + len(result.skipped) == 2
    assert all(sentence.startswith("Annotation 1 ") for sentence in result.skipped)
    with open_store(tmp_path) as store:
        assert store.notebook.import_highlights(result.highlights) == len(result.highlights) >= 1
        assert len(store.notebook.all()) == len(result.highlights)


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "99999-01-01", "yesterday"])
def test_a_time_out_of_range_is_treated_as_missing(time: str) -> None:
    (made,) = read(json.dumps(annotation(highlight()) | {"created": time, "modified": time}), now=NOW).highlights
    assert (made.created, made.modified) == (NOW, NOW)


QUOTE = {"type": "TextQuoteSelector", "exact": "the words"}


@pytest.mark.parametrize(
    "target",
    [
        {"source": "x:y", "selector": {"type": "FragmentSelector", "value": "p1", "refinedBy": QUOTE}},
        {"source": {"id": "x:y", "type": "Text"}, "selector": QUOTE},
        {"source": "x:y", "selector": QUOTE | {"type": ["TextQuoteSelector"]}},
        {"oa:hasSource": {"@id": "x:y"}, "oa:hasSelector": {"@type": "oa:TextQuoteSelector", "oa:exact": "the words"}},
    ],
    ids=["refinedBy", "source as an object", "type as a list", "oa: names"],
)
def test_other_ways_of_writing_a_target_are_read(target: dict[str, Any]) -> None:
    (made,) = read(json.dumps({"type": "Annotation", "target": target}), now=NOW).highlights
    assert (made.target.source, made.target.exact) == ("x:y", "the words")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ({"source": "x:y", "selector": {"type": "TextPositionSelector", "start": 1, "end": 2}}, "not the words"),
        ({"selector": QUOTE}, "does not name its article"),
        ("x:y", "marks no words"),
    ],
)
def test_a_target_that_cannot_be_used_is_skipped_with_the_true_reason(target: object, reason: str) -> None:
    (sentence,) = read(json.dumps({"type": "Annotation", "target": target}), now=NOW).skipped
    assert reason in sentence
