"""Words of saying with what depends on them: "said that …", "according to …", "called for …", "the claim that …".

Every verb, and some nouns and adjectives, that has a complement is a candidate. How likely a pairing of word and
complement is to report what somebody says, wants or thinks is in a table of weights (`quote_weights.CLAUSE`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..tokens import Tokens
from . import words
from .grammar import SUBJECTS, kind, subject_of

CLAUSAL = {"ccomp", "xcomp"}
CORE = {"dobj", "oprd", "attr", "acomp", "dative", "prt"}
AUXILIARY = {"aux", "auxpass", "neg", "advmod", "prt"}
TIMES = {"DATE", "TIME"}
TRIMMED = {",", ".", ";", ":", "—", "–", "―", "--", "-", "?", "!", "…", "..."}


@dataclass(slots=True)
class Clause:
    """A word of saying with its source and what is said."""

    word: int
    """The verb, noun or adjective."""
    cue: tuple[int, int]
    """A range of tokens."""
    source: int | None
    """The head word of who says it."""
    content: list[tuple[int, int]]
    """Ranges of tokens."""
    relation: str
    names: list[str]
    """Names of features."""
    score: float = 0.0
    """The sum of their weights: above zero, it is more likely than not that something is reported."""


def reports(tokens: Tokens, weights: dict[str, float]) -> dict[int, list[Clause]]:
    """The candidates of the Doc by the number of their paragraph, each with its score."""
    found: dict[int, list[Clause]] = {}
    for clause in clauses(tokens):
        clause.score = sum(weights.get(name, 0.0) for name in clause.names)
        found.setdefault(tokens.paragraph_of[clause.word], []).append(clause)
    for here in found.values():
        for inner, outer in nested(here):
            name = f"inside {_grade(outer)}"
            inner.names.append(name)
            inner.score += weights.get(name, 0.0)
    return found


def nested(here: list[Clause]) -> list[tuple[Clause, Clause]]:
    """Clauses of one paragraph whose word stands in the content of another, each with the likeliest such other."""
    pairs = []
    for inner in here:
        around = [
            outer
            for outer in here
            if outer is not inner and any(first <= inner.word < last for first, last in outer.content)
        ]
        if around:
            pairs.append((inner, max(around, key=lambda outer: outer.score)))
    return pairs


def _grade(clause: Clause) -> str:
    return "sure" if clause.score > 1 else "likely" if clause.score > 0 else "possible" if clause.score > -1 else "none"


def clauses(tokens: Tokens) -> Iterator[Clause]:
    """All candidates of the Doc outside quotation marks, in order of their words."""
    for i in range(tokens.count):
        if tokens.quoted[i] >= 0:
            continue
        pos = tokens.pos[i]
        if tokens.lower[i] == "according" or (pos == "ADP" and tokens.lower[i] == "per"):
            yield from _according(tokens, i)
        elif pos == "VERB" or (pos == "AUX" and tokens.deps[i] not in ("aux", "auxpass")):
            yield from _of_verb(tokens, i)
        elif pos == "NOUN":
            yield from _of_noun(tokens, i)
        elif pos == "ADJ" and tokens.deps[i] in ("acomp", "amod"):
            yield from _of_adjective(tokens, i)
    yield from _of_lines(tokens)


def _of_lines(tokens: Tokens) -> Iterator[Clause]:
    """Lines that begin with a name and a colon, as headlines and transcripts do ("RUIZ: We need rain")."""
    found: list[Clause] = []
    for number, (begin, end) in enumerate(tokens.paragraphs):
        colon = next((i for i in range(begin + 1, min(begin + 9, end)) if tokens.words[i] == ":"), None)
        if colon is None or tokens.quoted[begin] >= 0 or tokens.quoted[colon] >= 0:
            continue
        # Taggers take a lone surname at the start of a headline for a common noun.
        loud = all(tokens.words[i].isupper() for i in range(begin, colon) if tokens.words[i].isalpha())
        named = loud or any(
            tokens.pos[i] == "PROPN" or (tokens.pos[i] == "NOUN" and number == 0) for i in range(begin, colon)
        )
        content = _span(tokens, colon + 1, end)
        if not content or not named:
            continue
        relation = "headline" if number == 0 else "loud line" if loud else "line"
        root = next((i for i in range(colon - 1, begin - 1, -1) if tokens.pos[i] in ("PROPN", "NOUN")), colon - 1)
        one = _clause(tokens, colon, root, content, relation)
        one.names = ["always", relation, f"{relation} {kind(tokens, root)}"]
        found.append(one)
    loud_lines = [one for one in found if one.relation == "loud line"]
    if len(loud_lines) > 2:
        for one in loud_lines:
            one.names.append("form transcript")
    yield from found


def _of_verb(tokens: Tokens, verb: int) -> Iterator[Clause]:
    source = source_of(tokens, verb)
    kids = tokens.children[verb]
    clausal = [kid for kid in kids if tokens.deps[kid] in CLAUSAL and kid != source]
    objects = [kid for kid in kids if tokens.deps[kid] in ("dobj", "oprd", "attr")]
    passive = next((kid for kid in kids if tokens.deps[kid] == "nsubjpass"), None)
    if tokens.deps[verb] == "advcl" and any(tokens.lower[kid] == "as" and kid < verb for kid in kids) and not clausal:
        main = tokens.heads[verb]
        content = _without(tokens, main, verb)
        if content:
            yield _clause(tokens, verb, source, content, "as")
        return
    told = tokens.lemmas[verb] in words.ADDRESSEE_VERBS
    if clausal:
        first = clausal[0]
        begin = objects[0] if objects and objects[0] < first and not told else None
        relation = tokens.deps[first]
        if begin is not None:
            relation += "+obj"
        content = _cut(tokens, verb, begin if begin is not None else first, clausal[-1], kids)
        if content:
            yield _clause(tokens, verb, source, content, relation)
        return
    if passive is not None and tokens.quoted[passive] < 0:
        agent = next((kid for kid in kids if tokens.deps[kid] == "agent"), None)
        by = (
            next((kid for kid in tokens.children[agent] if tokens.deps[kid] == "pobj"), None)
            if agent is not None
            else None
        )
        content = _span(tokens, tokens.left[passive], tokens.right[passive] + 1)
        if content:
            yield _clause(tokens, verb, by, content, "passive")
        return
    if objects:
        rest = [kid for kid in kids if kid > objects[0] and _belongs(tokens, kid)]
        relation = tokens.deps[objects[0]] + (
            "+" + tokens.lower[rest[-1]] if rest and tokens.deps[rest[-1]] == "prep" else ""
        )
        content = _cut(tokens, verb, objects[0], rest[-1] if rest else objects[0], kids)
        if content:
            yield _clause(tokens, verb, source, content, relation)
        return
    for kid in kids:
        if tokens.deps[kid] == "prep" and kid > verb and tokens.lower[kid] not in ("as", "during", "after", "before"):
            inner = [at for at in tokens.children[kid] if tokens.deps[at] in ("pobj", "pcomp")]
            if inner and tokens.labels[inner[0]] not in TIMES:
                content = _span(tokens, tokens.left[inner[0]], tokens.right[inner[0]] + 1)
                if content:
                    one = _clause(tokens, verb, source, content, "prep " + tokens.lower[kid])
                    if kid - one.cue[1] <= 2:
                        one.cue = (one.cue[0], kid + 1)
                    yield one
                    return


def _of_noun(tokens: Tokens, noun: int) -> Iterator[Clause]:
    owner = next((kid for kid in tokens.children[noun] if tokens.deps[kid] == "poss"), None)
    for kid in tokens.children[noun]:
        if kid < noun:
            continue
        dep = tokens.deps[kid]
        if dep in ("acl", "ccomp") and (
            tokens.tags[kid] != "VBG" and any(tokens.deps[at] in ("mark", "aux") for at in tokens.children[kid])
        ):
            content = _span(tokens, tokens.left[kid], tokens.right[kid] + 1)
            if content:
                yield _clause(tokens, noun, owner or _light_subject(tokens, noun), content, f"noun {dep}")
            return
        if dep == "prep":
            inner = next((at for at in tokens.children[kid] if tokens.deps[at] in ("pobj", "pcomp")), None)
            if inner is not None:
                content = _span(tokens, tokens.left[inner], tokens.right[inner] + 1)
                if content:
                    one = _clause(
                        tokens, noun, owner or _light_subject(tokens, noun), content, f"noun {tokens.lower[kid]}"
                    )
                    one.cue = (noun, kid + 1)
                    yield one
                return


def _of_adjective(tokens: Tokens, word: int) -> Iterator[Clause]:
    verb = tokens.heads[word]
    for kid in tokens.children[word]:
        if kid < word:
            continue
        dep = tokens.deps[kid]
        inner: int | None = kid
        if dep == "prep":
            inner = next((at for at in tokens.children[kid] if tokens.deps[at] in ("pobj", "pcomp")), None)
            dep = tokens.lower[kid]
        elif dep not in CLAUSAL:
            continue
        if inner is None:
            continue
        content = _span(tokens, tokens.left[inner], tokens.right[inner] + 1)
        if content:
            yield _clause(tokens, word, subject_of(tokens, verb), content, f"adj {dep}")
        return


def _according(tokens: Tokens, i: int) -> Iterator[Clause]:
    to = next((kid for kid in tokens.children[i] if tokens.lower[kid] == "to"), i)
    who = next((kid for kid in tokens.children[to] if tokens.deps[kid] == "pobj"), None)
    main = tokens.heads[i]
    if who is None or main == i:
        return
    content = _without(tokens, main, i)
    if content:
        one = _clause(tokens, i, who, content, "according")
        one.cue = (i, max(i, to) + 1)
        yield one


def source_of(tokens: Tokens, verb: int) -> int | None:
    """The head word of who says it: the subject, or the noun that a participle or a relative clause describes."""
    source = subject_of(tokens, verb)
    if source is not None and tokens.lower[source] in words.RELATIVE and tokens.deps[tokens.heads[source]] == "relcl":
        return tokens.heads[tokens.heads[source]]
    return source


def _light_subject(tokens: Tokens, noun: int) -> int | None:
    """The subject of the verb that a noun is the object of: he made the claim that …"""
    verb = tokens.heads[noun]
    if tokens.deps[noun] in ("dobj", "attr") and tokens.pos[verb] in ("VERB", "AUX"):
        return source_of(tokens, verb)
    return None


def _belongs(tokens: Tokens, kid: int) -> bool:
    """True for what goes on with the object of a verb: accused him *of fraud*, called it *absurd*."""
    if tokens.deps[kid] in ("oprd", "dative", "acomp"):
        return True
    if tokens.deps[kid] == "dobj":
        return True
    if tokens.deps[kid] != "prep" or tokens.lower[kid] in ("during", "after", "before", "at", "by", "according"):
        return False
    return all(tokens.labels[at] not in TIMES for at in tokens.children[kid])


def _cut(tokens: Tokens, verb: int, first: int, last: int, kids: Sequence[int]) -> list[tuple[int, int]]:
    """From the start of one complement to the end of another, without the word of saying and its subject."""
    start, end = tokens.left[first], max(tokens.right[last], tokens.right[first]) + 1
    if start < verb < end:
        if first < verb:
            subject = next((kid for kid in range(first, verb) if _head_side(tokens, kid, verb)), verb)
            end = max(tokens.left[subject], first + 1) if subject != verb else verb
        else:
            start = verb + 1
    return _span(tokens, start, end)


def _head_side(tokens: Tokens, i: int, verb: int) -> bool:
    return tokens.heads[i] == verb and tokens.deps[i] in SUBJECTS


def _without(tokens: Tokens, main: int, part: int) -> list[tuple[int, int]]:
    """All that hangs on `main` but not on `part`."""
    left, right = tokens.left[main], tokens.right[main] + 1
    first, last = tokens.left[part], tokens.right[part] + 1
    out = _span(tokens, left, first) if left < first else []
    return out + (_span(tokens, last, right) if last < right else [])


def _span(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """The range without outer punctuation, as a list of one; empty where nothing is left or it crosses a paragraph."""
    while first < last and (tokens.words[first] in TRIMMED or tokens.words[first].isspace()):
        first += 1
    while last > first and (tokens.words[last - 1] in TRIMMED or tokens.words[last - 1].isspace()):
        last -= 1
    while first < last and tokens.deps[first] == "cc":
        first += 1
    if first >= last:
        return []
    return [(first, last)]


def _clause(tokens: Tokens, word: int, source: int | None, content: list[tuple[int, int]], relation: str) -> Clause:
    lemma = tokens.lemmas[word]
    names = ["always", relation, f"{lemma} {relation}", lemma]
    names.append("no source" if source is None else f"source {kind(tokens, source)}")
    names.append(f"tag {tokens.tags[word]}")
    names.append(f"dep {tokens.deps[word]}")
    kids = tokens.children[word]
    if any(tokens.deps[kid] == "neg" for kid in kids):
        names.append("not")
    modal = next((tokens.lower[kid] for kid in kids if tokens.tags[kid] == "MD"), None)
    if modal:
        names.append(f"modal {modal}")
    if lemma in words.SAY:
        names.append("say")
    length = sum(last - first for first, last in content)
    names.append("short" if length < 3 else "middle" if length < 7 else "long")
    quoted = sum(tokens.quoted[i] >= 0 for first, last in content for i in range(first, last))
    if quoted:
        names.append("quoted")
    inner = content[0][0]
    if tokens.lower[inner] in ("that", "how", "why", "what", "whether", "to", "if"):
        names.append(f"opens {tokens.lower[inner]}")
    cue = (word, word + 1)
    if tokens.pos[word] == "VERB":
        first = word
        while first - 1 in kids and tokens.deps[first - 1] in AUXILIARY and tokens.quoted[first - 1] < 0:
            first -= 1
        last = word + 1
        while last in kids and tokens.deps[last] == "prt":
            last += 1
        cue = (first, last)
    return Clause(word, cue, source, content, relation, names)
