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
    "claims": "the check list: verdicts and evidence for quotations and figures",
    "timeline": "the dates in articles, in chronological order",
    "topics": "list, add and check topics",
    "notes": "add, list, search, export and import notes",
    "library": "list, search, add and export the articles you have opened",
    "feed": "list the articles of a feed",
    "diff": "what changed between two versions of an article",
    "verify": "compare the quotations of an article with transcripts",
    "compare": "what two articles share and where they differ",
    "report": "write a report on an article as one HTML page",
    "serve": "serve the reader to a web browser",
    "dossier": "what the library says of a person or a topic",
    "config": "show the settings or create a settings file",
    "keys": "list all actions with their names and keys",
    "log": "show the log or where it is",
    "completion": "shell completion for bash, zsh, fish, tcsh or PowerShell",
    "man": "print the manual page",
}
"""The name of each command and its one-line help."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "open": (
        "newsreader article.md                     read an article",
        "newsreader https://example.org/story      fetch and read one",
        "newsreader                                open the library",
    ),
    "show": (
        "newsreader show article.html | less",
        "newsreader show article.md --text-only",
    ),
    "analyze": (
        "newsreader analyze articles/ --format jsonl > findings.jsonl",
        "newsreader analyze articles/ --output results.parquet --jobs 2",
    ),
    "quotes": (
        "newsreader quotes article.md --speaker lind",
        "newsreader quotes --library --topic migration --format csv -o quotes.csv",
    ),
    "sources": (
        "newsreader sources article.md",
        "newsreader sources --library --by outlet --format csv -o sources.csv",
    ),
    "entities": (
        "newsreader entities articles/ --kind people",
        "newsreader entities --library --sort name --format json",
    ),
    "passages": ("newsreader passages article.md --topic migration",),
    "claims": (
        "newsreader claims article.md --only unchecked",
        'newsreader claims article.md --words "We will listen" --verdict confirmed --evidence transcript.txt',
        "newsreader claims --library --only checked --format claimreview -o reviews.jsonld",
    ),
    "timeline": ("newsreader timeline article.md",),
    "topics": (
        "newsreader topics list",
        'newsreader topics add ferries ferry "night boat" --hint crossing',
    ),
    "notes": (
        'newsreader notes add article.md --quote "We will listen" --note "Since when?"',
        "newsreader notes list --label check",
        "newsreader notes export -o notes.md",
    ),
    "library": (
        "newsreader library add articles/",
        "newsreader library search harbour fee",
    ),
    "feed": (
        "newsreader feed https://example.org/feed.xml",
        "newsreader feed feeds.opml --format table",
    ),
    "diff": (
        "newsreader diff monday.html tuesday.html",
        "newsreader diff https://example.org/story",
    ),
    "verify": ("newsreader verify article.md --against transcript.txt captions.vtt",),
    "compare": (
        "newsreader compare herald.html tribune.html",
        "newsreader compare articles/ --format csv -o quotations.csv",
    ),
    "report": (
        "newsreader report article.md -o report.html",
        "newsreader report https://example.org/story --topic migration -o report.html",
    ),
    "serve": ("newsreader serve article.md",),
    "dossier": (
        "newsreader dossier --person lind -o lind.html",
        "newsreader dossier --topic migration",
    ),
    "config": (
        "newsreader config",
        "newsreader config --init",
    ),
    "keys": ("newsreader keys --preset vim",),
    "log": ("newsreader log --path",),
    "completion": ("newsreader completion fish > ~/.config/fish/completions/newsreader.fish",),
    "man": ("newsreader man | man -l -",),
}
"""Command lines that show what each command is for."""
