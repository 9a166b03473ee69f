"""Verbs that report no words, by their form or by a word with them: "called off the strike", "was asked to wait"."""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .grammar import CLAUSAL, is_addressed, phrase_kind, that_clause


def reports_nothing(tokens: Tokens, verb: int) -> bool:
    """Whether the form of a verb, or a word with it, shows that it reports no words."""
    if _is_infinitive(tokens, verb) and _tells_no_words(tokens, verb):
        return True
    if _comes_to_terms(tokens, verb) or _posts_thing(tokens, verb) or _telephones(tokens, verb):
        return True
    if _hides_name(tokens, verb) or _attaches(tokens, verb) or _finds_oneself(tokens, verb) or _refuses(tokens, verb):
        return True
    if _is_deed(tokens, verb) or _tells_how_sent(tokens, verb) or _greets(tokens, verb) or _resembles(tokens, verb):
        return True
    # "Ruiz, asked the same question, said …"
    return is_addressed(tokens, verb) and any(tokens.deps[child] == "dobj" for child in tokens.children[verb])


def is_before_colon(tokens: Tokens, subject: int, verb: int) -> bool:
    """True for the headline "Ruiz Wades In: *Urges* Town to Vote": the parser often takes a verb before the colon for a
    part of the name."""
    return verb > subject and tokens.words[verb - 1] == ":"


def _is_infinitive(tokens: Tokens, verb: int) -> bool:
    return any(tokens.lower[child] == "to" and tokens.deps[child] == "aux" for child in tokens.children[verb])


def _tells_no_words(tokens: Tokens, infinitive: int) -> bool:
    """True for the purpose in "met them *to discuss* the plan", by a verb that reports nothing, for the occasion in
    "a chance *to show* that …", where the noun is not who shows it, and for the answer that somebody is asked for:
    "was asked *to say* how many"."""
    if tokens.deps[infinitive] == "advcl":
        return tokens.lemmas[infinitive] not in words.REPORTING
    if tokens.deps[infinitive] == "xcomp":
        governor = tokens.heads[infinitive]
        return _asks_somebody(tokens, governor) or (
            tokens.lemmas[governor] in words.ATTEMPT and _opens_with_question(tokens, infinitive)
        )
    return tokens.deps[infinitive] == "acl" and phrase_kind(tokens, tokens.heads[infinitive]) == "noun"


def _opens_with_question(tokens: Tokens, verb: int) -> bool:
    """True for "to explain *how* …", where nobody has explained anything yet."""
    clauses = (child for child in tokens.children[verb] if child > verb and tokens.deps[child] in CLAUSAL)
    return any(tokens.tags[tokens.left[child]] in ("WRB", "WP", "WDT") for child in clauses)


def _asks_somebody(tokens: Tokens, verb: int) -> bool:
    """True for "was asked", "told him", "is invited", with an infinitive: the one who is asked has not spoken yet."""
    if tokens.lemmas[verb] not in words.PASSIVE_ADDRESSEE_VERBS | words.BID:
        return False
    return any(tokens.deps[child] in ("nsubjpass", "auxpass", "dobj", "dative") for child in tokens.children[verb])


def _tells_how_sent(tokens: Tokens, participle: int) -> bool:
    """True for "said in a statement *emailed* to the Herald that …", where the clause is what was said."""
    text = tokens.heads[participle]
    if tokens.deps[participle] != "acl" or tokens.tags[participle] != "VBN" or tokens.deps[text] != "pobj":
        return False
    preposition = tokens.heads[text]
    said = tokens.lemmas[tokens.heads[preposition]] in words.SAID_SOMEWHERE
    return said and tokens.lower[preposition] in words.SOMEWHERE and that_clause(tokens, [text]) is not None


def _is_deed(tokens: Tokens, verb: int) -> bool:
    """True for "called off the strike" and "called it off"; the parser takes some particles for prepositions."""
    particles = words.DEEDS.get(tokens.lemmas[verb], frozenset())
    for child in tokens.children[verb]:
        if child < verb or tokens.lower[child] not in particles:
            continue
        misread = child == verb + 1 and tokens.lower[child] in ("off", "up")
        if tokens.deps[child] == "prt" or misread:
            return not any(tokens.deps[i] == "ccomp" for i in tokens.children[verb])
    return False


def _comes_to_terms(tokens: Tokens, verb: int) -> bool:
    """True for "agreed a deal with the bank": something done, and no words."""
    things = (child for child in tokens.children[verb] if child > verb and tokens.deps[child] == "dobj")
    return tokens.lemmas[verb] == "agree" and any(tokens.quoted[i] < 0 for i in things)


def _telephones(tokens: Tokens, verb: int) -> bool:
    """True for "called him *to congratulate* him" and "called to say …", unlike "called for him to …"."""
    if tokens.lemmas[verb] != "call":
        return False
    after = [child for child in tokens.children[verb] if child > verb]
    calls_for = any(tokens.deps[i] in ("ccomp", "oprd") or tokens.lower[i] in ("for", "on", "upon") for i in after)
    called = (i for i in after if tokens.deps[i] == "dobj")
    somebody = all(tokens.tags[i] == "PRP" or _may_answer(tokens, i) for i in called)
    return (
        somebody
        and not calls_for
        and any(
            tokens.deps[i] in ("advcl", "xcomp") and tokens.lower[tokens.left[i]] == "to" and _is_infinitive(tokens, i)
            for i in after
        )
    )


def _may_answer(tokens: Tokens, noun: int) -> bool:
    """True for a person or an organisation, whom somebody may telephone."""
    return phrase_kind(tokens, noun) in ("human", "org", "person", "propn") or tokens.lemmas[noun] in words.HUMANS


def _posts_thing(tokens: Tokens, verb: int) -> bool:
    """True for "posted a video", which is no text."""
    things = [child for child in tokens.children[verb] if child > verb and tokens.deps[child] == "dobj"]
    if tokens.lemmas[verb] != "post" or not things or tokens.quoted[things[0]] >= 0:
        return False
    texts = words.TEXTS | words.STATEMENT_NOUNS
    clausal = any(tokens.deps[child] in CLAUSAL for child in tokens.children[verb])
    return not clausal and tokens.lemmas[things[0]] not in texts and tokens.pos[things[0]] == "NOUN"


def _hides_name(tokens: Tokens, verb: int) -> bool:
    """True for "asking *for anonymity* to speak freely", which tells why nobody is named."""
    return tokens.lemmas[verb] in ("ask", "demand", "request") and "anonymity" in tokens.lower[verb + 1 : verb + 4]


def _attaches(tokens: Tokens, verb: int) -> bool:
    """True for "emailed the Herald a link to …" and "tweeted a photo of …", which are no text."""
    return tokens.lemmas[verb] in words.SEND and any(
        child > verb and tokens.deps[child] == "dobj" and tokens.lemmas[child] in words.ATTACHMENTS
        for child in tokens.children[verb]
    )


def _finds_oneself(tokens: Tokens, verb: int) -> bool:
    """True for "found *themselves* without a plan", which is no finding that is told."""
    reflexive = tokens.lower[verb + 1 : verb + 2]
    return tokens.lemmas[verb] in words.PERCEIVE and bool(reflexive) and reflexive[0].endswith(("self", "selves"))


def _refuses(tokens: Tokens, verb: int) -> bool:
    """True for "said no to the offer" and "has said yes to it": something done, and no words."""
    answer = tokens.lower[verb + 1 : verb + 3] in (["no", "to"], ["yes", "to"])
    return answer and tokens.lemmas[verb] == "say" and tokens.quoted[verb + 1] < 0


def _greets(tokens: Tokens, verb: int) -> bool:
    """True for "welcomed the guests to the hall", where nobody's words are told."""
    if tokens.lemmas[verb] not in ("greet", "welcome"):
        return False
    return any(
        tokens.deps[child] == "dobj" and (tokens.lemmas[child] in words.HUMANS or tokens.labels[child] == "PERSON")
        for child in tokens.children[verb]
    )


def _resembles(tokens: Tokens, verb: int) -> bool:
    """True for "reminds me of Ruiz", where nobody speaks."""
    children = tokens.children[verb]
    me = any(tokens.deps[child] == "dobj" and tokens.lower[child] in ("me", "us") for child in children)
    return tokens.lemmas[verb] == "remind" and me and any(tokens.lower[child] == "of" for child in children)
