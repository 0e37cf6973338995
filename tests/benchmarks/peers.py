"""Beside others: two ways in which the 8-minute rule is commonly coded, and another package.

The common ways are told here in this program's own words. They give one answer, count totals or
single codes alone, and find no ties, reasons or assistants: the figures say what the rest costs.

The open-source `worth-fees` is in no package index that was within reach, so that its functions are
not named here. Where it is installed, name the one that prices a line, or a wrapper of it:
`build_scripts/bench.py peers --peer MODULE:FUNCTION`.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping

from benchmarks.engine import median_ms, visit_of
from benchmarks.figure import Figure
from quarterhour.assess import assess
from quarterhour.reference import Reference
from quarterhour.resources import resource_folder
from quarterhour.units import Service, count_units

PEER = "QUARTERHOUR_PEER"
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
    return [*figures, _beside(peer)] if peer else figures


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
