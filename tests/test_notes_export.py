"""Exported notes: Markdown that leaves the reader's own text alone, CSV, JSON, templates."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from markdown_it import MarkdownIt

from tui.export.notes import (
    ArticleNotes,
    ExportedNote,
    TemplateFault,
    link_to,
    merge_markdown,
    render,
    rewrite,
    to_csv,
    to_json,
    to_markdown,
)
from tui.notes.check import CheckedAs, Evidence
from tui.notes.highlight import Highlight, Target
from tui.notes.mark_speaker import speaker_of
from tui.text.analysis import Analysis, Quote, Speaker
from tui.text.article import Article
from tui.text.span import Span


def note(words: str = "two million", text: str = "really?", **more: object) -> ExportedNote:
    highlight = Highlight(
        "id-1", Target("/a/b.txt", "sha256:1", 4, 15, words), "check", text, ("roof",), "2026", "2026"
    )
    return replace(ExportedNote(highlight, "exact", Span(4, 15), "", "Ana Ruiz"), **more)  # type: ignore[arg-type]  # any field


def notes(*items: ExportedNote, title: str = "Library to close", source: str = "/a/b c.txt") -> ArticleNotes:
    return ArticleNotes(source, title, items or (note(),), byline="By Joe Roe", date="2026-01-28")


def test_markdown_shows_words_speaker_label_tags_note_and_a_link_back() -> None:
    text = to_markdown([notes()])
    for part in (
        "## [Library to close](file:///a/b%20c.txt)",
        "By Joe Roe · 2026-01-28",
        "> two million",
        "**check** · speaker: Ana Ruiz · #roof",
        "\nreally?\n",
        "<!-- newsreader:note id-1 -->",
    ):
        assert part in text


def test_tags_have_one_form_in_text_and_one_in_cells() -> None:
    tags = ("tide times", "*roof")
    one = note()
    tagged = replace(one, highlight=one.highlight._replace(tags=tags, note=""))
    template = files("tui.export").joinpath("templates/obsidian.md.j2").read_text(encoding="utf-8")
    assert "#tide-times #\\*roof" in to_markdown([notes(tagged)])
    assert "#tide-times #*roof" in render(template, [notes(tagged)])
    assert "tide times; *roof" in to_csv([notes(tagged)])
    assert json.loads(to_json([notes(tagged)]))[0]["tags"] == [*tags]


def test_markdown_says_which_note_is_orphaned_and_how_words_changed() -> None:
    orphan, changed = note(state="orphan", span=None), replace(note(state="changed"), words="three million")
    text = to_markdown([notes(orphan, changed)])
    assert "no longer in the article" in text and "“three million”" in text
    assert text.count("speaker now: Ana Ruiz") == 1, "the speaker of the words of today"
    checked = changed.highlight._replace(checked_as=CheckedAs(speaker="Ana Ruiz"))
    assert "speaker: Ana Ruiz" in to_markdown([notes(replace(changed, highlight=checked))])


def test_the_obsidian_template_has_verdict_and_evidence_and_says_which_words_changed_or_are_gone() -> None:
    orphan, changed = note(state="orphan", span=None), replace(note(state="changed"), words="three million")
    proof = Evidence("https://example.org/budget", "page 4")
    checked = changed.highlight._replace(verdict="wrong", evidence=(proof, Evidence("", "asked her")))
    template = files("tui.export").joinpath("templates/obsidian.md.j2").read_text(encoding="utf-8")
    text = render(template, [notes(orphan, replace(changed, highlight=checked))])
    assert " · these words are no longer in the article\n\nreally?\n" in text
    assert " · checked: wrong · the article now has: “three million”\n\n" in text
    assert "\n\n- https://example.org/budget, page 4\n- asked her\n\nreally?\n" in text


def test_a_second_export_replaces_only_our_part() -> None:
    old = "# My file\n\n" + to_markdown([notes()]) + "\nMy own words.\n"
    new = merge_markdown(old, [notes(note(text="no, less"))])
    assert new.startswith("# My file\n\n<!-- newsreader:begin") and new.endswith("\nMy own words.\n")
    assert "no, less" in new and "really?" not in new
    assert merge_markdown(new, [notes(note(text="no, less"))]) == new


def test_exporting_another_article_leaves_the_first_unchanged() -> None:
    first = merge_markdown("", [notes()])
    both = merge_markdown(first, [notes(source="/other.txt", title="Other")])
    assert both.startswith(first) and both.count("newsreader:begin") == 2
    assert merge_markdown(both, [notes(source="/other.txt", title="Other")]) == both


def test_a_part_without_its_end_marker_is_not_overwritten() -> None:
    broken = to_markdown([notes()]).rsplit("<!-- newsreader:end", 1)[0] + "My words after it.\n"
    assert merge_markdown(broken, [notes()]).startswith(broken)
    other = to_markdown([notes(source="/other.txt")])
    assert merge_markdown(broken + other, [notes()]).startswith(broken + other)


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<!-- newsreader:end x -->",
        "*bold* _it_ [link](http://e.org) `code`",
        "# head",
        "- item",
        "a\n\nb",
        "===",
    ],
)
def test_words_of_an_article_are_never_parsed_as_markup(words: str) -> None:
    text = to_markdown([notes(note(words=words), title=words)])
    html = MarkdownIt().render(text)
    body = html.replace("<!--", "").replace("<code>newsreader --note id-1</code>", "").split("newsreader:note")[1]
    for tag in ("<script", "<em>", "<code>", "<h1", "<li>", 'href="http://e.org"'):
        assert tag not in body
    assert text.count("\n<!-- newsreader:end") == 1


def test_a_note_containing_our_marker_does_not_break_the_next_export() -> None:
    tricky = notes(note(text="see <!-- newsreader:end x --> and\n<!-- newsreader:begin y -->"))
    once = merge_markdown("before\n", [tricky]) + "after\n"
    assert merge_markdown(once, [tricky]) == once


def test_a_file_with_windows_line_endings_keeps_one_part(tmp_path: Path) -> None:
    once = ("Mine.\n\n" + to_markdown([notes()]) + "Mine too.\n").replace("\n", "\r\n")
    twice = merge_markdown(once, [notes()])
    assert twice.count("newsreader:begin") == 1
    assert twice.startswith("Mine.\r\n\r\n<!--") and twice.endswith("-->\nMine too.\r\n")


def test_a_file_is_rewritten_completely_or_not_at_all(tmp_path: Path) -> None:
    file, link = tmp_path / "notes.md", tmp_path / "link.md"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o600)
    link.symlink_to(file)
    rewrite(link, lambda old: old + " and new")
    assert file.read_text(encoding="utf-8") == "old and new" and link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o600

    def fail(old: str) -> str:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        rewrite(file, fail)
    assert file.read_text(encoding="utf-8") == "old and new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", "notes.md"]


def test_csv_has_a_row_for_each_note_and_contains_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv([notes(note(), note(text='=HYPERLINK("x")', words="- a, “b”\nc"))]))))
    assert [row["note"] for row in rows] == ["really?", '\'=HYPERLINK("x")']
    assert rows[1]["quote"] == "'- a, “b”\nc", "“- 2+cmd|…” is a formula too"
    assert rows[0]["speaker"] == "Ana Ruiz" and rows[0]["tags"] == "roof"


def test_json_contains_every_field() -> None:
    (row,) = json.loads(to_json([notes()]))
    assert (row["quote"], row["note"], row["start"], row["selector"]["digest"]) == (
        "two million",
        "really?",
        4,
        "sha256:1",
    )


def test_a_template_defines_a_format_of_the_readers_own() -> None:
    template = (
        "{% for a in articles %}{{ a.title }}: {% for n in a.notes %}{{ n.quote|upper }}{% endfor %}{% endfor %}\n"
    )
    assert render(template, [notes()]) == "Library to close: TWO MILLION\n"


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ articles.__class__.__init__.__globals__ }}",
        "{% include '/etc/passwd' %}",
        "{{ nothing }}",
        "{% for %}",
        "{{ 1/0 }}",
        "{{ articles.append(1) }}",
        "{% for n in range(10**9) %}x{% endfor %}",
    ],
)
def test_a_template_can_only_read_and_its_errors_are_reported(template: str) -> None:
    with pytest.raises(TemplateFault, match="template"):
        render(template, [notes()])


def test_links_are_valid_addresses() -> None:
    assert link_to("https://e.org/a b") == "https://e.org/a%20b"
    assert link_to("/x/ü.txt") == "file:///x/%C3%BC.txt"
    assert link_to("sha256:12") == "urn:sha256:12"


def test_the_speaker_of_a_highlight_is_whoever_said_most_of_its_words() -> None:
    quote = Quote("direct", (Span(10, 20), Span(30, 40)), None, Speaker(None, "Ana", None))
    analysis, article = Analysis("d", quotes=(quote,)), Article("a", "x" * 60)
    assert speaker_of(article, analysis, Span(12, 22)) == "Ana"
    unsure = Analysis("d", quotes=(msgspec.structs.replace(quote, unsure=True),))
    assert speaker_of(article, unsure, Span(12, 22)) == "Ana?"
    assert speaker_of(article, analysis, Span(18, 30)) is None
    assert speaker_of(article, None, Span(12, 22)) is None and speaker_of(article, analysis, None) is None


def test_a_highlight_has_the_speaker_of_reported_speech_only_if_that_is_most_of_it() -> None:
    text = "The ministry closed the quay in May, saying it was unsafe. The ministry said that the quay was unsafe."
    told = Quote("indirect", (Span(44, 57),), Span(37, 43), Speaker(Span(0, 12), "the ministry", None))
    said = Quote("indirect", (Span(77, 101),), Span(72, 76), Speaker(Span(59, 71), "the ministry", None))
    article, analysis = Article("a", text), Analysis("d", quotes=(told, said))
    assert speaker_of(article, analysis, Span(0, 58)) is None
    assert speaker_of(article, analysis, Span(59, 102)) == "the ministry"
    assert speaker_of(article, analysis, Span(44, 57)) == "the ministry"


def test_a_sentence_consisting_of_a_quotation_has_its_speaker() -> None:
    text = "“It will hold,” said the engineer, who has looked after the dam for twenty years. It rained."
    said, cue, mention = Span(0, 15), Span(16, 20), Span(21, 33)
    quote = Quote("direct", (said,), cue, Speaker(mention, None, None))
    sentence, analysis, article = Span(0, 81), Analysis("d", quotes=(quote,)), Article("a", text)
    assert said.length * 2 < sentence.length
    assert speaker_of(article, analysis, Span(0, 50)) == "the engineer"
    assert speaker_of(article, analysis, Span(82, len(text))) is None
    both = msgspec.structs.replace(quote, also=(Speaker(None, "Ana Ruiz", None),))
    assert speaker_of(article, Analysis("d", quotes=(both,)), said) == "the engineer and Ana Ruiz"
