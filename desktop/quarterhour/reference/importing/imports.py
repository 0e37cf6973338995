"""The imported database: adding a download, listing, removing. Each is one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import sqlite_utils

from quarterhour.log import FILE, crash_report, log_crash
from quarterhour.private import private_file, private_folder
from quarterhour.reference.cms import CmsFileError, NotToldError, open_downloads
from quarterhour.reference.code_rules import CodeRules
from quarterhour.reference.database import Database
from quarterhour.reference.database_file import (
    BESIDE,
    BusyError,
    DamagedError,
    LaterVersionError,
    ReferenceError,
    check_unchanged,
    is_busy,
    may_be_there,
    open_imported,
    steps_lacking,
)
from quarterhour.reference.digest import seal
from quarterhour.reference.importing.batch import (
    Batch,
    ImportCanceledError,
    Progress,
    sha256,
)
from quarterhour.reference.importing.ncci_succession import (
    check_one_meaning,
    check_revision,
    dropped_limits,
    dropped_pairs,
)
from quarterhour.reference.importing.recognition import Found, recognize
from quarterhour.reference.importing.succession import (
    FirstDay,
    FirstDayWantedError,
    check_newest_fee_schedule,
    dates_of_zip_codes,
    placed,
    takes_another_day,
    what_holds,
    what_it_replaces,
)
from quarterhour.reference.migrations import MIGRATION_SET, STEPS, Step
from quarterhour.reference.pair_parts import PairParts
from quarterhour.reference.records import Bundled, ImportEntry, LoadedRelease, ReleaseKind
from quarterhour.reference.schema import TABLES_OF_RELEASES, TYPED_RULES
from quarterhour.resources import user_folder
from quarterhour.whole_file import ended, set_aside, write_new

_BLOCK = 5_000
# How many seconds another program that stores an import is waited for; while one looks, less.
_WAIT_SECONDS = 2
_WAIT_TO_SHOW = 0.25
NOTHING_BUNDLED = Bundled()
_BUSY = (
    "Another Quarterhour window is importing. Nothing changed. Wait for it to finish and try again."
)

_DAMAGED = (
    "Your earlier imports were damaged. They were saved as {aside}. Import those files again."
)
_LEFT = "An unfinished import left files behind. They were saved as {aside}."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import came to; `changed` is false where all of it was there already.

    `refused` tells that it was not imported, and `summary` then says why; `asked`, that it will be
    if whoever imports it confirms that it is the practitioners' table; `first_day`, that it will be
    if its first day is told, and between which days that lies.
    """

    name: str
    changed: bool
    summary: str
    refused: bool = False
    asked: bool = False
    first_day: FirstDay | None = None


class Imports:
    """The releases that the user imported, in the database at `path`.

    `bundled` is what a front passes on from its reference: a release is compared with it, too.
    """

    def __init__(
        self, path: Path, codes: Collection[str], bundled: Bundled = NOTHING_BUNDLED
    ) -> None:
        self._path = path
        self._codes = codes
        self._bundled = bundled

    def entries(self, wait: float = _WAIT_TO_SHOW) -> list[ImportEntry]:
        """Return what was imported, by kind and first day.

        `wait` is how many seconds another program that stores an import is waited for.

        Raises CmsFileError where it cannot be read.
        """
        if not may_be_there(self._path):
            return []
        try:
            with closing(Database(self._path, bundled=False, wait=wait)) as database:
                return database.entries()
        except BusyError:
            raise CmsFileError(_BUSY) from None
        except (LaterVersionError, ReferenceError) as error:
            raise CmsFileError(str(error)) from None

    def add(
        self,
        download: Path,
        on: Progress = lambda _what, _percent: None,
        begins: date | None = None,
        *,
        practitioners: bool = False,
    ) -> Outcome:
        """Import a download, and all that it holds. `on(what, percent)` hears of the progress, and
        may raise ImportCanceledError. `begins` answers a FirstDayWantedError, `practitioners` a
        NotToldError.

        Raises CmsFileError where a file is not a CMS download that can be imported, fails a
        check, or is older than what it would replace; then nothing is changed by it.
        """
        on(f"Opening {download.name}", 0)
        opened = open_downloads([download])
        found = [each for part in opened for each in recognize(part, on, practitioners)]
        outcomes = [self._add(each, on, begins) for each in found]
        summary = " ".join(outcome.summary for outcome in outcomes)
        return Outcome(download.name, any(outcome.changed for outcome in outcomes), summary)

    def add_each(
        self,
        downloads: Sequence[Path],
        on: Progress,
        *,
        begins: date | None = None,
        practitioners: bool = False,
    ) -> Iterator[Outcome]:
        """Import several files or folders, as `add` does one. Files in one folder belong together.

        A file that is refused yields an outcome, and the others go on. Raises what `on` raises.
        """
        for opened in open_downloads(downloads):
            on(f"Opening {opened.name}", 0)
            try:
                found = recognize(opened, on, practitioners)
            except ImportCanceledError:
                raise
            except Exception as error:
                yield _failed(opened.name, error)
                continue
            for each in found:
                yield self._outcome(each, on, begins)

    def _outcome(self, found: Found, on: Progress, begins: date | None) -> Outcome:
        try:
            return self._add(found, on, begins)
        except ImportCanceledError:
            raise
        except CmsFileError as error:
            asked = isinstance(error, NotToldError)
            wanted = error.wanted if isinstance(error, FirstDayWantedError) else None
            return Outcome(found.name, False, str(error), True, asked, wanted)
        except MemoryError:
            summary = f"{found.name} is too large to be a CMS file. Download it again."
            return Outcome(found.name, False, summary, refused=True)
        except Exception as error:
            return _failed(found.name, error)

    def _add(self, found: Found, on: Progress, begins: date | None) -> Outcome:
        aside = self.set_damaged_aside()
        batch = found.read({*self._codes, *self._typed()}, on)
        digest = _digest(member.sha256 for member in found.members)
        if there := self._there_already(batch, digest, begins):
            summary = f"{there} is already imported. Nothing changed."
            return Outcome(found.name, False, summary)
        bundled, own = self._bundled.releases, self._loaded()
        loaded = [*bundled, *own]
        batch.beside(loaded)  # what cannot be right is refused before a day is asked for
        batch = placed(batch, loaded, begins)
        check_newest_fee_schedule(batch, loaded)
        check_revision(batch, own)
        changed = batch.beside(loaded)
        replaced = what_it_replaces(batch, own)
        said = f"{what_holds(batch, loaded, self._bundled)}{dates_of_zip_codes(batch, loaded)}"
        dropped = dropped_limits(batch, bundled, own) or dropped_pairs(batch, bundled, own)
        self._store(batch, found.name, digest, on)
        on("Done", 100)
        sentences = (batch.summary, replaced, changed, said, dropped, self._missing(batch), aside)
        return Outcome(found.name, True, " ".join(filter(None, sentences)))

    def _missing(self, batch: Batch) -> str:
        """Say which parts of a quarter's pairs are still to be imported."""
        if batch.part is None:
            return ""
        with closing(open_imported(self._path, _WAIT_SECONDS)) as connection:
            loaded = connection.execute(_PARTS, (batch.release,)).fetchall()
        return PairParts(batch.release, tuple(part for (part,) in loaded)).missing_words

    def remove(self, kind: ReleaseKind, release: str) -> str:
        """Remove an import; return what of the same download stays, as a sentence, or nothing.

        Raises CmsFileError where there is none of that name.
        """
        entries = self.entries(_WAIT_SECONDS)
        begins = {each.begins for each in entries if (each.kind, each.release) == (kind, release)}
        if not begins:
            raise CmsFileError(f"{release} isn't imported, so there is nothing to remove.")
        try:
            with self._changing() as database:
                _delete(database, kind, release)
        except (LaterVersionError, sqlite3.DatabaseError, OSError) as error:
            problem = f"Couldn't remove {release}: {error}. Nothing changed."
            raise _said(error, problem) from None
        if kind is not ReleaseKind.ZIP_CODES:
            return ""
        last_fours = (each for each in entries if each.kind is ReleaseKind.ZIP_PLUS_FOUR)
        stays = next((each.release for each in last_fours if each.begins in begins), "")
        return stays and (
            f"{stays} are still loaded. Remove these releases too if you don't need them."
        )

    def keep_rules(self, release: str, rules: CodeRules) -> None:
        """Keep what is typed of a code with a fee schedule that was imported, in place of before.

        Raises CmsFileError where that is not there any more, or nothing can be stored.
        """
        row = rules._asdict()
        row |= {"clock": row.pop("timing"), "disciplines": " ".join(rules.disciplines)}
        kept_with = {"release": release, "typed_on": date.today().isoformat()}
        with self._typing(release, rules.code) as database:
            database.table(TYPED_RULES).insert(row | kept_with, replace=True)

    def take_back_rules(self, release: str, code: str) -> None:
        """Forget what was typed of a code. Raises CmsFileError as `keep_rules` does."""
        with self._typing(release, code) as database:
            database.table(TYPED_RULES).delete_where("release = ? and code = ?", [release, code])

    @contextmanager
    def _typing(self, release: str, code: str) -> Iterator[sqlite_utils.Database]:
        loaded = {(entry.kind, entry.release) for entry in self.entries(_WAIT_SECONDS)}
        if (ReleaseKind.FEE_SCHEDULE, release) not in loaded:
            raise CmsFileError(
                f"{release} isn't imported, and rules are saved with an import. Import it first."
            )
        try:
            with self._changing() as database:
                yield database
        except (LaterVersionError, sqlite3.DatabaseError, OSError) as error:
            problem = f"Couldn't save the rules for {code}: {error}. Nothing changed."
            raise _said(error, problem) from None

    def set_damaged_aside(self) -> str:
        """Move a damaged database out of the way; return what was done as a sentence, if it was.

        What SQLite kept beside it goes with it: it would change the next one, and helps to recover
        this one.

        Raises CmsFileError where another program has it locked or a later one wrote it, or it
        cannot be read or moved.
        """
        # In this order: whoever makes a database makes it before its journal.
        left = any(may_be_there(ended(self._path, end)) for end in BESIDE)
        if not may_be_there(self._path):
            return self._set_aside(_LEFT) if left else ""
        try:
            Database(self._path, bundled=False, wait=_WAIT_SECONDS).close()
            return ""
        except DamagedError:
            return self._set_aside(_DAMAGED)
        except BusyError:
            raise CmsFileError(_BUSY) from None
        except ReferenceError as error:
            raise CmsFileError(f"{error} Nothing changed.") from None

    def _set_aside(self, done: str) -> str:
        try:
            if self._path.is_file():
                private_file(self._path)
            aside = set_aside(self._path, "damaged", BESIDE)
        except OSError as error:
            raise CmsFileError(
                f"Your earlier imports are damaged, and {self._path} couldn't be renamed: "
                f"{error.strerror}. Nothing changed."
            ) from None
        return done.format(aside=aside.name)

    def _loaded(self) -> list[LoadedRelease]:
        if not may_be_there(self._path):
            return []
        with closing(Database(self._path, bundled=False, wait=_WAIT_SECONDS)) as database:
            return database.loaded()

    def _typed(self) -> list[str]:
        """Return the codes whose rules were typed: an import has them, and does not ask again."""
        if not may_be_there(self._path):
            return []
        with closing(Database(self._path, bundled=False, wait=_WAIT_SECONDS)) as database:
            return [service.code for service in database.typed_rules()]

    def _there_already(self, batch: Batch, digest: str, begins: date | None) -> str:
        """Return the release that these files were imported as, if they were.

        A fee schedule is there also where it begins on another day, unless one is asked for that
        it can begin on.
        """
        for entry in self.entries(_WAIT_SECONDS):
            same = (entry.kind, entry.sha256) == (batch.kind, digest)
            if same and (begins in (None, entry.begins) or not takes_another_day(batch)):
                return entry.release
        return ""

    def _store(self, batch: Batch, file: str, digest: str, on: Progress) -> None:
        stored = 0
        try:
            with self._changing() as database:
                if batch.kind is not ReleaseKind.PAIR_EDITS:  # the parts of a quarter's add up
                    _delete(database, batch.kind, batch.release, but=(TYPED_RULES,))
                if batch.part is not None:
                    _delete_part(database, batch.release, batch.part)
                check_one_meaning(database.conn, batch)
                known_as = {"kind": batch.kind, "release": batch.release}
                begins = {"begins": batch.begins.isoformat()}
                database.table("releases").insert(known_as | begins, replace=True)
                for name, table_rows in batch.rows.items():
                    rows = iter(table_rows)
                    while block := list(islice(rows, _BLOCK)):
                        database.table(name).insert_all(block, replace=True)
                        stored += len(block)
                        on("Storing", 90)
                database.table("imports").insert(
                    known_as
                    | {
                        "file": file,
                        "sha256": digest,
                        "imported_on": date.today().isoformat(),
                        "rows": stored,
                    },
                    replace=True,
                )
        except (LaterVersionError, sqlite3.DatabaseError, OSError) as error:
            problem = f"Couldn't save the import: {error}. Nothing changed."
            raise _said(error, problem) from None

    @contextmanager
    def _changing(self) -> Iterator[sqlite_utils.Database]:
        """Change the database in one transaction, whole or not at all, and bring it up to date.

        It asks to write from the beginning, and so waits for another program that writes: a
        reader that turns into a writer would be refused at once. Raises OSError.
        """
        if not may_be_there(self._path):
            # With nothing in it, but whole: one that is empty is damaged.
            private_folder(self._path.parent)
            write_new(self._path, _with_nothing())
        # SQLite gives its journal the rights that the database has.
        private_file(self._path)
        # Plugins of whoever else uses the library are not for Quarterhour.
        uri = f"{self._path.absolute().as_uri()}?mode=rwc"
        connection = sqlite3.connect(uri, timeout=_WAIT_SECONDS, uri=True)
        with sqlite_utils.Database(connection, execute_plugins=False) as database:
            database.conn.execute("begin immediate")
            try:
                check_unchanged(database.conn, lacking := steps_lacking(database.conn))
                if lacking:
                    _MIGRATIONS.apply(database)
                yield database
                seal(database.conn)
            except BaseException:
                database.rollback()
                raise
            database.commit()


def _with_nothing() -> bytes:
    """Return the content of an empty database of this version."""
    memory = sqlite_utils.Database(memory=True, execute_plugins=False)
    with closing(memory.conn) as connection:
        _MIGRATIONS.apply(memory)
        seal(connection)
        connection.commit()
        return bytes(connection.serialize())


def _failed(name: str, error: Exception) -> Outcome:
    """Log what should not have happened, and return it as an outcome."""
    log_crash(crash_report(type(error), error.__traceback__), user_folder())
    summary = f"Couldn't import {name}. Nothing changed. The report is in {user_folder() / FILE}."
    return Outcome(name, False, summary, refused=True)


def _said(error: Exception, problem: str) -> CmsFileError:
    """Return what is said of an error of the database: the problem, unless it is none of ours."""
    if isinstance(error, LaterVersionError):
        return CmsFileError(str(error))
    return CmsFileError(_BUSY if is_busy(error) else problem)


def _migrations() -> sqlite_utils.Migrations:
    migrations = sqlite_utils.Migrations(MIGRATION_SET)
    for name, step in STEPS.items():
        migrations(name=name)(_on_database(step))
    return migrations


def _on_database(step: Step) -> Callable[[sqlite_utils.Database], None]:
    def run(database: sqlite_utils.Database, /) -> None:
        step(database.conn)

    return run


_MIGRATIONS = _migrations()

_PARTS = "select part from pair_parts where release = ? order by part"


def _delete_part(database: sqlite_utils.Database, release: str, part: int) -> None:
    """Delete a part of a quarter's pairs, whose place a corrected file of it takes."""
    known_as, own = [ReleaseKind.PAIR_EDITS, release], [release, part]
    for row in list(database.table("pair_parts").rows_where("release = ? and part = ?", own)):
        of_file = "kind = ? and release = ? and sha256 = ?"
        database.table("sources").delete_where(of_file, [*known_as, row["sha256"]])
        database.table("imports").delete_where(of_file, [*known_as, _digest([row["sha256"]])])
    database.table("pair_edits").delete_where("release = ? and part = ?", own)


def _digest(hashes: Iterable[str]) -> str:
    """Return by what an import is known: the hash of those of its files."""
    return sha256(b"".join(sorted(each.encode() for each in hashes)))


def _delete(
    database: sqlite_utils.Database, kind: ReleaseKind, release: str, but: Collection[str] = ()
) -> None:
    """Delete every row of a release, but for those of some tables."""
    for name in set(TABLES_OF_RELEASES[kind]).difference(but):
        database.table(name).delete_where("release = ?", [release])
    for name in ("sources", "imports", "releases"):
        database.table(name).delete_where("kind = ? and release = ?", [kind, release])
