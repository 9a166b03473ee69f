"""The entities of an article: one for each person, organisation, place, event and thing, with every mention of it.

The steps, each in its own module: the names (`recognised_names`, `runs`, `repeats`), the kind of each (`kind_votes`,
`clusters`), which names belong together (`people`, `same_name`, `referents`), the roles of people (`roles`), the
descriptions (`described_people`) and the pronouns (`pronouns`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from ...text.analysis import Entity, Mention, Pronoun, Role
from ...text.span import Span
from ..coreference import Coreference, Known
from ..tokens import Tokens
from .acronyms import is_acronym
from .described_people import ResolvedDescription, find_descriptions
from .places import SAME_PLACES, country_of, place_key
from .pronouns import find_pronouns
from .referents import Referent, find_referents
from .roles import find_roles

_SMALL_WORDS = frozenset(("de", "da", "do", "dos", "del", "du", "la", "of", "on", "upon", "the", "am", "an", "der"))
"""Words that have no capital inside the name of a town."""


def find_entities(doc: Doc) -> Coreference:
    """The entities of `doc`, and every name, description and pronoun that means one of them."""
    t = Tokens(doc)
    referents = find_referents(doc, t)
    descriptions = find_descriptions(t, referents, find_roles(t, referents))
    pronouns, relatives = find_pronouns(t, referents, descriptions)
    roles = _roles(t, descriptions.values())
    entities = [_entity(number, referent, roles.get(number, ())) for number, referent in enumerate(referents)]
    known = [Known.at(m.span, entity.id, "named here", m.unsure) for entity in entities for m in entity.mentions]
    for what, holder, reason, unsure in descriptions.values():
        if holder is not None:
            known.append(Known.at(_span(t, what.start, what.end), entities[holder].id, reason, unsure))
    resolved = [
        Pronoun(_span(t, one.token, one.token + 1), entities[one.referent].id, one.reason, one.unsure)
        for one in (*pronouns, *relatives)
    ]
    known += [Known.at(pronoun.span, pronoun.entity, pronoun.reason, pronoun.unsure) for pronoun in resolved]
    return Coreference(entities, resolved[: len(pronouns)], sorted(known), t.starts, t.heads)


def _span(t: Tokens, start: int, end: int) -> Span:
    """The code points of the tokens from `start` up to, but not including, `end`."""
    return Span(t.starts[start], t.ends[end - 1])


def _roles(t: Tokens, descriptions: Iterable[ResolvedDescription]) -> dict[int, list[Role]]:
    """Referent to what the article itself calls that person, in order of the text.

    Words inside quotation marks are somebody's opinion: the praise of a colleague, the insult of a rival.
    """
    found: dict[int, list[Role]] = defaultdict(list)
    for description, referent, *_ in descriptions:
        if referent is not None and t.quoted[description.head] < 0:
            words = t.text_between(description.start, description.end)
            found[referent].append(Role(_span(t, description.start, description.end), " ".join(words.split())))
    return found


def _entity(number: int, referent: Referent, roles: Sequence[Role]) -> Entity:
    """The entity of a referent: its best name, its mentions, its other names and its roles."""
    texts = Counter(name.text for name in referent.names)
    best = _best_name(referent, texts)
    if referent.label == "GPE" and best.isupper() and len(best) > 3 and not country_of(best):
        best = _without_capitals(best)
    return Entity(
        f"e{number + 1}",
        best,
        referent.label,
        tuple(Mention(Span(name.left, name.right), name.left in referent.unsure) for name in referent.names),
        tuple(text for text, _ in texts.most_common() if text != best),
        tuple(roles),
    )


def _without_capitals(town: str) -> str:
    """Return "Rio de Janeiro" for "RIO DE JANEIRO", as towns are written in datelines."""
    first, *others = ["Mc" + word[2:].title() if word.startswith("MC") else word.title() for word in town.split()]
    return " ".join([first, *(word.lower() if word.lower() in _SMALL_WORDS else word for word in others)])


def _best_name(referent: Referent, texts: Counter[str]) -> str:
    """The country's own name, or else the fullest of the common names."""
    if referent.label == "GPE":
        country = next(filter(None, map(country_of, texts)), None)
        if country:
            return country if country in texts else max(texts, key=lambda text: (not is_acronym(text), texts[text]))
    most = max(texts.values())
    longer = {text.lower() for text in texts if referent.label == "PERSON" and " " in text}

    def rank(text: str) -> tuple[bool, bool, bool, bool, bool, bool, bool, int]:
        part = any(other.endswith(" " + text.lower()) for other in longer)
        shout = text.isupper() and len(text) > 5
        nickname = place_key(text) in SAME_PLACES  # "Windy City"
        return (
            not is_acronym(text),
            not nickname,
            not shout,
            len(text.split()) > 1,
            not part,
            referent.label == "NORP" and text.endswith("s"),  # "Democrats", not "Democratic"
            texts[text] * 4 >= most,
            len(text),
        )

    return max(texts, key=rank)
