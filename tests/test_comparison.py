"""Two articles compared, and quotations shared by many articles. Texts are invented."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.reader import find
from tui.cli import compare as compare_command
from tui.cli.main import main
from tui.evidence.comparison import ComparedItem, compare, item_words, same_name
from tui.evidence.comparison_rows import ComparisonRow
from tui.evidence.figure_pairs import disagreeing_figures
from tui.evidence.figure_values import agree, may_agree, value_of
from tui.evidence.quote_groups import group_quotes
from tui.formats.loading import parse_article
from tui.text.analysis import Analysis, Entity, Figure, Mention, Quote, Speaker
from tui.text.analyzed import Analyzed
from tui.text.article import Article
from tui.text.quotation_marks import find_quoted_spans
from tui.text.span import Span

HERALD = (
    "---\ntitle: Ferry sinks\ndate: 2024-05-15\nsite: Herald\n---\n\n"
    "At least 12 people died in the accident, the police said.\n\n"
    "“We have lost neighbours and friends,” Mayor Tora Lind said. “This island will never be the same.”\n\n"
    "The rescue service sent two helicopters and eleven boats to the scene within the hour. The captain was questioned "
    "on Tuesday.\n\n"
    "“We will rebuild the pier,” Lind said. Prices rose by 3 percent in April."
)
TRIBUNE = (
    "---\ntitle: Fourteen dead\ndate: 2024-05-16\nsite: Tribune\n---\n\n"
    "Police said that at least 14 people died in the accident on Monday.\n\n"
    "The rescue service sent two helicopters and ten boats to the scene within the hour. The captain was questioned "
    "on Tuesday.\n\n"
    "“We have lost friends,” said Tora Lind. “This island will never be the same.”\n\n"
    "“Nobody told us that the boat was full,” Ida Holm said. Prices rose by 3 percent in April."
)


def analyzed(text: str, source: str) -> Analyzed:
    """The article with the parts of an analysis that are compared."""
    article = parse_article(text, source, format="markdown")
    body = article.text
    quotes: dict[int, Quote] = {}
    for block in article.blocks:
        spans = [
            Span(block.span.start + mark.outer_start, block.span.start + mark.outer_end)
            for mark in find_quoted_spans(article.words(block.span))
        ]
        if spans:
            name = "Ida Holm" if "Holm" in article.words(block.span) else "Tora Lind"
            quotes[block.span.start] = Quote("direct", tuple(spans), None, Speaker(None, name, name))
    sentences = tuple(
        Span(block.span.start + match.start(), block.span.start + match.end())
        for block in article.blocks
        for match in re.finditer(r"\S.*?[.!?]”?(?=\s|$)", article.words(block.span))
    )
    figures = tuple(
        Figure(span, label, next(sentence for sentence in sentences if sentence.contains(span)))
        for pattern, label in ((r"\b1\d(?= people)", "CARDINAL"), (r"\d percent", "PERCENT"))
        for span in [Span(*match.span()) for match in re.finditer(pattern, body)]
    )
    names = [name for name in ("Tora Lind", "Ida Holm") if name in body]
    entities = tuple(Entity(name, name, "PERSON", (Mention(find(body, name)),)) for name in names)
    found = Analysis(article.digest, "", sentences, entities, (), tuple(quotes.values()), (), figures)
    return Analyzed(source, article, found)


ONE, TWO = analyzed(HERALD, "herald.md"), analyzed(TRIBUNE, "tribune.md")


def of_kind(kind: str) -> list[ComparedItem]:
    return [item for item in compare(ONE, TWO) if item.kind == kind]


def test_a_quotation_in_both_articles_is_shown_with_the_words_that_differ() -> None:
    shared, ours, theirs = of_kind("quotation")
    assert (shared.state, ours.state, theirs.state) == ("changed", "first", "second")
    assert shared.first and shared.second and theirs.second
    assert item_words(ONE.article, shared, shared.first).startswith(
        "“We have lost neighbours and friends,” … “This island"
    )
    assert item_words(TWO.article, shared, shared.second) == (
        "“We have lost friends,” … “This island will never be the same.”"
    )
    assert [(one.printed, one.said) for one in shared.differences] == [("neighbours and", "")]
    assert theirs.name == "Ida Holm" and "boat was full" in TWO.article.words(theirs.second)


def test_the_same_words_attributed_to_another_speaker_count_as_changed() -> None:
    said = "“We have counted every boat in the harbour,” {} said."
    texts = [analyzed(said.format(name), f"{name}.md") for name in ("Lind", "Holm")]
    (item,) = [one for one in compare(*texts) if one.kind == "quotation"]
    assert (item.state, item.name, item.differences) == ("changed", "A Tora Lind · B Ida Holm", ())
    assert ComparisonRow(texts[0].article, texts[1].article, item).state == "other speaker"


def test_a_short_quotation_by_other_speakers_is_one_row_and_one_by_the_same_speaker_comes_first() -> None:
    ours = analyzed("Tora Lind called the pier “a gift.”", "a.md")
    holm = "Ida Holm called the pier “a gift.”"
    (item,) = [one for one in compare(ours, analyzed(holm, "b.md")) if one.kind == "quotation"]
    assert (item.has_other_speaker, item.name) == (True, "A Tora Lind · B Ida Holm")
    both = analyzed(f"{holm}\n\nTora Lind called the pier “a gift.”", "b.md")
    same, other = [one for one in compare(ours, both) if one.kind == "quotation"]
    assert (same.state, same.name, other.state, other.name) == ("same", "Tora Lind", "second", "Ida Holm")


def test_figures_about_the_same_thing_are_paired_and_equal_ones_left_out() -> None:
    (pair,) = of_kind("figure")
    assert [(one.printed, one.said) for one in pair.differences] == [("12", "14")]


def test_figures_at_the_end_of_a_sentence_are_paired_by_the_words_before_them() -> None:
    texts = [
        f"The council voted {votes} on Monday to dredge the basin, at a cost of ${cost} million."
        for votes, cost in (("7-4", 41), ("8-3", 44))
    ]
    one, two = (parse_article(text, "a.txt") for text in texts)
    ones, twos = (
        [
            Figure(Span(*match.span()), label, Span(0, len(text)))
            for label, pattern in (("MONEY", r"\$\d+ million"), ("CARDINAL", r"\d+-\d+"))
            for match in re.finditer(pattern, text)
        ]
        for text in texts
    )
    pairs = [(one.words(a.span), two.words(b.span)) for a, b in disagreeing_figures(one, ones, two, twos)]
    assert sorted(pairs) == [("$41 million", "$44 million"), ("7-4", "8-3")]
    assert not list(disagreeing_figures(one, ones, one, ones))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("A strike halted the digging for 11 weeks.", "A strike halted the digging for twelve weeks.", True),
        ("A strike halted the digging 11 weeks ago.", "A strike halted the digging 12 weeks ago.", False),
        ("A strike halted the digging for 11 weeks.", "A strike halted the digging for 3 months.", False),
        ("Lund ran the mill for 11 years.", "Lund was at the mill school for 12 years.", False),
    ],
)
def test_lengths_of_time_disagree_like_other_figures(first: str, second: str, expected: bool) -> None:
    sides = []
    for text in (first, second):
        found = re.search(r"\w+ (?:week|month|year)s(?: ago)?", text)
        assert found
        sides += [parse_article(text, "a.txt"), [Figure(Span(*found.span()), "DATE", Span(0, len(text)))]]
    assert bool(list(disagreeing_figures(*sides))) == expected  # type: ignore[arg-type]


def figures(text: str) -> tuple[Article, list[Figure]]:
    article = parse_article(text, "a.txt", format="text")
    matches = re.finditer(r"\$[\d.]+ million|\d+ percent|[\d,]+(?<=\d)(?! million)|hundreds", article.text)
    labels = {"$": "MONEY", "t": "PERCENT"}
    return article, [
        Figure(
            Span(*match.span()),
            labels.get(match[0][0], labels.get(match[0][-1], "CARDINAL")),
            Span(0, len(article.text)),
        )
        for match in matches
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "The cost, first put at $38 million, has risen to $51.5 million.",
            "The cost of the pier, first put at $38 million, has grown to $53 million, Lind said.",
            [("$51.5 million", "$53 million")],
        ),
        ("Lead was found in 12 of 98 homes sampled.", "Lead was found in 12 of 89 homes sampled.", [("98", "89")]),
        (
            "By May it had replaced 1,310, or a third, the director told the council.",
            "The director told the council that it had replaced 1,340 of 4,200 lead lines by May.",
            [("1,310", "1,340")],
        ),
        (
            "The plan cut costs from 12 to 10 boats a day.",
            "The plan cut costs from 13 to 11 boats a day.",
            [("12", "13"), ("10", "11")],
        ),
        ("The board approved a fence for $5 million.", "The board approved a pool for $3 million.", []),
        (
            "The report puts the damage of such a flood at $112 million.",
            "The surveyors put the damage of another flood at $121 million in a report.",
            [("$112 million", "$121 million")],
        ),
        (
            "Lind won by 60 points among 30 voters who said the market helps the town.",
            "Rifts include age (Holm leads by 29 points among the young, Lind by 21 points among voters over 50).",
            [],
        ),
        ("Some 1,150 homes were flooded.", "Two people died and 1,510 homes were flooded.", [("1,150", "1,510")]),
    ],
)
def test_figures_are_paired_beside_equal_ones_and_by_what_is_before_them(
    first: str, second: str, expected: list[tuple[str, str]]
) -> None:
    (one, ones), (two, twos) = figures(first), figures(second)
    pairs = disagreeing_figures(one, ones, two, twos)
    assert [(one.words(a.span), two.words(b.span)) for a, b in pairs] == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("£41m", "£41.6 million", True),
        ("about two-thirds", "67 percent", True),
        ("nearly 12,000", "11,950", True),
        ("6 in 10", "60 percent", True),
        ("$4 million", "$4.5 million", False),
        ("100", "101", False),
        ("1,310", "1,340", False),
        ("£41.6 million", "£41.9 million", False),
    ],
)
def test_a_rounded_figure_agrees_with_the_exact_one(one: str, other: str, expected: bool) -> None:
    assert agree(one, other) == agree(other, one) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("340", "hundreds", True),
        ("34", "hundreds", False),
        ("45,000", "tens of thousands", True),
        ("9,000", "tens of thousands", False),
        ("several thousand", "hundreds", False),
        ("some", "hundreds", False),
    ],
)
def test_a_figure_may_agree_with_words_that_say_only_how_large_it_is(one: str, other: str, expected: bool) -> None:
    assert may_agree(one, other) == may_agree(other, one) == expected


def test_words_for_an_unknown_number_hide_no_other_figure_that_disagrees() -> None:
    (one, ones) = figures("The port will cut 340 jobs by autumn.")
    for also, expected in (("", []), (" The port will cut 430 jobs by autumn.", [("340", "430")])):
        (two, twos) = figures(f"The port will cut hundreds of jobs by autumn.{also}")
        pairs = disagreeing_figures(one, ones, two, twos)
        assert [(one.words(a.span), two.words(b.span)) for a, b in pairs] == expected


def test_a_figure_that_the_other_article_has_in_another_sentence_does_not_disagree() -> None:
    (one, ones) = figures("The town approves a $38 million pier. The pier will cost $41.6 million.")
    (two, twos) = figures("The town approves a $41.6 million pier.")
    assert not list(disagreeing_figures(one, ones, two, twos))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "The new pier will cost $38 million.",
            "The new pier will now cost $44 million, up from an earlier estimate of $38 million.",
            [("$38 million", "$44 million")],
        ),
        (
            "The tunnel, which carries 7,300 lorries a day, was shut after a fire broke out in a ventilation shaft.",
            "It usually carries 6,100 lorries a day, according to the port authority, not 7,300 as the Gazette wrote.",
            [("7,300", "6,100")],
        ),
        (
            "The storm flooded 1,150 homes.",
            "The storm flooded 1,510 homes. An earlier version of this article said that it flooded 1,150 homes.",
            [("1,150", "1,510")],
        ),
        (
            "The grid will cost $38 million.",
            "The cost of the grid has gone from $38 million to $44 million.",
            [("$38 million", "$44 million")],
        ),
        (
            "The grid will cost $44 million, up from $38 million.",
            "The grid will cost $44 million, compared with $36 million.",
            [("$38 million", "$36 million")],
        ),
        ("The storm flooded not only 40 homes.", "The storm flooded 40 homes.", []),
        ("The state would pay 70 percent of the repairs.", "The town would pay 30 percent of the repairs.", []),
        (
            "The state would pay 70 percent of the repairs.",
            "The state would pay 30 percent of the repairs.",
            [("70 percent", "30 percent")],
        ),
    ],
)
def test_a_figure_that_an_article_calls_old_or_wrong_hides_no_disagreement_and_shares_of_a_whole_are_none(
    first: str, second: str, expected: list[tuple[str, str]]
) -> None:
    sides = [figures(text) for text in (first, second)]
    for (one, ones), (two, twos), order in ((*sides, 1), (*sides[::-1], -1)):
        pairs = disagreeing_figures(one, ones, two, twos)
        assert [(one.words(a.span), two.words(b.span)) for a, b in pairs] == [pair[::order] for pair in expected]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("12,400 kg", "12.4 tonnes", True),
        ("30 metres", "98 feet", True),
        ("five kilometres", "three miles", True),
        ("10 hectares", "25 acres", True),
        ("30 metres", "30 feet", False),
        ("14 tonnes", "12,400 kg", False),
        ("£5", "five pounds", True),
        ("60 miles an hour", "60 km an hour", True),
    ],
)
def test_a_figure_agrees_with_the_same_one_in_another_unit(one: str, other: str, expected: bool) -> None:
    assert agree(one, other) == agree(other, one) == expected


def test_a_copied_sentence_is_found_in_whichever_order_the_articles_are_compared() -> None:
    ours = "The trawler Ebba went down with 12,400 kg of cod on 20 May, the coast guard said in a statement."
    theirs = "The trawler Ebba sank with 12.4 tonnes of cod on 21 May, the coast guard said in a statement."
    one, two = analyzed(ours, "one.md"), analyzed(theirs, "two.md")
    (here,) = [item for item in compare(one, two) if item.kind == "passage"]
    (there,) = [item for item in compare(two, one) if item.kind == "passage"]
    assert here.first and there.second and here.first.overlaps(there.second)
    assert [(each.printed, each.said) for each in here.differences] == [
        (each.said, each.printed) for each in there.differences
    ]


def test_copied_passages_are_joined_and_their_changes_listed() -> None:
    (passage,) = of_kind("passage")
    assert passage.first and passage.second
    assert ONE.article.words(passage.first).startswith("The rescue") and passage.state == "changed"
    assert TWO.article.words(passage.second).endswith("questioned on Tuesday")
    assert [(one.printed, one.said) for one in passage.differences] == [("eleven", "ten")]
    article = parse_article("# A ferry stops\n\nBy Nora Eide\n\nThe boats lie idle.", "a.md", format="markdown")
    everything = Span(0, len(article.text))
    assert item_words(article, passage, everything) == "A ferry stops ¶ By Nora Eide ¶ The boats lie idle."


def test_sources_and_names_of_only_one_article_are_listed() -> None:
    sources = [(item.state, item.name, item.statements) for item in of_kind("source")]
    assert sources == [("same", "Tora Lind", (2, 1)), ("second", "Ida Holm", (0, 1))]
    rows = [ComparisonRow(ONE.article, TWO.article, item) for item in of_kind("source")]
    assert [row.state for row in rows] == ["a source of both", "only in the second"], "not the same words"
    table = list(compare_command.FORM.table(rows, 80))
    assert "  & Tora Lind: A 2 statements, B 1 statement" in table and "  B Ida Holm: B 1 statement" in table
    assert [(item.state, item.name) for item in of_kind("name")] == [("second", "Ida Holm")]
    assert same_name("the Police", "police") and same_name("Lind", "Tora Lind") and not same_name("Lind", "Lindqvist")


def test_an_article_compared_with_itself_shows_no_difference() -> None:
    items = compare(ONE, ONE)
    assert {item.state for item in items} == {"same"}
    assert not [item for item in items if item.differences]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("$4.5 million", 4.5e6),
        ("1,200", 1200.0),
        ("twelve", 12.0),
        ("twenty-five", 25.0),
        ("dozens", "dozens"),
        *((vote, "9-4") for vote in ("9-4", "9–4", "9 to 4", "nine to four")),
    ],
)
def test_figures_are_compared_by_value(words: str, value: float | str) -> None:
    assert value_of(words) == value


def test_nearly_equal_quotations_of_many_articles_are_grouped() -> None:
    third = analyzed(HERALD.replace("Herald", "Post").replace("2024-05-15", "2024-05-14"), "post.md")
    groups = group_quotes([ONE, TWO, third])
    assert [group.articles for group in groups] == [3, 2]
    forms = groups[0].forms
    assert [[(use.outlet, use.date) for use in form.uses] for form in forms] == [
        [("Post", "2024-05-14"), ("Herald", "2024-05-15")],
        [("Tribune", "2024-05-16")],
    ]
    assert group_quotes([ONE]) == []


def test_the_command_prints_the_comparison_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compare_command, "analyze_articles", lambda *_: [ONE, TWO])
    paths = []
    for name, text in (("herald.md", HERALD), ("tribune.md", TRIBUNE)):
        (tmp_path / name).write_text(text)
        paths.append(str(tmp_path / name))
    assert main(["compare", *paths]) == 0
    table = capsys.readouterr().out
    assert "Figures that disagree" in table and "A neighbours and · B (nothing)" in table
    assert main(["compare", *paths, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["kind"] for row in rows} == {"quotation", "figure", "passage", "source", "name"}
    assert main(["compare", *paths, "--format", "csv"]) == 0
    assert "name,only in the second," in capsys.readouterr().out


def test_a_comparison_reports_its_progress_and_can_be_cancelled() -> None:
    shares: list[float] = []
    compare(ONE, TWO, shares.append)
    assert len(shares) > 5 and shares == sorted(shares) and 0 <= shares[0] < shares[-1] <= 1

    def leave(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare(ONE, TWO, leave)


def test_a_quotation_that_one_article_prints_only_in_part_is_one_row() -> None:
    second = "“This island will never be the same,” Tora Lind said on Monday, and left."
    other = analyzed(second, "b.md")
    (row,) = [item for item in compare(ONE, other) if item.kind == "quotation" and item.second]
    assert row.state == "changed" and row.first is not None
    assert "We have lost neighbours" in item_words(ONE.article, row, row.first)


def test_a_quotation_cut_short_by_one_article_counts_as_changed() -> None:
    short = analyzed("“We will close the line,” Tora Lind said.", "a.md")
    long = analyzed("“We will close the line only if nobody rides it,” Tora Lind said.", "b.md")
    for one, two in ((short, long), (long, short)):
        (item,) = [item for item in compare(one, two) if item.kind == "quotation"]
        assert item.state == "changed"
    (item,) = [item for item in compare(short, long) if item.kind == "quotation"]
    assert [change.said for change in item.differences] == ["only if nobody rides it"]
    assert item.second
    assert item_words(long.article, item, item.second) == "“We will close the line only if nobody rides it,”"
    doubled = analyzed("“We will close the line,’’ Tora Lind said.", "c.md")
    (item,) = [item for item in compare(short, doubled) if item.kind == "quotation"]
    assert item.second and item_words(doubled.article, item, item.second) == "“We will close the line,”"
    (item,) = [item for item in compare(long, short) if item.kind == "quotation"]
    assert [change.printed for change in item.differences] == ["only if nobody rides it"]


def test_a_quotation_is_not_compared_with_the_words_of_the_next_speaker() -> None:
    one = analyzed("“The line is old, and we close it,” Tora Lind said. “You should know that soon.”", "a.md")
    text = "“The line is old and we shall close it,” Tora Lind said.\n\n“You had many years,” Ida Holm said."
    two = analyzed(text, "b.md")
    for first, second in ((one, two), (two, one)):
        both, holm = [item for item in compare(first, second) if item.kind == "quotation"]
        words = [set(pair) for pair in zip(*[(c.printed, c.said) for c in both.differences], strict=True)]
        assert (both.state, both.name) == ("changed", "Tora Lind") and "shall" in words[0] | words[1]
        assert not any("You had" in word for word in words[0] | words[1])
        assert holm.name == "Ida Holm" and holm.state in ("first", "second")
    (lind, _) = [item for item in compare(one, two) if item.kind == "quotation"]
    assert lind.second and two.article.words(lind.second).strip("“”,") == "The line is old and we shall close it"
    assert [change.printed for change in lind.differences] == ["", "You should know that soon"]


def test_quotations_that_share_a_sentence_are_one_row_with_the_rest_of_both() -> None:
    one = analyzed("“Nobody asked us about the noise,” Tora Lind said. “I want to sleep when it rains.”", "a.md")
    two = analyzed("“I want to sleep when it rains,” Tora Lind said. “I am old, and I have had enough.”", "b.md")
    for first, second, ours, theirs in (
        (one, two, "Nobody asked us about the noise", "I am old, and I have had enough"),
        (two, one, "I am old, and I have had enough", "Nobody asked us about the noise"),
    ):
        (item,) = [item for item in compare(first, second) if item.kind == "quotation"]
        assert (item.state, item.name) == ("changed", "Tora Lind")
        assert [(change.printed, change.said) for change in item.differences] == [(ours, ""), ("", theirs)]


def test_a_word_or_two_are_shared_only_as_a_whole_quotation() -> None:
    gift = analyzed("Tora Lind called the plan “a gift.”", "a.md")
    for text, shared in (
        ("“I had bought a gift for my wife on Monday,” Ida Holm said.", False),
        ("“I had bought a gift for my wife on Monday,” Tora Lind said.", False),
        ("Ida Holm called it “a gift.”", True),
        ("Tora Lind called it “a gift.”", True),
        ("Q: Why?\n\nA: I walked home.\n\nQ: And then?\n\nA: It was a gift that nobody was out.", False),
    ):
        for pair in ((gift, analyzed(text, "b.md")), (analyzed(text, "b.md"), gift)):
            items = [item for item in compare(*pair) if item.kind == "quotation"]
            assert any(item.first and item.second for item in items) == shared, text


def test_the_words_of_an_interview_have_the_speaker_that_the_analysis_names() -> None:
    said = "Q: Why?\n\nA: I walked home.\n\nQ: And then?\n\nA: The parents of a friend took me in that night."
    article = parse_article(said, "b.md", format="markdown")
    span = find(article.text, "The parents of a friend took me in that night.")
    quote = Quote("direct", (span,), None, Speaker(None, "Ida Holm", "e1"), unsure=True)
    heard = Analyzed("b.md", article, Analysis(article.digest, quotes=(quote,)))
    one = analyzed("Tora Lind spoke of “the parents of a friend” in May.", "a.md")
    (item,) = [item for item in compare(one, heard) if item.kind == "quotation" and item.first and item.second]
    assert (item.state, item.name) == ("changed", "A Tora Lind · B Ida Holm?")


def test_the_words_of_a_transcript_are_found_with_the_labels_of_their_speakers() -> None:
    said = "MAYOR LIND: Thank you.\n\nODD BERG: We will rebuild the pier.\n\nMAYOR LIND: We shall see."
    transcript = parse_article(said, "said.txt", format="text")
    heard = Analyzed("said.txt", transcript, Analysis(transcript.digest, "", (), (), (), ()))
    items = [item for item in compare(analyzed(HERALD, "herald.md"), heard) if item.kind == "quotation"]
    pier = next(item for item in items if item.first and item.second and "Berg" in item.name)
    assert (pier.state, pier.name) == ("changed", "A Tora Lind · B Odd Berg")


def test_the_command_says_if_no_figures_disagree() -> None:
    pieces = [parse_article(f"Mayor {name} asked for rain.", f"{name}.txt") for name in ("Lind", "Berg")]
    row = ComparisonRow(pieces[0], pieces[1], ComparedItem("name", "first", None, None, "Lind"))
    lines = list(compare_command.FORM.table([row], 80))
    assert "Figures that disagree: none found" in lines and not list(compare_command.FORM.table([], 80))
