"""Forms of sentences that the parser often misreads, so that a statement is unsure in them.

On 300 articles, rows of these forms differed from what the annotators have three to five times as often as others.
Each function gives the reason in words for the user, or "".
"""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .clause import Clause
from .content import NEGATIVE
from .cut_short import cut_doubt
from .grammar import CONDITIONS, FINITE, SUBJECTS, auxiliary_of, has_subject, phrase_kind
from .other_readings import other_sense, other_subject
from .set_off_ends import end_doubt
from .speakers import mention

INHERITING = {"advcl", "conj", "xcomp"}
"""Relations of a verb that may share the subject of the verb above it."""
EMBEDDED = {"acl", "advcl", "ccomp", "pcomp", "relcl"}
"""Relations of the verb of a clause within another."""
GOING_ON = {"continue", "go"}
"""Verbs with an infinitive that tells what was said: "went on to say"."""
DASHES = {"—", "–", "--", "-"}
BRIEF = 3
"""Words with which an object most often only names what was spoken of."""
OF_OTHERS = {"about", "at", "by", "for", "from", "in", "of", "on", "to"}
"""Prepositions with an object, which no subject of a sentence follows."""
IN_THE_MIDDLE = "the words begin in the middle of a sentence"
WHOSE = {"who", "which", "that", "whose", "whom", "where", "when"}


def form_doubt(tokens: Tokens, clause: Clause) -> str:
    """Why the speaker or the words of a clause are perhaps misread; "" if its form is simple."""
    cue = clause.cue_word
    if brief := _names_a_thing(tokens, clause):
        return brief
    if clause.relation == "according":
        return _source_doubt(tokens, clause)
    if tokens.pos[cue] not in ("VERB", "AUX"):
        return ""
    return (
        other_sense(tokens, clause)
        or _cut_off_subject(tokens, clause)
        or other_subject(tokens, clause)
        or _describes_somebody(tokens, clause)
        or _borrowed_subject(tokens, clause)
        or _purpose(tokens, cue)
        or _goes_on(tokens, clause)
        or _breaks_off(tokens, clause)
        or _reports_itself(tokens, clause)
        or _tells_where(tokens, clause)
        or _second_deed(tokens, clause)
        or _opens_sentence(tokens, clause)
        or _points_at(tokens, clause)
        or _is_impending(tokens, clause)
        or _misread_speaker(tokens, clause)
        or _is_not_said(tokens, cue)
        or _is_common_opinion(tokens, clause)
        or _lacks_main_clause(tokens, clause)
        or end_doubt(tokens, clause)
        or cut_doubt(tokens, clause)
    )


def _cut_off_subject(tokens: Tokens, clause: Clause) -> str:
    """*Lund* in "Lund, said Marit Holm, who knew him, never forgave", where the parser takes Holm for a part of the
    words."""
    subject, cue = clause.speaker, clause.cue_word
    if subject is None or subject != cue - 2 or tokens.words[cue - 1] != "," or tokens.pos[cue + 1] != "PROPN":
        return ""
    if "," in tokens.words[tokens.left[subject] : subject]:
        return ""
    return f"a comma parts “{tokens.words[subject]}” from “{tokens.words[cue]}”, so somebody else perhaps said it"


def _source_doubt(tokens: Tokens, clause: Clause) -> str:
    """A subordinate clause before the source, whose sentence goes on after it: "While it rose, according to Ruiz, sales
    fell elsewhere"."""
    first, last = clause.content[0]
    top = next((i for i in range(first, last) if not first <= tokens.heads[i] < last), first)
    if tokens.deps[top] == "advcl" and tokens.heads[top] > clause.cue_word:
        return f"the sentence goes on after “{tokens.words[clause.cue_word]}”, and what was said may be there"
    if tokens.deps[top] == "relcl" and tokens.tags[first] in ("WDT", "WP") and tokens.words[clause.cue_word - 1] == ",":
        return IN_THE_MIDDLE
    if tokens.deps[top] == "ccomp" and tokens.lemmas[tokens.heads[top]] in words.SAY:
        return f"“{tokens.words[tokens.heads[top]]}” tells whose words these are, which the source perhaps passes on"
    return _breaks_off(tokens, clause) or cut_doubt(tokens, clause)


def _describes_somebody(tokens: Tokens, clause: Clause) -> str:
    """A clause that tells which people are meant, as in "voters *who say* that they are angry", and "who" after a body
    or a place, which is somebody named earlier: "an analyst at the bank, who said …"."""
    cue, speaker = clause.cue_word, clause.speaker
    pronoun = next((i for i in tokens.children[cue] if tokens.deps[i] in SUBJECTS), None)
    if tokens.deps[cue] != "relcl" or speaker is None or pronoun is None or tokens.lower[pronoun] not in WHOSE:
        return ""
    word = tokens.words[speaker]
    if tokens.lower[pronoun] == "who" and tokens.labels[speaker] in ("GPE", "ORG"):
        return f"“who” is a person, and so perhaps not {word}"
    named = (speaker, *(i for i in tokens.children[speaker] if tokens.deps[i] == "appos"))
    if any(tokens.labels[i] in ("GPE", "ORG", "PERSON") or tokens.pos[i] == "PROPN" for i in named):
        return ""
    return f"the clause tells which “{word}” are meant, and perhaps not what somebody said"


def _borrowed_subject(tokens: Tokens, clause: Clause) -> str:
    """A verb that takes its subject from a clause within the sentence ("Ruiz says Vale lied, *adding* that …") or from
    the noun before it ("a speech by Ruiz *saying* that …")."""
    cue = clause.cue_word
    if tokens.tags[cue] == "VBG" and tokens.deps[cue] in ("acl", "pcomp") and clause.speaker is not None:
        return f"“{tokens.words[cue]}” may have another subject than “{tokens.words[clause.speaker]}”"
    if tokens.deps[cue] not in INHERITING or has_subject(tokens, cue):
        return ""
    above = cue
    while tokens.deps[above] in INHERITING and tokens.heads[above] != above and not has_subject(tokens, above):
        above = tokens.heads[above]
    if tokens.deps[above] not in EMBEDDED or clause.speaker is None:
        return ""
    return f"“{tokens.words[cue]}” may have another subject in this sentence than “{tokens.words[clause.speaker]}”"


def _purpose(tokens: Tokens, verb: int) -> str:
    """An infinitive, which tells what somebody set out to say."""
    if not any(tokens.lower[i] == "to" and tokens.deps[i] == "aux" for i in tokens.children[verb]):
        return ""
    governor = tokens.heads[verb]
    prompted = any(tokens.deps[i] == "dobj" for i in tokens.children[governor])
    if tokens.lemmas[governor] in GOING_ON or (prompted and tokens.lemmas[governor] in words.PROMPT):
        return ""
    return f"“to {tokens.words[verb]}” tells what somebody set out to say, and perhaps not what was said"


def _goes_on(tokens: Tokens, clause: Clause) -> str:
    """Words before "she said" where what she said comes after it: "Aware of the risk, she said *that …*"."""
    cue, speaker = clause.cue_word, clause.speaker
    if speaker is None or clause.relation == "passive" or any(last > min(cue, speaker) for _, last in clause.content):
        return ""
    _, end = tokens.sentence(cue)
    after = max(cue, mention(tokens, speaker)[1] - 1) + 1
    if after >= end:
        return ""
    if (
        _has_complement(tokens, cue)
        or _begins_clause(tokens, after, end)
        or tokens.lower[after : after + 2] == [",", "that"]
    ):
        return f"the sentence goes on after “{tokens.words[cue]}”, and what was said may be there"
    return ""


def _has_complement(tokens: Tokens, verb: int) -> bool:
    """True for a verb with a clause or an object after it, unless that is whom somebody told."""
    below = {"ccomp", "xcomp"} if tokens.lemmas[verb] in words.ADDRESSING_VERBS else {"ccomp", "dobj", "xcomp"}
    return any(i > verb and tokens.deps[i] in below for i in tokens.children[verb])


def _begins_clause(tokens: Tokens, first: int, end: int) -> bool:
    """True if a finite verb comes before the next punctuation mark: "she said in Oslo *there is* a risk"."""
    for i in range(first, end):
        if tokens.pos[i] in ("PUNCT", "SPACE"):
            return False
        if tokens.tags[i] in FINITE and tokens.quoted[i] < 0 and tokens.deps[i] not in ("acl", "relcl"):
            return True
    return False


def _breaks_off(tokens: Tokens, clause: Clause) -> str:
    """Words that end right before a finite verb ("According to Ruiz, the bridge she built *was* unsafe"), with
    "include", before a list, or with what is between dashes."""
    last = clause.content[-1][1]
    if last >= tokens.count or last == clause.cue_word or tokens.quoted[last - 1] >= 0:
        return ""
    here = tokens.sentence_of[last] == tokens.sentence_of[last - 1] and tokens.quoted[last] < 0
    clausal = clause.relation in ("according", "ccomp", "xcomp")
    before_verb = clausal and here and tokens.tags[last] in FINITE and tokens.pos[last] in ("AUX", "VERB")
    dashes = sum(tokens.words[i] in DASHES and tokens.quoted[i] < 0 for i in range(clause.content[-1][0], last))
    within_dashes = tokens.words[last] in DASHES and dashes % 2
    if before_verb or within_dashes or (tokens.words[last] == ":" and tokens.lemmas[last - 1] == "include"):
        return "the words may end in the middle of a sentence"
    return ""


def _names_a_thing(tokens: Tokens, clause: Clause) -> str:
    """A word or two that name what was spoken of: "defended *the timing*", "*That's* according to the police"."""
    inside = [i for first, last in clause.content for i in range(first, last) if tokens.words[i][0].isalnum()]
    form = clause.relation.partition("+")[0]
    if form not in ("according", "dobj", "headline", "passive") or len(inside) > BRIEF:
        return ""
    return "" if any(tokens.quoted[i] >= 0 for i in inside) else "so few words may name a thing, and tell nothing of it"


def _reports_itself(tokens: Tokens, clause: Clause) -> str:
    """A report before the cue, which the reporter tells: "*She asked for more time*: “We need it,” she said"."""
    cue = clause.cue_word
    for i in tokens.children[cue]:
        in_content = tokens.deps[i] == "ccomp" and any(first <= i < min(last, cue) for first, last in clause.content)
        # Beside a quotation alone "went" and "called" are verbs of speech: not in "prices went up, the board said".
        reports = tokens.lemmas[i] in (words.SAY - words.MANNER) | words.SPEECH_ACTS and tokens.tags[i] in FINITE
        if in_content and reports and tokens.quoted[i] < 0:
            return f"“{tokens.words[i]}” reports something, too, and so is perhaps no part of the words"
    return ""


def _tells_where(tokens: Tokens, clause: Clause) -> str:
    """Words before the cue that tell where something was said: "*In a letter to his friends*, he wrote: “…”"."""
    first, last = clause.content[0]
    after = [i for begin, end in clause.content for i in range(begin, end) if i > clause.cue_word]
    if last > clause.cue_word or tokens.pos[first] != "ADP" or not any(tokens.quoted[i] >= 0 for i in after):
        return ""
    if any(tokens.tags[i] in FINITE and tokens.deps[i] not in ("acl", "relcl") for i in range(first, last)):
        return ""
    return f"“{tokens.words[first]}” may tell where or when it was said, and begin no part of the words"


def _second_deed(tokens: Tokens, clause: Clause) -> str:
    """What the speaker also does, read as a part of the words: "insists that it is safe, *and has paid* for it"."""
    cue = clause.cue_word
    if clause.relation != "ccomp" or tokens.tags[cue] not in FINITE:
        return ""
    for first, last in clause.content:
        for i in range(first, last):
            joined = tokens.deps[i] == "conj" and tokens.heads[tokens.heads[i]] == cue and not has_subject(tokens, i)
            helper = auxiliary_of(tokens, i)
            comma = tokens.words[helper - 2 : helper] in ([",", "and"], [",", "but"]) or tokens.words[helper - 1] == ","
            if joined and comma and tokens.quoted[i] < 0 and tokens.tags[helper] == tokens.tags[cue]:
                return f"“{tokens.words[i]}” may tell what the speaker also did, and not be a part of the words"
    return ""


def _opens_sentence(tokens: Tokens, clause: Clause) -> str:
    """A participle before its subject, which tells the occasion: "*Recalling the fire*, the council voted"."""
    cue = clause.cue_word
    before = clause.speaker is not None and cue < clause.speaker and tokens.deps[cue] == "advcl"
    if before and tokens.tags[cue] == "VBG" and clause.relation.startswith(("dobj", "prep", "xcomp")):
        return f"“{tokens.words[cue]}” tells what somebody had in mind, and perhaps not what was said"
    return ""


def _points_at(tokens: Tokens, clause: Clause) -> str:
    """What somebody means or lets others see: "refers to the senator", "showed a gentle side"."""
    word, lemma = tokens.words[clause.cue_word], tokens.lemmas[clause.cue_word]
    if clause.relation == "prep to" and lemma in ("allude", "point", "refer"):
        return f"“{word} to” tells what somebody meant, and perhaps not what was said"
    people = clause.speaker is not None and phrase_kind(tokens, clause.speaker) in ("he", "human", "person")
    if clause.relation.startswith("dobj") and lemma in ("reveal", "show") and people:
        return f"“{word}” tells what others could see, and perhaps not what was said"
    return ""


def _is_impending(tokens: Tokens, clause: Clause) -> str:
    """What is likely to happen, and no threat of anybody: "*the strikes* threaten to close the port"."""
    if tokens.lemmas[clause.cue_word] != "threaten" or clause.relation != "xcomp" or clause.speaker is None:
        return ""
    if phrase_kind(tokens, clause.speaker) in ("he", "human", "org", "own", "person"):
        return ""
    return f"“{tokens.words[clause.cue_word]} to” may tell what is likely to happen, and not what somebody said"


def _misread_speaker(tokens: Tokens, clause: Clause) -> str:
    """A phrase for a speaker that contains a sentence ("news of the album *spreads* as the band said …") or belongs to
    the preposition before it ("he spoke to *the Herald* has also said …"), and a place for a man."""
    speaker = clause.speaker
    if speaker is None:
        return ""
    word = tokens.words[speaker]
    first, last = mention(tokens, speaker)
    if tokens.labels[speaker] == "GPE" and tokens.tags[clause.cue_word] == "VBG":
        opening = tokens.lower[clause.content[0][0] : clause.content[0][0] + 2]
        if pronoun := next((one for one in opening if one in words.PRONOUNS_ONE), ""):
            return f"“{pronoun}” is a person, and so perhaps not {word}"
    if first and tokens.lower[first - 1] in OF_OTHERS and tokens.deps[speaker] in SUBJECTS:
        return f"“{word}” may belong to “{tokens.words[first - 1]}”, and not be the subject"
    for i in range(first, last):
        if tokens.lower[i] in WHOSE:
            return ""
        if tokens.tags[i] in FINITE and tokens.pos[i] in ("AUX", "VERB") and tokens.deps[i] not in ("acl", "relcl"):
            return f"“{word}” may be the subject of “{tokens.words[i]}” only"
    return ""


def _is_not_said(tokens: Tokens, verb: int) -> str:
    """A report that "nor" or "neither" denies: "*nor did she say* that it was safe"."""
    governor = tokens.heads[verb]
    joins = [i for i in tokens.children[governor] if governor < i < verb] if tokens.deps[verb] == "conj" else []
    denied = next((i for i in (tokens.left[verb], *joins) if tokens.lower[i] in NEGATIVE), None)
    if denied is None or not any(tokens.deps[i] == "aux" for i in tokens.children[verb]):
        return ""
    return f"“{tokens.words[denied]}” tells that this was perhaps not said"


def _is_common_opinion(tokens: Tokens, clause: Clause) -> str:
    """What the writer concludes, or has from nobody in particular: "the company *has found* that its customers pay
    late", "*experts agree* that it is unsafe"."""
    cue, speaker = clause.cue_word, clause.speaker
    if speaker is None or clause.relation != "ccomp":
        return ""
    word, lemma = tokens.words[cue], tokens.lemmas[cue]
    perfect = any(tokens.lower[i] in ("has", "have") and tokens.deps[i] == "aux" for i in tokens.children[cue])
    if lemma == "find" and perfect and phrase_kind(tokens, speaker) == "org":
        return f"“{word}” may tell what somebody came to know, and not what was said"
    plain = all(tokens.deps[i] in ("amod", "compound") for i in tokens.children[speaker] if i < speaker)
    generic = tokens.tags[speaker] == "NNS" and plain and tokens.right[speaker] == speaker
    if lemma == "agree" and generic:
        return f"“{tokens.words[speaker]}” are nobody in particular, so perhaps nobody said this"
    return ""


def _lacks_main_clause(tokens: Tokens, clause: Clause) -> str:
    """A condition without what would follow from it: "*if the bridge fails*, she said"."""
    inside = {i for first, last in clause.content for i in range(first, last)}
    tops = [i for i in inside if tokens.heads[i] == i or tokens.heads[i] not in inside]
    clausal = [i for i in tops if tokens.deps[i] != "punct"]
    if all(tokens.deps[i] == "advcl" and tokens.lower[tokens.left[i]] in CONDITIONS for i in clausal):
        return "the words are a condition, and what would follow from it may be missing"
    return ""
