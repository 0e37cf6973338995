"""The formats that an assessment is kept in, by name."""

from collections.abc import Callable

from quarterhour.assessment import Assessment
from quarterhour.report.day_sheet import day_sheet
from quarterhour.report.document import assessment_json
from quarterhour.report.item_24 import claim_csv
from quarterhour.report.plain_text import plain_text


def _pdf(assessment: Assessment) -> bytes:
    # Qt is imported only when a PDF is asked for: the other formats do without it.
    from quarterhour.report.pdf import day_sheet_pdf

    return day_sheet_pdf(assessment)


FORMATS: dict[str, Callable[[Assessment], bytes]] = {
    "text": lambda assessment: plain_text(assessment).encode(),
    "json": lambda assessment: assessment_json(assessment).encode(),
    "csv": lambda assessment: claim_csv(assessment).encode(),
    "html": lambda assessment: day_sheet(assessment).encode(),
    "pdf": _pdf,
}
