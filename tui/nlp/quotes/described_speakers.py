"""Whom a description at a reporting verb means: "it said", "the group said", "the 44-year-old said", "they said".

Names are looked for in the sentences before it. If only one fits, it is certain; if several fit, the description means
the last subject among them, and is unsure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ...text.analysis import Entity, Speaker
from ...text.span import Span
from ..coreference import Coreference
from ..tokens import Tokens
from . import words
from .grammar import SUBJECTS, is_member, subject_of
from .introductions import author_of
from .speakers import Candidate, joint_heads

REACH = 3
"""Sentences back in which a name is looked for."""
AGE = re.compile(r"\b(\d{1,3})\s?-\s?year\s?-\s?old\b", re.IGNORECASE)
STATEMENT_REACH = 400
"""Tokens back in which the first mention of "the statement" is looked for."""
OF_OTHERS = {"publish", "read", "share"}
"""Verbs for what somebody also does with the statement of somebody else."""
UNRELIABLE = {"", "ORG", "FAC", "PRODUCT", "WORK_OF_ART"}
"""Labels of the recogniser within a name that it did not see whole."""
CONNECTORS = frozenset(["of", "for", "the", "and", "in", "on", "&", "to", "de", "la", "von", "van"])


class Described(NamedTuple):
    """Whom a description means."""

    speakers: tuple[Speaker, ...]
    """More than one where "they" are two people."""
    reason: str
    unsure: bool


class _Named(NamedTuple):
    """A mention of a name before a description."""

    entity: Entity
    token: int
    """The head of the mention."""
    subject: bool


def _is_person(entity: Entity) -> bool:
    return entity.label == "PERSON"


def _is_body(entity: Entity) -> bool:
    """True also for a name that says what it is: "Carmaker Voltra", "the Falcon Group"."""
    return entity.label == "ORG" or not words.BODIES.isdisjoint(entity.name.lower().split())


def _may_be_club(entity: Entity) -> bool:
    """True also for the town that a club is named after."""
    return _is_body(entity) or entity.label == "GPE"


class DescribedSpeakers:
    """Resolves the descriptions of one article."""

    def __init__(self, tokens: Tokens, coreference: Coreference) -> None:
        self.tokens = tokens
        self.coreference = coreference
        mentions = ((one.span, entity) for entity in coreference.entities for one in entity.mentions)
        self.mentions = sorted(mentions, key=lambda mention: mention[0])
        self.places = [span.start for span, _ in self.mentions]
        self._issuers: dict[str, Entity] = {}
        """By noun: whoever issued the last statement."""
        self._bodies: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
        """By the nouns of their names: the bodies, by id."""
        for _, entity in self.mentions:
            if entity.label == "ORG":
                noun = re.split(r" (?:of|for) ", entity.name.lower())[0].split()[-1]
                self._bodies[noun].setdefault(entity.id, entity)

    def resolve(self, candidate: Candidate, span: Span) -> Described | None:
        """Whom the phrase means; None if it says nothing or nobody fits."""
        tokens, root = self.tokens, candidate.root
        low, lemma = tokens.lower[root], self._noun(root)
        speaks = candidate.verb is not None and tokens.lemmas[candidate.verb] in words.SAY
        if low in ("it", "they") and not speaks:
            return None
        if low == "it":
            return self._body(candidate, span, lemma)
        if low == "they":
            return self._pair(candidate, span) or self._body(candidate, span, lemma)
        if lemma in words.ISSUED:
            return self._issuer(candidate, span, lemma)
        if tokens.lower[candidate.first] != "the":
            return None
        if age := AGE.search(tokens.text_between(candidate.first, candidate.last)):
            return self._aged(candidate, span, age[1])
        if tokens.tags[root] in ("NNS", "NNPS"):
            return None
        named = any(tokens.words[i][:1].isupper() for i in range(candidate.first + 1, root + 1))
        if named and not is_member(tokens, root) and tokens.labels[root] != "NORP" and lemma not in words.CALLINGS:
            return None  # a name, or an organisation of a certain country
        if not named and (body := self._short_form(candidate, lemma)):
            return self._described(candidate, span, body, "the only one so called before it", False)
        if lemma in words.BODIES:
            return self._body(candidate, span, lemma)
        if self._is_told_apart(root):
            return None  # introduced here, not meant again
        if lemma in words.CALLINGS:
            return self._person(candidate, span, lemma)
        if self._is_demonym(candidate) or is_member(tokens, root):
            found = self._person(candidate, span, lemma)
            return found._replace(unsure=True) if found else None  # it may be the whole people
        return None

    def _noun(self, root: int) -> str:
        """The lemma of a noun; "filmmaker" for "film-maker", and "jumper" for "ski-jumper"."""
        tokens = self.tokens
        if root > 1 and tokens.words[root - 1] == "-":
            joined = tokens.lower[root - 2] + tokens.lemmas[root]
            return joined if joined in words.CALLINGS else tokens.lemmas[root]
        return tokens.lemmas[root]

    def is_description(self, candidate: Candidate) -> bool:
        """True for "the Portuguese" and "the 19-year-old Spaniard", whatever label the recogniser gives them."""
        tokens, root = self.tokens, candidate.root
        if tokens.lower[candidate.first] != "the" or tokens.labels[root] == "PERSON":
            return False
        if tokens.words[root][:1].isupper() and tokens.lemmas[root] in words.CALLINGS:
            return True
        if self._is_demonym(candidate) or is_member(tokens, root):
            return True
        return bool(AGE.search(tokens.text_between(candidate.first, root + 1)))

    def _is_demonym(self, candidate: Candidate) -> bool:
        tokens, root = self.tokens, candidate.root
        alone = candidate.last - candidate.first == 2
        return alone and tokens.labels[root] == "NORP" and not tokens.lower[root].endswith("s")

    def _before(self, candidate: Candidate, wanted: Callable[[Entity], bool]) -> Iterator[_Named]:
        """The wanted names in the sentences before a phrase, the nearest first, without those that are quoted."""
        tokens = self.tokens
        sentence, start = tokens.sentence_of[candidate.first], tokens.starts[candidate.first]
        for at in range(bisect_left(self.places, start) - 1, -1, -1):
            span, entity = self.mentions[at]
            first, last = tokens.range_of(span.start, span.end)
            if first >= last:
                continue
            head = next((i for i in range(first, last) if not first <= tokens.heads[i] < last), last - 1)
            if sentence - tokens.sentence_of[head] > REACH:
                return
            if wanted(entity) and tokens.quoted[head] < 0:
                yield _Named(entity, head, self._is_subject(head))

    def _is_subject(self, head: int) -> bool:
        tokens = self.tokens
        while tokens.deps[head] in ("appos", "conj", "compound") and tokens.heads[head] != head:
            head = tokens.heads[head]
        return tokens.deps[head] in SUBJECTS

    def _body(self, candidate: Candidate, span: Span, noun: str) -> Described | None:
        """The organisation that "it", "they" or "the company" means; only one with that word in its name is "the
        council"."""
        tokens = self.tokens
        sentence = tokens.sentence_of[candidate.first]
        if noun == "it" and (subject := self._subject_of_clause_before(candidate)) is not None:
            meant = self.coreference.resolve(tokens.starts[subject], tokens.ends[subject])
            entity = self.coreference.entity(meant.entity) if meant else None
            if meant is not None and entity is not None and entity.label != "PERSON":
                return self._described(candidate, span, entity, "the subject of the clause before", meant.unsure)
            if tokens.lemmas[subject] in words.BODIES:
                return None  # "the council has said …, it has also …", where no name is given
        wanted = _may_be_club if noun in words.CLUBS else _is_body
        named = [one for one in self._before(candidate, wanted) if tokens.sentence_of[one.token] < sentence]
        alike = [one for one in named if noun in one.entity.name.lower().split()]
        if noun in words.NAMED_SO and not alike:
            return None
        named = alike or named
        pronoun = noun not in words.BODIES
        near = {"it": 2, "they": 1}.get(noun, REACH)
        in_reach = [one for one in named if sentence - tokens.sentence_of[one.token] <= near]
        several = noun == "they" or len({one.entity.id for one in named}) > 1
        for one in in_reach:
            if one.subject:
                return self._described(candidate, span, one.entity, "the last organisation named as a subject", several)
            if (thing := self._subject_of_owner(one.token)) is not None and not pronoun:
                several = several or tokens.lemmas[thing] in words.HUMANS
                return self._described(candidate, span, one.entity, "the organisation named last", several)
        return None if pronoun or alike else self._unlisted(candidate, span, unsure=False)

    def _subject_of_clause_before(self, candidate: Candidate) -> int | None:
        """*The port* in "Though the port has said that …, it has also admitted that …" and "The port warned that …, and
        it asked for …"."""
        tokens, verb = self.tokens, candidate.verb
        if verb is None:
            return None
        before = [i for i in tokens.children[verb] if i < candidate.first and tokens.deps[i] == "advcl"]
        if tokens.deps[verb] == "conj" and tokens.heads[verb] < candidate.first:
            before.append(tokens.heads[verb])
        for clause in before:
            if tokens.lemmas[clause] in words.SAY | words.SPEECH_ACTS:
                subjects = (i for i in tokens.children[clause] if tokens.deps[i] in SUBJECTS and i < clause)
                if (subject := next(subjects, None)) is not None:
                    return subject
        return None

    def _subject_of_owner(self, head: int) -> int | None:
        """*Shares* in "Shares in Halden Steel fell", *profits* in "Halden Steel's profits fell"."""
        tokens, owned = self.tokens, self.tokens.heads[head]
        if tokens.deps[head] == "pobj" and tokens.lower[owned] in ("at", "in", "of"):
            owned = tokens.heads[owned]
        elif tokens.deps[head] != "poss":
            return None
        return owned if tokens.deps[owned] in SUBJECTS else None

    def _short_form(self, candidate: Candidate, noun: str) -> Entity | None:
        """The only body named before whose name has all the words: "the authority", "the housing authority" for
        "Millbrook Housing Authority"; None if there are several, or an unnamed one ("an authority")."""
        tokens = self.tokens
        start, said = tokens.starts[candidate.first], set(tokens.lower[candidate.first + 1 : candidate.root + 1])
        fits = [
            body
            for body in self._bodies.get(tokens.lower[candidate.root], {}).values()
            if body.spans[0].start < start and said <= set(body.name.lower().split())
        ]
        alone = len(fits) == 1 and len(fits[0].name.split()) > 1
        return fits[0] if alone and not self._introduced(candidate, noun) else None

    def _unlisted(self, candidate: Candidate, span: Span, *, unsure: bool) -> Described | None:
        """The subject of the sentence before, if it looks like a name that the recogniser did not see: it begins the
        sentence and has two words with a capital."""
        tokens = self.tokens
        begin, _ = tokens.sentence(candidate.first)
        at = begin - 1
        while at > 0 and tokens.words[at].isspace():
            at -= 1
        if at < 0:
            return None
        first, end = tokens.sentence(at)
        if tokens.tags[first] == "NNS" and first + 2 < end and tokens.lower[first + 1] in ("at", "in"):
            first += 2  # "Shares in Halden Steel fell"
        last = first
        while last < end and (tokens.words[last][:1].isupper() or tokens.lower[last] in CONNECTORS):
            last += 1
        capitals = sum(tokens.words[i][:1].isupper() for i in range(first, last))
        subject = any(tokens.deps[i] in SUBJECTS for i in range(first, last))
        known = any(tokens.labels[i] not in UNRELIABLE for i in range(first, last))
        if capitals < 2 or not subject or known or last >= end:
            return None
        name = " ".join(tokens.text_between(first, last).split())
        return Described((Speaker(span, name, None),), self._why(candidate, name, "the subject before it"), unsure)

    def _issuer(self, candidate: Candidate, span: Span, noun: str) -> Described | None:
        """Who issued a statement: "a statement by Lund"; for "the statement", whoever is said to have issued one.

        A statement that somebody else obtained, or that is introduced without an issuer, is nobody's.
        """
        tokens = self.tokens
        author = author_of(tokens, candidate.root)
        if author == candidate.root and tokens.lower[candidate.first] == "the":
            author = self._maker_before(candidate, noun)
        meant = self.coreference.resolve(tokens.starts[author], tokens.ends[author])
        entity = self.coreference.entity(meant.entity) if meant else None
        if meant is None or entity is None:
            known = self._issuers.get(noun) if author != candidate.root else None
            return self._described(candidate, span, known, "who issued the one before", True) if known else None
        self._issuers[noun] = entity
        return self._described(candidate, span, entity, "who issued it", meant.unsure)

    def _maker_before(self, candidate: Candidate, noun: str) -> int:
        """Who made the statement that "the statement" means; the head of the phrase itself if nobody is named."""
        tokens = self.tokens
        for text in range(candidate.first - 1, max(0, candidate.first - STATEMENT_REACH), -1):
            if tokens.lemmas[text] != noun or tokens.pos[text] != "NOUN" or tokens.quoted[text] >= 0:
                continue
            author = author_of(tokens, text)
            author = self._maker(text) if author == text else author
            if author != text:
                return author
            if tokens.lower[tokens.left[text]] != "the":
                break  # "a statement" of nobody
        return candidate.root

    def _maker(self, text: int) -> int:
        """*Lund* in "Lund issued a statement" and "In a statement, Lund denied it"; else the text itself."""
        tokens, governor = self.tokens, self.tokens.heads[text]
        if tokens.deps[text] == "dobj" and tokens.lemmas[governor] in words.WRITE - OF_OTHERS:
            verb = governor
        elif tokens.deps[text] == "pobj" and tokens.lower[governor] in ("in", "by", "with"):
            verb = tokens.heads[governor]
        else:
            return text
        subject = subject_of(tokens, verb)
        return text if subject is None else subject

    def _pair(self, candidate: Candidate, span: Span) -> Described | None:
        """The people who are the subject of the sentence before together."""
        tokens = self.tokens
        sentence = tokens.sentence_of[candidate.first]
        people = [one for one in self._before(candidate, _is_person) if sentence - tokens.sentence_of[one.token] == 1]
        found: list[Entity] = []
        for one in reversed(people):
            if one.subject and one.entity not in found:
                found.append(one.entity)
        if len(found) < 2:
            return None
        together = any(len(joint_heads(tokens, one.token)) > 1 for one in people)
        if not together:
            return None
        speakers = tuple(Speaker(span, one.name, one.id) for one in found)
        names = " and ".join(one.name for one in found)
        return Described(speakers, self._why(candidate, names, "the subject of the sentence before"), True)

    def _aged(self, candidate: Candidate, span: Span, age: str) -> Described | None:
        """The person of that age, or else the only one named before."""
        for one in self._before(candidate, _is_person):
            _, end = self.tokens.sentence(one.token)
            after = self.tokens.text_between(one.token + 1, min(end, one.token + 5))
            if re.match(rf",?\s?\(?{age}\b", after):
                return self._described(candidate, span, one.entity, "whose age it is", False)
        return self._person(candidate, span, "")

    def _person(self, candidate: Candidate, span: Span, noun: str) -> Described | None:
        """The last person named as a subject; nobody if the noun was used of somebody else before."""
        tokens = self.tokens
        sentence = tokens.sentence_of[candidate.first]
        named = [one for one in self._before(candidate, _is_person) if tokens.sentence_of[one.token] < sentence]
        subjects = [one for one in named if one.subject]
        if noun and self._introduced(candidate, noun):
            return None
        if not subjects:
            return None if named else self._unlisted(candidate, span, unsure=True)
        several = len({one.entity.id for one in named}) > 1
        return self._described(candidate, span, subjects[0].entity, "the last person named as a subject", several)

    def _introduced(self, candidate: Candidate, noun: str) -> bool:
        """True if an unnamed "an actor" or "the actor in the hall" comes before "the actor"."""
        tokens = self.tokens
        before = range(max(1, candidate.first - 200), candidate.first)
        alike = [i for i in before if tokens.lemmas[i] == noun and tokens.pos[i] == "NOUN"]
        if any(tokens.lower[tokens.left[i]] in ("a", "an", "another", "one") for i in alike):
            return True
        return any(tokens.deps[i] in SUBJECTS and self._is_told_apart(i) for i in alike)

    def _is_told_apart(self, noun: int) -> bool:
        """True for "the manager of the hotel", but not for "the manager of the hotel, Ann Rowe"."""
        relations = {self.tokens.deps[child] for child in self.tokens.children[noun]}
        return "prep" in relations and "appos" not in relations

    def _described(self, candidate: Candidate, span: Span, entity: Entity, why: str, unsure: bool) -> Described:
        return Described((Speaker(span, entity.name, entity.id),), self._why(candidate, entity.name, why), unsure)

    def _why(self, candidate: Candidate, name: str, why: str) -> str:
        phrase = " ".join(self.tokens.text_between(candidate.first, candidate.last).split())
        return f"“{phrase}” is {name}, {why}"
