"""The renderings of a day: the same facts in each, no dollars beside a question."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from PySide6.QtGui import QTextDocument

import schemas
from quarterhour.claims import Severity
from quarterhour.day import (
    DayAssessment,
    DayAssessor,
    FindingKind,
    Range,
    Settled,
    day_document,
    day_from,
)
from quarterhour.reference import Reference
from quarterhour.report.day_audit import audit_page, audit_sheet
from quarterhour.report.day_document import day_assessment_document
from quarterhour.report.day_findings import choice_text, findings_to_settle, range_text, to_settle
from quarterhour.report.day_page import day_page
from quarterhour.report.day_rows import AFTER_SETTLING, visit_rows
from quarterhour.report.formats import DAY_FORMATS
from quarterhour.visit import visit_document, visit_from
from report.days import (
    busy_day,
    claimed_day,
    day_fields,
    empty_day,
    seen,
    settled_day,
    unclear_day,
    untimed_day,
)

DAYS: dict[str, Callable[[], dict[str, Any]]] = {
    "busy": busy_day,
    "settled": settled_day,
    "untimed": untimed_day,
    "unclear": unclear_day,
    "claimed": claimed_day,
    "empty": empty_day,
    "without a place": lambda: settled_day(zip=None),
    "no place, no visit": lambda: empty_day(zip=None),
}
EACH_DAY = pytest.mark.parametrize("day", DAYS.values(), ids=DAYS)
PARTLY = "Every audited minute is on one claim. The notes say what isn\u2019t audited."
GOLDEN = Path(__file__).with_name("golden")
Assess = Callable[[dict[str, Any]], DayAssessment]


@pytest.fixture(scope="module")
def of_day(reference: Reference) -> Assess:
    """Assess the document of a day."""
    return lambda document: DayAssessor(reference).assess(day_from(document))


def page_count(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def text_of(html: str) -> str:
    shown = QTextDocument()
    shown.setHtml(html)
    return shown.toPlainText()


def shown_texts(found: DayAssessment) -> tuple[str, str]:
    """Return the sheet of the audit, and the text of the day."""
    return text_of(audit_sheet(found, lambda _: "")), DAY_FORMATS["text"](found).decode()


@EACH_DAY
@pytest.mark.parametrize("form", DAY_FORMATS)
def test_every_day_is_written_in_every_format(
    form: str, day: Callable[[], dict[str, Any]], of_day: Assess, qapp: object
) -> None:
    written = DAY_FORMATS[form](of_day(day()))
    match form:
        case "pdf":
            assert written.startswith(b"%PDF-")
        case "html":
            ElementTree.fromstring(
                written.decode().replace("<!DOCTYPE html>", "").replace("&nbsp;", " ")
                .replace('<meta charset="utf-8">', "").replace("<br>", "<br/>")
            )  # fmt: skip
        case "csv":
            rows = list(csv.reader(io.StringIO(written.decode())))
            assert {len(row) for row in rows} == {len(rows[0])}
        case _:
            assert written.endswith(b"\n")


@pytest.mark.parametrize("name", ["busy", "settled"])
def test_the_text_of_a_day_is_as_it_was(name: str, of_day: Assess) -> None:
    written = DAY_FORMATS["text"](of_day(DAYS[name]())).decode()
    assert written == (GOLDEN / f"{name}_day.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("day", "pages"), [(busy_day, 2), (untimed_day, 1), (settled_day, 2), (empty_day, 1)]
)
def test_a_day_is_a_page_and_its_audit_another(
    day: Callable[[], dict[str, Any]], pages: int, of_day: Assess, qapp: object
) -> None:
    assert page_count(DAY_FORMATS["pdf"](of_day(day()))) == pages


@EACH_DAY
def test_the_document_is_that_of_its_schema(
    day: Callable[[], dict[str, Any]], of_day: Assess
) -> None:
    schema = Draft202012Validator(schemas.schema_of("day-assessment.schema.json"))
    schema.validate(day_assessment_document(of_day(day())))


def test_the_audit_has_no_dollars_and_no_label(of_day: Assess) -> None:
    for day in DAYS.values():
        found = of_day(day())
        assert "$" not in audit_sheet(found, str)
        for write in DAY_FORMATS.values():
            assert b"Smith" not in write(found)


def test_a_day_without_times_has_no_audit(of_day: Assess) -> None:
    assert audit_sheet(of_day(untimed_day()), str) == ""
    assert "Not audited" in day_page(of_day(untimed_day()))


def test_dollars_stand_beside_no_question(of_day: Assess) -> None:
    found = of_day(busy_day())
    rows = {row.tag: row for row in visit_rows(found)}
    assert found.open_tags == {"H", "J", "M", "N", "P", "Q", "R"}
    for tag, row in rows.items():
        waits = tag in found.open_tags
        assert [row.payer_pays == AFTER_SETTLING, row.patient_pays == AFTER_SETTLING] == [waits] * 2
    for line in csv.DictReader(io.StringIO(DAY_FORMATS["csv"](found).decode())):
        waits = line["visit"] in found.open_tags
        assert (line["allowed"] == AFTER_SETTLING) == waits
        assert line["24F Charges"] == ""  # none is entered
    for form in ("text", "html"):
        assert "leave out H, J, M, N, P, Q, and R" in DAY_FORMATS[form](found).decode()


def test_what_is_left_out_of_the_totals_is_not_in_their_sum(of_day: Assess) -> None:
    found = of_day(busy_day())
    kept = [
        each.assessment.payment.medicare_pays
        for each in found.visits
        if each.tag not in found.open_tags and each.assessment.payment
    ]
    assert f"${sum(kept, Decimal()):,.2f}" in day_page(found)
    document = day_assessment_document(found)
    every = [Decimal(each["assessment"]["payment"]["medicare_pays"]) for each in document["visits"]]
    assert Decimal(document["totals"]["all"]["payer_pays"]) == sum(every) > sum(kept)


def test_no_figure_is_by_person_but_in_the_document(of_day: Assess) -> None:
    found = of_day(busy_day())
    document = day_assessment_document(found)
    assert list(document["figures"]) == ["T1", "T2", "T3", "T4"]
    for total in document["totals"]["by_person"].values():
        assert set(total) == {"patients", "minutes", "units"}
    for figures in document["figures"].values():
        assert str(figures["units_per_hour"]) not in DAY_FORMATS["text"](found).decode().split()


def test_a_day_without_people_has_figures_of_those_it_names(of_day: Assess) -> None:
    figures = day_assessment_document(of_day(claimed_day()))["figures"]
    assert [(id, each["skilled_minutes"]) for id, each in figures.items()] == [("T1", 83)]
    assert "1 h 23 min" in audit_sheet(of_day(claimed_day()), str)


@pytest.mark.parametrize("day", [busy_day, unclear_day, claimed_day])
def test_every_choice_settles_its_finding(
    day: Callable[[], dict[str, Any]], of_day: Assess
) -> None:
    document = day()
    for finding in day_assessment_document(of_day(document))["findings"]:
        for choice in finding["choices"]:
            names = ("kind", "patients", "people", "when")
            answer = {name: finding[name] for name in names} | {"choice": choice["id"]}
            result = day_assessment_document(of_day({**document, "settled": [answer]}))
            (settled,) = (each for each in result["findings"] if each["settled"])
            assert (settled["severity"], settled["settled"]) == ("note", choice["id"])
            assert [settled[name] for name in names] == [finding[name] for name in names]
            assert result["unused_answers"] == []
            for tag, units in choice["units"].items():
                now = result["units_if_settled"][tag]
                assert {code: count for code, count in now.items() if count} == units


def test_the_choices_of_a_finding_have_its_units(of_day: Assess) -> None:
    sheet = text_of(audit_sheet(of_day(busy_day()), lambda _: ""))
    for choice in (
        "H\u2019s: H 2 units, J 2",
        "J\u2019s: H 1 unit, J 3",
        "A group of both, 97150: H 2 units, J 3",
    ):
        assert choice in sheet


def test_settled_findings_stand_with_their_answers(of_day: Assess) -> None:
    found = of_day(settled_day())
    sheet = text_of(audit_sheet(found, lambda _: ""))
    assert "Audit questions\nNone." in sheet
    assert sheet.index("Settled\n") < sheet.index("A and B share T1") < sheet.index("A\u2019s")
    assert day_assessment_document(found)["findings"][0]["settled"] == "A"


def test_nothing_found_says_no_more_than_was_audited(of_day: Assess) -> None:
    unnamed = {"tag": "B", "services": [{"code": "97110", "times": ["2:00-2:30"]}]}
    for visits, said in (
        ([seen("A", ("97110", "T1", "9:00-9:30"))], "Every minute is on one claim."),
        ([seen("A", ("97110", "T1", "9:00-9:30")), unnamed], PARTLY),
        (settled_day()["visits"][2:], PARTLY),
    ):
        found = of_day(day_fields(*visits))
        for shown in shown_texts(found):
            assert said in shown
            assert ("Every minute" in shown) == (said is not PARTLY)


def test_the_clock_of_all_is_what_is_entered_and_says_who_is_without(of_day: Assess) -> None:
    people = [{"id": "T1", "role": "PT", "clock": ["8:00-12:00"]}, {"id": "T2", "role": "OT"}]
    found = of_day(day_fields(seen("A", ("97110", "T1", "9:00-9:30")), people=people))
    for shown in shown_texts(found):
        assert "4 h 00 min, without T2" in shown
        assert "% of the clock" not in shown
    # A program gets no sum that leaves out someone, nor what is per hour of it.
    of_all = day_assessment_document(found)["figures_of_all"]
    assert (of_all["clocked_minutes"], of_all["units_per_hour"]) == (None, None)


def test_once_all_is_settled_the_units_of_visits_sum_to_those_of_the_day(of_day: Assess) -> None:
    found = of_day(busy_day())
    assert not found.total_if_settled.certain
    while found.open_findings:
        first = found.open_findings[0]
        names = first.kind.value, first.choices[0].id, first.patients, first.people
        answered = (*found.day.settled, Settled(*names, first.when or ""))
        found = of_day(day_document(replace(found.day, settled=answered)))
    assert found.total_if_settled.certain
    low = sum(units.low for units in found.visits_if_settled.values())
    assert low == found.total_if_settled.low == sum(row.units for row in visit_rows(found))


def test_hints_to_fix_and_to_check_are_to_settle(of_day: Assess) -> None:
    found = of_day(settled_day())
    hints = [
        (each.tag, hint.severity, hint.title)
        for each in found.visits
        for hint in each.assessment.hints
        if hint.severity is not Severity.NOTE
    ]
    listed = [(tag, item.severity, item.title) for item in to_settle(found) for tag in item.tags]
    assert sorted(listed, key=str) == sorted(hints, key=str)
    assert hints


def test_the_same_hint_of_several_visits_is_said_once(of_day: Assess) -> None:
    items = to_settle(of_day(untimed_day(zip=None)))
    assert [len(item.tags) for item in items] == [20]


def test_two_disciplines_seen_by_their_times_are_not_asked_for_again(of_day: Assess) -> None:
    found = of_day(busy_day())
    assert [item.title for item in to_settle(found) if "P" in item.tags] == [
        "PT and OT both bill P, 2:00\u20132:30: 30 minutes"
    ]


def test_findings_to_fix_come_before_those_to_check(of_day: Assess) -> None:
    day = day_fields(
        seen("A", ("97110", "T1", "1:00-1:30")),
        seen("B", ("97110", "T1", "9:00-9:30")),
        seen("C", ("97110", "T1", "9:15-9:45")),
        people=[{"id": "T1", "role": "PT", "clock": ["8:00-12:00"]}],
    )
    kinds = [each.kind.value for each in findings_to_settle(of_day(day))]
    assert kinds == ["one-on-one-overlap", "outside-clock"]


def test_amounts_of_an_estimate_say_so(reference: Reference) -> None:
    day = day_from(settled_day(date_of_service="2027-01-04"))
    found = DayAssessor(reference, estimate=True).assess(day)
    for form in ("text", "html"):
        written = DAY_FORMATS[form](found).decode().replace("&nbsp;", " ")
        assert "pays at 2026 fees" in written
        assert "no fee schedule is loaded for January 4, 2027" in written
    rows = list(csv.DictReader(io.StringIO(DAY_FORMATS["csv"](found).decode())))
    lines = [row for row in rows if not row["not counted"]]
    assert [row["note"].startswith("Estimate") for row in lines] == [True] * 4 + [False]


def test_an_answer_that_nothing_asks_for_is_told(of_day: Assess) -> None:
    day = settled_day(settled=[{"kind": "co-treatment", "choice": "x"}])
    found = of_day(day)
    assert day_assessment_document(found)["unused_answers"] == [
        {"answer": 0, "why": "not-found", "choices": []}
    ]
    for form in ("text", "html"):
        assert (
            "Not used: settled[0], co-treatment: the day has none."
            in DAY_FORMATS[form](found).decode()
        )


def test_a_visit_is_a_day_of_one(of_day: Assess, reference: Reference) -> None:
    entry = {"code": "97110", "discipline": "PT", "therapist_minutes": 30}
    visit = {
        "format": "quarterhour.visit/1",
        "date_of_service": "2026-11-23",
        "zip": "27601",
        "services": [entry],
    }
    document = day_assessment_document(of_day(visit_document(visit_from(visit))))
    (only,) = document["visits"]
    assert (only["tag"], only["rows"]) == ("A", [{"visit": 0, "service": 0}])
    assert document["total_if_settled"] == 2


@pytest.mark.parametrize("date", ["2019-01-04", "2027-01-04"])
def test_a_date_without_fees_is_audited_and_has_no_dollars(date: str, of_day: Assess) -> None:
    found = of_day(busy_day(date_of_service=date))
    kinds = [each.kind for each in of_day(busy_day()).findings]
    assert [each.kind for each in found.open_findings] == kinds
    assert "$" not in DAY_FORMATS["html"](found).decode()


def test_text_is_escaped_on_the_page(of_day: Assess) -> None:
    day = settled_day(settled=[{"kind": "<script>", "choice": "x"}])
    assert "<script" not in day_page(of_day(day))


@pytest.mark.parametrize(
    ("low", "high", "text"), [(2, 2, "2"), (1, 2, "1 or 2"), (39, 41, "39\u201341")]
)
def test_units_that_are_not_settled_are_a_range(low: int, high: int, text: str) -> None:
    assert range_text(Range(low, high)) == text


def test_a_hint_says_what_to_do_about_it(of_day: Assess) -> None:
    services = [("97530", "T1", "9:00-9:30"), ("97750", "T1", "9:30-10:00")]
    found = of_day(day_fields(seen("A", *services), seen("B", ("97014", "T1", "10:00-10:15"))))
    assert [each.to_do for each in to_settle(found)] == ["Review 97530 and 97750", "Use G0283"]
    for form in ("text", "html"):
        written = DAY_FORMATS[form](found).decode()
        assert "Review 97530 and 97750" in written
        assert "Use G0283" in written


def test_a_claim_below_the_minutes_may_stay_as_it_is(of_day: Assess) -> None:
    found = of_day(claimed_day())
    choices = {
        each.kind.value: [choice_text(found, each, one) for one in each.choices]
        for each in found.findings
        if each.units is not None
    }
    assert choices == {
        "units-above-minutes": ["Bill the units the minutes give: A 1 unit"],
        "units-below-minutes": [
            "Bill the units the minutes give: B 3 units",
            "Bill the units on the claim",
        ],
    }


def test_units_that_depend_on_other_questions_say_so(of_day: Assess) -> None:
    pair = seen("A", ("97110", "T1", "9:00-9:30")), seen("B", ("97140", "T1", "9:15-9:45"))
    third = seen("C", ("97110", "T1", "9:40-10:00"))
    said = "Units with the other questions open."
    assert said not in DAY_FORMATS["text"](of_day(day_fields(*pair))).decode()
    for form in ("text", "html"):
        written = DAY_FORMATS[form](of_day(day_fields(*pair, third))).decode()
        assert written.count(said) == 2
    alone = seen("D", ("97110", "T1", "11:00-11:30")), seen("E", ("97140", "T1", "11:15-11:45"))
    assert said not in DAY_FORMATS["text"](of_day(day_fields(*pair, *alone))).decode()


def test_each_row_is_in_the_table_or_says_why_not(of_day: Assess) -> None:
    alone = {"code": None, "mode": "independent", "times": ["9:30-9:45"]}
    first = seen("A", ("97110", "T1", "9:00-9:30"), ("97140", "S1", "9:45-10:00"))
    found = of_day(
        day_fields(
            {**first, "services": [*first["services"], alone]},
            seen("B", ("97110", "T1", "10:30-10:00"), ("97530", "T1", "10:30-10:35")),
            seen("C", ("97161", "A1", "11:00-11:30"), ("97150", "T1", "11:00-11:30")),
            people=[
                {"id": id, "role": role}
                for id, role in (("T1", "PT"), ("A1", "PTA"), ("S1", "student"))
            ],
        )
    )
    table = list(csv.DictReader(io.StringIO(DAY_FORMATS["csv"](found).decode())))
    rows = [(each["visit"], each["24D CPT/HCPCS"], each["not counted"]) for each in table]
    assert len(rows) == len(found.rows)
    assert [(tag, code) for tag, code, why in rows if not why] == [("A", "97110"), ("C", "97150")]
    reasons = {(tag, code): why for tag, code, why in rows if why}
    assert reasons["A", "97140"] == "Students and aides can't bill it."
    assert reasons["A", ""] == "The patient exercised alone."
    assert reasons["B", "97110"] == "Its time isn't clear."
    assert {each["24F Charges"] for each in table} == {""}


def test_a_deductible_that_counts_as_met_is_told(of_day: Assess) -> None:
    known = {"patient": {"deductible_remaining": "0.00"}}
    first = seen("A", ("97110", "T1", "9:00-9:30"), **known)
    found = of_day(day_fields(first, seen("B", ("97110", "T1", "10:00-10:30"))))
    said = "The deductible of B isn\u2019t entered, and counts as met."
    for form in ("text", "html"):
        assert said in DAY_FORMATS[form](found).decode()
    assert "deductible" not in DAY_FORMATS["text"](of_day(day_fields(first))).decode()


def test_the_audit_alone_is_the_sheet_of_the_day_print(of_day: Assess) -> None:
    found = of_day(busy_day())
    alone, printed = audit_page(found), day_page(found)
    style = alone[alone.index("<style>") : alone.index("</style>")]
    assert style in printed
    assert 'class="page"' in printed and 'class="page"' not in alone
    assert "Page 1" in printed and "Page 1" not in alone
    assert "Checked by, date" in alone


def test_no_kind_of_a_finding_is_on_paper_by_its_id(of_day: Assess) -> None:
    sheet = audit_page(of_day(busy_day()))
    assert [kind.value for kind in FindingKind if "-" in kind.value and kind.value in sheet] == []
