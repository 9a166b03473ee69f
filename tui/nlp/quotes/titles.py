"""Which stretches between marks are speech, and which are titles, names and labels ("the film “…”")."""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .setting import Setting


def speech_features(tokens: Tokens, here: Setting, score: float) -> list[str]:
    """What speaks for and against a stretch being speech: names of features, each of which has a weight."""
    inside = range(here.first, here.last)
    said = [i for i in inside if tokens.pos[i] not in ("PUNCT", "SPACE", "SYM")]
    big = [
        tokens.words[i][:1].isupper() or tokens.lower[i] in words.SMALL_TITLE_WORDS or tokens.words[i][:1].isdigit()
        for i in said
    ]
    title = bool(said) and all(big) and tokens.words[said[-1]][:1].isupper() and len(said) < 12
    headline = tokens.quoted_spans[here.number].single
    out = ["always", f"{min(len(said), 7)} words", f"closes {here.closes}", f"opens {here.opens}"]
    if title and not headline:
        out += ["title", f"title {here.closes}"]
    verb = any(tokens.tags[i] in ("VBD", "VBZ", "VBP", "MD") for i in inside)
    out.append("finite" if verb else "no finite")
    if here.outer_first:
        before = here.outer_first - 1
        out.append(f"after {tokens.pos[before]}")
        if tokens.lemmas[before] in words.WORKS:
            out.append("after work")
        if tokens.lower[before] in ("'s", "’s", "on", "of", "the", "a", "an", "to"):
            out.append(f"after {tokens.lower[before].strip('’').strip(chr(39))}")
    if here.outer_last < tokens.count and tokens.paragraph_of[here.outer_last] == here.paragraph:
        out.append(f"before {tokens.pos[here.outer_last]}")
    ties = [name for links in here.links.values() for name, _ in links]
    if any(name.endswith("strong") for name in ties):
        out.append("strong tie")
    elif any(name.endswith("say") for name in ties):
        out.append("say tie")
    out.append(f"score {min(max(int(score // 3), -1), 5)}")
    if here.outer_first and tokens.text[tokens.starts[here.outer_first] - 1 : tokens.starts[here.outer_first]] == "=":
        out.append("attribute")
    return out
