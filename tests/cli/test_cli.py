"""The command line, as a process and in one: output, exit status, bad input."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest

from builders import SAMPLES, pt, visit_fields
from downloads import pair_edits
from quarterhour.cli.arguments import CommandError, read_date
from quarterhour.visit import VisitFile

ISSUE_VISIT = (
    '{"format":"quarterhour.visit/1","date_of_service":"2026-11-23","locality":"national",'
    '"services":[{"code":"97110","discipline":"PT","therapist_minutes":30},'
    '{"code":"97140","discipline":"PT","therapist_minutes":15},'
    '{"code":"97530","discipline":"PT","therapist_minutes":15}]}'
)


def test_assess_gives_the_contract(run: Any) -> None:
    done = run("assess", "-", "--format", "json", stdin=ISSUE_VISIT)
    assert (done.status, done.err) == (0, "")
    result = json.loads(done.out)
    assert result["format"] == "quarterhour.assessment/1"
    assert result["edition"]["release"] == "RVU26C"
    assert [service["units"] for service in result["services"]] == [2, 1, 1]
    assert result["payment"]["allowed"] == "100.70"
    assert result["payment"]["mppr_reduction"] == "20.21"
    assert abs(float(result["payment"]["medicare_pays"]) - 78.96) <= 0.02
    assert result["pools"][0] == {
        "discipline": "PT",
        "services": [0, 1, 2],
        "timed_minutes": 60,
        "units": 4,
        "at_least": 53,
        "at_most": 67,
    }
    assert result["alternatives"] == [[2, 1, 1]]
    assert result["claim_lines"][0]["modifiers"] == ["GP"]


@pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("*.quarterhour")), ids=lambda path: path.stem
)
def test_samples_come_out_as_they_are_kept(sample: Path, run: Any) -> None:
    kept = json.loads((SAMPLES / "assessments" / f"{sample.stem}.json").read_text())
    assert json.loads(run("assess", str(sample), "--format", "json").out) == kept


@pytest.mark.parametrize(
    ("form", "start"),
    [("text", "2026-11-23"), ("csv", "24A Date of service"), ("html", "<!DOCTYPE"), ("json", "{")],
)
def test_every_format_is_written_to_a_file_as_to_the_screen(
    form: str, start: str, run: Any, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    assert run("assess", "-", "--format", form, "-o", str(target), stdin=ISSUE_VISIT).out == ""
    text = target.read_bytes().decode()
    assert text.startswith(start)
    assert run("assess", "-", "--format", form, stdin=ISSUE_VISIT).out == text
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out"]


def test_lines_go_on_after_a_bad_one(run: Any) -> None:
    good = json.dumps(visit_fields(pt("97110", 15)))
    bad = json.dumps(visit_fields(pt("97110", -15)))
    done = run("assess", "--lines", stdin=f"{good}\n{bad}\nno json\n{good}\n")
    results = [json.loads(line) for line in done.out.splitlines()]
    assert done.status == 1
    assert [result.get("line") for result in results] == [None, 2, 3, None]
    assert results[1]["error"].startswith("Service 1, therapist minutes: is negative")
    assert results[1]["field"] == "services[0].therapist_minutes"
    assert results[0] == results[3]


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (["assess", "-"], "{", "The file is damaged"),
        (["assess", "-"], json.dumps(visit_fields(pt("97110", 481))), "the limit of 480 minutes"),
        (["assess", "none.quarterhour"], "", "can't open none.quarterhour"),
        (["assess"], "", "give a visit file"),
        (["assess", "x", "--lines"], "", "Remove the file name"),
        (["assess", "-", "-o", "no/such/folder/x"], ISSUE_VISIT, "can't write no/such/folder/x"),
        (["locality", "331"], "", "5 digits"),
        (["locality", "00000"], "", "CMS doesn't list ZIP 00000"),
        (["fees", "97110", "--years", "soon"], "", "Use 2026, or 2020-2026"),
        (["fees", "97110", "--years", "1999"], "", "2020 to 2026"),
        (["fees", "97110", "--locality", "00000-00"], "", "isn't in RVU20D"),
        (["fees", "97110", "--zip", "90265"], "", "more than one Medicare locality"),
        (["none.quarterhour"], "", "can't open none.quarterhour"),
        (["import"], "", "give the files"),
        (["import", ""], "", "a file name is empty. Give the files to import."),
        (["import", "rvu27a.zip", " "], "", "a file name is empty. Give the files to import."),
        (["import", "--remove", "RVU99A"], "", "RVU99A isn't imported. Nothing is imported."),
    ],
)
def test_unusable_input_exits_2_with_one_sentence(
    arguments: list[str], stdin: str, words: str, run: Any
) -> None:
    done = run(*arguments, stdin=stdin)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert len(done.err.splitlines()) == 1


def test_a_date_without_fees_still_gives_units_and_says_so(run: Any) -> None:
    visit = json.dumps(visit_fields(pt("97110", 33), date_of_service="2019-01-01"))
    done = run("assess", "-", "--format", "json", stdin=visit)
    assert done.status == 0
    result = json.loads(done.out)
    assert [service["units"] for service in result["services"]] == [2]
    assert set(result["payment"].values()) == {None}
    hint, threshold = result["hints"]
    assert (hint["topic"], hint["severity"]) == ("no-edition", "note")
    assert (threshold["topic"], threshold["severity"]) == ("no-threshold", "note")
    text = run("assess", "-", stdin=visit).out
    assert "2 units" in text
    assert hint["detail"] in " ".join(text.split())
    assert "$" not in text


def test_an_estimate_before_the_first_fees_is_said_to_be_none(run: Any) -> None:
    early = json.dumps(visit_fields(pt("97110", 33), date_of_service="2019-05-01"))
    other_payer = json.dumps({**json.loads(early), "payer": "blue"})
    late = json.dumps(visit_fields(pt("97110", 33), date_of_service="2027-05-01"))
    said = (
        "can't estimate 2019-05-01: an estimate uses earlier fees, and the first loaded fees "
        "start on 2020-01-01.\n"
    )
    done = run("assess", "-", "--estimate", stdin=early)
    assert (done.status, done.err) == (1, f"quarterhour: {said}")
    assert "2 units" in done.out
    lines = f"{late}\n{early}\n{other_payer}\n"
    done = run("assess", "--lines", "--estimate", stdin=lines)
    assert (done.status, done.err) == (1, f"quarterhour: line 2: {said}")
    estimated = [json.loads(line)["estimated"] for line in done.out.splitlines()]
    assert estimated == [True, False, False]
    assert run("assess", "-", stdin=early).status == 0


def test_fees_by_year(run: Any) -> None:
    done = run("fees", "97110", "97010", "--locality", "national")
    assert done.status == 0
    assert "2026-01-01  2026-12-31       29.06     22.21     +0.27    +0.9" in done.out
    assert "2021-01-01  2021-12-31       30.36     23.38     -1.04    -3.3" in done.out
    assert "bundled into other services (status B)" in done.out
    assert "2025-01-01" not in run("fees", "97110", "--years", "2026").out


def test_fees_in_every_locality_against_the_national_one(run: Any) -> None:
    lines = run("fees", "97110", "--localities", "--years", "2026").out.splitlines()
    assert lines[0] == "97110  Therapeutic exercise, RVU26C"
    assert len(lines) == 2 + 110
    assert lines[2].split()[:4] == ["02102-01", "37.31", "30.02", "+8.25"]
    national = next(line for line in lines if "National average" in line)
    assert national.split()[:5] == ["national", "29.06", "22.21", "+0.00", "+0.0"]


def test_a_code_whose_rules_are_not_known_still_has_its_fee(run: Any) -> None:
    assert "0791T  no rules loaded, National average" in run("fees", "0791T").out


def test_fees_of_an_unknown_code_fail_and_the_others_go_on(run: Any) -> None:
    done = run("fees", "99999", "97110")
    assert done.status == 1
    assert "no fees are loaded for 99999" in done.err
    assert "29.06" in done.out


def test_locality_of_a_zip_and_candidates_of_one_that_crosses_a_border(run: Any) -> None:
    assert run("locality", "33101").out == "09102-04  Miami, FL\n"
    lines = run("locality", "90265").out.splitlines()
    assert "more than one Medicare locality" in lines[0]
    assert lines[1].startswith("01182-18  Los Angeles")


def test_editions_name_their_files(run: Any) -> None:
    out = run("editions").out
    assert "RVU26C  2026-01-01 to 2026-12-31  conversion factor 33.4009" in out
    assert "b7d197e73211ef6854c213c267d5fa9dec8df995db8e1ee7d44c0556ad7cee21" in out


def test_a_download_is_imported_listed_and_removed(run: Any, tmp_path: Path) -> None:
    part = tmp_path / "ccipra-v323r0-f1.txt"
    part.write_text(pair_edits([("97530", "97750", "20260101", "*", "1")], 1))
    assert run("import", str(part)).out == (
        "NCCI 2026 Q4: 8 edits of therapy codes, 8 in force. Still to import: parts f2 and f4.\n"
    )
    listed = (
        "NCCI 2026 Q4  from 2026-10-01  NCCI edits  part f1 loaded, parts f2 and f4 missing  "
        "imported"
    )
    assert listed in run("editions").out.splitlines()
    assert run("import", "--remove", "NCCI 2026 Q4").out == "Removed NCCI 2026 Q4.\n"
    assert listed not in run("editions").out.splitlines()


def test_several_are_removed_or_none_where_one_is_not_there(run: Any, tmp_path: Path) -> None:
    for part, quarter in (("v330r0-f1", "20270101"), ("v331r0-f1", "20270401")):
        path = tmp_path / f"ccipra-{part}.txt"
        path.write_text(pair_edits([("97530", "97750", quarter, "*", "1")], 1))
        assert run("import", str(path)).status == 0
    names = ["NCCI 2027 Q1", "NCCI 2027 Q2"]
    done = run("import", "--remove", names[0], "NCCI 1", "NCCI 2")
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        "quarterhour: NCCI 1, NCCI 2 aren't imported. Imported: NCCI 2027 Q1, NCCI 2027 Q2.\n"
    )
    done = run("import", "--remove", *names, "--remove", names[0])
    assert (done.status, done.out.splitlines()) == (0, [f"Removed {name}." for name in names])


def test_a_file_that_cannot_be_imported_is_named_and_the_others_go_on(
    run: Any, tmp_path: Path
) -> None:
    part = tmp_path / "ccipra-v323r0-f1.txt"
    part.write_text(pair_edits([("97530", "97750", "20260101", "*", "1")], 1))
    done = run("import", str(tmp_path / "none.zip"), str(part))
    assert done.status == 1
    assert "none.zip can't be read" in done.err
    assert "NCCI 2026 Q4" in done.out


@pytest.fixture(params=["other", "empty", "folder"])
def damaged(request: pytest.FixtureRequest, imported: Path) -> Path:
    """What isn't a database, where the imported one is looked for."""
    imported.parent.mkdir()
    if request.param == "folder":
        imported.mkdir()
    else:
        imported.write_bytes(b"not a database" * 1000 if request.param == "other" else b"")
    return imported


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["assess", "-"], "100.70"),
        (["fees", "97110"], "29.06"),
        (["locality", "33101"], "Miami"),
        (["editions"], "RVU26C"),
        (["rules"], ""),
        (["amounts", "2026"], "$2,480"),
        (["import", "--remove", "RVU27A"], ""),
    ],
)
def test_a_damaged_import_is_said_once_and_the_bundled_data_still_serve(
    arguments: list[str], answer: str, run: Any, damaged: Path
) -> None:
    done = run(*arguments, stdin=ISSUE_VISIT)
    assert done.status == 1  # what could not be read is left out
    assert answer in done.out
    assert done.err.count("\n") == 1
    assert "imported.sqlite is damaged" in done.err
    assert (
        "Import your CMS files again. Quarterhour keeps the damaged file under another name."
        in done.err
    )


def test_the_next_import_sets_a_damaged_one_aside_and_all_is_well(
    run: Any, damaged: Path, tmp_path: Path
) -> None:
    part = tmp_path / "ccipra-v323r0-f1.txt"
    part.write_text(pair_edits([("97530", "97750", "20260101", "*", "1")], 1))
    done = run("import", str(part))
    assert (done.status, done.err) == (0, "")
    (aside,) = damaged.parent.glob("imported.damaged-*.sqlite")
    assert f"They were saved as {aside.name}. Import those files again." in done.out
    assert run("editions").status == 0


def test_garbage_is_looked_for_once_the_window_is_there(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_for = []

    def fail(*given: object) -> NoReturn:
        looked_for.append(gc.isenabled())
        raise RuntimeError

    monkeypatch.setattr("quarterhour.window.run", fail)
    monkeypatch.setattr("quarterhour.cli.user_folder", lambda: tmp_path)
    assert run().status == 2
    assert looked_for == [False]
    assert gc.isenabled()


def test_the_window_knows_what_its_file_held_when_it_was_read(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "visit.quarterhour"
    path.write_text(ISSUE_VISIT)
    changed = []

    def show(load: object, visit: object, file: VisitFile) -> int:
        changed.append(file.is_changed())
        path.write_text("theirs")
        changed.append(file.is_changed())
        return 0

    monkeypatch.setattr("quarterhour.window.run", show)
    assert run(str(path)).status == 0
    assert changed == [False, True]


def test_a_missing_database_is_said_in_a_sentence(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("quarterhour.cli.resource_folder", lambda: tmp_path / "nowhere")
    done = run("editions")
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "Reinstall Quarterhour" in done.err


def test_help_names_every_command(run: Any) -> None:
    done = run("--help")
    assert done.status == 0
    for command in ("assess", "fees", "locality", "import", "editions", "self-check"):
        assert command in done.out


def test_a_reader_who_stops_early_sees_no_traceback(environment: dict[str, str]) -> None:
    command = f"{sys.executable} -m quarterhour editions | true"
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False, env=environment
    )
    assert done.stderr == ""


def test_the_command_line_imports_no_qt(environment: dict[str, str]) -> None:
    program = (
        "import sys, quarterhour.cli; sys.exit(any('PySide6' in name for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)


def test_explain_prints_the_page_of_a_code(run: Any) -> None:
    done = run("explain", "97110", "--date", "2026-11-23", "--zip", "33101")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("97110 Therapeutic exercise\n")
    assert "$30.13 a unit in Miami, FL on November 23, 2026" in done.out


def test_explain_answers_a_question_and_names_more(run: Any) -> None:
    done = run("explain", "can", "I", "bill", "97110", "and", "97140", "--date", "2026-11-23")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("97110 or 97140? Can I bill both?\n")
    assert "See also: " in done.out


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("description of 97110", "97110 Therapeutic exercise"),
        ("which modifier for 97110", "Which modifier do I need?"),
        ("massage therapist", "Aides, students, massage therapists, and trainers"),
        ("certification", "Plan of care: certification and recertification"),
    ],
)
def test_explain_opens_the_page_of_a_question(run: Any, question: str, title: str) -> None:
    assert run("explain", *question.split()).out.splitlines()[0] == title


def test_explain_says_what_it_cannot_do(run: Any) -> None:
    assert run("explain", "zzzz").status == 1
    done = run("explain", "97110", "--date", "tomorrow")
    assert (done.status, done.out) == (2, "")
    assert "Use YYYY-MM-DD, such as 2026-11-23" in done.err
    assert "not shown" in run("explain", "97110", "--zip", "00000", "--date", "2026-01-02").out


def test_what_should_not_happen_is_one_sentence_and_a_log_entry(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def break_down(*_: object) -> NoReturn:
        raise LookupError("33 minutes")

    monkeypatch.setattr("quarterhour.cli.user_folder", lambda: tmp_path)
    monkeypatch.setattr("quarterhour.cli.editions.run", break_down)
    done = run("editions")
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "unexpected error" in done.err
    assert "33 minutes" not in (tmp_path / "quarterhour.log").read_text(encoding="utf-8")


OBEYED = "9\x1b[31m\u202e\x07"


@pytest.mark.parametrize(
    "arguments",
    [
        ("assess", f"{OBEYED}.quarterhour"),
        ("import", f"{OBEYED}.zip"),
        ("fees", OBEYED),
        ("locality", OBEYED),
        ("explain", f"frobnicate{OBEYED}"),
        ("assess", "--format", OBEYED),
        ("assess", f"--{OBEYED}"),
        ("fees", "97110", "--zip", f"33101{OBEYED}", OBEYED),
    ],
)
def test_no_name_steers_the_terminal(arguments: tuple[str, ...], run: Any) -> None:
    done = run(*arguments)
    said = done.out + done.err
    steering = {letter for letter in said if unicodedata.category(letter) in ("Cc", "Cf")}
    assert steering <= {"\n"}
    assert "\\x1b" in said.casefold()


NEXT_YEAR = ISSUE_VISIT.replace("2026-11-23", "2027-01-04")


def test_an_estimate_is_made_where_it_is_asked_for_alone(run: Any) -> None:
    this_year = json.loads(run("assess", "-", "--format", "json", stdin=ISSUE_VISIT).out)
    why_no_payment = json.loads(run("assess", "-", "--format", "json", stdin=NEXT_YEAR).out)
    assert (why_no_payment["edition"], why_no_payment["estimated"]) == (None, False)
    assert set(why_no_payment["payment"].values()) == {None}
    done = run("assess", "-", "--estimate", "--format", "json", stdin=NEXT_YEAR)
    assert (done.status, done.err) == (0, "")
    found = json.loads(done.out)
    assert (found["estimated"], found["edition"]["release"]) == (True, "RVU26C")
    assert found["payment"] == this_year["payment"]
    lines = run("assess", "--lines", "--estimate", stdin=f"{NEXT_YEAR}\n{ISSUE_VISIT}\n")
    assert [json.loads(line)["estimated"] for line in lines.out.splitlines()] == [True, False]


@pytest.mark.parametrize("written", ["2027-03-09", "03/09/2027", "3/9/2027"])
def test_a_date_is_read_as_it_is_printed_or_as_americans_write_it(written: str) -> None:
    assert read_date("--date", written) == date(2027, 3, 9)


@pytest.mark.parametrize("written", ["20270309", "2027-W10-2", "2027-02-30", "13/01/2027", "soon"])
def test_another_date_is_refused(written: str) -> None:
    with pytest.raises(CommandError, match="isn't a date"):
        read_date("--date", written)


def test_a_locality_can_be_named(run: Any) -> None:
    by_name = run("fees", "97110", "--locality", "Miami", "--years", "2026")
    assert by_name.out == run("fees", "97110", "--locality", "09102-04", "--years", "2026").out
    assert "no locality is called 'Atlantis'" in run("fees", "97110", "--locality", "Atlantis").err
    several = run("explain", "97110", "--locality", "Florida")
    assert several.status == 2 and "'Florida' means 3 localities" in several.err
    assert "09102-04" in several.err


@pytest.mark.parametrize(
    ("years", "status", "said"),
    [
        ("2024-2020", 2, "ends before it starts. Use 2020-2024."),
        ("2019-2021", 1, "no fees are loaded for 2019."),
        ("2025-2027", 1, "no fees are loaded for 2027."),
    ],
)
def test_years_that_are_not_shown_are_said(years: str, status: int, said: str, run: Any) -> None:
    done = run("fees", "97110", "--years", years)
    assert done.status == status and said in done.err
    assert bool(done.out) == (status == 1)


def test_a_code_that_nothing_is_known_of_is_said(run: Any) -> None:
    done = run("explain", "97999")
    assert (done.status, done.out) == (1, "")
    assert "no rules or fees for 97999. Check the number." in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("asess", "x"), "'asess' isn't a command. Did you mean assess?"),
        (("asess",), "Did you mean assess?"),
        (("printer", "--all"), "Did you mean printers?"),
        (("price", "x"), "'price' isn't a command. Use one of assess, day, compare"),
    ],
)
def test_a_command_with_a_typing_error_is_named(
    arguments: tuple[str, ...], said: str, run: Any
) -> None:
    done = run(*arguments)
    assert done.status == 2 and said in done.err


@pytest.mark.parametrize(
    ("name", "start"),
    [
        *(("a.json", b"{"), ("a.csv", b"24A"), ("a.HTML", b"<!DOCTYPE"), ("a.htm", b"<!DOCTYPE")),
        *(("a.txt", b"2026-11-23"), ("a", b"2026-11-23")),
    ],
)
def test_the_ending_of_the_output_names_its_format(
    name: str, start: bytes, run: Any, tmp_path: Path
) -> None:
    visit = json.dumps(visit_fields(pt("97110", 15)))
    assert run("assess", "-", "-o", str(tmp_path / name), stdin=visit).status == 0
    assert (tmp_path / name).read_bytes().startswith(start)
    run("assess", "-", "--format", "json", "-o", str(tmp_path / name), stdin=visit)
    assert (tmp_path / name).read_bytes().startswith(b"{")
