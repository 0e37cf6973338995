"""Short ways to write a visit in a test, and where the project's files are."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from quarterhour.assessment import Assessment, PricedLine
from quarterhour.claims import Action, AskAgain, GoToRow, Hint, TakeAsRead, Topic
from quarterhour.fees import Step, StepKind
from quarterhour.reference import Reference
from quarterhour.units import Measure

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "resources" / "tables"
SAMPLES = ROOT / "resources" / "samples"
_AMOUNT = {
    Measure.MINUTES: "therapist_minutes",
    Measure.AREA: "square_cm",
    Measure.COUNT: "count",
}
TODAY = date(2026, 11, 23)


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def visit_fields(*services: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return a visit document on 2026-11-23 at national prices, unless fields say otherwise."""
    usual = {"format": "quarterhour.visit/1", "date_of_service": TODAY.isoformat()}
    place = {} if "zip" in fields else {"locality": "national"}
    return {**usual, **place, **fields, "services": list(services)}


def pt(code: str, minutes: int = 0, assistant: int = 0, **more: Any) -> dict[str, Any]:
    """Return a PT service as a document."""
    return _service("PT", code, minutes, assistant, more)


def ot(code: str, minutes: int = 0, assistant: int = 0, **more: Any) -> dict[str, Any]:
    """Return an OT service as a document."""
    return _service("OT", code, minutes, assistant, more)


def slp(code: str, minutes: int = 0, assistant: int = 0, **more: Any) -> dict[str, Any]:
    """Return an SLP service as a document."""
    return _service("SLP", code, minutes, assistant, more)


def hint_of(found: Assessment, topic: Topic) -> Hint:
    """Return the one hint of a topic."""
    (hint,) = (hint for hint in found.hints if hint.topic is topic)
    return hint


def offers(hint: Hint) -> tuple[Action, ...]:
    """Return what a hint offers, but for going to its row and taking it as read."""
    if hint.rows:
        assert hint.actions[-1] in [GoToRow(row) for row in hint.rows]
    return tuple(
        action for action in hint.actions if not isinstance(action, GoToRow | TakeAsRead | AskAgain)
    )


def step_of(line: PricedLine, kind: StepKind) -> Step:
    """Return the one step of a kind to the amounts of a line."""
    (step,) = (step for step in line.steps if step.kind is kind)
    return step


def topics(found: Assessment, kind: str = "") -> list[Topic]:
    """Return what the hints are about, in order: those of a kind, or all."""
    return [hint.topic for hint in found.hints if kind in ("", hint.kind)]


def earning(code: str, discipline: str, reference: Reference) -> dict[str, Any]:
    """Return a service that earns a unit of a code of any timing, whoever may bill it."""
    service = reference.services[code]
    timing = service.timing
    amount = (timing.first or 0) + (timing.each or 0) * bool(service.first_code)
    return {
        "code": code,
        "discipline": service.locked_to or discipline,
        _AMOUNT[timing.measure]: amount,
    }


def _service(
    discipline: str, code: str, minutes: int, assistant: int, more: dict[str, Any]
) -> dict[str, Any]:
    entry = {"therapist_minutes": minutes, "assistant_minutes": assistant}
    return {"code": code, "discipline": discipline, **entry, **more}
