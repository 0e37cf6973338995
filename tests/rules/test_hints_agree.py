"""Hints of one visit agree with each other and with the claim, whatever the visit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import TABLES, table, visit_fields
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import KINDS, Hint, ReplaceCode, Severity
from quarterhour.reference import Reference
from quarterhour.visit import SEPARATE_MODIFIERS, Visit, visit_from

CODES = [row["code"] for row in table(TABLES / "services.csv")]
# Codes that meet in pairs, ties and thresholds more often than all of them do.
FREQUENT = [
    *("97110", "97112", "97116", "97124", "97129", "97130", "97140", "97150", "97161", "97164"),
    *("97530", "97535", "97750", "97755", "92507", "92526", "97012", "97014", "97039", "97545"),
    *("98979", "98980", "90912"),
]
FEW = settings(derandomize=True, max_examples=300, deadline=None)

# Kinds that say one thing of a set of rows.
ONE_VOICE = ("ncci", "mue", "tie", "discipline", "assistant")

MINUTES = st.one_of(st.just(0), st.integers(0, 60), st.integers(0, 130))
MONEY = st.sampled_from(
    [{}, {}, {"charge": "20.00"}, {"contractor_price": "40.00"}, {"contractor_price": "50.00"}]
)
AMOUNTS = st.sampled_from(["0.00", "1000.00", "2400.00", "2450.00", "2480.00", "2990.00"])


@st.composite
def service(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "code": draw(st.one_of(st.sampled_from(FREQUENT), st.sampled_from([*CODES, "99999"]))),
        "discipline": draw(st.sampled_from(["PT", "PT", "OT", "SLP"])),
        "therapist_minutes": draw(MINUTES),
        "assistant_minutes": draw(st.one_of(st.just(0), MINUTES)),
        "together_minutes": draw(st.sampled_from([0, 0, 0, 10])),
        "square_cm": draw(st.sampled_from([0, 30])),
        "telehealth": draw(st.sampled_from([False, False, False, True])),
        **draw(MONEY),
    }


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    services = draw(st.lists(service(), min_size=1, max_size=6))
    codes = sorted({each["code"] for each in services})
    pairs = [list(pair) for pair in combinations(codes, 2)]
    stated = draw(st.lists(st.sampled_from(pairs), unique_by=tuple)) if pairs else []
    modifiers = st.sampled_from(SEPARATE_MODIFIERS)
    return visit_from(
        visit_fields(
            *services,
            date_of_service=draw(
                st.sampled_from(["2026-11-23", "2026-11-23", "2025-06-02", "2021-06-02"])
            ),
            locality=draw(st.sampled_from(["national", "national", "09102-04", "99999-99"])),
            rule=draw(st.sampled_from(["total-minutes", "total-minutes", "midpoint"])),
            patient={"pt_slp_to_date": draw(AMOUNTS), "ot_to_date": draw(AMOUNTS)},
            attested={
                "separate": [[*pair, draw(modifiers)] for pair in stated],
                "medically_necessary": draw(st.booleans()),
                "advance_notice": draw(st.booleans()),
            },
        )
    )


VISITS = visits()


def column_2(hint: Hint) -> set[str]:
    """Return the codes that a hint about a pair names as column 2."""
    return {
        code
        for names in re.findall(r"(\w{5}(?: and \w{5})*) \(column 2\)", hint.message)
        for code in names.split(" and ")
    }


def above(hint: Hint) -> set[str]:
    """Return the codes that a hint about a threshold says are denied, with or without an ABN."""
    said = re.search(r"without KX, (.*?) will be denied|GA stands on (.*?)\.", hint.message)
    return set(re.findall(r"\w{5}", said[1] or said[2])) if said else set()


def above_limit(hint: Hint) -> set[str]:
    """Return the code whose units a hint says are above the limit of a day."""
    return set(re.findall(r"units of (\w{5}) are more", hint.message))


# How a line's reason names each kind of denial, and the codes that a hint says it of.
DENIALS: dict[str, tuple[str, Callable[[Hint], set[str]]]] = {
    "NCCI pair": ("ncci", column_2),
    "threshold": ("kx", above),
    "(MUE)": ("mue", above_limit),
}


def entered(found: Assessment, row: int, code: str) -> set[str]:
    """Return the names of a line's service: its code, and the one it was entered by."""
    return {code, found.visit.services[row].code}


@FEW
@given(visit=VISITS)
def test_a_line_is_denied_exactly_where_a_hint_says_so(visit: Visit, reference: Reference) -> None:
    """Action hints, and the note about an ABN, since GA is denied by design."""
    found = assess(visit, reference)
    for reason, (kind, codes) in DENIALS.items():
        pressing = [
            hint
            for hint in found.hints
            if hint.kind == kind and (hint.severity is Severity.ACTION or kind == "kx")
        ]
        said = {code for hint in pressing for code in codes(hint)}
        denied: set[str] = set()
        for line in found.lines:
            if reason in line.denied:
                names = entered(found, line.line.row, line.line.code)
                assert names & said, line.denied
                denied |= names
        assert said <= denied, reason


@FEW
@given(visit=VISITS)
def test_a_denied_line_is_allowed_nothing_and_its_row_has_a_hint(
    visit: Visit, reference: Reference
) -> None:
    found = assess(visit, reference)
    named = {row for hint in found.hints for row in hint.services}
    for line in found.lines:
        if line.denied:
            assert not line.allowed
            assert line.line.row in named


@FEW
@given(visit=VISITS)
def test_what_is_off_the_claim_is_not_named(visit: Visit, reference: Reference) -> None:
    found = assess(visit, reference)
    lines = {line.line.row for line in found.lines}
    groups = [set(counted.group.rows) for counted in found.count.services]
    on_claim = set().union(*(group for group in groups if group & lines))
    for hint in found.hints:
        if hint.kind in ("ncci", "kx", "mue", "modifier", "provider"):
            assert set(hint.services) <= on_claim, hint


@FEW
@given(visit=VISITS)
def test_hints_about_the_same_rows_do_not_contradict(visit: Visit, reference: Reference) -> None:
    """Above both lines of the year there are two hints of kind kx, by different laws."""
    for one, two in combinations(assess(visit, reference).hints, 2):
        if (one.kind, one.services) == (two.kind, two.services):
            assert one.message != two.message
            if one.kind in ONE_VOICE or one.citation == two.citation:
                assert one.severity is two.severity, (one, two)


@FEW
@given(visit=VISITS)
def test_a_remedy_settles_its_hint(visit: Visit, reference: Reference) -> None:
    for hint in assess(visit, reference).hints:
        if hint.remedy is None:
            continue
        after = assess(remedied(visit, hint), reference)
        for left in after.hints:
            if (left.kind, left.services) == (hint.kind, hint.services):
                assert left.message != hint.message
                assert left.remedy != hint.remedy


def remedied(visit: Visit, hint: Hint) -> Visit:
    remedy = hint.remedy
    assert remedy is not None
    if not isinstance(remedy, ReplaceCode):
        return replace(visit, attested=remedy.attested)
    services = list(visit.services)
    services[remedy.row] = replace(services[remedy.row], code=remedy.code)
    return replace(visit, services=tuple(services))


@FEW
@given(visit=VISITS)
def test_every_hint_is_of_a_kind_and_cites_its_source(visit: Visit, reference: Reference) -> None:
    for hint in assess(visit, reference).hints:
        assert hint.kind in KINDS
        assert hint.citation
        assert hint.message.endswith(".")
        assert all(0 <= row < len(visit.services) for row in hint.services)
