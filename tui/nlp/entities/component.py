"""The component `newsreader_entities`: one row for each person, body and place of an article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc

from ...text.analysis import Entity, Mention, Pronoun, Role
from ...text.span import Span
from ..coreference import Coreference, Known
from ..tokens import Tokens, heads_of, numbers
from .descriptions import Described, find_descriptions
from .merge import is_acronym
from .places import country_of
from .pronouns import find_pronouns
from .roles import find_roles
from .rows import Row, find_rows

KEPT = "newsreader_coreference"
"""Where a Doc keeps it, as plain lists, so that `Doc.to_bytes` and `nlp.pipe(n_process=2)` carry it along."""

_made: WeakKeyDictionary[Doc, Coreference] = WeakKeyDictionary()
# What was made of those lists, or they of it: a Doc can hold no object of ours that it could also write out.


def get_coreference(doc: Doc) -> Coreference | None:
    """What was found in `doc`, also in one that came back from another process; None where nobody looked."""
    if doc not in _made and KEPT in doc.user_data:
        _made[doc] = Coreference.from_json(doc.user_data[KEPT], numbers(doc, "IDX"), heads_of(doc))
    return _made.get(doc)


def set_coreference(doc: Doc, found: Coreference) -> None:
    """Keep `found` in `doc`."""
    doc.user_data[KEPT] = found.to_json()
    remember_coreference(doc, found)


def remember_coreference(doc: Doc, found: Coreference) -> None:
    """Keep `found` beside `doc`, for as long as that is here: the plain lists of a long article take more room than it
    does, and are only needed where it is written out."""
    _made[doc] = found


if not Doc.has_extension("coreference"):
    Doc.set_extension("coreference", getter=get_coreference, setter=set_coreference)


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
    t = Tokens(doc)
    rows = find_rows(doc, t)
    roles = find_roles(t, rows)
    descriptions = find_descriptions(t, rows, roles)
    pronouns, relatives = find_pronouns(t, rows, descriptions)
    called = roles_of(t, descriptions.values())
    entities = [make_entity(number, row, called.get(number, ())) for number, row in enumerate(rows)]
    known = [Known(*m.span, entity.id, "named here", m.unsure) for entity in entities for m in entity.mentions]
    for what, holder, reason in descriptions.values():
        if holder is not None:
            known.append(Known(*token_span(t, what.start, what.end), entities[holder].id, reason, False))
    for meant in (*pronouns, *relatives):
        span = token_span(t, meant.token, meant.token + 1)
        known.append(Known(*span, entities[meant.row].id, meant.reason, meant.unsure))
    return Coreference(
        entities,
        [
            Pronoun(token_span(t, meant.token, meant.token + 1), entities[meant.row].id, meant.reason, meant.unsure)
            for meant in pronouns
        ],
        sorted(known),
        t.starts,
        t.heads,
    )


def token_span(t: Tokens, start: int, end: int) -> Span:
    """The code points of tokens `start` up to and without `end`."""
    return Span(t.starts[start], t.ends[end - 1])


def one_line(t: Tokens, span: Span) -> str:
    """The words of a span with single blanks."""
    return " ".join(t.text[span.start : span.end].split())


def roles_of(t: Tokens, described: Iterable[Described]) -> dict[int, list[Role]]:
    """Row to what the article calls that person, in order of the text."""
    found: dict[int, list[Role]] = defaultdict(list)
    for what, row, _ in described:
        if row is not None:
            span = token_span(t, what.start, what.end)
            found[row].append(Role(span, one_line(t, span)))
    return found


def make_entity(number: int, row: Row, roles: Sequence[Role]) -> Entity:
    """The entity of a row: its best name, its mentions, its other names and its roles."""
    texts = Counter(name.text for name in row.names)
    best = best_name(row, texts)
    return Entity(
        f"e{number + 1}",
        best,
        row.label,
        tuple(Mention(Span(name.left, name.right), name.left in row.unsure) for name in row.names),
        tuple(text for text, _ in texts.most_common() if text != best),
        tuple(roles),
    )


def best_name(row: Row, texts: Counter[str]) -> str:
    """The country's own name; else the fullest of the usual names."""
    if row.label == "GPE":
        country = next(filter(None, map(country_of, texts)), None)
        if country:
            return country if country in texts else max(texts, key=lambda text: (not is_acronym(text), texts[text]))
    usual = max(texts.values())
    longer = {text.lower() for text in texts if row.label == "PERSON" and " " in text}

    def rank(text: str) -> tuple[bool, bool, bool, bool, bool, int]:
        part = any(other.endswith(" " + text.lower()) for other in longer)
        shout = text.isupper() and len(text) > 5
        return not is_acronym(text), not shout, len(text.split()) > 1, not part, texts[text] * 4 >= usual, len(text)

    return max(texts, key=rank)
