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
    LaterVersionError,
    ReferenceError,
    state_of,
)
from quarterhour.reference.pair_parts import PairParts
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
    PairEdit,
    Parameter,
    Release,
    ReleaseKind,
    ServiceCode,
    Source,
    UnitLimit,
    ZipArea,
)
from quarterhour.reference.yearly_amounts import TypedAmount

# How many seconds another program that stores an import is waited for. It holds the database for
# a moment; while the window is open, what was read before is there.
_WAIT_AT_START = 2.0
_WAIT_AFTERWARD = 0.25
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

    def renew(self) -> None:
        """Read the imported database again where it is not as it was when it was read."""
        if self.busy or (self._imported_path and state_of(self._imported_path) != self._state):
            self.reload(_WAIT_AT_START)

    def reload(self, wait: float = _WAIT_AFTERWARD) -> None:
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
            "_pair_edits",
            "_paired_codes",
            "_parts_by_quarter",
            "_replaced",
            "_whole_limits",
            "_whole_quarters",
            "_unit_limits",
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

        What the user typed holds from the release on that it is kept with, for codes that the
        program does not know itself.
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
        """Return the parameter in force on a day whatever the user typed, or None."""
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

    def pair_edit(self, column_1: str, column_2: str, day: date) -> PairEdit | None:
        """Return what the NCCI says of an ordered pair of codes, or None if it is not a pair.

        It is the newest release that holds the pair and had begun on the day, else the first. Of
        several rows of a release it is the one of the day, else the last that had begun by then.
        A pair that is not in a quarter of which all parts are imported is none from then on.
        """
        whole = max((begins for begins in self._whole_quarters if begins <= day), default=date.min)
        known = self._pair_edits.get((column_1, column_2), [])
        held = [edit for edit in known if edit.begins >= whole]
        begun = [edit for edit in held if edit.begins <= day] or held[:1]
        newest = [edit for edit in held if begun and edit.release == begun[-1].release]
        of_day = [edit for edit in newest if edit.in_force(day)]
        before = [edit for edit in newest if edit.effective is None or edit.effective <= day]
        return next((found[-1] for found in (of_day, before, newest) if found), None)

    def pair_edits_of(self, code: str, day: date) -> list[PairEdit]:
        """Return what `pair_edit` finds for every pair that a code is part of, in order."""
        pairs = sorted(pair for pair in self._pair_edits if code in pair)
        found = (self.pair_edit(*pair, day) for pair in pairs)
        return [edit for edit in found if edit is not None]

    def covers_pairs(self, code: str, day: date) -> bool:
        """Return whether the pairs with a code in column 1 are known: one not held is none.

        What is bundled is a choice of codes. Of a quarter that is imported the part has to be in.
        """
        parts = self.pair_parts_on(day)
        return not parts.missing_of([code]) if parts else code in self._paired_codes

    def pair_parts_on(self, day: date) -> PairParts | None:
        """Return which parts are imported of the newest quarter of pairs that had begun on a day.

        It is None where none is imported whose files tell their parts.
        """
        begun = [parts for begins, parts in self._parts_by_quarter if begins <= day]
        return begun[-1] if begun else None

    def unit_limit(self, code: str, day: date) -> UnitLimit | None:
        """Return the most units of a code a day: of the newest table begun, else the first.

        What is imported is a whole table: where it has no row of the code, the limit `ended` with
        it. What is built in has some of the codes.
        """
        held = self._unit_limits.get(code, [])
        begun = [limit for limit in held if limit.begins <= day]
        if not begun:
            return next(iter(held), None)
        later = [begins for begins in self._whole_limits if begun[-1].begins < begins <= day]
        return begun[-1]._replace(ended=min(later, default=None))

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

    def pair_parts(self) -> dict[str, PairParts]:
        """Return which parts of each quarter's pairs are imported, by the quarter's release."""
        return {} if self._imported is None else self._imported.pair_parts()

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
        return Bundled(tuple(self._bundled.held()), until)

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

        An imported one takes the place of the built-in one of its quarter.
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

    @cached_property
    def _pair_edits(self) -> dict[tuple[str, str], list[PairEdit]]:
        found: dict[tuple[str, str], list[PairEdit]] = {}
        for database in self._databases:
            for edit in database.pair_edits():
                if database is self._bundled and edit.release in self._replaced:
                    continue
                found.setdefault((edit.column_1, edit.column_2), []).append(edit)
        for edits in found.values():
            # Within a release the row that holds comes last.
            edits.sort(key=lambda edit: (edit.begins, edit.deleted or date.max))
        return found

    @cached_property
    def _paired_codes(self) -> frozenset[str]:
        """The codes of the bundled pairs, and those that an imported file has in column 1."""
        bundled = {
            code for edit in self._bundled.pair_edits() for code in (edit.column_1, edit.column_2)
        }
        return frozenset(bundled.union(column_1 for column_1, _ in self._pair_edits))

    @cached_property
    def _parts_by_quarter(self) -> list[tuple[date, PairParts]]:
        parts = self.pair_parts()
        return [
            (each.begins, parts[each.name])
            for each in self.releases
            if each.imported and each.kind is ReleaseKind.PAIR_EDITS and each.name in parts
        ]

    @cached_property
    def _replaced(self) -> set[str]:
        """The releases of pairs and limits that are built in, and imported whole."""
        return {*self._whole_limits.values(), *self._whole_quarters.values()}

    @cached_property
    def _whole_limits(self) -> dict[date, str]:
        """The tables of limits that are imported, by their first day."""
        limits = [each for each in self.releases if each.kind is ReleaseKind.UNIT_LIMITS]
        return {each.begins: each.name for each in limits if each.imported}

    @cached_property
    def _whole_quarters(self) -> dict[date, str]:
        """The quarters of which all parts with therapy pairs are imported, by their first day."""
        return {
            begins: parts.release for begins, parts in self._parts_by_quarter if not parts.missing
        }

    @cached_property
    def _unit_limits(self) -> dict[str, list[UnitLimit]]:
        found: dict[str, list[UnitLimit]] = {}
        for database in self._databases:
            for limit in database.unit_limits():
                if database is self._bundled and limit.release in self._replaced:
                    continue
                found.setdefault(limit.code, []).append(limit)
        for limits in found.values():
            limits.sort(key=lambda limit: limit.begins)
        return found

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
        if not self._imported_path.exists():
            return None
        try:
            return Database(self._imported_path, bundled=False, wait=wait)
        except ReferenceError as error:
            self.busy = isinstance(error, BusyError)
            self.damaged = not isinstance(error, BusyError | LaterVersionError)
            kept = self.busy and self._imported is not None
            self.unusable = str(error)
            self.problem = f"{error} {_KEPT_IN_USE if kept else _BUNDLED_USED}"
        return None
