"""What a look-up returns: plain frozen values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from quarterhour.fees import ONE, Gpci, RelativeValues
from quarterhour.reference.states import STATE_NAMES
from quarterhour.units import Clock


class ReleaseKind(StrEnum):
    """What a release of CMS holds; the values are those in the database."""

    FEE_SCHEDULE = "fee schedule"
    ZIP_CODES = "zip codes"
    ZIP_PLUS_FOUR = "zip+4 codes"
    UNIT_LIMITS = "unit limits"
    PAIR_EDITS = "pair edits"


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


class Edition(NamedTuple):
    """A fee schedule release and the dates of service that it prices (both inclusive).

    `imported` tells that the user imported it; the others came with the program.
    """

    release: str
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
        """Whether the fee schedule holds a price, rather than the contractor."""
        values = self.values
        return bool(values.work or values.practice_expense or values.malpractice)


class Locality(NamedTuple):
    """A Medicare payment locality: `MAC-locality`, state, name, and its GPCIs."""

    id: str
    state: str
    name: str
    gpci: Gpci

    @property
    def title(self) -> str:
        """The locality's name with its state, where that says more."""
        alone = not self.state or self.name == STATE_NAMES.get(self.state)
        return self.name if alone else f"{self.name}, {self.state}"


NATIONAL = Locality("national", "", "National average", Gpci(*[ONE.quantize(Decimal("0.001"))] * 3))


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


class ServiceCode(NamedTuple):
    """A code that the program knows the rules of, with our own label.

    `first_code` is set on add-on codes: the code whose further units they bill. `add_on` is set
    on those first codes. `therapy` is `always`, `sometimes` or `none` (the CMS therapy code
    list). `locked_to` names the one discipline that may bill it, if there is one.
    """

    code: str
    label: str
    clock: Clock
    first_code: str
    add_on: str
    therapy: str
    disciplines: tuple[str, ...]
    locked_to: str
    evaluation: bool


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


class UnitLimit(NamedTuple):
    """The most units of a code a day (MUE); `adjudication` 2 is absolute, 3 open to appeal.

    `begins` is the first day of the release.
    """

    release: str
    begins: date
    code: str
    units: int
    adjudication: str

    def known_on(self, day: date) -> bool:
        """Return whether the limit is known to hold on a date of service."""
        return self.begins <= day


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
    PAYMENT_DOUBTFUL = "payment doubtful"


class ListedCode(NamedTuple):
    """A code that a rule names for a span of dates, with its source.

    `other` is the second code where the rule is about pairs, else empty.
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


class Parameter(NamedTuple):
    """A figure set by law for a span of dates, with its primary source."""

    name: str
    value: Decimal
    valid_from: date
    valid_to: date | None
    source: str

    def in_force(self, day: date) -> bool:
        """Return whether the figure holds on a date of service."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
