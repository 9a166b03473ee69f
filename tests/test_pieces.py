"""Parts of a text parsed separately give the same Doc as spaCy's own joining."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc

from tui.nlp.pieces import join, to_columns

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = (
    "Mayor Tora Lind spoke in Québec.\n\n",
    "“We won’t listen,” she said.  The\tU.S. fleet left.\n\n",
    "She left at noon — alone. It’s over",
)


@pytest.mark.model
def test_joining_pieces_gives_the_same_doc_as_spacy(nlp: Language) -> None:
    docs = [nlp(text) for text in TEXTS]
    ours = join([to_columns(doc) for doc in docs], nlp.vocab)
    theirs = Doc.from_docs(docs, ensure_whitespace=False)
    assert theirs is not None and ours.text == theirs.text == "".join(TEXTS)
    for one, other in zip(ours, theirs, strict=True):
        for name in ("text", "norm_", "lemma_", "tag_", "pos_", "dep_", "ent_iob_", "ent_type_", "is_sent_start"):
            assert getattr(one, name) == getattr(other, name), (one, name)
        assert one.head.i == other.head.i and one.morph == other.morph and one.idx == other.idx
    assert [(ent.start, ent.end, ent.label_) for ent in ours.ents] == [
        (ent.start, ent.end, ent.label_) for ent in theirs.ents
    ]
    assert [sent.text for sent in ours.sents] == [sent.text for sent in theirs.sents]
    assert [list(one.children) for one in ours][0] == [list(ours)[i] for i in [c.i for c in theirs[0].children]]


@pytest.mark.model
def test_joining_no_pieces_gives_an_empty_doc_and_one_piece_stays_as_it_is(nlp: Language) -> None:
    assert len(join([], nlp.vocab)) == 0
    doc = nlp(TEXTS[1])
    assert [token.lemma_ for token in join([to_columns(doc)], nlp.vocab)] == [token.lemma_ for token in doc]


@pytest.mark.model
def test_pieces_without_a_parse_can_be_joined(nlp: Language) -> None:
    docs = [nlp.make_doc(text) for text in TEXTS]
    assert join([to_columns(doc) for doc in docs], nlp.vocab).text == "".join(TEXTS)
