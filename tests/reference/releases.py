"""Releases of any quarter as CMS would publish them, with factors and GPCI headings of ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from downloads import gpcis, relative_values, text, zipped

MONTHS = {"A": "January", "B": "April", "C": "July", "D": "October"}
RELEASED = {"A": "12/21/{before}", "B": "03/15/{year}", "C": "06/20/{year}", "D": "09/11/{year}"}
Rows = list[list[str]]
CODE, WORK, TOTAL, FACTOR = 0, 5, 11, 25
WITH, WITHOUT, PLAIN = " (with 1.0 Floor)", " (without 1.0 Floor)", ""


def release(
    folder: Path,
    name: str,
    factors: Sequence[str] = ("34.0000",),
    *,
    released: str = "",
    work: Sequence[str] = (WITH,),
    code: tuple[str, str] = ("97110", "0.45"),
    new: Sequence[str] = (),
) -> Path:
    """Write a release such as RVU27A; a second factor is that of qualifying APM participants.

    `work` are the headings of the work GPCIs. Alabama, Arizona and Arkansas have 0.978 without the
    floor. `code` has a code and its work RVU, by which releases are told apart.
    `new` are codes that have the figures of 97110.
    """
    year = f"20{name[3:5]}"
    written = released or RELEASED[name[5]].format(year=year, before=int(year) - 1)
    members: dict[str, str | bytes] = {}
    for at, factor in enumerate(factors):
        rows = relative_values(factor=factor)
        rows[0][2] = f"{year} National Physician Fee Schedule Relative Value File "
        rows[0][2] += f"{MONTHS[name[5]]} Release"
        for row in rows[:10]:
            row[2] = f"RELEASED {written}" if row[2].startswith("RELEASED") else row[2]
        for row in rows[10:]:
            if row[0] == code[0]:
                row[5] = code[1]
                row[11] = str(round(sum(float(row[place]) for place in (5, 6, 10)), 2))
        alike = next(row for row in rows if row[0] == "97110")
        rows += [[each, *alike[1:]] for each in new]
        members[f"PPRRVU{year}_{at}.csv"] = text(rows)
    members[f"GPCI{year}.csv"] = text(gpcis_with(year, work))
    return zipped(folder / f"{name.lower()}-{written[:2]}.zip", members)


def gpcis_with(year: str, work: Sequence[str]) -> list[list[str]]:
    """Return a GPCI file with these work columns."""
    rows = gpcis()
    head = next(at for at, row in enumerate(rows) if "PW GPCI" in row[4])
    found = []
    for at, row in enumerate(rows):
        if at == head:
            columns = [f"{year} PW GPCI{heading}" for heading in work]
            rest = [cell.replace("2026", year) for cell in row[5:]]
            found.append([*row[:4], *columns, *rest])
        elif at < head or not row[0].isdigit():
            found.append(row)
        else:
            low = "0.978" if row[1] in ("AL", "AZ", "AR") else row[4]
            columns = [row[4] if heading == WITH else low for heading in work]
            found.append([*row[:4], *columns, *row[5:]])
    return found


def of_97110(rows: Rows) -> list[str]:
    (row,) = [row for row in rows if row[CODE] == "97110"]
    return row


def put(column: int, value: str) -> Callable[[Rows], object]:
    return lambda rows: of_97110(rows).__setitem__(column, value)


def work(value: str, total: str) -> Callable[[Rows], object]:
    def change(rows: Rows) -> None:
        of_97110(rows)[WORK], of_97110(rows)[TOTAL] = value, total

    return change
