"""`quarterhour rules`: typing the rules of a new code, listing and taking them back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from releases import release

GIVEN = (
    "--label",
    "Robot",
    "--timing",
    "quarter-hour",
    "--disciplines",
    "pt",
    "--therapy",
    "always",
)


@pytest.fixture
def said(run: Any, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Call a command where RVU27A with the new code 97117 is imported."""

    def call(*arguments: str) -> tuple[int, str, str]:
        done = run(*arguments)
        return done.status, done.out, done.err

    assert call("import", str(release(tmp_path, "RVU27A", new=("97117",))))[0] == 0
    return call


def how(code: str) -> str:
    return (
        f"Enter its rules with `quarterhour rules {code} --label NAME --timing TIMING "
        "--disciplines PT,OT --therapy always`. `quarterhour rules --help` lists the timings."
    )


def test_removing_their_release_says_which_rules_go(
    said: Callable[..., tuple[int, str, str]],
) -> None:
    gone = "Removed RVU27A.\n"
    said("rules", "97117", *GIVEN)
    went = f"{gone}Your rules for 97117 were also removed.\n"
    assert said("import", "--remove", "RVU27A") == (0, went, "")


def test_without_typed_rules_nothing_is_said_of_them(
    said: Callable[..., tuple[int, str, str]],
) -> None:
    assert said("import", "--remove", "RVU27A") == (0, "Removed RVU27A.\n", "")


def test_rules_are_kept_with_a_release_that_prices_dates(
    said: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    assert said("import", str(release(tmp_path, "RVU26A", new=("97117", "97118"))))[0] == 0
    assert "RVU26A" not in said("rules")[1]
    assert "with RVU27A" in said("rules", "97117", *GIVEN)[1]
    for options in (("97118",), ("97118", "--release", "RVU26A")):
        status, out, complaint = said("rules", *options, *GIVEN)
        assert (status, out) == (2, "")
        assert "can't save rules for 97118 with RVU26A: newer releases price all" in complaint


def test_rules_are_typed_listed_changed_and_taken_back(
    said: Callable[..., tuple[int, str, str]],
) -> None:
    today = date.today().strftime("%m/%d/%Y")
    none = f"RVU27A  0791T  not counted here\nRVU27A  97117  no rules entered\n{how('CODE')}\n"
    assert said("rules") == (0, none, "")
    assert said("rules", "97117") == (0, f"97117  no rules entered\n{how('97117')}\n", "")
    kept = (
        "Saved the rules for 97117 with RVU27A, for dates of service starting 2027-01-01. "
        "Removing RVU27A also removes these rules.\n"
    )
    assert said("rules", "97117", *GIVEN) == (0, kept, "")
    line = f"97117  Robot  quarter-hour  PT  always  entered by you on {today}\n"
    assert said("rules", "97117") == (0, line, "")
    assert said("rules", "97117", "--disciplines", "OT,PT") == (0, kept, "")
    changed = line.replace("PT", "PT,OT")
    listed = f"RVU27A  0791T  not counted here\nRVU27A  {changed}{how('CODE')}\n"
    assert said("rules") == (0, listed, "")
    assert said("rules", "97117", "--reset")[0] == 0
    assert said("rules") == (0, none, "")


def test_a_code_without_rules_is_explained_by_what_can_be_done(
    said: Callable[..., tuple[int, str, str]],
) -> None:
    status, out, complaint = said("explain", "97117")
    assert (status, out) == (1, "")
    assert "no rules for 97117. `quarterhour fees 97117` shows its fee" in complaint
    assert "`quarterhour rules 97117` shows how to enter its rules." in complaint
    said("rules", "97117", *GIVEN)
    assert said("explain", "97117")[0] == 0
    assert "no rules or fees for 97999" in said("explain", "97999")[2]


def test_of_a_code_that_is_built_in_nothing_is_typed(
    said: Callable[..., tuple[int, str, str]],
) -> None:
    said("import", "--remove", "RVU27A")
    complaint = said("explain", "0791t")[2]
    assert "no rules for 0791T" in complaint
    assert "quarterhour rules" not in complaint


WRONG = {
    "no code": (GIVEN, "give the code"),
    "a known code": (("97110", *GIVEN), "Quarterhour already has rules for 97110."),
    "a code of no import": (("97999", *GIVEN), "97999 isn't in an imported fee schedule"),
    "another release": (
        ("97117", *GIVEN, "--release", "RVU26C"),
        "RVU26C isn't an imported fee schedule",
    ),
    "a part of them": (("97117", *GIVEN[:2]), "--timing: Choose how it counts"),
    "another timing": (("97117", "--timing", "area"), "invalid choice"),
    "further units": (
        ("97117", *GIVEN, "--additional-units-of", "97116"),
        "--additional-units-of: 97116 bills all its units itself",
    ),
    "nothing to reset": (("97117", "--reset"), "you haven't entered rules for 97117"),
}


@pytest.mark.parametrize(("arguments", "problem"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_done_is_said(
    arguments: tuple[str, ...], problem: str, said: Callable[..., tuple[int, str, str]]
) -> None:
    status, out, complaint = said("rules", *arguments)
    assert (status, out) == (2, "")
    assert problem in complaint
