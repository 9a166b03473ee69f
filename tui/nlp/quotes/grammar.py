"""What the grammar of a sentence says: the subject of a verb, and what kind of thing a phrase names."""

from __future__ import annotations

from ...text.quotation_marks import MARKS
from ..tokens import Tokens
from . import words

TokenRange = tuple[int, int]
"""A half-open range of token numbers."""
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
CLAUSAL = {"ccomp", "xcomp"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}
"""Tags of finite verbs."""
TIMES = {"DATE", "TIME"}
CONDITIONS = {"if", "unless"}
"""Words that begin a condition."""
NOT_ANY = {"no", "neither"}
FULL_STOPS = {".", "!", "?"}
NOBODY = {"nobody", "nothing", "none", "neither"}


def is_mark(tokens: Tokens, i: int) -> bool:
    """True for a token that is a quotation mark."""
    return tokens.words[i] in MARKS


def has_subject(tokens: Tokens, verb: int) -> bool:
    """True for a verb with a subject of its own."""
    return any(tokens.deps[i] in SUBJECTS for i in tokens.children[verb])


def auxiliary_of(tokens: Tokens, verb: int) -> int:
    """*Has* in "has paid": the first auxiliary of a verb, which has the tense; the verb itself if there is none."""
    return next((i for i in tokens.children[verb] if tokens.deps[i] in ("aux", "auxpass")), verb)


def subject_of(tokens: Tokens, verb: int) -> int | None:
    """The token that is the subject of `verb`: its own, or that of the verb it is joined or subordinate to."""
    if is_addressed(tokens, verb):
        return agent_of(tokens, verb)
    at = verb
    for _ in range(6):
        for kid in tokens.children[at]:
            # Parsers attach quotation marks and line breaks anyhow.
            if tokens.deps[kid] in SUBJECTS and not is_mark(tokens, kid) and tokens.words[kid].strip():
                return kid if kid not in tokens.datelines else _after_dateline(tokens, at, kid)
        if tokens.deps[at] == "acl":
            return tokens.heads[at]
        if (prompted := _prompted(tokens, at)) is not None:
            return prompted
        if tokens.heads[at] == at or tokens.deps[at] not in ("conj", "xcomp", "advcl"):
            break
        at = tokens.heads[at]
    if tokens.tags[verb] in ("VBD", "VBZ", "VBP") and tokens.lemmas[verb] in words.SAY:
        return _name_beside(tokens, verb)
    return None


def _prompted(tokens: Tokens, infinitive: int) -> int | None:
    """*Ruiz* in "The letters led Ruiz *to announce* …", where the letters announce nothing."""
    verb = tokens.heads[infinitive]
    if tokens.deps[infinitive] != "xcomp" or tokens.lemmas[verb] not in words.PROMPT:
        return None
    return next((i for i in tokens.children[verb] if verb < i < infinitive and tokens.deps[i] == "dobj"), None)


def _after_dateline(tokens: Tokens, verb: int, place: int) -> int:
    """The subject that the parser attached to the place of a dateline: "MADRID — *Unions* called off the strike"."""
    for parent in (verb, place):
        for child in tokens.children[parent]:
            if (
                place < child < verb
                and child not in tokens.datelines
                and tokens.pos[child] in ("NOUN", "PROPN", "PRON")
            ):
                return child
    return place


def antecedent(tokens: Tokens, i: int) -> int:
    """The noun that a relative pronoun stands for, also in "Ruiz, whose island voted *but who* said …"; any other token
    itself."""
    verb = tokens.heads[i]
    while tokens.deps[verb] == "conj" and tokens.heads[verb] != verb:
        verb = tokens.heads[verb]
    if tokens.lower[i] in words.RELATIVE and tokens.deps[verb] == "relcl":
        return tokens.heads[verb]
    return i


def is_nobody(tokens: Tokens, subject: int) -> bool:
    """True for "nobody", "none of them", "no one", "neither side"."""
    if tokens.lower[subject] in NOBODY:
        return True
    return any(tokens.deps[child] == "det" and tokens.lower[child] in NOT_ANY for child in tokens.children[subject])


def is_member(tokens: Tokens, noun: int) -> bool:
    """True for one person called by a party or a people: "the Ohio Republican", "a Serb", but not "the Republicans"."""
    if tokens.lower[noun] not in words.MEMBERS or tokens.tags[noun] not in ("NN", "NNP"):
        return False
    determiners = (child for child in tokens.children[noun] if tokens.deps[child] in ("det", "nummod"))
    return any(tokens.lower[child] in ("the", "a", "an", "one", "another") for child in determiners)


def is_addressee(tokens: Tokens, subject: int) -> bool:
    """True for the subject of "was told", "was asked", "had been warned": somebody who hears and does not speak."""
    verb = tokens.heads[subject]
    return tokens.deps[subject] == "nsubjpass" and tokens.lemmas[verb] in words.PASSIVE_ADDRESSEE_VERBS


def is_told(tokens: Tokens, verb: int) -> bool:
    """True for "Pool will close, *council told*" and "*Families told* bridge was safe", as headlines have it: the
    subject listens, since nobody tells without somebody who is told."""
    subject = None if tokens.deps[verb] in ("relcl", "advcl") else subject_of(tokens, verb)
    if subject is None or subject > verb:
        return False
    rest = "".join(tokens.words[verb + 1 : tokens.sentence(verb)[1]])
    if tokens.lower[verb] == "told" and not any(map(str.isalnum, rest)):
        return "," in tokens.words[max(0, tokens.left[subject] - 2) : tokens.left[subject]]  # or before a closing mark
    return _is_told_in_headline(tokens, subject, verb)


def _is_told_in_headline(tokens: Tokens, subject: int, verb: int) -> bool:
    """True for a participle in a line without a full stop, where "were" is left out: "*Parents warned* hall is unsafe".
    Whom somebody warns may also be missing there, so that a person who warned may have spoken."""
    begin, end = tokens.paragraph(verb)
    ended = any(word in FULL_STOPS for word in tokens.words[begin:end])
    if ended or tokens.lemmas[verb] not in words.ADDRESSEE_VERBS or tokens.tags[verb] not in ("VBD", "VBN"):
        return False
    listens = tokens.lemmas[verb] == "tell" or phrase_kind(tokens, subject) not in ("he", "own", "person", "propn")
    return listens and not any(tokens.deps[i] in ("aux", "dative", "dobj", "agent") for i in tokens.children[verb])


def is_addressed(tokens: Tokens, verb: int) -> bool:
    """True for the participle in "*Told* that the flight was full, Ruiz left", "parents *warned* of delays", "*asked* a
    question": whom it describes hears and does not speak."""
    if tokens.lemmas[verb] not in words.PASSIVE_ADDRESSEE_VERBS or tokens.deps[verb] not in ("advcl", "acl"):
        return False
    if tokens.tags[verb] not in ("VBN", "VBD"):  # the tagger often mistakes a participle for the past
        return False
    return not any(
        tokens.deps[child] in (*SUBJECTS, "aux", "mark")
        or (tokens.deps[child] == "dobj" and tokens.lemmas[child] != "question")
        for child in tokens.children[verb]
    )


def agent_of(tokens: Tokens, verb: int) -> int | None:
    """The noun after "by" with a passive verb."""
    agent = next((child for child in tokens.children[verb] if tokens.deps[child] == "agent"), None)
    if agent is None:
        return None
    return next((child for child in tokens.children[agent] if tokens.deps[child] == "pobj"), None)


def verb_grade(tokens: Tokens, verb: int) -> str:
    """How strongly a verb next to a quotation suggests that its subject is the speaker: "strong", "say" or "other"."""
    lemma = tokens.lemmas[verb]
    return "strong" if lemma in words.STRONG else "say" if lemma in words.SAY else "other"


def is_finite_report(tokens: Tokens, i: int) -> bool:
    """True for a reporting verb in the form of the third person: "said", "says", "ordered"."""
    return tokens.lemmas[i] in words.SAY | words.SPEECH_ACTS and tokens.tags[i] in ("VBD", "VBZ")


def _name_beside(tokens: Tokens, verb: int) -> int | None:
    """A person or pronoun right next to a reporting verb, for sentences in which the parser found no subject."""
    for i in range(verb - 1, max(verb - 8, -1), -1):
        if tokens.quoted[i] >= 0 or is_mark(tokens, i) or tokens.paragraph_of[i] != tokens.paragraph_of[verb]:
            break
        if tokens.labels[i] == "PERSON" or tokens.lower[i] in words.PRONOUNS_ONE:
            return i
        if tokens.pos[i] not in ("ADV", "AUX", "ADP") and tokens.labels[i] not in TIMES:
            break
    for i in range(verb + 1, min(verb + 4, tokens.count)):
        if tokens.labels[i] == "PERSON" and (i + 1 >= tokens.count or tokens.labels[i + 1] != "PERSON"):
            # In "Says Ruiz would resign", a headline without a subject, the name begins what is said.
            begins_clause = i + 1 < tokens.count and tokens.pos[i + 1] in ("AUX", "VERB", "PART")
            return None if begins_clause else i
        if tokens.labels[i] != "PERSON":
            break
    return None


def phrase_kind(tokens: Tokens, i: int) -> str:
    """What kind of thing the phrase with head `i` names, as far as the model and a few word lists tell."""
    lower = tokens.lower[i]
    if lower in words.PRONOUNS_ONE:
        return "he"
    if lower in words.PRONOUNS_MANY:
        return "they"
    if lower in words.PRONOUNS_OWN:
        return "own"
    if lower in ("who", "whom"):
        return "who"
    if tokens.pos[i] == "PRON" and lower not in words.PEOPLE:
        return "pron"
    if label := tokens.labels[i]:
        return {"PERSON": "person", "ORG": "org", "GPE": "place", "NORP": "people"}.get(label, "name")
    if tokens.lemmas[i] in words.PEOPLE or lower in words.PEOPLE:
        return "human"
    if tokens.lemmas[i] in words.SPEAKING_THINGS:
        return "text"
    if tokens.pos[i] == "PROPN":
        return "propn"
    return "noun"


def word_count(tokens: Tokens, number: int) -> int:
    """How many words, without punctuation and spaces, a quoted span has."""
    return sum(tokens.pos[i] not in ("PUNCT", "SPACE") for i in range(*tokens.quoted_ranges[number]))


def continues_after(tokens: Tokens, number: int) -> bool:
    """True for a quoted span that the next paragraph continues."""
    return number + 1 < len(tokens.quoted_spans) and tokens.quoted_spans[number + 1].continues


def signature_end(tokens: Tokens, number: int) -> int:
    """One past the last token in which the signature of a quoted span may be ("…" — Name): the first end of a sentence
    outside quotation marks, or the end of the paragraph."""
    first, last = tokens.quoted_ranges[number]
    end = tokens.paragraph(min(first, tokens.count - 1))[1]
    return next((i for i in range(last, end) if tokens.quoted[i] < 0 and tokens.words[i] in (".", "!", "?")), end)


def that_clause(tokens: Tokens, nouns: list[int]) -> int | None:
    """The clause with what was said, which the parser makes a part of one of the nouns, of a name after it, or of how
    it was sent: "the podcast “…” that …", "a statement emailed to the Herald that …"."""
    after = [child for noun in nouns for child in tokens.children[noun]]
    below = [i for i in after if tokens.deps[i] == "appos" or (tokens.deps[i] == "acl" and tokens.tags[i] == "VBN")]
    parts = (child for noun in (*nouns, *below) for child in tokens.children[noun])
    return next((child for child in parts if _is_that_clause(tokens, child)), None)


def _is_that_clause(tokens: Tokens, i: int) -> bool:
    if tokens.deps[i] not in ("acl", "ccomp", "relcl"):
        return False
    marks = (tokens.lower[child] == "that" and tokens.deps[child] in ("mark", "dobj") for child in tokens.children[i])
    return any(marks) and has_subject(tokens, i)
