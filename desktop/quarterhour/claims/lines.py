"""Claim lines: one per code and set of modifiers, in the order of the services.

A first code's further units are billed with its add-on. Units of an assistant stand on a line
of their own, since its modifiers differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quarterhour.claims.case import Case, CodedService
from quarterhour.claims.modifiers import ASSISTANT, modifiers
from quarterhour.units import Split


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A line as it is keyed: the row it comes from, code, units, modifiers in order."""

    row: int
    code: str
    units: int
    modifiers: tuple[str, ...]
    assistant: bool


def claim_lines(case: Case) -> tuple[ClaimLine, ...]:
    """Return the claim lines of a case; a service without a unit has none."""
    coded = {service.row: service for service in case.services}
    lines: list[ClaimLine] = []
    for counted in case.count.services:
        service = coded[counted.group.rows[0]]
        if service.standing.billable:
            lines.extend(_lines(service, counted.split))
    return tuple(sorted(lines, key=lambda line: line.row))


def _lines(service: CodedService, split: Split) -> Iterator[ClaimLine]:
    discipline = service.entry.discipline
    if discipline not in ASSISTANT:
        split = Split(split.plain + split.assistant, 0)
    for code, plain, assistant in _by_code(service, split):
        for units, by_assistant in ((plain, False), (assistant, True)):
            if units:
                marks = modifiers(discipline, by_assistant)
                yield ClaimLine(service.row, code, units, marks, by_assistant)


def _by_code(service: CodedService, split: Split) -> Iterator[tuple[str, int, int]]:
    """Yield each code with its plain and its assistant units: the first unit, then the rest."""
    code = service.code
    if code is None:
        return
    if not (code.add_on or code.first_code):
        yield code.code, split.plain, split.assistant
        return
    first_plain = int(split.plain > 0)
    first_assistant = int(not first_plain and split.assistant > 0)
    yield service.key, first_plain, first_assistant
    add_on = code.add_on or code.code
    yield add_on, split.plain - first_plain, split.assistant - first_assistant
