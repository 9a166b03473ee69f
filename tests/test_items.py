"""The rows of the sidebar lists and of the cards, as plain data."""

from __future__ import annotations

import dataclasses
import re

import pytest
from msgspec.structs import replace
from textual.content import Content

from tests.reader import analysis, article, find
from tui.cli.quotes import FORM, QuoteRow
from tui.evidence.timeline import timeline
from tui.export.csv_row import in_words
from tui.export.plain_lines import figure_lines
from tui.formats.loading import parse_article
from tui.text.analysis import (
    Analysis,
    Entity,
    Figure,
    Mention,
    Pronoun,
    Quote,
    QuoteKind,
    Role,
    Speaker,
)
from tui.text.safe import cells
from tui.text.span import Span
from tui.widgets.lists.card_items import entity_card, quote_card
from tui.widgets.lists.figures_list import figure_items
from tui.widgets.lists.item import Item, again, counted, in_order_of, passing
from tui.widgets.lists.narrowing import said_by, within
from tui.widgets.lists.outline_list import outline_items
from tui.widgets.lists.people_list import entity_items
from tui.widgets.lists.quotes_list import LIST, kind_of, quote_items
from tui.widgets.lists.row_text import in_lines, short_name
from tui.widgets.lists.sidebar_list import ListSource
from tui.widgets.lists.timeline_list import timeline_items

ARTICLE = article()
FOUND = analysis(ARTICLE)


def row(key: str, *spans: Span, heading: bool = False) -> Item:
    return Item(key, Content(key), spans, key, heading)


def plain(items: list[Item]) -> list[str]:
    return [item.line.plain for item in items]


def test_a_long_name_of_a_person_keeps_the_surname() -> None:
    assert short_name("Andrés Manuel López Obrador", 30, person=True) == "Andrés Manuel López Obrador"
    assert short_name("Andrés Manuel López Obrador", 24, person=True) == "A. Manuel López Obrador"
    assert short_name("Andrés Manuel López Obrador", 21, person=True) == "A. M. López Obrador"
    assert short_name("Andrés Manuel López Obrador", 14, person=True) == "López Obrador"
    assert short_name("Andrés Manuel López Obrador", 9, person=True) == "Obrador"
    assert short_name("Joe Biden", 8, person=True) == "J. Biden"
    assert short_name("Андрей Лопес?", 8) == "Андрей…?"  # the sign of doubt stays


def test_shortened_names_of_similar_organisations_remain_distinct() -> None:
    one = short_name("Department of Homeland Security", 24)
    other = short_name("Department of Homeland Planning", 24)
    assert one != other and one.startswith("Dep") and one.endswith("Security")
    assert cells(one) <= 24 and cells(other) <= 24


def test_a_shortened_name_never_takes_more_cells_than_available() -> None:
    for name in (
        "Verwaltungsgemeinschaft",
        "東京都知事の小池百合子さん",
        "Ministry of the Interior and Local Affairs",
        "Bo",
    ):
        for width in (4, 7, 12, 20):
            for person in (True, False):
                assert cells(short_name(name, width, person=person)) <= width


def test_rows_of_names_fill_their_width_exactly() -> None:
    long = Entity("e9", "Confederation of Northern Fishery Cooperatives", "ORG", (Mention(Span(0, 5)),))
    found = replace(FOUND, entities=(*FOUND.entities, long))
    for width in (24, 34, 60):
        for item in entity_items(found, width=width):
            assert cells(item.line.plain) == width or item.heading


def test_an_unsure_name_has_a_question_mark_and_a_confirmed_one_a_tick() -> None:
    unsure = replace(FOUND.entities[0], mentions=(Mention(Span(0, 5)), Mention(Span(9, 12), unsure=True)))
    settled = replace(FOUND.entities[1], confirmed=True)
    rows = plain(entity_items(replace(FOUND, entities=(unsure, settled))))
    assert any(line.startswith("? Tora Lind") and "✓" not in line for line in rows)
    assert any(line.startswith("✓ Odd Berg") and "?" not in line for line in rows)


def test_names_are_sorted_by_count_or_by_appearance() -> None:
    late = Entity("e5", "Ida Holm", "PERSON", tuple(Mention(Span(700 + n, 701 + n)) for n in range(9)))
    found = replace(FOUND, entities=(*FOUND.entities, late))
    assert [item.key for item in entity_items(found) if not item.heading][:3] == ["e5", "e1", "e2"]
    assert [item.key for item in entity_items(found, by_place=True) if not item.heading][:3] == ["e1", "e2", "e5"]


def test_a_row_of_a_quotation_shows_speaker_verb_kind_and_doubt() -> None:
    first, second = quote_items(ARTICLE, FOUND, in_text_order=True, width=60)
    who, *words = first.line.plain.split("\n")
    assert "Lind said" in who and who.endswith("direct") and "?" not in who
    assert "We have waited ten years" in words[0]
    assert second.line.plain.startswith("? Odd Berg said")


def test_a_preposition_stands_before_the_name_it_belongs_to() -> None:
    text = "According to one of them, the boats would sail from May."
    of = parse_article(text, "a.md", format="markdown")
    said = find(text, "the boats would sail from May")
    quote = Quote("indirect", (said,), find(text, "According to"), Speaker(find(text, "one of them"), None, None))
    found = replace(FOUND, quotes=(quote,))
    (row,) = quote_items(of, found, in_text_order=True, width=60)
    assert row.line.plain.startswith("  According to one of them ")
    heading, row = quote_items(of, found, width=60)
    assert heading.line.plain.startswith("one of them") and "According" not in row.line.plain


def test_quotations_are_grouped_under_their_speakers_who_are_not_repeated() -> None:
    rows = quote_items(ARTICLE, FOUND, width=60)
    assert [item.line.plain for item in rows if item.heading] == ["Tora Lind (1)", "Odd Berg (1)"]
    assert "Lind" not in rows[1].line.plain.split("\n")[0]


def test_the_addressee_is_shown_if_there_is_room() -> None:
    said = replace(FOUND.quotes[0], addressee=Speaker(None, "Odd Berg", "e2"))
    found = replace(FOUND, quotes=(said,))
    assert "said → Odd Berg" in quote_items(ARTICLE, found, in_text_order=True, width=60)[0].line.plain
    assert "→" not in quote_items(ARTICLE, found, in_text_order=True, width=16)[0].line.plain


def test_joint_speakers_are_all_named_if_there_is_room() -> None:
    said = replace(FOUND.quotes[0], also=(Speaker(None, "Odd Berg", "e2"),), via=Speaker(None, "Herald", None))
    found = replace(FOUND, quotes=(said,))
    shown = {
        width: quote_items(ARTICLE, found, width=width, in_text_order=True)[0].line.plain.split("\n")[0]
        for width in (70, 34, 20)
    }
    assert "Lind + Odd Berg said" in shown[70] and "Lind + Odd Berg" in shown[34]
    assert "+" in shown[20] and cells(shown[20]) <= 20
    (group, *_) = quote_items(ARTICLE, found, width=60)
    assert group.line.plain == "Tora Lind and Odd Berg (1)"
    assert [quote.also for quote in said_by(ARTICLE, found, "odd berg").quotes] == [said.also]
    assert "herald" in quote_items(ARTICLE, found)[1].search


def test_rows_of_quotations_stay_within_their_width() -> None:
    long = Speaker(None, "Andrés Manuel López Obrador", "e1")
    said = tuple(replace(quote, speaker=long, unsure=True) for quote in FOUND.quotes)
    for width in (20, 33, 60):
        for in_text_order in (True, False):
            for item in quote_items(ARTICLE, replace(FOUND, quotes=said), in_text_order=in_text_order, width=width):
                assert all(cells(line) <= width for line in item.line.plain.split("\n"))


def test_one_speaker_written_in_two_ways_is_one_group() -> None:
    quotes = tuple(
        Quote("direct", (Span(n, n + 3),), speaker=Speaker(None, name, None)) for n, name in ((0, "Port"), (9, "PORT"))
    )
    rows = quote_items(ARTICLE, replace(FOUND, quotes=quotes))
    assert sum(item.heading for item in rows) == 1


def test_an_unnamed_source_is_shown_in_the_words_of_the_article() -> None:
    source = find(ARTICLE.text, "Fishermen")
    quote = Quote("indirect", (Span(0, 9),), speaker=Speaker(source, None, None))
    (item,) = quote_items(ARTICLE, replace(FOUND, quotes=(quote,)), in_text_order=True)
    assert "Fishermen" in item.line.plain


def test_the_row_under_the_cursor_shows_the_whole_quotation() -> None:
    for in_text_order in (True, False):
        rows = quote_items(ARTICLE, FOUND, in_text_order=in_text_order, width=30)
        row = next(row for row in rows if row.spans == FOUND.quotes[0].spans)
        assert row.full is not None
        full = row.full()
        assert "sleep in a car" in " ".join(full.plain.split()) and "sleep in a car" not in row.line.plain
        assert all(cells(line) <= 30 for line in full.plain.split("\n"))
        assert not in_text_order or full.plain.startswith("  Tora Lind\n  said\n") and "Lind" not in full.plain[12:]


def test_the_heading_of_a_filtered_list_counts_the_rows_shown() -> None:
    found = passing(entity_items(FOUND), "lind")
    assert [item.line.plain.strip() for item in found if item.heading] == ["People (1)"]


def test_rows_of_figures_show_their_sentence_and_speaker() -> None:
    heading, figure = figure_items(ARTICLE, FOUND, width=60)
    assert heading.line.plain == "Shares (1)"
    assert "40 percent said by Odd Berg" in figure.line.plain and "of the fares" in figure.line.plain
    (flat,) = figure_items(ARTICLE, FOUND, by_place=True, width=60)
    assert flat.line.plain.split("\n")[0].endswith("share")


def test_a_figure_of_an_unsure_speaker_has_a_question_mark_unless_the_reader_confirmed_the_speaker() -> None:
    quote = replace(FOUND.quotes[0], spans=(FOUND.figures[0].sentence,), kind="indirect")

    def rows(unsure: bool, confirmed: bool) -> str:
        quotes = (replace(quote, unsure=unsure, confirmed=confirmed),)
        return plain(figure_items(ARTICLE, replace(FOUND, quotes=quotes), by_place=True, width=60))[0]

    assert "said by Odd Berg?" in rows(unsure=True, confirmed=False)
    assert "said by Odd Berg?" not in rows(unsure=True, confirmed=True) + rows(unsure=False, confirmed=False)
    printed = figure_lines(ARTICLE, replace(FOUND, quotes=(replace(quote, unsure=True),)))
    assert any("said by Odd Berg?" in line for line in printed)


def test_a_row_of_a_figure_has_what_it_counts_and_an_age_says_so() -> None:
    boats = parse_article("Berg, 52, bought 98 old boats.", "a.txt")
    sentence = Span(0, len(boats.text))
    figures = Figure(Span(6, 8), "QUANTITY", sentence), Figure(Span(17, 19), "CARDINAL", sentence, None, Span(20, 29))
    rows = plain(figure_items(boats, replace(FOUND, figures=figures), by_place=True, width=60))
    assert [row.split("\n")[0].split("  ")[1] for row in rows] == ["age 52", "98 old boats"]


def test_the_timeline_lists_days_in_order_and_explains_unknown_ones() -> None:
    dated = dataclasses.replace(ARTICLE, date="2024-04-17")
    found, undated = timeline(dated, FOUND.dates), timeline(ARTICLE, FOUND.dates)
    rows = [line.split("\n") for line in plain(timeline_items(dated, found, width=70))]
    assert [row[0] for row in rows] == ["2023 (1)", "  2023-05  May", "2024 (1)", "  2024-04-15  Monday"]
    assert rows[3][1].strip().startswith("The island council voted on Monday")
    unknown = plain(timeline_items(ARTICLE, undated, width=70))
    assert unknown[0] == "Day not known: the article has no date of publication (2)"
    assert not any("no date of publication" in row for row in unknown[1:])
    under_heading = timeline_items(ARTICLE, undated, width=70)[1].full
    assert under_heading is not None and "no date of publication" not in under_heading().plain
    in_text_order = {item.spans: item.full for item in timeline_items(ARTICLE, undated, by_place=True, width=70)}
    monday = in_text_order[(FOUND.dates[0].span,)]
    assert monday is not None and "no date of publication: The island" in monday().plain
    assert [item.spans for item in timeline_items(dated, found, by_place=True)] == [(e.span,) for e in FOUND.dates]


def test_a_date_in_the_list_of_figures_shows_its_day() -> None:
    dated = dataclasses.replace(ARTICLE, date="2024-05-15")
    monday = FOUND.dates[0]
    found = replace(FOUND, figures=(*FOUND.figures, Figure(monday.span, "DATE", monday.sentence)))
    rows = plain(figure_items(dated, found, by_place=True, width=60))
    assert rows[0].startswith("  Monday = 2024-05-13") and "=" not in rows[1]
    assert "=" not in plain(figure_items(ARTICLE, found, by_place=True, width=60))[0]


def test_text_wraps_within_the_allowed_number_of_lines() -> None:
    assert in_lines("one two three four", 8, 2) == ["one two", "three f…"]
    assert in_lines("one", 8, 2) == ["one"]
    assert in_lines("unbreakable-words here", 6, 2) == ["unbrea", "kable…"]
    assert in_lines("/home/ida/minutes.txt: twelve", 14, 9) == ["/home/ida/", "minutes.txt:", "twelve"]


def test_a_card_shows_names_roles_pronouns_quotes_and_related_entities() -> None:
    text = ARTICLE.text
    mayor = replace(FOUND.entities[0], roles=(Role(find(text, "Mayor"), "Mayor"),))
    council = replace(FOUND.entities[2], mentions=(*FOUND.entities[2].mentions, Mention(find(text, "council", 1))))
    found = replace(FOUND, entities=(mayor, council), pronouns=(Pronoun(find(text, "He wants"), "e1", unsure=True),))
    card = "\n".join(plain(entity_card(ARTICLE, found, mayor)))
    for words in ("Names used", "Lind  ×2", "Mayor", "Referred to as (1)", "First mention", "Last mention", "Said (1)"):
        assert words in card
    assert "island council" in card.partition("Appears with")[2]
    assert "✓" not in card, "the reader has corrected nothing here"
    pronouns = (*found.pronouns, Pronoun(find(text, "They did"), "e1"))
    again = plain(entity_card(ARTICLE, replace(found, pronouns=pronouns), mayor))
    assert "  “he wants”, “they did”  ? 1 of them unsure" in again, "no blank before the comma"


def test_a_card_shows_the_corrections_of_the_reader() -> None:
    mayor = replace(FOUND.entities[0], confirmed=True)
    card = plain(entity_card(ARTICLE, FOUND, mayor, by_reader=["Lind is called Tora Lind"]))
    assert card[:2] == ["✓ You said", "  Lind is called Tora Lind"]


def test_the_card_of_a_quotation_shows_the_reason_and_whether_the_reader_confirmed_it() -> None:
    sure, unsure = FOUND.quotes
    assert "subject of “said”, same sentence" in "\n".join(plain(quote_card(ARTICLE, sure)))
    assert plain(quote_card(ARTICLE, unsure))[1] == "? Uncertain: subject of “said”, same sentence"
    settled = plain(quote_card(ARTICLE, replace(unsure, confirmed=True)))
    assert settled[0] == "✓ You said" and "Uncertain" not in "\n".join(settled)


def test_the_analysis_is_limited_to_what_touches_a_passage() -> None:
    sentence = find(ARTICLE.text, "Fishermen fear for their nets.")
    berg = find(ARTICLE.text, '"They did not ask us," said Odd Berg')
    assert within(FOUND, [sentence]).entities == ()
    part = within(FOUND, [sentence, berg])
    assert [entity.name for entity in part.entities] == ["Odd Berg"]
    assert [quote.speaker.name for quote in part.quotes if quote.speaker] == ["Odd Berg"]
    assert part.figures == ()


def test_the_analysis_is_limited_to_what_one_speaker_said() -> None:
    part = said_by(ARTICLE, FOUND, "odd berg")
    assert len(part.quotes) == 1 and len(part.figures) == 1
    assert part.entities == FOUND.entities


def test_a_row_is_recognised_by_its_position_when_its_key_has_changed() -> None:
    a, b, c = Span(0, 1), Span(5, 6), Span(9, 10)
    assert again(row("e1", a, b), [row("e1", c), row("e2", b, c)]) == 1
    assert again(row("e1", a), [row("e2", c)]) is None


def test_rows_in_view_keep_their_order_and_new_ones_follow() -> None:
    a, b, c = Span(0, 1), Span(5, 6), Span(9, 10)
    before = [row("People", heading=True), row("x", a), row("y", b)]
    now = [row("Bodies", heading=True), row("People", heading=True), row("new", c), row("y2", b), row("x2", a)]
    assert [item.key for item in in_order_of(now, before)] == ["People", "x2", "y2", "new", "Bodies"]


def test_a_row_that_the_reader_brings_back_stands_where_it_belongs_and_not_last() -> None:
    a, b, c = Span(0, 1), Span(5, 6), Span(9, 10)
    under = row("People", heading=True), row("Bodies", heading=True)
    before = [under[0], row("x", a), under[1], row("y", b), row("z", c)]
    now = [under[0], row("x", a), row("z", c), under[1], row("y", b)]
    assert [item.key for item in in_order_of(now, before, insert=True)] == ["People", "x", "z", "Bodies", "y"]
    back = [row("x", a), row("y", b), row("z", c)]
    assert in_order_of(back, [back[0], back[2]], insert=True) == back
    assert in_order_of(back, back[1:], insert=True) == back


def test_a_filter_matches_rows_by_all_its_words_and_keeps_their_headings() -> None:
    rows = [row("one", heading=True), row("red boat"), row("two", heading=True), row("red house"), row("boat house")]
    assert [item.key for item in passing(rows, "boat red")] == ["one", "red boat"]
    assert [item.key for item in passing(rows, "house")] == ["two", "red house", "boat house"]


def test_headings_are_indented_by_their_level() -> None:
    text = "# Ferry\n\n### Money\n\nText.\n\n#### Fares\n\nText.\n\n## Next\n\nText."
    rows = outline_items(parse_article(text, "ferry.md", format="markdown"))
    assert [row.line.plain for row in rows] == ["Ferry", "  Money", "    Fares", "  Next"]


def test_a_new_group_is_inserted_in_order_and_not_under_the_last_heading() -> None:
    before = [Item("Lind", Content(""), heading=True), Item("wishes", Content(""), heading=True)]
    now = [before[0], Item("Dahl", Content(""), heading=True), before[1]]
    assert [item.key for item in in_order_of(now, before)] == ["Lind", "Dahl", "wishes"]


def test_the_head_of_the_quotes_counts_statements_and_names_wishes_apart() -> None:
    of = article()
    found = analysis(of)
    first, *others = found.quotes
    wished = replace(found, quotes=(replace(first, kind="indirect", attitude=True), *others))
    rows = quote_items(of, wished)
    assert counted("quote", rows, rows, "by speaker") == [
        f"{len(others)} quote{'s' * (len(others) != 1)}, 1 wish by speaker",
        f"{len(others)} quote{'s' * (len(others) != 1)}, 1 wish",
    ]
    assert counted("quote", [], rows, "")[-1] == f"0 of {len(others)} quote{'s' * (len(others) != 1)}"


@pytest.mark.parametrize(("kind", "attitude"), [("direct", False), ("mixed", False), ("indirect", True)])
def test_an_exported_quote_has_the_values_that_the_command_writes(kind: QuoteKind, attitude: bool) -> None:
    of = article()
    found = analysis(of)
    quote = replace(found.quotes[0], kind=kind, attitude=attitude)
    source = ListSource(of, replace(found, quotes=(quote,)))
    (fields,) = LIST.fields(source).values()
    exported = dict(zip(LIST.COLUMNS, map(in_words, fields), strict=True))
    printed = dict(zip(FORM.columns, FORM.fields(QuoteRow("a.md", of, quote)), strict=True))
    assert exported == {name: printed[name] for name in LIST.COLUMNS}


def test_an_attitude_is_not_called_reported_in_its_row_and_card() -> None:
    of = article()
    (said, *_) = analysis(of).quotes
    for attitude, word, title in (
        (False, "reported", "Reported speech"),
        (True, "attitude", "Wish, intention or attitude"),
    ):
        quote = replace(said, kind="indirect", attitude=attitude)
        assert kind_of(quote) == word
        assert title in [item.line.plain for item in quote_card(of, quote)]  # type: ignore[union-attr]


def test_a_figure_in_a_table_is_shown_with_its_row_and_column_and_one_that_is_a_sentence_with_its_line() -> None:
    table = "| Gauge | Noon | Peak |\n|---|---|---|\n| Hill Road | 1 m | 2 m |\n"
    text = f"{table}\n```\n09:15 pump on\n09:15 pump off\n```\n"
    of = parse_article(text, "river.md", format="markdown")
    spans = [Span(match.start(), match.end()) for match in re.finditer(r"\d m|09:15", of.text)]
    figures = tuple(Figure(span, "QUANTITY" if "m" in of.words(span) else "TIME", span) for span in spans)
    rows = [item.line.plain for item in figure_items(of, Analysis(of.digest, "test", figures=figures)) if item.spans]
    assert rows == [
        "  1 m\n    Hill Road · Noon",
        "  2 m\n    Hill Road · Peak",
        "  09:15\n    09:15 pump on",
        "  09:15\n    09:15 pump off",
    ]
