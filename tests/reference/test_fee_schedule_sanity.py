"""Fee schedules that cannot be right: a sentence each, and nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import downloads
from downloads import gpcis, relative_values, release_zip, text, zipped
from quarterhour.reference import Reference
from quarterhour.reference.cms import CmsFileError, read_gpcis, read_relative_values
from quarterhour.reference.importing import Imports
from quarterhour.reference.importing.release_checks import check
from quarterhour.reference.records import Bundled
from releases import CODE, FACTOR, Rows, of_97110, put, release, work

MORE = Path(__file__).resolve().parents[3] / "shared" / "cms" / "more"


def year(value: str) -> Callable[[Rows], object]:
    def change(rows: Rows) -> None:
        rows[0][2] = rows[0][2].replace("2026", value)

    return change


def released(value: str) -> Callable[[Rows], object]:
    def change(rows: Rows) -> None:
        for row in rows[:10]:
            row[2] = row[2].replace("06/30/2026", value)

    return change


BAD: dict[str, tuple[Callable[[Rows], object], str]] = {
    "a code twice": (lambda rows: rows.append(of_97110(rows)), "lists 97110 twice"),
    "a code twice with other figures": (
        lambda rows: rows.append([*of_97110(rows)[:3], "I", *of_97110(rows)[4:]]),
        "lists 97110 twice",
    ),
    "a negative RVU": (work("-0.45", "-0.02"), "'-0.45' in the row for 97110 isn't plausible"),
    "an exponent": (work("1E+30", "1E+30"), "'1E+30' in the row for 97110 isn't plausible"),
    "an RVU beyond any": (work("999999", "999999.43"), "An RVU of 999999 for 97110 isn't"),
    "a factor with a line": (put(FACTOR, "3_3.4"), "'3_3.4' in the row for 97110 isn't a number"),
    "a factor with a comma": (put(FACTOR, "33,4009"), "isn't a number"),
    "other digits": (put(FACTOR, "\u0663\u0663.4"), "isn't a number"),
    "the year 9999": (year("9999"), "has no year"),
    "a year that is far": (year("2090"), "RVU90C is for 2090, which isn't plausible"),
    "a year before any that is priced": (year("2019"), "RVU19C is for 2019. Quarterhour shows"),
    "a day of release that is none": (released("13/45/2026"), "'13/45/2026' isn't a release date"),
    "a day of release that is far": (released("06/30/1996"), "released on 1996-06-30. That"),
    "an indicator that is none": (put(18, "77"), "97110 has the multiple procedure indicator '77'"),
    "no indicator": (put(18, ""), "97110 has the multiple procedure indicator ''"),
    "a status that is none": (put(3, "Z9"), "97110 has the status 'Z9', which CMS doesn't use"),
    "no status": (put(3, ""), "97110 has the status ''"),
    "no day of release": (released("soon"), "'soon' isn't a release date"),
}


@pytest.mark.parametrize(("change", "words"), BAD.values(), ids=BAD)
def test_what_cannot_be_right_is_refused_in_a_sentence(
    change: Callable[[Rows], object],
    words: str,
    imports: Imports,
    imported: Path,
    tmp_path: Path,
) -> None:
    imports.add(release(tmp_path, "RVU27A"))
    before = imported.read_bytes()
    rows = relative_values()
    change(rows)
    heading = rows[0][2].split()[0]
    indices = text(gpcis()).replace("2026 ", f"{heading} ")
    with pytest.raises(CmsFileError, match=r"^[^\n]+$") as caught:
        imports.add(release_zip(tmp_path / "rvu.zip", text(rows), indices))
    assert words in str(caught.value)
    assert imported.read_bytes() == before


TWO: dict[str, tuple[str, Callable[[Rows], object], str]] = {
    "the same factor": ("33.4009", lambda rows: None, "have the same conversion factor, 33.4009"),
    "another RVU": ("33.5675", work("0.55", "0.97"), "differ in more than the conversion factor"),
    "a status": ("33.5675", put(3, "R"), "differ in more than the conversion factor"),
    "a code": ("33.5675", lambda rows: rows.remove(of_97110(rows)), "differ in more than the conv"),
    "a day of release": ("33.5675", released("07/30/2026"), "differ in more than the conversion"),
}


@pytest.mark.parametrize("base_first", [True, False])
@pytest.mark.parametrize(("factor", "change", "words"), TWO.values(), ids=TWO)
def test_two_files_that_differ_in_more_or_less_than_the_factor_are_refused(
    base_first: bool,
    factor: str,
    change: Callable[[Rows], object],
    words: str,
    imports: Imports,
    imported: Path,
    tmp_path: Path,
) -> None:
    other = relative_values(factor=factor)
    change(other)
    values = [text(relative_values()), text(other)]
    first, second = values if base_first else reversed(values)
    members: dict[str, str | bytes] = {"a.csv": first, "b.csv": second, "g.csv": text(gpcis())}
    with pytest.raises(CmsFileError, match="Import the RVU release zip as CMS") as caught:
        imports.add(zipped(tmp_path / "rvu.zip", members))
    assert words in str(caught.value)
    assert not imported.exists()


def test_work_columns_that_are_swapped_are_refused(imports: Imports, tmp_path: Path) -> None:
    with pytest.raises(CmsFileError, match="without the floor is over"):
        imports.add(zipped(tmp_path / "rvu.zip", _swapped()))


def _swapped() -> dict[str, str | bytes]:
    rows = gpcis()
    found = []
    for row in rows:
        if "PW GPCI" in row[4]:
            heads = ["2026 PW GPCI (without 1.0 Floor)", "2026 PW GPCI (with 1.0 Floor)"]
            found.append([*row[:4], *heads, *row[5:]])
        elif row[0].isdigit():
            found.append([*row[:4], "1.100", row[4], *row[5:]])
        else:
            found.append(row)
    return {"PPRRVU2026.csv": text(relative_values()), "GPCI2026.csv": text(found)}


@pytest.mark.parametrize("end", ["\x1a", "\x1a,,,", " , ,"])
def test_a_file_may_end_in_the_mark_by_which_cms_ends_it(
    end: str, imports: Imports, tmp_path: Path
) -> None:
    rows = relative_values()
    width = len(rows[-1])
    rows.append([*end.split(","), *[""] * width][:width])
    assert imports.add(release_zip(tmp_path / "rvu.zip", text(rows))).changed


@pytest.mark.skipif(not MORE.is_dir(), reason="the files of CMS are not beside this clone")
def test_the_file_of_january_2023_is_read_as_published_and_equals_what_is_built_in(
    imports: Imports, database: Path, imported: Path, reference: Reference, tmp_path: Path
) -> None:
    path = zipped(
        tmp_path / "rvu23a.zip",
        {
            "PPRRVU23_JAN.csv": (MORE / "PPRRVU23_JAN_no_descriptors.csv").read_bytes(),
            "GPCI2023.csv": (MORE / "GPCI2023_from_arkrvu.csv").read_bytes(),
        },
    )
    outcome = imports.add(path)
    assert "RVU23A, released 2023-01-30" in outcome.summary
    assert "of 15,854" in outcome.summary
    both = Reference(database, imported)
    (edition,) = [each for each in both.editions if each.imported]
    assert str(edition.conversion_factor) == "33.8872"
    bundled = reference.edition_on(date(2023, 2, 1))
    assert bundled is not None
    for code in reference.services:
        found = both.figures(edition, code)
        if found is not None and (known := reference.figures(bundled, code)):
            assert found == known, code


LETTERS_FIRST = str.maketrans("0123456789", "abcdefghij")
ORDERS: dict[str, Callable[[str], str]] = {
    "digits first": str,
    "letters first": lambda code: code.translate(LETTERS_FIRST),
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_a_file_cut_at_any_row_is_refused_or_has_every_code(
    order: Callable[[str], str], reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "FILLERS", 24_000)
    rows = relative_values()
    # Codes of pharmacists, which end a file that has its letters first.
    rows += [[f"9960{digit}", *rows[-1][1:]] for digit in (5, 6, 7)]
    rows[10:] = sorted(rows[10:], key=lambda row: order(row[CODE]))
    whole = read_relative_values(rows)
    known = {row.code for row in whole.rows} & set(reference.services)
    places = [at for at, row in enumerate(whole.rows) if row.code in known]
    # Most cuts are not refused for having few rows.
    assert sum(at > 5_000 for at in places) > 100
    indices = read_gpcis(gpcis())
    accepted = 0
    for end in (*places, places[-1] + 1, len(whole.rows)):
        cut = replace(whole, rows=whole.rows[:end])
        try:
            check(cut, indices, reference.services)
        except CmsFileError as error:
            assert "incomplete" in str(error)
        else:
            assert known <= {row.code for row in cut.rows}
            accepted += 1
    assert accepted


def without(*codes: str) -> str:
    return text([row for row in relative_values() if row[CODE] not in codes])


def test_codes_that_are_gone_since_the_release_before_are_named(
    imports: Imports, tmp_path: Path
) -> None:
    outcome = imports.add(release_zip(tmp_path / "rvu.zip", without("97150", "G0283")))
    assert "CMS no longer lists 97150, G0283 (in RVU25D)." in outcome.summary


def test_a_file_without_many_codes_of_the_release_before_is_refused(
    imports: Imports, imported: Path, reference: Reference, tmp_path: Path
) -> None:
    gone = [code for code in sorted(reference.services) if code.startswith("971")]
    with pytest.raises(CmsFileError, match=r"\d\d out of \d+ therapy codes in RVU25D"):
        imports.add(release_zip(tmp_path / "rvu.zip", without(*gone)))
    assert not imported.exists()


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (4, "1.978", "1.978 for Alabama isn't plausible: it was 1.000 in RVU25D"),
        (5, "1.450", "1.450 for Alabama isn't plausible: it was 0.8"),
        (6, "1.900", "1.900 for Alabama isn't plausible: it was 0."),
        (6, "0.200", "0.200 for Alabama isn't plausible: it was 0."),
    ],
)
def test_an_index_far_from_that_of_the_release_before_is_refused(
    place: int, value: str, words: str, imports: Imports, imported: Path, tmp_path: Path
) -> None:
    rows = gpcis()
    (alabama,) = [row for row in rows if row[1:3] == ["AL", "00"]]
    alabama[place] = value
    with pytest.raises(CmsFileError, match="isn't plausible") as caught:
        imports.add(release_zip(tmp_path / "rvu.zip", indices=text(rows)))
    assert words in str(caught.value)
    assert not imported.exists()


def test_another_process_reads_what_is_built_in_as_it_is(reference: Reference) -> None:
    written = json.dumps(reference.bundled, default=str)
    assert Bundled.from_texts(*json.loads(written)) == reference.bundled


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("RVU27A", "for dates of service in 2027."),
        ("RVU27B", "for dates of service from 2027-04-01 to 2027-12-31."),
    ],
)
def test_the_dates_of_a_release_are_said_from_its_first_day_on(
    name: str, words: str, imports: Imports, tmp_path: Path
) -> None:
    assert words in imports.add(release(tmp_path, name)).summary
