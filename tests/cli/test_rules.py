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
    "--clock",
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


def test_rules_are_typed_listed_changed_and_taken_back(
    said: Callable[..., tuple[int, str, str]],
) -> None:
    today = date.today().strftime("%m/%d/%Y")
    none = "RVU27A  0791T  rules not known\nRVU27A  97117  rules not known\n"
    assert said("rules") == (0, none, "")
    kept = (
        "The rules of 97117 are kept with RVU27A, and used for dates of service from 2027-01-01 "
        "on.\n"
    )
    assert said("rules", "97117", *GIVEN) == (0, kept, "")
    line = f"97117  Robot  quarter-hour  PT  always  typed by you on {today}\n"
    assert said("rules", "97117") == (0, line, "")
    assert said("rules", "97117", "--disciplines", "OT,PT") == (0, kept, "")
    changed = line.replace("PT", "PT,OT")
    assert said("rules") == (0, f"RVU27A  0791T  rules not known\nRVU27A  {changed}", "")
    assert said("rules", "97117", "--take-back")[0] == 0
    assert said("rules") == (0, none, "")


WRONG = {
    "no code": (GIVEN, "name the code"),
    "a known code": (("97110", *GIVEN), "the rules of 97110 are known already"),
    "a code of no import": (("97999", *GIVEN), "97999 is in no fee schedule that was imported"),
    "another release": (("97117", *GIVEN, "--release", "RVU26C"), "RVU26C is no fee schedule"),
    "a part of them": (("97117", *GIVEN[:2]), "--clock: Choose how it counts"),
    "another clock": (("97117", "--clock", "area"), "invalid choice"),
    "further units": (
        ("97117", *GIVEN, "--further-units-of", "97116"),
        "--further-units-of: 97116 bills all its units itself",
    ),
    "nothing to take back": (("97117", "--take-back"), "no rules of 97117 were typed"),
}


@pytest.mark.parametrize(("arguments", "problem"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_done_is_said(
    arguments: tuple[str, ...], problem: str, said: Callable[..., tuple[int, str, str]]
) -> None:
    status, out, complaint = said("rules", *arguments)
    assert (status, out) == (2, "")
    assert problem in complaint
