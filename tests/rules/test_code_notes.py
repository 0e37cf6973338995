"""The notes under the table of docs/rules.md section 3."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from builders import ot, pt, table
from quarterhour.assessment import Assessment
from quarterhour.reference import CodeFigures, Reference

Assess = Callable[..., Assessment]

ROWS = table(Path(__file__).parent / "codes_2026.csv")
IN_2025, IN_2026 = date(2025, 6, 1), date(2026, 6, 1)


def figures(code: str, day: date, reference: Reference) -> CodeFigures | None:
    edition = reference.edition_on(day)
    assert edition is not None
    return reference.figures(edition, code)


def test_the_mppr_set_is_that_of_2025(reference: Reference) -> None:
    """The rows marked so, and one code whose rules are not loaded."""
    marked = {row["code"] for row in ROWS if row["mppr"] == "yes"} | {"0791T"}
    codes = [row["code"] for row in ROWS] + ["0791T"]
    for day in (IN_2025, IN_2026):
        found = {code: figures(code, day, reference) for code in codes}
        assert {code for code, each in found.items() if each and each.subject_to_mppr} == marked


# Work values of 2025 and 2026 that the efficiency adjustment lowered.
LOWERED = {"97012": ".25 .24", "95992": ".75 .73", "20560": ".32 .31", "20561": ".48 .47"}
LOWERED_TOO = (
    "92597 92611 92612 92614 92616 92520 97597 97598 97605 97606 97607 97608 97610 98940 98941 "
    "98942 29240 29530 29580 29581 29584"
)
UNTOUCHED = (
    "97150 97161 97162 97163 97164 97165 97166 97167 97168 92507 92521 92522 92523 92524 92526"
)


def work(code: str, reference: Reference) -> list[Decimal]:
    """Return the work value of a code in 2025 and in 2026."""
    found = [figures(code, day, reference) for day in (IN_2025, IN_2026)]
    return [each.values.work for each in found if each is not None]


def test_what_the_efficiency_adjustment_touched(reference: Reference) -> None:
    for code, values in LOWERED.items():
        assert work(code, reference) == [Decimal(value) for value in values.split()]
    for code in LOWERED_TOO.split():
        before, after = work(code, reference)
        assert after < before, code


def test_what_the_efficiency_adjustment_left(reference: Reference) -> None:
    timed = [row["code"] for row in ROWS if row["kind"] == "T15"]
    for code in (*timed, *UNTOUCHED.split()):
        before, after = work(code, reference)
        assert after == before, code
    for code, value in (("97161", "1.54"), ("97165", "1.54"), ("97164", "0.96"), ("97168", "0.96")):
        assert work(code, reference) == [Decimal(value)] * 2


def test_an_evaluation_fell_by_its_other_values(assessed: Assess) -> None:
    amounts = [
        str(assessed(pt("97161"), date_of_service=str(day)).lines[0].allowed)
        for day in (IN_2025, IN_2026)
    ]
    assert amounts == ["98.01", "97.86"]


def test_iontophoresis_is_timed(assessed: Assess) -> None:
    assert assessed(pt("97033", 30)).lines[0].line.units == 2


def test_few_days_of_monitoring_have_codes_of_their_own_from_2026(assessed: Assess) -> None:
    for code in ("98984", "98985", "98986"):
        assert [line.line.units for line in assessed(ot(code)).lines] == [1]
        assert assessed(ot(code), date_of_service="2025-11-23").lines == ()
