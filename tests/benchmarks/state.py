"""The state of an experienced reader: a thousand highlights in the article and five topics switched on."""

from __future__ import annotations

import random
from pathlib import Path

from tui.formats.loading import load_article
from tui.store.database import open_store
from tui.text.span import Span

HIGHLIGHTS = 1000
LABELS = ("claim", "quote", "check", "context", "doubt")
TOPICS = {
    "money": ["money", "budget", "price", "wages", "trade"],
    "water": ["river", "flood", "water", "gauge"],
    "people": ["president", "mayor", "judge", "nurse"],
    "places": ["border", "library", "city", "valley"],
    "time": ["week", "morning", "year", "months"],
}


def furnish(home: Path, article_path: Path) -> None:
    """Give the program that will run with this home (`tests.terminal.home_environment`) its settings and notes."""
    config = home / "config" / "newsreader"
    config.mkdir(parents=True)
    topics = [f"[[topic]]\nname = {name!r}\nterms = {terms!r}\non = true\n" for name, terms in TOPICS.items()]
    (config / "topics.toml").write_text("\n".join(topics), encoding="utf-8")
    (config / "settings.toml").write_text(
        f'[topics]\non = {list(TOPICS)!r}\nfiles = ["topics.toml"]\n', encoding="utf-8"
    )
    article = load_article(article_path)
    dice = random.Random(7)
    # Approximate sentences: from one full stop to the next, spread over the whole text.
    starts = [at + 2 for at in range(len(article.text) - 200) if article.text.startswith(". ", at)]
    spans = [Span(start, article.text.index(". ", start) + 1) for start in starts[:-2]]
    with open_store(home / "data" / "newsreader") as store:
        for n, span in enumerate(sorted(dice.sample(spans, min(HIGHLIGHTS, len(spans))))):
            store.notebook.add(article, span, label=LABELS[n % 5], note="A note." if n % 10 == 0 else "")
