"""What the same speaker says next: "She said the locks would hold *but called the rest a gamble*".

The parser makes the second statement a part of the first one. The first one ends before it where the tense shows that
its verb goes with the cue ("said … would hold but *called*"), or where the subject inside the words cannot speak
("said the storm proved the point, *noting that* …").
"""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .clause import Clause, is_about
from .content import counted_noun, is_break, trimmed
from .grammar import FINITE, SUBJECTS, auxiliary_of, has_subject, is_mark, phrase_kind

CONJUNCTIONS = {"and", "but"}
BEFORE_PARTICIPLES = {"after", "before", "while"}
"""Words before the participle of a second statement: "said it would hold *before* adding that …"."""
PAST, GERUND = "VBD", "VBG"


def end_before_second_statements(tokens: Tokens, clauses: list[Clause]) -> None:
    """End the content of each statement before the next one by the same speaker, and give that one its speaker."""
    by_cue = {clause.cue_word: clause for clause in clauses}
    for clause in clauses:
        says = clause.relation == "ccomp" and tokens.lemmas[clause.cue_word] in words.SAY
        if not clause.content or not (says or clause.is_report):
            continue
        first, last = clause.content[-1]
        if first < clause.cue_word:
            continue
        for verb in range(first + 3, min(last, tokens.count - 2)):
            end = _end_before(tokens, clause, first, verb) if says or _is_before_quotation(tokens, verb) else None
            if end is None:
                continue
            clause.content[-1:] = trimmed(tokens, first, end)
            if (second := by_cue.get(verb)) is not None:
                _give_speaker(tokens, second, clause)
            break


def _give_speaker(tokens: Tokens, second: Clause, first: Clause) -> None:
    second.speaker = first.speaker
    kept = [name for name in second.features if not name.startswith(("source ", "no source"))]
    source = "no source" if first.speaker is None else f"source {phrase_kind(tokens, first.speaker)}"
    second.features = [*kept, source]
    if not is_about(tokens, second) and second.relation == "ccomp":
        second.relation = "joined"


def _end_before(tokens: Tokens, clause: Clause, first: int, verb: int) -> int | None:
    """Where the first statement ends if `verb` reports the second one; else None."""
    reports = tokens.lemmas[verb] in words.SAY | words.SPEECH_ACTS and tokens.pos[verb] == "VERB"
    if not reports or tokens.quoted[verb] >= 0 or has_subject(tokens, verb):
        return None
    if tokens.deps[verb] == "conj":
        return _joint(tokens, clause, first, verb)
    has_clause = any(tokens.deps[i] == "ccomp" for i in tokens.children[verb])
    if tokens.tags[verb] != "VBG" or not (has_clause or tokens.lemmas[verb] in words.STRONG):
        return None  # "putting them at odds" may be what the speaker said
    governor = tokens.heads[verb]
    begin = verb - 1
    if tokens.deps[verb] == "pcomp":
        begin, governor = governor, tokens.heads[governor]
    elif tokens.deps[verb] != "advcl":
        return None
    set_off = is_break(tokens, begin) or tokens.lower[begin] in BEFORE_PARTICIPLES
    return begin if set_off and first < governor < begin and _cannot_speak(tokens, governor) else None


def _joint(tokens: Tokens, clause: Clause, first: int, verb: int) -> int | None:
    """The conjunction before a second verb in the form of the cue, where the verb it is joined to has another form:
    "said it would hold *but called* …", "saying it leaked *and calling* …". The same form is enough before a quotation:
    "said it leaked *and added*, “…”"."""
    governor, helper = tokens.heads[verb], auxiliary_of(tokens, verb)
    conjunction = next(
        (i for i in range(helper - 1, governor, -1) if tokens.deps[i] == "cc" and tokens.lower[i] in CONJUNCTIONS), None
    )
    if conjunction is None or governor < first or tokens.quoted[conjunction] >= 0 or tokens.quoted[governor] >= 0:
        return None
    before = auxiliary_of(tokens, governor)
    if tokens.tags[helper] == GERUND == tokens.tags[clause.cue_word]:
        return conjunction if tokens.tags[before] in FINITE else None
    if tokens.tags[helper] != PAST or tokens.tags[auxiliary_of(tokens, clause.cue_word)] != PAST:
        return None
    if _is_before_quotation(tokens, verb):
        return conjunction
    perfect = tokens.lemmas[before] == "have" and before != governor
    if perfect:
        # The tagger may take the participle in "has met them and said no" for the past tense.
        return conjunction if _cannot_speak(tokens, governor) else None
    return conjunction if tokens.tags[before] in ("MD", "VBP", "VBZ") else None


def _is_before_quotation(tokens: Tokens, verb: int) -> bool:
    return tokens.words[verb + 1] in (",", ":") and is_mark(tokens, verb + 2)


def _cannot_speak(tokens: Tokens, verb: int) -> bool:
    """True for a verb whose own subject is a thing: *the storm* proved the point."""
    subject = next((i for i in tokens.children[verb] if tokens.deps[i] in SUBJECTS), None)
    if subject is None:
        return False
    if tokens.lower[subject] in ("it", "this", "that"):
        return True
    subject = counted_noun(tokens, subject)
    return phrase_kind(tokens, subject) == "noun" and tokens.lemmas[subject] not in words.ABLE_TO_SPEAK | words.DATA
