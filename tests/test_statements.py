"""Statements are distinguished from wishes, hopes, thoughts and actions. Texts are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analyzed import analyzed
from tui.cli.printing import format_rows
from tui.cli.quotes import FORM, select
from tui.export.plain_lines import quote_lines
from tui.nlp.figures import find_figures
from tui.nlp.quotes.component import find_quotes
from tui.text.analysis import ATTITUDES, Analysis, Quote, Speaker
from tui.text.analyzed import Analyzed
from tui.text.article import Article
from tui.text.span import Span
from tui.widgets.lists.quotes_list import quote_items

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Clara Weiss said the wells were dry.",
        "The wells were dry, according to Clara Weiss.",
        "Clara Weiss accused the mayor of stealing the bell.",
        "Clara Weiss praised the mayor for saving the bridge.",
        "Clara Weiss has called for a new bridge.",
        "Clara Weiss said she hoped to mend the bridge.",
        "The survey found that most farmers were content.",
    ],
)
def test_reported_words_accusations_and_demands_are_statements(nlp: Language, text: str) -> None:
    assert [quote.attitude for quote in find_quotes(nlp(text))] == [False]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Clara Weiss wants to build a bridge for 40 farmers.",
        "Clara Weiss hopes that the rain will come.",
        "Clara Weiss believes that the wells are dry.",
        "Clara Weiss supports the new bridge over the sound.",
        "Clara Weiss did not say whether the wells were dry.",
        "Clara Weiss praised the new bridge over the sound.",
        "The farmers continue to scold the mayor for the dry wells.",
        "Clara Weiss has not publicly accused the mayor of taking bribes.",
    ],
)
def test_wishes_hopes_beliefs_and_praise_or_blame_of_something_are_not_statements(nlp: Language, text: str) -> None:
    doc = nlp(text)
    quotes = find_quotes(doc)
    assert [quote.attitude for quote in quotes] == [True] * len(quotes)
    assert all(figure.speaker is None for figure in find_figures(doc, quotes))


@pytest.mark.model
def test_a_figure_outside_the_quoted_words_has_no_speaker(nlp: Language) -> None:
    doc = nlp("Clara Weiss, 44, who keeps 300 goats, said: “We lost 12 of them.”")
    speakers = {doc.text[f.span.start : f.span.end]: f.speaker for f in find_figures(doc, find_quotes(doc))}
    assert speakers == {"44": None, "300": None, "12": "Clara Weiss"}


def _article() -> Analyzed:
    text = "Weiss hopes for rain. Lund said it rained."
    speakers = [Speaker(Span(0, 5), "Weiss", None), Speaker(Span(22, 26), "Lund", None)]
    quotes = (
        Quote("indirect", (Span(16, 20),), Span(6, 11), speakers[0], attitude=True),
        Quote("indirect", (Span(32, 41),), Span(27, 31), speakers[1]),
    )
    return Analyzed("a.txt", Article("a.txt", text), Analysis("", quotes=quotes))


def test_lists_and_commands_show_statements_first_and_the_rest_under_a_heading() -> None:
    one = _article()
    for in_text_order in (False, True):
        items = quote_items(one.article, one.analysis, in_text_order=in_text_order)
        rows = [item.line.plain.split("\n")[0] for item in items]
        assert [ATTITUDES in row for row in rows].index(True) == len(rows) - 2
    for lines in (quote_lines(one.article, one.analysis), format_rows(select([one]), FORM, "table")):
        printed = "\n".join(lines)
        assert printed.index("it rained") < printed.index(ATTITUDES) < printed.index("Weiss")
    assert [row.quote.attitude for row in select([one])] == [False, True]


def test_a_confirmed_attitude_survives_conversion_to_json_and_back() -> None:
    analysis = _article().analysis
    assert Analysis.from_json(analysis.to_json()) == analysis
    assert [quote.speaker.name for quote in analysis.statements if quote.speaker] == ["Lund"]
    assert analyzed("a.txt").analysis.statements == analyzed("a.txt").analysis.quotes
