"""The component `newsreader_entities`: one row for each person, body and place of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from ..text.analysis import Entity, Mention
from ..text.span import Span
from .coreference import Coreference, Known
from .entity_merge import is_acronym
from .entity_places import country_of
from .entity_rows import Row, find_rows
from .entity_tokens import read_tokens

if not Doc.has_extension("coreference"):
    Doc.set_extension("coreference", default=None)


@Language.factory("newsreader_entities", assigns=["doc._.coreference"], requires=["doc.ents", "token.dep"])
def make_entities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that fills `doc._.coreference`. Goes after the parser and the entity recogniser."""
    return mark_entities


def mark_entities(doc: Doc) -> Doc:
    """`doc`, with its `Coreference` in `doc._.coreference`."""
    doc._.coreference = find_entities(doc)
    return doc


def find_entities(doc: Doc) -> Coreference:
    """The entities of `doc` and who is meant by its pronouns."""
    t = read_tokens(doc)
    rows = find_rows(doc, t)
    entities = [make_entity(number, row) for number, row in enumerate(rows, 1)]
    known = [
        Known(m.span.start, m.span.end, entity.id, "named here", m.unsure)
        for entity in entities
        for m in entity.mentions
    ]
    return Coreference(entities, [], sorted(known))


def make_entity(number: int, row: Row) -> Entity:
    """The entity of a row: its best name, its mentions and its other names."""
    texts = Counter(name.text for name in row.names)
    best = best_name(row, texts)
    return Entity(
        f"e{number}",
        best,
        row.label,
        tuple(Mention(Span(name.left, name.right), name.left in row.unsure) for name in row.names),
        tuple(text for text, _ in texts.most_common() if text != best),
    )


def best_name(row: Row, texts: Counter[str]) -> str:
    """The country's own name; else the fullest of the usual names."""
    if row.label == "GPE":
        country = next(filter(None, map(country_of, texts)), None)
        if country:
            return country if country in texts else max(texts, key=lambda text: (not is_acronym(text), texts[text]))
    usual = max(texts.values())
    return max(
        texts, key=lambda text: (not is_acronym(text), len(text.split()) > 1, texts[text] * 4 >= usual, len(text))
    )
