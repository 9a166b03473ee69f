"""The messages and the screen about changes between two versions of an article."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Static
from textual.widgets._toast import Toast

from tests.reader import analysis, article, reader, ready, screen, until
from tui.app import NewsReader
from tui.formats.loading import parse_article
from tui.notes.correction import set_speaker
from tui.screens.dialogs.choose import ChooseScreen
from tui.screens.dialogs.help import HelpScreen
from tui.screens.difference import DifferenceScreen, change_line, difference_items, summary
from tui.store.database import open_store
from tui.text.analysis import Analysis
from tui.text.article import Article
from tui.text.difference import changed_words
from tui.text.findings import changed_findings

OLD = "# Ferry\n\nThe boats would sail from May. Prices rise by 12 percent.\n\nNobody was asked."
NEW = "# Ferry\n\nThe boats would sail from June. Prices rise by 12 percent.\n\nNobody was asked. Not once."


def test_each_change_is_shown_with_the_old_and_the_new_words_and_a_sign_for_each() -> None:
    old, new = parse_article(OLD, "f.md", format="markdown"), parse_article(NEW, "f.md", format="markdown")
    changes = changed_words(old.text, new.text)
    assert summary(old, new, changes) == f"What changed in “{new.title}”: 1 word removed, 3 added, in 2 places"
    assert "sail from [−May−] [+June+]. Prices" in change_line(old, new, changes[:1], brackets=True).plain
    assert "sail from May June. Prices" in change_line(old, new, changes[:1]).plain
    listed = difference_items(old, new, changed_findings(old, None, new, None), changes, waiting=False)
    row = next(item for item in listed if "sail from" in item.line.plain)
    wrapped = [line.plain for line in row.lines_within(30)]
    assert len(wrapped) > 2 and all(line.startswith("  ") and line[2] != " " for line in wrapped)
    assert all(len(line) <= 30 for line in wrapped) and row.height_within(30) == len(wrapped)
    assert [new.words(row.spans[0]) for row in listed if row.spans][0] == "June"


def test_changes_near_each_other_are_one_row_so_that_no_new_word_is_unmarked() -> None:
    versions = (
        "Old Harbour Alliance rose to 64.\n\nIt rained. The boats left late.\n\nNobody came.\n\nIt is over.",
        "Harbour Alliance, at last, got 64 seats.\n\nIt rained.\n\nIt is over.",
    )
    old, new = (Article("a.txt", text) for text in versions)
    changes = changed_words(old.text, new.text)
    listed = difference_items(old, new, (), changes, waiting=False, brackets=True, to_check_again=2)
    assert listed[1].line.plain.startswith("  ↻ 2 verdicts were given on words that have changed")  # type: ignore[union-attr]
    listed = difference_items(old, new, (), changes, waiting=False, brackets=True)
    assert [row.line.plain.strip() for row in listed if row.spans] == [
        "[−Old−] Harbour Alliance [−rose to−] [+, at last, got+] 64 [+seats+].",
        "It rained. [−The boats left late. Nobody came.−]",
    ]
    deleted = Article("a.txt", versions[0].replace("Nobody came.\n\n", "").replace("is over", "is all over"))
    changes = changed_words(old.text, deleted.text)
    listed = difference_items(old, deleted, (), changes, waiting=False, brackets=True)
    assert [row.line.plain.strip() for row in listed if row.spans] == ["[−Nobody came.−]", "It is [+all+] over."]


@pytest.mark.parametrize(
    ("text", "was", "now", "shown"),
    [
        ('She left. "{} is enough," she said.', "Eight", "Nine", 'left. "Eight Nine is enough,"'),
        ('"{} of us," she said.', "Eight", "Nine", '"Eight Nine of us,"'),
        ('"It is {}," she said.', "over", "done", 'is over done," she'),
        ('She said "so." {} went.', "Bo", "Ida", '"so." Bo Ida went'),
    ],
)
def test_a_quotation_mark_stays_with_its_words(text: str, was: str, now: str, shown: str) -> None:
    old, new = (Article("a.txt", text.format(words)) for words in (was, now))
    assert shown in change_line(old, new, changed_words(old.text, new.text)).plain


def test_two_versions_with_the_same_words_are_described_as_such() -> None:
    old = parse_article(OLD, "f.md", format="markdown")
    assert summary(old, old, []) == "The two versions have the same words."


def heading(app: NewsReader) -> str:
    """The sentence above the changes; "" if they are not on the screen."""
    return str(app.screen.query_one(".title", Static).content) if isinstance(app.screen, DifferenceScreen) else ""


async def test_r_reloads_the_file_and_shows_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    first = article(str(path))
    path.write_text(first.text)
    app = reader(tmp_path, of=first)
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot)
        await app.workers.wait_for_complete()  # the article is saved
        screen(app).controllers.evidence._save_date("2025-03-12")
        path.write_text("# Ferry to run at night\n\nThe island council voted on Friday.")
        app.services.analyst.answer = lambda of: analysis(first)  # type: ignore[attr-defined]
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, DifferenceScreen))
        here = app.screen
        assert isinstance(here, DifferenceScreen)
        await until(pilot, lambda: here.items)
        assert heading(app).startswith("What changed in “Ferry to run at night”")
        assert "date changed" not in shown(here), "the reader stated it"
        await until(pilot, lambda: not any(w.group == "keep" for w in app.workers))  # the new text is saved
        assert not any("has changed since" in str(note.message) for note in app._notifications), "it is on the screen"
        await pilot.press("escape")
        await until(pilot, lambda: screen(app).session.article.text.endswith("voted on Friday."))
    with open_store(tmp_path / "data") as store:
        assert len(store.articles.versions(str(path))) == 2


async def test_reloading_an_unchanged_file_says_that_it_has_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "plain.md"
    path.write_text(OLD)
    app = reader(tmp_path, of=parse_article(OLD, str(path), format="markdown"))
    app.services.analyst.answer = lambda of: analysis(article())  # type: ignore[attr-defined]
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot)
        await pilot.press("r")
        await until(pilot, lambda: any("has not changed" in str(note.message) for note in app._notifications))


async def test_the_changes_of_an_article_that_was_read_since_are_not_called_new(tmp_path: Path) -> None:
    path = tmp_path / "plain.md"
    with open_store(tmp_path / "data") as store:
        for text in (OLD, NEW):
            store.articles.keep(parse_article(text, str(path), format="markdown"))
    path.write_text(NEW)
    app = reader(tmp_path, of=parse_article(NEW, str(path), format="markdown"))
    app.services.analyst.answer = lambda of: analysis(article())  # type: ignore[attr-defined]
    async with app.run_test(size=(60, 16)) as pilot:
        await ready(pilot)
        await pilot.press("r")
        await until(pilot, lambda: heading(app).startswith("The article has not changed."))
        title = app.screen.query_one(".title")
        drawn = "".join(title.render_line(y).text for y in range(title.size.height))
        assert drawn.split()[-3:] == ["in", "2", "places"], "the whole of it is shown"


async def test_opening_an_article_that_changed_since_it_was_read_offers_to_show_the_changes(tmp_path: Path) -> None:
    path = tmp_path / "plain.md"
    with open_store(tmp_path / "data") as store:
        store.articles.keep(parse_article(OLD, str(path), format="markdown"))
    path.write_text(NEW)
    app = reader(tmp_path, of=parse_article(NEW, str(path), format="markdown"))
    app.services.analyst.answer = lambda of: analysis(article())  # type: ignore[attr-defined]
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: any("Press r to see what is new" in str(n.message) for n in app._notifications))
        await until(pilot, lambda: [toast for toast in app.screen.query(Toast) if toast.size])
        size = app.screen.query_one(Toast).size
        await pilot.click(Toast, offset=(6, size.height - 1))  # on the words at the end: “to see what is new”
        await until(pilot, lambda: isinstance(app.screen, DifferenceScreen) and app.screen.items)
        assert heading(app).startswith("What changed in “Ferry”: 1 word removed, 3 added, in 2 places")
        await pilot.press("escape", "r")
        await until(pilot, lambda: "The article has not changed. What had changed before" in heading(app))
        await until(pilot, lambda: isinstance(app.screen, DifferenceScreen) and app.screen.items)
        await pilot.press("enter")
        await until(pilot, lambda: screen(app).view.caret == NEW.index("June") - 2)


TEXTS = (
    "# Ferry\n\nThe boats would sail from April.\n\nPrices rise by 10 percent.",
    "# Ferry\n\nThe boats would sail from May.\n\nPrices rise by 10 percent.",
    "# Ferry\n\nThe boats would sail from June.\n\nPrices rise by 12 percent.",
)


def program_with_texts(folder: Path) -> tuple[NewsReader, Path]:
    """The program on an article with two earlier versions in the library."""
    path = folder / "plain.md"
    with open_store(folder / "data") as store:
        for text in TEXTS[:2]:
            store.articles.keep(parse_article(text, str(path), format="markdown"))
    path.write_text(TEXTS[2])
    app = reader(folder, of=parse_article(TEXTS[2], str(path), format="markdown"))
    app.services.analyst.answer = lambda of: analysis(article())  # type: ignore[attr-defined]
    return app, path


def shown(here: DifferenceScreen) -> str:
    return "\n".join(row.line.plain for row in here.items)


async def differing(app: NewsReader, pilot: Pilot[None]) -> DifferenceScreen:
    """Open the screen that shows what changed."""
    await until(pilot, lambda: any("has changed since you read it" in str(n.message) for n in app._notifications))
    await pilot.press("r")
    await until(pilot, lambda: isinstance(app.screen, DifferenceScreen) and app.screen.items)
    assert isinstance(app.screen, DifferenceScreen)
    return app.screen


async def test_an_earlier_version_can_be_compared_and_then_the_later_one_again(tmp_path: Path) -> None:
    app, _ = program_with_texts(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        reading = screen(app)
        await until(pilot, lambda: reading.session.has_unseen_changes)
        app.clear_notifications()
        assert "r What is new" in reading.key_bar.render().plain
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, DifferenceScreen) and app.screen.items)
        here = app.screen
        assert isinstance(here, DifferenceScreen)
        assert not reading.session.has_unseen_changes
        assert "[−May−] [+June+]" in shown(here)
        assert "today" in str(here.query_one(".texts", Static).content)
        await pilot.press("h")
        await until(pilot, lambda: "[−April−] [+June+]" in shown(here))
        await pilot.press("h")
        await until(pilot, lambda: any("no earlier version" in note.message for note in app._notifications))
        await pilot.press("l")
        await until(pilot, lambda: "[−May−] [+June+]" in shown(here))


async def test_any_two_versions_can_be_compared_and_enter_opens_the_place_in_the_current_one(tmp_path: Path) -> None:
    app, _ = program_with_texts(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        here = await differing(app, pilot)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("down", "enter")  # the list begins with the latest version; the cursor is on the one before
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen) and "which version?" in app.screen._question)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is here and "[−April−] [+May+]" in shown(here))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not here)
        # "May" is "June" now, so the caret is in the paragraph that contains "June".
        text = screen(app).session.article.text
        await until(pilot, lambda: text.index("The boats") <= screen(app).view.caret <= text.index("June"))


async def test_the_shared_keys_move_in_the_list_and_q_closes_it(tmp_path: Path) -> None:
    app, _ = program_with_texts(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        here = await differing(app, pilot)
        first = here.rows.cursor
        await pilot.press("j")
        assert here.rows.cursor != first
        await pilot.press("n", "N", "g")
        assert here.rows.cursor == first
        await pilot.press("j")
        await pilot.click(here.rows, offset=(10, here.rows.top_of(first)))
        assert app.screen is here and here.rows.cursor == first, "a click selects, as wherever a list fills the screen"
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("escape", "q")
        await until(pilot, lambda: screen(app).session.article.text.endswith("12 percent."))


async def test_the_list_begins_with_the_changed_names_that_the_analysis_adds_later(tmp_path: Path) -> None:
    old, new = (parse_article(text, "f.md", format="markdown") for text in (OLD, NEW))
    found = analysis(article())
    later: list[Analysis | None] = [None]
    app = reader(tmp_path)
    app._first_article = None
    app._first_screen = lambda _: DifferenceScreen(old, new, found, lambda: later[0])
    async with app.run_test(size=(80, 8)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DifferenceScreen) and app.screen.items)
        here = app.screen
        assert isinstance(here, DifferenceScreen)
        before = len(here.items)
        later[0] = replace(found, entities=())
        await until(pilot, lambda: len(here.items) > before)
        await pilot.pause()
        assert "name removed" in here.items[here.rows.cursor].line.plain and here.rows.scroll_y == 0


async def test_a_correction_by_the_reader_is_not_reported_as_a_change_of_the_article(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    old = article(str(path))
    texts = [
        parse_article(old.text.replace("12 percent", f"{n} percent"), str(path), format="text") for n in (11, 12, 13)
    ]
    with open_store(tmp_path / "data") as store:
        for text in texts[:2]:
            store.articles.keep(text)
            store.articles.keep_analysis(analysis(text), "1")
        store.notebook.correct(texts[1], set_speaker(texts[1], analysis(texts[1]).quotes[1], "Ida Holm"))
    path.write_text(texts[2].text)
    app = reader(tmp_path, of=texts[2])
    async with app.run_test(size=(100, 24)) as pilot:
        here = await differing(app, pilot)
        for number in ("12", "11"):
            await until(pilot, lambda n=number: here._complete and f"[−{n}−] [+13+]" in shown(here))  # type: ignore[misc]
            assert "speaker changed" not in shown(here)
            await pilot.press("h")
