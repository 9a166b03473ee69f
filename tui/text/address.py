"""Parts of web addresses, which come from outside and may be invalid."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_address(source: str) -> bool:
    """Whether the source is a web address and not a path."""
    return source.lower().startswith(("http://", "https://"))


def host(address: str) -> str:
    """The host of an address; "" if it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # "http://[x"
        return ""


def site_or_host(site: str | None, address: str | None) -> str:
    """The newspaper or site of an article, or else the host of its address; "" if neither is known."""
    return site or (host(address) if address else "")


def path(address: str) -> str:
    """The path of an address; the whole address if it cannot be parsed."""
    try:
        return urlsplit(address).path
    except ValueError:
        return address


def plain_host(address: str) -> str:
    """The ASCII form ("xn--…") of a host with other letters, some of which look like ASCII letters; "" for a host in
    ASCII."""
    name = host(address)
    if name.isascii():
        return ""
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return "not a valid host name"
