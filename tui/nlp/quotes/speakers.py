"""The phrases of a text that could name a speaker, each with the part it plays in its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from ..tokens import Tokens
from . import words
from .grammar import SUBJECTS, is_mark, kind

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


def candidates(tokens: Tokens) -> Everyone:
    """All phrases of the Doc that could name a speaker, by paragraph and in order of their head words."""
    found: Everyone = {}
    names = _loose_names(tokens)
    for i in range(tokens.count):
        if i in tokens.datelines or not (i in names or _may_head(tokens, i) or _is_odd_name(tokens, i)):
            continue
        one = _candidate(tokens, i)
        if one is not None:
            found.setdefault(tokens.paragraph_of[i], []).append(one)
    for number in range(len(tokens.quoted_spans)):
        one = _transcript(tokens, number)
        if one is not None:
            found.setdefault(tokens.paragraph_of[one.root], []).append(one)
    return found


def _may_head(tokens: Tokens, i: int) -> bool:
    if tokens.quoted[i] >= 0 or tokens.pos[i] not in NOMINAL or tokens.deps[i] not in ROLES:
        return False
    subject = tokens.deps[i] in SUBJECTS
    if tokens.labels[i] in words.FIGURES or tokens.pos[i] in ("ADJ", "DET", "NUM"):
        return subject
    return True


def _loose_names(tokens: Tokens) -> set[int]:
    """Last words of people's names that the parser made part of something else."""
    loose = set()
    i = 0
    while i < tokens.count:
        if tokens.labels[i] != "PERSON":
            i += 1
            continue
        first = i
        while i < tokens.count and tokens.labels[i] == "PERSON" and (i == first or tokens.name_parts[i] == 1):
            i += 1
        inside = range(first, i)
        if tokens.quoted[first] < 0 and not any(_may_head(tokens, at) for at in inside):
            loose.add(i - 1 if tokens.lower[i - 1] not in ("'s", "’s") or i - 1 == first else i - 2)
    return loose


def _is_odd_name(tokens: Tokens, i: int) -> bool:
    """A capital word beside a word of saying that touches a quotation, whatever the tagger took it for.

    “…,” Early said; “…,” said Early.
    """
    if not tokens.words[i][:1].isupper() or tokens.quoted[i] >= 0:
        return False
    if 0 < i < tokens.count - 1 and is_mark(tokens, i - 1) and _says(tokens, i + 1):
        return True
    return i > 1 and is_mark(tokens, i - 2) and _says(tokens, i - 1)


def _says(tokens: Tokens, i: int) -> bool:
    return tokens.lemmas[i] in words.SAY and tokens.tags[i] in ("VBD", "VBZ")


def _candidate(tokens: Tokens, i: int) -> Candidate | None:
    root = i
    if tokens.lower[i] in words.RELATIVE and tokens.deps[tokens.heads[i]] == "relcl" and tokens.deps[i] in SUBJECTS:
        verb = tokens.heads[i]
        root = tokens.heads[verb]
        first, last = mention(tokens, root)
        last = min(last, i)
        while last - 1 > root and tokens.pos[last - 1] in ("PUNCT", "SPACE"):
            last -= 1
        if tokens.quoted[root] >= 0 or root >= i or tokens.paragraph_of[root] != tokens.paragraph_of[i]:
            first, last, root = i, i + 1, i
        return Candidate(root, first, last, verb, _say(tokens, verb, "who"), kind(tokens, root), (verb, verb + 1))
    first, last = mention(tokens, root)
    if first >= last:
        return None
    role, at, cue = _role(tokens, root, first, last)
    return Candidate(root, first, last, at, role, kind(tokens, root), cue)


def _transcript(tokens: Tokens, number: int) -> Candidate | None:
    """The speaker that a stretch itself names at its start, as transcripts do: NAME: words."""
    first, last = tokens.quoted_ranges[number]
    if tokens.quoted_spans[number].outer_start > tokens.starts[tokens.paragraph(first)[0]]:
        return None
    colon = next((i for i in range(first, min(first + 5, last)) if tokens.words[i] == ":"), first)
    name = [at for at in range(first, colon) if tokens.words[at][0].isalnum()]
    if not name or tokens.lower[first] in ("the", "a", "an"):
        return None
    if not all(tokens.words[at].isupper() or tokens.labels[at] == "PERSON" for at in name):
        return None
    return Candidate(colon - 1, first, colon, None, "transcript", "person", (colon, colon + 1))


def mention(tokens: Tokens, root: int) -> tuple[int, int]:
    """The range of tokens of the whole phrase around `root`, without quoted words and outer punctuation."""
    first, last = tokens.left[root], tokens.right[root] + 1
    for i in range(root - 1, first - 1, -1):
        if _ends_phrase(tokens, i, root):
            first = i + 1
            break
    for i in range(root + 1, last):
        if _ends_phrase(tokens, i, root):
            last = i
            break
    if tokens.labels[root] == "PERSON":
        while last < tokens.count and tokens.labels[last] == "PERSON" and tokens.name_parts[last] == 1:
            last += 1
        while first and tokens.labels[first] == "PERSON" and tokens.name_parts[first] == 1:
            first -= 1
    if last - first > LONGEST:
        last = root + 1
        first = max(first, root - 8)
    while first < root and (tokens.pos[first] in ("PUNCT", "SPACE", "CCONJ") or tokens.deps[first] in ("mark", "cc")):
        first += 1
    while (
        last - 1 > root
        and (tokens.pos[last - 1] in ("PUNCT", "SPACE", "CCONJ", "ADP"))
        and tokens.words[last - 1] != ")"
    ):
        last -= 1
    return first, last


def _ends_phrase(tokens: Tokens, i: int, root: int) -> bool:
    return (
        tokens.quoted[i] >= 0
        or is_mark(tokens, i)
        or tokens.words[i] in BREAKS
        or tokens.paragraph_of[i] != tokens.paragraph_of[root]
    )


def _role(tokens: Tokens, i: int, first: int, last: int) -> tuple[str, int | None, tuple[int, int] | None]:
    dep, head = tokens.deps[i], tokens.heads[i]
    begins = first == tokens.paragraph(first)[0]
    if (
        head in tokens.datelines
        and dep in ("appos", "conj", "dep", "nmod", "compound")
        and tokens.deps[head] in SUBJECTS
    ):
        dep, head = tokens.deps[head], tokens.heads[head]
    if begins and last < tokens.count and tokens.words[last] == ":":
        return "title", None, (last, last + 1)
    if _signs(tokens, i, first, last):
        return "sign", None, None
    if dep == "conj":
        at = i
        while tokens.deps[at] == "conj" and tokens.heads[at] != at:
            at = tokens.heads[at]
        if tokens.pos[at] in NOMINAL:
            dep = "conj"
    if dep in SUBJECTS:
        verb = head
        if tokens.lower[i] in words.RELATIVE:
            return _say(tokens, verb, "who"), verb, (verb, verb + 1)
        said = saying_verb(tokens, verb)
        return _say(tokens, said, "pass" if dep == "nsubjpass" else "subj"), said, (said, said + 1)
    if last < tokens.count and tokens.words[last] == ":":
        return "colon", None, (last, last + 1)
    if dep == "pobj":
        before = tokens.lower[head]
        if before == "to" and tokens.deps[head] in ("prep", "pcomp") and tokens.lower[head - 1] == "according":
            return "according", head, (head - 1, head + 1)
        if before == "by" and tokens.deps[head] == "agent":
            verb = tokens.heads[head]
            return _say(tokens, verb, "agent"), verb, (verb, head + 1)
        return "pobj", None, None
    if dep == "poss":
        return "poss", None, (head, head + 1)
    if dep in ("dobj", "dative"):
        return _say(tokens, head, "obj"), head, (head, head + 1)
    if dep in ("conj", "appos", "attr") and not _is_odd_name(tokens, i):
        return dep, None, None
    near = None
    if last < tokens.count and (tokens.pos[last] == "VERB" or _is_odd_name(tokens, i)):
        near = last
    elif first and tokens.pos[first - 1] == "VERB":
        near = first - 1
    if near is not None:
        return _say(tokens, near, "near"), near, (near, near + 1)
    return "other", None, None


def _signs(tokens: Tokens, root: int, first: int, last: int) -> bool:
    """True for a name with only a dash between it and the quotation before, and nothing after: “…” — Name."""
    if tokens.pos[root] != "PROPN" and tokens.labels[root] != "PERSON":
        return False
    at = first - 1
    while at > 0 and tokens.words[at].isspace():
        at -= 1
    if at < 1 or tokens.words[at] not in DASHES:
        return False
    at -= 1
    while at > 0 and tokens.words[at].isspace():
        at -= 1
    if not is_mark(tokens, at):
        return False
    end = tokens.paragraph(root)[1]
    return last >= end or tokens.words[last].isspace() or tokens.words[last] in (".", ",") or is_mark(tokens, last)


def _say(tokens: Tokens, verb: int, role: str) -> str:
    lemma = tokens.lemmas[verb]
    if lemma in words.STRONG:
        return role + "+strong"
    return role + ("+say" if lemma in words.SAY else "")


def saying_verb(tokens: Tokens, verb: int) -> int:
    """Of a verb and those joined to it or depending on it without a subject of their own, the one that says."""
    if tokens.lemmas[verb] in words.STRONG:
        return verb
    for kid in tokens.children[verb]:
        depends = tokens.deps[kid] in ("conj", "advcl", "xcomp", "prep") and kid > verb and tokens.quoted[kid] < 0
        if (
            depends
            and tokens.lemmas[kid] in words.SAY
            and not any(tokens.deps[k] in SUBJECTS for k in tokens.children[kid])
        ):
            return kid
    return verb
