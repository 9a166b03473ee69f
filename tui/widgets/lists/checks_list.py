"""The check list: quotations, figures and marks, with what checking them has shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from textual.content import Content

from ...notes.check import Evidence
from ...notes.claims import NOT_CHECKED, Claim, claims, lost_claims, progress
from ...text.address import is_address
from ...text.article import Article
from ...text.quotation_marks import in_quotes
from ...text.safe import cells, one_line
from .item import Item
from .row_text import MOST_LINES, around, heading, in_lines, short_name
from .sidebar_list import ListSource, SidebarList

STYLES = {
    "": "$text-muted",
    "open": "bold",
    "confirmed": "$text-success",
    "wrong": "$text-error",
    "cannot tell": "bold",
}
"""The style of each verdict; its sign and its name show it without colour."""


NOT_FOUND, IN_TEXT = "Not found in this text", "In this text"
"""Headings, which are there only if the article no longer has the words of a verdict."""
LEAST_NAME = 12
"""The smallest width of a source that is shortened, in cells."""


def claim_item(article: Article, claim: Claim, width: int) -> Item:
    """One claim: its verdict as a sign, and its words (of words said, with those that report them; of a figure, its
    sentence) in at most three lines; then verdict, kind and source in grey; then the evidence. Nothing is cut while the
    row is under the cursor."""
    words = one_line(claim.words(article))
    shown = whole = one_line(claim.statement(article))
    if claim.kind == "figure":
        room = 3 * (width - 4) - cells(words) - 12
        shown = f"{words}: {around(article, claim.span, claim.sentence, room)}"
        whole = f"{words}: {article.words(claim.sentence)}"
    return Item(
        key=f"{claim.kind} {claim.span.start} {claim.span.end}",
        line=_content(claim, words, in_lines(shown, width - 4, 3), width, 1),
        spans=(claim.span,),
        search=f"{_facts(claim)} {shown} {claim.outcome or NOT_CHECKED}".casefold(),
        full=lambda: _content(claim, words, in_lines(whole, width - 4, MOST_LINES), width, MOST_LINES),
    )


def _facts(claim: Claim) -> str:
    """Verdict, kind and source."""
    return " · ".join(filter(None, (claim.outcome, claim.kind_shown, one_line(claim.source))))


def _facts_in_lines(claim: Claim, width: int) -> list[str]:
    """`_facts` in a line of `width` cells, or in two if there is no room for the source; the source is shortened."""
    before = " · ".join(filter(None, (claim.outcome, claim.kind_shown)))
    room = width - cells(before) - cells(" · ")
    if cells(claim.source) <= room or room >= LEAST_NAME:
        return [f"{before} · {short_name(claim.source, room)}"]
    return [one_line(before, width), short_name(claim.source, width)]


def _proof(proof: Evidence, room: int) -> str:
    """Where a piece of evidence is and what it shows; for a file only its name if there is no room for its path."""
    fits = is_address(proof.where) or cells(proof.where) <= room
    return ": ".join(filter(None, (proof.where if fits else PurePath(proof.where).name, proof.note)))


def _content(claim: Claim, words: str, lines: list[str], width: int, most: int) -> Content:
    """The lines of its words, then the rest, each part of it in at most `most` lines."""
    style = STYLES["open" if claim.words_then and claim.verdict else claim.verdict]
    bold = words if claim.kind == "figure" and lines[0].startswith(words) else ""
    cue = f"{claim.cue}:" if claim.cue and lines[0].startswith(f"{claim.cue}:") else ""
    proofs = [in_lines(_proof(proof, most * (width - 6)), width - 6, most) for proof in claim.evidence]
    has_others = claim.verdict and claim.words_then and not claim.is_lost
    then = f"{claim.verdict}: {in_quotes(one_line(claim.words_then))}" if has_others else ""
    return Content.assemble(
        (f"{claim.sign} ", style),
        (cue, "$text-muted"),
        (bold, "bold"),
        lines[0].removeprefix(cue).removeprefix(bold),
        *[f"\n  {line}" for line in lines[1:]],
        *[
            (f"\n  {line}", style if claim.verdict else "$text-muted")
            for line in (in_lines(_facts(claim), width - 4, most) if most > 1 else _facts_in_lines(claim, width - 2))
        ],
        *[(f"\n  {line}", "$text-muted") for line in (in_lines(then, width - 4, most) if then else ())],
        *[("\n  → " + "\n    ".join(proof), "$text-muted") for proof in proofs],
    )


class ChecksList(SidebarList):
    """Quotations, figures and marks to be checked."""

    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        found = claims(source.article, source.analysis, source.placed)
        if second_order:  # what is left to do comes first
            found.sort(key=lambda claim: (claim.checked, not claim.to_check_again, claim.span))
        items = [claim_item(source.article, claim, width) for claim in found]
        lost = [_lost_item(source.article, claim, width) for claim in lost_claims(source.article, source.placed)]
        if not lost:
            return items
        below = [heading(IN_TEXT, len(items)), *items] if items else []
        return [heading(NOT_FOUND, len(lost)), *lost, *below]

    def copied(self, source: ListSource, item: Item) -> str:
        if item.spans:
            return super().copied(source, item)
        return next((one.highlight.target.exact for one in source.placed if one.highlight.id == item.key), "")

    def progress(self, source: ListSource) -> str:
        return progress(claims(source.article, source.analysis, source.placed))


def _lost_item(article: Article, claim: Claim, width: int) -> Item:
    """A verdict on words that the article no longer has. Like a note on such words, it has the key of its highlight and
    no place."""
    words = one_line(claim.words_in_full(article))
    return Item(
        key=claim.highlight.id if claim.highlight else "",
        line=_content(claim, words, in_lines(words, width - 4, 3), width, 3),
        search=f"{_facts(claim)} {words}".casefold(),
        noun="gone",
        full=lambda: _content(claim, words, in_lines(words, width - 4, MOST_LINES), width, MOST_LINES),
    )


LIST = ChecksList()
