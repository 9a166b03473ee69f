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

from ..text.analysis import Quote, QuoteKind, Speaker
from ..text.span import Span, join_touching
from .coreference import Coreference
from .entities import find_entities
from .quote_clauses import Clause, reports
from .quote_names import name_speaker
from .quote_parse import Parse
from .quote_titles import speech_features
from .quote_weights import CLAUSE, SPEAKER, SPEECH_WEIGHTS
from .speakers import Candidate, Reports, Setting, candidates, field, mention, rank, setting

SHORTEST = 3
"""Words in a stretch that is taken for speech by itself; shorter ones are most often names and labels."""
SPEECH = 0.2
"""The least sum of weights with which a stretch is taken for speech and not for a title or a label."""
REPORT = -0.35
"""The least sum of weights with which a clause without quoted speech is taken for indirect speech."""
UNSURE = 0.8
"""How far ahead of the next candidate a speaker must be not to be marked as unsure."""


@dataclass(slots=True)
class Draft:
    """A quote as it is put together."""

    ranges: list[tuple[int, int]]
    """Code points."""
    one: Candidate | None
    margin: float
    paragraph: int
    cue: tuple[int, int] | None = None
    """Tokens."""
    word: int | None = None
    """The word of saying."""


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotes of `doc` in order of the text. Needs a parsed Doc; names come from `doc._.coreference`."""
    coreference = doc._.coreference
    if coreference is None:
        coreference = doc._.coreference = find_entities(doc)
    parse = Parse(doc)
    said = reports(parse, CLAUSE)
    drafts = _direct(parse, said)
    drafts += _indirect(parse, said, drafts)
    return sorted((_finish(parse, draft, coreference) for draft in drafts), key=lambda quote: quote.span)


def _direct(parse: Parse, said: Reports) -> list[Draft]:
    """The stretches that are speech, those of one speaker in one go joined."""
    everyone = candidates(parse)
    drafts: list[Draft] = []
    previous: Candidate | None = None
    for number, stretch in enumerate(parse.stretches):
        if parse.word_counts[number] < SHORTEST:
            continue
        here = setting(parse, number, said)
        choice = rank(field(parse, everyone, here, previous), SPEAKER)
        one = choice.one
        if sum(SPEECH_WEIGHTS.get(name, 0.0) for name in speech_features(parse, here, choice.score)) < SPEECH:
            continue
        words = (stretch.outer_start, stretch.outer_end)
        last = drafts[-1] if drafts else None
        same = last is not None and one is not None and last.one is not None and last.one.key == one.key
        if last and same and (last.paragraph == here.paragraph or stretch.continues):
            last.ranges.append(words)
            last.margin = min(last.margin, choice.margin)
            last.paragraph = here.paragraph
        else:
            word = _word_of_saying(parse, one, here) if one else None
            cue = (word, word + 1) if word is not None else one.cue if one else None
            drafts.append(Draft([words], one, choice.margin, here.paragraph, cue, word))
        previous = one or previous
    return drafts


def _word_of_saying(parse: Parse, one: Candidate, here: Setting) -> int | None:
    """The word that ties the speaker to the stretch, where a clause or the grammar does."""
    ties = here.links.get(one.root, [])
    order = ("clause sure", "left next strong", "clause likely", "up 0 strong", "up 0 say", "right strong", "right say")
    for name in order:
        for tie, word in ties:
            if tie == name:
                return word
    return one.verb if one.role.startswith(("subj", "who", "agent")) else None


def _indirect(parse: Parse, said: Reports, drafts: list[Draft]) -> list[Draft]:
    """The clauses of saying as quotes of their own; where one holds quoted speech, it is joined to that quote."""
    found: list[Draft] = []
    by_word = {draft.word: draft for draft in drafts if draft.word is not None}
    taken: dict[int, list[tuple[int, int]]] = {}
    for draft in drafts:
        for words in draft.ranges:
            at = min(parse.tokens(*words)[0], parse.count - 1)
            taken.setdefault(parse.paragraph[at], []).append(words)
    for paragraph, here in said.items():
        for clause in here:
            ranges = [
                (parse.start[first], parse.end[last - 1])
                for first, last in clause.content
                if not _spoken(parse, first, last)
            ]
            mixed = by_word.get(clause.word)
            if not ranges:
                continue
            if mixed is not None and any(_touches(parse, words, mixed.ranges) for words in ranges):
                mixed.ranges += ranges
                mixed.cue = clause.cue
            elif clause.score > REPORT and (rest := _minus(ranges, taken.get(paragraph, []))):
                one = _source(parse, clause)
                found.append(Draft(rest, one, clause.score - REPORT, paragraph, clause.cue, clause.word))
    return found


def _minus(ranges: list[tuple[int, int]], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of the ranges is in no stretch that is a quote already."""
    for start, end in taken:
        left: list[tuple[int, int]] = []
        for first, last in ranges:
            if end <= first or last <= start:
                left.append((first, last))
                continue
            left += [(a, b) for a, b in ((first, start), (end, last)) if b - a > 2]
        ranges = left
    return ranges


def _spoken(parse: Parse, first: int, last: int) -> bool:
    """True where nothing but quoted words is in a range of tokens."""
    return all(parse.quoted[i] >= 0 or parse.pos[i] in ("PUNCT", "SPACE") for i in range(first, last))


def _touches(parse: Parse, words: tuple[int, int], ranges: list[tuple[int, int]]) -> bool:
    start, end = words
    return any(start <= last + 2 and first <= end + 2 for first, last in ranges)


def _source(parse: Parse, clause: Clause) -> Candidate | None:
    if clause.source is None:
        return None
    first, last = mention(parse, clause.source)
    role = "according" if clause.relation == "according" else "clause"
    return Candidate(clause.source, first, last, clause.word, role, "", clause.cue)


def _finish(parse: Parse, draft: Draft, coreference: Coreference) -> Quote:
    spans = tuple(join_touching([Span(*words) for words in draft.ranges], parse.string))
    kind = _kind(parse, spans)
    cue = Span(parse.start[draft.cue[0]], parse.end[draft.cue[1] - 1]) if draft.cue else None
    one = draft.one
    if one is None or one.first >= one.last:
        return Quote(kind, spans, cue, None, None, "the article does not say whose words these are", True)
    named = name_speaker(parse, one, coreference)
    reason = "; ".join(part for part in (_reason(parse, one, draft.cue, spans[0]), named.reason) if part)
    return Quote(kind, spans, cue, named.speaker, None, reason, draft.margin < UNSURE or named.unsure)


def _kind(parse: Parse, spans: tuple[Span, ...]) -> QuoteKind:
    inside = outside = False
    for span in spans:
        first, last = parse.tokens(*span)
        for i in range(first, last):
            if parse.quoted[i] >= 0:
                inside = True
            elif parse.words[i][0].isalnum():
                outside = True
    return "mixed" if inside and outside else "direct" if inside else "indirect"


def _reason(parse: Parse, one: Candidate, words: tuple[int, int] | None, span: Span) -> str:
    cue = " ".join(parse.text(*words).split()) if words else ""
    place = "same paragraph"
    at = min(parse.tokens(*span)[0], parse.count - 1)
    if parse.sentence[at] == parse.sentence[one.root]:
        place = "same sentence"
    elif parse.paragraph[at] != parse.paragraph[one.root]:
        place = "the paragraph before" if one.root < at else "the paragraph after"
    if one.role == "according":
        return f"named by “according to”, {place}"
    if one.role in ("colon", "title"):
        return f"named before the colon, {place}"
    if one.role == "transcript":
        return "named at the start of the words, as in a transcript"
    if one.role == "sign":
        return "named after the dash that signs the words"
    if one.role == "poss":
        return f"owner of the words “{cue}”, {place}"
    if cue and one.role.startswith(("subj", "clause", "who", "near")):
        return f"subject of “{cue}”, {place}"
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
