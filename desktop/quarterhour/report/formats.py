"""The formats that an assessment and a day are kept in, by name."""

from collections.abc import Callable

from quarterhour.assessment import Assessment
from quarterhour.day import DayAssessment
from quarterhour.report.day_csv import day_csv
from quarterhour.report.day_document import day_assessment_json
from quarterhour.report.day_page import day_page
from quarterhour.report.day_text import day_text
from quarterhour.report.document import assessment_json
from quarterhour.report.item_24 import claim_csv
from quarterhour.report.plain_text import plain_text
from quarterhour.report.visit_of_day import ALONE, VisitOfDay
from quarterhour.report.visit_summary import visit_summary


def _pdf(assessment: Assessment, detailed: bool = True, of_day: VisitOfDay = ALONE) -> bytes:
    # Qt is imported only when a PDF is asked for: the other formats do without it.
    from quarterhour.report.pdf import visit_summary_pdf

    return visit_summary_pdf(assessment, detailed, of_day)


def _day_pdf(result: DayAssessment) -> bytes:
    from quarterhour.report.pdf import day_page_pdf

    return day_page_pdf(result)


FORMATS: dict[str, Callable[[Assessment], bytes]] = {
    "text": lambda assessment: plain_text(assessment).encode(),
    "json": lambda assessment: assessment_json(assessment).encode(),
    "csv": lambda assessment: claim_csv(assessment).encode(),
    "html": lambda assessment: visit_summary(assessment).encode(),
    "pdf": _pdf,
}


def formats_of_visit(
    of_day: VisitOfDay, detailed: bool
) -> dict[str, Callable[[Assessment], bytes]]:
    """Return the formats with what the visit summary has of the day that the visit is one of.

    Where it isn't `detailed`, the summary is without calculations and sources; the rest has all.
    """
    return FORMATS | {
        "html": lambda found: visit_summary(found, detailed=detailed, of_day=of_day).encode(),
        "pdf": lambda found: _pdf(found, detailed, of_day),
    }


DAY_FORMATS: dict[str, Callable[[DayAssessment], bytes]] = {
    "text": lambda result: day_text(result).encode(),
    "json": lambda result: day_assessment_json(result).encode(),
    "csv": lambda result: day_csv(result).encode(),
    "html": lambda result: day_page(result).encode(),
    "pdf": _day_pdf,
}
