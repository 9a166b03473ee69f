"""Groups nearly equal quotations of many articles, with the articles that use each form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..text.address import site_or_host
from ..text.analyzed import Analyzed
from ..text.span import Span
from ..text.speaker_name import names_with_doubt
from .printed import printed_words
from .quoted_words import quoted_words, words_as_printed
from .spoken_words import words_of
from .transcript import Transcript
from .verification import verify

LEAST_WORDS = 5
"""The smallest number of words of a quotation that is searched for in other articles: shorter ones are alike by
chance."""
SHINGLE = 4
MOST_CHANGED = 0.34
"""The largest number of changed words between two forms of one quotation, as a share of the shorter one."""
MOST_WITH_SHINGLE = 200
"""A row of words that is in more forms than this proves nothing."""


class QuoteUse(NamedTuple):
    """A quotation in an article."""

    path: str
    outlet: str
    """The newspaper or site, or else the host of the address; "" if unknown."""
    date: str
    """The date of the article, in ISO 8601; "" if unknown."""
    speaker: str
    """With a question mark if unsure; "" if unknown."""
    words: str
    span: Span


class QuoteForm(NamedTuple):
    """The same words, in one or more articles."""

    words: str
    uses: tuple[QuoteUse, ...]
    """In order of date."""


class QuoteGroup(NamedTuple):
    """One quotation in all its forms, the most frequent first."""

    forms: tuple[QuoteForm, ...]

    @property
    def articles(self) -> int:
        """How many articles have it."""
        return len({use.path for form in self.forms for use in form.uses})


def group_quotes(found: Iterable[Analyzed]) -> list[QuoteGroup]:
    """The quotations that at least two articles have, those in most articles first."""
    by_form: defaultdict[tuple[str, ...], list[QuoteUse]] = defaultdict(list)
    for one in found:
        for forms, use in _uses(one):
            by_form[forms].append(use)
    groups = [_group([(forms, by_form[forms]) for forms in members]) for members in _alike(list(by_form))]
    shared = [group for group in groups if group.articles > 1]
    return sorted(shared, key=lambda group: -group.articles)


def _uses(one: Analyzed) -> Iterator[tuple[tuple[str, ...], QuoteUse]]:
    article = one.article
    for quote, spans in quoted_words(article, one.analysis):
        forms = tuple(word.form for span in spans for word in words_of(article.text, span.start, span.end))
        if len(forms) >= LEAST_WORDS:
            speaker = names_with_doubt(article.text, quote, "") if quote else ""
            words = words_as_printed(article, spans)
            whole = Span(spans[0].start, spans[-1].end)
            yield (
                forms,
                QuoteUse(one.path, site_or_host(article.site, article.url), article.date or "", speaker, words, whole),
            )


def _group(members: Sequence[tuple[tuple[str, ...], list[QuoteUse]]]) -> QuoteGroup:
    forms = [
        QuoteForm(uses[0].words, tuple(sorted(uses, key=lambda use: (use.date or "9999", use.path))))
        for _, uses in members
    ]
    return QuoteGroup(tuple(sorted(forms, key=lambda form: (-len(form.uses), form.uses[0].date or "9999"))))


def _alike(forms: Sequence[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    """Forms that are nearly equal, together: each is compared with those that share some words in a row."""
    parent = list(range(len(forms)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    with_shingle: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, words in enumerate(forms):
        others: set[int] = set()
        for at in range(len(words) - SHINGLE + 1):
            sharing = with_shingle[words[at : at + SHINGLE]]
            others.update(sharing)
            if len(sharing) < MOST_WITH_SHINGLE:
                sharing.append(number)
        for other in others:
            if root(other) != root(number) and _nearly_equal(words, forms[other]):
                parent[root(number)] = root(other)
    groups: defaultdict[int, list[tuple[str, ...]]] = defaultdict(list)
    for number, words in enumerate(forms):
        groups[root(number)].append(words)
    yield from groups.values()


def _nearly_equal(a: Sequence[str], b: Sequence[str]) -> bool:
    short, long = (" ".join(words) for words in sorted((a, b), key=len))
    found = verify(printed_words(short, [Span(0, len(short))]), [Transcript("", long)])
    changed = sum(max(len(each.printed.split()), len(each.said.split())) for each in found.differences)
    return found.status in ("verbatim", "edited", "altered") and changed <= MOST_CHANGED * min(len(a), len(b))
