"""What a fact checker has found out about some words: the verdict, and the evidence for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

Verdict = Literal["", "open", "confirmed", "wrong", "cannot tell"]
"""Empty for words that nobody has put on the check list."""
VERDICTS: tuple[Verdict, ...] = ("open", "confirmed", "wrong", "cannot tell")
DECIDED = ("confirmed", "wrong", "cannot tell")
"""The verdicts that count as checked."""
SIGNS: dict[str, str] = {"": "·", "open": "○", "confirmed": "☑", "wrong": "✘", "cannot tell": "≈"}
"""One cell each; "" stands for words that nobody has looked at."""
CHECK_AGAIN = "↻"
"""The sign of a verdict on words that have changed since, or are gone."""


Kind = Literal["quotation", "figure", "mark"]
"""What a claim is; a mark is words that the reader chose."""
KINDS: tuple[Kind, ...] = ("quotation", "figure", "mark")


class CheckedAs(NamedTuple):
    """What the check list said of some words when they got their verdict: the article may lose them later."""

    kind: Kind | None = None
    """None if that is not known."""
    speaker: str = ""
    """Who said them, with "?" if that was unsure; "" if nobody was named."""


def checked_as_from(kind: object, speaker: object) -> CheckedAs:
    """`CheckedAs` with these values; one that is damaged is not known."""
    known = next((one for one in KINDS if one == kind), None)
    return CheckedAs(known, speaker if known and isinstance(speaker, str) else "")


class Evidence(NamedTuple):
    """One piece of evidence: where it is, and what the checker says of it."""

    where: str
    """A web address or the path of a file; "" for a note alone."""
    note: str = ""
    sha256: str = ""
    """The hash of the file, or of the page as it was saved in the library; "" if nothing was saved."""
    saved: str = ""
    """When the page or file was read (UTC, ISO 8601)."""


def with_evidence(known: Sequence[Evidence], proof: Evidence) -> tuple[Evidence, ...]:
    """The evidence with one more piece, instead of one that says the same of the same place."""
    return (*(one for one in known if (one.where, one.note) != (proof.where, proof.note)), proof)


def verdict_of(value: object) -> Verdict:
    """The verdict of that name; "" for anything else."""
    return next((verdict for verdict in VERDICTS if verdict == value), "")


def outcome(verdict: Verdict, *, changed: bool, lost: bool = False) -> str:
    """A verdict in words; `changed` if the words it was given for have been replaced by others, `lost` if the article
    no longer has them."""
    if lost and verdict:
        return f"{verdict}, words not found"
    return f"{verdict}, words changed since" if verdict in DECIDED and changed else verdict


def sign_of(verdict: Verdict, *, changed: bool) -> str:
    """The sign of a verdict; `changed` if its words were replaced or are gone."""
    return CHECK_AGAIN if verdict in DECIDED and changed else SIGNS[verdict]


def evidence_to_json(evidence: Iterable[Evidence]) -> list[dict[str, str]]:
    """Plain dicts, without empty fields."""
    return [{name: value for name, value in one._asdict().items() if value} for one in evidence]


def evidence_from_json(items: Any) -> tuple[Evidence, ...]:
    """The evidence in plain dicts; anything else in the list is left out."""
    found = []
    for item in items if isinstance(items, list | tuple) else ():
        if isinstance(item, dict):
            values = {name: item[name] for name in Evidence._fields if isinstance(item.get(name), str)}
            one = Evidence(**{"where": ""} | values)
            if one.where or one.note:
                found.append(one)
    return tuple(found)


def evidence_text(evidence: Iterable[Evidence]) -> str:
    """The evidence as the store holds it."""
    return json.dumps(evidence_to_json(evidence), ensure_ascii=False)
