"""The phrases of a text that could name a speaker, each with the part it plays in its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from . import words
from .parse import SUBJECTS, Parse, kind

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}
ROLES = {
    "nsubj", "nsubjpass", "csubj", "dobj", "pobj", "attr", "appos", "conj", "ROOT", "poss", "npadvmod", "dative",
    "dep", "oprd", "nmod", "ccomp", "parataxis", "acomp", "intj",
}  # fmt: skip
DASHES = {"—", "–", "―", "--", "-"}
BREAKS = {":", ";", "—", "―", "--"}
LONGEST = 40
"""Tokens in a mention; what is longer is a misread sentence, and the noun with what stands before it is taken."""


@dataclass(slots=True)
class Candidate:
    """One phrase that may name a speaker: what is the same whatever quotation is asked for."""

    root: int
    first: int
    last: int
    verb: int | None
    """The verb it belongs to, if any."""
    role: str
    kind: str
    cue: tuple[int, int] | None = None
    """The words of saying, as a range of tokens."""

    @property
    def key(self) -> tuple[int, int]:
        return self.first, self.last


Everyone = dict[int, list[Candidate]]
"""Candidates by the number of their paragraph: a long text must not be gone through for each quotation."""


def candidates(parse: Parse) -> Everyone:
    """All phrases of the Doc that could name a speaker, by paragraph and in order of their head words."""
    found: Everyone = {}
    names = _loose_names(parse)
    for i in range(parse.count):
        if i in parse.datelines or not (i in names or _may_head(parse, i) or _is_odd_name(parse, i)):
            continue
        one = _candidate(parse, i)
        if one is not None:
            found.setdefault(parse.paragraph[i], []).append(one)
    for number in range(len(parse.stretches)):
        one = _transcript(parse, number)
        if one is not None:
            found.setdefault(parse.paragraph[one.root], []).append(one)
    return found


def _may_head(parse: Parse, i: int) -> bool:
    if parse.quoted[i] >= 0 or parse.pos[i] not in NOMINAL or parse.dep[i] not in ROLES:
        return False
    subject = parse.dep[i] in SUBJECTS
    if parse.label[i] in words.FIGURES or parse.pos[i] in ("ADJ", "DET", "NUM"):
        return subject
    return True


def _loose_names(parse: Parse) -> set[int]:
    """Last words of people's names that the parser made part of something else."""
    loose = set()
    i = 0
    while i < parse.count:
        if parse.label[i] != "PERSON":
            i += 1
            continue
        first = i
        while i < parse.count and parse.label[i] == "PERSON" and (i == first or parse.inside[i] == 1):
            i += 1
        inside = range(first, i)
        if parse.quoted[first] < 0 and not any(_may_head(parse, at) for at in inside):
            loose.add(i - 1 if parse.lower[i - 1] not in ("'s", "’s") or i - 1 == first else i - 2)
    return loose


def _is_odd_name(parse: Parse, i: int) -> bool:
    """A capital word beside a word of saying that touches a quotation, whatever the tagger took it for.

    “…,” Early said; “…,” said Early.
    """
    if not parse.words[i][:1].isupper() or parse.quoted[i] >= 0:
        return False
    if 0 < i < parse.count - 1 and parse.is_mark(i - 1) and _says(parse, i + 1):
        return True
    return i > 1 and parse.is_mark(i - 2) and _says(parse, i - 1)


def _says(parse: Parse, i: int) -> bool:
    return parse.lemma[i] in words.SAY and parse.tag[i] in ("VBD", "VBZ")


def _candidate(parse: Parse, i: int) -> Candidate | None:
    root = i
    if parse.lower[i] in words.RELATIVE and parse.dep[parse.head[i]] == "relcl" and parse.dep[i] in SUBJECTS:
        verb = parse.head[i]
        root = parse.head[verb]
        first, last = mention(parse, root)
        last = min(last, i)
        while last - 1 > root and parse.pos[last - 1] in ("PUNCT", "SPACE"):
            last -= 1
        if parse.quoted[root] >= 0 or root >= i or parse.paragraph[root] != parse.paragraph[i]:
            first, last, root = i, i + 1, i
        return Candidate(root, first, last, verb, _say(parse, verb, "who"), kind(parse, root), (verb, verb + 1))
    first, last = mention(parse, root)
    if first >= last:
        return None
    role, at, cue = _role(parse, root, first, last)
    return Candidate(root, first, last, at, role, kind(parse, root), cue)


def _transcript(parse: Parse, number: int) -> Candidate | None:
    """The speaker that a stretch itself names at its start, as transcripts do: NAME: words."""
    first, last = parse.ranges[number]
    if parse.stretches[number].outer_start > parse.start[parse.paragraphs[parse.paragraph[first]][0]]:
        return None
    colon = next((i for i in range(first, min(first + 5, last)) if parse.words[i] == ":"), first)
    name = [at for at in range(first, colon) if parse.words[at][0].isalnum()]
    if not name or parse.lower[first] in ("the", "a", "an"):
        return None
    if not all(parse.words[at].isupper() or parse.label[at] == "PERSON" for at in name):
        return None
    return Candidate(colon - 1, first, colon, None, "transcript", "person", (colon, colon + 1))


def mention(parse: Parse, root: int) -> tuple[int, int]:
    """The range of tokens of the whole phrase around `root`, without quoted words and outer punctuation."""
    first, last = parse.left[root], parse.right[root] + 1
    for i in range(root - 1, first - 1, -1):
        if _ends_phrase(parse, i, root):
            first = i + 1
            break
    for i in range(root + 1, last):
        if _ends_phrase(parse, i, root):
            last = i
            break
    if parse.label[root] == "PERSON":
        while last < parse.count and parse.label[last] == "PERSON" and parse.inside[last] == 1:
            last += 1
        while first and parse.label[first] == "PERSON" and parse.inside[first] == 1:
            first -= 1
    if last - first > LONGEST:
        last = root + 1
        first = max(first, root - 8)
    while first < root and (parse.pos[first] in ("PUNCT", "SPACE", "CCONJ") or parse.dep[first] in ("mark", "cc")):
        first += 1
    while (
        last - 1 > root and (parse.pos[last - 1] in ("PUNCT", "SPACE", "CCONJ", "ADP")) and parse.words[last - 1] != ")"
    ):
        last -= 1
    return first, last


def _ends_phrase(parse: Parse, i: int, root: int) -> bool:
    return (
        parse.quoted[i] >= 0
        or parse.is_mark(i)
        or parse.words[i] in BREAKS
        or parse.paragraph[i] != parse.paragraph[root]
    )


def _role(parse: Parse, i: int, first: int, last: int) -> tuple[str, int | None, tuple[int, int] | None]:
    dep, head = parse.dep[i], parse.head[i]
    begins = first == parse.paragraphs[parse.paragraph[first]][0]
    if head in parse.datelines and dep in ("appos", "conj", "dep", "nmod", "compound") and parse.dep[head] in SUBJECTS:
        dep, head = parse.dep[head], parse.head[head]
    if begins and last < parse.count and parse.words[last] == ":":
        return "title", None, (last, last + 1)
    if _signs(parse, i, first, last):
        return "sign", None, None
    if dep == "conj":
        at = i
        while parse.dep[at] == "conj" and parse.head[at] != at:
            at = parse.head[at]
        if parse.pos[at] in NOMINAL:
            dep = "conj"
    if dep in SUBJECTS:
        verb = head
        if parse.lower[i] in words.RELATIVE:
            return _say(parse, verb, "who"), verb, (verb, verb + 1)
        said = saying_verb(parse, verb)
        return _say(parse, said, "pass" if dep == "nsubjpass" else "subj"), said, (said, said + 1)
    if last < parse.count and parse.words[last] == ":":
        return "colon", None, (last, last + 1)
    if dep == "pobj":
        before = parse.lower[head]
        if before == "to" and parse.dep[head] in ("prep", "pcomp") and parse.lower[head - 1] == "according":
            return "according", head, (head - 1, head + 1)
        if before == "by" and parse.dep[head] == "agent":
            verb = parse.head[head]
            return _say(parse, verb, "agent"), verb, (verb, head + 1)
        return "pobj", None, None
    if dep == "poss":
        return "poss", None, (head, head + 1)
    if dep in ("dobj", "dative"):
        return _say(parse, head, "obj"), head, (head, head + 1)
    if dep in ("conj", "appos", "attr") and not _is_odd_name(parse, i):
        return dep, None, None
    near = None
    if last < parse.count and (parse.pos[last] == "VERB" or _is_odd_name(parse, i)):
        near = last
    elif first and parse.pos[first - 1] == "VERB":
        near = first - 1
    if near is not None:
        return _say(parse, near, "near"), near, (near, near + 1)
    return "other", None, None


def _signs(parse: Parse, root: int, first: int, last: int) -> bool:
    """True for a name with only a dash between it and the quotation before, and nothing after: “…” — Name."""
    if parse.pos[root] != "PROPN" and parse.label[root] != "PERSON":
        return False
    at = first - 1
    while at > 0 and parse.words[at].isspace():
        at -= 1
    if at < 1 or parse.words[at] not in DASHES:
        return False
    at -= 1
    while at > 0 and parse.words[at].isspace():
        at -= 1
    if not parse.is_mark(at):
        return False
    end = parse.paragraphs[parse.paragraph[root]][1]
    return last >= end or parse.words[last].isspace() or parse.words[last] in (".", ",") or parse.is_mark(last)


def _say(parse: Parse, verb: int, role: str) -> str:
    lemma = parse.lemma[verb]
    if lemma in words.STRONG:
        return role + "+strong"
    return role + ("+say" if lemma in words.SAY else "")


def saying_verb(parse: Parse, verb: int) -> int:
    """Of a verb and those joined to it or depending on it without a subject of their own, the one that says."""
    if parse.lemma[verb] in words.STRONG:
        return verb
    for kid in parse.kids[verb]:
        depends = parse.dep[kid] in ("conj", "advcl", "xcomp", "prep") and kid > verb and parse.quoted[kid] < 0
        if depends and parse.lemma[kid] in words.SAY and not any(parse.dep[k] in SUBJECTS for k in parse.kids[kid]):
            return kid
    return verb
