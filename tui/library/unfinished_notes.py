"""The notes that were being written when the program ended, on whatever article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..store.database import Store
from ..text.safe import one_line


def unfinished_note(store: Store, texts: Mapping[str, str]) -> str:
    """A sentence about the first of these drafts that differs from what is in the notebook, and in which article it is;
    "" if there is none. `texts` has them by key ("note ID" or "new DIGEST START END"). Raises StoreError."""
    for title, text in _unfinished(store, texts):
        words = f"You were writing a note on “{one_line(title, 60)}” when the program ended"
        return f"{words}: “{one_line(text, 40)}”. Open the article to continue."
    return ""


def unlisted_notes(store: Store) -> list[str]:
    """A sentence about each note that was begun but is not saved yet, and so is in no list. Raises StoreError."""
    return [
        f"Not listed, because it is unfinished: “{one_line(text, 40)}”. Open “{one_line(title, 60)}” to continue."
        for title, text in _unfinished(store, store.notebook.drafts())
    ]


def _unfinished(store: Store, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The title of the article and the text of each draft that differs from what is in the notebook."""
    for key, text in texts.items():
        if text.strip() and (title := _title_of(store, key, text)):
            yield title, text


def _title_of(store: Store, key: str, text: str) -> str:
    """The title of the article that a draft belongs to; "" if it is not known, or if the text is saved as a note."""
    kind, _, rest = key.partition(" ")
    if kind == "note":
        highlight = store.notebook.get(rest)
        return store.notebook.title_of(highlight.target.source) if highlight and highlight.note != text else ""
    article = store.articles.load(rest.partition(" ")[0])
    return article.title if article else ""
