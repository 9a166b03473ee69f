"""Who speaks: all candidates in reach of a quotation are ranked, and the best one is its speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import quote_words as words
from .quote_clauses import Clause
from .quote_marks import Stretch
from .quote_parse import SUBJECTS, Parse, kind

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}
ROLES = {
    "nsubj", "nsubjpass", "csubj", "dobj", "pobj", "attr", "appos", "conj", "ROOT", "poss", "npadvmod", "dative",
    "dep", "oprd", "nmod", "ccomp", "parataxis", "acomp", "intj",
}  # fmt: skip
TERMINAL = {".", "!", "?", "…", "...", ";"}
LINKING = {",", ":", "that", "as", "of"}
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


Reports = dict[int, list[Clause]]
"""Clauses of saying by the number of their paragraph."""

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
        while i < parse.count and parse.label[i] == "PERSON" and (i == first or parse.begins[i] is False):
            i += 1
        inside = range(first, i)
        if parse.quoted[first] < 0 and not any(_may_head(parse, at) for at in inside):
            loose.add(i - 1 if parse.lower[i - 1] not in ("'s", "’s") or i - 1 == first else i - 2)
    return loose


def _is_odd_name(parse: Parse, i: int) -> bool:
    """A capital word between a quotation and a word of saying, whatever the tagger took it for: “…,” Early said."""
    return (
        0 < i < parse.count - 1
        and parse.words[i][:1].isupper()
        and parse.quoted[i] < 0
        and parse.is_mark(i - 1)
        and parse.lemma[i + 1] in words.SAY
        and parse.tag[i + 1] in ("VBD", "VBZ")
    )


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
        while last < parse.count and parse.label[last] == "PERSON" and parse.begins[last] is False:
            last += 1
        while first and parse.label[first] == "PERSON" and parse.begins[first] is False:
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
    links: dict[int, list[tuple[str, int]]]
    """By head word of a candidate: how it is tied to the stretch, and by which verb."""
    reported: list[tuple[int, int, str]]
    """Ranges of tokens that somebody reports, and how sure that is."""


def setting(parse: Parse, number: int, reports: Reports) -> Setting:
    """The surroundings of one stretch; `reports` are the clauses of saying by paragraph."""
    stretch = parse.stretches[number]
    first, last = parse.ranges[number]
    outer_first, _ = parse.tokens(stretch.outer_start, stretch.end)
    _, outer_last = parse.tokens(stretch.start, stretch.outer_end)
    outer_last = max(outer_last, last)
    at = min(first, parse.count - 1)
    paragraph = parse.paragraph[at]
    begin, end = parse.paragraphs[paragraph]
    before = outer_first
    while before > begin and not _stops(parse, before - 1):
        before -= 1
    after = outer_last
    while after < end and not _stops(parse, after):
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
    links = _links(parse, first, last, outer_first, outer_last, before, after)
    reported = []
    for clause in reports.get(paragraph, ()):
        if clause.score > 0 and clause.source is not None:
            reported += [(*part, "sure" if clause.score > 1 else "likely") for part in clause.content]
        if clause.source is not None and any(begin < last and first < end for begin, end in clause.content):
            grade = "sure" if clause.score > 1 else "likely" if clause.score > 0 else "possible"
            if clause.score > -2:
                links.setdefault(clause.source, []).append((f"clause {grade}", clause.word))
    return Setting(
        number, first, last, outer_first, outer_last, paragraph, before, after, opens, closes, links, reported,
    )  # fmt: skip


def _stops(parse: Parse, i: int) -> bool:
    """True for a token that ends a sentence; inside a quotation only its very last word may."""
    number = parse.quoted[i]
    if number >= 0:
        return i == parse.ranges[number][1] - 1 and parse.words[i] in TERMINAL
    return parse.words[i] in TERMINAL


def _links(
    parse: Parse, first: int, last: int, outer_first: int, outer_last: int, before: int, after: int
) -> dict[int, list[tuple[str, int]]]:
    links: dict[int, list[tuple[str, int]]] = {}

    def tie(name: str, verb: int) -> None:
        subject = parse.subject(verb)
        if subject is None or parse.quoted[subject] >= 0:
            return
        if subject in parse.datelines:
            subject = next(
                (kid for kid in parse.kids[subject] if kid not in parse.datelines and kid > subject), subject
            )
        if parse.lower[subject] in words.RELATIVE and parse.dep[parse.head[subject]] == "relcl":
            subject = parse.head[parse.head[subject]]
        grade = "strong" if parse.lemma[verb] in words.STRONG else "say" if parse.lemma[verb] in words.SAY else "other"
        links.setdefault(subject, []).append((f"{name} {grade}", verb))

    at = next((i for i in range(first, last) if not first <= parse.head[i] < last), None)
    height = 0
    while at is not None and parse.head[at] != at and height < 3:
        at = parse.head[at]
        if parse.pos[at] in ("VERB", "AUX") and not first <= at < last and parse.quoted[at] < 0:
            tie(f"up {height}", at)
            height += 1
    for i in range(outer_first - 1, max(before, outer_first - 9) - 1, -1):
        if parse.pos[i] == "VERB" and parse.quoted[i] < 0:
            gap = [at for at in range(i + 1, outer_first) if parse.lower[at] not in LINKING]
            colon = parse.words[outer_first - 1] == ":"
            tie("left" if gap and not colon else "left colon" if colon else "left next", i)
            break
    for i in range(outer_last, min(after, outer_last + 9)):
        if parse.pos[i] == "VERB" and parse.quoted[i] < 0:
            tie("right", i)
            break
    return links


def in_reach(parse: Parse, everyone: Everyone, here: Setting) -> Iterator[tuple[Candidate, str]]:
    """The candidates near a stretch, each with the zone it stands in."""
    for paragraph in range(here.paragraph - 1, here.paragraph + 2):
        for one in everyone.get(paragraph, ()):
            zone = _zone(parse, one, here, paragraph)
            if zone:
                yield one, zone


def _zone(parse: Parse, one: Candidate, here: Setting, paragraph: int) -> str:
    if one.role == "transcript":
        return "T" if here.first <= one.root < here.last else ""
    if one.role == "sign" and paragraph == here.paragraph:
        return "S" if one.root > here.first and one.root < parse.signed[here.number] else ""
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
    if not parse.stretches[here.number].closed and one.role in ("subj+strong", "subj+say", "near+strong"):
        return "NC" if parse.goes_on(here.number) else ""
    if one.first - parse.paragraphs[paragraph][0] <= 2 and (
        one.kind in ("person", "org", "propn", "name") or one.role == "sign"
    ):
        begin, end = parse.paragraphs[paragraph]
        return "NP" if end - begin <= 14 or one.role == "sign" else ""
    return ""


def features(parse: Parse, one: Candidate, zone: str, here: Setting, previous: Candidate | None) -> list[str]:
    """What speaks for and against a candidate: names of features, each of which has a weight."""
    stretch = parse.stretches[here.number]
    same = previous is not None and previous.key == one.key
    if form := _form(one, zone, here, stretch, same):
        return [form]
    out = [f"{zone} {one.role}", f"{zone} {one.kind}", f"is {one.kind}"]
    near = zone in ("A", "B")
    if near:
        out.append(f"{zone} {here.opens} {here.closes}")
        said = "say" if one.role.endswith(("+say", "+strong")) else one.role
        out.append(f"{zone} {here.closes if zone == 'A' else here.opens} {said}")
        gap = one.first - here.outer_last if zone == "A" else here.outer_first - one.last
        if one.verb is not None:
            gap = min(gap, abs(one.verb - here.outer_last) if zone == "A" else abs(here.outer_first - 1 - one.verb))
        gap = max(gap, 0)
        out.append(f"{zone} gap {'0' if gap < 1 else '1' if gap < 2 else '2' if gap < 4 else '4' if gap < 8 else '8'}")
    depth = next((grade for first, last, grade in here.reported if first <= one.root < last), "")
    if depth:
        out += [f"reported {depth}", f"reported {one.kind}"]
        if one.root in here.links:
            out.append(f"reported {here.links[one.root][0][0]}")
    if near and (hug := _hug(parse, one, zone, here)):
        out.append(hug)
    if zone == "A" and parse.lower[here.outer_last] == parse.words[here.outer_last] and here.closes != "word":
        out.append("A goes on small")
    for tie, _ in here.links.get(one.root, ()):
        out.append(tie)
        out.append(f"{tie.split()[0]} {one.role.split('+')[0]}")
        if near:
            out.append(f"{zone} {tie}")
    if one.root in here.links:
        out.append(f"tied {one.kind}")
    if one.verb is not None:
        if parse.dep[one.verb] == "ROOT":
            out.append("main")
        if parse.tag[one.verb] in ("VBD", "VBZ", "VBP"):
            out.append("finite")
    if previous is not None and same:
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


def _hug(parse: Parse, one: Candidate, zone: str, here: Setting) -> str:
    """A name for a clause of two words or little more that touches the stretch: "…," he said; he said, "…"."""
    for _, verb in here.links.get(one.root, ()):
        if verb < one.first:
            begin, end, gap = verb, one.last, one.first - verb - 1
        else:
            begin, end, gap = one.first, verb + 1, verb - one.last
        away = begin - here.outer_last if zone == "A" else here.outer_first - end
        if gap <= 1 and 0 <= away <= 1:
            grade = (
                "strong" if parse.lemma[verb] in words.STRONG else "say" if parse.lemma[verb] in words.SAY else "other"
            )
            return f"hugs {zone} {grade}"
    return ""


def _form(one: Candidate, zone: str, here: Setting, stretch: Stretch, same: bool) -> str:
    """The name of a special form that settles the matter by itself; "" for common prose."""
    if zone == "T":
        return "form transcript"
    if zone == "S" or (zone == "NP" and one.role == "sign"):
        return "form signature"
    if one.role == "title" and here.paragraph == 0 and zone in ("B", "P1", "P2"):
        return "form headline"
    if same and one.role == "transcript" and stretch.continues:
        return "form transcript goes on"
    return ""


def rows(
    parse: Parse, everyone: Everyone, here: Setting, previous: Candidate | None
) -> list[tuple[Candidate, list[str]]]:
    """All candidates for one stretch with their features."""
    reach = list(in_reach(parse, everyone, here))
    if previous is not None and all(one.key != previous.key for one, _ in reach):
        reach.append((previous, "far"))
    listed = [(one, features(parse, one, zone, here, previous)) for one, zone in reach]
    _mark_nearest(parse, listed, here)
    return listed


def _mark_nearest(parse: Parse, listed: list[tuple[Candidate, list[str]]], here: Setting) -> None:
    saying = person = False
    for one, names in reversed(listed):
        if one.root >= here.first:
            continue
        if one.role.startswith(("subj+", "agent+", "according", "who+")):
            names.append("said before" if saying else "nearest said before")
            saying = True
        if one.kind in ("person", "he", "human", "they") and one.role.startswith("subj"):
            names.append("person before" if person else "nearest person before")
            person = True
    after = [row for row in listed if row[0].root >= here.last]
    for number, (one, names) in enumerate(after):
        if one.role.startswith(("subj+", "agent+", "according", "who+")):
            names.append("nearest said after")
            break
        if number > 6:
            break


@dataclass(slots=True)
class Choice:
    """The candidate that was chosen for a stretch."""

    one: Candidate | None
    score: float
    """The sum of its weights."""
    margin: float
    """How far it is ahead of the next one."""


def rank(listed: list[tuple[Candidate, list[str]]], weights: dict[str, float]) -> Choice:
    """The candidate with the highest sum of weights."""
    best, score, second = None, -9.0, -9.0
    for one, names in listed:
        total = 0.0
        for name in names:
            total += weights.get(name, 0.0)
        if best is None or total > score:
            best, score, second = one, total, score
        elif total > second:
            second = total
    return Choice(best, score, score - second)
