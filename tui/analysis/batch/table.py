"""The table of analyses: one row per article, in the form of `newsreader analyze --format jsonl`.

Everything about an article is in its row, as lists of structs. So a row is there or it is not, which is why a run can
be killed and started again; nothing has to be joined; and columns that are not needed are not read. Each quote and its
speaker also have their `words`, because those are what people look for; every other span is `start` and `end` in code
points of `text`.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ...text.analysis import VERSION, Analysis
from ...text.analyzed import Analyzed
from ...text.article import HEAD, Article, Block
from ...text.span import Span
from ...text.topic import Topic

_SPAN = [("start", pa.int32()), ("end", pa.int32())]
_SPANS = pa.list_(pa.struct(_SPAN))
_STRINGS = pa.list_(pa.string())
_WHO = pa.struct(
    [("mention", pa.struct(_SPAN)), ("words", pa.string()), ("name", pa.string()), ("entity", pa.string())]
)

SCHEMA = pa.schema(
    [
        ("source", pa.string()),  # the path or address as it was given
        ("file_digest", pa.string()),  # of the file's bytes: names what was analysed
        ("digest", pa.string()),  # of `text`
        *((name, pa.string()) for name in HEAD),
        ("text", pa.string()),
        ("word_count", pa.int32()),
        ("blocks", pa.list_(pa.struct([*_SPAN, ("kind", pa.string()), ("level", pa.int32())]))),
        ("sentences", _SPANS),
        (
            "entities",
            pa.list_(
                pa.struct(
                    [
                        ("id", pa.string()),
                        ("name", pa.string()),
                        ("label", pa.string()),
                        ("mentions", pa.list_(pa.struct([*_SPAN, ("unsure", pa.bool_())]))),
                        ("aliases", _STRINGS),
                        ("roles", pa.list_(pa.struct([*_SPAN, ("text", pa.string())]))),
                    ]
                )
            ),
        ),
        (
            "pronouns",
            pa.list_(
                pa.struct([*_SPAN, ("entity", pa.string()), ("reason", pa.string()), ("unsure", pa.bool_())]),
            ),
        ),
        (
            "quotes",
            pa.list_(
                pa.struct(
                    [
                        ("kind", pa.string()),
                        ("words", pa.string()),
                        ("spans", _SPANS),
                        ("cue", pa.struct(_SPAN)),
                        ("speaker", _WHO),
                        ("addressee", _WHO),
                        ("reason", pa.string()),
                        ("unsure", pa.bool_()),
                        ("attitude", pa.bool_()),
                        ("also", pa.list_(_WHO)),
                        ("via", _WHO),
                    ]
                )
            ),
        ),
        (
            "topics",
            pa.list_(
                pa.struct(
                    [
                        ("name", pa.string()),
                        ("fingerprint", pa.string()),
                        (
                            "passages",
                            pa.list_(
                                pa.struct(
                                    [
                                        *_SPAN,
                                        (
                                            "because",
                                            pa.list_(
                                                pa.struct(
                                                    [
                                                        *_SPAN,
                                                        ("kind", pa.string()),
                                                        ("text", pa.string()),
                                                        ("hits", _SPANS),
                                                    ]
                                                )
                                            ),
                                        ),
                                    ]
                                )
                            ),
                        ),
                    ]
                )
            ),
        ),
        (
            "figures",
            pa.list_(
                pa.struct([*_SPAN, ("label", pa.string()), ("sentence", pa.struct(_SPAN)), ("speaker", pa.string())])
            ),
        ),
        ("model", pa.string()),
        ("analyzed_to", pa.int32()),  # where the analysis ends, if the text is too long; else null
    ]
)
"""The columns. More may be added; these stay."""

_MADE = b"newsreader"
"""Key of the provenance in the metadata of a file."""


class NoResults(Exception):
    """A file has no analyses by newsreader; str() says so in a sentence."""


@dataclass(frozen=True)
class Provenance:
    """How the rows of a table were made. A table has only rows that were made in the same way."""

    model: str = ""
    """Name and version of the spaCy pipeline; "" before the first row."""
    topics: dict[str, str] = field(default_factory=dict)
    """The fingerprint of each topic that was searched for, by its name."""
    version: str = VERSION

    @classmethod
    def with_topics(cls, topics: Iterable[Topic]) -> Provenance:
        """The provenance that is known before the model is loaded."""
        return cls(topics={topic.name: topic.fingerprint for topic in topics})

    def fits(self, other: Provenance) -> bool:
        """Whether rows of both may be in one table."""
        models = {self.model, other.model} - {""}
        return (self.version, self.topics) == (other.version, other.topics) and len(models) < 2

    def schema(self) -> pa.Schema:
        """The columns, with the provenance in their metadata."""
        kept = {"version": self.version, "model": self.model, "topics": self.topics}
        return SCHEMA.with_metadata({_MADE: json.dumps(kept).encode()})

    @classmethod
    def of(cls, schema: pa.Schema, path: object) -> Provenance:
        """The provenance in a schema. Raises NoResults for the table of another program."""
        try:
            kept = json.loads(schema.metadata[_MADE])
            return cls(kept["model"], kept["topics"], kept["version"])
        except (TypeError, KeyError, ValueError):
            raise NoResults(f"{path} has no results of “newsreader analyze”.") from None


@dataclass(frozen=True)
class ResultRow:
    """One row of the table: an article, its analysis, and the digest of its file."""

    found: Analyzed
    file_digest: str

    def as_dict(self) -> dict[str, Any]:
        """The row by the names of its columns."""
        article, text = self.found.article, self.found.article.text
        row = self.found.to_json()
        for quote in row["quotes"]:
            quote["words"] = " … ".join(text[span["start"] : span["end"]] for span in quote["spans"])
            for who in (quote["speaker"], quote["addressee"], *quote["also"], quote["via"]):
                if who:
                    mention = who["mention"]
                    who["words"] = text[mention["start"] : mention["end"]] if mention else None
        for entity in row["entities"]:
            for mention in entity["mentions"]:
                mention.setdefault("unsure", False)
        return row | {
            **{name: getattr(article, name) for name in HEAD},
            "file_digest": self.file_digest,
            "word_count": len(text.split()),
            "blocks": [
                {"start": b.span.start, "end": b.span.end, "kind": b.kind, "level": b.level} for b in article.blocks
            ],
        }


def file_digest(data: bytes) -> str:
    """`sha256:` and the digest of a file's bytes."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def to_parquet(rows: Sequence[ResultRow], provenance: Provenance) -> bytes:
    """The rows as a Parquet file."""
    schema = provenance.schema()
    table = pa.Table.from_pylist([row.as_dict() for row in rows], schema=schema)
    out = io.BytesIO()
    pq.write_table(table, out, **WRITING)
    return out.getvalue()


def join_parquet(files: Sequence[bytes]) -> bytes | None:
    """The rows of several files made in the same way, as one file; None for no files."""
    if not files:
        return None
    out = io.BytesIO()
    pq.write_table(pa.concat_tables([pq.read_table(io.BytesIO(file)) for file in files]), out, **WRITING)
    return out.getvalue()


WRITING: dict[str, Any] = {"compression": "zstd", "compression_level": 3}
"""How every file is written. Numbers and names repeat, so compression halves them, and all programs read zstd."""


def to_analyzed(row: dict[str, Any]) -> Analyzed:
    """The article and analysis in a row. The article has its blocks, but not their bullets and table cells."""
    article = Article(
        source=row["source"],
        text=row["text"],
        blocks=tuple(Block(Span(b["start"], b["end"]), b["kind"], b["level"]) for b in row["blocks"] or ()),
        **{name: row[name] for name in HEAD},
    )
    return Analyzed(row["source"], article, Analysis.from_json(row))
