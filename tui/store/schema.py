"""The tables, as steps from one version to the next. Never edit a step that was released."""

from __future__ import annotations

_FIRST = (
    # One row for each text. `structure` is Article.to_json without its text; `indexed` is 0 until it can be searched.
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
    # `seq` is the order of writing, whatever the clock says. `source_url` is the address the article named.
    """CREATE TABLE highlights (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_url TEXT,
        digest TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, exact TEXT NOT NULL, prefix TEXT NOT NULL,
        suffix TEXT NOT NULL, label TEXT NOT NULL, note TEXT NOT NULL, tags TEXT NOT NULL, created TEXT NOT NULL,
        modified TEXT NOT NULL, deleted TEXT)""",
    "CREATE INDEX highlights_by_source ON highlights (source)",
    "CREATE INDEX highlights_by_url ON highlights (source_url)",
    "CREATE INDEX highlights_by_digest ON highlights (digest)",
    # The place of a highlight or correction in a later text; `part` counts the targets of one correction, and
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
    # Every change to highlights and corrections: the row before and after, as JSON. Rows of one `step` are
    # undone together.
    """CREATE TABLE changes (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, step INTEGER NOT NULL, what TEXT NOT NULL, kind TEXT NOT NULL,
        item TEXT NOT NULL, before TEXT, after TEXT, undone INTEGER NOT NULL DEFAULT 0, made TEXT NOT NULL)""",
    "CREATE INDEX changes_by_step ON changes (step)",
    "CREATE TABLE drafts (key TEXT PRIMARY KEY, text TEXT NOT NULL, kept TEXT NOT NULL) WITHOUT ROWID",
    # Separate indexes, so that a new note does not cause a long text to be indexed again.
    "CREATE VIRTUAL TABLE text_index USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE found_index USING fts5 (entities, speakers, tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE note_index USING fts5 (quote, note, tags, tokenize = 'unicode61 remove_diacritics 2')",
)

# The index also has the topics of an article's passages. The next search fills it again from the analyses.
_TOPICS = (
    "DROP TABLE found_index",
    """CREATE VIRTUAL TABLE found_index USING fts5 (
        entities, speakers, topics, tokenize = 'unicode61 remove_diacritics 2')""",
)

# What a row of the shelf shows and is sorted by; the article is the one last read under that path or address.
_ON_THE_SHELF = """SELECT r.source, a.id, r.opening, (SELECT count(*) FROM readings v WHERE v.source = r.source),
    (SELECT count(*) FROM highlights h WHERE h.source = r.source AND h.deleted IS NULL), a.title, a.date
    FROM readings r JOIN articles a USING (digest)"""


# A hundred thousand articles are listed, sorted, filtered and counted without reading each: `shelf` is the list, and
# triggers keep it up to date whichever program writes. An article that is added, removed or analysed goes to `waiting`,
# the queue of articles to index; a short one is indexed at once. The index of the words does not store the texts again,
# and finds prefixes of up to three letters as fast as whole words.
#
# `OR IGNORE` does not work in a trigger: the conflict clause of the statement that fires it overrides its own.
def _waits(article: str) -> str:
    return f"INSERT INTO waiting SELECT {article} WHERE {article} NOT IN (SELECT article FROM waiting)"


_LIBRARY = (
    """CREATE TABLE shelf (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, article INTEGER NOT NULL, opening INTEGER NOT NULL,
        versions INTEGER NOT NULL, notes INTEGER NOT NULL, title TEXT NOT NULL, date TEXT)""",
    # With the article, so that a list of those of a person or a topic needs the indexes only.
    "CREATE INDEX shelf_by_opening ON shelf (opening, article)",
    "CREATE INDEX shelf_by_title ON shelf (title COLLATE NOCASE, opening DESC, article)",
    "CREATE INDEX shelf_by_date ON shelf (date IS NULL, date DESC, opening DESC, article)",
    "CREATE INDEX shelf_by_notes ON shelf (notes DESC, opening DESC, article)",
    "CREATE INDEX shelf_by_article ON shelf (article)",
    "CREATE TABLE waiting (article INTEGER PRIMARY KEY)",
    # In how many articles a name, a person, a speaker or a topic is.
    """CREATE TABLE counted (
        kind TEXT NOT NULL, name TEXT NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID""",
    # Who said what in which article; the words are those of the text at `spans`.
    """CREATE TABLE said (
        speaker TEXT NOT NULL, article INTEGER NOT NULL, n INTEGER NOT NULL, spans TEXT NOT NULL, kind TEXT NOT NULL,
        unsure INTEGER NOT NULL, PRIMARY KEY (speaker, article, n)) WITHOUT ROWID""",
    "DROP TABLE text_index",
    "DROP TABLE found_index",
    """CREATE VIRTUAL TABLE text_index USING fts5 (
        title, text, content = 'articles', content_rowid = 'id', prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 2')""",
    # A line for each name; `analysis` is the row of the analysis that they are from.
    """CREATE VIRTUAL TABLE found_index USING fts5 (
        entities, speakers, topics, people UNINDEXED, analysis UNINDEXED, prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 2')""",
    f"""CREATE TRIGGER reading_added AFTER INSERT ON readings BEGIN
        INSERT INTO shelf (source, article, opening, versions, notes, title, date) {_ON_THE_SHELF}
        WHERE r.source = NEW.source AND r.digest = NEW.digest
        AND NOT EXISTS (SELECT 1 FROM shelf WHERE source = NEW.source);
        UPDATE shelf SET (source, article, opening, versions, notes, title, date) = ({_ON_THE_SHELF}
        WHERE r.source = NEW.source ORDER BY r.opening DESC LIMIT 1) WHERE source = NEW.source AND versions > 0;
        END""",
    f"""CREATE TRIGGER reading_changed AFTER UPDATE ON readings BEGIN
        UPDATE shelf SET (source, article, opening, versions, notes, title, date) = ({_ON_THE_SHELF}
        WHERE r.source = NEW.source ORDER BY r.opening DESC LIMIT 1) WHERE source = NEW.source;
        END""",
    f"""CREATE TRIGGER reading_removed AFTER DELETE ON readings BEGIN
        DELETE FROM shelf WHERE source = OLD.source
        AND NOT EXISTS (SELECT 1 FROM readings JOIN articles USING (digest) WHERE readings.source = OLD.source);
        UPDATE shelf SET (source, article, opening, versions, notes, title, date) = ({_ON_THE_SHELF}
        WHERE r.source = OLD.source ORDER BY r.opening DESC LIMIT 1) WHERE source = OLD.source;
        END""",
    f"CREATE TRIGGER shelf_added AFTER INSERT ON shelf BEGIN {_waits('NEW.article')}; END",
    f"""CREATE TRIGGER shelf_changed AFTER UPDATE OF article ON shelf WHEN OLD.article != NEW.article BEGIN
        {_waits("NEW.article")};
        {_waits("OLD.article")};
        END""",
    f"CREATE TRIGGER shelf_removed AFTER DELETE ON shelf BEGIN {_waits('OLD.article')}; END",
    """CREATE TRIGGER analysis_added AFTER INSERT ON analyses BEGIN
        INSERT INTO waiting SELECT id FROM articles
        WHERE digest = NEW.digest AND id NOT IN (SELECT article FROM waiting);
        END""",
    """CREATE TRIGGER article_renamed AFTER UPDATE OF title, date ON articles
        WHEN OLD.title IS NOT NEW.title OR OLD.date IS NOT NEW.date BEGIN
        UPDATE shelf SET title = NEW.title, date = NEW.date WHERE article = NEW.id;
        INSERT INTO text_index (text_index, rowid, title, text)
            SELECT 'delete', OLD.id, OLD.title, OLD.text WHERE OLD.id IN (SELECT id FROM text_index_docsize);
        INSERT INTO waiting SELECT NEW.id WHERE NEW.id NOT IN (SELECT article FROM waiting);
        END""",
    *(
        f"""CREATE TRIGGER highlight_{what} AFTER {event} ON highlights BEGIN
        UPDATE shelf SET notes = (SELECT count(*) FROM highlights h WHERE h.source = shelf.source
        AND h.deleted IS NULL) WHERE {where};
        END"""
        for what, event, where in (
            ("added", "INSERT", "source = NEW.source"),
            ("removed", "DELETE", "source = OLD.source"),
            ("changed", "UPDATE", "source IN (OLD.source, NEW.source)"),
        )
    ),
    f"""INSERT INTO shelf (source, article, opening, versions, notes, title, date) {_ON_THE_SHELF}
        WHERE r.opening = (SELECT max(opening) FROM readings v WHERE v.source = r.source)""",
    "INSERT OR IGNORE INTO waiting SELECT article FROM shelf",
)

# The names in an article, so that they are counted over all articles without reading each analysis. Filled together
# with the other indexes, which this step empties for that.
_NAMES = (
    """CREATE TABLE named (
        article INTEGER NOT NULL, n INTEGER NOT NULL, label TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL,
        roles TEXT NOT NULL, mentions INTEGER NOT NULL, unsure INTEGER NOT NULL, said INTEGER NOT NULL,
        PRIMARY KEY (article, n)) WITHOUT ROWID""",
    "DELETE FROM found_index",
    "DELETE FROM counted",
    "DELETE FROM said",
    "INSERT OR IGNORE INTO waiting SELECT article FROM shelf",
)

# For other programs, such as sqlite3 or Datasette: the quotations as a table. `spans` is "12-40,52-60".
_START, _END = "CAST(value AS INTEGER)", "CAST(substr(value, instr(value, '-') + 1) AS INTEGER)"
_VIEW = (
    f"""CREATE VIEW quotations AS SELECT said.speaker,
        (SELECT group_concat(substr(a.text, {_START} + 1, {_END} - {_START}), ' … ')
        FROM json_each('["' || replace(said.spans, ',', '","') || '"]')) AS words,
        a.date, a.title, shelf.source, a.url, said.kind, said.unsure
        FROM said JOIN articles a ON a.id = said.article JOIN shelf ON shelf.article = a.id""",
)

# What a fact checker found out about a highlight; `evidence` is a JSON array.
_CHECKS = (
    "ALTER TABLE highlights ADD COLUMN verdict TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE highlights ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]'",
)

# The speakers whom an article only describes are counted too, "(an official)", so the indexes are filled again.
_UNNAMED = (
    "DELETE FROM found_index",
    "DELETE FROM counted",
    "DELETE FROM said",
    "INSERT OR IGNORE INTO waiting SELECT article FROM shelf",
)

# A correction that holds for all articles has no source. Whenever one is made or undone, the articles with its names
# are indexed again; -1 says that the index has none of their analyses. Once it has been undone, a speaker without an
# entity can only be found by the other name.
_NAME, _VALUE = (
    f"""'"' || replace(coalesce(json_extract(:.data, '$.{key}'), ''), '"', ' ') || '"'""" for key in ("name", "value")
)
_BY_NAME = f"'{{entities speakers}} : (' || {_NAME} || ')'"
_BY_EITHER = f"{_BY_NAME} || ' OR speakers : (' || {_VALUE} || ')'"


def _index_again(row: str, query: str) -> str:
    found = f"SELECT rowid FROM found_index WHERE found_index MATCH {query.replace(':.', f'{row}.')}"
    return f"""INSERT INTO waiting SELECT rowid FROM ({found}) WHERE rowid NOT IN (SELECT article FROM waiting);
        UPDATE found_index SET analysis = -1 WHERE rowid IN ({found});"""


_KNOWN_AS = tuple(
    f"""CREATE TRIGGER name_{what} AFTER {event} ON corrections
        WHEN {row}.source = '' AND json_valid({row}.data) BEGIN {_index_again(row, query)} END"""
    for what, event, row, query in (
        ("merged", "INSERT", "NEW", _BY_NAME),
        ("parted", "DELETE", "OLD", _BY_EITHER),
        ("changed", "UPDATE", "NEW", _BY_EITHER),
    )
)

# The number of notes is counted up and down. Counting them again for each note took ten seconds for an import of 8,000.
_ONE_MORE = "UPDATE shelf SET notes = notes + 1 WHERE source = NEW.source AND NEW.deleted IS NULL;"
_ONE_LESS = "UPDATE shelf SET notes = notes - 1 WHERE source = OLD.source AND OLD.deleted IS NULL;"
_COUNTING = (
    *(f"DROP TRIGGER highlight_{what}" for what in ("added", "removed", "changed")),
    f"CREATE TRIGGER highlight_added AFTER INSERT ON highlights BEGIN {_ONE_MORE} END",
    f"CREATE TRIGGER highlight_removed AFTER DELETE ON highlights BEGIN {_ONE_LESS} END",
    f"CREATE TRIGGER highlight_changed AFTER UPDATE OF source, deleted ON highlights BEGIN {_ONE_LESS} {_ONE_MORE} END",
)

# The version of each topic that an article was searched for, so that an answer can say how many articles it leaves out.
# In `said`, a quotation of nobody in particular has the speaker "". The indexes are filled again for both.
_SEARCHED = (
    "CREATE TABLE searched (article INTEGER NOT NULL, topic TEXT NOT NULL, PRIMARY KEY (article, topic)) WITHOUT ROWID",
    *_UNNAMED,
    "DROP VIEW quotations",
    _VIEW[0].replace("AS words,", "AS words, said.article || '-' || said.n AS quotation,"),
)

# The day of publication that the reader stated for an article; it takes precedence over the one in the article.
_STATED = ("CREATE TABLE stated_dates (source TEXT PRIMARY KEY, date TEXT NOT NULL) WITHOUT ROWID",)

# The reporting verb: without it, a row such as "Mexico for its help" cannot be understood ("thanked").
_CUES = (
    "ALTER TABLE said ADD COLUMN cue TEXT NOT NULL DEFAULT ''",
    *_UNNAMED,
    "DROP VIEW quotations",
    _SEARCHED[-1].replace("said.unsure", "said.unsure, said.cue"),
)

# What the check list said of a highlight when it got its verdict; the article may lose its words later.
_CHECKED_AS = (
    "ALTER TABLE highlights ADD COLUMN kind TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE highlights ADD COLUMN speaker TEXT NOT NULL DEFAULT ''",
)

# The opening at which a text was last read on the screen; 0 if it was only stored, as by `library add`. NULL is from an
# earlier version, which took every text it stored for read. NULL and not a value, so that no row has to be written.
_READ = ("ALTER TABLE readings ADD COLUMN seen INTEGER",)

# The texts with notes that were read under a path or address before it was removed from the library, so that the notes
# are there when it is opened again, even if it has another text by then and the notes were made under another path.
_REMOVED = (
    """CREATE TABLE removed_readings (
        source TEXT NOT NULL, digest TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
        PRIMARY KEY (source, digest)) WITHOUT ROWID""",
)

# The indexes hold what was found with the corrections of each article applied. Whenever one is made, changed or undone,
# its articles are indexed again: those of its path, address or text, and those that were read with that text before.
_ITS_ARTICLES = """SELECT article FROM shelf WHERE source IN (:.source, :.source_url)
    OR source IN (SELECT source FROM readings WHERE digest = :.digest
        UNION SELECT source FROM removed_readings WHERE digest = :.digest)
    OR article IN (SELECT id FROM articles WHERE digest = :.digest OR url IN (:.source, :.source_url))"""


def _correction_again(row: str) -> str:
    its = _ITS_ARTICLES.replace(":.", f"{row}.")
    return f"""INSERT INTO waiting SELECT DISTINCT article FROM ({its})
            WHERE article NOT IN (SELECT article FROM waiting);
        UPDATE found_index SET analysis = -1 WHERE rowid IN ({its});"""


_CORRECTED = (
    "CREATE INDEX articles_by_url ON articles (url)",
    *(
        f"""CREATE TRIGGER correction_{what} AFTER {event} ON corrections
        WHEN {row}.source != '' BEGIN {_correction_again(row)} END"""
        for what, event, row in (("made", "INSERT", "NEW"), ("undone", "DELETE", "OLD"), ("changed", "UPDATE", "NEW"))
    ),
    "UPDATE corrections SET deleted = deleted WHERE source != ''",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    *(_FIRST, _TOPICS, _LIBRARY, _NAMES, _VIEW, _CHECKS, _UNNAMED, _KNOWN_AS),
    *(_COUNTING, _SEARCHED, _STATED, _CUES, _CHECKED_AS, _READ, _REMOVED, _CORRECTED),
)
"""The statements that turn version n into version n + 1."""

SCHEMA_VERSION = len(MIGRATIONS)
"""The `user_version` of a store written by this program."""
