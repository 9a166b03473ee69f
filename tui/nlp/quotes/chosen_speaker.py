"""Who speaks the words between quotation marks: the likeliest candidate, unless the text says otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from ..lexicon import read_lexicon
from ..tokens import Tokens
from . import words
from .clauses import ClausesByParagraph
from .context import QuoteContext, quote_context
from .grammar import agent_of, continues_after, is_addressee, is_told, phrase_kind, subject_of
from .outlets import innermost
from .ranking import Choice, featured_candidates, rank
from .speakers import Candidate, CandidatesByParagraph, mention

AHEAD = 2.0
"""How far ahead of the next candidate a speaker must be not to be marked as unsure. On articles set aside for
checking, 84 in 100 of those below are right (a sixth of all), and 98 in 100 of those above."""

LONGEST_CHAIN = 20
"""Paragraphs in which the end of a quotation is looked for, so that a long text takes linear time."""


class Chosen(NamedTuple):
    """The speaker of a quoted span."""

    speaker: Candidate | None
    outlet: Candidate | None
    """The person or outlet that passes on the words of the speaker."""
    score: float
    """The sum of the weights of the likeliest candidate."""
    doubt: str
    """Why the speaker is unsure, for the user; "" for a sure one."""


def choose_speaker(
    tokens: Tokens,
    clauses: ClausesByParagraph,
    by_paragraph: CandidatesByParagraph,
    context: QuoteContext,
    previous: Candidate | None,
) -> Chosen:
    """The likeliest speaker of a quoted span; `previous` is the speaker of the span before."""
    weights = read_lexicon("quote_weights")["speaker"]
    featured = featured_candidates(tokens, by_paragraph, context, previous)
    choice = rank(featured, weights, context.first)
    if choice.margin < AHEAD and choice.candidate is not None and not _reports(context, choice.candidate):
        # "The Herald checked Ruiz's claim that “…”": the words are in a clause of hers, and it reports nothing itself.
        held = [(one, names) for one, names in featured if "clause sure" in names]
        choice = replace(rank(held, weights, context.first), margin=0.0) if held else choice
    if choice.margin < AHEAD or choice.candidate is None or choice.candidate.root not in context.ties:
        choice = _choice_at_end(tokens, clauses, by_paragraph, context) or choice
    inner = innermost(tokens, context, by_paragraph.get(context.paragraph, ()), choice.candidate)
    speaker = _owner(tokens, inner or choice.candidate)
    doubt = ""
    if inner is None and _is_held_by_another(context, speaker):
        doubt = "the clause that contains the words is somebody else's"
    elif _is_told(tokens, context) or (speaker is not None and _is_audience(tokens, speaker.root)):
        doubt = "somebody who is not named asked or told this"
    elif inner is None and choice.margin < AHEAD:
        doubt = "another speaker is almost as likely"
    return Chosen(speaker, choice.candidate if inner else None, choice.score, doubt)


def _is_told(tokens: Tokens, context: QuoteContext) -> bool:
    """True right after "Ruiz was asked," where nobody is named who asks."""
    verb = context.outer_first - 1
    while verb > context.before and tokens.words[verb] in (",", ":"):
        verb -= 1
    told = any(is_addressee(tokens, i) for i in tokens.children[verb]) and agent_of(tokens, verb) is None
    return verb >= context.before and told


def _is_audience(tokens: Tokens, noun: int) -> bool:
    """True for the inquiry in "…”, the inquiry was told" and in the headline "…”, inquiry told"."""
    verb = tokens.heads[noun]
    return is_addressee(tokens, noun) or (subject_of(tokens, verb) == noun and is_told(tokens, verb))


def _owner(tokens: Tokens, speaker: Candidate | None) -> Candidate | None:
    """*Ruiz* in "Ruiz's voice broke", for a voice or a face; any other speaker is returned as it is."""
    if speaker is None or tokens.lemmas[speaker.root] not in words.PARTS_OF_PEOPLE:
        return speaker
    owner = next((child for child in tokens.children[speaker.root] if tokens.deps[child] == "poss"), None)
    if owner is None:
        return speaker
    first, last = mention(tokens, owner)
    if last - first > 1 and tokens.tags[last - 1] == "POS":
        last -= 1
    return replace(speaker, root=owner, first=first, last=last, kind=phrase_kind(tokens, owner))


def _reports(context: QuoteContext, candidate: Candidate) -> bool:
    """True if a reporting verb or a clause ties the candidate to the span."""
    ties = [name for name, _ in context.ties.get(candidate.root, ())]
    return any(name.startswith("clause") or name.endswith(("strong", "say")) for name in ties)


def _is_held_by_another(context: QuoteContext, speaker: Candidate | None) -> bool:
    """True if only clauses of somebody else have the span in their content: "Ruiz told Voltra, which means “…”"."""
    holders = {root for root, ties in context.ties.items() if any(name.startswith("clause") for name, _ in ties)}
    return bool(holders) and speaker is not None and speaker.root not in holders


def _choice_at_end(
    tokens: Tokens, clauses: ClausesByParagraph, by_paragraph: CandidatesByParagraph, context: QuoteContext
) -> Choice | None:
    """The speaker of a quotation over several paragraphs that is named only in its last one; else None."""
    number = context.number
    start = tokens.starts[tokens.paragraphs[context.paragraph][0]]
    after_colon = tokens.text[max(0, start - 9) : start].rstrip().endswith(":")
    if after_colon or context.opens != "start" or tokens.quoted_spans[number].closed or context.ties:
        return None
    opening = tokens.text[tokens.quoted_spans[number].outer_start]
    while continues_after(tokens, number) and number - context.number < LONGEST_CHAIN:
        number += 1
        if tokens.text[tokens.quoted_spans[number].outer_start] != opening:
            return None  # a quotation within a quoted text
        end = quote_context(tokens, number, clauses)
        if end.ties:
            break
    if number == context.number or not end.ties:
        return None
    featured = featured_candidates(tokens, by_paragraph, end, None)
    choice = rank(featured, read_lexicon("quote_weights")["speaker"], end.first)
    tied = choice.candidate is not None and choice.candidate.root in end.ties
    return choice if tied and choice.margin >= AHEAD else None


def other_person(
    tokens: Tokens,
    by_paragraph: CandidatesByParagraph,
    last: Candidate | None,
    last_end: int,
    context: QuoteContext,
    speaker: Candidate | None,
) -> Candidate | None:
    """The person who is the subject of the sentence before a quotation that stands alone, if the quotation before that
    is another's: “We won,” Ruiz said. *Lund* wept. “It is over.” The words are theirs, or else Ruiz goes on.

    `last` is the speaker of the quotation before, which ends at the code point `last_end`.
    """
    if context.opens != "fresh" or context.ties or speaker is None or not same_phrase(last, speaker):
        return None
    begin, _ = tokens.range_of(last_end, last_end)
    sentence = tokens.sentence_of[max(context.outer_first - 1, 0)]
    for candidate in by_paragraph.get(context.paragraph, ()):
        between = begin <= candidate.root < context.outer_first and tokens.sentence_of[candidate.root] == sentence
        main = candidate.verb is not None and tokens.deps[candidate.verb] == "ROOT"
        if between and main and candidate.role.startswith("subj") and _is_named_person(tokens, candidate):
            return candidate if candidate.key != speaker.key else None
    return None


def _is_named_person(tokens: Tokens, candidate: Candidate) -> bool:
    """True for "Ana Lund" and for "her neighbour, Ana Lund"."""
    named = (tokens.labels[child] == "PERSON" for child in tokens.children[candidate.root])
    return candidate.kind == "person" or any(named)


def is_about_somebody(tokens: Tokens, context: QuoteContext) -> bool:
    """True for words about a third person, who is rather the one just named: Lund scored. “She was superb.”"""
    return any(tokens.lower[i] in ("he", "she", "him", "her", "his") for i in range(context.first, context.last))


def same_phrase(one: Candidate | None, other: Candidate | None) -> bool:
    return one is not None and other is not None and one.key == other.key
