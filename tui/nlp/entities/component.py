"""The component `newsreader_entities`: the people, organisations and places in an article, and whom its pronouns
mean."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc

from ..coreference import Coreference
from ..tokens import heads_of, numbers
from .entities import find_entities

USER_DATA_KEY = "newsreader_coreference"
"""Key of the result in `Doc.user_data`, as plain lists, which `Doc.to_bytes` and `nlp.pipe(n_process=2)` preserve."""

_cache: WeakKeyDictionary[Doc, Coreference] = WeakKeyDictionary()
# Outside the Doc: a Doc that holds one of our objects cannot be serialised.


def get_coreference(doc: Doc) -> Coreference | None:
    """What was found in `doc`, also if the Doc comes from another process; None if the component did not run."""
    if doc not in _cache and USER_DATA_KEY in doc.user_data:
        _cache[doc] = Coreference.from_json(doc.user_data[USER_DATA_KEY], numbers(doc, "IDX"), heads_of(doc))
    return _cache.get(doc)


def set_coreference(doc: Doc, coreference: Coreference) -> None:
    """Store the result in `doc`."""
    doc.user_data[USER_DATA_KEY] = coreference.to_json()
    cache_coreference(doc, coreference)


def cache_coreference(doc: Doc, coreference: Coreference) -> None:
    """Cache the result for as long as `doc` lives, without storing it.

    The plain lists of a long article take more memory than the objects, and only serialising needs them.
    """
    _cache[doc] = coreference


if not Doc.has_extension("coreference"):
    Doc.set_extension("coreference", getter=get_coreference, setter=set_coreference)


@Language.factory("newsreader_entities", assigns=["doc._.coreference"], requires=["doc.ents", "token.dep"])
def make_entities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that fills `doc._.coreference`. It goes after the parser and the entity recogniser."""
    return mark_entities


def mark_entities(doc: Doc) -> Doc:
    """`doc`, with its `Coreference` in `doc._.coreference`."""
    doc._.coreference = find_entities(doc)
    return doc
