"""Payer files to test with: Tennessee's of the documentation, and small ones."""

from __future__ import annotations

import json
from typing import Any

from quarterhour.payers import FORMAT, Payer, payer_from

TENNESSEE: dict[str, Any] = {
    "format": FORMAT,
    "id": "tn-test",
    "name": "Tennessee workers' compensation",
    "program": "workers-comp",
    "state": "TN",
    "valid_from": "2024-10-22",
    "valid_to": "2025-10-22",
    "counting": {"method": "total-minutes", "source": "tn-09"},
    "price": [
        {"base": "dollars", "dollars": {}, "complete": False, "source": "tn-mfs", "note": "typed"},
        {
            "base": "medicare",
            "percent": "100",
            "edition": "date-of-service",
            "source": "tn-02",
        },
        {"base": "charge", "percent": "80", "source": "tn-mfs"},
    ],
    "lesser_of_charge": {"value": "line", "source": "tn-09"},
    "caps": [
        {
            "measure": "units",
            "limit": 4,
            "by": "discipline",
            "exempt": ["97750"],
            "surplus": "not-stated",
            "source": "tn-09",
        }
    ],
    "sequestration": {"applies": False, "source": "tn-02"},
    "codes": {"97010": {"value": "not-paid", "source": "tn-09"}},
    "sources": {
        "tn-02": {"title": "0800-02-18-.02", "date": "2024-05-09", "mark": "P"},
        "tn-mfs": {"title": "Medical fee schedule", "date": "2023-01", "mark": "P"},
        "tn-09": {"title": "0800-02-18-.09", "date": "2024-10-22", "mark": "P"},
    },
}


def tennessee(**changes: Any) -> dict[str, Any]:
    """Return Tennessee's file with other fields; one that is None is left out."""
    changed = {**json.loads(json.dumps(TENNESSEE)), **changes}
    return {name: value for name, value in changed.items() if value is not None}


def small(**fields: Any) -> dict[str, Any]:
    """Return a file with one source, `contract`, and fields; without any it states nothing."""
    document = {
        "format": FORMAT,
        "name": "My plan",
        "program": "contract",
        "valid_from": "2026-01-01",
        "valid_to": "2026-12-31",
        **fields,
    }
    named = "contract" in json.dumps(fields)
    source = {"title": "My contract", "date": "2026-01-01", "mark": "T"}
    return {"sources": {"contract": source} if named else {}, **document}


def content(document: dict[str, Any]) -> bytes:
    """Return a document as the bytes of a file."""
    return json.dumps(document).encode()


def payer(first: str, last: str, id: str = "tn-test", name: str = "Tennessee") -> Payer:
    """Return a payer over some dates that states one setting."""
    source = {"title": "Text", "date": last, "mark": "P"}
    return payer_from(
        small(
            id=id,
            name=name,
            valid_from=first,
            valid_to=last,
            lesser_of_charge={"value": "line", "source": "contract"},
            sources={"contract": source},
        )
    )
