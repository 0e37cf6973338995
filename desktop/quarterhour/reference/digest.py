"""The digest by which a reference database shows that its figures are as they were built."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

DIGEST_TABLE = "content_digest"


def content_digest(connection: sqlite3.Connection, tables: Iterable[str]) -> str:
    """Return the sha256 of every row of the tables, in the order of their keys."""
    digest = hashlib.sha256()
    for table in tables:
        digest.update(table.encode())
        for row in connection.execute(f"select * from {table} order by 1, 2"):
            digest.update(repr(row).encode())
    return digest.hexdigest()
