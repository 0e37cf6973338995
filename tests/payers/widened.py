"""The vectors of payers, written as whole payer files and visits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from builders import TABLES, table, visit_fields

VECTORS = {
    vector["id"]: vector
    for vector in json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
}
_ROWS = {row["code"]: row for row in table(TABLES / "services.csv")}
_SOURCE = "text"
_VALUES = (
    "not_priced",
    "lesser_of_charge",
    "unit_limits",
    "sequestration",
    "evaluation_same_day",
    "edits",
    "rounding",
)
_SECTIONS = ("counting", "reduction", "assistant", "patient", "modifiers")
_SURPLUS = {"trim": "trim-order", "?": "not-stated"}
# Facts of a vector that are not in a payer file, or that its notes hold.
_NOT_IN_FILE = {
    "counting": (),
    "reduction": ("setting",),
    "caps": ("across", "range", "per"),
}


def payer_file(payer: dict[str, Any], day: str, **more: Any) -> dict[str, Any]:
    """Return a payer file of a vector's settings, in force in the year of a day."""
    year = day[:4]
    document: dict[str, Any] = {
        "format": "quarterhour.payer/1",
        "id": "the-payer",
        "name": "The Payer",
        "program": "commercial",
        "valid_from": f"{year}-01-01",
        "valid_to": f"{year}-12-31",
        "sources": {_SOURCE: {"title": "Its text", "date": year, "mark": "P"}},
    }
    for name, setting in payer.items():
        document[name] = _setting(name, setting)
    return {**document, **more}


def _setting(name: str, setting: Any) -> Any:
    if name == "like" or setting == "not-stated":
        return setting
    if name == "price":
        return [_tier(tier) for tier in setting]
    if name == "caps":
        return [_cap(cap) for cap in setting]
    if name == "codes":
        return {code: {"value": value, "source": _SOURCE} for code, value in setting.items()}
    if name in _SECTIONS and setting == "none":
        return {"applies": False, "source": _SOURCE}
    if name in _SECTIONS:
        return _section(name, setting)
    assert name in _VALUES, name
    return {"value": setting, "source": _SOURCE}


def _section(name: str, setting: dict[str, Any]) -> dict[str, Any]:
    left_out = _NOT_IN_FILE.get(name, ())
    found = {key: value for key, value in setting.items() if key not in left_out and value}
    if "subject" in found:
        plus = [code for code in ("97014", "98940", "98941", "98942") if _is_added(code, found)]
        found["subject"] = {"plus": plus}
    return {**found, "source": _SOURCE}


def _is_added(code: str, reduction: dict[str, Any]) -> bool:
    words = reduction["subject"]
    return code in words or (code.startswith("9894") and "98940-98942" in words)


def _tier(tier: dict[str, Any]) -> dict[str, Any]:
    found = {name: value for name, value in tier.items() if name not in ("else", "family")}
    if found["base"] == "table":
        # The payer's table lacks the code.
        found |= {"base": "dollars", "dollars": {"97110": "1.00"}}
    if found.get("edition") == "own":
        del found["edition"]
    return {**found, "source": _SOURCE}


def _cap(cap: dict[str, Any]) -> dict[str, Any]:
    found = {name: value for name, value in cap.items() if name not in _NOT_IN_FILE["caps"]}
    found["surplus"] = _SURPLUS.get(found["surplus"], found["surplus"])
    found.setdefault("by", cap.get("per", "day"))
    if "range" in cap:
        first, _, last = cap["range"].partition("-")
        found["codes"] = [code for code in _ROWS if first <= code <= last]
    return {**found, "source": _SOURCE}


def visit_of(visit: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the visit document of a vector: units are 15 minutes each, 1 for untimed codes."""
    place = visit.get("place", "")
    located = len(place) == 8 and place[5] == "-"
    services = [_service(service) for service in visit["services"]]
    return visit_fields(
        *services,
        date_of_service=visit["date"],
        locality=place if located else "national",
        payer="the-payer",
        **more,
    )


def _service(service: dict[str, Any]) -> dict[str, Any]:
    timed = _ROWS[service["code"]]["clock"] == "quarter-hour"
    units = service.get("units", 1)
    minutes = service.get("minutes", 15 * units if timed else units)
    who = "assistant_minutes" if service.get("assistant") else "therapist_minutes"
    found = {"code": service["code"], "discipline": service.get("discipline", "PT"), who: minutes}
    return found | ({"charge": service["charge"]} if "charge" in service else {})
