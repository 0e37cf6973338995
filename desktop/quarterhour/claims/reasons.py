"""Why an entered service has the units it has on the claim."""

from __future__ import annotations

from quarterhour.claims.case import Case, CodedService, Standing
from quarterhour.units import reason

_NOT_BILLED = {
    Standing.UNKNOWN: "Not counted: the code is not known.",
    Standing.NOT_IN_EDITION: "Not billed: the code is not in the fee schedule of this date.",
    Standing.BUNDLED: "Documented, not billed: it is bundled into the day's other services.",
    Standing.NOT_VALID: "Not billed: the code is not valid for Medicare.",
    Standing.NOT_COVERED: "Not billed: Medicare does not cover it.",
    Standing.NOT_THERAPY: "Not billed: it is not a therapy code.",
    Standing.OTHER_DISCIPLINE: "Not billed: the code belongs to another discipline.",
    Standing.ASSISTANT_EVALUATION: "Not billed: an assistant may not evaluate.",
}


def service_reason(case: Case, service: CodedService) -> str:
    """Return the reason in one or two sentences that can be pasted into a note."""
    if service.standing in _NOT_BILLED:
        return _NOT_BILLED[service.standing]
    counted = next(counted for counted in case.count.services if service.row in counted.group.rows)
    first = counted.group.rows[0]
    if first != service.row:
        return f"Counted together with row {first + 1}: one service of one day."
    return reason(counted, case.count)
