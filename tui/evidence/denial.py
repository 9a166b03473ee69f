"""Whether a sentence denies or doubts words that are taken from it, or gives them to somebody else: “I do not believe
that …”, “Nobody can claim that …”, “…, which is not true”, “… is what my opponents say”.

The rules look at the words alone: a source may be captions without full stops, and it may be long; none is parsed.
"""

from __future__ import annotations

import re

from .negation import DETERMINER, NEGATION, PRONOUN, folded, last_clause

_UNTRUE = (
    r"wrong|false|untrue|incorrect|inaccurate|misleading|mistake|mistaken|lie|lies|myth|nonsense|absurd|ridiculous"
    r"|rubbish|slander|exaggeration|exaggerated|premature|unfair|dishonest|foolish|impossible|unlikely|far from"
)
_DENY = (
    r"doubt(?:s|ed)?|deny|denie[sd]|denying|disput(?:e[sd]?|ing)|question(?:s|ed)?|refut(?:e[sd]?|ing)|reject(?:s|ed)?"
)
_UNREAL = (
    r"if|unless|hop(?:e[sd]?|ing)|wish(?:e[sd])?|wonder(?:s|ed|ing)?|pretend(?:s|ed|ing)?|imagin(?:e[sd]?|ing)"
    r"|suppos(?:e[sd]?|ing)|rumou?rs?"
)
_SAY = (
    r"sa(?:y|ys|id|ying)|claim(?:s|ed|ing)?|believ(?:e[sd]?|ing)|think(?:s|ing)?|thought|suggest(?:s|ed|ing)?"
    r"|argu(?:e[sd]?|ing)|conclud(?:e[sd]?|ing)|tell(?:s|ing)?|told|assum(?:e[sd]?|ing)|insist(?:s|ed)?"
)
_HOLD = (
    r"true|case|evidence|proof|signs?|reason|sure|certain|convinced|persuaded|likely|possible|clear|correct|right|fair"
    r"|know|known|prove[sdn]?|show[sn]?|ideas?|indication|promise[sd]?|guarantee[sd]?|admit(?:s|ted)?|expect(?:s|ed)?"
    r"|accept(?:s|ed)?|agree[sd]?|impl(?:y|ies|ied)|feel|felt|mean(?:s|t)?|see|seen|hear|heard|find|found"
)
_AFFIRMING = re.compile(
    r"\b(?:not (?:only|just|merely|simply)|hesitat\w+|apolog\w+|afraid|ashamed|shy|alone|help|secret|need|have to"
    r"|more \w+ than|if (?:you|i) (?:ask|may|might|can|could))\b"
)
"""What takes the force out of a negation or an "if": "I do not hesitate to say that", "It is no secret that"."""
_OTHERS = r"they|people|some|others|opponents?|critics|rivals|enemies|sceptics|skeptics"

_THAT = r"(?: [\w'-]+){0,5}?(?: that| whether)\b(?!,[^,]*$).*"
_THAT_ALONE = r"(?: (?!(?:an?|the|any|one)\b)[\w'-]+){0,5}?(?: that| whether)\b(?!,[^,]*$).*"  # not "a budget that"
_BARE = (  # "I do not think (the mayor)", with the words themselves or their verb next
    r"(?: (?:you|me|us|them|anyone|anybody|people))?"
    rf"(?: (?:{PRONOUN})| (?:{DETERMINER})(?: [\w'-]+){{1,2}})?"
)
_GOVERNS = re.compile(
    rf"\b(?:(?:{_SAY}|{_UNREAL}|doubt)(?=(?:{_THAT}|{_BARE})$)|(?:{_HOLD}|{_UNTRUE}|{_DENY})(?=(?:{_THAT_ALONE})$)"
    r"|(?:know|ask|see|sure|certain|unsure|question|doubt)\w*(?= (?:whether|if)\b))"
)
"""A word with a clause that depends on it: "believe" of "believe that"."""
_SAID_BY_OTHERS = re.compile(rf"\b(?:{_OTHERS})\b(?: \w+){{0,3}} (?:{_SAY})$")
_REVERSALS = tuple(re.compile(rf"\b(?:{words})\b") for words in (NEGATION, _UNTRUE, _DENY))
_UNREAL_WORDS = re.compile(rf"\b(?:{_UNREAL}|whether)\b")

_DENIED_AFTER = re.compile(
    r"^ ?(?:[,—–-]+ ?)?(?:(?:and |but )?(?:which|that|this|it) )?(?:is|was|are|were|would be|isn't|wasn't|'s)\b"
    rf"(?:(?: (?!not\b)[\w'-]+){{0,3}}? (?:{_UNTRUE})\b"
    r"|(?: [\w'-]+){0,2}?(?:(?<=n't)| (?:not|never|hardly))(?: \w+)? (?:true|so|right|correct|accurate|fair|the case"
    r"|a fact|what (?:i|we))\b"
    rf"|(?: just| only| exactly)? what (?:\w+ ){{0,2}}(?:{_OTHERS}) (?:\w+ )?(?:{_SAY})\b)"
)
_OTHERS_AFTER = re.compile(
    rf"^ ?(?:[,—–-]+ ?)?(?:(?:as|so) )?(?:(?:\w+ )?(?:{_OTHERS}) (?:{_SAY})|(?:{_SAY}) (?:\w+ )?(?:{_OTHERS}))\b"
)


def is_denied_before(words: str, most_between: int) -> bool:
    """Whether these words of a sentence, its first ones, deny or doubt what follows them, with at most so many words of
    the clause that they deny: "I do not believe that *the mayor*"."""
    clause = last_clause(folded(words))
    parts = ((clause[: one.end()], clause[one.end() :]) for one in _GOVERNS.finditer(clause))
    return any(_is_doubt(over, under) for over, under in parts if _between(under) <= most_between)


def _between(under: str) -> int:
    """How many words follow the conjunction "that", if there is one."""
    return len(re.sub(r"^.*? (?:that|whether|if)\b|^ (?:you|me|us|them|anyone|anybody|people)\b", "", under).split())


def _is_doubt(over: str, under: str) -> bool:
    """Whether words that end with one that governs a clause make that clause doubtful. `under` is what is left of it
    before the words in question."""
    if _AFFIRMING.search(over):
        return False
    reversals = sum(bool(words.search(over)) for words in _REVERSALS)
    unreal = _UNREAL_WORDS.search(over) or re.match(r" (?:whether|if)\b", under)
    return reversals % 2 == 1 or bool(unreal or _SAID_BY_OTHERS.search(over))


def is_denied_after(words: str) -> bool:
    """Whether these words, those that follow in the same sentence, deny what is before them, or say that somebody else
    says so."""
    rest = folded(words)
    return bool(_DENIED_AFTER.search(rest) or _OTHERS_AFTER.search(rest))


def has_denial(words: str) -> bool:
    """Whether there is any word of denial or doubt among these."""
    return any(one.search(folded(words)) for one in (*_REVERSALS, _UNREAL_WORDS))
