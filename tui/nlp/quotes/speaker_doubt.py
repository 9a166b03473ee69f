"""Why a phrase perhaps means somebody else than the entity it was resolved to, in words for the user."""

from __future__ import annotations

from collections.abc import Iterator

from ...text.analysis import Entity
from ..coreference import Coreference, Resolved
from ..entities.description import noun_gender
from ..entities.given_names import likely_gender
from ..entities.places import STATE_OF_SHORT
from ..tokens import Tokens
from .grammar import SUBJECTS, is_mark
from .speakers import Candidate
from .words import HUMANS, PRONOUNS_ONE, RUNNING

QUOTED_REACH = 2
"""Sentences back in which a name outside quotation marks makes a pronoun sure."""


def speaker_doubt(tokens: Tokens, coreference: Coreference, candidate: Candidate, resolved: Resolved) -> str:
    """Why the speaker may be another than `resolved`; "" if nothing speaks against it."""
    entity, word = coreference.entity(resolved.entity), tokens.words[candidate.root]
    if entity is None or entity.label != "PERSON":
        return ""
    if _is_which(tokens, candidate):
        return f"“which” is no person, and so perhaps not {resolved.name}"
    if candidate.kind == "he":
        here = resolved.reason.endswith(("in the same sentence", "of the clause that follows"))
        if not here and (other := _other_before(tokens, coreference, candidate, entity)):
            return f"“{word}” may be {other}, whom the sentence before is about"
        if namesake := _namesake(coreference, entity):
            return f"“{word}” may be {resolved.name} or {namesake}"
        carried = resolved.reason.startswith("carried")
        if carried and (other := _named_since(tokens, coreference, candidate, entity)):
            return f"“{word}” may be {other}, who is named in the sentence before"
        if _is_named_in_words_only(tokens, candidate, entity) or (
            not carried and _is_quoted_last(tokens, candidate, entity)
        ):
            return f"“{word}” may be another than {resolved.name}, who is named in the words themselves"
    elif tokens.lemmas[candidate.root] in RUNNING and (other := _other_before(tokens, coreference, candidate, entity)):
        return f"“{word}” may be {other}, whom the sentence before is about"
    elif other := _of_a_couple(tokens, candidate, entity):
        return f"“{word}” may be {other} or {resolved.name}"
    elif _has_place(tokens, candidate) and (state := _other_state(tokens, candidate, entity)):
        return f"{resolved.name} is from {state}"
    return ""


def _is_which(tokens: Tokens, candidate: Candidate) -> bool:
    """True for "his book, *which* says …"."""
    children = () if candidate.verb is None else tokens.children[candidate.verb]
    return any(tokens.deps[i] in SUBJECTS and tokens.lower[i] == "which" for i in children)


def _namesake(coreference: Coreference, entity: Entity) -> str:
    """Another person with the same surname, where neither given name tells whether it is a man's or a woman's."""
    given, *rest = entity.name.split()
    if not rest or likely_gender(given):
        return ""
    names = (other.name.split() for other in coreference.entities if other.label == "PERSON" and other is not entity)
    alike = (" ".join(name) for name in names if len(name) > 1 and name[-1] == rest[-1] and not likely_gender(name[0]))
    return next(alike, "")


def _of_a_couple(tokens: Tokens, candidate: Candidate, entity: Entity) -> str:
    """*Ana Ruiz* where "Ruiz" was taken for Carl Ruiz, of whom the article has only "Ana and Carl Ruiz"; else ""."""
    given, _, surname = entity.name.rpartition(" ")
    if not given or candidate.first != candidate.root or tokens.words[candidate.root] != surname:
        return ""
    other = ""
    for i in range(3, tokens.count):
        if tokens.words[i] != surname or tokens.words[i - 1] not in given.split():
            continue
        first = i - 3
        joined = tokens.lower[i - 2] == "and" and tokens.pos[first] == "PROPN" and tokens.name_parts[first] != 1
        if not joined or not likely_gender(tokens.words[first]):
            return ""
        other = f"{tokens.words[first]} {surname}"
    return other


def _named_since(tokens: Tokens, coreference: Coreference, candidate: Candidate, entity: Entity) -> str:
    """Another person of the same sex whom the sentence before names, if it does not name the one that a pronoun was
    carried on for: "Ruiz won, *he* said. Some, like Vale, object. But it is over, *he* said"."""
    begin, _ = tokens.sentence(candidate.root)
    last = begin - 1
    while last > 0 and tokens.words[last].isspace():
        last -= 1
    sex = "f" if tokens.lower[candidate.root] == "she" else "m"
    found = ""
    for i in range(tokens.sentence(max(last, 0))[0], last):
        names = tokens.labels[i] == "PERSON" or tokens.lower[i] in PRONOUNS_ONE
        resolved = coreference.resolve(tokens.starts[i], tokens.ends[i]) if names and tokens.quoted[i] < 0 else None
        if resolved is not None and resolved.entity == entity.id:
            return ""
        if resolved is not None and likely_gender(resolved.name.split()[0]) in ("", sex):
            found = found or resolved.name
    return found


def _other_before(tokens: Tokens, coreference: Coreference, candidate: Candidate, entity: Entity) -> str:
    """The subject of the sentence before in the same paragraph, or of the one that ends the paragraph before for the
    first sentence of a paragraph, if that is another person: a name that the recogniser did not see, a noun ("a baker
    called the mayor"), or a name after its verb."""
    begin, _ = tokens.sentence(candidate.root)
    last = begin - 1
    while last > 0 and (tokens.words[last].isspace() or is_mark(tokens, last)):
        last -= 1
    if last < 1 or tokens.paragraph_of[candidate.root] - tokens.paragraph_of[last] > 1:
        return ""
    sexes = {"he": ("", "m"), "she": ("", "f")}.get(tokens.lower[candidate.root], ("", "f", "m"))
    for i in range(tokens.sentence(last)[0], last):
        if tokens.quoted[i] >= 0 or not _is_main_subject(tokens, i):
            continue
        known = coreference.resolve(tokens.starts[i], tokens.ends[i])
        if tokens.pos[i] == "PROPN" and not tokens.labels[i]:
            article = any(tokens.deps[child] == "det" for child in tokens.children[i])
            return "" if article or known else tokens.words[i]
        if known is None and _is_somebody_else(tokens, i) and noun_gender(tokens, i) in sexes:
            return f"the {tokens.words[i]}"
        if known is not None and known.entity != entity.id and tokens.labels[i] == "PERSON":
            return known.name if likely_gender(known.name.split()[0]) in sexes else ""
    return ""


def _is_somebody_else(tokens: Tokens, noun: int) -> bool:
    """True for "*a baker*" and "*his lawyer*", unlike "the mayor", who may have been named before."""
    definite = any(tokens.lower[child] in ("that", "the", "this") for child in tokens.children[noun])
    return tokens.tags[noun] == "NN" and tokens.lemmas[noun] in HUMANS and not definite


def _is_main_subject(tokens: Tokens, i: int) -> bool:
    """True for the subject of a main clause, also of "In the crowd was *Ruiz*"."""
    verb = tokens.heads[i]
    if tokens.deps[verb] != "ROOT":
        return False
    inverted = (
        tokens.deps[i] == "attr" and verb < i and not any(tokens.deps[k] in SUBJECTS for k in tokens.children[verb])
    )
    return tokens.deps[i] == "nsubj" or inverted


def _is_named_in_words_only(tokens: Tokens, candidate: Candidate, entity: Entity) -> bool:
    """True for "It is plain that Ruiz lost, he says", where only what he says names Ruiz in this sentence."""
    begin, _ = tokens.sentence(candidate.root)
    here = [i for i in _mentions(tokens, entity) if begin <= i < candidate.root]
    return bool(here) and all(_is_said(tokens, i, candidate.verb) for i in here)


def _is_quoted_last(tokens: Tokens, candidate: Candidate, entity: Entity) -> bool:
    """True if only words in quotation marks name an entity in this sentence and the two before it."""
    before = [i for i in _mentions(tokens, entity) if i < candidate.root]
    near = [i for i in before if tokens.sentence_of[candidate.root] - tokens.sentence_of[i] <= QUOTED_REACH]
    return bool(near) and all(tokens.quoted[i] >= 0 for i in near)


def _is_said(tokens: Tokens, i: int, verb: int | None) -> bool:
    """Whether a token is part of the clause that a verb reports, but not as its subject."""
    subject = tokens.deps[i] in SUBJECTS
    while tokens.heads[i] != i and tokens.heads[i] != verb:
        i = tokens.heads[i]
        subject = subject and tokens.deps[i] == "ccomp" and tokens.heads[i] == verb
    return verb is not None and tokens.heads[i] == verb and tokens.deps[i] == "ccomp" and not subject


def _mentions(tokens: Tokens, entity: Entity) -> Iterator[int]:
    """The last token of each mention of an entity."""
    for mention in entity.mentions:
        first, last = tokens.range_of(mention.span.start, mention.span.end)
        if first < last:
            yield last - 1


def _has_place(tokens: Tokens, candidate: Candidate) -> bool:
    """True for "the Ohio senator"."""
    before = range(candidate.first, candidate.root)
    return tokens.pos[candidate.root] == "NOUN" and any(tokens.labels[i] == "GPE" for i in before)


def _other_state(tokens: Tokens, candidate: Candidate, entity: Entity) -> str:
    """*Iowa* in "Ana Ruiz, R-Iowa", if it is not named in the phrase; "" if no state follows the name."""
    phrase = tokens.text_between(candidate.first, candidate.root).casefold()
    for i in _mentions(tokens, entity):
        party = tokens.lower[i + 1 : i + 4] in ([",", "d", "-"], [",", "i", "-"], [",", "r", "-"])
        if party and i + 4 < tokens.count:
            short = tokens.words[i + 4]
            return "" if STATE_OF_SHORT.get(short, short).casefold() in phrase else short
    return ""
