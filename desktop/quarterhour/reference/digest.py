"""The digest by which a reference database shows that its figures are as they were built."""

from __future__ import annotations

import hashlib
import sqlite3

from quarterhour.reference.schema import BUNDLED_TABLES, TABLES

DIGEST_TABLE = "content_digest"


def check_digest(connection: sqlite3.Connection) -> str | None:
    """Compare the bundled figures with the digest kept beside them; return what is wrong."""
    try:
        stored = connection.execute(f"select sha256 from {DIGEST_TABLE}").fetchone()
        actual = content_digest(connection)
    except sqlite3.DatabaseError as error:
        return f"The fee schedule cannot be read: {error}."
    if stored is None or stored[0] != actual:
        return "The figures in the fee schedule are not those it was built with."
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
