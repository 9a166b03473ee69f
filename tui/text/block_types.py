"""The blocks of an article that are set apart from the running text, as the analysis needs them."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from .span import Span

if TYPE_CHECKING:
    from .article import Article

_SENTENCE = re.compile(r"\S+\s.*[.!?…][”’\"')]*$", re.S)
"""Several words that end like a sentence: such a block of code is prose, which Markdown reads as code if indented."""
MAIL_FIELDS = "From|To|Cc|Bcc|Reply-To|Date|Sent|Subject"
"""The names of the header lines of an e-mail that are looked for, as a part of a regular expression."""
_MAIL = re.compile(rf"(?:{MAIL_FIELDS}):\s")


class BlockTypes(msgspec.Struct, frozen=True, omit_defaults=True):
    """The blocks that are set apart, in order of the text."""

    set_off: tuple[Span, ...] = ()
    """The paragraphs in block quotations, and indented prose."""
    labels: tuple[Span, ...] = ()
    """Headings and paragraphs wholly in bold, as the questions of an interview often are."""
    lead_ins: tuple[Span, ...] = ()
    """Bold words at the beginning of a paragraph, as the names in a transcript often are."""
    mail: tuple[Span, ...] = ()
    """The header lines of an e-mail ("Subject: …"), in which nobody speaks."""

    @property
    def fingerprint(self) -> str:
        """Eight hexadecimal digits that differ for other blocks."""
        return sha256(msgspec.msgpack.encode(self)).hexdigest()[:8]

    def shift(self, by: int) -> BlockTypes:
        """These blocks in a text that has `by` more code points before it; blocks before its start are dropped."""

        def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
            return tuple(span.shift(by) for span in spans if span.start + by >= 0)

        return BlockTypes(moved(self.set_off), moved(self.labels), moved(self.lead_ins), moved(self.mail))


RUNNING_TEXT = BlockTypes()
"""Blocks of running text only."""


def block_types_of(article: Article) -> BlockTypes:
    """The blocks of an article that are set apart from the running text."""
    set_off = tuple(
        block.span
        for block in article.blocks
        if block.quoted or (block.kind == "code" and _is_prose(article.words(block.span)))
    )
    bold = {inline.span.start: inline.span for inline in article.inlines if inline.kind == "strong"}
    plain = [block for block in article.blocks if not block.quoted]
    labels = tuple(block.span for block in plain if block.kind == "heading" or bold.get(block.span.start) == block.span)
    starts = (bold.get(block.span.start) for block in plain if block.kind == "paragraph")
    lead_ins = tuple(span for span in starts if span is not None and span not in labels)
    head = (block.span for block in article.blocks if block.kind in ("headline", "byline", "dateline"))
    mail = tuple(span for span in head if _MAIL.match(article.text, span.start))
    is_mail = any(article.text.startswith(("Subject:", "From:"), span.start) for span in mail)
    return BlockTypes(set_off, labels, lead_ins, mail if is_mail else ())


def _is_prose(text: str) -> bool:
    return "\n" not in text and _SENTENCE.match(text) is not None
