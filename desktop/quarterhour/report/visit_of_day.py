"""What a visit on paper has of its day: its tag, and what answers make of its minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quarterhour.day import DayAssessment, PatientDay


class VisitOfDay(NamedTuple):
    """The tag of a visit of a day with several, empty in one of its own, and sentences.

    `answered` has by service what answers make of its minutes, and `off` what they make of rows
    that have no service left.
    """

    tag: str = ""
    answered: Mapping[int, str] = {}
    off: tuple[str, ...] = ()


# A visit of which the day says nothing.
ALONE = VisitOfDay()


def visit_of_day(result: DayAssessment, patient: PatientDay, tag: str) -> VisitOfDay:
    """Return what the paper of all visits of a patient has of the day, under a tag."""
    services: dict[int, int] = {}
    for service, row in enumerate(patient.rows):
        services.setdefault(row.number, service)
    answered: dict[int, list[str]] = {}
    off = []
    for each in result.answered_minutes:
        if each.row.number in services:
            answered.setdefault(services[each.row.number], []).append(each.sentence)
        elif each.row.tag == patient.tag:
            off.append(f"{each.row.entry.code}: {each.sentence}")
    said = {service: " ".join(sentences) for service, sentences in answered.items()}
    return VisitOfDay(tag, said, tuple(off))
