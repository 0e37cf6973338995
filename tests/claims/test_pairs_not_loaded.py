"""Codes whose NCCI pairs no table loaded has: that none was found does not say that there is none.

docs/rules.md section 4: of the pairs among therapy codes, the bundled tables are a choice.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from builders import TODAY, hint_of, ot, pt, slp, topics
from downloads import pair_edits
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import Severity, Topic
from quarterhour.reference import Reference
from quarterhour.reference.importing import Imports
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
    assert reference.edits.covers_pairs(code, TODAY) == covered


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


CURRENT, BEFORE = "2027-02-01", "2026-11-23"
NEEDLING, CAST, EXERCISE, GAIT = pt("20560"), pt("29405"), pt("97110", 15), pt("97116", 15)
# The parts imported, the services and the day; the codes warned of, and the file wanted.
QUARTERS: list[tuple[str, Services, str, tuple[str, ...], str]] = [
    ("4", [EXERCISE, GAIT], CURRENT, (), ""),
    ("4", [CAST], CURRENT, (), ""),
    ("4", [CAST, EXERCISE], CURRENT, ("29405",), "part f2 of NCCI 2027 Q1"),
    ("4", [NEEDLING, EXERCISE], CURRENT, ("20560",), "part f1 of NCCI 2027 Q1"),
    ("4", [CAST, NEEDLING], CURRENT, ("29405", "20560"), "parts f1 and f2 of NCCI 2027 Q1"),
    ("34", [CAST, EXERCISE], CURRENT, ("29405",), "part f2 of NCCI 2027 Q1"),
    ("24", [CAST, EXERCISE], CURRENT, (), ""),
    ("24", [NEEDLING, EXERCISE], CURRENT, ("20560",), "part f1 of NCCI 2027 Q1"),
    ("2", [CAST, EXERCISE], CURRENT, ("97110",), "part f4 of NCCI 2027 Q1"),
    ("124", [CAST, NEEDLING, EXERCISE], CURRENT, (), ""),
    ("124", [CAST, EXERCISE], BEFORE, ("29405",), "CMS's current files"),
    ("4", [NEEDLING, EXERCISE], BEFORE, (), ""),
]


@pytest.mark.parametrize(("parts", "services", "day", "codes", "file"), QUARTERS)
def test_a_quarter_covers_the_codes_of_the_parts_that_are_imported(
    parts: str,
    services: Services,
    day: str,
    codes: tuple[str, ...],
    file: str,
    database: Path,
    reference: Reference,
    tmp_path: Path,
) -> None:
    imported = tmp_path / "imported.sqlite"
    for part in parts:
        path = tmp_path / f"ccipra-v330r0-f{part}.txt"
        path.write_text(pair_edits([("10000", f"1000{part}", "20270101", "*", "1")], int(part)))
        Imports(imported, reference.services).add(path)
    fields = {"format": "quarterhour.visit/1", "date_of_service": day, "locality": "national"}
    with closing(Reference(database, imported)) as both:
        found = assess(visit_from({**fields, "services": services}), both)
    if not codes:
        assert Topic.PAIRS_NOT_LOADED not in topics(found)
        return
    hint = hint_of(found, Topic.PAIRS_NOT_LOADED)
    assert hint.codes == codes
    assert f"import {file} (File > Fee schedules)" in hint.detail
