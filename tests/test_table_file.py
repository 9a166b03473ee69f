"""Rows of a list, written to a file in the format of its suffix."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.export.table_file import write_table

COLUMNS = ("who", "words", "start")
ROWS = [("Tora Lind", "=We | close\x1b[31m", 3), ("", "“No”, he said", None)]


def test_the_suffix_of_the_file_name_decides_the_format(tmp_path: Path) -> None:
    for suffix in ("csv", "md", "json"):
        assert write_table(tmp_path / f"rows.{suffix}", COLUMNS, ROWS) == 2
    csv, table, array = ((tmp_path / f"rows.{suffix}").read_text() for suffix in ("csv", "md", "json"))
    assert csv.splitlines()[0] == "who,words,start" and "'=We" in csv and "\x1b" not in csv + table + array
    assert table.splitlines()[1] == "| --- | --- | --- |" and "We \\| close" in table
    assert json.loads(array)[1] == {"who": "", "words": "“No”, he said", "start": None}


def test_yes_and_no_are_written_the_same_in_every_format(tmp_path: Path) -> None:
    for suffix in ("csv", "md", "json"):
        write_table(tmp_path / f"rows.{suffix}", ("unsure", "marked"), [(True, False)])
    assert (tmp_path / "rows.csv").read_text() == "unsure,marked\nyes,no\n"
    assert "| yes | no |" in (tmp_path / "rows.md").read_text()
    assert json.loads((tmp_path / "rows.json").read_text()) == [{"unsure": True, "marked": False}]


def test_an_unknown_suffix_gives_a_clear_message_and_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"must end in \.csv, \.md or \.json"):
        write_table(tmp_path / "rows.xlsx", COLUMNS, ROWS)
    assert not list(tmp_path.iterdir())
