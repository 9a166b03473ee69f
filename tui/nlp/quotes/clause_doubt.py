"""Why a clause perhaps tells nobody's words, in words for the user."""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .clause import Clause, is_about
from .content import counted_noun
from .grammar import FINITE, SUBJECTS
from .misread_forms import IN_THE_MIDDLE, form_doubt

CLEAR = 1.0
"""The lowest sum of weights with which a clause is not marked as unsure. With it, two in five of all quotes are marked.
Of the others, one in ten differs from what the annotators of unread articles have; read one by one, some 96 in 100
are right."""
CLEAR_OTHERWISE = 1.5
"""`CLEAR` for a clause whose cue is not a known word of reporting: six in ten of those below are right."""

MOSTLY_QUOTED = 0.5
"""The smallest share of quoted words with which "thought it “…”" tells words that somebody said."""
IN_HEADLINE = "in a headline with capitals, names are hard to tell from other words"
REPEATING = {"continue", "reiterate", "renew", "repeat"}
"""Verbs whose object may only name words that were said before."""
POSSIBLE = {"may", "might", "can", "could", "would"}
"""Modal verbs with which somebody perhaps never said it: "some may have thought that …"."""


def clause_doubt(tokens: Tokens, clause: Clause) -> str:
    """Why a clause perhaps tells nobody's words; "" if it surely tells them."""
    word, lemma = tokens.words[clause.cue_word], tokens.lemmas[clause.cue_word]
    if clause.score < (CLEAR if clause.is_report else CLEAR_OTHERWISE):
        return f"“{word}” may not report what somebody said"
    if _is_undergone(tokens, clause):
        return f"“{word}” tells what was done to its subject, and perhaps not what the subject said"
    if is_about(tokens, clause):
        return f"“{word}” tells what it was about, and perhaps not what was said"
    if _is_attempt(tokens, clause.cue_word):
        return f"“{word}” tells what somebody tried to say, and perhaps did not"
    if lemma in words.REJECT and _is_negated(tokens, clause.cue_word):
        return f"not to {lemma} something is not to say it"
    if lemma == "agree" and clause.relation.startswith("prep "):
        return f"“{word}” tells what they share or accept, and perhaps nobody said it"
    if lemma == "agree" and clause.relation == "xcomp" and not _is_joint(tokens, clause):
        return f"“{word} to” tells what somebody undertook to do, and perhaps not what was said"
    if any(tokens.lower[child] == "upon" for child in tokens.children[clause.cue_word]):
        return f"“{word} upon” may tell whose help was sought, and not what was said"
    if clause.relation == "dobj" and lemma in REPEATING and _names_words(tokens, clause.cue_word):
        return f"“{word}” tells that words were said again, and perhaps not which"
    if clause.relation.partition("+")[0] == "dobj" and lemma in words.BRING and not _has_words(tokens, clause):
        return f"“{word}” tells what it was about, and perhaps not what was said"
    if clause.relation == "inserted" and _is_remark(tokens, clause):
        return "these words may be the reporter's own remark on what was said"
    if _lacks_subject(tokens, clause):
        return IN_THE_MIDDLE
    return _modal_doubt(tokens, clause) or form_doubt(tokens, clause)


def doubt_beside_quotation(tokens: Tokens, clause: Clause) -> str:
    """Why the unquoted words of a clause that also has a quotation perhaps are nobody's; "" if there is no doubt."""
    word, lemma = tokens.words[clause.cue_word], tokens.lemmas[clause.cue_word]
    mostly_quoted = _quoted_share(tokens, clause) >= MOSTLY_QUOTED
    if not clause.is_report and not mostly_quoted and not _has_text_as_object(tokens, clause.cue_word):
        return f"“{word}” may not report what somebody said"
    deed = lemma not in words.SAY | words.NAMING and not _has_text_as_object(tokens, clause.cue_word)
    if clause.relation.startswith("dobj") and deed and clause.score < CLEAR_OTHERWISE:
        return f"“{word}” may not report what somebody said"
    if lemma in words.THINK and not mostly_quoted:
        return f"“{word}” tells what somebody thought or did, and perhaps not what was said"
    if _lacks_subject(tokens, clause):
        return IN_THE_MIDDLE
    return _modal_doubt(tokens, clause) or form_doubt(tokens, clause)


def may_be_term(tokens: Tokens, clause: Clause) -> bool:
    """True for a clause whose quotation may be a term and not words of its subject: "criticized “long-standing deals”",
    "avoided criticism of “teachers”"."""
    undergone = clause.relation.startswith("dobj") and tokens.lemmas[clause.cue_word] in words.UNDERGO
    weak = clause.grade == "none" or (clause.grade == "possible" and not _has_text_as_object(tokens, clause.cue_word))
    no_report = weak and not clause.is_report
    return undergone or is_about(tokens, clause) or no_report


def _is_undergone(tokens: Tokens, clause: Clause) -> bool:
    """True for "*Members* were sworn to secrecy", where the parser gives no agent."""
    speaker = clause.speaker
    return speaker is not None and (tokens.deps[speaker], tokens.heads[speaker]) == ("nsubjpass", clause.cue_word)


def _is_joint(tokens: Tokens, clause: Clause) -> bool:
    """True for "*Ruiz and Vale* agreed to …", which tells what they said to each other."""
    return clause.speaker is not None and any(tokens.deps[i] == "conj" for i in tokens.children[clause.speaker])


def _is_remark(tokens: Tokens, clause: Clause) -> bool:
    """True for "“He helped me,” Ruiz says, *a job few could do*": words after the clause that are no sentence."""
    after = all(first > clause.cue_word for first, _ in clause.content)
    return after and not any(
        tokens.tags[i] in FINITE and "relcl" not in (tokens.deps[i], tokens.deps[tokens.heads[i]])
        for first, last in clause.content
        for i in range(first, last)
    )


def _lacks_subject(tokens: Tokens, clause: Clause) -> bool:
    """True for "is that it works" in "The paradox, says Ruiz, *is that it works*", if the parser lost the subject."""
    verb, end = clause.content[0]
    if tokens.tags[verb] not in FINITE or clause.relation not in ("according", "ccomp", "inserted"):
        return False
    main = tokens.heads[verb] if tokens.deps[verb] in ("aux", "auxpass") else verb
    subjects = [i for i in tokens.children[main] if tokens.deps[i] in SUBJECTS]
    if any(first <= i < last for first, last in clause.content for i in subjects):
        return False
    return not any(verb < i < end and tokens.deps[i] == "expl" for i in tokens.children[main])


def _modal_doubt(tokens: Tokens, clause: Clause) -> str:
    verbs = [clause.cue_word]
    if tokens.tags[clause.cue_word] == "VBG" and tokens.deps[clause.cue_word] == "advcl":
        verbs.append(tokens.heads[clause.cue_word])  # "she *might* speak, calling it a scandal"
    before = (i for verb in verbs for i in tokens.children[verb] if i < verb and tokens.tags[i] == "MD")
    modal = next((tokens.lower[i] for i in before if tokens.lower[i] in POSSIBLE), None)
    return f"“{modal}” tells what is possible, and perhaps nobody said it" if modal else ""


def _quoted_share(tokens: Tokens, clause: Clause) -> float:
    inside = [i for first, last in clause.content for i in range(first, last) if tokens.words[i][0].isalnum()]
    return sum(tokens.quoted[i] >= 0 for i in inside) / max(1, len(inside))


def _has_text_as_object(tokens: Tokens, verb: int) -> bool:
    """True for "issued a *statement* calling …", "delivered a blunt *message*: “…”", but not for "prefer Holm's *call*
    for “…”", which somebody else made."""
    return any(
        tokens.deps[child] == "dobj"
        and tokens.lemmas[child] in words.STATEMENT_NOUNS | words.TEXTS
        and not any(tokens.deps[owner] == "poss" and tokens.pos[owner] != "PRON" for owner in tokens.children[child])
        for child in tokens.children[verb]
    )


def _is_attempt(tokens: Tokens, verb: int) -> bool:
    """True for "tried *to explain* that …"."""
    return tokens.deps[verb] == "xcomp" and tokens.lemmas[tokens.heads[verb]] in words.ATTEMPT


def _names_words(tokens: Tokens, verb: int) -> bool:
    """True for "repeated *a refrain*" and "*many of the pledges*", without a clause with the words themselves."""
    for obj in tokens.children[verb]:
        if tokens.deps[obj] != "dobj":
            continue
        noun = counted_noun(tokens, obj)
        clause = any(tokens.deps[i] in ("acl", "ccomp") for i in tokens.children[noun])
        named = words.STATEMENT_NOUNS | words.TEXTS | words.CALLED_STATEMENTS | {"attack"}
        return not clause and tokens.lemmas[noun] in named
    return False


def _has_words(tokens: Tokens, clause: Clause) -> bool:
    """True for "expressed *fear that the pier would fall*" and "offered *“a new start”*"."""
    inside = [i for first, last in clause.content for i in range(first, last)]
    return any(tokens.deps[i] in ("acl", "ccomp") or tokens.quoted[i] >= 0 for i in inside)


def _is_negated(tokens: Tokens, verb: int) -> bool:
    return any(tokens.deps[child] == "neg" for child in tokens.children[verb])
