"""The amounts of a year that CMS announces only in notices, as the user types them.

They are read strictly, wherever they come from: a file of the practice, a form or a command line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from quarterhour.fees import ONE
from quarterhour.practice_files import PracticeFile
from quarterhour.reference.records import Parameter

FORMAT = "quarterhour.yearly-amounts/1"
FIRST_YEAR, LAST_YEAR = 2020, 2099
YES, NO = "yes", "no"
_FIELDS = {"year", "name", "value", "typed_on"}
_MAX_SHOWN = 40
_AMERICAN, _ISO = "%m/%d/%Y", "%Y-%m-%d"
_DATE = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"([0-9]{1,6}|[0-9]{1,3},[0-9]{3})(\.[0-9]{1,6})?")
_KEPT_DAY = re.compile(r"(?<![\w./-])(\d{4})-(\d\d)-(\d\d)(?![\w/-]|\.\w)")


class YearlyAmount(StrEnum):
    """An amount of a year; the values are the names of its parameter."""

    KX_THRESHOLD = "kx_threshold"
    DEDUCTIBLE = "part_b_deductible"
    QUALIFYING_FACTOR = "qualifying_apm_conversion_factor"
    REVIEW_THRESHOLD = "medical_review_threshold"
    WORK_FLOOR = "work_gpci_floor"


AMOUNT_WORDS = {
    YearlyAmount.KX_THRESHOLD: "KX threshold",
    YearlyAmount.DEDUCTIBLE: "Part B deductible",
    YearlyAmount.QUALIFYING_FACTOR: "Qualifying APM factor",
    YearlyAmount.REVIEW_THRESHOLD: "Medical review threshold",
    YearlyAmount.WORK_FLOOR: "Work GPCI floor",
}


class _Bounds(NamedTuple):
    """The least and the most that an amount can be, what it is a multiple of, and that in words."""

    least: Decimal
    most: Decimal
    step: Decimal
    sentence: str


# The thresholds are rounded to ten dollars and the deductible to one, by law. Fee schedules are
# imported within the same bounds of their factor.
_BOUNDS = {
    YearlyAmount.KX_THRESHOLD: _Bounds(
        Decimal(1000),
        Decimal(9990),
        Decimal(10),
        "A KX threshold is a multiple of $10, from $1,000 to $9,990. Check the amount.",
    ),
    YearlyAmount.DEDUCTIBLE: _Bounds(
        Decimal(100),
        Decimal(999),
        ONE,
        "A Part B deductible is in whole dollars, from $100 to $999. Check the amount.",
    ),
    YearlyAmount.QUALIFYING_FACTOR: _Bounds(
        Decimal(20),
        Decimal(60),
        Decimal("0.0001"),
        "A conversion factor is from 20 to 60, with up to four decimals. Check the amount.",
    ),
    YearlyAmount.REVIEW_THRESHOLD: _Bounds(
        Decimal(1000),
        Decimal(19990),
        Decimal(10),
        "A medical review threshold is a multiple of $10, $1,000 to $19,990. Check the amount.",
    ),
}
_FLOOR = (
    "Enter yes if the work GPCI floor applies all year, no if it doesn't, or its last day in "
    "{year}, such as 06/30/{year}."
)


class TypedAmount(NamedTuple):
    """An amount that the user typed. `text` is a number; of the floor yes, no, or its last day."""

    year: int
    kind: YearlyAmount
    text: str
    typed_on: date

    @property
    def source(self) -> str:
        """Where it comes from, in words."""
        return f"entered by you on {american(self.typed_on)}"

    @property
    def floor_until(self) -> date | None:
        """The last day on which the work GPCI has its floor that year; None where it has none."""
        if self.kind is not YearlyAmount.WORK_FLOOR or self.text == NO:
            return None
        return date(self.year, 12, 31) if self.text == YES else date.fromisoformat(self.text)

    @property
    def parameter(self) -> Parameter | None:
        """The figure for the dates it holds on; None where there is no floor."""
        first, last, value = date(self.year, 1, 1), date(self.year, 12, 31), ONE
        if self.kind is not YearlyAmount.WORK_FLOOR:
            value = Decimal(self.text)
        elif self.floor_until is None:
            return None
        else:
            last = self.floor_until
        return Parameter(self.kind, value, first, last, self.source, typed=True)


def american(day: date) -> str:
    """Return a day as Americans write it."""
    return f"{day.month:02}/{day.day:02}/{day.year:04}"


def american_dates(text: str) -> str:
    """Return a text with its days as Americans write them: names of files stay as they are.

    The command line and files have them as they are kept.
    """
    return _KEPT_DAY.sub(r"\2/\3/\1", text)


def read_amount(kind: YearlyAmount, year: int, text: str) -> str:
    """Return what is typed as it is kept. Raises ValueError with a sentence."""
    text = text.strip()
    if kind is YearlyAmount.WORK_FLOOR:
        return _read_floor(year, text)
    least, most, step, sentence = _BOUNDS[kind]
    digits = text.removeprefix("$").strip()
    if not _NUMBER.fullmatch(digits):
        raise ValueError(sentence)
    value = Decimal(digits.replace(",", ""))
    if not least <= value <= most or value % step:
        raise ValueError(sentence)
    return f"{value.quantize(step if step < 1 else ONE)}"


def _read_floor(year: int, text: str) -> str:
    if text.lower() in (YES, NO):
        return text.lower()
    if _DATE.fullmatch(text):
        try:
            last = datetime.strptime(text, _AMERICAN if "/" in text else _ISO).date()
        except ValueError:
            last = date.min
        if last == date(year, 12, 31):
            return YES
        if last.year == year:
            return last.isoformat()
    raise ValueError(_FLOOR.format(year=year))


def with_amounts(
    amounts: Iterable[TypedAmount], year: int, texts: Mapping[YearlyAmount, str], today: date
) -> tuple[TypedAmount, ...]:
    """Return the amounts with others for a year; an empty text takes what was typed back.

    What is typed again as it stood keeps its day. Raises ValueError with a sentence.
    """
    found = {(each.year, each.kind): each for each in amounts}
    for kind, text in texts.items():
        before = found.pop((year, kind), None)
        if text.strip():
            typed = TypedAmount(year, kind, read_amount(kind, year, text), today)
            same = before is not None and before.text == typed.text
            found[year, kind] = before if before is not None and same else typed
    order = list(YearlyAmount)
    return tuple(sorted(found.values(), key=lambda each: (each.year, order.index(each.kind))))


def _read(document: Any) -> tuple[TypedAmount, ...]:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ValueError(f'its "format" must be "{FORMAT}".')
    if unknown := set(document) - {"format", "amounts"}:
        raise ValueError(
            f'"{_shown(min(unknown))}" isn\'t a field Quarterhour knows. Use "amounts".'
        )
    rows = document.get("amounts")
    if not isinstance(rows, list):
        raise ValueError('"amounts" must be a list.')
    found: dict[tuple[int, YearlyAmount], TypedAmount] = {}
    for row in rows:
        typed = _read_row(row)
        if found.setdefault((typed.year, typed.kind), typed) is not typed:
            raise ValueError(f'"{typed.kind}" of {typed.year} is there twice.')
    return tuple(found.values())


def _read_row(row: Any) -> TypedAmount:
    if not isinstance(row, dict) or set(row) != _FIELDS:
        raise ValueError('an amount must have only "year", "name", "value", and "typed_on".')
    year, name, value, typed_on = row["year"], row["name"], row["value"], row["typed_on"]
    if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f'"year" must be a number from {FIRST_YEAR} to {LAST_YEAR}.')
    kinds = {str(kind): kind for kind in YearlyAmount}
    if not isinstance(name, str) or name not in kinds:
        raise ValueError(f'"name" must be one of {", ".join(kinds)}.')
    if not isinstance(value, str):
        raise ValueError(f'"value" of "{name}" of {year} must be text in quotation marks.')
    try:
        text = read_amount(kinds[name], year, value)
    except ValueError as error:
        raise ValueError(f'"{name}" of {year} isn\'t valid. {error}') from None
    if not isinstance(typed_on, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", typed_on):
        raise ValueError('"typed_on" must be a date such as 2026-12-18.')
    try:
        return TypedAmount(year, kinds[name], text, date.fromisoformat(typed_on))
    except ValueError:
        raise ValueError('"typed_on" must be a date such as 2026-12-18.') from None


def _document(amounts: Iterable[TypedAmount]) -> dict[str, Any]:
    rows = [
        {
            "year": each.year,
            "name": str(each.kind),
            "value": each.text,
            "typed_on": each.typed_on.isoformat(),
        }
        for each in amounts
    ]
    return {"format": FORMAT, "amounts": rows}


def _shown(name: object) -> str:
    return str(name)[:_MAX_SHOWN]


YEARLY_AMOUNTS: PracticeFile[tuple[TypedAmount, ...]] = PracticeFile(
    "yearly_amounts", _read, _document, ()
)
