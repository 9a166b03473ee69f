"""`newsreader notes`: what scripts and careful readers can rely on."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.cli.main import main
from tui.export.w3c import read
from tui.formats.loading import load_file
from tui.library.opening import keep
from tui.store.database import open_store

TEXT = (
    "The tram line to the airport will open a year late.\n\n"
    "“Nobody tested the brakes in snow,” said Lena Vogt, who drives trams. “Nobody.”\n\n"
    "The city blamed the maker, and the maker blamed the snow.\n"
)
QUOTES = ("a year late", "tested the brakes", "who drives trams", "the maker blamed the snow")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home with one article in it."""
    (tmp_path / "tram.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def notes(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run `newsreader notes …` in this process; returns exit status, output and errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["notes", *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run


Run = Callable[..., tuple[int, str, str]]


def listed(notes: Run, *more: str) -> list[dict[str, object]]:
    status, out, _ = notes("list", "--format", "json", *more)
    assert status == 0
    rows: list[dict[str, object]] = json.loads(out)
    return rows


def test_notes_on_a_changed_article_are_listed_in_every_folder(
    notes: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes("add", "tram.txt", "--quote", "a year late", "--note", "Ask Vogt")
    (home / "tram.txt").write_text(TEXT.replace("a year late", "one year late"), encoding="utf-8")
    with open_store(home / "data") as store:
        keep(store, load_file("tram.txt").article)
    in_folder = listed(notes)
    (home / "other").mkdir()
    monkeypatch.chdir(home / "other")
    assert listed(notes) == in_folder
    assert [(row["note"], row["state"]) for row in in_folder] == [("Ask Vogt", "changed")]
    assert "Ask Vogt" in notes("export", "--format", "csv")[1] and "Ask Vogt" in notes("search", "vogt")[1]


def test_a_note_is_listed_even_if_no_article_has_the_source_that_it_names(notes: Run, home: Path) -> None:
    with open_store(home / "data") as store:
        keep(store, load_file("tram.txt").article)
    other = {"id": "from-elsewhere", "source": "tram.txt", "quote": "a year late"}
    (home / "in.json").write_text(json.dumps([other]), encoding="utf-8")
    assert notes("import", "in.json")[0] == 0
    assert [row["id"] for row in listed(notes)] == ["from-elsewhere"]


def test_an_added_note_is_listed(notes: Run) -> None:
    status, out, _ = notes(
        "add", "tram.txt", "--quote", "tested the brakes", "--note", "When?", "--label", "check", "--tag", "snow"
    )
    assert status == 0 and out.startswith("Saved as ")
    (row,) = listed(notes)
    assert (row["note"], row["label"], row["tags"], row["state"]) == ("When?", "check", ["snow"], "exact")
    assert TEXT[row["start"] : row["end"]] == "tested the brakes"  # type: ignore[misc]  # they are numbers


def test_a_label_that_nobody_has_set_up_is_refused_and_the_labels_are_named(notes: Run, home: Path) -> None:
    status, _, err = notes("add", "tram.txt", "--quote", QUOTES[0], "--label", "chek")
    assert status == 2 and "There is no label “chek”. Did you mean “check”?" in err and "doubt" in err
    assert "Did you mean" not in notes("add", "tram.txt", "--quote", QUOTES[0], "--label", "weather")[2]
    assert listed(notes) == []
    foreign = {"id": "from-elsewhere", "source": "tram.txt", "quote": QUOTES[0], "label": "weather"}
    (home / "in.json").write_text(json.dumps([foreign]), encoding="utf-8")
    assert notes("import", "in.json")[0] == 0
    assert notes("add", "tram.txt", "--quote", QUOTES[1], "--label", "weather")[0] == 0, "a label in use"
    (home / "own.toml").write_text('[[labels]]\nname = "Tide"\ncolor = "#aa0000"\nsign = "t"\n', encoding="utf-8")
    own = ("--config", "own.toml")
    assert notes("add", "tram.txt", "--quote", QUOTES[2], "--label", "tide", *own)[0] == 0
    assert sorted(str(row["label"]) for row in listed(notes)) == ["Tide", "weather", "weather"]


def test_a_note_that_was_interrupted_is_named_beside_the_list(notes: Run, home: Path) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[0], "--note", "Short")
    with open_store(home / "data") as store:
        (made,) = store.notebook.all()
        store.notebook.keep_draft(f"note {made.id}", "Short, and then")
    told = notes("list")[2]
    assert "because it is unfinished: “Short, and then”. Open “The tram line" in told
    with open_store(home / "data") as store:
        store.notebook.keep_draft(f"note {made.id}", "Short")
    assert notes("list")[2] == ""


def test_tags_in_a_note_are_in_every_list_and_quotation_marks_are_not_doubled(notes: Run) -> None:
    notes("add", "tram.txt", "--quote", "“Nobody tested", "--note", "When? #winter", "--tag", "wet snow")
    assert listed(notes)[0]["tags"] == ["wet snow", "winter"]
    assert "#wet-snow #winter\n          “Nobody tested”\n" in notes("list", "--format", "table")[1]
    for format, shown in (("markdown", "\n#wet-snow #winter · "), ("csv", ",wet snow; winter,")):
        assert shown in notes("export", "--format", format)[1]
    exported = notes("export", "--format", "json")[1]
    (own,) = read(exported, now="2026").highlights
    assert own.tags == ("wet snow",) and own.all_tags == ("wet snow", "winter"), "the tag of the note stays there"


def test_words_may_be_typed_with_other_quotation_marks(notes: Run) -> None:
    assert notes("add", "tram.txt", "--quote", '"Nobody tested', "--note", "x")[0] == 0
    assert listed(notes)[0]["quote"] == "“Nobody tested"


def test_words_that_are_missing_or_occur_twice_give_a_clear_message(notes: Run) -> None:
    status, _, err = notes("add", "tram.txt", "--quote", "a yeer late", "--note", "x")
    assert status == 2 and "does not contain" in err
    status, _, err = notes("add", "tram.txt", "--quote", "the snow", "--note", "x", "--number", "5")
    assert status == 2
    status, _, err = notes("add", "tram.txt", "--quote", "the maker", "--note", "x")
    assert status == 2 and "--number 1 to 2" in err
    assert notes("add", "tram.txt", "--quote", "the maker", "--number", "2")[0] == 0
    assert listed(notes)[0]["start"] == TEXT.rindex("the maker")


def test_a_missing_article_gives_a_clear_message(notes: Run) -> None:
    status, _, err = notes("add", "none.txt", "--quote", "x")
    assert status == 2 and "none.txt" in err
    assert notes("list", "none.txt")[0] == 2


def test_all_notes_are_listed_as_written_and_those_of_one_article_in_text_order(notes: Run) -> None:
    for quote in reversed(QUOTES):
        notes("add", "tram.txt", "--quote", quote)
    assert [row["quote"] for row in listed(notes)] == list(reversed(QUOTES))
    assert [row["quote"] for row in listed(notes, "tram.txt")] == list(QUOTES)


def test_notes_follow_a_changed_file_and_orphans_stay_listed(notes: Run, home: Path) -> None:
    for quote in QUOTES:
        notes("add", "tram.txt", "--quote", quote)
    new = "Updated.\n\n" + TEXT.replace("a year late", "two years late").replace(", who drives trams", "")
    (home / "tram.txt").write_text(new, encoding="utf-8")
    states = {row["quote"]: row["state"] for row in listed(notes, "tram.txt")}
    assert states == {
        "a year late": "changed",
        "tested the brakes": "moved",
        "who drives trams": "orphan",
        "the maker blamed the snow": "moved",
    }


def test_the_message_about_an_imported_note_that_fits_two_places_names_both(notes: Run, home: Path) -> None:
    notes("add", "tram.txt", "--quote", "a year late")
    once = "tested the brakes"
    items = [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:example:{number}",
            "type": "Annotation",
            "target": {
                "source": str(home / "tram.txt"),
                "selector": {"type": "TextQuoteSelector", "exact": exact},
            },
        }
        for number, exact in enumerate(("the maker", "words that are gone", once), start=1)
    ]
    (home / "one.jsonld").write_text(json.dumps(items))
    assert main(["library", "add", "--no-analysis", str(home / "tram.txt")]) == 0
    assert (
        notes("import", "one.jsonld")[1].splitlines()[-1]
        == "3 notes imported (2 without a certain place in the article)."
    )
    with open_store(home / "data", read_only=True) as store:
        states = {row.highlight.target.exact: row.state for row in store.notebook.rows()}
    assert states["words that are gone"] == "orphan" and states[once] == "exact", "the list of all notes says so"
    row = next(row for row in listed(notes, "tram.txt") if row["quote"] == "the maker")
    places = [match.span() for match in re.finditer("the maker", TEXT)]
    assert row["state"] == "orphan" and row["candidates"] == [list(place) for place in places]
    assert "orphan (2 possible places)" in notes("list", "tram.txt")[1]


def test_notes_on_a_missing_file_use_its_stored_text(notes: Run, home: Path) -> None:
    notes("add", "tram.txt", "--quote", "a year late")
    (home / "tram.txt").unlink()
    assert [row["quote"] for row in listed(notes, "tram.txt")] == ["a year late"]
    assert "a year late" in notes("export", "tram.txt")[1]


def test_notes_can_be_searched_and_filtered(notes: Run) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[0], "--note", "check the timetable", "--label", "check")
    notes("add", "tram.txt", "--quote", QUOTES[1], "--note", "winter #snow")
    assert [row["note"] for row in json.loads(notes("search", "timet", "--format", "json")[1])] == [
        "check the timetable"
    ]
    assert len(listed(notes, "--label", "check")) == len(listed(notes, "--tag", "snow")) == 1
    assert notes("search", "absent") == (0, "", "newsreader: There are no such notes.\n")
    assert "winter #snow" in notes("list")[1]


def test_notes_can_be_deleted_restored_and_undone(notes: Run) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[0], "--note", "mine")
    id = str(listed(notes)[0]["id"])
    assert "was moved to the trash" in notes("delete", id[:8])[1]
    assert listed(notes) == [] and "mine" in notes("trash")[1]
    assert "was restored" in notes("restore", id[:8])[1]
    assert "Moved back to the trash" in notes("undo")[1]
    assert "Restored from the trash" in notes("redo")[1]
    assert len(listed(notes)) == 1
    assert notes("restore", "nothing")[0] == 2


def test_every_export_format_contains_every_note(notes: Run) -> None:
    for number in range(12):
        notes("add", "tram.txt", "--quote", QUOTES[number % 4], "--note", f"note {number}.")
    for form in ("markdown", "jsonld", "csv", "json"):
        status, out, _ = notes("export", "--format", form)
        assert status == 0 and all(f"note {number}." in out for number in range(12)), form
    assert len(list(csv.DictReader(io.StringIO(notes("export", "--format", "csv")[1])))) == 12


def without_creators(value: object) -> object:
    if isinstance(value, list):
        return [without_creators(one) for one in value]
    if isinstance(value, dict):
        return {name: without_creators(one) for name, one in value.items() if name != "creator"}
    return value


def test_importing_an_export_into_an_empty_library_restores_the_notes(notes: Run, home: Path) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[1], "--note", "one\n\ntwo “three”", "--label", "doubt", "--tag", "a b")
    notes("add", "tram.txt", "--quote", QUOTES[0])
    first = notes("export", "--format", "jsonld")[1]
    before = listed(notes, "tram.txt")
    (home / "notes.jsonld").write_text(first, encoding="utf-8")
    assert notes("import", "notes.jsonld")[1] == "0 notes imported, 2 already in the library.\n"
    shutil.rmtree(home / "data")
    assert notes("import", "notes.jsonld")[1] == "2 notes imported.\n"
    assert without_creators(json.loads(first)) == json.loads(notes("export", "--format", "jsonld")[1])
    assert '"creator"' in first and '"creator"' not in notes("export", "--format", "jsonld", "--creator", "Bob")[1]
    assert listed(notes, "tram.txt") == before
    assert notes("import", "notes.jsonld")[1] == "0 notes imported, 2 already in the library.\n"


def test_exporting_again_into_a_file_keeps_text_added_by_hand(notes: Run, home: Path) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[0], "--note", "first")
    file = home / "my notes.md"
    file.write_text("# Mine\n", encoding="utf-8")
    assert notes("export", "-o", "my notes.md")[0] == 0
    file.write_text(file.read_text(encoding="utf-8") + "\nAlso mine.\n", encoding="utf-8")
    notes("add", "tram.txt", "--quote", QUOTES[1], "--note", "second")
    notes("export", "-o", "my notes.md")
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Mine\n") and text.endswith("\nAlso mine.\n")
    assert text.count("first") == text.count("second") == 1
    assert [p.name for p in home.iterdir() if "part" in p.name] == []


def test_an_export_does_not_overwrite_a_binary_file(notes: Run, home: Path) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[0])
    (home / "photo.md").write_bytes(b"\xff\xd8\xff")
    assert notes("export", "-o", "photo.md")[0] == 2
    assert (home / "photo.md").read_bytes() == b"\xff\xd8\xff"


def test_a_template_replaces_the_default_format(notes: Run, home: Path) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[0])
    (home / "form.txt").write_text("{% for a in articles %}{{ a.notes[0].quote }}{% endfor %}", encoding="utf-8")
    assert notes("export", "--template", "form.txt")[1] == "a year late"
    (home / "form.txt").write_text("{{ oh", encoding="utf-8")
    status, _, err = notes("export", "--template", "form.txt")
    assert status == 2 and "template" in err


def test_importing_another_kind_of_file_gives_a_clear_message(notes: Run) -> None:
    status, _, err = notes("import", "tram.txt")
    assert status == 2 and "JSON" in err
    assert notes("import", "none.json")[0] == 2


def test_a_backup_can_be_opened_in_another_folder(notes: Run, home: Path) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[0], "--note", "kept")
    assert notes("backup", str(home / "copy" / "newsreader.db"))[0] == 0
    with open_store(home / "copy") as store:
        assert [h.note for h in store.notebook.all()] == ["kept"]


def test_a_backup_overwrites_only_an_earlier_backup(notes: Run, home: Path) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[0])
    assert notes("backup", str(home / "copy.db"))[0] == 0
    assert notes("backup", "-o", str(home / "copy.db"))[0] == 0
    before = (home / "tram.txt").read_bytes()
    for target in ("tram.txt", str(home / "data" / "newsreader.db"), "."):
        status, _, err = notes("backup", target)
        assert status == 2 and err.count("\n") == 1
    assert (home / "tram.txt").read_bytes() == before


def test_check_says_that_the_store_is_sound(notes: Run) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[0])
    status, out, _ = notes("check")
    assert status == 0 and "is sound: 1 note, 1 article" in out


@pytest.mark.parametrize("backup", [True, False], ids=["with a copy", "without a copy"])
@pytest.mark.parametrize("harm", ["first page", "half"])
def test_a_damaged_store_is_reported_set_aside_and_recovered_as_far_as_readable(
    notes: Run, home: Path, harm: str, backup: bool
) -> None:
    for number in range(8):
        notes("add", "tram.txt", "--quote", QUOTES[number % 4], "--note", f"note {number} " + "y" * 400)
    path = home / "data" / "newsreader.db"
    if not backup:
        shutil.rmtree(home / "data" / "backups")
    if harm == "first page":
        path.write_bytes(os.urandom(4096) + path.read_bytes()[4096:])
    else:
        os.truncate(path, path.stat().st_size // 2)
    hurt = path.read_bytes()
    for command in (("list",), ("add", "tram.txt", "--quote", QUOTES[0]), ("export",)):
        status, out, err = notes(*command)
        assert status == 2 and "damaged" in err and out == ""
    assert path.read_bytes() == hurt
    status, _, err = notes("check")
    assert status == 1 and "--repair" in err
    status, out, _ = notes("check", "--repair")
    assert status == 0 and "set aside" in out
    (aside,) = (home / "data").glob("newsreader-damaged-*.db")
    assert aside.read_bytes() == hurt
    assert notes("add", "tram.txt", "--quote", QUOTES[0], "--note", "after")[0] == 0
    kept = {str(row["note"])[:6] for row in listed(notes)}
    assert {"after"} <= kept
    if backup:  # the daily backup was made with the first note
        assert "note 0" in kept


def test_a_repair_recovers_newer_notes_from_the_damaged_file(notes: Run, home: Path) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[0], "--note", "in the copy")
    notes("add", "tram.txt", "--quote", QUOTES[1], "--note", "only in the file")
    path = home / "data" / "newsreader.db"
    with sqlite3.connect(path) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'highlights_by_digest'").fetchone()[0]
    db.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = os.urandom(4096)
    path.write_bytes(bytes(data))
    assert notes("check")[0] == 1
    status, out, _ = notes("check", "--repair")
    assert status == 0 and "2 notes recovered, 1 of them" in out
    assert {row["note"] for row in listed(notes)} == {"in the copy", "only in the file"}


def test_a_store_in_use_by_another_program_is_not_repaired(notes: Run, home: Path) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[0])
    with open_store(home / "data"):
        from tui.store.errors import StoreBusy
        from tui.store.repair import repair

        with pytest.raises(StoreBusy):
            repair(home / "data")


def test_control_characters_in_a_note_never_reach_the_table(notes: Run) -> None:
    notes("add", "tram.txt", "--quote", QUOTES[0], "--note", "red \x1b[31m alert \u202e", "--tag", "\x07bell")
    out = notes("list")[1]
    assert "\x1b" not in out and "\u202e" not in out and "\x07" not in out
    assert listed(notes)[0]["note"] == "red \x1b[31m alert \u202e"


ADD = """
import os, signal, sys, time
from tui.cli.main import main

def add(number):
    quotes = sys.argv[1:]
    return main(["notes", "add", "tram.txt", "--quote", quotes[number % len(quotes)], "--note", f"note {number}"])

def begin(number):
    child = os.fork()
    if child == 0:
        os._exit(add(number))
    return child

def added(child):
    return os.waitpid(child, 0)[1] == 0

assert add(0) == 0
"""
"""Adds notes, all but the first in a process of its own: a fork of one that has loaded everything, so that all of its
time is spent on the note."""

KILLED = """
began = time.perf_counter()
assert added(begin(1))
reach = time.perf_counter() - began
safe = [0, 1]
for number in range(2, 12):
    child = begin(number)
    time.sleep(reach * number / 10)
    os.kill(child, signal.SIGKILL)
    if added(child):
        safe.append(number)
print("safe:", *safe, file=sys.stderr)
"""

AT_ONCE = """
children = [begin(number) for number in range(1, 7)]
assert all([added(child) for child in children])
"""


def run_program(program: str) -> str:
    """Run ADD and what follows it; returns what it wrote to standard error."""
    done = subprocess.run([sys.executable, "-c", ADD + program, *QUOTES], capture_output=True, text=True, check=True)
    return done.stderr


def test_killing_the_command_loses_no_acknowledged_note(notes: Run, home: Path) -> None:
    safe = {f"note {number}" for number in run_program(KILLED).partition("safe:")[2].split()}
    have = [str(row["note"]) for row in listed(notes)]
    assert {"note 0", "note 1"} <= safe <= set(have) <= {f"note {number}" for number in range(12)}
    assert len(have) == len(set(have))
    with open_store(home / "data") as store:
        assert store.check() == []


def test_several_commands_at_once_lose_no_note(notes: Run) -> None:
    run_program(AT_ONCE)
    assert sorted(str(row["note"]) for row in listed(notes)) == [f"note {number}" for number in range(7)]


def test_an_open_program_sees_notes_added_on_the_command_line(home: Path) -> None:
    with open_store(home / "data") as store:
        token = store.token()
        command = [sys.executable, "-m", "tui", "notes", "add", "tram.txt", "--quote", QUOTES[0], "--note", "new"]
        assert subprocess.run(command, capture_output=True).returncode == 0
        assert store.changed_since(token)
        assert [h.note for h in store.notebook.all()] == ["new"]
