"""Converts highlights to and from the W3C's Web Annotations; also reads Hypothesis exports and our own JSON.

The motivation of a highlight without a note is `highlighting`, with a note `commenting`, with tags only `tagging`. The
target has the words, some context, and the position in code points. What the model has no term for (which tag is our
label, the digest of the text) goes under `newsreader:…`, which other programs ignore.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from ..notes.check import CheckedAs, Evidence, checked_as_from, evidence_from_json, evidence_to_json, verdict_of
from ..notes.highlight import Highlight, Target
from ..notes.tag import hashtags
from ..text.address import path
from ..text.safe import escape_unsafe
from .notes import link_to

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
GENERATOR = {"type": "Software", "name": "newsreader"}
ANONYMOUS = "Reader"
_CHARACTERS = "http://tools.ietf.org/rfc/rfc5147"
"""The specification by which a fragment counts the characters of plain text."""
LONGEST_TEXT = 10**12
"""More code points than any text has."""
_COLLECTION = uuid.UUID("a0c3c1f4-6f0e-4f0b-8d7c-1f5d4bd0a9b1")


class NotReadable(Exception):
    """A file has no annotations that can be read. str() is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The annotations of a file."""

    highlights: tuple[Highlight, ...]
    skipped: tuple[str, ...]
    """The reason for each annotation that cannot be imported: its number in the file, and what is wrong with it."""


class _Unusable(Exception):
    """An annotation cannot be imported. str() is the reason, after "the annotation"."""


def to_jsonld(
    highlights: Sequence[Highlight],
    *,
    creator: str = ANONYMOUS,
    imported: Collection[str] = (),
    speakers: Mapping[str, str] | None = None,
) -> str:
    """All highlights as one AnnotationCollection with one page, in the order given. `speakers` says, by the ids of
    highlights, whose words they are.

    `creator` is the reader's name; without it nobody is named. The highlights with the ids `imported` have no creator:
    somebody else may have made them.
    """
    ids = " ".join(highlight.id for highlight in highlights)
    collection = {
        "id": f"urn:uuid:{uuid.uuid5(_COLLECTION, ids)}",
        "type": "AnnotationCollection",
        "label": "Notes of newsreader",
        "total": len(highlights),
    }
    page = {
        "id": f"urn:uuid:{uuid.uuid5(_COLLECTION, ids + ' 1')}",
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": [
            annotation(
                highlight,
                creator="" if highlight.id in imported else creator,
                context=False,
                speaker=(speakers or {}).get(highlight.id),
            )
            for highlight in highlights
        ],
    }
    document = {"@context": CONTEXT, **collection, "generator": GENERATOR, "first": page}
    return escape_unsafe(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def annotation(
    highlight: Highlight, *, creator: str = ANONYMOUS, context: bool = True, speaker: str | None = None
) -> dict[str, Any]:
    """One highlight as an Annotation; without `context`, as an item of a page, which has the context for all items.

    Every part says who made it, when, and in what language and format: the model asks for that wherever it is known.
    With `creator` "", it is not known who made it.
    """
    target = highlight.target
    who = {"creator": {"type": "Person", "name": creator}} if creator else {}
    place: dict[str, Any] = {
        "type": "SpecificResource",
        "source": link_to(target.source),
        "format": "text/plain",
        "language": "en",
        **who,
        "created": highlight.created,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": target.exact,
                "prefix": target.prefix,
                "suffix": target.suffix,
            },
            {"type": "TextPositionSelector", "start": target.start, "end": target.end},
            {"type": "FragmentSelector", "conformsTo": _CHARACTERS, "value": f"char={target.start},{target.end}"},
        ],
    }
    if target.digest:
        place["newsreader:digest"] = target.digest
    if speaker:
        place["newsreader:speaker"] = speaker
    made: dict[str, Any] = {"@context": CONTEXT} if context else {}
    if highlight.verdict:
        made["newsreader:verdict"] = highlight.verdict
        made["newsreader:evidence"] = evidence_to_json(highlight.evidence)
    if highlight.checked_as.kind:
        made["newsreader:checkedAs"] = highlight.checked_as._asdict()
    return made | {
        "id": highlight.id if _IRI.match(highlight.id) else f"urn:uuid:{highlight.id}",
        "type": "Annotation",
        "motivation": _motivation(highlight),
        "created": highlight.created,
        "modified": highlight.modified,
        **who,
        "generator": GENERATOR,
        "body": _bodies(highlight, who),
        "target": place,
    }


def _motivation(highlight: Highlight) -> str:
    if highlight.verdict:
        return "assessing"
    return "commenting" if highlight.note else "tagging" if highlight.tags else "highlighting"


def _bodies(highlight: Highlight, who: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """Note and tags, then the label. Other programs may mistake the label for a tag; we recognise it by its mark."""

    def body(value: str, purpose: str, format: str) -> dict[str, Any]:
        return {
            "type": "TextualBody",
            "value": value,
            "format": format,
            "language": "und",
            "purpose": purpose,
            **who,
            "created": highlight.created,
        }

    bodies = [body(highlight.note, "commenting", "text/markdown")] if highlight.note else []
    bodies += [body(tag, "tagging", "text/plain") for tag in highlight.tags]
    if highlight.label or not bodies:
        bodies.append(body(highlight.label or "highlight", "tagging", "text/plain"))
        bodies[-1]["newsreader:label"] = highlight.label
    return bodies


_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+$")


def read(text: str, *, now: str) -> ImportResult:
    """The highlights in a file of annotations: one, an array, JSON Lines, pages, collections; the answer of Hypothesis'
    API; or our own JSON. `now` is the time (UTC, with Z) for those without one. Raises NotReadable.
    """
    highlights: dict[str, Highlight] = {}
    skipped = []
    for number, item in enumerate(_items(_parsed(text)), start=1):
        try:
            highlight = _highlight(item, now)
        except _Unusable as error:
            skipped.append(f"Annotation {number} {error}.")
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
            skipped.append(f"Annotation {number} has a value that cannot be read.")
        else:
            highlights.setdefault(highlight.id, highlight)
    if not highlights and not skipped and text.strip() not in ("[]", ""):
        known = any(word in text for word in ("AnnotationCollection", "AnnotationPage", '"rows"'))
        if not known:
            raise NotReadable("The file contains no annotations.")
    return ImportResult(tuple(highlights.values()), tuple(skipped))


def _parsed(text: str) -> list[Any]:
    try:
        return [json.loads(text, parse_int=_integer)]
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line, parse_int=_integer) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise NotReadable(f"The file is not JSON: {error}.") from error


def _integer(digits: str) -> int | float:
    """A whole number. A number too large for any position becomes infinity, which makes only its own annotation
    unusable."""
    return int(digits) if len(digits) < 16 else float("inf")


def _items(things: Iterable[Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    """The annotations in pages, collections, arrays and API answers."""
    if depth > 6:
        return
    for thing in things:
        if isinstance(thing, list):
            yield from _items(thing, depth + 1)
        elif not isinstance(thing, dict):
            continue
        elif isinstance(thing.get("rows"), list):
            yield from _items(thing["rows"], depth + 1)
        elif "AnnotationCollection" in _each(thing.get("type")):
            yield from _items([part for part in (thing.get("first"), thing.get("last")) if part], depth + 1)
        elif "AnnotationPage" in _each(thing.get("type")):
            yield from _items(_each(thing.get("items")), depth + 1)
            if isinstance(thing.get("next"), dict):
                yield from _items([thing["next"]], depth + 1)
        elif "target" in thing or "oa:hasTarget" in thing or "quote" in thing:
            yield thing


def _highlight(item: dict[str, Any], now: str) -> Highlight:
    item = _short_names(item)
    if "quote" in item and "target" not in item:
        return _own(item, now)
    if "uri" in item or "updated" in item:
        return _hypothesis(item, now)
    return _annotation(item, now)


def _short_names(value: Any) -> Any:
    """The same value with the model's short names instead of `oa:` and `@` names."""
    if isinstance(value, list):
        return [_short_names(one) for one in value]
    if not isinstance(value, dict):
        return value
    short = {_SHORT.get(name, name.removeprefix("oa:")): _short_names(one) for name, one in value.items()}
    if "type" in short:
        types = [kind.removeprefix("oa:") for kind in _each(short["type"]) if isinstance(kind, str)]
        short["type"] = types if len(types) != 1 else types[0]
    return short


_SHORT = {
    "oa:hasTarget": "target",
    "oa:hasSource": "source",
    "oa:hasSelector": "selector",
    "oa:hasBody": "body",
    "@type": "type",
    "@id": "id",
}


def _annotation(item: dict[str, Any], now: str) -> Highlight:
    """A Web Annotation."""
    target = _target(_each(item["target"]), None)
    notes: list[str] = []
    tags: list[str] = []
    label = ""
    for body in _each(item.get("body")):
        if isinstance(body, str):
            continue  # an address of something else
        value = body.get("value")
        if isinstance(body.get("newsreader:label"), str):
            label = body["newsreader:label"]
        elif isinstance(value, str) and value:
            (tags if body.get("purpose") == "tagging" else notes).append(value)
    if isinstance(item.get("bodyValue"), str):
        notes.append(item["bodyValue"])
    created = _time(item.get("created")) or _time(item.get("modified")) or now
    modified = _time(item.get("modified")) or created
    return Highlight(
        id=_id(item.get("id")),
        target=target,
        label=_sound(label),
        note=_sound("\n\n".join(notes)),
        tags=tuple(map(_sound, tags)),
        created=created,
        modified=_not_before(modified, created),
        verdict=verdict_of(item.get("newsreader:verdict")),
        evidence=_evidence(item.get("newsreader:evidence")),
        checked_as=_checked_as(item.get("newsreader:checkedAs")),
    )


def _hypothesis(item: dict[str, Any], now: str) -> Highlight:
    """An annotation from Hypothesis' API. Its positions count in other units, so they are only a hint."""
    target = _target(_each(item.get("target")), item.get("uri"))
    created = _time(item.get("created")) or now
    note = item.get("text")
    return Highlight(
        id=_sound(f"https://hypothes.is/a/{item['id']}"),
        target=target,
        note=_sound(note) if isinstance(note, str) else "",
        tags=tuple(_sound(tag) for tag in _each(item.get("tags")) if isinstance(tag, str) and tag),
        created=created,
        modified=_not_before(_time(item.get("updated")) or created, created),
    )


def _own(item: dict[str, Any], now: str) -> Highlight:
    """A row of our own JSON."""
    selector = item.get("selector") or {}
    exact = _sound(selector.get("exact") or item["quote"])
    if not exact.strip():
        raise _Unusable("marks no words")
    start, end = _position(selector, exact)
    target = Target(
        source=_sound(str(item["source"])),
        digest=_sound(str(selector.get("digest") or "")),
        start=start,
        end=end,
        exact=exact,
        prefix=_sound(selector.get("prefix") or ""),
        suffix=_sound(selector.get("suffix") or ""),
    )
    created = _time(item.get("created")) or now
    note = _sound(item.get("note") or "")
    return Highlight(
        id=_sound(str(item.get("id") or uuid.uuid4())),
        target=target,
        label=_sound(item.get("label") or ""),
        note=note,
        tags=tuple(tag for tag in map(_sound, item.get("tags") or ()) if tag not in hashtags(note)),
        created=created,
        modified=_not_before(_time(item.get("modified")) or created, created),
        verdict=verdict_of(item.get("verdict")),
        evidence=_evidence(item.get("evidence")),
        checked_as=_checked_as(item.get("checked_as")),
    )


def _evidence(items: Any) -> tuple[Evidence, ...]:
    return tuple(Evidence(*map(_sound, one)) for one in evidence_from_json(items))


def _checked_as(value: Any) -> CheckedAs:
    found = checked_as_from(value.get("kind"), value.get("speaker")) if isinstance(value, dict) else CheckedAs()
    return found._replace(speaker=_sound(found.speaker))


def _target(targets: list[Any], uri: Any) -> Target:
    """The first usable target. Raises _Unusable with the reason if there is none."""
    reason = "has no target"
    for target in targets:
        if not isinstance(target, dict):
            reason = "is about a whole page and marks no words"
            continue
        selectors = list(_selectors(target.get("selector")))
        quote = next((s for s in selectors if "TextQuoteSelector" in _each(s.get("type"))), None)
        place = next((s for s in selectors if "TextPositionSelector" in _each(s.get("type"))), {})
        source = target.get("source") or uri
        if isinstance(source, dict):
            source = source.get("id")
        if quote is None or not str(quote.get("exact") or "").strip():
            reason = "has a position but not the words there" if place else "marks no words"
        elif not isinstance(source, str) or not source:
            reason = "does not name its article"
        else:
            exact = _sound(str(quote["exact"]))
            start, end = _position(place, exact)
            digest = target.get("newsreader:digest")
            return Target(
                source=_sound(_source(source)),
                digest=_sound(digest) if isinstance(digest, str) else "",
                start=start,
                end=end,
                exact=exact,
                prefix=_sound(str(quote.get("prefix") or "")),
                suffix=_sound(str(quote.get("suffix") or "")),
            )
    raise _Unusable(reason)


def _selectors(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The selectors of a target, each followed by those that refine it."""
    for selector in _each(value):
        if isinstance(selector, dict) and depth < 10:
            yield selector
            yield from _selectors(selector.get("refinedBy"), depth + 1)


def _position(selector: dict[str, Any], exact: str) -> tuple[int, int]:
    """The start and end of a selector, which may have none. Raises _Unusable for a number that is not a position."""
    start = selector.get("start") or 0
    if not isinstance(start, int) or not 0 <= start < LONGEST_TEXT:
        raise _Unusable("has a start that is not a position in a text")
    return start, start + len(exact)


def _source(iri: str) -> str:
    """The store's source for the article of an address: a `file:` address becomes a path."""
    if iri.startswith("file:"):
        return unquote(path(iri))
    return iri.removeprefix("urn:") if iri.startswith("urn:sha256:") else iri


def _id(iri: Any) -> str:
    if not isinstance(iri, str) or not iri:
        return str(uuid.uuid4())
    return _sound(iri.removeprefix("urn:uuid:"))


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _time(value: Any) -> str | None:
    """A time as it is stored: UTC with Z. One in that form already is not changed."""
    if not isinstance(value, str):
        return None
    try:
        time = datetime.fromisoformat(value)
        if time.tzinfo is not None and value.endswith("Z"):
            return value
        return time.replace(tzinfo=time.tzinfo or UTC).astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return None


def _not_before(modified: str, created: str) -> str:
    return created if datetime.fromisoformat(modified) < datetime.fromisoformat(created) else modified


def _sound(text: Any) -> str:
    """Text that can be stored: a lone surrogate, which JSON allows, becomes U+FFFD. Raises TypeError for anything but
    text."""
    if not isinstance(text, str):
        raise TypeError("this is not text")
    if not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
