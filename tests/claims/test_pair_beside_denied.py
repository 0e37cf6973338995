"""A pair whose column 1 code is itself denied: what CMS publishes does not settle column 2.

docs/rules.md section 4 (column 1 pays, column 2 is denied) and 10.1.6, 10.1.9, 10.1.12: column 1
may be denied for a reason of its own. CMS says that column 1 "is eligible for payment" and column 2
is denied. What holds where column 1 is not eligible was found in no text of CMS: the amount stays,
and the hint of the pair says that it is in doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import hint_of, pt, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import Attest, Denial, DenialKind, Severity, Topic

Assess = Callable[..., Assessment]
Case = tuple[list[dict[str, Any]], dict[str, Any]]

PAIR = [pt("97530", 15), pt("97750", 15)]
# Each reason for which column 1 is denied, the codes of the pair, and whether it is asked about.
CASES: dict[str, tuple[Case, tuple[str, str], bool]] = {
    "not paid to a therapist": (([pt("20560"), pt("29581")], {}), ("20560", "29581"), True),
    "above the limit": (([pt("97530", 105), pt("97750", 15)], {}), ("97530", "97750"), True),
    "not telehealth": (
        ([pt("97140", 15, telehealth=True), pt("97124", 15)], {}),
        ("97140", "97124"),
        False,
    ),
    "confirmed": ((PAIR, {"attested": {"denial": {"97530": "GY"}}}), ("97530", "97750"), True),
    "above the threshold": (
        (PAIR, {"patient": {"pt_slp_to_date": "2480.00"}}),
        ("97530", "97750"),
        True,
    ),
    "answered no": (
        (
            PAIR,
            {
                "attested": {
                    "denial": {"97530": "GZ"},
                    "not_separate": [["97530", "97750"]],
                }
            },
        ),
        ("97530", "97750"),
        True,
    ),
}


@pytest.mark.parametrize(("case", "codes", "asked"), CASES.values(), ids=CASES)
def test_it_stays_denied_and_is_said_to_be_in_doubt(
    case: Case, codes: tuple[str, str], asked: bool, assessed: Assess
) -> None:
    services, fields = case
    found = assessed(*services, **fields)
    one, two = found.lines
    assert one.denied
    assert Denial(DenialKind.PAIR, codes[0]) in two.denials
    assert str(two.allowed) == "0.00"
    if len(two.denials) > 1:  # the threshold denies it anyway
        assert Topic.PAIR_IN_DOUBT not in topics(found)
        return
    hint = hint_of(found, Topic.PAIR_IN_DOUBT)
    assert (hint.rows, hint.codes, hint.unconfirmed) == ((0, 1), codes, True)
    assert any(isinstance(action, Attest) for action in hint.actions) == asked


def test_a_column_1_that_is_paid_leaves_no_doubt(assessed: Assess) -> None:
    assert topics(assessed(*PAIR)) == [Topic.PAIR_DENIED]


def test_nor_does_another_pair_whose_column_1_is_paid(assessed: Assess) -> None:
    """97750 is column 2 of 97530, whose denial is confirmed, and of 97140, which is paid."""
    found = assessed(*PAIR, pt("97140", 15), attested={"denial": {"97530": "GZ"}})
    assert [topic for topic in topics(found) if topic.kind == "ncci"] == [Topic.PAIR_DENIED] * 2


def test_a_column_1_that_is_column_2_itself_puts_the_third_in_doubt(assessed: Assess) -> None:
    """97012 denies 97140, which denies 97124; only of the second it is not known."""
    found = assessed(pt("97012"), pt("97140", 15), pt("97124", 15))
    assert [line.denied for line in found.lines] == [False, True, True]
    assert {hint.codes: hint.topic for hint in found.hints if hint.kind == "ncci"} == {
        ("97012", "97140"): Topic.PAIR_DENIED,
        ("97140", "97124"): Topic.PAIR_IN_DOUBT,
    }


def test_of_three_codes_that_deny_each_other_each_is_in_doubt(assessed: Assess) -> None:
    """97150 denies 97530, that 97750, and that 97150."""
    found = assessed(pt("97150"), *PAIR)
    assert [line.denied for line in found.lines] == [True, True, True]
    assert topics(found) == [Topic.PAIR_IN_DOUBT] * 3


def test_once_separate_it_is_paid_and_not_in_doubt(assessed: Assess) -> None:
    attested = {"denial": {"97530": "GY"}, "separate": [["97530", "97750"]]}
    found = assessed(*PAIR, attested=attested)
    assert Topic.PAIR_IN_DOUBT not in topics(found)
    assert not found.lines[1].denied


def test_the_answer_no_is_a_note_and_the_rest_are_actions(assessed: Assess) -> None:
    for name, severity in (("confirmed", Severity.ACTION), ("answered no", Severity.NOTE)):
        services, fields = CASES[name][0]
        assert hint_of(assessed(*services, **fields), Topic.PAIR_IN_DOUBT).severity is severity
