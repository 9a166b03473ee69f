"""Print the check list: quotations, figures and your marks, with the verdict and the evidence for each.

Of the figures it has those that a record can prove wrong: no years alone, ages, ranks, small numbers in passing,
numbers in names, or amounts and times without a number ("a few", "this week"). Your own marks are always on it. A
quotation in several parts is one claim, with one verdict; a verdict given where quotations are compared with a source
is on the words in quotation marks alone, as a mark, if the reporter tells the rest.

With --verdict, the words given by --words get this verdict first. claimreview prints the checked claims as schema.org
ClaimReview (JSON-LD), and says how many verdicts on words that have changed it leaves out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import reduce
from typing import TYPE_CHECKING

from ..config.paths import data_folder
from ..export.claim_review import left_out, to_claim_review
from ..library.claim_rows import COLUMNS, ClaimRow, claim_rows, fields
from ..library.evidence import evidence_problem, gather_evidence
from ..notes.check import KINDS, VERDICTS, evidence_to_json, verdict_of, with_evidence
from ..notes.claims import NOT_CHECKED, Claim, checked_as, claim_with, claims, find_claims
from ..store.database import Store, open_store
from ..store.errors import StoreError
from ..text.quotation_marks import in_quotes
from ..text.safe import one_line
from .analyzed_articles import add_articles, analyzed_articles
from .arguments import settings_for
from .errors import CliError
from .printing import RowFormat, add_output, lines_after, print_rows, write_output
from .remarks import remark

if TYPE_CHECKING:
    from ..text.analyzed import Analyzed
    from ..text.article import Article
    from ..text.span import Span

MOST_NAME = 24
"""The largest width of a speaker on a terminal, in cells."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_articles(parser)
    parser.add_argument("--kind", action="append", choices=KINDS, default=[], help="only this kind; may be repeated")
    parser.add_argument(
        "--only",
        choices=("checked", "unchecked", "changed", "no-source"),
        help="only claims with a verdict; without one on the present words; with one on words that have changed since "
        "or are gone; without anybody named as their source",
    )
    parser.add_argument(
        "--words", metavar="TEXT", help="with --verdict: the words of a quotation, of a figure, or of your own choice"
    )
    parser.add_argument("--number", type=int, metavar="N", help="which occurrence, if the words occur several times")
    parser.add_argument("--verdict", choices=VERDICTS, help="store this verdict on the words")
    parser.add_argument("--evidence", metavar="ADDRESS|FILE", help="with --verdict: store this evidence for it")
    parser.add_argument("--note", default="", metavar="TEXT", help="with --evidence: what it shows")
    parser.add_argument("--creator", default="Reader", metavar="NAME", help="your name, for claimreview")
    add_output(parser, FORM)


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
                listed = list(rows)
                text = to_claim_review(((row.article, row.claim) for row in listed), creator=args.creator)
                write_output(args.output, text.encode()) if args.output else sys.stdout.write(text)
                if missing := left_out(row.claim for row in listed):
                    remark(missing)
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
    with analyzed_articles(args, settings_for(args)) as (found, _):
        every = list(found)
    if len(every) != 1:
        raise CliError("A verdict is on the words of one article.")
    try:
        with open_store(data_folder(args.data_dir)) as store:
            article = every[0].article
            listed = claims(article, every[0].analysis, store.notebook.highlights(article))
            span = _place(args, article, listed)
            proofs = [gather_evidence(store, args.evidence, args.note)] if args.evidence else []
            what = checked_as(article, every[0].analysis, listed, span)
            claim = claim_with(listed, span)
            if claim and (known := claim.highlight):
                evidence = reduce(with_evidence, proofs, known.evidence)
                store.notebook.check(known.id, article, span, args.verdict, evidence, what)
            else:
                store.notebook.add(article, span, verdict=verdict_of(args.verdict), evidence=proofs, checked_as=what)
    except StoreError as error:
        raise CliError(str(error)) from error
    print(f"{in_quotes(one_line(args.words, 60))}: {args.verdict}.")
    if what.kind == "mark" and not any(claim.span == span for claim in listed):
        remark("No quotation or figure of the list has just these words, so they are on it as a mark.")
    return 0


def _place(args: argparse.Namespace, article: Article, listed: Sequence[Claim]) -> Span:
    """The place of the words that get a verdict: the only row of the list with these words, or else the only place of
    them, or else the one that `--number` chooses. Raises CliError."""
    places, words = find_claims(article, listed, args.words), in_quotes(one_line(args.words, 60))
    on_list = [span for span in places if any(claim.span == span for claim in listed)]
    if not places:
        raise CliError(f"{args.paths[0]} does not contain {words}. Give the words as `newsreader claims` prints them.")
    if args.number is None and len(on_list or places) > 1:
        raise CliError(
            f"{args.paths[0]} contains {words} {len(places)} times; choose one with --number 1 to {len(places)}."
        )
    if args.number is not None and not 1 <= args.number <= len(places):
        raise CliError(f"--number must be from 1 to {len(places)}.")
    return places[args.number - 1] if args.number else (on_list or places)[0]


def _rows(found: Iterable[Analyzed], store: Store) -> Iterator[ClaimRow]:
    for one in found:
        yield from claim_rows(one, store.notebook.highlights(one.article))


def _selected(rows: Iterable[ClaimRow], args: argparse.Namespace) -> Iterator[ClaimRow]:
    for row in rows:
        kept = {
            "checked": row.claim.checked,
            "unchecked": not row.claim.checked,
            "changed": row.claim.to_check_again,
            "no-source": row.claim.who is None and not row.claim.is_unknown,
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
        "cue": claim.cue,
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
        who = one_line(claim.who, width and MOST_NAME) + claim.doubt if claim.who else claim.source
        says = " ".join(filter(None, (who, claim.cue)))
        head = f"{row.line or '':>5} {claim.sign} {claim.outcome or NOT_CHECKED:<11} {claim.kind_shown:<9}  {says}: "
        yield from lines_after(head, claim.words_in_full(row.article), width)
        if claim.verdict and claim.words_then and not claim.is_lost:
            yield from lines_after(f"{'':8}{claim.verdict}: ", in_quotes(claim.words_then), width)
        for proof in claim.evidence:
            yield from lines_after(f"{'':8}→ ", ": ".join(filter(None, (proof.where, proof.note))), width)


FORM = RowFormat(
    _to_json,
    _table,
    COLUMNS,
    fields,
    place=lambda row: (
        row.source,
        row.line,
        f"{row.claim.outcome or NOT_CHECKED}: {row.claim.statement(row.article)}",
    ),
    other=("claimreview",),
)
