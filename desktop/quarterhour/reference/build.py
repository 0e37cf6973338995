"""Build the reference database from the text tables; the same tables give the same bytes.

python -m quarterhour.reference.build TABLES_FOLDER DATABASE
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import sqlite_utils

from quarterhour.reference.digest import DIGEST_TABLE, content_digest
from quarterhour.reference.schema import BUNDLED_TABLES, TABLES


def build_reference(tables: Path, target: Path) -> None:
    """Build `target` from the CSV files in `tables`; the old file stays until the new is whole.

    Raises OSError where a table is missing, ValueError where its columns are not the schema's.
    """
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    database = sqlite_utils.Database(unfinished, execute_plugins=False)
    for name, table in (TABLES | BUNDLED_TABLES).items():
        database.table(name).create(
            table["columns"], pk=table["pk"], not_null=set(table["columns"]), strict=True
        )
        database.table(name).insert_all(_rows(tables / f"{name}.csv", list(table["columns"])))
    digest = content_digest(database.conn)
    database.table(DIGEST_TABLE).insert({"sha256": digest}, strict=True)
    database.vacuum()
    database.close()
    unfinished.replace(target)


def _rows(path: Path, columns: list[str]) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != columns:
            raise ValueError(f"{path.name} must have the columns {', '.join(columns)}")
        yield from reader


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m quarterhour.reference.build TABLES_FOLDER DATABASE")
    build_reference(Path(sys.argv[1]), Path(sys.argv[2]))
