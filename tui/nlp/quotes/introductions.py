"""The paragraph that introduces words set off below it, and whose words it says they are: "Ruiz wrote to parents:", "A
statement by the ministry:", "In her letter Ruiz had this to say:"."""

from __future__ import annotations

from typing import NamedTuple

from ..tokens import Tokens
from . import words
from .clause import cue_of
from .grammar import CLAUSAL, agent_of, phrase_kind, subject_of
from .speakers import Candidate, mention
from .verb_clauses import OBJECTS, speaker_of

AUTHORS = {"person", "he", "they", "own", "human", "org", "people", "propn", "name", "place"}
"""Kinds of phrases that may be the author of a text."""
POINTERS = {"this", "that", "these", "what", "following", "which", "here", "so"}
"""Words that point to what follows: "this is what she said"."""
ENDS = {":", ",", "—", "–", "―", "--"}
"""Marks with which a paragraph points to what follows it."""


WRITES = words.STRONG | words.WRITE
"""Verbs that may introduce what follows without a colon: "Ruiz replied on Sunday."."""


class Introduction(NamedTuple):
    """Who says what follows."""

    speaker: Candidate
    unsure: bool


def introduction_before(tokens: Tokens, token: int) -> Introduction | None:
    """The introduction in the last sentence of the paragraph before that of `token`; None if there is none."""
    number = tokens.paragraph_of[min(token, tokens.count - 1)]
    if number == 0:
        return None
    begin, end = _last_sentence(tokens, number - 1)
    if end <= begin:
        return None
    points = tokens.words[end - 1] in ENDS
    found = _by_verb(tokens, begin, end, points) or _by_text(tokens, begin, end, points)
    doubtful = not points
    if found is None and tokens.words[end - 1] == ":":
        found, doubtful = _by_subject(tokens, begin, end), True
    if found is None:
        return None
    head, verb = found
    kind = phrase_kind(tokens, head)
    cue = cue_of(tokens, verb) if verb is not None else None
    first, last = mention(tokens, head)
    if first >= last:
        return None
    return Introduction(Candidate(head, first, last, verb, "introduced", kind, cue), doubtful or kind == "pron")


def narrator_before(tokens: Tokens, token: int) -> Candidate | None:
    """The person whom the last sentence of the paragraph before that of `token` is about; None if it is about none."""
    number = tokens.paragraph_of[min(token, tokens.count - 1)]
    begin, end = _last_sentence(tokens, number - 1) if number else (0, 0)
    subject = _main_subject(tokens, end - 1) if begin < end else None
    if subject is None or not begin <= subject < end or phrase_kind(tokens, subject) not in ("person", "he"):
        return None
    return Candidate(subject, *mention(tokens, subject), None, "introduced", phrase_kind(tokens, subject))


def _last_sentence(tokens: Tokens, paragraph: int) -> tuple[int, int]:
    """The tokens of the last sentence of a paragraph, without white space at its end."""
    begin, end = tokens.paragraphs[paragraph]
    while end > begin and tokens.words[end - 1].isspace():
        end -= 1
    return (max(begin, tokens.sentence(end - 1)[0]), end) if begin < end else (begin, end)


def _by_verb(tokens: Tokens, begin: int, end: int, points: bool) -> tuple[int, int | None] | None:
    """The speaker by a reporting verb and that verb: of the main clause if it has one, else the last one."""
    verbs = [i for i in range(begin, end) if tokens.pos[i] == "VERB" and tokens.quoted[i] < 0]
    reporting = [i for i in verbs if tokens.lemmas[i] in words.SAY]
    main = [i for i in reporting if tokens.deps[i] == "ROOT"]
    for verb in [*main, *reversed(reporting)]:
        if not points and (verb not in main or tokens.lemmas[verb] not in WRITES or _has_content(tokens, verb)):
            continue
        speaker = agent_of(tokens, verb)
        if speaker is None:
            speaker = speaker_of(tokens, verb)
        if speaker is not None and tokens.lower[speaker] in POINTERS:
            speaker = _main_subject(tokens, verb)
        if speaker is not None and begin <= speaker < end and tokens.lower[speaker] not in POINTERS:
            return author_of(tokens, speaker), verb
    return None


def _has_content(tokens: Tokens, verb: int) -> bool:
    return any(tokens.deps[child] in CLAUSAL | OBJECTS for child in tokens.children[verb])


def _main_subject(tokens: Tokens, verb: int) -> int | None:
    """The subject of the main verb above: *she* in "She had this to say"."""
    return subject_of(tokens, _main_verb(tokens, verb))


def _main_verb(tokens: Tokens, i: int) -> int:
    while tokens.heads[i] != i:
        i = tokens.heads[i]
    return i


def _by_text(tokens: Tokens, begin: int, end: int, points: bool) -> tuple[int, int | None] | None:
    """The author of the letter, statement or post that the sentence names."""
    for i in range(begin, end):
        if tokens.lower[i] == "according":
            to = next((child for child in tokens.children[i] if tokens.lower[child] == "to"), i)
            source = next((child for child in tokens.children[to] if tokens.deps[child] == "pobj"), None)
            if source is not None:
                return author_of(tokens, source), None
    for text in range(begin, end):
        if tokens.pos[text] not in ("NOUN", "PROPN") or tokens.lemmas[text] not in words.TEXTS:
            continue
        author = author_of(tokens, text)
        if author != text and points:
            return author, None
        if not points and tokens.lemmas[_main_verb(tokens, text)] not in words.WRITE:
            continue
        main = _main_subject(tokens, text)
        if main is not None and main != text and begin <= main < end and _may_write(tokens, main):
            return main, None
    return None


def _by_subject(tokens: Tokens, begin: int, end: int) -> tuple[int, int | None] | None:
    """The person or organisation that is the subject of the sentence before a colon, whatever it does."""
    subject = _main_subject(tokens, end - 1)
    if subject is None or not begin <= subject < end or tokens.lower[subject] in POINTERS:
        return None
    return (subject, None) if phrase_kind(tokens, subject) in ("person", "he", "human", "org", "propn") else None


def _may_write(tokens: Tokens, i: int) -> bool:
    """True for people and organisations; a report or a letter does not write."""
    kind = phrase_kind(tokens, i)
    if kind == "noun":
        named = any(tokens.deps[child] == "appos" and tokens.labels[child] == "PERSON" for child in tokens.children[i])
        return named or tokens.lemmas[i] in words.ABLE_TO_SPEAK
    return kind in AUTHORS or (kind == "text" and tokens.lemmas[i] not in words.TEXTS)


def author_of(tokens: Tokens, text: int) -> int:
    """Who wrote a text: *Ruiz* in "Ruiz's letter", "a statement by Ruiz", "the ruling, written by Ruiz". The text
    itself if its phrase names nobody."""
    if tokens.lemmas[text] not in words.TEXTS:
        return text
    children = tokens.children[text]
    owner = next((child for child in children if tokens.deps[child] == "poss"), None)
    if owner is not None and _may_write(tokens, owner):
        return owner
    for i in range(tokens.left[text], tokens.right[text] + 1):
        if tokens.lower[i] not in ("by", "from", "of") or tokens.deps[i] not in ("prep", "agent"):
            continue
        governor = tokens.heads[i]
        if tokens.pos[governor] == "VERB" and tokens.lemmas[governor] not in words.WRITE:
            continue  # a letter obtained by the newspaper
        author = next((child for child in tokens.children[i] if tokens.deps[child] == "pobj"), None)
        if author is not None and _may_write(tokens, author):
            return author
    for child in children:
        if tokens.deps[child] == "relcl" and tokens.lemmas[child] in words.WRITE:
            subject = subject_of(tokens, child)
            if subject is not None and _may_write(tokens, subject):
                return subject
    return text
