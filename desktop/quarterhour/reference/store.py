"""Looking things up, in the bundled database and in what the user imported.

Small tables are read once and kept; the 43,000 ZIP codes are looked up one by one. Reading uses
the standard library's sqlite3, since importing sqlite-utils would be the longest part of
starting the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from quarterhour.fees import Gpci
from quarterhour.reference.code_rules import with_add_ons
from quarterhour.reference.database import Database
from quarterhour.reference.database_file import (
    BusyError,
    DamagedError,
    ReferenceError,
    may_be_there,
    state_of,
)
from quarterhour.reference.edit_tables import EditTables
from quarterhour.reference.records import (
    NATIONAL,
    Abbreviation,
    Bundled,
    CodeFigures,
    County,
    Edition,
    ImportEntry,
    ListedCode,
    Locality,
    MinuteBand,
    Parameter,
    Release,
    ReleaseKind,
    ServiceCode,
    Source,
    ZipArea,
)
from quarterhour.reference.yearly_amounts import TypedAmount

# How many seconds another program that stores an import is waited for. It holds the database for
# a moment; while the window is open, what was read before is there.
_WAIT_AT_START = 2.0
WAIT_AFTERWARD = 0.25
_KEPT_IN_USE = "The data read earlier stays in use."
_BUNDLED_USED = "Quarterhour uses the included fee schedules."


class Reference:
    """The loaded fee schedules and code tables: `bundled`, and `imported` where there is any.

    What is imported is read into memory, all of it at one moment, and stays as it is then until
    `reload`: no look-up reads the file, waits for whoever holds it, or finds half of a change.

    `typed` are the yearly amounts that the user typed: in their year they hold before all others.
    `unusable` says in words why the imported database cannot be used, `problem` also what is used
    instead. `busy` tells that another program holds it, and nothing is wrong with it; `damaged`,
    that it can be set aside.

    Raises ReferenceError where the bundled file is missing or is not a reference database.
    """

    def __init__(
        self, bundled: Path, imported: Path | None = None, typed: Sequence[TypedAmount] = ()
    ) -> None:
        self.unusable = self.problem = ""
        self.busy = False
        self.damaged = False
        self._state: tuple[int, ...] = ()
        self._bundled_path = bundled
        self._imported_path = imported
        self._figures: dict[Edition, dict[str, CodeFigures]] = {}
        self._localities: dict[Edition, dict[str, Locality]] = {}
        self._imported: Database | None = None
        self.take_typed(typed)
        self._bundled = Database(bundled, bundled=True)
        self._imported = self._open_imported(_WAIT_AT_START)

    def without_imports(self) -> Reference:
        """Open the bundled data alone, with what the user typed, whatever was imported."""
        return Reference(self._bundled_path, typed=self.typed)

    def take_typed(self, amounts: Sequence[TypedAmount]) -> None:
        """Have other yearly amounts that the user typed."""
        self.typed = tuple(amounts)
        self._overridden = {(str(each.kind), each.year) for each in amounts}
        self.__dict__.pop("_parameters", None)

    def typed_in(self, year: int) -> tuple[TypedAmount, ...]:
        """Return the amounts of a year that the user typed."""
        return tuple(each for each in self.typed if each.year == year)

    def renew(self, wait: float = _WAIT_AT_START) -> bool:
        """Read the imported database again where it is not as it was when it was read.

        Return whether it was. `wait` is that of `reload`.
        """
        path = self._imported_path
        if path is None or not (self.busy or state_of(path) != self._state):
            return False
        self.reload(wait)
        return not self.busy

    def reload(self, wait: float = WAIT_AFTERWARD) -> None:
        """Read the imported database again, after an import or a removal.

        While another program holds it, what was read before stays in use; it is waited for as
        many seconds as `wait` says.
        """
        imported = self._open_imported(wait)
        if self.busy:
            return
        if self._imported is not None:
            self._imported.close()
        self._imported = imported
        self._figures.clear()
        self._localities.clear()
        for name in (
            "editions",
            "entries",
            "releases",
            "sources",
            "_parameters",
            "services",
            "_typed_rules",
            "edits",
        ):
            self.__dict__.pop(name, None)

    def close(self) -> None:
        """Close the databases."""
        for database in self._databases:
            database.close()

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """Every edition loaded, the oldest release first."""
        found = [edition for database in self._databases for edition in database.editions()]
        return tuple(sorted(found, key=lambda edition: (edition.begins, edition.imported)))

    def edition_on(self, day: date) -> Edition | None:
        """Return the edition that prices a date of service, the newest of several, or None.

        Before a release begins it prices nothing: what CMS changed by it is not known.
        """
        for edition in reversed(self.editions):
            if edition.valid_from <= day <= edition.valid_to:
                return edition
        return None

    def edition_before(self, day: date) -> Edition | None:
        """Return the edition that priced the last dates before a day, or None."""
        ended = [edition for edition in self.editions if edition.valid_to < day]
        return max(ended, key=lambda edition: (edition.valid_to, edition.begins), default=None)

    def spans(self, edition: Edition) -> list[tuple[date, date]]:
        """Return the dates of service that an edition prices, where no newer one does."""
        one = timedelta(days=1)
        starts = {each.valid_from for each in self.editions}
        starts |= {each.valid_to + one for each in self.editions}
        within = sorted(day for day in starts if edition.valid_from <= day <= edition.valid_to)
        ends = [*(day - one for day in within[1:]), edition.valid_to]
        found: list[tuple[date, date]] = []
        for first, last in zip(within, ends, strict=True):
            if self.edition_on(first) != edition:
                continue
            if found and found[-1][1] + one == first:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
        return found

    def factors(self, edition: Edition) -> tuple[Decimal, ...]:
        """Return the conversion factor of an edition, then that of qualifying APM participants if
        the release has one.
        """
        own = (edition.release, edition.imported)
        found = self.parameters("qualifying_apm_conversion_factor")
        separate = (each.value for each in found if (each.release, each.imported) == own)
        return (edition.conversion_factor, *separate)

    def figures(self, edition: Edition, code: str) -> CodeFigures | None:
        """Return a code's status and RVUs in an edition, or None if it is not in it."""
        if edition not in self._figures:
            self._figures[edition] = self._database_of(edition).figures(edition.release)
        return self._figures[edition].get(code)

    def localities(self, edition: Edition) -> dict[str, Locality]:
        """Return the localities of an edition by their `MAC-locality`, the national one first."""
        if edition not in self._localities:
            found = self._database_of(edition).localities(edition.release)
            self._localities[edition] = {NATIONAL.id: NATIONAL} | found
        return self._localities[edition]

    @cached_property
    def services(self) -> dict[str, ServiceCode]:
        """Every code whose rules are known on some day, by code: its last ones."""
        return self.services_on(date.max)

    def services_on(self, day: date) -> dict[str, ServiceCode]:
        """Return every code whose rules are known on a day.

        What the user typed applies to codes without included rules, starting with the release
        that it is kept with.
        """
        typed = [each for each in self._typed_rules if each.typed and each.typed.begins <= day]
        if not typed:
            return self._known
        return self._known | with_add_ons({each.code: each for each in typed}) | self._known

    def typed_rules_of(self, edition: Edition) -> dict[str, ServiceCode]:
        """Return the rules that the user typed and keeps with an edition, by code."""
        own = edition.release if edition.imported else None
        typed = (each for each in self._typed_rules if each.typed and each.typed.release == own)
        return {each.code: each for each in typed}

    def codes_without_rules(self, edition: Edition) -> tuple[str, ...]:
        """Return the codes of an edition whose rules are not known on its first day."""
        self.figures(edition, "")
        known = self.services_on(edition.valid_from)
        return tuple(sorted(code for code in self._figures[edition] if code not in known))

    def listed(self, code: str, day: date) -> tuple[ListedCode, ...]:
        """Return the rules that name a code on a day."""
        return tuple(each for each in self._listed.get(code, ()) if each.in_force(day))

    def minute_bands(self, code: str) -> tuple[MinuteBand, ...]:
        """Return the bands of minutes of a code's family, the shortest first, or none."""
        return self._minute_bands.get(code, ())

    @cached_property
    def counties(self) -> dict[str, tuple[County, ...]]:
        """The counties of each locality of 2025 and later that has a list of them."""
        found: dict[str, tuple[County, ...]] = {}
        for county in self._bundled.counties():
            found[county.locality] = (*found.get(county.locality, ()), county)
        return found

    @cached_property
    def abbreviations(self) -> tuple[Abbreviation, ...]:
        """What people call services, each word once."""
        return tuple(self._bundled.abbreviations())

    def parameter(self, name: str, day: date) -> Parameter | None:
        """Return the parameter in force on a day, or None.

        What belongs to a fee schedule is in force where that prices the day.
        """
        for parameter in self._parameters:
            if parameter.name == name and self._holds(parameter, day):
                return parameter
        return None

    def parameter_given(self, name: str, day: date) -> Parameter | None:
        """Return the parameter in force on a day without what the user typed, or None."""
        for parameter in self._parameters:
            if parameter.name == name and not parameter.typed and self._prices(parameter, day):
                return parameter
        return None

    def parameters_on(self, day: date) -> dict[str, Parameter]:
        """Return every parameter in force on a day, by name: what `parameter` finds for each."""
        found: dict[str, Parameter] = {}
        for parameter in self._parameters:
            if self._holds(parameter, day):
                found.setdefault(parameter.name, parameter)
        return found

    def gpci(self, locality: Locality, day: date) -> Gpci:
        """Return the indices of a locality by the law of a date: the work index has a floor."""
        floor = self.parameter("work_gpci_floor", day)
        return locality.gpci_under(floor and floor.value)

    def parameters(self, name: str) -> list[Parameter]:
        """Return every span of a parameter, the first first."""
        found = [parameter for parameter in self._parameters if parameter.name == name]
        return sorted(found, key=lambda parameter: parameter.valid_from)

    @cached_property
    def edits(self) -> EditTables:
        """The NCCI's pairs of codes, and the most units of a code a day."""
        return EditTables(self._bundled, self._imported, self.releases)

    def zip_area(self, zip_code: str, day: date) -> ZipArea | None:
        """Return the state and localities of a five-digit ZIP on a day, or None if CMS lists none.

        They are those of the newest table begun by then, else of the first.
        """
        table = self._table_on(ReleaseKind.ZIP_CODES, day)
        return table and self._database_of(table).zip_area(table.name, zip_code)

    def plus_fours(self, zip_code: str, day: date) -> dict[str, str]:
        """Return the localities of a split ZIP code, with the last four digits that lie in each.

        They are those of CMS's newest nine-digit file begun on a day, else of the first. It is
        empty where none is imported, or that does not have the ZIP code.
        """
        table = self._table_on(ReleaseKind.ZIP_PLUS_FOUR, day)
        return self._database_of(table).plus_fours(table.name, zip_code) if table else {}

    @cached_property
    def releases(self) -> tuple[Release, ...]:
        """Every release loaded, of all kinds, by its first day."""
        found = [release for database in self._databases for release in database.releases()]
        return tuple(sorted(found, key=lambda release: (release.begins, release.imported)))

    @cached_property
    def entries(self) -> tuple[ImportEntry, ...]:
        """Every import, by its kind and the first day of its release."""
        return () if self._imported is None else tuple(self._imported.entries())

    @cached_property
    def bundled(self) -> Bundled:
        """What came with the program that an import is compared with."""
        floors = [each for each in self._bundled.parameters() if each.name == "work_gpci_floor"]
        until = max((each.valid_to or date.max for each in floors), default=date.max)
        return Bundled(tuple(self._bundled.loaded()), until)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every file that figures came from, once, however many releases use it."""
        found = [source for database in self._databases for source in database.sources()]
        return tuple({(source.imported, source.sha256): source for source in found}.values())

    def fault(self) -> str | None:
        """Check the bundled file against its own digest; return what is wrong, or None."""
        # Loaded only to check: its hashlib takes 3 ms of the first window.
        from quarterhour.reference.digest import check_digest

        return check_digest(self._bundled.connection)

    @property
    def _databases(self) -> list[Database]:
        return [self._bundled] if self._imported is None else [self._bundled, self._imported]

    @cached_property
    def _known(self) -> dict[str, ServiceCode]:
        return self._bundled.services()

    @cached_property
    def _typed_rules(self) -> list[ServiceCode]:
        """The rules that the user typed, of the first release first."""
        return [] if self._imported is None else self._imported.typed_rules()

    @cached_property
    def _listed(self) -> dict[str, list[ListedCode]]:
        found: dict[str, list[ListedCode]] = {}
        for each in self._bundled.listed_codes():
            found.setdefault(each.code, []).append(each)
        return found

    @cached_property
    def _minute_bands(self) -> dict[str, tuple[MinuteBand, ...]]:
        bands = self._bundled.minute_bands()
        return {
            band.code: tuple(each for each in bands if each.family == band.family) for band in bands
        }

    @cached_property
    def _parameters(self) -> list[Parameter]:
        typed = [each.parameter for each in self.typed]
        read = [parameter for database in self._databases for parameter in database.parameters()]
        return [*(parameter for parameter in typed if parameter is not None), *read]

    def _table_on(self, kind: ReleaseKind, day: date) -> Release | None:
        """Return the newest table of a kind begun on a day, else the first, None where none is in.

        An imported one takes the place of the included one of its quarter.
        """
        tables = {each.begins: each for each in self.releases if each.kind is kind}
        begun = [each for begins, each in tables.items() if begins <= day]
        return begun[-1] if begun else next(iter(tables.values()), None)

    def _holds(self, parameter: Parameter, day: date) -> bool:
        """Return whether a parameter is in force, and nothing that the user typed overrides it."""
        overridden = not parameter.typed and (parameter.name, day.year) in self._overridden
        return not overridden and self._prices(parameter, day)

    def _prices(self, parameter: Parameter, day: date) -> bool:
        if not parameter.release or not parameter.in_force(day):
            return parameter.in_force(day)
        edition = self.edition_on(day)
        own = (parameter.release, parameter.imported)
        return edition is not None and (edition.release, edition.imported) == own

    def _database_of(self, loaded: Edition | Release) -> Database:
        if loaded.imported and self._imported is not None:
            return self._imported
        return self._bundled

    def _open_imported(self, wait: float) -> Database | None:
        self.unusable, self.problem = "", ""
        self.busy, self.damaged = False, False
        if self._imported_path is None:
            return None
        # Before it is read: what changes meanwhile is read again.
        self._state = state_of(self._imported_path)
        if not may_be_there(self._imported_path):
            return None
        try:
            return Database(self._imported_path, bundled=False, wait=wait)
        except ReferenceError as error:
            self.busy = isinstance(error, BusyError)
            self.damaged = isinstance(error, DamagedError)
            kept = self.busy and self._imported is not None
            self.unusable = str(error)
            self.problem = f"{error} {_KEPT_IN_USE if kept else _BUNDLED_USED}"
        return None
