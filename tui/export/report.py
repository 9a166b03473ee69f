"""A report on one article: a page with the article, what is in it, and what the reader made of it, to hand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..evidence.source import Sources
from ..evidence.sources import find_sources
from ..evidence.timeline import TimelineEntry, timeline
from ..evidence.verified_quotes import VerifiedQuote, place_name
from ..notes.claims import Claim, claims, lost_claims, progress
from ..notes.highlight import Placed
from ..notes.mark_speaker import speaker_of_placed
from ..notes.tag import written_tag
from ..text.analysis import CONFIRMED, Analysis, Quote
from ..text.article import Article
from ..text.quotation_marks import in_quotes
from ..text.safe import one_line
from ..text.speaker_name import speaker_names
from .html_page import render_page, safe_link
from .marked_text import HIGHLIGHT, MarginLine, Mark, MarkedBlock, block_number, marked_blocks

TOPIC_STYLES = 9
"""Number of tints for topics in the style sheet; they repeat after that."""

LABEL_STYLES = 5
"""Number of tints for labels in the style sheet."""

MOST_NAME = 60
"""The largest width of a speaker in the margin, in cells: an unnamed one may be half a sentence."""

STATES = {"moved": "moved with its words", "changed": "the words have changed", "orphan": "not found in this text"}
"""What a report says about a highlight that is not where it was made."""


class VersionRow(NamedTuple):
    """One version of the article that was read."""

    first: str
    """When it was first opened, in words for the reader."""
    words: int
    digest: str
    current: bool


@dataclass(frozen=True)
class ReportData:
    """What a report shows."""

    article: Article
    analysis: Analysis
    made: str
    """The day of the report, in words for the reader."""
    placed: Sequence[Placed] = ()
    """The reader's highlights."""
    labels: Sequence[tuple[str, str]] = ()
    """The reader's labels in order, each with its sign."""
    versions: Sequence[VersionRow] = ()
    """The texts that were read from the same address or file, the latest first."""
    provenance: Sequence[tuple[str, str]] = ()
    """Where the text comes from: names and values, in order."""
    verified: Sequence[VerifiedQuote] = ()
    """Its quotations, compared with what was said, in order of the text."""


def report_page(data: ReportData) -> str:
    """The report as one HTML page."""
    article, analysis = data.article, data.analysis
    found = find_sources(article, analysis)
    notes = list(note_rows(data))
    found_claims = claims(article, analysis, data.placed)
    return render_page(
        "report.html.j2",
        article=article,
        title=article.title,
        made=data.made,
        has_headline=any(block.kind == "headline" for block in article.blocks),
        facts=facts(data, found, found_claims),
        blocks=list(_blocks(data, notes, found_claims)),
        notes=notes,
        sources=[source_row(article, source) for source in found.sources],
        possible=[source_row(article, source) for source in found.possible],
        remark=found.remark,
        without_speaker=found.without_speaker,
        topics=list(topic_rows(article, analysis)),
        checks=[
            check_row(article, claim) for claim in (*found_claims, *lost_claims(article, data.placed)) if claim.verdict
        ],
        checked=progress(found_claims),
        verified=[verified_row(article, one) for one in data.verified],
        timeline=[timeline_row(article, entry) for entry in timeline(article, analysis.dates)],
        versions=data.versions,
        provenance=[(name, value, safe_link(value)) for name, value in data.provenance],
    )


def facts(data: ReportData, found: Sources, found_claims: Sequence[Claim]) -> list[str]:
    """The article in numbers: "750 words", "4 sources, 1 of them unnamed"."""
    unnamed = sum(source.name is None for source in found.sources)
    named = f", {unnamed} of them unnamed" if unnamed else ""
    return [
        _count(len(data.article.text.split()), "word"),
        _count(len(data.analysis.statements), "quotation"),
        _count(len(found.sources), "source") + named,
        _count(sum(not _is_only_check(one) for one in data.placed), "highlight"),
        *([progress(found_claims)] if any(claim.verdict for claim in found_claims) else []),
    ]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


# ---------------------------------------------------------------- the article


def _blocks(data: ReportData, notes: Sequence[NoteRow], found_claims: Sequence[Claim]) -> Iterator[MarkedBlock]:
    marks = [*_format_marks(data.article), *_topic_marks(data.analysis), *_quote_marks(data.analysis)]
    marks += [Mark(note.placed.span, note.style, reference=note.number) for note in notes if note.placed.span]
    margin = [*_speaker_lines(data), *_topic_lines(data.analysis), *_note_lines(notes)]
    margin += _verdict_lines(data.article, found_claims)
    return marked_blocks(data.article, marks, margin)


def _format_marks(article: Article) -> Iterator[Mark]:
    for inline in article.inlines:
        href = safe_link(inline.href) if inline.kind == "link" else None
        yield Mark(inline.span, "" if inline.kind == "link" else inline.kind, href or "")


def topic_style(number: int) -> str:
    """The class of a topic, by its place in the analysis."""
    return f"topic-{number % TOPIC_STYLES + 1}"


def _topic_marks(analysis: Analysis) -> Iterator[Mark]:
    for number, topic in enumerate(analysis.topics):
        for passage in topic.passages:
            yield Mark(passage.span, topic_style(number))


def _topic_lines(analysis: Analysis) -> Iterator[MarginLine]:
    for number, topic in enumerate(analysis.topics):
        for passage in topic.passages:
            yield MarginLine(passage.span.start, f"topic {topic_style(number)}", topic.name)


def _quote_marks(analysis: Analysis) -> Iterator[Mark]:
    for quote in filter(lambda quote: quote.is_said, analysis.quotes):
        for span in quote.spans:
            yield Mark(span, "reported" if quote.kind == "indirect" else "quoted")


def _speaker_lines(data: ReportData) -> Iterator[MarginLine]:
    for quote in data.analysis.quotes:
        name = one_line(speaker_names(data.article.text, quote), MOST_NAME)
        name = f"{CONFIRMED} {name}" if quote.confirmed else name
        yield MarginLine(quote.span.start, "speaker", name, _how_said(data.article, quote))


def _how_said(article: Article, quote: Quote) -> str:
    cue = " ".join(article.words(quote.cue).split()) if quote.cue else ""
    kind = {"direct": "direct speech", "mixed": "partly direct speech", "indirect": "reported speech"}[quote.kind]
    kind = kind if quote.is_said else "not said: a wish, an intention or an attitude"
    doubt = "speaker confirmed" if quote.confirmed else "speaker unsure" if quote.unsure else ""
    return ", ".join(part for part in (f"“{cue}”" if cue else "", kind, doubt) if part)


def _note_lines(notes: Sequence[NoteRow]) -> Iterator[MarginLine]:
    for note in notes:
        if note.placed.span:
            said = note.placed.highlight.note
            yield MarginLine(
                note.placed.span.start,
                f"note {note.style}",
                f"{note.number} {note.sign} {note.label}".strip(),
                " ".join(said.split())[:160] + ("…" if len(said) > 160 else ""),
                f"#note{note.number}",
            )


def _verdict_lines(article: Article, found_claims: Sequence[Claim]) -> Iterator[MarginLine]:
    for claim in found_claims:
        if claim.verdict:
            judged = f"the verdict was on {in_quotes(one_line(claim.words_then, MOST_NAME))}"
            words = in_quotes(one_line(claim.words(article), MOST_NAME))
            words = judged if claim.words_then else claim.reported(words)
            yield MarginLine(claim.span.start, "check", f"{claim.sign} {claim.outcome}", words, "#checks")


# ---------------------------------------------------------------- the lists under it


class NoteRow(NamedTuple):
    """One highlight of the reader."""

    number: int
    placed: Placed
    label: str
    sign: str
    style: str
    speaker: str
    """Who said the words; "" if nobody did."""
    tags: Sequence[str]
    """Each as it is written: "#follow-up"."""
    state: str
    """What became of its words; "" if they are where they were."""
    block: int
    """The number of the block in which it begins; -1 if its words were not found."""


def note_rows(data: ReportData) -> Iterator[NoteRow]:
    """The highlights in the order of the text, those without a place last."""
    names = [name for name, _ in data.labels]
    signs = dict(data.labels)
    written = [one for one in data.placed if not _is_only_check(one)]
    placed = sorted(written, key=lambda one: (one.span is None, one.span or ()))
    for number, one in enumerate(placed, start=1):
        label = one.highlight.label
        style = names.index(label) % LABEL_STYLES + 1 if label in names else LABEL_STYLES
        yield NoteRow(
            number=number,
            placed=one,
            label=label,
            sign=signs.get(label, ""),
            style=f"{HIGHLIGHT}{style}",
            speaker=speaker_of_placed(data.article, data.analysis, one) or "",
            tags=[*map(written_tag, one.highlight.all_tags)],
            state=_state(one),
            block=block_number(data.article, one.span.start) if one.span else -1,
        )


def _state(one: Placed) -> str:
    """What became of a highlight's words, with the words that were marked if others are there now."""
    then = f": {in_quotes(one_line(one.highlight.target.exact, 200))} was marked" if one.state == "changed" else ""
    return STATES.get(one.state, "") + then


def _is_only_check(placed: Placed) -> bool:
    """Whether a highlight has nothing but a verdict, so that the check list says all about it."""
    one = placed.highlight
    return bool(one.verdict) and not (one.label or one.note or one.tags)


def check_row(article: Article, claim: Claim) -> dict[str, Any]:
    """One claim with its verdict and evidence."""
    return {
        "sign": claim.sign,
        "verdict": claim.outcome,
        "kind": claim.kind_shown,
        "who": claim.source,
        "words": " ".join(claim.statement(article).split()),
        "words_then": "" if claim.is_lost or not claim.words_then else in_quotes(" ".join(claim.words_then.split())),
        "evidence": claim.evidence,
        "block": -1 if claim.is_lost else block_number(article, claim.span.start),
    }


def verified_row(article: Article, one: VerifiedQuote) -> dict[str, Any]:
    """One quotation with what became of it in the sources."""
    return {
        "verdict": one.verdict,
        "who": one.who,
        "words": one.words,
        "changes": [(item.printed or "(nothing)", item.said or "(nothing)") for item in one.verification.differences],
        "remarks": list(one.remarks),
        "places": [(place_name(place), " ".join(place.words.split())) for place in one.verification.places],
        "block": block_number(article, one.spans[0].start),
    }


def source_row(article: Article, source: Any) -> dict[str, Any]:
    """One source with its share in percent and the block of its first statement."""
    return {
        "source": source,
        "percent": round(100 * source.share),
        "width": round(100 * source.share, 1),
        "block": block_number(article, source.first),
    }


def topic_rows(article: Article, analysis: Analysis) -> Iterator[dict[str, Any]]:
    """Each topic with passages: where they are, in percent of the article's length, and what share of it they are."""
    length = max(1, len(article.text))
    for number, topic in enumerate(analysis.topics):
        spans = [passage.span for passage in topic.passages]
        if spans:
            yield {
                "name": topic.name,
                "style": topic_style(number),
                "passages": len(spans),
                "percent": round(100 * sum(span.length for span in spans) / length),
                "parts": [(round(100 * s.start / length, 2), round(100 * s.length / length, 2)) for s in spans],
                "block": block_number(article, spans[0].start),
            }


def timeline_row(article: Article, entry: TimelineEntry) -> dict[str, Any]:
    """One date with its sentence."""
    return {
        "date": entry.days if entry.period else "",
        "why": entry.why,
        "unsure": entry.unsure,
        "words": " ".join(article.words(entry.span).split()),
        "sentence": " ".join(article.words(entry.sentence).split()),
        "block": block_number(article, entry.span.start),
    }
