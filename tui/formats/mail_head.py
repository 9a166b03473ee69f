"""The header lines of an e-mail whose text was saved or piped: who sent what to whom, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..text.block_types import MAIL_FIELDS
from .head import find_date

MOST = 998
"""Code points in a header line, as the standard for e-mail has it."""
_FIELD = re.compile(rf"[ \t]*(({MAIL_FIELDS}):[ \t]+\S[^\n]{{0,{MOST}}})(?:\n|\Z)")
_FOLDED = re.compile(rf"[ \t]+(?!(?:From|To|Cc|Date|Sent|Subject):)(\S[^\n]{{0,{MOST}}})(?:\n|\Z)")
"""The rest of a long header line."""
_FORWARDED = re.compile(
    r"\s*(?:Begin forwarded message:|-{2,} ?(?:Original|Forwarded) [Mm]essage ?-{2,})[ \t]*\n\s*(?=From: |Subject: )"
)
"""What programs put above the header of a forwarded e-mail."""
_PREFIXES = re.compile(r"Subject:\s*(?:(?i:fwd?|re):\s*)*")


class MailHead(NamedTuple):
    """The header lines at the beginning of a text."""

    lines: tuple[str, ...] = ()
    """As written, but each on one line."""
    kinds: Mapping[int | None, str] = {}
    """The kind of block that each of them is."""
    subject: str = ""
    """The subject without "Subject:", "Fwd:" and "Re:"."""
    date: str | None = None
    """The day it was sent, in ISO 8601."""
    end: int = 0
    """Where the text below them begins."""

    def below(self, index: int | None) -> int | None:
        """The index of a block of the text below them, counted from the first of these lines."""
        return None if index is None else len(self.lines) + index


NO_HEAD = MailHead()


def read_mail_head(text: str) -> MailHead:
    """The header at the beginning of a text: a subject, or a sender and another line. NO_HEAD if there is none."""
    above = _FORWARDED.match(text)
    at = above.end() if above else len(text) - len(text.lstrip())
    lines = [" ".join(above[0].split())] if above else []
    fields: dict[str, int] = {}
    while field := _FIELD.match(text, at):
        fields.setdefault(field[2], len(lines))
        lines.append(field[1].strip())
        at = field.end()
        while (rest := _FOLDED.match(text, at)) and len(lines[-1]) < MOST:
            lines[-1] += " " + rest[1].rstrip()
            at = rest.end()
    if "Subject" not in fields and not ("From" in fields and len(fields) > 1):
        return NO_HEAD
    subject = _PREFIXES.sub("", lines[fields["Subject"]], count=1) if "Subject" in fields else ""
    sent = fields.get("Date", fields.get("Sent"))
    kinds: dict[int | None, str] = dict.fromkeys(range(len(lines)), "byline")
    kinds |= {sent: "dateline"} if sent is not None else {}
    kinds |= {fields["Subject"]: "headline"} if subject else {}
    return MailHead(tuple(lines), kinds, subject, None if sent is None else find_date(lines[sent]), at)
