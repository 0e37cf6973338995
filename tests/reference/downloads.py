"""Small downloads in CMS's own layouts, without descriptions: headers kept, figures from here."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Collection, Iterable
from operator import itemgetter
from pathlib import Path

from builders import TABLES
from quarterhour.reference.pair_parts import part_with

LAYOUTS = Path(__file__).parent / "layouts"
FILLERS = 5_000
Change = Callable[[list[list[str]]], object]


def table(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def relative_values(
    layout: str = "PPRRVU2026_Jul", release: str = "RVU26C", factor: str = "33.4009"
) -> list[list[str]]:
    """Return the rows of a relative value file, header lines and all; no descriptions."""
    rows = header(f"{layout}.csv")
    width = len(rows[-1])
    names = rows[-1]
    factor_at = names.index("FACTOR")
    multiple_at = names.index("PROC")
    figures = [row for row in table("relative_values") if row["release"] == release]
    codes = (f"{number:04d}F" if number % 2 else f"V{number // 2:04d}" for number in range(FILLERS))
    fillers = [{"code": code, "status": "I", "multiple_procedure": "9"} for code in codes]
    for figure in sorted([*fillers, *figures], key=itemgetter("code")):
        row = [""] * width
        parts = [figure.get(name, "0.00") for name in ("work", "practice_expense", "malpractice")]
        total = f"{sum(map(float, parts)):.2f}"
        row[0], row[3] = figure["code"], figure["status"]
        row[5], row[6], row[8], row[10] = parts[0], parts[1], parts[1], parts[2]
        row[11] = row[12] = total
        row[multiple_at], row[factor_at] = figure["multiple_procedure"], factor
        rows.append(row)
    return rows


RELEASED = {"January": "12/21/2026", "April": "03/15/2027", "July": "06/20/2027"}


def of_2027(content: str, month: str = "January") -> str:
    """Return relative values, or GPCIs, as those of a release of 2027."""
    content = content.replace("RELEASED 06/30/2026", f"RELEASED {RELEASED[month]}")
    return content.replace("2026 ", "2027 ").replace("July Release", f"{month} Release")


def gpcis(layout: str = "GPCI2026", release: str = "RVU26C") -> list[list[str]]:
    """Return the rows of a GPCI file, a footnote at the end."""
    rows = header(f"{layout}.csv")
    for row in table("localities"):
        if row["release"] == release:
            mac, number = row["locality"].split("-")
            indices = [row["work"], row["practice_expense"], row["malpractice"]]
            rows.append([mac, row["state"], number, row["name"].upper() + "*", *indices])
    rows.append(["*A footnote", "", "", "", "", "", ""])
    return rows


def zip_codes_listed() -> list[dict[str, str]]:
    """Return the ZIP codes that are included, each in a row of its own, in order."""
    return [
        row | {"zip": f"{number:05}"}
        for row in table("zip_codes")
        for number in range(int(row["first_zip"]), int(row["last_zip"]) + 1)
    ]


def zip_codes(quarter: str = "20261") -> list[list[str]]:
    rows = header("ZIP5.csv")
    for row in zip_codes_listed():
        mac, number = row["locality"].split("-")
        flag = row["plus_four"]
        rows.append([row["state"], row["zip"], mac, number, "", "Z9", "", flag, "A", quarter, ""])
    return rows


def zip_records(quarter: str = "20261") -> str:
    """Return the ZIP codes in CMS's record layout, one line each."""
    lines = []
    for row in zip_codes_listed():
        mac, number = row["locality"].split("-")
        line = f"{row['state']}{row['zip']}{mac}{number} Z9   {'':1}{row['plus_four']} A"
        line = f"{line[:20]:<20}{row['plus_four']}{line[21:]:<54}"[:75] + quarter
        lines.append(line)
    return "\n".join(lines) + "\n"


def zip_plus_four(target: Path, quarter: str = "20271") -> Path:
    """Write the nine-digit file in CMS's layout: each split ZIP code lies in two localities.

    1230 to 1237 lie in its own, 1238 in another.
    """
    places = {row["zip"]: (row["state"], row["locality"]) for row in zip_codes_listed()}
    split = [row["zip"] for row in zip_codes_listed() if row["plus_four"] == "1"]
    others = sorted(set(places.values()))
    with target.open("w", newline="") as file:
        for zip_code in split:
            state, own = places[zip_code]
            near = [place for held, place in others if held == state and place != own]
            other = [*near, *(place for _, place in others if place != own)][0]
            for number in range(9):
                mac, locality = (other if number > 7 else own).split("-")
                begin = f"{state}{zip_code}{mac}{locality}"
                line = f"{begin:<20}1{number + 1230:04d}{'':6}A"
                file.write(f"{line:<75}{quarter}\r\n")
    return target


Pair = tuple[str, str, str, str, str]


def pair_edits(pairs: Iterable[Pair], part: int = 0) -> str:
    """Return NCCI pairs: column 1 and 2, effective, deletion, indicator.

    Of a part, the included pairs that it has stand before those, but for the ones named.
    """
    own = list(pairs)
    named = {pair[:2] for pair in own}
    rows = [*(pair for pair in pairs_of_part(part) if pair[:2] not in named), *own]
    head = (LAYOUTS / "PTP.txt").read_text()
    return head + "".join(
        f"{one}\t{two}\t\t{start}\t{end}\t{mark}\tA rationale\n"
        for one, two, start, end, mark in rows
    )


def pairs_of_part(part: int) -> list[Pair]:
    """Return the included pairs in force whose column 1 is in a part of CMS's."""
    found = {
        (row["column_1"], row["column_2"]): row["modifier_indicator"]
        for row in table("pair_edits")
        if part_with(row["column_1"]) == part and not row["deleted"]
    }
    return [(*pair, "20200101", "*", mark) for pair, mark in sorted(found.items())]


def unit_limits(limits: dict[str, int], without: Collection[str] = ()) -> list[list[str]]:
    """Return an MUE table: of the therapy codes the included limits, but for these, and fillers."""
    units = {f"A{number:04d}": "1" for number in range(FILLERS)}
    units |= {row["code"]: row["units"] for row in table("unit_limits")}
    units |= {code: str(most) for code, most in limits.items()}
    rows = [[code, units[code], "3 Clinical", "A rationale"] for code in sorted(units)]
    return header("MUE.csv") + [row for row in rows if row[0] not in without]


def header(name: str) -> list[list[str]]:
    with (LAYOUTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def text(rows: Iterable[list[str]]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows(rows)
    return target.getvalue()


def zipped(target: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target


def release_zip(target: Path, values: str | None = None, indices: str | None = None) -> Path:
    """Return the zip of RVU26C, or of other contents."""
    return zipped(
        target,
        {
            "PPRRVU2026_Jul_nonQPP.csv": values or text(relative_values()),
            "GPCI2026.csv": indices or text(gpcis()),
            "RVU26C.pdf": b"%PDF-1.7 not read",
        },
    )
