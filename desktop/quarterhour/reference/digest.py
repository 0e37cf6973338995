"""The digests by which a reference database shows that its figures are as they were stored."""

from __future__ import annotations

import hashlib
import sqlite3

from quarterhour.reference.schema import BUNDLED_TABLES, IMPORTED_TABLES, TABLES

DIGEST_TABLE = "content_digest"
# Parts the values of a column: no text that CMS writes has it.
_BETWEEN = 31
_BLOCK = 1000
_BEFORE_ALL = -(2**63)


def check_digest(connection: sqlite3.Connection) -> str | None:
    """Compare the bundled figures with the digest kept beside them; return what is wrong."""
    try:
        stored = connection.execute(f"select sha256 from {DIGEST_TABLE}").fetchone()
        actual = content_digest(connection)
    except sqlite3.DatabaseError as error:
        return f"The fee schedule can't be read: {error}. Reinstall Quarterhour."
    if stored is None or stored[0] != actual:
        return "The fee schedule was changed or damaged. Reinstall Quarterhour."
    return None


def content_digest(connection: sqlite3.Connection) -> str:
    """Return the sha256 of every row of the bundled tables, in the order of their keys."""
    digest = hashlib.sha256()
    for name, table in (TABLES | BUNDLED_TABLES).items():
        digest.update(name.encode())
        columns, key = ", ".join(table["columns"]), ", ".join(table["pk"])
        for row in connection.execute(f"select {columns} from {name} order by {key}"):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def seal(connection: sqlite3.Connection) -> None:
    """Keep the digest of each table of the imported database beside it, in place of an earlier."""
    connection.execute("delete from digests")
    for name, table in (TABLES | IMPORTED_TABLES).items():
        columns = list(table["columns"])
        row = (name, " ".join(columns), _table_digest(connection, name, columns))
        connection.execute("insert into digests (name, columns, sha256) values (?, ?, ?)", row)


def check_seal(connection: sqlite3.Connection) -> None:
    """Compare each table of the imported database with its digest.

    It names the columns that it is of: a later version may have more of them, or fewer.

    Raises sqlite3.DatabaseError where one is not as it was stored.
    """
    kept = connection.execute("select name, columns, sha256 from digests").fetchall()
    if not kept:
        raise sqlite3.DatabaseError("its digests are missing")
    for name, columns, digest in kept:
        if _table_digest(connection, name, columns.split()) != digest:
            raise sqlite3.DatabaseError(f"{name} was changed")


def _table_digest(connection: sqlite3.Connection, name: str, columns: list[str]) -> str:
    """Return the sha256 of some columns of a table, in the order of its rows.

    SQLite joins each column of a block to one text: row by row takes four times
    as long. Only one block at a time is in memory, however long the table is.
    """
    names = {found for (found,) in connection.execute("select name from sqlite_master")}
    there = {found for _, found, *_ in connection.execute(f"pragma table_info({_quoted(name)})")}
    if name not in names or not columns or not there.issuperset(columns):
        raise sqlite3.DatabaseError(f"{name} has lost a column")
    joined = ", ".join(f"group_concat({_quoted(each)}, char({_BETWEEN}))" for each in columns)
    # Not indexed: an index may hold all columns, and the table is what is read later.
    block = f"select rowid, * from {_quoted(name)} not indexed where rowid > ? order by rowid limit"
    query = f"select max(rowid), count(*), {joined} from ({block} {_BLOCK})"
    digest, last, rows = hashlib.sha256(), _BEFORE_ALL, _BLOCK
    while rows == _BLOCK:
        last, rows, *texts = connection.execute(query, (last,)).fetchone()
        digest.update(repr((rows, *texts)).encode())
    return digest.hexdigest()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
