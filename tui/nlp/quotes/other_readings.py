"""Verbs that also mean something else than to say something, or whose subject may be another than the parser has.

Each function gives the reason in words for the user, or "".
"""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .clause import Clause
from .grammar import CLAUSAL, FINITE, has_subject

CONVENED = {"ballot", "conference", "election", "meeting", "poll", "referendum", "session", "strike", "summit", "vote"}
"""What somebody calls in order to have it take place."""
AUTHORS = {"by", "from"}


def other_sense(tokens: Tokens, clause: Clause) -> str:
    """ "*called a vote* on the plan", "*observed lessons*", and in brackets "(Vale *reported to Ruiz*)", who
    is a superior."""
    cue = clause.cue_word
    word, lemma = tokens.words[cue], tokens.lemmas[cue]
    after = [i for i in tokens.children[cue] if i > cue]
    things = [i for i in after if tokens.deps[i] == "dobj" and tokens.quoted[i] < 0]
    if any(tokens.deps[i] in CLAUSAL or tokens.deps[i] == "oprd" for i in after):
        return ""
    if lemma == "call" and any(tokens.lemmas[i] in CONVENED and tokens.lower[cue + 1] != "the" for i in things):
        return f"“{word}” may tell what was to take place, and not what was said"
    if lemma == "observe" and things:
        return f"“{word}” may tell what somebody watched, and not what was said"
    in_brackets = "(" in tokens.words[clause.content[0][1] : cue]
    if lemma == "report" and in_brackets and any(tokens.lower[i] == "to" for i in after):
        return f"“{word} to” may tell who somebody's superior is, and not what was said"
    return ""


def other_subject(tokens: Tokens, clause: Clause) -> str:
    """A verb after a relative clause, to which it may belong ("Ruiz showed a film in which Vale wept and *said* …"),
    and a participle after a text that somebody else wrote ("Ruiz replied to a letter from Vale, *saying* …")."""
    cue, above = clause.cue_word, tokens.heads[clause.cue_word]
    if clause.speaker is None or above >= cue or has_subject(tokens, cue):
        return ""
    word, between = tokens.words[cue], range(above + 1, cue)
    if tokens.deps[cue] == "conj" and tokens.tags[cue] in FINITE:
        for i in between:
            own = tokens.deps[i] == "relcl" and tokens.tags[i] == tokens.tags[cue] and has_subject(tokens, i)
            if own and tokens.quoted[i] < 0:
                return f"“{word}” may have the subject of “{tokens.words[i]}”"
    if tokens.tags[cue] == "VBG" and tokens.deps[cue] == "advcl":
        texts = words.TEXTS | words.STATEMENT_NOUNS
        for i in between:
            author = tokens.lower[i] in AUTHORS and tokens.deps[i] in ("agent", "prep")
            if author and tokens.lemmas[tokens.heads[i]] in texts and tokens.deps[tokens.heads[i]] == "pobj":
                return f"“{word}” may tell what the {tokens.words[tokens.heads[i]]} says"
    return ""
