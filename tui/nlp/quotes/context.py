"""The context of a quoted span: how it opens and closes, and which verbs tie it to which speakers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ..tokens import STOPS, Tokens
from .clauses import ClausesByParagraph
from .grammar import agent_of, antecedent, is_addressee, is_finite_report, subject_of, verb_grade

LINKING = {",", ":", "that", "as", "of"}
BRIEF = 4
"""Tokens in a sentence of a word or two, with its stop and its closing mark."""

Tie = tuple[str, int]
"""The name of a relation between a speaker and a quoted span, and the verb that makes it."""


@dataclass(slots=True)
class QuoteContext:
    """Where a quoted span is in its text. Numbers are tokens; ranges are half-open."""

    number: int
    """Number of the quoted span."""
    first: int
    last: int
    outer_first: int
    """The first token, with the opening mark."""
    outer_last: int
    """One past the last token, with the closing mark."""
    paragraph: int
    """Number of its paragraph."""
    before: int
    """First token of the sentence that the span is in, as far as it comes before the span."""
    after: int
    """One past the last token of that sentence after the span."""
    opens: str
    """What comes before the span: "start" (of the paragraph), "fresh" (sentence), "comma", "colon", "that", "word"."""
    closes: str
    """How the span ends: with a "comma", a question or exclamation "mark", a full "stop", before a "word", or at the
    "end" of its paragraph."""
    ties: dict[int, list[Tie]]
    """By the head of a speaker's phrase: how the speaker is tied to the span."""
    reported: list[tuple[int, int, str]]
    """Token ranges that somebody reports, each with how likely that is."""


def quote_context(tokens: Tokens, number: int, clauses: ClausesByParagraph) -> QuoteContext:
    """The context of a quoted span; `clauses` are the reporting clauses by paragraph."""
    span = tokens.quoted_spans[number]
    first, last = tokens.quoted_ranges[number]
    outer_first, _ = tokens.range_of(span.outer_start, span.end)
    _, outer_last = tokens.range_of(span.start, span.outer_end)
    outer_last = max(outer_last, last)
    paragraph = tokens.paragraph_of[min(first, tokens.count - 1)]
    begin, end = tokens.paragraphs[paragraph]
    # Looked up instead of walked to: one sentence may have thousands of short quotations.
    stops = tokens.sentence_stops
    earlier, later = bisect_left(stops, outer_first), bisect_left(stops, outer_last)
    before = min(outer_first, max(begin, stops[earlier - 1] + 1 if earlier else begin))
    after = outer_last
    if not _is_exclamation(tokens, span.end, first, outer_last, end):
        after = max(after, min(end, stops[later] if later < len(stops) else end))
    opens = _opening(tokens.words[outer_first - 1] if outer_first > begin else "", outer_first == before)
    context = QuoteContext(
        number, first, last, outer_first, outer_last, paragraph, before, after, opens, "", {}, [],
    )  # fmt: skip
    context.closes = _closing(tokens, context, end)
    for name, verb in _verbs_around(tokens, context):
        _add_tie(tokens, context, name, verb)
    _add_clauses(context, clauses)
    return context


def _is_exclamation(tokens: Tokens, span_end: int, first: int, after: int, end: int) -> bool:
    """True for a whole sentence that another sentence follows: “Come in.” The room was cold."""
    closing = tokens.text[span_end - 1]
    if after >= end or (closing != "." and (after - first > BRIEF or closing not in "!?")):
        return False
    starts_sentence = tokens.words[after][:1].isupper() and tokens.sentence(after)[0] == after
    return starts_sentence and not is_reported_after(tokens, after, end)


def is_reported_after(tokens: Tokens, after: int, end: int) -> bool:
    """True where a reporting verb comes next, or a name or pronoun and then the verb: “…” Ruiz said."""
    if after >= end:
        return False
    in_sentence = tokens.pos[after] == "DET" and tokens.words[after].islower()
    if tokens.pos[after] not in ("PROPN", "PRON") and not in_sentence:
        return is_finite_report(tokens, after)
    return any(is_finite_report(tokens, i) for i in range(after, min(after + 4, end)))


def _opening(previous: str, opens_sentence: bool) -> str:
    if not previous:
        return "start"
    if previous in STOPS or opens_sentence:
        return "fresh"
    return {",": "comma", ":": "colon", "that": "that"}.get(previous, "word")


def _closing(tokens: Tokens, context: QuoteContext, paragraph_end: int) -> str:
    span = tokens.quoted_spans[context.number]
    tail = tokens.text[span.end - 1]
    following = tokens.text[span.outer_end : span.outer_end + 1]
    if tail == "," or following == ",":
        return "comma"
    if tail in "?!":
        return "mark"
    if tail in ".…" or following in (".", ""):
        return "stop"
    return "word" if context.outer_last < paragraph_end else "end"


def _verbs_around(tokens: Tokens, context: QuoteContext) -> Iterator[Tie]:
    """The verbs that may report a quoted span: those that govern it, the last before it and the first after it."""
    first, last = context.first, context.last
    at = next((i for i in range(first, last) if not first <= tokens.heads[i] < last), None)
    height = 0
    while at is not None and tokens.heads[at] != at and height < 3:
        at = tokens.heads[at]
        if tokens.pos[at] in ("VERB", "AUX") and not first <= at < last and tokens.quoted[at] < 0:
            yield f"up {height}", at
            height += 1
    for i in range(context.outer_first - 1, max(context.before, context.outer_first - 9) - 1, -1):
        if tokens.pos[i] == "VERB" and tokens.quoted[i] < 0:
            yield _before(tokens, i, context.outer_first), i
            break
    for i in range(context.outer_last, min(context.after, context.outer_last + 9)):
        if tokens.pos[i] == "VERB" and tokens.quoted[i] < 0:
            yield "right", i
            break


def _before(tokens: Tokens, verb: int, outer_first: int) -> str:
    if tokens.words[outer_first - 1] == ":":
        return "left colon"
    return "left next" if all(tokens.lower[i] in LINKING for i in range(verb + 1, outer_first)) else "left"


def _add_tie(tokens: Tokens, context: QuoteContext, name: str, verb: int) -> None:
    subject = subject_of(tokens, verb)
    if subject is not None and is_addressee(tokens, subject):
        subject = agent_of(tokens, tokens.heads[subject])
    if subject is None or tokens.quoted[subject] >= 0:
        return
    speaker = antecedent(tokens, subject)
    context.ties.setdefault(speaker, []).append((f"{name} {verb_grade(tokens, verb)}", verb))


def _add_clauses(context: QuoteContext, clauses: ClausesByParagraph) -> None:
    """Tie the span to the speakers of the clauses that have it in their content.

    A cue that only the table of weights treats as a word of reporting never ties more than possibly: otherwise somebody
    who does something near a quotation would take it from its speaker.
    """
    for clause in clauses.get(context.paragraph, ()):
        if clause.speaker is None:
            continue
        reports = clause.score > 0 and clause.is_report
        if reports:
            context.reported += [(*part, clause.grade) for part in clause.content]
        holds = any(begin < context.last and context.first < end for begin, end in clause.content)
        if holds and clause.relation == "joined":
            context.ties = {}  # the parser tied the span to the speaker of the first statement
        if holds and clause.score > (-2 if clause.is_report else -1):
            grade = clause.grade if reports else "possible"
            context.ties.setdefault(clause.speaker, []).append((f"clause {grade}", clause.cue_word))
