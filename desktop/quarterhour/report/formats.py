"""The formats that an assessment is kept in, by name."""

from collections.abc import Callable

from quarterhour.assessment import Assessment
from quarterhour.report.document import assessment_json
from quarterhour.report.item_24 import claim_csv
from quarterhour.report.plain_text import plain_text
from quarterhour.report.visit_summary import visit_summary


def _pdf(assessment: Assessment) -> bytes:
    # Qt is imported only when a PDF is asked for: the other formats do without it.
    from quarterhour.report.pdf import visit_summary_pdf

    return visit_summary_pdf(assessment)


FORMATS: dict[str, Callable[[Assessment], bytes]] = {
    "text": lambda assessment: plain_text(assessment).encode(),
    "json": lambda assessment: assessment_json(assessment).encode(),
    "csv": lambda assessment: claim_csv(assessment).encode(),
    "html": lambda assessment: visit_summary(assessment).encode(),
    "pdf": _pdf,
}
