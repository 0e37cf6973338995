"""The engine's words: one table for every kind of fact, and the sentences made from it.

No number depends on them: `reasons`, `assistants`, and `comparison` decide, and this says it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from quarterhour.units.assistants import Split, SplitKind, percent_of
from quarterhour.units.comparison import Difference, DifferenceKind
from quarterhour.units.count import Pool, ServiceUnits, UnitCount
from quarterhour.units.phrases import joined, minutes_text, units_text
from quarterhour.units.reasons import Reason, ReasonKind, reason_of
from quarterhour.units.timings import Measure


class PoolKind(Enum):
    """Whether the minutes of a pool have a unit."""

    NO_UNIT = auto()
    UNITS = auto()


_NOT_BILLABLE = "{amount}, not billable: "
_REMAINING = "{amount} = {full} + {remaining}; "
_BILLED = _NOT_BILLABLE + "{total} total timed minutes = {total_units}, billed on {takers}."
_APART = "{amount} = {units}, not added to the 15-minute codes; "
_TIE = "{tied} tie, and "
_SHARE = "The assistant did {assistant} out of {total} minutes ({percent}%), "
_BY_RULE = "{key}: {together} by the 8-minute rule, {alone} by the midpoint rule. "

WORDS: dict[ReasonKind | SplitKind | DifferenceKind | PoolKind, str] = {
    ReasonKind.PERIOD: "Billed once per period, regardless of minutes.",
    ReasonKind.UNTIMED: "Untimed code: 1 unit per day, regardless of minutes.",
    ReasonKind.COUNTED_SECTIONS: "One unit for each extremity or trunk section: {units}.",
    ReasonKind.COUNTED_APPLIED: "One unit for each one applied: {units}.",
    ReasonKind.AREA_ASSUMED: "Area not entered: counted as the first {amount}.",
    ReasonKind.BELOW_FIRST_UNIT: _NOT_BILLABLE + "the first unit of {key} needs {needed}.",
    ReasonKind.COUNTED_APART: _APART + "the next unit starts at {needed}.",
    ReasonKind.COUNTED_APART_AT_ITS_MOST: _APART + "{units} is the maximum.",
    ReasonKind.NO_MINUTES: "No minutes entered.",
    ReasonKind.TOTAL_BELOW_FIRST_UNIT: (
        _NOT_BILLABLE + "{total} total timed minutes = 0 units (the first unit needs {first})."
    ),
    ReasonKind.ALONE_BELOW_FIRST_UNIT: (
        _NOT_BILLABLE + "it is counted by itself, and the first unit needs {first}."
    ),
    ReasonKind.NONE_LEFT: _BILLED,
    ReasonKind.NONE_LEFT_IN_TIE: _BILLED + " " + _TIE + "{billed} on {tied_takers} ({by}).",
    ReasonKind.NOTHING_OVER: "{amount} = {full}, none remaining.",
    ReasonKind.TOOK_IN_TIE: _REMAINING + _TIE + "a remaining unit is billed here ({by}).",
    ReasonKind.TOOK_FIRST_PAST_MIDPOINT: _REMAINING + "enough for 1 unit.",
    ReasonKind.TOOK_ONE_MORE_PAST_MIDPOINT: _REMAINING + "enough for one more unit.",
    ReasonKind.TOOK_AS_LARGEST: (
        _REMAINING + "the most remaining minutes, so it gets the remaining unit."
    ),
    ReasonKind.TOOK_AMONG_LARGEST: (
        _REMAINING + "among the most remaining minutes, so it gets one of {remaining_units} "
        "remaining units."
    ),
    ReasonKind.LOST_IN_TIE: _REMAINING + _TIE + "{billed} on {tied_takers} ({by}).",
    ReasonKind.LOST_THE_ONE_TO_LARGER: (
        _REMAINING + "the remaining unit goes to the code with more remaining minutes."
    ),
    ReasonKind.LOST_SEVERAL_TO_LARGER: (
        _REMAINING + "the remaining units go to codes with more remaining minutes."
    ),
    ReasonKind.ONLY_FULL_OF_TOTAL: (
        _REMAINING + "{total} total timed minutes = {total_units}, all used by full 15-minute "
        "units, so no unit is left for the {remaining}."
    ),
    ReasonKind.ONLY_FULL_ALONE: (
        _REMAINING + "counted by itself, {amount} = {total_units}, all full 15-minute units."
    ),
    SplitKind.OWN_QUARTER_HOURS: "{own}.",
    SplitKind.ONE_EACH: (
        "{plain} therapist and {assistant} assistant minutes remain for two units: one each."
    ),
    SplitKind.THERAPIST_PAST_MIDPOINT: (
        "The therapist's own {plain} minutes are enough for the last unit, so it has no {modifier}."
    ),
    SplitKind.LAST_ABOVE_TENTH: (
        "The assistant did {assistant} of the last unit's {total} minutes ({percent}%), more than "
        "10%: {modifier} applies."
    ),
    SplitKind.LAST_WITHIN_TENTH: "The assistant did 10% or less of the last unit: no {modifier}.",
    SplitKind.ALL_ABOVE_TENTH: _SHARE + "more than 10%: {modifier} applies.",
    SplitKind.ALL_WITHIN_TENTH: _SHARE + "10% or less: no {modifier}.",
    DifferenceKind.MORE_TOGETHER: (
        _BY_RULE + "Its {remaining} would not earn a unit alone, but the combined total has a unit "
        "for it."
    ),
    DifferenceKind.MORE_ALONE: (
        _BY_RULE + "Its {remaining} would earn a unit alone, but the combined total has no unit "
        "for it."
    ),
    PoolKind.NO_UNIT: "{minutes} = 0 units (the first unit needs {next_unit_at}).",
    PoolKind.UNITS: (
        "{minutes} = {units} ({at_least}\N{EN DASH}{at_most} minutes). The next unit starts at "
        "{next_unit_at}."
    ),
}
# The assistants' modifiers, by discipline; where it isn't known, either may be meant.
_ASSISTANT = {"PT": "CQ", "OT": "CO"}
_EITHER = "CQ or CO"
_BY = {False: "entered first", True: "chosen by the therapist"}
_FIGURES: dict[str, Callable[[Reason], object]] = {
    "amount": lambda why: _amount(why.amount, why.measure),
    "units": lambda why: units_text(why.units),
    "needed": lambda why: _amount(why.needed, why.measure),
    "first": lambda why: why.first,
    "key": lambda why: why.key,
    "full": lambda why: _full(why.full),
    "remaining": lambda why: _remaining(why.remaining_minutes),
    "total": lambda why: why.total,
    "total_units": lambda why: units_text(why.total_units),
    "remaining_units": lambda why: why.remaining_units,
    "billed": lambda why: _billed(len(why.tied_takers)),
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
    return f"{text} {_split_sentence(why.split, why.pool)}" if why.split else text


def _split_sentence(split: Split, pool: str) -> str:
    """Return why units are the therapist's or the assistant's as a sentence."""
    own = ((split.plain, "therapist"), (split.assistant, "assistant"))
    return WORDS[split.kind].format(
        own=joined([f"{_full(units)} by the {who}" for units, who in own if units]),
        plain=split.plain_minutes,
        assistant=split.assistant_minutes,
        total=split.total,
        percent=percent_of(split.assistant_minutes, split.total),
        modifier=_ASSISTANT.get(pool, _EITHER),
    )


def difference_sentence(difference: Difference) -> str:
    """Return why a service has other units by the other rule as a sentence."""
    return WORDS[difference.kind].format(
        key=difference.key,
        together=units_text(difference.together),
        alone=difference.alone,
        remaining=_remaining(difference.remaining_minutes),
    )


def pool_sentence(pool: Pool) -> str:
    """Return the total, its units, their range, and where the next unit starts as a sentence."""
    who = f"{pool.name} " if pool.name else ""
    what = f" of {pool.key}" if pool.key else ""
    return WORDS[PoolKind.UNITS if pool.units else PoolKind.NO_UNIT].format(
        minutes=f"{pool.minutes} {who}timed minutes{what}",
        at_least=pool.at_least,
        at_most=pool.at_most,
        units=units_text(pool.units),
        next_unit_at=pool.at_most + 1,
    )


class _Figures:
    """The figures of a reason: each is put into words only where the template names it."""

    __slots__ = ("_why",)

    def __init__(self, why: Reason) -> None:
        self._why = why

    def __getitem__(self, name: str) -> object:
        return _FIGURES[name](self._why)


def _billed(units: int) -> str:
    return "a remaining unit is billed" if units == 1 else f"{units} remaining units are billed"


def _amount(amount: int, measure: Measure) -> str:
    if measure is Measure.MINUTES:
        return minutes_text(amount)
    return f"{amount} sq cm" if measure is Measure.AREA else str(amount)


def _full(blocks: int) -> str:
    if not blocks:
        return "no full 15-minute unit"
    return f"{blocks} full 15-minute unit" + ("s" if blocks > 1 else "")


def _remaining(minutes: int) -> str:
    return f"{minutes} remaining minute" + ("" if minutes == 1 else "s")
