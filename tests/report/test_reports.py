"""The renderings of one assessment: the same numbers in each."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtGui import QTextDocument

from builders import ot, pt, slp, visit_fields
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import GROUP_WORDS, Severity, Topic
from quarterhour.fees import MINUS, STEP_WORDS, StepKind
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.report.formats import FORMATS
from quarterhour.report.item_24 import claim_csv, claim_text
from quarterhour.report.payment_flow import OTHER_WORDS
from quarterhour.report.payment_steps import payment_steps
from quarterhour.report.pdf import visit_summary_pdf
from quarterhour.report.plain_text import plain_text
from quarterhour.report.visit_of_day import VisitOfDay
from quarterhour.report.visit_summary import visit_summary
from quarterhour.report.wording import (
    DEDUCTIBLE_ASSUMED,
    HINTS,
    KX_UNCHECKED,
    PARTICIPATION_ASSUMED,
    not_shown,
    payment_rows,
)
from quarterhour.visit import SEPARATE_MODIFIERS, visit_from

Assess = Callable[..., Assessment]
TO_DATE = {"PT and SLP": "pt_slp_to_date", "OT": "ot_to_date"}


def test_every_report_holds_every_line_and_the_payment(assessed: Assess) -> None:
    found = assessed(pt("97110", 33), pt("97140", 5), pt("97112", 2))
    assert found.payment is not None
    for text in (plain_text(found), visit_summary(found)):
        for priced in found.lines:
            assert priced.line.code in text
            assert str(priced.allowed) in text
        assert str(found.payment.medicare_pays) in text
        assert "97112" in text  # it has no unit, and stays documented
        assert "RVU26C" in text
        assert "b7d197e7" in text


@pytest.mark.parametrize("day", ["2026-01-10", "2026-06-01", "2026-11-23"])
@pytest.mark.parametrize("left", [None, "0.00", "100.00"])
@pytest.mark.parametrize("to_date", [{}, {"pt_slp_to_date": "0.00"}, {"ot_to_date": "0.00"}])
def test_every_report_says_what_is_not_entered(
    day: str, left: str | None, to_date: dict[str, str], assessed: Assess
) -> None:
    patient = {**to_date, **({} if left is None else {"deductible_remaining": left})}
    found = assessed(pt("97110", 30), ot("97530", 15), date_of_service=day, patient=patient)
    unchecked = [group for group, name in TO_DATE.items() if name not in to_date]
    assert [GROUP_WORDS[group] for group in found.kx_unchecked] == unchecked
    document = assessment_document(found)
    assert document["deductible_assumed_met"] == (left is None)
    assert document["kx_unchecked"] == [each for one in found.kx_unchecked for each in one.value]
    for text in (plain_text(found), html.unescape(visit_summary(found))):
        said = " ".join(text.split())
        assert (DEDUCTIBLE_ASSUMED in said) == (left is None)
        assert (KX_UNCHECKED.format(groups=" and ".join(unchecked)) in said) == bool(unchecked)


@pytest.mark.parametrize("assumed", [True, False])
def test_every_report_says_where_participation_is_assumed(assumed: bool, assessed: Assess) -> None:
    found = assessed(pt("97110", 30), provider={"participation_assumed": assumed})
    assert assessment_document(found)["participation_assumed"] == assumed
    for text in (plain_text(found), html.unescape(visit_summary(found))):
        assert (PARTICIPATION_ASSUMED in " ".join(text.split())) == assumed
    page = html.unescape(visit_summary(found))
    assert page.count("participate in Medicare") == assumed, "and a page says it once"


@pytest.mark.parametrize("codes", [("99999",), ("99999", "97010"), ("99999", "99998")])
def test_a_claim_that_is_empty_because_a_code_is_not_known_has_no_amount(
    codes: tuple[str, ...], assessed: Assess
) -> None:
    found = assessed(*(pt(code, 30) for code in codes))
    assert not found.lines and found.payment is None
    assert set(assessment_document(found)["payment"].values()) == {None}
    for text in (plain_text(found), visit_summary(found)):
        assert not_shown(found) in text and "$" not in text


@pytest.mark.parametrize("services", [[pt("97110", 30)], [pt("97112", 20), pt("97530", 20)]])
def test_a_page_says_under_which_head_it_says_why_no_payment_is_shown(
    services: list[dict[str, object]], reference: Reference
) -> None:
    visit = visit_from(visit_fields(*services, date_of_service="2031-01-06"))
    page = visit_summary(assess(visit, reference), detailed=False)
    head = re.search(r"Not shown\. See (.*), below\.(.*)Notes:(.*)", page, re.DOTALL)
    assert head is not None
    parts = {"To settle": head[2], "Notes": head[3]}
    assert [name for name, text in parts.items() if "January 6, 2031" in text] == [head[1]]


@pytest.mark.parametrize("service", [pt("97010", 15), pt("97014", 15), pt("97110", 5)])
def test_what_is_known_to_be_unpaid_is_paid_nothing(
    service: dict[str, object], assessed: Assess
) -> None:
    found = assessed(service)
    assert not found.lines
    assert found.payment is not None and found.payment.medicare_pays == 0


def test_a_report_uses_the_word_estimate_in_one_meaning(reference: Reference) -> None:
    for day in ("2026-11-23", "2027-06-01"):
        visit = visit_from(visit_fields(pt("97110", 30), date_of_service=day))
        text = plain_text(assess(visit, reference, estimate=True))
        payment = text[text.index("\nPayment") : text.index("\nSources")]
        assert len(re.findall(r"^ +Estimate ", payment, re.MULTILINE)) == 1


def test_the_visit_summary_has_both_totals_and_no_label(assessed: Assess) -> None:
    sheet = visit_summary(assessed(pt("97161", 35), pt("97110", 15), label="J. Smith"))
    assert all(
        total in sheet for total in ("Total timed minutes: 15", "Total treatment minutes: 50")
    )
    assert "Smith" not in sheet


def test_text_is_escaped_in_the_visit_summary(assessed: Assess) -> None:
    assert f"{HINTS}</h2>" in visit_summary(assessed(pt("97014", 5)))
    assert "<script" not in visit_summary(assessed(pt("97110", 15), label="<script>"))


def test_csv_has_a_row_a_line_with_four_places_for_modifiers(assessed: Assess) -> None:
    rows = list(csv.DictReader(io.StringIO(claim_csv(assessed(pt("97110", 13, 23))))))
    fields = ("24D CPT/HCPCS", "24D Modifier 1", "24D Modifier 2", "24G Days or units")
    assert [tuple(row[field] for field in fields) for row in rows] == [
        ("97110", "GP", "", "1"),
        ("97110", "GP", "CQ", "1"),
    ]
    assert rows[0]["allowed"] == "29.06"


def test_claim_lines_have_the_fields_of_item_24_in_its_order(assessed: Assess) -> None:
    found = assessed(
        pt("97530", 15, charge="85.00"),
        pt("97750", 15),
        attested={"separate": [["97530", "97750", "XU"]]},
    )
    assert claim_text(found).split("\n") == [
        "11/23/2026\t11\t97530\tGP\t\t\t\t85.00\t1",
        "11/23/2026\t11\t97750\tGP\tXU\t\t\t\t1",
    ]
    header, first, second = claim_csv(found).splitlines()
    assert header.split(",") == [
        "24A Date of service",
        "24B Place of service",
        "24D CPT/HCPCS",
        "24D Modifier 1",
        "24D Modifier 2",
        "24D Modifier 3",
        "24D Modifier 4",
        "24F Charges",
        "24G Days or units",
        "allowed",
        "denied",
        "not counted",
    ]
    assert first == "11/23/2026,11,97530,GP,,,,85.00,1,35.07,,"
    assert second == "11/23/2026,11,97750,GP,XU,,,,1,24.55,,"


def test_a_row_without_a_claim_line_is_in_the_csv_with_no_unit_and_why(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), pt("97140", 5), pt("97010", 10, charge="20.00"))
    line, small, bundled = csv.DictReader(io.StringIO(claim_csv(found)))
    assert (line["24G Days or units"], line["not counted"]) == ("1", "")
    for row, at in ((small, 1), (bundled, 2)):
        service = found.services[at]
        assert row["24D CPT/HCPCS"] == service.code
        assert (row["24G Days or units"], row["24F Charges"], row["allowed"]) == ("0", "", "")
        assert row["not counted"] == service.reason != ""
    assert len(claim_text(found).splitlines()) == 1


def test_a_denied_line_is_named_in_every_report(assessed: Assess) -> None:
    found = assessed(pt("97530", 15), pt("97750", 15))
    why = found.lines[1].why_denied
    assert "97530" in why
    assert claim_csv(found).splitlines()[2].endswith(f"0.00,{why},")
    assert "denied" in plain_text(found)
    assert "denied" in visit_summary(found)
    line = assessment_document(found)["claim_lines"][1]
    assert (line["allowed"], line["denied"]) == ("0.00", why)
    assert line["denials"] == [{"kind": "pair", "code": "97530", "units": None, "at_most": None}]


def test_a_document_has_the_figures_of_a_daily_limit(assessed: Assess) -> None:
    (line,) = assessment_document(assessed(pt("97110", 105)))["claim_lines"]
    assert line["denials"] == [{"kind": "unit-limit", "code": "97110", "units": 7, "at_most": 6}]


def test_a_document_has_the_facts_of_every_hint(assessed: Assess) -> None:
    found = assessed(
        pt("97112", 20),
        pt("97530", 20),
        pt("97750", 15),
        pt("97014", 5),
        patient={"pt_slp_to_date": "2480.00"},
        provider={"modifier_order": ["threshold", "separate", "assistant"]},
        attested={"medically_necessary": True},
    )
    documents = assessment_document(found)["hints"]
    assert {hint.topic for hint in found.hints} >= {
        Topic.NOT_VALID,
        Topic.PAIR_DENIED,
        Topic.TIE_OPEN,
        Topic.ABOVE_WITH_KX,
    }
    for hint, document in zip(found.hints, documents, strict=True):
        assert (document["kind"], document["topic"]) == hint.topic.value
        assert document["severity"] == hint.severity.value
        assert document["services"] == list(hint.rows)
        assert document["codes"] == list(hint.codes)
        assert document["unconfirmed"] == hint.unconfirmed
        assert [document[part] for part in ("title", "detail", "message", "citation")] == [
            *(hint.title, hint.detail, hint.text, hint.citation)
        ]
        assert len(document["actions"]) == len(hint.actions)


def test_a_document_has_the_facts_of_every_action(assessed: Assess) -> None:
    found = assessed(pt("97112", 20), pt("97530", 20), pt("97750", 15), pt("97014", 5))
    actions = [action for hint in assessment_document(found)["hints"] for action in hint["actions"]]
    facts = {action.pop("action"): action for action in reversed(actions)}
    for action in facts.values():
        assert action.pop("title")
    known = {
        name: {field: value for field, value in action.items() if value is not None}
        for name, action in facts.items()
    }
    assert known == {
        "replace-code": {"service": 3, "code": "97014", "other": "G0283"},
        "attest": {
            "statement": "separate",
            "codes": ["97530", "97750"],
            "answers": [
                *(
                    {"answer": "yes", "modifier": each, "billed_by": ""}
                    for each in SEPARATE_MODIFIERS
                ),
                {"answer": "no", "modifier": "", "billed_by": ""},
            ],
        },
        "take-as-read": {},
        "open-dialog": {"dialog": "claim-statements"},
        "choose-in-tie": {"service": 0},
        "go-to-row": {"service": 3},
    }


def test_a_document_tells_which_answer_is_kept(assessed: Assess) -> None:
    same = {"disciplines": ["PT", "OT"], "minutes": 30, "billed_by": "OT"}
    found = assessed(pt("97530", 30), ot("97530", 30), attested={"same_minutes": [same]})
    (hint,) = assessment_document(found)["hints"]
    asked = hint["actions"][0]
    assert (asked["statement"], asked["disciplines"], asked["minutes"]) == (
        "same-minutes",
        ["PT", "OT"],
        30,
    )
    assert asked["answers"][asked["kept"]]["billed_by"] == "OT"
    assert hint["remedy"] is None


def test_a_document_has_the_facts_of_every_step(assessed: Assess) -> None:
    found = assessed(pt("97110", 30))
    (line,) = assessment_document(found)["claim_lines"]
    assert [(each["kind"], each["working"], each["amount"]) for each in line["calculation"]] == [
        (step.kind.value, step.working, str(step.amount)) for step in found.lines[0].steps
    ]
    assert line["steps"] == [step.text() for step in found.lines[0].steps]


def test_the_action_that_settles_a_hint_is_its_remedy(assessed: Assess) -> None:
    found = assessed(pt("97530", 20), pt("97750", 15), pt("97014", 5), pt("97545", 120))
    remedies = {
        hint["topic"]: hint["remedy"] == hint["actions"][0]["title"]
        for hint in assessment_document(found)["hints"]
        if hint["remedy"] or hint["topic"] == "no-national-price"
    }
    assert remedies == {"not-valid": True, "pair-denied": True, "no-national-price": False}


def test_the_pairs_that_need_nothing_are_told(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), pt("97140", 15))
    sentence = found.services[0].no_edits
    assert "97140" in sentence and "NCCI 2026 Q4" in sentence
    assert sentence in plain_text(found)
    assert sentence in visit_summary(found)
    assert assessment_document(found)["services"][0]["no_edits"] == sentence


def test_withheld_money_is_never_zero(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), date_of_service="2019-01-01")
    document = assessment_document(found)
    assert document["edition"] is None
    assert set(document["payment"].values()) == {None}
    assert document["claim_lines"][0]["allowed"] is None
    assert "not shown" in plain_text(found)
    assert "0.00" not in plain_text(found)
    assert claim_csv(found).splitlines()[1].endswith(",1,,,")


def test_the_payment_goes_down_in_order_with_a_minus_where_it_is_taken_off(
    assessed: Assess,
) -> None:
    found = assessed(
        pt("97110", 15, 15, charge="40.00"),
        pt("97140", 30),
        patient={"deductible_remaining": "20.00"},
    )
    rows = payment_rows(found)
    steps = payment_steps(found)
    assert [step.kind for step in steps] == [
        *(StepKind.BEFORE_MPPR, StepKind.MPPR_REDUCTION, StepKind.ABOVE_CHARGE, StepKind.ALLOWED),
        *(StepKind.DEDUCTIBLE, StepKind.COINSURANCE, StepKind.ASSISTANT_REDUCTION),
        *(StepKind.SEQUESTRATION, StepKind.MEDICARE_PAYS, StepKind.PATIENT_PAYS),
    ]
    assert [name for name, _ in rows] == [step.name for step in steps]
    amounts = [Decimal(amount.replace(MINUS, "-").replace("$", "")) for _, amount in rows]
    assert all(amount < 0 for amount in (*amounts[1:3], *amounts[4:8]))
    assert sum(amounts[:3]) == amounts[3]
    assert sum(amounts[3:8]) == amounts[8]
    for name, amount in rows:
        assert f'<td align="left">{name}</td><td align="right">{amount}</td>' in visit_summary(
            found
        )
        assert re.search(f"{re.escape(name)} +{re.escape(amount)}\n", plain_text(found))


def test_nothing_taken_off_has_no_sign(assessed: Assess) -> None:
    assert (STEP_WORDS[StepKind.DEDUCTIBLE], "$0.00") in payment_rows(assessed(pt("97110", 15)))


def test_the_paper_has_the_minus_of_the_screen(assessed: Assess, qapp: object) -> None:
    shown = QTextDocument()
    shown.setHtml(visit_summary(assessed(pt("97110", 15)), lambda _: ""))
    assert f"{STEP_WORDS[StepKind.SEQUESTRATION]} (2%)\n{MINUS}$0.47" in shown.toPlainText()


def test_a_claim_with_a_line_without_a_price_says_that_its_totals_are_of_the_others(
    assessed: Assess,
) -> None:
    rows = dict(payment_rows(assessed(pt("97110", 15), pt("97039", 10))))
    assert rows[OTHER_WORDS["priced only"]] == "$29.06"


def test_the_pdf_is_one(assessed: Assess, qapp: object) -> None:
    content = FORMATS["pdf"](assessed(pt("97110", 33)))
    assert content.startswith(b"%PDF-")
    assert len(content) > 5_000


EIGHT = (
    *(pt("97110", 33), pt("97140", 17), pt("97116", 16), pt("97112", 15)),
    *(ot("97535", 20), ot("97530", 20), slp("92507", 30), slp("97129", 20)),
)


def test_a_visit_of_eight_services_is_one_page(assessed: Assess, qapp: object) -> None:
    found = assessed(*EIGHT, zip="27601", patient={"deductible_remaining": "100.00"})
    assert len(re.findall(rb"/Type /Page\b", visit_summary_pdf(found, detailed=False))) == 1


def test_notes_alone_make_no_second_page(assessed: Assess, qapp: object) -> None:
    services = (pt("97110", 33), pt("97140", 17), pt("97552", 15), pt("98985"), pt("97026", 10))
    found = assessed(*services, zip="27601", patient={"pt_slp_to_date": "3100.00"})
    assert sum(hint.severity is Severity.NOTE for hint in found.hints) > 2
    assert len(re.findall(rb"/Type /Page\b", visit_summary_pdf(found, detailed=False))) == 1


def test_the_visit_on_paper_has_its_tag_and_a_line_for_the_chart(assessed: Assess) -> None:
    sheet = visit_summary(assessed(pt("97110", 33)), detailed=False, of_day=VisitOfDay("9:30"))
    assert "Visit 9:30, Monday, November 23, 2026</h1>" in sheet
    assert "Chart no." in sheet
    alone = visit_summary(assessed(pt("97110", 33)), detailed=False)
    assert "Visit, Monday, November 23, 2026</h1>" in alone
