"""The tables, as steps from one version to the next. A step that was once released is never edited."""

from __future__ import annotations

_FIRST = (
    # One row a text. `structure` is Article.to_json without its text; `indexed` is 0 until it can be searched.
    """CREATE TABLE articles (
        id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, source TEXT NOT NULL, url TEXT, title TEXT NOT NULL,
        byline TEXT, site TEXT, date TEXT, words INTEGER NOT NULL, text TEXT NOT NULL, structure TEXT NOT NULL,
        indexed INTEGER NOT NULL DEFAULT 0)""",
    # Which text was read under which path or address, and when. `opening` rises with every opening, whatever
    # the clock says.
    """CREATE TABLE readings (
        source TEXT NOT NULL, digest TEXT NOT NULL REFERENCES articles (digest) ON DELETE CASCADE,
        opening INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY (source, digest)
        ) WITHOUT ROWID""",
    "CREATE INDEX readings_by_opening ON readings (opening)",
    "CREATE INDEX readings_by_digest ON readings (digest)",
    """CREATE TABLE raw (
        digest TEXT NOT NULL, sha256 TEXT NOT NULL, content_type TEXT NOT NULL, kept TEXT NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY (digest, sha256)) WITHOUT ROWID""",
    """CREATE TABLE analyses (
        digest TEXT NOT NULL, model TEXT NOT NULL, version TEXT NOT NULL, made TEXT NOT NULL, data TEXT NOT NULL,
        PRIMARY KEY (digest, model, version))""",
    """CREATE TABLE positions (
        source TEXT PRIMARY KEY, digest TEXT NOT NULL, offset INTEGER NOT NULL, state TEXT NOT NULL, kept TEXT NOT NULL
        ) WITHOUT ROWID""",
    # `seq` is the order of writing, which no clock can turn round. `source_url` is the address the article named.
    """CREATE TABLE highlights (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_url TEXT,
        digest TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, exact TEXT NOT NULL, prefix TEXT NOT NULL,
        suffix TEXT NOT NULL, label TEXT NOT NULL, note TEXT NOT NULL, tags TEXT NOT NULL, created TEXT NOT NULL,
        modified TEXT NOT NULL, deleted TEXT)""",
    "CREATE INDEX highlights_by_source ON highlights (source)",
    "CREATE INDEX highlights_by_url ON highlights (source_url)",
    "CREATE INDEX highlights_by_digest ON highlights (digest)",
    # Where a highlight or correction stands in a later text; `part` counts the targets of one correction, and
    # `rank` rises from text to text.
    """CREATE TABLE places (
        item TEXT NOT NULL, part INTEGER NOT NULL DEFAULT 0, digest TEXT NOT NULL, start INTEGER, "end" INTEGER,
        state TEXT NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (item, part, digest)) WITHOUT ROWID""",
    "CREATE INDEX places_by_digest ON places (digest)",
    """CREATE TABLE corrections (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_url TEXT,
        digest TEXT NOT NULL, data TEXT NOT NULL, created TEXT NOT NULL, deleted TEXT)""",
    "CREATE INDEX corrections_by_source ON corrections (source)",
    "CREATE INDEX corrections_by_digest ON corrections (digest)",
    # Everything done to highlights and corrections: the row before and after, as JSON. Rows of one `step` are
    # undone together.
    """CREATE TABLE changes (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, step INTEGER NOT NULL, what TEXT NOT NULL, kind TEXT NOT NULL,
        item TEXT NOT NULL, before TEXT, after TEXT, undone INTEGER NOT NULL DEFAULT 0, made TEXT NOT NULL)""",
    "CREATE INDEX changes_by_step ON changes (step)",
    "CREATE TABLE drafts (key TEXT PRIMARY KEY, text TEXT NOT NULL, kept TEXT NOT NULL) WITHOUT ROWID",
    # Apart, so that a new note does not index a long text again.
    "CREATE VIRTUAL TABLE text_index USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE found_index USING fts5 (entities, speakers, tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE note_index USING fts5 (quote, note, tags, tokenize = 'unicode61 remove_diacritics 2')",
)

# Which topics an article has passages of can be asked too. Filled again from the analyses when next searched.
_TOPICS = (
    "DROP TABLE found_index",
    """CREATE VIRTUAL TABLE found_index USING fts5 (
        entities, speakers, topics, tokenize = 'unicode61 remove_diacritics 2')""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _TOPICS)
"""What makes version n+1 of version n."""

SCHEMA_VERSION = len(MIGRATIONS)
"""The `user_version` of a store written by this program."""
