"""`quarterhour amounts`: the yearly amounts, shown, entered and taken back."""

from __future__ import annotations

import errno
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import pt, visit_fields
from releases import WITH, release

VISIT = json.dumps(
    visit_fields(
        pt("97110", 30),
        date_of_service="2027-01-04",
        patient={"pt_slp_to_date": "2560.00"},
        attested={"medically_necessary": True},
    )
)
TODAY = f"entered by you on {date.today():%m/%d/%Y}"


def line(out: str, name: str) -> str:
    """Return what comes after the name of an amount, of the only year."""
    (found,) = (each for each in out.splitlines() if each.startswith(f"  {name} "))
    return " ".join(found.split())


def test_every_year_is_listed_with_its_sources(run: Any) -> None:
    done = run("amounts")
    assert (done.status, done.err) == (0, "")
    years = [text for text in done.out.splitlines() if not text.startswith(" ")]
    assert years == [str(year) for year in range(2020, 2028)]
    one = run("amounts", "2026")
    assert line(one.out, "kx").startswith("kx KX threshold $2,480 included: Social Security Act")
    assert line(one.out, "deductible").startswith("deductible Part B deductible $283 included: CMS")
    assert line(run("amounts", "2027").out, "kx") == "kx KX threshold not entered yet"


def test_what_is_set_holds_in_every_command_until_it_is_reset(run: Any, practice: Path) -> None:
    before = run("assess", "-", stdin=VISIT)
    assert "isn't loaded" in " ".join(before.out.split())
    done = run("amounts", "2027", "kx=2550", "deductible=$290", "floor=06/30/2027")
    assert (done.status, done.err) == (0, "")
    assert line(done.out, "kx") == f"kx KX threshold $2,550 {TODAY}"
    assert line(done.out, "floor") == f"floor Work GPCI floor until 06/30/2027 {TODAY}"
    found = json.loads(run("assess", "-", "--format", "json", stdin=VISIT).out)
    assert found["claim_lines"][0]["modifiers"] == ["GP", "KX"]
    assert found["typed_amounts"][0] == {
        "year": 2027,
        "name": "kx_threshold",
        "value": "2550",
        "source": TODAY,
    }
    assert "$2,550" in run("explain", "KX", "threshold", "--date", "2027-01-04").out
    some = run("amounts", "2027", "deductible", "floor", "--reset")
    assert line(some.out, "deductible") == "deductible Part B deductible not entered yet"
    assert line(some.out, "kx") == f"kx KX threshold $2,550 {TODAY}"
    assert run("amounts", "2027", "--reset").status == 0
    assert run("assess", "-", stdin=VISIT).out == before.out
    assert json.loads((practice / "yearly_amounts.json").read_text())["amounts"] == []


def test_a_floor_that_changes_nothing_says_so_when_it_is_typed(run: Any, tmp_path: Path) -> None:
    said = "CMS's file for 2027 (RVU27A) has the work GPCI with the floor only"
    run("import", str(release(tmp_path, "RVU27A", work=(WITH,))))
    assert said not in run("amounts", "2027").out
    assert said in run("amounts", "2027", "floor=no").out
    assert said in run("amounts", "2027").out
    assert said not in run("amounts", "2027", "floor", "--reset").out


def test_a_built_in_amount_is_overridden_shown_and_reset(run: Any) -> None:
    before = run("amounts", "2026").out
    done = run("amounts", "2026", "kx_threshold=2500")
    over = f"kx KX threshold $2,500 {TODAY} (replaces $2,480, included: "
    assert line(done.out, "kx").startswith(over)
    assert run("amounts", "2026", "kx_threshold", "--reset").out == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("next",), "'next' isn't a year from 2020 to 2031."),
        (("2072", "kx=2550"), "'2072' isn't a year from 2020 to 2031."),
        (("2027", "kx"), "kx has no amount. Use kx=VALUE."),
        (("2027", "kx="), "kx has no amount"),
        (("2027", "KY=2550"), "'KY' isn't a yearly amount. Use kx, deductible"),
        (("2027", "kx=25500"), "kx=25500: A KX threshold is a multiple of $10"),
        (("2027", "kx=2550", "floor=maybe"), "floor=maybe: Enter yes if the work GPCI floor"),
        (("--reset",), "--reset needs a year"),
        (("2027", "kx=2550", "--reset"), "'kx=2550' isn't a yearly amount"),
        (("2027", "kx\x1b[2J=1"), "'kx\\x1b[2J' isn't a yearly amount"),
    ],
)
def test_what_cannot_be_used_is_a_sentence_and_changes_nothing(
    arguments: tuple[str, ...], said: str, run: Any, practice: Path
) -> None:
    done = run("amounts", *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("quarterhour: ") and said in done.err
    assert not practice.exists()


def test_an_import_that_opens_a_year_asks_for_its_amounts(run: Any, tmp_path: Path) -> None:
    download = str(release(tmp_path, "RVU27A"))
    asked = (
        "2027 now has fees. Enter its KX threshold and deductible with `quarterhour amounts 2027 "
    )
    assert asked in run("import", download).out
    assert "has fees now" not in run("import", download).out, "it was open already"
    run("import", "--remove", "RVU27A")
    run("amounts", "2027", "kx=2550", "deductible=290")
    assert "Missing: KX threshold" not in run("editions").out
    assert "has fees now" not in run("import", download).out, "they are known"
    assert "Missing: KX threshold" not in run("editions").out
    run("amounts", "2027", "--reset")
    assert "Missing: 2027 KX threshold and Part B deductible." in run("editions").out


def test_showing_and_resetting_nothing_writes_nothing(run: Any, practice: Path) -> None:
    assert run("amounts", "2027").status == 0
    assert run("amounts", "2027", "--reset").status == 0
    assert not practice.parent.exists()


def test_a_file_that_cannot_be_read_fails_what_hangs_on_it(run: Any, practice: Path) -> None:
    practice.mkdir(parents=True)
    file = practice / "yearly_amounts.json"
    file.write_text("{")
    hang = ("amounts",), ("assess", "-"), ("fees", "97110"), ("explain", "97110"), ("editions",)
    for arguments in hang:
        done = run(*arguments, stdin=VISIT)
        assert done.status == 1, arguments
        said = f"couldn't use {file}: it's damaged (not valid JSON). Correct the file or delete it."
        assert f"quarterhour: {said}" in done.err
        assert done.out
    assert run("rules").status == 0
    done = run("amounts", "2027", "kx=2550")
    (aside,) = practice.glob("yearly_amounts.unreadable-*.json")
    assert f"It was saved as {aside}." in done.err
    assert run("amounts").status == 0


def test_what_cannot_be_kept_is_said_with_status_1(
    run: Any, practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("quarterhour.practice_files.write_whole", full)
    done = run("amounts", "2027", "kx=2550")
    assert (done.status, done.out) == (1, "")
    assert "couldn't save the amounts: No space left on device. Nothing changed." in done.err


@pytest.mark.parametrize("name", ["kx", "KX", "Kx ", "KX_THRESHOLD"])
def test_a_name_is_read_whatever_its_capitals(name: str, run: Any, practice: Path) -> None:
    assert run("amounts", "2027", f"{name}=2550").status == 0
    assert "$2,550" in run("amounts", "2027").out
    assert run("amounts", "2027", name, "--reset").status == 0
    assert "$2,550" not in run("amounts", "2027").out


def test_an_amount_that_is_named_twice_is_refused(run: Any, practice: Path) -> None:
    done = run("amounts", "2027", "kx=2540", "kx_threshold=2550")
    assert (done.status, done.out) == (2, "")
    assert "You entered KX threshold twice, as 2540 and as 2550. Nothing changed." in done.err
    assert not practice.exists()
