"""Resolves "he", "she", "his", "her" and "him" to the people they mean.

Each candidate is ranked by how much the last sentences were about him or her: a subject counts most, and each sentence
further back counts about half. A resolved pronoun is itself a mention of that person, which keeps a story about one
person together. Grammar rules some out: "him" is not the subject of its own verb, "himself" is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..tokens import Tokens
from .described_people import ResolvedDescription
from .description import noun_gender
from .kind_votes import name_head
from .name_words import SAY_VERBS
from .openings import is_introduced
from .quoted_speech import is_saying, quoted_tokens, speaking_subjects
from .referents import Referent

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
THEY = frozenset(("they", "them", "their", "theirs", "themself"))
_ONE_THEY = frozenset(("nonbinary", "non-binary", "genderqueer", "they/them"))
"""Words that say that somebody goes by "they"."""
_REFLEXIVE = frozenset(("himself", "herself"))
_BELOW = frozenset(("ccomp", "xcomp", "dobj", "dative", "prep", "attr", "acomp", "oprd"))
"""Relations of what a verb governs together with its subject."""
_BESIDE = frozenset(("relcl", "advcl", "acl", "parataxis"))
"""Relations of clauses in which somebody is often named anew."""
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
_INTRODUCED = 0.95
"""The weight of somebody whom a paragraph introduces: "For Ruiz the bridge comes too late"."""
_PER_SENTENCE = 0.5
"""Factor for each sentence further back."""
_REACH = 6
"""The largest number of sentences back to the last mention of a candidate."""
_GUESSED = 0.9
"""Factor for somebody whose given name alone fits the gender."""
_UNKNOWN = 0.6
"""Factor for somebody whose gender nothing tells."""
_CARRIED_ON = 1.3
"""Factor for the pronoun that is the subject of the sentence before."""
_SPOKEN_OF = 0.6
"""Factor for whom “he” means in the quotation right before a "he said"."""
_RIVAL = 0.7
"""Share of the best score from which the second person makes a pronoun unsure."""
_NEAR_RIVAL = 0.5
"""The same for the object of the best one's own verb ("Ann met Sue. She …"), and where only the second has a given name
of that gender."""


class PersonMention(NamedTuple):
    """One mention of a person, for the ranking."""

    token: int
    who: int
    """Number of the referent; negative for somebody without a name."""
    weight: float
    """From 0 to 1: how central the mention is to its sentence."""
    sentence: int
    subject: bool
    source: str
    """"name", "pronoun", "description" or "unnamed"."""


class ResolvedPronoun(NamedTuple):
    """Who a pronoun means."""

    token: int
    referent: int
    reason: str
    unsure: bool


def find_pronouns(
    t: Tokens, referents: Sequence[Referent], descriptions: Mapping[int, ResolvedDescription]
) -> tuple[list[ResolvedPronoun], list[ResolvedPronoun]]:
    """The pronouns, and the relative "who" and "whom", that mean one of the referents."""
    people = {number: referent.person for number, referent in enumerate(referents) if referent.person}
    stated = {number: person.stated_gender() for number, person in people.items()}
    guessed = {number: person.gender() for number, person in people.items() if not stated[number]}
    first, _ = PronounResolver(t, referents, descriptions, stated, guessed).run()
    learned = dict(stated)
    for number in guessed:
        # Pronouns that were resolved for other reasons say more than a list of given names.
        votes = [
            t.lower[resolved.token] in HE for resolved in first if resolved.referent == number and not resolved.unsure
        ]
        if votes and 3 * max(sum(votes), len(votes) - sum(votes)) > 2 * len(votes):
            learned[number] = "m" if sum(votes) * 2 > len(votes) else "f"
    return PronounResolver(t, referents, descriptions, learned, guessed).run()


class PronounResolver:
    """Resolves the pronouns of one text from left to right."""

    def __init__(
        self,
        t: Tokens,
        referents: Sequence[Referent],
        descriptions: Mapping[int, ResolvedDescription],
        genders: Mapping[int, str],
        guessed: Mapping[int, str],
    ) -> None:
        self.t = t
        self.genders = dict(genders)
        self.guessed = guessed
        self.past: list[PersonMention] = []
        self.at: dict[int, int] = {}
        """Token to the person mentioned there."""
        self.namesakes: dict[int, list[int]] = {}
        """By the token of a surname that several people share: the others who may be meant."""
        self.doubtful: set[int] = set()
        """The pronouns and shared surnames whose person is unsure."""
        self.doubtful_subjects: dict[str, int] = {}  # by gender, the last of them that is the subject of a main clause
        self.all = self.collect(referents, descriptions)
        self.later = {mention.token: mention.who for mention in self.all if mention.source == "name"}
        """Token to referent of every name, including those still to come."""
        self.quoted = quoted_tokens(t)
        self.closing_marks = {
            last for (_, last), span in zip(t.quoted_ranges, t.quoted_spans, strict=True) if span.closed
        }
        self.speaking = speaking_subjects(t, self.quoted)
        self.last_speaker: int | None = None
        self.plain_they = self.called_they()

    def collect(
        self, referents: Sequence[Referent], descriptions: Mapping[int, ResolvedDescription]
    ) -> list[PersonMention]:
        """All names and descriptions of people, in order."""
        found: dict[int, PersonMention] = {}
        by_surname: defaultdict[str, list[int]] = defaultdict(list)
        for number, referent in enumerate(referents):
            if referent.person:
                by_surname[referent.person.words[-1]].append(number)
        for number, referent in enumerate(referents):
            if referent.label == "PERSON":
                for name in referent.names:
                    head = name_head(self.t, name)
                    found[head] = self.mention_at(head, number, "name")
                    if referent.person and name.left in referent.unsure:
                        self.namesakes[head] = [n for n in by_surname[referent.person.words[-1]] if n != number]
                        self.doubtful.add(head)
        for token, described in descriptions.items():
            holder = described.referent
            if token in found or self.t.deps[token] in ("appos", "attr", "compound") and holder is not None:
                continue
            if holder is None:
                number = -token - 1
                self.genders[number] = noun_gender(self.t, token)
                mention = self.mention_at(token, number, "unnamed")
                found[token] = mention._replace(weight=mention.weight * 0.5)
            else:
                found[token] = self.mention_at(token, holder, "description")
        return sorted(found.values())

    def mention_at(self, token: int, who: int, source: str) -> PersonMention:
        weight, subject = self.weight(token)
        return PersonMention(token, who, weight, self.t.sentence_of[token], subject, source)

    def weight(self, token: int) -> tuple[float, bool]:
        """How central a mention at `token` is to its sentence (0 to 1), and whether it is a subject."""
        t, seen = self.t, 0
        while t.deps[token] in ("conj", "appos") and seen < 4:
            token = t.heads[token]
            seen += 1
        weight = _ROLE_WEIGHT.get(t.deps[token], 0.4) * 0.9**seen
        subject = t.deps[token] in ("nsubj", "nsubjpass")
        if t.deps[token] == "pobj" and t.lower[t.heads[t.heads[token]]] == "according":
            weight = 0.8
        elif is_introduced(t, token):
            return _INTRODUCED * 0.9**seen, True
        return weight, subject

    def run(self) -> tuple[list[ResolvedPronoun], list[ResolvedPronoun]]:
        """The pronouns, and the relative pronouns, that mean one of the referents."""
        found: list[ResolvedPronoun] = []
        relatives: list[ResolvedPronoun] = []
        waiting = iter(self.all)
        following = next(waiting, None)
        for token, low in enumerate(self.t.lower):
            while following is not None and following.token <= token:
                self.add(following)
                following = next(waiting, None)
            if low in HE or low in SHE:
                resolved = self.resolve(token, "m" if low in HE else "f")
                if resolved is not None:
                    found.append(resolved)
            elif low in THEY and self.plain_they:
                resolved = self.one_they(token)
                if resolved is not None:
                    found.append(resolved)
            elif low in _WHO:
                who = self.antecedent(token)
                if who is not None:
                    self.add(self.mention_at(token, who, "pronoun"))
                    if who >= 0:
                        relatives.append(ResolvedPronoun(token, who, "named right before it", False))
        return found, relatives

    def called_they(self) -> set[int]:
        """The people who go by "they": those named in a sentence that says so."""
        t = self.t
        said = {t.sentence_of[i] for i, low in enumerate(t.lower) if low in _ONE_THEY}
        said |= {
            t.sentence_of[i]
            for i, low in enumerate(t.lower)
            if low == "binary" and i > 1 and t.lower[i - 2 : i] == ["non", "-"]
        }
        return {mention.who for mention in self.all if mention.source == "name" and mention.sentence in said}

    def one_they(self, token: int) -> ResolvedPronoun | None:
        """The person who goes by "they", unless somebody else has been a subject since. Always unsure."""
        for mention in reversed(self.past[-20:]):
            if self.t.sentence_of[token] - mention.sentence > 2:
                return None
            if mention.who in self.plain_they:
                self.add(self.mention_at(token, mention.who, "pronoun"))
                return ResolvedPronoun(token, mention.who, "goes by “they” in the article", True)
            if mention.subject:
                return None
        return None

    def add(self, mention: PersonMention) -> None:
        self.past.append(mention)
        self.at[mention.token] = mention.who
        if mention.subject and mention.token not in self.quoted and is_saying(self.t, mention.token):
            self.last_speaker = mention.who

    def antecedent(self, token: int) -> int | None:
        """The person that a relative "who" refers to."""
        verb = token
        for _ in range(4):
            verb = self.t.heads[verb]
            if self.t.deps[verb] == "relcl":
                return self.at.get(self.t.heads[verb])
        return None

    def resolve(self, token: int, gender: str) -> ResolvedPronoun | None:
        """The person that the pronoun at `token` means; None for somebody without a name, or nobody in reach."""
        t = self.t
        if t.lower[token] in _REFLEXIVE:
            who = self.own_subject(token)
            if who is not None and self.genders.get(who, "") in ("", gender):
                self.add(self.mention_at(token, who, "pronoun"))
                return ResolvedPronoun(token, who, "subject of the same verb", False) if who >= 0 else None
        scores, last = self.rank(token, gender)
        if not scores:
            return None
        best, *others = sorted(scores, key=lambda who: -scores[who])
        self.add(self.mention_at(token, best, "pronoun"))
        if best < 0:
            return None
        unsure = bool(others) and scores[others[0]] > self.rivalry(best, others[0], gender, last) * scores[best]
        # A person carried on from a pronoun that could be somebody else is no surer than that pronoun.
        unsure = unsure or last[best].token in self.doubtful or self.at.get(last[best].token, best) != best
        # Nor is one that goes on with the main subject before it rather than with somebody named inside that sentence.
        before, is_main = self.doubtful_subjects.get(gender), self.is_main(token)
        goes_on = is_main and before is not None and t.sentence_of[token] - t.sentence_of[before] < 2
        unsure = unsure or goes_on and not self.is_main(last[best].token)
        if unsure:
            self.doubtful.add(token)
            if is_main:
                self.doubtful_subjects[gender] = token
        return ResolvedPronoun(token, best, self.reason(token, last[best], not others), unsure)

    def rivalry(self, best: int, second: int, gender: str, last: Mapping[int, PersonMention]) -> float:
        """The share of the best score from which the second person makes a pronoun unsure."""
        if self.is_object_of(last[second].token, best):
            # An unknown given name lowers the score, and is no reason to be surer.
            return _NEAR_RIVAL * (1 if self.likely_gender(second) else _UNKNOWN / _GUESSED)
        fits = [gender in (self.genders.get(who), self.guessed.get(who)) for who in (best, second)]
        return _NEAR_RIVAL if fits == [False, True] else _RIVAL

    def is_object_of(self, token: int, who: int) -> bool:
        """True if the person is the subject of the verb that governs an object: *Ruiz* met Lund, spoke to Lund."""
        t = self.t
        verb = t.heads[t.heads[token]] if t.deps[token] == "pobj" else t.heads[token]
        return t.deps[token] in ("dobj", "dative", "pobj") and t.pos[verb] == "VERB" and who in self.subjects_of(verb)

    def rank(self, token: int, gender: str) -> tuple[dict[int, float], dict[int, PersonMention]]:
        """A score for each candidate, and the last mention of each."""
        t = self.t
        sentence = t.sentence_of[token]
        barred = self.barred(token)
        speaker = self.speaker(token) if token in self.quoted else None
        near = self.clause_subject(token)
        # Somebody mentioned in a quotation is hardly its speaker, and the article seldom goes on about them.
        says = is_saying(t, token) or token - 1 in self.closing_marks
        said = None if token in self.quoted else 0.25 if says else 0.6
        spoken_of = self.spoken_of(token) if says else set()
        best: dict[tuple[int, int], float] = defaultdict(float)
        last: dict[int, PersonMention] = {}
        for mention in self.candidates(token):
            mention = self.as_namesake(mention, gender)
            known = self.genders.get(mention.who, "")
            if mention.who in barred or known not in ("", gender):
                continue
            back = abs(sentence - mention.sentence)
            score = mention.weight * _PER_SENTENCE**back
            if not known:
                # The list of given names may be wrong about this one, so this only lowers the score.
                score *= {gender: _GUESSED, "": _UNKNOWN}.get(self.guessed.get(mention.who, ""), 0.15)
            if mention.who == speaker:
                score *= 0.3
            if said is not None and mention.token in self.quoted:
                # The “he” that the words are about tells nothing about who says them: “He is tired,” he said.
                score *= 0.05 if says and mention.source == "pronoun" else said
            if mention.token > token:
                score *= 0.7
            if not back and near is not None and mention.who == near[0]:
                score *= 2.2 if near[1] else 1.5
            if back and t.deps[token] in ("nsubj", "nsubjpass") and mention.subject:
                score *= 1.15
                # An article that goes on with a pronoun goes on about the same person.
                score *= _CARRIED_ON if back == 1 and mention.source == "pronoun" and self.is_main(mention.token) else 1
            if t.paragraph_of[mention.token] != t.paragraph_of[token]:
                score *= 0.8
            # Of several mentions in one sentence only the strongest counts.
            best[mention.who, back] = max(best[mention.who, back], score)
            last.setdefault(mention.who, mention)
        scores: dict[int, float] = defaultdict(float)
        for (who, _), score in best.items():
            scores[who] += score * (_SPOKEN_OF if who in spoken_of else 1)
        return scores, last

    def spoken_of(self, token: int) -> set[int]:
        """The people that a pronoun surely means in the quotation right before the pronoun at `token`."""
        mark = next((i for i in (token - 1, token - 2) if i in self.closing_marks), None)
        number = -1 if mark is None else self.t.quoted[mark - 1]
        return {
            mention.who
            for mention in self.past[-20:]
            if mention.source == "pronoun"
            and mention.token not in self.doubtful
            and self.t.quoted[mention.token] == number >= 0
        }

    def as_namesake(self, mention: PersonMention, gender: str) -> PersonMention:
        """The mention; a surname that means somebody of the other gender is that of a person who shares it."""
        if self.genders.get(mention.who, "") in ("", gender):
            return mention
        alike = self.namesakes.get(mention.token, ())
        return mention._replace(who=next((who for who in alike if self.likely_gender(who) == gender), mention.who))

    def likely_gender(self, who: int) -> str:
        """ "m" or "f" by the article, or else by the given name; "" if nothing tells."""
        return self.genders.get(who) or self.guessed.get(who, "")

    def candidates(self, token: int) -> list[PersonMention]:
        """The mentions in the sentences before, and the subject after a pronoun in an opening clause."""
        sentence = self.t.sentence_of[token]
        found: list[PersonMention] = []
        for mention in reversed(self.past[-60:]):
            if sentence - mention.sentence > _REACH:
                break
            found.append(mention)
        if not any(mention.sentence == sentence for mention in found):
            found += [mention for mention in self.ahead(token) if mention.subject]
        return found

    def ahead(self, token: int) -> list[PersonMention]:
        """The subjects of the main clause, if the pronoun is in a clause before it: "After he left, Ruiz …"."""
        t = self.t
        start, end = t.sentence(token)
        root = next((i for i in range(start, end) if t.heads[i] == i), token)
        if root < token:
            return []
        return [
            self.mention_at(child, self.later[child], "name")
            for child in t.children[root]
            if child > token and t.deps[child] in ("nsubj", "nsubjpass") and child in self.later
        ]

    def barred(self, token: int) -> set[int]:
        """Whom grammar rules out: for an object the subject of its verb, for a subject the verb's object."""
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
            out |= self.named_below(verb, token)
        return out

    def named_below(self, verb: int, pronoun: int) -> set[int]:
        """Everybody named in what the verb of a pronoun governs, up to the clause it reports: in "she said that Ruiz
        lost" and "she met Ruiz", she is not Ruiz."""
        t, found = self.t, set()
        waiting = [(child, 0) for child in t.children[verb] if child > pronoun and t.deps[child] in _BELOW]
        while waiting:
            token, clauses = waiting.pop()
            clauses += t.deps[token] == "ccomp"
            if clauses > 1 or t.deps[token] in _BESIDE or t.quoted[token] != t.quoted[pronoun]:
                continue
            if token in self.later and token not in self.quoted:
                found.add(self.later[token])
            waiting += [(child, clauses) for child in t.children[token]]
        return found

    def subjects_of(self, verb: int) -> set[int]:
        """All people who are the subject of a verb together: "Ruiz and Vale thanked"."""
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
        """The person who is the subject of a verb, even if it is shared: "wants to", "came and"."""
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
        """The subject of the nearest clause around a pronoun ("Ruiz said that he"), and whether it speaks."""
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
        """The subject of the verb that governs a reflexive pronoun."""
        verb = self.t.heads[token]
        for _ in range(3):
            if self.t.pos[verb] in ("VERB", "AUX"):
                return self.subject_of(verb)
            verb = self.t.heads[verb]
        return None

    def speaker(self, token: int) -> int | None:
        """The speaker of the quotation around a pronoun: from its paragraph, or else the last speaker."""
        line = self.t.paragraph_of[token]
        subject = self.speaking.get(line)
        if subject is None:
            return self.last_speaker
        return self.at.get(subject, self.later.get(subject, self.last_speaker))

    def is_main(self, token: int) -> bool:
        """True for a subject of the main clause of its sentence, or of one joined to it."""
        t = self.t
        while t.deps[token] in ("conj", "appos", "nsubj", "nsubjpass") and t.heads[token] != token:
            token = t.heads[token]
        return t.heads[token] == token

    def reason(self, token: int, mention: PersonMention, only: bool) -> str:
        """Why, for the reader. It never says "man" or "woman", since often only a given name suggests it."""
        same = mention.sentence == self.t.sentence_of[token]
        if mention.token > token:
            return "subject of the clause that follows"
        if mention.source == "pronoun":
            return "carried on from the pronoun before it"
        if mention.subject and same:
            return "subject in the same sentence"
        if mention.subject and mention.sentence == self.t.sentence_of[token] - 1:
            return "subject of the sentence before" if self.is_main(mention.token) else "subject in the sentence before"
        return "the only person nearby whom it fits" if only else "the nearest person whom it fits best"
