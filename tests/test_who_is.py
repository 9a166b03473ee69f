"""Who is who in the library: over four articles, every list, search and command counts the same.

Robert Dahl is "Bob Dahl" in one article and has both names in another; T. Lind is merged into Tora Lind, Lindqvist not.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tui.cli.main import main
from tui.evidence.dossier import person_dossier
from tui.formats.loading import load_article
from tui.library.name_index import NameIndex
from tui.library.occurrences import analysed_articles, first_mentions, names, quotes_of
from tui.library.shelf_items import LibraryQuery, library_items
from tui.library.who_is import find_subject, quoted_subjects, subject_of, who_is
from tui.screens.lists.name_choice import unnamed_item
from tui.screens.lists.sources import _groups
from tui.store.database import Store, open_store
from tui.store.findings import StoredName
from tui.text.analysis import Analysis, Entity, Mention, Quote, Speaker
from tui.text.article import Article
from tui.text.span import Span

TEXTS = {
    "a.md": ("2024-05-01", "Bob Dahl said the quay was full. Robert Dahl said he would leave. Tora Lind said no."),
    "b.md": ("2024-05-02", "Robert Dahl said it would rain. T. Lind said that it would not. T. Lind said why."),
    "c.md": ("2024-05-03", "Bob Dahl said he was wrong. Per Lindqvist said so too."),
    "d.md": ("", "Officials said nothing. Tora Lind and Robert Dahl met."),
}
NAMES = ("Bob Dahl", "Robert Dahl", "Tora Lind", "T. Lind", "Per Lindqvist")
TOTALS = {"Robert Dahl": (4, 5, 4), "Tora Lind": (3, 4, 3), "Per Lindqvist": (1, 1, 1)}
"""Articles, mentions and statements of each."""
TYPED = {
    "Robert Dahl": "Robert Dahl",
    "bob dahl": "Robert Dahl",
    "dahl": "Robert Dahl",
    "Tora Lind": "Tora Lind",
    "T Lind": "Tora Lind",
    "lind": "Tora Lind",
    "lindq": "Per Lindqvist",
}
"""What somebody types, and the name it stands for."""


def analysed(article: Article) -> Analysis:
    """Every "NAME said …" is a statement; in a.md Bob is another name of Robert."""
    text, entities, quotes = article.text, {}, []
    for name in NAMES:
        own = "Robert Dahl" if name == "Bob Dahl" and article.source.endswith("a.md") else name
        at, aliases = text.find(name), (name,) if own != name else ()
        while at >= 0:
            known = entities.get(own)
            mentions = (*(known.mentions if known else ()), Mention(Span(at, at + len(name))))
            others = (*(known.aliases if known else ()), *aliases)
            entities[own] = Entity(own, own, "PERSON", mentions, others)
            if text.startswith(" said ", at + len(name)):
                said = Span(at + len(name) + 6, text.index(".", at + len(name)))
                quotes.append(Quote("indirect", (said,), None, Speaker(mentions[-1].span, own, own)))
            at = text.find(name, at + 1)
    if (at := text.find("Officials said")) >= 0:
        quotes.append(Quote("indirect", (Span(at + 15, at + 22),), None, Speaker(Span(at, at + 9), None, None)))
    return Analysis(article.digest, model="m", entities=tuple(entities.values()), quotes=tuple(quotes))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with open_store(tmp_path / "data") as store:
        for name, (date, text) in TEXTS.items():
            path = tmp_path / name
            path.write_text(f"---\ndate: {date}\n---\n\n{text}\n" if date else f"{text}\n")
            article = load_article(path)
            store.articles.keep(article)
            store.articles.keep_analysis(analysed(article), "test")
        store.notebook.merge_names("people", ["T. Lind"], "Tora Lind")
        store.articles.index_waiting()
    return tmp_path / "data"


def length(steps: object) -> int:
    return sum(len(found) for _, found in steps)  # type: ignore[attr-defined]


def in_lists(store: Store, typed: str) -> dict[str, tuple[int, ...]]:
    """The counts of each function behind a screen: articles, mentions and statements, as far as it counts them."""
    (row,) = who_is(store, typed)
    subject = find_subject(store, typed)
    dossier = person_dossier(
        subject.name,
        subject.where,
        (("", one) for _, _, one in analysed_articles(store, sources=subject.where)),
    )
    (listed,) = (one for _, new in names(store) for one in new if one.name == row.name)
    (quoted,) = (one for one in quoted_subjects(store) if one.name == row.name)
    (total,) = (
        one for one in {id(g): g for _, new in _groups(store, []) for g in new}.values() if one.group == row.name
    )
    return {
        "P": (listed.articles, listed.mentions, listed.said),
        "looked up": (row.articles, row.mentions, row.said),
        "dossier": (len(dossier.articles), dossier.mentions, dossier.statements),
        "the articles of the row": (
            len(library_items(store, LibraryQuery(person=listed.name, sources=listed.sources))),
            listed.mentions,
            length(quotes_of(store, subject_of([listed], listed.name).speakers)),
        ),
        "first mentions": (length(first_mentions(store, listed)), listed.mentions, listed.said),
        "typed into the library": (
            len(library_items(store, LibraryQuery(person=typed))),
            listed.mentions,
            length(quotes_of(store, subject.speakers)),
        ),
        "sources": (listed.articles, listed.mentions, total.statements),
        "W": (listed.articles, listed.mentions, length(quotes_of(store, quoted.speakers))),
    }


def printed(capsys: pytest.CaptureFixture[str], *command: str) -> list[dict[str, str]]:
    main([*command, "--format", "csv"])
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


@pytest.mark.parametrize(("typed", "name"), TYPED.items())
def test_every_list_counts_the_same(folder: Path, typed: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    articles, mentions, statements = TOTALS[name]
    with open_store(folder) as store:
        assert in_lists(store, typed) == dict.fromkeys(in_lists(store, typed), TOTALS[name])
        quoting = {source for source, said in find_subject(store, typed).speakers.items() if said}
    assert len(printed(capsys, "library", "list", "--person", typed)) == articles
    assert {row["source"] for row in printed(capsys, "library", "search", f'speaker:"{typed}"')} == quoting
    assert len(printed(capsys, "quotes", "--library", "--speaker", typed)) == statements
    (row,) = (row for row in printed(capsys, "entities", "--library") if row["name"] == name)
    assert (int(row["articles"]), int(row["mentions"])) == (articles, mentions)
    (row,) = (row for row in printed(capsys, "sources", "--library", "--by", "source") if row["group"] == name)
    assert (int(row["articles"]), int(row["statements"])) == (len(quoting), statements)
    assert main(["dossier", "--person", typed]) == 0
    head = f"{name}: {articles} article{'s' * (articles > 1)}, {mentions} mention{'s' * (mentions > 1)}, "
    assert capsys.readouterr().out.startswith(f"{head}{statements} statement")


def test_a_dossier_does_not_join_different_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dossier", "--person", "l"]) == 2
    told = capsys.readouterr()
    assert not told.out and "“l” is part of several names: " in told.err and "Give the full name of one." in told.err
    assert "Tora Lind" in told.err and "Per Lindqvist" in told.err
    index = NameIndex.over(())
    for name in ("Vale", "Ana Vale", "Ana M. Vale", "Tomas Vale"):
        index.count("a.md", StoredName("PERSON", name, (), (), 1, 0, 0))
    *ana, tomas = index.rows
    assert not subject_of(ana, "vale").different, "one person can have all these names"
    assert subject_of([*ana, tomas], "vale").different == ["Ana Vale", "Ana M. Vale", "Tomas Vale"]


def test_a_name_in_full_is_no_longer_name_that_contains_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(folder) as store:
        labels = {"Stavern": "GPE", "Stavern Herald": "ORG", "Ada Stavern": "PERSON", "Lind Works": "ORG"}
        for name, label in labels.items():
            file = folder.parent / f"{name}.md"
            file.write_text(f"# About {name}\n\nIt is {name} again.\n")
            article = load_article(file)
            at = article.text.rindex(name)
            entity = Entity(name, name, label, (Mention(Span(at, at + len(name))),))
            store.articles.keep(article)
            store.articles.keep_analysis(Analysis(article.digest, model="m", entities=(entity,)), "test")
    (row,) = printed(capsys, "library", "list", "--person", "stavern")
    assert row["title"] == "About Stavern"
    assert main(["dossier", "--person", "Stavern"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("Stavern: 1 article, 1 mention, ") and "also" not in told.out
    assert "“Stavern” is taken as Stavern alone, without: " in told.err
    assert "Stavern Herald" in told.err and "Ada Stavern" in told.err
    assert main(["library", "list", "--person", "lind"]) == 0, "people come before other things"
    assert "“lind” is taken as Tora Lind alone, without: Lind Works" in capsys.readouterr().err
    assert main(["library", "list", "--person", "l"]) == 2
    assert "“l” is part of several names: " in capsys.readouterr().err


def test_an_unnamed_source_is_found_by_its_description(folder: Path) -> None:
    with open_store(folder) as store:
        subject = find_subject(store, "official")
        assert length(quotes_of(store, subject.speakers)) == 1
        assert {Path(source).name for source in subject.where} == {"d.md"}
        assert find_subject(store, "nobody at all").where == {}


def test_several_people_are_called_what_the_reader_typed_in_the_spelling_of_their_names() -> None:
    index = NameIndex.over(())
    for name in ("Tora Lind", "Odd Lind"):
        index.count("a.md", StoredName("PERSON", name, (), (), 1, 0, 0))
    assert subject_of(index.rows, "lind").name == "Lind" and subject_of(index.rows[:1], "lind").name == "Tora Lind"


def test_unnamed_sources_of_two_articles_are_two_sources(folder: Path) -> None:
    with open_store(folder) as store:
        file = folder.parent / "e.md"
        file.write_text("# The second quay\n\nOfficials said nothing.\n")
        article = load_article(file)
        store.articles.keep(article)
        store.articles.keep_analysis(analysed(article), "test")
        unnamed = [one for one in quoted_subjects(store) if one.name == "(Officials)"]
        assert [[Path(source).name for source in one.speakers] for one in unnamed] == [["d.md"], ["e.md"]]
        assert unnamed[1].title == "The second quay"
    rows = [unnamed_item(one.title, one.name, one.title, False).line for one in unnamed]
    assert str(rows[1]) == "  (Officials)  The second quay"


def test_the_sql_view_contains_every_statement(folder: Path) -> None:
    with open_store(folder) as store:
        count = store.row("SELECT count(DISTINCT quotation) FROM quotations")
        assert count and count[0] == sum(said for _, _, said in TOTALS.values()) + 1


def test_the_last_merge_is_undone_and_redone_whatever_was_noted_after_it(folder: Path) -> None:
    with open_store(folder) as store:
        article = load_article(folder.parent / "b.md")
        store.notebook.add(article, Span(0, 6))
        assert "Tora Lind" in (store.notebook.undo(everywhere=True) or "")
        assert [row.name for row in who_is(store, "T. Lind")] == ["T. Lind"]
        assert len(store.notebook.highlights(article)) == 1
        assert (store.notebook.undo() or "").startswith("Highlight removed")
        assert (store.notebook.redo() or "").startswith("Highlight restored"), "what was undone last comes back first"
        assert "Tora Lind" in (store.notebook.redo(everywhere=True) or "")
        assert [row.name for row in who_is(store, "T. Lind")] == ["Tora Lind"]
        assert store.notebook.undo(everywhere=True) and store.notebook.undo(everywhere=True) is None


def test_corrections_of_one_article_count_before_they_are_indexed(folder: Path) -> None:
    with open_store(folder) as store:
        store.notebook.undo()
        assert [row.name for row in who_is(store, "T. Lind")] == ["T. Lind"]
        assert {row.name for row in who_is(store, "lind")} == {"Tora Lind", "T. Lind"}


def test_a_speaker_without_an_entry_among_the_names_is_found_by_any_word_of_the_name(folder: Path) -> None:
    article = Article("/e.txt", "The crowd was thin, wrote the Lind office.").named("e")
    quote = Quote("direct", (Span(0, 18),), None, Speaker(Span(26, 41), "Lind office", None))
    with open_store(folder) as store:
        store.articles.keep(article)
        store.articles.keep_analysis(Analysis(article.digest, model="m", quotes=(quote,)), "test")
        store.articles.index_waiting()
        assert "Lind office" in {one.name for one in quoted_subjects(store)}
        for typed in ("lind", "office", "Lind office"):
            assert "Lind office" in find_subject(store, typed).speakers["/e.txt"]
        assert "/e.txt" not in find_subject(store, "Tora Lind").speakers
