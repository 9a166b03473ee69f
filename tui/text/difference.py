"""What changed between two versions of an article: in words, and in what was found in them.

Words are aligned in two steps, paragraphs first and then the words within those that changed, so that a long
article costs what its changes cost. A change of words is a pair of spans, one over each text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from .analysis import Analysis, Figure, Quote
from .article import Article
from .span import Span

_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*%?|[^\w\s]")
_BARE = re.compile(r"\w+")

MOST_WORDS = 6_000
"""A changed stretch of more words on a side is told as one change: aligning it takes quadratic time."""

MOST_PAIRS = 1_000_000
"""Of quotations of which neither version has the other's words; more are not compared with one another."""

SAME_QUOTE = 0.6
"""How many of their words two quotations must share to be two wordings of one."""


_Run = tuple[int, int, int, int]
"""Words of the old text, from and to, and of the new one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the old text and what stands in its place. Either may be empty, not both."""

    old: Span
    new: Span


FindingKind = Literal[
    "headline changed",
    "quotation removed",
    "quotation added",
    "quotation changed",
    "speaker changed",
    "figure changed",
    "figure removed",
    "figure added",
    "name removed",
    "name added",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that changed, for a reader."""

    kind: FindingKind
    text: str
    """"21% → 12%"; of one line, but of other people's words: pass it through `safe.visible` to print it."""
    old: Span | None = None
    new: Span | None = None


def changed_words(old: str, new: str) -> list[Change]:
    """The changes that make the new text of the old one, in order. Blanks and line ends do not count."""
    changes: list[Change] = []
    before, after = _paragraphs(old), _paragraphs(new)
    matcher = SequenceMatcher(None, [_key(old, s) for s in before], [_key(new, s) for s in after], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            places = _place(before, i, len(old)), _place(after, k, len(new))
            changes += _within(old, _tokens(old, before[i:j]), new, _tokens(new, after[k:m]), places)
    return changes


def _paragraphs(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"\S(?:.*\S)?", text)]


def _key(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _tokens(text: str, spans: Sequence[Span]) -> list[Span]:
    return [Span(*match.span()) for span in spans for match in _WORD.finditer(text, span.start, span.end)]


def _place(spans: Sequence[Span], index: int, end: int) -> int:
    return spans[index].start if index < len(spans) else end


def _within(old: str, before: list[Span], new: str, after: list[Span], places: tuple[int, int]) -> list[Change]:
    """The changes between two stretches of words; `places` is where each begins, should it have none."""
    if not before and not after:
        return []
    if not before or not after or max(len(before), len(after)) > MOST_WORDS:
        runs = [(0, len(before), 0, len(after))]
    else:
        runs = _runs([old[s.start : s.end] for s in before], [new[s.start : s.end] for s in after])
    return [Change(_stretch(before, i, j, places[0]), _stretch(after, k, m, places[1])) for i, j, k, m in runs]


def _runs(a: list[str], b: list[str]) -> list[_Run]:
    from rapidfuzz.distance import Indel

    codes = [code for code in Indel.opcodes(a, b) if code.tag != "equal"]
    return list(_joined([(code.src_start, code.src_end, code.dest_start, code.dest_end) for code in codes], a))


def _stretch(tokens: list[Span], first: int, last: int, place: int) -> Span:
    if first < last:
        return Span(tokens[first].start, tokens[last - 1].end)
    at = tokens[first].start if first < len(tokens) else tokens[-1].end if tokens else place
    return Span(at, at)


def _joined(runs: list[_Run], words: list[str]) -> Iterator[_Run]:
    """Changes with hardly a word between them as one: "the" in common does not make two sentences alike."""
    now: _Run | None = None
    for run in runs:
        if now and sum(_BARE.match(word) is not None for word in words[now[1] : run[0]]) <= _bridge(now, run):
            now = (now[0], run[1], now[2], run[3])
        else:
            if now:
                yield now
            now = run
    if now:
        yield now


def _bridge(one: _Run, two: _Run) -> int:
    """How many words may stand between two changes that are told as one: none between short ones."""
    long = min(max(run[1] - run[0], run[3] - run[2]) for run in (one, two)) >= 3
    return 2 if long else 0


def changed_findings(
    old: Article, old_found: Analysis | None, new: Article, new_found: Analysis | None
) -> list[Finding]:
    """What changed, as a list for the reader; without analyses only what needs none."""
    findings: list[Finding] = []
    if old.headline != new.headline and (old.headline or new.headline):
        findings.append(Finding("headline changed", f"“{old.headline or ''}” → “{new.headline or ''}”"))
    if old_found and new_found:
        changes = changed_words(old.text, new.text)
        findings += _quotes(old, old_found, new, new_found)
        findings += _figures(old, old_found.figures, new, new_found.figures, changes)
        findings += _names(old_found, new_found)
    return findings


def _quotes(old: Article, old_found: Analysis, new: Article, new_found: Analysis) -> Iterator[Finding]:
    before = [quote for quote in old_found.quotes if quote.kind != "indirect"]
    after = [quote for quote in new_found.quotes if quote.kind != "indirect"]
    partner = dict(_pairs(old, before, new, after))
    taken = set(partner.values())
    for i, quote in enumerate(before):
        if i not in partner:
            yield Finding("quotation removed", _said(old, quote), quote.span, None)
            continue
        other = after[partner[i]]
        if _bare(_said_words(old, quote)) != _bare(_said_words(new, other)):
            text = f"{_said(old, quote)} → {_said(new, other)}"
            yield Finding("quotation changed", text, quote.span, other.span)
        was, now = _speaker(old, quote), _speaker(new, other)
        if was.casefold() != now.casefold():
            yield Finding(
                "speaker changed", f"{was} → {now}: “{_short(_said_words(new, other))}”", quote.span, other.span
            )
    for j, quote in enumerate(after):
        if j not in taken:
            yield Finding("quotation added", _said(new, quote), None, quote.span)


def _pairs(old: Article, before: list[Quote], new: Article, after: list[Quote]) -> Iterator[tuple[int, int]]:
    """Which old quotation is which new one: those of the same words first, in order, then the most alike."""
    left = [_bare(_said_words(old, quote)) for quote in before]
    right = [_bare(_said_words(new, quote)) for quote in after]
    free = set(range(len(right)))
    waiting = []
    for i, words in enumerate(left):
        same = next((j for j in sorted(free) if right[j] == words), None)
        if same is None:
            waiting.append(i)
        else:
            free.discard(same)
            yield i, same
    if len(waiting) * len(free) > MOST_PAIRS:
        return
    likeness = [(_alike(left[i], right[j]), i, j) for i in waiting for j in free if left[i] and right[j]]
    likeness.sort(key=lambda pair: (-pair[0], pair[1:]))
    done: set[int] = set()
    for share, i, j in likeness:
        if share >= SAME_QUOTE and i not in done and j in free:
            done.add(i)
            free.discard(j)
            yield i, j


def _alike(one: list[str], other: list[str]) -> float:
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other))


def _bare(words: str) -> list[str]:
    return [word.casefold() for word in _BARE.findall(words)]


def _said_words(article: Article, quote: Quote) -> str:
    return " … ".join(" ".join(article.words(span).split()) for span in quote.spans)


def _said(article: Article, quote: Quote) -> str:
    return f"{_speaker(article, quote)}: “{_short(_said_words(article, quote))}”"


def _short(words: str) -> str:
    words = words.strip("“”\"'‘’ ")
    return words if len(words) <= 100 else words[:99].rstrip() + "…"


def _speaker(article: Article, quote: Quote) -> str:
    if quote.speaker is None:
        return "unknown"
    if quote.speaker.name:
        return quote.speaker.name
    return " ".join(article.words(quote.speaker.mention).split()) if quote.speaker.mention else "unknown"


def _figures(
    old: Article, before: Sequence[Figure], new: Article, after: Sequence[Figure], changes: list[Change]
) -> Iterator[Finding]:
    """Figures in the changed words: those of one kind in one change are told as one that became the other."""
    for change in changes:
        left, right = _inside(before, change.old), _inside(after, change.new)
        while left:
            was = left.pop(0)
            now = next((figure for figure in right if figure.label == was.label), None)
            if now is None:
                if not any(_line(old, was) == _line(new, figure) for figure in after):
                    yield Finding("figure removed", _line(old, was), was.span, None)
                continue
            right.remove(now)
            if _line(old, was) != _line(new, now):
                yield Finding("figure changed", f"{_line(old, was)} → {_line(new, now)}", was.span, now.span)
        for now in right:
            if not any(_line(old, figure) == _line(new, now) for figure in before):
                yield Finding("figure added", _line(new, now), None, now.span)


def _inside(figures: Sequence[Figure], span: Span) -> list[Figure]:
    """The figures that a span touches; `figures` are in order."""
    first = bisect_left(figures, span.start, key=lambda figure: figure.span.end)
    found = []
    for figure in figures[first:]:
        if figure.span.start >= span.end:
            break
        if figure.span.overlaps(span):
            found.append(figure)
    return found


def _line(article: Article, figure: Figure) -> str:
    return " ".join(article.words(figure.span).split())


def _names(old: Analysis, new: Analysis) -> Iterator[Finding]:
    was = {name.casefold() for e in old.entities for name in (e.name, *e.aliases)}
    now = {name.casefold() for e in new.entities for name in (e.name, *e.aliases)}
    for entity in old.entities:
        if not now & {name.casefold() for name in (entity.name, *entity.aliases)}:
            yield Finding("name removed", entity.name, entity.mentions[0].span if entity.mentions else None, None)
    for entity in new.entities:
        if not was & {name.casefold() for name in (entity.name, *entity.aliases)}:
            yield Finding("name added", entity.name, None, entity.mentions[0].span if entity.mentions else None)
