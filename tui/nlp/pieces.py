"""Parsed pieces of a long text, and the one Doc that they make.

spaCy joins Docs by writing down each word, its blank and a table of a dozen attributes, all of it beside the Docs and
twice: for a million words 650 megabytes, which are free again a moment later. Here a piece is taken apart as soon as it
is parsed and its Doc let go; the whole is filled an attribute at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from .tokens import decode

ALONE = ("NORM", "LEMMA", "TAG", "POS", "MORPH", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID", "SENT_START")
"""What can be set by itself."""
TOGETHER = ("DEP", "HEAD")
"""What has to be set at once, and last: from the two spaCy tells who hangs on whom, and where sentences begin."""

Piece = dict[str, numpy.ndarray]
"""Attribute -> its value for each token."""


def taken_apart(doc: Doc) -> Piece:
    """What is to be kept of a parsed piece. What components have put beside the tokens (spans, user data) is not."""
    return {name: doc.to_array(name) for name in ("ORTH", "SPACY", *ALONE, *TOGETHER)}


def join(pieces: Sequence[Piece], vocab: Vocab) -> Doc:
    """One Doc over the text of all pieces together, in their order."""
    if not pieces:
        return Doc(vocab)
    spaces = _column(pieces, "SPACY").astype(bool).tolist()
    doc = Doc(vocab, words=decode(_column(pieces, "ORTH"), vocab.strings), spaces=spaces)
    for name in ALONE:
        doc.from_array([name], _column(pieces, name))  # type: ignore[arg-type]  # numpy arrays are what it takes
    both = numpy.stack([_column(pieces, name) for name in TOGETHER], axis=1)
    doc.from_array(list(TOGETHER), both)  # type: ignore[arg-type]
    return doc


def _column(pieces: Sequence[Piece], name: str) -> numpy.ndarray:
    return numpy.concatenate([piece[name] for piece in pieces])
