"""Messages in which screens ask the application for something. They bubble up to it, so no screen has to know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

if TYPE_CHECKING:
    from ..notes.highlight import Highlight
    from ..text.span import Span


class Sought(NamedTuple):
    """What the reader was looking for when an article was opened from a list: it is highlighted there."""

    words: tuple[str, ...] = ()
    """Words and names; one that ends in `*` is the beginning of a word."""
    topics: tuple[str, ...] = ()
    """The topics to switch on."""
    speakers: tuple[str, ...] = ()
    """Those whose statements are looked for, as the article calls them."""


class OpenArticle(Message):
    """Read the file or page at a path or address, and show it. `span` is a place in it to go to."""

    def __init__(self, source: str, span: Span | None = None) -> None:
        super().__init__()
        self.source = source
        self.span = span


class OpenKnownArticle(Message):
    """Show an article of the library: the file as it is now, or the stored text of a page or a pipe.

    `span` is a place in the text that was read last, `sought` what is to be highlighted.
    """

    def __init__(self, source: str, span: Span | None = None, sought: Sought | None = None) -> None:
        super().__init__()
        self.source = source
        self.span = span
        self.sought = sought


class OpenNote(Message):
    """Show the article of a highlight, at its place."""

    def __init__(self, highlight: Highlight) -> None:
        super().__init__()
        self.highlight = highlight


class OpenNeighbour(Message):
    """Show the next (1) or the previous (-1) of the articles that were named on the command line or opened."""

    def __init__(self, by: int) -> None:
        super().__init__()
        self.by = by


class ReloadArticle(Message):
    """Read the file or page of the article on the screen again, and show what has changed."""

    def __init__(self, *, repair: bool = False) -> None:
        """With `repair`, text that was encoded twice is read as it was before."""
        super().__init__()
        self.repair = repair


class PrepareArticle(Message):
    """Have an article that is likely to be opened next parsed by the analysis process.

    With `from_library`, the library's text is used if there is no file, as `OpenKnownArticle` would.
    """

    def __init__(self, source: str, *, from_library: bool = False) -> None:
        super().__init__()
        self.source = source
        self.from_library = from_library


class PrepareNeighbour(Message):
    """`PrepareArticle` for the article that follows this one in the list of those named or opened."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source


class RunAction(Message):
    """Run the action of this id on the focused widget, or on its nearest ancestor that has it."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id
