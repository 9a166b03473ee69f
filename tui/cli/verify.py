"""Check whether an article quotes what was said: each quotation is compared with transcripts or other sources.

verbatim   the same words in the same order; typography, spelling and hesitations make no difference
edited     only omissions marked by an ellipsis, and words in brackets
altered    words changed without a mark
spliced    words from separate places joined as if they had been said together
absent     not in the sources
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..config.paths import log_file
from ..evidence.transcript import Transcript
from ..evidence.verification import Difference, Verification, printed_words, said_by, verify
from ..text.quotation_marks import find_quoted_spans
from ..text.safe import one_line
from ..text.span import Span
from ..text.speaker_name import speaker_name
from .analyzing import analyze_files
from .arguments import settings_for
from .errors import CliError
from .inputs import load_article
from .printing import RowFormat, add_output, print_rows

if TYPE_CHECKING:
    from ..text.analysis import Quote
    from ..text.analyzed import Analyzed
    from ..text.article import Article

WIDTH = 79


@dataclass(frozen=True)
class VerifiedQuote:
    """A quote of an article and the verdict on it."""

    article: Article
    quote: Quote | None
    """None for words between quotation marks that the analysis does not take for speech."""
    spans: Sequence[Span]
    """The spans between its quotation marks."""
    verification: Verification

    @property
    def words(self) -> str:
        """The words as printed, on one line."""
        return " ".join(" ".join(self.article.words(span).split()) for span in self.spans)

    @property
    def speaker(self) -> str | None:
        """The speaker's name, if the article gives one."""
        return self.quote.speaker.name if self.quote and self.quote.speaker else None

    @property
    def said_by(self) -> str | None:
        """Who said the words, if the source names somebody other than the article does."""
        places = self.verification.places
        return said_by(self.speaker, places[0]) if places else None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="a file, an address or -")
    parser.add_argument(
        "--against",
        nargs="+",
        required=True,
        metavar="SOURCE",
        help="what was said: transcripts, captions, speeches or other articles",
    )
    add_output(parser, FORM)


def run(args: argparse.Namespace) -> int:
    """The exit status: 0 if every quotation is verbatim or edited, 1 if not. Raises CliError."""
    transcripts = [Transcript(source, load_article(source).text) for source in args.against]
    rows = list(verified_quotes(args, transcripts))
    print_rows(rows, FORM, args, "The article contains no quotation.")
    return 0 if args.format == "json" or all(row.verification.status in ("verbatim", "edited") for row in rows) else 1


def verified_quotes(args: argparse.Namespace, transcripts: Sequence[Transcript]) -> Iterator[VerifiedQuote]:
    """Each direct or mixed quote of the article, in order of the text, with its verdict. Raises CliError.

    Other words between quotation marks are among them if a source has them.
    """
    settings = settings_for(args)
    problems: list[str] = []
    with closing(
        analyze_files(
            [args.article],
            model=settings.model,
            log=log_file(args.data_dir),
            on_error=lambda path, why: problems.append(why),
        )
    ) as analyzed:
        for found in analyzed:
            for quote, spans in quoted_words(found):
                speaker = quote.speaker.name if quote and quote.speaker else None
                verdict = verify(printed_words(found.article.text, spans), transcripts, speaker)
                if quote or verdict.status != "absent":
                    yield VerifiedQuote(found.article, quote, spans, verdict)
    if problems:
        raise CliError(problems[0])


def quoted_words(found: Analyzed) -> Iterator[tuple[Quote | None, list[Span]]]:
    """The words between quotation marks, in order of the text: those of one quote together, with the quote.

    Others, of two words or more, come by themselves: they may be a title, or speech whose speaker is not named.
    """
    quotes = [quote for quote in found.analysis.quotes if quote.kind != "indirect"]
    together: dict[int, list[Span]] = {}
    for mark in find_quoted_spans(found.article.text):
        owner = next(
            (
                number
                for number, quote in enumerate(quotes)
                if any(mark.outer_start < span.end and span.start < mark.outer_end for span in quote.spans)
            ),
            -1 - mark.start,
        )
        together.setdefault(owner, []).append(Span(mark.start, mark.end))
    for owner, spans in together.items():
        if owner >= 0:
            yield quotes[owner], spans
        elif len(found.article.words(spans[0]).split()) > 1:
            yield None, spans


def _to_json(row: VerifiedQuote) -> dict[str, Any]:
    verdict = row.verification
    return {
        "words": row.words,
        "start": row.spans[0].start,
        "end": row.spans[-1].end,
        "speaker": row.speaker,
        "status": verdict.status,
        "source": verdict.places[0].transcript.source if verdict.places else None,
        "places": [
            {
                "source": place.transcript.source,
                "start": place.span.start,
                "end": place.span.end,
                "text": place.transcript.text[place.span.start : place.span.end],
            }
            for place in verdict.places
        ],
        "differences": [{"printed": one.printed, "said": one.said} for one in verdict.differences],
        "said_by": row.said_by,
    }


def _table(rows: Iterable[VerifiedQuote], width: int | None) -> Iterator[str]:
    """A paragraph for each quotation: the verdict, the words, the changes, and where the source has them."""
    wide = min(width or WIDTH, 100)
    for row in rows:
        verdict = row.verification
        who = speaker_name(row.article.text, row.quote.speaker if row.quote else None, "no speaker named")
        yield from textwrap.wrap(
            f"{verdict.status}: {one_line(who)}: “{one_line(row.words)}”", wide, subsequent_indent="  "
        )
        for one in verdict.differences:
            yield from textwrap.wrap(f"  {_change(one)}", wide, subsequent_indent="    ")
        if row.said_by:
            yield f"  The source says that {one_line(row.said_by)} said this."
        for place in verdict.places:
            line = place.transcript.text.count("\n", 0, place.span.start) + 1
            yield f"  {one_line(place.transcript.source)}:{line}"
        yield ""


def _change(one: Difference) -> str:
    printed, said = one_line(one.printed), one_line(one.said)
    if not printed:
        return f"left out: “{said}”"
    return f"printed “{printed}”, said “{said}”" if said else f"added: “{printed}”"


FORM: RowFormat[VerifiedQuote] = RowFormat(json=_to_json, table=_table)
