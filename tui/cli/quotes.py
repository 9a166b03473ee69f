"""Print who said what; then, under a heading of their own, what people want, hope, think or do without saying so.

A speaker is found by any of their names, even a surname ("ruiz"), by any word of the name that is printed, or else by
the words next to the quotation ("official"), also if they speak with others or if that is unsure ("?"). With --topic,
only quotes in passages about that topic are printed. Your corrections are applied.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..formats.file_place import LineNumbers, open_command
from ..library.who_is import has_words, people_in, who_is
from ..text.analysis import ATTITUDES
from ..text.entity_kinds import name_key
from ..text.safe import one_line
from ..text.speaker_name import speaker_name, within_sentence
from .analyzed_articles import add_articles, analyzed_articles
from .arguments import add_topic, add_topics, settings_for
from .printing import RowFormat, add_output, escaped, in_column, lines_after, print_rows, quoted
from .topic_choice import choose_topics

if TYPE_CHECKING:
    from ..store.database import Store
    from ..text.analysis import Quote, Speaker
    from ..text.analyzed import Analyzed
    from ..text.article import Article

KINDS = ("direct", "mixed", "indirect")
COLUMNS = (
    "source",
    "speaker",
    "mention",
    "cue",
    "addressee",
    "kind",
    "unsure",
    "start",
    "end",
    "line",
    "words",
    "reason",
    "attitude",
    "also",
    "via",
    "open",
    "date",
    "title",
)
UNKNOWN = "unknown"
"""Shown as the speaker of a quote for which none was found."""


@dataclass(frozen=True)
class QuoteRow:
    """One quote of one article."""

    source: str
    article: Article
    quote: Quote
    line: int | None = None
    """The line of the file in which it begins, counted from 1; None if its article is in no file."""

    @property
    def speaker(self) -> str:
        """The names, or the words at the cue in brackets: "Ana Ruiz", "Ana Ruiz and Ben Vale", "(an official)"."""
        names = [called(self.article, speaker) for speaker in self.quote.speakers]
        return " and ".join(name for name in names if name) or UNKNOWN

    @property
    def also(self) -> str:
        """The further speakers of the same words: "Ben Vale; (an official)"; "" if there are none."""
        return "; ".join(called(self.article, speaker) for speaker in self.quote.also)

    @property
    def mention(self) -> str:
        """The words at the cue that name the speaker; "" if there are none."""
        speaker = self.quote.speaker
        return " ".join(self.article.words(speaker.mention).split()) if speaker and speaker.mention else ""

    @property
    def cue(self) -> str:
        """The reporting verb or phrase; "" if there is none."""
        return " ".join(self.article.words(self.quote.cue).split()) if self.quote.cue else ""

    @property
    def addressee(self) -> str:
        """Who is spoken to; "" if the article does not say."""
        return called(self.article, self.quote.addressee)

    @property
    def via(self) -> str:
        """Who passes on the words; "" if nobody does."""
        return called(self.article, self.quote.via)

    @property
    def words(self) -> str:
        """The words said, with "…" for interruptions."""
        return self.article.words_at(self.quote.spans)

    @property
    def open(self) -> str:
        """The command that opens the article at the quote."""
        return open_command(self.source, self.quote.span.start)


def called(article: Article, speaker: Speaker | None) -> str:
    """What to call a speaker: the name, or else the words of the article in brackets, or else nothing."""
    name = speaker_name(article.text, speaker, "")
    return name if not name or speaker is None or speaker.name else f"({within_sentence(name, article.text)})"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, speakers, topics, a format."""
    add_articles(parser)
    parser.add_argument(
        "--speaker", action="append", default=[], metavar="NAME", help="only this speaker; may be repeated"
    )
    add_topic(parser, "only quotes in passages about this topic")
    add_topics(parser)
    parser.add_argument("--kind", action="append", choices=KINDS, default=[], help="only this kind; may be repeated")
    add_output(parser, FORM)


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if a file was skipped. Raises CliError."""
    settings = settings_for(args)
    topics = choose_topics(settings, args.topic, args.topics) if args.topic else []
    with analyzed_articles(args, settings, topics) as (found, failures):
        rows = select(found, args.speaker, args.kind, in_passages=bool(args.topic), store=found.library)
        print_rows(rows, FORM, args, "No quote matches.", nothing_read=found.nothing_read)
    return 1 if failures else 0


def select(
    found: Iterable[Analyzed],
    speakers: Sequence[str] = (),
    kinds: Sequence[str] = (),
    *,
    in_passages: bool = False,
    store: Store | None = None,
) -> Iterator[QuoteRow]:
    """The wanted quotes of each article, in order of the text: first the statements, then the attitudes.

    With `store`, the articles are those of the library, in which a person may have several names.
    """
    wanted = _Speakers(speakers, store)
    for one in found:
        wanted.begin(one)
        lines = LineNumbers(one.path, one.article)
        passages = [passage.span for topic in one.analysis.topics for passage in topic.passages]
        for quote in sorted(one.analysis.quotes, key=lambda quote: (quote.attitude, quote.span)):
            row = QuoteRow(one.path, one.article, quote)
            if not wanted.said(row):
                continue
            if kinds and quote.kind not in kinds:
                continue
            if in_passages and not any(span.overlaps(passage) for span in quote.spans for passage in passages):
                continue
            yield replace(row, line=lines.of(quote.span))


class _Speakers:
    """The speakers that the user has named: everybody with that name, and speakers who are no name of the article but
    are printed with these words. A name that nobody has is looked for in the words next to a quotation."""

    def __init__(self, typed: Sequence[str], store: Store | None) -> None:
        self._typed = typed
        self._library = {name: who_is(store, name) for name in typed} if store else None
        self._names: set[str] = set()
        self._words: list[str] = []
        self._typed_words = [words for name in typed if (words := name_key(name).split())]
        self._listed: set[str] = set()

    def begin(self, one: Analyzed) -> None:
        """Look up the names in an article."""
        self._names, self._words = set(), []
        self._listed = {name_key(entity.name) for entity in one.analysis.entities}
        for name in self._typed:
            rows = people_in(one, name) if self._library is None else self._library[name]
            self._names.update(called for row in rows for called in row.where.get(one.path, ()))
            if not rows:
                self._words.append(name.casefold())

    def _others(self, row: QuoteRow) -> Iterator[str]:
        """The speakers of a quote who are no name of the article, as they are printed."""
        shown = (called(row.article, speaker) for speaker in row.quote.speakers)
        return (name for name in shown if name_key(name) not in self._listed)

    def said(self, row: QuoteRow) -> bool:
        """Whether one of the wanted speakers said a quote of that article; True for every quote if none was named."""
        if any(has_words(shown, words) for shown in self._others(row) for words in self._typed_words):
            return True
        who = f"{row.speaker}\n{row.mention}".casefold()
        named = any(" ".join(name.split()) in self._names for name in row.quote.speakers_named)
        return not self._typed or named or any(words in who for words in self._words)


def _fields(row: QuoteRow) -> Iterator[object]:
    quote = row.quote
    yield from (row.source, row.speaker, row.mention, row.cue, row.addressee, quote.kind)
    yield from ("yes" if quote.unsure else "no", *quote.span, row.line, row.words, quote.reason)
    yield from ("yes" if quote.attitude else "no", row.also, row.via, row.open)
    yield from (row.article.date, row.article.title)


def _to_json(row: QuoteRow) -> dict[str, object]:
    quote = row.quote
    return {
        "source": row.source,
        "title": row.article.title,
        "kind": quote.kind,
        "speaker": _who(row.article, quote.speaker),
        "also": [_who(row.article, speaker) for speaker in quote.also],
        "addressee": _who(row.article, quote.addressee),
        "via": _who(row.article, quote.via),
        "cue": {"start": quote.cue.start, "end": quote.cue.end, "text": row.cue} if quote.cue else None,
        "spans": [{"start": span.start, "end": span.end, "text": row.article.words(span)} for span in quote.spans],
        "line": row.line,
        "reason": quote.reason,
        "unsure": quote.unsure,
        "confirmed": quote.confirmed,
        "attitude": quote.attitude,
        "open": row.open,
    }


def _who(article: Article, speaker: Speaker | None) -> dict[str, object] | None:
    if speaker is None:
        return None
    mention = speaker.mention
    return {
        "name": speaker.name,
        "entity": speaker.entity,
        "mention": {"start": mention.start, "end": mention.end, "text": article.words(mention)} if mention else None,
    }


def _with_headings(rows: Iterable[QuoteRow]) -> Iterator[tuple[QuoteRow, bool, bool]]:
    """Each row, whether it is the first of its article, and whether it is the first of the attitudes in it, which come
    last."""
    source, attitude = None, False
    for row in rows:
        starts_article = row.source != source
        yield row, starts_article, row.quote.attitude and (starts_article or not attitude)
        source, attitude = row.source, row.quote.attitude


def _markdown(rows: Iterable[QuoteRow], width: int | None) -> Iterator[str]:
    blank = ""
    for row, starts_article, starts_attitudes in _with_headings(rows):
        if starts_article:
            yield f"{blank}# {escaped(row.article.title)}\n\n{escaped(row.source)}"
            blank = "\n"
        if starts_attitudes:
            yield f"\n## {ATTITUDES}"
        to = f" to {escaped(row.addressee)}" if row.addressee else ""
        to += f" via {escaped(row.via)}" if row.via else ""
        doubt = ", unsure" if row.quote.unsure else ""
        why = f": {escaped(row.quote.reason)}" if row.quote.reason else ""
        where = f"*({f'line {row.line}, ' if row.line else ''}{row.quote.kind}{doubt}{why})*"
        yield f"\n{quoted(row.words)}\n\n**{escaped(row.speaker)}**{to} {where}"


def _table(rows: Iterable[QuoteRow], width: int | None) -> Iterator[str]:
    blank = ""
    for row, starts_article, starts_attitudes in _with_headings(rows):
        if starts_article:
            yield f"{blank}{one_line(row.article.title, width)}\n{one_line(row.source)}\n"
            blank = "\n"
        if starts_attitudes:
            yield f"\n{ATTITUDES}\n"
        doubt = "?" if row.quote.unsure else ""
        head = f"{row.line or '':>5}  {in_column(row.speaker, width, 28, doubt)} {in_column(row.cue, width, 14)}  "
        yield from lines_after(head, row.words, width)
        if row.via:
            yield from lines_after("       ", f"via {row.via}", width)
        yield from lines_after("       ", row.quote.reason, width)


def _place(row: QuoteRow) -> tuple[str, int | None, str]:
    return row.source, row.line, f"{row.speaker}{'?' if row.quote.unsure else ''}: {row.words}"


FORM = RowFormat(_to_json, _table, COLUMNS, _fields, _markdown, _place)
