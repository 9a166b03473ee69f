"""Quotations set off as blocks, without quotation marks."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tui.formats.loading import parse_article
from tui.nlp.analyze import Analyzer
from tui.text.analysis import Quote
from tui.text.article import Article
from tui.text.block_types import BlockTypes, block_types_of
from tui.text.span import Span

WORDS = "The wells are dry. We need help before winter."
PAGE = """<!DOCTYPE html><html><head><title>Dry wells</title></head><body><article><h1>Dry wells in the valley</h1>
<p>The village has been without water since the spring, and the council has sent for tankers from the coast, which have
not come.</p>{}<p>The tankers are due on Friday, the council has said, although the road over the pass is closed until
the end of the week.</p></article></body></html>"""


def quotes_of(nlp: Language, text: str, format: str = "markdown") -> list[tuple[str, str, str, bool]]:
    """Kind, speaker, words and doubt of each quote."""
    article = parse_article(text, "wells", format=format)
    given = (article.text, article.digest, block_types_of(article))
    (found,) = Analyzer(nlp).analyze_many([given], ())
    assert not isinstance(found, Exception), found
    return [(quote.kind, _speaker(article, quote), _words(article, quote), quote.unsure) for quote in found.quotes]


def _speaker(article: Article, quote: Quote) -> str:
    if quote.speaker is None:
        return ""
    return quote.speaker.name or (article.words(quote.speaker.mention) if quote.speaker.mention else "")


def _words(article: Article, quote: Quote) -> str:
    return " ".join(article.words(span) for span in quote.spans).replace("\n\n", " ")


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Tomas Reyes wrote on Facebook:", "Tomas Reyes"),
        ("In a letter to shareholders, the chief executive, Petra Holm, wrote:", "Petra Holm"),
        ("The court was split. In her dissent, Justice Nina Oakes said:", "Nina Oakes"),
        ("Nina Oakes was elected in May. She tweeted:", "Nina Oakes"),
        ("Nina Oakes, the governor, had this to say:", "Nina Oakes"),
        ("Here is what Nina Oakes told reporters:", "Nina Oakes"),
        ("Nina Oakes posted a message on Instagram:", "Nina Oakes"),
        ("Mayor Nina Oakes's letter to the residents said:", "Nina Oakes"),
        ("The ruling, which was written by Judge Nina Oakes, reads:", "Nina Oakes"),
        ("The ministry issued the following statement on Tuesday:", "The ministry"),
        ("A statement by the ministry read:", "the ministry"),
        ("The family issued a statement:", "The family"),
        ("A statement from the airline read:", "the airline"),
        ("The union replied within an hour:", "The union"),
        ("Nina Oakes took to Facebook after the vote:", "Nina Oakes"),
        ("In the words of Governor Nina Oakes:", "Nina Oakes"),
    ],
)
def test_a_block_belongs_to_the_person_introduced_as_its_writer(nlp: Language, before: str, speaker: str) -> None:
    found = quotes_of(nlp, f"{before}\n\n> {WORDS}\n\nShares fell.\n")
    assert ("direct", speaker, WORDS, False) in found
    assert not any("Shares fell" in words for _, _, words, _ in found)


@pytest.mark.parametrize(
    "signature",
    [
        "> — Tomas Reyes, farmer",
        "> — Tomas Reyes (@treyes) May 3, 2024",
        "> Tomas Reyes, farmer",
        "",
    ],
)
def test_a_block_belongs_to_the_person_who_signs_it(nlp: Language, signature: str) -> None:
    signed = f">\n{signature}" if signature else "\n— Tomas Reyes, farmer"
    assert quotes_of(nlp, f"It has not rained.\n\n> {WORDS}\n{signed}\n\nShares fell.\n") == [
        ("direct", "Tomas Reyes", WORDS, False)
    ]


@pytest.mark.parametrize(
    "block",
    [
        "<blockquote><p>{}</p><cite>Tomas Reyes, farmer</cite></blockquote>",
        "<blockquote><p>{}</p><footer>— Tomas Reyes, farmer</footer></blockquote>",
        '<blockquote class="twitter-tweet"><p>{} pic.example.org/abc</p>&mdash; Tomas Reyes (@treyes) '
        '<a href="https://example.org/1">March 2, 2024</a></blockquote>',
    ],
)
def test_a_block_of_a_web_page_keeps_its_signature(nlp: Language, block: str) -> None:
    found = quotes_of(nlp, PAGE.format(block.format(WORDS)), "html")
    assert ("direct", "Tomas Reyes", WORDS, False) in found


def test_a_person_before_a_colon_without_a_reporting_verb_is_an_unsure_speaker(nlp: Language) -> None:
    found = quotes_of(nlp, f"Tomas Reyes apologised to the town in the local paper:\n\n> {WORDS}\n")
    assert found == [("direct", "Tomas Reyes", WORDS, True)]


def test_all_paragraphs_of_a_block_are_one_quote(nlp: Language) -> None:
    found = quotes_of(nlp, "Nina Oakes said in a statement:\n\n> The wells are dry.\n>\n> He told me he would leave.\n")
    assert found == [("direct", "Nina Oakes", "The wells are dry. He told me he would leave.", False)]


def test_indented_prose_is_a_quote_if_it_is_introduced(nlp: Language) -> None:
    found = quotes_of(nlp, "The union told its members:\n\n    The wells are dry.\n\nIt was late.\n")
    assert [(speaker, words) for _, speaker, words, _ in found] == [("The union", "The wells are dry.")]


@pytest.mark.parametrize(
    "text",
    [
        "The new by-law is short.\n\n> No dog may be let loose on the beach.\n\nIt passed.\n",
        "Read more:\n\n> Why the wells ran dry in five charts\n\nIt passed.\n",
        "Tomas Reyes spoke for an hour.\n\n> This article was first published in May.\n\nIt passed.\n",
        "The code is short:\n\n    wells = dry\n\nIt passed.\n",
    ],
)
def test_a_block_without_an_introduced_writer_is_not_a_quote(nlp: Language, text: str) -> None:
    assert quotes_of(nlp, text) == []


def test_quotation_marks_are_recognised_in_a_block_too(nlp: Language) -> None:
    found = quotes_of(nlp, f"It was late.\n\n> “{WORDS}”\n>\n> — Tomas Reyes, farmer\n")
    assert [(speaker, words) for _, speaker, words, _ in found] == [("Tomas Reyes", f"“{WORDS}”")]


def test_block_positions_shift_with_the_part_of_the_text_being_analysed() -> None:
    article = parse_article("Before.\n\n> Set off.\n\n**Bold?**\n\n## Heading\n\nAfter.\n", "x", format="markdown")
    blocks = block_types_of(article)
    assert [article.words(span) for span in blocks.set_off] == ["Set off."]
    assert [article.words(span) for span in blocks.labels] == ["Bold?", "Heading"]
    assert blocks.shift(-9).set_off == (Span(0, 8),)
    assert BlockTypes((Span(0, 8),)).shift(-9) == BlockTypes()


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009", "\u3000"])
def test_unusual_spaces_count_as_spaces(nlp: Language, blank: str) -> None:
    text = "It rained. “Who left?” asked Piet Vos. “I did,” said Ana Kern, his sister.".replace(" ", blank)
    found = quotes_of(nlp, text, "text")
    assert [speaker for _, speaker, _, _ in found] == ["Piet Vos", "Ana Kern"]
    assert [words for _, _, words, _ in found] == [f"“Who{blank}left?”", f"“I{blank}did,”"]


def test_answers_below_questions_in_bold_belong_to_the_person_interviewed(nlp: Language) -> None:
    text = "We spoke to Piet Roos, a mason.\n\n**Where were you?**\n\nOn the roof.\n\n**And then?**\n\nThen I ran.\n"
    expected = [("direct", "Piet Roos", "On the roof", True), ("direct", "Piet Roos", "Then I ran", True)]
    assert quotes_of(nlp, text) == expected


def test_an_article_that_answers_its_own_questions_is_not_an_interview(nlp: Language) -> None:
    text = "Mayor Ana Kern closed the bridge.\n\n## Why?\n\nA pier cracked.\n\n## When does it open?\n\nIn May.\n"
    assert quotes_of(nlp, text) == []


def test_names_in_bold_begin_turns_of_a_conversation(nlp: Language) -> None:
    turns = [("Clara Weiss", "When was that?"), ("Piet Roos", "At three."), ("Clara Weiss", "And then?")]
    text = "\n\n".join(f"**{name}** {words}" for name, words in turns)
    assert [speaker for _, speaker, _, _ in quotes_of(nlp, text)] == ["Clara Weiss", "Piet Roos", "Clara Weiss"]


@pytest.mark.parametrize("dash", ["— ", "―", "– "])
def test_a_dash_opens_speech_if_the_line_names_the_speaker(nlp: Language, dash: str) -> None:
    text = f"It was cold.\n\n{dash}Who took the key? asked Marta Lind.\n\n{dash}I did, said Olof Berg, and sat down.\n"
    found = [(kind, speaker, words.strip(dash)) for kind, speaker, words, _ in quotes_of(nlp, text, "text")]
    assert found == [("direct", "Marta Lind", "Who took the key?"), ("direct", "Olof Berg", "I did,")]


def test_a_list_with_dashes_is_not_dialogue(nlp: Language) -> None:
    assert quotes_of(nlp, "What we know:\n\n– The ferry sank at noon.\n\n– Two people are missing.\n", "text") == []


def test_a_first_person_block_is_an_unsure_quote_of_the_person_in_the_paragraph_before(nlp: Language) -> None:
    before = "Lena Hartog had gone to bed at ten. She woke because her dog was barking.\n\n"
    told = "I put my hand down and the floor was wet.\n>\n> Then I heard the neighbor shout."
    ((_, speaker, words, unsure),) = quotes_of(nlp, f"{before}> {told}\n")
    assert (speaker, unsure) == ("Lena Hartog", True)
    assert words.startswith("I put my hand") and words.endswith("neighbor shout.")
    assert quotes_of(nlp, f"{before}> The floor was wet, and the neighbor came for the dog.\n") == []


def test_nobody_speaks_in_the_header_of_an_e_mail(nlp: Language) -> None:
    below = "The slipway will be rebuilt in spring, the harbour board said.\n"
    found = quotes_of(nlp, f"Subject: Fwd: Re: Old slipway to open\n\n{below}", "text")
    assert [(speaker, words) for _, speaker, words, _ in found] == [
        ("the harbour board", "The slipway will be rebuilt in spring")
    ]
