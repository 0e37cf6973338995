"""Reading one reference database, the bundled or the imported one."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

from quarterhour.fees import Gpci, RelativeValues
from quarterhour.reference.database_file import (
    BusyError,
    DamagedError,
    ReferenceError,
    is_busy,
    is_unreachable,
    may_be_there,
    open_bundled,
    open_imported,
)
from quarterhour.reference.pair_parts import PairParts
from quarterhour.reference.records import (
    Abbreviation,
    CodeFigures,
    County,
    Edition,
    ImportEntry,
    ListedCode,
    LoadedRelease,
    Locality,
    MinuteBand,
    PairEdit,
    Parameter,
    Release,
    ReleaseKind,
    ServiceCode,
    Source,
    TypedRules,
    UnitLimit,
    ZipArea,
    ZipCount,
)
from quarterhour.reference.schema import (
    BUNDLED_TABLES,
    IMPORTED_TABLES,
    READ_AS,
    TABLES,
    TABLES_OF_RELEASES,
    TYPED_RULES,
)
from quarterhour.units import TIMINGS

# A ZIP code without its last four.
ZIP_DIGITS = 5
_ZIP_COUNTS = """
select state, sum(last_zip - first_zip + 1), max(last_zip),
    sum(plus_four * (last_zip - first_zip + 1))
from zip_codes where release = ? group by state
"""
_ALL_TABLES = TABLES | BUNDLED_TABLES | IMPORTED_TABLES


class Database:
    """One file. The bundled one never changes while it is open; the imported one is a copy of it.

    `wait` is how many seconds another program that stores an import is waited for.

    Raises ReferenceError where the file is missing or is not a reference database, and where the
    imported one holds a figure or a date that is none.
    """

    def __init__(self, path: Path, bundled: bool, wait: float = 0) -> None:
        self._imported = not bundled
        self._path = path
        self._remedy = (
            "Reinstall Quarterhour."
            if bundled
            else "Import your CMS files again. Quarterhour keeps the damaged file under another "
            "name."
        )
        if not may_be_there(path):
            in_clone = bundled and (path.parent.parent / "build_scripts").is_dir()
            remedy = "Run build_scripts/run.py, which builds it." if in_clone else self._remedy
            raise ReferenceError(f"The fee schedule {path.name} is missing. {remedy}")
        try:
            self.connection = open_bundled(path) if bundled else open_imported(path, wait)
        except (sqlite3.DatabaseError, OSError, ValueError) as error:
            raise self._unusable(error) from error
        try:
            self.editions() if bundled else self._check_all()
        except ReferenceError:
            self.close()
            raise
        except (KeyError, ValueError) as error:
            self.close()
            raise self._unusable(error) from error

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def editions(self) -> list[Edition]:
        """Return the editions that the file holds."""
        begins = self._begins(ReleaseKind.FEE_SCHEDULE)
        sources = {
            (source.release, source.sha256): source
            for source in self.sources()
            if source.kind is ReleaseKind.FEE_SCHEDULE
        }
        return [
            Edition(
                row["release"],
                begins[row["release"]],
                row["valid_from"],
                row["valid_to"],
                row["conversion_factor"],
                (
                    sources[row["release"], row["relative_values_sha256"]],
                    sources[row["release"], row["gpci_sha256"]],
                ),
                self._imported,
            )
            for row in self._rows("editions")
        ]

    def sources(self) -> list[Source]:
        """Return the files that figures came from, once for each release that uses them."""
        return [
            Source(
                row["kind"],
                row["release"],
                row["file"],
                row["title"],
                row["released"],
                row["sha256"],
                self._imported,
            )
            for row in self._rows("sources", "order by file, sha256, kind, release")
        ]

    def releases(self) -> list[Release]:
        """Return the releases that the file holds, of all kinds."""
        sources: dict[tuple[str, str], list[Source]] = {}
        for source in self.sources():
            sources.setdefault((source.kind, source.release), []).append(source)
        return [
            Release(
                row["kind"],
                row["release"],
                row["begins"],
                tuple(sources.get((row["kind"], row["release"]), ())),
                self._imported,
            )
            for row in self._rows("releases")
        ]

    def entries(self) -> list[ImportEntry]:
        """Return what was imported, by kind and first day."""
        begins = {(each.kind, each.name): each.begins for each in self.releases()}
        found = [
            ImportEntry(
                row["kind"],
                row["release"],
                begins[row["kind"], row["release"]],
                row["file"],
                row["sha256"],
                row["imported_on"],
                row["rows"],
            )
            for row in self._rows("imports")
        ]
        return sorted(
            found, key=lambda entry: (entry.kind, entry.begins, entry.imported_on, entry.file)
        )

    def loaded(self) -> list[LoadedRelease]:
        """Return the releases that the file holds, by what another one is compared with."""
        editions = {edition.release: edition for edition in self.editions()}
        own_factors = {
            each.release: each.value
            for each in self.parameters()
            if each.name == "qualifying_apm_conversion_factor"
        }
        limited: dict[str, list[str]] = {}
        for limit in self.unit_limits():
            limited.setdefault(limit.release, []).append(limit.code)
        paired: dict[str, set[tuple[str, str]]] = {}
        for edit in self.pair_edits():
            if edit.deleted is None:
                paired.setdefault(edit.release, set()).add((edit.column_1, edit.column_2))
        found = []
        for kind, name, begins, sources, _ in self.releases():
            edition = editions.get(name) if kind is ReleaseKind.FEE_SCHEDULE else None
            if edition is None:
                codes = tuple(limited.get(name, ())) if kind is ReleaseKind.UNIT_LIMITS else ()
                files = tuple(source.file for source in sources)
                zips = self._zip_counts(name) if kind is ReleaseKind.ZIP_CODES else ()
                pairs = tuple(sorted(paired.get(name, ())))
                table = LoadedRelease(kind, name, begins, begins)
                found.append(table._replace(codes=codes, files=files, zips=zips, pairs=pairs))
                continue
            released = edition.sources[0].released  # of the relative values
            own = [own_factors[name]] if name in own_factors else []
            factors = (edition.conversion_factor, *own)
            gpcis = tuple((place, each.gpci) for place, each in self.localities(name).items())
            found.append(
                LoadedRelease(
                    kind,
                    name,
                    begins,
                    edition.valid_from,
                    released,
                    factors,
                    gpcis=gpcis,
                    figures=tuple(self.figures(name).values()),
                )
            )
        return found

    def figures(self, release: str) -> dict[str, CodeFigures]:
        """Return status, RVUs and MPPR indicator of every code of a release."""
        return {
            row["code"]: CodeFigures(
                row["code"],
                row["status"],
                RelativeValues(row["work"], row["practice_expense"], row["malpractice"]),
                row["multiple_procedure"],
            )
            for row in self._rows("relative_values", "where release = ?", release)
        }

    def localities(self, release: str) -> dict[str, Locality]:
        """Return the localities of a release by state and name."""
        return {
            row["locality"]: Locality(
                row["locality"],
                row["state"],
                row["name"],
                Gpci(row["work"], row["practice_expense"], row["malpractice"]),
                row["work_without_floor"],
            )
            for row in self._rows("localities", "where release = ? order by state, name", release)
        }

    def services(self) -> dict[str, ServiceCode]:
        """Return the codes whose rules are known."""
        rows = self._rows("services", "order by code")
        add_ons = {row["first_code"]: row["code"] for row in rows if row["first_code"]}
        return {row["code"]: _service(row, add_ons.get(row["code"], "")) for row in rows}

    def typed_rules(self) -> list[ServiceCode]:
        """Return the codes whose rules the user typed, once for each release they are kept with.

        Those of the first release come first. Add-ons are not known to their first codes yet.
        """
        begins = self._begins(ReleaseKind.FEE_SCHEDULE)
        found = [
            ServiceCode(
                code=row["code"],
                label=row["label"],
                timing=row["clock"],
                first_code=row["first_code"],
                add_on="",
                therapy=row["therapy"],
                disciplines=row["disciplines"],
                locked_to=row["disciplines"][0] if len(row["disciplines"]) == 1 else "",
                evaluation=False,
                typed=TypedRules(row["release"], begins[row["release"]], row["typed_on"]),
            )
            for row in self._rows(TYPED_RULES, "order by release, code")
        ]
        return sorted(
            found, key=lambda service: service.typed.begins if service.typed else date.min
        )

    def abbreviations(self) -> list[Abbreviation]:
        """Return what people call services."""
        return [
            Abbreviation(
                row["word"],
                tuple(filter(None, row["codes"].split(";"))),
                bool(row["sure"]),
                row["note"],
            )
            for row in self._rows("abbreviations", "order by word")
        ]

    def listed_codes(self) -> list[ListedCode]:
        """Return the codes that rules name."""
        return [ListedCode(**row) for row in self._rows("code_lists")]

    def minute_bands(self) -> list[MinuteBand]:
        """Return the codes that the minutes choose between, as 98966 to 98968."""
        return [MinuteBand(**row) for row in self._rows("minute_bands", "order by family, least")]

    def counties(self) -> list[County]:
        """Return the counties of the localities that are neither a state nor the rest of one."""
        return [County(**row) for row in self._rows("counties", "order by state, county")]

    def parameters(self) -> list[Parameter]:
        """Return every parameter with its dates, those of the newest fee schedule first."""
        begins = self._begins(ReleaseKind.FEE_SCHEDULE)
        rows = self._rows("parameters")
        rows.sort(key=lambda row: begins.get(row["release"], date.min), reverse=True)
        return [
            Parameter(
                row["name"],
                row["value"],
                row["valid_from"],
                row["valid_to"],
                row["source"],
                row["release"],
                self._imported,
            )
            for row in rows
        ]

    def pair_edits(self) -> list[PairEdit]:
        """Return the NCCI pairs of every quarter that the file holds."""
        begins = self._begins(ReleaseKind.PAIR_EDITS)
        return [
            PairEdit(
                row["release"],
                begins[row["release"]],
                row["column_1"],
                row["column_2"],
                row["effective"],
                row["deleted"],
                row["modifier_indicator"],
            )
            for row in self._rows("pair_edits")
        ]

    def unit_limits(self) -> list[UnitLimit]:
        """Return the MUE limits of every quarter that the file holds."""
        begins = self._begins(ReleaseKind.UNIT_LIMITS)
        return [
            UnitLimit(
                row["release"],
                begins[row["release"]],
                row["code"],
                row["units"],
                row["adjudication"],
            )
            for row in self._rows("unit_limits")
        ]

    def zip_area(self, release: str, zip_code: str) -> ZipArea | None:
        """Return the state and localities of a ZIP in a release, or None if it is not listed.

        Only a ZIP code of five digits is one.
        """
        before = "where release = ? and first_zip <= ? order by first_zip desc limit 1"
        rows = self._rows("zip_codes", before, release, zip_code)
        if not rows or len(zip_code) != ZIP_DIGITS or rows[0]["last_zip"] < zip_code:
            return None
        state, locality = rows[0]["state"], rows[0]["locality"]
        if not rows[0]["plus_four"]:
            return ZipArea(zip_code, state, False, (locality,))
        candidates = self._candidates(release, zip_code, state, locality)
        return ZipArea(zip_code, state, True, candidates)

    def plus_fours(self, release: str, zip_code: str) -> dict[str, str]:
        """Return the localities of a split ZIP in a release, with spans of the last four digits."""
        rows = self._rows("zip_plus_four", "where release = ? and zip = ?", release, zip_code)
        return {row["locality"]: row["plus_fours"] for row in rows}

    def pair_parts(self) -> dict[str, PairParts]:
        """Return the parts of each quarter's pairs that are in."""
        found: dict[str, list[int]] = {}
        for row in self._rows("pair_parts", "order by release, part"):
            found.setdefault(row["release"], []).append(row["part"])
        return {release: PairParts(release, tuple(parts)) for release, parts in found.items()}

    def _begins(self, kind: ReleaseKind) -> dict[str, date]:
        """Return the first day of each release of a kind."""
        rows = self._rows("releases", "where kind = ?", kind)
        return {row["release"]: row["begins"] for row in rows}

    def _zip_counts(self, release: str) -> tuple[ZipCount, ...]:
        return tuple(ZipCount(*row) for row in self._fetch(_ZIP_COUNTS, release))

    def _candidates(self, release: str, zip_code: str, state: str, own: str) -> tuple[str, ...]:
        """Return where a ZIP that crosses a border may lie: its state and around, nearest first."""
        rows = self._rows(
            "zip_codes",
            "where release = ? and (state = ? or (first_zip <= ? and last_zip >= ?)) "
            "group by locality order by min(max(first_zip - ?, ? - last_zip, 0)), locality",
            *(release, state, f"{zip_code[:3]}99", f"{zip_code[:3]}00"),
            *(int(zip_code), int(zip_code)),
        )
        return tuple(dict.fromkeys([own, *(row["locality"] for row in rows)]))

    def _check_all(self) -> None:
        """Find out now what could not be read later, when a visit was half priced.

        Each text is looked at once, however many rows have it: reading the rows takes ten times
        as long, and they are not needed yet.
        """
        self.editions()
        self.entries()
        for table in READ_AS.keys() - BUNDLED_TABLES.keys():
            for column, read in READ_AS[table].items():
                for (text,) in self._fetch(f"select distinct {column} from {table}"):
                    read(text)
        for kind, tables in TABLES_OF_RELEASES.items():
            known = self._begins(kind)
            for table in tables:
                for (release,) in self._fetch(f"select distinct release from {table}"):
                    if release not in known:
                        raise ValueError(f"'{release}' has no first day")

    def _rows(self, table: str, clause: str = "", *values: object) -> list[dict[str, Any]]:
        """Return rows whose columns are asked for by name: others may have been added."""
        columns = list(_ALL_TABLES[table]["columns"])
        found = self._fetch(f"select {', '.join(columns)} from {table} {clause}", *values)
        rows = [dict(zip(columns, row, strict=True)) for row in found]
        for column, read in READ_AS.get(table, {}).items():
            for row in rows:
                row[column] = read(row[column])
        return rows

    def _fetch(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self.connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> ReferenceError:
        name = self._path.name
        if is_busy(error):
            problem = "is in use by another program. Wait for it to finish and start again."
            return BusyError(f"The fee schedule {name} {problem}")
        if self._imported and is_unreachable(error):
            return ReferenceError(
                f"The fee schedule {name} can't be read: {_why(error)}. It isn't damaged and stays "
                "as it is. Check that you can read and write the file and its folder, "
                f"{self._path.parent}, and that the disk isn't full. Then try again."
            )
        what = "Quarterhour can't read your imports:" if self._imported else "The fee schedule"
        return DamagedError(f"{what} {name} is damaged ({error}). {self._remedy}")


def _why(error: Exception) -> str:
    """Return what an error says without the path, which is named beside it."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _service(row: dict[str, Any], add_on: str) -> ServiceCode:
    return ServiceCode(
        code=row["code"],
        label=row["label"],
        timing=TIMINGS[row["clock"]],
        first_code=row["first_code"],
        add_on=add_on,
        therapy=row["therapy"],
        disciplines=tuple(row["disciplines"].split()),
        locked_to=row["locked_to"],
        evaluation=bool(row["evaluation"]),
    )
