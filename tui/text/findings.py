"""Lists for a reader what changed between two versions of an article: headline, byline and date, quotations and their
speakers, figures, names, corrections, and moved paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec import structs

from .analysis import Analysis, Entity, Figure, Quote
from .article import Article
from .difference import Change, changed_words
from .number_words import NUMBERS
from .quotation_marks import curly_marks, in_quotes
from .span import Span
from .speaker_name import names_with_doubt, same_name, speaker_names

MOST_PAIRS = 1_000_000
"""The largest number of pairs of quotations that are compared when neither version has the other's words."""

MOST_FIGURE_PAIRS = 10_000
"""The largest number of pairs of figures that are compared in one change; with more, it is a different article."""

SAME_QUOTE = 0.6
"""The share of their words that two quotations must have in common to count as two versions of one."""

SAME_SENTENCE = 0.5
"""The share of their other words that the sentences of two figures must have in common to be about the same thing."""

SAME_NAME = 0.8
"""How similar two names must be to count as two spellings of one."""

AROUND = 4
"""Words that are shown on either side of a figure, and of what changed in a quotation."""

MOST_WORDING = 200
"""The largest number of code points of each wording of a changed quotation."""

_BARE = re.compile(r"\w+")
_NUMBER = re.compile(rf"\d[\d.,]*|{'|'.join(NUMBERS)}", re.IGNORECASE)
"""A number without a unit."""
_CORRECTION = re.compile(
    r"(?:correction|corrected|clarification|editor[’']s note|updated?\b.{0,40}:|an? (?:earlier|previous) version"
    r"|this (?:article|story|post|report) (?:has been|was) (?:updated|corrected|amended|changed))",
    re.IGNORECASE,
)

FindingKind = Literal[
    "headline changed",
    "byline changed",
    "date changed",
    "correction added",
    "correction removed",
    "quotation removed",
    "quotation added",
    "quotation changed",
    "speaker changed",
    "attribution changed",
    "figure changed",
    "figure removed",
    "figure added",
    "name changed",
    "name removed",
    "name added",
    "paragraph moved",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One change, for a reader."""

    kind: FindingKind
    text: str
    """"21% → 12%: “…”"; a single line, but text from outside: pass it through `safe.visible` before printing."""
    old: Span | None = None
    new: Span | None = None


def changed_findings(
    old: Article, old_found: Analysis | None, new: Article, new_found: Analysis | None
) -> list[Finding]:
    """The changes as a list for the reader; without analyses, only those that need none."""
    changes = changed_words(old.text, new.text)
    findings = [*_heads(old, new), *_corrections(old, new, changes)]
    if old_found and new_found:
        renamed = _renamed(old_found, new_found, changes)
        quotes = list(_quotes(old, old_found, new, new_found, changes, renamed))
        findings += quotes
        findings += _figures(old, old_found.figures, new, new_found.figures, changes, quotes)
        findings += _names(old_found, new_found, renamed)
    return [*findings, *_moved(old, new, changes)]


# ---------------------------------------------------------------- the head, corrections, moved paragraphs


def _heads(old: Article, new: Article) -> Iterator[Finding]:
    if old.headline != new.headline:
        yield Finding("headline changed", f"{in_quotes(old.headline or '')} → {in_quotes(new.headline or '')}")
    if old.byline != new.byline:
        yield Finding("byline changed", f"{old.byline or 'none'} → {new.byline or 'none'}")
    if old.date != new.date:
        yield Finding("date changed", f"{old.date or 'none'} → {new.date or 'none'}")


def _corrections(old: Article, new: Article, changes: Sequence[Change]) -> Iterator[Finding]:
    """Correction notices, in which the newspaper itself says what it has changed."""
    for change in changes:
        for kind, article, span in (
            ("correction removed", old, change.old),
            ("correction added", new, change.new),
        ):
            for line in article.words(span).split("\n"):
                if _CORRECTION.match(line.strip("“”*_()[] ")):
                    side = {"old": span} if article is old else {"new": span}
                    yield Finding(kind, _beginning(line, 300), **side)  # type: ignore[arg-type]  # literals in a tuple


def _moved(old: Article, new: Article, changes: Sequence[Change]) -> Iterator[Finding]:
    """Paragraphs that were removed in one place and added in another."""
    went = {
        _key(old.words(change.old)): change.old for change in changes if change.old.length and not change.new.length
    }
    for change in changes:
        key = _key(new.words(change.new))
        if not change.old.length and len(key.split()) >= 5 and key in went:
            yield Finding("paragraph moved", in_quotes(_beginning(key)), went[key], change.new)


def _key(words: str) -> str:
    return " ".join(words.split())


# ---------------------------------------------------------------- quotations

_Renamed = dict[str, str]
"""New spellings of names, by the old ones in lower case."""


def _quotes(
    old: Article,
    old_found: Analysis,
    new: Article,
    new_found: Analysis,
    changes: Sequence[Change],
    renamed: _Renamed,
) -> Iterator[Finding]:
    """Changed quotations. Of indirect speech that is in both versions only the speaker and the attribution are
    compared: its words are among the changed paragraphs.

    A quotation whose words did not change was neither removed nor added, even if only one analysis found it.
    """
    before, after = list(old_found.quotes), list(new_found.quotes)
    partner = dict(_pairs(old, before, new, after))
    taken = set(partner.values())
    gone, came = [change.old for change in changes], [change.new for change in changes]
    for i, quote in enumerate(before):
        if i in partner:
            other = after[partner[i]]
            # The words that count as quoted may be others although the article has the same ones.
            is_changed = _is_changed(quote, gone) or _is_changed(other, came)
            yield from _changed_quote(old, quote, new, other, renamed, is_changed=is_changed)
        elif not quote.attitude and _is_changed(quote, gone):
            yield Finding("quotation removed", _said(old, quote), quote.span, None)
    for j, quote in enumerate(after):
        if j not in taken and not quote.attitude and _is_changed(quote, came):
            yield Finding("quotation added", _said(new, quote), None, quote.span)


def _is_changed(quote: Quote, changed: Sequence[Span]) -> bool:
    """Whether some words of a quote changed, or all of them if it is indirect speech; `changed` is in order."""
    if quote.kind == "indirect":
        return any(part.contains(quote.span) for part in _touched(quote.span, changed))
    return any(_touched(span, changed) for span in quote.spans)


def _touched(span: Span, changed: Sequence[Span]) -> Sequence[Span]:
    """Those of the spans `changed`, which are in order, that overlap `span`."""
    first = bisect_right(changed, span.start, key=lambda one: one.end)
    last = bisect_left(changed, span.end, key=lambda one: one.start)
    return changed[first:last]


def _changed_quote(
    old: Article, quote: Quote, new: Article, other: Quote, renamed: _Renamed, *, is_changed: bool
) -> Iterator[Finding]:
    """What changed in a quotation that both versions have. `is_changed` says whether any of its words did."""
    where = (quote.span, other.span)
    was, now = _speaker(old, quote), _speaker(new, other)
    unnamed = not (quote.speakers_named and other.speakers_named)
    is_same = was.casefold() == now.casefold() or unnamed and same_name(was, now)
    shown = _shown(new, other)
    if is_changed and quote.kind != "indirect" and _bare(_said_words(old, quote)) != _bare(_said_words(new, other)):
        wordings = " → ".join(_wordings(_said_words(old, quote), _said_words(new, other)))
        yield Finding("quotation changed", f"{shown}: {wordings}" if is_same else wordings, *where)
    if not is_same and renamed.get(was.casefold()) != now:
        yield Finding(
            "speaker changed", f"{_shown(old, quote)} → {shown}: {_beginning(_said_words(new, other))}", *where
        )
    cues = [_key(article.words(one.cue)) if one.cue else "" for article, one in ((old, quote), (new, other))]
    if all(cues) and cues[0].casefold() != cues[1].casefold():
        text = f"{shown}: {cues[0]} → {cues[1]}: {_beginning(_said_words(new, other))}"
        yield Finding("attribution changed", text, *where)


def _pairs(old: Article, before: list[Quote], new: Article, after: list[Quote]) -> Iterator[tuple[int, int]]:
    """Pairs of an old quotation and its new version: first those with the same words, preferably of the same speaker,
    then the most similar."""
    left = [_bare(_said_words(old, quote)) for quote in before]
    right = [_bare(_said_words(new, quote)) for quote in after]
    speakers = [_speaker(new, quote) for quote in after]
    free = set(range(len(right)))
    waiting = []
    for i, words in enumerate(left):
        same = sorted(
            (j for j in free if right[j] == words),
            key=lambda j: (speakers[j] != _speaker(old, before[i]), j),
        )
        if same:
            free.discard(same[0])
            yield i, same[0]
        else:
            waiting.append(i)
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
    """The words of a quote: each part of a direct one in quotation marks, the others with the marks they are printed
    with, because not all of these words are the speaker's."""
    words = (_key(article.words(span)) for span in quote.spans)
    return " … ".join(in_quotes(_unmarked(part)) if quote.kind == "direct" else curly_marks(part) for part in words)


def _unmarked(part: str) -> str:
    """The words of a direct quotation without the marks around them; the closing one may be missing."""
    if part[:1] in ("‘", "'") and part[-1:] in ("’", "'"):
        return part[1:-1]
    return part.removeprefix("“").removeprefix('"').removesuffix("”").removesuffix('"')


def _said(article: Article, quote: Quote) -> str:
    return f"{_shown(article, quote)}: {_beginning(_said_words(article, quote))}"


def _wordings(was: str, now: str) -> Iterator[str]:
    """Two versions of a quotation, each with a few words on either side of what changed."""
    both = [words.split() for words in (was, now)]
    shortest = min(map(len, both))
    same = next((n for n in range(shortest) if both[0][n] != both[1][n]), shortest)
    rest = shortest - same
    same_end = next((n for n in range(rest) if both[0][-1 - n] != both[1][-1 - n]), rest)
    first = max(0, same - AROUND)
    for words in both:
        last = len(words) - max(0, same_end - AROUND)
        before, shown = (" ".join(words[start:end]) for start, end in ((0, first), (first, last)))
        lead, tail = "…" * (first > 0), "…" * (last < len(words))
        opened = "“" * _in_marks(before)
        yield opened + _beginning(f"{lead}{shown}{tail}", MOST_WORDING, in_marks=bool(opened))


def _in_marks(before: str) -> bool:
    """Whether what follows these words is within quotation marks."""
    return before.rfind("“") > before.rfind("”")


def _beginning(words: str, most: int = 100, *, in_marks: bool = False) -> str:
    """The words, cut between two words if they are long. Marks that are open where they end are closed; `in_marks` says
    whether some are open where they begin."""
    if len(words) > most:
        cut = words[: most - 1]
        words = (cut.rpartition(" ")[0] or cut).rstrip(" ,") + "…"
    return words + "”" * _in_marks("“" * in_marks + words)


def _speaker(article: Article, quote: Quote) -> str:
    return speaker_names(article.text, quote, "unknown")


def _shown(article: Article, quote: Quote) -> str:
    return names_with_doubt(article.text, quote, "unknown")


# ---------------------------------------------------------------- figures


def _figures(
    old: Article,
    before: Sequence[Figure],
    new: Article,
    after: Sequence[Figure],
    changes: Sequence[Change],
    quotes: Sequence[Finding],
) -> Iterator[Finding]:
    """Changed figures: an old and a new one of the same unit, in the same change and in sentences that are alike. All
    others were removed or added. A figure removed or added together with a quotation is not listed separately, nor is
    one that is only written otherwise ("12%" for "12 percent"): no fact has changed, and the changed words are marked
    in the text."""
    told_old = [finding.old for finding in quotes if finding.old]
    told_new = [finding.new for finding in quotes if finding.new]
    known_old, known_new = ({_line(a, f) for f in figures} for a, figures in ((old, before), (new, after)))
    pairs: list[tuple[Span | None, Span | None]] = []
    for change in changes:
        left, right = _joined(old, _inside(before, change.old)), _joined(new, _inside(after, change.new))
        pairs += _partners(old, left, new, right, change)
    # A figure of several words may be in two changes, and have its partner in only one of them.
    told_old += [was for was, now in pairs if was and now]
    told_new += [now for was, now in pairs if was and now]
    for was, now in dict.fromkeys(pairs):
        words = [_key(old.words(was)) if was else "", _key(new.words(now)) if now else ""]
        if was and now:
            if _value(words[0]) != _value(words[1]):
                yield Finding("figure changed", f"{words[0]} → {words[1]}: {_around(new, now)}", was, now)
        elif was and words[0] not in known_new and not _within(was, told_old):
            yield Finding("figure removed", f"{words[0]}: {_around(old, was)}", was, None)
        elif now and words[1] not in known_old and not _within(now, told_new):
            yield Finding("figure added", f"{words[1]}: {_around(new, now)}", None, now)


def _value(figure: str) -> str:
    """A figure in one way of writing it: "12 percent", "12 per cent" and "12%" are the same, "10,000" and "10000"."""
    figure = re.sub(r"(?<=\d),(?=\d{3}\b)", "", figure.casefold())
    return re.sub(r"\s*(?:%|\bper\s?cent\b)", "%", figure)


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


def _joined(article: Article, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, with those separated only by a hyphen joined: "5-2"."""
    joined: list[Figure] = []
    for figure in figures:
        if joined and article.text[joined[-1].span.end : figure.span.start] in ("-", "–", "/", ":"):
            joined[-1] = structs.replace(joined[-1], span=Span(joined[-1].span.start, figure.span.end))
        else:
            joined.append(figure)
    return joined


def _partners(
    old: Article, left: Sequence[Figure], new: Article, right: Sequence[Figure], change: Change
) -> Iterator[tuple[Span | None, Span | None]]:
    """Pairs of an old and a new figure, then the old ones and the new ones that have no partner. Of figures of
    different kinds ("last year 14", "four") only the changed part is shown."""
    rest, alone = list(right), []
    is_short = len(left) * len(right) <= MOST_FIGURE_PAIRS
    for was in left:
        now = next((one for one in rest if is_short and _correspond(old, was, new, one, change)), None)
        if now is None:
            alone.append(was.span)
            continue
        rest.remove(now)
        if was.label == now.label:
            yield was.span, now.span
        else:
            yield was.span.clip(change.old), now.span.clip(change.new)
    yield from ((span, None) for span in alone)
    yield from ((None, one.span) for one in rest)


def _correspond(old: Article, was: Figure, new: Article, now: Figure, change: Change) -> bool:
    """Whether two figures have the same unit, and their sentences most other words in common: a share of voters did
    not become a year because both are in a passage that was rewritten."""
    if was.label != now.label:
        parts = old.words(was.span.clip(change.old) or was.span), new.words(now.span.clip(change.new) or now.span)
        if not all(_NUMBER.fullmatch(part.strip()) for part in parts):
            return False
    one, other = _sentence_words(old, was), _sentence_words(new, now)
    return one == other or _alike(one, other) >= SAME_SENTENCE


def _sentence_words(article: Article, figure: Figure) -> list[str]:
    """The words of the figure's sentence without the figure."""
    start, end = figure.sentence
    return _bare(f"{article.text[start : figure.span.start]} {article.text[figure.span.end : end]}")


def _within(span: Span, spans: Sequence[Span]) -> bool:
    return any(one.contains(span) for one in spans)


def _around(article: Article, span: Span) -> str:
    """The words around a stretch of a paragraph."""
    start = max(article.text.rfind("\n", 0, span.start) + 1, span.start - 1000)
    # All at once: without the word after it, a mark would be taken for a closing one.
    text, span = curly_marks(article.text[start : span.end + 200]), span.shift(-start)
    before = text[: span.start].split()
    after = text[span.end :].partition("\n")[0].split()
    joint = [
        "" if text[span.start - 1 : span.start].strip() else " ",
        "" if text[span.end : span.end + 1].strip() else " ",
    ]
    left = ("…" if len(before) > AROUND else "") + " ".join(before[-AROUND:]) + joint[0] * bool(before)
    right = joint[1] * bool(after) + " ".join(after[:AROUND]) + ("…" if len(after) > AROUND else "")
    opened = _in_marks(" ".join(before[:-AROUND]))
    words = _beginning(f"{left}{_key(text[span.start : span.end])}{right}", MOST_WORDING, in_marks=opened)
    return in_quotes("“" * opened + words)


def _line(article: Article, figure: Figure) -> str:
    return _key(article.words(figure.span))


# ---------------------------------------------------------------- names


def _renamed(old: Analysis, new: Analysis, changes: Sequence[Change]) -> _Renamed:
    """Names whose spelling changed: in the same change one name was removed and a similar one of the same kind was
    added."""
    from rapidfuzz.distance import JaroWinkler

    gone, came = _only_in(old, new), _only_in(new, old)
    if len(gone) * len(came) > 10_000:
        return {}
    renamed: _Renamed = {}
    for entity in gone:
        for other in came:
            alike = JaroWinkler.similarity(entity.name.casefold(), other.name.casefold())
            if entity.label == other.label and alike >= SAME_NAME and _in_one_change(entity, other, changes):
                renamed[entity.name.casefold()] = other.name
                break
    return renamed


def _in_one_change(entity: Entity, other: Entity, changes: Sequence[Change]) -> bool:
    return any(
        any(change.old.overlaps(mention.span) for mention in entity.mentions)
        and any(change.new.overlaps(mention.span) for mention in other.mentions)
        for change in changes
    )


def _only_in(one: Analysis, other: Analysis) -> list[Entity]:
    known = {name.casefold() for e in other.entities for name in (e.name, *e.aliases)}
    return [e for e in one.entities if not known & {name.casefold() for name in (e.name, *e.aliases)}]


def _names(old: Analysis, new: Analysis, renamed: _Renamed) -> Iterator[Finding]:
    came = {entity.name: entity for entity in _only_in(new, old)}
    for entity in _only_in(old, new):
        now = came.pop(renamed.get(entity.name.casefold(), ""), None)
        if now is not None:
            yield Finding("name changed", f"{entity.name} → {now.name}", _first(entity), _first(now))
        else:
            yield Finding("name removed", entity.name, _first(entity), None)
    for entity in came.values():
        yield Finding("name added", entity.name, None, _first(entity))


def _first(entity: Entity) -> Span | None:
    return entity.mentions[0].span if entity.mentions else None
