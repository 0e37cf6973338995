"""A fee schedule beside the one before it: refused where it cannot be right, else named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from downloads import gpcis, relative_values, release_zip, text, zipped
from quarterhour.reference import Reference
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports
from quarterhour.reference.importing.release_before import (
    check_factor,
    check_gpcis,
    check_relative_values,
    codes_gone,
    localities_gone,
    what_moved,
)
from quarterhour.reference.importing.release_checks import check_qualifying
from releases import FACTOR, WORK, Rows, of_97110, put, work

# What CMS changed so much that it is named; the releases between, and all the rest, say nothing.
NAMED = {
    "RVU21D": "status of 98970 from I to A; multiple procedure indicator of 98970 from 9 to 0; "
    "status of 98971 from I to A; multiple procedure indicator of 98971 from 9 to 0; "
    "status of 98972 from I to A; multiple procedure indicator of 98972 from 9 to 0",
    "RVU22D": "practice expense RVU of 98968 from 0.33 to 0.20",
    "RVU26C": "malpractice RVU of 92523 from 0.10 to 0.01",
}


def test_the_built_in_releases_pass_what_an_import_has_to(reference: Reference) -> None:
    held = [each for each in reference.bundled.releases if each.gpcis]
    assert len(held) == 8
    for before, each in pairwise(held):
        figures = {code.code: code for code in each.figures}
        gpcis = dict(each.gpcis)
        check_gpcis(gpcis, {}, before)
        check_factor(each.factors[0], before)
        check_relative_values(figures, before)
        assert codes_gone(figures, before) == ""
        merged = "01112-06, 01112-07, 01182-26" if each.name == "RVU24A" else ""
        assert localities_gone(gpcis, before) == (
            merged and f"CMS no longer lists {merged} (in RVU23D)."
        )
        said = what_moved(figures, gpcis, dict.fromkeys(gpcis, "a place"), before)
        moved = NAMED.get(each.name)
        assert said == (f"Check what changed since {before.name}: {moved}." if moved else "")


def of_all(change: Callable[[list[str]], object]) -> Callable[[Rows], object]:
    def all_of_them(rows: Rows) -> None:
        for row in rows[10:]:
            change(row)

    return all_of_them


def exchanged(one: int, other: int) -> Callable[[list[str]], object]:
    def change(row: list[str]) -> None:
        row[one], row[other] = row[other], row[one]

    return change


def factor(value: str) -> Callable[[Rows], object]:
    return of_all(lambda row: row.__setitem__(FACTOR, value))


PRACTICE_EXPENSE, MALPRACTICE, STATUS, INDICATOR = 6, 10, 3, 18
FAR: dict[str, tuple[Callable[[Rows], object], str]] = {
    "work and malpractice": (
        of_all(exchanged(WORK, MALPRACTICE)),
        "The work RVU of 121 out of 130 therapy codes isn't plausible: it changed too much since "
        "RVU25D. Columns may be switched.",
    ),
    "work and practice expense": (of_all(exchanged(WORK, PRACTICE_EXPENSE)), "work RVU of"),
    "practice expense and malpractice": (
        of_all(exchanged(PRACTICE_EXPENSE, MALPRACTICE)),
        "practice expense RVU of 130 out of 130 therapy codes",
    ),
    "another status": (of_all(lambda row: row.__setitem__(STATUS, "B")), "The status of"),
    "another indicator": (
        of_all(lambda row: row.__setitem__(INDICATOR, row[INDICATOR].replace("5", "0"))),
        "The multiple procedure indicator of",
    ),
    "a low factor": (
        factor("23.4009"),
        "factor of 23.4009 isn't plausible: it was 32.3465 in RVU25D.",
    ),
    "a high factor": (
        factor("58.4009"),
        "factor of 58.4009 isn't plausible: it was 32.3465 in RVU25D.",
    ),
    "below any": (factor("19.9999"), "A conversion factor of 19.9999 isn't plausible"),
    "above any": (factor("60.0001"), "A conversion factor of 60.0001 isn't plausible"),
    "an indicator of tomorrow": (put(INDICATOR, "8"), "multiple procedure indicator '8'"),
    "a row cut short": (
        lambda rows: of_97110(rows).__delitem__(slice(20, None)),
        " (97110) is cut short. Download the file again.",
    ),
    "a modifier": (put(1, "GP"), " (97110) has the modifier 'GP', which CMS doesn't use"),
}


@pytest.mark.parametrize(("change", "words"), FAR.values(), ids=FAR)
def test_what_is_far_from_the_release_before_is_refused(
    change: Callable[[Rows], object],
    words: str,
    imports: Imports,
    imported: Path,
    tmp_path: Path,
) -> None:
    rows = relative_values()
    change(rows)
    with pytest.raises(CmsFileError, match=r"^[^\n]+$") as caught:
        imports.add(release_zip(tmp_path / "rvu.zip", text(rows)))
    assert words in str(caught.value)
    assert not imported.exists()


def test_the_line_of_a_row_that_is_cut_short_is_that_of_the_file(
    imports: Imports, tmp_path: Path
) -> None:
    rows = relative_values()
    del of_97110(rows)[20:]
    written = text(rows)
    line = next(at for at, each in enumerate(written.splitlines(), 1) if each[:5] == "97110")
    with pytest.raises(CmsFileError, match=rf"Line {line} \(97110\) is cut short"):
        imports.add(release_zip(tmp_path / "rvu.zip", written))


def test_a_row_of_a_part_of_a_code_is_left_out(imports: Imports, tmp_path: Path) -> None:
    rows = relative_values()
    rows += [[*of_97110(rows)[:1], modifier, *of_97110(rows)[2:]] for modifier in ("26", "TC")]
    assert (
        "144 therapy codes, out of 5,144 codes in the file"
        in imports.add(release_zip(tmp_path / "rvu.zip", text(rows))).summary
    )


MOVED: dict[str, tuple[Callable[[Rows], object], str]] = {
    "work": (work("4.50", "4.92"), "work RVU of 97110 from 0.45 to 4.50"),
    "a status": (put(STATUS, "B"), "status of 97110 from A to B"),
    "an indicator": (put(INDICATOR, "0"), "multiple procedure indicator of 97110 from 5 to 0"),
}


@pytest.mark.parametrize(("change", "words"), MOVED.values(), ids=MOVED)
def test_a_code_that_moved_is_named_with_what_it_was(
    change: Callable[[Rows], object], words: str, imports: Imports, tmp_path: Path
) -> None:
    rows = relative_values()
    change(rows)
    outcome = imports.add(release_zip(tmp_path / "rvu.zip", text(rows)))
    assert outcome.changed
    assert (
        f"Check what changed since RVU25D: malpractice RVU of 92523 from 0.10 to 0.01; {words}."
        in (outcome.summary)
    )


def test_what_moved_is_named_up_to_a_dozen(imports: Imports, tmp_path: Path) -> None:
    rows = relative_values()
    for row in [row for row in rows if row[STATUS] == "A"][:13]:
        row[STATUS] = "B"
    said = imports.add(release_zip(tmp_path / "rvu.zip", text(rows))).summary
    assert said.count("status of") == 12
    assert said.endswith("; and 2 more.")


def test_an_index_that_moved_is_named_with_what_it_was(imports: Imports, tmp_path: Path) -> None:
    rows = gpcis()
    of_alabama(rows)[5] = "1.065"
    outcome = imports.add(release_zip(tmp_path / "rvu.zip", indices=text(rows)))
    assert "; practice expense GPCI of Alabama from 0.869 to 1.065." in outcome.summary


def of_alabama(rows: Rows) -> list[str]:
    (row,) = [row for row in rows if row[1:3] == ["AL", "00"]]
    return row


def without_localities(count: int) -> str:
    rows = gpcis()
    last = [at for at, row in enumerate(rows) if row[0].isdigit()][-count:]
    return text([row for at, row in enumerate(rows) if at not in last])


def test_localities_that_are_gone_are_named(imports: Imports, tmp_path: Path) -> None:
    outcome = imports.add(release_zip(tmp_path / "rvu.zip", indices=without_localities(5)))
    assert outcome.summary.count("-") > 5
    assert "CMS no longer lists " in outcome.summary
    assert " (in RVU25D)." in outcome.summary


def test_a_gpci_file_that_is_not_complete_is_refused(imports: Imports, tmp_path: Path) -> None:
    with pytest.raises(CmsFileError, match=r"has 103 localities, and RVU25D has 109. Download"):
        imports.add(release_zip(tmp_path / "rvu.zip", indices=without_localities(6)))


def test_zeros_that_a_spreadsheet_left_out_are_put_back_and_said(
    imports: Imports, imported: Path, database: Path, reference: Reference, tmp_path: Path
) -> None:
    rows = [
        [row[0].lstrip("0"), row[1], row[2].lstrip("0") or "0", *row[3:]]
        if row[0].isdigit()
        else row
        for row in gpcis()
    ]
    outcome = imports.add(release_zip(tmp_path / "rvu.zip", indices=text(rows)))
    assert "numbers were missing leading zeros" in outcome.summary
    assert "no longer lists" not in outcome.summary
    both = Reference(database, imported)
    edition = both.edition_on(date(2026, 11, 2))
    built_in = reference.edition_on(date(2026, 11, 2))
    assert edition is not None
    assert built_in is not None
    assert edition.imported
    assert both.localities(edition).keys() == reference.localities(built_in).keys()


NUMBERS = {
    "three digits": (0, "112"),
    "six digits": (0, "101120"),
    "a fraction": (0, "10112.0"),
    "a word": (0, "MAC"),
    "nothing": (0, ""),
    "a locality of three digits": (2, "000"),
    "no locality": (2, ""),
    "a letter": (2, "O0"),
}


@pytest.mark.parametrize(("place", "value"), NUMBERS.values(), ids=NUMBERS)
def test_what_is_no_mac_and_locality_is_refused(
    place: int, value: str, imports: Imports, tmp_path: Path
) -> None:
    rows = gpcis()
    of_alabama(rows)[place] = value
    with pytest.raises(
        CmsFileError, match=r"in the row for ALABAMA\*? aren't a MAC and a locality"
    ):
        imports.add(release_zip(tmp_path / "rvu.zip", indices=text(rows)))


def test_a_locality_that_is_cut_short_is_refused(imports: Imports, tmp_path: Path) -> None:
    rows = gpcis()
    del of_alabama(rows)[6:]
    with pytest.raises(CmsFileError, match="A row of the GPCI file is incomplete: 10112, AL, 00"):
        imports.add(release_zip(tmp_path / "rvu.zip", indices=text(rows)))


def test_the_factor_of_qualifying_participants_is_a_twentieth_higher_at_most() -> None:
    check_qualifying(Decimal("35.0709"), Decimal("33.4009"))
    with pytest.raises(CmsFileError, match=r"isn.t plausible"):
        check_qualifying(Decimal("35.0710"), Decimal("33.4009"))


TOO_FAR = "35.0710 for qualifying APM participants isn't plausible with 33.4009 for the others."
TOGETHER: dict[str, tuple[str, str, str, str]] = {
    "both of most practices": ("a_nonQPP.csv", "b_nonQPP.csv", "33.5675", "says otherwise"),
    "both qualifying": ("a_QPP.csv", "b_QPP.csv", "33.5675", "says otherwise"),
    "exchanged": ("a_QPP.csv", "a_nonQPP.csv", "33.5675", "a_nonQPP.csv has the higher"),
    "exchanged, with a hyphen": ("a.csv", "a non-QPP.csv", "33.5675", "says otherwise"),
    "far": ("a_nonQPP.csv", "a_QPP.csv", "35.0710", TOO_FAR),
    "right": ("a_nonQPP.csv", "a_QPP.csv", "33.5675", ""),
    "no names": ("a.csv", "b.csv", "33.5675", ""),
}


@pytest.mark.parametrize(("base", "other", "value", "words"), TOGETHER.values(), ids=TOGETHER)
def test_two_files_whose_names_say_the_opposite_of_their_factors_are_refused(
    base: str, other: str, value: str, words: str, imports: Imports, tmp_path: Path
) -> None:
    members: dict[str, str | bytes] = {
        base: text(relative_values()),
        other: text(relative_values(factor=value)),
        "GPCI2026.csv": text(gpcis()),
    }
    path = zipped(tmp_path / "rvu.zip", members)
    (outcome,) = imports.add_each([path], lambda _what, _percent: None)
    assert outcome.refused == bool(words)
    assert words in outcome.summary
