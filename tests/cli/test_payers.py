"""`quarterhour payers`: payer files listed, shown, checked, added, and removed."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from builders import ROOT
from payers.payer_files import content, small, tennessee

FORMS = sorted((ROOT / "resources" / "payers" / "forms").glob("*.qhpayer"))
TODAY = date.today()
# A contract over today.
CONTRACT = small(
    id="my-plan",
    valid_from=str(TODAY - timedelta(days=30)),
    valid_to=str(TODAY + timedelta(days=30)),
    price=[{"base": "dollars", "dollars": {"97110": "31.50"}, "source": "contract"}],
    sequestration={"applies": False, "source": "contract"},
    sources={"contract": {"title": "My contract", "date": str(TODAY), "mark": "T"}},
)


def file(folder: Path, document: Any) -> str:
    path = folder / "given.json"
    path.write_bytes(content(document))
    return str(path)


def row(out: str, id: str) -> str:
    (found,) = (line for line in out.splitlines() if line.startswith(f"{id}  "))
    return found


def test_those_that_ship_are_listed(run: Any, practice: Path) -> None:
    done = run("payers")
    assert (done.status, done.err) == (0, "")
    assert row(done.out, "nc-workers-comp") == (
        "nc-workers-comp  North Carolina workers' compensation  workers-comp  "
        "2025-01-01 to 2025-12-31  no amounts today: ended 2025-12-31  included"
    )
    assert row(done.out, "medicare").startswith("medicare  Medicare Part B")
    assert done.out.count("tx-medicaid  ") == 2
    assert "fill in" not in done.out.partition("Forms to fill in")[0]
    assert not practice.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "amounts today"),
        ({"price": None, "sequestration": None}, "no amounts: rules only"),
        ({"valid_from": str(TODAY + timedelta(1))}, "no amounts today: starts "),
        ({"valid_to": str(TODAY - timedelta(1))}, "no amounts today: ended "),
    ],
    ids=["in force", "no price", "later", "earlier"],
)
def test_whether_it_has_amounts_today(
    changes: dict[str, Any], said: str, run: Any, tmp_path: Path
) -> None:
    document = {name: each for name, each in {**CONTRACT, **changes}.items() if each is not None}
    if "price" not in document:
        document["edits"] = {"value": "none", "source": "contract"}
    assert run("payers", "--add", file(tmp_path, document)).status == 0
    assert f"  {said}" in row(run("payers").out, "my-plan")
    assert row(run("payers").out, "my-plan").endswith("  added by you")


def test_each_setting_is_shown_with_state_and_source(run: Any) -> None:
    out = run("payers", "tn-workers-comp").out
    assert out.startswith("Tennessee workers' compensation (tn-workers-comp)\nworkers-comp, TN, ")
    assert "\nNot checked against the live text since 2024-10-22.\n" in out
    for line in (
        "  Counting, method: total-minutes (the payer's own text: tn-09)",
        "  Counting, pool: not given",
        "  Cap 1, surplus: not given",
        "  Codes, 97010: not-paid (the payer's own text: tn-09)",
        "  Reduction: not given",
        "  tn-02: Tenn. Comp. R. & Regs. 0800-02-18-.02, 2024-05-09, casetext.com/regulation/"
        "tennessee-administrative-code",
    ):
        assert f"\n{line}\n" in out
    assert "From your contract" not in out


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("nc-workers-comp", "(fitted to published amounts: nc-fitted)"),
        ("az-workers-comp", "(a copy of the payer's own text: az-table)"),
        ("wa-workers-comp", "(according to workerscompensation.com, 2025-07-01: wa-told)"),
    ],
)
def test_how_sure_a_setting_is(id: str, said: str, run: Any) -> None:
    assert said in run("payers", id).out


def test_a_contract_says_that_it_was_typed(run: Any, tmp_path: Path) -> None:
    done = run("payers", "--add", file(tmp_path, CONTRACT))
    assert done.out.startswith("Added My plan (my-plan), ")
    out = run("payers", "my-plan").out
    said = f"From your contract, as you typed it on {TODAY}. Quarterhour has not seen it."
    assert said in out.splitlines()
    assert "Not checked against" not in out
    assert f"Sequestration: doesn't apply (as you typed it on {TODAY}: contract)" in out
    assert f"(as you typed it on {TODAY}: contract)" in out


def test_a_file_is_checked_and_what_it_does_not_say_is_listed(
    run: Any, tmp_path: Path, practice: Path
) -> None:
    done = run("payers", "--check", file(tmp_path, tennessee()))
    assert (done.status, done.err) == (0, "")
    first, *others = done.out.splitlines()
    said = "(tn-test), 2024-10-22 to 2025-10-22: the file can be used, but look at this:"
    assert first.endswith(said)
    name = "Tennessee workers' compensation"
    assert f"{name} was not seen to say how rounding works." in others
    assert f"{name} was not seen to say how what is over a limit works." in others
    assert not any("sequestration" in each or "charge" in each for each in others)
    assert not practice.exists()
    assert run("payers", "--check", "-", stdin=content(tennessee())).out == done.out


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_says_what_to_fill_in(form: Path, run: Any) -> None:
    done = run("payers", "--check", str(form))
    assert (done.status, done.out) == (2, "")
    said = done.err.splitlines()
    assert len(said) == form.read_text().count('"fill in: ')
    assert "quarterhour: Name: fill in the plan's name, as you call it." in said
    assert run("payers", "--add", str(form)).status == 2


@pytest.mark.parametrize("option", ["--check", "--add"])
@pytest.mark.parametrize(
    ("document", "said"),
    [
        (small(id="medicare"), "Id: medicare comes with Quarterhour."),
        ({"format": "quarterhour.visit/1"}, "This is a Quarterhour visit, not a payer file."),
        ({"format": "quarterhour.day/1"}, "This is a Quarterhour day, not a payer file."),
        ([], "The document must be a JSON object"),
    ],
    ids=["id", "visit", "day", "list"],
)
def test_what_is_wrong_is_said(
    option: str, document: Any, said: str, run: Any, tmp_path: Path, practice: Path
) -> None:
    done = run("payers", option, file(tmp_path, document))
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"quarterhour: {said}")
    assert done.err.count("\n") == 1
    assert not practice.exists()


@pytest.mark.parametrize("option", ["--check", "--add"])
def test_a_file_that_is_not_there(option: str, run: Any, tmp_path: Path) -> None:
    done = run("payers", option, str(tmp_path / "none.qhpayer"))
    assert (done.status, done.err.startswith("quarterhour: can't open ")) == (2, True)


def test_what_ships_is_not_replaced_or_removed(run: Any, tmp_path: Path, practice: Path) -> None:
    done = run("payers", "--add", file(tmp_path, tennessee(id="tn-workers-comp")))
    assert done.status == 2
    assert "Give this file an id of its own, such as my-tn-workers-comp." in done.err
    done = run("payers", "--remove", "tn-workers-comp")
    assert (done.status, "comes with Quarterhour" in done.err) == (2, True)
    assert not practice.exists()


def test_what_was_added_is_removed(run: Any, tmp_path: Path, practice: Path) -> None:
    run("payers", "--add", file(tmp_path, CONTRACT))
    again = run("payers", "--add", file(tmp_path, CONTRACT))
    command = f"quarterhour payers --remove my-plan --from {CONTRACT['valid_from']}."
    assert (again.status, again.err.rstrip().endswith(command)) == (2, True)
    done = run("payers", "--remove", "my-plan")
    assert (done.status, done.out.startswith("Removed My plan (my-plan), ")) == (0, True)
    assert list((practice / "payers").iterdir()) == []
    assert run("payers", "--remove", "my-plan").status == 2


@pytest.mark.parametrize("option", ["--check", "--add"])
def test_what_is_likely_wrong_is_said_and_taken(option: str, run: Any, tmp_path: Path) -> None:
    price = [{"base": "medicare", "percent": "1.40", "edition": "RVU99Z", "source": "contract"}]
    codes = {"97997": {"value": "not-paid", "source": "contract"}}
    done = run("payers", option, file(tmp_path, {**CONTRACT, "price": price, "codes": codes}))
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[1:4] == [
        "Price tier 1, percent: 1.40 percent: write 140 for 140 percent.",
        "Price tier 1, edition: no single release is loaded as RVU99Z, so it can't be used.",
        "Quarterhour has no rules for these codes: 97997.",
    ]


def test_a_check_says_once_what_is_assumed_of_medicare(run: Any, tmp_path: Path) -> None:
    out = run("payers", "--check", file(tmp_path, {**CONTRACT, "like": "medicare"})).out
    assert out.splitlines()[1:] == ["What the file doesn't say is assumed to be as in Medicare."]


@pytest.mark.parametrize("option", ["--check", "--add"])
@pytest.mark.parametrize("id", ["my-plan", "tn-workers-comp"])
def test_dates_that_overlap_are_said(option: str, id: str, run: Any, tmp_path: Path) -> None:
    document = tennessee(id=id)
    if id == "my-plan":
        run("payers", "--add", file(tmp_path, CONTRACT))
        document = {**CONTRACT, "note": "Corrected"}
    done = run("payers", option, file(tmp_path, document))
    assert (done.status, done.out) == (2, "")
    assert f"of the same payer, {id}" in done.err


def test_a_file_that_is_added_can_be_checked_again(run: Any, tmp_path: Path) -> None:
    path = file(tmp_path, CONTRACT)
    first = run("payers", "--check", path)
    run("payers", "--add", path)
    again = run("payers", "--check", path)
    assert (again.status, again.err) == (0, "")
    assert "It is already added." in again.out.splitlines()
    assert {*first.out.splitlines()} < {*again.out.splitlines()}
    assert first.out.splitlines()[0].endswith("the file is fine.")


def test_of_several_files_the_one_of_a_date_is_removed(run: Any, tmp_path: Path) -> None:
    later = {
        **CONTRACT,
        "valid_from": str(TODAY + timedelta(days=31)),
        "valid_to": str(TODAY + timedelta(days=60)),
    }
    for document in (CONTRACT, later):
        assert run("payers", "--add", file(tmp_path, document)).status == 0
    done = run("payers", "--remove", "my-plan")
    assert (done.status, done.out) == (2, "")
    assert f"from {CONTRACT['valid_from']} and {later['valid_from']}" in done.err
    assert "--from" in done.err
    done = run("payers", "--remove", "my-plan", "--from", later["valid_from"])
    assert (done.status, later["valid_to"] in done.out) == (0, True)
    assert run("payers", "--remove", "my-plan").status == 0
    assert run("payers", "my-plan", "--from", later["valid_from"]).status == 2
    assert run("payers", "--remove", "my-plan", "--from", "soon").status == 2


@pytest.mark.parametrize("id", ["medicare", "nobody"])
def test_a_payer_without_a_file_is_said(id: str, run: Any) -> None:
    done = run("payers", id)
    assert (done.status, done.out) == (2, "")
    assert id in done.err


def test_a_damaged_file_is_said_and_the_others_are_listed(run: Any, practice: Path) -> None:
    (practice / "payers").mkdir(parents=True)
    path = practice / "payers" / "mine.qhpayer"
    path.write_text("{")
    done = run("payers")
    assert done.status == 1
    assert done.err.startswith(f"quarterhour: couldn't use {path}: ")
    assert "nc-workers-comp" in done.out
    assert path.read_text() == "{"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_cannot_be_written(run: Any, tmp_path: Path, practice: Path) -> None:
    practice.mkdir(parents=True)
    practice.chmod(0o500)
    done = run("payers", "--add", file(tmp_path, CONTRACT))
    practice.chmod(0o700)
    assert (done.status, "Nothing changed." in done.err) == (1, True)


def test_a_folder_that_is_a_file(run: Any, tmp_path: Path, practice: Path) -> None:
    practice.mkdir(parents=True)
    (practice / "payers").write_text("")
    done = run("payers", "--add", file(tmp_path, CONTRACT))
    assert (done.status, "Nothing changed." in done.err) == (1, True)


def test_a_payer_file_elsewhere_names_its_command(run: Any, tmp_path: Path) -> None:
    done = run("assess", file(tmp_path, CONTRACT))
    assert (done.status, "quarterhour payers --check FILE" in done.err) == (2, True)


def test_two_requests_at_once_are_refused(run: Any) -> None:
    assert run("payers", "nobody", "--remove", "nobody").status == 2


def test_names_are_printed_without_what_a_terminal_obeys(run: Any, tmp_path: Path) -> None:
    document = json.loads(json.dumps(CONTRACT).replace("My plan", "My \\u001b[31mplan"))
    assert "\x1b" not in run("payers", "--add", file(tmp_path, document)).out
    assert "\x1b" not in run("payers").out
