"""Words that reach the reader through somebody else: "…, Ruiz told the council, the Herald reported".

Their speaker is the person who said them; the newspaper, agency or court paper that passes them on is named separately.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..tokens import Tokens
from . import words
from .context import QuoteContext
from .grammar import agent_of, phrase_kind, subject_of
from .speakers import Candidate, mention

PASSING_ON = {"cite", "quote", "report"}
"""Verbs with which an outlet passes on what somebody said."""
OUTLETS = {"org", "text", "name", "propn", "noun"}
"""Kinds of phrases that may be an outlet."""
PEOPLE = {"person", "he", "they", "human", "propn", "own"}
CLOSE_TIES = {"left colon strong", "left next strong", "right strong"}
"""Relations of the words to a reporting verb right next to them."""


def innermost(
    tokens: Tokens, context: QuoteContext, candidates: Sequence[Candidate], chosen: Candidate | None
) -> Candidate | None:
    """The speaker inside the clause of an outlet: *a farmer* in "According to the Herald, a farmer wrote: “…”" and in
    "The Herald quoted a farmer as saying “…”". None if `chosen` is not such an outlet.

    Words in marks within a sentence ("a farmer said that the “bitter” winter …") stay with the outlet, whose quote then
    names the farmer in its words.
    """
    if chosen is None or context.opens in ("that", "word"):
        return None
    passes_on = chosen.verb is not None and tokens.lemmas[chosen.verb] in PASSING_ON
    if chosen.role != "according" and (not passes_on or chosen.kind not in OUTLETS):
        return None
    for candidate in candidates:
        if candidate.key == chosen.key or not _is_somebody(tokens, candidate):
            continue
        if chosen.verb is not None and candidate.root == _quoted_one(tokens, chosen.verb):
            return candidate
        for name, verb in context.ties.get(candidate.root, ()):
            close = name in CLOSE_TIES or tokens.deps[verb] == "pcomp"
            if close:
                return candidate
    return _misread(tokens, context, candidates, chosen)


def _misread(
    tokens: Tokens, context: QuoteContext, candidates: Sequence[Candidate], outlet: Candidate
) -> Candidate | None:
    """The subject right before a reporting verb that the parser mistook for an apposition of the outlet."""
    verb = context.outer_first - 2
    reported = context.opens in ("colon", "comma") and tokens.lemmas[verb] in words.STRONG
    if outlet.role != "according" or not reported or subject_of(tokens, verb) is not None:
        return None
    beside = (one for one in candidates if outlet.root < one.root < verb and _is_somebody(tokens, one))
    found = next(beside, None)
    return replace(found, verb=verb, role="subj+strong", cue=(verb, verb + 1)) if found else None


def _is_somebody(tokens: Tokens, candidate: Candidate) -> bool:
    """True for people; the weights of the ranker know fewer nouns for them."""
    return candidate.kind in PEOPLE or tokens.lemmas[candidate.root] in words.HUMANS


def _quoted_one(tokens: Tokens, verb: int) -> int | None:
    """*Ruiz* in "the agency quoted Ruiz as saying"."""
    if tokens.lemmas[verb] not in ("cite", "quote"):
        return None
    saying = any(
        tokens.lower[child] == "as" and any(tokens.lemmas[inner] in words.SAY for inner in tokens.children[child])
        for child in tokens.children[verb]
    )
    return next((child for child in tokens.children[verb] if tokens.deps[child] == "dobj"), None) if saying else None


def outlet_of(tokens: Tokens, cue_word: int | None, speaker: Candidate) -> Candidate | None:
    """The outlet that passes on what somebody says with the verb `cue_word`; None if no outlet is named."""
    if cue_word is None or not _is_somebody(tokens, speaker) or tokens.pos[cue_word] not in ("VERB", "AUX"):
        return None
    source = _according_to(tokens, cue_word)
    if source is None:
        source = _reporter_above(tokens, cue_word)
        if source is not None and phrase_kind(tokens, source) not in OUTLETS:
            return None
    if source is None or source == speaker.root:
        return None
    first, last = mention(tokens, source)
    return Candidate(source, first, last, None, "outlet", phrase_kind(tokens, source)) if first < last else None


def _according_to(tokens: Tokens, cue_word: int) -> int | None:
    """The source of "according to" in the sentence of the verb."""
    begin, end = tokens.sentence(cue_word)
    for i in range(begin, end):
        if tokens.lower[i] == "according" and tokens.quoted[i] < 0:
            to = next((child for child in tokens.children[i] if tokens.lower[child] == "to"), i)
            return next((child for child in tokens.children[to] if tokens.deps[child] == "pobj"), None)
    return None


def _reporter_above(tokens: Tokens, cue_word: int) -> int | None:
    """The subject, or in the passive the agent, of the reporting verb that governs the clause of the verb."""
    verb = cue_word
    for _ in range(4):
        if tokens.heads[verb] == verb or tokens.deps[verb] not in ("ccomp", "pcomp", "prep", "parataxis"):
            return None
        verb = tokens.heads[verb]
        passes_on = tokens.lemmas[verb] in PASSING_ON | words.STRONG
        if passes_on and tokens.pos[verb] == "VERB" and tokens.quoted[verb] < 0:
            agent = agent_of(tokens, verb)
            return subject_of(tokens, verb) if agent is None else agent
    return None
