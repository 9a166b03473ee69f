"""Corrections: what the reader says about a quote, a name or a passage, against the program's findings.

Every correction is saved in the notebook beside the analysis, shown as confirmed, and undone like a note.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.content import Content

from ...actions.key_names import shown
from ...library.session import Session
from ...notes import correction as make
from ...notes.correction import Correction
from ...text.analysis import Entity, Quote
from ...text.safe import one_line
from ...text.span import Span
from ...widgets.article.view import ArticleView
from ...widgets.lists.item import Item
from ..services import Services
from .dialogs import Dialogs
from .highlights import Highlights
from .notebook_writer import NotebookWriter
from .status import Status
from .subject import Subject

UNNAMED = "nobody"
"""Key of the row for a speaker whom the article does not name."""

QUOTATION_MARKS = "\"“”„«»‘’'"
"""Stripped from words that a question of ours quotes."""

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
"""Kinds that a row can be changed to."""

ENTITY_CORRECTIONS = (
    ("rename", "rename", "Rename"),
    ("kind", "change_kind", "Change the kind"),
    ("merge", "merge", "Merge with another entry"),
    ("split", "split", "Split: some of its mentions are someone else"),
    ("confirm", "confirm", "Confirm"),
    ("dismiss", "delete", "Not a name: remove it from the list"),
)
"""What can be corrected about a row of people and places; with each, the action that does it in the list."""

NOT_A_QUOTE, THE_NAME = "not a quote", "the name"
"""Keys of the rows that correct something else about a quote than its speaker."""


class Corrections:
    """Asks what is to be corrected, and saves the answer."""

    def __init__(
        self,
        session: Session,
        services: Services,
        view: ArticleView,
        status: Status,
        subject: Subject,
        dialogs: Dialogs,
        notebook: NotebookWriter,
        highlights: Highlights,
    ) -> None:
        self._session = session
        self._services = services
        self._view = view
        self._status = status
        self._subject = subject
        self._dialogs = dialogs
        self._notebook = notebook
        self._highlights = highlights

    def save(self, correction: Correction) -> None:
        """Save a correction and show the article with it."""
        if self._notebook.write(lambda book: book.correct(self._session.article, correction)):
            self._status.notify(f"Saved: {correction.title}. Press {self._status.key('undo')} to undo.")

    def correct(self) -> None:
        """Correct what a key acts on: a quote's speaker, a name, a note's place; or make the selection a quote."""
        if self._notebook.open() is None:
            return
        if self._session.analysis is None:
            self._status.notify("The article is still being analysed; you can correct the findings afterwards.")
            return
        if self._subject.row_of("note"):
            if placed := self._subject.highlight:
                self._highlights.start_placing(placed)
            return
        selection, quote, entity = self._subject.selection, self._subject.quote, self._subject.entity
        if selection is not None and (quote is None or not quote.span.overlaps(selection)):
            self._choose_speaker(
                f"Who says “{self._quoted(selection)}”?", lambda name: self._add_quote(selection, name)
            )
        elif quote is not None and not self._subject.row_of("entity"):
            self._correct_quote(quote)
        elif entity is not None:
            self._correct_entity(entity)
        else:
            self._status.notify("Put the caret on a quote or a name, or select words that someone says.")

    def correct_row(self, what: str) -> None:
        """Make one kind of correction to the row under the cursor: the first words of `ENTITY_CORRECTIONS`."""
        if self._notebook.open() is None:
            return
        entity = self._subject.entity if self._subject.row_of("entity") else None
        quote = self._subject.quote if self._subject.row_of("quote") else None
        if what == "confirm" and quote is not None:
            self.save(make.confirm_quote(self._session.article, quote))
        elif entity is not None:
            self._correct_entity_by(what, entity)
        else:
            key = self._status.key("mend")
            self._status.notify(f"This works in the list of people and places. Press {key} to correct this row.")

    def delete(self) -> None:
        """In a list, dismiss the row. In the article, delete the highlight, or else take the sentence out of the
        active topics."""
        article = self._session.article
        if self._subject.row_of("entity") and (entity := self._subject.entity):
            self.save(make.dismiss(article, entity))
        elif self._subject.row_of("quote") and (quote := self._subject.quote):
            self._dismiss_quote(quote)
        elif self._subject.highlight is not None:
            self._highlights.delete()
        else:
            topics = self._subject.topics
            if not topics:
                self._status.notify("There is no highlight to delete here, and no passage on an active topic.")
            for name in topics:
                self.save(make.not_about(article, name, self._subject.span))

    def add_passage(self) -> None:
        """The sentence or the selection is about a topic too."""
        active = [name for name in self._session.active_topics if self._session.passages(name) is not None]
        article, span = self._session.article, self._subject.span
        if not active:
            self._status.notify("Switch on the topic first.")
        elif len(active) == 1:
            self.save(make.about(article, active[0], span))
        else:
            items = [Item(name, Content("  " + one_line(name, 50)), search=name.casefold()) for name in active]
            self._dialogs.choose(
                "Which topic is this about?", items, lambda name: self.save(make.about(article, name, span))
            )

    # ------------------------------------------------------------ quotes

    def _quoted(self, span: Span) -> str:
        return one_line(self._session.article.words(span).strip(QUOTATION_MARKS), 50)

    def _add_quote(self, span: Span, speaker: str) -> None:
        self.save(make.new_quote(self._session.article, span, speaker))
        self._view.action_select_none()

    def _correct_quote(self, quote: Quote) -> None:
        """Choose another speaker, or the same one to confirm."""
        article, speaker = self._session.article, quote.speaker

        def done(name: str) -> None:
            same = name == ((speaker.name or "") if speaker else "")
            self.save(make.confirm_quote(article, quote) if same else make.set_speaker(article, quote, name))

        more: dict[str, tuple[str, Callable[[], None]]] = {}
        more[NOT_A_QUOTE] = ("Nobody: this is not a quote", lambda: self._dismiss_quote(quote))
        entity = None if self._subject.is_list else self._subject.entity
        if entity is not None:
            more[THE_NAME] = (f"Correct the name {one_line(entity.name, 30)} …", lambda: self._correct_entity(entity))
        current = (speaker.entity if speaker.name else UNNAMED) if speaker else UNNAMED
        self._choose_speaker(f"Who says “{self._quoted(quote.spans[0])}”?", done, point_to=current or "", more=more)

    def _dismiss_quote(self, quote: Quote) -> None:
        self.save(make.not_a_quote(self._session.article, quote))

    def _choose_speaker(
        self,
        question: str,
        then: Callable[[str], None],
        point_to: str = "",
        more: Mapping[str, tuple[str, Callable[[], None]]] | None = None,
    ) -> None:
        """Ask for a speaker; `then` gets the name, "" for one whom the article does not name.

        `more` adds rows that mean something else: by key, their words and what they do.
        """
        analysis = self._session.analysis
        speakers = _entity_rows(analysis.entities if analysis else (), labels=("PERSON", "ORG", "GPE", "NORP"))
        unnamed = Item(
            UNNAMED, Content("  Someone the article does not name"), search="nobody unnamed somebody someone"
        )
        names = {item.key: entity.name for item, entity in speakers}
        more = more or {}

        def done(key: str) -> None:
            if key == UNNAMED:
                then("")
            elif key in more:
                more[key][1]()
            else:
                then(names[key])

        others = [Item(key, Content("  " + title), search=title.casefold()) for key, (title, _) in more.items()]
        items = [*(item for item, _ in speakers), unnamed, *others]
        self._dialogs.choose(question, items, done, point_to=point_to, own="  Someone else: ", then_own=then)

    # ------------------------------------------------------------ names

    def _correct_entity(self, entity: Entity) -> None:
        """Choose what is wrong with a row."""
        keys = self._services.keys
        items = [
            Item(
                what,
                Content.assemble("  ", (f"{shown(keys[id][:1]):2}", "$text-accent"), f" {title}"),
                search=title.casefold(),
            )
            for what, id, title in ENTITY_CORRECTIONS
        ]
        self._dialogs.choose(
            f"What is wrong with {entity.name}?", items, lambda what: self._correct_entity_by(what, entity)
        )

    def _correct_entity_by(self, what: str, entity: Entity) -> None:
        """Make one kind of correction to an entity, one of `ENTITY_CORRECTIONS`."""
        article = self._session.article
        if what == "rename":
            self._dialogs.ask(
                f"What is {entity.name} called?",
                lambda name: self.save(make.rename(article, entity, name)),
                value=entity.name,
            )
        elif what == "kind":
            kinds = [Item(label, Content("  " + title), search=title) for label, title in KIND_CHOICES]
            self._dialogs.choose(
                f"What is {entity.name}?",
                kinds,
                lambda label: self.save(make.relabel(article, entity, label)),
                point_to=entity.label,
            )
        elif what == "merge":
            self._merge(entity)
        elif what == "split":
            self._split(entity)
        elif what == "confirm":
            self.save(make.confirm(article, entity))
        elif what == "dismiss":
            self.save(make.dismiss(article, entity))

    def _merge(self, entity: Entity) -> None:
        """Choose the row that is the same as this one."""
        analysis = self._session.analysis
        others = [one for one in analysis.entities if one.id != entity.id] if analysis else []
        rows = _entity_rows(others, labels=[entity.label, *(one.label for one in others)])
        targets = {item.key: one for item, one in rows}
        self._dialogs.choose(
            f"Merge {entity.name} with which entry?",
            [item for item, _ in rows],
            lambda key: self.save(make.merge(self._session.article, entity, targets[key])),
        )

    def _split(self, entity: Entity) -> None:
        """Move mentions out of a row: the one at the caret, or all that use one of its names."""
        article, here = self._session.article, self._view.caret
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
            items.insert(0, Item(f"one {at}", Content("  only the one at the caret"), search="only the one"))
        if not items:
            self._status.notify(f"{entity.name} has only one name. Put the caret on the mention that is someone else.")
            return

        def done(key: str) -> None:
            kind, _, rest = key.partition(" ")
            numbers = [int(rest)] if kind == "one" else by_name[rest]
            spans = [entity.mentions[number].span for number in numbers]
            self._dialogs.ask(
                "Who is that?",
                lambda typed: self.save(make.split(article, entity, spans, typed)),
                value=article.words(spans[0]),
            )

        self._dialogs.choose(f"Which mentions are not {entity.name}?", items, done)


def _entity_rows(entities: Sequence[Entity], labels: Sequence[str]) -> list[tuple[Item, Entity]]:
    """Rows to choose an entity from: by the order of `labels`, then the most mentioned first."""
    order: dict[str, int] = {}
    for label in labels:
        order.setdefault(label, len(order))
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
