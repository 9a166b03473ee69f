"""The controllers of the reading screen that keys, the store and the analysis need, and the connections between them.

The screen makes them after the first frame, and their imports happen only then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ...library.session import Session
from ...widgets.article.view import ArticleView
from ...widgets.bars.key_bar import KeyBar
from ...widgets.bars.topic_bar import TopicBar
from ...widgets.lists.sidebar import Sidebar
from ..services import Services
from .checking import Checking
from .context_menu import ContextMenu
from .controller import Workspace
from .corrections import Corrections
from .dialogs import Dialogs
from .evidence import Evidence
from .explanations import Explanations
from .finding import Finding
from .footer import Footer
from .highlights import Highlights
from .jumping import Jumping
from .lists import Lists
from .note_writing import NoteWriting
from .notebook_writer import NotebookWriter
from .output import Output
from .painting import Painting
from .palette import palette_items
from .pipes import Pipes
from .spotlight import Spotlight
from .status import Status
from .stops import Stops
from .subject import Subject
from .topics import Topics
from .view import ViewOptions
from .way_back import WayBack

if TYPE_CHECKING:
    from ..dialogs.palette import PaletteItem


WHILE_ATTACHING = {
    *("mark", "find", "find_next", "find_previous", "concordance", "show_list", "item_next", "item_previous"),
    *("jump_letters", "switch_pane", "toggle_sidebar", "wider", "narrower"),
}
"""The actions with which one finds the words that a note is attached to next, and the one that attaches it."""


ON_ROWS = ("mark", "label", "tag", "note", "edit_note", "check", "about_too", "delete", "copy", "copy_with_source")
"""The actions that act on the row of a list that has the focus."""
ON_WORDS = ("mark", "label", "about_too", "copy_with_source")
"""Those of them that need words of the article."""


class Controllers:
    """One controller for each subject, connected with the others that it affects."""

    def __init__(
        self,
        session: Session,
        services: Services,
        view: ArticleView,
        sidebar: Sidebar,
        topic_bar: TopicBar,
        key_bar: KeyBar,
        status: Status,
        options: ViewOptions,
        footer: Footer,
    ) -> None:
        self._session = session
        self._status = status
        self.options = options
        self.dialogs = Dialogs(view)
        self.subject = Subject(session, view, sidebar)
        self.notebook = NotebookWriter(session, services, status, self._show_notes)
        work = Workspace(
            session, services, view, sidebar, topic_bar, key_bar, status, self.subject, self.dialogs, self.notebook
        )
        self.painting = Painting(work)
        self.stops = Stops(work, options)
        self.spotlight = Spotlight(work)
        self.lists = Lists(work, self.stops, self.painting, options)
        self.topics = Topics(work, self.stops, self._topics_switched)
        self.way_back = WayBack(work, footer, options)
        self.finding = Finding(work, self.stops, self.way_back)
        self.highlights = Highlights(work, self.painting, footer, self.lists.point_to)
        self.notes = NoteWriting(work, self.highlights)
        self.corrections = Corrections(work, self.highlights)
        correct, delete = self.corrections.correct, self.corrections.delete
        self.explanations = Explanations(work, self.stops, self.painting, correct, delete, self.notes.write)
        self.jumping = Jumping(work)
        self.menu = ContextMenu(work, self.highlights)
        self.checking = Checking(work)
        self.evidence = Evidence(work, self.stops, self.way_back, self.checking, self.lists.fill_all)
        self.output = Output(work, self.lists)
        self.pipes = Pipes(work, self.output, self.notes)

    def actions(self) -> dict[str, Callable[..., object]]:
        """The method of each action of the "reading" scope. All but those that help to find a place end attaching."""
        methods = self._methods()
        methods |= {name: self._on_row(name, methods[name]) for name in ON_ROWS}
        return {
            name: method if name in WHILE_ATTACHING else self._ending_placing(method)
            for name, method in methods.items()
        }

    def _on_row(self, name: str, method: Callable[..., object]) -> Callable[..., object]:
        @wraps(method)
        def run(*parameters: object) -> object:
            # Without a row, the method would act on the caret in the text, which the list may hide.
            if self.subject.lacks_row:
                self._status.notify("This list has no rows yet.")
                return None
            if name in ON_WORDS and self.subject.lacks_words:
                self._status.notify_with(
                    "The article no longer has these words.", "to attach the note to others", "mend"
                )
                return None
            return method(*parameters)

        return run

    def _ending_placing(self, method: Callable[..., object]) -> Callable[..., object]:
        @wraps(method)
        def run(*parameters: object) -> object:
            self.highlights.cancel_placing()
            return method(*parameters)

        return run

    def _methods(self) -> dict[str, Callable[..., object]]:
        return {
            "find": self.finding.open,
            "find_next": self.finding.find_next,
            "find_previous": self.finding.find_previous,
            "concordance": self.finding.show_concordance,
            "show_list": self.lists.show,
            "item_next": self.lists.step_next,
            "item_previous": self.lists.step_previous,
            "jump_letters": self.jumping.show_letters,
            "explain": self.explanations.explain,
            "topic": self.topics.toggle,
            "choose_topics": self.topics.choose,
            "drop_topic": self.topics.choose_removed,
            "new_topic": self.topics.ask_new,
            "delete_topic": self.topics.choose_deleted,
            "only_matching": self.topics.toggle_folding,
            "mark": self.highlights.mark,
            "label": self.highlights.label,
            "tag": self.highlights.tag,
            "trash": self.highlights.show_trash,
            "undo": self._undo,
            "redo": self.highlights.redo,
            "note": self.notes.write,
            "edit_note": self.notes.edit,
            "correct": self.corrections.correct,
            "delete": self.corrections.delete,
            "about_too": self.corrections.add_passage,
            "copy": self.output.copy,
            "copy_with_source": self.output.copy_with_source,
            "export": self.output.export,
            "report": self.output.report,
            "verify": self.evidence.verify,
            "compare": self.evidence.compare,
            "state_date": self.evidence.state_date,
            "check": self.checking.check,
            "pipe": self.pipes.choose,
            "open_source": self.output.open_source,
            "open_another": self.output.open_another,
            "switch_pane": self.options.switch_pane,
            "toggle_sidebar": self.options.toggle_sidebar,
            "zen": self.options.toggle_zen,
            "wider": self.options.wider,
            "narrower": self.options.narrower,
            "spotlight": self.spotlight.cycle,
            "plain_words": self.painting.toggle_plain_words,
        }

    def _undo(self) -> None:
        if not self.topics.undo():
            self.highlights.undo()

    def default_status(self) -> tuple[str, str]:
        """The footer's sentence for a mode that is on, and the id of the action whose key it names; "" for none."""
        modes = (
            (self.highlights, ""),  # first: `m` means something else than usual
            (self.topics, "only_matching"),
            (self.finding, "find_next"),
            (self.evidence, ""),
            (self.notes, "note"),
            (self.spotlight, "spotlight"),
        )
        return next(((words, id) for mode, id in modes if (words := mode.default_status())), ("", ""))

    def analysis_shown(self) -> None:
        """Do what waits for the findings, now that they are on the screen."""
        if not self.stops.spans and (passages := self._session.active_passages()):
            self.stops.set_stops("passage", passages)
        if self.topics.is_folded:
            self.topics.fold()
        self.evidence.show_waiting()

    def paint_topics(self) -> None:
        """Show which topics are on, in the text, the topic bar and the lists."""
        self.painting.paint_topics()
        self.lists.topics_changed()

    def _topics_switched(self) -> None:
        self.highlights.cancel_placing()
        self.paint_topics()

    def covered_by(self, screen: Screen[Any]) -> None:
        """Another screen was opened over this one. A note is no longer being attached then, unless it is a box, such as
        the palette, or the concordance, with which one finds a place."""
        if not screen.is_modal:
            self.topics.covered()
        if not screen.is_modal and getattr(screen, "SCOPE", "") != "concordance":
            self.highlights.cancel_placing()

    def _show_notes(self, corrections_changed: bool) -> None:
        if corrections_changed:
            self.painting.paint_all()
            self.lists.fill_all(by_reader=True)
            self.topics.update_stops()
        else:
            self.painting.paint_highlights()
            self.lists.notes_changed()

    def palette_items(self) -> Iterator[PaletteItem]:
        """The article's items for the palette."""
        return palette_items(
            self._session, toggle_topic=self.topics.toggle, show_entity=self.lists.show_entity, jump=self.stops.jump
        )
