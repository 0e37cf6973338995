"""A row that couldn't be read when its visit was saved: it is kept as it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from quarterhour.visit.kinds import MAX_SERVICES, ListOf, Matching, Text, Whole
from quarterhour.visit.terms import (
    COUNT,
    DISCIPLINES,
    DOLLARS,
    FLAG,
    MAX_INTERVALS,
    MINUTES,
    PEOPLE,
    SQUARE_CM,
    TELEHEALTH,
)
from quarterhour.visit.times import PATTERN

_TYPED = Text(1000)
# They may seem to end before they start: that can be why the row couldn't be read.
_TIMES = ListOf(Matching(PATTERN, "write times as 9:05-9:28"), MAX_INTERVALS)


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row that isn't counted, with what was typed in it.

    The code and the minutes are any text. Everything else is as in a row that is counted.
    """

    row: Annotated[
        int,
        Whole(2 * MAX_SERVICES - 1, "isn't a row of the visit; count the rows from 0."),
        "Its index among all rows of the visit, those that are counted and those that aren't",
    ]
    code: Annotated[str, _TYPED, "What was typed as the service"] = ""
    discipline: Annotated[
        str,
        Matching("|".join(("", *DISCIPLINES)), f"use {' or '.join(DISCIPLINES)}"),
        "Discipline: whose plan of care it is under",
    ] = ""
    therapist_minutes: Annotated[str, _TYPED, "What was typed as the therapist's minutes"] = ""
    assistant_minutes: Annotated[str, _TYPED, "What was typed as the assistant's minutes"] = ""
    minutes: Annotated[str, _TYPED, "What was typed as the minutes of the people who did it"] = ""
    together_minutes: Annotated[int, MINUTES, "Minutes of therapist and assistant together"] = 0
    count: Annotated[int, COUNT, "How many, for codes that count more than one"] = 1
    by: Annotated[tuple[str, ...], PEOPLE, "Who did it: short marks, such as T1"] = ()
    times: Annotated[tuple[str, ...], _TIMES, "When, as typed"] = ()
    mode: Annotated[str, _TYPED, "How it was done"] = ""
    attended: Annotated[tuple[str, ...], _TIMES, "When someone attended it"] = ()
    attended_by: Annotated[str, _TYPED, "Who attended it"] = ""
    square_cm: Annotated[int, SQUARE_CM, "The whole wound area, in square centimeters"] = 0
    charge: Annotated[Decimal | None, DOLLARS, "The charge of the row, in dollars"] = None
    contractor_price: Annotated[Decimal | None, DOLLARS, "The MAC price per unit"] = None
    telehealth: Annotated[bool | str, TELEHEALTH, "Where the patient was"] = False
    audio_only: Annotated[bool, FLAG, "Whether telehealth was audio only"] = False
