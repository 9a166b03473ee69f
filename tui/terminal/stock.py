"""A switch to use Textual as it is, without the fixes and the shortened output of this folder."""

from __future__ import annotations

import os

STOCK = os.environ.get("NEWSREADER_STOCK_TEXTUAL") == "1"
"""True if the environment variable `NEWSREADER_STOCK_TEXTUAL` is 1. Use it to see whether a bug is ours or
Textual's."""
