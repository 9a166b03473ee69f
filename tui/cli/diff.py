"""Print what changed between two versions of an article, or between an article and the version you read before.

First comes a list of the quotations, speakers, figures and names that were removed, added or changed; then the changed
paragraphs, with [-removed-] and {+added+} words. --words-only omits the list and needs no language model.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..analysis.many import Failed
from ..config.paths import data_folder, log_file
from ..library.opening import previous
from ..store.database import open_store
from ..store.errors import StoreError
from ..text.difference import changed_count, changed_words, is_whole_paragraph
from ..text.findings import changed_findings
from ..text.safe import one_line, visible
from .analyzing import analyst_pool
from .arguments import settings_for
from .errors import CliError
from .inputs import load_article
from .printing import count, json_text, use_colour

if TYPE_CHECKING:
    from ..text.analysis import Analysis
    from ..text.article import Article
    from ..text.difference import Change
    from ..text.findings import Finding

WIDTH = 79


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the earlier version: a file, an address or -")
    parser.add_argument(
        "new",
        metavar="NEW",
        nargs="?",
        help="the later version; if omitted, compare OLD with what you read before",
    )
    parser.add_argument(
        "--words-only", action="store_true", help="show only the changed words; needs no language model"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(args: argparse.Namespace) -> int:
    """The exit status. Raises CliError."""
    old, new = versions(args)
    analyses: tuple[Analysis | None, Analysis | None] = (None, None)
    if not args.words_only and old.digest != new.digest:
        analyses = _analyses(old, new, args)
    findings = changed_findings(old, analyses[0], new, analyses[1])
    changes = changed_words(old.text, new.text)
    if args.format == "json":
        print(json_text(as_json(old, new, findings, changes)))
    else:
        for line in as_lines(old, new, findings, changes, colour=use_colour()):
            print(line)
    return 0


def versions(args: argparse.Namespace) -> tuple[Article, Article]:
    """The two articles to compare. Raises CliError."""
    if args.new is None:
        new = load_article(args.old)
        return _read_before(new, args.data_dir)
    if args.old == args.new == "-":
        raise CliError("Standard input can be read only once; name a file for one of the versions.")
    return load_article(args.old), load_article(args.new)


def _read_before(article: Article, data_dir: str | None) -> tuple[Article, Article]:
    """The previous text under the same path or address, or the same one if there is no other; and the article. The day
    of both is the one that the reader stated. Raises CliError."""
    try:
        with open_store(data_folder(data_dir), read_only=True) as store:
            before = previous(store, article)
            if before is None and not store.articles.versions(article.source):
                raise CliError(f"{article.source} is not in the library; name two versions.")
            # The library may know the day that the reader stated, which is no change of the article.
            article = store.articles.with_stated_date(article)
            before = before and store.articles.with_stated_date(before)
    except StoreError as error:
        raise CliError(str(error)) from error
    return before or article, article


def _analyses(old: Article, new: Article, args: argparse.Namespace) -> tuple[Analysis, Analysis]:
    found = []
    with analyst_pool(settings_for(args).model, (), 1, log_file(args.data_dir)) as pool:
        for path, outcome in pool.run(iter([(old.source, old), (new.source, new)])):
            if isinstance(outcome, Failed):
                raise CliError(f"{path}: {outcome} (--words-only compares without the language model.)")
            found.append(outcome.analysis)
    return found[0], found[1]


def as_json(old: Article, new: Article, findings: Sequence[Finding], changes: Sequence[Change]) -> dict[str, Any]:
    """The differences as plain lists and strings; offsets are code points of each version's text."""
    return {
        "old": old.source,
        "new": new.source,
        "findings": [
            {
                "kind": finding.kind,
                "text": finding.text,
                "old": list(finding.old) if finding.old else None,
                "new": list(finding.new) if finding.new else None,
            }
            for finding in findings
        ],
        "changes": [
            {
                "old": list(change.old),
                "new": list(change.new),
                "removed": old.words(change.old),
                "added": new.words(change.new),
            }
            for change in changes
        ],
    }


def as_lines(
    old: Article, new: Article, findings: Sequence[Finding], changes: Sequence[Change], *, colour: bool = False
) -> Iterator[str]:
    """The differences as lines for people."""
    if not findings and not changes:
        yield "The two versions have the same text."
        return
    width = max((len(finding.kind) for finding in findings), default=0)
    for finding in findings:
        yield f"{finding.kind:{width}}  {one_line(finding.text)}"
    if findings and changes:
        yield ""
    for paragraph in marked_paragraphs(old.text, new.text, changes):
        lines = textwrap.wrap(one_line(paragraph), WIDTH, break_long_words=False, break_on_hyphens=False)
        shown = "\n".join(lines)
        yield (_coloured(shown) if colour else shown) + "\n"
    removed, added = changed_count(old.text, new.text, changes)
    yield (f"{count(removed, 'word')} removed, {added:,} added, in {count(len(changes), 'place')}.")


def marked_paragraphs(old: str, new: str, changes: Sequence[Change]) -> Iterator[str]:
    """The paragraphs of the new text that changed, with marks around removed and added words."""
    parts: list[str] = []
    first = -1  # the start of the paragraph that is being written; -1 if there is none
    at = 0  # the end of what has been written of it
    for change in changes:
        if is_whole_paragraph(old, new, change):
            if parts:
                yield "".join(parts) + _rest(new, at)
            parts, first = [], -1
            yield f"[-{old[change.old.start : change.old.end]}-]"
            continue
        start = new.rfind("\n\n", 0, change.new.start) + 2 if "\n\n" in new[: change.new.start] else 0
        if start != first:
            if parts:
                yield "".join(parts) + _rest(new, at)
            parts, first, at = [], start, start
        parts.append(new[at : change.new.start])
        if change.old.length:
            if old[change.old.start - 1 : change.old.start].isspace():
                parts.append(" ")  # the new text may have none there; two are printed as one
            parts.append(f"[-{old[change.old.start : change.old.end]}-]")
        if change.new.length:
            parts.append(f"{{+{new[change.new.start : change.new.end]}+}}")
        elif not new[change.new.start : change.new.start + 1].isspace():
            parts.append(" ")
        at = change.new.end
    if parts:
        yield "".join(parts) + _rest(new, at)


def _rest(text: str, at: int) -> str:
    """The rest of the paragraph from `at` on."""
    end = text.find("\n\n", at)
    return text[at:] if end < 0 else text[at:end]


def _coloured(text: str) -> str:
    red, green, plain = "\x1b[31m", "\x1b[32m", "\x1b[0m"
    text = visible(text)
    for opening, closing, colour in (("[-", "-]", red), ("{+", "+}", green)):
        text = text.replace(opening, colour + opening).replace(closing, closing + plain)
    return text
