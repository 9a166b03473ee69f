"""Drafts of quotes: direct speech first, then what reporting clauses add to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..coreference import Coreference
from ..entities.headlines import title_case_paragraphs
from ..lexicon import read_lexicon, total_weight
from ..tokens import Tokens
from . import words
from .chosen_speaker import choose_speaker, is_about_somebody, other_person, same_phrase
from .clause import Clause, cue_of, is_about
from .clause_doubt import IN_HEADLINE, clause_doubt, doubt_beside_quotation, may_be_term
from .clauses import ClausesByParagraph
from .content import after_lead_in
from .context import QuoteContext, is_reported_after, quote_context
from .grammar import TokenRange, is_mark, phrase_kind, word_count
from .misread_forms import IN_THE_MIDDLE
from .speaker_names import SpeakerNamer
from .speakers import Candidate, before_clause, find_candidates, mention
from .speech import is_name_of_work, speech_features

SHORTEST = 3
"""Words in a quoted span that may be speech without a reporting verb; shorter ones are most often names and labels."""
SPEECH = 0.2
"""The lowest sum of weights with which a quoted span counts as speech and not as a title or a label."""
REPORT = 0.0
"""The lowest sum of weights with which a clause without quoted speech counts as indirect speech."""

CLAUSES = {"according", "as", "ccomp", "inserted", "xcomp"}
"""Relations of clauses, in which only the name of the addressee is a title and no part of the words."""
PEOPLE = {"person", "he", "they", "own", "who", "human", "people", "propn"}
"""Kinds of phrases that may be the speaker of a word or two without a reporting verb."""

TextRange = tuple[int, int]
"""A half-open range of code points."""


@dataclass(slots=True)
class QuoteDraft:
    """A quote before its speaker is named."""

    ranges: list[TextRange]
    speaker: Candidate | None
    unsure: bool
    paragraph: int
    cue: TokenRange | None = None
    cue_word: int | None = None
    remnant: bool = False
    """True if most of the content is a quote already, and the rest is not a sentence."""
    scope: list[TokenRange] = field(default_factory=list)
    """All that the cue governs, whether it is a quote of its own or not."""
    outlet: Candidate | None = None
    """The person or outlet that passes on the words of the speaker, if that is known already."""
    verbatim: bool = False
    """True for the very words of somebody without quotation marks: a turn of a transcript, a block quotation."""
    about: bool = False
    """True if the words only name what somebody spoke about: "berated *the mayor*"."""
    doubt: str = ""
    """Why it is unsure who said this, or whether anybody did, for the user."""


def direct_drafts(
    tokens: Tokens, clauses: ClausesByParagraph, coreference: Coreference
) -> tuple[list[QuoteDraft], set[int]]:
    """The quoted spans that are speech; successive spans of one speaker are one draft. Also the numbers of the quoted
    spans that are titles and labels."""
    by_paragraph = find_candidates(tokens, coreference)
    weights = read_lexicon("quote_weights")
    drafts: list[QuoteDraft] = []
    titles: set[int] = set()
    previous: Candidate | None = None
    for number, span in enumerate(tokens.quoted_spans):
        context = quote_context(tokens, number, clauses)
        brief = word_count(tokens, number) < SHORTEST
        if brief and not _is_brief_speech(context) and not _is_exclamation(tokens, context):
            continue
        chosen = choose_speaker(tokens, clauses, by_paragraph, context, previous)
        speaker = chosen.speaker
        if is_name_of_work(tokens, context):
            titles.add(number)
            continue
        features = speech_features(tokens, context, chosen.score)
        is_speech = total_weight(features, weights["speech"]) >= SPEECH
        if not is_speech and not _is_exclamation(tokens, context):
            continue
        alone = brief and not is_speech and not is_reported_after(tokens, context.outer_last, context.after)
        if alone and (speaker is None or speaker.kind not in PEOPLE):
            continue
        doubt = "a word or two may be a name or a label" if alone else chosen.doubt
        last = drafts[-1] if drafts and drafts[-1].paragraph == context.paragraph else None
        other = last and other_person(tokens, by_paragraph, last.speaker, last.ranges[-1][1], context, speaker)
        if other:
            speaker = other if not is_about_somebody(tokens, context) else speaker
            doubt = "it may be the speaker before or the one named since"
        if speaker is not None and _describes(tokens, speaker, context):
            titles.add(number)
            continue
        part = (span.outer_start, span.outer_end)
        if not other and _goes_on(drafts, speaker, span.continues, context.paragraph):
            drafts[-1].ranges.append(part)
            drafts[-1].doubt = drafts[-1].doubt or doubt
            drafts[-1].unsure = drafts[-1].doubt != ""
            drafts[-1].paragraph = context.paragraph
        else:
            drafts.append(_direct_draft(tokens, part, speaker, doubt, context, clauses))
            drafts[-1].outlet = chosen.outlet
        previous = speaker or previous
    return drafts, titles


def _describes(tokens: Tokens, speaker: Candidate, context: QuoteContext) -> bool:
    """True for words within the phrase for the speaker, outside of which he or she speaks: "Ruiz, who once led the
    “Stay Dry” campaign, denied it"."""
    cue, begin, end = _cue_word(speaker, context), tokens.left[speaker.root], tokens.right[speaker.root]
    return cue is not None and begin <= context.first and context.last <= end + 1 and not begin <= cue <= end


def _goes_on(drafts: list[QuoteDraft], speaker: Candidate | None, continues: bool, paragraph: int) -> bool:
    """True if the last draft has the same speaker and is in the same paragraph or ends in the one before."""
    return (
        bool(drafts) and same_phrase(drafts[-1].speaker, speaker) and (drafts[-1].paragraph == paragraph or continues)
    )


def _direct_draft(
    tokens: Tokens,
    part: TextRange,
    speaker: Candidate | None,
    doubt: str,
    context: QuoteContext,
    clauses: ClausesByParagraph,
) -> QuoteDraft:
    cue_word = _cue_word(speaker, context) if speaker else None
    cue = _cue(tokens, speaker, cue_word, clauses.get(context.paragraph, []))
    named = speaker if speaker is None or cue_word is None else before_clause(tokens, speaker, cue_word)
    return QuoteDraft([part], named, doubt != "", context.paragraph, cue, cue_word, doubt=doubt)


def _is_brief_speech(context: QuoteContext) -> bool:
    """True for a word or two next to a reporting clause, as speech is: “No,” she said."""
    if context.closes not in ("comma", "mark", "stop") or context.opens not in ("start", "fresh", "comma", "colon"):
        return False
    strong = ("right strong", "left next strong", "left colon strong")
    return any(name in strong for ties in context.ties.values() for name, _ in ties)


def _is_exclamation(tokens: Tokens, context: QuoteContext) -> bool:
    """True for a whole sentence, alone or before its reporting verb: “Nonsense,” said Ruiz. “Come in.”"""
    if context.opens not in ("start", "fresh"):
        return False
    span, after = tokens.quoted_spans[context.number], context.outer_last
    if after < context.after and tokens.words[after].strip():
        return context.closes in ("comma", "mark") and is_reported_after(tokens, after, context.after)
    return span.closed and tokens.text[span.end - 1] in ".!?"


def _cue(tokens: Tokens, speaker: Candidate | None, cue_word: int | None, clauses: list[Clause]) -> TokenRange | None:
    """The cue of the clause with that cue word; else the cue word."""
    if cue_word is None:
        return speaker.cue if speaker else None
    return next((clause.cue for clause in clauses if clause.cue_word == cue_word), cue_of(tokens, cue_word))


def _cue_word(speaker: Candidate, context: QuoteContext) -> int | None:
    """The word that ties the speaker to the quoted span, if a clause or the grammar does."""
    ties = context.ties.get(speaker.root, [])
    order = ("clause sure", "left next strong", "clause likely", "up 0 strong", "up 0 say", "right strong", "right say")
    for wanted in order:
        for name, word in ties:
            if name == wanted:
                return word
    if speaker.role in ("title", "colon") and speaker.cue:
        return speaker.cue[0]
    return speaker.verb if speaker.role.startswith(("subj", "who", "agent")) else None


def add_clauses(
    tokens: Tokens, clauses: ClausesByParagraph, drafts: list[QuoteDraft], titles: set[int]
) -> list[QuoteDraft]:
    """The drafts together with those of indirect speech.

    The content of a clause that also has quoted speech is added to the draft of that speech. What somebody sings, reads
    or plays is not content: its title is one of `titles`, the numbers of quoted spans.
    """
    indirect: list[QuoteDraft] = []
    by_cue = {draft.cue_word: draft for draft in drafts if draft.cue_word is not None}
    taken: dict[int, list[TextRange]] = {}
    for draft in drafts:
        for part in draft.ranges:
            first = min(tokens.range_of(*part)[0], tokens.count - 1)
            taken.setdefault(tokens.paragraph_of[first], []).append(part)
    outlets = {draft.outlet.root for draft in drafts if draft.outlet}
    for paragraph, here in clauses.items():
        for clause in here:
            if clause.speaker in outlets:
                continue  # what is left next to the quote is its speaker
            mixed = by_cue.get(clause.cue_word)
            if mixed is not None and may_be_term(tokens, clause):
                _cast_doubt(mixed, clause_doubt(tokens, clause))
            parts = [after_lead_in(tokens, clause.cue_word, *part) for part in clause.content]
            content = [_text_range(tokens, *part) for part in parts if not _is_quoted(tokens, *part)]
            labels = _title_ranges(tokens, clause, titles)
            content = _without(content, labels, tokens.text)
            if not content or _is_about_title(tokens, clause, titles):
                continue
            if mixed is not None and _touches(tokens, clause, mixed):
                if doubt := doubt_beside_quotation(tokens, clause):
                    _cast_doubt(mixed, doubt)
                mixed.ranges += content
                mixed.cue = clause.cue
                mixed.scope = clause.content
            elif clause.score > REPORT and (rest := _without(content, taken.get(paragraph, []), tokens.text)):
                indirect.append(_indirect_draft(tokens, clause, paragraph, rest))
                indirect[-1].remnant = 2 * _length(rest) < _length(content)
                if labels and clause.relation not in CLAUSES:
                    _cast_doubt(indirect[-1], "the words in quotation marks, taken for a name, may be what was said")
    headlines = title_case_paragraphs(tokens)
    for draft in indirect:
        if draft.paragraph in headlines and draft.cue_word is not None and tokens.pos[draft.cue_word] == "VERB":
            _cast_doubt(draft, IN_HEADLINE)
    return drafts + indirect


def _cast_doubt(draft: QuoteDraft, doubt: str) -> None:
    draft.doubt, draft.unsure = draft.doubt or doubt, True


def _title_ranges(tokens: Tokens, clause: Clause, titles: set[int]) -> list[TextRange]:
    """The titles and labels in the object of a verb ("praised the novel “…”", "told the podcast “…” that"), which are
    not what its subject said."""
    if not titles:
        return []
    inside = {tokens.quoted[i] for first, last in clause.content for i in range(first, last)} & titles
    if clause.relation in CLAUSES:
        # Only the name of the addressee, which the parser makes the beginning of the clause.
        inside = {number for number in inside if _is_name_of_addressee(tokens, clause, number)}
    return [(tokens.quoted_spans[n].outer_start, tokens.quoted_spans[n].outer_end) for n in inside]


def _is_name_of_addressee(tokens: Tokens, clause: Clause, number: int) -> bool:
    """True for a quoted span at the start of the content, before "that"."""
    begin = clause.content[0][0]
    while begin < tokens.count and tokens.quoted[begin] < 0 and is_mark(tokens, begin):
        begin += 1
    _, end = tokens.quoted_ranges[number]
    while end < tokens.count and is_mark(tokens, end):
        end += 1
    return tokens.quoted[begin] == number and end < tokens.count and tokens.lower[end] == "that"


def _is_about_title(tokens: Tokens, clause: Clause, titles: set[int]) -> bool:
    """True for a verb whose object is a title or a label, and which is not a verb of speech with a clause."""
    performed = tokens.lemmas[clause.cue_word] in words.PERFORM | words.CHRISTEN
    if clause.relation in CLAUSES and not performed:
        return False
    if not any(tokens.quoted[i] in titles for first, last in clause.content for i in range(first, last)):
        return False
    return tokens.lemmas[clause.cue_word] not in words.SPEECH_ACTS


def _indirect_draft(tokens: Tokens, clause: Clause, paragraph: int, ranges: list[TextRange]) -> QuoteDraft:
    speaker = _speaker(tokens, clause)
    doubt = clause_doubt(tokens, clause)
    if any(tokens.quoted[i] >= 0 for first, last in clause.content for i in range(first, last)):
        doubt = doubt or doubt_beside_quotation(tokens, clause)
    brief = clause.relation != "according" and sum(last - first for first, last in clause.content) < SHORTEST
    draft = QuoteDraft(
        ranges, speaker, brief or doubt != "", paragraph, clause.cue, clause.cue_word, scope=clause.content
    )
    draft.doubt, draft.about = doubt, is_about(tokens, clause)
    return draft


def merge_nested(drafts: list[QuoteDraft], namer: SpeakerNamer) -> list[QuoteDraft]:
    """The drafts without those inside another of the same speaker ("he said he wanted to …" is one quote), and without
    those of nobody."""
    named = {id(draft): namer.name(draft.speaker).speaker.entity for draft in drafts if draft.speaker}
    by_paragraph: dict[int, list[QuoteDraft]] = {}
    for draft in drafts:
        if draft.scope:
            by_paragraph.setdefault(draft.paragraph, []).append(draft)
    merged: set[int] = set()
    for inner in sorted(drafts, key=lambda draft: -(draft.cue_word or 0)):
        entity = named.get(id(inner))
        if inner.cue_word is None or entity is None:
            continue
        for outer in by_paragraph.get(inner.paragraph, ()):
            inside = any(first <= inner.cue_word < last for first, last in outer.scope)
            if inside and outer is not inner and named.get(id(outer)) == entity and id(outer) not in merged:
                outer.ranges += inner.ranges
                outer.remnant = outer.remnant and inner.remnant
                outer.unsure, outer.about = outer.unsure and inner.unsure, outer.about and inner.about
                merged.add(id(inner))
                break
    kept = (draft for draft in drafts if id(draft) not in merged and not draft.remnant)
    return [draft for draft in kept if named.get(id(draft)) or not _is_nobodys(draft)]


def _is_nobodys(draft: QuoteDraft) -> bool:
    """True for what is perhaps reported of a "they" that stands for nobody in the article."""
    speaker = draft.speaker
    return (
        draft.unsure
        and draft.doubt != IN_THE_MIDDLE
        and speaker is not None
        and speaker.role == "clause"
        and speaker.kind == "they"
    )


def _length(ranges: list[TextRange]) -> int:
    return sum(end - start for start, end in ranges)


def _without(ranges: list[TextRange], taken: list[TextRange], text: str) -> list[TextRange]:
    """The parts of the ranges outside of `taken`, without spaces and punctuation at their ends."""
    for start, end in taken:
        left: list[TextRange] = []
        for first, last in ranges:
            if end <= first or last <= start:
                left.append((first, last))
            else:
                left += [_trimmed(text, first, min(last, start)), _trimmed(text, max(first, end), last)]
        ranges = [(first, last) for first, last in left if first < last]
    return ranges


def _trimmed(text: str, first: int, last: int) -> TextRange:
    while first < last and not text[first].isalnum():
        first += 1
    while first < last and not text[last - 1].isalnum():
        last -= 1
    return first, last


def _text_range(tokens: Tokens, first: int, last: int) -> TextRange:
    """The code points of a token range. A quoted span at either end is taken whole, with its marks."""
    start, end = tokens.starts[first], tokens.ends[last - 1]
    if tokens.quoted[first] >= 0:
        start = tokens.quoted_spans[tokens.quoted[first]].outer_start
    if tokens.quoted[last - 1] >= 0:
        end = tokens.quoted_spans[tokens.quoted[last - 1]].outer_end
    return _without_lone_brackets(tokens.text, start, end)


def _without_lone_brackets(text: str, start: int, end: int) -> TextRange:
    """The range with the bracket that closes one in it, and without one at either end whose other half is outside."""
    first, last = start, end
    if text[first] == "(" and ")" not in text[first:last]:
        first += 1
    opened, closed = text.count("(", first, last), text.count(")", first, last)
    if opened == closed + 1 and text[last : last + 1] == ")":
        last += 1
    elif closed == opened + 1 and (stripped := text[first:last].rstrip(".")).endswith(")"):
        last = first + len(stripped[:-1].rstrip(".,; "))
    return (first, last) if first < last else (start, end)


def _is_quoted(tokens: Tokens, first: int, last: int) -> bool:
    """True if all words of a token range are between quotation marks."""
    return all(tokens.quoted[i] >= 0 or tokens.pos[i] in ("PUNCT", "SPACE") for i in range(first, last))


def _touches(tokens: Tokens, clause: Clause, draft: QuoteDraft) -> bool:
    """True if the content of the clause meets the draft, give or take two code points.

    What somebody does in the sentence before is not what they say: He *put down his pen.* “…”
    """
    speaks = tokens.lemmas[clause.cue_word] in words.STRONG
    for start, end in [(tokens.starts[first], tokens.ends[last - 1]) for first, last in clause.content]:
        for first, last in draft.ranges:
            near = start <= last + 2 and first <= end + 2
            if near and (speaks or not any(mark in tokens.text[end:first] for mark in ".!?")):
                return True
    return False


def _speaker(tokens: Tokens, clause: Clause) -> Candidate | None:
    if clause.speaker is None:
        return None
    first, last = mention(tokens, clause.speaker)
    last = min([last, *(begin for begin, _ in clause.content if begin > clause.speaker)])
    roles = {"according": "according", "headline": "line", "line": "line", "loud line": "line"}
    role = roles.get(clause.relation, "clause")
    kind = phrase_kind(tokens, clause.speaker)
    whole = Candidate(clause.speaker, first, last, clause.cue_word, role, kind, clause.cue)
    return before_clause(tokens, whole, clause.cue_word)


def without_inner(drafts: list[QuoteDraft], taken: list[TextRange]) -> list[QuoteDraft]:
    """The drafts without those inside `taken`, the words of somebody, that are not a quotation of somebody else."""
    return [draft for draft in drafts if not any(_is_within(draft, *part) for part in taken)]


def _is_within(draft: QuoteDraft, start: int, end: int) -> bool:
    """True for a draft between these code points, unless it surely has another speaker than the words around it."""
    if not all(start <= first and last <= end for first, last in draft.ranges):
        return False
    if draft.unsure or draft.speaker is None or draft.speaker.kind in ("own", "he", "they"):
        return True
    return draft.speaker.role in ("title", "colon", "line", "transcript")
