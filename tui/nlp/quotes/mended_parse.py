"""Mistakes of the parser that would give somebody else's words to a speaker, mended before quotes are looked for.

Each rule changes what one phrase is attached to, where commas and the kinds of words leave no doubt about it.
"""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .grammar import SUBJECTS, TIMES, has_subject, phrase_kind

NAMES = {"PERSON", "ORG", "GPE", "NORP", "FAC"}
PARTICIPLES = {"VBN", "VBD"}
"""The tagger takes many participles for the past tense."""
TENSED = {"VBD", "VBZ", "VBP"}
"""Tags of verbs in a tense of their own, without a modal verb."""
TOPICS = {"about", "against", "for", "of", "over"}
"""Prepositions with what somebody speaks about."""
CLAUSE_LENGTH = 25
"""The largest number of tokens between the commas around a participle."""


def mend_parse(tokens: Tokens) -> None:
    """Attach phrases anew where the parser is mistaken. Call it before anything asks for the subtrees of `tokens`."""
    for i in range(tokens.count):
        if tokens.quoted[i] >= 0:
            continue
        if i > 1 and tokens.tags[i] in PARTICIPLES and tokens.deps[i] in ("acl", "ccomp"):
            _mend_bare_relative(tokens, i)
        if i and tokens.tags[i] in PARTICIPLES and tokens.words[i - 1] == ",":
            _mend_participle(tokens, i)
        elif tokens.lower[i] == "according":
            _mend_source_of_subject(tokens, i)
            _mend_source(tokens, i)
        elif tokens.deps[i] == "appos" and tokens.labels[i] in ("ORG", "PERSON"):
            _mend_joint_name(tokens, i)
            _mend_apposition(tokens, i)
        elif tokens.deps[i] == "agent" and tokens.lemmas[tokens.heads[i]] in words.ACCUSE:
            _mend_charge(tokens, i)
        elif tokens.deps[i] == "conj" and tokens.pos[i] in ("NOUN", "PROPN"):
            _mend_second_speaker(tokens, i)
            _mend_two_offices(tokens, i)
        elif tokens.deps[i] == "nsubj" and i + 1 < tokens.count and tokens.words[i + 1] == ":":
            _mend_label(tokens, i)
        elif tokens.pos[i] == "PROPN" and tokens.deps[i] == "nsubj":
            _mend_description(tokens, i)
        elif tokens.deps[i] == "ccomp" and tokens.lemmas[i] == tokens.lemmas[tokens.heads[i]]:
            _mend_second_report(tokens, min(i, tokens.heads[i]), max(i, tokens.heads[i]))
        elif i and tokens.tags[i] == "VBG" and tokens.words[i - 1] == "," and _is_taken_for_content(tokens, i):
            _mend_inner_clause(tokens, i)
        elif i and tokens.tags[i] == "VBG" and tokens.lemmas[i] in words.SAY and tokens.words[i - 1] == ",":
            _mend_far_participle(tokens, i)
        elif tokens.deps[i] == "acl" and tokens.tags[i] == "VBG" and tokens.lemmas[i] in words.OF_TEXTS:
            _mend_finding(tokens, i)
        elif tokens.lower[i] == "went":
            _mend_inserted(tokens, i)
        elif tokens.lemmas[i] in words.STRONG and i + 1 < tokens.count:
            _mend_joined_report(tokens, i)
            _mend_answered(tokens, i)
            _mend_saying(tokens, i)
            _mend_gerund(tokens, i)
        elif tokens.deps[i] == "conj" and tokens.lemmas[i] in words.SPEECH_ACTS:
            _mend_second_act(tokens, i)


def _attach(tokens: Tokens, i: int, head: int, dep: str) -> None:
    """Make `head` govern a token. The children of both are right at once, those of the old head too.

    Nothing is done if the token governs `head` itself, as it may where the parser is mistaken about more than a rule
    expects: whoever walks up from one of a circle of heads never arrives.
    """
    if head != i and _governs(tokens, i, head):
        return
    old = tokens.heads[i]
    tokens.children[old] = tuple(child for child in tokens.children[old] if child != i)
    tokens.heads[i], tokens.deps[i] = head, dep
    if head != i:
        tokens.children[head] = tuple(sorted((*tokens.children[head], i)))


def _governs(tokens: Tokens, above: int, i: int) -> bool:
    while i != above and tokens.heads[i] != i:
        i = tokens.heads[i]
    return i == above


def _mend_participle(tokens: Tokens, participle: int) -> None:
    """ "Ruiz, *asked* about the bridge, said that …": the subject and what was said belong to "said"."""
    verb = _verb_after(tokens, participle)
    if verb is None:
        return
    subject = next(
        (
            i
            for governor in (verb, participle)
            for i in tokens.children[governor]
            if tokens.deps[i] == "nsubj" and i < participle
        ),
        None,
    )
    related = tokens.heads[verb] == participle or tokens.heads[participle] in (verb, subject)
    if subject is None or not related or _last_below(tokens, subject, participle) != participle - 1:
        return
    if tokens.heads[verb] == participle:
        head = tokens.heads[participle]
        _attach(tokens, verb, verb if head == participle else head, tokens.deps[participle])
    for child in tokens.children[participle]:
        if child > verb:
            _attach(tokens, child, verb, tokens.deps[child])
    _attach(tokens, participle, verb, "advcl")
    _attach(tokens, subject, verb, "nsubj")
    _mend_content(tokens, verb)


def _is_taken_for_content(tokens: Tokens, participle: int) -> bool:
    """Whether the parser takes a participle, or a relative clause in it, for what the verb after it reports."""
    inner = participle if tokens.deps[participle] == "ccomp" else tokens.heads[participle]
    verb = tokens.heads[inner]
    return participle <= inner < verb and tokens.deps[inner] == "ccomp" and tokens.lemmas[verb] in words.SAY


def _mend_inner_clause(tokens: Tokens, participle: int) -> None:
    """ "Ruiz, citing two engineers *she did not name*, said that …": the clause tells of the engineers, and is not what
    was said."""
    if tokens.deps[participle] == "ccomp":
        _mend_participle(tokens, participle)
        return
    inner, verb = tokens.heads[participle], _verb_after(tokens, participle)
    subjects = [i for i in tokens.children[inner] if tokens.deps[i] == "nsubj"]
    noun = next((i for i in tokens.children[participle] if tokens.deps[i] in ("dobj", "pobj")), None)
    if verb != tokens.heads[inner] or len(subjects) != 2 or noun is None:
        return
    subject, other = subjects
    if subject < participle < noun < other and _last_below(tokens, subject, participle) == participle - 1:
        _attach(tokens, subject, verb, "nsubj")
        _attach(tokens, participle, verb, "advcl")
        _attach(tokens, inner, noun, "relcl")


def _verb_after(tokens: Tokens, participle: int) -> int | None:
    """The reporting verb right after the comma that ends the clause of a participle."""
    _, end = tokens.sentence(participle)
    for i in range(participle + 1, min(end, participle + CLAUSE_LENGTH)):
        if tokens.words[i] != "," or i + 1 >= end:
            continue
        verb = i + 2 if tokens.pos[i + 1] == "ADV" and i + 2 < end else i + 1
        speaks = tokens.lemmas[verb] in words.SAY and tokens.tags[verb] in TENSED and tokens.quoted[verb] < 0
        if speaks and not any(tokens.deps[child] in SUBJECTS for child in tokens.children[verb] if child > participle):
            return verb
    return None


def _last_below(tokens: Tokens, noun: int, before: int) -> int:
    """The last token before `before` that a noun governs, with the comma after it."""
    last, waiting = noun, [noun]
    while waiting:
        inner = [child for child in tokens.children[waiting.pop()] if child < before]
        last = max([last, *inner])
        waiting += inner
    return last + 1 if last + 1 < before and tokens.words[last + 1] == "," else last


def _mend_content(tokens: Tokens, verb: int) -> None:
    """ "Said only *that* …": the clause is what was said, and "only" no part of it."""
    children = tokens.children[verb]
    clause = next((i for i in children if i > verb and tokens.deps[i] in ("ccomp", "advcl")), None)
    if clause is None:
        return
    that = next((i for i in tokens.children[clause] if tokens.lower[i] == "that" and tokens.deps[i] == "mark"), None)
    if that is None or that - verb > 2:
        return
    if that == verb + 2 and tokens.lower[verb + 1] in words.ONLY:
        _attach(tokens, verb + 1, verb, "advmod")
    if that == verb + 1 or tokens.lower[verb + 1] in words.ONLY:
        tokens.deps[clause] = "ccomp"


def _mend_source(tokens: Tokens, according: int) -> None:
    """ "According to a poll by the Herald *last week*, …" and "According to the Herald, *Ruiz* said …": the time is a
    part of the source, the next name is not."""
    to, main = according + 1, tokens.heads[according]
    if to >= tokens.count or tokens.pos[main] not in ("VERB", "AUX"):
        return
    if main < to:
        _mend_inserted_source(tokens, according, main)
        return
    source = next((i for i in tokens.children[to] if tokens.deps[i] == "pobj"), None)
    if source is None:
        _mend_two_names(tokens, to, main)
        return
    for i in tokens.children[main]:
        comma = i + 1
        time = tokens.deps[i] == "npadvmod" and tokens.labels[i] in TIMES and source < i
        if time and tokens.words[comma] == "," and not _has_comma(tokens, source, i):
            _attach(tokens, i, _participle_of(tokens, source), "npadvmod")
    if has_subject(tokens, main):
        return
    for i in tokens.children[source]:
        alone = tokens.deps[i] == "conj" and not _is_listed(tokens, source, i)
        if alone and i < main and _has_comma(tokens, source, i):
            _attach(tokens, i, main, "nsubj")
            return


def _mend_source_of_subject(tokens: Tokens, according: int) -> None:
    """ "Half of the brewers, *according to* a poll, plan to leave": the source belongs to the sentence and not to its
    subject alone."""
    noun = tokens.heads[according]
    while tokens.deps[noun] in ("pobj", "prep", "appos", "conj") and tokens.heads[noun] < noun:
        noun = tokens.heads[noun]
    verb = tokens.heads[noun]
    set_off = tokens.words[according - 1] == "," and according < verb and _has_comma(tokens, according, verb)
    if tokens.deps[noun] in SUBJECTS and set_off:
        _attach(tokens, according, verb, "prep")


def _mend_inserted_source(tokens: Tokens, according: int, verb: int) -> None:
    """ "The firm receives, according to the Herald, *ten* contracts" and "He had, according to the Herald, *left*": the
    object and the main verb are no part of the source."""
    if verb != according - 2 or tokens.words[according - 1] != ",":
        return
    _, end = tokens.sentence(according)
    comma = next((i for i in range(according + 2, end) if tokens.words[i] == ","), end)
    for i in range(comma + 1, end):
        is_verb = tokens.deps[i] == "acl" and tokens.tags[i] in PARTICIPLES and tokens.lemmas[verb] in ("have", "be")
        if tokens.heads[i] == according:
            _attach(tokens, i, verb, "dobj" if tokens.deps[i] == "pobj" else tokens.deps[i])
        elif is_verb and according < tokens.heads[i] < comma:
            _attach(tokens, i, verb, "conj")


def _is_listed(tokens: Tokens, first: int, second: int) -> bool:
    """True for two of several nouns joined by "and": "Ruiz, Lund and Vale"."""
    others = {*tokens.children[first], *tokens.children[second]} - {second}
    return any(tokens.deps[child] in ("cc", "conj") for child in others)


def _mend_two_names(tokens: Tokens, to: int, main: int) -> None:
    """ "According to *Ruiz*, Ana Lund said …": the parser makes one name of the two."""
    for subject in tokens.children[main]:
        for i in tokens.children[subject]:
            if tokens.deps[subject] in SUBJECTS and tokens.deps[i] == "nmod" and to < i and tokens.words[i + 1] == ",":
                _attach(tokens, i, to, "pobj")


def _has_comma(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.words[i] == "," for i in range(first, last))


def _participle_of(tokens: Tokens, noun: int) -> int:
    """*Published* in "a poll published by the Herald"; a noun without one itself."""
    return next((i for i in tokens.children[noun] if tokens.deps[i] == "acl" and i > noun), noun)


def _mend_joint_name(tokens: Tokens, name: int) -> None:
    """ "Oxfam, a charity, and *Lund Bank*, a lender, said …": the second name is another speaker's."""
    head, first = tokens.heads[name], name
    while first > head + 1 and tokens.labels[first - 1] == tokens.labels[name]:
        first -= 1
    conjunction = first - 1
    if tokens.lower[conjunction] == "and" and tokens.labels[head] in ("ORG", "PERSON") and head < conjunction:
        _attach(tokens, conjunction, head, "cc")
        tokens.deps[name] = "conj"


def _mend_bare_relative(tokens: Tokens, verb: int) -> None:
    """ "Complained about the noise *the mill made*": the clause tells which noise is meant."""
    subject = verb - 1
    first = subject
    while first and (tokens.pos[first - 1] in ("DET", "ADJ") or tokens.deps[first - 1] in ("compound", "poss")):
        first -= 1
    noun = first - 1
    if noun < 1 or tokens.deps[noun] != "pobj" or tokens.lower[tokens.heads[noun]] not in TOPICS:
        return
    cue = tokens.heads[tokens.heads[noun]]
    above = tokens.heads[subject] if tokens.deps[verb] == "acl" else tokens.heads[verb]
    nominal = tokens.pos[noun] == "NOUN" and tokens.deps[subject] in ("dobj", "nsubj")
    if nominal and above == cue and tokens.pos[cue] == "VERB" and tokens.lemmas[cue] != "say":
        _attach(tokens, verb, noun, "relcl")
        _attach(tokens, subject, verb, "nsubj")


def _mend_apposition(tokens: Tokens, name: int) -> None:
    """ "A spokesman for the bank, *Ana Ruiz*, …": the name is that of the spokesman."""
    if tokens.labels[name] != "PERSON":
        return
    other = tokens.heads[name]
    preposition = tokens.heads[other]
    person = tokens.heads[preposition]
    if tokens.deps[other] != "pobj" or tokens.deps[preposition] != "prep" or not may_be_called(tokens, person):
        return
    if not person < other < name or not _has_comma(tokens, other, name):
        return
    if tokens.labels[other] in NAMES or tokens.pos[other] == "PROPN" or not may_be_called(tokens, other):
        _attach(tokens, name, person, "appos")


def _mend_description(tokens: Tokens, name: int) -> None:
    """ "*A keen supporter*, Ruiz complained of …": the parser takes both the description and the name for subjects."""
    verb, first = tokens.heads[name], name
    while first and tokens.pos[first - 1] == "PROPN":
        first -= 1
    comma = first - 1
    if comma < 1 or tokens.words[comma] != "," or tokens.words[verb + 1 : verb + 2] == [","]:
        return
    for noun in tokens.children[verb]:
        article = any(tokens.lower[child] in ("a", "an") for child in tokens.children[noun])
        if noun < comma and tokens.deps[noun] == "nsubj" and article and may_be_called(tokens, noun):
            _attach(tokens, noun, verb, "dep")


def _mend_label(tokens: Tokens, label: int) -> None:
    """ "*Correction*: an earlier version of this article said …": the word before the colon is no second subject."""
    verb = tokens.heads[label]
    if any(tokens.deps[i] in SUBJECTS and label < i < verb for i in tokens.children[verb]):
        _attach(tokens, label, verb, "dep")


def _mend_second_speaker(tokens: Tokens, noun: int) -> None:
    """ "Some said they would skip the feast and *others* said …": the parser joins the second speaker to the feast."""
    verb = noun + 1
    while verb < tokens.count and tokens.deps[verb] == "aux":
        verb += 1
    if verb >= tokens.count or tokens.deps[verb] != "conj" or tokens.lemmas[verb] not in words.SAY:
        return
    speaks = tokens.tags[verb] in TENSED or verb > noun + 1
    if not speaks or tokens.heads[verb] > noun or has_subject(tokens, verb):
        return
    for i in tokens.children[tokens.heads[noun]]:
        if tokens.deps[i] == "cc" and i < noun:
            _attach(tokens, i, tokens.heads[verb], "cc")
    _attach(tokens, noun, verb, "nsubj")


def _mend_two_offices(tokens: Tokens, name: int) -> None:
    """ "The *former judge* and mayor Ana Ruiz said": the two offices of one person, who alone speaks."""
    office = tokens.heads[name]
    joined = any(tokens.lower[i] == "and" for i in tokens.children[office] if i < name)
    second = any(tokens.lower[i] in words.HUMANS | words.TITLES for i in tokens.children[name] if i > office)
    determined = any(tokens.deps[i] in ("det", "nummod", "poss") for i in tokens.children[name])
    if tokens.labels[name] != "PERSON" or tokens.tags[office] != "NN" or not second or determined:
        return
    if joined and tokens.lemmas[office] in words.HUMANS:
        head = tokens.heads[office]
        _attach(tokens, name, name if head == office else head, tokens.deps[office])
        _attach(tokens, office, name, "compound")


def _mend_joined_report(tokens: Tokens, second: int) -> None:
    """ "She put on an accent and *joked*, “…”": the words in quotation marks belong to the second verb."""
    first = tokens.heads[second]
    if tokens.deps[second] != "conj" or tokens.tags[second] not in TENSED or tokens.lemmas[first] in words.SAY:
        return
    for i in tokens.children[first]:
        if i > second and tokens.deps[i] == "ccomp" and tokens.quoted[i] >= 0:
            _attach(tokens, i, second, "ccomp")


def _mend_answered(tokens: Tokens, verb: int) -> None:
    """ "Responded to criticism from the union *that* …": the clause is what was answered, and no answer."""
    to = next((i for i in tokens.children[verb] if tokens.lower[i] == "to" and tokens.deps[i] == "prep"), None)
    noun = None if to is None else next((i for i in tokens.children[to] if tokens.deps[i] == "pobj"), None)
    if noun is None or tokens.lemmas[verb] not in words.ANSWER:
        return
    for i in tokens.children[verb]:
        that = any(tokens.lower[child] == "that" and tokens.deps[child] == "mark" for child in tokens.children[i])
        if i > noun and that and tokens.deps[i] == "ccomp" and tokens.lemmas[noun] in words.STATEMENT_NOUNS:
            _attach(tokens, i, noun, "acl")


def _mend_second_act(tokens: Tokens, second: int) -> None:
    """ "Ruiz said the letter was plain, and *accused* the paper of inventing it": the letter accuses nobody."""
    if tokens.tags[second] not in TENSED or any(tokens.deps[i] in (*SUBJECTS, "aux") for i in tokens.children[second]):
        return
    first = tokens.heads[second]
    if tokens.deps[first] == "conj" and not has_subject(tokens, first):
        return  # the last of a list: "said he met them, heard them, and praised them"
    conjunction = next((i for i in tokens.children[first] if i < second and tokens.deps[i] == "cc"), second)
    while tokens.deps[first] in ("acomp", "ccomp", "conj", "xcomp") and tokens.lemmas[first] not in words.STRONG:
        subject = next((i for i in tokens.children[first] if tokens.deps[i] in SUBJECTS), None)
        thing = subject is None or phrase_kind(tokens, subject) == "noun"
        able = subject is not None and (not thing or tokens.lemmas[subject] in words.ABLE_TO_SPEAK)
        if able and tokens.words[conjunction - 1] != ",":
            return  # "said the council lied and accused her"
        first = tokens.heads[first]
    reports = tokens.lemmas[first] in words.STRONG and tokens.tags[first] == tokens.tags[second]
    if reports and tokens.heads[second] != first and first < second:
        _attach(tokens, second, first, "conj")


def _mend_saying(tokens: Tokens, participle: int) -> None:
    """ "He reminds me of Ruiz *saying* that …": no comma parts the participle from whom it describes."""
    noun = participle - 1
    if tokens.tags[participle] != "VBG" or tokens.deps[participle] != "advcl" or tokens.deps[noun] != "pobj":
        return
    somebody = tokens.labels[noun] == "PERSON" or tokens.lemmas[noun] in words.HUMANS
    if somebody and tokens.lower[tokens.heads[noun]] in ("of", "like", "with"):
        _attach(tokens, participle, noun, "acl")


def _mend_finding(tokens: Tokens, participle: int) -> None:
    """ "Research carried out after the congress *showing* that …": the research shows it, and not the congress."""
    noun = tokens.heads[participle]
    finders = words.DATA | words.TEXTS | words.SPEAKING_THINGS
    if tokens.deps[noun] != "pobj" or tokens.labels[noun] == "PERSON" or tokens.lemmas[noun] in finders:
        return
    above = tokens.heads[tokens.heads[noun]]
    if tokens.deps[above] == "acl":
        above = tokens.heads[above]
    if tokens.pos[above] == "NOUN" and tokens.lemmas[above] in words.DATA | words.TEXTS:
        _attach(tokens, participle, above, "acl")


def _mend_inserted(tokens: Tokens, verb: int) -> None:
    """ "The plan, *he went on*, was a joke": the parser makes the plan a part of the inserted clause, which it takes
    for what was said or for the main clause."""
    comma = verb + 2
    joined = (i for i in tokens.children[verb] if tokens.deps[i] == "conj" and i > comma)
    main = tokens.heads[verb] if tokens.deps[verb] == "ccomp" else next(joined, verb)
    subject = next((i for i in tokens.children[verb] if tokens.deps[i] == "nsubj" and i < verb), None)
    inserted = tokens.lower[verb + 1 : comma + 1] == ["on", ","] and comma < main and subject is not None
    if not inserted or has_subject(tokens, main):
        return
    topic = (i for i in tokens.children[verb] if i < verb and i != subject and tokens.pos[i] in ("NOUN", "PROPN"))
    if (noun := next(topic, None)) is not None:
        if tokens.heads[main] == verb:
            _attach(tokens, main, main, "ROOT")
        _attach(tokens, verb, main, "parataxis")
        _attach(tokens, noun, main, "nsubj")


def _mend_second_report(tokens: Tokens, first: int, second: int) -> None:
    """ "It rained, the Herald reported, while the roads froze, *the Star reported*": each reports one half."""
    subject = next((i for i in tokens.children[second] if tokens.deps[i] == "nsubj" and i < second), None)
    halves = (i for verb in (first, second) for i in tokens.children[verb] if tokens.deps[i] == "advcl")
    half = next((i for i in halves if first < i < second), None)
    if tokens.lemmas[first] not in words.SAY or subject is None or half is None or half > subject:
        return
    if not _has_comma(tokens, first, half) or not _has_comma(tokens, half, subject):
        return
    for verb in (first, second):
        if tokens.deps[verb] == "ccomp" and tokens.heads[verb] in (first, second):
            _attach(tokens, verb, verb, "ROOT")
    _attach(tokens, half, second, "ccomp")
    for mark in tokens.children[half]:
        if tokens.deps[mark] == "mark":
            _attach(tokens, mark, second, "mark")


def _mend_far_participle(tokens: Tokens, participle: int) -> None:
    """ "Ruiz blasted a bill that would have raised taxes, *telling* the Herald that …": the bill tells nothing."""
    verb = tokens.heads[participle]
    noun = tokens.heads[verb]
    if tokens.deps[participle] != "advcl" or tokens.deps[verb] != "relcl" or noun > verb:
        return
    if phrase_kind(tokens, noun) != "noun" or tokens.lemmas[noun] in words.ABLE_TO_SPEAK | words.DATA:
        return
    while tokens.heads[noun] != noun and not has_subject(tokens, noun):
        noun = tokens.heads[noun]
    if tokens.pos[noun] in ("VERB", "AUX"):
        _attach(tokens, participle, noun, "advcl")


def _mend_gerund(tokens: Tokens, verb: int) -> None:
    """ "Said *calling* the plan by another name would change nothing": what was said has the gerund for its subject,
    and goes on to the end of the verb that the parser attached elsewhere."""
    gerund = verb + 1
    complement = tokens.heads[gerund] == verb and tokens.deps[gerund] == "xcomp" and tokens.tags[gerund] == "VBG"
    if tokens.lemmas[verb] != "say" or not complement:
        return
    _, end = tokens.sentence(verb)
    for i in range(gerund + 1, end):
        children = tokens.children[i]
        finite = tokens.tags[i] in TENSED or any(tokens.tags[child] == "MD" for child in children)
        alone = finite and not has_subject(tokens, i)
        if tokens.pos[i] in ("VERB", "AUX") and alone and tokens.heads[i] <= verb and tokens.quoted[i] < 0:
            _attach(tokens, i, verb, "ccomp")
            _attach(tokens, gerund, i, "csubj")
            return


def may_be_called(tokens: Tokens, noun: int) -> bool:
    """True for one person, whose name may follow: "the senator, Ana Ruiz"."""
    return tokens.tags[noun] == "NN" and tokens.lemmas[noun] in words.HUMANS


def _mend_charge(tokens: Tokens, by: int) -> None:
    """ "Was accused by critics *of* fraud": the charge belongs to the verb."""
    for accuser in tokens.children[by]:
        for i in tokens.children[accuser]:
            if tokens.deps[i] == "prep" and tokens.lower[i] in ("of", "with") and i > accuser:
                pcomp = any(tokens.deps[child] == "pcomp" for child in tokens.children[i])
                if pcomp:
                    _attach(tokens, i, tokens.heads[by], "prep")
