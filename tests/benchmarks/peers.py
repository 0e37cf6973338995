"""Compared with others: how the 8-minute rule and a fee are commonly coded, and another package.

The common ways are told here in our own words. They give one answer, count totals or
single codes alone, and find no ties, reasons or assistants; they price a line at the full fee,
without MPPR, shares or steps. The figures say what the rest costs.

The open-source `worth-fees` is in no package index that was within reach, so that its functions are
not named here. Where it is installed, name the one that prices a line, or a wrapper of it:
`build_scripts/checks/bench.py peers --peer MODULE:FUNCTION`.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from sqlite3 import Connection, connect

from benchmarks.engine import median_ms, visit_of
from benchmarks.figure import Figure
from quarterhour.assess import assess
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
from quarterhour.units import Service, count_units

PEER = "QUARTERHOUR_PEER"
VALUES = """select work, practice_expense, malpractice from relative_values
    where release = :release and code = :code"""
INDICES = """select work, practice_expense, malpractice from localities
    where release = :release and locality = :locality"""
FACTOR = "select conversion_factor from editions where release = :release"
LOCALITY = "09102-04"
MINUTES = {"97110": 33, "97140": 7, "97112": 12, "97116": 8, "97535": 15, "97530": 22}


def by_total(minutes: Mapping[str, int]) -> dict[str, int]:
    """Total the minutes, then hand out units to the longest service again and again."""
    left, total = dict(minutes), sum(minutes.values())
    units = dict.fromkeys(minutes, 0)
    for _ in range((total + 7) // 15 if total >= 8 else 0):
        longest = max(left, key=lambda code: left[code])
        units[longest] += 1
        left[longest] -= 15
    return units


def by_code(minutes: Mapping[str, int]) -> dict[str, int]:
    """Read the chart for each service alone."""
    return {code: (spent + 7) // 15 if spent >= 8 else 0 for code, spent in minutes.items()}


def fee(database: Connection, release: str, code: str, locality: str) -> Decimal:
    """Look one line up and price it, nothing kept from the line before."""
    where = {"release": release, "code": code, "locality": locality}
    values = database.execute(VALUES, where).fetchone()
    indices = database.execute(INDICES, where).fetchone()
    parts = zip(map(Decimal, values), map(Decimal, indices), strict=True)
    total = sum((value * index for value, index in parts), Decimal())
    (factor,) = database.execute(FACTOR, where).fetchone()
    return (total * Decimal(factor)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def measure() -> list[Figure]:
    """Return the times of one day of six services."""
    services = [Service(code, spent) for code, spent in MINUTES.items()]
    figures = [
        Figure(
            "units alone, longest first, no ties", median_ms(lambda: by_total(MINUTES), 500), "ms"
        ),
        Figure("units alone, each code by itself", median_ms(lambda: by_code(MINUTES), 500), "ms"),
        Figure(
            "units alone, this engine, ties and all",
            median_ms(lambda: count_units(services), 500),
            "ms",
        ),
    ]
    peer = os.environ.get(PEER, "")
    return [*figures, *_beside_plain_fees(), *([_beside(peer)] if peer else [])]


def _beside_plain_fees() -> list[Figure]:
    """Price six lines plainly, and the visit of the same six services by the program."""
    path = resource_folder() / "reference.sqlite"
    reference, visit = Reference(path), replace(visit_of(6), locality=LOCALITY)
    edition = reference.edition_on(visit.date_of_service)
    assert edition is not None
    with closing(connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        codes = [row.code for row in visit.services]
        plain = median_ms(
            lambda: [fee(database, edition.release, code, LOCALITY) for code in codes], 500
        )
    ours = median_ms(lambda: assess(visit, reference), 500)
    return [
        Figure("six fees looked up and multiplied, nothing else", plain, "ms"),
        Figure("assess of the same six, of that", ours / plain, "ratio"),
    ]


def _beside(peer: str) -> Figure:
    """Price the same six lines by another package's function, named `module:function`.

    It is called with a code, the date of service and a locality, once a line.
    """
    module, _, name = peer.partition(":")
    price = getattr(importlib.import_module(module), name)
    reference = Reference(resource_folder() / "reference.sqlite")
    visit = visit_of(6)
    ours = median_ms(lambda: assess(visit, reference))
    theirs = median_ms(
        lambda: [price(row.code, visit.date_of_service, "national") for row in visit.services]
    )
    return Figure(f"assess of 6 services, of pricing alone by {peer}", ours / theirs, "ratio", 1.0)
