"""One reporting clause: a cue with its speaker, its content and the features that the table of weights knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..tokens import Tokens
from . import words
from .grammar import TIMES, TokenRange, agent_of, is_addressee, phrase_kind

SUBSTITUTES = {"what", "which", "who", "whom", "that", "how", "why"}
"""Words that stand for a content, if they stand alone."""
SILENCE = {"nothing", "little", "more"}
"""Objects of a verb of speech when somebody says nothing: "declined to say more"."""
PRONOUNS = {"it", "this", "him", "her", "them", "us", "me", "you"}
"""Words for what somebody speaks about."""
ELSEWHERE = {"dobj+in", "dobj+on", "dobj+to", "dobj+from", "dobj+with", "dobj+at"}
"""Relations with which a pronoun and a preposition tell where or to whom somebody speaks: "mentioned it to her"."""
BRIEF = 4
"""Words that a mere expression of time has fewer than."""
AUXILIARY = {"aux", "auxpass", "neg", "advmod", "prt"}


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
    is_report: bool
    """Whether the cue is a known word of reporting, and not one that only the table of weights treats as one."""
    score: float = 0.0
    """The sum of the features' weights. Above zero, it is more likely than not that something is reported."""
    ended: bool = False
    """Whether the content was ended before words that are surely the reporter's or another statement."""

    @property
    def grade(self) -> str:
        """How likely the clause is to report something, in words."""
        if self.score > 0:
            return "sure" if self.score > 1 else "likely"
        return "possible" if self.score > -1 else "none"


def make_clause(
    tokens: Tokens, cue_word: int, speaker: int | None, content: list[TokenRange], relation: str
) -> Iterator[Clause]:
    """The clause with its features; nothing if there is no content."""
    if speaker is not None and not tokens.words[speaker].strip():
        speaker = None  # a line break that the parser takes for a noun
    if content and not _lacks_content(tokens, cue_word, content, relation):
        features = _features(tokens, cue_word, speaker, content, relation)
        if any(is_addressee(tokens, child) for child in tokens.children[cue_word]):
            speaker = agent_of(tokens, cue_word)
            if speaker is None and relation == "xcomp":
                return  # "was asked to wait" tells what somebody did, not what was said
        yield Clause(
            cue_word, cue_of(tokens, cue_word), speaker, content, relation, features, _is_report(tokens, cue_word)
        )


def _lacks_content(tokens: Tokens, cue_word: int, content: Sequence[TokenRange], relation: str) -> bool:
    """True for "said nothing", "asked for anonymity", "spoke of it", "repeated it on the radio", and for the "what" of
    "what we know"."""
    if relation in ELSEWHERE and tokens.lower[content[0][0]] in PRONOUNS and tokens.deps[content[0][0]] == "dobj":
        return True
    inside = [i for first, last in content for i in range(first, last)]
    if relation.startswith("dobj") and _is_time(tokens, inside):
        return True
    said = [tokens.lower[i] for i in inside]
    if _tells_nothing_more(tokens, inside):
        return True
    if len(said) != 1:
        return False
    if said[0] in SUBSTITUTES or said[0] == "anonymity":
        return True
    if said[0] in PRONOUNS and relation.startswith(("dobj", "prep ")):
        return True
    return said[0] in SILENCE and tokens.lemmas[cue_word] in words.SAY


def _tells_nothing_more(tokens: Tokens, inside: Sequence[int]) -> bool:
    """True for "said *he told them*", before the words themselves."""
    verbs = [i for i in inside if tokens.lemmas[i] in words.ADDRESSEE_VERBS]
    return len(verbs) == 1 < len(inside) and all(i in verbs or tokens.pos[i] in ("AUX", "PRON") for i in inside)


def _is_time(tokens: Tokens, inside: Sequence[int]) -> bool:
    """True for "Tuesday" and "this last fall": when somebody spoke, and no words of theirs."""
    if all(tokens.labels[i] in TIMES for i in inside):
        return True
    spoken_of = ("this", "that", "last", "next", "every", "each")
    return tokens.lemmas[inside[-1]] in words.SEASONS and tokens.lower[inside[0]] in spoken_of and len(inside) < BRIEF


QUESTION = {"ask", "press", "question", "quiz"}
"""Verbs whose "about" tells what a question was about."""


def is_about(tokens: Tokens, clause: Clause) -> bool:
    """True for a clause that tells what somebody spoke about and not what was said of it: "praised the plan",
    "criticism of the teachers", "asked Ruiz about it", "protested against it"."""
    form, _, completion = clause.relation.partition("+")
    lemma = tokens.lemmas[clause.cue_word]
    if form == "dobj" and (completion in ("", "against", "in", "on", "to", "from", "with") or _goes_on(tokens, clause)):
        return lemma in words.ABOUT
    if form == "dobj" and completion == "about":
        return lemma in QUESTION
    if form == "prep against":
        return lemma == "protest"
    return form == "prep about" or form.startswith("noun ") and form not in ("noun acl", "noun ccomp", "noun for")


def _goes_on(tokens: Tokens, clause: Clause) -> bool:
    """True for "they *continue to* scold him for the delay", which tells of a habit and not of one statement."""
    cue = clause.cue_word
    return tokens.deps[cue] == "xcomp" and tokens.lemmas[tokens.heads[cue]] in ("continue", "keep")


def _is_report(tokens: Tokens, cue_word: int) -> bool:
    """True for a reporting verb or noun, "according to", and the colon after a name."""
    if tokens.pos[cue_word] in ("VERB", "AUX", "NOUN", "ADJ"):
        return tokens.lemmas[cue_word] in words.REPORTING or tokens.lower[cue_word] == "according"
    return True


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
