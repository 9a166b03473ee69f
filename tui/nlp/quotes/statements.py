"""Tells what somebody said or wrote from what somebody wants, hopes, thinks or does.

Words in quotation marks are said. Without them the cue decides: a reporting verb, "according to", a name with a colon,
a noun for words ("her warning that …"), or what people do by speaking ("demanded", "accused of"). Texts and
organisations say things by other verbs too ("the survey found"). Everything else is an attitude: "wants to", "hopes
that", "is proud of", and also "praised the bridge", which tells what somebody thinks of it and none of their words.
"""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .drafts import QuoteDraft

SPOKEN = words.SAY | words.SPEECH_ACTS
"""Verbs whose subject says or writes something."""


def is_attitude(tokens: Tokens, draft: QuoteDraft, kind: str) -> bool:
    """Whether a quote reports no words that anybody said or wrote."""
    cue = draft.cue_word
    if kind != "indirect" or cue is None or draft.speaker is None:
        return False
    if draft.speaker.role in ("according", "line", "transcript", "turn", "interviewed", "colon", "title", "sign"):
        return False
    lemma, pos = tokens.lemmas[cue], tokens.pos[cue]
    if draft.about and pos == "VERB":
        return True
    if pos == "NOUN":
        return lemma not in words.STATEMENT_NOUNS
    if pos not in ("VERB", "AUX"):
        return True
    if lemma == "make" and draft.cue is not None and tokens.lower[draft.cue[1] - 1] in words.MADE_CLEAR:
        return False
    if lemma in words.SILENT | words.SPEECH_ACTS and any(tokens.deps[child] == "neg" for child in tokens.children[cue]):
        return True
    return lemma not in SPOKEN and not (
        lemma in words.OF_TEXTS and draft.speaker.kind in ("text", "org", "noun", "name")
    )
