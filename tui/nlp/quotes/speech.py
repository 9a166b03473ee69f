"""Which quoted spans are speech, and which are titles, names and labels (the film “…”)."""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .context import QuoteContext
from .grammar import phrase_kind, subject_of


def speech_features(tokens: Tokens, context: QuoteContext, score: float) -> list[str]:
    """The names of the features that count for or against a quoted span being speech. `score` is its speaker's."""
    inside = range(context.first, context.last)
    spoken = [i for i in inside if tokens.pos[i] not in ("PUNCT", "SPACE", "SYM")]
    names = ["always", f"{min(len(spoken), 7)} words", f"closes {context.closes}", f"opens {context.opens}"]
    if _is_title(tokens, spoken) and not tokens.quoted_spans[context.number].single:
        names += ["title", f"title {context.closes}"]
    finite = any(tokens.tags[i] in ("VBD", "VBZ", "VBP", "MD") for i in inside)
    names.append("finite" if finite else "no finite")
    if context.outer_first:
        before = context.outer_first - 1
        names.append(f"after {tokens.pos[before]}")
        if tokens.lemmas[before] in words.WORKS:
            names.append("after work")
        if tokens.lower[before] in ("'s", "’s", "on", "of", "the", "a", "an", "to"):
            names.append("after " + tokens.lower[before].strip("’'"))
    if context.outer_last < tokens.count and tokens.paragraph_of[context.outer_last] == context.paragraph:
        names.append(f"before {tokens.pos[context.outer_last]}")
    ties = [name for ties in context.ties.values() for name, _ in ties]
    if any(name.endswith("strong") for name in ties):
        names.append("strong tie")
    elif any(name.endswith("say") for name in ties):
        names.append("say tie")
    names.append(f"score {min(max(int(score // 3), -1), 5)}")
    start = tokens.starts[context.outer_first] if context.outer_first else 0
    if tokens.text[max(start - 1, 0) : start] == "=":
        names.append("attribute")
    return names


def is_name_of_work(tokens: Tokens, context: QuoteContext) -> bool:
    """True for a title or a term that runs on in a sentence: He read “The Old Mill” twice. It is called “blue ear”."""
    span = tokens.quoted_spans[context.number]
    inside = [i for i in range(context.first, context.last) if tokens.pos[i] not in ("PUNCT", "SPACE", "SYM")]
    if span.single or not span.closed:
        return False
    if context.opens == "comma":
        return _is_label_beside(tokens, context) or _is_displayed(tokens, context)
    if context.opens != "word":
        return False
    if _is_displayed(tokens, context) or (tokens.text[span.end - 1] in ",." and _is_titled(tokens, context)):
        return True
    ties = {name for ties in context.ties.values() for name, _ in ties}
    if tokens.text[span.end - 1] in ".,!?":
        return _is_title(tokens, inside) and _is_after_name_or_noun(tokens, context.outer_first - 1, ties)
    if tokens.lemmas[context.outer_first - 1] in words.LABELS:
        return True
    if any(name.endswith("strong") for name in ties):
        return False
    if _is_label(tokens, context):
        return True
    if tokens.lower[context.outer_first - 1] == "it" and tokens.lemmas[context.outer_first - 2] in words.NAMING:
        return _is_title(tokens, inside)  # they call it “Operation Dawn”
    if ties & {"clause sure", "clause likely"}:
        return False
    if _is_before_noun(tokens, context) and not any(name.startswith("clause") or name.endswith("say") for name in ties):
        return True
    titled = tokens.lemmas[context.outer_first - 1] in ("title", "entitle")  # the title of what somebody wrote
    return (_is_title(tokens, inside) and not titled) or _is_named(tokens, context)


def _is_before_noun(tokens: Tokens, context: QuoteContext) -> bool:
    """True for what names the noun after it: the “first past the post” system."""
    before, after = context.outer_first - 1, context.outer_last
    return after < tokens.count and tokens.pos[before] == "DET" and tokens.pos[after] == "NOUN"


def _is_label_beside(tokens: Tokens, context: QuoteContext) -> bool:
    """True between commas after a noun for a label: its slogan, “…”, is everywhere."""
    noun = context.outer_first - 2
    if noun < 0 or tokens.lemmas[noun] not in words.LABELS or context.outer_last >= tokens.count:
        return False
    comma = tokens.text[tokens.quoted_spans[context.number].end - 1] == ","
    return comma or tokens.words[context.outer_last] in (",", ".")


def _is_after_name_or_noun(tokens: Tokens, before: int, ties: set[str]) -> bool:
    """True where no word that reports or names governs what comes before a title: CNN’s “…,” the author of “…”."""
    reported = any(name.startswith("left next") and not name.endswith("other") for name in ties)
    governor = tokens.lemmas[tokens.heads[before]]
    if reported or governor in words.NAMING:
        return False
    return tokens.pos[before] in ("NOUN", "PROPN", "PART") or (tokens.lower[before] == "of" and governor in words.WORKS)


def _is_titled(tokens: Tokens, context: QuoteContext) -> bool:
    """True after a noun and "titled" or "called": a paper titled “…,”."""
    verb = context.outer_first - 1
    named = tokens.lemmas[verb] in words.CHRISTEN | words.NAMING and tokens.tags[verb] == "VBN"
    return named and tokens.deps[verb] == "acl"


def _is_displayed(tokens: Tokens, context: QuoteContext) -> bool:
    """True for words on a thing that somebody wears or carries: a cap with “…” on it, a shirt with the words “…”."""
    before = context.outer_first - 1
    if tokens.words[before] == ",":
        before -= 1
    if tokens.lower[before - 1 : before + 1] == ["such", "as"]:
        before -= 2
    if tokens.lemmas[before] in words.INSCRIPTIONS and tokens.lower[tokens.heads[before]] == "with":
        before = tokens.heads[before]
    bearers = {tokens.lemmas[tokens.heads[before]], tokens.lemmas[before - 1]}
    return tokens.lower[before] == "with" and not words.DISPLAYS.isdisjoint(bearers)


def _is_label(tokens: Tokens, context: QuoteContext) -> bool:
    """True for what the words before it make a title or a label: the theme is “…”, they sang “…”, she played Ann
    in “…”, he read “…”, he named his boat “…”."""
    before = context.outer_first - 1
    lemma, head = tokens.lemmas[before], tokens.heads[before]
    if lemma in ("be", "read"):
        subject = subject_of(tokens, before)
        if subject is None or lemma == "be":
            return subject is not None and tokens.lemmas[subject] in words.LABELS
        return phrase_kind(tokens, subject) in (
            "person",
            "he",
            "human",
            "own",
            "propn",
        )  # a sign that reads “…” says it
    if lemma in words.PERFORM or tokens.deps[before] == "prep" and tokens.lemmas[head] in words.PERFORM:
        return True
    if lemma == "as" and tokens.lemmas[head] == "know":
        return True
    return lemma in words.CHRISTEN or tokens.deps[before] in ("dobj", "nsubj") and tokens.lemmas[head] in words.CHRISTEN


def _is_named(tokens: Tokens, context: QuoteContext) -> bool:
    """True after "is called", "dubbed", "known as" without anybody who calls it so."""
    before = context.outer_first - 1
    verb = before - 1 if tokens.lower[before] == "as" else before
    if tokens.lemmas[verb] not in words.NAMING or tokens.tags[verb] != "VBN":
        return False
    return not any(tokens.deps[child] in ("nsubj", "agent") for child in tokens.children[verb])


def _is_title(tokens: Tokens, spoken: list[int]) -> bool:
    """True for fewer than twelve words that are capitalised as a title is."""
    if not spoken or len(spoken) > 11 or not tokens.words[spoken[-1]][:1].isupper():
        return False
    return all(
        tokens.words[i][:1].isupper() or tokens.lower[i] in words.SMALL_TITLE_WORDS or tokens.words[i][:1].isdigit()
        for i in spoken
    )
