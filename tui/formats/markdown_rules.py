"""Where Markdown's own rules would drop visible words of an article, these keep them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.reference import reference
from markdown_it.rules_block.table import escapedSplit, table
from markdown_it.token import Token

_DEFINED = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]:\s*(\S+)")
_ADDRESS = re.compile(r"<|[./?#]+\w|[/#]$|[A-Za-z][\w+.-]*:\S|\S*\w\.\w{2}")
"""What can be the address in a definition: that of a web page, of a part of this text, or of a file."""


class NestedBlocks(ParserBlock):
    """The block parser. What is nested deeper than its limit, which nobody writes by hand, is one paragraph."""

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


def link_definition(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """The rule for `[name]: address`, which is not shown. With any other word in place of the address (`[Fors]: Yes`)
    it is a paragraph."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    defined = _DEFINED.match(state.src, start, start + 2_000)
    if defined and not _ADDRESS.match(defined[1]):
        return False
    return reference(state, startLine, endLine, silent)


def whole_table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """The rule for tables, with the cells of a row that has more of them than the header."""
    first = len(state.tokens)
    if not table(state, startLine, endLine, silent):
        return False
    tokens: list[Token] = []
    line = cells = 0
    for token in state.tokens[first:]:
        if token.type == "tr_open" and token.map:
            line, cells = token.map[0], 0
        elif token.type == "td_open":
            cells += 1
        elif token.type == "tr_close" and cells:
            tokens += _further_cells(state, line, cells, token.level)
        tokens.append(token)
    state.tokens[first:] = tokens
    return True


def _further_cells(state: StateBlock, line: int, known: int, level: int) -> Iterator[Token]:
    words = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
    for cell in escapedSplit(words.removeprefix("|").removesuffix("|"))[known:]:
        yield Token("td_open", "td", 1, level=level + 1)
        yield Token("inline", "", 0, content=cell.strip(), children=[], level=level + 2)
        yield Token("td_close", "td", -1, level=level + 1)
