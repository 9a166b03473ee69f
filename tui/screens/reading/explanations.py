"""Explanations: why a speaker or a passage was found, and what is known about a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...notes.claims import Claim, claim_on, claims, lost_claims
from ...text.analysis import Analysis, Entity, Quote
from ...text.span import Span
from ...text.speaker_name import speaker_names
from ...widgets.article.margin import NOTE
from ...widgets.lists.card_items import claim_card, entity_card, quote_card
from ...widgets.lists.item import Item
from ...widgets.lists.quotes_list import kind_of
from .controller import Controller, Workspace
from .corrections import KIND_CHOICES
from .painting import Painting
from .stops import Stops

ENTITY_KINDS = ("merge", "split", "rename", "relabel", "confirm", "known_as")
"""Kinds of corrections that the card of an entity lists."""

CLAIM_ROWS = ("claim", "figure", "date", "note")
"""Kinds of rows that are explained by the claim on their words."""

CARD_WIDTH = 84
"""Columns of a card, border included."""


class Explanations(Controller):
    """Opens cards. A row of a card leads to its place in the text; the card's keys correct or delete its subject."""

    def __init__(
        self,
        workspace: Workspace,
        stops: Stops,
        painting: Painting,
        correct: Callable[[], None],
        delete: Callable[[], None],
        write_note: Callable[[], None],
    ) -> None:
        """`correct`, `delete` and `write_note` do the same as these keys in the article; the first two for the subject
        of the card."""
        super().__init__(workspace)
        self._stops = stops
        self._painting = painting
        self._correct = correct
        self._delete = delete
        self._write_note = write_note

    def explain(self) -> None:
        """Explain the claim, the quote, the name or the passage at the caret or in the current row."""
        analysis, entity = self._session.analysis, self._subject.entity
        quote = None if self._subject.row_of("entity") else self._subject.quote
        if claim := self._claim_of_row():
            self._show_claim(claim, quote)
        elif quote is not None:
            self._show_quote(quote)
        elif analysis is not None and entity is not None:
            self._show_entity(analysis, entity)
        elif reasons := self._passage_reasons():
            self._status.notify("\n".join(reasons))
        else:
            self._status.notify("There is nothing to explain here: put the caret on a name, a quotation or a passage.")

    def _claim_of_row(self) -> Claim | None:
        """The claim of the row, in the lists that have no card of their own; in that of notes only a checked one."""
        if lost := self._subject.lost:
            return next(iter(lost_claims(self._session.article, [lost])), None)
        words = self._subject.words_of_row
        if words is None or not any(map(self._subject.row_of, CLAIM_ROWS)):
            return None
        claim = claim_on(claims(self._session.article, self._session.analysis, self._session.placed), words)
        return claim if claim and (claim.verdict or not self._subject.row_of("note")) else None

    def explain_click(self, offset: int, sign: str) -> None:
        """Explain the name or speaker that was clicked, or with a `sign` the quote that has it in the margin, or open
        the note that has it; nothing if a box has been opened since."""
        if not self._view.screen.is_current:
            return
        if sign == NOTE:
            self._write_note()
        elif sign:
            self.explain()
        else:
            self._explain_name(offset)

    def _explain_name(self, offset: int) -> None:
        """Show the card of the name at an offset, or of the quote whose speaker is there; nothing if there is
        neither."""
        analysis = self._session.analysis
        if analysis is None:
            return
        entity = next((one for one in analysis.entities if any(m.span.covers(offset) for m in one.mentions)), None)
        if entity is not None:
            self._show_entity(analysis, entity)
            return
        mentions = ((quote, quote.speaker.mention) for quote in analysis.quotes if quote.speaker)
        quote = next((quote for quote, mention in mentions if mention and mention.covers(offset)), None)
        if quote is not None:
            self._show_quote(quote)

    def _passage_reasons(self) -> list[str]:
        """For each active topic, why the sentence at the caret is in a passage on it; none from a list."""
        if self._subject.is_list:
            return []
        here = self._view.caret
        found = [(name, self._session.passages(name)) for name in self._session.active_topics]
        return [
            f"{name}: {why.text}"
            for name, topic in found
            if topic
            for passage in topic.passages
            for why in passage.because
            if why.span.covers(here)
        ]

    def _show_quote(self, quote: Quote) -> None:
        """The card of a quote: the speaker, the reasons, and the words in full."""
        article = self._session.article
        cue = f" {article.words(quote.cue)}" if quote.cue else ""
        sure = " · corrected by you" if quote.confirmed else " · uncertain" if quote.unsure else ""
        title = f"{speaker_names(article.text, quote)}{cue} · {kind_of(quote)}{sure}"
        items = quote_card(article, quote, self._passage_reasons(), width=self._row_width)
        # `]` and `[` keep stepping through their current stops.
        self._show_card(title, items, quote.spans, name="", delete_title="not a quote")

    def _show_claim(self, claim: Claim, quote: Quote | None) -> None:
        """The card of a claim: what checking has shown, and what `_show_quote` shows of the quote that has it."""
        article = self._session.article
        items = claim_card(article, claim, width=self._row_width, has_quote=quote is not None)
        if quote is not None:
            items += quote_card(article, quote, width=self._row_width)
        title = " · ".join(filter(None, (claim.statement(article), claim.kind_shown)))
        can_correct = quote is not None and not self._subject.row_of("note")
        self._show_card(title, items, (claim.span,), name="", delete_title="", can_correct=can_correct)

    def _show_entity(self, analysis: Analysis, entity: Entity) -> None:
        """The card of an entity."""
        names = {name.casefold() for name in (entity.name, *entity.aliases)}
        by_reader = [
            one.title
            for one in self._session.corrections
            if one.kind in ENTITY_KINDS and names & {one.name.casefold(), one.value.casefold()}
        ]
        items = entity_card(self._session.article, analysis, entity, by_reader=by_reader, width=self._row_width)
        spans = [mention.span for mention in entity.mentions]
        kind = dict(KIND_CHOICES).get(entity.label, "something else")
        count = "1 mention" if len(spans) == 1 else f"{len(spans)} mentions"
        title = f"{entity.name} · {kind} · {count}"
        self._show_card(title, items, spans, name=entity.name, delete_title="not a name")

    @property
    def _row_width(self) -> int:
        """Cells of a card's row: the card without border, padding and scroll bar."""
        return min(CARD_WIDTH, self._view.app.size.width * 96 // 100) - 7

    def _show_card(
        self,
        title: str,
        items: Sequence[Item],
        spans: Sequence[Span],
        *,
        name: str,
        delete_title: str,
        can_correct: bool = True,
    ) -> None:
        """Show a card about `spans`. With a `name`, `]` and `[` step through them once a row was chosen. The others are
        those of `Dialogs.show_card`."""

        def jump(item: Item) -> None:
            if name:
                self._stops.set_stops(name, spans)
            self._painting.emphasise(spans)
            self._stops.jump(item.spans[0])
            self._view.focus()

        self._dialogs.show_card(
            title,
            items,
            jump=jump,
            correct=self._correct,
            delete=self._delete,
            # In the text `x` deletes highlights and passages, so only correcting is offered there.
            delete_title=delete_title if self._subject.is_list else "",
            can_correct=can_correct,
        )
