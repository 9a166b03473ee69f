"""Plain text to an article: finds paragraphs, lists and headings by how news files are really written.

Visible characters never change: the text of the article has every non-space character of the file, in order, except the
"> " before each line of a forwarded e-mail. Only spaces and line ends change, when wrapped lines are joined and blocks
are separated. The header lines of an e-mail are the head of the article, and its subject is the headline.

How lines end shows how they are meant. If most lines that another line follows break off in mid-sentence, the lines are
*wrapped* and are joined; if they end with the sentence, each line is a paragraph; if they break off but nearly every
line begins with a capital, they are *verse* and stay lines. This is judged once, from the first lines, so that reading
only the start of a file gives the same blocks as reading all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ..text.article import Article, Block
from ..text.span import Span
from .head import TOP, date_line, find_byline, is_headline_over, is_label, read_top, settled
from .long_block import LONGEST_BLOCK, divide
from .mail_head import MailHead, read_mail_head

SAMPLE = 32_768
"""Code points at the start of a file from which the kind of its lines is judged."""

LAST_FACT = 5
"""The blocks among which a byline or day of publication on a line of its own is a block of its own."""

BULLETS = "•◦‣▪▫●○■□∙·⁃▸►➤*-–"
_BULLET = re.compile(rf"(?:[{re.escape(BULLETS[:-3])}]|[*–-](?=\s)|\(?\d{{1,3}}[.)](?=\s))\s*(?=\S)")
_MAY_BE_BULLET = frozenset(BULLETS + "0123456789(")
_GAP = re.compile(r"\n(?:[^\S\n]*\n)+")
_ENDS_SENTENCE = re.compile(r"[.!?…:][”’\"'»)\]]*$")
_COLUMNS = re.compile(r"\S {3,}\S")
_TABLE_SAMPLE = 40
_COMPOUND = re.compile(r"\w[.]?-$")
_MARK = r"(?:>(?: |$))++"
_FORWARDED = re.compile(rf"^{_MARK}.*+\n(?:{_MARK}.*+(?:\n|\Z))++", re.MULTILINE)
"""Lines with the marks of an e-mail program; ">> ANNA:", without a space, begins a turn in a transcript."""
_MARK_OF_LINE = re.compile(rf"^{_MARK}", re.MULTILINE)


class _LineStyle(NamedTuple):
    """How the lines of a file are meant."""

    lines: Literal["wrapped", "paragraphs", "verse"]
    width: int = 0
    """For wrapped lines: the columns they were filled to."""
    gaps: bool = True
    """Whether blank lines separate the paragraphs."""


def read_plain(text: str, source: str = "") -> Article:
    """The article in a plain text. `text` is clean (see `safe.clean`)."""
    text = _without_forward_marks(text)
    head = read_mail_head(text)
    text = text[head.end :]
    pieces = _pieces(text, _line_style(text[:SAMPLE]))
    _find_headings(pieces)
    return _assemble(pieces, source, head)


def read_plain_head(text: str, source: str = "") -> Article | None:
    """The article in the start of a long text: its text and blocks are the first ones of the whole article.

    `text` is the start of the file up to a line end, longer than SAMPLE. None if its blocks depend on more of the file.
    """
    gaps = [match.start() for match in _GAP.finditer(text)]
    if gaps:
        text = text[: gaps[-1]]
    text = _without_forward_marks(text)
    head = read_mail_head(text)
    text = text[head.end :]
    if len(text) < SAMPLE:
        return None
    pieces = _pieces(text, _line_style(text[:SAMPLE]))
    _find_headings(pieces[:-1])  # the last piece may continue and the one before it be its heading
    del pieces[-2:]
    return _assemble(pieces, source, head) if settled([len(piece.text) for piece in pieces[: TOP + 1]]) else None


def _without_forward_marks(text: str) -> str:
    """The text without the "> " before each of two or more lines; a single such line keeps it."""
    if "> " not in text:
        return text
    return _FORWARDED.sub(lambda lines: _MARK_OF_LINE.sub("", lines[0]), text)


@dataclass(slots=True)
class _Piece:
    text: str
    kind: Literal["paragraph", "list_item", "code", "heading"] = "paragraph"
    level: int = 0
    lead: int = 0


def _line_style(sample: str) -> _LineStyle:
    lines = [line.rstrip() for line in sample.strip().split("\n")]
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if a and b and not _BULLET.match(b.lstrip())]
    filled = sorted(len(line) for line in lines if line)
    if not pairs or not filled:
        return _LineStyle("paragraphs")
    gaps = sum(not line for line in lines) * 12 >= len(filled)
    broken = [(a, b) for a, b in pairs if not _ENDS_SENTENCE.search(a)]
    # By length, since headline and byline break off too and would outvote the lines of a short article.
    if sum(len(a) for a, _ in broken) < 0.4 * sum(len(a) for a, _ in pairs):
        return _LineStyle("paragraphs", gaps=gaps)
    capitals = sum(b.lstrip("“‘\"' ")[:1].isupper() for _, b in broken)
    if capitals >= 0.8 * len(broken) and len(broken) >= 2:
        return _LineStyle("verse", gaps=gaps)
    return _LineStyle("wrapped", filled[int(0.95 * (len(filled) - 1))], gaps)


def _pieces(text: str, style: _LineStyle) -> list[_Piece]:
    if "\t" in text:
        text = text.expandtabs(4)
    pieces: list[_Piece] = []
    indents: list[int] = []  # of the bullets of the current list, outermost first
    for chunk in _GAP.split(text):
        if "\n" not in chunk:
            words = chunk.strip()
            if not words:
                continue
            if words[0] not in _MAY_BE_BULLET and not indents:
                pieces.append(_Piece(words))
                continue
        if chunk.strip():
            _read_chunk(chunk.strip("\n").split("\n"), style, pieces, indents)
    return pieces


def _read_chunk(lines: list[str], style: _LineStyle, pieces: list[_Piece], indents: list[int]) -> None:
    """Add the blocks of consecutive lines."""
    if _is_table(lines[:_TABLE_SAMPLE]):
        pieces.append(_Piece("\n".join(line.rstrip() for line in lines), "code"))
        indents.clear()
        return
    before = ""
    first_indent = indent_before = 0
    parts: list[str] = []  # of the last piece; joined only when it ends, since a piece may have 100,000 lines
    for line in lines:
        words = line.strip()
        if not words:
            continue
        indent = len(line) - len(line.lstrip())
        bullet = _BULLET.match(words) if words[0] in _MAY_BE_BULLET else None
        is_apart = len(pieces) < LAST_FACT and (_is_fact(before) or _is_fact(words))
        goes_on = before and not bullet and not is_apart and _goes_on(before, words, style)
        if goes_on and not (first_indent and indent > indent_before):
            parts += (_joint(before, words, style), words)
        else:
            if before:
                pieces[-1].text = "".join(parts)
            if bullet:
                pieces.append(_item(words, indent, bullet.end(), indents))
            elif not before and indents and indent > indents[-1]:
                pieces.append(_Piece(words, "list_item", len(indents)))  # a further paragraph of the item
            else:
                indents.clear()
                pieces.append(_Piece(words))
                first_indent = first_indent if before else indent
            parts = [pieces[-1].text]
        before, indent_before = line.rstrip(), indent
    pieces[-1].text = "".join(parts)


def _item(words: str, indent: int, lead: int, indents: list[int]) -> _Piece:
    """A list item; updates `indents`, which are those of the items around it."""
    while indents and indent < indents[-1]:
        indents.pop()
    if not indents or indent >= indents[-1] + 2:
        indents.append(indent)
    bullet = words[:lead].rstrip() + " "
    return _Piece(bullet + words[lead:], "list_item", len(indents), len(bullet))


def _is_table(lines: list[str]) -> bool:
    """Whether lines have columns, so that they must not be joined."""
    return len(lines) > 1 and sum(_COLUMNS.search(line) is not None for line in lines) >= max(2, len(lines) / 2)


def _goes_on(before: str, words: str, style: _LineStyle) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    ended = _ENDS_SENTENCE.search(before) is not None
    if words[0].islower() and not ended:
        return True
    if style.lines == "paragraphs":
        return before[-1] in ",;" and len(before) < 120
    if style.lines == "verse":
        return True
    fits = len(before) + 1 + len(words.split(None, 1)[0]) <= style.width
    if not fits:
        return True
    if ended:
        return style.gaps and len(before) >= style.width / 2
    return len(before) >= style.width / 2


def _is_fact(line: str) -> bool:
    """Whether a line at the top is a byline or a day of publication, and so no part of a paragraph."""
    return find_byline(line) is not None or date_line(line.strip()) is not None


def _joint(before: str, words: str, style: _LineStyle) -> str:
    """What to put between two joined lines."""
    if style.lines == "verse":
        return "\n"
    if _COMPOUND.search(before[-3:]) or (before[-1] > "\u2e80" and words[0] > "\u2e80"):
        return ""  # "U.S.-" and "Mexico"; Chinese and Japanese have no spaces
    return " "


def _assemble(pieces: list[_Piece], source: str, mail: MailHead) -> Article:
    if any(len(piece.text) > LONGEST_BLOCK for piece in pieces):
        pieces = [part for piece in pieces for part in _divided(piece)]
    lines = [piece.text if piece.kind in ("paragraph", "heading") else "" for piece in pieces[: TOP + 1]]
    is_titled = len(lines) > 1 and lines[0] and not mail.subject and is_headline_over(lines[0], lines[1:])
    top = read_top(lines, headline=0 if is_titled else None)
    headline = mail.subject or (None if top.headline is None else pieces[top.headline].text)
    kinds: dict[int | None, str] = {mail.below(top.headline): "headline", mail.below(top.date_at): "dateline"}
    kinds |= {mail.below(top.byline_at): "byline", **mail.kinds}
    blocks: list[Block] = []
    at = 0
    pieces = [*map(_Piece, mail.lines), *pieces]
    for index, piece in enumerate(pieces):
        end = at + len(piece.text)
        block = Block(Span(at, end), piece.kind, piece.level, "", piece.lead)
        if kind := kinds.get(index):
            block = block._replace(kind=kind, level=0)  # type: ignore[arg-type]  # literals in a dict
        blocks.append(block)
        at = end + 2
    return Article(
        source=source,
        text="\n\n".join([piece.text for piece in pieces]),
        blocks=tuple(blocks),
        headline=headline,
        byline=top.byline,
        dateline=top.dateline,
        date=top.date or mail.date,
    )


def _find_headings(pieces: list[_Piece]) -> None:
    """Turn short lines that are not sentences, above a list or a long paragraph, into headings."""
    for piece, below in zip(pieces, pieces[1:], strict=False):
        if (
            len(piece.text) <= 60
            and piece.kind == "paragraph"
            and "\n" not in piece.text
            and (below.kind == "list_item" or (below.kind == "paragraph" and len(below.text) > 100))
            and is_label(piece.text)
        ):
            piece.kind, piece.level = "heading", 2


def _divided(piece: _Piece) -> list[_Piece]:
    parts = []
    text = piece.text
    for start, end in divide(text):
        part = text[start:end].strip(" ")
        if part:
            parts.append(replace(piece, text=part, lead=0 if start else piece.lead))
    return parts
