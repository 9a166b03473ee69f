"""Reporting clauses whose cue is a verb: "said that …", "called for …", "…, the mayor admits, …"."""

from __future__ import annotations

from collections.abc import Iterator

from ..tokens import Tokens
from . import words
from .addressees import hears_clause, told_clause
from .adjuncts import after_occasion, with_adjuncts
from .clause import Clause, make_clause
from .content import (
    before_occasion,
    before_participle,
    from_to,
    is_another_sentence,
    joined_objects,
    object_of,
    subtree,
    trimmed,
    without,
)
from .grammar import (
    CLAUSAL,
    SUBJECTS,
    TIMES,
    TokenRange,
    agent_of,
    antecedent,
    has_subject,
    is_nobody,
    is_told,
    phrase_kind,
    subject_of,
    that_clause,
)
from .wordless_verbs import is_before_colon, reports_nothing

OBJECTS = {"dobj", "oprd", "attr"}
DURATIONS = {"minute", "hour", "day", "week", "month", "year", "time", "while"}


def clauses_of_verb(tokens: Tokens, verb: int) -> Iterator[Clause]:
    if reports_nothing(tokens, verb):
        return
    speaker = speaker_of(tokens, verb)
    if speaker is not None and (is_nobody(tokens, speaker) or is_before_colon(tokens, speaker, verb)):
        return
    children = tokens.children[verb]
    clausal = _without_aside(tokens, verb, [child for child in _clauses_below(tokens, verb) if child != speaker])
    objects = [child for child in children if tokens.deps[child] in OBJECTS]
    passive = next((child for child in children if tokens.deps[child] == "nsubjpass"), None)
    if tokens.deps[verb] == "advcl" and not clausal and _begins_with_as(tokens, verb):
        content = without(tokens, tokens.heads[verb], verb)
        by_pronoun = speaker is not None and tokens.pos[speaker] == "PRON"
        if by_pronoun and any(tokens.deps[child] == "dobj" and tokens.lower[child] == "it" for child in children):
            # "Ruiz found it, as she put it, “cold”": only the words in quotation marks are hers.
            content = [part for first, last in content for part in _quoted_parts(tokens, first, last)] or content
        yield from make_clause(tokens, verb, speaker, content, "as")
    elif (inserted := _inserted(tokens, verb)) is not None:
        said_by, content = inserted
        whole = with_adjuncts(tokens, verb, tokens.heads[verb], after_occasion(tokens, verb, content))
        yield from make_clause(tokens, verb, said_by, whole, "inserted")
    elif len(clausal) == 2 and _is_divided(tokens, verb, *clausal):
        divided = subtree(tokens, clausal[0]) + subtree(tokens, clausal[1])
        yield from make_clause(tokens, verb, speaker, divided, "inserted")
    elif clausal and (told := _made_clear(tokens, verb, clausal[0])) is not None:
        for clause in make_clause(tokens, verb, speaker, subtree(tokens, told), "made clear"):
            clause.cue = (clause.cue[0], clausal[0] + 1)
            yield clause
    elif clausal and (_is_heard_in_court(tokens, verb) or is_told(tokens, verb)):
        yield from make_clause(tokens, verb, None, subtree(tokens, clausal[0]), "heard")
    elif clausal:
        yield from _of_clausal_verb(tokens, verb, speaker, clausal, objects)
    elif (told := told_clause(tokens, verb, objects)) is not None:
        yield from make_clause(tokens, verb, speaker, subtree(tokens, told), "ccomp")
    elif passive is not None and (accused := _charge(tokens, verb)) is not None:
        charges = trimmed(tokens, tokens.left[accused], tokens.right[tokens.heads[accused]] + 1)
        yield from make_clause(tokens, verb, agent_of(tokens, verb), charges, "passive charge")
    elif passive is not None and tokens.lemmas[verb] in words.NAMING and agent_of(tokens, verb) is None:
        return  # "is known for", "was called": nobody is named who knows or calls
    elif passive is not None and tokens.quoted[passive] < 0:
        content = subtree(tokens, passive)
        yield from make_clause(tokens, verb, agent_of(tokens, verb), content, "passive")
    elif objects and not _is_object_addressee(tokens, verb, objects[0]):
        yield from _of_transitive_verb(tokens, verb, speaker, objects[0])
    else:
        yield from _of_prepositional_verb(tokens, verb, speaker)


def _clauses_below(tokens: Tokens, verb: int) -> list[int]:
    """The clauses that a verb governs and that belong to its own sentence."""
    return [
        child
        for child in tokens.children[verb]
        if tokens.deps[child] in CLAUSAL
        and not is_another_sentence(tokens, child, verb)
        and not _has_what_before(tokens, child, verb)
    ]


def _without_aside(tokens: Tokens, verb: int, clausal: list[int]) -> list[int]:
    """The clauses of a verb with an object and an infinitive, without the aside before them: "Just yesterday, *can you
    believe it*, he urged us to leave"."""
    objects = any(tokens.deps[child] == "dobj" and child > verb for child in tokens.children[verb])
    infinitive = next((child for child in clausal if tokens.deps[child] == "xcomp" and child > verb), None)
    if not objects or infinitive is None or tokens.words[tokens.left[infinitive] - 1] == ",":
        return clausal
    return [child for child in clausal if child > verb or tokens.quoted[child] >= 0]


def _is_divided(tokens: Tokens, verb: int, begin: int, rest: int) -> bool:
    """True for the two parts of the content in "*He wanted*, he told them, *to leave*"; not for words in quotation
    marks and what the reporter adds to them: "“I quit,” he told them, to boos"."""
    subject = next((child for child in tokens.children[verb] if tokens.deps[child] in SUBJECTS), verb)
    alike = (tokens.quoted[begin] < 0) == (tokens.quoted[rest] < 0)
    set_off = tokens.deps[rest] == "xcomp" and tokens.words[tokens.left[rest] - 1] == ","
    return alike and set_off and begin < subject <= verb < rest


def _made_clear(tokens: Tokens, verb: int, adjective: int) -> int | None:
    """The verb of what somebody "made clear" or "made it plain"."""
    if tokens.lemmas[verb] != "make" or tokens.lower[adjective] not in words.MADE_CLEAR or adjective < verb:
        return None
    complements = ("ccomp", "advcl", "xcomp")
    return next((i for i in tokens.children[adjective] if i > adjective and tokens.deps[i] in complements), None)


def _inserted(tokens: Tokens, verb: int) -> tuple[int | None, list[TokenRange]] | None:
    """The speaker and the content of a clause between commas: "The bridge, *the governor* admits, will close"."""
    children = tokens.children[verb]
    subjects = [child for child in children if tokens.deps[child] in ("nsubj", "nsubjpass") and child < verb]
    clausal = [child for child in children if tokens.deps[child] in CLAUSAL]
    joined = (i for i in children if i > verb and tokens.deps[i] == "conj" and tokens.words[tokens.left[i] - 1] == ",")
    rest = clausal[0] if clausal else next(joined, verb)
    if len(subjects) == 2 and tokens.words[tokens.left[subjects[1]] - 1] == ",":
        # The parser regards both "the bridge" and "the governor" as the subject of "admits".
        if rest > verb:
            return subjects[1], subtree(tokens, subjects[0]) + subtree(tokens, rest)
        if tokens.deps[verb] == "parataxis":
            return subjects[1], subtree(tokens, subjects[0]) + without(tokens, tokens.heads[verb], verb)
    if (aside := _in_brackets(tokens, verb)) is not None:
        return speaker_of(tokens, verb), aside
    main = tokens.heads[verb]
    late = next((i for i in children if i > verb and tokens.deps[i] == "nsubj"), None)
    if late is not None and subjects and tokens.words[verb - 1] == ",":
        # "The answer, says *the biologist*, lies in the mud": both nouns are subjects of "says".
        after = subtree(tokens, clausal[0]) if clausal else without(tokens, main, verb) if main != verb else []
        return late, subtree(tokens, subjects[0]) + after
    if tokens.deps[verb] == "appos" and tokens.tags[verb] in ("VBZ", "VBP", "VBD"):
        return _inserted_as_apposition(tokens, verb)
    if tokens.deps[verb] != "parataxis" or clausal:
        return None
    if _is_all_quoted(tokens, main, verb):
        return (speaker_of(tokens, verb), _around(tokens, main, verb)) if _has_half_before(tokens, main, verb) else None
    around = _around(tokens, main, verb)
    beside = verb - 1
    if tokens.deps[beside] == "appos" and tokens.heads[beside] in subjects:
        # "Her sister, Anna Lund said, will stand": the parser mistakes the speaker for the sister.
        return beside, trimmed(tokens, tokens.left[subjects[0]], tokens.left[beside]) + around
    if subjects or any(tokens.deps[child] == "nsubj" for child in children):
        return speaker_of(tokens, verb), around
    return None


def _in_brackets(tokens: Tokens, verb: int) -> list[TokenRange] | None:
    """What is said in "her fee (*once as low as 10*, Ruiz says) rose", where the words outside the brackets are the
    reporter's."""
    subject = next((i for i in tokens.children[verb] if tokens.deps[i] == "nsubj" and i < verb), None)
    begin, _ = tokens.sentence(verb)
    bracket = next((i for i in range(verb, begin, -1) if tokens.words[i] in ("(", ")")), begin)
    closed = tokens.words[verb + 1 : verb + 2] == [")"]
    if tokens.deps[verb] != "parataxis" or subject is None or tokens.words[bracket] != "(" or not closed:
        return None
    return trimmed(tokens, bracket + 1, min(tokens.left[subject], subject))


def _is_all_quoted(tokens: Tokens, main: int, inserted: int) -> bool:
    """True for a main verb in quotation marks, unless its subject is outside them: "The tax, he said, “cost jobs” and
    raised prices"."""
    if tokens.quoted[main] < 0:
        return False
    subject = next((i for i in tokens.children[main] if tokens.deps[i] in SUBJECTS), None)
    return subject is None or tokens.quoted[subject] >= 0 or subject > inserted


def _has_half_before(tokens: Tokens, main: int, inserted: int) -> bool:
    """True for a sentence without quotation marks before ", he said, “but …”", which the parser takes for the content
    of the quoted one."""
    begin = tokens.left[inserted]
    comma = begin if tokens.words[begin] == "," else begin - 1
    return tokens.words[comma] == "," and any(
        tokens.deps[i] in ("ccomp", "advcl", "parataxis") and tokens.quoted[i] < 0 and comma - tokens.right[i] in (0, 1)
        for i in tokens.children[main]
    )


def _around(tokens: Tokens, main: int, verb: int) -> list[TokenRange]:
    """The sentence of `main` without the inserted clause of `verb`, which ends at the next comma: the parser often
    makes it take what follows, as in "It was, she recalled, *the coldest night*"."""
    begin, end = tokens.left[main], tokens.right[main] + 1
    if any(tokens.heads[i] == i != main for i in range(verb, end)) and begin < tokens.left[verb]:
        return trimmed(tokens, begin, tokens.left[verb])  # another sentence follows that somebody else reports
    sources = [i for i in tokens.children[main] if tokens.lower[i] == "according" or _is_gesture(tokens, verb, i)]
    end = tokens.right[verb] + 1
    comma = next((i for i in range(verb + 1, end) if tokens.words[i] == ","), end)
    if sources or not tokens.left[main] < tokens.left[verb] or comma == end:
        return without(tokens, main, verb, *sources)
    begin = tokens.left[verb]
    return trimmed(tokens, tokens.left[main], begin) + trimmed(tokens, comma, tokens.right[main] + 1)


def _is_gesture(tokens: Tokens, verb: int, participle: int) -> bool:
    """True for what somebody does while speaking: "Sales were great, he said, *wiping* his face"."""
    begin = tokens.left[participle]
    after = verb < begin and tokens.words[begin - 1] == "," and begin - 1 <= tokens.right[verb] + 1
    return after and begin == participle and tokens.tags[participle] == "VBG" and tokens.deps[participle] == "advcl"


def _inserted_as_apposition(tokens: Tokens, verb: int) -> tuple[int | None, list[TokenRange]] | None:
    """The speaker and the content in "Prices, *the bank* forecasts, will rise": the parser mistakes the clause for an
    apposition of the subject."""
    noun, speaker = tokens.heads[verb], verb - 1
    begin, end = tokens.left[verb], tokens.right[verb] + 1
    commas = tokens.words[begin - 1] == "," and end < tokens.count and tokens.words[end] == ","
    nominal = tokens.pos[speaker] in ("NOUN", "PROPN", "PRON") and tokens.heads[speaker] == verb
    if not commas or not nominal or tokens.deps[noun] not in SUBJECTS or tokens.lemmas[verb] not in words.REPORTING:
        return None
    return speaker, without(tokens, tokens.heads[noun], verb)


def _is_heard_in_court(tokens: Tokens, verb: int) -> bool:
    """True for "the jury heard that …": the jury listens, and the article does not say to whom."""
    subject = subject_of(tokens, verb)
    return tokens.lemmas[verb] == "hear" and subject is not None and tokens.lemmas[subject] in words.COURTS


def _charge(tokens: Tokens, verb: int) -> int | None:
    """The object in "was accused *of fraud*", "was charged by the police *with murder*"."""
    if tokens.lemmas[verb] not in words.ACCUSE:
        return None
    for i in range(verb + 1, tokens.right[verb] + 1):
        near = tokens.heads[i] == verb or tokens.deps[tokens.heads[i]] in ("agent", "pobj")
        if near and tokens.deps[i] == "prep" and tokens.lower[i] in ("of", "with"):
            return object_of(tokens, i)
    return None


def _is_object_addressee(tokens: Tokens, verb: int, obj: int) -> bool:
    """True for the whole object of "told the council" and "asked the clerk", which is not content."""
    lemma = tokens.lemmas[verb]
    somebody = phrase_kind(tokens, obj) in ("person", "human") or tokens.lemmas[obj] in words.HUMANS
    may_hear = lemma in words.ADDRESSING_VERBS & words.SAY - words.ANSWER
    hears = lemma in words.ADDRESSEE_VERBS or lemma == "ask" or (may_hear and somebody)
    if tokens.deps[obj] != "dobj" or not hears:
        return False
    if lemma == "ask" and tokens.lemmas[obj] in words.ASKED_FOR:
        return False
    if _has_clause(tokens, obj):
        return False
    return not any(child > obj and _completes_object(tokens, child) for child in tokens.children[verb])


def _has_clause(tokens: Tokens, noun: int) -> bool:
    """True for "the claim that …", "the man who …"."""
    return any(tokens.deps[child] in ("acl", "ccomp", "relcl") for child in tokens.children[noun])


def _has_what_before(tokens: Tokens, clause: int, verb: int) -> bool:
    """True for "*what* the letters say she would not reveal", which names a thing and reports nothing."""
    return any(child < verb < clause and tokens.lower[child] == "what" for child in tokens.children[clause])


def _quoted_parts(tokens: Tokens, first: int, last: int) -> list[TokenRange]:
    """The stretches of a range that are in quotation marks."""
    inside = [i for i in range(first, last) if tokens.quoted[i] >= 0]
    parts: list[TokenRange] = []
    for i in inside:
        if parts and parts[-1][1] == i:
            parts[-1] = (parts[-1][0], i + 1)
        else:
            parts.append((i, i + 1))
    return parts


def _begins_with_as(tokens: Tokens, verb: int) -> bool:
    return any(tokens.lower[child] == "as" and child < verb for child in tokens.children[verb])


def _of_clausal_verb(
    tokens: Tokens, verb: int, speaker: int | None, clausal: list[int], objects: list[int]
) -> Iterator[Clause]:
    """ "said that …", "wants to …", "called him a liar"; the object of "told" is the addressee, not content."""
    if _asks_for_anonymity(tokens, clausal[0]) or _is_perceived(tokens, verb, clausal[0]):
        return
    if tokens.deps[clausal[0]] == "xcomp" and (_is_silence(tokens, verb, clausal[0]) or _is_hearsay(tokens, verb)):
        return
    relation, first = tokens.deps[clausal[0]], clausal[0]
    if objects and objects[0] < first and tokens.lemmas[verb] not in words.ADDRESSEE_VERBS:
        relation += "+obj"
        if not hears_clause(tokens, verb, objects[0], first):
            first = objects[0]
    called = _called_on(tokens, verb, first)
    first = first if called is None else called[1]
    inner = _before_reporter(tokens, first) if first == clausal[-1] else None
    content = from_to(tokens, verb, first, clausal[-1]) if inner is None else subtree(tokens, inner)
    if first < verb and _introduces_quotation(tokens, first):
        content = [part for begin, end in content for part in _quoted_parts(tokens, begin, end)]
    for clause in make_clause(tokens, verb, speaker, content, relation):
        before = _subject_before(tokens, verb, first)
        clause.content = before + clause.content if before else with_adjuncts(tokens, verb, first, clause.content)
        if called is not None and called[0] == clause.cue[1]:
            clause.cue = (clause.cue[0], called[0] + 1)
        yield clause


def _called_on(tokens: Tokens, verb: int, clause: int) -> tuple[int, int] | None:
    """*On* and *the mayor* in "called on (for) the mayor to resign", who is to do what is said."""
    if tokens.lemmas[verb] != "call" or tokens.deps[clause] != "xcomp":
        return None
    on = (i for i in tokens.children[verb] if verb < i < clause and tokens.lower[i] in ("for", "on", "upon"))
    return next(((i, inner) for i in on if (inner := object_of(tokens, i)) is not None), None)


def _introduces_quotation(tokens: Tokens, verb: int) -> bool:
    """True for *warned* in "After the vote he warned, “…,” Ruiz told the paper", which the reporter says."""
    if tokens.lemmas[verb] not in words.STRONG or tokens.quoted[verb] >= 0:
        return False
    pronoun = any(tokens.deps[i] == "nsubj" and tokens.lower[i] in words.PRONOUNS_ONE for i in tokens.children[verb])
    return pronoun and any(tokens.deps[i] == "ccomp" and tokens.quoted[i] >= 0 for i in tokens.children[verb])


def _subject_before(tokens: Tokens, verb: int, clause: int) -> list[TokenRange]:
    """*The bridge* in "the bridge, which engineers say *has cracks*", where the relative pronoun is the subject of what
    is said; the pronoun itself where it may stand for another noun: "the road to the bridge, *which* …"."""
    noun = tokens.heads[verb]
    subjects = (i for i in tokens.children[clause] if tokens.deps[i] in SUBJECTS and i < verb)
    relative = next((i for i in subjects if tokens.lower[i] in words.RELATIVE), None)
    if relative is None or tokens.deps[verb] != "relcl" or noun > relative or tokens.quoted[noun] >= 0:
        return []
    if tokens.deps[noun] == "pobj":
        return [(relative, relative + 1)]
    return trimmed(tokens, tokens.left[noun], relative)


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


def _asks_for_anonymity(tokens: Tokens, complement: int) -> bool:
    """True for "asked *not to be named*" and "declined *to be identified*": the words are said by somebody unnamed."""
    passive = any(tokens.deps[child] == "auxpass" for child in tokens.children[complement])
    return passive and tokens.lemmas[complement] in words.IDENTIFY


def _is_perceived(tokens: Tokens, verb: int, complement: int) -> bool:
    """True for "found her waiting" and "saw them leave": what somebody meets with and does not report."""
    marked = any(tokens.deps[child] in ("mark", "aux", "auxpass") for child in tokens.children[complement])
    return tokens.lemmas[verb] in words.PERCEIVE and tokens.tags[complement] in ("VBG", "VB") and not marked


def _is_hearsay(tokens: Tokens, verb: int) -> bool:
    """True for "is expected to" and "thought to", where nobody is named who expects or thinks so."""
    if tokens.lemmas[verb] not in words.HEARSAY or agent_of(tokens, verb) is not None:
        return False
    passive = any(tokens.deps[child] in ("nsubjpass", "auxpass") for child in tokens.children[verb])
    return passive or tokens.deps[verb] == "acl" or tokens.lemmas[verb] in words.HEARSAY_ALONE


def _of_transitive_verb(tokens: Tokens, verb: int, speaker: int | None, obj: int) -> Iterator[Clause]:
    """ "criticized the plan", "accused him of fraud"; a claim that somebody rejects is somebody else's."""
    if is_rejected(tokens, obj) and _has_clause(tokens, obj):
        return
    after_comma = verb < obj and tokens.words[tokens.left[obj] - 1] == "," and tokens.deps[obj] == "dobj"
    if after_comma and _has_quotation(tokens, verb):
        return  # "“No!” she shouted, short for …": what the reporter adds
    rest = [child for child in tokens.children[verb] if child > obj and _completes_object(tokens, child)]
    relation = tokens.deps[obj]
    if rest and tokens.deps[rest[-1]] == "prep":
        relation += "+" + tokens.lower[rest[-1]]
    content = before_participle(tokens, from_to(tokens, verb, obj, rest[-1] if rest else obj))
    yield from make_clause(tokens, verb, speaker, content, relation)


def _of_prepositional_verb(tokens: Tokens, verb: int, speaker: int | None) -> Iterator[Clause]:
    """ "called for …", "insisted on …"."""
    for child in tokens.children[verb]:
        word = tokens.lower[child]
        if tokens.deps[child] != "prep" or child < verb or word in ("as", "during", "after", "before"):
            continue
        inner = object_of(tokens, child)
        if inner is None or tokens.labels[inner] in TIMES:
            continue
        if word == "to" and tokens.lemmas[verb] in words.SAID_SOMEWHERE - words.ANSWER:
            continue  # "said to loud applause": whoever hears it
        if word in ("of", "about") and tokens.lemmas[verb] in words.SAID_OF and _has_quotation(tokens, verb):
            continue  # "“A mess,” he said of the plan": what the words are about
        somewhere = tokens.lemmas[verb] in words.SAID_SOMEWHERE and word in words.SOMEWHERE
        if somewhere or (tokens.lemmas[verb] in words.SAY and word in ("at", "during")):
            # "said in a message that …": the parser often makes the content a part of the message.
            content = that_clause(tokens, [inner])
            if content is None and somewhere:
                continue
            if content is not None:
                yield from make_clause(tokens, verb, speaker, subtree(tokens, content), "ccomp")
                return
        subject_matter = before_occasion(tokens, subtree(tokens, inner) + joined_objects(tokens, verb, child))
        for clause in make_clause(tokens, verb, speaker, subject_matter, "prep " + word):
            if child - clause.cue[1] <= 2 and tokens.quoted[child] < 0:
                clause.cue = (clause.cue[0], child + 1)
            yield clause
            return


def _has_quotation(tokens: Tokens, verb: int) -> bool:
    """True if words in quotation marks are in the sentence of a verb or end right before it."""
    begin, end = tokens.sentence(verb)
    return any(tokens.quoted[i] >= 0 for i in range(max(0, begin - 2), end))


def speaker_of(tokens: Tokens, verb: int) -> int | None:
    """The head of the phrase for who does what `verb` says: its subject, or the noun that a participle or a relative
    clause describes."""
    if (quoted := _quoted_as_saying(tokens, verb)) is not None:
        return quoted
    if (informant := _informant(tokens, verb)) is not None:
        return informant
    agent = agent_of(tokens, verb)
    if agent is not None and not has_subject(tokens, verb):
        return agent  # "as first reported by the Herald", "he left, accused by the Herald of fraud"
    subject = subject_of(tokens, verb)
    return None if subject is None else antecedent(tokens, subject)


def _informant(tokens: Tokens, verb: int) -> int | None:
    """*Ruiz* in "They learned from Ruiz that …"."""
    if tokens.lemmas[verb] not in words.LEARN:
        return None
    source = next((i for i in tokens.children[verb] if i > verb and tokens.lower[i] == "from"), None)
    return None if source is None else object_of(tokens, source)


def _quoted_as_saying(tokens: Tokens, verb: int) -> int | None:
    """*Ruiz* in "The Herald quoted Ruiz as saying that …"."""
    preposition = tokens.heads[verb]
    if tokens.deps[verb] != "pcomp" or tokens.lower[preposition] != "as" or tokens.lemmas[verb] not in words.SAY:
        return None
    quoting = tokens.heads[preposition]
    if tokens.lemmas[quoting] not in ("quote", "cite"):
        return None
    return next((child for child in tokens.children[quoting] if tokens.deps[child] in ("dobj", "nsubjpass")), None)


def is_rejected(tokens: Tokens, noun: int) -> bool:
    """True for the claim in "rejected the claim that …"."""
    rejecting = tokens.deps[noun] == "dobj" and tokens.lemmas[tokens.heads[noun]] in words.REJECT
    return rejecting and tokens.lemmas[noun] in words.CLAIMS


def _completes_object(tokens: Tokens, child: int) -> bool:
    """True for what completes the object of a verb: accused him *of fraud*, called it *absurd*."""
    if tokens.deps[child] in ("oprd", "dative", "acomp", "dobj"):
        return True
    if tokens.deps[child] != "prep" or tokens.lower[child] in ("during", "after", "before", "at", "by", "according"):
        return False
    return all(
        tokens.labels[inner] not in TIMES and tokens.lemmas[inner] not in DURATIONS for inner in tokens.children[child]
    )
