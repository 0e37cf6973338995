"""Every row of the table of docs/rules.md section 3, and the codes of its section 10.2.

`codes_2026.csv` is that table without the labels. `who` are the disciplines that usually bill a
code, `rarely` those named in brackets, `only` the modifier that it is locked to; `amount` is the
national amount of 2026, empty where there is none; `limit` the MUE, empty where CMS lists none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from builders import hint_of, slp, step_of, table, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import DISCIPLINE_MODIFIERS, Denial, DenialKind, Severity, Topic
from quarterhour.fees import StepKind
from quarterhour.reference import CodeFigures, Reference
from quarterhour.reference.fee_table import edition_fee

Assess = Callable[..., Assessment]
Row = dict[str, str]

ROWS = table(Path(__file__).parent / "codes_2026.csv")
FACTOR = Decimal("33.4009")
DAY = date(2026, 11, 23)
MODIFIERS = {"PT": "GP", "OT": "GO", "SLP": "GN"}

# Minutes (square cm for areas) from which a code of each kind has one unit, and two.
EDGES = {
    "T15": (8, 23),
    "T15-first": (8, None),
    "T15-addon(97129)": (23, 38),
    "H1": (31, 91),
    "H1-first": (31, None),
    "M30-addon(96112)": (76, 106),
    "M30-addon(92607)": (76, 106),
    "H2-first": (61, None),
    "H1-addon(97545)": (151, 211),
    "M30-first": (16, None),
    "M15-addon(97550)": (38, 53),
    "M15-addon(G0541)": (38, 53),
    "M15-first": (8, None),
    "M15-addon(90912)": (23, 38),
    "AREA-first": (1, None),
    "AREA-addon(97597)": (21, 41),
    "MONTH10": (10, None),
    "MONTH20-first": (20, None),
    "MONTH20-addon(98980)": (40, 60),
}
# Statuses of codes that are on no Medicare claim line, no matter who bills.
OFF = {"B", "I", "N"}
# Dry needling: on the claim, and denied to a therapist.
NEEDLING = ("20560", "20561")
THERAPY = ("always", "sometimes")
# E-visits as Medicare had them in 2020 alone.
OF_2020 = {"G2061", "G2062", "G2063"}


def entered(row: Row, amount: int, discipline: str = "") -> dict[str, Any]:
    """Return a service of a row's code with minutes, or with square cm where its kind is area."""
    measure = "square_cm" if row["kind"].startswith("AREA") else "therapist_minutes"
    discipline = discipline or (row["who"] or "PT").split()[0]
    return {"code": row["code"], "discipline": discipline, measure: amount}


def one_unit(row: Row, discipline: str = "") -> dict[str, Any]:
    return entered(row, EDGES[row["kind"]][0] if row["kind"] in EDGES else 0, discipline)


def units(row: Row, found: Assessment) -> int:
    return sum(line.line.units for line in found.lines if line.line.code == row["code"])


def billable(row: Row) -> bool:
    return row["status"] not in OFF and not row["therapy"].startswith("not therapy")


def paid(row: Row) -> bool:
    """Return whether Medicare pays it to a therapist, by someone's price."""
    return billable(row) and row["code"] not in NEEDLING


def rows(keep: Callable[[Row], bool] = lambda row: True) -> pytest.MarkDecorator:
    kept = [row for row in ROWS if keep(row)]
    return pytest.mark.parametrize("row", kept, ids=[row["code"] for row in kept])


def figures(row: Row, reference: Reference, day: date = DAY) -> CodeFigures:
    edition = reference.edition_on(day)
    assert edition is not None
    found = reference.figures(edition, row["code"])
    assert found is not None
    return found


def test_the_table_is_whole(reference: Reference) -> None:
    assert len(ROWS) == 143
    assert {row["code"] for row in ROWS} == set(reference.services) - OF_2020
    assert {row["kind"] for row in ROWS} == {"U", *EDGES}


@rows()
def test_figures(row: Row, reference: Reference) -> None:
    found = figures(row, reference)
    assert (found.status, found.subject_to_mppr) == (row["status"], row["mppr"] == "yes")
    values = found.values
    assert [str(values.work), str(values.practice_expense), str(values.malpractice)] == [
        row[name] for name in ("work", "practice_expense", "malpractice")
    ]


@rows(lambda row: billable(row) and row["kind"] == "U")
def test_an_untimed_code_is_one_unit_whatever_the_minutes(row: Row, assessed: Assess) -> None:
    assert [units(row, assessed(entered(row, minutes))) for minutes in (0, 5, 90)] == [1, 1, 1]
    assert assessed(entered(row, 90)).count.timed_minutes == 0


@rows(lambda row: row["kind"] in EDGES)
def test_a_timing_earns_its_units_at_its_edges(row: Row, assessed: Assess) -> None:
    one, two = EDGES[row["kind"]]
    assert units(row, assessed(entered(row, one))) == 1
    if row["kind"] != "AREA-first":  # without an area its first one is assumed
        assert units(row, assessed(entered(row, one - 1))) == 0
    if two is None:
        assert units(row, assessed(entered(row, 240))) == 1
    else:
        assert [units(row, assessed(entered(row, amount))) for amount in (two - 1, two)] == [1, 2]


@rows(lambda row: row["kind"] in EDGES)
def test_only_the_15_minute_codes_join_the_pool(row: Row, assessed: Assess) -> None:
    """97535 is for every discipline: its 16 minutes lend one to 7 minutes of a pooled code."""
    discipline = row["who"].split()[0]
    other = "97535" if row["code"] != "97535" else "97537"
    beside = {"code": other, "discipline": discipline, "therapist_minutes": 16}
    pooled = row["kind"].startswith("T15")
    found = assessed(entered(row, 7) | {"therapist_minutes": 7}, beside)
    assert found.count.timed_minutes == (23 if pooled else 16)
    if pooled:
        assert [result.units for result in found.services] == [1, 1]


@rows(billable)
def test_the_plan_of_care_modifier_of_every_discipline_that_bills_it(
    row: Row, assessed: Assess
) -> None:
    for discipline in row["who"].split():
        found = assessed(one_unit(row, discipline))
        marks = [line.line.modifiers for line in found.lines if line.line.code == row["code"]]
        assert marks == [(MODIFIERS[discipline],)]
        assert not [hint for hint in found.hints if hint.kind == "discipline"]


@rows(lambda row: billable(row) and not row["only"])
def test_who_is_not_named_is_told_that_it_is_seldom(row: Row, assessed: Assess) -> None:
    named = {*row["who"].split(), *row["rarely"].split()}
    for discipline in MODIFIERS.keys() - named:
        found = assessed(one_unit(row, discipline))
        told = [hint for hint in found.hints if hint.kind == "discipline"]
        assert [(hint.topic, hint.severity) for hint in told] == [
            (Topic.SELDOM_BILLED, Severity.WARNING)
        ]
        assert told[0].unconfirmed
        assert told[0].codes == (row["code"],)
        assert units(row, found) == 1


@rows(lambda row: bool(row["only"]))
def test_a_locked_code_is_off_the_claim_of_another_discipline(
    row: Row, assessed: Assess, reference: Reference
) -> None:
    assert DISCIPLINE_MODIFIERS[reference.services[row["code"]].locked_to] == row["only"]
    for discipline, modifier in MODIFIERS.items():
        found = assessed(one_unit(row, discipline))
        if modifier == row["only"]:
            assert (units(row, found), topics(found, "discipline")) == (1, [])
        else:
            assert found.lines == ()
            assert hint_of(found, Topic.OTHER_DISCIPLINE).codes == (row["code"],)


@rows()
def test_the_therapy_list(row: Row, reference: Reference) -> None:
    held = reference.services[row["code"]].therapy
    listed = row["therapy"].rstrip("*")
    if listed in THERAPY:
        assert held == listed
    if row["therapy"].startswith("not therapy"):
        assert held == "none"


@rows(lambda row: not billable(row))
def test_what_medicare_does_not_pay_is_off_the_claim(row: Row, assessed: Assess) -> None:
    found = assessed(one_unit(row))
    assert found.lines == ()
    kind = "discipline" if row["status"] == "A" else "coverage"
    severity = "note" if row["status"] == "B" else "action"
    assert [(hint.kind, hint.severity.value) for hint in found.hints] == [(kind, severity)]


@rows(billable)
def test_the_national_amount(row: Row, assessed: Assess) -> None:
    found = assessed(one_unit(row))
    line = next(line for line in found.lines if line.line.code == row["code"])
    if row["code"] in NEEDLING:
        assert str(step_of(line, StepKind.FEE_OF_OTHERS).amount) == row["amount"]
        return
    assert (str(line.allowed) if line.allowed is not None else "") == row["amount"]
    if not row["amount"]:
        assert row["code"] in hint_of(found, Topic.NO_NATIONAL_PRICE).codes


@rows(lambda row: row["status"] == "R")
def test_a_restricted_code_warns(row: Row, assessed: Assess) -> None:
    hint = hint_of(assessed(one_unit(row)), Topic.RESTRICTED)
    assert (hint.severity, hint.codes) == (Severity.WARNING, (row["code"],))


def reduced(row: Row) -> Decimal:
    """Work out the amount with half of the practice expense, rounded once."""
    work, expense, malpractice = (
        Decimal(row[name]) for name in ("work", "practice_expense", "malpractice")
    )
    product = (work + expense / 2 + malpractice) * FACTOR
    return product.quantize(Decimal("0.01"), ROUND_HALF_UP)


@rows(lambda row: row["mppr"] == "yes")
def test_the_second_unit_of_the_day_is_reduced(
    row: Row, assessed: Assess, reference: Reference
) -> None:
    """92523 has the highest practice expense of the table, so it is the one paid in full."""
    edition = reference.edition_on(DAY)
    assert edition is not None
    national = reference.localities(edition)["national"]
    assert edition_fee(reference, edition, national, row["code"]).reduced == reduced(row)
    if row["code"] in ("92522", "92523"):  # never paid with 92523
        return
    separate = [["92523", row["code"]], ["92607", "92523"]]
    found = assessed(slp("92523"), one_unit(row), attested={"separate": separate})
    assert [(line.line.code, line.allowed) for line in found.lines] == [
        ("92523", Decimal("226.46")),
        (row["code"], reduced(row)),
    ]


@rows(lambda row: paid(row) and row["mppr"] == "no" and bool(row["amount"]))
def test_what_the_mppr_does_not_touch_is_paid_in_full_beside_others(
    row: Row, assessed: Assess
) -> None:
    separate = [["92523", row["code"]]]
    found = assessed(slp("92523"), one_unit(row), attested={"separate": separate})
    allowed = [str(line.allowed) for line in found.lines if line.line.code == row["code"]]
    assert allowed == [row["amount"]]


def of_units(row: Row, count: int) -> dict[str, Any]:
    """Return a service with some units of a code: each additional one takes as much again."""
    one, two = EDGES[row["kind"]]
    assert two is not None
    return entered(row, one + (count - 1) * (two - one))


@rows(lambda row: billable(row) and bool(row["limit"]))
def test_units_above_the_limit_of_a_day(row: Row, assessed: Assess, reference: Reference) -> None:
    most = int(row["limit"])
    limit = reference.edits.unit_limit(row["code"], DAY)
    assert limit is not None
    assert limit.units == most
    if EDGES.get(row["kind"], (0, None))[1] is not None:
        at, above = [of_units(row, most)], [of_units(row, most + 1)]
    else:  # one unit a day of each discipline, so that only several of them pass the limit
        named = [*row["who"].split(), *row["rarely"].split()]
        at, above = [one_unit(row)], [one_unit(row, each) for each in named[: most + 1]]
    assert not topics(assessed(*at), "mue")
    found = assessed(*above)
    if units(row, found) > most:
        hint = hint_of(found, Topic.UNITS_ABOVE_LIMIT)
        assert (hint.severity, hint.codes) == (Severity.ACTION, (row["code"],))
        denial = Denial(DenialKind.UNIT_LIMIT, row["code"], most + 1, most)
        assert all(denial in line.denials for line in found.lines if line.line.code == row["code"])
