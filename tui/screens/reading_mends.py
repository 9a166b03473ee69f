"""The reading screen's repairs: why something was found, and the reader's word against the machine's.

Every repair is a `Correction` beside the analysis, kept in the notebook, shown as confirmed, and undone like a note.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from ..plain import KINDS
from ..text.safe import one_line
from ..widgets.item_list import Item
from ..widgets.quote_items import speaker_name
from ..widgets.sidebar import Sidebar
from .reading_notes import NoteActions

if TYPE_CHECKING:
    from ..notes.correction import Correction
    from ..text.analysis import Analysis, Entity, Quote

NOBODY = "nobody"
"""Key of the row for a source the article does not name."""

KIND_CHOICES = (
    ("PERSON", "a person"),
    ("ORG", "an organisation"),
    ("GPE", "a country, state or town"),
    ("LOC", "another place: a river, a region"),
    ("FAC", "a building, a road, a bridge"),
    ("NORP", "a nationality, a party, a faith"),
    ("EVENT", "an event"),
    ("PRODUCT", "a product, a ship, a programme"),
    ("WORK_OF_ART", "a book, a film, a song"),
    ("LAW", "a law or a treaty"),
)
"""Kinds a row can be changed to."""

ENTITY_MENDS = (
    ("rename", "Rename"),
    ("kind", "Change the kind"),
    ("merge", "Merge with another row"),
    ("split", "Divide: the mention under the caret is somebody else"),
    ("confirm", "Right as it is"),
    ("dismiss", "Not a name: take it off the list"),
)
"""What `s` offers on a row of people and places."""


class MendActions(NoteActions):
    """Actions on what the machine has found."""

    # ------------------------------------------------------------ what is meant

    def in_list(self, name: str) -> Item | None:
        """The row under the cursor where the focus is in that list."""
        focused = self.sidebar.list.has_focus and self.sidebar.name_shown == name
        return self.sidebar.current if focused else None

    def quote_here(self) -> Quote | None:
        """The quotation meant: the row in the list, else the one under the caret."""
        analysis = self.session.analysis
        if analysis is None:
            return None
        if row := self.in_list("quotes"):
            return analysis.quotes[int(row.key[1:])]
        here = self.view.caret
        return next((quote for quote in analysis.quotes if any(span.covers(here) for span in quote.spans)), None)

    def entity_here(self) -> Entity | None:
        """The entity meant: the row in the list, else the name under the caret."""
        analysis = self.session.analysis
        if analysis is None:
            return None
        if row := self.in_list("people"):
            return analysis.entity(row.key)
        here = self.view.caret
        return next((one for one in analysis.entities if any(m.span.covers(here) for m in one.mentions)), None)

    # ------------------------------------------------------------ why

    def action_explain(self) -> None:
        """Tell why: the speaker of a quotation, the sentences of a passage; or show what is known of a person."""
        analysis = self.session.analysis
        in_sidebar = self.sidebar.list.has_focus
        entity, quote = self.entity_here(), self.quote_here()
        if analysis is not None and entity is not None and (in_sidebar or quote is None):
            self.show_card(analysis, entity)
            return
        reasons = [self.why_quote(quote)] if quote is not None else []
        if not in_sidebar:
            reasons += self.why_passages()
        if reasons:
            self.tell("\n".join(reasons))
        else:
            self.tell("Nothing was found here that could be explained.")

    def why_quote(self, quote: Quote) -> str:
        """A sentence on why this speaker."""
        mention = quote.speaker.mention if quote.speaker else None
        as_written = self.session.article.words(mention) if mention else ""
        name = speaker_name(self.session.article, quote)
        written = f" (“{as_written}”)" if as_written and as_written != name else ""
        sure = ", confirmed by you" if quote.confirmed else ", unsure" if quote.unsure else ""
        return f"{name}{written}{sure}: {quote.reason or 'no reason is known'}."

    def why_passages(self) -> list[str]:
        """For each topic that is on: why the sentence under the caret is in its passage."""
        here = self.view.caret
        found = [(name, self.session.passages(name)) for name in self.session.lit]
        return [
            f"{name}: {why.text}"
            for name, topic in found
            if topic
            for passage in topic.passages
            for why in passage.because
            if why.span.covers(here)
        ]

    def show_card(self, analysis: Analysis, entity: Entity) -> None:
        """The card of an entity; a row chosen in it leads to its place."""
        from ..widgets.card_items import entity_card
        from .card import CardScreen

        items = entity_card(self.session.article, analysis, entity)
        by_key = {item.key: item for item in items}

        def done(key: str | None) -> None:
            if key and by_key[key].spans:
                self.start_walk(entity.name, [mention.span for mention in entity.mentions])
                self.light_up([mention.span for mention in entity.mentions])
                self.jump(by_key[key].spans[0])
                self.view.focus()

        kind = KINDS.get(entity.label, "Others").lower()
        self.app.push_screen(CardScreen(f"{entity.name} · {kind}", items), done)

    # ------------------------------------------------------------ repairs

    def keep_correction(self, correction: Correction) -> None:
        """Keep a repair and show the article with it."""
        if self.write(lambda book: book.correct(self.session.article, correction)):
            self.corrections_changed()
            self.tell(f"Kept: {correction.title}. ctrl+z takes it back.")

    def action_mend(self) -> None:
        """Set right what stands here: the speaker of a quotation, a name; or make the selection a quotation."""
        from ..notes import correction as make

        if self.notebook() is None:
            return
        if self.session.analysis is None:
            self.tell("The analysis is not there yet; what it finds can be set right then.")
            return
        in_people = self.in_list("people")
        selection = None if self.sidebar.list.has_focus else self.view.selection
        quote = self.quote_here()
        entity = self.entity_here()
        if self.in_list("notes"):
            if placed := self.highlight_here():
                self.action_mend_note(placed)
            return
        if selection is not None and (quote is None or not quote.span.overlaps(selection)):
            self.choose_speaker(
                "Who says the words selected?",
                lambda name: self.keep_correction(make.new_quote(self.session.article, selection, name)),
            )
        elif quote is not None and not in_people:
            self.mend_quote(quote)
        elif entity is not None:
            self.mend_entity(entity)
        else:
            self.tell("Put the caret on a quotation or a name, or select words that somebody says.")

    def mend_quote(self, quote: Quote) -> None:
        """Choose another speaker, or the same one to confirm it."""
        from ..notes import correction as make

        article = self.session.article

        def done(name: str) -> None:
            same = quote.speaker is not None and name == (quote.speaker.name or "")
            self.keep_correction(make.confirm_quote(article, quote) if same else make.set_speaker(article, quote, name))

        current = quote.speaker.entity if quote.speaker else None
        words = one_line(article.words(quote.spans[0]), 50)
        self.choose_speaker(f"Who says “{words}”?", done, point_to=current or NOBODY)

    def choose_speaker(self, question: str, then: Callable[[str], None], point_to: str = "") -> None:
        """Ask for a speaker; `then` gets the name, "" for a source that is not named."""
        from .choose import OWN, ChooseScreen

        analysis = self.session.analysis
        speakers = self.people(analysis.entities if analysis else (), labels=("PERSON", "ORG", "GPE", "NORP"))
        nobody = Item(NOBODY, Content("  Somebody the article does not name"), search="nobody unnamed somebody")
        names = {item.key: entity.name for item, entity in speakers}

        def done(key: str | None) -> None:
            if key == NOBODY:
                then("")
            elif key is not None:
                then(key.removeprefix(OWN) if key.startswith(OWN) else names[key])

        items = [*(item for item, _ in speakers), nobody]
        self.app.push_screen(ChooseScreen(question, items, own="  Somebody else: ", point_to=point_to), done)

    def people(self, entities: Sequence[Entity], labels: Sequence[str]) -> list[tuple[Item, Entity]]:
        """Rows to choose an entity from: those who speak or are named most come first."""
        order = {label: number for number, label in enumerate(labels)}
        chosen = sorted(
            (entity for entity in entities if entity.label in order),
            key=lambda entity: (order[entity.label], -len(entity.mentions)),
        )
        return [
            (
                Item(
                    entity.id,
                    Content.assemble("  ", one_line(entity.name, 44), (f"  {len(entity.mentions)}", "$text-muted")),
                    search=" ".join([entity.name, *entity.aliases]).casefold(),
                ),
                entity,
            )
            for entity in chosen
        ]

    def mend_entity(self, entity: Entity) -> None:
        """Choose what is wrong with a row."""
        from .choose import ChooseScreen

        items = [Item(key, Content("  " + title), search=title.casefold()) for key, title in ENTITY_MENDS]

        def done(what: str | None) -> None:
            if what is not None:
                self.mend_entity_so(what, entity)

        self.app.push_screen(ChooseScreen(f"What about {entity.name}?", items), done)

    @on(Sidebar.MendAsked)
    def _mend_asked(self, event: Sidebar.MendAsked) -> None:
        entity = self.entity_here()
        if entity is None:
            self.tell("This works in the list of people and places.")
        elif self.notebook() is not None:
            self.mend_entity_so(event.what, entity)

    def mend_entity_so(self, what: str, entity: Entity) -> None:
        """Do one kind of repair to a row."""
        from ..notes import correction as make

        article, analysis = self.session.article, self.session.analysis
        assert analysis is not None
        if what == "rename":
            self.ask(
                f"What is {entity.name} called?",
                lambda name: self.keep_correction(make.rename(article, entity, name)),
                value=entity.name,
            )
        elif what == "kind":
            kinds = [Item(label, Content("  " + title), search=title) for label, title in KIND_CHOICES]
            self.choose(
                f"What is {entity.name}?",
                kinds,
                lambda label: self.keep_correction(make.relabel(article, entity, label)),
                point_to=entity.label,
            )
        elif what == "merge":
            others = [one for one in analysis.entities if one.id != entity.id]
            rows = self.people(others, labels=[entity.label, *(one.label for one in others)])
            targets = {item.key: one for item, one in rows}
            self.choose(
                f"Which row is {entity.name} the same as?",
                [item for item, _ in rows],
                lambda key: self.keep_correction(make.merge(article, entity, targets[key])),
            )
        elif what == "split":
            self.split(entity)
        elif what == "confirm":
            self.keep_correction(make.confirm(article, entity))
        elif what == "dismiss":
            self.keep_correction(make.dismiss(article, entity))

    def split(self, entity: Entity) -> None:
        """Take one name out of a row: the mention under the caret, or all mentions of one of its other names."""
        from ..notes import correction as make

        article, here = self.session.article, self.view.caret
        by_name: dict[str, list[int]] = {}
        for number, mention in enumerate(entity.mentions):
            by_name.setdefault(" ".join(article.words(mention.span).split()), []).append(number)
        items = [
            Item(f"name {name}", Content(f"  every “{one_line(name, 40)}” ({len(numbers)})"), search=name.casefold())
            for name, numbers in by_name.items()
            if len(by_name) > 1
        ]
        at = next((number for number, mention in enumerate(entity.mentions) if mention.span.covers(here)), None)
        if at is not None and len(entity.mentions) > 1:
            items.insert(0, Item(f"one {at}", Content("  only the one under the caret"), search="only the one"))
        if not items:
            self.tell(f"{entity.name} has one name only; put the caret on the mention that is somebody else.")
            return

        def done(key: str) -> None:
            kind, _, rest = key.partition(" ")
            numbers = [int(rest)] if kind == "one" else by_name[rest]
            spans = [entity.mentions[number].span for number in numbers]
            name = article.words(spans[0])
            self.ask(
                "Who is that?",
                lambda typed: self.keep_correction(make.split(article, entity, spans, typed)),
                value=name,
            )

        self.choose(f"Which mentions are not {entity.name}?", items, done)

    def action_delete(self) -> None:
        """Dismiss the row or quotation in its list; in the article delete the mark, else take the sentence out of the
        topics that are on."""
        from ..notes import correction as make

        article = self.session.article
        if self.in_list("people") and (entity := self.entity_here()):
            self.keep_correction(make.dismiss(article, entity))
        elif self.in_list("quotes") and (quote := self.quote_here()):
            self.keep_correction(make.not_a_quote(article, quote))
        elif self.highlight_here() is not None:
            super().action_delete()
        else:
            topics = self.topics_here()
            if not topics:
                self.tell("There is no mark here to delete, and no passage of a topic that is on.")
            for name in topics:
                self.keep_correction(make.not_about(article, name, self.here()))

    def topics_here(self) -> list[str]:
        """The topics that are on and have a passage under the caret."""
        here = self.view.caret
        found = ((name, self.session.passages(name)) for name in self.session.lit)
        return [name for name, topic in found if topic and any(p.span.covers(here) for p in topic.passages)]

    def action_about_too(self) -> None:
        """The sentence or selection is about a topic, too."""
        from ..notes import correction as make

        lit = [name for name in self.session.lit if self.session.passages(name) is not None]
        span = self.here()
        if not lit:
            self.tell("Switch on the topic first.")
        elif len(lit) == 1:
            self.keep_correction(make.about(self.session.article, lit[0], span))
        else:
            items = [Item(name, Content("  " + one_line(name, 50)), search=name.casefold()) for name in lit]
            self.choose(
                "Which topic is this about?",
                items,
                lambda name: self.keep_correction(make.about(self.session.article, name, span)),
            )

    # ------------------------------------------------------------ asking

    def ask(self, question: str, then: Callable[[str], None], *, value: str = "", hint: str = "") -> None:
        """Ask for a few words; nothing happens where it is left or nothing is typed."""
        from .ask import AskScreen

        def done(words: str | None) -> None:
            if words:
                then(words)

        self.app.push_screen(AskScreen(question, value=value, hint=hint), done)

    def choose(self, question: str, items: Sequence[Item], then: Callable[[str], None], *, point_to: str = "") -> None:
        """Ask for one of some items; nothing happens where it is left."""
        from .choose import ChooseScreen

        def done(key: str | None) -> None:
            if key is not None:
                then(key)

        self.app.push_screen(ChooseScreen(question, items, point_to=point_to), done)
