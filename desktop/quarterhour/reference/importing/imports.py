"""The imported database: adding a download, listing, removing. Each is one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import sqlite_utils

from quarterhour.reference.cms import CmsFileError, Member, read_members
from quarterhour.reference.database import is_busy, is_there, take_back_unfinished
from quarterhour.reference.importing.batch import Batch, Progress
from quarterhour.reference.importing.fee_schedule import (
    fee_schedule,
    is_gpcis,
    is_relative_values,
)
from quarterhour.reference.importing.hashing import sha256
from quarterhour.reference.importing.other_files import (
    is_pair_edits,
    is_unit_limits,
    is_zip_codes,
    pair_edits,
    unit_limits,
    zip_codes,
)
from quarterhour.reference.schema import IMPORTED_TABLES, TABLES

_HEAD = 40
_BLOCK = 5_000
_WAIT_SECONDS = 10
_BUSY = (
    "Another program is storing an import. Nothing changed: wait until it is done, and import "
    "again."
)


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """A release that was imported: what it is, its file, and the day it was imported."""

    kind: str
    release: str
    file: str
    sha256: str
    imported_on: str
    rows: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import came to; `changed` is false where all of it was there already."""

    changed: bool
    summary: str


class Imports:
    """The releases that the user imported, in the database at `path`."""

    def __init__(self, path: Path, codes: Collection[str]) -> None:
        self._path = path
        self._codes = codes

    def entries(self) -> list[ImportEntry]:
        """Return what was imported, by kind and release."""
        take_back_unfinished(self._path)
        if not is_there(self._path):
            return []
        with closing(self._connection("ro")) as connection:
            try:
                rows = connection.execute("select * from imports order by kind, release")
                return [ImportEntry(*row) for row in rows]
            except sqlite3.DatabaseError as error:
                raise CmsFileError(f"{self._path.name} is damaged: {error}.") from None

    def add(self, download: Path, on: Progress = lambda _what, _percent: None) -> Outcome:
        """Import a download. `on(what, percent)` hears of the progress, and may raise
        ImportCancelledError.

        Raises CmsFileError where the file is not a CMS download that the program knows, or fails
        a check; then nothing is changed.
        """
        on(f"Opening {download.name}", 0)
        aside = self._set_damaged_aside()
        members = read_members(download)
        batch = _batch(members, self._codes, on)
        digest = sha256(b"".join(sorted(sha256(member.content).encode() for member in members)))
        entry = ImportEntry(
            batch.kind, batch.release, download.name, digest, date.today().isoformat(), 0
        )
        if self._holds(entry):
            return Outcome(False, f"{batch.release} is imported already: nothing changed.")
        self._store(batch, entry, on)
        on("Done", 100)
        return Outcome(True, f"{batch.summary} {aside}".strip())

    def remove(self, kind: str, release: str) -> None:
        """Remove an import. Raises CmsFileError where there is none of that name."""
        if not any((kind, release) == (entry.kind, entry.release) for entry in self.entries()):
            raise CmsFileError(f"{release} was not imported.")
        try:
            with self._changing() as database:
                _delete(database, kind, release)
        except sqlite3.OperationalError as error:
            raise CmsFileError(
                _BUSY if is_busy(error) else f"{release} was not removed: {error}. Nothing changed."
            ) from None

    def _set_damaged_aside(self) -> str:
        """Move a damaged database out of the way; return what was done as a sentence, if it was.

        Raises CmsFileError where another program has it locked, or it cannot be moved.
        """
        take_back_unfinished(self._path)
        if not is_there(self._path):
            return ""
        try:
            with closing(self._connection("ro")) as connection:
                connection.execute("select * from imports").fetchall()
                sound = connection.execute("pragma quick_check(1)").fetchone() == ("ok",)
        except sqlite3.DatabaseError as error:
            if is_busy(error):
                raise CmsFileError(_BUSY) from None
            sound = False
        if sound:
            return ""
        aside = self._path.with_name(f"{self._path.stem}.damaged-{date.today()}.sqlite")
        try:
            self._path.replace(aside)
        except OSError as error:
            raise CmsFileError(
                f"What was imported before is damaged, and {self._path} cannot be set aside: "
                f"{error.strerror}. Nothing changed."
            ) from None
        return f"What was imported before was damaged, and is kept aside as {aside.name}."

    def _holds(self, entry: ImportEntry) -> bool:
        return any(
            (entry.kind, entry.release, entry.sha256) == (held.kind, held.release, held.sha256)
            for held in self.entries()
        )

    def _store(self, batch: Batch, entry: ImportEntry, on: Progress) -> None:
        stored = 0
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._changing() as database:
                _create_tables(database)
                if batch.kind != "pair edits":
                    # The parts of a quarter's pairs add up; everything else is whole by itself.
                    _delete(database, batch.kind, batch.release)
                for name, table_rows in batch.rows.items():
                    rows = iter(table_rows)
                    while block := list(islice(rows, _BLOCK)):
                        database.table(name).insert_all(block, replace=True)
                        stored += len(block)
                        on("Storing", 90)
                database.table("imports").insert(
                    {
                        "kind": entry.kind,
                        "release": entry.release,
                        "file": entry.file,
                        "sha256": entry.sha256,
                        "imported_on": entry.imported_on,
                        "rows": stored,
                    },
                    replace=True,
                )
        except (sqlite3.OperationalError, OSError) as error:
            if is_busy(error):
                raise CmsFileError(_BUSY) from None
            raise CmsFileError(f"The import cannot be stored: {error}. Nothing changed.") from None

    @contextmanager
    def _changing(self) -> Iterator[sqlite_utils.Database]:
        """Change the database in one transaction, whole or not at all.

        It asks to write from the beginning, and so waits for another program that writes: a
        reader that turns into a writer would be refused at once.
        """
        # Plugins of whoever else uses the library here are not for this program.
        opened = sqlite_utils.Database(self._connection("rwc"), execute_plugins=False)
        with opened as database:
            database.conn.execute("begin immediate")
            try:
                yield database
            except BaseException:
                database.rollback()
                raise
            database.commit()

    def _connection(self, mode: str) -> sqlite3.Connection:
        uri = f"{self._path.absolute().as_uri()}?mode={mode}"
        return sqlite3.connect(uri, timeout=_WAIT_SECONDS, uri=True)


def _batch(members: list[Member], codes: Collection[str], on: Progress) -> Batch:
    """Recognise what the members are by their first lines, whatever they are called."""
    heads = [(member, list(islice(member.rows(), _HEAD))) for member in members]
    values = [member for member, head in heads if is_relative_values(member, head)]
    gpcis = [member for member, head in heads if is_gpcis(member, head)]
    if values or gpcis:
        return fee_schedule(_one_form(values), _one_form(gpcis), codes, on)
    for member, head in heads:
        if is_pair_edits(member, head):
            return pair_edits(member, codes, on)
        if is_unit_limits(member, head):
            return unit_limits(member, codes, on)
        if is_zip_codes(member, head):
            return zip_codes(member, on)
    raise CmsFileError(
        "This is none of the CMS downloads that the program imports: an RVU release zip, the "
        "ZIP code to locality file, NCCI practitioner PTP edits, or the practitioner MUE table."
    )


def _one_form(members: list[Member]) -> list[Member]:
    """Return the members of one form: a release holds each table as csv, xlsx and other text."""
    for suffix in (".csv", ".txt", ".xlsx"):
        found = [member for member in members if member.name.lower().endswith(suffix)]
        if found:
            return found
    return members


def _create_tables(database: sqlite_utils.Database) -> None:
    for name, table in (TABLES | IMPORTED_TABLES).items():
        if not database.table(name).exists():
            columns = table["columns"]
            database.table(name).create(columns, pk=table["pk"], not_null=set(columns), strict=True)


def _delete(database: sqlite_utils.Database, kind: str, release: str) -> None:
    """Delete a release's rows, and sources that nothing refers to any more."""
    tables = {
        "fee schedule": ("editions", "relative_values", "localities"),
        "pair edits": ("pair_edits",),
        "unit limits": ("unit_limits",),
        "zip codes": (),
    }[kind]
    for name in tables:
        database.table(name).delete_where("release = ?", [release])
    if kind == "zip codes":
        database.table("zip_codes").delete_where()
        database.table("sources").delete_where("release like 'ZIP codes %'")
        database.table("imports").delete_where("kind = ?", [kind])
    if kind == "fee schedule":
        database.table("parameters").delete_where("source like ?", [f"%, {release}"])
    database.table("imports").delete_where("kind = ? and release = ?", [kind, release])
    database.table("sources").delete_where("release = ?", [release])
