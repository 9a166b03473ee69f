"""Who speaks: all candidates near a quoted span are ranked, and the best one is its speaker.

No single pattern is enough. A name right after "said", a pronoun in the sentence before, the speaker of the quotation
before: each is a candidate with features that count for or against it, and a table of weights (`quote_weights.toml`,
`[speaker]`) decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...text.quotation_marks import QuotedSpan
from ..lexicon import total_weight
from ..tokens import Tokens
from .context import QuoteContext
from .grammar import continues_after, signature_end, verb_grade, word_count
from .speakers import Candidate, CandidatesByParagraph

FeaturedCandidate = tuple[Candidate, list[str]]
"""A candidate with the names of its features."""


def candidates_near(
    tokens: Tokens, by_paragraph: CandidatesByParagraph, context: QuoteContext
) -> Iterator[tuple[Candidate, str]]:
    """The candidates in the paragraph of a quoted span and in the ones before and after, each with its zone."""
    for paragraph in range(context.paragraph - 1, context.paragraph + 2):
        for candidate in by_paragraph.get(paragraph, ()):
            zone = _zone(tokens, candidate, context, paragraph)
            if zone:
                yield candidate, zone


def _zone(tokens: Tokens, candidate: Candidate, context: QuoteContext, paragraph: int) -> str:
    """Where a candidate is, seen from the quoted span; "" for one that is out of reach.

    "B" before and "A" after it in the same sentence; "P1" in the sentence before and "P2" further back, "N1" and "N2"
    likewise after it; "PP1" in the last sentence of the paragraph before and "PP2" further back; "NP" at the start of
    the next paragraph and "NC" in it, where that continues the quotation; "T" and "S" for names that transcripts and
    signatures give.
    """
    root = candidate.root
    if candidate.role == "transcript":
        return "T" if context.first <= root < context.last else ""
    if candidate.role == "sign" and paragraph == context.paragraph:
        return "S" if context.first < root < signature_end(tokens, context.number) else ""
    if paragraph == context.paragraph:
        return _zone_in_paragraph(tokens, root, context)
    begin, end = tokens.paragraphs[paragraph]
    if paragraph < context.paragraph:
        return "PP1" if tokens.sentence_of[end - 1] == tokens.sentence_of[root] else "PP2"
    if not tokens.quoted_spans[context.number].closed and candidate.role in ("subj+strong", "subj+say", "near+strong"):
        return "NC" if continues_after(tokens, context.number) else ""
    if candidate.role == "sign":
        return "NP" if candidate.first - begin <= 2 else ""
    named = candidate.kind in ("person", "org", "propn", "name")
    return "NP" if named and candidate.first - begin <= 2 and end - begin <= 14 else ""


def _zone_in_paragraph(tokens: Tokens, root: int, context: QuoteContext) -> str:
    if context.before <= root < context.outer_first:
        return "B"
    if context.outer_last <= root < context.after:
        return "A"
    away = tokens.sentence_of[root] - tokens.sentence_of[min(context.first, tokens.count - 1)]
    if root < context.first:
        return "P1" if away >= -1 else "P2"
    return "N1" if away <= 1 else "N2"


def features(
    tokens: Tokens, candidate: Candidate, zone: str, context: QuoteContext, previous: Candidate | None
) -> list[str]:
    """The names of the features of a candidate in a zone; `previous` is the speaker of the quoted span before."""
    span = tokens.quoted_spans[context.number]
    same = previous is not None and previous.key == candidate.key
    if form := _form(candidate, zone, context, span, same):
        return [form]
    names = [
        f"{zone} {candidate.role}",
        f"{zone} {candidate.kind}",
        f"is {candidate.kind}",
        f"{zone} {_size(tokens, context)}",
    ]
    near = zone in ("A", "B")
    if near:
        names += _position(candidate, zone, context)
    ties = context.ties.get(candidate.root, ())
    reported = next((grade for first, last, grade in context.reported if first <= candidate.root < last), "")
    if reported:
        names += [f"reported {reported}", f"reported {candidate.kind}"]
        if ties:
            names.append(f"reported {ties[0][0]}")
    if near and (adjacency := _adjacency(tokens, candidate, zone, context)):
        names.append(adjacency)
    if zone == "A" and context.closes != "word":
        following = context.outer_last
        if tokens.lower[following] == tokens.words[following]:
            names.append("A goes on small")
    for tie, _ in ties:
        names += [tie, f"{tie.split()[0]} {candidate.role.split('+')[0]}"]
        if near:
            names.append(f"{zone} {tie}")
    if ties:
        names.append(f"tied {candidate.kind}")
    if candidate.verb is not None:
        if tokens.deps[candidate.verb] == "ROOT":
            names.append("main")
        if tokens.tags[candidate.verb] in ("VBD", "VBZ", "VBP"):
            names.append("finite")
    if previous is not None and same:
        names += _same_speaker(tokens, zone, context, previous)
    elif previous is not None:
        names += _other_phrase(tokens, candidate, zone, previous)
    return names


def _size(tokens: Tokens, context: QuoteContext) -> str:
    """How many words the quoted span has, up to twelve."""
    count = word_count(tokens, context.number)
    return next(f"{least} words" for least in (12, 8, 4, 0) if count >= least)


def _other_phrase(tokens: Tokens, candidate: Candidate, zone: str, previous: Candidate) -> list[str]:
    """Features of another phrase than the speaker of the quoted span before: it may mean the same person."""
    names = ["same word"] if tokens.lower[previous.root] == tokens.lower[candidate.root] else []
    if candidate.entity and previous.entity:
        meant = "same entity" if candidate.entity == previous.entity else "other entity"
        names += [meant, f"{meant} {zone}"]
    return names


def _position(candidate: Candidate, zone: str, context: QuoteContext) -> list[str]:
    """Features of a candidate in the sentence of a quoted span: how the span meets it, and the gap between them."""
    meets = context.closes if zone == "A" else context.opens
    role = "say" if candidate.role.endswith(("+say", "+strong")) else candidate.role
    gap = candidate.first - context.outer_last if zone == "A" else context.outer_first - candidate.last
    if candidate.verb is not None:
        beside = context.outer_last if zone == "A" else context.outer_first - 1
        gap = min(gap, abs(candidate.verb - beside))
    size = next(size for size in (8, 4, 2, 1, 0) if max(gap, 0) >= size)
    return [f"{zone} {context.opens} {context.closes}", f"{zone} {meets} {role}", f"{zone} gap {size}"]


def _same_speaker(tokens: Tokens, zone: str, context: QuoteContext, previous: Candidate) -> list[str]:
    """Features of the speaker of the quoted span before."""
    names = [f"same speaker {zone}"]
    if context.opens in ("fresh", "start") and context.closes in ("stop", "mark", "end"):
        names.append(f"same speaker alone {zone}")
    if tokens.quoted_spans[context.number].continues:
        names.append("same speaker continues")
    same_paragraph = tokens.paragraph_of[previous.root] == context.paragraph
    return [*names, "same speaker here" if same_paragraph else "same speaker above"]


def _adjacency(tokens: Tokens, candidate: Candidate, zone: str, context: QuoteContext) -> str:
    """The feature of a clause of little more than a subject and a verb that touches the quoted span: "…," he said."""
    for _, verb in context.ties.get(candidate.root, ()):
        if verb < candidate.first:
            begin, end, gap = verb, candidate.last, candidate.first - verb - 1
        else:
            begin, end, gap = candidate.first, verb + 1, verb - candidate.last
        away = begin - context.outer_last if zone == "A" else context.outer_first - end
        if gap <= 1 and 0 <= away <= 1:
            return f"hugs {zone} {verb_grade(tokens, verb)}"
    return ""


def _form(candidate: Candidate, zone: str, context: QuoteContext, span: QuotedSpan, same: bool) -> str:
    """The feature of a special form that decides by itself; "" for ordinary prose."""
    if zone == "T":
        return "form transcript"
    if zone == "S" or (zone == "NP" and candidate.role == "sign"):
        return "form signature"
    if candidate.role == "title" and context.paragraph == 0 and zone in ("B", "P1", "P2"):
        return "form headline"
    if same and candidate.role == "transcript" and span.continues:
        return "form transcript goes on"
    return ""


def featured_candidates(
    tokens: Tokens, by_paragraph: CandidatesByParagraph, context: QuoteContext, previous: Candidate | None
) -> list[FeaturedCandidate]:
    """All candidates for the speaker of a quoted span with their features; the previous speaker is always one."""
    near = list(candidates_near(tokens, by_paragraph, context))
    if previous is not None and all(candidate.key != previous.key for candidate, _ in near):
        near.append((previous, "far"))
    featured = [(candidate, features(tokens, candidate, zone, context, previous)) for candidate, zone in near]
    _mark_nearest(featured, context)
    return featured


def _mark_nearest(featured: list[FeaturedCandidate], context: QuoteContext) -> None:
    """Add the features of the nearest subject of a reporting verb, and of the nearest person who is a subject."""
    reporting = ("subj+", "agent+", "according", "who+")
    found_speaker = found_person = False
    for candidate, names in reversed(featured):
        if candidate.root >= context.first:
            continue
        if candidate.role.startswith(reporting):
            names.append("said before" if found_speaker else "nearest said before")
            found_speaker = True
        if candidate.kind in ("person", "he", "human", "they") and candidate.role.startswith("subj"):
            names.append("person before" if found_person else "nearest person before")
            found_person = True
    after = [(candidate, names) for candidate, names in featured if candidate.root >= context.last]
    for candidate, names in after[:8]:
        if candidate.role.startswith(reporting):
            names.append("nearest said after")
            break


@dataclass(slots=True)
class Choice:
    """The speaker that was chosen for a quoted span."""

    candidate: Candidate | None
    score: float
    """The sum of its weights."""
    margin: float
    """How far its score is ahead of the next candidate's."""


def rank(featured: list[FeaturedCandidate], weights: dict[str, float], quoted: int) -> Choice:
    """The candidate with the highest sum of weights; of equal ones, the one nearest to `quoted`, the first token of the
    quoted span."""
    best, score, second = None, -9.0, -9.0
    for candidate, names in featured:
        total = total_weight(names, weights)
        nearer = best is not None and abs(candidate.root - quoted) < abs(best.root - quoted)
        if best is None or total > score or (total == score and nearer):
            best, score, second = candidate, total, score
        elif total > second:
            second = total
    return Choice(best, score, score - second)
