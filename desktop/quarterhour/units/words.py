"""The engine's words: one table for every kind of fact, and the sentences made from it.

No number hangs on them: `reasons`, `assistants` and `comparison` decide, and this says it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto

from quarterhour.units.assistants import Split, SplitKind, percent_of
from quarterhour.units.clocks import Measure
from quarterhour.units.comparison import Difference, DifferenceKind
from quarterhour.units.count import Pool, ServiceUnits, UnitCount
from quarterhour.units.reasons import Reason, ReasonKind, reason_of


class PoolKind(Enum):
    """Where the minutes of a pool lie in the range of its units."""

    NO_UNIT = auto()
    AT_RANGE_START = auto()
    ABOVE_RANGE_START = auto()


_TIMED = "{amount}: {full}, "
_REMAINING = _TIMED + "remainder {remaining_minutes}; "
_DOCUMENTED = "{amount}, documented; "
_TAKEN = _DOCUMENTED + ("total timed minutes of {total} allow {total_units}, taken by {takers}.")
_APART = "{amount}, counted apart from other services: {units}"
_TIE = "{tied} tie on {remaining_minutes} for a left-over unit, and it goes "

WORDS: dict[ReasonKind | SplitKind | DifferenceKind | PoolKind, str] = {
    ReasonKind.PERIOD: "Billed once in its period, whatever the minutes.",
    ReasonKind.UNTIMED: "Untimed: 1 unit a day, whatever the minutes.",
    ReasonKind.COUNTED_SECTIONS: "A unit for each extremity or trunk section: {units}.",
    ReasonKind.COUNTED_APPLIED: "A unit for each one applied: {units}.",
    ReasonKind.AREA_ASSUMED: "First {amount} assumed: enter the treated area.",
    ReasonKind.BELOW_FIRST_UNIT: (_DOCUMENTED + "the first unit of {key} needs {needed}."),
    ReasonKind.COUNTED_APART: _APART + "; the next needs {needed}.",
    ReasonKind.COUNTED_APART_AT_ITS_MOST: _APART + ", the most it has.",
    ReasonKind.NO_MINUTES: "No minutes entered.",
    ReasonKind.TOTAL_BELOW_FIRST_UNIT: (
        _DOCUMENTED + "the total of timed minutes is {total}, and the first unit needs 8."
    ),
    ReasonKind.ALONE_BELOW_FIRST_UNIT: (
        _DOCUMENTED + "it is counted alone, and the first unit needs 8."
    ),
    ReasonKind.NONE_LEFT: _TAKEN,
    ReasonKind.NONE_LEFT_IN_TIE: _TAKEN + " {tied} tie; {by} it goes to {tied_takers}.",
    ReasonKind.NOTHING_OVER: _TIMED + "nothing over.",
    ReasonKind.TOOK_IN_TIE: _REMAINING + _TIE + "here {by}.",
    ReasonKind.TOOK_FIRST_PAST_MIDPOINT: (
        _REMAINING + "{remaining} pass the midpoint and earn a unit."
    ),
    ReasonKind.TOOK_ONE_MORE_PAST_MIDPOINT: (
        _REMAINING + "{remaining} pass the midpoint and earn one more unit."
    ),
    ReasonKind.TOOK_AS_LARGEST: (
        _REMAINING + "the largest remainder, so it takes the left-over unit."
    ),
    ReasonKind.TOOK_AMONG_LARGEST: (
        _REMAINING + "one of the largest, so it takes one of {remaining_units} left-over units."
    ),
    ReasonKind.LOST_IN_TIE: _REMAINING + _TIE + "to {tied_takers} {by}.",
    ReasonKind.LOST_THE_ONE_TO_LARGER: (
        _REMAINING + "the left-over unit went to a larger remainder."
    ),
    ReasonKind.LOST_SEVERAL_TO_LARGER: (
        _REMAINING + "the left-over units went to larger remainders."
    ),
    ReasonKind.ONLY_FULL_OF_TOTAL: (
        _REMAINING + "total timed minutes of {total} allow {total_units}, all full quarter hours."
    ),
    ReasonKind.ONLY_FULL_ALONE: (
        _REMAINING + "{amount} alone allow {total_units}, all full quarter hours."
    ),
    SplitKind.OWN_QUARTER_HOURS: "{own}.",
    SplitKind.ONE_EACH: (
        "Two units are left over {plain} therapist and {assistant} assistant minutes: one is the "
        "therapist's, one the assistant's."
    ),
    SplitKind.THERAPIST_PAST_MIDPOINT: (
        "The therapist's own {plain} minutes pass the midpoint, so the last unit carries no "
        "assistant modifier."
    ),
    SplitKind.LAST_ABOVE_TENTH: (
        "Of the last unit the assistant did {assistant} of {total} minutes ({percent} %), more "
        "than 10 %: it is the assistant's."
    ),
    SplitKind.LAST_WITHIN_TENTH: "The assistant did 10 % or less of the last unit.",
    SplitKind.ALL_ABOVE_TENTH: (
        "The assistant did {assistant} of {total} minutes ({percent} %), more than 10 %: the "
        "assistant modifier applies."
    ),
    SplitKind.ALL_WITHIN_TENTH: (
        "The assistant did {assistant} of {total} minutes ({percent} %), 10 % or less: no "
        "assistant modifier."
    ),
    DifferenceKind.MORE_TOGETHER: (
        "{key} has {together} when minutes are added and {alone} alone: its remainder of "
        "{remaining_minutes} is below 8, and takes a unit that the total leaves over."
    ),
    DifferenceKind.MORE_ALONE: (
        "{key} has {together} when minutes are added and {alone} alone: its remainder of "
        "{remaining_minutes} passes the midpoint, and the total leaves no unit for it."
    ),
    PoolKind.NO_UNIT: "{minutes} allow no unit; {more} more would allow {next_units}.",
    PoolKind.AT_RANGE_START: (
        "{minutes}: {at_least} to {at_most} is {units} (just at the lower edge); {more} more "
        "would allow {next_units}."
    ),
    PoolKind.ABOVE_RANGE_START: (
        "{minutes}: {at_least} to {at_most} is {units} ({spare} above the lower edge); {more} "
        "more would allow {next_units}."
    ),
}
_BY = {False: "by order of entry", True: "by the therapist's choice"}
_FIGURES: dict[str, Callable[[Reason], object]] = {
    "amount": lambda why: _amount(why.amount, why.measure),
    "units": lambda why: units_text(why.units),
    "needed": lambda why: _amount(why.needed, why.measure),
    "key": lambda why: why.key,
    "full": lambda why: _full(why.full),
    "remaining_minutes": lambda why: why.remaining_minutes,
    "remaining": lambda why: minutes_text(why.remaining_minutes),
    "total": lambda why: why.total,
    "total_units": lambda why: units_text(why.total_units),
    "remaining_units": lambda why: why.remaining_units,
    "takers": lambda why: joined([f"{key} ({units})" for key, units in why.takers]),
    "tied": lambda why: joined(why.tied),
    "tied_takers": lambda why: joined(why.tied_takers),
    "by": lambda why: _BY[why.chosen],
}


def reason(service: ServiceUnits, count: UnitCount) -> str:
    """Return the reason for a service's units as one or two sentences."""
    return reason_sentence(reason_of(service, count))


def reason_sentence(why: Reason) -> str:
    """Return a reason as one or two sentences that can be pasted into a note."""
    text = WORDS[why.kind].format_map(_Figures(why))
    return f"{text} {split_sentence(why.split)}" if why.split else text


def split_sentence(split: Split) -> str:
    """Return why units are the therapist's or the assistant's as a sentence."""
    own = ((split.plain, "therapist"), (split.assistant, "assistant"))
    return WORDS[split.kind].format(
        own=joined([f"{_full(units)} of the {who}" for units, who in own if units]),
        plain=split.plain_minutes,
        assistant=split.assistant_minutes,
        total=split.total,
        percent=percent_of(split.assistant_minutes, split.total),
    )


def difference_sentence(difference: Difference) -> str:
    """Return why a service has other units by the other rule as a sentence."""
    return WORDS[difference.kind].format(
        key=difference.key,
        together=units_text(difference.together),
        alone=difference.alone,
        remaining_minutes=difference.remaining_minutes,
    )


def pool_sentence(pool: Pool) -> str:
    """Return the total, its units and the minutes to each edge of the range as a sentence."""
    spare = pool.minutes - pool.at_least
    kind = PoolKind.ABOVE_RANGE_START if spare else PoolKind.AT_RANGE_START
    who = f"{pool.name} " if pool.name else ""
    what = f" of {pool.key}" if pool.key else ""
    return WORDS[kind if pool.units else PoolKind.NO_UNIT].format(
        minutes=f"{pool.minutes} {who}timed minutes{what}",
        at_least=pool.at_least,
        at_most=pool.at_most,
        units=units_text(pool.units),
        spare=spare,
        more=minutes_text(pool.at_most + 1 - pool.minutes),
        next_units=units_text(pool.units + 1),
    )


class _Figures:
    """The figures of a reason: each is put into words only where the template names it."""

    __slots__ = ("_why",)

    def __init__(self, why: Reason) -> None:
        self._why = why

    def __getitem__(self, name: str) -> object:
        return _FIGURES[name](self._why)


def units_text(units: int) -> str:
    """Return a number of units in words that agree with it."""
    return f"{units} unit" if units == 1 else f"{units} units"


def minutes_text(minutes: int) -> str:
    """Return a number of minutes in words that agree with it."""
    return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"


def joined(parts: Sequence[str]) -> str:
    """Return the parts as a list in a sentence."""
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _amount(amount: int, measure: Measure) -> str:
    if measure is Measure.MINUTES:
        return minutes_text(amount)
    return f"{amount} square cm" if measure is Measure.AREA else str(amount)


def _full(blocks: int) -> str:
    if not blocks:
        return "no full quarter hour"
    return f"{blocks} full quarter hour" + ("s" if blocks > 1 else "")
