"""The check list of an article: its quotations, figures and the reader's marks, with what checking them has shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..text.analysis import Analysis, Quote
from ..text.article import Article
from ..text.quotation_marks import DOUBLE, in_quotes
from ..text.span import Span
from ..text.speaker_name import figures_in_doubt, is_in_doubt, reporting_words, same_name, speaker_names
from .anchoring import find_words, same_words
from .check import DECIDED, CheckedAs, Evidence, Kind, Verdict, outcome, sign_of
from .figure_claims import bare_name, is_checkable
from .highlight import Highlight, Placed
from .mark_speaker import speaker_of

NOBODY = "nobody named"
"""Shown for words whose source the article does not name."""
UNKNOWN = "speaker unknown"
"""Shown for words that the article no longer has, if an older version stored the verdict without the speaker."""
FEW_WORDS = 3
"""The largest number of lost words that are shown with those that were around them."""
NOT_CHECKED = "not checked"
"""Shown in place of a verdict."""

_MARK = rf"(?:{DOUBLE.pattern}|['‘’])"
_OUTSIDE = re.compile(rf"^(?:{_MARK}|\s)+|(?:{_MARK}|[\s.,;:!?…])+$")
"""Quotation marks before words; quotation marks and punctuation after them."""


@dataclass(frozen=True)
class Claim:
    """One row of the check list."""

    kind: Kind
    span: Span
    who: str | None
    """Who said it, by name or in the words of the article; None if the article says it itself or names nobody."""
    sentence: Span
    """The sentence of a figure; of other claims the words themselves."""
    highlight: Highlight | None = None
    """Where the verdict is stored; None as long as there is none."""
    words_then: str = ""
    """The words that were marked, if the article has others there by now."""
    parts: tuple[Span, ...] = ()
    """The spans of the words said, for a quotation that a reporting clause interrupts."""
    unsure: bool = False
    """Whether the analysis is unsure who said it."""
    is_lost: bool = False
    """Whether the article no longer has the words; `span` is then the empty one at its end."""
    whole: Span | None = None
    """A figure with what it counts: "98 homes"; None for other claims."""
    cue: str = ""
    """The words that report words said: "denied"; "" for a figure, or if there are none."""
    found: Span | None = None
    """The quotation as it is found now, if the verdict was given when more of the same words counted as quoted."""

    @property
    def kind_shown(self) -> str:
        """The kind, for the reader; "" for lost words of which it is not known."""
        return "" if self.is_unknown else self.kind

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of lost words but the verdict on them."""
        return self.is_lost and not (self.highlight and self.highlight.checked_as.kind)

    @property
    def checked_as(self) -> CheckedAs:
        """What is stored with a verdict on it."""
        return CheckedAs(self.kind, f"{self.who}{self.doubt}" if self.who else "")

    @property
    def source(self) -> str:
        """Who said it, for the reader, with a "?" if that is unsure."""
        return UNKNOWN if self.is_unknown else f"{self.who or NOBODY}{self.doubt}"

    @property
    def doubt(self) -> str:
        """The sign after the name of an unsure speaker."""
        return "?" if self.unsure else ""

    def words(self, article: Article) -> str:
        """The words, with "…" for an interruption; of a lost claim, those that were marked."""
        if self.is_lost:
            return self.words_then
        return article.words_at(self.parts or (self.span,))

    def words_in_full(self, article: Article) -> str:
        """The words; of a figure, with what it counts; of a few lost words, with those that were around them."""
        if self.is_lost and self.highlight and len(self.words_then.split()) <= FEW_WORDS:
            target = self.highlight.target
            before, after = target.prefix.partition(" ")[2], target.suffix.rpartition(" ")[0]  # whole words only
            around = " ".join(f"{before}{target.exact}{after}".split())
            return f"{in_quotes(self.words_then)} in {in_quotes(f'…{around}…')}"
        return article.words(self.whole) if self.whole else self.words(article)

    def reported(self, words: str) -> str:
        """Some words after those that report them, which may turn their sense: "denied: that …"."""
        return f"{self.cue}: {words}" if self.cue else words

    def statement(self, article: Article) -> str:
        """`words_in_full` after the reporting words."""
        return self.reported(self.words_in_full(article))

    @property
    def verdict(self) -> Verdict:
        """The verdict; with `words_then`, the one on the words that were there then."""
        return self.highlight.verdict if self.highlight else ""

    @property
    def outcome(self) -> str:
        """The verdict in words: "confirmed", "confirmed, words changed since"; "" for none."""
        return outcome(self.verdict, changed=bool(self.words_then), lost=self.is_lost)

    @property
    def sign(self) -> str:
        """The sign of the verdict (`sign_of`)."""
        return sign_of(self.verdict, changed=bool(self.words_then))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence for the verdict."""
        return self.highlight.evidence if self.highlight else ()

    @property
    def checked(self) -> bool:
        """Whether somebody has come to a verdict on the words that are there now."""
        return self.verdict in DECIDED and not self.words_then

    @property
    def to_check_again(self) -> bool:
        """Whether the verdict was given on words that have changed since, or are gone."""
        return self.verdict in DECIDED and bool(self.words_then)


def claims(article: Article, analysis: Analysis | None, placed: Iterable[Placed]) -> list[Claim]:
    """The claims in order of the text; a mark on the same words as a quotation or figure is that claim's own.

    Of the figures, those that can be checked (`figure_claims`) and those that the reader marked. A wish or an attitude
    is not a quotation, unless it has words in quotation marks.
    """
    marked: dict[Span, Placed] = {}
    for one in placed:
        if one.span is not None and not (one.span in marked and marked[one.span].highlight.verdict):
            marked[one.span] = one
    found: dict[Span, Claim] = {}
    quotes = [quote for quote in analysis.quotes if quote.is_said] if analysis else []
    given = _given_on(article, quotes, marked)
    for quote in quotes:
        claim = _quoted_claim(article, quote, given.get(quote.span, marked.get(quote.span)))
        found[claim.span] = claim
    marked = {span: one for span, one in marked.items() if one not in given.values()}
    head = [block.span for block in article.blocks if block.kind in ("byline", "dateline")]
    named: set[str] = set()
    doubted = figures_in_doubt(analysis) if analysis else set()
    for figure in analysis.figures if analysis else ():
        name = bare_name(article.words(figure.span)) if figure.speaker is None else ""
        listed = figure.span in marked or is_checkable(article.text, figure) and name not in named
        if listed and not any(span.overlaps(figure.span) for span in head):
            named |= {name} - {""}
            mark = _mark(marked.get(figure.span))
            unsure = figure.span in doubted
            claim = Claim(
                "figure", figure.span, figure.speaker, figure.sentence, *mark, unsure=unsure, whole=figure.whole
            )
            found.setdefault(figure.span, claim)
    for span, one in marked.items():
        if span not in found:
            found[span] = _mark_claim(article, analysis, span, one)
    return sorted(found.values(), key=lambda claim: claim.span)


def _given_on(article: Article, quotes: Sequence[Quote], marked: Mapping[Span, Placed]) -> dict[Span, Placed]:
    """The verdicts that were given on these quotations when they had other bounds, by the span that each has now: the
    article lost a part of what was said, or the analysis finds less of it to be quoted, but of the same speaker."""
    known = {quote.span for quote in quotes}
    given: dict[Span, Placed] = {}
    for span, one in marked.items():
        if span in known or not one.highlight.verdict or one.highlight.checked_as.kind != "quotation":
            continue
        speaker, _ = _name_and_doubt(one.highlight.checked_as.speaker)
        within = [
            quote.span
            for quote in quotes
            if span.contains(quote.span)
            and quote.span not in marked
            and (not speaker or same_name(speaker, speaker_names(article.text, quote, "") or speaker))
        ]
        if best := max(within, key=lambda each: each.length, default=None):
            given.setdefault(best, one)
    return given


def _quoted_claim(article: Article, quote: Quote, one: Placed | None) -> Claim:
    """A quotation, with the highlight that has the verdict on it."""
    who, unsure = speaker_names(article.text, quote, "") or None, is_in_doubt(quote)
    cue, span, parts, found = reporting_words(article.text, quote), quote.span, quote.spans, None
    if one is not None and one.span is not None and one.span != quote.span:
        if who is None:
            who, unsure = _name_and_doubt(one.highlight.checked_as.speaker)
        if one.state != "changed":
            span, parts, found = one.span, (), quote.span
    return Claim("quotation", span, who, span, *_mark(one), parts=parts, unsure=unsure, cue=cue, found=found)


def _mark_claim(article: Article, analysis: Analysis | None, span: Span, one: Placed | None = None) -> Claim:
    """Words that the reader chose, as a claim, which is a figure if they are one that is not on the list. Words that
    have changed since they got their verdict are still what they were then, such as a quotation."""
    figure = next((one for one in analysis.figures if one.span == span), None) if analysis else None
    kind, said = CheckedAs("mark", speaker_of(article, analysis, span) or "")
    if figure is not None and analysis is not None:
        kind, said = CheckedAs("figure", figure.speaker or "")
        said += "?" if said and span in figures_in_doubt(analysis) else ""
    if one is not None and one.state == "changed":
        before = one.highlight.checked_as
        kind, said = before.kind or kind, said or before.speaker
    who, unsure = _name_and_doubt(said)
    sentence = analysis.sentence_of(span) if analysis and kind == "figure" else span
    cue = _cue_over(article, analysis, span) if kind != "figure" else ""
    return Claim(kind or "mark", span, who, sentence, *_mark(one), unsure=unsure, cue=cue)


def _cue_over(article: Article, analysis: Analysis | None, span: Span) -> str:
    """The reporting words of the shortest quotation that has all these words; "" if there is none. What interrupts a
    quotation is not a part of it."""
    around = [
        quote
        for quote in (analysis.quotes if analysis else ())
        if quote.span.contains(span) and any(part.overlaps(span) for part in quote.spans)
    ]
    quote = min(around, key=lambda one: one.span.length, default=None)
    return reporting_words(article.text, quote) if quote else ""


def _name_and_doubt(speaker: str) -> tuple[str | None, bool]:
    """The name in "Ana Ruiz?", and whether it is in doubt."""
    return speaker.removesuffix("?") or None, speaker.endswith("?")


def checked_as(article: Article, analysis: Analysis | None, found: Iterable[Claim], span: Span) -> CheckedAs:
    """What is stored with a verdict on these words, which need not be on the list `found`."""
    return (claim_with(found, span) or _mark_claim(article, analysis, span)).checked_as


def claim_with(found: Iterable[Claim], span: Span) -> Claim | None:
    """The claim that has just this span; None if there is none."""
    return next((claim for claim in found if claim.span == span), None)


def claim_on(found: Sequence[Claim], words: Span) -> Claim | None:
    """The claim on these words: they are its words or a part of its quotation; or else they are a figure but for a word
    or two, since the list of dates may have "Monday night" where the check list has "Monday"."""
    if exact := claim_with(found, words):  # before the quotation they are a part of: it may have a verdict of its own
        return exact
    nearly = None
    for claim in found:
        if words in claim.parts or words == claim.found:
            return claim
        common = claim.span.clip(words) if claim.kind == "figure" else None
        if common and 2 * common.length >= max(claim.span.length, words.length):
            nearly = nearly or claim
    return nearly


def find_claims(article: Article, found: Sequence[Claim], words: str) -> list[Span]:
    """Every place of these words, in order; where a claim is these words, the span of the claim.

    Quotation marks around them and punctuation after them make no difference; the words of an interrupted quotation may
    be given as `Claim.words` returns them, and a figure with what it counts.
    """
    claimed = {_core(article.text, claim.whole): claim.span for claim in found if claim.whole}
    claimed |= {_core(article.text, claim.span): claim.span for claim in found if not claim.is_lost}
    places = find_words(article.text, words) or find_words(article.text, _trimmed(words))
    spans = [claimed.get(_core(article.text, place), place) for place in places]
    whole = [claim.span for claim in found if same_words(_trimmed(claim.words(article)), _trimmed(words))]
    return sorted({*spans, *(whole if not spans else ())})


def _core(text: str, span: Span) -> Span:
    """The span without quotation marks around its words and punctuation after them."""
    words = text[span.start : span.end]
    start = span.start + words.index(_trimmed(words))
    return Span(start, start + len(_trimmed(words)))


def _trimmed(words: str) -> str:
    return _OUTSIDE.sub("", words) or words


def lost_claims(article: Article, placed: Iterable[Placed]) -> list[Claim]:
    """The verdicts on words that the article no longer has, as what they were when they got them."""
    return [_lost_claim(article, one.highlight) for one in placed if one.span is None and one.highlight.verdict]


def _lost_claim(article: Article, highlight: Highlight) -> Claim:
    end = Span(len(article.text), len(article.text))
    who, unsure = _name_and_doubt(highlight.checked_as.speaker)
    kind = highlight.checked_as.kind or "mark"
    return Claim(kind, end, who, end, highlight, highlight.target.exact, unsure=unsure, is_lost=True)


def progress(found: Sequence[Claim]) -> str:
    """How far the check list has come: "7 of 23 checked"."""
    return f"{sum(claim.checked for claim in found)} of {len(found)} checked"


def _mark(one: Placed | None) -> tuple[Highlight | None, str]:
    """The highlight on a claim, and its words if the article has others by now."""
    if one is None:
        return None, ""
    return one.highlight, one.highlight.target.exact if one.state == "changed" else ""
