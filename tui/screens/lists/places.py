"""Passages from all articles: quotes by a speaker, sentences with a name, passages on a topic."""

from __future__ import annotations

import asyncio
import textwrap
from collections.abc import Iterable, Sequence

from textual.content import Content

from ...library.name_index import NameRow
from ...library.occurrences import (
    Occurrence,
    Occurrences,
    first_mentions,
    names,
    quotes_of,
)
from ...library.shelf_items import LibraryQuery
from ...library.who_is import Subject, find_subject, quoted_subjects, subject_of
from ...store.database import Store
from ...text.charts import time_line
from ...text.entity_kinds import name_key
from ...text.safe import cells, one_line, visible
from ...text.speaker_name import is_before_name, is_name
from ...widgets.lists.row_text import UNSURE
from ..messages import OpenKnownArticle, Sought
from ..services import Services
from .across import WIDEST, AcrossScreen, file_name
from .listing import EmptyMessage
from .rows import counted


class PlacesScreen(AcrossScreen[Occurrence]):
    """Passages from many articles by date and source; enter opens the article at the passage."""

    ROW_HEIGHT = 3

    title_shown = ""

    @property
    def name_shown(self) -> str:
        """The title of the screen."""
        return self.title_shown

    @property
    def field_hint(self) -> str:
        """The hint in the empty search field."""
        return "words of the passage, the title or the source"

    def key_of(self, item: Occurrence) -> object:
        """Article, span and name."""
        return item.source, item.span, item.who

    def draw(self, item: Occurrence, width: int) -> Sequence[Content]:
        """A line with who, where and when, then two lines of text."""
        return place_lines(item, min(width, WIDEST), about=self.dossier_name)

    def chosen(self, item: Occurrence) -> None:
        """Open the article at the passage, and highlight there what was looked for."""
        typed = self.field.value.split()
        topics = (self.topic_sought,) if self.topic_sought else ()
        speakers = (item.who,) if item.kind in ("direct", "mixed", "indirect") and not typed else ()
        sought = Sought(tuple(typed or self.names_sought), topics, speakers)
        self.post_message(OpenKnownArticle(item.source, item.span, sought))

    @property
    def names_sought(self) -> Sequence[str]:
        """The names that the passages are about."""
        return ()

    @property
    def topic_sought(self) -> str:
        """The topic that the passages are about."""
        return ""

    @property
    def exported(self) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
        """One row for each passage."""
        columns = ("date", "speaker", "unsure", "words", "kind", "title", "site", "source", "start", "end", "cue")
        return columns, (
            (one.date, one.who, one.unsure, one.text, one.kind, one.title, one.outlet, one.source, *one.span, one.cue)
            for one in self.items
        )

    def arranged(self, words: str) -> list[Occurrence]:
        """The passages that contain every word, in order."""
        wanted = words.casefold().split()
        found = [one for one in self.all if all(word in _searched(one) for word in wanted)] if wanted else self.all
        if self.order == "newest":
            found = sorted(found, key=lambda one: one.date, reverse=True)  # those without a date come last
        elif self.order == "source":
            found = sorted(found, key=lambda one: (one.site.casefold(), not one.date, one.date))
        return list(found)

    def tallies(self) -> Sequence[str]:
        """The number of passages; if there is room, that of articles; then how many there were over time."""
        articles = len({one.source for one in self.items})
        line = time_line((one.date, 1) for one in self.items)
        passages = counted(len(self.items), *self.noun)
        unsure = sum(one.unsure for one in self.items)
        both = f"{passages} in {counted(articles, 'article')}" + (f", {unsure:,} unsure" if unsure else "")
        return (f"{both} · {line}", both, passages) if line else (both, passages)

    @property
    def export_name(self) -> str:
        """The topic or the name that the passages are about, as the name of a file."""
        subject = self.topic_sought or next(iter(self.names_sought), "")
        return file_name(subject) if subject else super().export_name

    @property
    def dossier_name(self) -> str:
        """The topic or the name that the passages are about."""
        return self.topic_sought or next(iter(self.names_sought), "")

    @property
    def noun(self) -> tuple[str, ...]:
        """The noun for a row, and its plural if irregular."""
        return ("passage",)


class SpokenScreen(PlacesScreen):
    """Everything said by a speaker, or by all whom a typed name means."""

    def __init__(self, services: Services, name: str, subject: Subject | None = None) -> None:
        """`subject` is the speaker; without one, the name is looked up."""
        super().__init__(services, {})
        self._name_asked = name
        self._subject = subject
        self.title_shown = f"What {one_line(name, 60)} said"

    @property
    def names_sought(self) -> Sequence[str]:
        """The speaker; "(an official)" is looked for without its brackets."""
        return (self._name_asked.strip("()"),)

    @property
    def dossier_name(self) -> str:
        """The speaker, if there is a name."""
        return self._name_asked if is_name(self._name_asked) else ""

    def steps(self, store: Store) -> Occurrences:
        """The quotes."""
        yield from quotes_of(store, self.find_subject(store).speakers)

    def find_subject(self, store: Store) -> Subject:
        """The speaker."""
        return self._subject or find_subject(store, self._name_asked)

    async def gather_again(self, store: Store) -> None:
        """Gather the quotes again, also those in the articles analysed since the speaker was chosen."""
        if chosen := self._subject:
            found = await asyncio.to_thread(quoted_subjects, store)
            self._subject = next((one for one in found if one.name == chosen.name), chosen)
        await super().gather_again(store)

    @property
    def noun(self) -> tuple[str, ...]:
        """The noun for a row, and its plural if irregular."""
        return ("quote",)

    def action_articles(self) -> None:
        """Show the articles that quote the speaker."""
        self.list_articles(LibraryQuery(person=self._name_asked, sources={one.source for one in self.all}))


class NameScreen(PlacesScreen):
    """One entity in all articles: its quotes, and the sentences that name it."""

    def __init__(self, services: Services, row: NameRow) -> None:
        super().__init__(services, _lists_of(row), show="said" if row.said else "named")
        self._row = row
        self._known_as = [*row.names]
        self.title_shown = one_line(row.name, 60)

    @property
    def names_sought(self) -> Sequence[str]:
        """Every name of the entity."""
        return (*self._known_as, *self._row.aliases)

    @property
    def dossier_name(self) -> str:
        """The name of the entity."""
        return self._row.name

    def steps(self, store: Store) -> Occurrences:
        """The quotes, or the sentences with the name."""
        if self.shown == "said":
            return quotes_of(store, self.find_subject(store).speakers)
        return first_mentions(store, self._row)

    def find_subject(self, store: Store) -> Subject:
        """The entity."""
        return subject_of([self._row], self._row.name)

    async def gather_again(self, store: Store) -> None:
        """Gather the places again, also those in the articles analysed since the row was chosen."""
        key = self._row.kind, name_key(self._row.name)
        rows = await asyncio.to_thread(lambda: [row for _, new in names(store) for row in new])
        self._row = next((row for row in rows if (row.kind, name_key(row.name)) == key), self._row)
        self.lists = _lists_of(self._row)
        await super().gather_again(store)

    @property
    def noun(self) -> tuple[str, ...]:
        """The noun for a row, and its plural if irregular."""
        return ("quote",) if self.shown == "said" else ("first mention",)

    def empty_message(self) -> EmptyMessage:
        """What is shown if there are no rows."""
        if self.shown == "said" and not self.field.value.strip():
            key = self.key("list_next")
            words = f"No article quotes {one_line(self._row.name, 60)}. Press {key} to see where the name appears."
            return EmptyMessage(words, "list_next")
        return super().empty_message()

    def action_articles(self) -> None:
        """Show the articles that contain the name."""
        self.list_articles(LibraryQuery(person=self._row.name, sources=self._row.sources))


def _lists_of(row: NameRow) -> dict[str, str]:
    return {"said": f"Said {row.said:,}", "named": f"Named in {counted(row.articles, 'article')}"}


def _searched(one: Occurrence) -> str:
    return f"{one.cue} {one.words} {one.title} {one.site} {one.who}".casefold()


def place_lines(one: Occurrence, width: int, *, about: str = "") -> list[Content]:
    """A line with date, speaker, article and source; then two lines of text. A speaker whom the whole list is `about`
    is not repeated."""
    date = f"{one_line(one.date, 10):<10}  "
    doubt = f"{UNSURE} " if one.unsure else ""  # before the name, as in the list of quotes beside the article
    name = one_line(one.who, 32) if one.who != about else ""
    who = f"{doubt}{name}" if one.who and one.kind != "named" else ""
    between = " · " if who and name else ""
    site = one_line(one.site, max(8, width // 4))
    title = one_line(one.title, max(8, width - cells(date) - cells(who + between) - cells(site) - 2))
    left = Content.assemble((date, "$text-muted"), (who, "bold"), (between + title, "$text-muted"))
    gap = " " * max(1, width - cells(left.plain) - cells(site))
    return [Content.assemble(left, gap, (site, "$text-muted")), *_word_lines(one, width)]


def _word_lines(one: Occurrence, width: int) -> list[Content]:
    cue = "" if is_before_name(one.cue) else one.cue  # "according to" needs the name after it
    text = visible(f"{cue}: {one.words}" if cue else one.words)
    # Begin later in a long sentence, so that the name is visible.
    start = max(0, one.mark[0] - width) if one.mark[1] > 2 * width - 4 else 0
    shown = ("… " + text[start:].partition(" ")[2]) if start else text
    lines = textwrap.wrap(one_line(shown), max(20, width), max_lines=2, placeholder=" …") or [""]
    said = one.kind in ("direct", "mixed")
    words = [Content.styled(one_line(line, width), "italic" if said else "") for line in lines]
    meant = text[one.mark[0] : one.mark[1]]
    return [_marked(line, meant) for line in words] if one.kind == "named" else words


def _marked(line: Content, words: str) -> Content:
    at = line.plain.find(words) if words else -1
    return line.stylize("bold", at, at + len(words)) if at >= 0 else line
