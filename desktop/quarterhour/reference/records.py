"""What a look-up returns: plain frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from quarterhour.fees import ONE, Gpci, RelativeValues
from quarterhour.reference.states import STATE_NAMES
from quarterhour.units import Timing

_THOUSANDTH = Decimal("0.001")


class ReleaseKind(StrEnum):
    """What a release of CMS holds; the values are those in the database."""

    FEE_SCHEDULE = "fee schedule"
    ZIP_CODES = "zip codes"
    ZIP_PLUS_FOUR = "zip+4 codes"
    UNIT_LIMITS = "unit limits"
    PAIR_EDITS = "pair edits"


KIND_WORDS = {
    ReleaseKind.FEE_SCHEDULE: "fee schedule",
    ReleaseKind.ZIP_CODES: "ZIP codes",
    ReleaseKind.ZIP_PLUS_FOUR: "ZIP+4 codes",
    ReleaseKind.UNIT_LIMITS: "daily limits (MUE)",
    ReleaseKind.PAIR_EDITS: "NCCI edits",
}

# Fee schedules have CMS's own names, such as RVU26C. The others are known by their first day.
_NAMES = {
    ReleaseKind.ZIP_CODES: "ZIP codes {begins.year} quarter {quarter}",
    ReleaseKind.ZIP_PLUS_FOUR: "ZIP+4 codes {begins.year} quarter {quarter}",
    ReleaseKind.UNIT_LIMITS: "MUE {begins}",
    ReleaseKind.PAIR_EDITS: "NCCI {begins.year} Q{quarter}",
}


def release_name(kind: ReleaseKind, begins: date) -> str:
    """Return what a release other than a fee schedule is called, by its first day."""
    return _NAMES[kind].format(begins=begins, quarter=(begins.month + 2) // 3)


class Source(NamedTuple):
    """A file that figures of a release came from.

    `title` says what the file holds, `released` is the release date as known, `imported` tells
    that the user imported it. A file that several releases use is a source of each.
    """

    kind: ReleaseKind
    release: str
    file: str
    title: str
    released: str
    sha256: str
    imported: bool = False


class Release(NamedTuple):
    """What CMS released at once: its kind and name, its first day, and the files it came in."""

    kind: ReleaseKind
    name: str
    begins: date
    sources: tuple[Source, ...]
    imported: bool = False


class ImportEntry(NamedTuple):
    """An import: the kind of its release, its name and first day, the file, the day it came in.

    The parts of a quarter's pairs are an import each. `rows` says how many were stored.
    """

    kind: ReleaseKind
    release: str
    begins: date
    file: str
    sha256: str
    imported_on: str
    rows: int


class LoadedRelease(NamedTuple):
    """A loaded release, by what another one is compared with.

    `priced_from` is the first date of service that it can price. A fee schedule has the day on
    which it was `released`, where that is known, and its `factors`: the conversion factor, then
    that of qualifying APM participants, if it has one. `codes` are those that an MUE table limits,
    `gpcis` the indices of the localities of a fee schedule, and `files` the names of those that it
    came in. `figures` are of all codes of a fee schedule, `zips` of the states of a ZIP code table,
    `pairs` the NCCI pairs that hold by it.
    """

    kind: ReleaseKind
    name: str
    begins: date
    priced_from: date
    released: str = ""
    factors: tuple[Decimal, ...] = ()
    codes: tuple[str, ...] = ()
    gpcis: tuple[tuple[str, Gpci], ...] = ()
    files: tuple[str, ...] = ()
    figures: tuple[CodeFigures, ...] = ()
    zips: tuple[ZipCount, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


class ZipCount(NamedTuple):
    """How many ZIP codes a table has of a state, the last of them, and how many are split."""

    state: str
    listed: int
    last: str
    split: int


class Bundled(NamedTuple):
    """What Quarterhour includes. An import is compared with it.

    `floor_until` is the last day on which the work GPCI has a floor by the laws that are known.
    """

    releases: tuple[LoadedRelease, ...] = ()
    floor_until: date = date.max

    @classmethod
    def from_texts(cls, releases: Iterable[Sequence[Any]], floor_until: str) -> Bundled:
        """Read it as another process wrote it."""
        loaded = tuple(
            LoadedRelease(
                ReleaseKind(kind),
                name,
                date.fromisoformat(begins),
                date.fromisoformat(priced_from),
                released,
                tuple(map(Decimal, factors)),
                tuple(codes),
                tuple((locality, Gpci(*map(Decimal, indices))) for locality, indices in gpcis),
                tuple(files),
                tuple(CodeFigures.from_texts(*each) for each in figures),
                tuple(ZipCount(*each) for each in zips),
                tuple((column_1, column_2) for column_1, column_2 in pairs),
            )
            for (
                kind,
                name,
                begins,
                priced_from,
                released,
                factors,
                codes,
                gpcis,
                files,
                figures,
                zips,
                pairs,
            ) in releases
        )
        return cls(loaded, date.fromisoformat(floor_until))


class Edition(NamedTuple):
    """A fee schedule release and the dates of service that it can price (both inclusive).

    Of several for a date the newest prices it: the one whose release begins last. `begins` is the
    first day of the release, which can be later than `valid_from`: a release that is known to
    have the figures of those before it can price their dates, too.
    `imported` tells that the user imported it; the others came with the program.
    """

    release: str
    begins: date
    valid_from: date
    valid_to: date
    conversion_factor: Decimal
    sources: tuple[Source, ...]
    imported: bool = False


class CodeFigures(NamedTuple):
    """A code in one edition: payment status letter, RVUs, and whether the MPPR applies."""

    code: str
    status: str
    values: RelativeValues
    multiple_procedure: str

    @classmethod
    def from_texts(
        cls, code: str, status: str, values: Iterable[str], multiple_procedure: str
    ) -> CodeFigures:
        """Read it as another process wrote it."""
        return cls(code, status, RelativeValues(*map(Decimal, values)), multiple_procedure)

    @property
    def subject_to_mppr(self) -> bool:
        """Whether the therapy MPPR applies (multiple procedure indicator 5)."""
        return self.multiple_procedure == "5"

    @property
    def is_procedure(self) -> bool:
        """Whether one of several a day is paid in full (indicator 2): splints, strapping."""
        return self.multiple_procedure == "2"

    @property
    def priced(self) -> bool:
        """Whether the fee schedule has a price; otherwise the MAC sets it."""
        values = self.values
        return bool(values.work or values.practice_expense or values.malpractice)


class Locality(NamedTuple):
    """A Medicare payment locality: `MAC-locality`, state, name, and its GPCIs.

    The work index of `gpci` is the one with the floor, where the release tells it.
    `work_without_floor` is None where it has that one alone. `gpci_under` says which holds.
    """

    id: str
    state: str
    name: str
    gpci: Gpci
    work_without_floor: Decimal | None = None

    @property
    def title(self) -> str:
        """The locality's name with its state, where that says more."""
        alone = not self.state or self.name == STATE_NAMES.get(self.state)
        return self.name if alone else f"{self.name}, {self.state}"

    def gpci_under(self, floor: Decimal | None) -> Gpci:
        """Return the indices under a floor of the work index, or where no law sets one.

        An index that is known with the floor alone is taken then, too: whoever published it says
        that the floor is law.
        """
        if floor is not None:
            return self.gpci._replace(work=max(self.gpci.work, floor.quantize(_THOUSANDTH)))
        if self.work_without_floor is None:
            return self.gpci
        return self.gpci._replace(work=self.work_without_floor)

    @property
    def floored(self) -> bool:
        """Whether the work index may be the floor itself: the one without it is not known."""
        return self.work_without_floor is None and self.gpci.work == ONE


NATIONAL = Locality(
    "national",
    "",
    "National average",
    Gpci(*[ONE.quantize(_THOUSANDTH)] * 3),
    ONE.quantize(_THOUSANDTH),
)


class ZipArea(NamedTuple):
    """A five-digit ZIP and its localities.

    Where `needs_plus_four`, the ZIP can lie in several localities: `localities` are the
    candidates, the ZIP file's own first. Otherwise there is one.
    """

    zip: str
    state: str
    needs_plus_four: bool
    localities: tuple[str, ...]


class County(NamedTuple):
    """A county by its state's two letters, and the `MAC-locality` that CMS lists it in."""

    state: str
    county: str
    locality: str


class TypedRules(NamedTuple):
    """That the user typed rules: with which release they are kept, from when on that holds, and
    the day on which they were typed.
    """

    release: str
    begins: date
    typed_on: date

    @property
    def day(self) -> str:
        """The day on which they were typed, as Americans write it."""
        return self.typed_on.strftime("%m/%d/%Y")


class ServiceCode(NamedTuple):
    """A code whose rules are known, with our own label, or the user's where the user typed them.

    `first_code` is set on add-on codes: the code whose additional units they bill. `add_on` is set
    on those first codes. `therapy` is `always`, `sometimes` or `none` (the CMS therapy code
    list). `locked_to` names the one discipline that may bill it, if there is one. `typed` is set
    where the user typed the rules.
    """

    code: str
    label: str
    timing: Timing
    first_code: str
    add_on: str
    therapy: str
    disciplines: tuple[str, ...]
    locked_to: str
    evaluation: bool
    typed: TypedRules | None = None


class Abbreviation(NamedTuple):
    """A word that people use for services, or an abbreviation: the codes it can mean.

    The usual code comes first; there is none where the word has no code. Where `sure`, it means
    its only code, or the only one of a discipline. `note` says in sentences how to choose, or why
    there is no code.
    """

    word: str
    codes: tuple[str, ...]
    sure: bool
    note: str


_NO_EDIT = "9"


class PairEdit(NamedTuple):
    """An NCCI pair of one release: column 1 is paid, column 2 is not beside it.

    `begins` is the first day of the release.
    `modifier_indicator`: 0 never both, 1 both with a modifier where they were separate, 9 none.
    `effective` and `deleted` are None where unknown, or while the pair is in force.
    """

    release: str
    begins: date
    column_1: str
    column_2: str
    effective: date | None
    deleted: date | None
    modifier_indicator: str

    def known_on(self, day: date) -> bool:
        """Return whether it is known that the pair had begun by then, or that it had not.

        A release without start dates says nothing of the time before its first day.
        """
        return self.effective is not None or self.begins <= day

    def in_force(self, day: date) -> bool:
        """Return whether the pair holds on a date of service, as far as it is known."""
        begun = self.effective is None or self.effective <= day
        return begun and (self.deleted is None or day < self.deleted)

    def denies_on(self, day: date) -> bool:
        """Return whether it denies anything on a date of service."""
        return self.modifier_indicator != _NO_EDIT and self.in_force(day)


class UnitLimit(NamedTuple):
    """The most units of a code a day (MUE); `adjudication` 2 is absolute, 3 open to appeal.

    `begins` is the first day of the release, `ended` that of a later table without the code.
    """

    release: str
    begins: date
    code: str
    units: int
    adjudication: str
    ended: date | None = None

    def known_on(self, day: date) -> bool:
        """Return whether the limit is known to hold on a date of service."""
        return self.begins <= day and (self.ended is None or day < self.ended)


class CodeList(StrEnum):
    """A rule that names its codes; the values are those in the database."""

    DEVICE_SUPPLY = "device supply"
    EXCLUSIVE = "exclusive"
    NOT_BY_THERAPISTS = "not by therapists"
    TELEHEALTH = "telehealth"
    NOT_TELEHEALTH = "not telehealth"
    E_VISIT = "e-visit"
    PHONE_CALL = "phone call"
    NOT_COVERED = "not covered"
    BOTH_SIDES = "both sides"
    PAYMENT_DOUBTFUL = "payment doubtful"
    GROUP = "group"
    GROUP_INSTEAD = "group instead"
    SUPERVISED = "supervised"
    ATTENDED = "attended"


class ListedCode(NamedTuple):
    """A code that a rule names for a span of dates, with its source.

    `other` is the second code where the rule is about pairs, else empty: of one-on-one services,
    the code of their minutes in a group.
    """

    list: CodeList
    code: str
    other: str
    valid_from: date
    valid_to: date | None
    source: str

    def in_force(self, day: date) -> bool:
        """Return whether the rule names the code on a date of service."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class MinuteBand(NamedTuple):
    """A code of a family of which the minutes decide: it is billed from `least` minutes on."""

    family: str
    code: str
    least: int
    source: str


class Parameter(NamedTuple):
    """A figure set by law for a span of dates, with its primary source.

    One that belongs to a fee schedule has its `release`, and holds where that prices the date.
    One that the user `typed` says so as its source.
    """

    name: str
    value: Decimal
    valid_from: date
    valid_to: date | None
    source: str
    release: str = ""
    imported: bool = False
    typed: bool = False

    def in_force(self, day: date) -> bool:
        """Return whether the figure holds on a date of service."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
