"""What a comma, a dash or brackets set off at the end of the words: "said it would close, *which nobody expected*".

It may be a part of what was said or the reporter's own addition, and nothing in the sentence tells which. On 800
articles, annotators took two in five of these ends for the reporter's, so that the words are unsure with them.
"""

from __future__ import annotations

from ..tokens import Tokens
from .clause import Clause
from .content import is_break
from .grammar import FINITE, SUBJECTS, TIMES, auxiliary_of, has_subject

RELATIVES = {"where", "which", "who", "whom", "whose"}
ADDITIONS = {"although", "despite", "even", "something", "though", "when", "while"}
"""Words that begin an addition in which the reporter compares what was said with something else."""


def end_doubt(tokens: Tokens, clause: Clause) -> str:
    """Why the end of the words may be the reporter's, in words for the user; "" if there is no doubt."""
    first, last = clause.content[-1]
    if first <= clause.cue_word:
        return ""  # in "It leaks, which is bad, she said", all of it is said
    for i in range(first + 2, last - 2):
        if tokens.quoted[i] >= 0 or tokens.quoted[i + 1] >= 0:
            continue
        set_off = is_break(tokens, i) and _is_addition(tokens, i, last)
        if set_off or _is_aside(tokens, i, last) or _begins_deed(tokens, clause, first, i):
            return f"the words from “{tokens.words[i + 1]}” may be the reporter's own"
    return "the words may go on after the quotation" if _may_go_on(tokens, clause, last) else ""


def _may_go_on(tokens: Tokens, clause: Clause, last: int) -> bool:
    """True for "said the plan is “a gamble,” *but is* worth it", where the parser takes "is" for the speaker's deed."""
    end = next(i for i in range(last - 1, -1, -1) if tokens.words[i][0].isalnum())
    return tokens.quoted[end] >= 0 and any(
        tokens.deps[verb] == "conj"
        and tokens.lemmas[verb] == "be"
        and verb >= last
        and not has_subject(tokens, verb)
        and not any(tokens.words[i][0].isalpha() and tokens.deps[i] != "cc" for i in range(last, verb))
        for verb in tokens.children[clause.cue_word]
    )


def _is_addition(tokens: Tokens, mark: int, last: int) -> bool:
    """True for a comma or dash before a relative clause or an apposition that goes on to the end of the words, before a
    participle, and before a concession."""
    begin = mark + 1
    if tokens.lower[begin] in ADDITIONS or tokens.lower[begin : begin + 2] == ["in", "contrast"]:
        return True
    top = next((i for i in range(begin, last) if not begin <= tokens.heads[i] < last or tokens.heads[i] == i), begin)
    if tokens.tags[top] == "VBG" and tokens.left[top] == top and tokens.deps[top] == "advcl":
        return True
    relative = RELATIVES.intersection(tokens.lower[begin : begin + 2])
    listed = any(tokens.deps[i] == "conj" for i in tokens.children[top])
    apposition = tokens.deps[top] in ("appos", "npadvmod") and not listed and tokens.labels[top] not in TIMES
    return tokens.right[top] >= last - 2 and (apposition or bool(relative))


def _is_aside(tokens: Tokens, bracket: int, last: int) -> bool:
    """True for the bracket before a sentence: "the mayor *(he was ill at the time)* hid the cracks"."""
    if tokens.words[bracket] != "(":
        return False
    end = next((i for i in range(bracket, last) if tokens.words[i] == ")"), last)
    finite = any(tokens.tags[i] in FINITE for i in range(bracket, end))
    return finite and any(tokens.deps[i] in SUBJECTS for i in range(bracket, end))


def _begins_deed(tokens: Tokens, clause: Clause, first: int, conjunction: int) -> bool:
    """True for the "and" in "said he met them *and left*": a verb without a subject in the past tense of the cue, which
    may tell what the speaker did."""
    if tokens.deps[conjunction] != "cc" or tokens.tags[auxiliary_of(tokens, clause.cue_word)] != "VBD":
        return False
    governor = tokens.heads[conjunction]
    return any(
        verb > conjunction
        and tokens.deps[verb] == "conj"
        and tokens.tags[auxiliary_of(tokens, verb)] == "VBD"
        and not has_subject(tokens, verb)
        and first <= governor
        for verb in tokens.children[governor]
    )
