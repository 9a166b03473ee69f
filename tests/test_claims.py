"""The check list: verdicts and evidence, in the program, on the command line and in exports."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec import structs
from textual.content import Content
from textual.widgets import Input, Static

from tests.analyzed import analyzed
from tests.reader import analysis, article, find, paste, reader, ready, screen, until
from tui.cli.claims import COLUMNS, FORM, ClaimRow
from tui.cli.main import main
from tui.export import w3c
from tui.export.claim_review import claim_review
from tui.export.report import ReportData, check_row, report_page
from tui.formats.loading import parse_article
from tui.library.evidence import evidence_problem, gather_evidence
from tui.notes.check import (
    CHECK_AGAIN,
    SIGNS,
    CheckedAs,
    Evidence,
    Verdict,
    checked_as_from,
    evidence_from_json,
    sign_of,
    with_evidence,
)
from tui.notes.claims import Claim, claims, find_claims, lost_claims, progress
from tui.notes.highlight import Highlight, Placed, describe
from tui.notes.mark_speaker import speaker_of
from tui.screens.dialogs.ask_path import AskPathScreen
from tui.screens.dialogs.card import CardScreen
from tui.screens.dialogs.menu import MenuEntry, MenuScreen
from tui.store.database import open_store
from tui.text.analysis import Analysis, Figure, Quote, Speaker
from tui.text.analyzed import Analyzed
from tui.text.safe import cells
from tui.text.span import Span
from tui.widgets.lists.card_items import claim_card
from tui.widgets.lists.checks_list import LIST, claim_item
from tui.widgets.lists.item import counted, passing
from tui.widgets.lists.item_list import ItemList
from tui.widgets.lists.notes_list import note_items
from tui.widgets.lists.sidebar_list import ListSource

OF = article()
FIGURE = analysis(OF).figures[0].span
SCHEMA = {
    "type": "object",
    "required": ["@type", "claimReviewed", "itemReviewed", "reviewRating", "author", "datePublished"],
    "properties": {
        "@type": {"const": "ClaimReview"},
        "claimReviewed": {"type": "string", "minLength": 1},
        "datePublished": {"type": "string", "format": "date"},
        "author": {"type": "object", "required": ["@type", "name"]},
        "itemReviewed": {
            "type": "object",
            "required": ["@type", "appearance"],
            "properties": {
                "@type": {"const": "Claim"},
                "author": {"type": "object", "required": ["@type", "name"]},
                "appearance": {
                    "type": "object",
                    "required": ["@type", "url"],
                    "properties": {"url": {"type": "string", "pattern": "^(https?|file):"}},
                },
            },
        },
        "reviewRating": {
            "type": "object",
            "required": ["@type", "ratingValue", "bestRating", "worstRating", "alternateName"],
            "properties": {"ratingValue": {"type": "integer", "minimum": 1, "maximum": 3}},
        },
    },
}
"""What schema.org and Google's guide require of a ClaimReview."""


def test_a_claim_has_the_quoted_words_without_the_reporting_clause() -> None:
    first = claims(OF, analysis(OF), [])[0]
    assert first.words(OF) == '"We have waited ten years for this," … "Nobody should have to sleep in a car."'


def test_every_quotation_figure_and_mark_is_one_claim_with_its_source(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        book = store.notebook
        book.add(OF, find(OF.text, "sleep in a car"), verdict="wrong")  # a separate claim within a quotation
        book.add(OF, FIGURE, verdict="confirmed")
        book.add(OF, find(OF.text, "Fishermen fear for their nets."))
        sentence = '"They did not ask us," said Odd Berg'
        book.add(OF, find(OF.text, sentence))
        found = claims(OF, analysis(OF), book.highlights(OF))
    by_words = {OF.words(claim.span): claim for claim in found}
    assert len(by_words) == len(found) and [claim.span for claim in found] == sorted(claim.span for claim in found)
    figure = by_words[OF.words(FIGURE)]
    assert figure.kind == "figure" and figure.checked
    assert (by_words["sleep in a car"].kind, by_words["sleep in a car"].who) == ("mark", "Tora Lind")
    assert by_words[sentence].source == f"{speaker_of(OF, analysis(OF), find(OF.text, sentence))}"
    assert by_words["Fishermen fear for their nets."].who is None
    assert progress(found) == f"2 of {len(found)} checked"


def test_a_verdict_is_undone_and_follows_its_words_into_a_changed_article(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        made = store.notebook.add(OF, find(OF.text, "12 percent"), verdict="open")
        proof = Evidence("https://example.org/fares", "the table says so", "ab" * 32, "2024-02-06T10:00:00Z")
        store.notebook.change(made.id, verdict="confirmed", evidence=[proof])
        assert store.notebook.undo() == "Change to the verdict and evidence undone: “12 percent”."
        assert store.notebook.highlights(OF)[0].highlight.verdict == "open"
        store.notebook.redo()
    with open_store(tmp_path) as store:
        text = OF.text.replace("Ticket prices rise", "As expected, ticket prices rise")
        later = replace(article(), text=text)
        later.__dict__.pop("digest", None)
        (placed,) = store.notebook.highlights(later)
        assert placed.span and later.words(placed.span) == "12 percent"
        assert (placed.highlight.verdict, placed.highlight.evidence) == ("confirmed", (proof,))
        store.notebook.undo()
        store.notebook.undo()
        assert store.notebook.highlights(OF) == []


@pytest.mark.parametrize("form", ["jsonld", "json"])
def test_verdict_and_evidence_survive_export_and_import(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proof = Evidence("/data/fares.csv", "row 3")
    with open_store(tmp_path / "one") as store:
        as_figure = CheckedAs("figure", "Ana Ruiz?")
        words = find(OF.text, "12 percent")
        store.notebook.add(OF, words, verdict="cannot tell", evidence=[proof], checked_as=as_figure)
    assert main(["notes", "export", "--data-dir", str(tmp_path / "one"), "--format", form]) == 0
    (again,) = w3c.read(capsys.readouterr().out, now="2024-01-01T00:00:00Z").highlights
    assert (again.verdict, again.evidence, again.checked_as) == ("cannot tell", (proof,), as_figure)
    with open_store(tmp_path / "two") as store:
        store.notebook.import_highlights([again])
        assert (store.notebook.all()[0].evidence, store.notebook.all()[0].checked_as) == ((proof,), as_figure)
    assert main(["notes", "export", "--data-dir", str(tmp_path / "two")]) == 0
    assert "checked: cannot tell" in (text := capsys.readouterr().out) and "row 3" in text


def test_the_same_evidence_given_again_is_listed_once() -> None:
    page, minutes = Evidence("https://example.org/x", "says 12"), Evidence("minutes.txt", "says 12", "old hash")
    again = minutes._replace(sha256="new hash")
    assert with_evidence([minutes, page], again) == (page, again)
    assert with_evidence([page], page._replace(note="says 13")) == (page, page._replace(note="says 13"))


def test_words_that_have_changed_are_listed_as_what_they_were_when_they_were_checked() -> None:
    span = find(OF.text, "Fishermen fear for their nets.")
    highlight = Highlight("id", describe(OF.text, span), verdict="confirmed", checked_as=CheckedAs("figure", "Ruiz?"))
    found = claims(OF, analysis(OF), [Placed(highlight, "changed", span), Placed(highlight, "orphan", None)])
    (changed,) = [claim for claim in found if claim.highlight]
    assert (changed.kind, changed.who, changed.unsure) == ("figure", "Ruiz", True)
    assert changed.sentence == analysis(OF).sentence_of(span)
    quotation = highlight._replace(checked_as=CheckedAs("quotation", "Ana Ruiz"))
    (lost,) = lost_claims(OF, [Placed(quotation, "orphan", None)])
    assert [item.line.plain.strip() for item in claim_card(OF, lost)][-2:] == ["Said by", "Ana Ruiz"]  # type: ignore[union-attr]
    assert checked_as_from("wish", "Ruiz") == CheckedAs(), "a damaged value says nothing"


def test_damaged_evidence_is_ignored() -> None:
    assert evidence_from_json([{"where": 3}, "x", None, {"note": "kept", "where": ["no"]}]) == (Evidence("", "kept"),)
    assert evidence_from_json({"where": "x"}) == ()


def test_a_file_as_evidence_gets_its_hash_and_an_address_or_a_missing_file_gets_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12 percent")
    proof = gather_evidence(None, str(tmp_path / "a.txt"), "seen")
    assert proof.sha256 == sha256(b"12 percent").hexdigest() and proof.saved.endswith("Z")
    assert gather_evidence(None, "https://example.org/x", "") == Evidence("https://example.org/x")
    assert gather_evidence(None, "/no/such/file", "") == Evidence("/no/such/file")
    assert "no file /no/such/file" in evidence_problem("/no/such/file")
    assert evidence_problem(str(tmp_path / "a.txt")) == evidence_problem("https://example.org/x") == ""


def test_a_checked_claim_exports_as_a_valid_claim_review(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        said = analysis(OF).quotes[0].span
        store.notebook.add(OF, said, verdict="wrong", evidence=[Evidence("https://example.org/minutes", "says two")])
        found = [one for one in claims(OF, analysis(OF), store.notebook.highlights(OF)) if one.checked]
    review = claim_review(OF, found[0], creator="Ida")
    jsonschema.validate(review, SCHEMA)
    assert review["itemReviewed"]["author"]["name"] == "Tora Lind"
    doubted = claim_review(OF, replace(found[0], unsure=True), creator="Ida")
    assert "author" not in doubted["itemReviewed"], "an unsure speaker is not published as a fact"
    assert review["citation"][0]["url"] == "https://example.org/minutes"
    assert review["reviewRating"]["alternateName"] == "wrong"


def test_the_claim_review_of_a_figure_quotes_its_sentence(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.notebook.add(OF, FIGURE, verdict="wrong")
        (one,) = [one for one in claims(OF, analysis(OF), store.notebook.highlights(OF)) if one.checked]
    reviewed = claim_review(OF, one, creator="Ida")["claimReviewed"]
    assert reviewed == " ".join(OF.words(one.sentence).split()), "the sentence has no other figure"


def test_the_claim_review_of_one_of_two_figures_says_which() -> None:
    of = parse_article("The tunnel carries 38,000 cars in two tubes.", "tunnel.txt")
    whole, figure = find(of.text, "38,000 cars"), find(of.text, "38,000")
    claim = Claim(
        "figure",
        figure,
        None,
        Span(0, len(of.text)),
        Highlight("1", describe(of.text, figure), verdict="wrong"),
        whole=whole,
    )
    assert claim_review(of, claim, creator="Ana")["claimReviewed"] == f"{of.text} (38,000 cars)"


def test_the_claim_review_of_words_after_a_plain_said_is_those_words() -> None:
    of = parse_article("Ida Holm said: “We sold the quay.”", "quay.txt")
    span = find(of.text, "“We sold the quay.”")
    claim = Claim("quotation", span, "Ida Holm", span, Highlight("1", describe(of.text, span), verdict="wrong"))
    for cue, shown in (("said", "“We sold the quay.”"), ("dismissed", "Ida Holm dismissed: “We sold the quay.”")):
        assert claim_review(of, replace(claim, cue=cue), creator="Ana")["claimReviewed"] == shown
    unsure = claim_review(of, replace(claim, cue="denied", unsure=True), creator="Ana")
    assert unsure["claimReviewed"] == "The speaker denied: “We sold the quay.”", "no name that is in doubt"
    of = parse_article("“We sold it, and soon,” Ida Holm said.", "quay.txt")
    span = find(of.text, "“We sold it, and soon,”")
    claim = Claim("quotation", span, "Ida Holm", span, Highlight("1", describe(of.text, span), verdict="wrong"))
    reviewed = claim_review(of, claim, creator="Ana")["claimReviewed"]
    assert reviewed == "“We sold it, and soon”", "the comma is the reporter's"


@pytest.mark.parametrize("marked", ["that the quay was sold", "the quay was sold"])
def test_a_denial_is_not_made_into_an_assertion(marked: str, tmp_path: Path) -> None:
    of = parse_article("Ida Holm denied that the quay was sold.", "quay.txt")
    speaker = Speaker(find(of.text, "Ida Holm"), "Ida Holm", None)
    said = Quote("indirect", (find(of.text, "that the quay was sold"),), find(of.text, "denied"), speaker)
    found = Analysis(of.digest, quotes=(said,), sentences=(Span(0, len(of.text)),))
    with open_store(tmp_path) as store:
        store.notebook.add(of, find(of.text, marked), verdict="wrong")
        placed = store.notebook.highlights(of)
    (claim,) = [one for one in claims(of, found, placed) if one.checked]
    words = f"denied: {marked}"
    assert claim_review(of, claim, creator="Ana")["claimReviewed"] == f"Ida Holm denied {marked}"
    assert check_row(of, claim)["words"] == words and words in " ".join(claim_item(of, claim, 40).line.plain.split())
    assert f"Ida Holm {words}" in "".join(FORM.table([ClaimRow("quay.txt", of, claim, 1)], None))
    assert "denied: “" in report_page(ReportData(of, found, "today", placed))


def test_a_preposition_before_the_name_is_not_shown_without_it() -> None:
    of = parse_article("According to Ida Holm, the quay was sold.", "quay.txt")
    said = Quote("indirect", (find(of.text, "the quay was sold"),), find(of.text, "According to"))
    (claim,) = claims(of, Analysis(of.digest, quotes=(said,)), [])
    assert claim.statement(of) == "the quay was sold"


def test_a_colon_that_stands_for_said_is_not_shown_twice() -> None:
    of = parse_article("Harbour office: the quay was sold", "quay.txt")
    said = Quote("indirect", (find(of.text, "the quay was sold"),), find(of.text, ":"))
    (claim,) = claims(of, Analysis(of.digest, quotes=(said,)), [])
    assert claim.statement(of) == "the quay was sold"


def test_the_list_knows_its_progress_and_shows_the_open_claims(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.notebook.add(OF, analysis(OF).quotes[0].span, verdict="confirmed", evidence=[Evidence("/a/b.txt")])
        store.notebook.add(OF, find(OF.text, "Fishermen fear for their nets."))
        placed: list[Placed] = store.notebook.highlights(OF)
    source = ListSource(OF, analysis(OF), placed)
    rows = LIST.rows(source, width=40)
    assert LIST.progress(source) == progress(claims(OF, analysis(OF), placed))
    assert "→ /a/b.txt" in next(row.line.plain for row in rows if "confirmed" in row.search)  # type: ignore[union-attr]
    assert "confirmed" in LIST.rows(source, width=40, second_order=True)[-1].search
    assert any("nobody named" in row.search for row in rows)
    (mark,) = [item for item in note_items(placed, {}) if "confirmed" in item.search]
    assert mark.line.plain.startswith(f"{SIGNS['confirmed']} confirmed\n")  # type: ignore[union-attr]
    lost = [Placed(one.highlight, "orphan", None) for one in placed if one.highlight.verdict]
    assert note_items(lost, {})[-1].line.plain.startswith("↻ confirmed, words not found\n")  # type: ignore[union-attr]


def test_a_row_shows_the_file_name_the_note_and_the_verdict_first(tmp_path: Path) -> None:
    proof = Evidence("/home/ida/articles/ferry/evidence/minutes.txt", "says twelve")
    with open_store(tmp_path) as store:
        store.notebook.add(OF, analysis(OF).quotes[0].span, verdict="cannot tell", evidence=[proof])
        source = ListSource(OF, analysis(OF), store.notebook.highlights(OF))
    (row,) = [row for row in LIST.rows(source, width=40) if "cannot tell" in row.search]
    assert "→ minutes.txt: says twelve" in row.line.plain  # type: ignore[union-attr]
    assert "\n  cannot tell · quotation" in row.line.plain  # type: ignore[union-attr]
    (claim,) = (claim for claim in claims(OF, analysis(OF), source.placed) if claim.verdict)
    card = "".join(item.line.plain.strip() for item in claim_card(OF, claim, width=40))  # type: ignore[union-attr]
    assert row.full is not None
    for whole in (row.full().plain.replace("\n    ", ""), card.replace("minutes.txt", "minutes.txt: ")):
        assert "/home/ida/articles/ferry/evidence/minutes.txt: says twelve" in whole, "on the row under the cursor"


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command on an article that is analysed without the analysis process."""

    def analyze_files(paths: list[str], **_: Any) -> Iterator[Analyzed]:
        for path in paths:
            of = parse_article(Path(path).read_text(), path, format="markdown")
            yield Analyzed(path, of, analysis(of))

    monkeypatch.setattr("tui.cli.analyzing.analyze_files", analyze_files)
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "data"))
    path = tmp_path / "ferry.md"
    path.write_text(
        (Path(__file__).parent / "reader.py").read_text().partition('TEXT = """\\\n')[2].partition('"""')[0]
    )
    return ["claims", str(path)]


def test_the_command_stores_a_verdict_and_prints_the_list(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = ["--evidence", command[1], "--note", "says 13"]
    assert main([*command, "--words", "12 percent", "--verdict", "wrong", *evidence]) == 0
    assert capsys.readouterr().out == "“12 percent”: wrong.\n"
    assert main([*command, "--only", "checked", "--format", "csv"]) == 0
    (values,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (values["evidence"], values["evidence_note"]) == (command[1], "says 13")
    assert main([*command, "--only", "checked", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["text"], row["verdict"], len(row["evidence"][0]["sha256"])) == ("12 percent", "wrong", 64)
    assert main([*command, "--only", "no-source", "--format", "csv"]) == 0
    assert "12 percent" in {
        row["text"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out)) if not row["who"]
    }
    assert main([*command, "--format", "claimreview", "--creator", "Ida"]) == 0
    for review in json.loads(capsys.readouterr().out)["@graph"]:
        jsonschema.validate(review, SCHEMA)
    assert main(["notes", "list"]) == 0
    assert "  wrong · exact\n" in capsys.readouterr().out
    assert main([*command, "--words", "absent", "--verdict", "wrong"]) == 2
    assert main([*command, "--words", "12 percent"]) == 2


def test_a_verdict_finds_its_row_by_the_words_with_or_without_marks_and_by_the_number(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    def row(*words: str, verdict: str = "confirmed") -> list[tuple[str, str]]:
        assert main([*command, "--words", *words, "--verdict", verdict]) == 0
        capsys.readouterr()
        assert main([*command, "--only", "checked", "--format", "json"]) == 0
        return [(row["kind"], row["text"]) for row in json.loads(capsys.readouterr().out)]

    quotation = next(claim for claim in claims(OF, analysis(OF), ()) if len(claim.parts) == 1).words(OF)
    bare = quotation.strip("“”,.")
    for words in (quotation, bare, f'"{bare}"', f"“{bare}.”"):
        assert row(words) == [("quotation", quotation)], words
    Path(command[1]).write_text(Path(command[1]).read_text() + "\nIt was 12 percent before, and 12 percent it is.\n")
    assert row("12 percent", "--number", "2", verdict="wrong") == [("quotation", quotation), ("mark", "12 percent")]
    for number, why in (("0", "from 1 to 3"), ("4", "from 1 to 3")):
        assert main([*command, "--words", "12 percent", "--verdict", "wrong", "--number", number]) == 2
        assert why in capsys.readouterr().err
    assert main([*command, "--words", "and", "--verdict", "wrong"]) == 2
    assert "choose one with --number 1 to" in capsys.readouterr().err


async def test_a_verdict_is_given_from_the_list_and_shown_as_progress(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        await pilot.press("!", "tab")
        here = screen(app)
        await until(pilot, lambda: here.sidebar.name_shown == "checks" and here.sidebar.current)
        row = here.sidebar.current
        assert row is not None
        await pilot.press("%")
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        await pilot.press("c")
        await until(pilot, lambda: here.session.placed)
        (placed,) = here.session.placed
        assert (placed.highlight.verdict, placed.span) == ("confirmed", row.spans[0])

        def current() -> str:
            return here.sidebar.current.key if here.sidebar.current else ""

        assert current() == row.key, "so that evidence can be added to the same claim"
        head = str(here.sidebar.query_one(".head", Static).render())
        assert head.startswith("1 of 3 checked ") and head.endswith(" S unchecked first"), "also in a narrow list"
        assert here.status.words.startswith("“We have waited ten") and "confirmed; 1 of" in here.status.words
        await pilot.press(*"/nobody", "enter")
        await until(pilot, lambda: "of 3 claims" in str(here.sidebar.query_one(".head", Static).render()))
        head = str(here.sidebar.query_one(".head", Static).render())
        assert " in text order" not in head and head.endswith(" S unchecked first"), "the key before the order"
        await pilot.press("escape")
        await until(pilot, lambda: current() == row.key)
        await pilot.press("S")
        await until(pilot, lambda: here.sidebar.list.passing[-1].key == row.key)
        assert current() == row.key, "sorted anew, too"
        await pilot.press("S", "%")
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        assert "We have waited ten" in str(app.screen.query_one(".about", Static).render())
        await pilot.press("escape", "ctrl+z")
        await until(pilot, lambda: not here.session.placed)
        assert current() == row.key, "undo returns to the row"
        await pilot.press("#", "g")  # the list of figures
        await until(pilot, lambda: here.sidebar.name_shown == "figures" and here.sidebar.current)
        await pilot.press("%", "w")
        await until(pilot, lambda: here.session.placed)
        assert here.session.placed[0].span == FIGURE, "and not its sentence"
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        assert any("✘ wrong" in item.line.plain for item in app.screen.query_one(ItemList).items)  # type: ignore[union-attr]
        await pilot.press("escape", "c", "g")  # the list of notes explains it, too
        await until(pilot, lambda: here.sidebar.name_shown == "notes" and here.sidebar.current)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        await pilot.press("s")
        assert isinstance(app.screen, CardScreen), "a mark has nothing to correct"
        await pilot.press("escape", "ctrl+z", "!", "g")
        await until(pilot, lambda: not here.session.placed)
        # The name of a missing file can be corrected; escape first returns to it and then closes.
        await pilot.press("%", "e")
        await paste(pilot, "/no/file")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskPathScreen))
        assert "no such file" in str(app.screen.query_one(".problem", Static).render())
        app.screen.query_one(Input).value = "https://example.org"
        await pilot.press("enter", *"says", "escape")
        await until(pilot, lambda: isinstance(app.screen, AskPathScreen))
        assert app.screen.query_one(Input).value == "https://example.org"
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is here)
        assert not here.session.placed


def test_a_verdict_on_words_that_were_replaced_no_longer_counts(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--words", "12 percent", "--verdict", "confirmed"]) == 0
    path = Path(command[1])
    path.write_text(path.read_text().replace("rise by 12 percent", "rise by 21 percent"))
    capsys.readouterr()
    assert main([*command, "--only", "checked"]) == 0
    assert "21 percent" not in capsys.readouterr().out
    assert main([*command, "--only", "changed"]) == 0
    out = capsys.readouterr().out
    assert f"{CHECK_AGAIN} confirmed, words changed since" in out and "confirmed: “12 percent”" in out
    assert "not checked" not in out
    assert main([*command, "--format", "claimreview"]) == 0
    published = capsys.readouterr()
    assert json.loads(published.out)["@graph"] == [] and "1 verdict on words that have changed" in published.err
    assert main([*command, "--words", "21 percent", "--verdict", "wrong"]) == 0
    capsys.readouterr()
    assert main([*command, "--only", "checked", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["text"], row["verdict"], row["words_then"]) == ("21 percent", "wrong", None)


def test_the_list_and_the_report_say_that_the_words_have_changed(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.notebook.add(OF, FIGURE, verdict="confirmed")
        (one,) = store.notebook.highlights(OF)
    target = one.highlight.target._replace(exact="12 percent")
    placed = [Placed(one.highlight._replace(target=target), "changed", one.span)]
    found = claims(OF, analysis(OF), placed)
    assert progress(found).startswith("0 of")
    (claim,) = [claim for claim in found if claim.verdict]
    assert check_row(OF, claim)["verdict"] == "confirmed, words changed since"
    (row,) = [row for row in LIST.rows(ListSource(OF, analysis(OF), placed), width=60) if "changed since" in row.search]
    shown = row.line.plain  # type: ignore[union-attr]  # a Content
    assert shown.startswith(CHECK_AGAIN) and "confirmed: “12 percent”" in shown
    source = ListSource(OF, analysis(OF), placed)
    assert LIST.rows(source, width=60, second_order=True)[0].key == row.key and LIST.rows(source, width=60)[0] != row
    assert LIST.progress(source).startswith("0 of")
    assert sign_of("open", changed=True) == SIGNS["open"], "nobody has come to a verdict"


def test_a_wish_becomes_a_claim_only_if_it_contains_quoted_words() -> None:
    first, *_ = analysis(OF).quotes
    for kind, count in (("indirect", 0), ("mixed", 1)):
        found = Analysis(OF.digest, quotes=(structs.replace(first, attitude=True, kind=kind),))
        assert len(claims(OF, found, ())) == count


def test_a_mark_on_what_interrupts_a_quotation_has_no_reporting_words() -> None:
    one = analyzed("harbour.md")
    spans = find(one.article.text, "Rui"), find(one.article.text, "for good")
    text = one.article.text
    marks = [Placed(Highlight(str(n), describe(text, span)), "exact", span) for n, span in enumerate(spans)]
    found = {claim.span: claim.cue for claim in claims(one.article, one.analysis, marks)}
    assert [found[span] for span in spans] == ["", "told"]


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_words_above_a_menu_fill_their_lines(width: int, tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(width, 24)) as pilot:
        await ready(pilot)
        app.push_screen(MenuScreen("What did you find?", [MenuEntry("a", "Right")], about="a word or two " * 12))
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        about = app.screen.query_one(".about", Static)
        await until(pilot, lambda: about.size.height)
        assert about.size.height == len(str(about.render()).splitlines())


def test_the_check_list_puts_a_question_mark_after_every_unsure_speaker() -> None:
    first, *rest = analysis(OF).quotes
    mark = Span(first.spans[0].start, first.spans[0].start + 5)
    with_mark = [Placed(Highlight("id", describe(OF.text, mark), verdict="open"), "exact", mark)]
    for quote, doubt in ((first, ""), (structs.replace(first, unsure=True), "?")):
        changed = structs.replace(analysis(OF), quotes=(quote, *rest))
        found = {claim.span: claim for claim in claims(OF, changed, with_mark)}
        for span in (quote.span, mark):
            assert found[span].source == f"{found[span].who}{doubt}" and found[span].who
            assert check_row(OF, found[span])["who"] == found[span].source
        row = ClaimRow("a.md", OF, found[quote.span], 1)
        assert f"{found[quote.span].source} said:" in "".join(FORM.table([row], None))
        assert list(FORM.fields(row))[COLUMNS.index("unsure")] == ("yes" if doubt else "no")
        rows = LIST.rows(ListSource(OF, changed, with_mark), width=60)
        assert any(f"· {found[quote.span].source}\n" in f"{row.line.plain}\n" for row in rows)  # type: ignore[union-attr]


@pytest.mark.parametrize("width", range(20, 61, 5))
@pytest.mark.parametrize("verdict", ["", "confirmed"])
def test_a_long_name_in_the_check_list_is_shortened_before_its_question_mark(width: int, verdict: Verdict) -> None:
    span = analysis(OF).quotes[0].span
    marked = Highlight("id", describe(OF.text, span), verdict=verdict) if verdict else None
    words_then = "other words" if verdict else ""
    claim = Claim("quotation", span, "Andrés Manuel López Obrador", span, marked, words_then, unsure=True)
    line = claim_item(OF, claim, width).line
    assert isinstance(line, Content) and "Obrador?\n" in f"{line.plain}\n"
    assert max(map(cells, line.plain.splitlines())) <= width


def test_the_command_the_list_and_the_report_show_a_verdict_on_deleted_words(
    command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone_words = "Fishermen fear for their nets."
    assert main([*command, "--words", gone_words, "--verdict", "confirmed"]) == 0
    path = Path(command[1])
    path.write_text(path.read_text().replace(gone_words, ""))
    capsys.readouterr()
    assert main([*command, "--format", "json"]) == 0
    row = json.loads(capsys.readouterr().out)[-1]
    assert (row["text"], row["verdict"], row["start"]) == (gone_words, "confirmed, words not found", None)
    for only, listed in (("checked", False), ("unchecked", True), ("changed", True), ("no-source", True)):
        main([*command, "--only", only])
        assert (gone_words in capsys.readouterr().out) == listed
    asked = '"They did not ask us,"'  # said by somebody whom the article no longer mentions
    assert main([*command, "--words", asked, "--verdict", "wrong"]) == 0
    path.write_text(path.read_text().replace(f"{asked} said Odd Berg, who fishes off the northern shore.", ""))
    monkeypatch.setattr("tests.test_claims.analysis", lambda of: Analysis(of.digest))
    capsys.readouterr()
    assert main([*command, "--only", "changed", "--kind", "quotation", "--format", "csv"]) == 0
    (values,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (values["kind"], values["who"], values["text"]) == ("quotation", "Odd Berg", asked)
    assert main([*command, "--only", "changed", "--kind", "quotation"]) == 0
    assert "quotation  Odd Berg?: " in capsys.readouterr().out
    assert main(["notes", "export"]) == 0
    assert "speaker: Odd Berg? · checked: wrong" in capsys.readouterr().out
    monkeypatch.undo()

    gone = [Placed(Highlight("id", describe(OF.text, FIGURE), verdict="confirmed"), "orphan", None)]
    found = claims(OF, analysis(OF), gone)
    (lost,) = lost_claims(OF, gone)
    assert lost not in found and not lost.checked
    assert check_row(OF, lost)["verdict"] == "confirmed, words not found" and check_row(OF, lost)["block"] == -1
    title, shown = LIST.rows(ListSource(OF, analysis(OF), gone), width=60)[:2]
    assert title.heading and title.line.plain == "Not found in this text (1)"  # type: ignore[union-attr]
    plain = " ".join(shown.line.plain.split())  # type: ignore[union-attr]
    assert plain.endswith("confirmed, words not found · speaker unknown"), "as an older version stored it"
    assert plain.startswith("↻ “40 percent” in “…the northern shore. He wants 40 percent of the fares to go to the…”")
    items = LIST.rows(ListSource(OF, analysis(OF), gone), width=60)
    title, shown = items[:2]
    assert passing(items, "40 percent words not found") == [title, shown], "and not the words of the article"
    rest = passing(items, "waited")
    assert len(rest) == 2 and rest[0].line.plain == "In this text (1)"  # type: ignore[union-attr]
    assert counted("claim", [], items, "")[0] == f"0 of {len(found)} claims"
    assert LIST.copied(ListSource(OF, analysis(OF), gone), shown) == "40 percent"
    page = report_page(ReportData(OF, analysis(OF), made="today", placed=gone))
    assert "confirmed, words not found" in page


def test_a_figure_is_printed_and_found_with_what_it_counts() -> None:
    boats = parse_article("The yard bought 98 old boats.", "a.txt")
    figure = Figure(Span(16, 18), "CARDINAL", Span(0, 29), counted=Span(19, 28))
    (claim,) = claims(boats, Analysis(boats.digest, figures=(figure,)), ())
    (printed,) = [line for line in FORM.table([ClaimRow("a.txt", boats, claim, 1)], 80) if "figure" in line]
    assert printed.endswith(": 98 old boats")
    assert find_claims(boats, [claim], "98 old boats") == find_claims(boats, [claim], "98") == [figure.span]
