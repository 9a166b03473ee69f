"""Have the article that is likely to be opened next parsed before it is opened, so that its lists appear sooner."""

from __future__ import annotations

import asyncio

from ..formats.load_error import LoadError
from ..library.opening import short_article
from ..library.session import Session, was_analysed
from ..store.errors import StoreError
from ..text.address import is_address
from .services import Services

DELAY = 0.3
"""Seconds before an article is parsed: keys come first, and a row that the cursor only passes is not parsed."""
LONGEST_TEXT, LARGEST_FILE = 18_000, 400_000
"""Code points and bytes of the longest article that is parsed ahead: half a second of work."""


class LookAhead:
    """Parses one article at a time; the next request replaces the one before."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._source = ""
        self._task: asyncio.Task[None] | None = None

    def prepare(self, source: str, *, from_library: bool = False) -> None:
        """Parse an article soon, if the language model is loaded. An address is never fetched for this, because its
        server would see it; with `from_library` its stored text is used."""
        if source != self._source and self._services.analyst_runs and (from_library or not is_address(source)):
            self.cancel()
            self._source = source
            self._task = asyncio.create_task(self._parse(source, from_library))

    def opened(self, source: str) -> None:
        """An article is being opened: stop parsing any other one."""
        if source != self._source:
            self.cancel()

    def cancel(self) -> None:
        """Cancel the parsing in progress."""
        self._source = ""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _parse(self, source: str, from_library: bool) -> None:
        from ..analysis.client import AnalystError

        services = self._services
        await asyncio.sleep(DELAY)
        try:
            if from_library and was_analysed(services.store, source, services.settings.model):
                return  # a file that has changed since is analysed when it is opened
            article = await asyncio.to_thread(short_article, source, services.store, LARGEST_FILE, kept=from_library)
            if article is None or len(article.text) > LONGEST_TEXT or not services.analyst_runs:
                return
            if not Session(article, services.store).is_analysed(services.settings.model):
                await services.analyst.parse_ahead(article)
        except (OSError, LoadError, StoreError, AnalystError):
            pass  # reported when the article is opened
        except Exception as error:
            # A bug in an article that is not open must not end the reading of this one.
            services.write_log(f"{source} could not be parsed ahead", error)
