"""Parsed pieces of a long text, and the one Doc they make together.

`Doc.from_docs` copies each word, its space and a table of a dozen attributes, twice, in addition to the Docs it joins:
650 megabytes for a million words, which are freed a moment later. Here only the columns of each parsed piece are
kept and its Doc is released; the joined Doc is filled one attribute at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from .tokens import decode

INDEPENDENT = ("NORM", "LEMMA", "TAG", "POS", "MORPH", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID", "SENT_START")
"""Attributes that can be set one by one."""
SYNTAX = ("DEP", "HEAD")
"""Attributes that must be set together and last: from both, spaCy computes children and sentence boundaries."""

Columns = dict[str, numpy.ndarray]
"""The values of each attribute, one for each token."""


def to_columns(doc: Doc) -> Columns:
    """The token attributes of a parsed piece. What components added to the Doc itself (spans, user data) is lost."""
    return {name: doc.to_array(name) for name in ("ORTH", "SPACY", *INDEPENDENT, *SYNTAX)}


def join(pieces: Sequence[Columns], vocab: Vocab) -> Doc:
    """One Doc over the text of all pieces, in their order."""
    if not pieces:
        return Doc(vocab)
    spaces = _column(pieces, "SPACY").astype(bool).tolist()
    doc = Doc(vocab, words=decode(_column(pieces, "ORTH"), vocab.strings), spaces=spaces)
    for name in INDEPENDENT:
        doc.from_array([name], _column(pieces, name))  # type: ignore[arg-type]  # spaCy accepts numpy arrays
    both = numpy.stack([_column(pieces, name) for name in SYNTAX], axis=1)
    doc.from_array(list(SYNTAX), both)  # type: ignore[arg-type]
    return doc


def _column(pieces: Sequence[Columns], name: str) -> numpy.ndarray:
    return numpy.concatenate([piece[name] for piece in pieces])
