from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.formats.front_matter import split_front_matter
from tui.formats.markdown import read_markdown, read_markdown_head
from tui.text.article import Article
from tui.text.safe import clean
from tui.text.span import Span

YAML_PARTS = [
    *("!!bool ", "!!timestamp ", "!!int ", "!!float ", "!!set ", "!!omap ", "!!binary ", "!x ", "maybe", "foo"),
    *("9" * 400, "2024-13-45", "1e999", ".inf", "0x", "&a ", "*a", "<<: ", "[", "]", "{", "}", "? ", "- ", ": "),
    *(":", "\n", "\n  ", "\t", "|", ">", "%", "@", "`", "'", '"', "#", "---\n", "\x00", "\ud800", "é", "words"),
    *("date: ", "= ", "a.b = "),
]


def shapes(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.words(block.span)) for block in article.blocks]


def marks(article: Article) -> list[tuple[str, str, str]]:
    return [(inline.kind, article.words(inline.span), inline.href) for inline in article.inlines]


def well_formed(article: Article) -> bool:
    """Blocks are in order, separated by two newlines; cells lie in their blocks, each inline in one block."""
    at = 0
    for number, block in enumerate(article.blocks):
        if block.span.start != at + (2 if number else 0) or block.span.end < block.span.start:
            return False
        if number and article.text[at : block.span.start] != "\n\n":
            return False
        if not all(block.span.contains(cell) for cell in block.cells):
            return False
        at = block.span.end
    inside = all(any(b.span.contains(i.span) for b in article.blocks) for i in article.inlines)
    return at == len(article.text) and inside and all(i.span.length > 0 for i in article.inlines)


def test_emphasis_markers_are_not_part_of_the_text() -> None:
    article = read_markdown("The **pier** is *closed*, ~~today~~ `now` says [the board](https://example.org/b).")
    assert article.text == "The pier is closed, today now says the board."
    assert marks(article) == [
        ("strong", "pier", ""),
        ("emphasis", "closed", ""),
        ("strikethrough", "today", ""),
        ("code", "now", ""),
        ("link", "the board", "https://example.org/b"),
    ]


def test_nested_inlines_are_kept_with_the_outer_one_first() -> None:
    article = read_markdown("a [**bold *and* more**](https://example.org)")
    assert [(kind, words) for kind, words, _ in marks(article)] == [
        ("link", "bold and more"),
        ("strong", "bold and more"),
        ("emphasis", "and"),
    ]


def test_headings_keep_their_level_and_the_first_level_one_heading_is_the_headline() -> None:
    article = read_markdown("# Pier *closed*\n\nWords.\n\n## What divers saw\n\nMore words.\n\n# Later\n")
    assert [(block.kind, block.level) for block in article.blocks if "head" in block.kind] == [
        ("headline", 0),
        ("heading", 2),
        ("heading", 1),
    ]
    assert article.headline == "Pier closed"


def test_a_paragraph_of_a_few_bold_words_is_a_heading() -> None:
    article = read_markdown("**What divers saw**\n\nWords.\n\n**They saw cracks.**\n\n**Note** this\n\n- **Item**\n")
    assert [block.kind for block in article.blocks] == ["heading", "paragraph", "paragraph", "paragraph", "list_item"]


def test_a_bold_byline_is_a_byline() -> None:
    article = read_markdown("# Pier\n\n**By Olu Adeyemi**\n\n**Feb. 6, 2024**\n\nWords.\n")
    assert [block.kind for block in article.blocks] == ["headline", "byline", "dateline", "paragraph"]


def test_list_items_keep_depth_bullet_and_further_paragraphs() -> None:
    article = read_markdown("- one\n\n  and more\n\n  - deep\n- two\n\n3. three\n4. four\n")
    items = [(article.words(b.span), b.kind, b.level, b.bullet) for b in article.blocks]
    assert items == [
        ("one", "list_item", 1, "•"),
        ("and more", "list_item", 1, ""),
        ("deep", "list_item", 2, "◦"),
        ("two", "list_item", 1, "•"),
        ("three", "list_item", 1, "3."),
        ("four", "list_item", 1, "4."),
    ]


def test_an_empty_item_is_still_an_item() -> None:
    article = read_markdown("- one\n-\n- three\n")
    assert [(article.words(b.span), b.bullet) for b in article.blocks] == [("one", "•"), ("", "•"), ("three", "•")]


def test_block_quotations_keep_their_depth() -> None:
    article = read_markdown("> one\n>\n> > two\n> - item\n\nout\n")
    assert [(b.kind, b.level, b.quoted) for b in article.blocks] == [
        ("block_quote", 1, 1),
        ("block_quote", 2, 2),
        ("list_item", 1, 1),
        ("paragraph", 0, 0),
    ]


def test_each_table_row_is_a_block_of_cells() -> None:
    article = read_markdown("| District | *Votes* |\n| --- | ---: |\n| North | 1,204 |\n| South | |\n")
    assert [(b.kind, b.header, [article.words(c) for c in b.cells]) for b in article.blocks] == [
        ("table_row", True, ["District", "Votes"]),
        ("table_row", False, ["North", "1,204"]),
        ("table_row", False, ["South", ""]),
    ]
    assert article.text == "District\tVotes\n\nNorth\t1,204\n\nSouth\t"
    assert marks(article) == [("emphasis", "Votes", "")]


def test_code_keeps_its_lines_and_a_rule_has_no_words() -> None:
    article = read_markdown("```py\na = 1\n\n\tb = 2\n```\n\n***\n\n    indented\n")
    assert shapes(article) == [("code", "a = 1\n\n    b = 2"), ("rule", ""), ("code", "indented")]


def test_a_soft_line_break_becomes_a_space_and_a_hard_one_a_newline() -> None:
    assert read_markdown("one\ntwo  \nthree\\\nfour<br>five").text == "one two\nthree\nfour\nfive"


def test_an_image_is_replaced_by_its_description() -> None:
    article = read_markdown("![The pier in *winter*](pier.jpg) stands.")
    assert article.text == "The pier in winter stands."
    assert ("link", "The pier in winter", "pier.jpg") in marks(article)


def test_html_tags_and_comments_are_removed_and_their_text_is_kept() -> None:
    article = read_markdown(
        'One <b>bold</b> word<!-- not this --> &amp; <a href="https://example.org/?a=1&amp;b=2">a link</a>.\n\n'
        "<div class='box'>\n<h2>Box</h2>\n<p>First <em>paragraph</em>.<p>Second &lt;one&gt;.\n"
        "<!-- nor\nthis -->\n</div>\n\n"
        "<script>\nalert('never')\n</script>\n\n<pre>\nkept   as is\n</pre>\n"
    )
    assert shapes(article) == [
        ("paragraph", "One bold word & a link."),
        ("heading", "Box"),
        ("paragraph", "First paragraph."),
        ("paragraph", "Second <one>."),
        ("code", "kept   as is"),
    ]
    assert marks(article) == [
        ("strong", "bold", ""),
        ("link", "a link", "https://example.org/?a=1&b=2"),
        ("emphasis", "paragraph", ""),
    ]


def test_an_inline_script_is_removed() -> None:
    assert read_markdown("The pier <script>alert(1)</script>is closed.").text == "The pier is closed."


def test_tags_in_capitals_are_recognised() -> None:
    article = read_markdown("<DIV>\n<P>One<SCRIPT>never()</Script> two</P>\n<PRE>a  b</PRE>\n</DIV>\n")
    assert shapes(article) == [("paragraph", "One two"), ("code", "a  b")]


def test_an_unclosed_tag_is_shown_as_written() -> None:
    assert read_markdown("<div id='a\n\nwords").text == "<div id='a\n\nwords"
    assert read_markdown("5 < 6 and <3").text == "5 < 6 and <3"


def test_character_references_cannot_introduce_control_characters() -> None:
    article = read_markdown("a&#27;[31m&#x202e;b&#x85;c\n\n<p>d&#27;e&#8238;f</p>\n\n[g](<a&#27;b>)\n")
    assert article.text == "a\ufffd[31mb\ufffdc\n\ndef\n\ng"
    assert "\x1b" not in article.inlines[0].href


def test_front_matter_gives_headline_byline_date_and_origin() -> None:
    article = read_markdown(
        "---\ntitle: Northern pier to close\nauthor: Olu Adeyemi\ndate: 2024-02-06\nsite: The Harbour Post\n"
        "url: https://example.org/pier\ndateline: PORT ELSE\n---\n\nThe pier is closed.\n"
    )
    assert article.headline == "Northern pier to close"
    assert article.byline == "Olu Adeyemi"
    assert article.date == "2024-02-06"
    assert article.site == "The Harbour Post"
    assert article.url == "https://example.org/pier"
    assert article.dateline == "PORT ELSE"
    assert shapes(article) == [
        ("headline", "Northern pier to close"),
        ("byline", "Olu Adeyemi"),
        ("dateline", "Feb. 6, 2024"),
        ("paragraph", "The pier is closed."),
    ]


def test_front_matter_is_not_shown_twice() -> None:
    article = read_markdown(
        "---\nheadline: Pier to close\nbyline: By Olu Adeyemi\ndate: Feb. 6, 2024\n---\n\n"
        "# Pier to close\n\nBy Olu Adeyemi\n\nFeb. 6, 2024\n\nThe pier is closed.\n"
    )
    assert [kind for kind, _ in shapes(article)] == ["headline", "byline", "dateline", "paragraph"]
    assert (article.byline, article.date) == ("Olu Adeyemi", "2024-02-06")


def test_the_date_of_the_front_matter_follows_the_byline_of_the_text() -> None:
    article = read_markdown("---\ntitle: Pier\ndate: 2024-02-06\n---\n# Pier\n\nBy Olu Adeyemi\n\nWords **here**.\n")
    assert [kind for kind, _ in shapes(article)] == ["headline", "byline", "dateline", "paragraph"]
    assert marks(article) == [("strong", "here", "")]


def test_spans_are_right_when_front_matter_adds_blocks() -> None:
    article = read_markdown("---\ntitle: Pier\n---\n\nA **bold** word.\n\n| a | b |\n|---|---|\n| c | d |\n")
    assert marks(article) == [("strong", "bold", "")]
    assert [article.words(cell) for b in article.blocks for cell in b.cells] == ["a", "b", "c", "d"]
    assert well_formed(article)


def test_front_matter_may_be_any_yaml() -> None:
    article = read_markdown(
        '---\ntitle: "Pier: \\"closed\\""\nauthors:\n  - Olu Adeyemi\n  - {name: Marta Lindqvist}\n'
        "date: 2024-02-06 10:00:00\ntags: [pier, 1]\nsource: The Harbour Post\n---\nWords.\n"
    )
    assert article.headline == 'Pier: "closed"'
    assert article.byline == "Olu Adeyemi, Marta Lindqvist"
    assert article.date == "2024-02-06"
    assert article.site == "The Harbour Post"
    assert article.url is None


def test_a_newspaper_named_as_source_is_the_site_even_with_an_address() -> None:
    found, _ = split_front_matter("---\nsource: The Harbour Post\nurl: https://example.org/pier\n---\nWords.\n")
    assert (found.site, found.url) == ("The Harbour Post", "https://example.org/pier")
    found, _ = split_front_matter("---\nsource: https://example.org/pier\n---\nWords.\n")
    assert (found.site, found.url) == (None, "https://example.org/pier")


def test_broken_front_matter_becomes_text_and_is_reported() -> None:
    article = read_markdown("---\ntitle: [never closed\n---\n\nWords.\n")
    assert "never closed" in article.text
    assert "not valid YAML" in article.notices[0]


@pytest.mark.parametrize(
    ("value", "headline"),
    [
        ("Storm at sea: what we know", "Storm at sea: what we know"),
        ("'Storm' at sea", "'Storm' at sea"),
        ('"Storm" at sea: the latest', '"Storm" at sea: the latest'),
        ("@harbour closes", "@harbour closes"),
        ("[Video] Storm: at sea", "[Video] Storm: at sea"),
        ("*Exclusive*: storm at sea", "*Exclusive*: storm at sea"),
        ("\tStorm at sea: more", "Storm at sea: more"),
        ("% of boats: none", "% of boats: none"),
        ("`Storm` at sea", "`Storm` at sea"),
        ("!!bool maybe", "maybe"),
        ("!!timestamp foo", "foo"),
        ("!!int 9:x", "9:x"),
    ],
)
def test_a_title_that_is_not_valid_yaml_is_read_literally(value: str, headline: str) -> None:
    article = read_markdown(f"---\ntitle: {value}\nauthor: Olu Adeyemi\n---\n\nWords.\n")
    assert (article.headline, article.byline, article.notices) == (headline, "Olu Adeyemi", ())
    assert article.text.endswith("Words.")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("“I never <inaudible> it,” said *Fors*.", "“I never <inaudible> it,” said Fors."),
        ("The boy, <name withheld>, was found.", "The boy, <name withheld>, was found."),
        ("<unclear>\n\nThe talk went on.", "<unclear>\n\nThe talk went on."),
        ("Paid <REDACTED> kroner.", "Paid <REDACTED> kroner."),
        ("A <b>bold</b> <span class=x>word</span><my-mark>.</my-mark>", "A bold word."),
    ],
)
def test_words_in_angle_brackets_are_kept_but_tags_are_not(source: str, text: str) -> None:
    assert read_markdown(source).text == text


def test_front_matter_may_be_toml() -> None:
    article = read_markdown('+++\ntitle = "Storm at sea"\ndate = 2024-02-06\nauthors = ["Olu Adeyemi"]\n+++\nWords.\n')
    assert (article.headline, article.date, article.byline) == ("Storm at sea", "2024-02-06", "Olu Adeyemi")
    broken = read_markdown("+++\ntitle = [\n+++\nWords.\n")
    assert "not valid TOML" in broken.notices[0] and "title = [" in broken.text


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(YAML_PARTS), max_size=12).map("".join))
def test_no_front_matter_raises_an_error(yaml: str) -> None:
    for fence in ("---", "+++"):
        assert "Words." in read_markdown(f"{fence}\ntitle: {yaml}\n{fence}\nWords.\n").text


@pytest.mark.parametrize("line", ["title: *a29", "<<: *a29"])
def test_yaml_that_expands_beyond_the_memory_is_refused(line: str) -> None:
    doubled = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    article = read_markdown(f"---\na0: &a0 {{x: y}}\n{doubled}{line}\n---\nThe text.\n", "a.md")
    assert "not valid YAML (line 3)" in article.notices[0]
    assert article.text.endswith("The text.")


def test_a_text_that_begins_with_a_rule_has_no_front_matter() -> None:
    assert shapes(read_markdown("---\n\nOne.\n\n---\n\nTwo.\n")) == [
        ("rule", ""),
        ("paragraph", "One."),
        ("rule", ""),
        ("paragraph", "Two."),
    ]


def test_simple_front_matter_needs_no_yaml_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)  # any import of it fails
    article = read_markdown("---\ntitle: \"Pier, closed\"\nauthor: 'Olu'\ndate: 2024-02-06\n---\n\nWords.\n")
    assert (article.headline, article.byline, article.date) == ("Pier, closed", "Olu", "2024-02-06")


def test_byline_date_and_dateline_are_found_in_the_text() -> None:
    article = read_markdown(
        "# Pier to close\n\n*By Olu Adeyemi and Marta Lindqvist*\n\nPublished Feb. 6, 2024, 5:30 p.m. ET\n\n"
        "PORT ELSE (AP) — The pier is closed.\n"
    )
    assert article.byline == "Olu Adeyemi and Marta Lindqvist"
    assert article.date == "2024-02-06"
    assert article.dateline == "PORT ELSE (AP)"
    assert [kind for kind, _ in shapes(article)] == ["headline", "byline", "dateline", "paragraph"]


def test_extremely_deep_nesting_loses_no_words() -> None:
    for deep in (
        ">" * 10_000 + " word",
        "\n".join(" " * 2 * i + "- w" for i in range(400)),
        "- " * 5_000 + "word",
        "*" * 10_000 + "word",
        "[" * 10_000 + "word",
        "<div>" * 10_000 + "word",
        "**a " * 5_000,
        "![" * 5_000 + "word",
        "<div><SCRIPT></SCRIPT>" * 20_000 + "word",
        "<div>" + "<script>" * 20_000 + "</script>word",
    ):
        article = read_markdown(deep)
        assert "w" in article.text or "a" in article.text
        assert well_formed(article)


def test_a_paragraph_with_hundreds_of_links_keeps_them_all() -> None:
    article = read_markdown(" ".join(f"[{n}](https://example.org/{n})" for n in range(300)))
    assert len(article.inlines) == 300


def test_brackets_that_are_never_closed_are_shown_as_text() -> None:
    article = read_markdown("[" * 60 + "*word*")
    assert article.text == "[" * 60 + "*word*"


def test_link_definitions_further_down_apply_in_the_head() -> None:
    filler = "Words that fill the page, with nothing in them at all.\n\n" * 40
    start = "# Title\n\nThe [board] met, [they say](https://example.org), at the [quay].\n\n" + filler
    whole = start + filler + "[board]: https://example.org/board\n"
    head = read_markdown_head(start, lambda: whole)
    assert head is not None
    full = read_markdown(whole)
    assert full.text.startswith(head.text)
    assert full.inlines[: len(head.inlines)] == head.inlines
    assert [kind for kind, _, _ in marks(head)] == ["link", "link"]
    assert "[quay]" in head.text


PIECE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["# h", "- a", "  - b", "1. c", "> q", "> > r", "```", "~~~", "| a | b |", "|---|---|", "***", "---", "<div>"]
        + ["</div>", "<!--", "-->", "<b>x", "</b>", "**", "_", "[x]", "[x]: /u", "![i](j", "[k](l)", "`", "\\", "    c"]
        + ["&#27;", "&#x202e;", "\x1b[2J", "\u202e", "\u2028", "\t", "", "", "By Jane Doe", "Nov. 3, 2023", "<a href='"]
    ),
)


def test_an_address_over_two_lines_is_one_address() -> None:
    (link,) = read_markdown('See <a href="https://example.org/\n\tnotes">the notes</a>.').inlines
    assert link.href == "https://example.org/notes"


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECE, max_size=30), st.sampled_from(["\n", " ", "\n\n"]))
def test_any_markdown_gives_valid_spans_and_no_control_characters(parts: list[str], between: str) -> None:
    article = read_markdown(clean(between.join(parts)))
    assert well_formed(article)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", article.text)
    assert all(not re.search("[\x00-\x1f\u202a-\u202e]", i.href) for i in article.inlines)
    for block in article.blocks:
        assert "\t" not in article.words(block.span) or block.kind == "table_row"
        assert block.span.length or block.kind in ("rule", "code", "list_item", "table_row")


@settings(deadline=None, max_examples=200)
@given(
    st.lists(PIECE, min_size=3, max_size=30),
    st.lists(PIECE, max_size=10),
    st.sampled_from(["\n", "\n\n"]),
    st.integers(1, 6),
)
def test_the_head_is_the_beginning_of_the_whole_article(
    parts: list[str], after: list[str], between: str, times: int
) -> None:
    start = clean((between.join(parts) + "\n") * times)
    whole_text = start + clean(between.join(after))
    head = read_markdown_head(start, lambda: whole_text)
    if head is None or "[x]: /u" in "".join(after):
        return
    whole = read_markdown(whole_text)
    assert whole.text.startswith(head.text)
    assert whole.blocks[: len(head.blocks)] == head.blocks
    assert whole.inlines[: len(head.inlines)] == head.inlines
    for name in ("headline", "byline", "dateline", "date"):
        assert getattr(whole, name) == getattr(head, name)
    assert Span(0, len(head.text)).length <= len(whole.text)


def test_footnotes_keep_their_numbers_and_every_word_of_their_sources() -> None:
    article = read_markdown(
        "The dam held.[^1] The mayor left.[^src]\n\n"
        "[^1]: https://example.org/report\n[^src]: <https://example.org/a>\n\n    Read on *3 March*.\n"
    )
    assert article.text == (
        "The dam held.[1] The mayor left.[src]\n\nhttps://example.org/report\n\nhttps://example.org/a\n\n"
        "Read on 3 March."
    )
    assert [block.bullet for block in article.blocks] == ["", "[1]", "[src]", ""]
    assert [block.kind for block in article.blocks[1:]] == ["list_item"] * 3


def test_endlessly_nested_footnotes_keep_their_words() -> None:
    assert "deep" in read_markdown("[^1]: " * 3_000 + "deep").text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[Fors]: Yes\n\n[Holm]: No.\n\nThe end.", "[Fors]: Yes\n\n[Holm]: No.\n\nThe end."),
        ("[Fors]: ...\n\n[Holm]: U.S.", "[Fors]: ...\n\n[Holm]: U.S."),
        ("[Fors]:\nYes", "[Fors]: Yes"),
        ("See [the report].\n\n[the report]: https://example.org", "See the report."),
        ("See [a][b] [c] [d].\n\n[b]: /b\n[c]: c.html 'C'\n[d]: <d>", "See a c d."),
    ],
)
def test_a_name_in_brackets_before_words_is_not_a_link_definition(source: str, text: str) -> None:
    assert read_markdown(source).text == text


def test_a_table_row_keeps_the_cells_beyond_its_header() -> None:
    article = read_markdown("| a | b |\n|---|---|\n| 1 | 2 | *three* | 4 |\n| 5 |\n")
    assert article.text == "a\tb\n\n1\t2\tthree\t4\n\n5\t"
    assert marks(article) == [("emphasis", "three", "")]
