"""What the units engine is given of a visit.

A service that cannot be billed is left out of every total: it stands as an untimed service of
its own, so that the places of the others stay theirs.
"""

from __future__ import annotations

from quarterhour.claims.case import CodedService
from quarterhour.units import CLOCKS, Service


def service_to_count(service: CodedService) -> Service:
    """Return a service as the engine counts it.

    Minutes of a speech-language pathology assistant are not covered, and do not count.
    """
    entry = service.entry
    if service.code is None or not service.standing.billable:
        return Service(f"row {service.row}", clock=CLOCKS["untimed"], pool=entry.discipline)
    return Service(
        key=service.key,
        therapist_minutes=entry.therapists_own,
        assistant_minutes=0 if entry.discipline == "SLP" else entry.assistant_minutes,
        together_minutes=entry.together_minutes,
        square_cm=entry.square_cm,
        clock=service.code.clock,
        pool=entry.discipline,
    )
