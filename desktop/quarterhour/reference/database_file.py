"""The file of a reference database: whether it is there, whole and of this version; opening it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from quarterhour.reference.migrations import MIGRATION_SET, STEPS, Step, digests
from quarterhour.reference.schema import IMPORTED_TABLES, TABLES
from quarterhour.whole_file import ended

# What SQLite keeps beside a database while it is written: it would be played into another of its
# name.
BESIDE = ("-journal", "-wal", "-shm")
# The results that are not of what a file holds; the first byte of a result tells its kind.
_UNREACHABLE = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
)
_PRIMARY = 0xFF
# SQLite holds a strict table's values to the types of its columns, and looks for others on a check.
_STRICT_COLUMNS = """
select t.name, c.name, c.type, c."notnull"
from pragma_table_list t join pragma_table_info(t.name) c where t.strict
"""


class ReferenceError(RuntimeError):
    """A reference database cannot be used; the message says why and what to do."""


class BusyError(ReferenceError):
    """Another program holds the database."""


class DamagedError(ReferenceError):
    """What the database holds is not what was stored."""


class LaterVersionError(ReferenceError):
    """A later version of Quarterhour changed the tables in a way that this one cannot read."""


def state_of(path: Path) -> tuple[int, ...]:
    """Return what tells one state of a file from another; empty where there is no file.

    The file is not opened: closing it would take away the locks that SQLite has on it.
    """
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def is_busy(error: Exception) -> bool:
    """Return whether a database is merely locked by another program, and not damaged."""
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def is_unreachable(error: Exception) -> bool:
    """Return whether a file cannot be opened, read or written, which tells nothing of what it has.

    So it is where its owner may not, in a folder that may not be written and has the journal of an
    import that was killed, and where the disk is full or fails.
    """
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, OSError) or (code is not None and code & _PRIMARY in _UNREACHABLE)


def may_be_there(path: Path) -> bool:
    """Return whether there is a file; opening tells what is wrong with one that hides."""
    try:
        return path.exists()
    except OSError:
        return True


def open_bundled(path: Path) -> sqlite3.Connection:
    """Open the bundled database, which never changes while it is open."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def open_imported(path: Path, wait: float) -> sqlite3.Connection:
    """Copy the imported database into memory; one of an earlier version is read as of this one.

    What is read later is of one moment, whoever changes the file meanwhile, and waits for nobody.
    The file stays as it is, but for what an import that was killed left half stored: the steps that
    it lacks are run on the copy. `wait` is how many seconds another program that writes is waited
    for.

    Raises LaterVersionError, OSError, sqlite3.DatabaseError where any of it cannot be read, is of
    another type than its column or not as it was stored, ValueError where a name in it cannot be
    understood.
    """
    if not path.is_file():
        raise sqlite3.DatabaseError("it is a folder" if path.is_dir() else "it isn't a file")
    if not path.stat().st_size:
        # SQLite would take an empty file for a database in which nothing is.
        raise sqlite3.DatabaseError("the file is empty")
    _take_back_unfinished(path, wait)
    copy = _copy_in_memory(path, wait)
    try:
        _check_whole(copy)
        lacking = steps_lacking(copy)
        check_unchanged(copy, lacking)
        for step in lacking:
            step(copy)
        copy.commit()
        _check_columns(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def check_unchanged(connection: sqlite3.Connection, lacking: list[Step]) -> None:
    """Compare the tables with their digests, where the database is of a version that has them.

    Raises sqlite3.DatabaseError where one is not as it was stored.
    """
    if digests not in lacking:
        # Loaded only where something is imported: its hashlib takes 3 ms of the first window.
        from quarterhour.reference.digest import check_seal

        check_seal(connection)


def _check_whole(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError where SQLite finds damage, or a value of another type.

    What it finds now cannot come up while a visit is priced. It takes 3 ms, and 5 ms more for each
    table of ZIP codes. Its quick check would take a third, but does not look at the indexes by
    which rows are found.
    """
    (found,) = connection.execute("pragma integrity_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _check_columns(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError where a column is not there, or its values have no certain type.

    Other columns may have been added.
    """
    there = set(connection.execute(_STRICT_COLUMNS))
    for name, table in (TABLES | IMPORTED_TABLES).items():
        for column, kind in table["columns"].items():
            if (name, column, "INTEGER" if kind is int else "TEXT", 1) not in there:
                raise sqlite3.DatabaseError(f"{name} has no sound column {column}")


def steps_lacking(connection: sqlite3.Connection) -> list[Step]:
    """Return the migrations that a database has not had yet.

    Raises LaterVersionError where it has had one that this version does not know.
    """
    # Those that sqlite-utils ran; importing it to ask would be the longest part of a start.
    had: set[str] = set()
    recorded = "select 1 from sqlite_master where name = '_sqlite_migrations'"
    if connection.execute(recorded).fetchone():
        rows = connection.execute(
            "select name from _sqlite_migrations where migration_set = ?", (MIGRATION_SET,)
        )
        had = {name for (name,) in rows}
    if had - set(STEPS):
        raise LaterVersionError(
            "This version can't read your imports: a later version of Quarterhour saved them. Use "
            "that version."
        )
    return [step for name, step in STEPS.items() if name not in had]


def _take_back_unfinished(path: Path, wait: float) -> None:
    """Have SQLite take back what an import that was killed left half stored.

    Its journal says how. Whoever only reads may not follow it, and would take the file for damaged.

    Raises sqlite3.DatabaseError where that is not done: another program that writes does not end in
    time, the disk is full, the folder may not be written.
    """
    journal = ended(path, "-journal")
    if journal.is_file() and journal.stat().st_size:
        with closing(sqlite3.connect(path, timeout=wait)) as connection:
            connection.execute("select 1 from sqlite_master").fetchone()


def _copy_in_memory(path: Path, wait: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, timeout=wait, uri=True)) as file:
        # A first read holds off whoever writes: `backup` would wait for them without an end. It
        # also tells a database of ours from any other, which would become an empty one of ours.
        file.execute("begin")
        file.execute("select 1 from imports limit 1").fetchone()
        copy = sqlite3.connect(":memory:")
        # Bytes that are no UTF-8 are a wrong letter, such as any damage can make. They are not
        # looked for on opening: that would take every text of the file out of it.
        copy.text_factory = lambda text: text.decode(errors="replace")
        file.backup(copy)
    return copy
