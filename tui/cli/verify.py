"""Check whether an article quotes what was said: each quotation is compared with transcripts or other sources.

verbatim       the same words in the same order; typography, spelling, abbreviations of months and titles, and
               hesitations make no difference
edited         only omissions marked by an ellipsis, and words in brackets
altered        words changed without a mark
spliced        words from separate places joined as if they had been said together
absent         not in the sources: at most six words of ten are in any one place; or so short (“No.”) that a source
               has the words by chance, but not as an answer of their own
misattributed  verbatim or edited, but the source says that somebody else said it

A label of a transcript says who spoke ("[00:12] RUIZ: …"), and another article says whom it quotes. A
spokesman counts as the organisation: if the article names only that, or nobody, a remark says whom the source names.

Remarks name a condition, a doubt or a denial that is cut off from a sentence (“… if the council agrees”, “I do not
believe that …”, “We will never …”).

In json, the status of a misattributed quotation is verbatim or edited, and said_by names the other speaker.
Where the reporter tells a part in other words (called it “a shame” and the plan “a joke”), each part is a quotation.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..evidence.differences import Difference
from ..evidence.source_speakers import find_speeches
from ..evidence.transcript import Transcript
from ..evidence.verified_quotes import COLUMNS, VerifiedQuote, fields, place_name, sources_to_analyze, verified
from ..formats.file_place import LineNumbers
from ..text.safe import one_line
from .arguments import settings_for
from .library_store import library_if_any
from .one_article import analyze_articles, find_article
from .printing import RowFormat, add_output, print_rows

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..store.database import Store
    from ..text.analyzed import Analyzed
    from ..text.article import Article

WIDTH = 79


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="a file, an address, - or an article of the library")
    add_sources(parser, required=True)
    add_output(parser, FORM)


def add_sources(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """The option that names what was said. It takes all names after it, so the usage shows the article before it."""
    against = "--against SOURCE [SOURCE ...]"
    parser.usage = f"%(prog)s [options] ARTICLE {against if required else f'[{against}]'}"
    parser.add_argument(
        "--against",
        nargs="+",
        required=required,
        default=[],
        metavar="SOURCE",
        help="what was said: transcripts, captions, speeches or other articles",
    )


def find_sources(args: argparse.Namespace, store: Store | None) -> dict[str, Article]:
    """The sources that `args.against` names. Read them before the article is analysed, which takes seconds, so that a
    mistyped name is reported at once. Raises CliError."""
    return {name: find_article(store, name) for name in args.against}


def verify_quotes(
    args: argparse.Namespace, store: Store | None, found: Analyzed, sources: dict[str, Article], settings: Settings
) -> list[VerifiedQuote]:
    """The quotations of an article, compared with sources. Those that quote the words themselves are analysed, to know
    who said them. Raises CliError, StoreError."""
    lines = {name: LineNumbers(article.source, article).of for name, article in sources.items()}
    transcripts = {name: Transcript(name, article.text, (), lines[name]) for name, article in sources.items()}
    rows = list(verified(found.article, found.analysis, list(transcripts.values())))
    quoting = sorted(sources_to_analyze(rows))
    if not quoting:
        return rows
    analyzed = analyze_articles(args, store, [sources[name] for name in quoting], settings)
    for name, one in zip(quoting, analyzed, strict=True):
        speeches = find_speeches(one.article, one.analysis)
        transcripts[name] = Transcript(name, one.article.text, speeches, lines[name])
    return list(verified(found.article, found.analysis, list(transcripts.values())))


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if a quotation is not faithful, in every format. Raises CliError."""
    settings = settings_for(args)
    with library_if_any(args) as store:
        article, sources = find_article(store, args.article), find_sources(args, store)
        (found,) = analyze_articles(args, store, [article], settings)
        rows = verify_quotes(args, store, found, sources, settings)
    print_rows(rows, FORM, args, "The article contains no quotation.")
    return 0 if all(row.is_faithful for row in rows) else 1


def _to_json(row: VerifiedQuote) -> dict[str, Any]:
    verdict = row.verification
    return {
        "words": row.words_in_table,
        "start": row.spans[0].start,
        "end": row.spans[-1].end,
        "speaker": next(iter(row.speakers), None),
        "speakers": row.speakers,
        "unsure": row.is_unsure,
        "status": verdict.status,
        "source": verdict.places[0].transcript.source if verdict.places else None,
        "places": [
            {
                "source": place.transcript.source,
                "start": place.span.start,
                "end": place.span.end,
                "line": place.line,
                "text": place.words,
            }
            for place in verdict.places
        ],
        "differences": [{"printed": one.printed, "said": one.said} for one in verdict.differences],
        "said_by": row.said_by,
        "remarks": list(row.remarks),
    }


def _table(rows: Iterable[VerifiedQuote], width: int | None) -> Iterator[str]:
    """A paragraph for each quotation: the verdict, the words, the changes, and where the source has them."""
    wide = min(width or WIDTH, 100)
    for row in rows:
        verdict = row.verification
        yield from textwrap.wrap(
            f"{row.verdict}: {one_line(row.who)}: “{one_line(row.words)}”", wide, subsequent_indent="  "
        )
        for one in verdict.differences:
            yield from textwrap.wrap(f"  {_change(one)}", wide, subsequent_indent="    ")
        for remark in row.remarks:
            yield from textwrap.wrap(f"  {one_line(remark)}", wide, subsequent_indent="    ")
        is_part = verdict.status == "absent" and not verdict.is_by_chance
        part = "part of it: " if is_part else ""
        yield from dict.fromkeys(f"  {part}{one_line(place_name(place))}" for place in verdict.places)
        yield ""


def _change(one: Difference) -> str:
    printed, said = one_line(one.printed), one_line(one.said)
    if not printed:
        return f"left out: “{said}”"
    return f"printed “{printed}”, said “{said}”" if said else f"added: “{printed}”"


FORM: RowFormat[VerifiedQuote] = RowFormat(json=_to_json, table=_table, columns=COLUMNS, fields=fields)
