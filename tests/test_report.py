"""The report on an article: its contents, and that none of them can do harm. Articles are invented."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
import shutil
import subprocess
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from lxml import html
from msgspec.structs import replace

from tests.reader import analysis, article, find, reader, ready, screen, until
from tui.cli import one_article
from tui.cli.main import main
from tui.evidence.transcript import Transcript
from tui.evidence.verified_quotes import verified
from tui.export.report import ReportData, report_page
from tui.export.report_gathering import gather_report
from tui.formats.loading import parse_article
from tui.notes.check import Evidence
from tui.notes.highlight import describe
from tui.screens.dialogs.ask import AskScreen
from tui.screens.dialogs.confirm import ConfirmScreen
from tui.store.database import open_store
from tui.text.analysis import Analysis, Speaker, TopicPassages
from tui.text.analyzed import Analyzed
from tui.text.article import Article
from tui.text.span import Span

HOSTILE = (
    "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% raw %}",
    "<svg/onload=alert(1)>",
    "&lt;b&gt; &amp;amp; ]]> <!-- -->",
)
LABELS = (("claim", "!"), ("quote", "“"))
NOW = datetime(2026, 11, 30, tzinfo=UTC)


def page_of(data: ReportData) -> html.HtmlElement:
    return html.document_fromstring(report_page(data))


def with_class(page: html.HtmlElement, name: str, under: str = "") -> list[html.HtmlElement]:
    """The elements with a class, or those matching `under` inside them."""
    return page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]{under}")  # type: ignore[no-any-return]


def report(of: Article | None = None, found: Analysis | None = None, tmp_path: Path | None = None) -> ReportData:
    of = of or article()
    return gather_report(None, of, found or analysis(of), LABELS, NOW)


def test_the_page_has_the_article_with_its_notes_sources_topics_and_dates(tmp_path: Path) -> None:
    of = dataclasses.replace(article(str(tmp_path / "ferry.md")), date="2024-05-15", url="https://example.org/ferry")
    with open_store(tmp_path) as store:
        store.articles.keep(of)
        for words, label, note in (("ten years", "claim", "Since 2014? #check"), ("fear for their nets", "quote", "")):
            span = find(of.text, words)
            store.notebook.add(of, span, label=label, note=note)
        page = page_of(gather_report(store, of, analysis(of), LABELS, NOW))
    text = page.text_content()
    shown = [" ".join(block.text_content().split()) for block in with_class(page, "row", "/*[1]")]
    assert [re.sub(r"(?<=\D)\d(?=\D)", "", line) for line in shown] == [
        " ".join(of.words(block.span).split()) for block in of.blocks
    ]
    assert [mark.text for mark in page.xpath("//article//mark")] == [
        "ten years",
        "fear for their nets",
    ]
    assert "Since 2014? #check" in text and "said by Tora Lind" in text
    speakers = [line.text_content().strip() for line in with_class(page, "speaker", "/b")]
    assert speakers == ["Tora Lind", "Odd Berg"]
    assert [one.text for one in with_class(page, "topic", "/b")].count("ferry") == 2
    assert "2024-05-13" in text and "Monday" in text
    assert of.digest in text and "https://example.org/ferry" in text and "30 November 2026" in text
    shares = [one.get("width") for one in with_class(page, "share")]
    assert len(shares) == 2 and sum(float(share[:-1]) for share in shares) == pytest.approx(100, abs=0.2)


def test_a_speaker_whom_the_reader_has_confirmed_has_the_sign_and_a_tag_is_written_as_elsewhere(tmp_path: Path) -> None:
    of = article(str(tmp_path / "ferry.md"))
    found = analysis(of)
    quotes = [replace(quote, confirmed=number == 0, unsure=True) for number, quote in enumerate(found.quotes)]
    with open_store(tmp_path) as store:
        store.articles.keep(of)
        store.notebook.add(of, find(of.text, "ten years"), tags=["tide times"])
        page = page_of(gather_report(store, of, replace(found, quotes=tuple(quotes)), LABELS, NOW))
    lines = [" ".join(line.text_content().split()) for line in with_class(page, "speaker")]
    assert [line.startswith("✓ ") for line in lines] == [True, *(False for _ in quotes[1:])]
    assert ["speaker confirmed" in line for line in lines] == [True, *(False for _ in quotes[1:])]
    assert [tag.text for tag in with_class(page, "tag")] == ["#tide-times"]


def test_empty_lists_say_what_is_missing() -> None:
    plain = parse_article("One line.", "a.txt")
    text = page_of(report(plain, Analysis(plain.digest))).text_content()
    for sentence in ("Nothing has been highlighted", "reports nobody’s words", "mentions no dates", "no passages"):
        assert sentence in text


def test_the_check_list_has_the_verdicts_and_their_evidence(tmp_path: Path) -> None:
    of = article()
    span = analysis(of).quotes[1].span
    evidence = Evidence("https://example.org/speech", "Heard it <b>myself</b>", "ab" * 32, "2026-11-29T10:00:00Z")
    with open_store(tmp_path) as store:
        store.articles.keep(of)
        store.notebook.add(of, span, verdict="confirmed", evidence=[evidence])
        source = report_page(gather_report(store, of, analysis(of), LABELS, NOW))
    page = html.document_fromstring(source)
    (section,) = page.xpath("//section[@aria-labelledby='checks']")
    shown = section.text_content()
    for words in ("confirmed", "They did not ask us", "Odd Berg", "Heard it <b>myself</b>", "abab", "1 of 3 checked"):
        assert words in shown
    assert [link.get("href") for link in section.iter("a")][1] == "https://example.org/speech"
    (in_margin,) = with_class(page, "check")
    assert in_margin.text_content().split()[1:6] == ["confirmed", "said:", "“They", "did", "not"]
    (facts,) = with_class(page, "facts")
    assert facts.text_content().endswith("0 highlights · 1 of 3 checked")
    words = len(of.text.split())
    assert facts.text_content().startswith(f"{words} words") and f">{words}<" in source
    assert "Nothing has been highlighted" in page.text_content()
    assert_harmless(source)


def test_a_verdict_or_a_note_on_words_that_have_changed_since_says_on_which(tmp_path: Path) -> None:
    before = parse_article("The plant will supply 62,000 households in the county by March.\n", source="/a.txt")
    after = parse_article("The plant will supply 26,000 households in the county by March.\n", source="/a.txt")
    start = before.text.index("62,000")
    with open_store(tmp_path) as store:
        store.articles.keep(before)
        store.notebook.add(before, Span(start, start + 6), verdict="wrong")
        store.notebook.add(before, Span(start, start + 17), note="Says who?")
        store.articles.keep(after)
        page = html.document_fromstring(report_page(gather_report(store, after, Analysis(""), LABELS, NOW)))
    (section,) = page.xpath("//section[@aria-labelledby='checks']")
    assert "26,000" in section.text_content() and "The verdict was on “62,000”." in section.text_content()
    (in_margin,) = with_class(page, "check")
    assert in_margin.text_content().split() == [
        "↻",
        "wrong,",
        "words",
        "changed",
        "since",
        "the",
        "verdict",
        "was",
        "on",
        "“62,000”",
    ]
    (note,) = with_class(page, "about")
    assert note.text_content() == "the words have changed: “62,000 households” was marked"


def test_an_attitude_is_not_reported_as_speech() -> None:
    of = article()
    said = analysis(of)
    attitude = replace(said.quotes[0], kind="indirect", attitude=True)
    page = page_of(report(of, replace(said, quotes=(attitude,))))
    assert not with_class(page, "reported")
    (line,) = with_class(page, "speaker")
    assert "reported speech" not in line.text_content() and "an attitude" in line.text_content()


def test_the_quotations_are_compared_with_what_was_said() -> None:
    of = article()
    said = "Mayor Lind: We have waited <b>twelve</b> years for this.\n\nMinister Vale: They did not ask us, not once."
    quotes = list(verified(of, analysis(of), [Transcript("speech.txt", said, line_of=lambda span: 8)]))
    source = report_page(gather_report(None, of, analysis(of), LABELS, NOW, quotes))
    (section,) = html.document_fromstring(source).xpath("//section[@aria-labelledby='verified']")
    rows = [row.text_content() for row in section.iter("tr")][1:]
    assert len(rows) == 2 and rows[1].startswith("misattributed“They did not ask us")
    assert (
        "The source says that Minister Vale said this." in rows[1] and "speech.txt:8: “They did not ask us" in rows[1]
    )
    assert_harmless(source)
    assert not html.document_fromstring(report_page(report())).xpath("//section[@aria-labelledby='verified']")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_appear_only_as_text(words: str, tmp_path: Path) -> None:
    of = parse_article(f"Head {words}\n\nBy Ida Holm\n\n“We said {words},” said Odd {words}. And more of it.", "x.txt")
    of = dataclasses.replace(of, url=f"javascript:{words}", site=words, source=words, headline=words)
    said = find(of.text, f"We said {words}")
    speaker = Speaker(None, words, None)
    found = replace(
        Analysis(of.digest, model=words, sentences=(said,)),
        quotes=(replace(analysis(article()).quotes[0], spans=(said,), cue=said, speaker=speaker),),
        topics=(TopicPassages(words, words, ()),),
    )
    with open_store(tmp_path) as store:
        store.articles.keep(of)
        store.notebook.add(of, said, label=words, note=words, tags=(words,))
        data = gather_report(store, of, found, ((words, words),), NOW)
    source = report_page(data)
    page = html.document_fromstring(source)
    assert of.text.split("\n\n")[0] in page.text_content() and words in with_class(page, "written")[0].text_content()
    assert_harmless(source)


BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium")
def test_a_browser_runs_and_fetches_nothing_of_a_hostile_article(tmp_path: Path) -> None:
    asked: list[str] = []

    class Recorder(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Recorder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        words = (
            f"</title></style><script>document.title = 'run'; fetch('{here}/fetched')</script>"
            f"<img src={here}/image onerror=\"document.title = 'run'\"><iframe src={here}/frame></iframe>"
            f"<link rel=stylesheet href={here}/style><svg onload=\"document.title = 'run'\">"
        )
        of = parse_article(f"Head {words}\n\n“We said {words},” said Odd Berg.", "x.txt")
        said = find(of.text, "We said")
        found = replace(
            Analysis(of.digest, model=words, sentences=(said,)),
            quotes=(replace(analysis(article()).quotes[0], spans=(said,), speaker=Speaker(None, words, None)),),
        )
        path = tmp_path / "report.html"
        path.write_text(report_page(report(of, found)), encoding="utf-8")
        command = [
            str(BROWSER),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
        ]
        dumped = subprocess.run([*command, "--dump-dom", path.as_uri()], capture_output=True, text=True, check=True)
        server.shutdown()
    page = html.document_fromstring(dumped.stdout)
    assert asked == []
    assert page.findtext(".//title", "").startswith("Report: Head </title>")
    assert words in page.text_content() and not page.xpath("//script | //iframe | //img")


def test_links_lead_to_the_web_or_nowhere() -> None:
    of = parse_article(
        '# A\n\n[one](javascript:alert(1)) [two](https://example.org/?a="><b>) [three](data:text/html,x) [four](/etc)',
        "x.md",
        format="markdown",
    )
    source = report_page(report(of, Analysis(of.digest)))
    page = html.document_fromstring(source)
    outside = [link.get("href") for link in page.iter("a") if not str(link.get("href")).startswith("#")]
    assert len(outside) == 1 and str(outside[0]).startswith("https://example.org/")
    assert_harmless(source)


ELEMENTS = re.compile(
    "html|head|meta|title|style|body|header|footer|main|article|section|div|p|span|a|mark|sup|small|b|br|ul|ol|li"
    "|h1|h2|h3|table|caption|thead|tbody|tr|th|td|svg|rect|dl|dt|dd|pre|blockquote|code|hr"
)


def assert_harmless(source: str) -> None:
    """Assert that no element or attribute can run or fetch anything, and that a policy forbids it."""
    page = html.document_fromstring(source)
    for element in page.iter():
        assert ELEMENTS.fullmatch(element.tag), element.tag
        assert not any(name.startswith("on") or name in ("style", "src", "srcset", "action") for name in element.attrib)
        href = element.get("href")
        assert href is None or href.startswith(("#", "http://", "https://"))
    (style,) = page.iter("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    (policy,) = page.xpath("//meta[@http-equiv]")
    assert policy.get("content").startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "url(" not in style.text and "@import" not in style.text


def test_highlights_over_several_blocks_and_overlapping_marks_keep_every_word() -> None:
    of = article()
    first, last = find(of.text, "council voted"), find(of.text, "ten years")
    across = dataclasses.replace(
        report(of), placed=_placed(of, first.start, last.end) + _placed(of, last.start, last.end + 5)
    )
    page = page_of(across)
    words = "".join(mark.text_content() for mark in page.xpath("//article//mark"))
    assert words == of.text[first.start : last.end + 5].replace("\n\n", "")
    assert [link.text for link in page.xpath("//article//sup/a")] == ["1", "2"]


def _placed(of: Article, start: int, end: int) -> list:  # type: ignore[type-arg]
    from tui.notes.highlight import Highlight, Placed
    from tui.text.span import Span

    target = describe(of.text, Span(start, end))
    return [Placed(Highlight("x", target, "claim"), "exact", Span(start, end), target.exact)]


def test_the_command_writes_the_report_on_a_file_and_on_an_article_of_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    of = article("https://example.org/ferry")
    monkeypatch.setattr(
        one_article,
        "_stored",
        lambda store, found, settings, topics: Analyzed(found.source, found, analysis(found, ())),
    )
    with open_store(tmp_path / "data") as store:
        store.articles.keep(of)
    output = tmp_path / "report.html"
    folder = ["--data-dir", str(tmp_path / "data")]
    assert main(["report", "https://example.org/ferry", "-o", str(output), *folder]) == 0
    assert "Ferry to run at night" in output.read_text(encoding="utf-8")
    (tmp_path / "mill.txt").write_text("The mill is closed.\n")
    monkeypatch.setattr(one_article, "_stored", lambda _, found, *__: Analyzed(found.source, found, Analysis("")))
    assert main(["report", str(tmp_path / "mill.txt"), *folder]) == 0
    assert "The mill is closed." in capsys.readouterr().out
    assert main(["report", str(tmp_path / "gone.txt"), *folder]) == 2
    assert "no article" in capsys.readouterr().err


async def test_a_key_writes_the_report_and_asks_before_it_replaces_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "ferry-report.html"
    app = reader(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot)
        await pilot.press("H")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("enter")
        await until(pilot, lambda: target.exists() and target.read_text().endswith("</html>"))
        await until(pilot, lambda: not screen(app).status.words)
        target.write_text("mine")
        await pilot.press("H")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        assert target.read_text() == "mine"
        await pilot.press("y")
        await until(pilot, lambda: target.read_text().endswith("</html>"))
    assert_harmless(target.read_text())
