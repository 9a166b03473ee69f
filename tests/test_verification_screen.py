"""Quotations and their sources on the verification screen. Texts are invented."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from textual.geometry import Size
from textual.widgets import Static

from tests.reader import FakeAnalyst, article, find, paste, reader, ready, screen, until
from tui.evidence.transcript import Transcript
from tui.evidence.verified_quotes import verified
from tui.formats.loading import parse_article
from tui.notes.claims import claim_on, claims
from tui.screens.concordance import ConcordanceScreen
from tui.screens.dialogs.choose import ChooseScreen
from tui.screens.dialogs.menu import MOST_LINES_ABOUT, WIDEST
from tui.screens.reading.screen import ReadingScreen
from tui.screens.reading.startup import Stage
from tui.screens.verification import (
    VerificationScreen,
    evidence_note,
    own_verdict,
    source_content,
    summary,
    verification_items,
)
from tui.store.database import open_store
from tui.text.analysis import Analysis, Quote, Speaker
from tui.text.article import Article
from tui.text.file_lines import FileLines
from tui.text.safe import cells
from tui.text.topic import Topic
from tui.widgets.lists.row_text import in_lines

SPEECH = (  # one turn a line, without blank lines between the turns
    "Mayor Lind: We have waited twelve years for this. Nobody should have to sleep in a car. It will sail.\n"
    "Mr Berg: They did not ask us, not once."
)


def source(speech: Article, file: str) -> Transcript:
    """What was said, with the lines of its file."""
    return Transcript(speech.source, speech.text, line_of=lambda span: FileLines(file, speech.text).line(span.start))


def test_rows_show_problems_first_and_both_sides_of_a_difference() -> None:
    from tests.reader import analysis

    of, speech = article(), parse_article(SPEECH, "speech.txt")
    found = list(verified(of, analysis(of), [source(speech, SPEECH)]))
    rows = [item.line.plain for item in verification_items(found, 60)]
    assert [row.split(":")[0].split(" (")[0] for row in rows if "\n" not in row] == ["≠ Altered", "= Verbatim"]
    altered = rows[1].split("\n")
    assert altered[0] == "≠ Tora Lind" and any(line.split() == ["ten", "twelve"] for line in altered)
    assert all(cells(line) <= 60 for row in rows for line in row.split("\n"))
    assert summary(found, speech).startswith("2 quotations: 1 altered, 1 verbatim")
    assert source_content(found[1], speech, Size(60, 20)).plain.startswith("Line 2, Mr Berg\nMayor Lind:")
    low = source_content(found[1], speech, Size(30, 3)).wrap(29)
    assert [line.plain.strip() for line in low[:2]] == ["Line 2, Mr Berg", "Mr Berg: They did not ask us,"], "the place"
    absent = next(verified(of, analysis(of), [Transcript("other", "Nothing of the kind.")]))
    assert "does not contain" in source_content(absent, speech, Size(60, 20)).plain
    long = parse_article(SPEECH + "\n\nWe listened." * 200, "speech.txt")
    here = next(verified(of, analysis(of), [source(long, long.text)]))
    for height in (20, 60):
        assert len(source_content(here, long, Size(60, height)).wrap(60)) >= height, "the pane is filled"


def test_the_evidence_names_another_speaker_of_the_words() -> None:
    from tests.reader import analysis

    said = SPEECH.replace("Mayor Lind", "Minister Vale")
    of, speech = article(), parse_article(said, "speech.txt")
    found = list(verified(of, analysis(of), [source(speech, said)]))
    notes = [evidence_note(one) for one in found]
    assert notes[0].startswith("line 1, said by Minister Vale: “")
    assert notes[1].startswith("line 2: “")
    on_a_page = verified(of, analysis(of), [Transcript("https://x.example/speech", speech.text)])
    assert [evidence_note(one)[:25] for one in on_a_page] == ["said by Minister Vale: “W", "“They did not ask us”"]
    elsewhere = parse_article("Nothing of the kind.", "other.txt")
    absent = next(verified(of, analysis(of), [Transcript("other.txt", elsewhere.text)]))
    assert evidence_note(absent) == "does not contain these words"


def test_a_verdict_is_about_the_words_that_were_compared_and_not_about_the_reporters_own(tmp_path: Path) -> None:
    of = parse_article(
        "Ida Holm said the mill had “no buyer left” and that 900 people would lose their pay.", "mill.txt"
    )
    said = find(of.text, "the mill had “no buyer left” and that 900 people would lose their pay")
    speaker = Speaker(find(of.text, "Ida Holm"), "Ida Holm", None)
    of_mill = Analysis(of.digest, quotes=(Quote("mixed", (said,), find(of.text, "said"), speaker),))
    (one,) = verified(of, of_mill, [Transcript("talk.txt", "IDA HOLM: The mill has no buyer left. Nine will go.")])
    assert of.words(one.checked_span) == "“no buyer left”"
    with open_store(tmp_path) as store:
        store.notebook.add(of, one.checked_span, verdict="confirmed")
        placed = store.notebook.highlights(of)
    found = claims(of, of_mill, placed)
    assert [(claim.who, claim.words(of)) for claim in found if claim.checked] == [("Ida Holm", "“no buyer left”")]
    assert any(claim.span == said and not claim.checked for claim in found), "the rest is still to be checked"
    assert claim_on(found, one.checked_span) != claim_on(found, said)
    assert own_verdict(one, {one.checked_span: "☑ confirmed"}) == "Your verdict: ☑ confirmed"
    assert own_verdict(one, {said: "✘ wrong"}) == "Your verdict on the whole quotation: ✘ wrong"
    whole = replace(one, quote=Quote("mixed", (one.checked_span,), None, speaker))
    assert whole.checked_span == one.checked_span, "nothing but the words between the marks"


def test_the_question_about_a_verdict_shows_all_the_words() -> None:
    words = "“We said in May that we would mend the roof, and we mended it, and nobody paid a penny more for it.”"
    assert " ".join(in_lines(words, WIDEST, MOST_LINES_ABOUT)) == words


@pytest.mark.parametrize("width", [80, 160])
async def test_a_key_compares_the_quotations_with_an_article_of_the_library(tmp_path: Path, width: int) -> None:
    path = tmp_path / "speech.txt"
    path.write_text(SPEECH, encoding="utf-8")
    with open_store(tmp_path / "data") as store:
        store.articles.keep(parse_article(SPEECH, str(path)))
    app = reader(tmp_path)
    async with app.run_test(size=(width, 40)) as pilot:
        await ready(pilot)
        await pilot.press("tab", "U")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await paste(pilot, "speech")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, VerificationScreen) and app.screen.found)
        shown = app.screen
        assert isinstance(shown, VerificationScreen)
        source = shown.query_one(".source", Static)
        await until(pilot, lambda: "twelve years" in str(source.render()))
        beside = source.region.x > 0 and source.region.x >= shown.rows.region.right
        assert beside == (width >= 120)
        columns, exported = shown.exported
        assert [dict(zip(columns, row, strict=True))["verdict"] for row in exported] == ["altered", "verbatim"]
        await pilot.press("j")
        await until(pilot, lambda: "Mr Berg" in str(source.render()).split("\n")[0])
        await pilot.press("k", "%", "t")
        await until(pilot, lambda: "cannot tell" in "".join(row.line.plain for row in shown.rows.items))
        assert shown.rows.cursor == 1, "the same row, as in the list of checks"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: not any("cannot tell" in row.line.plain for row in shown.rows.items))
        assert "evidence_redo" in shown.can_do
        await pilot.press("ctrl+y")
        await until(pilot, lambda: any("cannot tell" in row.line.plain for row in shown.rows.items))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: not any("cannot tell" in row.line.plain for row in shown.rows.items))
        await pilot.press("j", "%", "c")
        store = app.services.store
        assert store is not None
        await until(pilot, lambda: store.notebook.highlights(article(str(tmp_path / "ferry.md"))))
        assert app.screen is shown
        await until(pilot, lambda: "Your verdict: ☑ confirmed" in shown.rows.current.full().plain)  # type: ignore[union-attr, misc]
        columns, exported = shown.exported
        assert [dict(zip(columns, row, strict=True))["your_verdict"] for row in exported] == ["", "confirmed"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        here = screen(app)
        (placed,) = here.session.placed
        (proof,) = placed.highlight.evidence
        assert (placed.words.strip('"'), placed.highlight.verdict) == ("They did not ask us,", "confirmed")
        assert (proof.where, proof.note, len(proof.sha256)) == (str(path), "line 2: “They did not ask us”", 64)
        assert here.session.article.text[here.view.caret :].startswith("They did not ask us")
        assert here.view.has_focus, "not the list from which the keys would act on another row"
        # The same list again, on the same row; only closing it there closes it for good.
        row = shown.rows.cursor
        assert "q Back" in here.key_bar.render().plain
        await pilot.press("q")
        await until(pilot, lambda: app.screen is shown and shown.rows.cursor == row)
        await pilot.press("k", "enter")
        await until(pilot, lambda: here.session.article.text[here.view.caret :].startswith("We have waited"))
        await pilot.press("K")
        await until(pilot, lambda: isinstance(app.screen, ConcordanceScreen))
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here and "q Back" in here.key_bar.render().plain)
        await pilot.click(here.key_bar, offset=(here.key_bar.render().plain.index("q Back"), 0))
        await until(pilot, lambda: app.screen is shown)
        await pilot.press("q")
        await until(pilot, lambda: app.screen is here and not shown.is_attached)
        assert "q Quit" in here.key_bar.render().plain


class SlowAnalyst(FakeAnalyst):
    """Its analysis ends when a test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end = asyncio.Event()

    async def analyze(self, article: Article, topics: Sequence[Topic] = (), **options: object) -> Analysis:
        await self.may_end.wait()
        return await super().analyze(article, topics, **options)


async def test_a_source_named_during_the_analysis_is_compared_after_it_and_one_that_cannot_be_read_is_named(
    tmp_path: Path,
) -> None:
    app = reader(tmp_path)
    slow = app.services.analyst = SlowAnalyst()  # type: ignore[assignment]
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await until(pilot, lambda: screen(app).startup.stage is Stage.ANALYSING)
        await pilot.press("U")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await paste(pilot, "gone.txt")
        await pilot.press("enter")
        await until(pilot, lambda: "comparing after the analysis" in screen(app).status.words)
        await pilot.press("j")
        assert "comparing after the analysis" in screen(app).status.words, "until the analysis is done"
        slow.may_end.set()
        await until(pilot, lambda: isinstance(app.screen, VerificationScreen))
        title = app.screen.query_one(".title", Static)
        await until(pilot, lambda: "gone.txt" in str(title.render()))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("U")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, VerificationScreen))  # the same source is offered again
