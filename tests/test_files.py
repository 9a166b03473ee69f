from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.formats import article_files, decoding
from tui.formats.article_files import find_articles
from tui.formats.decoding import MOST_LINES
from tui.formats.load_error import LoadError
from tui.formats.loading import guess_format, load_article, open_article, parse_article
from tui.formats.markdown import MOST_MARKS
from tui.text.article import Article

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_the_file_name_decides_the_format(tmp_path: Path) -> None:
    assert load_article(write(tmp_path, "a.md", "**bold**")).text == "bold"
    assert load_article(write(tmp_path, "a.txt", "**bold**")).text == "**bold**"
    assert load_article(write(tmp_path, "a.txt", "**bold**"), format="markdown").text == "bold"


def test_the_source_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "Words.")
    monkeypatch.chdir(tmp_path)
    assert load_article("a.txt").source == "a.txt"


def test_the_first_words_decide_the_format_if_the_name_does_not() -> None:
    assert guess_format("<!DOCTYPE html>\n<p>Words") == "html"
    assert guess_format("  <!-- saved -->\n<html lang=en>") == "html"
    assert guess_format("---\ntitle: Pier\n---\nWords") == "markdown"
    assert guess_format("# Pier\n\nWords") == "markdown"
    assert guess_format("The [board](https://example.org) met.") == "markdown"
    assert guess_format("The board met.\n\n- one\n- two\n") == "text"
    assert guess_format("We are #1 and *not* 2.") == "text"


def test_the_format_of_a_hostile_beginning_is_guessed_at_once() -> None:
    for text in ("<!-- -->" * 3000 + "x", "<!--" * 4000, "[" * 20_000, "**a" * 6000, "<?xml " * 3000, "a: b\n" * 4000):
        assert guess_format(text) in ("text", "markdown")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_without_a_notice_with_or_without_a_byte_order_mark(encoding: str) -> None:
    text = "López Obrador’s café — “open”."
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    article = parse_article(mark + text.encode(encoding), "a.txt", format="text")
    assert article.text == text
    assert article.notices == ()


def test_another_encoding_is_guessed_and_reported() -> None:
    text = "El señor López Obrador dijo que la reunión fue «muy útil» para México y España. " * 5
    article = parse_article(text.encode("cp1252"), "a.txt", format="text")
    assert article.text == text.strip()
    assert "not in UTF-8" in article.notices[0]


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii", "ISO_8859-1:1987", "windows-1252"])
@pytest.mark.parametrize("name", ["page", "server", "xml"])
def test_text_declared_as_latin_1_is_read_as_browsers_read_it(label: str, name: str) -> None:
    words = "“We’ll pay €5 – or 6 …,” the café’s owner said on Monday, and closed the door of the small café. " * 3
    declared = {"page": f"<meta charset={label}>", "server": "", "xml": f"<?xml version='1.0' encoding='{label}'?>"}[
        name
    ]
    page = f"{declared}<html><body><article><p>{words}</p></article></body></html>".encode("cp1252")
    article = parse_article(page, "a", format="html", encoding=label if name == "server" else None)
    assert article.text == words.strip()
    if name == "server":
        assert parse_article(words.encode("cp1252"), "a", format="text", encoding=label).text == words.strip()


def test_a_few_damaged_bytes_do_not_change_the_encoding() -> None:
    article = parse_article("López Obrador’s café, ñandú, “yes”".encode() * 20 + b"\xff", "a.txt", format="text")
    assert article.text.startswith("López Obrador’s")
    assert article.text.endswith("\ufffd")
    assert "not valid UTF-8" in article.notices[0]


def test_characters_that_reverse_the_writing_direction_are_removed_and_reported() -> None:
    article = parse_article("Pay \u202e001$\u202c now.", "a.txt", format="text")
    assert article.text == "Pay 001$ now."
    assert article.notices == ("2 hidden characters that reverse the writing direction were removed.",)


def test_anything_but_an_article_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    write(tmp_path, "folder/notes.docx", b"PK\x03\x04")
    cases = {
        "missing.txt": "No such file",
        "folder": "is a folder",
        "empty.txt": "is empty",
        "blank.txt": "is empty",
        "picture.txt": "is not text",
        "archive.md": "an office document",
        "paper.txt": "is not text but a PDF",
        "bytes.txt": "looks like a binary file",
        "comment.md": "contains no text",
        "bad\0name": "cannot be read",
    }
    write(tmp_path, "empty.txt", "")
    write(tmp_path, "blank.txt", " \r\n\t\n\u200b")
    write(tmp_path, "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    write(tmp_path, "archive.md", b"PK\x03\x04" + b"\x00\x01\x02" * 50)
    write(tmp_path, "paper.txt", b"%PDF-1.7\nwords")
    write(tmp_path, "bytes.txt", bytes(range(32)) * 40 + b"\xff")
    write(tmp_path, "comment.md", "<!-- nothing -->")
    for name, words in cases.items():
        with pytest.raises(LoadError) as caught:
            load_article(tmp_path / name)
        sentence = str(caught.value)
        assert words in sentence
        assert sentence.endswith(".")
        assert not STEERING.search(sentence)


def test_no_file_name_can_send_control_characters_to_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(LoadError) as caught:
        load_article(tmp_path / "a\x1b[2J\u202eb.txt")
    assert "\x1b" not in str(caught.value)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_read_permission_gives_a_clear_message(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Words.")
    path.chmod(0)
    with pytest.raises(LoadError, match="permission"):
        load_article(path)


@pytest.mark.skipif(os.name == "nt", reason="named pipes")
def test_a_named_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LoadError, match="not a regular file"):
        load_article(tmp_path / "pipe")


def test_a_file_over_the_limit_is_refused_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (article_files, decoding):
        monkeypatch.setattr(module, "MOST_BYTES", 1000)
    with pytest.raises(LoadError, match="too large"):
        load_article(write(tmp_path, "a.txt", "x" * 2000))
    with pytest.raises(LoadError, match="too long"):
        parse_article("x" * 2000, "-", format="text")


def test_the_message_about_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(LoadError, match="html, markdown, text"):
        parse_article("words", "-", format="docx")


def test_folders_are_expanded_into_their_articles(tmp_path: Path) -> None:
    for name in ("news/b.md", "news/a.txt", "news/deep/c.html", "news/.hidden.md", "news/.git/d.md", "news/e.png"):
        write(tmp_path, name, "x")
    single = write(tmp_path, "single.dat", "x")
    found = find_articles([str(single), tmp_path / "news"])
    assert found == [single, *(tmp_path / "news" / name for name in ("a.txt", "b.md", "deep/c.html"))]


def test_a_folder_without_articles_and_a_missing_path_give_clear_messages(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"contains no articles \(.html, .md or .txt files\)"):
        find_articles([tmp_path])
    with pytest.raises(LoadError, match="No such file"):
        find_articles([tmp_path / "missing"])


def test_a_misspelt_path_gets_the_most_similar_name_as_a_suggestion(tmp_path: Path) -> None:
    (tmp_path / "port-vote.md").write_text("Words.")
    with pytest.raises(LoadError, match=r"No such file: .*port-vot.md. Did you mean .*/port-vote.md\?"):
        load_article(tmp_path / "port-vot.md")


def long_text(paragraphs: int = 3000) -> str:
    return "\n\n".join(
        f"§{n} The pier is closed, said the board, and will be for the winter." for n in range(paragraphs)
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", long_text()),
        (
            "a.md",
            "# Pier\n\nBy Olu Adeyemi\n\n"
            + long_text().replace("board", "**board** of [the port]")
            + "\n\n[the port]: /u\n",
        ),
        ("a.txt", "Pier closed\nBy Olu Adeyemi\n" + long_text().replace("\n\n", "\n")),
    ],
    ids=["text", "markdown", "lines"],
)
def test_opening_a_long_article_gives_its_head_first_and_then_the_whole(tmp_path: Path, name: str, text: str) -> None:
    path = write(tmp_path, name, text)
    opening = open_article(path)
    assert not opening.complete
    whole, head = opening.rest(), opening.head
    assert 10_000 < len(head.text) < len(whole.text)
    assert whole.text.startswith(head.text)
    assert whole.blocks[: len(head.blocks)] == head.blocks
    assert whole.inlines[: len(head.inlines)] == head.inlines
    assert (whole.headline, whole.byline, whole.source) == (head.headline, head.byline, head.source)
    assert whole == load_article(path)


def test_opening_a_short_article_gives_all_of_it(tmp_path: Path) -> None:
    opening = open_article(write(tmp_path, "a.md", "# Pier\n\nWords."))
    assert opening.complete
    assert opening.rest() is opening.head


def test_opening_a_long_binary_file_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="binary"):
        open_article(write(tmp_path, "a.txt", b"\x00words\n" * 30_000))


def test_a_long_file_in_another_encoding_is_opened_whole(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-32", "cp1252"):
        opening = open_article(
            write(tmp_path, "a.txt", long_text().replace("board", "bo\u00e4rd").encode(encoding, "replace"))
        )
        assert opening.complete
        assert "bo\u00e4rd" in opening.head.text


def test_a_long_text_that_cannot_be_divided_is_opened_whole(tmp_path: Path) -> None:
    for name, text in (("a.txt", "word " * 30_000), ("a.md", "- item\n" * 20_000), ("b.txt", "café " * 30_000)):
        opening = open_article(write(tmp_path, name, text.encode("utf-8" if name[0] == "a" else "cp1252")))
        assert opening.complete
        assert opening.head.text


def test_reading_plain_text_imports_no_heavy_library(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", long_text())
    code = (
        "import sys; from tui.formats.loading import open_article; open_article(sys.argv[1]).rest();"
        "heavy = {'markdown_it', 'yaml', 'charset_normalizer', 'lxml', 'trafilatura', 'httpx2', 'spacy', 'textual'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def fit_to_paint(article: Article) -> bool:
    inside = all(0 <= b.span.start <= b.span.end <= len(article.text) for b in article.blocks)
    return inside and not STEERING.search(article.text)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass"))))
def test_any_bytes_give_an_article_or_a_clear_message(data: bytes) -> None:
    for format in ("text", "markdown"):
        try:
            assert fit_to_paint(parse_article(data, "a", format=format))
        except LoadError as error:
            assert str(error).endswith(".")


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_huge_lines_and_deep_nesting_are_read(format: str) -> None:
    for text in (
        "x" * 1_000_000,
        "word " * 200_000,
        "> " * 10_000 + "deep",
        "\x1b" * 100_000 + "a",
        "[" * 60_000 + "a",
    ):
        assert fit_to_paint(parse_article(text, "a", format=format))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\f"])
def test_a_file_with_too_many_lines_is_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "log.txt"
    path.write_bytes((f"a{ending}" * (MOST_LINES + 10)).encode())
    for read in (load_article, open_article):
        with pytest.raises(LoadError, match="lines; newsreader reads 400,000 at most"):
            read(path)


@pytest.mark.parametrize("marks", ["- a\n", "*a* b " * 10 + "\n\n", "| a | b |\n"])
def test_markdown_with_too_much_markup_is_shown_as_plain_text(tmp_path: Path, marks: str) -> None:
    path = tmp_path / "long.md"
    path.write_text("# Pier\n\nThe board met.\n\n" + marks * (MOST_MARKS // marks.count(marks[0]) + 10))
    opening = open_article(path)
    article = opening.rest()
    assert article.text.startswith(opening.head.text)
    assert article.text.startswith("# Pier")
    assert any("too long to read as Markdown" in notice for notice in article.notices)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("times", [1, 4_000])
def test_utf_16_without_a_byte_order_mark_is_read_and_reported(tmp_path: Path, encoding: str, times: int) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(("The café is closed, the owner said on Monday.\n\n" * times).encode(encoding))
    article = open_article(path).rest()
    assert article.text.startswith("The café is closed, the owner said on Monday.")
    assert any("UTF-16" in notice for notice in article.notices)


def test_an_address_without_https_gets_the_advice_to_add_it() -> None:
    for word in ("www.example.org", "news.example.org/a/b"):
        with pytest.raises(LoadError, match="begin it with https://"):
            load_article(word)
    with pytest.raises(LoadError, match="No such file: folder/a.md.$"):
        load_article("folder/a.md")


def test_the_message_about_an_unsupported_address_names_the_supported_ones() -> None:
    for word in ("file:///etc/passwd", "ftp://example.org/a"):
        for read in (load_article, open_article):
            with pytest.raises(LoadError, match="http:// or https://"):
                read(word)


@pytest.mark.parametrize("read", [load_article, open_article, lambda path: find_articles([path])])
def test_an_empty_name_does_not_mean_the_current_folder(read: Callable[[str], object]) -> None:
    with pytest.raises(LoadError, match="name is empty"):
        read("")


@pytest.mark.parametrize("start", [b"<?xml version='1.0'?>\n<rss version='2.0'>", b"<feed xmlns='a'>", b" <opml>"])
def test_a_feed_opened_as_an_article_gets_a_hint_at_the_feed_command(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "news.xml"
    path.write_bytes(start + b"<channel/>")
    for read in (load_article, open_article):
        with pytest.raises(LoadError, match="newsreader feed"):
            read(path)
