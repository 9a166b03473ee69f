"""The check list: quotations, figures and marks, with what checking them has shown."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ...notes.check import SIGNS
from ...notes.claims import NOBODY, NOT_CHECKED, Claim, claims, progress
from ...text.article import Article
from ...text.safe import cells, one_line
from .item import Item
from .row_text import around, in_lines
from .sidebar_list import ListSource, SidebarList

STYLES = {
    "": "$text-muted",
    "open": "bold",
    "confirmed": "$text-success",
    "wrong": "$text-error",
    "cannot tell": "bold",
}
"""The style of each verdict; its sign and its name tell it without colour."""


def claim_item(article: Article, claim: Claim, width: int) -> Item:
    """One claim: its verdict as a sign, and its words, of a figure its sentence, in at most three lines; then kind,
    source and verdict in grey; then the evidence."""
    words = article.words(claim.span)
    room = 3 * (width - 4) - cells(words) - 12
    shown = (
        f"{one_line(words)}: {around(article, claim.span, claim.sentence, room)}" if claim.kind == "figure" else words
    )
    first, *more = in_lines(shown, width - 4, 3)
    facts = " · ".join(filter(None, (claim.kind, one_line(claim.who or NOBODY), claim.verdict)))
    proofs = [one_line(proof.where or proof.note, width - 6) for proof in claim.evidence]
    style = STYLES[claim.verdict]
    bold = one_line(words) if claim.kind == "figure" and first.startswith(one_line(words)) else ""
    return Item(
        key=f"{claim.kind} {claim.span.start} {claim.span.end}",
        line=Content.assemble(
            (f"{SIGNS[claim.verdict]} ", style),
            (bold, "bold"),
            first.removeprefix(bold),
            *[f"\n  {line}" for line in more],
            (f"\n  {one_line(facts, width - 4)}", style if claim.verdict else "$text-muted"),
            *[(f"\n  → {proof}", "$text-muted") for proof in proofs],
        ),
        spans=(claim.span,),
        search=f"{facts} {shown} {claim.verdict or NOT_CHECKED}".casefold(),
    )


class ChecksList(SidebarList):
    """Quotations, figures and marks to be checked."""

    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        found = claims(source.article, source.analysis, source.placed)
        if not found:
            return ()
        if second_order:  # what is left to do comes first
            found.sort(key=lambda claim: (claim.checked, claim.span))
        head = Item("progress", Content.styled(progress(found), "bold"), heading=True)
        return [head, *(claim_item(source.article, claim, width) for claim in found)]


LIST = ChecksList()
