"""Applies the reader's corrections to an analysis."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..text.analysis import Analysis, Because, Entity, Mention, Passage, Quote, Speaker
from ..text.article import Article
from ..text.entity_kinds import kind_of_label, name_key
from ..text.figure_speakers import with_figure_speakers
from ..text.span import Span
from .analysis_draft import Draft, with_people
from .correction import Correction, name_of
from .highlight import Target
from .rejected_sentences import without


def corrected(analysis: Analysis, corrections: Sequence[Correction], article: Article) -> Analysis:
    """The analysis with every correction applied, in the order they were made.

    Changes none of its arguments. A correction whose words are no longer in the article does nothing.
    """
    if not corrections:
        return analysis
    draft = _Draft(analysis, article)
    for correction in corrections:
        targets = [span for span in map(draft.find, correction.targets) if span]
        if correction.everywhere:
            _known_as(draft, correction)
        elif targets:
            _APPLY[correction.kind](draft, correction, targets)
    return with_figure_speakers(draft.analysis(), analysis.quotes, article.text)


def with_names_merged(analysis: Analysis, corrections: Sequence[Correction]) -> Analysis:
    """The analysis with only those corrections applied that hold for all articles."""
    draft = Draft(analysis)
    for correction in corrections:
        if correction.everywhere:
            _known_as(draft, correction)
    return draft.analysis()


def _known_as(draft: Draft, correction: Correction) -> None:
    name, into = name_key(correction.name), name_key(correction.value)

    def called(key: str) -> list[Entity]:
        return [e for e in draft.entities if name_key(e.name) == key and kind_of_label(e.label) == correction.among]

    if name == into:
        return
    for entity in called(name):
        if same := called(into):
            draft.absorb(same[0], entity)
        else:
            draft.rename(entity, correction.value)
    draft.rename_unlisted(name, correction.value)


class _Draft(Draft):
    """A draft with the article, in which corrections find their words."""

    def __init__(self, analysis: Analysis, article: Article) -> None:
        super().__init__(analysis)
        self.article = article

    def find(self, target: Target) -> Span | None:
        if target.digest == self.article.digest:
            return target.span
        from .anchoring import anchor

        place = anchor(target, self.article.text)
        return Span(*place) if place else None


BY_THE_READER = "you said so"
"""The reason shown next to what the reader has corrected."""


def _set_speaker(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    found = draft.quote_at(spans, 0.3)
    quote = _said_by(draft, found or Quote("direct", tuple(sorted(spans))), correction.value)
    draft.put_quote(found, replace(quote, reason=BY_THE_READER, unsure=False, confirmed=True))
    if found is not None and found.speaker is not None and quote.speaker is not None:
        _doubt_pronouns(draft, found.speaker, quote.speaker)


def _doubt_pronouns(draft: _Draft, former: Speaker, speaker: Speaker) -> None:
    """Mark as unsure what the pronouns say that stand for the former speaker because of the words that named them:
    "Holt said …. *She* added …". The reader may mean that these words name another, or that somebody else spoke."""
    mention, pronouns = former.mention, {p.span for p in draft.pronouns if p.entity == former.entity}
    same = (former.name, former.entity) == (speaker.name, speaker.entity)
    if same or former.entity is None or mention is None or mention in pronouns:
        return
    named = [m.span.start for e in draft.entities if e.id == former.entity for m in e.mentions]
    end = min((start for start in named if start >= mention.end), default=len(draft.article.text))
    for quote in draft.quotes:
        words = quote.speaker.mention if quote.speaker and quote.speaker.entity == former.entity else None
        if words in pronouns and words is not None and mention.end <= words.start < end and not quote.confirmed:
            doubt = f"“{draft.article.words(words)}” may be another than {former.name}: you changed a speaker before it"
            reason = "; ".join(part for part in (quote.reason, doubt) if part)
            draft.put_quote(quote, replace(quote, unsure=True, reason=reason))


def _said_by(draft: _Draft, quote: Quote, names: str) -> Quote:
    """The quote with the speakers that the reader names. Of its report it keeps what can be about them: a verb in
    another sentence, with its subject and its addressee, is about the former speaker."""
    former, mention = quote.speaker, quote.speaker.mention if quote.speaker else None
    speaker, *also = draft.speakers(names, mention)
    named = draft.entity_named(draft.article.words(mention)) if mention else None
    is_another = former is not None and (former.name, former.entity) != (speaker.name, speaker.entity)
    if is_another and not draft.is_mention(mention, speaker.entity) and _is_reported_elsewhere(draft, quote):
        quote, mention = replace(quote, cue=None, addressee=None, attitude=False), None
    elif named is not None and named.id != speaker.entity:
        mention = None  # the words name somebody else
    return replace(quote, speaker=replace(speaker, mention=mention), also=tuple(also))


def _is_reported_elsewhere(draft: _Draft, quote: Quote) -> bool:
    """Whether the verb of a quote, or its subject, is in a sentence in which nothing of the quote is."""
    mention = quote.speaker.mention if quote.speaker else None
    return any(words is not None and _is_apart(draft, quote, words) for words in (quote.cue, mention))


def _is_apart(draft: _Draft, quote: Quote, words: Span) -> bool:
    text, whole = draft.article.text, quote.span
    if words.start < whole.end and whole.start < words.end:
        return False
    if words.start >= whole.end:
        # “Was it closed?” he asked: a parser may begin a sentence at “he”, but the quote ends none.
        first, last, ended = whole.end, words.start, text[: whole.end].rstrip("”’\"'").endswith(".")
    else:
        first, last, ended = words.end, whole.start, False
    between = text[first:last]
    begins = any(first <= sentence.start <= last for sentence in draft.original.sentences)
    return "\n" in between or (begins and (ended or any(mark in between for mark in ".?!")))


def _not_quote(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    quote = draft.quote_at(spans, 0.5)
    if quote:
        draft.quotes.remove(quote)


def _quote(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    found = draft.quote_at(spans, 0.8)
    quote = found or Quote("direct", tuple(sorted(spans)), None, None, None, BY_THE_READER)
    if correction.value:
        quote = _said_by(draft, quote, correction.value)
    draft.put_quote(found, replace(quote, unsure=False, confirmed=True))


def _confirm_quote(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    quote = draft.quote_at(spans, 0.5)
    if quote is None or name_of(quote.speaker) != correction.value:
        _set_speaker(draft, correction, spans)
    else:
        draft.put_quote(quote, replace(quote, unsure=False, confirmed=True))


def _merge(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    entity = draft.entity_at(spans, correction.name)
    into = draft.entity_at([span for span in map(draft.find, correction.into) if span], correction.value)
    if entity is not None and into is not None:
        draft.absorb(into, entity)


def _split(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    entity = draft.entity_at(spans, correction.name)
    if entity is None:
        return
    taken = [m for m in entity.mentions if any(m.span.overlaps(span) for span in spans)]
    rest = tuple(m for m in entity.mentions if m not in taken)
    if not taken or not rest:
        return
    name = correction.value or draft.article.words(taken[0].span)
    draft.put_entity(entity, replace(entity, mentions=rest))
    settled = tuple(Mention(mention.span) for mention in taken)
    named = (e for e in draft.entities if e.id != entity.id and name_key(e.name) == name_key(name))
    if into := min(named, key=lambda e: e.label != entity.label, default=None):
        id, name = into.id, into.name
        joined = tuple(sorted({*into.mentions, *settled}, key=lambda mention: mention.span))
        draft.put_entity(into, replace(into, mentions=joined, confirmed=True))
    else:
        known = {e.id for e in draft.entities}
        id = next(i for i in (f"{entity.id}-{n}" for n in range(2, len(known) + 3)) if i not in known)
        draft.entities.append(Entity(id, name, entity.label, settled, confirmed=True))

    def new(speaker: Speaker | None) -> Speaker | None:
        its = speaker and speaker.mention and any(m.span.overlaps(speaker.mention) for m in taken)
        return Speaker(speaker.mention, name, id) if speaker and its else speaker

    draft.quotes = [with_people(quote, new) for quote in draft.quotes]


def _rename(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    entity = draft.entity_at(spans, correction.name)
    if entity:
        draft.rename(entity, correction.value)


def _relabel(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    entity = draft.entity_at(spans, correction.name)
    if entity:
        draft.put_entity(entity, replace(entity, label=correction.value, confirmed=True))


def _confirm(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    entity = draft.entity_at(spans, correction.name)
    if entity:
        draft.put_entity(entity, replace(entity, confirmed=True))


def _dismiss(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    entity = draft.entity_at(spans, correction.name)
    if entity:
        draft.entities.remove(entity)
        draft.pronouns = [p for p in draft.pronouns if p.entity != entity.id]
        draft.rename_speakers(entity.id, None, entity.name)


def _passages(draft: _Draft, name: str, passages: list[Passage]) -> None:
    ordered = tuple(sorted(passages, key=lambda passage: passage.span))
    for number, topic in enumerate(draft.topics):
        if topic.name == name:
            draft.topics[number] = replace(topic, passages=ordered)
            return


def _not_about(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    for topic in draft.topics:
        if topic.name == correction.value:
            _passages(draft, topic.name, without(topic.passages, spans, draft.article.text))


def _about(draft: _Draft, correction: Correction, spans: list[Span]) -> None:
    for topic in draft.topics:
        if topic.name == correction.value:
            passages = list(topic.passages)
            for span in spans:
                passages = _with(passages, span, draft.article)
            _passages(draft, topic.name, passages)


def _with(passages: list[Passage], span: Span, article: Article) -> list[Passage]:
    """The passages with this span added, joined with those it touches."""
    start, end = span
    because = [Because(span, "reader", BY_THE_READER)]
    apart: list[Passage] = []
    for passage in passages:
        between = article.text[passage.span.end : start] or article.text[end : passage.span.start]
        if passage.span.overlaps(span) or not between.strip():
            start, end = min(start, passage.span.start), max(end, passage.span.end)
            because += [why for why in passage.because if not why.span.overlaps(span)]
        else:
            apart.append(passage)
    whole = Passage(Span(start, end), tuple(sorted(because, key=lambda why: why.span)), confirmed=True)
    return [*apart, whole]


_APPLY = {
    "speaker": _set_speaker,
    "not_quote": _not_quote,
    "quote": _quote,
    "confirm_quote": _confirm_quote,
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "relabel": _relabel,
    "dismiss": _dismiss,
    "confirm": _confirm,
    "not_about": _not_about,
    "about": _about,
}
