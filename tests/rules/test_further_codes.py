"""Codes that therapists bill besides those of docs/rules.md section 3: its section 10.2."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builders import hint_of, ot, pt, slp, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import ReplaceCode, Severity, Topic
from quarterhour.reference import Reference

Assess = Callable[..., Assessment]


def test_a_splint_by_an_ot_has_a_price(assessed: Assess) -> None:
    """A87."""
    found = assessed(ot("29125", 20), date_of_service="2026-05-11", zip="33101")
    ((line, allowed),) = ((each.line, each.allowed) for each in found.lines)
    assert (line.units, line.modifiers, bool(allowed)) == (1, ("GO",), True)
    assert found.hints == ()


def test_the_further_half_hour_without_speech_is_bundled(assessed: Assess) -> None:
    """A88."""
    found = assessed(slp("92618", 30), date_of_service="2026-05-11")
    assert (found.lines, topics(found, "coverage")) == ((), [Topic.BUNDLED])


@pytest.mark.parametrize(
    ("code", "day", "allowed"),
    [
        ("29125", "2020-06-01", "65.68"),  # 1.82 x 36.0896
        ("29125", "2024-02-01", "67.13"),  # 2.05 x 32.7442
        ("29125", "2025-06-02", "67.28"),  # 2.08 x 32.3465
        ("29240", "2022-06-01", "30.80"),  # 0.89 x 34.6062
        ("98966", "2021-06-01", "13.96"),  # 0.40 x 34.8931
        ("98970", "2021-06-01", "11.86"),  # 0.34 x 34.8931
        ("G0451", "2023-06-01", "10.84"),  # 0.32 x 33.8872
    ],
)
def test_every_year_has_its_price(code: str, day: str, allowed: str, assessed: Assess) -> None:
    (line,) = assessed(pt(code), date_of_service=day).lines
    assert str(line.allowed) == allowed


def test_e_visits_have_other_codes_in_2020(assessed: Assess) -> None:
    found = assessed(pt("98971"), date_of_service="2020-06-01")
    hint = hint_of(found, Topic.E_VISIT_OF_2020)
    assert hint.unconfirmed
    assert found.lines == ()
    assert "G2062" in hint.detail and "billing software" in hint.detail
    assert ReplaceCode(0, "98971", "G2062") in hint.actions


@pytest.mark.parametrize(
    ("day", "topic"),
    [
        ("2020-01-01", Topic.FEE_NOT_HELD),
        ("2020-12-31", Topic.FEE_NOT_HELD),
        ("2021-01-01", Topic.NOT_IN_EDITION),
        ("2026-06-01", Topic.NOT_IN_EDITION),
    ],
)
def test_the_codes_of_2020_have_no_figures(day: str, topic: Topic, assessed: Assess) -> None:
    """In 2020 they were valid, and only the fee is missing. Later the date must be wrong."""
    found = assessed(pt("G2061"), date_of_service=day)
    assert (found.lines, topics(found, "code")) == ((), [topic])
    hint = hint_of(found, topic)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.ACTION, (0,), ("G2061",))
    assert hint.unconfirmed == (topic is Topic.FEE_NOT_HELD)
    assert ("date of service" in hint.detail) == (topic is Topic.NOT_IN_EDITION)


@pytest.mark.parametrize("code", ["98966", "98967", "98968", "98970", "98971", "98972"])
def test_calls_and_e_visits_are_the_patients_to_begin(code: str, assessed: Assess) -> None:
    (hint,) = assessed(pt(code), date_of_service="2024-06-03").hints
    assert (hint.topic, hint.severity) == (Topic.STARTED_BY_PATIENT, Severity.NOTE)


@pytest.mark.parametrize("code", ["G0451", "98978", "98986"])
def test_what_may_not_be_on_the_list_is_said(code: str, assessed: Assess) -> None:
    hint = hint_of(assessed(pt(code)), Topic.LISTING_DOUBTFUL)
    assert (hint.severity, hint.unconfirmed) == (Severity.WARNING, True)


@pytest.mark.parametrize("code", ["0552T", "96110", "G2250", "99213"])
def test_any_other_code_may_be_valid(code: str, assessed: Assess, reference: Reference) -> None:
    assert code not in reference.services
    hint = hint_of(assessed(pt(code, 15)), Topic.UNKNOWN_CODE)
    assert hint.detail.startswith(f"{code} may be valid, but Quarterhour has no rules for it yet")
