"""Texts with their parse, stored in files, so that syntax rules are tested in milliseconds and without the model.

`python -m tests.parsed` parses the texts of `fixtures/quotes.md` again with the real pipeline.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

CASES = Path(__file__).parent / "fixtures" / "quotes.md"
PARSES = Path(__file__).parent / "fixtures" / "quotes.json"
COLUMNS = ("word", "space", "lemma", "pos", "tag", "dep", "head", "ent", "sent_start")


@cache
def blank() -> Language:
    """A pipeline with only a tokenizer, created when the first test needs it."""
    return spacy.blank("en")


@dataclass(frozen=True)
class Case:
    """A text and the quotes that must be found in it."""

    title: str
    text: str
    expected: tuple[tuple[str, ...], ...]
    """Kind, speaker, cue, words, and addressee if one is expected."""
    unwanted: tuple[str, ...]


@cache
def cases() -> list[Case]:
    """The cases in the file."""
    found = []
    for part in re.split(r"^## ", CASES.read_text("utf-8"), flags=re.M)[1:]:
        title, _, body = part.partition("\n")
        lines = body.strip().split("\n")
        given = [line for line in lines if not line.startswith(("=> ", "not: "))]
        expected = tuple(
            tuple(field.strip() for field in line[3:].split("|")) for line in lines if line.startswith("=> ")
        )
        unwanted = tuple(line[5:] for line in lines if line.startswith("not: "))
        found.append(Case(title, "\n".join(given).strip(), expected, unwanted))
    return found


def doc_of(title: str) -> Doc:
    """The parsed text of the case with that title."""
    rows = json.loads(PARSES.read_text("utf-8"))[title]
    columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True))
    return Doc(
        Vocab(),
        words=list(columns["word"]),
        spaces=[bool(space) for space in columns["space"]],
        lemmas=list(columns["lemma"]),
        pos=list(columns["pos"]),
        tags=list(columns["tag"]),
        deps=list(columns["dep"]),
        heads=list(columns["head"]),
        ents=list(columns["ent"]),
    )


def main() -> None:
    """Parse all texts and write the file."""
    from tui.nlp.pipeline import load_model

    nlp = load_model()
    parses = {}
    for case in cases():
        parses[case.title] = [
            [
                token.text,
                int(bool(token.whitespace_)),
                token.lemma_,
                token.pos_,
                token.tag_,
                token.dep_,
                token.head.i,
                f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O",
                token.is_sent_start,
            ]
            for token in nlp(case.text)
        ]
    body = ",\n".join(
        f"{json.dumps(title)}: [\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]"
        for title, rows in parses.items()
    )
    PARSES.write_text("{" + body + "}\n", "utf-8")


if __name__ == "__main__":
    main()
