"""The words of a text as a fact checker compares them.

Capitals, punctuation, typography, British or American spelling, hyphens, abbreviated months and titles ("Nov.", "Dr"),
numerals or number words ("7.5", "seven and a half"), signs or words for money and per cent ("£3m", "3 million pounds")
and hesitations ("uh") make no difference between what was printed and what was said. Everything else does: a
contraction is two words, "did" and "n't", and the second one is not "not".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..text.number_words import NUMBERS

_HALF = ["and", "a", "half"]
HESITATIONS = frozenset(["ah", "eh", "er", "erm", "hmm", "mm", "uh", "uhm", "um"])

_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "′": "'", "‐": "-", "‑": "-"})
_CONTRACTION = re.compile(r"(.+?)(n't|'(?:re|ve|ll|m|d|s))")
_IRREGULAR = {"can't": ("can", "n't"), "won't": ("will", "n't"), "shan't": ("shall", "n't"), "cannot": ("can", "not")}
_CURRENCIES = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen"}
CURRENCY_WORDS = frozenset(_CURRENCIES.values())
"""The forms that `words_of` gives for a sign or a word of money."""
_ONE_COIN = {"dollar": "dollars", "pound": "pounds", "euro": "euros"}  # "a 5-pound note" is "a £5 note"
_SCALES = {"k": "thousand", "m": "million", "bn": "billion", "tn": "trillion"}
_UNITS = CURRENCY_WORDS | {"percent"}
_PIECE = re.compile(
    r"[$£€¥]\d+(?:[.,]\d+)*(?:k|m|bn|tn)(?![^\W_])|"
    r"[$£€¥]?\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?![^\W_])%?|per\s+cent\b|no[ -]one\b|[^\W_]+(?:[.'’‘ʼ][^\W_]+)*|%"
    r"|(?<=\d)[-–‑](?=\d)",
    re.IGNORECASE,
)

# American forms that the rules below do not derive from the British ones.
_AMERICAN = {
    "ageing": "aging",
    "aluminium": "aluminum",
    "cheque": "check",
    "cheques": "checks",
    "enrol": "enroll",
    "fulfil": "fulfill",
    "grey": "gray",
    "instil": "instill",
    "judgement": "judgment",
    "kerb": "curb",
    "manoeuvre": "maneuver",
    "mould": "mold",
    "plough": "plow",
    "programme": "program",
    "programmes": "programs",
    "sceptic": "skeptic",
    "sceptical": "skeptical",
    "skilful": "skillful",
    "storey": "story",
    "tyre": "tire",
    "tyres": "tires",
    "wilful": "willful",
}
# Of months and of titles, which nobody says as they are printed. "St" may be a saint or a street.
_ABBREVIATED = (
    "jan=january feb=february mar=march apr=april jun=june jul=july aug=august sep=september sept=september"
    " oct=october nov=november dec=december dr=doctor mr=mister mrs=missus prof=professor st=saint street=saint"
    " gov=governor sen=senator rep=representative govs=governors sens=senators reps=representatives pres=president"
    " gen=general col=colonel maj=major capt=captain lt=lieutenant sgt=sergeant adm=admiral rev=reverend"
)
_IN_FULL: dict[str, str] = dict(re.findall(r"(\w+)=(\w+)", _ABBREVIATED))
_SPELLINGS = (
    (re.compile(r"(?<=\w{3})is(e|es|ed|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=\w{3})ys(e|es|ed|ing)$"), r"yz\1"),
    (re.compile(r"(?<=\w{2})our(s|ed|er|ers|ing|ite|ites|able|ably|hood|hoods|al|ful|ly)?$"), r"or\1"),
    (re.compile(r"(?<=\w{2}[bt])re(s|d)?$"), r"er\1"),
    (re.compile(r"(def|off|pret|lic)ence(s|d)?$"), r"\1ense\2"),
    (re.compile(r"(?<=\w{3})ogue(s)?$"), r"og\1"),
    (re.compile(r"(?<=\w{4})l(?=l(?:ed|ing|er|ers|or|ors|ment|ments|ful)$)"), ""),
)


class Word(NamedTuple):
    """One word."""

    form: str
    """The form that is compared."""
    start: int
    """Its code points in the text; the end is not included."""
    end: int


def words_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words between two code points of a text, without hesitations."""
    unit: Word | None = None
    for word in _with_halves(_as_printed(text, start, end)):
        if unit is not None:
            if word.form in _SCALES.values():
                yield word
                yield unit._replace(end=word.end)  # the whole amount, to show "£3 million" where dollars were said
                unit = None
                continue
            yield unit
            unit = None
        if word.form[0] in _CURRENCIES:
            yield word._replace(form=word.form[1:])
            unit = word._replace(form=_CURRENCIES[word.form[0]])
        else:
            yield word
    if unit is not None:
        yield unit


def _as_printed(text: str, start: int, end: int | None) -> Iterator[Word]:
    """The words with a sign for money as a part of the number: "$3", "million"."""
    tens: Word | None = None
    for match in _PIECE.finditer(text, start, len(text) if end is None else end):
        for form in _forms(match[0]):
            if form in HESITATIONS:
                continue
            word = Word(form, match.start(), match.end())
            number = int(form) if form.isascii() and form.isdigit() else -1
            if tens is not None:
                if 0 < number < 10 and text[tens.end : word.start] in ("-", " ", "‑", "‐") and match[0].isalpha():
                    yield Word(str(int(tens.form) + number), tens.start, word.end)
                    tens = None
                    continue
                yield tens
                tens = None
            if number in range(20, 100, 10) and match[0].isalpha():
                tens = word  # "twenty" may become "twenty-five"
            else:
                yield word
    if tens is not None:
        yield tens


def _with_halves(words: Iterable[Word]) -> Iterator[Word]:
    """The words with "seven and a half" as one, "7.5"."""
    held: list[Word] = []
    for word in words:
        if held and word.start != held[-1].end + 1:  # "of the 7, and a half of them"
            yield from held
            held = []
        held.append(word)
        if [one.form for one in held[1:]] == _HALF:
            yield Word(f"{held[0].form}.5", held[0].start, word.end)
            held = []
        while held and not (held[0].form.isdecimal() and [one.form for one in held[1:]] == _HALF[: len(held) - 1]):
            yield held.pop(0)
    yield from held


def append_words(words: list[Word], more: Iterable[Word]) -> None:
    """Appends the words after something that nobody said, such as a time in captions: "$25 *0:12* billion" is one
    amount."""
    count = len(words)
    words += more
    if 1 < count < len(words) and words[count].form in _SCALES.values() and words[count - 1].form in _UNITS:
        unit, scale = words[count - 1 : count + 1]
        if unit.start == words[count - 2].start:  # the unit of a sign
            words[count - 1 : count + 1] = [scale, unit._replace(end=scale.end)]


@lru_cache(maxsize=1 << 14)
def _forms(piece: str) -> tuple[str, ...]:
    piece = piece.translate(_TYPOGRAPHY).lower().strip("'")
    if piece in ("-", "–", "‑"):
        return ("to",)  # of "9-4", which is said as "nine to four"
    if piece.startswith("per") and piece.endswith("cent"):
        return ("percent",)
    if piece in ("no one", "no-one"):
        return ("no-one",)
    if piece.endswith("%"):
        number = piece[:-1]
        return (*(_forms(number) if number else ()), "percent")
    if piece in NUMBERS:
        return (str(NUMBERS[piece]),)
    if piece in _ONE_COIN:
        return (_ONE_COIN[piece],)
    if piece[0] in _CURRENCIES and (scale := re.search("[a-z]+$", piece)) and scale[0] in _SCALES:
        return (*_forms(piece[: scale.start()]), _SCALES[scale[0]])
    if piece[:1].isdigit() or piece[:1] in "$£€¥":
        return (piece.replace(",", ""),)
    if piece in _IRREGULAR:
        return _IRREGULAR[piece]
    if match := _CONTRACTION.fullmatch(piece):
        return (*_forms(match[1]), match[2])
    piece = piece.replace(".", "")
    return (_IN_FULL.get(piece) or american(piece),) if piece else ()


def is_second_part(words: Sequence[Word], number: int) -> bool:
    """Whether a word is the second one of a contraction, and so none without the one before it."""
    if not 0 < number < len(words) or words[number].form in _UNITS:
        return False
    return words[number].start == words[number - 1].start


def american(word: str) -> str:
    """A common form of the British and American spellings of a word. Not always a word: "promize"."""
    if word in _AMERICAN:
        return _AMERICAN[word]
    for pattern, form in _SPELLINGS:
        word = pattern.sub(form, word)
    return word


CONTRACTED = {
    "n't": ("not",), "'re": ("are",), "'ve": ("have",), "'ll": ("will",), "'m": ("am",), "'d": ("had", "would"),
    "'s": ("is", "has", "us"),
}  # fmt: skip
"""The second part of a contraction, as a word of its own, and the words it may stand for."""
_BODY = {"nobody": "no-one", "everybody": "everyone", "somebody": "someone", "anybody": "anyone"}
_SENSES = {form: words[0] for form, words in CONTRACTED.items()} | {"would": "had", "has": "is"} | _BODY


def senses(forms: Iterable[str]) -> list[str]:
    """The forms with one for "not" and "n't", and so on: words that are not the same, but say the same."""
    return [_SENSES.get(form, form) for form in forms]


def is_contraction(words: str, other: str) -> bool:
    """Whether two forms of the same words differ only in contractions: "they're", "they are"."""
    one, two = ([word.form for word in words_of(text)] for text in (words, other))
    if len(one) != len(two) or one == two:
        return False
    return all(
        a == b or a in CONTRACTED.get(b, ()) or b in CONTRACTED.get(a, ()) for a, b in zip(one, two, strict=True)
    )
