"""Who is meant by "he", "she", "his", "her", "him".

Everybody who could be meant is ranked by how much the last sentences were about them: being a subject counts most, each
sentence further back counts about half. A pronoun that is resolved is itself a mention of that person, so that a
story about one person holds together. What grammar forbids is left out: "him" is not the subject of its own verb,
"himself" is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..tokens import Tokens
from .descriptions import Described
from .evidence import name_head
from .roles import noun_gender
from .rows import Row
from .words import SAY_VERBS

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
THEY = frozenset(("they", "them", "their", "theirs", "themself"))
_ONE_THEY = frozenset(("nonbinary", "non-binary", "genderqueer", "they/them"))
"""Words by which an article says that somebody goes by "they"."""
_REFLEXIVE = frozenset(("himself", "herself"))
_WHO = frozenset(("who", "whom", "whose"))

_ROLE_WEIGHT = {
    "nsubj": 1.0,
    "nsubjpass": 0.95,
    "dobj": 0.6,
    "dative": 0.55,
    "iobj": 0.55,
    "pobj": 0.45,
    "poss": 0.55,
    "appos": 0.4,
    "attr": 0.4,
    "compound": 0.15,
    "nmod": 0.15,
    "amod": 0.15,
}
_PER_SENTENCE = 0.5
_REACH = 6
"""How many sentences back somebody may have been mentioned last."""


class Event(NamedTuple):
    """One mention of somebody, for the ranking."""

    token: int
    who: int
    """Number of the row; negative for somebody without a name."""
    weight: float
    sentence: int
    subject: bool
    how: str
    """"name", "pronoun", "description" or "unnamed"."""


class Meant(NamedTuple):
    """Who a pronoun means."""

    token: int
    row: int
    reason: str
    unsure: bool


def find_pronouns(
    t: Tokens, rows: Sequence[Row], descriptions: Mapping[int, Described]
) -> tuple[list[Meant], list[Meant]]:
    """The pronouns that mean one of the rows, and the relative "who" likewise."""
    people = {number: row.person for number, row in enumerate(rows) if row.person}
    told = {number: person.told_gender() for number, person in people.items()}
    guessed = {number: person.gender() for number, person in people.items() if not told[number]}
    first, _ = Finder(t, rows, descriptions, told, guessed).run()
    learned = dict(told)
    for number in guessed:
        # What most of its own pronouns say is what the article says, where they were found for other reasons.
        votes = [t.lower[meant.token] in HE for meant in first if meant.row == number and not meant.unsure]
        if votes and 3 * max(sum(votes), len(votes) - sum(votes)) > 2 * len(votes):
            learned[number] = "m" if sum(votes) * 2 > len(votes) else "f"
    return Finder(t, rows, descriptions, learned, guessed).run()


class Finder:
    """One walk through the text from left to right."""

    def __init__(
        self,
        t: Tokens,
        rows: Sequence[Row],
        descriptions: Mapping[int, Described],
        genders: Mapping[int, str],
        guessed: Mapping[int, str],
    ) -> None:
        self.t = t
        self.genders = dict(genders)
        self.guessed = guessed
        self.events: list[Event] = []
        self.at: dict[int, int] = {}
        """Token to who is mentioned there."""
        self.waiting = self.mentions(rows, descriptions)
        self.later = {event.token: event.who for event in self.waiting if event.how == "name"}
        """Token to row of every name, also of those still to come."""
        self.quoted = quoted_tokens(t)
        self.closing_marks = {
            last for (_, last), span in zip(t.quoted_ranges, t.quoted_spans, strict=True) if span.closed
        }
        self.speaking = speaking_subjects(t, self.quoted)
        self.last_speaker: int | None = None
        self.plain_they = self.called_they()

    def mentions(self, rows: Sequence[Row], descriptions: Mapping[int, Described]) -> list[Event]:
        """All names and descriptions of persons, in order."""
        found: dict[int, Event] = {}
        for number, row in enumerate(rows):
            if row.label == "PERSON":
                for name in row.names:
                    head = name_head(self.t, name)
                    found[head] = self.event(head, number, "name")
        for token, described in descriptions.items():
            holder = described.row
            if token in found or self.t.deps[token] in ("appos", "attr", "compound") and holder is not None:
                continue
            if holder is None:
                number = -token - 1
                self.genders[number] = noun_gender(self.t, token)
                event = self.event(token, number, "unnamed")
                found[token] = event._replace(weight=event.weight * 0.5)
            else:
                found[token] = self.event(token, holder, "description")
        return sorted(found.values())

    def event(self, token: int, who: int, how: str) -> Event:
        weight, subject = self.weight(token)
        return Event(token, who, weight, self.t.sentence_of[token], subject, how)

    def weight(self, token: int) -> tuple[float, bool]:
        """How much a mention at `token` is what its sentence is about, and whether it is a subject."""
        t, seen = self.t, 0
        while t.deps[token] in ("conj", "appos") and seen < 4:
            token = t.heads[token]
            seen += 1
        weight = _ROLE_WEIGHT.get(t.deps[token], 0.4) * 0.9**seen
        subject = t.deps[token] in ("nsubj", "nsubjpass")
        if t.deps[token] == "pobj" and t.lower[t.heads[t.heads[token]]] == "according":
            weight = 0.8
        return weight, subject

    def run(self) -> tuple[list[Meant], list[Meant]]:
        """Go through the text."""
        found: list[Meant] = []
        relatives: list[Meant] = []
        waiting = iter(self.waiting)
        following = next(waiting, None)
        for token, low in enumerate(self.t.lower):
            while following is not None and following.token <= token:
                self.add(following)
                following = next(waiting, None)
            if low in HE or low in SHE:
                meant = self.resolve(token, "m" if low in HE else "f")
                if meant is not None:
                    found.append(meant)
            elif low in THEY and self.plain_they:
                meant = self.one_they(token)
                if meant is not None:
                    found.append(meant)
            elif low in _WHO:
                who = self.antecedent(token)
                if who is not None:
                    self.add(self.event(token, who, "pronoun"))
                    if who >= 0:
                        relatives.append(Meant(token, who, "named right before it", False))
        return found, relatives

    def called_they(self) -> set[int]:
        """Who goes by "they": persons named in a sentence that says so."""
        t = self.t
        said = {t.sentence_of[i] for i, low in enumerate(t.lower) if low in _ONE_THEY}
        said |= {
            t.sentence_of[i]
            for i, low in enumerate(t.lower)
            if low == "binary" and i > 1 and t.lower[i - 2 : i] == ["non", "-"]
        }
        return {event.who for event in self.waiting if event.how == "name" and event.sentence in said}

    def one_they(self, token: int) -> Meant | None:
        """The person who goes by "they", where nobody else was the subject since; a guess, and marked as one."""
        for event in reversed(self.events[-20:]):
            if self.t.sentence_of[token] - event.sentence > 2:
                return None
            if event.who in self.plain_they:
                self.add(self.event(token, event.who, "pronoun"))
                return Meant(token, event.who, "goes by “they” in the article", True)
            if event.subject:
                return None
        return None

    def add(self, event: Event) -> None:
        self.events.append(event)
        self.at[event.token] = event.who
        if event.subject and event.token not in self.quoted and is_saying(self.t, event.token):
            self.last_speaker = event.who

    def antecedent(self, token: int) -> int | None:
        """Who a relative "who" belongs to."""
        verb = token
        for _ in range(4):
            verb = self.t.heads[verb]
            if self.t.deps[verb] == "relcl":
                return self.at.get(self.t.heads[verb])
        return None

    def resolve(self, token: int, gender: str) -> Meant | None:
        """Who the pronoun at `token` means; None for somebody without a name, or nobody in reach."""
        t = self.t
        if t.lower[token] in _REFLEXIVE:
            who = self.own_subject(token)
            if who is not None and self.genders.get(who, "") in ("", gender):
                self.add(self.event(token, who, "pronoun"))
                return Meant(token, who, "subject of the same verb", False) if who >= 0 else None
        scores, last = self.rank(token, gender)
        if not scores:
            return None
        order = sorted(scores, key=lambda who: -scores[who])
        best = order[0]
        self.add(self.event(token, best, "pronoun"))
        if best < 0:
            return None
        unsure = len(order) > 1 and scores[order[1]] > 0.7 * scores[best]
        return Meant(token, best, self.reason(token, last[best], len(order) == 1), unsure)

    def rank(self, token: int, gender: str) -> tuple[dict[int, float], dict[int, Event]]:
        """A score for each who could be meant, and the last mention of each."""
        t = self.t
        sentence = t.sentence_of[token]
        barred = self.barred(token)
        speaker = self.speaker(token) if token in self.quoted else None
        near = self.clause_subject(token)
        # Whom a quotation speaks of is hardly the one who says it, and seldom the one the article goes on about.
        says = is_saying(t, token) or token - 1 in self.closing_marks
        said = None if token in self.quoted else 0.25 if says else 0.6
        best: dict[tuple[int, int], float] = defaultdict(float)
        last: dict[int, Event] = {}
        for event in self.candidates(token):
            known = self.genders.get(event.who, "")
            if event.who in barred or known not in ("", gender):
                continue
            back = abs(sentence - event.sentence)
            score = event.weight * _PER_SENTENCE**back
            if not known:
                # A list of given names may be wrong about this one: a doubt, not a bar.
                score *= {gender: 0.9, "": 0.6}.get(self.guessed.get(event.who, ""), 0.15)
            if event.who == speaker:
                score *= 0.3
            if said is not None and event.token in self.quoted:
                score *= said
            if event.token > token:
                score *= 0.7
            if not back and near is not None and event.who == near[0]:
                score *= 2.2 if near[1] else 1.5
            if back and t.deps[token] in ("nsubj", "nsubjpass") and event.subject:
                score *= 1.15
            if t.paragraph_of[event.token] != t.paragraph_of[token]:
                score *= 0.8
            # Of several mentions in one sentence the strongest counts: being named often is not being meant.
            best[event.who, back] = max(best[event.who, back], score)
            last.setdefault(event.who, event)
        scores: dict[int, float] = defaultdict(float)
        for (who, _), score in best.items():
            scores[who] += score
        return scores, last

    def candidates(self, token: int) -> list[Event]:
        """Mentions in the sentences before, and the subject after a pronoun in an opening clause."""
        sentence = self.t.sentence_of[token]
        found: list[Event] = []
        for event in reversed(self.events[-60:]):
            if sentence - event.sentence > _REACH:
                break
            found.append(event)
        if not any(event.sentence == sentence for event in found):
            found += [event for event in self.ahead(token) if event.subject]
        return found

    def ahead(self, token: int) -> list[Event]:
        """Subjects of the main clause, where the pronoun stands in a clause before it: "After he left, Ruiz …"."""
        t = self.t
        start, end = t.sentence(token)
        root = next((i for i in range(start, end) if t.heads[i] == i), token)
        if root < token:
            return []
        return [
            self.event(child, self.later[child], "name")
            for child in t.children[root]
            if child > token and t.deps[child] in ("nsubj", "nsubjpass") and child in self.later
        ]

    def barred(self, token: int) -> set[int]:
        """Who can't be meant: with an object the subject of its verb, with a subject the verb's object."""
        t = self.t
        dep = t.deps[token]
        if dep == "poss" or t.lower[token] in ("his", "hers") and dep != "dobj":
            owner = t.heads[token]
            return {who for who in [self.at.get(owner)] if who is not None}
        verb = t.heads[token]
        if dep == "pobj":
            verb = t.heads[verb]
        if t.pos[verb] not in ("VERB", "AUX"):
            return set()
        out = self.subjects_of(verb) if dep in ("dobj", "dative", "pobj", "iobj") else set()
        if dep in ("nsubj", "nsubjpass"):
            out |= {
                self.at[c] for c in t.children[verb] if c in self.at and t.deps[c] in ("dobj", "dative") and c < token
            }
        return out

    def subjects_of(self, verb: int) -> set[int]:
        """All who are the subject of a verb together: "Ruiz and Vale thanked"."""
        found: set[int] = set()
        waiting = [child for child in self.t.children[verb] if self.t.deps[child] in ("nsubj", "nsubjpass")]
        while waiting:
            token = waiting.pop()
            if token in self.at:
                found.add(self.at[token])
            waiting += [child for child in self.t.children[token] if self.t.deps[child] == "conj"]
        who = self.subject_of(verb)
        return found | ({who} if who is not None else set())

    def subject_of(self, verb: int) -> int | None:
        """Who is the subject of a verb, also where it is shared: "wants to", "came and"."""
        t = self.t
        for _ in range(4):
            for child in t.children[verb]:
                if t.deps[child] in ("nsubj", "nsubjpass"):
                    return self.at.get(child)
            if t.deps[verb] not in ("xcomp", "conj", "advcl", "pcomp", "prep", "aux"):
                return None
            verb = t.heads[verb]
        return None

    def clause_subject(self, token: int) -> tuple[int, bool] | None:
        """The subject of the nearest clause around a pronoun ("Ruiz said that he"), and whether it is one of saying."""
        t = self.t
        verb = t.heads[token]
        for _ in range(8):
            for child in t.children[verb]:
                if child != token and child < token and t.deps[child] in ("nsubj", "nsubjpass") and child in self.at:
                    return self.at[child], t.lemmas[verb] in SAY_VERBS and t.deps[token] == "nsubj"
            if t.heads[verb] == verb:
                return None
            verb = t.heads[verb]
        return None

    def own_subject(self, token: int) -> int | None:
        """The subject of the verb that a reflexive pronoun hangs on."""
        verb = self.t.heads[token]
        for _ in range(3):
            if self.t.pos[verb] in ("VERB", "AUX"):
                return self.subject_of(verb)
            verb = self.t.heads[verb]
        return None

    def speaker(self, token: int) -> int | None:
        """Who speaks the quotation that the pronoun stands in: so the paragraph says, or else the last who spoke."""
        line = self.t.paragraph_of[token]
        subject = self.speaking.get(line)
        if subject is None:
            return self.last_speaker
        return self.at.get(subject, self.later.get(subject, self.last_speaker))

    def reason(self, token: int, event: Event, only: bool) -> str:
        """Why, for the reader. Says "man" or "woman" nowhere: often only a given name told."""
        same = event.sentence == self.t.sentence_of[token]
        if event.token > token:
            return "subject of the clause that follows"
        if event.how == "pronoun":
            return "carried on from the pronoun before it"
        if event.subject and same:
            return "subject in the same sentence"
        if event.subject and event.sentence == self.t.sentence_of[token] - 1:
            return "subject of the sentence before"
        return "the only person in reach it fits" if only else "the nearest person it fits best"


def quoted_tokens(t: Tokens) -> set[int]:
    """The tokens inside quotations of at least five tokens, or of seven where no mark closes the quotation.

    Shorter ones are most often names and labels.
    """
    inside: set[int] = set()
    for (first, last), span in zip(t.quoted_ranges, t.quoted_spans, strict=True):
        if last - first >= (5 if span.closed else 7):
            inside.update(range(first, last))
    return inside


def speaking_subjects(t: Tokens, quoted: set[int]) -> dict[int, int]:
    """Number of each paragraph with a quotation to the subject of its first verb of saying outside of it."""
    found: dict[int, int] = {}
    lines = {t.paragraph_of[i] for i in quoted}
    for i, dep in enumerate(t.deps):
        if dep == "nsubj" and i not in quoted and t.paragraph_of[i] in lines and is_saying(t, i):
            found.setdefault(t.paragraph_of[i], i)
    return found


def is_saying(t: Tokens, token: int) -> bool:
    """True for the subject of a verb of saying."""
    return t.deps[token] == "nsubj" and t.lemmas[t.heads[token]] in SAY_VERBS
