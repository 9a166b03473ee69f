"""The check list: quotations, figures and marks, with what checking them has shown."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ...notes.check import SIGNS
from ...notes.claims import NOBODY, NOT_CHECKED, Claim, claims, progress
from ...text.article import Article
from ...text.safe import one_line
from .item import Item
from .row_text import in_lines
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
    """One claim: its verdict, kind and source; its words in at most two lines; its evidence."""
    words = in_lines(article.words(claim.span), width - 4, 2)
    who = claim.who or NOBODY
    head = f"{claim.verdict or NOT_CHECKED} · {claim.kind} · {one_line(who)}"
    proofs = [one_line(proof.where or proof.note, width - 6) for proof in claim.evidence]
    return Item(
        key=f"{claim.kind} {claim.span.start} {claim.span.end}",
        line=Content.assemble(
            (f"{SIGNS[claim.verdict]} ", STYLES[claim.verdict]),
            (one_line(head, width - 2), STYLES[claim.verdict]),
            *[part for line in words for part in ("\n    ", (line, ""))],
            *[part for proof in proofs for part in ("\n    → ", (proof, "$text-muted"))],
        ),
        spans=(claim.span,),
        search=f"{head} {article.words(claim.span)}".casefold(),
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
