"""The reading screen's repairs: why something was found, and the reader's word against the machine's.

Every repair is a `Correction` beside the analysis, kept in the notebook, shown as confirmed, and undone like a note.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from ...actions.table import shown
from ...text.safe import one_line
from ...text.span import Span
from ...widgets.lists.item import Item
from ...widgets.lists.sidebar import Sidebar
from .marks import NoteActions

if TYPE_CHECKING:
    from ...notes.correction import Correction
    from ...text.analysis import Analysis, Entity, Quote

NOBODY = "nobody"
"""Key of the row for a source the article does not name."""

QUOTES = "\"“”„«»‘’'"
"""Marks taken off where words are quoted in a sentence of ours."""

ENTITY_KINDS = ("merge", "split", "rename", "relabel", "confirm")
"""Corrections that a card of an entity tells of."""

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
    ("LANGUAGE", "a language"),
)
"""Kinds a row can be changed to."""

ENTITY_MENDS = (
    ("rename", "rename", "Rename"),
    ("kind", "change_kind", "Change the kind"),
    ("merge", "merge", "Merge with another row"),
    ("split", "split", "Divide: some of its mentions are somebody else"),
    ("confirm", "confirm", "Right as it is"),
    ("dismiss", "delete", "Not a name: take it off the list"),
)
"""What `s` offers on a row of people and places; with each the action that does it at once in the list."""

NOT_A_QUOTE, THE_NAME = "not a quote", "the name"
"""Keys of the rows that say something else of a quotation than who speaks."""

CARD = 84
"""Columns of a card, border included."""


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
            return next((quote for quote in analysis.quotes if quote.spans == row.spans), None)
        return next((one for one in analysis.quotes if any(span.covers(self.meant) for span in one.spans)), None)

    @property
    def meant(self) -> int:
        """The place a key acts on: where the row of the list stands, else the caret; -1 for a list without rows."""
        if self.sidebar.list.has_focus:
            row = self.sidebar.current
            return row.spans[0].start if row and row.spans else -1
        return self.view.caret

    def entity_here(self) -> Entity | None:
        """The entity meant: the row in the list, else the name under the caret."""
        analysis = self.session.analysis
        if analysis is None:
            return None
        if row := self.in_list("people"):
            return analysis.entity(row.key)
        return next((one for one in analysis.entities if any(m.span.covers(self.meant) for m in one.mentions)), None)

    # ------------------------------------------------------------ why

    def action_explain(self) -> None:
        """Tell why: the speaker of a quotation, the sentences of a passage; or show what is known of a person."""
        analysis = self.session.analysis
        in_people = self.in_list("people") is not None
        entity, quote = self.entity_here(), None if in_people else self.quote_here()
        if quote is not None:
            self.show_why(quote)
        elif analysis is not None and entity is not None:
            self.show_card(analysis, entity)
        elif reasons := [] if self.sidebar.list.has_focus else self.why_passages():
            self.tell("\n".join(reasons))
        else:
            self.tell("Nothing was found here that could be explained.")

    def show_why(self, quote: Quote) -> None:
        """The card of a quotation: who, why, and the words in full."""
        from ...widgets.lists.card_items import quote_card
        from ...widgets.lists.quotes_list import speaker_name

        article = self.session.article
        also = [] if self.sidebar.list.has_focus else self.why_passages()
        cue = f" {article.words(quote.cue)}" if quote.cue else ""
        sure = " · your word" if quote.confirmed else " · unsure" if quote.unsure else ""
        title = f"{speaker_name(article, quote)}{cue} · {quote.kind}{sure}"
        items = quote_card(article, quote, also, width=self.card_width)
        self.open_card(title, items, lambda span: self.show_place(span, quote.spans, "quote"), "not a quotation")

    @property
    def card_width(self) -> int:
        """Cells of a card's row: the card's, less its border, padding and scroll bar."""
        return min(CARD, self.app.size.width * 96 // 100) - 7

    def open_card(self, title: str, items: Sequence[Item], jump: Callable[[Span], None], delete: str) -> None:
        """Show a card; a row chosen in it leads to its place, and its keys set right what it tells of."""
        from ..dialogs.card import MEND, CardScreen

        by_key = {item.key: item for item in items}

        def done(key: str | None) -> None:
            if key and key.startswith(MEND):
                self.call_after_refresh(self.action_delete if key == f"{MEND}delete" else self.action_mend)
            elif key and by_key[key].spans:
                jump(by_key[key].spans[0])

        # In the text `x` belongs to the reader's marks and topics, so there only `s` is offered.
        in_list = self.sidebar.list.has_focus
        self.app.push_screen(CardScreen(title, items, delete=delete if in_list else ""), done)

    def show_place(self, span: Span, lit: Sequence[Span], name: str) -> None:
        """Go to a place of what a card tells of, lit up as a whole."""
        if name != "quote":
            self.start_walk(name, lit)
        self.light_up(lit)
        self.jump(span)
        self.view.focus()

    def why_passages(self) -> list[str]:
        """For each topic that is on: why the sentence under the caret is in its passage."""
        here = self.view.caret
        found = [(name, self.session.passages(name)) for name in self.session.active_topics]
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
        from ...widgets.lists.card_items import entity_card

        names = {name.casefold() for name in (entity.name, *entity.aliases)}
        by_reader = [
            one.title
            for one in self.session.corrections
            if one.kind in ENTITY_KINDS and names & {one.name.casefold(), one.value.casefold()}
        ]
        items = entity_card(self.session.article, analysis, entity, by_reader=by_reader, width=self.card_width)
        spans = [mention.span for mention in entity.mentions]
        kind = dict(KIND_CHOICES).get(entity.label, "something else")
        count = "1 mention" if len(spans) == 1 else f"{len(spans)} mentions"
        self.open_card(
            f"{entity.name} · {kind} · {count}",
            items,
            lambda span: self.show_place(span, spans, entity.name),
            "not a name",
        )

    # ------------------------------------------------------------ repairs

    def keep_correction(self, correction: Correction) -> None:
        """Keep a repair and show the article with it."""
        if self.write(lambda book: book.correct(self.session.article, correction)):
            self.corrections_changed()
            self.tell(f"Kept: {correction.title}. {self.key('undo')} takes it back.")

    def action_mend(self) -> None:
        """Set right what stands here: the speaker of a quotation, a name; or make the selection a quotation."""

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
                f"Who says “{one_line(self.session.article.words(selection).strip(QUOTES), 50)}”?",
                lambda name: self.keep_new_quote(selection, name),
            )
        elif quote is not None and not in_people:
            self.mend_quote(quote)
        elif entity is not None:
            self.mend_entity(entity)
        else:
            self.tell("Put the caret on a quotation or a name, or select words that somebody says.")

    def keep_new_quote(self, span: Span, speaker: str) -> None:
        """The reader has found a quotation that the program has not."""
        from ...notes import correction as make

        self.keep_correction(make.new_quote(self.session.article, span, speaker))
        self.view.action_select_none()

    def mend_quote(self, quote: Quote) -> None:
        """Choose another speaker, or the same one to confirm it."""
        from ...notes import correction as make

        article = self.session.article

        def done(name: str) -> None:
            same = name == ((quote.speaker.name or "") if quote.speaker else "")
            self.keep_correction(make.confirm_quote(article, quote) if same else make.set_speaker(article, quote, name))

        more: dict[str, tuple[str, Callable[[], None]]] = {}
        more[NOT_A_QUOTE] = ("Nobody: this is not a quotation", lambda: self.dismiss_quote(quote))
        entity = None if self.sidebar.list.has_focus else self.entity_here()
        if entity is not None:
            more[THE_NAME] = (f"About the name {one_line(entity.name, 30)} …", lambda: self.mend_entity(entity))
        speaker = quote.speaker
        current = (speaker.entity if speaker.name else NOBODY) if speaker else NOBODY
        words = one_line(article.words(quote.spans[0]).strip(QUOTES), 50)
        self.choose_speaker(f"Who says “{words}”?", done, point_to=current or "", more=more)

    def dismiss_quote(self, quote: Quote) -> None:
        """These words are no quotation."""
        from ...notes import correction as make

        self.keep_correction(make.not_a_quote(self.session.article, quote))

    def choose_speaker(
        self,
        question: str,
        then: Callable[[str], None],
        point_to: str = "",
        more: Mapping[str, tuple[str, Callable[[], None]]] | None = None,
    ) -> None:
        """Ask for a speaker; `then` gets the name, "" for a source that is not named.

        `more` has rows that mean something else: by key what they say and what they do.
        """
        from ..dialogs.choose import OWN, ChooseScreen

        analysis = self.session.analysis
        speakers = self.people(analysis.entities if analysis else (), labels=("PERSON", "ORG", "GPE", "NORP"))
        nobody = Item(NOBODY, Content("  Somebody the article does not name"), search="nobody unnamed somebody")
        names = {item.key: entity.name for item, entity in speakers}
        more = more or {}

        def done(key: str | None) -> None:
            if key == NOBODY:
                then("")
            elif key is not None and key in more:
                more[key][1]()
            elif key is not None:
                then(key.removeprefix(OWN) if key.startswith(OWN) else names[key])

        others = [Item(key, Content("  " + title), search=title.casefold()) for key, (title, _) in more.items()]
        items = [*(item for item, _ in speakers), nobody, *others]
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
        from ..dialogs.choose import ChooseScreen

        keys = self.services.keys
        items = [
            Item(
                what,
                Content.assemble("  ", (f"{shown(keys[id][:1]):2}", "$text-accent"), f" {title}"),
                search=title.casefold(),
            )
            for what, id, title in ENTITY_MENDS
        ]

        def done(what: str | None) -> None:
            if what is not None:
                self.mend_entity_so(what, entity)

        self.app.push_screen(ChooseScreen(f"What about {entity.name}?", items), done)

    @on(Sidebar.MendAsked)
    def _mend_asked(self, event: Sidebar.MendAsked) -> None:
        from ...notes import correction as make

        if self.notebook() is None:
            return
        if event.what == "confirm" and self.in_list("quotes") and (quote := self.quote_here()):
            self.keep_correction(make.confirm_quote(self.session.article, quote))
        elif self.in_list("people") and (entity := self.entity_here()):
            self.mend_entity_so(event.what, entity)
        else:
            self.tell(f"This works in the list of people and places; {self.key('mend')} sets right what there is here.")

    def mend_entity_so(self, what: str, entity: Entity) -> None:
        """Do one kind of repair to a row."""
        from ...notes import correction as make

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
        from ...notes import correction as make

        article, here = self.session.article, self.view.caret
        by_name: dict[str, list[int]] = {}
        for number, mention in enumerate(entity.mentions):
            by_name.setdefault(" ".join(article.words(mention.span).split()), []).append(number)
        items = [
            Item(
                f"name {name}",
                Content(f"  every “{one_line(name, 40)}” ({len(numbers)})"),
                search=f"every “{name}”".casefold(),
            )
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
        from ...notes import correction as make

        article = self.session.article
        if self.in_list("people") and (entity := self.entity_here()):
            self.keep_correction(make.dismiss(article, entity))
        elif self.in_list("quotes") and (quote := self.quote_here()):
            self.dismiss_quote(quote)
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
        found = ((name, self.session.passages(name)) for name in self.session.active_topics)
        return [name for name, topic in found if topic and any(p.span.covers(here) for p in topic.passages)]

    def action_about_too(self) -> None:
        """The sentence or selection is about a topic, too."""
        from ...notes import correction as make

        lit = [name for name in self.session.active_topics if self.session.passages(name) is not None]
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
        from ..dialogs.ask import AskScreen

        def done(words: str | None) -> None:
            if words:
                then(words)

        self.app.push_screen(AskScreen(question, value=value, hint=hint), done)

    def choose(self, question: str, items: Sequence[Item], then: Callable[[str], None], *, point_to: str = "") -> None:
        """Ask for one of some items; nothing happens where it is left."""
        from ..dialogs.choose import ChooseScreen

        def done(key: str | None) -> None:
            if key is not None:
                then(key)

        self.app.push_screen(ChooseScreen(question, items, point_to=point_to), done)
