"""From a draft to a quote: its kind, its speaker and addressee, and the reason in words for the user."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as replace_phrase

from msgspec.structs import replace

from ...text.analysis import Quote, QuoteKind, Speaker
from ...text.span import Span, join_touching
from ..tokens import Tokens
from . import words
from .content import object_of
from .drafts import QuoteDraft
from .grammar import phrase_kind
from .mended_parse import may_be_called
from .outlets import outlet_of
from .speaker_names import SpeakerNamer
from .speakers import Candidate, joint_heads, mention
from .statements import is_attitude

ADDRESSABLE = {"person", "he", "they", "own", "human", "people", "org", "place", "propn"}
"""Kinds of phrases that can be an addressee."""


def attribute(tokens: Tokens, drafts: Sequence[QuoteDraft], namer: SpeakerNamer) -> list[Quote]:
    """The quotes of the drafts, in order of the text."""
    quotes: list[Quote] = []
    for draft in sorted(drafts, key=lambda draft: min(draft.ranges)):
        quote = _quote(tokens, draft, namer)
        quotes.append(_answered(tokens, draft, quote, quotes[-1]) if quotes else quote)
    return sorted(quotes, key=lambda quote: quote.span)


def _quote(tokens: Tokens, draft: QuoteDraft, namer: SpeakerNamer) -> Quote:
    spans = tuple(join_touching([Span(*part) for part in draft.ranges], tokens.text))
    kind: QuoteKind = "direct" if draft.verbatim else _kind(tokens, spans)
    cue = Span(tokens.starts[draft.cue[0]], tokens.ends[draft.cue[1] - 1]) if draft.cue else None
    speaker = draft.speaker
    if speaker is None or speaker.first >= speaker.last:
        return Quote(kind, spans, cue, None, None, "the article does not say whose words these are", True)
    speaker = _first_of_joint(tokens, speaker)
    named = namer.name(speaker)
    doubt = _doubt(tokens, draft, speaker, named.speaker)
    reason = "; ".join(part for part in (_reason(tokens, draft, speaker, spans[0]), named.reason, doubt) if part)
    addressee = _addressee(tokens, draft.cue_word)
    addressed = namer.name(addressee).speaker if addressee else None
    also = named.also or _also(tokens, speaker, named.speaker.entity, namer)
    outlet = draft.outlet or outlet_of(tokens, draft.cue_word, speaker)
    via = namer.name(outlet).speaker if outlet else None
    unsure, attitude = draft.unsure or named.unsure or doubt != "", is_attitude(tokens, draft, kind)
    return Quote(kind, spans, cue, named.speaker, addressed, reason, unsure, attitude=attitude, also=also, via=via)


def _first_of_joint(tokens: Tokens, speaker: Candidate) -> Candidate:
    """*The council* in "the council and Brennock Power", where the second speaker has a name of its own."""
    root = speaker.root
    joint = joint_heads(tokens, root)
    conjunction = next((i for i in tokens.children[root] if i > root and tokens.deps[i] == "cc"), root)
    named = any(tokens.pos[i] == "PROPN" and tokens.labels[i] in ("ORG", "PERSON") for i in joint[1:])
    if joint[0] != root or tokens.pos[root] != "NOUN" or not named or not root < conjunction < speaker.last:
        return speaker
    last = conjunction
    while last - 1 > root and tokens.words[last - 1] == ",":
        last -= 1
    return replace_phrase(speaker, last=last)


def _doubt(tokens: Tokens, draft: QuoteDraft, speaker: Candidate, named: Speaker) -> str:
    """Why it is unsure whether anybody said this, or who did, for the user; "" if it is sure or the name says why."""
    if named.entity is None and _is_thing(tokens, speaker):
        return f"“{tokens.words[speaker.root]}” is neither a person nor an organisation, so perhaps nobody said this"
    if named.name is None and (other := _name_of_another(tokens, speaker)) is not None:
        noun, name = tokens.words[speaker.root], tokens.words[other]
        return f"{name} may be the {noun} or the one before the comma"
    return draft.doubt if draft.unsure else ""


def _name_of_another(tokens: Tokens, speaker: Candidate) -> int | None:
    """*Ruiz* in "an aide to the senator, Ana Ruiz," where the name may be that of either."""
    for i in range(speaker.root + 1, speaker.last):
        if tokens.deps[i] == "appos" and tokens.labels[i] == "PERSON" and tokens.deps[tokens.heads[i]] == "pobj":
            return i if tokens.tags[speaker.root] == "NN" and may_be_called(tokens, tokens.heads[i]) else None
    return None


def _is_thing(tokens: Tokens, speaker: Candidate) -> bool:
    """True for what speaks in a figure of speech only: *the defeat* suggests that …, *this* means that …"""
    return speaker.role == "clause" and not _may_speak(tokens, _counted(tokens, speaker.root))


def _may_speak(tokens: Tokens, head: int) -> bool:
    """True for people, bodies and texts, and for a number of people: "some say", "40 percent believe"."""
    kind, lemma = phrase_kind(tokens, head), tokens.lemmas[head]
    if lemma in words.NUMBERS_OF_PEOPLE or tokens.labels[head] in ("CARDINAL", "PERCENT"):
        return True
    return kind not in ("noun", "pron", "name") or (kind == "noun" and lemma in words.ABLE_TO_SPEAK | words.DATA)


def _counted(tokens: Tokens, head: int) -> int:
    """*Voters* in "most of the voters"; any other head of a phrase itself."""
    of = next((i for i in tokens.children[head] if i > head and tokens.lower[i] == "of"), None)
    counts = tokens.lemmas[head] in words.NUMBERS_OF_PEOPLE or tokens.labels[head] in ("CARDINAL", "PERCENT")
    counted = object_of(tokens, of) if counts and of is not None else None
    return head if counted is None else counted


def _also(tokens: Tokens, speaker: Candidate, entity: str | None, namer: SpeakerNamer) -> tuple[Speaker, ...]:
    """The further speakers in "Ruiz and Vale said". `entity` is that of the first; without one, its words name it."""
    found = []
    for head in joint_heads(tokens, speaker.root):
        first, last = mention(tokens, head)
        in_words = entity is None and speaker.first <= head < speaker.last  # "mayors and governors" names both
        if head != speaker.root and first < last and not in_words:
            kind = phrase_kind(tokens, head)
            named = namer.name(Candidate(head, first, last, speaker.verb, speaker.role, kind, speaker.cue)).speaker
            if entity is None or named.entity != entity:  # "Lund & Hale said" has one speaker, a firm
                found.append(named)
    return tuple(found)


def _answered(tokens: Tokens, draft: QuoteDraft, quote: Quote, before: Quote) -> Quote:
    """The quote; if a pronoun answers ("he replied"), its speaker is the addressee of the previous quote."""
    answers = draft.cue_word is not None and tokens.lemmas[draft.cue_word] in words.ANSWER
    if not answers or draft.speaker is None or draft.speaker.kind != "he":
        return quote
    addressee = before.addressee
    if addressee is None or addressee.entity is None or quote.speaker is None or before.speaker is None:
        return quote
    if quote.speaker.entity != before.speaker.entity:
        return quote
    pronoun = tokens.words[draft.speaker.root]
    reason = f"{quote.reason.split(';')[0]}; “{pronoun}” is {addressee.name}, who was spoken to just before"
    speaker = replace(quote.speaker, name=addressee.name, entity=addressee.entity)
    return replace(quote, speaker=speaker, reason=reason, unsure=True)


def _addressee(tokens: Tokens, cue_word: int | None) -> Candidate | None:
    """The object of "told", or what follows "said to"."""
    if cue_word is None or tokens.pos[cue_word] != "VERB":
        return None
    lemma = tokens.lemmas[cue_word]
    for child in tokens.children[cue_word]:
        head = child
        if tokens.deps[child] in ("prep", "dative") and tokens.lower[child] == "to" and lemma in words.SAY:
            head = next((inner for inner in tokens.children[child] if tokens.deps[inner] == "pobj"), child)
        elif tokens.deps[child] not in ("dobj", "dative") or lemma not in words.ADDRESSING_VERBS:
            continue
        first, last = mention(tokens, head)
        kind = phrase_kind(tokens, head)
        if tokens.quoted[head] < 0 and first < last and kind in ADDRESSABLE:
            return Candidate(head, first, last, cue_word, "told", kind)
    return None


def _kind(tokens: Tokens, spans: Sequence[Span]) -> QuoteKind:
    inside = outside = False
    for span in spans:
        for i in range(*tokens.range_of(*span)):
            if tokens.quoted[i] >= 0:
                inside = True
            elif tokens.words[i][0].isalnum():
                outside = True
    return "mixed" if inside and outside else "direct" if inside else "indirect"


def _reason(tokens: Tokens, draft: QuoteDraft, speaker: Candidate, span: Span) -> str:
    """Why this speaker, in words for the user."""
    cue = " ".join(tokens.text_between(*draft.cue).split()) if draft.cue else ""
    place = _distance(tokens, speaker, span)
    by_role = {
        "according": f"named by “{cue}”, {place}",
        "colon": f"named before the colon, {place}",
        "title": f"named before the colon, {place}",
        "line": f"named before the colon, {place}",
        "transcript": "named at the start of the words, as in a transcript",
        "turn": "named at the start of the words, as in a transcript",
        "interviewed": "named in the introduction as the person interviewed",
        "signature": "named after the dash that signs the words",
        "sign": "named after the dash that signs the words",
        "poss": f"“{cue}” is said to be theirs, {place}",
    }
    if speaker.role in by_role:
        return by_role[speaker.role]
    if cue and (draft.cue_word is not None or speaker.role.startswith(("subj", "who", "near"))):
        if draft.cue_word is not None and tokens.pos[draft.cue_word] not in ("VERB", "AUX"):
            return f"“{cue}” is said to be theirs, {place}"
        return f"subject of “{cue}”, {place}"
    return f"the likeliest speaker named near it, {place}"


def _distance(tokens: Tokens, speaker: Candidate, span: Span) -> str:
    first = min(tokens.range_of(*span)[0], tokens.count - 1)
    if tokens.sentence_of[first] == tokens.sentence_of[speaker.root]:
        return "same sentence"
    if tokens.paragraph_of[first] == tokens.paragraph_of[speaker.root]:
        return "same paragraph"
    return "paragraph before" if speaker.root < first else "paragraph after"
