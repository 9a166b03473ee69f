"""What belongs to a path or address passes to another one: after a file was moved, or an article removed from the
library whose text is in it under another path."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

SAME_TEXT = """SELECT s.source FROM shelf s JOIN articles a ON a.id = s.article
    WHERE a.digest = :digest AND s.source != :source ORDER BY s.opening DESC"""
"""The other paths and addresses under which a text was last read."""

NOTES_LEFT = """SELECT source FROM highlights WHERE digest = :digest AND source NOT IN (SELECT source FROM shelf)
    UNION SELECT source FROM corrections WHERE digest = :digest AND source != ''
    AND source NOT IN (SELECT source FROM shelf)"""
"""The sources of notes and corrections on a text that was removed from the library."""


def move(db: sqlite3.Connection, old: str, new: str) -> None:
    """Everything under one path or address belongs to another one from now on. Where both have a reading position or a
    stated date, that of `new` stays."""
    # Inserted and deleted rather than updated: the triggers that keep the shelf know no other source for a reading.
    db.execute(
        """INSERT INTO readings (source, digest, opening, first, last, seen)
        SELECT ?, digest, opening, first, last, seen FROM readings
        WHERE source = ? AND digest NOT IN (SELECT digest FROM readings WHERE source = ?)""",
        (new, old, new),
    )
    move_notes(db, old, new)
    for table in ("positions", "stated_dates"):
        db.execute(f"UPDATE OR IGNORE {table} SET source = ? WHERE source = ?", (new, old))
        db.execute(f"DELETE FROM {table} WHERE source = ?", (old,))
    db.execute("DELETE FROM readings WHERE source = ?", (old,))


def move_notes(db: sqlite3.Connection, old: str, new: str) -> None:
    """The highlights and corrections under one path or address belong to another one from now on, and still do after
    an undo."""
    for table in ("highlights", "corrections"):
        db.execute(f"UPDATE {table} SET source = ? WHERE source = ?", (new, old))
    for column in ("before", "after"):
        db.execute(
            f"""UPDATE changes SET {column} = json_set({column}, '$.source', ?)
            WHERE CASE WHEN json_valid({column}) THEN json_extract({column}, '$.source') END = ?""",
            (new, old),
        )


def remove_readings(db: sqlite3.Connection, source: str) -> None:
    """The library no longer has a path or address, but knows which texts with notes were read under it."""
    db.execute(
        """INSERT OR REPLACE INTO removed_readings SELECT source, digest, first, last FROM readings
        WHERE source = ? AND digest IN (SELECT digest FROM highlights UNION SELECT digest FROM corrections)""",
        (source,),
    )
    db.execute("DELETE FROM readings WHERE source = ?", (source,))


def restore_readings(db: sqlite3.Connection, source: str) -> None:
    """A path or address is in the library again, with the texts that `remove_readings` noted as its oldest versions."""
    db.execute(
        """INSERT INTO readings (source, digest, opening, first, last, seen)
        SELECT source, digest, 0, first, last, 0 FROM removed_readings WHERE source = :source
        AND digest IN (SELECT digest FROM articles)
        AND digest NOT IN (SELECT digest FROM readings WHERE source = :source)""",
        {"source": source},
    )
    db.execute("DELETE FROM removed_readings WHERE source = ?", (source,))
