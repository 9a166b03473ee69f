"""The reader's corrections of an analysis.

An `Analysis` is never edited. A `Correction` names the words it is about by position and by quote, as a highlight does,
so it stays valid for a later analysis and for a changed article; `corrected_analysis.corrected` applies it to any
analysis of the article, and marks what it touches as `confirmed`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from ..text.analysis import Entity, Quote, Speaker
from ..text.article import Article
from ..text.quotation_marks import in_quotes
from ..text.span import Span
from .highlight import Target, describe

Kind = Literal[
    "speaker", "not_quote", "quote", "confirm_quote",
    "merge", "split", "rename", "relabel", "dismiss", "confirm",
    "not_about", "about",
    "known_as",
]  # fmt: skip

MAX_MENTIONS = 8
"""How many of an entity's mentions a correction stores as targets, to find the entity again."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. Made by the functions below, stored by `Notebook.correct`."""

    kind: Kind
    targets: tuple[Target, ...]
    """The words it is about: the spans of a quote, some mentions of an entity, a passage."""
    value: str = ""
    """The speaker ("" for a source without a name), the new name, the new kind, or the topic."""
    name: str = ""
    """The name of the entity when it was corrected."""
    into: tuple[Target, ...] = ()
    """For a merge: some mentions of the entity that absorbs the other."""
    among: str = ""
    """For a name that is another's in all articles: its kind, as in `entity_kinds.kind_of_label`."""
    id: str = ""
    """Set when it is stored."""
    created: str = ""

    @property
    def everywhere(self) -> bool:
        """Whether it holds for all articles, including future ones; then it has no targets."""
        return self.kind == "known_as"

    @property
    def title(self) -> str:
        """The correction in a few words, for the reader."""
        words = in_quotes(_short(self.targets[0].exact) if self.targets else "")
        return {
            "speaker": f"the speaker of {words} is {self.value or 'not named'}",
            "not_quote": f"{words} is not a quote",
            "quote": f"{words} is a quote",
            "confirm_quote": f"the quote {words} is correct",
            "merge": f"{self.name} is {self.value}",
            "split": f"{words} is {self.value}, not {self.name}" if self.value else f"{words} is not {self.name}",
            "rename": f"{self.name} is called {self.value}",
            "relabel": f"{self.name} is {_LABEL_WORDS.get(self.value, self.value)}",
            "dismiss": f"{self.name} is not an entity",
            "confirm": f"{self.name} is correct",
            "not_about": f"{words} is not about {self.value}",
            "about": f"{words} is about {self.value}",
            "known_as": f"{self.name} is {self.value} in all articles",
        }[self.kind]

    def to_json(self) -> dict[str, Any]:
        """Plain lists and strings, which `from_json` turns back into the same correction."""
        return {
            "kind": self.kind,
            "targets": [_target_json(target) for target in self.targets],
            "value": self.value,
            "name": self.name,
            "into": [_target_json(target) for target in self.into],
            "among": self.among,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any], *, id: str = "", created: str = "") -> Correction:
        """The correction that `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        correction = cls(
            data["kind"],
            tuple(map(_target_from, data["targets"])),
            _text(data.get("value", "")),
            _text(data.get("name", "")),
            tuple(map(_target_from, data.get("into", ()))),
            _text(data.get("among", "")),
            id,
            created,
        )
        if correction.kind not in get_args(Kind):
            raise ValueError("there is no such correction")
        return correction


def set_speaker(article: Article, quote: Quote, name: str) -> Correction:
    """`name` said these words ("" for somebody the article does not name)."""
    return Correction("speaker", _describe(article, quote.spans), name, name_of(quote.speaker))


def not_a_quote(article: Article, quote: Quote) -> Correction:
    """These words are not a quote."""
    return Correction("not_quote", _describe(article, quote.spans))


def confirm_quote(article: Article, quote: Quote) -> Correction:
    """This quote and its speaker are correct."""
    return Correction("confirm_quote", _describe(article, quote.spans), name_of(quote.speaker))


def new_quote(article: Article, span: Span, speaker: str = "") -> Correction:
    """A quote that the analysis missed."""
    return Correction("quote", _describe(article, (span,)), speaker)


def merge(article: Article, entity: Entity, into: Entity) -> Correction:
    """Both entities are one, with the name and kind of `into`."""
    return Correction("merge", _mentions(article, entity), into.name, entity.name, _mentions(article, into))


def known_as(kind: str, name: str, into: str) -> Correction:
    """In all articles, `name` is another name of `into`, if it is of this kind."""
    return Correction("known_as", (), into, name, among=kind)


def split(article: Article, entity: Entity, mentions: Iterable[Span], name: str = "") -> Correction:
    """These mentions belong to another entity called `name`, by default the words of the first mention: to the one that
    already has that name, else to a new one."""
    return Correction("split", _describe(article, mentions), name, entity.name)


def rename(article: Article, entity: Entity, name: str) -> Correction:
    """The entity is called `name`."""
    return Correction("rename", _mentions(article, entity), name, entity.name)


def relabel(article: Article, entity: Entity, label: str) -> Correction:
    """The entity is of another kind (PERSON, ORG, GPE …)."""
    return Correction("relabel", _mentions(article, entity), label, entity.name)


def dismiss(article: Article, entity: Entity) -> Correction:
    """This is not an entity and must not be listed."""
    return Correction("dismiss", _mentions(article, entity), "", entity.name)


def confirm(article: Article, entity: Entity) -> Correction:
    """This entity is correct."""
    return Correction("confirm", _mentions(article, entity), "", entity.name)


def not_about(article: Article, topic: str, span: Span) -> Correction:
    """These words are not about the topic."""
    return Correction("not_about", _describe(article, (span,)), topic)


def about(article: Article, topic: str, span: Span) -> Correction:
    """These words are about the topic too."""
    return Correction("about", _describe(article, (span,)), topic)


def _describe(article: Article, spans: Iterable[Span]) -> tuple[Target, ...]:
    return tuple(describe(article.text, span, source=article.source, digest=article.digest) for span in spans)


def _mentions(article: Article, entity: Entity) -> tuple[Target, ...]:
    return _describe(article, [mention.span for mention in entity.mentions[:MAX_MENTIONS]])


def name_of(speaker: Speaker | None) -> str:
    """The name of a speaker, "" if there is none."""
    return (speaker.name or "") if speaker else ""


def _short(words: str) -> str:
    words = " ".join(words.split()).strip('"“”„«»')
    return words if len(words) <= 40 else words[:39] + "…"


_LABEL_WORDS = {
    "PERSON": "a person",
    "ORG": "an organisation",
    "GPE": "a country, state or town",
    "LOC": "a place",
    "FAC": "a building or road",
    "NORP": "a nationality, party or faith",
    "EVENT": "an event",
    "PRODUCT": "a product",
    "WORK_OF_ART": "a work",
    "LAW": "a law or treaty",
    "LANGUAGE": "a language",
}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("this is not text")
    return value


def _target_from(data: dict[str, Any]) -> Target:
    target = Target(**data)
    for words in (target.source, target.digest, target.exact, target.prefix, target.suffix):
        _text(words)
    if not (type(target.start) is int and type(target.end) is int and 0 <= target.start < target.end):
        raise ValueError("this is not a position")
    return target


def _target_json(target: Target) -> dict[str, Any]:
    return {name: getattr(target, name) for name in ("source", "digest", "start", "end", "exact", "prefix", "suffix")}
