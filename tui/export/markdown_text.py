"""Writes text and addresses from outside as Markdown."""

from __future__ import annotations

import re

from ..text.safe import visible

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LINKED = ("http", "https", "file", "urn")
"""Schemes that become links. Others, such as `javascript:` in an imported note, would run code when clicked."""


def escape(text: str) -> str:
    """The words with Markdown's special characters escaped: no emphasis, link, HTML, entity, heading or list."""
    text = re.sub(r"([\\`*_\[\]<>~]|&(?=#?\w+;))", r"\\\1", visible(text))
    text = re.sub(r"^(\s*)([#+=-])", r"\1\\\2", text)
    return re.sub(r"^(\s*\d+)([.)](?:\s|$))", r"\1\\\2", text)


def link(words: str, address: str, *, in_brackets: bool = False) -> str:
    """A link with these words (escaped already) to an address, or both as text if its scheme must not become a link.
    `in_brackets` writes the address in `<>`."""
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in _LINKED:
        return f"{words} ({escape(' '.join(address.split()))})"
    place = destination(address)
    return f"[{words}](<{place}>)" if in_brackets else f"[{words}]({place})"


def destination(address: str) -> str:
    """The address without characters that would end the link."""
    return re.sub(r'[\s<>()"{}|\\^`\x00-\x20\x7f-\x9f]', lambda match: _encoded(match[0]), visible(address))


def _encoded(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
