"""The same visit by several payers, side by side: as text, and as `quarterhour.comparison/1`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quarterhour.assessment import Assessment
from quarterhour.fees import Between
from quarterhour.report.columns import columns, indented
from quarterhour.report.document import ASSESSMENT
from quarterhour.report.fields import Field, constant, document_of, json_text, list_of, object_of
from quarterhour.report.payment_fields import payer_name
from quarterhour.report.wording import place

FORMAT = "quarterhour.comparison/1"
_HEAD = ("Payer", "Units", "Units paid", "Allowed", "Payer pays", "Patient pays")

_NONE = "not shown"
_NOT_KNOWN = "not known"
_SAME = "as billed"
_OPEN = "open"
COMPARISON = object_of(
    Field("format", constant(FORMAT), "The format of the document", lambda _: None),
    Field(
        "assessments",
        list_of(ASSESSMENT),
        "The visit by each payer, in the order asked for",
        lambda found: found,
    ),
)


def comparison_json(found: Sequence[Assessment]) -> str:
    """Return the comparison as indented JSON text, with a line end."""
    return json_text(document_of(COMPARISON, found))


def comparison_text(found: Sequence[Assessment]) -> str:
    """Return the payers in a table, the units of each code by each, and what is to be known."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Sequence[Assessment]) -> Iterator[str]:
    first = found[0]
    yield f"{first.visit.date_of_service}  {place(first)}"
    yield ""
    yield from columns([_HEAD, *map(_row, found)], left=1)
    yield ""
    codes = dict.fromkeys(service.code for each in found for service in each.services)
    rows = [(payer_name(each), *(_units(each, code) for code in codes)) for each in found]
    yield "Units"
    yield from columns([("Payer", *codes), *rows], left=1)
    for each in found:
        yield ""
        yield payer_name(each)
        for hint in each.hints:
            yield from indented(f"{hint.severity.title}: {hint.text}", "  ")


def _row(found: Assessment) -> tuple[str, ...]:
    amounts = found.amounts
    shown = ("", "", "") if amounts is None else amounts[:3]
    return (
        payer_name(found),
        str(found.units),
        _paid(found),
        *(_amount(each, amounts is not None) for each in shown),
    )


def _paid(found: Assessment) -> str:
    if found.plan is None or found.plan.as_medicare:
        return _SAME
    return _OPEN if found.units_paid is None else str(found.units_paid)


def _amount(amount: Between | str | None, known: bool) -> str:
    if isinstance(amount, Between):
        return amount.text
    return _NOT_KNOWN if known else _NONE


def _units(found: Assessment, code: str) -> str:
    return str(sum(each.units for each in found.services if each.code == code))
