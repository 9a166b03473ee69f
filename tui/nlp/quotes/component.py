"""Who said what: the component that finds quotations and their speakers.

Three steps. Quotation marks give the stretches of direct speech (`quote_marks`). For each, all phrases in reach
that could name its speaker (`speakers`) are ranked, and the best one wins (`quote_ranking`). Verbs and nouns of
saying with what depends on them give indirect speech, and the unquoted part of mixed speech (`quote_clauses`). What
has the same speaker by the same clause of saying is one quote (`quote_drafts`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from weakref import WeakKeyDictionary

import msgspec
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from ...text.analysis import Quote, QuoteKind, Speaker
from ...text.span import Span, join_touching
from ..entities.component import get_coreference, set_coreference
from ..entities.entities import find_entities
from ..lexicon import read_lexicon
from ..tokens import Tokens
from . import words
from .clauses import reports
from .drafts import Draft, direct, fold, indirect
from .grammar import kind
from .names import Namer
from .speakers import Candidate, mention

KEPT = "newsreader_quotes"
"""Where a Doc keeps them."""

ADDRESSED = {"person", "he", "they", "own", "human", "people", "org", "place", "propn"}
"""Kinds of phrases that can be spoken to."""


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotes of `doc` in order of the text. Needs a parsed Doc; names come from `doc._.coreference`."""
    coreference = get_coreference(doc)
    if coreference is None:
        coreference = find_entities(doc)
        set_coreference(doc, coreference)
    tokens = Tokens(doc)
    said = reports(tokens, read_lexicon("quote_weights")["clause"])
    drafts = direct(tokens, said)
    drafts += indirect(tokens, said, drafts)
    namer = Namer(tokens, coreference)
    drafts = fold(drafts, namer)
    drafts.sort(key=lambda draft: min(draft.ranges))
    quotes: list[Quote] = []
    for draft in drafts:
        quote = _finish(tokens, draft, namer)
        quotes.append(_in_turn(tokens, draft, quote, quotes[-1]) if quotes else quote)
    return sorted(quotes, key=lambda quote: quote.span)


def _in_turn(tokens: Tokens, draft: Draft, quote: Quote, before: Quote) -> Quote:
    """The quote, with whoever was spoken to just before as its speaker where a pronoun answers: he replied."""
    answers = draft.word is not None and tokens.lemmas[draft.word] in words.ANSWER
    if not answers or draft.one is None or draft.one.kind != "he" or quote.speaker is None or before.speaker is None:
        return quote
    told = before.addressee
    if told is None or told.entity is None or quote.speaker.entity != before.speaker.entity:
        return quote
    reason = (
        f"{quote.reason.split(';')[0]}; “{tokens.words[draft.one.root]}” is {told.name}, who was spoken to just before"
    )
    return replace(
        quote, speaker=replace(quote.speaker, name=told.name, entity=told.entity), reason=reason, unsure=True
    )


def _finish(tokens: Tokens, draft: Draft, namer: Namer) -> Quote:
    spans = tuple(join_touching([Span(*words) for words in draft.ranges], tokens.text))
    manner = _kind(tokens, spans)
    cue = Span(tokens.starts[draft.cue[0]], tokens.ends[draft.cue[1] - 1]) if draft.cue else None
    one = draft.one
    if one is None or one.first >= one.last:
        return Quote(manner, spans, cue, None, None, "the article does not say whose words these are", True)
    named = namer.name(one)
    reason = "; ".join(part for part in (_reason(tokens, draft, one, spans[0]), named.reason) if part)
    to = _told(tokens, draft.word)
    addressee = namer.name(to).speaker if to else None
    return Quote(manner, spans, cue, named.speaker, addressee, reason, draft.unsure or named.unsure)


def _told(tokens: Tokens, word: int | None) -> Candidate | None:
    """Who is spoken to: the object of "told", or who stands after "said to"."""
    if word is None or tokens.pos[word] != "VERB":
        return None
    for kid in tokens.children[word]:
        at = kid
        if tokens.deps[kid] in ("prep", "dative") and tokens.lower[kid] == "to" and tokens.lemmas[word] in words.SAY:
            at = next((inner for inner in tokens.children[kid] if tokens.deps[inner] == "pobj"), kid)
        elif tokens.deps[kid] not in ("dobj", "dative") or tokens.lemmas[word] not in words.ADDRESSING_VERBS:
            continue
        first, last = mention(tokens, at)
        sort = kind(tokens, at)
        if at == word or tokens.quoted[at] >= 0 or first >= last or sort not in ADDRESSED:
            continue
        return Candidate(at, first, last, word, "told", sort)
    return None


def _kind(tokens: Tokens, spans: tuple[Span, ...]) -> QuoteKind:
    inside = outside = False
    for span in spans:
        first, last = tokens.range_of(*span)
        for i in range(first, last):
            if tokens.quoted[i] >= 0:
                inside = True
            elif tokens.words[i][0].isalnum():
                outside = True
    return "mixed" if inside and outside else "direct" if inside else "indirect"


def _reason(tokens: Tokens, draft: Draft, one: Candidate, span: Span) -> str:
    """Why this speaker, in words for the reader."""
    cue = " ".join(tokens.text_between(*draft.cue).split()) if draft.cue else ""
    place = "same paragraph"
    at = min(tokens.range_of(*span)[0], tokens.count - 1)
    if tokens.sentence_of[at] == tokens.sentence_of[one.root]:
        place = "same sentence"
    elif tokens.paragraph_of[at] != tokens.paragraph_of[one.root]:
        place = "paragraph before" if one.root < at else "paragraph after"
    fixed = {
        "according": f"named by “{cue}”, {place}",
        "colon": f"named before the colon, {place}",
        "title": f"named before the colon, {place}",
        "line": f"named before the colon, {place}",
        "transcript": "named at the start of the words, as in a transcript",
        "sign": "named after the dash that signs the words",
        "poss": f"“{cue}” is said to be theirs, {place}",
    }
    if one.role in fixed:
        return fixed[one.role]
    if cue and (draft.word is not None or one.role.startswith(("subj", "who", "near"))):
        if draft.word is not None and tokens.pos[draft.word] not in ("VERB", "AUX"):
            return f"“{cue}” is said to be theirs, {place}"
        return f"subject of “{cue}”, {place}"
    return f"the likeliest speaker named near it, {place}"


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
    parts = [(part, quote.kind) for quote in quotes for part in quote.spans]
    spans = [doc.char_span(part.start, part.end, label=kind, alignment_mode="expand") for part, kind in parts]
    doc.spans["quotes"] = [span for span in spans if span is not None]
    return doc


_made: WeakKeyDictionary[Doc, list[Quote]] = WeakKeyDictionary()
# What was made of those lists, or they of it; see `entities`.


def get_quotes(doc: Doc) -> list[Quote] | None:
    """The quotes found in `doc`, also in one that came back from another process; None where nobody looked."""
    if doc not in _made and KEPT in doc.user_data:
        _made[doc] = msgspec.convert(doc.user_data[KEPT], list[Quote])
    return _made.get(doc)


def set_quotes(doc: Doc, quotes: Sequence[Quote]) -> None:
    """Keep quotes in `doc`, as plain lists, so that `Doc.to_bytes` and `nlp.pipe(n_process=2)` carry them along."""
    doc.user_data[KEPT] = msgspec.to_builtins(quotes)
    _made[doc] = list(quotes)


def get_cue(span: TokenSpan) -> TokenSpan | None:
    """The word of saying of the quote that a span is part of."""
    quote = _quote_of(span)
    return _at(span.doc, quote.cue) if quote else None


def get_speaker(span: TokenSpan) -> str | None:
    """Who said the quote that a span is part of."""
    quote = _quote_of(span)
    return _called(span.doc, quote.speaker) if quote else None


def _quote_of(span: TokenSpan) -> Quote | None:
    here = Span(span.start_char, span.end_char)
    return next((q for q in get_quotes(span.doc) or () if any(part.overlaps(here) for part in q.spans)), None)


def _at(doc: Doc, span: Span | None) -> TokenSpan | None:
    return doc.char_span(span.start, span.end, alignment_mode="expand") if span else None


def _called(doc: Doc, speaker: Speaker | None) -> str | None:
    if speaker is None:
        return None
    if speaker.name or speaker.mention is None:
        return speaker.name
    return doc.text[speaker.mention.start : speaker.mention.end]


if not Doc.has_extension("newsreader_quotes"):
    Doc.set_extension("newsreader_quotes", getter=get_quotes, setter=set_quotes)
if not TokenSpan.has_extension("cue"):
    TokenSpan.set_extension("cue", getter=get_cue)
if not TokenSpan.has_extension("speaker"):
    TokenSpan.set_extension("speaker", getter=get_speaker)
