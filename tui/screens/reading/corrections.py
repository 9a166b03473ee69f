"""Corrections: what the reader says about a quote, a name or a passage, against the program's findings.

Every correction is saved in the notebook, separate from the analysis, shown as confirmed, and undone like a note.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.content import Content

from ...notes import correction as make
from ...notes.correction import Correction
from ...text.analysis import Entity, Quote, Speaker
from ...text.article import Article
from ...text.entity_kinds import kind_of_label
from ...text.likely_speakers import likely_speakers, namesakes_first, same_person
from ...text.quotation_marks import in_quotes
from ...text.safe import one_line
from ...text.span import Span
from ...text.speaker_name import joined_names
from ...widgets.lists.item import Item
from .controller import Controller, Workspace
from .highlights import Highlights

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
    ("confirm", "c", "Confirm"),
    ("rename", "r", "Rename…"),
    ("kind", "k", "Change the kind…"),
    ("merge", "m", "Merge with another entry…"),
    ("split", "d", "Split: some of its mentions are someone else…"),
    ("dismiss", "x", "Not a name: remove it from the list"),
)
"""What can be corrected about a row of people and places, each with its key in the menu."""

MOST_CANDIDATES = 6
"""How many speakers the menu offers by a digit; the others are behind “Somebody else”."""
SAME, NAMED = "same as ", "named "
"""The beginnings of the ids of menu entries: of those that merge two entries, and of those that name a speaker."""
CONTEXT = 16
"""Code points shown on each side of a mention, to tell it from others."""
AS_IT_IS = "as it is: confirm"
"""The remark next to the present speaker."""
SOMEBODY, NOBODY, NOT_A_QUOTE, THE_NAME = "somebody else", "not named", "not a quote", "the name"
"""Ids of the menu entries below the likely speakers."""


class Corrections(Controller):
    """Asks what is to be corrected, and saves the answer."""

    def __init__(self, workspace: Workspace, highlights: Highlights) -> None:
        super().__init__(workspace)
        self._highlights = highlights

    def save(self, correction: Correction) -> None:
        """Save a correction and show the article with it."""
        self._highlights.cancel_placing()
        if self._notebook.write(lambda book: book.correct(self._session.article, correction)):
            self._status.notify_with(f"Saved: {correction.title}.", "to undo", "undo")

    def correct(self) -> None:
        """Correct what a key acts on: a quote's speaker, a name, a note's place; or make the selection a quote."""
        if self._notebook.open() is None:
            return
        if self._session.analysis is None and not self._subject.row_of("note"):
            self._status.notify("The article is still being analysed; you can correct the findings afterwards.")
            return
        with self.row_shown():
            self._correct()

    def _correct(self) -> None:
        if self._subject.row_of("note") or self._subject.lost:
            if placed := self._subject.highlight:
                self._highlights.attach(placed)
            return
        selection, quote, entity = self._subject.selection, self._subject.quote, self._subject.entity
        if selection is not None and (quote is None or not quote.span.overlaps(selection)):
            self._choose_speaker(selection, lambda name: self._add_quote(selection, name))
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
            where = "This works in the list of people and places."
            self._status.notify_with(where, "to correct this row", "mend")

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
            span = self._subject.span
            self._for_topic("Which topic is this not about?", topics, lambda name: make.not_about(article, name, span))

    def add_passage(self) -> None:
        """The sentence or the selection is about a topic too."""
        active = [name for name in self._session.active_topics if self._session.passages(name) is not None]
        article, span = self._session.article, self._subject.span
        if not active:
            self._status.notify("Switch on the topic first.")
        else:
            self._for_topic("Which topic is this about?", active, lambda name: make.about(article, name, span))

    def _for_topic(self, question: str, names: Sequence[str], corrected: Callable[[str], Correction]) -> None:
        """Save the correction for a topic, which the reader chooses if there are several."""
        if len(names) == 1:
            self.save(corrected(names[0]))
        elif names:
            items = [Item(name, Content("  " + one_line(name, 50)), search=name.casefold()) for name in names]
            self._dialogs.choose(question, items, lambda name: self.save(corrected(name)))

    # ------------------------------------------------------------ quotes

    def _quoted(self, span: Span) -> str:
        return in_quotes(one_line(self._session.article.words(span), 50))

    def _add_quote(self, span: Span, speaker: str) -> None:
        self.save(make.new_quote(self._session.article, span, speaker))
        self._view.action_select_none()

    def _correct_quote(self, quote: Quote) -> None:
        """Choose another speaker, the same one to confirm, or something else that is wrong."""
        article, present = self._session.article, joined_names(quote.speakers_named)

        def done(name: str) -> None:
            same = name == present
            self.save(make.confirm_quote(article, quote) if same else make.set_speaker(article, quote, name))

        more = {NOT_A_QUOTE: ("x", "Not a quote: remove it from the list", lambda: self._dismiss_quote(quote))}
        entity = None if self._subject.is_list else self._subject.entity
        if entity is not None:
            title = f"Correct the name {one_line(entity.name, 30)}…"
            more[THE_NAME] = ("n", title, lambda: self._correct_entity(entity))
        self._choose_speaker(quote.spans[0], done, current=quote.speaker, present=present, more=more)

    def _dismiss_quote(self, quote: Quote) -> None:
        self.save(make.not_a_quote(self._session.article, quote))

    def _choose_speaker(
        self,
        span: Span,
        then: Callable[[str], None],
        current: Speaker | None = None,
        present: str = "",
        more: Mapping[str, tuple[str, str, Callable[[], None]]] | None = None,
    ) -> None:
        """Ask who says the words of a span, the likely speakers first; `then` gets the name, "" for one whom the
        article does not name. `present` is the name of the current speaker, or the names of all.

        `more` adds entries that mean something else: by id, their key, their words and what they do.
        """
        from ..dialogs.menu import MenuEntry

        analysis, more = self._session.analysis, more or {}
        candidates = likely_speakers(analysis.entities if analysis else (), span, current.entity if current else None)
        names = dict.fromkeys(filter(None, [present]), AS_IT_IS)
        names |= {entity.name: names.get(entity.name, "") for entity in candidates}
        entries = [
            MenuEntry(f"{NAMED}{name}", name, str(number), remark)
            for number, (name, remark) in enumerate(list(names.items())[:MOST_CANDIDATES], start=1)
        ]
        unnamed = AS_IT_IS if current is not None and not present else ""
        entries += [
            MenuEntry(SOMEBODY, "Somebody else…", "s"),
            MenuEntry(NOBODY, "Someone the article does not name", "u", unnamed),
            *(MenuEntry(id, title, key) for id, (key, title, _) in more.items()),
        ]

        def done(id: str) -> None:
            if id == NOBODY:
                then("")
            elif id == SOMEBODY:
                self._choose_somebody(span, candidates, then)
            elif id in more:
                more[id][2]()
            else:
                then(id.removeprefix(NAMED))

        advice = "Press s to type a name."
        at = NOBODY if unnamed else ""
        self._dialogs.show_menu(f"Who says {self._quoted(span)}?", entries, done, point_to=at, advice=advice)

    def _choose_somebody(self, span: Span, candidates: Sequence[Entity], then: Callable[[str], None]) -> None:
        """Choose one of all possible speakers, or type another name. A single letter, which may be a key pressed by
        mistake, is asked for again."""
        names = {entity.id: entity.name for entity in candidates}
        question = f"Who says {self._quoted(span)}?"
        self._dialogs.choose(
            question,
            [_entity_row(entity) for entity in candidates],
            lambda id: then(names[id]),
            own="  As typed: ",
            hint="a name; or several: “Ana Ruiz and Ben Vale”",
            then_own=lambda name: then(name) if len(name) > 1 else self._dialogs.ask(question, then, value=name),
        )

    # ------------------------------------------------------------ names

    def _correct_entity(self, entity: Entity) -> None:
        """Choose what is wrong with a row, or confirm it. Those it may be the same as can be merged at once."""
        from ..dialogs.menu import MenuEntry

        analysis, article = self._session.analysis, self._session.article
        others = {one.id: one for one in same_person(entity, analysis.entities if analysis else ())[:3]}
        entries = [MenuEntry(what, title, key) for what, key, title in ENTITY_CORRECTIONS]
        # After the first entry, which confirms: enter, pressed too early, must not merge two people.
        entries[1:1] = [
            MenuEntry(f"{SAME}{id}", f"Merge with {one_line(one.name, 36)}", str(number))
            for number, (id, one) in enumerate(others.items(), start=1)
        ]

        def done(what: str) -> None:
            if what.startswith(SAME):
                self.save(make.merge(article, entity, others[what.removeprefix(SAME)]))
            else:
                self._correct_entity_by(what, entity)

        self._dialogs.show_menu(f"What is wrong with {entity.name}?", entries, done)

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
        others = namesakes_first(entity, analysis.entities if analysis else ())
        targets = {one.id: one for one in others}
        self._dialogs.choose(
            f"Merge {entity.name} with which entry?",
            [_entity_row(one, of=entity) for one in others],
            lambda key: self.save(make.merge(self._session.article, entity, targets[key])),
        )

    def _split(self, entity: Entity) -> None:
        """Move mentions out of a row: the one at the caret, all that use one of its names, or any single one."""
        article, here = self._session.article, self._view.caret
        spans = [mention.span for mention in entity.mentions]
        if len(spans) < 2:
            self._status.notify(f"{entity.name} is mentioned only once. Rename the entry, or merge it with another.")
            return
        by_name: dict[str, list[Span]] = {}
        for span in spans:
            by_name.setdefault(" ".join(article.words(span).split()), []).append(span)
        rows = [
            (f"  every “{one_line(name, 40)}” ({len(named)})", named)
            for name, named in by_name.items()
            if len(by_name) > 1
        ]
        rows += [(f"  only {_with_context(article, span)}", [span]) for span in spans]
        if at := next((span for span in spans if span.covers(here)), None):
            rows.insert(0, ("  only the one at the caret", [at]))
        items = [
            Item(str(number), Content(line), search=line.casefold(), hang=9) for number, (line, _) in enumerate(rows)
        ]
        question = f"Which mentions are not {entity.name}?"
        self._dialogs.choose(question, items, lambda key: self._choose_who(entity, rows[int(key)][1]))

    def _choose_who(self, entity: Entity, mentions: Sequence[Span]) -> None:
        """Choose who these mentions of an entity are: another of the article, or a name that is typed."""
        analysis, article = self._session.analysis, self._session.article
        others = namesakes_first(entity, analysis.entities if analysis else ())
        names = {one.id: one.name for one in others}

        def split_off(name: str) -> None:
            self.save(make.split(article, entity, mentions, name))

        self._dialogs.choose(
            f"Who is {self._quoted(mentions[0])}?",
            [_entity_row(one, of=entity) for one in others],
            lambda id: split_off(names[id]),
            own="  Not in the list: ",
            then_own=split_off,
        )


def _with_context(article: Article, span: Span) -> str:
    """A mention with some of the words before and after it."""
    before = " ".join(article.text[max(0, span.start - CONTEXT) : span.start].split(" ")[1:])
    after = article.text[span.end : span.end + CONTEXT].rpartition(" ")[0]
    return f"“… {one_line(before + article.words(span) + after, 100)} …”"


def _entity_row(entity: Entity, *, of: Entity | None = None) -> Item:
    """A row to choose from. It names the kind if that is not the kind of the entity which the question is about."""
    count = f"  {len(entity.mentions)}"
    if of is not None and kind_of_label(of.label) != kind_of_label(entity.label):
        count += f" · {kind_of_label(entity.label)}"
    return Item(
        entity.id,
        Content.assemble("  ", one_line(entity.name, 48 - len(count)), (count, "$text-muted")),
        search=" ".join([entity.name, *entity.aliases]).casefold(),
    )
