"""The text read in a benchmark: the samples repeated, each time with other names and figures.

Text repeated word for word would flatter any cache, and random text would not be news. Each paragraph begins with a
number, so that the screen shows which part of the text is visible.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from tui.formats.loading import load_article
from tui.library.samples import sample_paths

FIRST_WORDS = "Opening words of the benchmark"
"""The headline."""
MARK = re.compile(r"§(\d+)")
"""The number of a paragraph, as shown on the screen. It tells which part of the text is visible."""
PEOPLE = (
    "Biden", "Sorrento", "Okonjo", "Marsh", "Brandt", "Calloway", "Raman", "Renn", "Voss", "Hartwig", "Abara", "Prys",
    "Quist", "Solano", "Lindqvist", "Fairley", "Halvorsen", "Mbeki", "Tanaka", "Delacroix", "Ferreira", "Novak",
    "Oyelaran", "Petrov", "Singh", "Castillo", "Whitlock", "Yamada", "Zeller", "Ito",
)  # fmt: skip


def make_article(path: Path, words: int, seed: int = 1) -> Path:
    """Return `path` after writing an article of at least `words` words to it, as Markdown if the suffix says so.

    The same arguments give the same article; an existing file is reused.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(path.name + ".part")
        unfinished.write_text("\n\n".join(_paragraphs(words, seed, path.suffix == ".md")) + "\n", encoding="utf-8")
        unfinished.replace(path)
    return path


def _paragraphs(words: int, seed: int, markdown: bool) -> Iterator[str]:
    dice = random.Random(seed)
    prose = sources()
    names = re.compile(rf"\b({'|'.join(PEOPLE)})\b")
    yield f"{'# ' if markdown else ''}{FIRST_WORDS}"
    count, number = 5, 0
    while count < words:
        for source in dice.sample(prose, len(prose)):
            number += 1
            changed = names.sub(lambda _: dice.choice(PEOPLE), source)
            changed = re.sub(r"\b\d{2,}\b", lambda m: str(dice.randrange(10, 10 ** len(m[0]))), changed)
            if markdown and number % 40 == 0:
                yield f"## Part {number // 40}"
            if markdown and number % 9 == 0:
                changed = "> " + changed
            yield changed.replace("> ", f"> §{number} ", 1) if changed.startswith("> ") else f"§{number} {changed}"
            count += len(changed.split()) + 1
            if count >= words:
                return


def sources() -> list[str]:
    """The prose paragraphs of the samples."""
    paragraphs = []
    for path in sample_paths():
        article = load_article(path)
        paragraphs += [article.words(block.span) for block in article.blocks if block.kind == "paragraph"]
    return [paragraph for paragraph in paragraphs if len(paragraph.split()) > 15]
