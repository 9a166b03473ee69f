"""Fetching one address that the user asked for, and nothing else.

No cookies, no scripts, no referrer, and no other address except those that redirects lead to. A redirect from a public
address to one inside the user's own network is refused, since a page could otherwise reach what only this machine can.
The size limit applies to the unpacked answer, so that a small compressed one cannot become huge.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from .. import __version__
from ..formats.decoding import repaired
from ..formats.loading import parse_article
from ..formats.registry import FORMATS, PLAIN_TEXT, by_content_type, by_suffix
from ..text.article import Article
from ..text.safe import one_line
from .environment import client_of_environment, proxy_note
from .fetch_error import FetchError
from .unpacking import Unpacker

if TYPE_CHECKING:
    import httpx2

MOST_BYTES = 12_000_000
"""More than the largest news pages have; also the limit for an unpacked answer."""

MOST_SECONDS = 30.0
"""For the whole fetch, including redirects."""

MOST_REDIRECTS = 8

USER_AGENT = f"newsreader/{__version__} (a person reading one article; no crawler)"

_SILENCE = 15.0
"""Seconds after which fetching from a silent server is abandoned."""

_FEED_TYPES = ("application/xml", "application/rss", "application/atom", "application/json")

_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": ", ".join(
        [
            *(f"{kind}{';q=0.9' if one is PLAIN_TEXT else ''}" for one in FORMATS for kind in one.content_types),
            "application/xml;q=0.8",
            "*/*;q=0.1",
        ]
    ),
    "Accept-Language": "en, *;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for an IPv4 address, in their last 32 bits."""


Progress = Callable[[int, int | None], None]
"""Called with the number of bytes received and the number expected (None if unknown)."""


@dataclass(frozen=True, slots=True)
class Page:
    """The answer from an address."""

    url: str
    """The address after all redirects."""
    data: bytes
    """Unpacked, as sent."""
    content_type: str = ""
    encoding: str | None = None
    """The character encoding that the server states, if any."""
    redirects: tuple[str, ...] = ()
    """The addresses that redirected, starting with the one that was asked for; empty if there were none."""

    @property
    def format(self) -> str | None:
        """The name of the input format that the server states, or None.

        Servers call any text file they do not know text/plain, so the suffix of another format in the address
        outweighs it.
        """
        stated = by_content_type(self.content_type)
        if stated is PLAIN_TEXT:
            stated = by_suffix(urlsplit(self.url).path) or stated
        return stated.name if stated else None


def fetch(url: str, *, progress: Progress | None = None) -> Page:
    """Fetch a page, for callers without an event loop. Raises FetchError."""
    return asyncio.run(fetch_page(url, progress=progress))


async def fetch_page(
    url: str,
    *,
    progress: Progress | None = None,
    seconds: float = MOST_SECONDS,
    most_bytes: int = MOST_BYTES,
) -> Page:
    """Fetch a page. Raises FetchError. Cancel the task to stop.

    `seconds` and `most_bytes` limit the whole fetch.
    """
    import httpx2

    visited: list[str] = []
    try:
        async with (
            asyncio.timeout(seconds),
            client_of_environment(headers=_HEADERS, timeout=_SILENCE) as client,
        ):
            from_public = False
            while True:
                public = await _check(url, from_public=from_public)
                client.cookies.clear()
                answer = await _ask(client, url, progress, most_bytes, only_public=from_public)
                if isinstance(answer, Page):
                    return replace(answer, redirects=tuple(visited))
                from_public = from_public or public
                visited.append(url)
                if len(visited) > MOST_REDIRECTS:
                    raise FetchError(f"{_shown(visited[0])} was redirected more than {MOST_REDIRECTS} times.")
                url = urljoin(url, answer)
    except TimeoutError:
        raise FetchError(f"{_shown(url)} took longer than {seconds:.0f} seconds, so newsreader gave up.") from None
    except httpx2.TimeoutException:
        raise FetchError(f"{_shown(url)} did not answer.") from None
    except httpx2.ConnectError as error:
        raise FetchError(f"{_shown(url)} cannot be reached{proxy_note(url)}: {_reason(error)}.") from None
    except httpx2.InvalidURL:
        raise FetchError(f"{_shown(url)} redirects to something that is not a web address.") from None
    except httpx2.RemoteProtocolError as error:
        raise FetchError(_broken(url, str(error))) from None
    except (httpx2.HTTPError, httpx2.StreamError, ValueError) as error:
        raise FetchError(f"{_shown(url)} could not be fetched: {_reason(error)}.") from None


async def _check(url: str, *, from_public: bool) -> bool:
    """Whether the address is public. Raises FetchError if it must not be fetched."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise FetchError(f"{_shown(url)} is not a valid address.") from None
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"{_shown(url)} does not begin with http:// or https://.")
    if not host:
        raise FetchError(f"{_shown(url)} is not a valid address.")
    if parts.username or parts.password:
        raise FetchError(f"{_shown(parts.hostname or '')}: addresses with a user name or password are not fetched.")
    public = await _is_public(host)
    if from_public and not public:
        raise _leads_inside(host)
    return public


def _leads_inside(host: str) -> FetchError:
    return FetchError(
        f"A public page redirects to {_shown(host)}, inside your own network, so newsreader did not follow it."
    )


async def _is_public(host: str) -> bool:
    """Whether all addresses of a host are outside this machine and its network; also True for an unknown name."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return not host.endswith((".local", ".internal", "localhost"))
    return all(is_public_number(str(entry[4][0])) for entry in found)


def is_public_number(number: str) -> bool:
    """Whether an IP address, as text, belongs to the public network."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
    if address in _TRANSLATED:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return (inner or address).is_global


async def _ask(
    client: httpx2.AsyncClient, url: str, progress: Progress | None, most_bytes: int, *, only_public: bool
) -> Page | str:
    """The page, or where it redirects to."""
    async with client.stream("GET", url, extensions={"trace": _refuse_inside} if only_public else None) as response:
        if response.has_redirect_location:
            return str(response.headers["location"])
        if response.status_code >= 400:
            raise FetchError(_refusal(url, response.status_code))
        kind = response.headers.get("content-type", "")
        if kind and not by_content_type(kind) and not kind.lower().startswith(("text/", *_FEED_TYPES)):
            raise FetchError(f"{_shown(url)} is not an article but {_shown(kind.partition(';')[0])}.")
        length = response.headers.get("content-length", "")
        total = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None
        if total is not None and total > most_bytes:
            raise FetchError(f"{_shown(url)} is larger than {most_bytes / 1e6:.0f} MB, so newsreader did not fetch it.")
        unpacker = Unpacker(response.headers.get("content-encoding", ""), _shown(url))
        data = bytearray()
        async for piece in response.aiter_raw():
            data += unpacker.unpack(piece, most_bytes + 1 - len(data))
            if len(data) > most_bytes:
                raise FetchError(f"{_shown(url)} sent more than {most_bytes / 1e6:.0f} MB, so newsreader gave up.")
            if progress:
                progress(response.num_bytes_downloaded, total)
        unpacker.check_complete()
        return Page(url, bytes(data), kind, response.charset_encoding)


async def _refuse_inside(event: str, info: Mapping[str, Any]) -> None:
    """Called by httpx2. Raises FetchError if a connection leads inside the network after all, before anything is sent:
    a host name may resolve differently the second time."""
    # Imported here because it imports `http` and `email`, at nine milliseconds of every start.
    from urllib.request import getproxies

    if event != "connection.connect_tcp.complete" or getproxies():
        return
    connection = info["return_value"]
    host, *_ = connection.get_extra_info("server_addr")
    if not is_public_number(str(host)):
        await connection.aclose()
        raise _leads_inside(str(host))


def _broken(url: str, why: str) -> str:
    """The sentence about an answer that breaks the rules of HTTP."""
    if "location" in why:
        return f"{_shown(url)} redirects to something that is not a web address."
    if "closed" in why:
        return f"The connection to {_shown(url)} ended before the whole page had arrived."
    return f"{_shown(url)} sent an invalid answer."


def _refusal(url: str, status: int) -> str:
    if status in (401, 402, 403):
        return (
            f"{_shown(url)} refuses to send the page to newsreader (status {status}). Open it in a browser and save it."
        )
    if status in (404, 410):
        return f"There is no page at {_shown(url)} (status {status})."
    if status == 429:
        return f"{_shown(url)} is receiving too many requests (status 429). Try again later."
    return f"{_shown(url)} answered with an error (status {status})."


def _reason(error: Exception) -> str:
    words = re.sub(r"^\[Errno -?\d+\] ", "", one_line(str(error)))
    return words.rstrip(".") or type(error).__name__


def _shown(words: str) -> str:
    """Text from outside for a sentence, without characters that a terminal would obey."""
    return one_line(words, 200)


def read_answer(page: Page, asked: str, *, format: str | None = None, repair: bool = False) -> Article:
    """The article in a fetched page; its source is the address that was asked for. With `repair`, text that was encoded
    twice is read as it was before. Raises LoadError.

    Its notices mention redirects. A long page takes up to a second: call this in a thread.
    """
    data = repaired(page.data, asked, page.encoding) if repair else page.data
    article = parse_article(data, asked, format=format or page.format, encoding=page.encoding, url=page.url)
    notices = article.notices
    if page.redirects:
        notices = (f"{_shown(asked)} redirected to {_shown(page.url)}.", *notices)
    return replace(article, url=article.url or page.url, notices=notices)
