"""The first and the last day of each threshold of docs/rules.md section 4."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from builders import hint_of, ot, pt, slp, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import Denial, DenialKind, Topic

Assess = Callable[..., Assessment]

YEARS = {2020: 2080, 2021: 2110, 2022: 2150, 2023: 2230, 2024: 2330, 2025: 2410, 2026: 2480}
DAYS = [(f"{year}-{day}", limit) for year, limit in YEARS.items() for day in ("01-01", "12-31")]
CENT = Decimal("0.01")
NECESSARY = {"medically_necessary": True}


def marks(found: Assessment) -> list[tuple[str, ...]]:
    return [line.line.modifiers for line in found.lines]


def reviews(found: Assessment) -> list[Decimal | None]:
    """Return the line of review of each group with charges to date."""
    return [group.review.value if group.review else None for group in found.thresholds]


@pytest.mark.parametrize(
    ("service", "group", "modifier"),
    [
        (pt("97110", 15), "pt_slp_to_date", "GP"),
        (slp("92526", 30), "pt_slp_to_date", "GN"),
        (ot("97110", 15), "ot_to_date", "GO"),
    ],
    ids=["PT", "SLP", "OT"],
)
@pytest.mark.parametrize(("day", "limit"), DAYS)
def test_in_excess_of_the_amount_and_not_merely_at_it(
    day: str, limit: int, service: dict[str, Any], group: str, modifier: str, assessed: Assess
) -> None:
    """The statute denies what is in excess of the amount, not the amount itself."""
    fields = {"date_of_service": day, "attested": NECESSARY}
    alone = assessed(service, date_of_service=day).lines[0].allowed
    assert alone is not None
    at = assessed(service, patient={group: str(limit - alone)}, **fields)
    above = assessed(service, patient={group: str(limit - alone + CENT)}, **fields)
    assert (marks(at), marks(above)) == ([(modifier,)], [(modifier, "KX")])
    without = assessed(service, date_of_service=day, patient={group: f"{limit}.00"})
    assert without.lines[0].denials == (Denial(DenialKind.ABOVE_WITHOUT_KX),)
    assert [group.limit.value for group in without.thresholds if group.limit] == [limit]
    assert str(without.lines[0].allowed) == "0.00"


@pytest.mark.parametrize("day", ["2018-06-01", "2019-12-31", "2027-01-01"])
def test_a_year_that_is_not_held(day: str, assessed: Assess) -> None:
    """2018 and 2019 are before the first fee schedule loaded, and 2027 is not published."""
    found = assessed(pt("97110", 15), date_of_service=day, patient={"pt_slp_to_date": "2500.00"})
    assert topics(found, "kx") == [Topic.NO_THRESHOLD]
    assert [group.limit for group in found.thresholds] == [None]
    assert marks(found) == [("GP",)]


@pytest.mark.parametrize("day", ["2020-01-01", "2023-06-01", "2026-12-31", "2027-12-31"])
@pytest.mark.parametrize("group", ["pt_slp_to_date", "ot_to_date"])
def test_the_line_of_review_is_3000_until_2028(day: str, group: str, assessed: Assess) -> None:
    visit = (pt("97110", 15), ot("97530", 15))
    above = assessed(*visit, date_of_service=day, patient={group: "3000.01"})
    assert hint_of(above, Topic.MEDICAL_REVIEW).rows == (
        (0,) if group == "pt_slp_to_date" else (1,)
    )
    below = assessed(*visit, date_of_service=day, patient={group: "2900.00"})
    assert Topic.MEDICAL_REVIEW not in topics(below)
    assert reviews(above) == reviews(below) == [3000]


def test_from_2028_the_line_of_review_is_not_known(assessed: Assess) -> None:
    patient = {"pt_slp_to_date": "9000.00"}
    found = assessed(pt("97110", 15), date_of_service="2028-01-01", patient=patient)
    assert topics(found, "kx") == [Topic.NO_THRESHOLD]
    assert reviews(found) == [None]


def test_what_accrues_is_the_allowed_amount_with_the_patients_share(assessed: Assess) -> None:
    """2 units of 97110 are allowed 51.27, of which the patient owes 10.25: 2,428.73 is left."""
    for to_date, expected in (("2428.73", ("GP",)), ("2428.74", ("GP", "KX"))):
        found = assessed(pt("97110", 30), patient={"pt_slp_to_date": to_date}, attested=NECESSARY)
        assert marks(found) == [expected]
        (group,) = found.thresholds
        assert str(group.today) == "51.27"
        assert group.total == Decimal(to_date) + group.today
        assert all(hint.unconfirmed for hint in found.hints if hint.kind == "kx")
