"""The words that deny what follows them, and how far they reach within a sentence."""

from __future__ import annotations

import re

_NEGATIONS = "not n't cannot never no nobody no-one none neither nor nothing nowhere hardly scarcely barely few"
NEGATIONS = tuple(_NEGATIONS.split())
"""Negative words, in the forms that are compared (`spoken_words`)."""
NEGATION = "|".join(word for word in NEGATIONS if word != "n't") + r"|no one|\w+n't"
"""A pattern for one of them, in the words of `folded`."""
PRONOUN = r"i|we|you|he|she|it|they|there|this|that|everyone|everybody"
DETERMINER = r"the|an?|my|our|your|his|her|its|their|this|that|these|those"

_ANY = re.compile(rf"\b(?:{NEGATION})\b")
_REFUSAL = r"(?:refus(?:e[sd]?|als?|ing)|fail(?:s|ed|ures?|ing)?|declin(?:e[sd]?|ing)|unable|unwilling) to"
_GOVERNS = re.compile(
    rf"\b(?:{NEGATION}|without|instead of|rather than|far from|anything but|{_REFUSAL}|prevent(?:s|ed|ing)?)(?![\w'])"
)
"""A word that denies what depends on it."""
_AFFIRMS = re.compile(
    r"\b(?:(?:not|\w+n't) (?:only|just|merely|simply|least)|no (?:doubt|wonder|matter|less|question)"
    r"|nothing (?:but|less than|short of)|(?:cannot|can not|can't|could not|couldn't) (?:help|wait)"
    r"|(?:not|\w+n't|never|without) (?:\w+ )?(?:hesitat\w*|afraid|ashamed|shy|fear)|^no,? (?=yes\b)"
    r"|spar(?:e|es|ed|ing) no|(?:an?|the|these|last|past|next|first) few)\b"
    rf"|\bno,|^no (?=(?:{PRONOUN})\b)|^(?:why |how )?\w+n't (?=(?:{PRONOUN})\b)|\bwhether or not\b|\bif not\b"
)
"""Negative words that deny nothing, or that another word takes back: "not only", "no doubt", "Don't you think"."""
_RAISES = re.compile(
    r"\b(?:no one|nobody|nothing|nowhere)\b.* (?:more|so|as) \w+ly\b"
    r"|\b(?:no one|nobody|nothing|no [\w'-]+|never|not|\w+n't)"
    r"(?: (?:be|been|is|are|was|were|has|have|had|felt|feel|an?|ever|there))* (?:more|less|greater|better|\w+ier)\b"
)
"""A comparative after a negation, which makes a superlative: could not be happier, has never been more proud."""

_PARENTHESIS = re.compile(r"(?:,|\s[—–-])\s(?:[\w'-]+ ){0,6}[\w'-]+(?:,|\s[—–-](?=\s))")
_BOUNDARY = re.compile(
    r"[;:.?!—–](?=\s|$)|\s-\s|\b(?:(?<!anything )but|because|although|though|while|whereas)\b"
    r"|, (?:and|or|so|then|for|(?=nor\b))"
    rf"|\b(?:and|or|so) (?=(?:{PRONOUN})\b)|,(?= (?:{PRONOUN}|{DETERMINER})\b[^,]*$)"
)
"""Where a new main clause begins."""
_HELPING = r"is|are|was|were|will|would|can|could|shall|should|must|may|might|do|does|did|has|have|had"
_NEW_PREDICATE = re.compile(rf"\band (?=(?:{_HELPING}|the|an?)\b)")
_SUBCLAUSE = re.compile(
    r"(?<!\bno one )(?<!\bno-one )(?<!\bnobody )(?<!\bnothing )(?<!\bnone )"
    r"\b(?:that|which|who|whom|whose|where|when|what|how|why|whether|since|until|till|before|after|if|unless|than|except)\b"
)
"""Where a clause or comparison begins that a negation before it leaves alone: I have never seen a plan *that …*"""


def folded(words: str) -> str:
    """The words in lower case, on one line, without quotation marks and with straight apostrophes."""
    return " ".join(re.sub('[“”"]', " ", words.lower().replace("’", "'")).split())


def last_clause(words: str) -> str:
    """The last main clause of folded words, without what is in parentheses."""
    clause = _PARENTHESIS.sub("", words)
    return clause[max((one.end() for one in _BOUNDARY.finditer(clause)), default=0) :]


def has_negation(words: str) -> bool:
    """Whether there is a negative word among these."""
    return bool(_ANY.search(folded(words)))


def is_negated(before: str, words: str) -> bool:
    """Whether the first words of a sentence deny those that follow: “We will never *pay for it*”, “Nobody can call it
    *a disaster*”, “They refused to *share the cost*”."""
    over = _AFFIRMS.sub(" ", _PARENTHESIS.sub("", folded(before)))
    following = folded(re.sub(r"[\[\]]", "", words)).split()[:2]
    sentence = " ".join([over, *following])
    at = len(over) + 1
    first = 0
    for pattern in (_BOUNDARY, _NEW_PREDICATE, _SUBCLAUSE):
        for one in pattern.finditer(sentence):
            if one.start() <= at:  # one that the words begin with is an end too
                first = max(first, one.end())
    if _RAISES.search(sentence, first) or any(one.end() > at for one in _AFFIRMS.finditer(sentence)):
        return False
    words_there = _GOVERNS.findall(sentence, first, at)
    others = [word for word in words_there if word != "nor"]  # "nor" continues a denial
    return len(others) % 2 == 1 if others else bool(words_there)
