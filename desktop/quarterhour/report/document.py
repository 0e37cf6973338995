"""The assessment document: `quarterhour.assessment/1`, JSON."""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal
from typing import Any

from quarterhour.assessment import Assessment, PricedLine
from quarterhour.claims import (
    Action,
    Attest,
    ChooseInTie,
    Denial,
    Hint,
    OpenDialog,
    ReplaceCode,
    action_title,
)
from quarterhour.claims.actions import ACTION_NAMES
from quarterhour.fees import Payment
from quarterhour.units import Pool

FORMAT = "quarterhour.assessment/1"


def assessment_json(assessment: Assessment) -> str:
    """Return the document as indented JSON text, with a line end."""
    return json.dumps(assessment_document(assessment), indent=2) + "\n"


def assessment_document(assessment: Assessment) -> dict[str, Any]:
    """Return the assessment as a document; amounts are strings, or null where withheld."""
    return {
        "format": FORMAT,
        "edition": _edition(assessment),
        "timed_minutes": assessment.count.timed_minutes,
        "total_minutes": assessment.total_minutes,
        "pools": [_pool(pool) for pool in assessment.count.pools],
        "services": [
            {
                "service": result.row,
                "code": result.code,
                "minutes": result.minutes,
                "units": result.units,
                "reason": result.reason,
                "no_edits": result.no_edits or None,
            }
            for result in assessment.services
        ],
        "alternatives": [list(units) for units in assessment.alternatives],
        "claim_lines": [_line(line) for line in assessment.lines],
        "payment": _payment(assessment.payment),
        "hints": [_hint(hint) for hint in assessment.hints],
    }


def _edition(assessment: Assessment) -> dict[str, Any] | None:
    edition, locality = assessment.edition, assessment.locality
    if edition is None:
        return None
    return {
        "release": edition.release,
        "conversion_factor": str(assessment.conversion_factor),
        "locality": locality.id if locality else None,
        "locality_name": locality.name if locality else None,
        "state": locality.state if locality else None,
        "sources": [{"file": source.file, "sha256": source.sha256} for source in edition.sources],
    }


def _pool(pool: Pool) -> dict[str, Any]:
    return {
        "discipline": pool.name,
        "services": list(pool.rows),
        "timed_minutes": pool.minutes,
        "units": pool.units,
        "at_least": pool.at_least,
        "at_most": pool.at_most,
    }


def _line(priced: PricedLine) -> dict[str, Any]:
    return {
        "service": priced.line.row,
        "code": priced.line.code,
        "units": priced.line.units,
        "modifiers": list(priced.line.modifiers),
        "allowed": _amount(priced.allowed),
        "denied": priced.why_denied or None,
        "denials": [_denial(denial) for denial in priced.denials],
        "steps": [step.text() for step in priced.steps],
        "calculation": [
            {"kind": step.kind.value, "working": step.working, "amount": str(step.amount)}
            for step in priced.steps
        ],
    }


def _denial(denial: Denial) -> dict[str, Any]:
    return {
        "kind": denial.kind.value,
        "code": denial.code or None,
        "units": denial.units or None,
        "at_most": denial.most or None,
    }


def _payment(payment: Payment | None) -> dict[str, str | None]:
    names = [field.name for field in fields(Payment)]
    return {name: _amount(getattr(payment, name) if payment else None) for name in names}


def _hint(hint: Hint) -> dict[str, Any]:
    return {
        "kind": hint.kind,
        "topic": hint.topic.id,
        "severity": hint.severity.value,
        "services": list(hint.rows),
        "codes": list(hint.codes),
        "title": hint.title,
        "detail": hint.detail,
        "message": hint.message,
        "unconfirmed": hint.unconfirmed,
        "citation": hint.citation,
        "remedy": next(map(action_title, filter(_settles, hint.actions)), None),
        "actions": [_action(action) for action in hint.actions],
    }


def _settles(action: Action) -> bool:
    """Return whether an action settles its hint, rather than leading to where that is done."""
    return isinstance(action, ReplaceCode | Attest)


def _action(action: Action) -> dict[str, Any]:
    """Return an action as a document: what it is, what it is called, and what it is of."""
    document: dict[str, Any] = {"action": ACTION_NAMES[type(action)], "title": action_title(action)}
    match action:
        case ReplaceCode(row, code, other):
            document |= {"service": row, "code": code, "other": other}
        case Attest(statement, _, codes, modifier, gain):
            document |= {
                "statement": statement.value,
                "codes": list(codes),
                "modifier": modifier,
                "gain": _amount(gain),
            }
        case ChooseInTie(row):
            document |= {"service": row}
        case OpenDialog(dialog, row):
            document |= {"dialog": dialog.value, "service": row}
    return document


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
