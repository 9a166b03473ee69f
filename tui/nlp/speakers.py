"""Who speaks: all candidates in reach of a quotation are ranked, and the best one is its speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import quote_words as words
from .quote_parse import SUBJECTS, Parse

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}
ROLES = {
    "nsubj", "nsubjpass", "csubj", "dobj", "pobj", "attr", "appos", "conj", "ROOT", "poss", "npadvmod", "dative",
    "dep", "oprd", "nmod", "ccomp", "parataxis", "acomp", "intj",
}  # fmt: skip
TERMINAL = {".", "!", "?", "…", "...", ";"}
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
    for i in range(parse.count):
        if parse.quoted[i] >= 0 or parse.pos[i] not in NOMINAL or parse.dep[i] not in ROLES:
            continue
        if parse.label[i] in words.FIGURES and parse.dep[i] not in SUBJECTS:
            continue
        if parse.pos[i] in ("ADJ", "DET", "NUM") and parse.dep[i] not in SUBJECTS:
            continue
        first, last = mention(parse, i)
        if first >= last:
            continue
        role, verb, cue = _role(parse, i, first, last)
        one = Candidate(i, first, last, verb, role, kind(parse, i), cue)
        found.setdefault(parse.paragraph[i], []).append(one)
    return found


def mention(parse: Parse, root: int) -> tuple[int, int]:
    """The range of tokens of the whole phrase around `root`, without quoted words and outer punctuation."""
    first, last = parse.left[root], parse.right[root] + 1
    for i in range(root - 1, first - 1, -1):
        if parse.quoted[i] >= 0 or parse.is_mark(i) or parse.paragraph[i] != parse.paragraph[root]:
            first = i + 1
            break
    for i in range(root + 1, last):
        if parse.quoted[i] >= 0 or parse.is_mark(i) or parse.paragraph[i] != parse.paragraph[root]:
            last = i
            break
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


def kind(parse: Parse, i: int) -> str:
    """What sort of thing the phrase names, as far as the model and a few word lists tell."""
    lower = parse.lower[i]
    if lower in words.PRONOUNS_ONE:
        return "he"
    if lower in words.PRONOUNS_MANY:
        return "they"
    if lower in words.PRONOUNS_OWN:
        return "own"
    if lower in ("who", "whom"):
        return "who"
    if parse.pos[i] == "PRON" and lower not in words.PEOPLE:
        return "pron"
    if label := parse.label[i]:
        return {"PERSON": "person", "ORG": "org", "GPE": "place", "NORP": "people"}.get(label, "name")
    if parse.lemma[i] in words.PEOPLE or lower in words.PEOPLE:
        return "human"
    if parse.lemma[i] in words.SPEAKING_THINGS:
        return "text"
    if parse.pos[i] == "PROPN":
        return "propn"
    return "noun"


def _role(parse: Parse, i: int, first: int, last: int) -> tuple[str, int | None, tuple[int, int] | None]:
    dep, head = parse.dep[i], parse.head[i]
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
    if first and parse.words[first - 1] in ("—", "–", "--", "-"):
        return "dash", None, None
    if dep in ("dobj", "dative"):
        return _say(parse, head, "obj"), head, (head, head + 1)
    if dep in ("conj", "appos", "attr"):
        return dep, None, None
    near = None
    if last < parse.count and parse.pos[last] == "VERB":
        near = last
    elif first and parse.pos[first - 1] == "VERB":
        near = first - 1
    if near is not None:
        return _say(parse, near, "near"), near, (near, near + 1)
    return "other", None, None


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
        if parse.dep[kid] in ("conj", "advcl", "xcomp", "prep") and kid > verb and parse.lemma[kid] in words.SAY:
            if parse.quoted[kid] < 0 and not any(parse.dep[k] in SUBJECTS for k in parse.kids[kid]):
                return kid
    return verb


@dataclass(slots=True)
class Setting:
    """Where a stretch stands: what its features are measured from."""

    number: int
    first: int
    last: int
    outer_first: int
    outer_last: int
    paragraph: int
    before: int
    """First token of the clause before it."""
    after: int
    """One past the last token of the clause after it."""
    opens: str
    closes: str
    governors: frozenset[int]
    ancestors: frozenset[int]


def setting(parse: Parse, number: int) -> Setting:
    """The surroundings of one stretch."""
    stretch = parse.stretches[number]
    first, last = parse.ranges[number]
    outer_first, _ = parse.tokens(stretch.outer_start, stretch.end)
    _, outer_last = parse.tokens(stretch.start, stretch.outer_end)
    outer_last = max(outer_last, last)
    at = min(first, parse.count - 1)
    paragraph = parse.paragraph[at]
    begin, end = parse.paragraphs[paragraph]
    before = outer_first
    while before > begin and parse.quoted[before - 1] < 0 and parse.words[before - 1] not in TERMINAL:
        before -= 1
    after = outer_last
    while after < end and parse.quoted[after] < 0 and parse.words[after] not in TERMINAL:
        after += 1
    previous = parse.words[outer_first - 1] if outer_first > begin else ""
    opens = "start"
    if previous:
        opens = {",": "comma", ":": "colon", "that": "that"}.get(previous, "word")
        if previous in TERMINAL or outer_first == before:
            opens = "fresh"
    tail = parse.string[stretch.end - 1]
    following = parse.string[stretch.outer_end : stretch.outer_end + 1]
    if tail == "," or following == ",":
        closes = "comma"
    elif tail in "?!":
        closes = "mark"
    elif tail in ".…" or following in (".", ""):
        closes = "stop"
    else:
        closes = "word" if outer_last < end else "end"
    governors = {parse.head[i] for i in range(first, last)} - set(range(first, last))
    ancestors: set[int] = set()
    for at in governors:
        for _ in range(4):
            if parse.head[at] == at:
                break
            at = parse.head[at]
            ancestors.add(at)
    return Setting(
        number, first, last, outer_first, outer_last, paragraph, before, after, opens, closes,
        frozenset(governors), frozenset(ancestors - governors),
    )  # fmt: skip


def in_reach(parse: Parse, everyone: Everyone, here: Setting) -> Iterator[tuple[Candidate, str]]:
    """The candidates near a stretch, each with the zone it stands in."""
    for paragraph in range(here.paragraph - 1, here.paragraph + 2):
        for one in everyone.get(paragraph, ()):
            zone = _zone(parse, one, here, paragraph)
            if zone:
                yield one, zone


def _zone(parse: Parse, one: Candidate, here: Setting, paragraph: int) -> str:
    if paragraph == here.paragraph:
        if here.before <= one.root < here.outer_first:
            return "B"
        if here.outer_last <= one.root < here.after:
            return "A"
        away = parse.sentence[one.root] - parse.sentence[min(here.first, parse.count - 1)]
        if one.root < here.first:
            return "P1" if away >= -1 else "P2"
        return "N1" if away <= 1 else "N2"
    if paragraph < here.paragraph:
        end = parse.paragraphs[paragraph][1] - 1
        return "PP1" if parse.sentence[end] == parse.sentence[one.root] else "PP2"
    if one.first - parse.paragraphs[paragraph][0] <= 2 and one.kind in ("person", "org", "propn", "name"):
        return "NP"
    return ""


def features(parse: Parse, one: Candidate, zone: str, here: Setting, previous: Candidate | None) -> list[str]:
    """What speaks for and against a candidate: names of features, each of which has a weight."""
    out = [f"{zone} {one.role}", f"{zone} {one.kind}", f"is {one.kind}"]
    near = zone in ("A", "B")
    stretch = parse.stretches[here.number]
    if near:
        out.append(f"{zone} {here.closes if zone == 'A' else here.opens}")
        said = "say" if one.role.endswith(("+say", "+strong")) else one.role
        out.append(f"{zone} {here.closes if zone == 'A' else here.opens} {said}")
        gap = one.first - here.outer_last if zone == "A" else here.outer_first - one.last
        if one.verb is not None:
            gap = min(gap, abs(one.verb - here.outer_last) if zone == "A" else abs(here.outer_first - 1 - one.verb))
        gap = max(gap, 0)
        out.append(f"{zone} gap {'0' if gap < 1 else '1' if gap < 2 else '2' if gap < 4 else '4' if gap < 8 else '8'}")
    if one.verb is not None:
        if one.verb in here.governors:
            out.append("governs")
            out.append(f"governs {one.role}")
        elif one.verb in here.ancestors:
            out.append("above")
        if parse.dep[one.verb] == "ROOT":
            out.append("main")
        if parse.tag[one.verb] in ("VBD", "VBZ", "VBP"):
            out.append("finite")
    if previous is not None and previous.key == one.key:
        alone = here.opens in ("fresh", "start") and here.closes in ("stop", "mark", "end")
        same = parse.paragraph[previous.root] == here.paragraph
        out.append(f"same speaker {zone}")
        if alone:
            out.append(f"same speaker alone {zone}")
        if stretch.continues:
            out.append("same speaker continues")
        out.append("same speaker " + ("here" if same else "above"))
    elif previous is not None and parse.lower[previous.root] == parse.lower[one.root]:
        out.append("same word")
    return out


def field(
    parse: Parse, everyone: Everyone, here: Setting, previous: Candidate | None
) -> list[tuple[Candidate, list[str]]]:
    """All candidates for one stretch with their features."""
    reach = list(in_reach(parse, everyone, here))
    if previous is not None and all(one.key != previous.key for one, _ in reach):
        reach.append((previous, "far"))
    rows = [(one, features(parse, one, zone, here, previous)) for one, zone in reach]
    _mark_nearest(parse, rows, here)
    return rows


def _mark_nearest(parse: Parse, rows: list[tuple[Candidate, list[str]]], here: Setting) -> None:
    saying = person = False
    for one, names in reversed(rows):
        if one.root >= here.first:
            continue
        if one.role.startswith(("subj+", "agent+", "according", "who+")):
            names.append("said before" if saying else "nearest said before")
            saying = True
        if one.kind in ("person", "he", "human", "they") and one.role.startswith("subj"):
            names.append("person before" if person else "nearest person before")
            person = True
    after = [row for row in rows if row[0].root >= here.last]
    for number, (one, names) in enumerate(after):
        if one.role.startswith(("subj+", "agent+", "according", "who+")):
            names.append("nearest said after")
            break
        if number > 6:
            break


def rank(rows: list[tuple[Candidate, list[str]]], weights: dict[str, float]) -> tuple[Candidate | None, float]:
    """The candidate with the highest sum of weights, and how far it is ahead of the next one."""
    best, score, second = None, -1e9, -1e9
    for one, names in rows:
        total = 0.0
        for name in names:
            total += weights.get(name, 0.0)
        if total > score:
            best, score, second = one, total, score
        elif total > second:
            second = total
    return best, score - second
