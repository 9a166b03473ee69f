"""What the reporter says of a statement after it: "She said the hall was sold, *a claim that the council denies*".

The parser makes such a remark a part of what was said. The words end before it where a noun shows that it is about the
statement ("a *claim* that …", "raising *questions* about …", "*echoing* the mayor"); a remark that might be the
speaker's ("a *figure* that …") casts doubt on them.
"""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .clause import Clause
from .content import BREAKS, object_of, trimmed
from .grammar import FINITE, auxiliary_of, has_subject, phrase_kind

ARTICLES = {"a", "an", "another", "the"}
CONCEDING = {"although", "though"}
SUMMING_PRONOUNS = {"one", "something"}


def end_before_remarks(tokens: Tokens, clauses: list[Clause]) -> None:
    """End the content of each clause before the reporter's remark on it, which itself reports nothing."""
    for clause in list(clauses):
        if not _is_statement(tokens, clause):
            continue
        first, last = clause.content[-1]
        remark = next((i for i in range(first + 2, last - 1) if _begins_remark(tokens, clause, i)), None)
        if remark is not None:
            clause.content[-1:] = trimmed(tokens, first, remark)
            if _comments_on_issue(tokens, remark + 1) or _echoes(tokens, remark + 1):
                clauses[:] = [other for other in clauses if other.cue_word != remark + 1]


def remark_doubt(tokens: Tokens, clause: Clause) -> str:
    """Why the end of the words is perhaps the reporter's remark, in words for the user; "" if there is no doubt."""
    if not _is_statement(tokens, clause):
        return ""
    first, last = clause.content[-1]
    for i in range(first + 2, last - 2):
        set_off = tokens.quoted[i] < 0 and tokens.words[i] in BREAKS
        if set_off and (_may_be_remark(tokens, i + 1) or _sums_up(tokens, i + 1, last)):
            return f"the words from “{tokens.words[i + 1]}” may be the reporter's own remark on what was said"
    return ""


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
    if tokens.words[i] not in BREAKS or not any(tokens.tags[one] in FINITE for one in range(first, i)):
        return False
    return _comments_on_issue(tokens, i + 1) or _echoes(tokens, i + 1) or _names_statement(tokens, i + 1, last)


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


def _may_be_remark(tokens: Tokens, begin: int) -> bool:
    """True for words that begin like a remark but may be the speaker's: "*drawing* a crowd", "*in contrast* to him"."""
    if tokens.tags[begin] == "VBG" and tokens.deps[begin] == "advcl" and tokens.lemmas[begin] in words.COMMENTING:
        return True
    if tokens.lower[begin : begin + 2] == ["in", "contrast"]:
        return _contrasts_people(tokens, begin + 2)
    verb = tokens.heads[begin]
    conceded = tokens.lower[begin] in CONCEDING and tokens.deps[begin] == "mark"
    told = any(tokens.deps[i] == "dobj" and tokens.lemmas[i] in words.VERSIONS for i in tokens.children[verb])
    return conceded and (told or _says(tokens, verb))


def _sums_up(tokens: Tokens, begin: int, last: int) -> bool:
    """True for "*a figure* that the union disputes" and "*something* few can do", up to the end of the words."""
    noun = (
        begin
        if tokens.lower[begin] in SUMMING_PRONOUNS
        else next((i for i in range(begin + 1, last) if tokens.left[i] == begin and tokens.pos[i] == "NOUN"), None)
    )
    if noun is None or tokens.lemmas[noun] not in words.SUMMING_UP or tokens.right[noun] < last - 1:
        return False
    indefinite = noun == begin or tokens.lower[begin] in ARTICLES - {"the"}
    described = any(tokens.deps[i] in ("relcl", "acl") for i in tokens.children[noun])
    return indefinite and described and tokens.deps[noun] != "conj"


def _contrasts_people(tokens: Tokens, preposition: int) -> bool:
    """True for "in contrast *to Ruiz*", who perhaps said something else."""
    other = object_of(tokens, preposition)
    return other is not None and (
        phrase_kind(tokens, other) in ("human", "person") or tokens.lemmas[other] in words.HUMANS
    )
