"""Print the check list: quotations, figures and your marks, with the verdict and the evidence for each.

Of the figures it has those that a record can prove wrong: no years alone, ages, ranks or small numbers in passing; your
own marks are always on it. A quotation in several parts is one claim, with one verdict.

With --verdict, the words given by --words get this verdict first. claimreview prints the checked claims as schema.org
ClaimReview (JSON-LD).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

from ..config.paths import data_folder
from ..export.claim_review import to_claim_review
from ..library.claim_rows import COLUMNS, ClaimRow, claim_rows, fields
from ..library.evidence import evidence_problem, gather_evidence
from ..notes.anchoring import find_words
from ..notes.check import VERDICTS, evidence_to_json, verdict_of
from ..notes.claims import NOT_CHECKED
from ..store.database import Store, open_store
from ..store.errors import StoreError
from ..text.safe import one_line
from .analyzed_articles import add_articles, analyzed_articles
from .arguments import settings_for
from .errors import CliError
from .inputs import load_article
from .printing import RowFormat, add_output, lines_after, print_rows, write_output

if TYPE_CHECKING:
    from ..text.analyzed import Analyzed

KINDS = ("quotation", "figure", "mark")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_articles(parser)
    parser.add_argument("--kind", action="append", choices=KINDS, default=[], help="only this kind; may be repeated")
    parser.add_argument(
        "--only",
        choices=("checked", "unchecked", "no-source"),
        help="only claims with a verdict, without one, or without anybody named as their source",
    )
    parser.add_argument("--words", metavar="TEXT", help="with --verdict: the words, exactly as in the article")
    parser.add_argument("--verdict", choices=VERDICTS, help="store this verdict on the words")
    parser.add_argument("--evidence", metavar="ADDRESS|FILE", help="with --verdict: store this evidence for it")
    parser.add_argument("--note", default="", metavar="TEXT", help="with --evidence: what it shows")
    parser.add_argument("--creator", default="Reader", metavar="NAME", help="your name, for claimreview")
    add_output(parser, FORM, "claimreview")


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if a file was skipped. Raises CliError."""
    if args.words or args.verdict or args.evidence:
        return _decide(args)
    try:
        with ExitStack() as stack:
            found, failures = stack.enter_context(analyzed_articles(args, settings_for(args)))
            store = stack.enter_context(open_store(data_folder(args.data_dir), read_only=True))
            rows = _selected(_rows(found, store), args)
            if args.format == "claimreview":
                text = to_claim_review(((row.article, row.claim) for row in rows), creator=args.creator)
                write_output(args.output, text.encode()) if args.output else sys.stdout.write(text)
            else:
                print_rows(rows, FORM, args, "There is nothing to check.", nothing_read=found.nothing_read)
    except StoreError as error:
        raise CliError(str(error)) from error
    return 1 if failures else 0


def _decide(args: argparse.Namespace) -> int:
    """Store a verdict. Raises CliError."""
    if not (args.words and args.verdict and len(args.paths) == 1):
        raise CliError("To store a verdict, give one article, --words and --verdict.")
    if args.evidence and (problem := evidence_problem(args.evidence)):
        raise CliError(problem)
    article = load_article(args.paths[0])
    places = find_words(article.text, args.words)
    if len(places) != 1:
        how = "does not contain" if not places else f"contains {len(places)} times"
        raise CliError(
            f"{args.paths[0]} {how} “{one_line(args.words, 60)}”. Give the words exactly, and enough of them."
        )
    try:
        with open_store(data_folder(args.data_dir)) as store:
            proofs = [gather_evidence(store, args.evidence, args.note)] if args.evidence else []
            known = next((one for one in store.notebook.highlights(article) if one.span == places[0]), None)
            if known:
                evidence = (*known.highlight.evidence, *proofs)
                store.notebook.check(known.highlight.id, article, places[0], args.verdict, evidence)
            else:
                store.notebook.add(article, places[0], verdict=verdict_of(args.verdict), evidence=proofs)
    except StoreError as error:
        raise CliError(str(error)) from error
    print(f"“{one_line(args.words, 60)}”: {args.verdict}.")
    return 0


def _rows(found: Iterable[Analyzed], store: Store) -> Iterator[ClaimRow]:
    for one in found:
        yield from claim_rows(one, store.notebook.highlights(one.article))


def _selected(rows: Iterable[ClaimRow], args: argparse.Namespace) -> Iterator[ClaimRow]:
    for row in rows:
        kept = {
            "checked": row.claim.checked,
            "unchecked": not row.claim.checked,
            "no-source": row.claim.who is None and not row.claim.is_lost,
            None: True,
        }[args.only]
        if kept and (not args.kind or row.claim.kind in args.kind):
            yield row


def _to_json(row: ClaimRow) -> dict[str, object]:
    claim = row.claim
    return {
        "source": row.source,
        "kind": claim.kind,
        "who": claim.who,
        "unsure": claim.unsure,
        "verdict": claim.outcome or None,
        "start": None if claim.is_lost else claim.span.start,
        "end": None if claim.is_lost else claim.span.end,
        "line": row.line,
        "text": claim.words(row.article),
        "evidence": evidence_to_json(claim.evidence),
        "note": claim.highlight.note if claim.highlight else "",
        "open": row.open,
        "words_then": claim.words_then or None,
    }


def _table(rows: Iterable[ClaimRow], width: int | None) -> Iterator[str]:
    source = None
    for row in rows:
        claim = row.claim
        if row.source != source:
            yield f"{'' if source is None else chr(10)}{one_line(row.article.title, width)}\n{one_line(row.source)}\n"
            source = row.source
        who = one_line(claim.who, 24) + claim.doubt if claim.who else claim.source
        head = f"{row.line or '':>5} {claim.sign} {claim.outcome or NOT_CHECKED:<11} {claim.kind:<9}  {who}: "
        yield from lines_after(head, claim.words(row.article), width)
        if claim.verdict and claim.words_then and not claim.is_lost:
            yield from lines_after(f"{'':8}{claim.verdict}: ", f"“{claim.words_then}”", width)
        for proof in claim.evidence:
            yield from lines_after(f"{'':8}→ ", " ".join(filter(None, (proof.where, proof.note))), width)


FORM = RowFormat(
    _to_json,
    _table,
    COLUMNS,
    fields,
    place=lambda row: (
        row.source,
        row.line,
        f"{row.claim.outcome or NOT_CHECKED}: {row.claim.words(row.article)}",
    ),
)
