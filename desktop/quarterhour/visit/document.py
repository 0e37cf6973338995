"""The document format of a visit: `quarterhour.visit/1`, JSON."""

from __future__ import annotations

import errno
import json
import re
from dataclasses import fields as fields_of
from decimal import Decimal
from pathlib import Path
from typing import Any

from quarterhour.units import RULES, TOTAL_MINUTES
from quarterhour.visit.entries import (
    DISCIPLINES,
    MODIFIER_FAMILIES,
    MOST_MINUTES_A_ROW,
    PROFESSIONS,
    PURPOSES,
    SEPARATE_MODIFIERS,
    Attested,
    Patient,
    Provider,
    SeparatePair,
    ServiceEntry,
    Visit,
    VisitError,
)
from quarterhour.visit.fields import (
    Fields,
    day,
    dollars,
    flag,
    list_of,
    matching,
    one_of,
    text,
    whole_number,
)

FORMAT = "quarterhour.visit/1"
MOST_BYTES = 1_000_000
MOST_SQUARE_CM = 20_000

_read_locality = matching(
    re.compile(r"national|[0-9]{5}-[0-9]{2}"),
    'write it as "09102-04" (MAC-locality) or "national"',
)
_read_zip = matching(re.compile(r"[0-9]{5}"), "a ZIP code is five digits")
_read_code = matching(
    re.compile(r"[0-9A-Z][0-9]{3}[0-9A-Z]"), "a code is five characters, such as 97110 or G0283"
)


def read_visit(text: str | bytes) -> Visit:
    """Read a visit document. Raises VisitError for anything that is not a valid one."""
    return visit_from(_parse(text))


def read_visit_file(path: Path) -> Visit:
    """Read a visit from a file. Raises OSError, and VisitError for what is not a valid one.

    No more is read than a visit may have; what is no file, such as a pipe, is not waited for.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no file", str(path))
    with path.open("rb") as file:
        return read_visit(file.read(MOST_BYTES + 1))


def visit_from(document: object) -> Visit:
    """Make a visit from a parsed document. Raises VisitError."""
    fields = Fields(document, "")
    if fields.take("format", text) != FORMAT:
        fields.refuse("format", f'must be "{FORMAT}"; this program reads no other.')
    visit = {
        "date_of_service": fields.take("date_of_service", day),
        "locality": fields.take("locality", _read_locality, ""),
        "zip": fields.take("zip", _read_zip, ""),
        "rule": fields.take("rule", one_of(tuple(RULES)), TOTAL_MINUTES.name),
        "provider": fields.take("provider", _provider, Provider()),
        "patient": fields.take("patient", _patient, Patient()),
        "attested": fields.take("attested", _attested, Attested()),
        "extra_units_to": fields.take("extra_units_to", list_of(whole_number), ()),
        "label": fields.take("label", text, ""),
        "purpose": fields.take("purpose", one_of(PURPOSES), ""),
        "services": fields.take("services", list_of(_service)),
    }
    fields.refuse_unknown()
    if bool(visit["locality"]) == bool(visit["zip"]):
        fields.refuse("locality", 'give either "locality" or "zip", and only one of them.')
    return Visit(**visit)


def visit_text(visit: Visit) -> str:
    """Return the document as indented JSON text, with a line end."""
    return json.dumps(visit_document(visit), indent=2) + "\n"


def visit_document(visit: Visit) -> dict[str, Any]:
    """Return the visit as a document, leaving out what has its usual value."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "date_of_service": visit.date_of_service.isoformat(),
        "locality": visit.locality,
        "zip": visit.zip,
        "rule": "" if visit.rule == TOTAL_MINUTES.name else visit.rule,
        "provider": _changed(visit.provider, Provider()),
        "patient": _changed(visit.patient, Patient()),
        "attested": _changed(visit.attested, Attested()),
        "extra_units_to": list(visit.extra_units_to),
        "label": visit.label,
        "purpose": visit.purpose,
        "services": [_service_document(service) for service in visit.services],
    }
    return {name: value for name, value in document.items() if value or name == "services"}


def _parse(text: str | bytes) -> object:
    if len(text) > MOST_BYTES:
        raise VisitError("", f"The document is larger than {MOST_BYTES:,} bytes; it is no visit.")

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) != len(items):
            raise VisitError("", "The document names a field twice; keep one of them.")
        return found

    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=pairs)
    except UnicodeDecodeError:
        raise VisitError("", "The document is not UTF-8 text; save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise VisitError("", f"The document is not valid JSON ({error.msg}, {where}).") from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, VisitError):
            raise
        raise VisitError("", "The document is not a visit: it cannot be read as JSON.") from None


def _minutes(value: Any, path: str) -> int:
    minutes = whole_number(value, path)
    if minutes > MOST_MINUTES_A_ROW:
        raise VisitError(
            path,
            f"more than {MOST_MINUTES_A_ROW} minutes in one row; "
            "enter the minutes of this service on this day.",
        )
    return minutes


def _square_cm(value: Any, path: str) -> int:
    area = whole_number(value, path)
    if area > MOST_SQUARE_CM:
        raise VisitError(path, "is more than the skin of a person; enter square centimetres.")
    return area


def _pair(value: Any, path: str) -> SeparatePair:
    modifier = SEPARATE_MODIFIERS[0]
    if isinstance(value, list) and len(value) == 3:
        *value, written = value
        modifier = one_of(SEPARATE_MODIFIERS)(written, f"{path}[2]")
    codes = list_of(_read_code)(value, path)
    if len(codes) != 2 or codes[0] == codes[1]:
        raise VisitError(path, "must be a pair of two codes, with their modifier if it is not 59.")
    return SeparatePair(*codes, modifier)


def _family(value: Any, path: str) -> str:
    return one_of(MODIFIER_FAMILIES)(value, path)


def _service(value: Any, path: str) -> ServiceEntry:
    fields = Fields(value, path)
    entry = ServiceEntry(
        code=fields.take("code", _read_code),
        discipline=fields.take("discipline", one_of(DISCIPLINES)),
        therapist_minutes=fields.take("therapist_minutes", _minutes, 0),
        assistant_minutes=fields.take("assistant_minutes", _minutes, 0),
        together_minutes=fields.take("together_minutes", _minutes, 0),
        square_cm=fields.take("square_cm", _square_cm, 0),
        charge=fields.take("charge", dollars, None),
        contractor_price=fields.take("contractor_price", dollars, None),
        telehealth=fields.take("telehealth", flag, False),
    )
    fields.refuse_unknown()
    return entry


def _provider(value: Any, path: str) -> Provider:
    fields = Fields(value, path)
    provider = Provider(
        fields.take("participating", flag, True),
        fields.take("accepts_assignment", flag, True),
        fields.take("qualifying_apm", flag, False),
        fields.take("profession", one_of(PROFESSIONS), PROFESSIONS[0]),
        fields.take("modifier_order", list_of(_family), ()),
    )
    fields.refuse_unknown()
    return provider


def _patient(value: Any, path: str) -> Patient:
    fields = Fields(value, path)
    zero = Decimal("0.00")
    patient = Patient(
        fields.take("deductible_remaining", dollars, zero),
        fields.take("pt_slp_to_date", dollars, zero),
        fields.take("ot_to_date", dollars, zero),
    )
    fields.refuse_unknown()
    return patient


def _attested(value: Any, path: str) -> Attested:
    fields = Fields(value, path)
    attested = Attested(
        fields.take("separate", list_of(_pair), ()),
        fields.take("medically_necessary", flag, False),
        fields.take("advance_notice", flag, False),
    )
    fields.refuse_unknown()
    return attested


def _service_document(service: ServiceEntry) -> dict[str, Any]:
    document = {"code": service.code, "discipline": service.discipline}
    return document | {
        name: value
        for name, value in _changed(service, ServiceEntry("", "")).items()
        if name not in document
    }


def _changed(part: Any, usual: Any) -> dict[str, Any]:
    """Return the fields of a part of the visit that differ from their usual value."""
    names = [entry.name for entry in fields_of(part)]
    return {
        name: _plain(getattr(part, name))
        for name in names
        if getattr(part, name) != getattr(usual, name)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, SeparatePair):
        return [*value] if value.modifier != SEPARATE_MODIFIERS[0] else [*value[:2]]
    return [_plain(part) for part in value] if isinstance(value, tuple) else value
