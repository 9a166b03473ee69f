"""Reporting clauses, a cue with its complement: "said that …", "according to …", "called for …", "the claim that …".

Every verb, and some nouns and adjectives, that has a complement is a candidate. A table of weights
(`quote_weights.toml`, `[clause]`) tells how likely a cue with its complement is to report what somebody says, wants or
thinks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..tokens import Tokens
from . import words
from .grammar import SUBJECTS, TokenRange, agent_of, antecedent, is_addressee, phrase_kind, subject_of

CLAUSAL = {"ccomp", "xcomp"}
OBJECTS = {"dobj", "oprd", "attr"}
AUXILIARY = {"aux", "auxpass", "neg", "advmod", "prt"}
TIMES = {"DATE", "TIME"}
TRIMMED = {",", ".", ";", ":", "—", "–", "―", "--", "-", "?", "!", "…", "..."}


@dataclass(slots=True)
class Clause:
    """A cue with its speaker and its content."""

    cue_word: int
    """The verb, noun, adjective, or the colon after a name."""
    cue: TokenRange
    """The cue word with its auxiliaries, particle or preposition."""
    speaker: int | None
    """The head of the phrase that names the speaker."""
    content: list[TokenRange]
    relation: str
    """The grammatical relation of the content to the cue: "ccomp", "prep for", "noun that" …"""
    features: list[str]
    score: float = 0.0
    """The sum of the features' weights. Above zero, it is more likely than not that something is reported."""

    @property
    def grade(self) -> str:
        """How likely the clause is to report something, in words."""
        if self.score > 0:
            return "sure" if self.score > 1 else "likely"
        return "possible" if self.score > -1 else "none"


ClausesByParagraph = dict[int, list[Clause]]
"""The clauses in each paragraph, by its number."""


def reporting_clauses(tokens: Tokens, weights: dict[str, float]) -> ClausesByParagraph:
    """The candidates of the whole text, each with its score."""
    found: ClausesByParagraph = {}
    for clause in clauses(tokens):
        clause.score = sum(weights.get(name, 0.0) for name in clause.features)
        found.setdefault(tokens.paragraph_of[clause.cue_word], []).append(clause)
    for paragraph in found.values():
        for inner, outer in nested(paragraph):
            if _is_passed_on(tokens, inner, outer):
                continue
            name = f"inside {outer.grade}"
            inner.features.append(name)
            inner.score += weights.get(name, 0.0)
    return found


def _is_passed_on(tokens: Tokens, inner: Clause, outer: Clause) -> bool:
    """True for what somebody says within what a newspaper reports: "X told Y that …, the Herald reported"."""
    if inner.speaker is None or outer.speaker is None:
        return False
    passes_on = outer.relation == "according" or tokens.lemmas[outer.cue_word] == "report"
    outlet = phrase_kind(tokens, outer.speaker) in ("org", "text", "name", "propn", "noun")
    said = inner.relation == "ccomp" and tokens.lemmas[inner.cue_word] in words.STRONG
    return passes_on and outlet and said and phrase_kind(tokens, inner.speaker) in ("person", "human", "he")


def nested(clauses: list[Clause]) -> list[tuple[Clause, Clause]]:
    """The clauses whose cue is in the content of another clause, each with the likeliest such clause."""
    pairs = []
    for inner in clauses:
        around = [
            outer
            for outer in clauses
            if outer is not inner and any(first <= inner.cue_word < last for first, last in outer.content)
        ]
        if around:
            pairs.append((inner, max(around, key=lambda outer: outer.score)))
    return pairs


def clauses(tokens: Tokens) -> Iterator[Clause]:
    """All candidates outside quotation marks, in order of their cues; lines with a name and a colon come last."""
    for i in range(tokens.count):
        if tokens.quoted[i] >= 0:
            continue
        pos = tokens.pos[i]
        if tokens.lower[i] == "according" or (pos == "ADP" and tokens.lower[i] == "per"):
            yield from _according_to(tokens, i)
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
        nominal = ("PROPN", "NOUN") if number == 0 else ("PROPN",)
        capitals = all(tokens.words[i].isupper() for i in range(begin, colon) if tokens.words[i].isalpha())
        if not capitals and not any(tokens.pos[i] in nominal for i in range(begin, colon)):
            continue
        relation = "headline" if number == 0 else "loud line" if capitals else "line"
        root = next((i for i in range(colon - 1, begin - 1, -1) if tokens.pos[i] in ("PROPN", "NOUN")), colon - 1)
        for clause in _clause(tokens, colon, root, _trimmed(tokens, colon + 1, end), relation):
            clause.features = ["always", relation, f"{relation} {phrase_kind(tokens, root)}"]
            found.append(clause)
    in_capitals = [clause for clause in found if clause.relation == "loud line"]
    if len(in_capitals) > 2:
        for clause in in_capitals:
            clause.features.append("form transcript")
    yield from found


def _of_verb(tokens: Tokens, verb: int) -> Iterator[Clause]:
    speaker = speaker_of(tokens, verb)
    children = tokens.children[verb]
    clausal = [child for child in children if tokens.deps[child] in CLAUSAL and child != speaker]
    objects = [child for child in children if tokens.deps[child] in OBJECTS]
    passive = next((child for child in children if tokens.deps[child] == "nsubjpass"), None)
    if tokens.deps[verb] == "advcl" and not clausal and _begins_with_as(tokens, verb):
        yield from _clause(tokens, verb, speaker, _without(tokens, tokens.heads[verb], verb), "as")
    elif clausal:
        yield from _of_clausal_verb(tokens, verb, speaker, clausal, objects)
    elif passive is not None and tokens.quoted[passive] < 0:
        content = _subtree(tokens, passive)
        yield from _clause(tokens, verb, agent_of(tokens, verb), content, "passive")
    elif objects and (told := _told_clause(tokens, verb, objects[0])) is not None:
        yield from _clause(tokens, verb, speaker, _subtree(tokens, told), "ccomp")
    elif objects and not _is_object_addressee(tokens, verb, objects[0]):
        yield from _of_transitive_verb(tokens, verb, speaker, objects[0])
    else:
        yield from _of_prepositional_verb(tokens, verb, speaker)


def _is_object_addressee(tokens: Tokens, verb: int, obj: int) -> bool:
    """True for the whole object of "told the council" and "asked the clerk", which is no content."""
    lemma = tokens.lemmas[verb]
    if tokens.deps[obj] != "dobj" or (lemma not in words.ADDRESSEE_VERBS and lemma != "ask"):
        return False
    if lemma == "ask" and tokens.lemmas[obj] in words.ASKED_FOR:
        return False
    if _has_clause(tokens, obj):
        return False
    return not any(child > obj and _completes_object(tokens, child) for child in tokens.children[verb])


def _told_clause(tokens: Tokens, verb: int, obj: int) -> int | None:
    """The clause in "told a hearing that …", which the parser makes a part of the addressee."""
    if tokens.lemmas[verb] not in words.ADDRESSEE_VERBS:
        return None
    return next((child for child in tokens.children[obj] if _is_that_clause(tokens, child)), None)


def _has_clause(tokens: Tokens, noun: int) -> bool:
    """True for "the claim that …", "the man who …"."""
    return any(tokens.deps[child] in ("acl", "ccomp", "relcl") for child in tokens.children[noun])


def _begins_with_as(tokens: Tokens, verb: int) -> bool:
    return any(tokens.lower[child] == "as" and child < verb for child in tokens.children[verb])


def _of_clausal_verb(
    tokens: Tokens, verb: int, speaker: int | None, clausal: list[int], objects: list[int]
) -> Iterator[Clause]:
    """ "said that …", "wants to …", "called him a liar"; the object of "told" is the addressee, not content."""
    if tokens.deps[clausal[0]] == "xcomp" and (_is_silence(tokens, verb, clausal[0]) or _is_hearsay(tokens, verb)):
        return
    relation, first = tokens.deps[clausal[0]], clausal[0]
    if objects and objects[0] < first and tokens.lemmas[verb] not in words.ADDRESSEE_VERBS:
        relation, first = relation + "+obj", objects[0]
    inner = _before_reporter(tokens, first) if first == clausal[-1] else None
    content = _from_to(tokens, verb, first, clausal[-1]) if inner is None else _subtree(tokens, inner)
    yield from _clause(tokens, verb, speaker, content, relation)


def _before_reporter(tokens: Tokens, verb: int) -> int | None:
    """The clause before "…, the Herald reported", which the parser makes the content of what somebody else said."""
    if tokens.lemmas[verb] not in words.SAY:
        return None
    subject = next((child for child in tokens.children[verb] if tokens.deps[child] == "nsubj"), None)
    clause = next((child for child in tokens.children[verb] if tokens.deps[child] == "ccomp"), None)
    if subject is None or clause is None or tokens.right[clause] > tokens.left[subject] or subject > verb:
        return None
    return clause


def _is_silence(tokens: Tokens, verb: int, complement: int) -> bool:
    """True for "declined to comment" and "refused to say more"."""
    if tokens.lemmas[verb] not in words.DECLINE or tokens.lemmas[complement] not in words.SPEAK:
        return False
    return not any(tokens.deps[child] in CLAUSAL for child in tokens.children[complement])


def _is_hearsay(tokens: Tokens, verb: int) -> bool:
    """True for "is expected to" and "thought to", where nobody is named who expects or thinks so."""
    if tokens.lemmas[verb] not in words.HEARSAY or agent_of(tokens, verb) is not None:
        return False
    passive = any(tokens.deps[child] in ("nsubjpass", "auxpass") for child in tokens.children[verb])
    return passive or tokens.deps[verb] == "acl" or tokens.lemmas[verb] in words.HEARSAY_ALONE


def _of_transitive_verb(tokens: Tokens, verb: int, speaker: int | None, obj: int) -> Iterator[Clause]:
    """ "criticized the plan", "accused him of fraud"; a claim that somebody rejects is somebody else's."""
    if _is_rejected(tokens, obj) and _has_clause(tokens, obj):
        return
    rest = [child for child in tokens.children[verb] if child > obj and _completes_object(tokens, child)]
    relation = tokens.deps[obj]
    if rest and tokens.deps[rest[-1]] == "prep":
        relation += "+" + tokens.lower[rest[-1]]
    yield from _clause(tokens, verb, speaker, _from_to(tokens, verb, obj, rest[-1] if rest else obj), relation)


def _of_prepositional_verb(tokens: Tokens, verb: int, speaker: int | None) -> Iterator[Clause]:
    """ "called for …", "insisted on …"."""
    for child in tokens.children[verb]:
        word = tokens.lower[child]
        if tokens.deps[child] != "prep" or child < verb or word in ("as", "during", "after", "before"):
            continue
        inner = _object_of(tokens, child)
        if inner is None or tokens.labels[inner] in TIMES:
            continue
        if tokens.lemmas[verb] in words.SAID_SOMEWHERE and word in words.SOMEWHERE:
            # "said in a message that …": the parser often makes the content a part of the message.
            content = next((i for i in tokens.children[inner] if _is_that_clause(tokens, i)), None)
            if content is None:
                continue
            yield from _clause(tokens, verb, speaker, _subtree(tokens, content), "ccomp")
            return
        for clause in _clause(tokens, verb, speaker, _subtree(tokens, inner), "prep " + word):
            if child - clause.cue[1] <= 2:
                clause.cue = (clause.cue[0], child + 1)
            yield clause
            return


def _is_that_clause(tokens: Tokens, i: int) -> bool:
    if tokens.deps[i] not in ("acl", "ccomp", "relcl"):
        return False
    return any(tokens.deps[child] == "mark" and tokens.lower[child] == "that" for child in tokens.children[i])


def _of_noun(tokens: Tokens, noun: int) -> Iterator[Clause]:
    """ "the claim that …", "his criticism of …"."""
    owner = next((child for child in tokens.children[noun] if tokens.deps[child] == "poss"), None)
    speaker = owner if owner is not None else _subject_of_light_verb(tokens, noun)
    for child in tokens.children[noun]:
        if child < noun:
            continue
        dep = tokens.deps[child]
        marked = any(tokens.deps[inner] in ("mark", "aux") for inner in tokens.children[child])
        if dep in ("acl", "ccomp") and tokens.tags[child] != "VBG" and marked:
            yield from _clause(tokens, noun, speaker, _subtree(tokens, child), f"noun {dep}")
            return
        if dep == "prep" and (inner := _object_of(tokens, child)) is not None:
            for clause in _clause(tokens, noun, speaker, _subtree(tokens, inner), f"noun {tokens.lower[child]}"):
                clause.cue = (noun, child + 1)
                yield clause
            return


def _of_adjective(tokens: Tokens, adjective: int) -> Iterator[Clause]:
    """ "is sure that …", "was critical of …"."""
    for child in tokens.children[adjective]:
        dep = tokens.deps[child]
        inner: int | None = child
        if child < adjective or (dep not in CLAUSAL and dep != "prep"):
            continue
        if dep == "prep":
            inner, dep = _object_of(tokens, child), tokens.lower[child]
        if inner is not None:
            speaker = subject_of(tokens, tokens.heads[adjective])
            yield from _clause(tokens, adjective, speaker, _subtree(tokens, inner), f"adj {dep}")
            return


def _according_to(tokens: Tokens, i: int) -> Iterator[Clause]:
    to = next((child for child in tokens.children[i] if tokens.lower[child] == "to"), i)
    speaker = next((child for child in tokens.children[to] if tokens.deps[child] == "pobj"), None)
    main = tokens.heads[i]
    if speaker is None or main == i or _has_own_speaker(tokens, main, i):
        return
    for clause in _clause(tokens, i, speaker, _without(tokens, main, i), "according"):
        clause.cue = (i, max(i, to) + 1)
        yield clause


def _has_own_speaker(tokens: Tokens, verb: int, after: int) -> bool:
    """True for the verb in "“…,” he said, according to the Herald"."""
    if tokens.lemmas[verb] not in words.STRONG or after < verb:
        return False
    quoted = any(tokens.deps[child] == "ccomp" and tokens.quoted[child] >= 0 for child in tokens.children[verb])
    return quoted and subject_of(tokens, verb) is not None


def speaker_of(tokens: Tokens, verb: int) -> int | None:
    """The head of the phrase for who does what `verb` says: its subject, or the noun that a participle or a relative
    clause describes."""
    if (quoted := _quoted_as_saying(tokens, verb)) is not None:
        return quoted
    subject = subject_of(tokens, verb)
    return None if subject is None else antecedent(tokens, subject)


def _quoted_as_saying(tokens: Tokens, verb: int) -> int | None:
    """*Ruiz* in "The Herald quoted Ruiz as saying that …"."""
    preposition = tokens.heads[verb]
    if tokens.deps[verb] != "pcomp" or tokens.lower[preposition] != "as" or tokens.lemmas[verb] not in words.SAY:
        return None
    quoting = tokens.heads[preposition]
    if tokens.lemmas[quoting] not in ("quote", "cite"):
        return None
    return next((child for child in tokens.children[quoting] if tokens.deps[child] in ("dobj", "nsubjpass")), None)


def _subject_of_light_verb(tokens: Tokens, noun: int) -> int | None:
    """The subject of the verb that a noun is the object of: *he* made the claim that …"""
    verb = tokens.heads[noun]
    if _is_rejected(tokens, noun):
        return None
    if tokens.deps[noun] in ("dobj", "attr") and tokens.pos[verb] in ("VERB", "AUX"):
        return speaker_of(tokens, verb)
    return None


def _is_rejected(tokens: Tokens, noun: int) -> bool:
    """True for the claim in "rejected the claim that …"."""
    rejecting = tokens.deps[noun] == "dobj" and tokens.lemmas[tokens.heads[noun]] in words.REJECT
    return rejecting and tokens.lemmas[noun] in words.CLAIMS


def _object_of(tokens: Tokens, preposition: int) -> int | None:
    return next((child for child in tokens.children[preposition] if tokens.deps[child] in ("pobj", "pcomp")), None)


def _completes_object(tokens: Tokens, child: int) -> bool:
    """True for what completes the object of a verb: accused him *of fraud*, called it *absurd*."""
    if tokens.deps[child] in ("oprd", "dative", "acomp", "dobj"):
        return True
    if tokens.deps[child] != "prep" or tokens.lower[child] in ("during", "after", "before", "at", "by", "according"):
        return False
    return all(tokens.labels[inner] not in TIMES for inner in tokens.children[child])


def _subtree(tokens: Tokens, i: int) -> list[TokenRange]:
    return _trimmed(tokens, tokens.left[i], tokens.right[i] + 1)


def _from_to(tokens: Tokens, verb: int, first: int, last: int) -> list[TokenRange]:
    """From the start of one complement to the end of another, without the reporting verb and its subject."""
    start, end = tokens.left[first], max(tokens.right[last], tokens.right[first]) + 1
    if start < verb < end:
        if first < verb:
            subjects = (i for i in range(first, verb) if tokens.heads[i] == verb and tokens.deps[i] in SUBJECTS)
            subject = next(subjects, verb)
            end = max(tokens.left[subject], first + 1) if subject != verb else verb
        else:
            start = verb + 1
    return _trimmed(tokens, start, end)


def _without(tokens: Tokens, main: int, part: int) -> list[TokenRange]:
    """The subtree of `main` without the subtree of `part`."""
    left, right = tokens.left[main], tokens.right[main] + 1
    first, last = tokens.left[part], tokens.right[part] + 1
    before = _trimmed(tokens, left, first) if left < first else []
    return before + (_trimmed(tokens, last, right) if last < right else [])


def _trimmed(tokens: Tokens, first: int, last: int) -> list[TokenRange]:
    """The range without outer punctuation and conjunctions, as a list of one; an empty list if nothing is left."""
    while first < last and (
        first in tokens.datelines or tokens.words[first] in TRIMMED or tokens.words[first].isspace()
    ):
        first += 1
    while last > first and (tokens.words[last - 1] in TRIMMED or tokens.words[last - 1].isspace()):
        last -= 1
    while first < last and tokens.deps[first] == "cc":
        first += 1
    return [(first, last)] if first < last else []


def _clause(
    tokens: Tokens, cue_word: int, speaker: int | None, content: list[TokenRange], relation: str
) -> Iterator[Clause]:
    """The clause with its features; nothing if there is no content."""
    if content and not (_lacks_content(tokens, content) and tokens.lemmas[cue_word] in words.SAY):
        features = _features(tokens, cue_word, speaker, content, relation)
        if any(is_addressee(tokens, child) for child in tokens.children[cue_word]):
            speaker = agent_of(tokens, cue_word)
            if speaker is None and relation == "xcomp":
                return  # "was asked to wait" tells what somebody did, not what was said
        yield Clause(cue_word, cue_of(tokens, cue_word), speaker, content, relation, features)


def _lacks_content(tokens: Tokens, content: Sequence[TokenRange]) -> bool:
    """True for the content of "said nothing"."""
    said = [tokens.lower[i] for first, last in content for i in range(first, last)]
    return said in (["nothing"], ["little"], ["more"])


def _features(
    tokens: Tokens, cue_word: int, speaker: int | None, content: Sequence[TokenRange], relation: str
) -> list[str]:
    lemma = tokens.lemmas[cue_word]
    features = ["always", relation, f"{lemma} {relation}", lemma]
    features.append("no source" if speaker is None else f"source {phrase_kind(tokens, speaker)}")
    features.append(f"tag {tokens.tags[cue_word]}")
    features.append(f"dep {tokens.deps[cue_word]}")
    children = tokens.children[cue_word]
    if any(tokens.deps[child] == "neg" for child in children):
        features.append("not")
    modal = next((tokens.lower[child] for child in children if tokens.tags[child] == "MD"), None)
    if modal:
        features.append(f"modal {modal}")
    if lemma in words.SAY:
        features.append("say")
    length = sum(last - first for first, last in content)
    features.append("short" if length < 3 else "middle" if length < 7 else "long")
    if any(tokens.quoted[i] >= 0 for first, last in content for i in range(first, last)):
        features.append("quoted")
    opening = tokens.lower[content[0][0]]
    if opening in ("that", "how", "why", "what", "whether", "to", "if"):
        features.append(f"opens {opening}")
    return features


def cue_of(tokens: Tokens, word: int) -> TokenRange:
    """A verb with the auxiliaries right before it and the particles right after it; any other word alone."""
    first, last = word, word + 1
    if tokens.pos[word] == "VERB":
        children = tokens.children[word]
        while first - 1 in children and tokens.deps[first - 1] in AUXILIARY and tokens.quoted[first - 1] < 0:
            first -= 1
        while last in children and tokens.deps[last] == "prt":
            last += 1
    return first, last
