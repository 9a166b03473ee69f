"""Front matter at the start of a Markdown file: YAML between lines of three hyphens, or TOML between lines of `+++`.

Many files have lines such as `title: Storm at sea: what we know`, which are not valid YAML. So front matter that YAML
cannot read is read again with one key and its words on each line, before it is shown as part of the text.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ..text.address import is_address
from ..text.safe import clean
from .head import find_date, in_words

_FRONT = r"(?sm)---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
_TOML_FRONT = r"(?sm)\+\+\+[ \t]*\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\n|\Z)"
_LOOSE_LINE = re.compile(r"(?P<key>[A-Za-z_][\w -]{0,60}?):[ \t]+(?P<value>\S.*)")
_NOT_LOOSE = re.compile(r"[&|>]|\*\w+$|\[[^\]]*$|\{[^}]*$|!!?\w*$")
"""Values that make sense only in YAML: anchors, aliases, blocks, brackets that never close, bare tags."""
_LONGEST = 65_536
_PLAIN_LINE = r"(?P<key>[A-Za-z_][\w-]*):(?:[ \t]+(?P<value>.*))?"
_PLAIN_VALUE = r"""[^\s"'\[\]{}&*!|>%@`#,?:-](?:[^#:"\\]|:(?=\S)|\S#)*|"[^"\\]*"|'[^']*'"""
_NOT_TEXT = r"(?i:true|false|yes|no|on|off|null|~)"


class FrontMatter(NamedTuple):
    """The facts in the front matter; None for facts that it does not state."""

    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    date: str | None = None
    """In ISO 8601 if it could be read as a date, otherwise as written."""
    written_date: str | None = None
    """The date as the file writes it."""
    site: str | None = None
    url: str | None = None
    notices: tuple[str, ...] = ()


NAMES = {
    "headline": ("headline", "title"),
    "byline": ("byline", "author", "authors"),
    "dateline": ("dateline", "location", "place"),
    "date": ("date", "published", "publish_date", "pubdate", "created"),
    "site": ("site", "sitename", "publication", "publisher", "newspaper", "website"),
    "url": ("url", "source", "link", "canonical", "source_url"),
}
"""The keys that are accepted for each field, the preferred one first."""


_FIELDS = ("headline", "byline", "dateline", "date", "written_date", "site", "url")


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The front matter and the text after it; empty and the whole text if there is none or it is not valid YAML."""
    start = text[:_LONGEST]
    if match := re.match(_FRONT, start):
        values = _read(match["yaml"])
    elif match := re.match(_TOML_FRONT, start):
        values = _read_toml(match["toml"])
    else:
        return FrontMatter(), text
    if isinstance(values, str):
        return FrontMatter(notices=(values,)), text
    if values is None:
        return FrontMatter(), text
    return _front_matter(values), text[match.end() :]


def _front_matter(values: dict[str, Any]) -> FrontMatter:
    lower = {str(key).lower(): value for key, value in values.items()}
    found: dict[str, str | None] = {}
    for name, keys in NAMES.items():
        found[name] = next((words for key in keys if (words := _words(lower.get(key)))), None)
    found["written_date"] = in_words(found["date"]) if found["date"] else None
    if found["date"]:
        found["date"] = find_date(found["date"]) or found["date"]
    if found["byline"]:
        found["byline"] = re.sub(r"^[Bb]y:?\s+", "", found["byline"])
    addresses = [words for key in NAMES["url"] if (words := _words(lower.get(key))) and is_address(words)]
    found["url"] = next(iter(addresses), None)
    source = _words(lower.get("source"))
    if source and not is_address(source):
        found["site"] = found["site"] or source  # "source: The Daily Example"
    headline, byline, dateline, date, written, site, url = (found[name] for name in _FIELDS)
    return FrontMatter(headline, byline, dateline, date, written, site, url)


def _words(value: object) -> str | None:
    """A value as one line; the items of a list separated by commas."""
    if isinstance(value, list):
        value = ", ".join(words for item in value[:20] if (words := _words(item)))
    elif isinstance(value, dict):
        value = value.get("name") or value.get("url") or value.get("title")
        value = value if isinstance(value, str) else None
    if value is None or isinstance(value, bool):
        return None
    return " ".join(clean(str(value)[:1000]).split()) or None


def _read(yaml: str) -> dict[str, Any] | str | None:
    """The values; None if it is not a mapping (a text that begins with a rule); a sentence if the YAML is invalid."""
    simple = _read_simple(yaml)
    if simple is not None:
        return simple
    if "\t" in yaml:
        yaml = yaml.expandtabs(2)  # YAML forbids tabs in indentation
    import yaml as pyyaml  # 20 ms, so only if there is more than lines of "key: words"

    class Loader(pyyaml.SafeLoader):
        """Rejects aliases: a few lines of nested aliases can stand for more words than a machine can hold."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(pyyaml.AliasEvent):
                raise pyyaml.composer.ComposerError(None, None, "an alias", self.get_mark())
            return super().compose_node(parent, index)

    try:
        values = pyyaml.load(yaml, Loader)
    except Exception as error:  # PyYAML's constructors raise errors of any kind (KeyError for “!!bool maybe”)
        if loose := _read_loose(yaml):
            return loose
        if not re.match(r"\s*\w[\w -]*:", yaml):
            return None
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2})" if mark else ""
        return f"The front matter is not valid YAML{where}, so it is shown as part of the text."
    return values if isinstance(values, dict) else {} if values is None and not yaml.strip() else None


def _read_toml(toml: str) -> dict[str, Any] | str:
    import tomllib  # 3 ms, so only for the few files that have it

    try:
        return tomllib.loads(toml)
    except (ValueError, RecursionError):
        return "The front matter is not valid TOML, so it is shown as part of the text."


def _read_loose(yaml: str) -> dict[str, Any] | None:
    """One key and its words per line; None if a line is something else."""
    values: dict[str, Any] = {}
    for line in filter(str.strip, yaml.split("\n")):
        match = _LOOSE_LINE.fullmatch(line.rstrip())
        if match is None or _NOT_LOOSE.match(match["value"]):
            return None
        value = re.sub(r"^!!?\w+\s+", "", match["value"])
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        values[match["key"]] = value[1:-1] if quoted else value
    return values


def _read_simple(yaml: str) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    for line in yaml.split("\n"):
        if not line.strip():
            continue
        match = re.fullmatch(_PLAIN_LINE, line.rstrip())
        if match is None:
            return None
        value = match["value"] or ""
        if not value:
            return None
        if not re.fullmatch(_PLAIN_VALUE, value) or re.fullmatch(_NOT_TEXT, value):
            return None
        values[match["key"]] = value[1:-1] if value[0] in "\"'" else value
    return values
