"""Markdown that is nested deeper than anyone writes by hand.

markdown-it-py drops what is nested deeper than its limit. Here it becomes a plain paragraph, since no visible character
of an article may be lost.
"""

from __future__ import annotations

from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock


class NestedBlocks(ParserBlock):
    """The block parser, with content beyond the limit as one paragraph."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        """Adds the tokens of some lines to the state."""
        line = state.skipEmptyLines(startLine)
        if state.level < state.md.options.maxNesting or line >= endLine or state.sCount[line] < state.blkIndent:
            super().tokenize(state, startLine, endLine)
            return
        content = state.getLines(line, endLine, state.blkIndent, False).strip()
        state.line = endLine
        opening = state.push("paragraph_open", "p", 1)
        opening.map = [line, endLine]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = content, [line, endLine], []
        state.push("paragraph_close", "p", -1)
