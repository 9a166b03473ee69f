"""The check list of an article as a table, for a command and for the reading screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..formats.file_place import LineNumbers, open_command
from ..notes.claims import Claim, claims, lost_claims
from ..notes.highlight import Placed
from ..text.analyzed import Analyzed
from ..text.article import Article

COLUMNS = (
    *("source", "kind", "who", "verdict", "start", "end", "line", "text", "evidence", "evidence_note", "note", "open"),
    *("words_then", "unsure", "cue"),
)


@dataclass(frozen=True)
class ClaimRow:
    """One claim of one article."""

    source: str
    article: Article
    claim: Claim
    line: int | None
    """The line of the file in which it begins, counted from 1; None if its article is in no file."""

    @property
    def open(self) -> str:
        """The command that opens the article at the claim."""
        return open_command(self.source, self.claim.span.start)


def claim_rows(one: Analyzed, placed: Sequence[Placed]) -> Iterator[ClaimRow]:
    """The claims of an article in order of the text, then the verdicts on words that it no longer has. `placed` are
    the highlights on it."""
    lines = LineNumbers(one.path, one.article)
    for claim in claims(one.article, one.analysis, placed):
        yield ClaimRow(one.path, one.article, claim, lines.of(claim.span))
    for claim in lost_claims(one.article, placed):
        yield ClaimRow(one.path, one.article, claim, None)


def fields(row: ClaimRow) -> Iterator[object]:
    """The values of a row of a table with `COLUMNS`."""
    claim = row.claim
    places = "; ".join(proof.where for proof in claim.evidence)
    shown = "; ".join(proof.note for proof in claim.evidence) if any(proof.note for proof in claim.evidence) else ""
    yield from (row.source, claim.kind, claim.who or "", claim.outcome)
    yield from ("", "", "") if claim.is_lost else (*claim.span, row.line)
    yield from (claim.words(row.article), places, shown, claim.highlight.note if claim.highlight else "", row.open)
    yield from (claim.words_then, "yes" if claim.unsure else "no", claim.cue)
