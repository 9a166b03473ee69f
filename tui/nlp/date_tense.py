"""The tense of the clause that a date is in, and whether the day itself may be at another time.

"The board met on May 3" leaves no doubt. "The minutes of a Feb. 8 meeting show", "expected an answer by July 15" and
"said it would open on May 2" do: their verbs do not say whether that day was over when the article was published.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..text.analysis import Tense
from .lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE, _AHEAD = word_set("dates", "future"), word_set("dates", "ahead")
_PROMISE, _REQUEST = word_set("dates", "promise"), word_set("dates", "request")
_TERM = word_set("dates", "term")
_FORESEEN = word_set("dates", "foreseen")
_SAME_PAST = word_set("dates", "same_past")
_PERCEIVE = word_set("dates", "perceive")
_REACH = word_set("dates", "reach")
_ARRANGED, _ONCE = word_set("dates", "arranged"), word_set("dates", "once")
_VERBS = ("VERB", "AUX")
_SHARE_HELPERS = ("VB", "VBN", "VBG")
"""Tags of verbs that may share the helping verb of the verb before: "will close and reopen"."""
_MODIFIERS = ("compound", "nmod", "amod")
"""What a date is to a noun after it."""
_WILL = ("will", "shall")
"""The helping verbs that stay ahead with "have": "will have opened by May", not "should have opened in May"."""
_PERFECT = frozenset(("has", "have", "had", "'ve", "’ve", "having"))


class DateTense(NamedTuple):
    """The tense of the clause of a date."""

    tense: Tense
    is_doubtful: bool = False
    """Whether the day itself may be at another time than the tense says."""


def tense_of_date(root: Token) -> DateTense:
    """The tense for the date that depends on `root`: the present for "will discuss *Friday's* meeting", since the
    meeting may be today's."""
    if _preposition(root) == "since" or _goes_back_to(root):
        return DateTense("past")
    verb = _verb_over(root)
    if compared := _compared(root):
        will_be = compared == "than" and verb is not None and _tense(verb, "") == "future"
        return DateTense("past", is_doubtful=will_be)  # "will be higher than in June"
    if verb is None:
        return DateTense("past" if _is_lost_main_clause(root) else "present", is_doubtful=True)
    tense = _tense(verb, _preposition(root))
    if tense == "future" and root.dep_ == "poss":
        # “They will discuss Friday’s meeting” is before it; “Friday’s deal will bring peace” is after it.
        return DateTense("present", is_doubtful=root.head.dep_ in ("nsubj", "nsubjpass"))
    if tense == "future" and root.dep_ in _MODIFIERS:
        return DateTense("present", is_doubtful=True)  # "the April 9 collision will be examined"
    return DateTense(tense, _is_doubtful(root, verb, tense))


def is_general(root: Token) -> bool:
    """Whether the clause of a season says what is so every year: "the road floods *in winter*", "it can flood", "it
    used to flood"; not "the works begin *in spring*" and "the vote is expected *in spring*", which are ahead."""
    verb = _verb_over(root)
    if verb is None or _preposition(root) not in ("in", "during"):
        return False
    helpers = _helpers(verb)
    if any(child.lower_ == "to" for child in helpers):
        return verb.head.lower_ == "used" and verb.dep_ == "xcomp"
    if any(child.lower_ in ("can", "cannot") for child in helpers):
        return True
    states = [child for child in verb.children if child.dep_ in ("acomp", "attr")]
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    is_ahead = any(word.lemma_ in _ARRANGED | _PROMISE | _AHEAD | _ONCE for word in (verb, *states, *objects))
    is_bare = verb.lemma_ == "be" and not states
    is_going_on = verb.tag_ == "VBG" and bool(helpers)
    return _tense(verb, "") == "present" and not is_ahead and not is_bare and not is_going_on


def _compared(root: Token) -> str:
    """The word before the day, if something is compared with that of the day: "than" for "higher than in June",
    "forecast" for "less than forecast in July"; otherwise ""."""
    start = root.head.i if root.head.pos_ == "ADP" and root.head.i < root.i else root.left_edge.i
    words = [word.lower_ for word in root.doc[max(root.sent.start, start - 2) : start]]
    is_foreseen = len(words) == 2 and words[0] in ("than", "as") and words[1] in _FORESEEN
    return words[-1] if words and (words[-1] == "than" or is_foreseen) else ""


def _verb_over(token: Token) -> Token | None:
    return next((word for word in _upwards(token) if word.pos_ in _VERBS), None)


def _upwards(token: Token) -> Iterator[Token]:
    """The token, its head, and so on up to the root of the sentence."""
    yield token
    yield from token.ancestors


def _preposition(root: Token) -> str:
    """The preposition before a date: "by" for "by the end of May"; "" if there is none."""
    if root.pos_ in ("ADP", "SCONJ"):
        return root.lower_  # "by fall" is one expression
    first = root.left_edge
    before = root.head if root.head.i < root.i or not first.i else first.nbor(-1)
    return before.lower_ if before.pos_ in ("ADP", "SCONJ") else ""


def _goes_back_to(root: Token) -> bool:
    """Whether something began on the date: "rules dating from May", "the feud goes back to March"."""
    preposition = root.head
    if preposition.lower_ not in ("from", "to") or preposition.i > root.i or preposition.i == root.sent.start:
        return False
    before = preposition.nbor(-1)
    if before.lower_ == "back" and before.i > root.sent.start:
        return before.nbor(-1).lemma_ in _REACH
    return before.lemma_ == "date" and before.pos_ == "VERB"


def _is_as_of(root: Token) -> bool:
    return root.head.lower_ == "of" and root.head.i > 0 and root.head.nbor(-1).lower_ == "as"


def _is_lost_main_clause(root: Token) -> bool:
    """Whether the parser took the main clause for a part of the subject: "On Sunday, members of the church, where X
    preaches, collected signatures". The sentence then begins with its date, and its last verb is in the past tense."""
    sent = root.sent
    verbs = [word for word in sent if word.pos_ in _VERBS]
    return bool(verbs) and verbs[-1].tag_ == "VBD" and root.i - sent.start <= 2


def _tense(verb: Token, preposition: str) -> Tense:
    helpers = _helpers(verb)
    is_passive = any(child.dep_ == "auxpass" for child in helpers)
    is_term = preposition in _TERM
    if verb.lemma_ in _PROMISE and (is_term or not is_passive) or verb.lemma_ in _REQUEST and is_term:
        return "future"
    while verb.dep_ == "conj" and verb.head.pos_ in _VERBS and verb.tag_ in _SHARE_HELPERS and not _has_subject(verb):
        verb = verb.head
    helpers = _helpers(verb)
    if preposition in ("until", "till") and verb.tag_ in ("VBZ", "VBP", "VB"):
        return "future"
    if any(child.lower_ in _FUTURE for child in helpers):
        has_have = any(child.lower_ == "have" for child in helpers)
        return "past" if has_have and not any(child.lemma_ in _WILL for child in helpers) else "future"
    if (is_term or preposition == "before") and verb.tag_ == "VBG" and verb.lemma_ in _ARRANGED and helpers:
        return "future"  # "no money was coming before April"
    if any(child.lower_ == "to" for child in helpers):
        head = verb.head
        ahead = head.lemma_ in _AHEAD or head.lemma_ == "be" or head.tag_ in ("VBZ", "VBP")
        return "future" if ahead or verb.dep_ in ("acl", "xcomp", "relcl") else "past"
    if any(child.tag_ == "VBD" or child.lower_ in _PERFECT for child in helpers):
        return "past"
    if verb.tag_ == "VB" and not helpers and verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ in _PERCEIVE:
        return _tense(verb.head, preposition)  # "saw the mill burn on May 3"
    if verb.tag_ in ("VBD", "VBN"):
        return "past" if verb.tag_ == "VBD" or not any(child.tag_ in ("VBZ", "VBP") for child in helpers) else "present"
    if verb.tag_ == "VBG" and not helpers and verb.head.i != verb.i:
        over = _verb_over(verb.head)
        return _tense(over, preposition) if over is not None and verb.head.pos_ in _VERBS else "past"
    return "past" if _looks_like_its_past(verb) else "present"


def _looks_like_its_past(verb: Token) -> bool:
    """Whether a verb that the tagger takes for a present is a past: "the walkout cost millions", not "costs"."""
    one = any(child.dep_ == "nsubj" and child.tag_ in ("NN", "NNP") and not child.conjuncts for child in verb.children)
    return one and verb.tag_ in ("VB", "VBP") and verb.lower_ in _SAME_PAST and not _helpers(verb)


def _helpers(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("aux", "auxpass")]


def _has_subject(verb: Token) -> bool:
    return any(
        child.dep_ in ("nsubj", "nsubjpass") or child.dep_ == "aux" and child.lower_ != "to" for child in verb.children
    )


def _is_doubtful(root: Token, verb: Token, tense: Tense) -> bool:
    if tense == "future" and _is_of_the_past(verb):
        return True
    if tense == "present" and _is_as_of(root):
        return True  # "as of Tuesday, two are missing", "closed as of Friday"
    preposition = _preposition(root)
    had = any(child.lower_ in _PERFECT for child in _helpers(verb))
    if tense == "past" and preposition in ("by", "until", "till", "before") and not had and root.i > verb.i:
        return True  # "the city had until Aug. 1", "asked for it by May 1", "no money was coming before April"
    if tense == "present" and root.dep_ == "pobj" and root.head.head.pos_ in ("NOUN", "PROPN"):
        return True  # "hails the speech on Thursday"
    return not _belongs_to_verb(root, verb)


def _is_of_the_past(verb: Token) -> bool:
    """Whether a clause about the future was true in the past, and the day may be over: "would open on May 2", "had
    planned to open in May", "expected an answer by July 15"."""
    words = [verb, *_helpers(verb)]
    if any(child.lower_ == "to" for child in words):
        head = verb.head.head if verb.head.pos_ == "ADJ" else verb.head
        words += [head, *_helpers(head)]
    return any(word.tag_ == "VBD" or word.lower_ in ("would", "could", "might", "had") for word in words)


def _belongs_to_verb(root: Token, verb: Token) -> bool:
    """Whether the verb says when the day was: "met *on May 3*", "made a speech *in May*". A date that belongs to the
    subject or to a noun ("the Aug. 3 concert", "candidates for the election *in November*", "a deadline *of July 1*")
    or to an adjective ("due *in July*") is of that alone."""
    if root.dep_ in _MODIFIERS or root.dep_ == "attr":
        return False
    path = list(_upwards(root))
    between = path[: path.index(verb)]
    if not between:  # the parser took the date for a verb
        return True
    if any(word.dep_ in ("nsubj", "nsubjpass") for word in between):
        return False
    phrase = between[-1]  # of the verb itself
    if len(between) > 1 and phrase.pos_ in ("ADJ", "ADV"):
        is_time_or_state = phrase.dep_ in ("advmod", "acomp") and phrase.lemma_ not in _AHEAD
        return is_time_or_state  # "late in October", "was black in October", not "out on June 21"
    return not any(
        word.dep_ == "prep" and word.head.pos_ == "NOUN" and word.lower_ in ("of", "by", "for") for word in between[:2]
    )
