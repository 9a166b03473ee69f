"""The notebook: highlights that follow their article, undo, trash, drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tui.config.settings import DEFAULT_LABELS
from tui.notes.check import Evidence
from tui.notes.correction import new_quote
from tui.notes.highlight import describe
from tui.notes.tag import clean_tags, hashtags, tag_line, typed_tags
from tui.store.database import Store, open_store
from tui.store.errors import StoreError
from tui.store.notebook import Notebook
from tui.text.article import Article, Block
from tui.text.span import Span

TEXT = (
    "The library on Harbour Street will close, the council said.\n\n"
    "“The roof alone costs two million,” said Ana Ruiz, who leads the committee.\n\n"
    "Residents queued for hours to speak against it."
)


def article(text: str = TEXT, source: str = "library.txt", url: str | None = None) -> Article:
    return Article(source, text, (Block(Span(0, len(text)), "paragraph"),), url=url)


def span(words: str, text: str = TEXT) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def notebook(store: Store) -> Notebook:
    return store.notebook


def words_of(notebook: Notebook, of: Article) -> list[str]:
    return [of.words(placed.span) if placed.span else "" for placed in notebook.highlights(of)]


def test_a_highlight_is_stored_with_everything_written_in_it(notebook: Notebook) -> None:
    made = notebook.add(article(), span("two million"), label="check", note="source? #budget", tags=["roof", " roof "])
    (placed,) = notebook.highlights(article())
    assert placed.highlight == made
    assert (placed.state, placed.span) == ("exact", span("two million"))
    assert (made.label, made.note, made.tags) == ("check", "source? #budget", ("roof",))
    assert made.all_tags == ("roof", "budget")


def test_whitespace_at_the_ends_is_not_highlighted(notebook: Notebook) -> None:
    made = notebook.add(article(), Span(span("The roof").start, span("two million").end + 0))
    assert made.target.exact.startswith("The roof")
    padded = notebook.add(article(), Span(span(" alone ").start, span(" alone ").end))
    assert padded.target.exact == "alone"
    with pytest.raises(ValueError, match="no words"):
        notebook.add(article(), Span(3, 4))


def test_highlights_are_listed_in_text_order(notebook: Notebook) -> None:
    for words in ("hours", "library", "roof"):
        notebook.add(article(), span(words))
    assert words_of(notebook, article()) == ["library", "roof", "hours"]
    assert [h.target.exact for h in notebook.all()] == ["hours", "library", "roof"]


def test_overlapping_highlights_are_all_stored(notebook: Notebook) -> None:
    for words in ("The roof alone costs", "roof alone", "alone costs two million", "roof alone"):
        notebook.add(article(), span(words))
    assert len(notebook.highlights(article())) == 4


def test_each_highlight_has_the_state_exact_changed_or_orphan(notebook: Notebook) -> None:
    for words in ("The library", "two million", "for hours to speak against"):
        notebook.add(article(), span(words))
    notebook.add(article(), span("who leads the committee"))
    changed = TEXT.replace("two million", "three million").replace(", who leads the committee", "")
    placed = notebook.highlights(article(changed))
    assert [(p.highlight.target.exact, p.state) for p in placed] == [
        ("The library", "exact"),
        ("two million", "changed"),
        ("for hours to speak against", "moved"),
        ("who leads the committee", "orphan"),
    ]
    assert placed[1].words == "three million"
    assert placed[3].span is None


def test_a_highlight_is_followed_through_several_versions(notebook: Notebook) -> None:
    notebook.add(article(), span("The roof alone costs two million"))
    second = TEXT.replace("alone costs two million", "by itself costs two million")
    third = second.replace("The roof by itself costs two million", "The roof by itself costs three billion")
    assert words_of(notebook, article(second)) == ["The roof by itself costs two million"]
    assert words_of(notebook, article(third)) == ["The roof by itself costs three billion"]
    assert words_of(notebook, article()) == ["The roof alone costs two million"]


def test_an_orphan_is_found_again_when_its_words_come_back(notebook: Notebook) -> None:
    notebook.add(article(), span("queued for hours to speak"))
    cut = article(TEXT[: TEXT.index("Residents")].strip())
    assert notebook.highlights(cut)[0].state == "orphan"
    back = article("An editor's note.\n\n" + TEXT)
    assert words_of(notebook, back) == ["queued for hours to speak"]


def test_an_orphan_attached_by_hand_stays_there(notebook: Notebook) -> None:
    made = notebook.add(article(), span("queued for hours to speak"), note="mine")
    new = article(TEXT[: TEXT.index("Residents")] + "People stood in line until midnight.")
    assert notebook.highlights(new)[0].state == "orphan"
    notebook.attach(made.id, new, span("stood in line", new.text))
    later = article("Corrected.\n\n" + new.text)
    (placed,) = notebook.highlights(later)
    assert later.words(placed.span or Span(0, 0)) == "stood in line"
    assert (placed.highlight.id, placed.highlight.note) == (made.id, "mine")
    assert notebook.undo()
    assert notebook.highlights(new)[0].state == "orphan"


def test_a_verdict_still_refers_to_the_original_words_after_its_orphan_is_attached_elsewhere(
    notebook: Notebook,
) -> None:
    made = notebook.add(article(), span("queued for hours to speak"), verdict="confirmed")
    new = article(TEXT[: TEXT.index("Residents")] + "People stood in line until midnight.")
    assert notebook.highlights(new)[0].state == "orphan"
    here = span("stood in line", new.text)
    notebook.attach(made.id, new, here)
    for text in (new, article("Corrected.\n\n" + new.text)):
        (placed,) = notebook.highlights(text)
        assert (placed.state, placed.words) == ("changed", "stood in line")
        assert placed.highlight.target.exact == "queued for hours to speak"
    notebook.check(made.id, new, here, "wrong")
    (placed,) = notebook.highlights(new)
    assert (placed.state, placed.highlight.target.exact) == ("exact", "stood in line")


def test_the_same_text_under_another_path_shows_its_highlights(notebook: Notebook) -> None:
    notebook.add(article(), span("library"))
    assert len(notebook.highlights(article(source="elsewhere/copy.txt"))) == 1
    assert notebook.highlights(article("Some other words.", source="other.txt")) == []


def test_notes_on_a_shared_text_stay_with_both_files_when_one_changes(store: Store) -> None:
    original, copy = article(), article(source="copy.txt")
    store.articles.keep(original)
    store.notebook.add(original, span("library"))
    store.notebook.add(original, span("queued for hours to speak"))
    store.notebook.correct(original, new_quote(original, span("The roof alone costs")))
    store.articles.keep(copy)
    assert {(row.source[-8:], row.notes) for row in store.articles.library(with_notes=True, sort="notes")} == {
        (original.source[-8:], 2),
        ("copy.txt", 2),
    }
    changed = article("Corrected.\n\n" + TEXT[: TEXT.index("Residents")] + "They left.", source="copy.txt")
    store.articles.keep(changed)
    assert [placed.state for placed in store.notebook.highlights(changed)] == ["moved", "orphan"]
    assert len(store.notebook.corrections(changed)) == 1
    assert [row.notes for row in store.articles.library()] == [2, 2]


def test_highlights_are_found_by_the_address_named_in_the_article(notebook: Notebook) -> None:
    notebook.add(article(url="https://example.org/library"), span("library"))
    fetched = article("New head.\n\n" + TEXT, source="https://example.org/library#top")
    assert len(notebook.highlights(fetched)) == 1


def test_a_second_opening_uses_the_stored_positions(store: Store) -> None:
    store.notebook.add(article(), span("library"))
    new = article("New head.\n\n" + TEXT)
    first = store.notebook.highlights(new)
    assert store.row("SELECT state FROM places WHERE digest = ?", (new.digest,))["state"] == "moved"  # type: ignore[index]  # there is one
    assert store.notebook.highlights(new) == first


def test_a_change_touches_only_the_given_fields(notebook: Notebook) -> None:
    made = notebook.add(article(), span("library"), label="claim", note="one", tags=["a"])
    changed = notebook.change(made.id, note="two")
    assert (changed.label, changed.note, changed.tags) == ("claim", "two", ("a",))
    assert notebook.get(made.id) == changed
    assert notebook.change(made.id, label="", tags=[]).label == ""


def test_an_unknown_id_gives_a_clear_message(notebook: Notebook) -> None:
    with pytest.raises(StoreError, match="no such highlight"):
        notebook.change("nothing", note="x")


def test_an_id_may_be_shortened_while_it_is_unambiguous(notebook: Notebook) -> None:
    made = notebook.add(article(), span("library"))
    assert notebook.get(made.id[:8]) == made
    assert notebook.get(made.id[:2]) is None


def test_a_note_is_never_modified_before_it_was_created(tmp_path: Path) -> None:
    times = iter([datetime(2026, 5, 1, tzinfo=UTC)] * 4 + [datetime(2024, 5, 1, tzinfo=UTC)] * 9)
    with open_store(tmp_path, clock=lambda: next(times)) as store:
        made = store.notebook.add(article(), span("library"))
        changed = store.notebook.change(made.id, note="late")
    assert changed.created == made.created
    assert changed.modified >= changed.created


def test_a_deleted_highlight_goes_to_the_trash(notebook: Notebook) -> None:
    made = notebook.add(article(), span("library"), note="dear to me")
    notebook.delete(made.id)
    assert notebook.highlights(article()) == [] and notebook.search("dear") == []
    assert [h.id for h in notebook.trash()] == [made.id]
    notebook.restore(made.id)
    assert words_of(notebook, article()) == ["library"] and notebook.trash() == []


def test_everything_can_be_undone_and_redone(notebook: Notebook) -> None:
    made = notebook.add(article(), span("library"))
    notebook.change(made.id, note="a note")
    notebook.delete(made.id)
    told = [notebook.undo(), notebook.undo(), notebook.undo(), notebook.undo()]
    assert told[:2] == ["Restored from the trash: “library”.", "Change to the note undone: “library”."]
    assert told[3] is None
    assert notebook.highlights(article()) == []
    for _ in range(3):
        assert notebook.redo()
    assert notebook.redo() is None
    assert [h.note for h in notebook.trash()] == ["a note"]


def test_an_undo_names_the_fields_that_changed(notebook: Notebook) -> None:
    made = notebook.add(article(), span("library"), label="claim")
    notebook.change(made.id, label="check", tags=["books"])
    assert (change := notebook.next_undo()) and change.what == "the change to the label and tags of “library”"
    assert notebook.undo() == "Change to the label and tags undone: “library”."
    assert notebook.redo() == "Change to the label and tags redone: “library”."


@pytest.mark.parametrize(
    ("given", "asked", "undone", "redone"),
    [
        ({"label": "claim"}, "the highlight “library”", "Highlight removed:", "Highlight restored:"),
        (
            {"note": "Really?"},
            "the highlight and note on “library”",
            "Highlight and note moved to the trash:",
            "Highlight and note restored:",
        ),
        (
            {"verdict": "wrong"},
            "the verdict “wrong” on “library”",
            "Verdict “wrong” removed:",
            "Verdict “wrong” restored:",
        ),
        (
            {"verdict": "open", "evidence": [Evidence("report.pdf")]},
            "the verdict “open” and evidence on “library”",
            "Verdict “open” and evidence moved to the trash:",
            "Verdict “open” and evidence restored:",
        ),
    ],
)
def test_undo_names_everything_created_with_a_highlight(
    notebook: Notebook, given: dict[str, Any], asked: str, undone: str, redone: str
) -> None:
    notebook.add(article(), span("library"), **given)
    assert (change := notebook.next_undo()) and change.what == asked
    assert notebook.undo() == f"{undone} “library”."
    assert notebook.redo() == f"{redone} “library”."


def test_a_new_change_clears_the_redo_history(notebook: Notebook) -> None:
    notebook.add(article(), span("library"))
    notebook.undo()
    notebook.add(article(), span("roof"))
    assert notebook.redo() is None
    assert words_of(notebook, article()) == ["roof"]


def test_undo_works_after_a_restart(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        made = store.notebook.add(article(), span("library"))
        store.notebook.change(made.id, note="x")
    with open_store(tmp_path) as store:
        store.notebook.undo()
        assert store.notebook.highlights(article())[0].highlight.note == ""
    with open_store(tmp_path) as store:
        store.notebook.redo()
        assert store.notebook.highlights(article())[0].highlight.note == "x"


def test_undo_never_discards_a_written_note(notebook: Notebook) -> None:
    notebook.add(article(), span("library"), note="took me an hour")
    notebook.undo()
    assert notebook.highlights(article()) == []
    assert [h.note for h in notebook.trash()] == ["took me an hour"]
    notebook.redo()
    assert [p.highlight.note for p in notebook.highlights(article())] == ["took me an hour"]


def test_notes_are_searched_by_words_tags_and_highlighted_text(notebook: Notebook) -> None:
    notebook.add(article(), span("two million"), note="Is this the café roof? #money", tags=["later"])
    notebook.add(article(), span("library"))
    for words in ("cafe", "million", "money", "later", "mill", "roof million"):
        assert [h.target.exact for h in notebook.search(words)] == ["two million"], words
    assert notebook.search("absent") == [] and notebook.search("") == []
    notebook.change(notebook.search("cafe")[0].id, note="nothing")
    assert notebook.search("cafe") == []


def test_all_notes_can_be_filtered_by_label_tag_and_source(notebook: Notebook) -> None:
    notebook.add(article(), span("library"), label="claim", tags=["Roof"])
    notebook.add(article("Other words.", source="other.txt"), Span(0, 5), note="#roof")
    assert len(notebook.all()) == 2
    assert [h.label for h in notebook.all(label="claim")] == ["claim"]
    assert len(notebook.all(tag="roof")) == 2
    assert [h.target.exact for h in notebook.all(source="./other.txt")] == ["Other"]


def test_the_list_of_all_notes_shows_title_and_state(store: Store) -> None:
    store.notebook.add(article(), span("library"))
    store.notebook.add(article("Other words.", source="other.txt"), Span(0, 5), note="a thing")
    cut = article(TEXT[: TEXT.index("Residents")].strip().replace("library", "pool"))
    store.articles.keep(cut)
    store.notebook.highlights(cut)
    rows = store.notebook.rows()
    assert [row.highlight.target.exact for row in rows] == ["library", "Other"]
    assert rows[0].state in ("changed", "orphan") and rows[1].state == "exact"
    assert rows[1].title == "Other words."
    assert [row.highlight.target.exact for row in store.notebook.rows("thing")] == ["Other"]


def test_a_draft_is_stored_until_it_is_dropped(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.notebook.keep_draft("library.txt 4-9", "half a")
        store.notebook.keep_draft("library.txt 4-9", "half a thought\n")
    with open_store(tmp_path) as store:
        assert store.notebook.drafts() == {"library.txt 4-9": "half a thought\n"}
        assert store.notebook.draft("library.txt 4-9") == "half a thought\n"
        store.notebook.drop_draft("library.txt 4-9")
        assert store.notebook.draft("library.txt 4-9") is None


def test_an_import_is_undone_in_one_step(notebook: Notebook) -> None:
    notebook.add(article(), span("library"))
    made = notebook.all()[0]
    others = [
        type(made)(f"id-{n}", describe(TEXT, span("roof"), source="library.txt"), created="2020-01-01T00:00:00Z",
                   modified="2020-01-02T00:00:00Z") for n in range(3)
    ]  # fmt: skip
    assert notebook.import_highlights([made, *others]) == 3
    assert notebook.import_highlights(others) == 0
    assert notebook.undo() == "Import undone: 3 highlights."
    assert [h.id for h in notebook.all()] == [made.id]


def test_a_thousand_highlights_are_moved_to_a_new_text(store: Store) -> None:
    words = [f"word{n}" for n in range(2000)]
    old = article(" ".join(words))
    with store.writing():
        for n in range(1000):
            store.notebook.add(old, span(words[2 * n] + " " + words[2 * n + 1], old.text))
    new = article("A new head. " + old.text.replace("word700 ", ""))
    states = [placed.state for placed in store.notebook.highlights(new)]
    assert states.count("moved") == 999
    assert states.count("changed") + states.count("orphan") == 1


@pytest.mark.parametrize(
    "note, tags",
    [
        ("#one and #two", ("one", "two")),
        ("# heading", ()),
        ("issue #12, a#b, ##x, https://e.org/#part", ()),
        ("#élan #long-tag #long-tag", ("élan", "long-tag")),
    ],
)
def test_a_hash_before_a_word_makes_a_tag(note: str, tags: tuple[str, ...]) -> None:
    assert hashtags(note) == tags


def test_tags_are_cleaned() -> None:
    assert clean_tags(["#a", " b  c ", "", "a", "#"]) == ("a", "b c")


def test_the_five_labels_have_different_signs() -> None:
    assert [label.name for label in DEFAULT_LABELS] == ["claim", "quote", "check", "context", "doubt"]
    assert len({label.sign for label in DEFAULT_LABELS}) == 5


def test_an_undone_note_goes_to_the_trash_when_something_else_is_done(notebook: Notebook) -> None:
    made = notebook.add(article(), span("two million"))
    notebook.change(made.id, note="where from?")
    assert notebook.undo() is not None
    notebook.add(article(), span("Ana Ruiz"))
    assert [(h.target.exact, h.note) for h in notebook.trash()] == [("two million", "where from?")]
    assert [h.note for h in notebook.all()] == ["", ""]


def test_when_two_programs_write_one_note_both_texts_are_kept(notebook: Notebook) -> None:
    made = notebook.add(article(), span("two million"), note="first")
    notebook.change(made.id, note="first, by the other window", known_note="first")
    changed = notebook.change(made.id, note="first, by this window", known_note="first")
    assert changed.note == "first, by the other window\n\nfirst, by this window"
    assert notebook.change(made.id, note="tidy", known_note=changed.note).note == "tidy"


def test_a_note_on_a_highlight_that_was_deleted_meanwhile_is_refused(notebook: Notebook) -> None:
    made = notebook.add(article(), span("two million"), note="first")
    notebook.delete(made.id)
    with pytest.raises(StoreError, match="deleted in another window"):
        notebook.change(made.id, note="second", known_note="first")


def test_commas_separate_typed_tags_and_spaces_do_if_there_are_none() -> None:
    assert typed_tags("drugs, follow up,") == typed_tags("#drugs #follow-up") == ("drugs", "follow-up")
    assert typed_tags("drugs follow, #a #b") == ("drugs-follow", "a", "b") and typed_tags(" , ") == ()


@pytest.mark.parametrize("tags", [("pay tv",), ("a", "pay tv", "media"), ("a", "b"), ()])
def test_tags_with_spaces_from_a_command_survive_the_box_in_which_tags_are_changed(tags: tuple[str, ...]) -> None:
    assert typed_tags(tag_line(tags), tags) == tags
    assert typed_tags(f"{tag_line(tags)} #new", tags) == (*tags, "new")
