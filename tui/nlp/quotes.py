"""Who said what: the component that finds quotations and their speakers."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from ..text.analysis import Quote


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotes of `doc` in order of the text."""
    return []


@Language.factory("newsreader_quotes", requires=["token.dep"])
def make_quotes(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that fills `doc._.newsreader_quotes` (a list of Quote) and `doc.spans["quotes"]`."""
    return keep_quotes


def keep_quotes(doc: Doc) -> Doc:
    """`doc`, with its quotes kept on it."""
    doc._.newsreader_quotes = find_quotes(doc)
    return doc


if not Doc.has_extension("newsreader_quotes"):
    Doc.set_extension("newsreader_quotes", default=None)
