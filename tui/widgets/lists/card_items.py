"""The rows of a card: the facts about one entity in the article, or the reasons for the speaker of a quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from textual.content import Content

from ...notes.claims import NOT_CHECKED, Claim
from ...text.analysis import ATTITUDES, Analysis, Entity, Mention, Quote
from ...text.article import Article
from ...text.quotation_marks import in_quotes
from ...text.safe import cells, one_line
from ...text.span import Span
from ...text.speaker_name import outlet_name, speaker_names
from .item import Item
from .row_text import UNSURE, heading, in_lines

MOST_BESIDE = 8
"""The largest number of entities listed that appear in the same sentences."""

MOST_LINES = 12
"""The largest number of lines of a quote on its card."""


def entity_card(
    article: Article, analysis: Analysis, entity: Entity, *, by_reader: Sequence[str] = (), width: int = 74
) -> list[Item]:
    """Names used, roles, first and last mention, quotes by and about the entity, and who appears with it. Rows with
    spans lead to places in the article.

    `by_reader` has a sentence for each of the reader's corrections.
    """
    return [
        *settled(entity, by_reader, width),
        *names(article, entity, width),
        *pronouns(article, analysis, entity, width),
        *roles(entity, width),
        *mentions(article, analysis, entity, width),
        *quotes(article, analysis, entity, width),
        *beside(analysis, entity, width),
    ]


def settled(entity: Entity, by_reader: Sequence[str], width: int) -> Iterator[Item]:
    """The reader's own corrections."""
    if entity.confirmed or by_reader:
        yield heading("✓ You said", style="$text-success")
        for number, words in enumerate(by_reader or ["this entry is correct"]):
            yield words_only(f"settled {number}", one_line(words, width - 2))


def names(article: Article, entity: Entity, width: int) -> Iterator[Item]:
    """Each form of the name with its count."""
    forms: dict[str, list[Mention]] = {}
    for mention in entity.mentions:
        forms.setdefault(" ".join(article.words(mention.span).split()), []).append(mention)
    yield heading("Names used")
    for name, found in sorted(forms.items(), key=lambda form: -len(form[1])):
        unsure = sum(mention.unsure for mention in found)
        doubt = f"  {UNSURE} {unsure} of them unsure" if unsure and len(found) > 1 else f"  {UNSURE}" if unsure else ""
        words = f"{one_line(name, width - 32)}  {times(len(found))}".rstrip()
        yield place(f"name {name}", words, found[0].span, doubt=doubt)


def pronouns(article: Article, analysis: Analysis, entity: Entity, width: int) -> Iterator[Item]:
    """The pronouns that refer to the entity."""
    found = [pronoun for pronoun in analysis.pronouns if pronoun.entity == entity.id]
    if found:
        counts = Counter(article.words(pronoun.span).casefold() for pronoun in found)
        words = ", ".join(f"“{word}” {times(count)}".rstrip() for word, count in counts.most_common())
        unsure = sum(pronoun.unsure for pronoun in found)
        yield heading("Referred to as", len(found))
        doubt = f"  {UNSURE} {unsure} of them unsure" if unsure else ""
        yield place("pronouns", one_line(words, width - 2 - cells(doubt)), found[0].span, doubt=doubt)


def roles(entity: Entity, width: int) -> Iterator[Item]:
    """The roles in which the article describes them."""
    if entity.roles:
        yield heading("Described as")
    seen: set[str] = set()
    for role in entity.roles:
        if role.text.casefold() not in seen:
            seen.add(role.text.casefold())
            yield place(f"role {role.span}", one_line(role.text, width - 2), role.span)


def mentions(article: Article, analysis: Analysis, entity: Entity, width: int) -> Iterator[Item]:
    """The first and the last sentence that names the entity."""
    spans = [mention.span for mention in entity.mentions]
    titles = ["First mention", "Last mention"] if len(spans) > 1 else ["Only mention"]
    for title, span in zip(titles, (spans[0], spans[-1]), strict=False):
        yield heading(title)
        yield place(title, one_line(article.words(analysis.sentence_of(span)), width - 2), span)


def quotes(article: Article, analysis: Analysis, entity: Entity, width: int) -> Iterator[Item]:
    """Quotes by the entity, its attitudes, and quotes by others that name it."""
    own = [q for q in analysis.quotes if any(speaker.entity == entity.id for speaker in q.speakers)]
    said, attitudes = [q for q in own if not q.attitude], [q for q in own if q.attitude]
    about = [
        q
        for q in analysis.quotes
        if q not in own and any(m.span.overlaps(span) for m in entity.mentions for span in q.spans)
    ]
    for title, found in (("Said", said), (ATTITUDES, attitudes), ("Mentioned by others", about)):
        if found:
            yield heading(title, len(found))
        for quote in found:
            words = article.words_at(quote.spans)
            who = "" if found is not about else f"{one_line(speaker_names(article.text, quote), 24)}: "
            doubt = f" {UNSURE}" if quote.unsure and not quote.confirmed else ""
            yield place(
                f"{title} {quote.span}",
                who + one_line(words, width - 2 - cells(who + doubt)),
                quote.spans[0],
                doubt=doubt,
            )


def beside(analysis: Analysis, entity: Entity, width: int) -> Iterator[Item]:
    """Entities in the same sentences, most frequent first."""
    mine = {analysis.sentence_of(mention.span) for mention in entity.mentions}
    shared = {
        other.id: [m.span for m in other.mentions if analysis.sentence_of(m.span) in mine]
        for other in analysis.entities
        if other.id != entity.id
    }
    found = sorted((one for one in analysis.entities if shared.get(one.id)), key=lambda one: -len(shared[one.id]))
    if found:
        yield heading("Appears with")
    for other in found[:MOST_BESIDE]:
        words = f"{one_line(other.name, width - 8)}  {times(len(shared[other.id]))}".rstrip()
        yield place(f"beside {other.id}", words, shared[other.id][0])


def quote_card(article: Article, quote: Quote, also: Sequence[str] = (), *, width: int = 74) -> list[Item]:
    """Why the quote has its speaker, and its full text; `also` has further sentences about its topics."""
    mention = quote.speaker.mention if quote.speaker else None
    as_written = " ".join(article.words(mention).split()) if mention else ""
    whose = "✓ You said" if quote.confirmed else "Why this speaker"
    items = [heading(whose, style="$text-success" if quote.confirmed else "$text-muted")]
    unsure = quote.unsure and not quote.confirmed
    reason = ("Uncertain: " if unsure else "") + (quote.reason or "no reason recorded")
    for number, line in enumerate(in_lines(reason, width - 2, 4)):
        sign = f"{UNSURE} " if unsure and not number else "  "
        items.append(Item(f"why {number}", Content.styled(sign + line, "$text-warning" if unsure else "")))
    if mention:
        items += [heading("Named here as"), place("speaker", f"“{one_line(as_written, width - 4)}”", mention)]
    if quote.cue:
        items += [heading("Reporting words"), place("cue", one_line(article.words(quote.cue), width - 2), quote.cue)]
    if quote.addressee and quote.addressee.mention:
        name = quote.addressee.name or article.words(quote.addressee.mention)
        items += [heading("Said to"), place("addressee", one_line(name, width - 2), quote.addressee.mention)]
    if quote.via and quote.via.mention:
        outlet = outlet_name(article.text, quote)
        items += [heading("Passed on by"), place("via", one_line(outlet, width - 2), quote.via.mention)]
    kind = {"direct": "Quote", "mixed": "Partial quote"}.get(quote.kind, "Reported speech")
    items.append(heading(kind if quote.is_said else "Wish, intention or attitude"))
    for number, span in enumerate(quote.spans):
        lines = in_lines(article.words(span), width - 2, MOST_LINES)
        items.append(Item(f"words {number}", Content("\n".join(f"  {line}" for line in lines)), (span,)))
    if also:
        items.append(heading("Topics"))
        lines = [line for sentence in also for line in in_lines(sentence, width - 2, 3)]
        items += [words_only(f"topic {number}", line) for number, line in enumerate(lines)]
    return items


def claim_card(article: Article, claim: Claim, *, width: int = 74, has_quote: bool = False) -> list[Item]:
    """What checking has shown of a claim, with the evidence in full; then its source, and the sentence of a figure.

    With `has_quote`, the card of the quote follows, which has the source and the words of a quotation.
    """
    highlight = claim.highlight
    items = _paragraph("Verdict", f"{claim.sign} {claim.outcome or NOT_CHECKED}", width)
    if claim.words_then:
        items += _paragraph("Given for", in_quotes(claim.words_then), width)
    for number, proof in enumerate(claim.evidence, 1):
        saved = f"saved {proof.saved}, sha256 {proof.sha256}" if proof.sha256 else ""
        title = f"Evidence {number}" if len(claim.evidence) > 1 else "Evidence"
        items += _paragraph(title, "\n".join(filter(None, (proof.where, proof.note, saved))), width)
    if highlight and highlight.note:
        items += _paragraph("Your note", highlight.note, width)
    if claim.kind == "quotation" and has_quote:
        return items
    items += _paragraph("Said by", claim.source, width)
    if claim.is_lost:
        return items
    lines = in_lines(article.words(claim.sentence), width - 2, MOST_LINES)
    sentence = Item("sentence", Content("\n".join(f"  {line}" for line in lines)), (claim.sentence,))
    return [*items, heading("Sentence" if claim.kind == "figure" else "Words"), sentence]


def _paragraph(title: str, words: str, width: int) -> list[Item]:
    """A heading, and under it some words, each of their lines broken to fit."""
    lines = [line for part in words.splitlines() for line in in_lines(part, width - 2, MOST_LINES)]
    return [heading(title), *(words_only(f"{title} {number}", line) for number, line in enumerate(lines))]


def place(key: str, words: str, span: Span, *, doubt: str = "") -> Item:
    """A row that leads to a place in the article."""
    return Item(key, Content.assemble("  ", words, (doubt, "$text-warning")), (span,), words.casefold())


def words_only(key: str, words: str) -> Item:
    """A row of text."""
    return Item(key, Content("  " + words), (), words.casefold())


def times(count: int) -> str:
    """A count in short form: "×3", and "" for 1."""
    return f"×{count}" if count > 1 else ""
