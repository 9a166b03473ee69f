"""The component `newsreader_entities`: one row for each person, body and place of an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from ..text.analysis import NAMED_LABELS, Entity, Mention, Pronoun
from ..text.span import Span
from .coreference import Coreference, Known

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
    rows: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    people: dict[str, str] = {}
    for ent in doc.ents:
        if ent.label_ not in NAMED_LABELS:
            continue
        start, end = ent.start, ent.end
        while start < end and (doc[start].lower_ in ("the", "a", "an") or doc[start].is_space):
            start += 1
        while start < end and (doc[end - 1].text in ("'s", "’s") or doc[end - 1].is_space):
            end -= 1
        if start == end:
            continue
        span = doc[start:end]
        key = span.text.lower()
        if ent.label_ == "PERSON":
            if end - start > 1:
                people.setdefault(doc[end - 1].lower_, key)
            else:
                key = people.get(key, key)
        rows[key].append((span.start_char, span.end_char, span.text, ent.label_))
    entities, known, pronouns = [], [], []
    for number, mentions in enumerate(rows.values(), 1):
        names = [text for _, _, text, _ in mentions]
        labels = [label for *_, label in mentions]
        name = max(names, key=len)
        entity = Entity(
            f"e{number}",
            name,
            max(labels, key=labels.count),
            tuple(Mention(Span(start, end)) for start, end, _, _ in mentions),
            tuple(sorted(set(names) - {name})),
        )
        entities.append(entity)
        known += [Known(start, end, entity.id, "named here", False) for start, end, _, _ in mentions]
    known.sort()
    persons = {entity.id for entity in entities if entity.label == "PERSON"}
    last, at = None, 0
    for token in doc:
        while at < len(known) and known[at].start < token.idx:
            last = known[at].entity if known[at].entity in persons else last
            at += 1
        if last and token.lower_ in ("he", "she", "his", "her", "him", "himself", "herself"):
            span = Span(token.idx, token.idx + len(token))
            pronouns.append(Pronoun(span, last, "nearest person named before it", True))
    known += [Known(*p.span, p.entity, p.reason, p.unsure) for p in pronouns]
    return Coreference(entities, pronouns, sorted(known))
