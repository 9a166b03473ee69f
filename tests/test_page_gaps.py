"""Web pages lose no part of their article without a warning."""

from __future__ import annotations

import pytest

from tui.formats.html import read_page
from tui.formats.loading import parse_article
from tui.text.article import Article

FIRST = "The harbour board met again in the spring, and the owners of the boats have begun to look for another harbour."
SECOND = "Captains said that the dispute would last until the autumn, when the new pier is due to open in the bay."
THIRD = "In the town of Kjelvik the council has asked the board to keep the pier, although traffic fell by a third."
SAID = "“We will not move,” said Otto Vik, the owner of the largest boat in the harbour."


def page(middle: str, *, article: bool = True, end: str = "") -> str:
    """A page with something inserted between its first and second paragraph, and at its end."""
    words = f"<h1>Harbour board meets</h1><p>{FIRST}</p>{middle}<p>{SECOND}</p><p>{THIRD}</p>{end}"
    words = f"<article>{words}</article>" if article else words
    return f"<!DOCTYPE html><html><head><title>Harbour board meets</title></head><body>{words}</body></html>"


def between(article: Article) -> list[tuple[str, str, str]]:
    """Kind, bullet and words of the blocks between the first and the second paragraph."""
    blocks = [(block.kind, block.bullet, article.words(block.span)) for block in article.blocks]
    words = [words for _, _, words in blocks]
    return blocks[words.index(FIRST) + 1 : words.index(SECOND)]


@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_a_list_in_a_page_without_an_article_element_stays_between_its_paragraphs(tag: str) -> None:
    found = read_page(
        page(f"<{tag}><li>The pier stays.</li><li>The state pays <b>half</b>.</li></{tag}>", article=False)
    )
    first, second = ("1.", "2.") if tag == "ol" else ("•", "•")
    assert between(found) == [("list_item", first, "The pier stays."), ("list_item", second, "The state pays half.")]


@pytest.mark.parametrize(
    ("middle", "words"),
    [
        (f"<div>{SAID}</div>", [SAID]),
        (f"<div>{SAID}<br><br>“Not now,” he said.</div>", [SAID, "“Not now,” he said."]),
        (f"<section><div>{SAID}</div></section>", [SAID]),
        (f"<pre>{SAID}</pre>", [SAID]),
        (f"<center>{SAID}</center>", [SAID]),
    ],
)
@pytest.mark.parametrize("article", [True, False])
def test_text_in_other_elements_stays_between_the_paragraphs(middle: str, words: list[str], article: bool) -> None:
    found = [words for _, _, words in between(read_page(page(middle, article=article)))]
    assert found == words


def test_a_list_in_a_table_cell_keeps_its_items() -> None:
    first = "<tr><td>Tue</td><td><ul><li>Closed</li><li>No boats</li></ul></td></tr>"
    found = read_page(page(f"<table>{first}<tr><td>Wed</td><td>Open</td></tr></table>"))
    assert [words for _, _, words in between(found)] == ["Tue\tClosed; No boats", "Wed\tOpen"]


def test_a_layout_table_becomes_paragraphs() -> None:
    html = (
        page(f"<p>{SAID}</p>", article=False)
        .replace("<body>", "<body><table><tr><td>")
        .replace("</body>", "</td></tr></table></body>")
    )
    assert [block.kind for block in read_page(html).blocks][-4:] == ["paragraph"] * 4


def test_a_table_of_figures_stays_a_table() -> None:
    rows = "<tr><th>Port</th><th>Boats</th></tr><tr><td>Elsa</td><td>14</td></tr><tr><td>Vigo</td><td>9</td></tr>"
    found = read_page(page(f"<table>{rows}</table>"))
    assert [kind for kind, _, _ in between(found)] == ["table_row"] * 3


def test_a_row_too_wide_to_show_becomes_text() -> None:
    table = "<table><tr>" + "".join(f"<td>cell {n}</td>" for n in range(200)) + "</tr></table>"
    found = read_page(page(table))
    assert "table_row" not in {block.kind for block in found.blocks}


@pytest.mark.parametrize("box", ["<aside class='correction'><p>{}</p></aside>", "<footer>{}</footer>", "<div>{}</div>"])
def test_a_correction_below_the_article_is_kept(box: str) -> None:
    words = "Correction: an earlier version gave the wrong name of the harbour."
    assert read_page(page("", end=box.format(words))).text.endswith(words)


@pytest.mark.parametrize(
    "picture",
    [
        "<figure><img src='a.png'><figcaption>{}</figcaption></figure>",
        "<div class='wp-caption'><img src='a.png'><p class='wp-caption-text'>{}</p></div>",
    ],
)
def test_a_caption_stays_in_its_place_and_appears_once(picture: str) -> None:
    words = "The boat of Otto Vik at the pier in the spring"
    assert between(read_page(page(picture.format(words)))) == [("caption", "", words)]


@pytest.mark.parametrize("words", ["Photo: Ida Holm", "Image copyright Kjelvik Pictures", "Pier"])
def test_a_caption_with_only_the_photographer_is_left_out(words: str) -> None:
    assert between(read_page(page(f"<figure><img src='a.png'><figcaption>{words}</figcaption></figure>"))) == []


@pytest.mark.parametrize(
    "promotion",
    [
        "<p>Advertisement</p>",
        "<p>Story continues below advertisement</p>",
        "<p>Sign up to our newsletter for the best of the harbour, every morning in your inbox.</p>",
        "<p><b>Read more:</b> <a href='/a'>Another harbour closes its pier for the winter</a></p>",
        "<h2>Related stories</h2><ul><li><a href='/a'>Another harbour closes</a></li></ul>",
        "<p>Follow us on Facebook and Instagram.</p>",
    ],
)
def test_a_promotion_between_paragraphs_is_left_out_and_reported(promotion: str) -> None:
    found = read_page(page(promotion))
    assert between(found) == []
    kept = read_page(page(""))
    assert found.text == kept.text


@pytest.mark.parametrize("name", ["advertisement", "ad", "ad-slot", "top-ad-container", "article__ads", "advert_box-2"])
def test_an_element_named_like_an_advertisement_is_left_out_and_reported(name: str) -> None:
    words = "Three pairs of sea boots for the price of two! Only today, only in our shop on the quay."
    found = read_page(page(f"<div class='wide {name}'><script>show()</script><p>{words}</p></div>"))
    assert between(found) == [] and "Three pairs of sea boots" in found.notices[0] and "show()" not in found.notices[0]


@pytest.mark.parametrize("name", ["no-ads", "with-ad", "advertorial", "adventure", "load", "has-advertising"])
def test_an_element_whose_name_only_resembles_an_advertisement_is_kept(name: str) -> None:
    assert [words for _, _, words in between(read_page(page(f"<div class='{name}'><p>{SAID}</p></div>")))] == [SAID]


def test_an_article_element_named_like_an_advertisement_is_kept() -> None:
    html = page(f"<p>{SAID}</p>").replace("<article", "<article class='ad'").replace("<body", "<body class='ads'")
    assert SAID in read_page(html).text


@pytest.mark.parametrize(
    "sentence",
    [
        "The board asked all owners to sign up for its newsletter, which nobody reads.",
        "Subscribe to the newsletter,” the board told the owners, “or you will hear of it too late.",
        "Read more carefully, the contract says that the harbour pays for the pier and the owners for the boats.",
        "Related costs rose by a third, said the board.",
        "Advertisement of the sale of the pier is forbidden by the law on harbours of the year before last.",
        "Follow us, the captains said, and the smaller boats did.",
    ],
)
def test_a_sentence_that_only_sounds_like_a_promotion_is_kept(sentence: str) -> None:
    assert [words for _, _, words in between(read_page(page(f"<p>{sentence}</p>")))] == [sentence]


@pytest.mark.parametrize(
    ("box", "name"),
    [
        (f"<aside><p>{SAID}</p></aside>", "an aside (“" + SAID[:20]),
        (f"<table><caption>{SAID}</caption><tr><td>1</td></tr></table>", "a caption (“" + SAID[:20]),
    ],
)
def test_a_box_that_is_left_out_is_reported(box: str, name: str) -> None:
    found = read_page(page(box))
    assert SAID in found.text or any(name in notice for notice in found.notices)


@pytest.mark.parametrize(
    "middle",
    [
        "<ul class='related'><li>Another harbour closes its pier for the winter.</li></ul>",
        "<ul><li><a href='/a'>Another harbour closes</a> its pier for the winter.</li></ul>",
        "<div class='newsletter-signup'>Get our letter every morning.</div>",
        "<nav><ul><li>Home.</li></ul></nav><div hidden>Not shown.</div><div style='display: none'>Nor this.</div>",
        "<div>Share</div><div>Author:</div>",
    ],
)
def test_links_and_advertisements_are_not_inserted_between_paragraphs(middle: str) -> None:
    assert between(read_page(page(middle, article=False))) == []


def test_a_page_too_long_to_check_comes_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.formats.page_gaps.MOST_WORK", 10)
    assert any("too long to check" in notice for notice in read_page(page("")).notices)


def test_restored_text_is_escaped_like_all_other_text() -> None:
    found = parse_article(page("<div>One &amp; <i>two</i>\x1b[31m.</div>", article=False), "p.html", format="html")
    assert "One & two" in found.text and "\x1b" not in found.text
