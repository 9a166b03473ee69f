"""Reporting clauses, a cue with its complement: "said that …", "according to …", "called for …", "the claim that …".

Every verb, and some nouns and adjectives, that has a complement is a candidate. A table of weights
(`quote_weights.toml`, `[clause]`) tells how likely a cue with its complement is to report what somebody says, wants or
thinks.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lexicon import total_weight
from ..tokens import Tokens
from . import words
from .clause import Clause, cue_of, make_clause
from .content import before_occasion, before_participle, from_to, object_of, subtree, trimmed, without
from .grammar import CLAUSAL, FINITE, SUBJECTS, has_subject, phrase_kind, subject_of
from .joined_statements import divide_joined
from .verb_clauses import DURATIONS, clauses_of_verb, is_rejected, speaker_of

UNLISTED = 1.3
"""The weight of a verb of speech for which the table has none, since it is too rare in the articles of the fit."""

NEAR_NOUN = 4
"""The largest number of tokens from a verb to the noun that is its object for both to be the cue."""

PLAIN_FORMS = {"made clear": 1.5, "inserted": 0.3, "heard": 0.3, "joined": 1.1, "noun acl": 0.1, "noun ccomp": 0.1}
"""The smallest weight of a clause of each of these forms, which alone show that it reports something."""

ClausesByParagraph = dict[int, list[Clause]]
"""The clauses in each paragraph, by its number."""


def reporting_clauses(tokens: Tokens, weights: dict[str, float]) -> ClausesByParagraph:
    """The candidates of the whole text, each with its score."""
    found: ClausesByParagraph = {}
    unlisted = words.SPEECH_ACTS - words.SAY - weights.keys()
    for clause in clauses(tokens):
        found.setdefault(tokens.paragraph_of[clause.cue_word], []).append(clause)
    for paragraph in found.values():
        divide_joined(tokens, paragraph)
        for clause in paragraph:
            clause.score = total_weight(clause.features, weights)
            if tokens.lemmas[clause.cue_word] in unlisted:
                clause.score += UNLISTED
            clause.score = max(clause.score, _least_score(tokens, clause))
        for inner, outer in nested(paragraph):
            if _is_passed_on(tokens, inner, outer) or _is_its_object(tokens, inner, outer):
                continue
            name = f"inside {outer.grade}"
            inner.features.append(name)
            inner.score += weights.get(name, 0.0)
    return found


def _least_score(tokens: Tokens, clause: Clause) -> float:
    """The weight of a clause by its form alone: ", she admits," and "his warning that …" with a word of reporting."""
    by_noun = clause.relation.startswith("noun ")
    if by_noun and (clause.speaker is None or tokens.lemmas[clause.cue_word] not in words.STATEMENT_NOUNS):
        return clause.score
    if not clause.is_report and clause.relation not in ("heard", "made clear"):
        return clause.score
    return PLAIN_FORMS.get(clause.relation, clause.score)


def _is_passed_on(tokens: Tokens, inner: Clause, outer: Clause) -> bool:
    """True for what somebody says within what a newspaper reports: "X told Y that …, the Herald reported"."""
    if inner.speaker is None or outer.speaker is None:
        return False
    said = inner.relation == "ccomp" and tokens.lemmas[inner.cue_word] in words.STRONG
    is_person = phrase_kind(tokens, inner.speaker) in ("person", "human", "he")
    if not said or not (is_person or tokens.lemmas[inner.speaker] in words.HUMANS):
        return False
    if outer.relation == "according" or tokens.lemmas[outer.cue_word] == "report":
        at_end = all(last <= outer.speaker for _, last in outer.content)  # "…, Bloomberg reported"
        return at_end or phrase_kind(tokens, outer.speaker) in ("org", "text", "name", "propn", "noun")
    return tokens.lemmas[outer.cue_word] in words.SAY and tokens.lemmas[outer.speaker] in words.OUTLETS


def _is_its_object(tokens: Tokens, inner: Clause, outer: Clause) -> bool:
    """True for the noun of words in "issued a *statement* that …", whose verb reports nothing by itself."""
    if outer.score > 0 or not inner.relation.startswith("noun "):
        return False
    return tokens.heads[inner.cue_word] == outer.cue_word and tokens.deps[inner.cue_word] == "dobj"


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
            yield from clauses_of_verb(tokens, i)
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
        if tokens.lemmas[colon - 1] in words.NOTICES or tokens.pos[colon - 1] in ("ADP", "ADV", "PART"):
            continue  # "Ruiz Wades In: Urges Town to Vote" is a sentence, too
        # Taggers mistake a lone surname at the start of a headline for a common noun.
        nominal = ("PROPN", "NOUN") if number == 0 else ("PROPN",)
        capitals = all(tokens.words[i].isupper() for i in range(begin, colon) if tokens.words[i].isalpha())
        if not capitals and not any(tokens.pos[i] in nominal for i in range(begin, colon)):
            continue
        if not capitals and any(tokens.tags[i] in FINITE for i in range(begin, colon)):
            continue  # "The boss is back: …" is a sentence
        relation = "headline" if number == 0 else "loud line" if capitals else "line"
        root = next((i for i in range(colon - 1, begin - 1, -1) if tokens.pos[i] in ("PROPN", "NOUN")), colon - 1)
        for clause in make_clause(tokens, colon, root, trimmed(tokens, colon + 1, end), relation):
            clause.features = ["always", relation, f"{relation} {phrase_kind(tokens, root)}"]
            found.append(clause)
    in_capitals = [clause for clause in found if clause.relation == "loud line"]
    if len(in_capitals) > 2:
        for clause in in_capitals:
            clause.features.append("form transcript")
    yield from found


def _of_noun(tokens: Tokens, noun: int) -> Iterator[Clause]:
    """ "the claim that …", "his criticism of …"."""
    owner = next((child for child in tokens.children[noun] if tokens.deps[child] == "poss"), None)
    agent = next((child for child in tokens.children[noun] if child > noun and tokens.lower[child] == "by"), None)
    if owner is None and agent is not None:
        owner = object_of(tokens, agent)
    if owner is not None and tokens.lemmas[owner] in DURATIONS:
        return  # "four hours' warning that …"
    speaker = owner if owner is not None else _subject_of_light_verb(tokens, noun)
    for child in tokens.children[noun]:
        if child < noun or child == agent:
            continue
        dep = tokens.deps[child]
        marked = any(tokens.deps[inner] in ("mark", "aux") for inner in tokens.children[child])
        finite = tokens.tags[child] != "VBG" or tokens.lower[tokens.left[child]] == "that"
        if dep in ("acl", "ccomp") and finite and marked:
            content = before_participle(tokens, subtree(tokens, child))
            for clause in make_clause(tokens, noun, speaker, content, f"noun {dep}"):
                clause.cue = (_start_of_cue(tokens, noun), noun + 1)
                yield clause
            return
        if dep == "prep" and (inner := object_of(tokens, child)) is not None:
            content = before_occasion(tokens, subtree(tokens, inner))
            for clause in make_clause(tokens, noun, speaker, content, f"noun {tokens.lower[child]}"):
                clause.cue = (noun, child + 1)
                yield clause
            return


def _start_of_cue(tokens: Tokens, noun: int) -> int:
    """The first token of "gave his word that …", "issued a warning that …": the noun alone would not be an act of
    somebody."""
    verb = tokens.heads[noun]
    near = tokens.deps[noun] == "dobj" and 0 < noun - verb <= NEAR_NOUN
    return cue_of(tokens, verb)[0] if near else noun


def _of_adjective(tokens: Tokens, adjective: int) -> Iterator[Clause]:
    """ "is sure that …", "was critical of …"."""
    for child in tokens.children[adjective]:
        dep = tokens.deps[child]
        inner: int | None = child
        if child < adjective or (dep not in CLAUSAL and dep != "prep"):
            continue
        if dep == "prep":
            inner, dep = object_of(tokens, child), tokens.lower[child]
        if inner is not None:
            speaker = subject_of(tokens, tokens.heads[adjective])
            for clause in make_clause(tokens, adjective, speaker, subtree(tokens, inner), f"adj {dep}"):
                clause.cue = (_with_adverbs(tokens, adjective), adjective + 1)
                yield clause
            return


def _with_adverbs(tokens: Tokens, adjective: int) -> int:
    """The first token of "less sure", "not certain": without its adverb the adjective would say the opposite."""
    first = adjective
    while (
        tokens.deps[first - 1] in ("advmod", "neg")
        and first > 0
        and tokens.heads[first - 1]
        in (
            adjective,
            tokens.heads[adjective],
        )
    ):
        first -= 1
    return first


def _according_to(tokens: Tokens, i: int) -> Iterator[Clause]:
    to = next((child for child in tokens.children[i] if tokens.lower[child] == "to"), i)
    speaker = next((child for child in tokens.children[to] if tokens.deps[child] == "pobj"), None)
    main = _before_source(tokens, _whole_sentence(tokens, tokens.heads[i], i), i)
    if speaker is None or main == i or _has_own_speaker(tokens, main, i):
        return
    named = _mistaken_subject(tokens, speaker, main)
    subject = _mistaken_apposition(tokens, speaker, main)
    parts = (i,) if named is None else (i, named)
    content = without(tokens, main, *parts) if subject is None else from_to(tokens, i, subject, main)
    speaker = speaker if named is None else named
    if tokens.deps[main] == "conj" and (shared := _shared_subject(tokens, main)) is not None:
        content = subtree(tokens, shared) + content
    for clause in make_clause(tokens, i, speaker, content, "according"):
        clause.cue = (i, max(i, to) + 1)
        yield clause


def _whole_sentence(tokens: Tokens, verb: int, after: int) -> int:
    """The first verb in "Sales *fell* and could fall again, according to the bank" and "The barges *lie* in Oslo,
    serving as inns, according to the bank", where the parser attaches the source to the second one, which has no
    subject of its own."""
    while verb < after and tokens.pos[verb] in ("VERB", "AUX"):
        above = tokens.heads[verb]
        participle = tokens.deps[verb] == "advcl" and tokens.tags[verb] in ("VBG", "VBN") and above < after
        alone = (tokens.deps[verb] == "conj" or participle) and not has_subject(tokens, verb)
        if not alone or above == verb:
            break
        verb = above
    return verb


def _before_source(tokens: Tokens, verb: int, according: int) -> int:
    """*Leads* in "Ruiz leads, according to a poll, where few voters are undecided", which the parser makes a part of
    the last verb; any other verb itself."""
    if verb < according or has_subject(tokens, verb):
        return verb
    before = (child for child in tokens.children[verb] if tokens.deps[child] == "ccomp" and child < according)
    return next(before, verb)


def _shared_subject(tokens: Tokens, verb: int) -> int | None:
    """*The fire* in "The fire killed two and, according to the police, was set on purpose"."""
    if tokens.pos[verb] not in ("VERB", "AUX"):
        return None
    subject = subject_of(tokens, verb)
    return (
        None
        if has_subject(tokens, verb) or subject is None or subject > verb or tokens.quoted[subject] >= 0
        else subject
    )


def _mistaken_subject(tokens: Tokens, speaker: int, main: int) -> int | None:
    """*Ana Ruiz* in "According to the mayor, Ana Ruiz, the bridge is safe", which the parser takes for one of two
    subjects."""
    subjects = [i for i in tokens.children[main] if tokens.deps[i] in SUBJECTS and i > speaker]
    if len(subjects) < 2 or tokens.labels[subjects[0]] != "PERSON":
        return None
    comma = tokens.left[subjects[0]] - 1
    return subjects[0] if comma == tokens.right[speaker] + 1 and tokens.words[comma] == "," else None


def _mistaken_apposition(tokens: Tokens, speaker: int, main: int) -> int | None:
    """The subject in "According to Ruiz, *careful testing* found cracks", which the parser takes for an apposition of
    the name before it."""
    if main < speaker or has_subject(tokens, main):
        return None
    appositions = [i for i in tokens.children[speaker] if tokens.deps[i] == "appos" and i > speaker]
    return appositions[-1] if appositions and tokens.pos[main] in ("VERB", "AUX") else None


def _has_own_speaker(tokens: Tokens, verb: int, after: int) -> bool:
    """True for the verbs in "“…,” he *said*, according to the Herald" and "It *failed*, she said, according to him"."""
    children = tokens.children[verb]
    if any(tokens.deps[child] == "parataxis" and tokens.lemmas[child] in words.STRONG for child in children):
        return True
    if tokens.lemmas[verb] not in words.STRONG or after < verb:
        return False
    quoted = any(tokens.deps[child] == "ccomp" and tokens.quoted[child] >= 0 for child in children)
    return quoted and subject_of(tokens, verb) is not None


def _subject_of_light_verb(tokens: Tokens, noun: int) -> int | None:
    """The subject of the verb that a noun is the object of: *he* made the claim that …"""
    verb = tokens.heads[noun]
    if is_rejected(tokens, noun) or tokens.deps[noun] == "dobj" and tokens.lemmas[verb] in words.UNDERGO:
        return None
    if tokens.deps[noun] in ("dobj", "attr") and tokens.pos[verb] in ("VERB", "AUX"):
        return speaker_of(tokens, verb)
    return None
