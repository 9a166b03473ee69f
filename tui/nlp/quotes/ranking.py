"""Who speaks: all candidates in reach of a quotation are ranked, and the best one is its speaker.

One pattern is not enough. A name right behind "said", a pronoun in the sentence before, the speaker of the quotation
before: each is a candidate with features that speak for it and against it, and a table of weights decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..quotation_marks import QuotedSpan
from ..tokens import Tokens
from . import words
from .grammar import continues_after, signature_end
from .setting import Setting
from .speakers import Candidate, Everyone


def in_reach(tokens: Tokens, everyone: Everyone, here: Setting) -> Iterator[tuple[Candidate, str]]:
    """The candidates near a stretch, each with the zone it stands in."""
    for paragraph in range(here.paragraph - 1, here.paragraph + 2):
        for one in everyone.get(paragraph, ()):
            zone = _zone(tokens, one, here, paragraph)
            if zone:
                yield one, zone


def _zone(tokens: Tokens, one: Candidate, here: Setting, paragraph: int) -> str:
    if one.role == "transcript":
        return "T" if here.first <= one.root < here.last else ""
    if one.role == "sign" and paragraph == here.paragraph:
        return "S" if one.root > here.first and one.root < signature_end(tokens, here.number) else ""
    if paragraph == here.paragraph:
        if here.before <= one.root < here.outer_first:
            return "B"
        if here.outer_last <= one.root < here.after:
            return "A"
        away = tokens.sentence_of[one.root] - tokens.sentence_of[min(here.first, tokens.count - 1)]
        if one.root < here.first:
            return "P1" if away >= -1 else "P2"
        return "N1" if away <= 1 else "N2"
    if paragraph < here.paragraph:
        end = tokens.paragraphs[paragraph][1] - 1
        return "PP1" if tokens.sentence_of[end] == tokens.sentence_of[one.root] else "PP2"
    if not tokens.quoted_spans[here.number].closed and one.role in ("subj+strong", "subj+say", "near+strong"):
        return "NC" if continues_after(tokens, here.number) else ""
    if one.first - tokens.paragraphs[paragraph][0] <= 2 and (
        one.kind in ("person", "org", "propn", "name") or one.role == "sign"
    ):
        begin, end = tokens.paragraphs[paragraph]
        return "NP" if end - begin <= 14 or one.role == "sign" else ""
    return ""


def features(tokens: Tokens, one: Candidate, zone: str, here: Setting, previous: Candidate | None) -> list[str]:
    """What speaks for and against a candidate: names of features, each of which has a weight."""
    stretch = tokens.quoted_spans[here.number]
    same = previous is not None and previous.key == one.key
    if form := _form(one, zone, here, stretch, same):
        return [form]
    out = [f"{zone} {one.role}", f"{zone} {one.kind}", f"is {one.kind}"]
    near = zone in ("A", "B")
    if near:
        out.append(f"{zone} {here.opens} {here.closes}")
        said = "say" if one.role.endswith(("+say", "+strong")) else one.role
        out.append(f"{zone} {here.closes if zone == 'A' else here.opens} {said}")
        gap = one.first - here.outer_last if zone == "A" else here.outer_first - one.last
        if one.verb is not None:
            gap = min(gap, abs(one.verb - here.outer_last) if zone == "A" else abs(here.outer_first - 1 - one.verb))
        gap = max(gap, 0)
        out.append(f"{zone} gap {'0' if gap < 1 else '1' if gap < 2 else '2' if gap < 4 else '4' if gap < 8 else '8'}")
    depth = next((grade for first, last, grade in here.reported if first <= one.root < last), "")
    if depth:
        out += [f"reported {depth}", f"reported {one.kind}"]
        if one.root in here.links:
            out.append(f"reported {here.links[one.root][0][0]}")
    if near and (hug := _hug(tokens, one, zone, here)):
        out.append(hug)
    if zone == "A" and tokens.lower[here.outer_last] == tokens.words[here.outer_last] and here.closes != "word":
        out.append("A goes on small")
    for tie, _ in here.links.get(one.root, ()):
        out.append(tie)
        out.append(f"{tie.split()[0]} {one.role.split('+')[0]}")
        if near:
            out.append(f"{zone} {tie}")
    if one.root in here.links:
        out.append(f"tied {one.kind}")
    if one.verb is not None:
        if tokens.deps[one.verb] == "ROOT":
            out.append("main")
        if tokens.tags[one.verb] in ("VBD", "VBZ", "VBP"):
            out.append("finite")
    if previous is not None and same:
        alone = here.opens in ("fresh", "start") and here.closes in ("stop", "mark", "end")
        same = tokens.paragraph_of[previous.root] == here.paragraph
        out.append(f"same speaker {zone}")
        if alone:
            out.append(f"same speaker alone {zone}")
        if stretch.continues:
            out.append("same speaker continues")
        out.append("same speaker " + ("here" if same else "above"))
    elif previous is not None and tokens.lower[previous.root] == tokens.lower[one.root]:
        out.append("same word")
    return out


def _hug(tokens: Tokens, one: Candidate, zone: str, here: Setting) -> str:
    """A name for a clause of two words or little more that touches the stretch: "…," he said; he said, "…"."""
    for _, verb in here.links.get(one.root, ()):
        if verb < one.first:
            begin, end, gap = verb, one.last, one.first - verb - 1
        else:
            begin, end, gap = one.first, verb + 1, verb - one.last
        away = begin - here.outer_last if zone == "A" else here.outer_first - end
        if gap <= 1 and 0 <= away <= 1:
            grade = (
                "strong"
                if tokens.lemmas[verb] in words.STRONG
                else "say"
                if tokens.lemmas[verb] in words.SAY
                else "other"
            )
            return f"hugs {zone} {grade}"
    return ""


def _form(one: Candidate, zone: str, here: Setting, stretch: QuotedSpan, same: bool) -> str:
    """The name of a special form that settles the matter by itself; "" for common prose."""
    if zone == "T":
        return "form transcript"
    if zone == "S" or (zone == "NP" and one.role == "sign"):
        return "form signature"
    if one.role == "title" and here.paragraph == 0 and zone in ("B", "P1", "P2"):
        return "form headline"
    if same and one.role == "transcript" and stretch.continues:
        return "form transcript goes on"
    return ""


def rows(
    tokens: Tokens, everyone: Everyone, here: Setting, previous: Candidate | None
) -> list[tuple[Candidate, list[str]]]:
    """All candidates for one stretch with their features."""
    reach = list(in_reach(tokens, everyone, here))
    if previous is not None and all(one.key != previous.key for one, _ in reach):
        reach.append((previous, "far"))
    listed = [(one, features(tokens, one, zone, here, previous)) for one, zone in reach]
    _mark_nearest(tokens, listed, here)
    return listed


def _mark_nearest(tokens: Tokens, listed: list[tuple[Candidate, list[str]]], here: Setting) -> None:
    saying = person = False
    for one, names in reversed(listed):
        if one.root >= here.first:
            continue
        if one.role.startswith(("subj+", "agent+", "according", "who+")):
            names.append("said before" if saying else "nearest said before")
            saying = True
        if one.kind in ("person", "he", "human", "they") and one.role.startswith("subj"):
            names.append("person before" if person else "nearest person before")
            person = True
    after = [row for row in listed if row[0].root >= here.last]
    for number, (one, names) in enumerate(after):
        if one.role.startswith(("subj+", "agent+", "according", "who+")):
            names.append("nearest said after")
            break
        if number > 6:
            break


@dataclass(slots=True)
class Choice:
    """The candidate that was chosen for a stretch."""

    one: Candidate | None
    score: float
    """The sum of its weights."""
    margin: float
    """How far it is ahead of the next one."""


def rank(listed: list[tuple[Candidate, list[str]]], weights: dict[str, float]) -> Choice:
    """The candidate with the highest sum of weights."""
    best, score, second = None, -9.0, -9.0
    for one, names in listed:
        total = 0.0
        for name in names:
            total += weights.get(name, 0.0)
        if best is None or total > score:
            best, score, second = one, total, score
        elif total > second:
            second = total
    return Choice(best, score, score - second)
