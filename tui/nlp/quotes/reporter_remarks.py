"""What the reporter says of a statement: "She said the hall was sold, *a claim that the council denies*".

The parser makes such a remark a part of what was said. The words end before it where a noun shows that it is about the
statement ("a *claim* that …", "raising *questions* about …", "*echoing* the mayor"); `end_doubt` has those that
might be the speaker's.
"""

from __future__ import annotations

from ..tokens import DASHES, Tokens
from . import words
from .clause import Clause
from .content import is_break, object_of, trimmed
from .grammar import FINITE, TokenRange, auxiliary_of, has_subject

ARTICLES = {"a", "an", "another", "the"}
ASKED = {"ask", "press", "question"}
WHEN = {"after", "amid", "as", "before", "despite", "during", "when", "while"}
"""Words after "which came" with which a reporter tells when something was said."""
FAR = 5
"""Tokens after "which came" among which such a word is."""


def end_before_remarks(tokens: Tokens, clauses: list[Clause]) -> None:
    """End the content of each clause before the reporter's remark on it, which itself reports nothing, and begin it
    after an aside."""
    for clause in list(clauses):
        if not _is_statement(tokens, clause):
            continue
        clause.content[0] = _after_aside(tokens, *clause.content[0])
        first, last = clause.content[-1]
        remark = next((i for i in range(first + 2, last - 1) if _begins_remark(tokens, clause, i)), None)
        if remark is not None:
            clause.content[-1:] = trimmed(tokens, first, remark)
            if _comments_on_issue(tokens, remark + 1) or _echoes(tokens, remark + 1):
                clauses[:] = [other for other in clauses if other.cue_word != remark + 1]


def _after_aside(tokens: Tokens, first: int, last: int) -> TokenRange:
    """The words from "that" on in "said – on the air, *as it happens* – that it leaks"."""
    that = next((i for i in range(first + 2, last) if tokens.lower[i] == "that" and tokens.deps[i] == "mark"), None)
    if that is None or tokens.words[that - 1] not in DASHES or not is_break(tokens, that - 1):
        return first, last
    return (that, last) if tokens.left[tokens.heads[that]] == first and tokens.quoted[first] < 0 else (first, last)


def _is_statement(tokens: Tokens, clause: Clause) -> bool:
    """True for a clause or sentence reported by a verb of speech, and not for the object of a verb."""
    relation = clause.relation.partition("+")[0]
    return bool(clause.content) and relation in ("ccomp", "inserted", "joined") and _says(tokens, clause.cue_word)


def _says(tokens: Tokens, verb: int) -> bool:
    return tokens.lemmas[verb] in words.SAY | words.SPEECH_ACTS


def _begins_remark(tokens: Tokens, clause: Clause, i: int) -> bool:
    """True for the comma or conjunction before words that are surely the reporter's."""
    if tokens.quoted[i] >= 0:
        return False
    if tokens.deps[i] == "cc" and tokens.lower[i] in ("and", "but"):
        return _begins_second_deed(tokens, clause, i)
    first, last = clause.content[-1]
    if not any(tokens.tags[one] in FINITE for one in range(first, i)):
        return False
    if _cites_source(tokens, clause, i) or _tells_question(tokens, i):
        return True
    if not is_break(tokens, i):
        return False
    return (
        _comments_on_issue(tokens, i + 1)
        or _echoes(tokens, i + 1)
        or _names_statement(tokens, i + 1, last)
        or _tells_scene(tokens, i + 1, last)
    )


def _cites_source(tokens: Tokens, clause: Clause, i: int) -> bool:
    """True before "*according to* the minutes" after "said that …", where the reporter tells how that is known."""
    begin = i + 1 if is_break(tokens, i) else i
    after = clause.cue_word < i and tokens.lower[begin : begin + 2] == ["according", "to"]
    return after and tokens.quoted[begin] < 0


def _tells_question(tokens: Tokens, i: int) -> bool:
    """True for "*when asked* about the mill" and "*when he was asked* …", after "said he knew of it"."""
    begin = i + 1 if is_break(tokens, i) else i
    asked = any(
        tokens.lemmas[k] in ASKED and tokens.tags[k] == "VBN" for k in range(begin + 1, min(begin + 4, tokens.count))
    )
    return tokens.lower[begin] == "when" and asked and tokens.quoted[begin] < 0


def _tells_scene(tokens: Tokens, begin: int, last: int) -> bool:
    """True for what happened when it was said, up to the end of the words: "*to cheers*", "*in a speech* in Oslo",
    "*without giving* details", "*which came as* a surprise"."""
    if tokens.right[begin] < last - 1 and tokens.lower[begin] != "which":
        return False
    thing = object_of(tokens, begin)
    if tokens.lower[begin] == "which":
        came = tokens.heads[begin]
        return tokens.lemmas[came] == "come" and any(low in WHEN for low in tokens.lower[came + 1 : came + FAR])
    if thing is None:
        return False
    if tokens.lower[begin] == "without":
        return tokens.tags[thing] == "VBG" and tokens.lemmas[thing] in words.SILENT | words.SPEAK | words.DISCLOSE
    if tokens.lower[begin] == "to":
        return tokens.lemmas[thing] in words.APPLAUSE
    return tokens.lower[begin] in ("at", "during", "in") and tokens.lemmas[thing] in words.OCCASIONS


def _comments_on_issue(tokens: Tokens, verb: int) -> bool:
    """True for "*raising* questions about": a participle with the effect of a statement."""
    participle = tokens.tags[verb] == "VBG" and tokens.lemmas[verb] in words.COMMENTING
    return participle and _has_effect(tokens, verb)


def _echoes(tokens: Tokens, verb: int) -> bool:
    """True for "*echoing* her predecessor": a participle that tells how the words were put."""
    participle = tokens.tags[verb] == "VBG" and tokens.deps[verb] == "advcl"
    return participle and tokens.lemmas[verb] in words.ECHOING


def _has_effect(tokens: Tokens, verb: int) -> bool:
    return any(tokens.deps[i] == "dobj" and tokens.lemmas[i] in words.EFFECTS for i in tokens.children[verb])


def _names_statement(tokens: Tokens, begin: int, last: int) -> bool:
    """True for "*a claim* that the council denies" and "*with a remark* that …", up to the end of the words."""
    article = begin + 1 if tokens.lower[begin] == "with" else begin
    noun = next((i for i in range(article, last) if tokens.left[i] == article and tokens.pos[i] == "NOUN"), None)
    if noun is None or tokens.lower[article] not in ARTICLES or tokens.deps[noun] == "conj":
        return False
    of_noun = tokens.deps[noun] == "appos" and tokens.lemmas[tokens.heads[noun]] in words.TEXTS | words.STATEMENT_NOUNS
    goes_on = tokens.deps[noun] == "appos" and tokens.right[noun] < last - 1
    return tokens.lemmas[noun] in words.CALLED_STATEMENTS and not of_noun and not goes_on


def _begins_second_deed(tokens: Tokens, clause: Clause, conjunction: int) -> bool:
    """True for "said that it leaks *and raised the issue*": what the speaker did besides, in the tense of the cue."""
    governor = tokens.heads[conjunction]
    for verb in tokens.children[governor]:
        if tokens.deps[verb] != "conj" or verb < conjunction or tokens.lemmas[verb] not in words.COMMENTING:
            continue
        helper = auxiliary_of(tokens, verb)
        if (
            not has_subject(tokens, verb)
            and helper > conjunction
            and tokens.tags[helper] == tokens.tags[clause.cue_word]
        ):
            return _has_effect(tokens, verb)
    return False
