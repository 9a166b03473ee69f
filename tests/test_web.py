from __future__ import annotations

import re

import pytest

from tui.formats.html import read_page
from tui.formats.load_error import LoadError, NoArticle
from tui.formats.loading import parse_article
from tui.formats.page_parts import join_parts
from tui.text.article import Article
from tui.text.safe import clean

BODY = """
<p>The harbour board voted on <b>Tuesday</b> to close the northern pier for the winter, after <i>divers</i> found
cracks in <a href="/piles">eleven of its forty</a> wooden piles.</p>
<p>The pier, which was built in 1921, is used by two ferries and some thirty fishing boats of the town.</p>"""

HEAD = """<title>Pier to close - The Harbour Post</title><meta property="og:site_name" content="The Harbour Post">
<meta name="author" content="Olu Adeyemi"><meta property="article:published_time" content="2024-02-06T10:00:00Z">"""


def page(body: str = BODY, head: str = HEAD) -> str:
    return (
        f"<!doctype html><html><head>{head}</head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>Pier to close</h1>{body}</article><footer>Copyright, all rights</footer></body></html>"
    )


def shapes(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.words(block.span)) for block in article.blocks]


def test_a_page_gives_its_article_and_the_metadata_in_its_head() -> None:
    article = read_page(page(), "pier.html")
    assert [kind for kind, _ in shapes(article)] == ["headline", "byline", "dateline", "paragraph", "paragraph"]
    assert (article.headline, article.byline, article.date) == ("Pier to close", "Olu Adeyemi", "2024-02-06")
    assert (article.site, article.format, article.source) == ("The Harbour Post", "html", "pier.html")
    assert "Copyright" not in article.text
    assert "trafilatura" in article.notices[0]
    assert len(article.notices) == 1


def test_emphasis_and_links_become_inlines() -> None:
    article = read_page(page(), url="https://example.org/news/pier")
    assert [(i.kind, article.words(i.span), i.href) for i in article.inlines] == [
        ("strong", "Tuesday", ""),
        ("emphasis", "divers", ""),
        ("link", "eleven of its forty", "https://example.org/piles"),
    ]
    assert article.url == "https://example.org/news/pier"


def test_lists_quotations_tables_and_code_become_blocks() -> None:
    article = read_page(
        page(
            BODY + "<h2>What next</h2><ul><li>One thing<ul><li>deep thing</li></ul></li><li>Two things</li></ul>"
            "<ol><li>first step</li><li>second step</li></ol>"
            "<blockquote><p>We would rather lose a winter than a boat, and so on and so forth.</p></blockquote>"
            "<table><tr><th>District</th><th>Votes</th></tr><tr><td>North</td><td>1,204</td></tr></table>"
            "<pre><code>a = 1\nb = 2</code></pre>" + BODY
        )
    )
    kinds = [(b.kind, b.level, b.bullet, article.words(b.span)) for b in article.blocks]
    assert ("heading", 2, "", "What next") in kinds
    assert ("list_item", 2, "◦", "deep thing") in kinds
    assert ("list_item", 1, "2.", "second step") in kinds
    assert ("block_quote", 1, "", "We would rather lose a winter than a boat, and so on and so forth.") in kinds
    assert ("table_row", 0, "", "North\t1,204") in kinds
    assert ("code", 0, "", "a = 1\nb = 2") in kinds


def test_a_comment_in_a_list_within_a_table_cell_is_ignored() -> None:
    table = "<table><tr><td>Piers</td><td><ul><li>north</li><!-- to do --><li>south</li></ul></td></tr></table>"
    assert ("table_row", "Piers\tnorth; south") in shapes(read_page(page(BODY + table + BODY)))


def test_a_page_cannot_insert_markdown_or_control_characters() -> None:
    article = read_page(
        clean(page(BODY + "<p>Some *stars* and [a](b) &lt;b&gt; &#27;[31m &#x202e;here, said the board.</p>"))
    )
    assert "Some *stars* and [a](b) <b>" in article.text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", article.text)


def test_two_line_breaks_separate_paragraphs() -> None:
    article = read_page(
        page(BODY + "<p>The pier is closed for the winter, said the board.<br>\n<br>It is old.<br>Very.</p>" + BODY)
    )
    words = [words for _, words in shapes(article)]
    assert "It is old.\nVery." in words
    assert not any("\n\n" in w for w in words)


@pytest.mark.parametrize(
    "said",
    [
        '"wordCount": 900',
        '"wordCount": "900"',
        '"articleBody": "' + "word " * 900 + '"',
        '"@graph": [{"wordCount": 900}]',
    ],
)
def test_a_page_that_announces_more_words_gives_a_warning(said: str) -> None:
    head = HEAD + f'<script type="application/ld+json">{{"@type": "NewsArticle", {said}}}</script>'
    assert any("looks cut off: the page says it has 900 words" in n for n in read_page(page(head=head)).notices)


def test_a_text_that_ends_in_mid_sentence_gives_a_warning() -> None:
    body = BODY + "<p>The ferries will land at the old customs quay until the spring comes and then they will</p>"
    assert "The text looks cut off: it ends in mid-sentence." in read_page(page(body)).notices


def test_a_text_that_ends_with_dots_gives_a_warning() -> None:
    body = BODY + "<p>The ferries will land...</p>"
    assert "The text looks cut off: it ends with “…”." in read_page(page(body)).notices


@pytest.mark.parametrize("said", ["false", '"False"'])
def test_a_page_that_is_not_free_to_read_gives_a_warning(said: str) -> None:
    head = HEAD + f'<script type="application/ld+json">{{"hasPart": {{"isAccessibleForFree": {said}}}}}</script>'
    assert any("not free to read" in notice for notice in read_page(page(head=head)).notices)


CHUNK = """<div class="body-chunk"><p>Part {0} of the report tells how the harbour board came to close the northern pier
of the town, what the divers of the county found under water in part {0}, and what the fishermen say of it.</p></div>"""


def test_an_article_in_several_parts_is_read_to_its_end() -> None:
    chunks = "<div class=ad>Buy a boat</div>".join(CHUNK.format(n) * 4 for n in ("one", "two", "three"))
    article = read_page(page(f"<div class=chunks>{chunks}</div>", HEAD))
    assert all(f"Part {n} of" in article.text for n in ("one", "two", "three"))
    assert "Buy a boat" not in article.text


def test_parts_of_which_only_the_first_was_extracted_are_joined() -> None:
    from lxml import html

    tree = html.document_fromstring("".join(CHUNK.format(n) * 2 for n in ("one", "two", "three")))
    first = tree.find(".//p").text_content()
    assert not join_parts(tree, ["Quite another article."])
    assert not join_parts(tree, [p.text_content() for p in tree.iter("p")])
    assert join_parts(tree, [first])
    (chunk, *others) = tree.iter("div")
    assert len(chunk.findall("p")) == 6
    assert not any(len(other) for other in others)


def test_broken_json_in_a_page_is_ignored() -> None:
    head = HEAD + '<script type="application/ld+json">{"wordCount": [' + "[" * 5000 + "</script>"
    assert len(read_page(page(head=head)).notices) == 1


def test_a_fragment_of_a_page_is_read_too() -> None:
    article = read_page("<p>The mayor said on Monday that the pier of the town will be closed for good.</p>")
    assert article.text == "The mayor said on Monday that the pier of the town will be closed for good."


def test_a_page_without_an_article_gives_a_clear_message() -> None:
    for html in ("<html><body></body></html>", "<html><body><script>1</script></body></html>"):
        with pytest.raises(LoadError, match="no article that newsreader could find"):
            parse_article(html, "empty.html", format="html")


@pytest.mark.parametrize(
    "heavy",
    [
        "<p>" * 700_000,
        "<table>" + "<tr><td>a</td><td>b</td></tr>" * 30_000,
        "<ul>" + "<li>a few words</li>" * 70_000,
        "<div " + " ".join(f"a{n}=x" for n in range(5_000)) + ">words</div>",
        ("<div>" + "word " * 4_000) * 200,
        ("<div>" + "<a href=/x>w</a> " * 100) * 200,
        "<div>" * 10_000 + "words",
    ],
    ids=["paragraphs", "table", "list", "attributes", "deep words", "deep links", "nesting"],
)
def test_a_page_too_large_to_process_is_refused_without_extracting_it(
    heavy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.formats.html._extracted", None)
    with pytest.raises(NoArticle, match="too large"):
        read_page(page(BODY + heavy))


def test_a_long_news_page_is_far_below_the_limit() -> None:
    nested = "<div>" * 30 + BODY * 500 + "</div>" * 30
    assert read_page(page(nested)).text.count("Tuesday") == 500


@pytest.mark.parametrize(
    "hostile",
    ["<div>" * 10_000 + "words", "<b>" * 5_000 + "x", "<a href='" * 2_000, "<table>" * 500, "<!--" * 1000, "&" * 10_000]
    + ["<svg><script>" * 300, "<ul><li>" * 800 + "deep", "<" * 5_000, "\x00\ud800<p>\uffff"]
    + ["<script type=application/ld+json>" * 5_000, "<ol>" + "<li>word" * 5_000],
    ids=range(12),
)
def test_hostile_pages_give_an_article_or_a_clear_message(hostile: str) -> None:
    for html in (hostile, page(BODY + hostile)):
        try:
            article = parse_article(html, "a", format="html")
        except LoadError as error:
            assert str(error).endswith(".")
        else:
            assert all(b.span.end <= len(article.text) for b in article.blocks)


def test_the_encoding_declared_in_a_page_is_used() -> None:
    html = page().replace("<head>", "<head><meta charset='iso-8859-1'>").replace("harbour", "harb\u00f6ur")
    article = parse_article(html.encode("latin-1"), "a.html", format="html")
    assert "harböur" in article.text
    assert not any("UTF-8" in notice for notice in article.notices)


@pytest.mark.parametrize(
    "said",
    [
        '<meta property="article:published_time" content="2024-02-06T10:00:00Z">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-02-06"}</script>',
        '<link rel="canonical" href="https://example.org/2024/02/06/pier">',
        '</head><body><time datetime="2024-02-06">yesterday</time>',
        '</head><body><span class="article-date">6 February 2024</span>',
        '</head><body><p class="published">Feb. 6, 2024</p>',
    ],
    ids=range(6),
)
def test_a_date_stated_in_a_page_is_the_date_of_the_article(said: str) -> None:
    assert read_page(page(head=f"<title>Pier</title>{said}")).date == "2024-02-06"


@pytest.mark.parametrize(
    "near",
    [
        "<footer>Copyright 2016 The Harbour Post</footer>",
        "<script>track('2024-02-06')</script>",
        '<img src="/uploads/2024/02/06/pier.jpg">',
        "<p>The last vote was in January 2016.</p>",
        '<p class="date">2016</p>',
    ],
    ids=range(5),
)
def test_no_date_is_guessed_if_the_page_states_none(near: str) -> None:
    article = read_page(page(BODY + near + BODY, head="<title>Pier</title>"))
    assert article.date is None
    assert "dateline" not in [block.kind for block in article.blocks]
