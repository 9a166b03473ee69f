"""Addresses of the web as other people write them: parts of one that may be none."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_address(source: str) -> bool:
    """Whether it is an address of the web and no path."""
    return source.lower().startswith(("http://", "https://"))


def host(address: str) -> str:
    """The host of an address, "" where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # "http://[x"
        return ""


def path(address: str) -> str:
    """The path of an address, all of it where it cannot be taken apart."""
    try:
        return urlsplit(address).path
    except ValueError:
        return address


def plain_host(address: str) -> str:
    """A host with letters beyond ASCII as it is asked for ("xn--…"): some look like those of another name. "" for a
    plain one."""
    name = host(address)
    if name.isascii():
        return ""
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return "no valid name of a host"
