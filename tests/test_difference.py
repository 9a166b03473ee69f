from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from tui.cli import diff
from tui.cli.errors import CliError
from tui.cli.main import main
from tui.formats.plain import read_plain
from tui.screens.difference import summary
from tui.text.analysis import (
    Analysis,
    Entity,
    Figure,
    Mention,
    Quote,
    QuoteKind,
    Speaker,
)
from tui.text.article import Article
from tui.text.difference import changed_count, changed_words
from tui.text.findings import changed_findings
from tui.text.span import Span

OLD = """The board voted on Tuesday to close the pier. Divers found cracks in 21% of its piles.

“We would rather lose a winter than a boat,” said Marta Lindqvist, who chairs it.

“It is old,” said Olu Adeyemi."""

NEW = """The board voted on Friday to close the northern pier. Divers found cracks in 12% of its piles.

“We would rather lose a winter than a boat,” said Olu Adeyemi.

The ferries will land at the quay, Ines Ruiz wrote."""


def pairs(old: str, new: str) -> list[tuple[str, str]]:
    return [(old[c.old.start : c.old.end], new[c.new.start : c.new.end]) for c in changed_words(old, new)]


def where(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def sentence(text: str, words: str) -> Span:
    """The sentence with the first place of these words."""
    span = where(text, words)
    end = text.find(". ", span.end) + 1 or len(text)
    return Span(text.rfind(". ", 0, span.start) + 1, end)


def analysis(
    article: Article, quotes: list[tuple[str, str]], figures: list[tuple[str, str]], names: list[str]
) -> Analysis:
    text = article.text
    return Analysis(
        article.digest,
        quotes=tuple(
            Quote("direct", (where(text, words),), speaker=Speaker(where(text, name), name, None))
            for words, name in quotes
        ),
        figures=tuple(Figure(where(text, words), label, sentence(text, words)) for words, label in figures),
        entities=tuple(Entity(f"e{n}", name, "PERSON", (Mention(where(text, name)),)) for n, name in enumerate(names)),
    )


def test_only_changed_words_are_listed() -> None:
    old = "The board voted on Tuesday to close the pier. It is old.\n\nThe rest stays as it was."
    new = "The board voted on Friday to close the northern pier. It is old.\n\nThe rest stays as it was."
    assert pairs(old, new) == [("Tuesday", "Friday"), ("", "northern")]


def test_an_amount_of_money_changes_as_a_whole() -> None:
    for old, new in (("£48 million", "£49 million"), ("US$1.5bn", "US$2bn"), ("$20", "$25"), ("30€", "35€")):
        before, after = f"It will cost {old} in all.", f"It will cost {new} in all."
        assert pairs(before, after) == [(old, new)]
    assert not pairs("It costs £48\nmillion.", "It costs £48 million.")


def test_the_program_and_the_command_count_changed_words_alike() -> None:
    old, new = "The pipes are poisoning us.", "The pipes are, in some streets, poisoning us."
    changes = changed_words(old, new)
    assert changed_count(old, new, changes) == (0, 3)
    before, after = (read_plain(text, "a.txt") for text in (old, new))
    assert list(diff.as_lines(before, after, [], changes))[-1] == "0 words removed, 3 added, in 1 place."
    assert "0 words removed, 3 added, in 1 place" in summary(before, after, changes)


def test_other_whitespace_and_line_endings_are_no_change() -> None:
    assert changed_words("One  two\nthree.\n\nFour.", "One two\nthree.\n\n\nFour. ") == []


def test_a_sentence_is_added_or_removed_with_its_own_full_stop() -> None:
    long, short = "The pier is old. It is wet. It rains.", "The pier is old. It rains."
    assert pairs(long, short) == [("It is wet.", "")]
    assert pairs(short, long) == [("", "It is wet.")]


def test_each_added_or_removed_paragraph_is_one_change() -> None:
    old, new = "First one.\n\nSecond one.\n\nThird one.", "First one.\n\nThird one.\n\nFourth at the end."
    assert pairs(old, new) == [("Second one.", ""), ("", "Fourth at the end.")]


def test_a_rewritten_sentence_is_one_change() -> None:
    old = "The harbour board decided yesterday evening after a long debate to shut the pier."
    new = "Members of the council met in secret and a vote for the closing of it was lost."
    assert len(changed_words(old, new)) <= 3


def test_figures_with_points_and_percent_are_single_words() -> None:
    assert pairs("It fell by 1,204.5 to 21% now.", "It fell by 1,304.5 to 12% now.") == [
        ("1,204.5", "1,304.5"),
        ("21%", "12%"),
    ]


WORDS = st.lists(st.sampled_from(["the", "pier", "is", "old", ".", "\n\n", "21%", "new", "“a", "b”"]), max_size=40).map(
    " ".join
)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_applying_the_changes_to_the_old_text_gives_the_new_text(old: str, new: str) -> None:
    changes = changed_words(old, new)
    parts, at = [], 0
    for change in changes:
        assert change.old.length or change.new.length
        assert at <= change.old.start <= change.old.end <= len(old)
        parts += [old[at : change.old.start], " ", new[change.new.start : change.new.end], " "]
        at = change.old.end
    assert "".join([*parts, old[at:]]).split() == new.split() or "".join(
        "".join([*parts, old[at:]]).split()
    ) == "".join(new.split())


@settings(deadline=None)
@given(WORDS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert changed_words(text, text) == []


def test_findings_describe_what_changed() -> None:
    old, new = read_plain(OLD), read_plain(NEW)
    rather = "“We would rather lose a winter than a boat,”"
    was = analysis(
        old,
        [(rather, "Marta Lindqvist"), ("“It is old,”", "Olu Adeyemi")],
        [("Tuesday", "DATE"), ("21%", "PERCENT")],
        ["Marta Lindqvist", "Olu Adeyemi"],
    )
    now = analysis(
        new, [(rather, "Olu Adeyemi")], [("Friday", "DATE"), ("12%", "PERCENT")], ["Olu Adeyemi", "Ines Ruiz"]
    )
    assert [(finding.kind, finding.text) for finding in changed_findings(old, was, new, now)] == [
        ("speaker changed", "Marta Lindqvist → Olu Adeyemi: “We would rather lose a winter than a boat,”"),
        ("quotation removed", "Olu Adeyemi: “It is old,”"),
        ("figure changed", "Tuesday → Friday: “The board voted on Friday to close the northern…”"),
        ("figure changed", "21% → 12%: “…Divers found cracks in 12% of its piles.”"),
        ("name removed", "Marta Lindqvist"),
        ("name added", "Ines Ruiz"),
    ]


def test_the_quotation_mark_before_a_changed_figure_is_an_opening_one() -> None:
    old, new = (read_plain(f'They were angry. "{n} months is too long," Bo said.') for n in ("Eight", "Nine"))
    was, now = (analysis(t, [], [(w, "DATE")], []) for t, w in ((old, "Eight months"), (new, "Nine months")))
    (found,) = changed_findings(old, was, new, now)
    assert "They were angry. ‘Nine months" in found.text


@pytest.mark.parametrize(
    ("old", "new", "label", "found"),
    [
        ("12%", "12 percent", "PERCENT", []),
        ("12 per cent", "12 percent", "PERCENT", []),
        ("10,000 kroner", "10000 kroner", "MONEY", []),
        ("12 percent", "12 points", "PERCENT", ["figure changed"]),
        ("10,000 kroner", "10,000 euros", "MONEY", ["figure changed"]),
        ("1,000", "10,00", "CARDINAL", ["figure changed"]),
    ],
)
def test_a_figure_that_is_only_written_otherwise_has_not_changed(
    old: str, new: str, label: str, found: list[str]
) -> None:
    was, now = (Article("a.txt", f"The board raised it by {words} this year.") for words in (old, new))
    before, after = (analysis(one, [], [(words, label)], []) for one, words in ((was, old), (now, new)))
    assert [finding.kind for finding in changed_findings(was, before, now, after)] == found


def test_a_reworded_quotation_is_one_change_not_a_removal_and_an_addition() -> None:
    old = read_plain("“We would rather lose a winter than a boat,” said Olu Adeyemi.")
    new = read_plain("“We would sooner lose a winter than a boat,” said Olu Adeyemi.")
    was = analysis(old, [(old.text[:44], "Olu Adeyemi")], [], [])
    now = analysis(new, [(new.text[:44], "Olu Adeyemi")], [], [])
    assert [(finding.kind, finding.text) for finding in changed_findings(old, was, new, now)] == [
        (
            "quotation changed",
            "Olu Adeyemi: “We would rather lose a winter than…” → “We would sooner lose a winter than…”",
        )
    ]


@pytest.mark.parametrize(
    ("text", "kind", "parts", "expected"),
    [
        ("“An ear,” she said, “and no hand.”", "direct", [(0, 9), (20, 34)], "“An ear,” … “and no hand.”"),
        ("‘An ear,’ she said, ‘and no hand.’", "direct", [(0, 9), (20, 34)], "“An ear,” … “and no hand.”"),
        ("He saw “no need” to ask.", "mixed", [(0, 24)], "He saw “no need” to ask."),
        ('It was "a matter of luck."', "mixed", [(0, 26)], "It was “a matter of luck.”"),
        ("He saw “no need, " + 20 * "none, " + "no” at all", "mixed", [(0, 147)], "He saw “no need, " + 13 * "none, "),
    ],
)
def test_the_marks_of_a_listed_quotation_are_pairs_around_what_was_said(
    text: str, kind: QuoteKind, parts: list[tuple[int, int]], expected: str
) -> None:
    old, new = read_plain(text), read_plain("It rained.")
    quote = Quote(kind, tuple(Span(*part) for part in parts), speaker=Speaker(None, "Bo", None))
    (found,) = changed_findings(old, Analysis(old.digest, quotes=(quote,)), new, Analysis(new.digest))
    words = found.text.removeprefix("Bo: ")
    assert words.startswith(expected.rstrip(" ,")) and words.count("“") == words.count("”")


def test_a_change_at_the_end_of_a_long_quotation_is_shown() -> None:
    long = "“We have counted every plank of the pier, every pile and every bolt in it, and {} of it will hold,”"
    texts = [read_plain(f"{long.format(words)} said {name}.") for words, name in (("all", "Ines Ruiz"), ("none", "Bo"))]
    found = [
        analysis(t, [(t.text.partition(" said")[0], n)], [], []) for t, n in zip(texts, ("Ines", "Bo"), strict=True)
    ]
    first, second = changed_findings(texts[0], found[0], texts[1], found[1])
    assert first.text == "“…bolt in it, and all of it will hold,” → “…bolt in it, and none of it will hold,”"
    assert second.text.startswith("Ines → Bo: “We have counted every plank")


def test_a_quotation_missed_by_one_analysis_is_not_reported_as_removed() -> None:
    old, new = read_plain("“It is old,” said Bo.\n\nIt rained."), read_plain("“It is old,” said Bo.\n\nIt poured.")
    was, now = analysis(old, [("“It is old,”", "Bo")], [], []), analysis(new, [], [], [])
    assert changed_findings(old, was, new, now) == []


def test_removed_reported_speech_is_reported() -> None:
    old, new = read_plain("It rained. Bo added that he would leave. Ina sang."), read_plain("It rained. Ina sang.")
    quote = Quote(
        "indirect", (where(old.text, "that he would leave"),), speaker=Speaker(where(old.text, "Bo"), "Bo", None)
    )
    was = structs.replace(analysis(old, [], [], []), quotes=(quote,))
    found = changed_findings(old, was, new, analysis(new, [], [], []))
    assert [(one.kind, one.text) for one in found] == [("quotation removed", "Bo: that he would leave")]


def test_the_same_article_has_no_findings() -> None:
    article = read_plain(OLD)
    found = analysis(article, [("“It is old,”", "Olu Adeyemi")], [("21%", "PERCENT")], ["Olu Adeyemi"])
    assert changed_findings(article, found, article, found) == []


def test_a_respelt_name_is_reported_once() -> None:
    old, new = read_plain("“It is old,” said Marta Lindqvist."), read_plain("“It is old,” said Marta Lindkvist.")
    was = analysis(old, [("“It is old,”", "Marta Lindqvist")], [], ["Marta Lindqvist"])
    now = analysis(new, [("“It is old,”", "Marta Lindkvist")], [], ["Marta Lindkvist"])
    assert [(f.kind, f.text) for f in changed_findings(old, was, new, now)] == [
        ("name changed", "Marta Lindqvist → Marta Lindkvist")
    ]


def test_another_reporting_verb_is_reported() -> None:
    old, new = read_plain("“It is old,” said Marta Lind."), read_plain("“It is old,” claimed Marta Lind.")
    found = []
    for article, cue in ((old, "said"), (new, "claimed")):
        one = analysis(article, [("“It is old,”", "Marta Lind")], [], ["Marta Lind"])
        found.append(structs.replace(one, quotes=(structs.replace(one.quotes[0], cue=where(article.text, cue)),)))
    assert [(f.kind, f.text) for f in changed_findings(old, found[0], new, found[1])] == [
        ("attribution changed", "Marta Lind: said → claimed: “It is old,”")
    ]


def test_an_unsure_speaker_has_a_question_mark() -> None:
    old, new = read_plain("“It is old,” said Marta Lind."), read_plain("“It is old,” he said. Ben Vale left.")
    one = analysis(old, [("“It is old,”", "Marta Lind")], [], ["Marta Lind"])
    two = analysis(new, [("“It is old,”", "Ben Vale")], [], [])
    unsure = structs.replace(two, quotes=(structs.replace(two.quotes[0], unsure=True),))
    (found,) = changed_findings(old, one, new, unsure)[:1]
    assert (found.kind, found.text) == ("speaker changed", "Marta Lind → Ben Vale?: “It is old,”")


def test_a_speaker_who_is_described_in_more_or_fewer_words_has_not_changed() -> None:
    old, new = read_plain("The city council voted to wait until May."), read_plain("Council voted to wait until May.")

    def said(article: Article, who: str) -> Analysis:
        one = analysis(article, [("to wait until May", who)], [], [])
        speaker = Speaker(where(article.text, who), None, None)
        return structs.replace(one, quotes=(structs.replace(one.quotes[0], speaker=speaker, kind="indirect"),))

    assert changed_findings(old, said(old, "The city council"), new, said(new, "Council")) == []
    named = analysis(new, [("to wait until May", "Council")], [], [])
    named = structs.replace(named, quotes=(structs.replace(named.quotes[0], kind="indirect"),))
    assert changed_findings(old, said(old, "The city council"), new, named) == [], "nor if only one is a name"
    other = read_plain("Residents voted to wait until May.")
    (found,) = changed_findings(old, said(old, "The city council"), other, said(other, "Residents"))
    assert found.kind == "speaker changed"


def test_the_same_words_from_two_speakers_are_kept_apart() -> None:
    old = read_plain("“No,” said Ines Ruiz.")
    new = read_plain("“No,” said Marta Lind.\n\n“No,” said Ines Ruiz.")
    was = analysis(old, [("“No,”", "Ines Ruiz")], [], [])
    now = analysis(new, [("“No,”", "Marta Lind")], [], [])
    second = Quote("direct", (Span(24, 29),), speaker=Speaker(where(new.text, "Ines Ruiz"), "Ines Ruiz", None))
    found = changed_findings(old, was, new, structs.replace(now, quotes=(*now.quotes, second)))
    assert [(f.kind, f.text) for f in found] == [("quotation added", "Marta Lind: “No,”")]


def test_a_score_is_one_figure_and_figures_of_two_kinds_are_one_change() -> None:
    old = read_plain("They voted 5-2 on it. Last year 14 people were hurt.")
    new = read_plain("They voted 4-3 on it. Last year four people were hurt.")
    was = analysis(old, [], [("5", "CARDINAL"), ("2", "CARDINAL"), ("Last year 14", "DATE")], [])
    now = analysis(new, [], [("4", "CARDINAL"), ("3", "CARDINAL"), ("four", "CARDINAL")], [])
    assert [f.text.partition(":")[0] for f in changed_findings(old, was, new, now)] == ["5-2 → 4-3", "14 → four"]


def test_figures_of_two_units_or_in_sentences_that_have_little_in_common_are_not_one_change() -> None:
    old = read_plain("The Alliance has 64 seats. Turnout was 66.1%, the lowest in five elections. It cost 3 euros.")
    new = read_plain("The Alliance has 64 seats. Fewer people came than at any time since 2004. Now 12 want it.")
    was = analysis(old, [], [("64", "CARDINAL"), ("66.1%", "PERCENT"), ("five", "CARDINAL"), ("3", "CARDINAL")], [])
    now = analysis(new, [], [("64", "CARDINAL"), ("2004", "DATE"), ("12", "CARDINAL")], [])
    assert [(f.kind, f.text.partition(":")[0]) for f in changed_findings(old, was, new, now)] == [
        ("figure removed", "66.1%"),
        ("figure removed", "five"),
        ("figure removed", "3"),
        ("figure added", "2004"),
        ("figure added", "12"),
    ]


def test_a_figure_that_two_changes_touch_is_listed_once() -> None:
    old = read_plain("Doctors linked nine deaths and between 40 and 45 illnesses to the well.")
    new = read_plain("Doctors linked eight deaths and 42 illnesses to the well.")
    was = analysis(old, [], [("nine", "CARDINAL"), ("between 40 and 45", "CARDINAL")], [])
    now = analysis(new, [], [("eight", "CARDINAL"), ("42", "CARDINAL")], [])
    found = [one.text.partition(":")[0] for one in changed_findings(old, was, new, now)]
    assert found == ["nine → eight", "between 40 and 45 → 42"]


def test_figures_in_a_removed_quotation_are_not_reported_separately() -> None:
    old = read_plain("“We lose 21% of it,” said Ines Ruiz.\n\nIt rained on the pier.")
    new = read_plain("It rained on the pier.")
    was = analysis(old, [("“We lose 21% of it,”", "Ines Ruiz")], [("21%", "PERCENT")], [])
    found = changed_findings(old, was, new, analysis(new, [], [], []))
    assert [f.kind for f in found] == ["quotation removed"]


def test_corrections_bylines_and_moved_paragraphs_need_no_analysis() -> None:
    moved = "The ferries will land at the old quay."
    old = replace(read_plain(f"{moved}\n\nThe pier is closed. It is very old.\n\nThe board met on it."), byline="Olu")
    note = "Correction: An earlier version misstated the age of the pier."
    new = read_plain(f"The pier is closed. It is very old.\n\nThe board met on it.\n\n{moved}\n\nIt rained.\n\n{note}")
    assert [(f.kind, f.text) for f in changed_findings(old, None, new, None)] == [
        ("byline changed", "Olu → none"),
        ("correction added", note),
    ]
    new = read_plain(f"The pier is closed. It is very old.\n\nThe board met on it.\n\n{moved}")
    found = changed_findings(old, None, new, None)
    assert [(f.kind, f.text) for f in found][1:] == [("paragraph moved", f"“{moved}”")]


def test_headlines_are_compared_without_an_analysis() -> None:
    old, new = Article("a", "x", headline="Pier closes"), Article("b", "x", headline="Pier to close")
    assert [f.text for f in changed_findings(old, None, new, None)] == ["“Pier closes” → “Pier to close”"]


@pytest.fixture
def versions(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(NEW + "\x1b[31m")
    return str(tmp_path / "old.txt"), str(tmp_path / "new.txt")


def test_the_command_prints_the_changed_paragraphs(
    versions: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "--words-only", *versions]) == 0
    printed = capsys.readouterr().out
    assert "[-Tuesday-]{+Friday+}" in printed
    assert "[-21%-]{+12%+}" in printed
    assert "{+northern+}" in printed
    assert "words removed" in printed
    assert "\x1b" not in printed


def test_show_prints_a_page_from_a_pipe_and_says_how_it_was_extracted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "<p>The harbour board voted on Tuesday to close the pier for the winter, after divers found cracks.</p>"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"<article>{page * 3}</article>".encode())))
    assert main(["show", "--text-only", "--from", "html", "-"]) == 0
    out, told = capsys.readouterr()
    assert "The harbour board" in out and "<p>" not in out
    assert "trafilatura" in told


def test_the_command_prints_json(versions: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--words-only", "--format", "json", *versions]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {"removed": "21%", "added": "12%"}.items() <= answer["changes"][2].items()


def test_the_command_reports_an_unchanged_text_and_a_missing_file(
    versions: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", versions[0], versions[0]]) == 0  # needs no model, because nothing changed
    assert "same text" in capsys.readouterr().out
    assert main(["diff", versions[0], "missing.txt"]) == 2
    assert "No such file" in capsys.readouterr().err


def test_a_missing_file_is_a_command_line_error() -> None:
    with pytest.raises(CliError):
        diff.load_article("missing.txt")


def test_words_removed_or_added_at_the_end_of_a_paragraph_are_shown_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    Path(paths[0]).write_text("Old Ann came.\n\nIt rained. The boats left late.\n\nNobody was there.")
    Path(paths[1]).write_text("Ann, they say, came.\n\nIt rained.\n\nNobody was there.")
    for order, expected in (
        (paths, ["[-Old-] Ann{+, they say,+} came.", "", "It rained. [-The boats left late.-]"]),
        (paths[::-1], ["{+Old+} Ann [-, they say,-] came.", "", "It rained. {+The boats left late.+}"]),
    ):
        assert main(["diff", "--words-only", *order]) == 0
        assert capsys.readouterr().out.splitlines()[:3] == expected
    (late,) = (one for one in changed_words(*(Path(path).read_text() for path in paths)) if one.old.length > 5)
    assert Path(paths[1]).read_text()[: late.new.start].endswith("It rained.")


def test_a_removed_last_paragraph_stands_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a.txt", "One here.\n\nTwo went."), ("b.txt", "One is here.")):
        (tmp_path / name).write_text(text)
    assert main(["diff", "--words-only", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 0
    assert capsys.readouterr().out.splitlines()[:4] == ["One {+is+} here.", "", "[-Two went.-]", ""]


def test_a_removed_paragraph_stands_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a.txt", "One here.\n\nTwo went.\n\nThree here."), ("b.txt", "One here.\n\nThree here.")):
        (tmp_path / name).write_text(text)
    assert main(["diff", "--words-only", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "[-Two went.-]"


@pytest.mark.model
@pytest.mark.usefixtures("analysed_here")
def test_the_command_reports_changed_figures_and_removed_quotations(
    versions: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *versions]) == 0
    printed = capsys.readouterr().out
    assert "21% → 12%" in printed
    assert "quotation removed" in printed


def test_a_quotation_none_of_whose_words_changed_is_not_reported_although_less_of_it_counts_as_quoted() -> None:
    said = "he had read it “at once” and had passed it on to the harbour office"
    old, new = (read_plain(f"Berg came {day}. Tora Lind said that {said}.") for day in ("today", "on Monday"))
    shorter = said.partition(" to the")[0]
    was, now = analysis(old, [(said, "Tora Lind")], [], []), analysis(new, [(shorter, "Tora Lind")], [], [])
    assert not changed_findings(old, was, new, now)
    other = read_plain(new.text.replace("at once", "later"))
    reworded = analysis(other, [(shorter.replace("at once", "later"), "Tora Lind")], [], [])
    assert [finding.kind for finding in changed_findings(old, was, other, reworded)] == ["quotation changed"]
