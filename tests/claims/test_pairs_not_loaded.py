"""Codes whose NCCI pairs no table loaded has: that none was found does not say that there is none.

docs/rules.md section 4: of the pairs among therapy codes, the bundled tables are a choice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import TODAY, hint_of, ot, pt, slp, topics
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import Severity, Topic
from quarterhour.reference import Reference, Release, ReleaseKind
from quarterhour.visit import visit_from

Assess = Callable[..., Assessment]
Services = list[dict[str, Any]]


@pytest.mark.parametrize(
    ("code", "covered"),
    [
        ("97110", True),
        ("29581", True),
        ("29584", True),
        *((code, False) for code in ("29075", "29405", "29540", "98966", "98970", "97550")),
    ],
)
def test_a_code_in_a_pair_of_a_release_is_covered(
    code: str, covered: bool, reference: Reference
) -> None:
    assert reference.covers_pairs(code, TODAY) == covered


@pytest.mark.parametrize(
    ("services", "rows", "codes"),
    [
        ([pt("29405"), pt("97110", 15)], (0,), ("29405",)),
        ([pt("97110", 15), ot("29405")], (1,), ("29405",)),
        ([pt("98966"), pt("97161"), pt("29075")], (0, 2), ("98966", "29075")),
        ([pt("97530", 15), pt("97550", 45)], (1,), ("97550", "97551")),
    ],
)
def test_beside_another_service_it_is_told_once(
    services: Services, rows: tuple[int, ...], codes: tuple[str, ...], assessed: Assess
) -> None:
    hint = hint_of(assessed(*services), Topic.PAIRS_NOT_LOADED)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.WARNING, rows, codes)
    assert hint.unconfirmed


@pytest.mark.parametrize(
    "services",
    [
        [pt("29405")],
        [pt("97550", 45)],
        [pt("29405"), pt("29405")],
        [pt("97110", 15), pt("97161")],
        [pt("29405"), pt("97010", 10)],
        [slp("92507", 45), pt("97110", 15)],
    ],
    ids=["alone", "with its add-on", "two rows", "covered", "beside nothing billed", "two covered"],
)
def test_where_there_is_nothing_to_check(services: Services, assessed: Assess) -> None:
    assert Topic.PAIRS_NOT_LOADED not in topics(assessed(*services))


@pytest.mark.parametrize(
    ("begins", "day", "told"),
    [
        (date(2026, 10, 1), "2026-11-23", False),
        (date(2026, 10, 1), "2026-09-30", True),
    ],
)
def test_an_imported_release_covers_every_code_from_its_first_day(
    begins: date, day: str, told: bool, database: Path
) -> None:
    fresh = Reference(database)
    release = Release(ReleaseKind.PAIR_EDITS, "NCCI", begins, (), imported=True)
    fresh.releases = (*fresh.releases, release)
    fields = {"format": "quarterhour.visit/1", "date_of_service": day, "locality": "national"}
    services = [pt("29405"), pt("97110", 15)]
    found = assess(visit_from({**fields, "services": services}), fresh)
    fresh.close()
    assert (Topic.PAIRS_NOT_LOADED in topics(found)) == told
