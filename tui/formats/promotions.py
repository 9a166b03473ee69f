"""Advertisements and promotions among the paragraphs of a web page, by what the site calls them or by what they say.

By its words, only a whole paragraph that says nothing else counts, so that a sentence about newsletters stays in the
article.
"""

from __future__ import annotations

import re
from typing import Any

MOST_WORDS = 40
"""A longer paragraph is not an invitation."""
MOSTLY = 0.6
"""The share of a paragraph that is a link, from which “Read more: …” leads elsewhere."""

_LABEL = re.compile(
    r"""(?ix) \W* (?:
      (?:paid\ |partner\ )? (?:advertisement | advert | advertising | (?:sponsored|promoted)(?:\ content)?)
    | (?:story|article)\ continues\ (?:below|after) (?:\ (?:this\ )?(?:advertisement|advert|ad|promotion|video))?
    | scroll\ (?:down\ )?to\ continue (?:\ reading|\ with\ content)?
    | skip\ (?:past\ )?(?:the\ )?(?:ad|advert|newsletter|promotion)
    ) \W*"""
)
"""The whole text of a label."""
_HEADING = re.compile(
    r"""(?ix) \W* (?:
      related | recommended | most\ (?:read|popular) | trending(?:\ now)? | more\ (?:from|on)\ (?:this|the|our)\ \w+
    | more\ stories | you\ (?:may|might)\ also\ like | read\ (?:more|next|also) | see\ also | don[’']t\ miss
    | editors?[’']?s?\ picks?
    ) (?:\ (?:articles?|stories|coverage|content|topics|links|news|reading))? \W*"""
)
"""The whole text of a heading above a list of links."""
_LEADS_ON = re.compile(
    r"""(?ix) \W* (?:
      (?:read|see|find\ out|learn|discover)\ more | (?:read|see|watch|listen|hear)\ (?:also|next|now|this|here)
    | read\ (?:our|the)\ (?:full|latest)\ \w+ | see\ also | related(?:\ (?:articles?|posts?|story|stories|content))?
    | more\ on\ this(?:\ story)? | click\ here | don[’']t\ miss | recommended | also\ read | watch | listen
    ) \b \W"""
)
"""The beginning of a paragraph that leads to another page, if it is mostly a link."""
_INVITES = re.compile(
    r"""(?ix) \W* (?:
      (?:please\ |(?:click|tap)\ here\ to\ |you\ can\ )?
      (?:sign\ up | sign-up | subscribe | register | join | get | receive | download) \b
      (?=.*\b (?: newsletters? | inbox | briefing | e-?mail\ alerts? | news\ alerts? | push\ alerts? | mailing\ list
        | (?:our|the)\ (?:\w+\ ){0,2}(?:app|podcast) | (?:whatsapp|telegram|youtube|facebook)\ (?:channel|group|page)
        | today\ for\ (?:just\ )?[£$€]\d ) \b)
    | (?:like|follow|join|find)\ us\b .* \b
      (?:facebook|twitter|instagram|linkedin|youtube|tiktok|threads|bluesky|telegram|whatsapp) \b
    | (?:share|tweet|e-?mail|print)\ this (?:\ (?:article|story|page|post))? \W* $
    | support\ our\ journalism\b .{0,40} $
    | this\ (?:article|story)\ (?:is|was)\ (?:sponsored|paid\ for)\ by\b .{0,60} $
    )"""
)
"""The beginning of an invitation, with what it invites to."""
_AD_NAME = re.compile(
    r"""(?ix) (?!(?:no|not|non|has|had|have|with|without|hide|show|is|skip|before|after)[-_])
    (?:[a-z0-9]+[-_]+){0,3} (?:ads?|adverts?|advertisements?|advertising)
    (?:[-_]+(?:slot|unit|container|wrapper|wrap|box|banner|block|body|content|label|inner|text|top|bottom|\d+))*"""
)
"""A class or an id that says of an element: this is an advertisement."""
_ARTICLE_PARTS = ("body", "article", "main", "h1")
LEAST_AD_WORDS = 5
"""The smallest number of words with which an advertisement is more than a label."""
MOST_AD_WORDS = 80
"""From this many words on, an element is not an advertisement, whatever its class says."""
_SPEECH = re.compile(r"[“”\"„«»]")


def is_promotion(words: str, linked: int) -> bool:
    """Whether a paragraph is an advertisement's label, an invitation to a newsletter or an app, or leads to another
    page. `linked` is how many of its code points are links."""
    if not words or len(words.split()) > MOST_WORDS:
        return False
    if _LABEL.fullmatch(words):
        return True
    if linked >= MOSTLY * len(words) and _LEADS_ON.match(f"{words} "):
        return True
    return _SPEECH.search(words) is None and _INVITES.match(words) is not None


def remove_advertisements(page: Any) -> list[str]:
    """Remove from the tree of a page the elements whose class or id says that they are advertisements. Returns the
    words of those that were more than a label."""
    removed = []
    for element in list(page.iter("div", "aside", "section", "p", "ins", "li", "figure")):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
        if not any(map(_AD_NAME.fullmatch, names)) or next(element.iter(*_ARTICLE_PARTS), None) is not None:
            continue
        words = _visible_words(element).split()
        if len(words) > MOST_AD_WORDS or element.getparent() is None:
            continue
        if len(words) >= LEAST_AD_WORDS:
            removed.append(" ".join(words))
        _remove(element)
    return removed


def _visible_words(element: Any) -> str:
    """The text without that of scripts and styles."""
    return " ".join(element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"))


def remove_promotions(body: Any) -> list[str]:
    """Remove the promotions among the paragraphs, lists and headings of trafilatura's tree. Returns their words."""
    removed = []
    children = list(body)
    for number, child in enumerate(children):
        if child.getparent() is None or not isinstance(child.tag, str):
            continue
        words, linked = _words(child), sum(len(_words(ref)) for ref in child.iter("ref"))
        after = children[number + 1] if number + 1 < len(children) else None
        if is_promotion(words, linked):
            removed.append(words)
            _remove(child)
        elif _HEADING.fullmatch(words) and (child.tag == "head" or after is None or _is_links(after)):
            removed.append(words)
            _remove(child)
            if after is not None and _is_links(after):
                removed.append(_words(after))
                _remove(after)
    return removed


def _is_links(element: Any) -> bool:
    """Whether an element has nothing but links."""
    words = _words(element)
    return bool(words) and sum(len(_words(ref)) for ref in element.iter("ref")) >= 0.9 * len(words)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _remove(element: Any) -> None:
    """Remove an element, but not the text after it."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail and element.tail.strip():
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
