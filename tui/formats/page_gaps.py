"""The parts of an article in a web page that the extractor passed over.

trafilatura takes paragraphs and leaves out what is built in another way: lists on a page without `<article>`, text in
plain `<div>`s, corrections in an `<aside>`. Such parts among the paragraphs that it took are put back in their place.
Boxes next to them may be advertisements or part of the story, so a notice names them for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from ..text.safe import one_line
from .promotions import is_promotion

_HIDDEN = frozenset(
    ["script", "style", "noscript", "template", "nav", "form", "button", "select", "iframe", "svg", "video", "audio"]
    + ["head", "textarea", "object", "canvas", "dialog", "menu"]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
    ]
    + [
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
    ]
    + ["wbr", "picture", "source", "input"]
)
_LIST = frozenset(["li", "ul", "ol", "dt", "dd", "dl"])
_BOXES = {"aside": "an aside", "footer": "a footer", "figcaption": "a caption", "caption": "a caption"}
_OTHER_MATTER = re.compile(
    r"(?i)(?:^|[\s_-])(?:ads?|advert\w*|sponsor\w*|promo\w*|related|recirc\w*|recommend\w*|more-?(?:on|from|stories)"
    r"|share|sharing|social|comments?|disqus|newsletter|subscri\w*|sign-?up|tags?|breadcrumbs?|menu|nav\w*|sidebar"
    r"|widget|author-?(?:bio|box|info)?|byline|bio|copyright|cookie\w*|popular|trending|most-?read|teaser|hidden"
    r"|sr-only|screen-?reader\w*|visually-?hidden|print-?only|toolbar|rating|login|paywall|credit)(?:$|[\s_-])"
)
"""Classes and ids of elements inside an article that do not belong to it."""
_CORRECTION = re.compile(r"(?i)\W*(?:corrections?|clarifications?|editor[’']?s? note|editors[’'] note)\b(?:\W+\w+){4}")
_CAPTION = re.compile(r"(?i)(?:^|[\s_-])(?:fig)?caption(?:$|[\s_-])")
"""Classes of the words below a picture."""
_CREDIT = re.compile(
    r"""(?ix) \W* (?:
      (?:photo|image|picture|graphic|illustration|video)s? (?:\ (?:credit|copyright|courtesy|source))?
      (?:\ (?:by|of)\b | \W)
    | credits?\b | copyright\b | © | source: | courtesy\b
    ) \W* (?:\S+\s*){0,8}"""
)
"""The whole text of a caption that names only the photographer."""
_VIDEO = re.compile(r"(?i)(?:^|[\s_-])(?:video|player|playlist|vjs)")
_SENTENCE_END = re.compile(r"(?:[.!?…]|\w\W+\w+\W+\w+\W+\w+[:;,])[”’\"'»)\]]*$")
"""The end of a sentence, or of several words that go on: “Author:” is a label."""
CERTAIN = 30
"""From this many code points on, words of the page that equal extracted ones are not equal by chance."""


MOST_GAPS = 200
"""The largest number of parts that are put back."""

MOST_WORK = 500_000_000
"""Parts of the page times code points that were extracted, at most: each part is looked for in all of them."""


@dataclass(slots=True, eq=False)
class _Part:
    """Words of the page between two block elements or line breaks."""

    element: Any
    """The block that contains the words."""
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    """Code points of its links."""
    starts_linked: bool = False
    words: str = ""
    """All pieces, without superfluous spaces."""
    taken: bool = False


class Gap(NamedTuple):
    """Words that were passed over."""

    after: str
    """The words before them that were extracted or are put back; "" at the start."""
    words: str
    kind: Literal["p", "ul", "ol", "caption"]
    """A paragraph, the item of a list, or a caption."""


class Gaps(NamedTuple):
    """What the extractor passed over in a page."""

    found: tuple[Gap, ...] = ()
    """What belongs among the paragraphs, in order."""
    captions: tuple[str, ...] = ()
    """The captions that the extractor mistook for paragraphs."""
    boxes: tuple[str, ...] = ()
    """The boxes that may belong to the article, each with its first words."""
    unchecked: bool = False
    """True if the page is too long to be searched for gaps."""


def find_gaps(page: Any, taken: Sequence[str]) -> Gaps:
    """What was passed over. `page` is the tree of the page, `taken` the text of each block that was extracted."""
    parts = list(_parts(page))
    known = "".join(map(_letters, taken))
    if len(parts) * len(known) > MOST_WORK:
        return Gaps(unchecked=True)
    for part in parts:
        letters = _letters(part.words)
        part.taken = bool(letters) and letters in known
    first, last = _bounds(parts)
    paragraphs = {_flow(part.element) for part in parts[first : last + 1] if part.taken}
    article = _common_element([part for part in parts if part.taken])
    found: list[Gap] = []
    captions: dict[str, None] = {}
    boxes: list[str] = []
    before = ""
    for index, part in enumerate(parts):
        if index < last and _is_caption(part, article):
            if not part.taken and part.words not in captions:
                found.append(Gap(before, part.words, "caption"))
                before = part.words
            captions[part.words] = None
        elif is_promotion(part.words, part.linked):
            continue
        elif part.taken:
            before = part.words
        elif _CORRECTION.match(part.words) or (
            first < index < last and _flow(part.element) in paragraphs and _is_story(part)
        ):
            found.append(Gap(before, part.words, _kind(part.element)))
            before = part.words
        elif article is not None and (box := _box(part, article)):
            boxes.append(f"{box} (“{one_line(part.words, 50)}”)")
    return Gaps(tuple(found[:MOST_GAPS]), tuple(captions), tuple(boxes))


def fill_gaps(body: Any, gaps: Gaps) -> None:
    """Put words back into the tree of the extractor, each after those that it follows in the page, and mark captions
    among the paragraphs there."""
    captions = set(map(_letters, gaps.captions))
    for paragraph in body.findall("p"):
        if _letters("".join(paragraph.itertext())) in captions:
            paragraph.tag = "caption"
    at = -1
    element = None
    for number, gap in enumerate(gaps.found):
        continues = number > 0 and gap.after == gaps.found[number - 1].words
        if not continues:
            at, element = _child_with(body, gap.after, at), None
        if gap.kind in ("p", "caption"):
            element = body.makeelement(gap.kind)
            element.text = gap.words
        else:
            if element is None or element.get("rend") != gap.kind:
                element = body.makeelement("list", rend=gap.kind)
            item = element.makeelement("item")
            item.text = gap.words
            element.append(item)
        if element.getparent() is None:
            at += 1
            body.insert(at, element)


def _child_with(body: Any, words: str, start: int) -> int:
    """The index of the next child of `body` that has these words; `start`, or the last child, if none has."""
    letters = _letters(words)
    if not letters:
        return start
    for index in range(max(0, start), len(body)):
        if letters in _letters("".join(body[index].itertext())):
            return index
    return len(body) - 1


def _parts(page: Any) -> Iterator[_Part]:
    """The parts of the page in order, without menus and forms."""
    body = page.find(".//body")
    stack: list[tuple[str, Any]] = [("open", page if body is None else body)]
    blocks: list[Any] = []
    links = 0
    part: _Part | None = None
    while stack:
        step, element = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else "comment"
        if tag not in _INLINE and tag != "comment":
            if part is not None:
                yield from _whole(part)
            part = None
        if step == "open" and (tag in _HIDDEN or tag == "comment"):
            step = "skip"
        elif step == "open":
            stack.append(("close", element))
            stack.extend(("open", child) for child in reversed(element))
            links += tag == "a"
            if tag not in _INLINE and tag != "br":
                blocks.append(element)
        else:
            links -= tag == "a"
            if tag not in _INLINE and tag != "br":
                blocks.pop()
        text = element.text if step == "open" else element.tail
        if text and blocks:
            if part is None and not text.strip():
                continue
            part = part or _Part(blocks[-1], starts_linked=links > 0)
            part.pieces.append(text)
            part.linked += len(text) if links else 0
    if part is not None:
        yield from _whole(part)


def _whole(part: _Part) -> Iterator[_Part]:
    part.words = " ".join("".join(part.pieces).split())
    if part.words:
        yield part


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()


def _bounds(parts: Sequence[_Part]) -> tuple[int, int]:
    """The indices of the first and last part that was certainly taken; (0, 0) if none was."""
    taken = [index for index, part in enumerate(parts) if part.taken and len(part.words) >= CERTAIN]
    return (taken[0], taken[-1]) if taken else (0, 0)


def _common_element(taken: Sequence[_Part]) -> Any:
    """The smallest element that has nearly all that was taken; None if nothing was."""
    weights: dict[Any, int] = {}
    for part in taken:
        for element in (part.element, *part.element.iterancestors()):
            weights[element] = weights.get(element, 0) + len(part.words)
    whole = max(weights.values(), default=0)
    enough = [element for element, weight in weights.items() if weight >= 0.8 * whole]
    return max(enough, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _flow(element: Any) -> Any:
    """The element among whose children a block is: for a list item that of its list, and for an only child that of its
    parent."""
    while element.tag in _LIST and element.getparent() is not None:
        element = element.getparent()
        if element.tag not in _LIST:
            return element
    parent = element.getparent()
    while parent is not None and parent.tag in ("div", "section") and _is_alone(element):
        element, parent = parent, parent.getparent()
    return element if parent is None else parent


def _is_alone(element: Any) -> bool:
    """Whether an element is the only child. (`len(parent)` would count all of them.)"""
    return element.getprevious() is None and element.getnext() is None


def _kind(element: Any) -> Literal["p", "ul", "ol"]:
    for one in (element, *element.iterancestors()):
        if one.tag == "ol":
            return "ol"
        if one.tag == "ul":
            return "ul"
        if one.tag not in _LIST:
            break
    return "p"


def _is_caption(part: _Part, article: Any) -> bool:
    """Whether a part is the caption of a picture of the article, with three words at least."""
    if article is None or len(part.words.split()) < 3 or _CREDIT.fullmatch(part.words) or _is_other_matter(part):
        return False
    around = [part.element, *part.element.iterancestors()]
    scope = next((one for one in (article, *article.iterancestors()) if one.tag in ("article", "main")), article)
    if scope not in around:
        return False
    inside = around[: around.index(scope)]
    if any(_VIDEO.search(one.get("class") or "") for one in inside):
        return False  # the titles of videos, often of others
    return any(one.tag == "figcaption" or _CAPTION.search(one.get("class") or "") for one in inside)


def _is_story(part: _Part) -> bool:
    """Whether a part among the paragraphs is one of them, and not a link, a label or an advertisement."""
    is_item = part.element.tag == "li"
    reads_on = not part.starts_linked if is_item else _SENTENCE_END.search(part.words) is not None
    return reads_on and not _is_other_matter(part)


def _box(part: _Part, article: Any) -> str:
    """The kind of the article's box that has these words; "" if there is none or if they are not a sentence."""
    if not _SENTENCE_END.search(part.words) or _is_other_matter(part):
        return ""
    for element in (part.element, *part.element.iterancestors()):
        if element is article:
            return ""
        if element.tag in _BOXES:
            return _BOXES[element.tag] if article in element.iterancestors() else ""
    return ""


def _is_other_matter(part: _Part) -> bool:
    """Whether the links, classes or style of a part show that it does not belong to the article."""
    if 2 * part.linked > len(part.words) or not any(map(str.isalpha, part.words)):
        return True
    for element in (part.element, *part.element.iterancestors()):
        if element.tag in ("body", "html", "article", "main"):
            return False
        if _OTHER_MATTER.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            return True
        if element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", ""):
            return True
    return False
