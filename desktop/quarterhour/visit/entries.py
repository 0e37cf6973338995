"""The frozen values of a visit, and the limits that every front shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from quarterhour.units import TOTAL_MINUTES

DISCIPLINES = ("PT", "OT", "SLP")
PROFESSIONS = ("therapist", "chiropractor", "massage therapist", "athletic trainer")
SEPARATE_MODIFIERS = ("59", "XE", "XS", "XP", "XU")
MODIFIER_FAMILIES = (
    "plan-of-care",
    "assistant",
    "threshold",
    "separate",
    "telehealth",
    "purpose",
)
PURPOSES = ("habilitative", "rehabilitative")
MOST_MINUTES_A_ROW = 480
MOST_MINUTES_A_DAY = 1440
MOST_SERVICES = 200


class VisitError(ValueError):
    """An entry that cannot be used: `field` names it, `problem` says what is wrong and the remedy.

    `field` is a path into the document, such as `services[1].therapist_minutes`.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}" if field else problem)
        self.field = field
        self.problem = problem


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """One row: a code, the discipline whose plan it is under, whole minutes, dollars.

    `charge` is what the practice charges for the row. `contractor_price` is the MAC's price of
    one unit, for a code that has no national one. `telehealth` tells that it was given so.
    """

    code: str
    discipline: str
    therapist_minutes: int = 0
    assistant_minutes: int = 0
    together_minutes: int = 0
    square_cm: int = 0
    charge: Decimal | None = None
    contractor_price: Decimal | None = None
    telehealth: bool = False

    @property
    def minutes(self) -> int:
        """All minutes of the row."""
        return self.therapist_minutes + self.assistant_minutes + self.together_minutes


@dataclass(frozen=True, slots=True)
class Provider:
    """How the practice takes part in Medicare.

    `accepts_assignment` matters where it does not participate: without assignment the patient
    may be charged up to the limiting charge, and Medicare pays the patient. `profession` is of
    whoever treats. `modifier_order` names families of modifiers (`MODIFIER_FAMILIES`) in the
    order in which they stand on a line; those not named follow in the usual order.
    """

    participating: bool = True
    accepts_assignment: bool = True
    qualifying_apm: bool = False
    profession: str = PROFESSIONS[0]
    modifier_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Patient:
    """Amounts of the year so far, in dollars. Nothing identifies the patient."""

    deductible_remaining: Decimal = Decimal("0.00")
    pt_slp_to_date: Decimal = Decimal("0.00")
    ot_to_date: Decimal = Decimal("0.00")


class SeparatePair(NamedTuple):
    """Two codes that were done separately, and the modifier that says so."""

    one: str
    two: str
    modifier: str = SEPARATE_MODIFIERS[0]

    @property
    def codes(self) -> frozenset[str]:
        """Both codes, in no order."""
        return frozenset((self.one, self.two))


@dataclass(frozen=True, slots=True)
class Attested:
    """What the therapist states: pairs of codes done separately, and medical necessity.

    `advance_notice`: the patient signed an ABN for care that is not medically necessary.
    """

    separate: tuple[SeparatePair, ...] = ()
    medically_necessary: bool = False
    advance_notice: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything entered for one patient on one day.

    `locality` is `MAC-locality` or `national`; a `zip` may stand instead of it. While neither
    is entered, units and modifiers are known and money is not. `extra_units_to` are the places
    in `services` of those that take the left-over units in a tie. `purpose` is set for a payer
    that wants habilitative or rehabilitative care marked.

    Raises VisitError where the minutes of a row or of the day are impossible.
    """

    date_of_service: date
    services: tuple[ServiceEntry, ...]
    locality: str = ""
    zip: str = ""
    rule: str = TOTAL_MINUTES.name
    provider: Provider = field(default_factory=Provider)
    patient: Patient = field(default_factory=Patient)
    attested: Attested = field(default_factory=Attested)
    extra_units_to: tuple[int, ...] = ()
    label: str = ""
    purpose: str = ""

    def __post_init__(self) -> None:
        for place, service in enumerate(self.services):
            if service.minutes > MOST_MINUTES_A_ROW:
                raise VisitError(
                    f"services[{place}].therapist_minutes",
                    f"{service.minutes} minutes in one row is more than {MOST_MINUTES_A_ROW}; "
                    "enter the minutes of this service on this day.",
                )
        total = sum(service.minutes for service in self.services)
        if total > MOST_MINUTES_A_DAY:
            raise VisitError(
                "services",
                f"{total} minutes are more than a day has ({MOST_MINUTES_A_DAY}); "
                "enter one day's services in a visit.",
            )

    def contractor_prices(self, code: str) -> tuple[Decimal, ...]:
        """Return the MAC's prices entered for a code, each once: several contradict each other."""
        prices = [entry.contractor_price for entry in self.services if entry.code == code]
        return tuple(dict.fromkeys(price for price in prices if price is not None))
