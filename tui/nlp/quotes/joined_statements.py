"""Two statements in one sentence: "Ruiz said the well was dry and Vale called the repair “a joke”".

The parser often makes the second statement a part of what the first speaker said. Where a conjunction is followed by
another person and a reporting verb in the tense of the first one, the first statement ends at the conjunction.
"""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .clause import Clause, is_about
from .content import object_of, trimmed
from .grammar import is_mark, phrase_kind
from .reporter_remarks import end_before_remarks
from .second_statements import end_before_second_statements

JOINING = {"and", "but", "while", "whereas", "although", "though"}
CONTRASTING = {"while", "whereas"}
"""Those of them with which, after a comma, the reporter goes on to another body: "…, *while* the union said …"."""
COMPARING = {
    "a",
    "after",
    "although",
    "an",
    "compared",
    "down",
    "though",
    "up",
    "versus",
    "whereas",
    "while",
    "who",
    "with",
}
"""Words after a comma with which the reporter compares what some of those asked in a poll said."""
OCCASIONS = {"after", "as", "before", "when", "while"}
"""Words with which the reporter tells when something was said."""
SHARES = {"half", "majority", "minority", "most", "plurality", "quarter", "third", "those"}
OTHERS = {"person", "human", "propn"}
"""Kinds of phrases that may be the second speaker. A pronoun is most often the first speaker again."""
REPORTING_TAGS = {"VBD", "VBZ", "VBP", "VBN"}
"""Tags of the verb of a second statement; the tagger takes some in the past tense for participles."""
LONGEST = 12
"""Tokens from the conjunction to the second verb."""


def divide_joined(tokens: Tokens, clauses: list[Clause]) -> None:
    """End the content of each clause before the statement of somebody else that is joined to it, and give that
    statement its speaker. `clauses` are those of one paragraph."""
    before = [(clause, clause.content[-1:]) for clause in clauses]
    _divide(tokens, clauses)
    for clause, last in before:
        clause.ended = clause.content[-1:] != last


def _divide(tokens: Tokens, clauses: list[Clause]) -> None:
    by_cue = {clause.cue_word: clause for clause in clauses}
    _end_at_silence(tokens, clauses)
    _end_at_comparison(tokens, clauses)
    _end_at_occasion(tokens, clauses)
    _end_after_quotation(tokens, clauses)
    end_before_remarks(tokens, clauses)
    end_before_second_statements(tokens, clauses)
    for clause in clauses:
        if clause.relation != "ccomp" or tokens.lemmas[clause.cue_word] not in words.SAY:
            continue
        for number, (first, last) in enumerate(clause.content):
            if first < clause.cue_word:
                continue
            joined = _joined(tokens, clause, first, last)
            if joined is None:
                continue
            conjunction, speaker, verb = joined
            clause.content[number : number + 1] = trimmed(tokens, first, conjunction)
            if (second := by_cue.get(verb)) is not None:
                second.speaker = speaker
                if not is_about(tokens, second):
                    second.relation = "joined"
                kept = [name for name in second.features if not name.startswith(("source ", "no source"))]
                second.features = [*kept, f"source {phrase_kind(tokens, speaker)}"]
            break


def _end_at_silence(tokens: Tokens, clauses: list[Clause]) -> None:
    """End the content before what the speaker did not say: "confirmed that they met *but would not give details*"."""
    for clause in clauses:
        if clause.relation != "ccomp" or tokens.lemmas[clause.cue_word] not in words.SAY or not clause.content:
            continue
        first, last = clause.content[-1]
        for i in range(first + 2, last - 2):
            if tokens.lower[i] == "but" and tokens.quoted[i] < 0 and _is_silence(tokens, i + 1, last):
                clause.content[-1:] = trimmed(tokens, first, i)
                break


def _end_at_comparison(tokens: Tokens, clauses: list[Clause]) -> None:
    """End what some of those asked said before what others said: "40 percent said they would stay, *while half …*",
    "… *compared with 31 percent of the women*"."""
    for clause in clauses:
        speaker = clause.speaker
        if speaker is None or clause.relation != "ccomp" or not clause.content or not _is_share(tokens, speaker):
            continue
        first, last = clause.content[-1]
        for i in range(max(first, clause.cue_word) + 2, last - 1):
            if tokens.quoted[i] < 0 and _begins_comparison(tokens, i, last):
                clause.content[-1:] = trimmed(tokens, first, i)
                break


def _end_at_occasion(tokens: Tokens, clauses: list[Clause]) -> None:
    """End words in quotation marks before the reporter's occasion for them: "said “We will see,” *when asked* …"."""
    for clause in clauses:
        if clause.relation.partition("+")[0] not in ("ccomp", "dobj", "xcomp") or not clause.content:
            continue
        first, last = clause.content[-1]
        if (day := _day_of_occasion(tokens, clause)) is not None:
            clause.content[-1:] = trimmed(tokens, first, day)
            continue
        spoken = (
            i
            for i in range(first, last)
            if tokens.words[i][0].isalnum() and tokens.quoted[i] < 0 and not _joins_quotations(tokens, i)
        )
        begin = next(spoken, last)
        if first < begin < last - 1 and first > clause.cue_word and _tells_occasion(tokens, clause, begin):
            clause.content[-1:] = trimmed(tokens, first, begin)


def _day_of_occasion(tokens: Tokens, clause: Clause) -> int | None:
    """Where the reporter's words begin in "said he was a crook *on Monday at a rally*": what somebody is has no day."""
    first, last = clause.content[-1]
    for day in range(first + 2, last - 3):
        verb = tokens.heads[day]
        if tokens.lower[day] != "on" or tokens.labels[day + 1] != "DATE" or tokens.quoted[day] >= 0:
            continue
        nominal = any(tokens.deps[i] == "attr" for i in tokens.children[verb]) and first <= verb < day
        where = day + 1
        while where < last and tokens.labels[where] == "DATE":
            where += 1
        occasion = object_of(tokens, where) if where < last and tokens.pos[where] == "ADP" else None
        ends = occasion is not None and tokens.right[where] == last - 1
        if nominal and ends and occasion is not None and tokens.lemmas[occasion] in words.OCCASIONS:
            return day
    return None


BEFORE_DEEDS = {"after", "before", "until", "while"}
"""Words with which a reporter tells what happened when something was said."""


def _end_after_quotation(tokens: Tokens, clauses: list[Clause]) -> None:
    """End words that a quotation closes before what a document also has, or how and when it was said: "the report
    called it “a ruin,” *with nine pages of photographs*", "said, “You know,” *repeatedly, before he left*"."""
    for clause in clauses:
        if not clause.content or clause.relation.partition("+")[0] not in ("ccomp", "dobj", "inserted", "xcomp"):
            continue
        first, last = clause.content[-1]
        for i in range(max(first, clause.cue_word) + 2, last - 1):
            closed = tokens.quoted[i] < 0 and is_mark(tokens, i - 1) and tokens.words[i - 2] == ","
            how = tokens.lower[i] in BEFORE_DEEDS or (tokens.tags[i] == "RB" and tokens.lower[i].endswith("ly"))
            if closed and (how or tokens.lower[i] == "with" and _describes_document(tokens, clause, i)):
                clause.content[-1:] = trimmed(tokens, first, i - 1)
                break


def _describes_document(tokens: Tokens, clause: Clause, preposition: int) -> bool:
    """True for "*with* nine pages of maps", and for whatever comes "with" the words of a text."""
    noun = object_of(tokens, preposition)
    if noun is None or clause.speaker is None:
        return False
    documents = words.DATA | words.TEXTS | words.SPEAKING_THINGS
    return tokens.lemmas[clause.speaker] in documents or tokens.lemmas[noun] in documents | words.ATTACHMENTS


def _joins_quotations(tokens: Tokens, i: int) -> bool:
    """True for the *and* in “Come in,” and “Sit down,”."""
    return tokens.deps[i] == "cc" and is_mark(tokens, i - 1) and is_mark(tokens, i + 1)


def _tells_occasion(tokens: Tokens, clause: Clause, i: int) -> bool:
    """True for *as* in "chanted “Come out!” as they marched", unless the parser takes the words for a name, and after a
    comma at the end of the words for *in* in "chanted “Out,” in the hall"."""
    ended = is_mark(tokens, i - 1) and tokens.words[i - 2] == ","
    if tokens.lower[i] in OCCASIONS:
        return ended or clause.relation in ("ccomp", "xcomp")
    return ended and tokens.pos[i] == "ADP"


def _is_share(tokens: Tokens, i: int) -> bool:
    """True for some of those who were asked in a poll: *47 percent*, six in 10 voters, *half*."""
    return any(
        tokens.labels[one] in ("CARDINAL", "PERCENT") or tokens.lemmas[one] in SHARES
        for one in (i, *tokens.children[i])
    )


def _begins_comparison(tokens: Tokens, i: int, last: int) -> bool:
    if tokens.lower[i] == "compared" and tokens.lower[i + 1] in ("to", "with"):
        return True
    if tokens.lower[i] in ("and", "but"):
        verb = next((one for one in range(i + 1, min(i + 8, last)) if tokens.tags[one] in REPORTING_TAGS), i)
        return tokens.lemmas[verb] in words.SAY and any(
            _is_share(tokens, one) for one in range(i + 1, min(i + 4, verb))
        )
    if tokens.words[i] != ",":
        return False
    return tokens.lower[i + 1] in COMPARING or (tokens.tags[i + 1] == "VBG" and tokens.lower[i + 1] != "including")


def _is_silence(tokens: Tokens, first: int, last: int) -> bool:
    """True for "declined to …" and "did not elaborate", "would not give …"."""
    if tokens.lemmas[first] in words.DECLINE:
        return True
    auxiliary = tokens.lower[first] in ("could", "did", "would") and tokens.lower[first + 1] in ("n't", "n’t", "not")
    return auxiliary and first + 2 < last and tokens.lemmas[first + 2] in words.SILENT | words.SPEAK | words.DISCLOSE


def _joined(tokens: Tokens, clause: Clause, first: int, last: int) -> tuple[int, int, int] | None:
    """The conjunction, the second speaker and the second verb between two tokens."""
    for conjunction in range(first + 2, last - 2):
        if tokens.lower[conjunction] not in JOINING or tokens.quoted[conjunction] >= 0:
            continue
        verb = next((i for i in range(conjunction + 1, min(last, conjunction + LONGEST)) if _is_verb(tokens, i)), None)
        if verb is None or tokens.lemmas[verb] not in words.SAY | words.SPEECH_ACTS or tokens.quoted[verb] >= 0:
            continue
        speaker = _before_verb(tokens, conjunction, verb)
        if tokens.tags[verb] not in REPORTING_TAGS or speaker is None:
            continue
        again = clause.speaker is not None and tokens.words[speaker] == tokens.words[clause.speaker]
        if tokens.tags[verb] != tokens.tags[clause.cue_word] and not again:
            continue
        others = tokens.lower[speaker] in ("another", "others", "some")
        contrast = tokens.lower[conjunction] in CONTRASTING and tokens.words[conjunction - 1] == ","
        kind = phrase_kind(tokens, speaker)
        if others or kind in OTHERS or (contrast and kind == "org"):
            return conjunction, speaker, verb
    return None


def _is_verb(tokens: Tokens, i: int) -> bool:
    """True for a verb, but not for the "have" of "have said"."""
    return tokens.pos[i] in ("VERB", "AUX") and tokens.lower[i] not in ("has", "have", "had")


def _before_verb(tokens: Tokens, conjunction: int, verb: int) -> int | None:
    """The noun right before the second verb, give or take an adverb and a comma."""
    at = verb - 1
    while at > conjunction and (tokens.pos[at] in ("ADV", "PUNCT") or tokens.deps[at] == "aux"):
        at -= 1
    return at if at > conjunction and tokens.pos[at] in ("NOUN", "PROPN") and tokens.quoted[at] < 0 else None
