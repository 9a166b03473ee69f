"""The candidates: phrases that could name a speaker, each with its role in its sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...text.quotation_marks import MARKS
from ..coreference import Coreference
from ..tokens import Tokens
from . import words
from .grammar import (
    SUBJECTS,
    TokenRange,
    antecedent,
    has_subject,
    is_addressee,
    is_finite_report,
    is_mark,
    is_nobody,
    phrase_kind,
    verb_grade,
)

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}
JOINED = {"NOUN", "PROPN", "PRON", "NUM"}
HEAD_RELATIONS = {
    "nsubj", "nsubjpass", "csubj", "dobj", "pobj", "attr", "appos", "conj", "ROOT", "poss", "npadvmod", "dative",
    "dep", "oprd", "nmod", "ccomp", "parataxis", "acomp", "intj",
}  # fmt: skip
DASHES = {"—", "–", "―", "--", "-"}
BREAKS = {":", ";", "—", "―", "--"}
LONGEST = 40
"""Tokens in a mention. A longer one is a misread sentence; then the mention is the noun with what comes before it."""


@dataclass(slots=True)
class Candidate:
    """One phrase that may name a speaker: everything that does not depend on the quotation."""

    root: int
    """The head of the phrase."""
    first: int
    last: int
    """One past its last token."""
    verb: int | None
    """The verb it belongs to, if any."""
    role: str
    """Its part in the sentence: "subj+strong" (subject of a strong reporting verb), "according", "sign" …"""
    kind: str
    """What it names: see `phrase_kind`."""
    cue: TokenRange | None = None
    entity: str | None = None
    """The id of the entity that its head means; None if the article names none, or for other than a ranked phrase."""

    @property
    def key(self) -> TokenRange:
        """Equal for candidates that are the same phrase."""
        return self.first, self.last


CandidatesByParagraph = dict[int, list[Candidate]]
"""Candidates by the number of their paragraph, so that no quotation needs a search through a long text."""


def find_candidates(tokens: Tokens, coreference: Coreference) -> CandidatesByParagraph:
    """All phrases that could name a speaker, in order of their heads; speakers in transcripts come last."""
    found: CandidatesByParagraph = {}
    names = _loose_names(tokens)
    for i in range(tokens.count):
        # The tagger takes marks that it does not know for nouns.
        if i in tokens.datelines or is_mark(tokens, i) or is_nobody(tokens, i):
            continue
        if not (i in names or _may_head(tokens, i) or _is_mistagged_name(tokens, i)):
            continue
        candidate = _relative(tokens, i) or _candidate(tokens, i)
        if candidate is not None:
            meant = coreference.resolve(tokens.starts[candidate.root], tokens.ends[candidate.root])
            candidate.entity = meant.entity if meant else None
            found.setdefault(tokens.paragraph_of[i], []).append(candidate)
    for number in range(len(tokens.quoted_spans)):
        candidate = _transcript(tokens, number)
        if candidate is not None:
            found.setdefault(tokens.paragraph_of[candidate.root], []).append(candidate)
    return found


def _may_head(tokens: Tokens, i: int) -> bool:
    if tokens.quoted[i] >= 0 or tokens.pos[i] not in NOMINAL or tokens.deps[i] not in HEAD_RELATIONS:
        return False
    if tokens.labels[i] in words.FIGURES or tokens.pos[i] in ("ADJ", "DET", "NUM"):
        return tokens.deps[i] in SUBJECTS or _is_source(tokens, i)
    return True


def _is_source(tokens: Tokens, i: int) -> bool:
    """True for "one" in "according to one of them"."""
    return tokens.deps[i] == "pobj" and _role_of_object(tokens, tokens.heads[i])[0] == "according"


def _loose_names(tokens: Tokens) -> set[int]:
    """The last words of people's names that the parser made part of something else."""
    loose = set()
    i = 0
    while i < tokens.count:
        if tokens.labels[i] != "PERSON":
            i += 1
            continue
        first = i
        while i < tokens.count and tokens.labels[i] == "PERSON" and (i == first or tokens.name_parts[i] == 1):
            i += 1
        if tokens.quoted[first] < 0 and not any(_may_head(tokens, inner) for inner in range(first, i)):
            possessive = tokens.lower[i - 1] in ("'s", "’s") and i - 1 > first
            loose.add(i - 2 if possessive else i - 1)
    return loose


def _is_mistagged_name(tokens: Tokens, i: int) -> bool:
    """A capitalised word next to a reporting verb that is next to a quotation, whatever its tag.

    “…,” Early said; “…,” said Early.
    """
    if not tokens.words[i][:1].isupper() or tokens.quoted[i] >= 0:
        return False
    if 0 < i < tokens.count - 1 and is_mark(tokens, i - 1) and is_finite_report(tokens, i + 1):
        return True
    return i > 1 and is_mark(tokens, i - 2) and is_finite_report(tokens, i - 1)


def _relative(tokens: Tokens, i: int) -> Candidate | None:
    """The noun that a relative pronoun stands for, where the pronoun is a subject: *Ruiz*, who said …"""
    verb, root = tokens.heads[i], antecedent(tokens, i)
    if root == i or tokens.deps[i] not in SUBJECTS:
        return None
    first, last = mention(tokens, root)
    last = min(last, i)
    while last - 1 > root and tokens.pos[last - 1] in ("PUNCT", "SPACE"):
        last -= 1
    if tokens.quoted[root] >= 0 or root >= i or tokens.paragraph_of[root] != tokens.paragraph_of[i]:
        first, last, root = i, i + 1, i
    role = _graded(tokens, verb, "who")
    return Candidate(root, first, last, verb, role, phrase_kind(tokens, root), (verb, verb + 1))


def _candidate(tokens: Tokens, i: int) -> Candidate | None:
    first, last = mention(tokens, i)
    if first >= last:
        return None
    role, verb, cue = _role(tokens, i, first, last)
    return Candidate(i, first, last, verb, role, phrase_kind(tokens, i), cue)


def _transcript(tokens: Tokens, number: int) -> Candidate | None:
    """The speaker that a quoted span names at its own start, as in transcripts: “NAME: words”."""
    first, last = tokens.quoted_ranges[number]
    if tokens.quoted_spans[number].outer_start > tokens.starts[tokens.paragraph(first)[0]]:
        return None
    colon = next((i for i in range(first, min(first + 5, last)) if tokens.words[i] == ":"), first)
    name = [i for i in range(first, colon) if tokens.words[i][0].isalnum()]
    if not name or tokens.lower[first] in ("the", "a", "an"):
        return None
    if not all(tokens.words[i].isupper() or tokens.labels[i] == "PERSON" for i in name):
        return None
    return Candidate(colon - 1, first, colon, None, "transcript", "person", (colon, colon + 1))


def joint_heads(tokens: Tokens, root: int) -> list[int]:
    """The heads of the phrases joined by "and" with that of `root`, in order: "Ruiz and Vale said"."""
    while tokens.deps[root] == "conj" and tokens.heads[root] != root and tokens.pos[tokens.heads[root]] in NOMINAL:
        root = tokens.heads[root]
    found = [root]
    while True:
        children = tokens.children[found[-1]]
        if any(tokens.deps[child] == "cc" and tokens.lower[child] not in ("and", "&") for child in children):
            return [root]
        joined = [child for child in children if tokens.deps[child] == "conj" and tokens.pos[child] in JOINED]
        if not joined or tokens.quoted[joined[0]] >= 0:
            return found
        found.append(joined[0])


def mention(tokens: Tokens, root: int) -> TokenRange:
    """The whole phrase around `root`, without quoted words and outer punctuation."""
    # Stop once it is too long: a list of 5,000 names is one phrase around each of them.
    left, right = max(tokens.left[root], root - LONGEST - 1), min(tokens.right[root], root + LONGEST + 1)
    first = next((i + 1 for i in range(root - 1, left - 1, -1) if _ends_phrase(tokens, i, root)), left)
    last = next((i for i in range(root + 1, right + 1) if _ends_phrase(tokens, i, root)), right + 1)
    if last <= right and tokens.pos[last - 1] == "DET":
        last = _past_quoted(tokens, last, right)
    if tokens.labels[root] == "PERSON":
        while last < tokens.count and tokens.labels[last] == "PERSON" and tokens.name_parts[last] == 1:
            last += 1
        while first and tokens.labels[first] == "PERSON" and tokens.name_parts[first] == 1:
            first -= 1
    if last - first > LONGEST:
        first, last = max(first, root - 8), root + 1
    while first < root and (tokens.pos[first] in ("PUNCT", "SPACE", "CCONJ") or tokens.deps[first] in ("mark", "cc")):
        first += 1
    trailing = ("PUNCT", "SPACE", "CCONJ", "ADP")
    while last - 1 > root and tokens.pos[last - 1] in trailing and tokens.words[last - 1] != ")":
        last -= 1
    return first, last


def _past_quoted(tokens: Tokens, mark: int, right: int) -> int:
    """One past the phrase that goes on after words in quotation marks: some in the *“Open Roads” camp*; `mark` itself
    if it ends with them."""
    end = mark + 1
    while end <= right and (tokens.quoted[end] >= 0 or is_mark(tokens, end)):
        end += 1
    return right + 1 if end <= right and tokens.pos[end] in NOMINAL else mark


def before_clause(tokens: Tokens, candidate: Candidate, cue_word: int) -> Candidate:
    """The candidate without the clause in its own phrase that has the cue: *the letter* that called him a fraud."""
    if not candidate.root < cue_word < candidate.last:
        return candidate
    last = next(
        (tokens.left[i] for i in tokens.children[candidate.root] if i > candidate.root and cue_word <= tokens.right[i]),
        cue_word,
    )
    while last - 1 > candidate.root and tokens.pos[last - 1] in ("PUNCT", "SPACE"):
        last -= 1
    return replace(candidate, last=max(last, candidate.root + 1))


def _ends_phrase(tokens: Tokens, i: int, root: int) -> bool:
    return (
        tokens.quoted[i] >= 0
        or i in tokens.datelines
        or is_mark(tokens, i)
        or tokens.words[i] in BREAKS
        or tokens.paragraph_of[i] != tokens.paragraph_of[root]
    )


def _tells_news(tokens: Tokens, first: int, last: int) -> bool:
    """True for "Widow Steps Forward With New Claim:", a headline that the tagger takes for one long name."""
    of_name = ("of", "for", "at", "in", "on")
    return any(
        tokens.pos[i] == "VERB" or tokens.pos[i] == "ADP" and tokens.lower[i] not in of_name for i in range(first, last)
    )


Role = tuple[str, int | None, TokenRange | None]
"""The name of a role, the verb that gives it, and the cue."""


def _role(tokens: Tokens, i: int, first: int, last: int) -> Role:
    dep, head = tokens.deps[i], tokens.heads[i]
    after_dateline = head in tokens.datelines and dep in ("appos", "conj", "dep", "nmod", "compound")
    if after_dateline and tokens.deps[head] in SUBJECTS:
        dep, head = tokens.deps[head], tokens.heads[head]
    before_colon = last < tokens.count and tokens.words[last] == ":" and not _tells_news(tokens, first, last)
    if before_colon and first == tokens.paragraph(first)[0]:
        return "title", None, (last, last + 1)
    if _signs(tokens, i, first, last):
        return "sign", None, None
    if dep in SUBJECTS:
        if tokens.lower[i] in words.RELATIVE:
            return _graded(tokens, head, "who"), head, (head, head + 1)
        if is_addressee(tokens, i):
            return "addressee", head, (head, head + 1)
        verb = reporting_verb(tokens, head)
        return _graded(tokens, verb, "pass" if dep == "nsubjpass" else "subj"), verb, (verb, verb + 1)
    if before_colon:
        return "colon", None, (last, last + 1)
    if dep == "pobj":
        return _role_of_object(tokens, head)
    if dep == "poss":
        return "poss", None, (head, head + 1)
    if dep in ("dobj", "dative"):
        return _graded(tokens, head, "obj"), head, (head, head + 1)
    if dep in ("conj", "appos", "attr") and not _is_mistagged_name(tokens, i):
        return dep, None, None
    return _role_beside_verb(tokens, i, first, last)


def _role_of_object(tokens: Tokens, preposition: int) -> Role:
    """The role of a noun after a preposition: "according to …", "said by …"."""
    word, dep = tokens.lower[preposition], tokens.deps[preposition]
    if word == "to" and dep in ("prep", "pcomp") and tokens.lower[preposition - 1] == "according":
        return "according", preposition, (preposition - 1, preposition + 1)
    if word == "by" and dep == "agent":
        verb = tokens.heads[preposition]
        return _graded(tokens, verb, "agent"), verb, (verb, preposition + 1)
    return "pobj", None, None


def _role_beside_verb(tokens: Tokens, i: int, first: int, last: int) -> Role:
    """The role of a phrase whose grammar says nothing, by the verb right after or before it."""
    if last < tokens.count and (tokens.pos[last] == "VERB" or _is_mistagged_name(tokens, i)):
        verb = last
    elif first and tokens.pos[first - 1] == "VERB":
        verb = first - 1
    else:
        return "other", None, None
    return _graded(tokens, verb, "near"), verb, (verb, verb + 1)


def _signs(tokens: Tokens, root: int, first: int, last: int) -> bool:
    """True for a name with only a dash between it and the quotation before, and nothing after: “…” — Name."""
    if tokens.pos[root] != "PROPN" and tokens.labels[root] != "PERSON":
        return False
    dash = _last_before(tokens, first)
    if dash < 1 or tokens.words[dash][-1] not in DASHES:
        return False
    # The tokenizer leaves a mark and a dash together where no space is between them.
    mark = tokens.words[dash][:-1] or tokens.words[_last_before(tokens, dash)]
    if mark not in MARKS:
        return False
    if last >= tokens.paragraph(root)[1]:
        return True
    return tokens.words[last].isspace() or tokens.words[last] in (".", ",") or is_mark(tokens, last)


def _last_before(tokens: Tokens, i: int) -> int:
    """The last token before `i` that is not white space; 0 at least."""
    i -= 1
    while i > 0 and tokens.words[i].isspace():
        i -= 1
    return i


def _graded(tokens: Tokens, verb: int, role: str) -> str:
    grade = verb_grade(tokens, verb)
    return role if grade == "other" else f"{role}+{grade}"


def reporting_verb(tokens: Tokens, verb: int) -> int:
    """Of a verb and its dependent verbs without a subject of their own, the one that reports speech."""
    if tokens.lemmas[verb] in words.STRONG:
        return verb
    for child in tokens.children[verb]:
        dependent = tokens.deps[child] in ("conj", "advcl", "xcomp", "prep") and child > verb
        if not dependent or tokens.quoted[child] >= 0 or tokens.lemmas[child] not in words.SAY:
            continue
        if not has_subject(tokens, child):
            return child
    return verb
