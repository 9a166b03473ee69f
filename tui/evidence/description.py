"""Works out from the words for a speaker their head noun, the kind of source, and whether they name it.

The analysis stores plain words and no syntax, so the head is found from the outside: it is the last word before a
relative clause, a preposition or a comma, or an earlier one that `source_nouns` knows.
"""

from __future__ import annotations

import re

from .source import SourceKind
from .source_nouns import BODIES, DOCUMENTS, MEDIA, SEVERAL, UNSPOKEN

ENTITY_KINDS: dict[str, SourceKind] = {
    "PERSON": "person",
    "WORK_OF_ART": "document",
    "LAW": "document",
}
"""The kinds for the labels of entities; an organisation for any other."""

_CUT = re.compile(
    r"[,;:(\[–—]|\s-\s|\s(?:of|in|at|for|from|with|on|to|about|by|into|as|under|against|around|close|familiar|who|that"
    r"|which|whose|whom|where|when|is|was|are|were|has|had|have|said)\s",
)
_ARTICLE = re.compile(r"(?:the|an?|this|that|these|those|one|some|many|several|other|another|any)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that|its|his|her|their)\s+\S", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^.*?\w(?:['’]s|s['’])\s+")
_CAPITALISED = r"[A-Z][\w.&!'’/-]*"
_PUBLISHED_BY = re.compile(rf"\b(?:by|from)\s+(?:the\s+)?({_CAPITALISED}(?:\s{_CAPITALISED})*)")
_POLLED = re.compile(
    r"(?:(?:about|almost|around|fewer|just|less|more|nearly|only|over|roughly|some|than|under|a|an|the|another|vast"
    r"|overwhelming|slim|large|small|narrow)\s+)*"
    r"(?:[\d.]+\s*%|(?:[\d.]+|\w+(?:-\w+)?)\s+per\s?cent\b|(?:(?:most|many|some|all)\s+)?respondents\b"
    r"|(?:half|(?:(?:one|two|three)-?\s?)?(?:thirds?|quarters?|fifths?)|majority|plurality)(?=$|,|\s+of\b))",
    re.IGNORECASE,
)


_PARTICIPLES = {"brought", "drawn", "found", "given", "heard", "held", "kept", "made", "put", "read", "seen", "sent"}
_PARTICIPLES |= {"shown", "taken", "written"}
_PAPER = re.compile(rf"\bpapers?\s+(?:{'|'.join(sorted(_PARTICIPLES))}|obtained|published|leaked|prepared)\b")
_KNOWN = DOCUMENTS | BODIES | MEDIA | UNSPOKEN


def is_polled(words: str) -> bool:
    """Whether the words are a share of the people who answered a poll: "59 percent", "nearly half of voters"."""
    return bool(_POLLED.match(words))


def is_definite(words: str) -> bool:
    """Whether the words mean somebody who was mentioned before: "the company", "its statement"."""
    return bool(_DEFINITE.match(words))


def without_article(words: str) -> str:
    """The words without an article or a similar word before the noun: "the", "a", "some"."""
    return _ARTICLE.sub("", words, count=1) if _ARTICLE.match(words) else words


def phrase(words: str) -> str:
    """The words up to a relative clause, a preposition or a comma: "two officials" of "two officials at the border"."""
    found = _CUT.search(words, 1)
    return words[: found.start()] if found else words


def head_noun(words: str) -> str:
    """The noun that carries a description's meaning, in lower case: "evidence" of "evidence presented at the trial"."""
    kept = _POSSESSIVE.sub("", phrase(words)).split() or words.split() or [""]
    nouns = [word.strip("\"“”'‘’.").lower() for word in kept]
    while len(nouns) > 1 and nouns[-1].endswith(("ing", "ed", "ly")):
        nouns.pop()
    for number, noun in enumerate(nouns[1:], start=1):
        if (noun.endswith(("ing", "ed")) or noun in _PARTICIPLES) and singular(nouns[number - 1]) in _KNOWN:
            return nouns[number - 1]  # "reports urging new rules", "documents seen by"
    return nouns[-1]


def singular(noun: str) -> str:
    """The singular of a regular plural."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes", "yses")):
        return noun[:-2] if not noun.endswith("yses") else noun[:-2] + "is"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is", "news")) else noun


def is_plural(noun: str) -> bool:
    """Whether the noun means several."""
    return noun in SEVERAL or singular(noun) != noun


def description_kind(words: str) -> SourceKind:
    """The kind of source that words without a name mean."""
    noun = head_noun(words)
    one = singular(noun)
    if one in DOCUMENTS and one not in ("model", "order", "paper", "account", "figure"):
        return "document"
    if _PAPER.search(words):
        return "document"  # "a board paper seen by the Gazette"; "the paper" is a newspaper
    if is_polled(words) or words.lower() in SEVERAL or noun in SEVERAL:
        return "group"
    if one in MEDIA - BODIES - {"program", "programme", "site"}:
        return "media"
    if noun in BODIES:
        return "organisation"
    return "group" if is_plural(noun) else "person"


def publisher_name(words: str, noun: str) -> str | None:
    """The name of who published a text: "Marlow" of "a new Marlow survey of farmers"; None if there is none."""
    if by := _PUBLISHED_BY.search(words):
        return by[1]
    before = re.match(
        rf"(?:.*?\s)??((?:{_CAPITALISED}\s)+)(?:\w+\s){{0,2}}?{re.escape(noun)}\b", without_article(words)
    )
    return before[1].strip() if before else None


def proper_name(words: str) -> str | None:
    """The name in the words for a speaker that is not an entity; None if they only describe: "Swift's agent".

    A name before the possessive "'s" is somebody else's.
    """
    bare = without_article(_POSSESSIVE.sub("", phrase(words)))
    named = bare.split()
    if not named or not named[-1][:1].isupper():
        return None
    if len(named) == 1 and words[:1].isupper() and words.split()[0] == named[0] and is_plural(named[0].lower()):
        return None  # the first word of a sentence: "Officials"
    return bare
