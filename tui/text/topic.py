"""A topic: the words that indicate it, as data read from TOML."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, NamedTuple


class TopicError(ValueError):
    """A topics file cannot be used. `str()` is the sentence for the reader."""

    def __init__(self, problem: str, *, file: str = "", topic: str = "", field: str = "") -> None:
        self.problem = problem
        self.file = file
        """The file, as it was named; "" for a topic that was typed."""
        self.topic = topic
        """The name of the topic, or "number 3" for one without a name; "" if the file itself is wrong."""
        self.field = field
        """The field that is wrong; "" if it is not a single field."""
        where = [file] if file else []
        if topic:
            where.append(f"topic {topic}" if topic.startswith("number ") else f"topic “{topic}”")
        if field:
            where.append(field)
        super().__init__(f"{', '.join(where)}: {problem}" if where else problem)


class Topic(NamedTuple):
    """One topic of the topic bar. The same form serves the built-in topics and the reader's own."""

    name: str
    """Its name in the topic bar and on the command line, such as "migration"."""
    terms: tuple[str, ...] = ()
    """Strong words and phrases: each indicates the topic by itself."""
    hints: tuple[str, ...] = ()
    """Weak ones, which count only near a term or after one."""
    entities: tuple[str, ...] = ()
    """Organisations, places and people that indicate it."""
    exclude: tuple[str, ...] = ()
    """Phrases that cancel a term they overlap: "Wall Street"."""
    patterns: tuple[tuple[dict[str, Any], ...], ...] = ()
    """Token patterns in spaCy's own syntax, as strong as terms."""
    color: str = ""
    """A colour name or "#rrggbb"; empty for the theme's next colour."""
    origin: str = ""
    """The file it was read from; "" for one that was typed."""
    on: bool = False
    """Whether it is active when an article opens and no other choice is remembered."""
    both_numbers: bool = True
    """Whether a term or hint in the plural also finds the singular, as readers expect of their own topics. The built-in
    ones list each number that they mean: "glaciers" is about the climate, "glacier" alone often is not."""

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change with everything that affects what the topic finds."""
        rule = [self.name, self.terms, self.hints, self.entities, self.exclude, self.patterns]
        if self.both_numbers:
            rule.append("both numbers")
        return sha256(json.dumps(rule, sort_keys=True).encode()).hexdigest()[:16]
