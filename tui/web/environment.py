"""Proxies and certificates that environment variables name, and sentences about those that are wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..text.safe import one_line
from .fetch_error import FetchError

if TYPE_CHECKING:
    import httpx2

_PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy")


def client_of_environment(*, headers: Mapping[str, str], timeout: float) -> httpx2.AsyncClient:
    """A client that uses these variables. Raises FetchError, which names the one that is wrong."""
    import httpx2

    _check_certificates()
    try:
        return httpx2.AsyncClient(
            headers=dict(headers),
            timeout=timeout,
            follow_redirects=False,
            limits=httpx2.Limits(max_keepalive_connections=0),  # so that the address of each connection is checked
        )
    except OSError as error:
        reason = one_line(error.strerror or str(error))
        raise FetchError(f"The certificates named by SSL_CERT_FILE cannot be read: {reason}.") from None
    except (ImportError, ValueError, httpx2.InvalidURL):
        shown = " or ".join(
            f"{name}={one_line(os.environ[name].rpartition('@')[2], 60)}" for name in _PROXIES if os.environ.get(name)
        )
        raise FetchError(
            f"The proxy in the environment ({shown}) cannot be used; it must be like http://proxy.example:8080."
        ) from None


def proxy_note(url: str) -> str:
    """“ through the proxy …”, if an address is reached through one; else "". For a sentence about a failure."""
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(parts.hostname or ""):
        return ""
    return f" through the proxy {one_line(proxy.rpartition('@')[2], 60)}"


def _check_certificates() -> None:
    for name, exists in (("SSL_CERT_FILE", os.path.isfile), ("SSL_CERT_DIR", os.path.isdir)):
        path = os.environ.get(name)
        if path and not exists(path):
            raise FetchError(f"{name} names {one_line(path, 80)}, which does not exist; unset it or correct it.")
