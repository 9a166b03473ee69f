"""spaCy's tokenizer, in linear time and with the quotation marks that it does not know."""

from __future__ import annotations

import re
from typing import Any, cast

from spacy.language import Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]  # as the tokenizer below
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # written in Cython, which mypy does not read
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from .lexicon import word_set

RARE_MARKS = "‹›＂"
"""Quotation marks that spaCy does not separate from the words."""

NOTE_NUMBER = r"(?<=\S)\[\w{1,12}\]"
"""The number or name of a footnote, right after a word or stop. To spaCy “held.[1]” is one word, and so no end of a
sentence."""

DASH_AND_MARK = (r"(?<=\w)[—–](?=[\"“‘])", r"(?<=\w[—–])[\"“‘](?=\w)")
"""A dash between a word and a quotation mark, and that mark: “Arts—"The gallery”."""

LONGEST_RUN = 500
"""Code points without a space that are tokenized at once. spaCy takes the punctuation off a run one character at a time
and copies the rest each time: a run of 10,000 takes 14 s, and the same text in runs of 500 takes 0.7 s."""

_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_PART = re.compile(rf"\S{{{LONGEST_RUN // 2},{LONGEST_RUN}}}(?<=\W)|\S{{{LONGEST_RUN}}}")
"""A part of a run, up to the last character that is not of a word, if there is one in its second half."""


_TITLES = {
    title.capitalize(): [{ORTH: title.capitalize()}]
    for title in word_set("titles", "male", "female", "other")
    if title.endswith(".")
}
"""The titles that end in a stop. spaCy knows "Gov." and "Sgt.", but ends a sentence after "Capt." and "Pres."."""


class LinearTokenizer(Tokenizer):  # type: ignore[misc]  # see above
    """Divides runs without spaces that are longer than `LONGEST_RUN` before spaCy sees them."""

    def __call__(self, text: str) -> Doc:
        """The tokens of a text; `Doc.text` is the text itself."""
        cuts = [part.end() for run in _LONG_RUN.finditer(text) for part in _PART.finditer(text, *run.span())]
        if not cuts:
            return cast(Doc, super().__call__(text))
        docs = [
            super(LinearTokenizer, self).__call__(text[start:end])
            for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)
        ]
        return Doc.from_docs(docs, ensure_whitespace=False)


def linear_tokenizer(nlp: Language) -> Any:
    """The tokenizer of a pipeline, in linear time. It takes rare quotation marks and the numbers of footnotes off the
    words too, and leaves the stop of a short title ("Capt.") on it.

    Pipelines of a few languages, such as Chinese, have a tokenizer of another kind, which is returned as it is.
    """
    usual = nlp.tokenizer
    if not isinstance(usual, Tokenizer):
        return usual
    return LinearTokenizer(
        nlp.vocab,
        rules=_TITLES | dict(usual.rules),
        prefix_search=compile_prefix_regex([*(nlp.Defaults.prefixes or ()), *RARE_MARKS]).search,
        suffix_search=compile_suffix_regex([*(nlp.Defaults.suffixes or ()), *RARE_MARKS, NOTE_NUMBER]).search,
        infix_finditer=compile_infix_regex([*(nlp.Defaults.infixes or ()), *DASH_AND_MARK]).finditer,
        token_match=usual.token_match,
        url_match=usual.url_match,
        faster_heuristics=usual.faster_heuristics,
    )
