"""Reading one reference database, the bundled or the imported one."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from quarterhour.fees import Gpci, RelativeValues
from quarterhour.reference.records import (
    CodeFigures,
    Edition,
    Locality,
    PairEdit,
    Parameter,
    ServiceCode,
    Source,
    UnitLimit,
    ZipArea,
)
from quarterhour.units import CLOCKS


class ReferenceError(RuntimeError):
    """A reference database cannot be used; the message says why and what to do."""


def is_there(path: Path) -> bool:
    """Return whether a database file has content; a first import that fails leaves an empty one."""
    return path.is_file() and path.stat().st_size > 0


def take_back_unfinished(path: Path) -> None:
    """Have SQLite take back what an import that was killed left half stored.

    Its journal says how. Whoever only reads may not follow it, and would take the file for damaged.
    """
    if is_there(path.with_name(f"{path.name}-journal")):
        with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
            connection.execute("select 1 from sqlite_master").fetchone()


def is_busy(error: Exception) -> bool:
    """Return whether a database is merely locked by another program, and not damaged."""
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


class Database:
    """One file. The bundled one never changes while it is open; the imported one may.

    Raises ReferenceError where the file is missing or is not a reference database.
    """

    def __init__(self, path: Path, bundled: bool) -> None:
        self._imported = not bundled
        self._name = path.name
        self._remedy = (
            "Install the program again."
            if bundled
            else "Import again: the damaged file is then kept aside."
        )
        if not path.is_file():
            raise ReferenceError(f"The fee schedule {path.name} is missing. {self._remedy}")
        options = "mode=ro&immutable=1" if bundled else "mode=ro"
        self.connection = sqlite3.connect(f"{path.resolve().as_uri()}?{options}", uri=True)
        try:
            self.editions()
        except (ReferenceError, KeyError, ValueError) as error:
            self.connection.close()
            if isinstance(error, ReferenceError):
                raise
            raise self._damaged(error) from error

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def editions(self) -> list[Edition]:
        """Return the editions that the file holds."""
        sources = {source.sha256: source for source in self.sources()}
        return [
            Edition(
                release,
                date.fromisoformat(start),
                date.fromisoformat(end),
                Decimal(factor),
                (sources[values], sources[gpcis]),
                self._imported,
            )
            for release, start, end, factor, values, gpcis in self._rows("select * from editions")
        ]

    def sources(self) -> list[Source]:
        """Return the files that figures came from."""
        rows = self._rows("select * from sources order by file")
        return [
            Source(file, release, released, sha256, self._imported)
            for file, release, released, sha256 in rows
        ]

    def figures(self, release: str) -> dict[str, CodeFigures]:
        """Return status, RVUs and MPPR indicator of every code of a release."""
        return {
            code: CodeFigures(code, status, RelativeValues(*map(Decimal, values)), multiple)
            for _, code, status, *values, multiple in self._rows(
                "select * from relative_values where release = ?", release
            )
        }

    def localities(self, release: str) -> dict[str, Locality]:
        """Return the localities of a release by state and name."""
        return {
            key: Locality(key, state, name, Gpci(*map(Decimal, indices)))
            for _, key, state, name, *indices in self._rows(
                "select * from localities where release = ? order by state, name", release
            )
        }

    def services(self) -> dict[str, ServiceCode]:
        """Return the codes whose rules are known."""
        rows = self._rows("select * from services order by code")
        add_ons = {first: code for code, _, _, first, *_ in rows if first}
        return {row[0]: _service(row, add_ons.get(row[0], "")) for row in rows}

    def parameters(self) -> list[Parameter]:
        """Return every parameter with its dates."""
        return [
            Parameter(
                name,
                Decimal(value),
                date.fromisoformat(start),
                date.fromisoformat(end) if end else None,
                source,
            )
            for name, value, start, end, source in self._rows("select * from parameters")
        ]

    def pair_edits(self) -> list[PairEdit]:
        """Return the NCCI pairs of every quarter that the file holds."""
        return [
            PairEdit(release, one, two, _day(effective), _day(deleted), indicator)
            for release, one, two, effective, deleted, indicator in self._rows(
                "select * from pair_edits"
            )
        ]

    def unit_limits(self) -> list[UnitLimit]:
        """Return the MUE limits of every quarter that the file holds."""
        return [UnitLimit(*row) for row in self._rows("select * from unit_limits")]

    def has_zip_codes(self) -> bool:
        """Return whether the file holds a ZIP table."""
        return bool(self._rows("select 1 from zip_codes limit 1"))

    def zip_area(self, zip_code: str) -> ZipArea | None:
        """Return the state and localities of a five-digit ZIP, or None if it is not listed."""
        rows = self._rows(
            "select state, locality, plus_four from zip_codes where zip = ?", zip_code
        )
        if not rows:
            return None
        state, locality, plus_four = rows[0]
        if not plus_four:
            return ZipArea(zip_code, state, False, (locality,))
        return ZipArea(zip_code, state, True, self._candidates(zip_code, state, locality))

    def _candidates(self, zip_code: str, state: str, own: str) -> tuple[str, ...]:
        """Return where a ZIP that crosses a border may lie: its state and around, nearest first."""
        rows = self._rows(
            "select locality from zip_codes where state = ? or zip between ? and ? "
            "group by locality order by min(abs(cast(zip as integer) - ?)), locality",
            *(state, f"{zip_code[:3]}00", f"{zip_code[:3]}99", int(zip_code)),
        )
        return tuple(dict.fromkeys([own, *(row[0] for row in rows)]))

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self.connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            if is_busy(error):
                problem = "is in use by another program. Wait until it is done, and start again."
                raise ReferenceError(f"The fee schedule {self._name} {problem}") from error
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> ReferenceError:
        return ReferenceError(f"The fee schedule {self._name} is damaged ({error}). {self._remedy}")


def _day(text: str) -> date | None:
    """Return a date written with or without hyphens, None for no text."""
    return date.fromisoformat(text) if text else None


def _service(row: tuple[Any, ...], add_on: str) -> ServiceCode:
    code, label, clock, first, therapy, disciplines, locked_to, evaluation, words = row
    return ServiceCode(
        code=code,
        label=label,
        clock=CLOCKS[clock],
        first_code=first,
        add_on=add_on,
        therapy=therapy,
        disciplines=tuple(disciplines.split()),
        locked_to=locked_to,
        evaluation=bool(evaluation),
        words=tuple(word for word in words.split(";") if word),
    )
