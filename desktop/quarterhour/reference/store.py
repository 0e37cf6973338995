"""Opening the reference database and looking things up.

The bundled file is opened read-only. Small tables are read once and kept; the 43,000 ZIP codes
are looked up one by one. Reading uses the standard library's sqlite3, since importing
sqlite-utils would be the longest part of starting the program.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from quarterhour.fees import Gpci, RelativeValues
from quarterhour.reference.digest import DIGEST_TABLE, content_digest
from quarterhour.reference.records import (
    NATIONAL,
    CodeFigures,
    Edition,
    Locality,
    Parameter,
    ServiceCode,
    Source,
    ZipArea,
)
from quarterhour.reference.schema import TABLES
from quarterhour.units import CLOCKS


class ReferenceError(RuntimeError):
    """The reference database cannot be used; the message says why and what to do."""


class Reference:
    """The loaded fee schedule and code tables.

    Raises ReferenceError where the file is missing or is not a reference database.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ReferenceError(
                f"The fee schedule {path.name} is missing. Install the program again."
            )
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True
        )
        self._figures: dict[str, dict[str, CodeFigures]] = {}
        self._localities: dict[str, dict[str, Locality]] = {}
        try:
            self.editions = self._read_editions()
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise ReferenceError(
                f"The fee schedule {path.name} is damaged ({error}). Install the program again."
            ) from error

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def edition_on(self, day: date) -> Edition | None:
        """Return the edition that prices a date of service, or None."""
        return next((e for e in self.editions if e.valid_from <= day <= e.valid_to), None)

    def figures(self, edition: Edition, code: str) -> CodeFigures | None:
        """Return a code's status and RVUs in an edition, or None if it is not in it."""
        if edition.release not in self._figures:
            self._figures[edition.release] = self._read_figures(edition.release)
        return self._figures[edition.release].get(code)

    def localities(self, edition: Edition) -> dict[str, Locality]:
        """Return the localities of an edition by their `MAC-locality`, the national one first."""
        if edition.release not in self._localities:
            self._localities[edition.release] = self._read_localities(edition.release)
        return self._localities[edition.release]

    @cached_property
    def services(self) -> dict[str, ServiceCode]:
        """Every code that the program knows, by code."""
        rows = self._connection.execute("select * from services order by code").fetchall()
        add_ons = {first: code for code, _, _, first, *_ in rows if first}
        return {row[0]: _service(row, add_ons.get(row[0], "")) for row in rows}

    @cached_property
    def _parameters(self) -> list[Parameter]:
        return [
            Parameter(
                name,
                Decimal(value),
                date.fromisoformat(start),
                date.fromisoformat(end) if end else None,
                source,
            )
            for name, value, start, end, source in self._connection.execute(
                "select * from parameters"
            )
        ]

    def parameter(self, name: str, day: date) -> Parameter | None:
        """Return the parameter in force on a day, or None."""
        return next(
            (
                parameter
                for parameter in self._parameters
                if parameter.name == name
                and parameter.valid_from <= day
                and (parameter.valid_to is None or day <= parameter.valid_to)
            ),
            None,
        )

    def zip_area(self, zip_code: str) -> ZipArea | None:
        """Return the state and localities of a five-digit ZIP, or None if CMS lists none."""
        row = self._connection.execute(
            "select state, locality, plus_four from zip_codes where zip = ?", (zip_code,)
        ).fetchone()
        if row is None:
            return None
        state, locality, plus_four = row
        if not plus_four:
            return ZipArea(zip_code, state, False, (locality,))
        return ZipArea(zip_code, state, True, self._candidates(zip_code, state, locality))

    def _candidates(self, zip_code: str, state: str, own: str) -> tuple[str, ...]:
        """Return where a ZIP that crosses a border may lie: its state and around, nearest first."""
        rows = self._connection.execute(
            "select locality from zip_codes where state = ? or zip between ? and ? "
            "group by locality order by min(abs(cast(zip as integer) - ?)), locality",
            (state, f"{zip_code[:3]}00", f"{zip_code[:3]}99", int(zip_code)),
        )
        return tuple(dict.fromkeys([own, *(row[0] for row in rows)]))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every file that figures came from."""
        return tuple(
            Source(*row) for row in self._connection.execute("select * from sources order by file")
        )

    def fault(self) -> str | None:
        """Check the whole file against its own digest; return what is wrong, or None."""
        try:
            stored = self._connection.execute(f"select sha256 from {DIGEST_TABLE}").fetchone()
            actual = content_digest(self._connection, TABLES)
        except sqlite3.DatabaseError as error:
            return f"The fee schedule cannot be read: {error}."
        if stored is None or stored[0] != actual:
            return "The figures in the fee schedule are not those it was built with."
        return None

    def _read_editions(self) -> tuple[Edition, ...]:
        sources = {source.file: source for source in self.sources}
        return tuple(
            Edition(
                release,
                date.fromisoformat(start),
                date.fromisoformat(end),
                Decimal(factor),
                (sources[values_file], sources[gpci_file]),
            )
            for release, start, end, factor, values_file, gpci_file in self._connection.execute(
                "select * from editions order by valid_from"
            )
        )

    def _read_figures(self, release: str) -> dict[str, CodeFigures]:
        return {
            code: CodeFigures(code, status, RelativeValues(*map(Decimal, values)), multiple)
            for _, code, status, *values, multiple in self._connection.execute(
                "select * from relative_values where release = ?", (release,)
            )
        }

    def _read_localities(self, release: str) -> dict[str, Locality]:
        localities = {NATIONAL.id: NATIONAL}
        for _, key, state, name, *indices in self._connection.execute(
            "select * from localities where release = ? order by state, name", (release,)
        ):
            localities[key] = Locality(key, state, name, Gpci(*map(Decimal, indices)))
        return localities


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
