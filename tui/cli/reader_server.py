"""The web server of `newsreader serve`: textual-serve with a page of our own, for our own pages only.

Without these checks any website that the user visits could open a connection to the server, read the library and press
keys in the reader: browsers let a page of one site open a WebSocket to another.
"""

from __future__ import annotations

import html
import logging
import socket
from collections.abc import Awaitable, Callable
from importlib import resources
from ipaddress import ip_address
from string import Template
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server, to_int

LOOPBACK = ("localhost", "127.0.0.1", "::1")
POLICY = "default-src 'self' 'unsafe-inline' ws: wss: data:"
"""What the page may load: textual-serve's own page fetches a font from another company's server."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ReaderServer(Server):
    """Serves the reader at one address."""

    def initialize_logging(self) -> None:
        """Log only warnings: the library logs every connection."""
        logging.basicConfig(level="WARNING", format="newsreader: %(message)s")

    async def on_startup(self, app: web.Application) -> None:
        """Say where the reader is."""
        app.middlewares.append(self._refuse_others)
        host = f"[{self.host}]" if ":" in self.host else self.host
        print(f"Open http://{host}:{self.port} in a browser. Press ctrl+c to stop.", flush=True)

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page with the terminal, for the address by which the browser reached it."""
        page = Template(resources.files(__package__).joinpath("reader_page.html").read_text(encoding="utf-8"))
        scheme = "wss" if request.secure else "ws"
        text = page.substitute(
            websocket=html.escape(f"{scheme}://{request.host}/ws"),
            size=to_int(request.query.get("fontsize", "16"), 16),
        )
        return web.Response(text=text, content_type="text/html", headers={"Content-Security-Policy": POLICY})

    @web.middleware
    async def _refuse_others(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if not self._is_ours(request.host) or (origin is not None and urlsplit(origin).netloc != request.host):
            raise web.HTTPForbidden(text="newsreader serves only its own pages, under the name given with --host.\n")
        return await handler(request)

    def _is_ours(self, host: str) -> bool:
        """Whether a request is for a name of this server. Another website can make its own name lead here, too."""
        name = urlsplit(f"//{host}").hostname or ""
        if name in LOOPBACK or name == self.host.lower():
            return True
        return self.host not in LOOPBACK and (_is_address(name) or name == socket.gethostname().lower())


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
