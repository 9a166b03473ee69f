"""Who said what: the component that finds quotes and their speakers.

The text between quotation marks may be direct speech (`quotation_marks`, `speech`). For each such span, all phrases
near it that could name its speaker (`speakers`) are ranked, and the best one wins (`ranking`). Reporting clauses give
indirect speech, and the unquoted part of mixed speech (`clauses`). Both become drafts, one for all that has the same
speaker by the same cue (`drafts`); the turns of an interview become drafts as well (`transcripts`). The drafts become
quotes with named speakers (`attribution`, `speaker_names`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from weakref import WeakKeyDictionary

import msgspec
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from ...text.analysis import Quote, Speaker
from ...text.block_types import RUNNING_TEXT, BlockTypes
from ...text.span import Span
from ..entities.component import get_coreference, set_coreference
from ..entities.entities import find_entities
from ..lexicon import read_lexicon
from ..tokens import Tokens
from .attribution import attribute
from .clauses import reporting_clauses
from .drafts import add_clauses, direct_drafts, merge_nested
from .heading_quotes import with_headings
from .mended_parse import mend_parse
from .set_off import add_set_off
from .speaker_names import SpeakerNamer
from .transcripts import add_turns

USER_DATA = "newsreader_quotes"
"""The key in `Doc.user_data`."""


def find_quotes(doc: Doc, blocks: BlockTypes = RUNNING_TEXT) -> list[Quote]:
    """The quotes of a parsed Doc in order of the text. Speakers are named from `doc._.coreference`."""
    coreference = get_coreference(doc)
    if coreference is None:
        coreference = find_entities(doc)
        set_coreference(doc, coreference)
    tokens = Tokens(doc)
    mend_parse(tokens)
    clauses = reporting_clauses(tokens, read_lexicon("quote_weights")["clause"])
    drafts = add_clauses(tokens, clauses, *direct_drafts(tokens, clauses, coreference))
    namer = SpeakerNamer(tokens, coreference)
    drafts = add_set_off(tokens, merge_nested(drafts, namer), blocks)
    found = with_headings(tokens, attribute(tokens, add_turns(tokens, drafts, blocks), namer))
    return [quote for quote in found if not any(line.covers(quote.span.start) for line in blocks.mail)]


@Language.factory(
    "newsreader_quotes",
    assigns=["doc._.newsreader_quotes", "doc.spans", "span._.cue", "span._.speaker"],
    requires=["token.dep", "token.head", "token.lemma", "doc.ents"],
)
def make_quotes(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that fills `doc._.newsreader_quotes` (a list of Quote) and `doc.spans["quotes"]`."""
    return store_quotes


def store_quotes(doc: Doc) -> Doc:
    """`doc` with its quotes.

    `doc.spans["quotes"]` has a span for each part of a quote. `span._.cue` is the span of its cue; `span._.speaker` is
    the speaker's name, or the phrase at the cue if the article names nobody, or None.
    """
    quotes = find_quotes(doc)
    doc._.newsreader_quotes = quotes
    parts = [(part, quote.kind) for quote in quotes for part in quote.spans]
    spans = [doc.char_span(part.start, part.end, label=kind, alignment_mode="expand") for part, kind in parts]
    doc.spans["quotes"] = [span for span in spans if span is not None]
    return doc


_cache: WeakKeyDictionary[Doc, list[Quote]] = WeakKeyDictionary()
# The Quote objects of the plain lists in `user_data`.


def get_quotes(doc: Doc) -> list[Quote] | None:
    """The quotes stored in `doc`, also after it came back from another process; None if none were looked for."""
    if doc not in _cache and USER_DATA in doc.user_data:
        _cache[doc] = msgspec.convert(doc.user_data[USER_DATA], list[Quote])
    return _cache.get(doc)


def set_quotes(doc: Doc, quotes: Sequence[Quote]) -> None:
    """Store quotes in `doc` as plain lists, so that `Doc.to_bytes` and `nlp.pipe(n_process=2)` carry them along."""
    doc.user_data[USER_DATA] = msgspec.to_builtins(quotes)
    _cache[doc] = list(quotes)


def get_cue(span: TokenSpan) -> TokenSpan | None:
    """The cue of the quote that a span is part of."""
    quote = _quote_of(span)
    return _token_span(span.doc, quote.cue) if quote else None


def get_speaker(span: TokenSpan) -> str | None:
    """The speaker of the quote that a span is part of."""
    quote = _quote_of(span)
    return _speaker_text(span.doc, quote.speaker) if quote else None


def _quote_of(span: TokenSpan) -> Quote | None:
    here = Span(span.start_char, span.end_char)
    return next((q for q in get_quotes(span.doc) or () if any(part.overlaps(here) for part in q.spans)), None)


def _token_span(doc: Doc, span: Span | None) -> TokenSpan | None:
    return doc.char_span(span.start, span.end, alignment_mode="expand") if span else None


def _speaker_text(doc: Doc, speaker: Speaker | None) -> str | None:
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
