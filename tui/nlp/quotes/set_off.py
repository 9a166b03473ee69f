"""Quotations without marks that are set off as blocks: a letter, a statement, a post.

A block is somebody's words if it is signed (— Ana Ruiz, head teacher), if it begins with who posted it (Ana Ruiz
@anaruiz), or if the paragraph before it introduces it (see `introductions`). In the first person it is perhaps told by
the person whom the paragraph before is about. Any other block may be a summary or an excerpt, and is nobody's speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...text.block_types import BlockTypes
from ...text.span import Span
from ..tokens import Tokens
from .drafts import QuoteDraft, TextRange, without_inner
from .grammar import phrase_kind
from .introductions import introduction_before, narrator_before
from .speakers import Candidate

CAPITAL = r"(?:(?![a-zß-öø-ÿ\d_])\w)"
NAME = rf"{CAPITAL}[\w.'’-]*(?:\s(?:{CAPITAL}[\w.'’-]*|de|del|della|da|dos|van|von|der|den|bin|al|le|la)){{0,5}}"
HANDLE = r"\(?@[\w.]+\)?"
DATE = r"(?:on\s)?(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?(?:,?\s\d{4})?"
AFTER_NAME = rf"(?:\s*{HANDLE}[^.!?\n]*|,\s[^!?\n]{{2,120}}|\s*\([^)\n]{{2,60}}\))?(?:\s{DATE})?\s*"
"""What may follow the name in a signature: a handle, what the person is, or a date."""
DASH = r"(?<!\S)(?:[—–―]|--?)\s*"
SIGNATURE = re.compile(rf"{DASH}(?P<name>{NAME}){AFTER_NAME}\Z")
"""The signature at the end of a block."""
SIGNATURE_ALONE = re.compile(rf"{DASH}(?P<name>(?:[Tt]he|[Aa]n?)\s[^,()@\n.!?]{{3,60}}|{NAME}){AFTER_NAME}\Z")
"""A block or line that is a signature; it may also describe somebody without naming them."""
BARE_SIGNATURE = re.compile(rf"(?P<name>{NAME}){AFTER_NAME}\Z")
"""A name without a dash, as the last of several blocks."""
POSTED_BY = re.compile(rf"(?P<name>{NAME})\s*{HANDLE}(?:\s*[·•|]?\s*{DATE})?:?\s*")
"""Who posted it, with the handle, before the words of the post."""
LINKS = re.compile(r"(?:\s*(?:https?://\S+|\b(?:pic|t)\.[\w.]+/\S+))+\s*\Z")
"""Addresses of pictures and links after the words of a post."""
LONGEST_SIGNATURE = 14
"""The largest number of words in a signature."""


class SetOff(NamedTuple):
    """Blocks in a row that are one quotation."""

    parts: list[TextRange]
    """The words of each block, without signature and links."""
    signature: TextRange | None
    """The name that signs them, or that says who posted them."""


def add_set_off(tokens: Tokens, drafts: list[QuoteDraft], blocks: BlockTypes) -> list[QuoteDraft]:
    """The drafts together with one for each quotation that is set off as a block, instead of those within it and of
    those that its introduction would make."""
    said: list[QuoteDraft] = []
    taken: list[TextRange] = []
    for group in _groups(tokens, blocks.set_off):
        for one in _divided(tokens.text, group):
            draft = _signed(tokens, one) or _introduced(tokens, one) or _narrated(tokens, one)
            if draft is not None:
                said.append(draft)
                taken.append((one.parts[0][0], one.parts[-1][1]))
    cues = {draft.cue_word for draft in said if draft.cue_word is not None}
    return [draft for draft in without_inner(drafts, taken) if draft.cue_word not in cues] + said


def _groups(tokens: Tokens, spans: Sequence[Span]) -> Iterator[list[TextRange]]:
    """The blocks in a row. If the first one begins with a quotation mark, they are read like any other paragraphs."""
    marked = {span.outer_start for span in tokens.quoted_spans}
    group: list[TextRange] = []
    for span in spans:
        if group and span.start - group[-1][1] > 2:
            yield group
            group = []
        group.append((span.start, span.end))
        if group[0][0] in marked:
            group = []
    if group:
        yield group


def _divided(text: str, group: list[TextRange]) -> Iterator[SetOff]:
    """The quotations in a row of blocks: each ends with its signature."""
    parts: list[TextRange] = []
    for number, (start, end) in enumerate(group):
        block, is_last = text[start:end], number == len(group) - 1
        found = SIGNATURE_ALONE.match(block) or SIGNATURE.search(block)
        if found is None and parts and is_last and _is_brief(block):
            found = BARE_SIGNATURE.match(block)
        if found is None:
            parts.append((start, end))
        else:
            parts.append((start, start + found.start()))
            yield _quotation(text, parts, (start + found.start("name"), start + found.end("name")))
            parts = []
    if not parts:
        return
    line = text[parts[-1][1] :][:200].split("\n")
    after = line[2] if len(line) > 2 and not line[0] and not line[1] else ""
    found = SIGNATURE_ALONE.match(after) if _is_brief(after) else None
    at = parts[-1][1] + 2
    if found is None:
        found, at = POSTED_BY.match(text[parts[0][0] : parts[0][1]]), parts[0][0]
        if found:
            parts[0] = (at + found.end(), parts[0][1])
    yield _quotation(text, parts, (at + found.start("name"), at + found.end("name")) if found else None)


def _is_brief(line: str) -> bool:
    return len(line.split()) <= LONGEST_SIGNATURE


def _quotation(text: str, parts: list[TextRange], signature: TextRange | None) -> SetOff:
    """The parts without links and blanks at their ends; those with no words left are dropped."""
    kept = []
    for start, end in parts:
        links = LINKS.search(text[start:end])
        end = start + links.start() if links else end
        words = text[start:end].strip()
        if words:
            start = text.index(words, start)
            kept.append((start, start + len(words)))
    return SetOff(kept, signature)


def _signed(tokens: Tokens, one: SetOff) -> QuoteDraft | None:
    if one.signature is None or not one.parts:
        return None
    first, last = tokens.range_of(*one.signature)
    if first >= last:
        return None
    is_name = tokens.words[first][:1].isupper() and tokens.lower[first] not in ("the", "a", "an")
    outside = (i for i in range(first, last) if not first <= tokens.heads[i] < last)
    root = last - 1 if is_name else next(outside, last - 1)
    kind = "person" if is_name else phrase_kind(tokens, root)
    speaker = Candidate(root, first, last, None, "sign" if is_name else "signature", kind)
    return _draft(tokens, one, speaker, unsure=False)


def _introduced(tokens: Tokens, one: SetOff) -> QuoteDraft | None:
    if not one.parts:
        return None
    first, _ = tokens.range_of(*one.parts[0])
    introduction = introduction_before(tokens, first)
    if introduction is None:
        return None
    draft = _draft(tokens, one, introduction.speaker, introduction.unsure)
    draft.cue, draft.cue_word = introduction.speaker.cue, introduction.speaker.verb
    return draft


def _narrated(tokens: Tokens, one: SetOff) -> QuoteDraft | None:
    """Words in the first person below a paragraph about somebody: She woke at two. “I put my hand down …”"""
    if not one.parts:
        return None
    first, _ = tokens.range_of(*one.parts[0])
    _, last = tokens.range_of(*one.parts[-1])
    narrator = narrator_before(tokens, first)
    if narrator is None or not any(tokens.words[i] == "I" and tokens.quoted[i] < 0 for i in range(first, last)):
        return None
    draft = _draft(tokens, one, narrator, unsure=True)
    draft.doubt = "no speaker is named, but the paragraph before is about this person"
    return draft


def _draft(tokens: Tokens, one: SetOff, speaker: Candidate, unsure: bool) -> QuoteDraft:
    first = min(tokens.range_of(*one.parts[0])[0], tokens.count - 1)
    return QuoteDraft(list(one.parts), speaker, unsure, tokens.paragraph_of[first], verbatim=True)
