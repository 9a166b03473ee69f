"""The commands of the command line. A command's module is `tui.cli.NAME`; it has `add_arguments` and `run`."""

from __future__ import annotations

COMMANDS = {
    "open": "open articles, folders or web addresses (the default)",
    "show": "print an article and its analysis as plain lines",
    "analyze": "print the analysis of articles for other programs",
    "quotes": "who said what, as a table, CSV, JSON or Markdown",
    "sources": "whose words articles report, named or not, and how much of them",
    "entities": "people, organisations and places, as a table, CSV or JSON",
    "passages": "the passages about a topic",
    "timeline": "the dates in articles, in chronological order",
    "topics": "list, add and check topics",
    "notes": "add, list, search, export and import notes",
    "library": "list, search, add and export the articles you have opened",
    "feed": "list the articles of a feed",
    "diff": "what changed between two versions of an article",
    "verify": "compare the quotations of an article with transcripts",
    "config": "show the settings or create a settings file",
    "keys": "list all actions with their names and keys",
    "log": "show the log or where it is",
    "completion": "shell completion for bash, zsh or tcsh",
    "man": "print the manual page",
}
"""The name of each command and its one-line help."""
