"""Words of saying with what depends on them: "said that …", "according to …", "called for …", "the claim that …".

Every verb, and some nouns and adjectives, that has a complement is a candidate. How likely a pairing of word and
complement is to report what somebody says, wants or thinks is in a table of weights (`quote_weights.CLAUSE`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import words
from .parse import SUBJECTS, Parse, kind

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


def reports(parse: Parse, weights: dict[str, float]) -> dict[int, list[Clause]]:
    """The candidates of the Doc by the number of their paragraph, each with its score."""
    found: dict[int, list[Clause]] = {}
    for clause in clauses(parse):
        clause.score = sum(weights.get(name, 0.0) for name in clause.names)
        found.setdefault(parse.paragraph[clause.word], []).append(clause)
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


def clauses(parse: Parse) -> Iterator[Clause]:
    """All candidates of the Doc outside quotation marks, in order of their words."""
    for i in range(parse.count):
        if parse.quoted[i] >= 0:
            continue
        pos = parse.pos[i]
        if parse.lower[i] == "according" or (pos == "ADP" and parse.lower[i] == "per"):
            yield from _according(parse, i)
        elif pos == "VERB" or (pos == "AUX" and parse.dep[i] not in ("aux", "auxpass")):
            yield from _of_verb(parse, i)
        elif pos == "NOUN":
            yield from _of_noun(parse, i)
        elif pos == "ADJ" and parse.dep[i] in ("acomp", "amod"):
            yield from _of_adjective(parse, i)
    yield from _of_lines(parse)


def _of_lines(parse: Parse) -> Iterator[Clause]:
    """Lines that begin with a name and a colon, as headlines and transcripts do ("RUIZ: We need rain")."""
    found: list[Clause] = []
    for number, (begin, end) in enumerate(parse.paragraphs):
        colon = next((i for i in range(begin + 1, min(begin + 9, end)) if parse.words[i] == ":"), None)
        if colon is None or parse.quoted[begin] >= 0 or parse.quoted[colon] >= 0:
            continue
        # Taggers take a lone surname at the start of a headline for a common noun.
        loud = all(parse.words[i].isupper() for i in range(begin, colon) if parse.words[i].isalpha())
        named = loud or any(
            parse.pos[i] == "PROPN" or (parse.pos[i] == "NOUN" and number == 0) for i in range(begin, colon)
        )
        content = _span(parse, colon + 1, end)
        if not content or not named:
            continue
        relation = "headline" if number == 0 else "loud line" if loud else "line"
        root = next((i for i in range(colon - 1, begin - 1, -1) if parse.pos[i] in ("PROPN", "NOUN")), colon - 1)
        one = _clause(parse, colon, root, content, relation)
        one.names = ["always", relation, f"{relation} {kind(parse, root)}"]
        found.append(one)
    loud_lines = [one for one in found if one.relation == "loud line"]
    if len(loud_lines) > 2:
        for one in loud_lines:
            one.names.append("form transcript")
    yield from found


def _of_verb(parse: Parse, verb: int) -> Iterator[Clause]:
    source = source_of(parse, verb)
    kids = parse.kids[verb]
    clausal = [kid for kid in kids if parse.dep[kid] in CLAUSAL and kid != source]
    objects = [kid for kid in kids if parse.dep[kid] in ("dobj", "oprd", "attr")]
    passive = next((kid for kid in kids if parse.dep[kid] == "nsubjpass"), None)
    if parse.dep[verb] == "advcl" and any(parse.lower[kid] == "as" and kid < verb for kid in kids) and not clausal:
        main = parse.head[verb]
        content = _without(parse, main, verb)
        if content:
            yield _clause(parse, verb, source, content, "as")
        return
    told = parse.lemma[verb] in words.TELL
    if clausal:
        first = clausal[0]
        begin = objects[0] if objects and objects[0] < first and not told else None
        relation = parse.dep[first]
        if begin is not None:
            relation += "+obj"
        content = _cut(parse, verb, begin if begin is not None else first, clausal[-1], kids)
        if content:
            yield _clause(parse, verb, source, content, relation)
        return
    if passive is not None and parse.quoted[passive] < 0:
        agent = next((kid for kid in kids if parse.dep[kid] == "agent"), None)
        by = next((kid for kid in parse.kids[agent] if parse.dep[kid] == "pobj"), None) if agent is not None else None
        content = _span(parse, parse.left[passive], parse.right[passive] + 1)
        if content:
            yield _clause(parse, verb, by, content, "passive")
        return
    if objects:
        rest = [kid for kid in kids if kid > objects[0] and _belongs(parse, kid)]
        relation = parse.dep[objects[0]] + (
            "+" + parse.lower[rest[-1]] if rest and parse.dep[rest[-1]] == "prep" else ""
        )
        content = _cut(parse, verb, objects[0], rest[-1] if rest else objects[0], kids)
        if content:
            yield _clause(parse, verb, source, content, relation)
        return
    for kid in kids:
        if parse.dep[kid] == "prep" and kid > verb and parse.lower[kid] not in ("as", "during", "after", "before"):
            inner = [at for at in parse.kids[kid] if parse.dep[at] in ("pobj", "pcomp")]
            if inner and parse.label[inner[0]] not in TIMES:
                content = _span(parse, parse.left[inner[0]], parse.right[inner[0]] + 1)
                if content:
                    one = _clause(parse, verb, source, content, "prep " + parse.lower[kid])
                    if kid - one.cue[1] <= 2:
                        one.cue = (one.cue[0], kid + 1)
                    yield one
                    return


def _of_noun(parse: Parse, noun: int) -> Iterator[Clause]:
    owner = next((kid for kid in parse.kids[noun] if parse.dep[kid] == "poss"), None)
    for kid in parse.kids[noun]:
        if kid < noun:
            continue
        dep = parse.dep[kid]
        if dep in ("acl", "ccomp") and (
            parse.tag[kid] != "VBG" and any(parse.dep[at] in ("mark", "aux") for at in parse.kids[kid])
        ):
            content = _span(parse, parse.left[kid], parse.right[kid] + 1)
            if content:
                yield _clause(parse, noun, owner or _light_subject(parse, noun), content, f"noun {dep}")
            return
        if dep == "prep":
            inner = next((at for at in parse.kids[kid] if parse.dep[at] in ("pobj", "pcomp")), None)
            if inner is not None:
                content = _span(parse, parse.left[inner], parse.right[inner] + 1)
                if content:
                    one = _clause(
                        parse, noun, owner or _light_subject(parse, noun), content, f"noun {parse.lower[kid]}"
                    )
                    one.cue = (noun, kid + 1)
                    yield one
                return


def _of_adjective(parse: Parse, word: int) -> Iterator[Clause]:
    verb = parse.head[word]
    for kid in parse.kids[word]:
        if kid < word:
            continue
        dep = parse.dep[kid]
        inner: int | None = kid
        if dep == "prep":
            inner = next((at for at in parse.kids[kid] if parse.dep[at] in ("pobj", "pcomp")), None)
            dep = parse.lower[kid]
        elif dep not in CLAUSAL:
            continue
        if inner is None:
            continue
        content = _span(parse, parse.left[inner], parse.right[inner] + 1)
        if content:
            yield _clause(parse, word, parse.subject(verb), content, f"adj {dep}")
        return


def _according(parse: Parse, i: int) -> Iterator[Clause]:
    to = next((kid for kid in parse.kids[i] if parse.lower[kid] == "to"), i)
    who = next((kid for kid in parse.kids[to] if parse.dep[kid] == "pobj"), None)
    main = parse.head[i]
    if who is None or main == i:
        return
    content = _without(parse, main, i)
    if content:
        one = _clause(parse, i, who, content, "according")
        one.cue = (i, max(i, to) + 1)
        yield one


def source_of(parse: Parse, verb: int) -> int | None:
    """The head word of who says it: the subject, or the noun that a participle or a relative clause describes."""
    source = parse.subject(verb)
    if source is not None and parse.lower[source] in words.RELATIVE and parse.dep[parse.head[source]] == "relcl":
        return parse.head[parse.head[source]]
    return source


def _light_subject(parse: Parse, noun: int) -> int | None:
    """The subject of the verb that a noun is the object of: he made the claim that …"""
    verb = parse.head[noun]
    if parse.dep[noun] in ("dobj", "attr") and parse.pos[verb] in ("VERB", "AUX"):
        return source_of(parse, verb)
    return None


def _belongs(parse: Parse, kid: int) -> bool:
    """True for what goes on with the object of a verb: accused him *of fraud*, called it *absurd*."""
    if parse.dep[kid] in ("oprd", "dative", "acomp"):
        return True
    if parse.dep[kid] == "dobj":
        return True
    if parse.dep[kid] != "prep" or parse.lower[kid] in ("during", "after", "before", "at", "by", "according"):
        return False
    return all(parse.label[at] not in TIMES for at in parse.kids[kid])


def _cut(parse: Parse, verb: int, first: int, last: int, kids: Sequence[int]) -> list[tuple[int, int]]:
    """From the start of one complement to the end of another, without the word of saying and its subject."""
    start, end = parse.left[first], max(parse.right[last], parse.right[first]) + 1
    if start < verb < end:
        if first < verb:
            subject = next((kid for kid in range(first, verb) if _head_side(parse, kid, verb)), verb)
            end = max(parse.left[subject], first + 1) if subject != verb else verb
        else:
            start = verb + 1
    return _span(parse, start, end)


def _head_side(parse: Parse, i: int, verb: int) -> bool:
    return parse.head[i] == verb and parse.dep[i] in SUBJECTS


def _without(parse: Parse, main: int, part: int) -> list[tuple[int, int]]:
    """All that hangs on `main` but not on `part`."""
    left, right = parse.left[main], parse.right[main] + 1
    first, last = parse.left[part], parse.right[part] + 1
    out = _span(parse, left, first) if left < first else []
    return out + (_span(parse, last, right) if last < right else [])


def _span(parse: Parse, first: int, last: int) -> list[tuple[int, int]]:
    """The range without outer punctuation, as a list of one; empty where nothing is left or it crosses a paragraph."""
    while first < last and (parse.words[first] in TRIMMED or parse.words[first].isspace()):
        first += 1
    while last > first and (parse.words[last - 1] in TRIMMED or parse.words[last - 1].isspace()):
        last -= 1
    while first < last and parse.dep[first] == "cc":
        first += 1
    if first >= last:
        return []
    return [(first, last)]


def _clause(parse: Parse, word: int, source: int | None, content: list[tuple[int, int]], relation: str) -> Clause:
    lemma = parse.lemma[word]
    names = ["always", relation, f"{lemma} {relation}", lemma]
    names.append("no source" if source is None else f"source {kind(parse, source)}")
    names.append(f"tag {parse.tag[word]}")
    names.append(f"dep {parse.dep[word]}")
    kids = parse.kids[word]
    if any(parse.dep[kid] == "neg" for kid in kids):
        names.append("not")
    modal = next((parse.lower[kid] for kid in kids if parse.tag[kid] == "MD"), None)
    if modal:
        names.append(f"modal {modal}")
    if lemma in words.SAY:
        names.append("say")
    length = sum(last - first for first, last in content)
    names.append("short" if length < 3 else "middle" if length < 7 else "long")
    quoted = sum(parse.quoted[i] >= 0 for first, last in content for i in range(first, last))
    if quoted:
        names.append("quoted")
    inner = content[0][0]
    if parse.lower[inner] in ("that", "how", "why", "what", "whether", "to", "if"):
        names.append(f"opens {parse.lower[inner]}")
    cue = (word, word + 1)
    if parse.pos[word] == "VERB":
        first = word
        while first - 1 in kids and parse.dep[first - 1] in AUXILIARY and parse.quoted[first - 1] < 0:
            first -= 1
        last = word + 1
        while last in kids and parse.dep[last] == "prt":
            last += 1
        cue = (first, last)
    return Clause(word, cue, source, content, relation, names)
