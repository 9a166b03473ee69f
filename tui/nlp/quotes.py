"""Who said what: the component that finds quotations and their speakers.

Three steps. Quotation marks give the stretches of direct speech (`quote_marks`). For each, all phrases in reach
that could name its speaker are ranked, and the best one wins (`speakers`). Verbs and nouns of saying with what
depends on them give indirect speech, and the unquoted part of mixed speech (`quote_clauses`). What has the same
speaker by the same clause of saying is one quote.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from ..text.analysis import Quote, Speaker
from ..text.span import Span
from .coreference import Coreference
from .entities import find_entities
from .quote_names import name_speaker
from .quote_parse import Parse
from .quote_weights import SPEAKER
from .speakers import Candidate, candidates, field, rank, setting

SHORTEST = 3
"""Words in a stretch that is taken for speech by itself; shorter ones are most often names and labels."""
UNSURE = 0.7
"""How far ahead of the next candidate a speaker must be not to be marked as unsure."""


@dataclass(slots=True)
class Draft:
    """A quote as it is put together."""

    ranges: list[tuple[int, int]]
    """Code points."""
    one: Candidate | None
    margin: float
    paragraph: int


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotes of `doc` in order of the text. Needs a parsed Doc; names come from `doc._.coreference`."""
    coreference = doc._.coreference
    if coreference is None:
        coreference = doc._.coreference = find_entities(doc)
    parse = Parse(doc)
    return [_finish(parse, draft, coreference) for draft in _drafts(parse)]


def _drafts(parse: Parse) -> list[Draft]:
    everyone = candidates(parse)
    drafts: list[Draft] = []
    previous: Candidate | None = None
    for number, stretch in enumerate(parse.stretches):
        if parse.word_counts[number] < SHORTEST:
            continue
        here = setting(parse, number)
        best, margin = rank(field(parse, everyone, here, previous), SPEAKER)
        words = (stretch.outer_start, stretch.outer_end)
        last = drafts[-1] if drafts else None
        same = last is not None and best is not None and last.one is not None and last.one.key == best.key
        if last and same and (last.paragraph == here.paragraph or stretch.continues):
            last.ranges.append(words)
            last.margin = min(last.margin, margin)
            last.paragraph = here.paragraph
        else:
            drafts.append(Draft([words], best, margin, here.paragraph))
        previous = best or previous
    return drafts


def _finish(parse: Parse, draft: Draft, coreference: Coreference) -> Quote:
    spans = tuple(Span(*words) for words in draft.ranges)
    one = draft.one
    if one is None:
        return Quote("direct", spans, reason="nobody near it is said to speak", unsure=True)
    named = name_speaker(parse, one, coreference)
    cue = Span(parse.start[one.cue[0]], parse.end[one.cue[1] - 1]) if one.cue else None
    reason = "; ".join(part for part in (_reason(parse, one, spans[0]), named.reason) if part)
    return Quote("direct", spans, cue, named.speaker, None, reason, draft.margin < UNSURE or named.unsure)


def _reason(parse: Parse, one: Candidate, span: Span) -> str:
    cue = " ".join(parse.text(*one.cue).split()) if one.cue else ""
    place = "same paragraph"
    at = min(parse.tokens(*span)[0], parse.count - 1)
    if parse.sentence[at] == parse.sentence[one.root]:
        place = "same sentence"
    elif parse.paragraph[at] != parse.paragraph[one.root]:
        place = "the paragraph before" if one.root < at else "the paragraph after"
    if one.role.startswith("subj"):
        return f"subject of “{cue}”, {place}"
    if one.role == "according":
        return f"named by “according to”, {place}"
    if one.role == "colon":
        return f"named before the colon, {place}"
    return f"named near it, {place}"


@Language.factory(
    "newsreader_quotes",
    assigns=["doc._.newsreader_quotes", "doc.spans", "span._.cue", "span._.speaker"],
    requires=["token.dep", "token.head", "token.lemma", "doc.ents"],
)
def make_quotes(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that fills `doc._.newsreader_quotes` (a list of Quote) and `doc.spans["quotes"]`."""
    return keep_quotes


def keep_quotes(doc: Doc) -> Doc:
    """`doc`, with its quotes kept on it.

    `doc.spans["quotes"]` has one span for each stretch of words said; `span._.cue` is the span of the word of
    saying and `span._.speaker` the name, or the words at the cue where the article names nobody (None: nobody).
    """
    quotes = find_quotes(doc)
    doc._.newsreader_quotes = quotes
    spans = []
    for quote in quotes:
        for part in quote.spans:
            span = doc.char_span(part.start, part.end, label=quote.kind, alignment_mode="expand")
            if span is not None:
                span._.cue = _at(doc, quote.cue)
                span._.speaker = _called(doc, quote.speaker)
                spans.append(span)
    doc.spans["quotes"] = spans
    return doc


def _at(doc: Doc, span: Span | None) -> TokenSpan | None:
    return doc.char_span(span.start, span.end, alignment_mode="expand") if span else None


def _called(doc: Doc, speaker: Speaker | None) -> str | None:
    if speaker is None:
        return None
    if speaker.name or speaker.mention is None:
        return speaker.name
    return doc.text[speaker.mention.start : speaker.mention.end]


if not Doc.has_extension("newsreader_quotes"):
    Doc.set_extension("newsreader_quotes", default=None)
if not TokenSpan.has_extension("cue"):
    TokenSpan.set_extension("cue", default=None)
if not TokenSpan.has_extension("speaker"):
    TokenSpan.set_extension("speaker", default=None)
