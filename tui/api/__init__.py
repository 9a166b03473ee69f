"""newsreader for notebooks and scripts: read articles, analyse them, and get quotes and names as rows for pandas.

    from tui.api import analyze, quote_rows, read

    rows = quote_rows(analyze(read("article.md")))

The analysis runs in your own process, with one language model that is loaded at the first call.
"""

from .notebook import analyze, analyze_many, entity_rows, quote_rows, read, read_text

__all__ = ["analyze", "analyze_many", "entity_rows", "quote_rows", "read", "read_text"]
