"""Whose unit it is: splitting a service's units between therapist and assistant.

Sources: 42 CFR 410.59(a)(4) and 410.60(a)(4), with the billing rule that CMS finalized for 2022;
Social Security Act §1834(v); the two methods of the 10 percent test: CY 2020 physician fee
schedule final rule (CMS-1715-F).
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

QUARTER = 15
MIDPOINT = 8
# The least whole percent that is more than 10.
_LEAST_PERCENT = 11


class SplitKind(Enum):
    """What decided whose the units are."""

    OWN_QUARTER_HOURS = auto()
    ONE_EACH = auto()
    THERAPIST_PAST_MIDPOINT = auto()
    LAST_ABOVE_TENTH = auto()
    LAST_WITHIN_TENTH = auto()
    ALL_ABOVE_TENTH = auto()
    ALL_WITHIN_TENTH = auto()


class Split(NamedTuple):
    """Units without CQ or CO (`plain`) and units with it (`assistant`), and why.

    `plain_minutes` and `assistant_minutes` are those that were weighed: all of the service, or of
    a 15-minute one those beyond each clinician's own full 15-minute units.
    """

    plain: int
    assistant: int
    kind: SplitKind
    plain_minutes: int
    assistant_minutes: int

    @property
    def total(self) -> int:
        """All minutes that were weighed."""
        return self.plain_minutes + self.assistant_minutes

    @property
    def strict_reading_differs(self) -> bool:
        """Whether the last unit is the therapist's though the assistant did over 10% of it.

        The billing rule for 2022 gives it to the therapist, whose own minutes pass the midpoint;
        before it, a strict reading of the 10% test marked it.
        """
        return self.kind is SplitKind.THERAPIST_PAST_MIDPOINT and above_de_minimis(
            self.assistant_minutes, self.total
        )

    @property
    def simple_method_differs(self) -> bool:
        """Whether the 10% test decided, and CMS's simple method decides the other way."""
        by_tenth = self.kind in _BY_TENTH
        return by_tenth and above_de_minimis(self.assistant_minutes, self.total) != (
            self.assistant_minutes >= least_by_simple_method(self.total)
        )


_BY_TENTH = (
    SplitKind.LAST_ABOVE_TENTH,
    SplitKind.LAST_WITHIN_TENTH,
    SplitKind.ALL_ABOVE_TENTH,
    SplitKind.ALL_WITHIN_TENTH,
)


def percent_of(part: int, total: int) -> int:
    """Return a part as a whole percent of a total, rounded half up; 0 of nothing."""
    return (200 * part + total) // (2 * total) if total else 0


def above_de_minimis(assistant: int, total: int) -> bool:
    """Return whether the assistant's minutes are more than 10% of the total.

    By CMS's percentage method: their share, rounded to a whole percent, is 11 or more.
    """
    return percent_of(assistant, total) >= _LEAST_PERCENT


def least_by_simple_method(total: int) -> int:
    """Return the assistant's minutes that CMS's simple method asks for.

    A tenth of the total, rounded half up, and one minute more.
    """
    return (total + 5) // 10 + 1


def split_timed(units: int, plain_minutes: int, assistant_minutes: int) -> Split:
    """Split the `units` of a 15-minute service.

    Each clinician keeps their own full 15-minute units. One unit more is the therapist's
    when the therapist's own remaining minutes are 8 or more, else the assistant's when the
    assistant did more than 10% of it. Two units more are one of each.
    """
    own_plain, plain_rest = divmod(plain_minutes, QUARTER)
    own_assistant, assistant_rest = divmod(assistant_minutes, QUARTER)
    left = units - own_plain - own_assistant
    plain = assistant = 0
    if left == 0:
        kind = SplitKind.OWN_QUARTER_HOURS
    elif left == 2:
        kind, plain, assistant = SplitKind.ONE_EACH, 1, 1
    elif plain_rest >= MIDPOINT:
        kind, plain = SplitKind.THERAPIST_PAST_MIDPOINT, 1
    elif above_de_minimis(assistant_rest, plain_rest + assistant_rest):
        kind, assistant = SplitKind.LAST_ABOVE_TENTH, 1
    else:
        kind, plain = SplitKind.LAST_WITHIN_TENTH, 1
    return Split(own_plain + plain, own_assistant + assistant, kind, plain_rest, assistant_rest)


def split_whole(units: int, plain_minutes: int, assistant_minutes: int) -> Split:
    """Give all units of an untimed service, or of one with another timing, to one of the two."""
    if above_de_minimis(assistant_minutes, plain_minutes + assistant_minutes):
        kind, plain, assistant = SplitKind.ALL_ABOVE_TENTH, 0, units
    else:
        kind, plain, assistant = SplitKind.ALL_WITHIN_TENTH, units, 0
    return Split(plain, assistant, kind, plain_minutes, assistant_minutes)
