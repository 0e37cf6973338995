"""`compare`, and `assess --payer`: the same visit by other payers than it names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders import pt, visit_fields
from payers.payer_files import content, small

PRICES = {"97110": "30.00", "97140": "20.00"}
# All is given but how codes are counted: 7 and 7 minutes are 1 unit or none.
PLAN = small(
    id="my-plan",
    price=[{"base": "dollars", "dollars": PRICES, "source": "contract"}],
    counting={"method": "total-minutes", "source": "contract"},
    patient={"applies": False, "source": "contract"},
)
VISIT = visit_fields(pt("97110", 30), pt("97140", 15))


@pytest.fixture
def visit(tmp_path: Path) -> str:
    """The path of a visit's document."""
    path = tmp_path / "visit.quarterhour"
    path.write_text(json.dumps(VISIT), encoding="utf-8")
    return str(path)


@pytest.fixture(autouse=True)
def mine(practice: Path) -> Path:
    """Keep a payer file in the folder of the practice."""
    folder = practice / "payers"
    folder.mkdir(parents=True)
    path = folder / "my-plan.qhpayer"
    path.write_bytes(content(PLAN))
    return path


def rows(out: str) -> dict[str, list[str]]:
    """Return the rows of the first table, by payer."""
    table = out.split("\n\n")[1].splitlines()[1:]
    found = {}
    for line in table:
        name, *cells = [cell for cell in line.split("  ") if cell.strip()]
        found[name.strip()] = [cell.strip() for cell in cells]
    return found


def test_payers_stand_side_by_side_as_text(run: Any, visit: str) -> None:
    done = run("compare", visit, "--payers", "medicare,my-plan,az-workers-comp")
    assert (done.status, done.err) == (0, "")
    assert rows(done.out) == {
        "Medicare Part B": ["3", "as billed", "$72.48", "$56.83", "$14.49"],
        "My plan": ["3", "3", "$80.00", "$80.00", "$0.00"],
        "Arizona workers' compensation": ["3", "3", *["not shown"] * 3],
    }
    units = done.out.partition("\nUnits\n")[2].splitlines()
    assert [line.split() for line in units[:3]] == [
        ["Payer", "97110", "97140"],
        ["Medicare", "Part", "B", "2", "1"],
        ["My", "plan", "2", "1"],
    ]
    assert "end on September 30, 2024" in done.out


def test_they_are_assessments_as_json(run: Any, visit: str, tmp_path: Path) -> None:
    target = tmp_path / "found.json"
    done = run("compare", visit, "--payers", "my-plan,medicare,my-plan", "-o", str(target))
    assert (done.status, done.out) == (0, "")
    found = json.loads(target.read_text(encoding="utf-8"))
    assert found["format"] == "quarterhour.comparison/1"
    assert [each["payer"]["id"] for each in found["assessments"]] == ["my-plan", "medicare"]
    mine, medicares = (each["payment"] for each in found["assessments"])
    assert (mine["allowed"], mine["payer_pays"], mine["medicare_pays"]) == ("80.00", "80.00", None)
    assert medicares["payer_pays"] == medicares["medicare_pays"] == "56.83"
    (one,) = json.loads(
        run("assess", visit, "--payer", "my-plan", "--format", "json").out.join("[]")
    )
    assert one["payment"] == mine


@pytest.mark.parametrize(
    ("payers", "said"),
    [
        ("medicare,my-plam", "no payer is called 'my-plam'. Did you mean my-plan?"),
        ("medicare,nobody-at-all", "`quarterhour payers` lists those there are."),
        ("medicare", "--payers needs 2 to 20 ids"),
        ("medicare,,medicare", "--payers needs 2 to 20 ids"),
    ],
)
def test_what_cannot_be_compared_is_refused(payers: str, said: str, run: Any, visit: str) -> None:
    done = run("compare", visit, "--payers", payers)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_a_date_without_fees_is_estimated_where_asked(run: Any) -> None:
    later = json.dumps({**VISIT, "date_of_service": "2027-02-01"})
    ids = ("--payers", "medicare,my-plan")
    assert rows(run("compare", "-", *ids, stdin=later).out)["Medicare Part B"][2] == "not shown"
    done = run("compare", "-", *ids, "--estimate", stdin=later)
    assert rows(done.out)["Medicare Part B"][2].startswith("$")
    # No estimate makes a file hold a date that it doesn't.
    assert rows(done.out)["My plan"][2] == "not shown"


def test_a_rule_and_a_choice_in_a_tie_are_of_the_visits_own_payer(run: Any) -> None:
    tie = visit_fields(pt("97110", 22), pt("97140", 22), pt("97112", 22), extra_units_to=[2])
    done = run("compare", "-", "--payers", "medicare,my-plan,bcbs-nebraska", stdin=json.dumps(tie))
    assert done.status == 0, done.err
    midpoint = {**VISIT, "rule": "midpoint"}
    assert run("assess", "-", "--payer", "my-plan", stdin=json.dumps(midpoint)).status == 0
    refused = run("assess", "-", stdin=json.dumps({**midpoint, "payer": "my-plan"}))
    assert refused.status == 2
    assert "rule" in refused.err.lower()


def test_assess_by_another_payer(run: Any, visit: str) -> None:
    done = run("assess", visit, "--payer", "my-plan")
    assert done.status == 0
    assert "My plan: Medicare 8-minute rule" in done.out
    assert "$80.00" in done.out
    assert run("assess", visit, "--payer", "my-plam").status == 2
    assert json.loads(Path(visit).read_text(encoding="utf-8")) == VISIT


def test_assess_of_lines_by_another_payer(run: Any) -> None:
    lines = "\n".join([json.dumps(VISIT), "{}", json.dumps({**VISIT, "payer": "az-workers-comp"})])
    done = run("assess", "--lines", "--payer", "my-plan", stdin=lines)
    first, wrong, last = map(json.loads, done.out.splitlines())
    assert done.status == 1
    assert first["payment"]["allowed"] == last["payment"]["allowed"] == "80.00"
    assert (wrong["line"], "error" in wrong) == (2, True)


def test_a_damaged_file_is_named_and_the_others_are_used(run: Any, visit: str, mine: Path) -> None:
    mine.with_name("other.qhpayer").write_text('{"format": "quarterhour.payer/1"', "utf-8")
    for command in (
        ("compare", visit, "--payers", "medicare,my-plan"),
        ("assess", visit, "--payer", "my-plan"),
        ("assess", visit),
        ("day", visit),
    ):
        done = run(*command)
        assert done.status == 1, command
        assert "other.qhpayer" in done.err
        assert done.out


def test_a_day_counts_each_visit_by_its_own_payer(run: Any, mine: Path) -> None:
    """Dollars, a range, Medicare's, and one without amounts."""
    silent = {**PLAN, "id": "silent", "name": "Silent plan", "counting": "not-stated"}
    mine.with_name("silent.qhpayer").write_bytes(content(silent))
    services = VISIT["services"]
    open_ = [pt("97110", 7), pt("97140", 7)]
    visits = [
        {"tag": "A", "payer": "my-plan", "services": services},
        {"tag": "B", "payer": "silent", "services": open_},
        {"tag": "C", "services": services},
        {"tag": "D", "payer": "blue-shield", "services": services},
    ]
    day = {
        "format": "quarterhour.day/1",
        "date_of_service": "2026-11-23",
        "locality": "national",
        "visits": visits,
    }
    done = run("day", "-", "--format", "json", stdin=json.dumps(day))
    assert done.status == 0, done.err
    totals = json.loads(done.out)["totals"]
    by_payer = totals["by_payer"]
    assert {id: each["allowed"] for id, each in by_payer.items()} == {
        "my-plan": "80.00",
        "silent": None,
        "medicare": "72.48",
        "blue-shield": None,
    }
    assert by_payer["silent"]["between"] == ["0.00", "30.00"]
    assert by_payer["blue-shield"]["between"] is None
    assert totals["all"]["between"] == ["152.48", "182.48"]
    assert totals["all"]["payer_pays_between"] == ["136.83", "166.83"]
    assert totals["all"]["patient_pays"] == "14.49"
    text = run("day", "-", stdin=json.dumps(day)).out
    assert "$152.48 to $182.48" in text


def test_a_payer_that_is_misspelled_in_a_document_is_said(run: Any) -> None:
    """The result is as before: the units by total minutes."""
    said = "no payer is called 'my-plam'. Did you mean my-plan?\n"
    visit = json.dumps({**VISIT, "payer": "my-plam"})
    done = run("assess", "-", stdin=visit)
    assert (done.status, done.err) == (0, f"quarterhour: {said}")
    assert "No rules for payer my-plam" in done.out
    lines = run("assess", "--lines", stdin=f"{json.dumps(VISIT)}\n{visit}\n")
    assert (lines.status, lines.err) == (0, f"quarterhour: line 2: {said}")
    assert len(lines.out.splitlines()) == 2
    visits = [{"tag": tag, "payer": "my-plam", "services": VISIT["services"]} for tag in "AB"]
    day = {
        "format": "quarterhour.day/1",
        "date_of_service": "2026-11-23",
        "locality": "national",
        "visits": visits,
    }
    done = run("day", "-", stdin=json.dumps(day))
    assert (done.status, done.err) == (0, f"quarterhour: {said}")


def test_a_payer_without_a_file_that_is_like_no_other_is_nothing_to_say(run: Any) -> None:
    done = run("assess", "-", stdin=json.dumps({**VISIT, "payer": "blue-shield"}))
    assert (done.status, done.err) == (0, "")
