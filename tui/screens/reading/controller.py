"""What every controller of the reading screen works with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from ...library.session import Session
from ...widgets.article.view import ArticleView
from ...widgets.bars.key_bar import KeyBar
from ...widgets.bars.topic_bar import TopicBar
from ...widgets.lists.sidebar import Sidebar
from ..services import Services
from .dialogs import Dialogs
from .notebook_writer import NotebookWriter
from .status import Status
from .subject import Subject


class Workspace(NamedTuple):
    """The article, the widgets that show it, the dialogs, the messages and the notebook."""

    session: Session
    services: Services
    view: ArticleView
    sidebar: Sidebar
    topic_bar: TopicBar
    key_bar: KeyBar
    status: Status
    subject: Subject
    dialogs: Dialogs
    notebook: NotebookWriter


class Controller:
    """The actions on one subject. A controller that affects another gets it as an argument of its constructor."""

    def __init__(self, workspace: Workspace) -> None:
        self._session = workspace.session
        self._services = workspace.services
        self._view = workspace.view
        self._sidebar = workspace.sidebar
        self._topic_bar = workspace.topic_bar
        self._key_bar = workspace.key_bar
        self._status = workspace.status
        self._subject = workspace.subject
        self._dialogs = workspace.dialogs
        self._notebook = workspace.notebook

    @contextmanager
    def row_shown(self) -> Iterator[None]:
        """Bring the words of the row under the cursor into view, so that the reader can judge them. If the box that is
        opened meanwhile is cancelled, the text returns to where it was."""
        row = self._subject.row
        if row is not None and row.spans and not self._view.on_screen.overlaps(row.spans[0]):
            before = self._view.position
            self._view.go_to(row.spans[0])
            self._dialogs.on_cancel = lambda: self._view.return_to(before)
        yield
        self._dialogs.on_cancel = None
