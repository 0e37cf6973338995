"""The renderings of one assessment: the same numbers in each."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from builders import pt
from quarterhour.assessment import Assessment
from quarterhour.report import FORMATS, assessment_document, claim_csv, day_sheet, plain_text

Assess = Callable[..., Assessment]


def test_every_report_holds_every_line_and_the_payment(assessed: Assess) -> None:
    found = assessed(pt("97110", 33), pt("97140", 5), pt("97112", 2))
    assert found.payment is not None
    for text in (plain_text(found), day_sheet(found)):
        for priced in found.lines:
            assert priced.line.code in text
            assert str(priced.allowed) in text
        assert str(found.payment.medicare_pays) in text
        assert "97112" in text  # it has no unit, and stays documented
        assert "RVU26C" in text
        assert "b7d197e7" in text


def test_the_day_sheet_holds_both_totals_and_no_label(assessed: Assess) -> None:
    sheet = day_sheet(assessed(pt("97161", 35), pt("97110", 15), label="J. Smith"))
    assert "Timed minutes 15, total minutes 50" in sheet
    assert "Smith" not in sheet


def test_text_is_escaped_in_the_day_sheet(assessed: Assess) -> None:
    assert "Hints</h2>" in day_sheet(assessed(pt("97014", 5)))
    assert "<script" not in day_sheet(assessed(pt("97110", 15), label="<script>"))


def test_csv_has_a_row_a_line_with_four_places_for_modifiers(assessed: Assess) -> None:
    rows = list(csv.DictReader(io.StringIO(claim_csv(assessed(pt("97110", 13, 23))))))
    assert [(row["code"], row["modifier_1"], row["modifier_2"], row["units"]) for row in rows] == [
        ("97110", "GP", "", "1"),
        ("97110", "GP", "CQ", "1"),
    ]
    assert rows[0]["allowed"] == "29.06"


def test_withheld_money_is_never_zero(assessed: Assess) -> None:
    found = assessed(pt("97110", 15), date_of_service="2019-01-01")
    document = assessment_document(found)
    assert document["edition"] is None
    assert set(document["payment"].values()) == {None}
    assert document["claim_lines"][0]["allowed"] is None
    assert "withheld" in plain_text(found)
    assert "0.00" not in plain_text(found)
    assert claim_csv(found).splitlines()[1].endswith(",1,")


def test_the_pdf_is_one(assessed: Assess, qapp: object) -> None:
    content = FORMATS["pdf"](assessed(pt("97110", 33)))
    assert content.startswith(b"%PDF-")
    assert len(content) > 5_000
