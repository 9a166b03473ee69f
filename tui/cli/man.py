"""Print the manual page, which is made from the parsers.

To read it: newsreader man | man -l -
"""

from __future__ import annotations

import argparse

from argparse_manpage.manpage import Manpage

from .. import DESCRIPTION, __version__
from .parser import whole_parser


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command has no arguments of its own."""


def run(args: argparse.Namespace) -> int:
    """Prints the page in roff."""
    print(manual_page(), end="")
    return 0


def manual_page() -> str:
    """The manual page, in roff."""
    page = Manpage(
        whole_parser(),
        {
            "project_name": "newsreader",
            "version": __version__,
            "description": DESCRIPTION,
            "manual_title": "User Commands",
            "manual_section": 1,
        },
        format="single-commands-section",
    )
    for heading, content in SECTIONS.items():
        page.add_section(heading, "=", content.strip("\n"))
    return str(page)


SECTIONS = {
    "keys": """
.B newsreader keys
prints all keys, and
.B ?
shows them in the program. In the find bar, alt+r (or ctrl+r) reads the words as a regular expression, alt+c (ctrl+t)
matches capitals, alt+a (ctrl+g) matches accents, and alt+w (ctrl+l) finds whole words only.
""",
    "files": """
.TP
.I ~/.local/share/newsreader/newsreader.db
articles, notes and reading positions; on macOS under
.I ~/Library/Application Support
.TP
.I ~/.local/share/newsreader/backups/
dated copies of that file
.TP
.I ~/.config/newsreader/settings.toml
your settings;
.B newsreader config --init
creates the file
.TP
.I ~/.config/newsreader/topics.toml
your topics
.TP
.I ~/.local/state/newsreader/newsreader.log
the log of errors, created when there is one
""",
    "environment": """
.TP
.B NEWSREADER_DATA_DIR
the folder for articles and notes, like --data-dir
.TP
.BR XDG_DATA_HOME ", " XDG_CONFIG_HOME ", " XDG_STATE_HOME
the folders of the files above
.TP
.B NO_COLOR
no colours: names are bold, passages underlined, matches reversed
.TP
.BR TERM ", " COLORTERM ", " COLORFGBG
how many colours the terminal has, and whether its background is light
.TP
.B TEXTUAL_ANIMATIONS
.B none
stops everything that moves or blinks
.TP
.BR VISUAL ", " EDITOR
the editor for long notes
""",
    "exit status": """
0 if everything was done, 1 if some of the files failed, 2 if nothing could be done, 130 after ctrl+c, and 128 plus the
number of the signal that ended the program.
""",
    "examples": """
.nf
newsreader samples/apec-summit.md
newsreader articles/ https://example.org/news/42
curl -s https://example.org/news/42 | newsreader --from html -
newsreader quotes --speaker biden --format csv samples/*.md > said.csv
newsreader notes export samples/apec-summit.md -o notes.md
newsreader show samples/apec-summit.md | less
.fi
""",
}
"""Sections that cannot be made from the parsers, in roff."""
