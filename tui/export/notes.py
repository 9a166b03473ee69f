"""Exports highlights and notes as Markdown, CSV or JSON, or with the reader's own template.

The Markdown of each article is enclosed in two marks with a stable id. Exporting to the same file again replaces the
part between them and leaves the reader's own text alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..notes.check import evidence_to_json, outcome
from ..notes.highlight import Highlight, State
from ..notes.tag import in_one_cell, written_tags
from ..text.atomic_file import write_atomically
from ..text.quotation_marks import in_quotes
from ..text.safe import escape_unsafe, visible
from ..text.span import Span
from .csv_row import csv_row
from .markdown_text import escape, link


class TemplateFault(Exception):
    """A reader's template cannot be used. str() is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class ExportedNote:
    """One highlight as it is exported."""

    highlight: Highlight
    state: State | None
    """None if its article was never opened here."""
    span: Span | None
    """Its place in the text of the article that was read last."""
    words: str = ""
    """The words there now, if they differ from those that were marked; otherwise empty."""
    speaker: str | None = None
    """Who said the words, if somebody did; with a question mark if unsure."""
    candidates: tuple[Span, ...] = ()
    """The possible places of an orphan."""


@dataclass(frozen=True, slots=True)
class ArticleNotes:
    """One article and its notes, in the order of the text."""

    source: str
    title: str
    notes: tuple[ExportedNote, ...]
    byline: str | None = None
    site: str | None = None
    date: str | None = None
    url: str | None = None

    @property
    def link(self) -> str:
        """The address of the article, or else its file, as an IRI."""
        return self.url or link_to(self.source)

    @property
    def key(self) -> str:
        """The id of the article in an exported file, the same in every export."""
        return sha256(self.source.encode("utf-8", "replace")).hexdigest()[:12]


def link_to(source: str) -> str:
    """A path or address as an IRI."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://|urn:", source):
        return re.sub(r'[\s<>"{}|\\^`]', lambda match: f"%{ord(match[0]):02X}", source)
    if source.startswith("sha256:"):
        return "urn:" + source
    return Path(source).absolute().as_uri()


# Markdown


def to_markdown(articles: Sequence[ArticleNotes]) -> str:
    """All articles, each enclosed in its two marks."""
    return "\n".join(_block(article) for article in articles)


def merge_markdown(old: str, articles: Sequence[ArticleNotes]) -> str:
    """The text of a file with the block of each article replaced, or added at the end if there was none.

    Everything outside these blocks stays exactly as it is, and so does a block without its end mark.
    """
    for article in articles:
        old = merge_block(old, article.key, _block(article))
    return old


def merge_block(old: str, key: str, block: str) -> str:
    """The text of a file with the block of that key replaced, or added at the end if there was none."""
    # Up to its own end mark, but never past the beginning of another block.
    inside = r"[^\n]*\n(?:(?!<!-- newsreader:begin ).*\n)*?"
    found = re.search(f"^{re.escape(_begin(key))}{inside}{re.escape(_end(key))}\r?\n?", old, re.M)
    if found:
        return old[: found.start()] + block + old[found.end() :]
    return old + ("" if not old or old.endswith("\n") else "\n") + ("\n" if old.strip() else "") + block


def template_block(text: str, key: str = "template") -> str:
    """The result of a template between our marks, for a file that also has the reader's own text."""
    text = text.replace("<!-- newsreader:", "<!- newsreader:")
    return f"{_begin(key)} -->\n{text}{'' if text.endswith(chr(10)) else chr(10)}{_end(key)}\n"


def merge_templated(old: str, text: str, key: str) -> str:
    """The text of a file with the part that a template made replaced. A new file gets the template's front matter; that
    of an old file stays as it is, since the reader may have changed it."""
    front = re.match(r"---\n.*?\n---\n", text, re.S)
    body = text[front.end() :] if front else text
    block = template_block(body, key)
    return merge_block(old, key, block) if old else text[: -len(body)] + block


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    """Replace the text of a file by what `change` makes of it ("" if there is no file): completely or not at all.

    Raises OSError, and UnicodeDecodeError for a file that is not UTF-8 text. The file is then unchanged.
    """
    old = path.read_bytes().decode("utf-8") if path.is_file() else ""
    write_atomically(path, change(old).encode("utf-8", "replace"))


def _begin(key: str) -> str:
    return f"<!-- newsreader:begin {key}"


def _end(key: str) -> str:
    return f"<!-- newsreader:end {key} -->"


def _block(article: ArticleNotes) -> str:
    head = [f"## {link(escape(_line(article.title)), article.link)}", ""]
    facts = " · ".join(escape(_line(fact)) for fact in (article.byline, article.site, article.date) if fact)
    if facts:
        head += [facts, ""]
    lines = [f"{_begin(article.key)} (the next export replaces everything up to the end mark) -->", *head]
    for note in article.notes:
        lines += _note(note)
    lines.append(_end(article.key))
    return "\n".join(lines) + "\n"


def _note(note: ExportedNote) -> list[str]:
    highlight = note.highlight
    lines = [f"<!-- newsreader:note {_comment(highlight.id)} -->"]
    lines += ["> " + escape(line) if line else ">" for line in highlight.target.exact.splitlines()]
    lines.append("")
    tags = highlight.all_tags
    facts = [f"**{escape(_line(highlight.label))}**"] if highlight.label else []
    # Not below the words with a dash: a highlighted sentence may have words of the reporter's, too.
    # Who says the changed words may not have said those above, unless that was known when they were checked.
    is_new = note.state == "changed" and note.speaker != highlight.checked_as.speaker
    facts += [f"speaker{' now' if is_new else ''}: {escape(_line(note.speaker))}"] if note.speaker else []
    facts += [written_tags(map(escape, tags))] if tags else []
    if verdict := outcome(highlight.verdict, changed=note.state == "changed"):
        facts.append("to check" if verdict == "open" else f"checked: {verdict}")
    if note.state == "changed":
        facts.append(f"the article now has: {escape(in_quotes(_line(note.words)))}")
    elif note.state == "orphan":
        facts.append("these words are no longer in the article")
    facts.append(f"`{open_command(highlight)}`")
    lines += [" · ".join(facts), ""]
    if highlight.evidence:
        lines += [f"- {escape(_line(_in_words(proof)))}" for proof in evidence_to_json(highlight.evidence)] + [""]
    if highlight.note.strip():
        # Readers may write anything but our marks.
        lines += [visible(highlight.note).strip("\n").replace("<!-- newsreader:", "<!- newsreader:"), ""]
    return lines


def _line(text: str) -> str:
    return " ".join(text.split())


def _comment(text: str) -> str:
    return re.sub(r"[^\w:./-]|--+", "-", text)


# CSV, JSON

COLUMNS = (
    "id", "source", "title", "state", "label", "quote", "note", "tags", "speaker", "start", "end", "created",
    "modified", "open", "verdict", "evidence",
)  # fmt: skip
"""The columns of the CSV."""


def to_csv(articles: Sequence[ArticleNotes]) -> str:
    """One row for each highlight, below a header. A cell that a spreadsheet would read as a formula gets a leading
    “'”."""
    lines = [csv_row(COLUMNS, "\r\n")]
    for row in rows(articles):
        lines.append(csv_row(cells(row), "\r\n"))
    return "".join(lines)


def cells(row: dict[str, Any]) -> list[Any]:
    """The values of one row, as `row` gives it, in COLUMNS; its tags in one cell."""
    flat = {"tags": in_one_cell(row["tags"]), "evidence": "; ".join(map(_in_words, row["evidence"]))}
    return [flat.get(name, row[name]) for name in COLUMNS]


def _in_words(proof: dict[str, str]) -> str:
    """A piece of evidence on one line."""
    saved = f"saved {proof['saved']}, sha256 {proof['sha256']}" if proof.get("sha256") else ""
    return ", ".join(part for part in (proof.get("where"), proof.get("note"), saved) if part)


def open_command(highlight: Highlight) -> str:
    """The command that opens the article at the highlight."""
    return f"newsreader --note {visible(highlight.id)}"


def to_json(articles: Sequence[ArticleNotes]) -> str:
    """An array of objects, one for each highlight; `notes import` can read it."""
    return escape_unsafe(json.dumps(rows(articles), ensure_ascii=False, indent=2)) + "\n"


def rows(articles: Sequence[ArticleNotes]) -> list[dict[str, Any]]:
    """One plain dict for each highlight, with COLUMNS and the selectors."""
    return [row(article, note) for article in articles for note in article.notes]


def row(article: ArticleNotes, note: ExportedNote) -> dict[str, Any]:
    """One highlight as a plain dict. `start` and `end` are its current place, None for an orphan."""
    highlight, target = note.highlight, note.highlight.target
    known = note.state is not None
    return {
        "id": highlight.id,
        "source": article.source,
        "title": article.title,
        "state": note.state,
        "label": highlight.label,
        "quote": target.exact,
        "note": highlight.note,
        "tags": list(highlight.all_tags),
        "speaker": note.speaker,
        "start": (note.span.start if note.span else None) if known else target.start,
        "end": (note.span.end if note.span else None) if known else target.end,
        "words": note.words or None,
        "candidates": [list(span) for span in note.candidates],
        "created": highlight.created,
        "modified": highlight.modified,
        "verdict": highlight.verdict or None,
        "evidence": evidence_to_json(highlight.evidence),
        "checked_as": highlight.checked_as._asdict() if highlight.checked_as.kind else None,
        "open": open_command(highlight),
        "selector": {
            "digest": target.digest,
            "start": target.start,
            "end": target.end,
            "exact": target.exact,
            "prefix": target.prefix,
            "suffix": target.suffix,
        },
    }


# The reader's own template


def render(template: str, articles: Sequence[ArticleNotes]) -> str:
    """Fill in the reader's Jinja2 template. It gets `articles`; each has `title`, `source`, `link`, `byline`,
    `site`, `date` and `notes`, and each note has what `row` returns.

    The template runs in Jinja2's sandbox and can read nothing but these values. Raises TemplateFault.
    """
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    given = [
        {
            **{name: getattr(article, name) for name in ("title", "source", "link", "byline", "site", "date")},
            "notes": [row(article, note) for note in article.notes],
        }
        for article in articles
    ]
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    try:
        return visible(environment.from_string(template).render(articles=given))
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise TemplateFault(f"The template{f', line {line},' if line else ''} is wrong: {error.message}.") from error
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError, MemoryError) as error:
        raise TemplateFault(f"The template could not be filled in: {error}.") from error
