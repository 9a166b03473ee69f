"""Double-encoded text is reported with an example, and is read repaired if the reader asks for it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import ftfy.bad_codecs  # noqa: F401  # the codec for bytes that Windows-1252 does not define
import pytest

from tests.reader import TOPICS, find, reader, ready, screen, until
from tui.app import NewsReader
from tui.cli.main import main
from tui.cli.open import first_article
from tui.config.settings import Settings
from tui.formats.decoding import decode, repaired
from tui.formats.loading import load_article
from tui.library.opening import open_known
from tui.text.analysis import Analysis
from tui.text.article import Article


def spoilt(text: str) -> bytes:
    """The text, encoded twice."""
    return text.encode().decode("sloppy-windows-1252").encode()


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("The café of Málaga is naïve.", "“cafÃ©” for “café”"),
        ("It’s the mayor’s – and nobody’s.", "“Itâ€™s” for “It’s”"),
    ],
)
def test_double_encoded_text_is_reported(text: str, example: str) -> None:
    _, notices = decode(spoilt(text), "a.txt")
    assert [example in notice and "--repair-encoding" in notice for notice in notices] == [True]


def test_it_is_found_and_repaired_if_its_letters_were_then_split_into_letter_and_accent() -> None:
    split = unicodedata.normalize("NFD", spoilt("The café of Málaga.").decode()).encode()
    assert ["“cafÃ©” for “café”" in notice for notice in decode(split, "a.txt")[1]] == [True]
    assert repaired(split, "a.txt").decode() == "The café of Málaga."


@pytest.mark.parametrize(
    "text",
    [
        "The café of Málaga is naïve.",
        unicodedata.normalize("NFD", "SÃO PAULO, São Paulo, château, ÂGE"),
        "It’s the mayor’s – and nobody’s “own”.",
        "SÃO PAULO, Ângela e Índia",
        "Ã la carte. " * 9,
    ],
)
def test_sound_text_is_not_reported(text: str) -> None:
    assert decode(text.encode(), "a.txt")[1] == ()


SOUND = "The café of Málaga is naïve.\n\nIt’s the mayor’s – and nobody’s “own”.\n"


def test_a_repair_restores_every_letter_and_leaves_sound_lines_alone() -> None:
    assert repaired(spoilt(SOUND), "a.txt").decode() == SOUND
    first, second = SOUND.split("\n\n")
    assert repaired(spoilt(first) + b"\n\n" + second.encode(), "a.txt").decode() == SOUND
    assert repaired(SOUND.encode("cp1252"), "a.txt").decode() == SOUND


def test_the_command_line_option_reads_the_text_repaired(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(spoilt(SOUND))
    main(["show", "--text-only", str(path)])
    assert "cafÃ©" in capsys.readouterr().out
    main(["show", "--text-only", "--repair-encoding", str(path)])
    out, err = capsys.readouterr()
    assert "café of Málaga" in out and "encoded twice" not in err
    add = ["--data-dir", str(tmp_path / "data"), "library", "add", "--no-analysis", str(path)]
    main(add)
    assert f"{path}: The text seems to be encoded twice (“cafÃ©” for “café”)." in capsys.readouterr().err
    main([*add, "--repair-encoding"])
    out, err = capsys.readouterr()
    assert "1 changed" in out and not err
    main(add)
    out, err = capsys.readouterr()
    assert "1 already in the library" in out and "changed" not in out and not err, "the repair holds"
    path.write_bytes(spoilt(SOUND + "\nMore.\n"))
    main(add)
    out, err = capsys.readouterr()
    assert "1 changed" in out and "encoded twice" in err, "until the file changes"


async def test_the_program_reads_the_text_repaired_and_notes_move_with_their_words(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_bytes(spoilt("The café of Málaga is naïve, said the mayor’s aide.\n\nNobody else spoke on Monday.\n"))

    def nothing(article: Article) -> Analysis:
        return Analysis(article.digest, "test")

    app = reader(tmp_path, of=load_article(path))
    app.services.analyst.answer = nothing  # type: ignore[attr-defined]
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        session = screen(app).session
        assert session.store is not None
        for words in ("naÃ¯ve", "Nobody else"):
            session.store.notebook.add(session.article, find(session.article.text, words), note=words)
        await screen(app).run_action("repair_encoding")
        await until(pilot, lambda: "café of Málaga" in screen(app).session.article.text)
        await ready(pilot)
        here = screen(app).session
        assert [placed.words for placed in session.store.notebook.highlights(here.article)] == ["naïve", "Nobody else"]
        # From now on the file is read repaired.
        assert app.opener.repaired == {str(path)}
        known = open_known(session.store, str(path))
        assert known is not None and known.digest == here.article.digest
    assert first_article([str(path)]) == ([str(path)], None), "the library is asked first"
    again = NewsReader(Settings(), paths=[str(path)], topics=TOPICS, data_dir=str(tmp_path / "data"))
    again.services.analyst = app.services.analyst
    async with again.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        assert "café of Málaga" in screen(again).session.article.text and not screen(again).session.is_changed
