"""Files for other programs: CSV without formulas, Markdown without foreign links, no control characters."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tui.cli.printing import RowFormat, escaped, format_rows
from tui.export.csv_row import csv_row
from tui.export.markdown_text import escape, link
from tui.export.notes import ArticleNotes, ExportedNote, render, to_csv, to_json, to_markdown
from tui.export.w3c import to_jsonld
from tui.notes.highlight import Highlight, Target

EVIL = "\x1b]0;mine\x07 \x9b31m \x85 \u202e"


@pytest.mark.parametrize(
    "cell",
    [
        *("=1+1", "+47 was the code", "-5 degrees", "-1+2", "@SUM(A1)", "\tone", "\rone", "\none", "  =1", "\u00a0=1"),
        *("＝1+1", "＋1", "－1+2", "＠SUM", "- a dash", "-"),
    ],
)
def test_every_csv_marks_a_cell_that_could_be_a_formula(cell: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_row(["a", cell])))
    assert row[1].startswith("'") and row[1][1:] == cell.replace("\r", "␍")
    form = RowFormat[str](lambda row: {}, lambda rows, width: iter(()), ("text",), lambda row: (row,))
    printed = list(csv.reader(io.StringIO("".join(format_rows([cell], form, "csv")))))
    assert printed[1][0].startswith("'")
    exported = list(csv.DictReader(io.StringIO(to_csv([notes(cell)]), newline="")))
    assert all(exported[0][name].startswith("'") for name in ("source", "title", "label", "quote", "note", "speaker"))


@pytest.mark.parametrize("cell", ["words", "-5", "-1,234.5", "−5 degrees", "5-1", "a=b", "", "'single'", "–"])
def test_a_cell_that_is_not_a_formula_stays_unchanged(cell: str) -> None:
    assert next(csv.reader(io.StringIO(csv_row([cell, -5, None])))) == [cell, "-5", ""]


def notes(text: str, source: str | None = None) -> ArticleNotes:
    """An article with one note, in which every text is the given one."""
    target = Target(source or text, "", 0, 5, text, text, text)
    highlight = Highlight("1" * 36, target, text, text, (text,), "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
    return ArticleNotes(
        source or text, text, (ExportedNote(highlight, "changed", None, text, text),), text, text, text, source
    )


def test_no_export_contains_control_characters() -> None:
    given = [notes(EVIL)]
    written = [to_markdown(given), to_csv(given), to_json(given), to_jsonld([given[0].notes[0].highlight])]
    written.append(render("{{ articles[0].title }} {{ articles[0].notes[0].note }}", given))
    for text in written:
        assert not set(text) & set("\x1b\x07\x9b\x85\u202e"), text
    assert json.loads(to_json(given))[0]["note"] == EVIL, "JSON keeps every character"


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://a.example/b", "[T](https://a.example/b)"),
        (
            "https://a.example/b) [click](https://evil.example",
            "[T](https://a.example/b%29%20[click]%28https://evil.example)",
        ),
        ("https://a.example/<b>\n\\", "[T](https://a.example/%3Cb%3E%0A%5C)"),
        ("javascript:alert(1)", "T (javascript:alert(1))"),
        ("data:text/html,<b>", "T (data:text/html,\\<b\\>)"),
    ],
)
def test_an_address_stays_inside_its_link_and_cannot_run_code(address: str, written: str) -> None:
    assert link("T", address) == written


def test_an_exported_article_has_no_link_that_runs_code() -> None:
    assert "](javascript" not in to_markdown([notes("Title", "javascript:alert(1)")])


def test_plain_words_are_escaped_in_markdown() -> None:
    assert escape("1. One") == "1\\. One" and escape("2) Two") == "2\\) Two" and escape("1.5 percent") == "1.5 percent"
    assert escape("# No heading") == "\\# No heading" and escape("- no list") == "\\- no list"
    assert escape("&lt;b&gt; AT&T & Co.") == "\\&lt;b\\&gt; AT&T & Co."
    assert escape("[a](b) *c* <d>") == "\\[a\\](b) \\*c\\* \\<d\\>"
    assert escaped("&lt; R&D") == "\\&lt; R&D"
