"""Dossiers on a person and on a topic over the library. Texts are invented."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from lxml import html
from msgspec import structs

from tests.reader import TOPICS, analysis, article, find
from tests.test_report import assert_harmless
from tui.cli import dossier as command
from tui.cli.main import main
from tui.evidence.dossier import Dossier, DossierArticle, DossierStatement, person_dossier, topic_dossier
from tui.export.dossier_page import dossier_page
from tui.library.session import version_key
from tui.store.database import open_store
from tui.text.analysis import Quote, Speaker
from tui.text.analyzed import Analyzed
from tui.text.speaker_name import UNNAMED


def found(date: str, source: str) -> tuple[str, Analyzed]:
    of = dataclasses.replace(article(source), date=date)
    return "Herald", Analyzed(source, of, analysis(of))


ARTICLES = [found("2024-05-15", "b.md"), found("2024-03-02", "a.md")]


def test_a_dossier_on_a_person_counts_mentions_over_time_and_lists_statements() -> None:
    dossier = person_dossier("Tora Lind", {"a.md": ["Tora Lind"], "b.md": ["Tora Lind"]}, ARTICLES)
    assert dossier.subject == "Tora Lind" and [one.path for one in dossier.articles] == ["a.md", "b.md"]
    assert dossier.by_time() == [("2024-03", 3), ("2024-04", 0), ("2024-05", 3)]
    assert dossier.by_outlet() == [("Herald", 2)] and dossier.by_speaker() == [("Tora Lind", 2, 0)]
    first = dossier.articles[0]
    assert "ten years" in first.statements[0].words and first.statements[0].cue == "said"
    assert first.extracts[0].startswith("Mayor Tora Lind said")
    assert person_dossier("Tora Lind", {}, ARTICLES).articles == ()


def test_a_dossier_on_a_topic_lists_its_passages_and_who_speaks_in_them() -> None:
    ferry = TOPICS[0]
    dossier = topic_dossier(ferry.name, ferry.fingerprint, ARTICLES)
    assert dossier.mentions == 4 and all("boats" in " ".join(one.extracts) for one in dossier.articles)
    assert topic_dossier(ferry.name, "another version", ARTICLES).articles == ()


def test_whoever_has_no_name_is_called_as_in_every_list() -> None:
    outlet, one = ARTICLES[0]
    text, ferry = one.article.text, TOPICS[0]
    passage = next(topic.passages[0].span for topic in one.analysis.topics if topic.name == ferry.name)
    quotes = [
        Quote("indirect", (passage,), None, Speaker(find(text, words), None, None)) for words in ("Fishermen", "They")
    ]
    said = dataclasses.replace(one, analysis=structs.replace(one.analysis, quotes=tuple(quotes)))
    dossier = topic_dossier(ferry.name, ferry.fingerprint, [(outlet, said)])
    assert dossier.by_speaker() == [("(Fishermen)", 1, 0), ("nobody named", 1, 0)]


def test_a_speaker_of_unsure_statements_alone_has_a_question_mark_in_every_form_of_a_dossier() -> None:
    def statement(speaker: str, *, unsure: bool) -> DossierStatement:
        return DossierStatement(speaker, "it is late", "indirect", "said", unsure)

    said = [
        statement("Tora Lind", unsure=True),
        statement("Odd Berg", unsure=True),
        statement("Odd Berg", unsure=False),
    ]
    said.append(statement(UNNAMED, unsure=True))
    dossier = Dossier("topic", "ferry", (DossierArticle("a.md", "Title", "", "", 1, (), tuple(said)),))
    bars = [line.split() for line in command.as_lines(dossier, 80) if "█" in line]
    assert [row[1] for row in bars] == ["Berg", "Lind?", "named"]
    page = dossier_page(dossier)
    assert "Tora Lind?<" in page and "Odd Berg?" not in page
    counts = {one["speaker"]: (one["statements"], one["unsure"]) for one in command.as_json(dossier)["speakers"]}
    assert counts["Tora Lind"] == (1, 1) and counts["Odd Berg"] == (2, 1)


def test_a_long_period_is_counted_by_year() -> None:
    rows = [DossierArticle("x", "x", "", date, 1, (), ()) for date in ("1999-02-03", "2004-05-06", "")]
    by_time = Dossier("person", "x", tuple(rows)).by_time()
    years = [str(year) for year in range(1999, 2005)]
    assert [time for time, _ in by_time] == [*years, "no date"] and sum(count for _, count in by_time) == 3


def test_hostile_words_in_articles_cannot_harm_the_page() -> None:
    evil = '"><script>alert(1)</script>'
    row = DossierArticle(f"https://example.org/{evil}", evil, evil, "2024-05-06", 1, (evil,), ())
    source = dossier_page(Dossier("person", evil, (row,), ((evil, 1),), (evil,)))
    assert_harmless(source)
    assert html.document_fromstring(source).text_content().count(evil) >= 5
    empty = html.document_fromstring(dossier_page(Dossier("topic", "ferry", ()))).text_content()
    assert "No analysed article in the library has a passage on this topic." in empty


def test_the_command_reads_the_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, one = ARTICLES[0]
    with open_store(tmp_path) as store:
        store.articles.keep(one.article)
        store.articles.keep_analysis(one.analysis, version_key("", one.article))
        store.articles.index_waiting()
    command = ["dossier", "--person", "Lind", "--data-dir", str(tmp_path)]
    assert main(command) == 0
    table = capsys.readouterr().out
    assert (
        table.startswith("Tora Lind: 1 article, 3 mentions, 1 statement\n") and "mentions over time  2024-05" in table
    )
    assert main([*command, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"][0]["mentions"] == 3
    page = tmp_path / "lind.html"
    assert main([*command, "-o", str(page)]) == 0
    assert f"Dossier on Tora Lind written to {page}." in capsys.readouterr().err
    assert_harmless(page.read_text(encoding="utf-8"))
    assert main(["dossier", "--person", "Nobody", "--data-dir", str(tmp_path)]) == 0
    assert "No analysed article" in capsys.readouterr().err
