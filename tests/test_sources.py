"""The sources of an article: descriptions, grouping, counts, and the command. Texts are invented."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec import structs

from tui.cli import sources as command
from tui.cli.printing import format_rows
from tui.cli.sources import ARTICLES, TOTALS, ArticleRow, source_rows, total_rows
from tui.evidence.description import description_kind, head_noun, is_polled, proper_name
from tui.evidence.source import Source, Sources
from tui.evidence.sources import find_sources
from tui.export.report import ReportData, report_page
from tui.text.analysis import Analysis, Entity, Mention, Quote, QuoteKind, Role, Speaker
from tui.text.article import Article
from tui.text.safe import cells
from tui.text.span import Span
from tui.widgets.lists.narrowing import said_by
from tui.widgets.lists.sources_list import source_items


class Report:
    """An article built sentence by sentence, with its quotes and names as an analysis would find them."""

    def __init__(self) -> None:
        self.text = ""
        self.quotes: list[Quote] = []
        self.names: dict[str, tuple[str, list[Span], str]] = {}

    def says(
        self,
        speaker: str,
        words: str,
        name: str = "",
        *,
        unsure: bool = False,
        label: str = "PERSON",
        also: Sequence[str] = (),
    ) -> None:
        """Add "SPEAKER said WORDS."; `name` is the entity of the speaker, `also` the words for joint speakers."""
        start = len(self.text)
        self.text += f"{speaker} said {words}.\n"
        mention = Span(start, start + len(speaker))
        spans = (Span(mention.end + 6, len(self.text) - 2),)
        if name:
            self.named(name, label)
        others = []
        for one in also:
            at = self.text.index(one, start)
            others.append(Speaker(Span(at, at + len(one)), None, one if one in self.names else None))
        kind: QuoteKind = "direct" if '"' in words else "indirect"
        who = Speaker(mention, name or None, name or None)
        self.quotes.append(Quote(kind, spans, None, who, unsure=unsure, also=tuple(others)))

    def named(self, name: str, label: str = "PERSON", role: str = "") -> None:
        """Make a name an entity that is mentioned wherever it occurs."""
        self.names[name] = (label, [], role)

    def sources(self) -> Sources:
        return find_sources(*self.analysed())

    def analysed(self) -> tuple[Article, Analysis]:
        entities = []
        for name, (label, spans, role) in self.names.items():
            at = self.text.find(name)
            while at >= 0:
                spans.append(Span(at, at + len(name)))
                at = self.text.find(name, at + 1)
            roles = (Role(spans[0], role),) if role else ()
            entities.append(Entity(name, name, label, tuple(map(Mention, spans)), roles=roles))
        analysis = Analysis("", entities=tuple(entities), quotes=tuple(self.quotes))
        return Article("report.txt", self.text), analysis


def titles(found: tuple[Source, ...]) -> list[str]:
    return [source.title for source in found]


@pytest.mark.parametrize(
    ("words", "noun", "kind"),
    [
        ("a senior official at the border", "official", "person"),
        ("two officials", "officials", "group"),
        ("The harbour master's wife", "wife", "person"),
        ("reports urging new rules", "reports", "document"),
        ("evidence presented at the trial", "evidence", "document"),
        ("a new study of otters", "study", "document"),
        ("documents seen by the Marlow Gazette", "documents", "document"),
        ("letters sent to the board", "letters", "document"),
        ("a memo written last year", "memo", "document"),
        ("a board paper seen by this newspaper", "paper", "document"),
        ("a local paper", "paper", "media"),
        ("the interior ministry", "ministry", "organisation"),
        ("a local newspaper", "newspaper", "media"),
        ("those in favour", "those", "group"),
        ("critics", "critics", "group"),
        ("nearly half of voters", "half", "group"),
    ],
)
def test_the_head_noun_of_a_description_decides_its_kind(words: str, noun: str, kind: str) -> None:
    assert (head_noun(words), description_kind(words)) == (noun, kind)


@pytest.mark.parametrize("words", ["59 percent", "Fewer than a third", "nearly half", "most respondents", "7% of them"])
def test_a_share_of_people_counts_as_an_answer_to_a_poll(words: str) -> None:
    assert is_polled(words)


@pytest.mark.parametrize("words", ["half-brother Jo Lund", "a third official", "the percentage", "the other woman"])
def test_other_phrases_do_not_count_as_an_answer_to_a_poll(words: str) -> None:
    assert not is_polled(words)


def test_a_name_before_a_possessive_belongs_to_somebody_else() -> None:
    assert proper_name("Lund's agent") is None
    assert proper_name("Marlow Council") == "Marlow Council"
    assert proper_name("Officials") is None


def test_each_source_has_one_row_with_its_share_of_the_words() -> None:
    report = Report()
    report.says("Ana Ruiz", '"we never had that money at all"', "Ana Ruiz")
    report.says("an official", "the pier would close")
    report.says("she", "it was late", "Ana Ruiz")
    report.named("Ana Ruiz", role="mayor")
    found = report.sources().sources
    assert titles(found) == ["Ana Ruiz", "an official"] and not report.sources().remark
    ruiz, official = found
    assert (len(ruiz.quotes), ruiz.direct, ruiz.words, ruiz.quoted_words, ruiz.role) == (2, 1, 10, 7, "mayor")
    assert (official.name, official.kind, official.words) == (None, "person", 4)
    assert ruiz.share == pytest.approx(10 / 14) and official.share == pytest.approx(4 / 14)


def test_every_joint_speaker_is_credited_with_the_statement() -> None:
    report = Report()
    for name in ("Ana Ruiz", "Jo Lund", "Bo Falk"):
        report.named(name)
    report.says("Ana Ruiz, Jo Lund and Mayor Bo Falk", "the pier would close", "Ana Ruiz", also=["Jo Lund", "Bo Falk"])
    report.says("Jo Lund and other farmers", "the rain was late", "Jo Lund", also=["other farmers"])
    found = report.sources().sources
    assert {source.title: len(source.quotes) for source in found} == {
        "Ana Ruiz": 1,
        "Jo Lund": 2,
        "Bo Falk": 1,
        "other farmers": 1,
    }
    assert "count for each of them" in report.sources().remark


def test_answers_to_a_poll_belong_to_the_poll_which_is_named_after_its_pollster() -> None:
    report = Report()
    report.says("A Marlow survey of farmers", "most were content")
    report.says("59 percent", "the rain was late")
    report.says("Less than a third", "they would sell")
    (poll,) = report.sources().sources
    assert (poll.name, poll.kind, len(poll.quotes)) == ("Marlow", "document", 3)


def test_a_poll_belongs_to_the_only_organisation_that_is_said_to_have_conducted_one() -> None:
    report = Report()
    report.says("A new poll", "the race was close")
    report.says("The survey, conducted in May by the Marlow Policy Institute,", "Lowe was ahead")
    report.says("The MPI poll", "the young preferred Ruiz")
    report.says("About two-thirds, 67 percent,", "they would vote")
    report.says("Another poll", "Ruiz was ahead")
    report.named("Marlow Policy Institute", "ORG")
    report.named("MPI", "ORG")
    assert titles(report.sources().sources) == ["Marlow Policy Institute", "Another poll"]
    report.says("The survey by Kell Research", "nobody was ahead")
    report.named("Kell Research", "ORG")
    assert "A new poll" in titles(report.sources().sources)  # there are two pollsters, and this may be of either


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("Only in May, Ruiz's administration sold the port.", "Ruiz administration"),
        ("The Ruiz administration sold it, and Lowe's administration bought it back.", "Lowe administration"),
        ("Ruiz's administration sold it to a provincial administration.", "The administration"),
        ("It was sold.", "The administration"),
    ],
)
def test_an_administration_is_the_last_one_before_it_that_was_named_after_a_person(before: str, title: str) -> None:
    report = Report()
    report.text = before + "\n"
    report.named("Ruiz")
    report.named("Lowe")
    report.says("The administration", "it had no choice")
    assert titles(report.sources().sources) == [title]


@pytest.mark.parametrize(
    ("speaker", "role", "expected"),
    [
        ("Its chief executive", "", ["Henrik Lind"]),
        ("Its chief executive", "docker", ["Its chief executive", "Henrik Lind"]),
        ("An official", "", ["An official", "Henrik Lind"]),
        ("The police", "", ["the police", "Henrik Lind"]),
    ],
)
def test_whom_the_opening_calls_by_an_office_is_named_in_the_next_paragraph(
    speaker: str, role: str, expected: list[str]
) -> None:
    report = Report()
    report.says(speaker, "the port would close")
    report.says("Henrik Lind", '"it is over"', "Henrik Lind")
    report.named("Henrik Lind", role=role)
    assert titles(report.sources().sources) == expected


def test_a_statement_or_report_belongs_to_whoever_issued_it() -> None:
    report = Report()
    report.says("Marlow Foods", "the plant would close", "Marlow Foods", label="ORG")
    report.says("Jo Lund", "nobody asked", "Jo Lund")
    report.says("a report by Marlow Foods", "costs rose")
    report.says("The statement", '"we are sorry"')
    found = report.sources().sources
    assert {source.title: len(source.quotes) for source in found} == {"Marlow Foods": 3, "Jo Lund": 1}


def test_the_report_is_the_last_one_that_was_introduced() -> None:
    report = Report()
    report.says("The council's own impact report, published in May,", "the quay was rotten")
    report.says("The report", "it needed 40 piles")
    report.says("a second report on the lock", "the gates leaked")
    report.says("the report", "they were old")
    assert [len(source.quotes) for source in report.sources().sources] == [2, 2]


def test_a_statement_is_not_of_whoever_obtained_it_nor_of_the_last_name() -> None:
    report = Report()
    report.named("Variety", label="ORG")
    report.says("Marlow Foods issued a statement; Jo Lund", "nobody asked", "Jo Lund")
    report.named("Marlow Foods", label="ORG")
    report.says("The statement, which was obtained by Variety", "the plant would close")
    found = report.sources().sources
    assert {source.title: len(source.quotes) for source in found} == {"Marlow Foods": 1, "Jo Lund": 1}


def test_the_source_refers_to_the_only_unnamed_one_but_another_ministry_is_another() -> None:
    report = Report()
    report.says("an insider", "it was over")
    report.says("the source", '"nobody wants it"')
    report.says("Russia's foreign ministry", "it was right")
    report.says("the French foreign ministry", "it was wrong")
    assert titles(report.sources().sources) == [
        "an insider",
        "Russia's foreign ministry",
        "the French foreign ministry",
    ]


def test_an_organisation_with_the_name_of_a_person_counts_as_named() -> None:
    article = Report()
    article.says("Lind", "no", "Lind")
    article.says("the Lind administration", "it was late")
    article.says("the town administration", "it was early")
    of, found = article.analysed()
    names = (None, "Lind administration", "town administration")
    quotes = tuple(
        structs.replace(quote, speaker=structs.replace(quote.speaker, name=name) if name else quote.speaker)
        for quote, name in zip(found.quotes, names, strict=True)
    )
    sources = find_sources(of, structs.replace(found, quotes=quotes)).sources
    assert [source.name for source in sources] == ["Lind", "Lind administration", None]


def test_members_of_a_party_or_a_people_count_as_unnamed() -> None:
    report = Report()
    report.named("Norwegians", label="NORP")
    report.says("Swedes and Norwegians", "the rain was late", "Swedes", label="NORP", also=["Norwegians"])
    found = report.sources().sources
    assert {(source.title, source.name, source.kind) for source in found} == {
        ("Swedes", None, "group"),
        ("Norwegians", None, "group"),
    }


def test_an_unsure_indirect_quote_makes_only_a_possible_source() -> None:
    report = Report()
    report.says("Ana Ruiz", '"we are sorry"', "Ana Ruiz", unsure=True)
    report.says("Congress", "the pier would close", "Congress", unsure=True, label="ORG")
    found = report.sources()
    assert (titles(found.sources), titles(found.possible)) == (["Ana Ruiz"], ["Congress"])
    assert found.sources[0].share == 1


def test_a_source_of_unsure_quotations_alone_has_a_question_mark_wherever_sources_are_listed() -> None:
    report = Report()
    report.says("Ana Ruiz", '"we are sorry"', "Ana Ruiz", unsure=True)
    report.says("Ben Vale", '"nobody is sorry at all"', "Ben Vale")
    report.says("Ben Vale", '"perhaps"', "Ben Vale", unsure=True)
    article, analysis = report.analysed()
    rows = [ArticleRow("a.txt", article, find_sources(article, analysis))]
    printed = ["".join(format_rows(rows, ARTICLES, format)) for format in ("table", "markdown")]
    printed += ["".join(format_rows(total_rows(rows, "source"), TOTALS, format)) for format in ("table", "markdown")]
    printed.append(report_page(ReportData(article, analysis, "today")).split("Statements</th>")[1])
    for words in printed:
        assert "Ana Ruiz?" in words and "Ben Vale" in words and "Ben Vale?" not in words
    csv = "".join(format_rows(source_rows(rows), command.SOURCES, "csv")).split("\n")
    assert [line.split(",")[-1].strip() for line in csv[:3]] == ["unsure", "yes", "no"]
    unsure = [json.loads(line)["unsure"] for line in format_rows(total_rows(rows, "named"), TOTALS, "jsonl")]
    assert unsure == [1]
    marked = [item.line.plain[:2] for item in source_items(article, analysis, by_place=True, width=40) if item.spans]
    assert marked == ["? ", "  "]


def test_a_video_or_an_unresolved_pronoun_is_not_a_source() -> None:
    report = Report()
    report.says("The video", "a man running")
    report.says("It", "the rain was late")
    found = report.sources()
    assert (found.sources, found.possible, found.without_speaker) == ((), (), 2)


def test_a_statement_without_a_speaker_is_counted_as_such() -> None:
    quote = Quote("direct", (Span(0, 5),), unsure=True)
    found = find_sources(Article("a.txt", "“No.”"), Analysis("", quotes=(quote,)))
    assert (found.sources, found.possible, found.without_speaker) == ((), (), 1)


def test_a_newspaper_is_a_medium_and_a_country_an_organisation() -> None:
    report = Report()
    report.says("the Harbour Times", "the pier would close", "Harbour Times", label="ORG")
    report.says("Norway", "the pier would close", "Norway", label="GPE")
    assert [source.kind for source in report.sources().sources] == ["media", "organisation"]


def _rows() -> list[ArticleRow]:
    found = []
    for outlet, date, speaker in (("Times", "2024-05-01", "Ana Ruiz"), ("Post", "2024-06-02", "ana ruiz")):
        report = Report()
        report.says(speaker, '"we never had that money at all"', speaker)
        report.says("An official\x1b[31m", "the pier would close")
        article = Article(f"{outlet}.txt", report.text, site=outlet, date=date)
        found.append(ArticleRow(f"{outlet}.txt", article, report.sources()))
    return found


def test_sources_of_many_articles_are_counted_by_outlet_month_name_and_single_source() -> None:
    def counts(by: str) -> list[tuple[str, int, int, int]]:
        rows = (row.total for row in total_rows(_rows(), by))
        return [(total.group, len(total.articles), total.named, total.unnamed) for total in rows]

    assert counts("outlet") == [("Post", 1, 1, 1), ("Times", 1, 1, 1)]
    assert counts("month") == [("2024-05", 1, 1, 1), ("2024-06", 1, 1, 1)]
    assert counts("named") == [("named", 2, 1, 0), ("not named", 2, 0, 1)], (
        "each source once, as in the list of sources"
    )
    assert [row[1] for row in counts("source")] == [2, 2]


def test_in_the_table_of_all_sources_a_description_loses_only_the_capital_of_its_article() -> None:
    report = Report()
    report.says("The administration", "it will rain")
    report.says("Republicans", "it will snow")
    rows = [ArticleRow("a.txt", Article("a.txt", report.text), report.sources())]
    assert {row.total.group for row in total_rows(rows, "source")} == {"(the administration)", "(Republicans)"}


def test_every_format_marks_unnamed_sources_and_prints_no_control_characters() -> None:
    for format in ("table", "json", "markdown"):
        printed = "".join(format_rows(_rows(), ARTICLES, format))
        assert "\x1b" not in printed and "Ana Ruiz" in printed
    table = "".join(format_rows(_rows(), ARTICLES, "table"))
    assert "(An official" in table and "█" in table
    csv = "".join(format_rows(source_rows(_rows()), command.SOURCES, "csv"))
    assert "Times.txt,Ana Ruiz,yes,person,,1,1,7,7,0.6364,14,no" in csv and "\x1b" not in csv
    for format in ("table", "csv", "json", "markdown"):
        assert "Post" in "".join(format_rows(total_rows(_rows(), "outlet"), TOTALS, format))


def test_an_article_without_speakers_says_that_no_sources_were_found() -> None:
    empty = ArticleRow("a.txt", Article("a.txt", "Nothing."), Sources((), (), 0))
    assert "No sources found." in "".join(format_rows([empty], ARTICLES, "table"))


def test_the_list_draws_a_bar_for_each_share_and_marks_unnamed_sources() -> None:
    report = Report()
    report.says("Ana Ruiz", '"we never had that money at all"', "Ana Ruiz")
    report.says("an official", "the pier would close")
    report.says("Congress", "it rained", "Congress", unsure=True, label="ORG")
    article, analysis = report.analysed()
    items = source_items(article, analysis, width=40)
    rows = [item.line.plain.split("\n") for item in items]
    assert [row[0].split()[0] for row in rows] == ["Sources", "Ana", "(an", "Possible", "?"]
    assert rows[1][0].endswith("64%") and rows[1][1].startswith("  ██████▍    1 statement")
    assert "not named" in rows[2][1] and "not named" not in rows[1][1]
    assert all(cells(line) <= 40 for row in rows for line in row)
    assert [item.spans for item in source_items(article, analysis, by_place=True)][1] == analysis.quotes[0].spans


def test_limiting_the_quotes_to_a_source_includes_those_of_its_statement() -> None:
    report = Report()
    report.says("Marlow Foods", "the plant would close", "Marlow Foods", label="ORG")
    report.says("The statement", '"we are sorry"')
    report.says("an official", "the pier would close")
    article, analysis = report.analysed()
    assert len(said_by(article, analysis, "Marlow Foods").quotes) == 2
    assert len(said_by(article, analysis, "an official").quotes) == 1


@pytest.mark.model
@pytest.mark.usefixtures("analysed_here")
def test_the_command_reads_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tui.cli.main import main

    path = tmp_path / "a.txt"
    path.write_text("The pier will close on Friday, said Ana Ruiz, the mayor of Marlow.\n", encoding="utf-8")
    assert main(["sources", str(path), "--format", "json", "--data-dir", str(tmp_path / "data")]) == 0
    (article,) = json.loads(capsys.readouterr().out)
    assert [source["name"] for source in article["sources"]] == ["Ana Ruiz"]


@pytest.mark.parametrize("words", ["He", "Ana Ruiz", "The mayor"])
def test_a_speaker_whom_the_reader_has_named_is_a_source_under_that_name(words: str) -> None:
    report = Report()
    report.says("Ana Ruiz", '"Yes."', "Ana Ruiz")
    report.says(words, '"We have met."')
    quote = report.quotes[-1]
    assert quote.speaker
    named = Speaker(quote.speaker.mention, "the interpreter", None)
    report.quotes[-1] = structs.replace(quote, speaker=named, confirmed=True)
    found = {one.title: len(one.quotes) for one in report.sources().sources}
    assert found == {"Ana Ruiz": 1, "the interpreter": 1}
