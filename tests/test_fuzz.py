"""Front matter, imported annotations, damaged values of the store and bytes of a terminal, all randomised.

`NEWSREADER_CASES=10000 pytest -n0 tests/test_fuzz.py` tries more cases than the suite does.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from codecs import getincrementaldecoder
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.events import Key

from tests.test_damaged_values import ARTICLE
from tests.test_hostile import CASES, HOSTILE, MANY, look_at
from tui.export import w3c
from tui.export.gathering import gather
from tui.export.notes import to_csv, to_json, to_markdown
from tui.formats.loading import parse_article
from tui.notes.correction import new_quote
from tui.store.database import Store, open_store
from tui.store.errors import StoreError
from tui.store.files import NAME
from tui.store.repair import repair
from tui.terminal.driver import SteadyParser
from tui.text.span import Span

# ------------------------------------------------------------------------------------------------ front matter

KEYS = st.sampled_from(
    ["title", "headline", "author", "authors", "date", "published", "site", "url", "source", "place", "tags", "<<", "?"]
)
SCALARS = st.sampled_from(
    ["!!bool maybe", "!!timestamp foo", "!!int 0x", "!!float .", "!!binary é", "!!set {a, b}", "!!python/object:os.x"]
    + ["!!omap [a]", "!!null x", "!<tag:yaml.org,2002:int> x", "99999-99-99", "2024-13-45T99:99:99+99:99", "12:34:56"]
    + ["1e999", "-.inf", ".nan", "9" * 5000, "0o7" * 9, "[[[[", "{{{{", "[a, {b: c}]", "{name: {name: x}}", "~", "''"]
    + ["Storm at sea: what we know", "@harbour", "*a", "&a b", "| ", "> ", "|+9", "%", "`", "\t", "# x", "- ", "'", '"']
    + ["2024-02-06", "2024-02-06 10:00", "0001-01-01T00:00:00+23:59", "1_0_0", "on", "=", "? a : b", '"\\ud800"']
)
LINES = st.builds(
    lambda indent, key, colon, value: f"{indent}{key}{colon}{value}",
    st.sampled_from(["", "", "", "  ", "\t", "- "]),
    st.one_of(KEYS, SCALARS),
    st.sampled_from([": ", ": ", ": ", " = ", ":", " "]),
    st.one_of(SCALARS, SCALARS, HOSTILE, st.text(max_size=12)),
)


@MANY
@given(st.lists(LINES, max_size=8).map("\n".join), st.sampled_from(["---", "+++"]))
def test_any_front_matter_is_read_or_stays_a_part_of_the_text(lines: str, fence: str) -> None:
    article = parse_article(f"{fence}\n{lines}\n{fence}\n\nWords.\n", "a", format="markdown")
    look_at(article)
    assert article.text.endswith("Words.")


# ------------------------------------------------------------------------------------------------ imported annotations

TARGET = {
    "source": "https://example.org/story",
    "selector": [
        {"type": "TextQuoteSelector", "exact": "harbour", "prefix": "The ", "suffix": " will"},
        {"type": "TextPositionSelector", "start": 4, "end": 11},
    ],
}
ANNOTATION = {
    "id": "urn:uuid:1",
    "type": "Annotation",
    "created": "2026-01-28T12:00:00Z",
    "modified": "2026-01-29T12:00:00Z",
    "body": [{"type": "TextualBody", "value": "A note.", "purpose": "commenting"}],
    "target": TARGET,
    "newsreader:verdict": "false",
    "newsreader:evidence": [{"url": "https://example.org", "quote": "x", "note": "y"}],
}
OWN = {
    "id": "2",
    "source": "a.txt",
    "quote": "harbour",
    "note": "n",
    "tags": ["a"],
    "label": "check",
    "verdict": "true",
}
HYPOTHESIS = {
    "id": "3",
    "uri": "https://example.org",
    "text": "note",
    "tags": ["a"],
    "updated": "2026",
    "target": [TARGET],
}
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.sampled_from([0, -1, 2**31, 2**63, 10**30, 1e308, float("inf"), float("nan"), 0.5]),
        st.sampled_from(
            ["", " ", "\ud800", "\x1b[31m", "2026-13-45", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"]
        ),
        st.sampled_from(
            ["file:///a%00b", "file://%ff", "urn:sha256:", "http://[", "oa:TextQuoteSelector", "TextQuoteSelector"]
        ),
        st.text(max_size=8),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["id", "type", "exact", "start", "source", "selector", "refinedBy", "value", "items"]),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=6,
)


def with_values(thing: Any, put: Iterator[Any], dice: Iterator[bool]) -> Any:
    """The same JSON with some parts replaced by other values."""
    if next(dice, False):
        return next(put, None)
    if isinstance(thing, dict):
        return {name: with_values(value, put, dice) for name, value in thing.items()}
    if isinstance(thing, list):
        return [with_values(value, put, dice) for value in thing]
    return thing


@pytest.fixture(scope="module")
def importing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("import")) as store:
        store.articles.keep(ARTICLE)
        yield store


@MANY
@given(
    kind=st.sampled_from([ANNOTATION, OWN, HYPOTHESIS, {"type": "AnnotationPage", "items": [ANNOTATION]}]),
    values=st.lists(VALUES, min_size=3, max_size=3),
    replaced=st.lists(st.sampled_from([False, False, False, True]), max_size=25),
)
def test_any_annotation_is_imported_or_skipped_with_its_number(
    importing: Store, kind: dict[str, Any], values: list[Any], replaced: list[bool]
) -> None:
    odd = with_values(kind, iter(values), iter([False, *replaced]))
    text = json.dumps([odd, ANNOTATION | {"id": "urn:uuid:sound"}])
    result = w3c.read(text, now="2026-03-04T05:06:07Z")
    assert "sound" in {highlight.id for highlight in result.highlights}
    assert all(sentence.startswith("Annotation 1 ") and sentence.endswith(".") for sentence in result.skipped)
    for highlight in result.highlights:
        assert datetime.fromisoformat(highlight.modified) >= datetime.fromisoformat(highlight.created)
    importing.notebook.import_highlights(result.highlights)
    assert len(importing.notebook.highlights(ARTICLE)) + len(gather(importing)) >= 1
    for write in (to_markdown, to_csv, to_json):
        write(gather(importing)).encode("utf-8")
    w3c.read(w3c.to_jsonld(importing.notebook.all()), now="2026-03-04T05:06:07Z")
    with importing.writing() as db:
        db.execute("DELETE FROM highlights")


@MANY
@given(st.one_of(st.text(max_size=40), VALUES.map(json.dumps), st.lists(VALUES, max_size=4).map(json.dumps)))
def test_any_file_gives_annotations_or_a_clear_message(text: str) -> None:
    with contextlib.suppress(w3c.NotReadable):
        w3c.read(text, now="2026-03-04T05:06:07Z")


# ------------------------------------------------------------------------------------------------ values in the store

DAMAGE = st.sampled_from(
    ["NULL", "0", "-1", "7", "9223372036854775807", "1e300", "'x'", "''", "'{'", "'[]'", "'{}'", "'[1]'", "'null'"]
    + ["x'ff00'", "x''", "CAST(x'61ff62' AS TEXT)", "CAST(x'ffffffff' AS TEXT)", "CAST(x'80' AS TEXT)", "'\x1b[31m'"]
    + [
        "'2026-13-45'",
        "zeroblob(70)",
        "FLIP",
        "FLIP",
        "FLIP",
        "'{\"id\": 1}'",
        "'[[]]'",
        '\'{"kind": "quote", "targets": [1]}\'',
        "'NaN'",
    ]
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a row in each table that holds the reader's work."""
    folder = tmp_path_factory.mktemp("sound")
    with open_store(folder) as store:
        store.articles.keep(ARTICLE)
        store.notebook.add(ARTICLE, Span(4, 11), note="sound", tags=["a"])
        changed = store.notebook.add(ARTICLE, Span(32, 38), note="second")
        store.notebook.change(changed.id, note="third", label="check")
        store.notebook.delete(store.notebook.add(ARTICLE, Span(12, 16), note="thrown away").id)
        store.notebook.correct(ARTICLE, new_quote(ARTICLE, Span(32, 48)))
        store.notebook.add(ARTICLE, Span(17, 22), note="undone")
        store.notebook.undo()
        store.notebook.keep_draft("highlight:x", "draft")
        store.articles.keep_position(ARTICLE.source, ARTICLE.digest, 7, {"done": 0.5})
        store.articles.keep_raw(ARTICLE.digest, b"<p>page</p>", "text/html")
    with contextlib.closing(sqlite3.connect(folder / NAME)) as db:
        db.execute("PRAGMA journal_mode=DELETE")
    return folder / NAME


def columns(path: Path) -> list[tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [name for name in tables if "index" not in name and not name.startswith("sqlite")]
        return [(table, row[1]) for table in tables for row in db.execute(f"PRAGMA table_info({table})")]


def use(store: Store) -> None:
    """Run everything that lists, exports and searches read."""
    store.check()
    notes = gather(store)
    for write in (to_markdown, to_csv, to_json):
        write(notes).encode("utf-8")
    w3c.to_jsonld(store.notebook.all()).encode("utf-8")
    for article in (ARTICLE, store.articles.load(ARTICLE.digest)):
        if article is not None:
            store.notebook.highlights(article)
            store.notebook.corrections(article)
    store.notebook.rows()
    store.notebook.rows("sound")
    store.notebook.trash()
    store.notebook.drafts()
    store.notebook.next_undo()
    store.notebook.next_redo()
    store.articles.library(sort="date")
    store.articles.search("harbour")
    store.articles.names()
    store.articles.position(ARTICLE.source)
    store.articles.page(ARTICLE.digest)
    store.articles.versions(ARTICLE.source)
    list(store.articles.analyses())


@settings(MANY, max_examples=max(30, CASES // 10) if CASES < 1000 else CASES)  # a store for each: 50 ms
@given(data=st.data(), value=DAMAGE, row=st.integers(0, 3), at=st.integers(1, 400))
def test_a_damaged_value_affects_at_most_its_own_row(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, value: str, row: int, at: int
) -> None:
    table, column = data.draw(st.sampled_from(columns(sound)))
    if value == "FLIP":
        value = f'substr("{column}", 1, {at}) || \'{at % 10}\' || substr("{column}", {at + 2})'
    folder = tmp_path_factory.getbasetemp() / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(sound, folder / NAME)
    with contextlib.closing(sqlite3.connect(folder / NAME, isolation_level=None)) as db:
        db.create_function("natural_key", 1, str, deterministic=True)
        with contextlib.suppress(sqlite3.Error):  # a value that the table does not accept
            first = db.execute(f'SELECT "{column}" FROM {table} LIMIT 1 OFFSET ?', (row,)).fetchone()
            db.execute(f'UPDATE {table} SET "{column}" = {value} WHERE "{column}" IS ?', first)
    with open_store(folder) as store:
        use(store)
        assert len(store.notebook.all()) == 2 or column == "deleted"
        with contextlib.suppress(StoreError):
            store.notebook.add(ARTICLE, Span(0, 3), note="later")
        for _ in range(3):
            store.notebook.undo()
        store.notebook.redo()
        use(store)
    repair(folder)
    with open_store(folder) as store:
        assert store.check() == []
        assert len(store.notebook.all() + store.notebook.trash()) >= 2
        use(store)


# ------------------------------------------------------------------------------------------------ bytes of a terminal

BYTES = st.sampled_from(
    [
        b"\x1b[",
        b"\x1b[<",
        b"\x1b[M",
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x1b[48;",
        b"\x1bO",
        b"\x1b]",
        b"\x1bP",
        b"\x1b\\",
        b"\x1b",
    ]
    + [
        b";",
        b":",
        b"-",
        b"?",
        b"$",
        b"m",
        b"M",
        b"u",
        b"t",
        b"R",
        b"~",
        b"A",
        b"Q",
        b"y",
        b"c",
        b"I",
        b"O",
        b"\x00",
        b"\xff",
    ]
    + [
        b"0",
        b"5",
        b"48",
        b"55296",
        b"1114112",
        b"99999999999",
        b"2004",
        b"\xc3",
        b"\xa9",
        b"\xe2\x82",
        b"\x9b",
        b"\xf0\x9f",
    ]
)


@MANY
@given(st.lists(st.lists(st.one_of(BYTES, BYTES, st.binary(max_size=4)), max_size=8).map(b"".join), max_size=6))
def test_a_key_is_recognised_after_any_bytes(reads: list[bytes]) -> None:
    decode = getincrementaldecoder("utf-8")(errors="replace").decode
    parser = SteadyParser()
    for data in reads:
        if words := decode(data):
            for message in parser.feed(words):
                assert not isinstance(message, Key) or (message.character or "").encode("utf-8") is not None
        list(parser.tick())
    list(parser.feed(decode(b"\x1b[201~\x1b\\ \x1b[Zq")))
    list(parser.tick())
    assert [message.key for message in parser.feed("j") if isinstance(message, Key)] == ["j"]


def test_a_date_that_is_not_text_is_read_as_text(sound: Path, tmp_path: Path) -> None:
    shutil.copy(sound, tmp_path / NAME)
    with contextlib.closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as db:
        db.create_function("natural_key", 1, str, deterministic=True)
        db.execute("UPDATE articles SET date = x'ff32303234'")
    with open_store(tmp_path) as store:
        use(store)
        article = store.articles.load(ARTICLE.digest)
        assert article is not None and article.date == "�2024"
