"""What the entries above the table are taken for, and what the amounts rest on, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import pt, visit_fields
from quarterhour.entry import Session
from quarterhour.entry.about_visit import (
    CHARGE_WANTED,
    about_amounts,
    about_date,
    about_deductible,
    about_place,
    place_note,
    why_no_dollars,
)
from quarterhour.entry.outcome import NOT_A_DATE
from quarterhour.reference import Reference
from quarterhour.visit import CPT_MIDPOINT, visit_from


def begun(reference: Reference, *services: dict[str, Any], **fields: Any) -> Session:
    return Session(reference, visit_from(visit_fields(*services, **fields)))


def dated(session: Session, text: str, day: date | None) -> Session:
    session.change(day_text=text, day=day)
    return session


def amounts(session: Session, *left_out: int) -> str:
    return about_amounts(session.outcome, left_out, session.reference.editions)


@pytest.fixture
def visit(reference: Reference) -> Session:
    return begun(reference, pt("97110", 15), zip="33101")


def test_a_date_is_taken_for_its_weekday_and_the_fees_of_it(visit: Session) -> None:
    said = about_date(visit.outcome)
    assert said.startswith("Monday, CMS ")
    assert visit.outcome.edition is not None
    assert said.endswith(f"fees ({visit.outcome.edition.release})")
    assert about_date(dated(visit, "13/45/26", None).outcome).startswith("Enter a date")
    later = dated(visit, "2031-01-02", date(2031, 1, 2))
    assert about_date(later.outcome) == "No fee schedule for 01/02/2031 yet."
    later.estimate(True)
    assert later.outcome.assessment is not None
    assert about_date(later.outcome) == later.outcome.assessment.estimate_sentence != ""


@pytest.mark.parametrize(
    ("typed", "said", "mistaken"),
    [
        ("", "Needed to estimate payment", False),
        ("331", "Enter all 5 digits of the ZIP code.", True),
        ("national", "National amounts, not adjusted for location", False),
        ("33101", "Miami, FL, locality 09102-04", False),
        ("00000", "CMS doesn't list ZIP 00000. Check it, or choose a locality by name.", True),
        ("90265", "ZIP 90265 is in more than one Medicare locality. Add its last 4 digits", True),
    ],
)
def test_a_place_is_taken_for_its_locality(
    typed: str, said: str, mistaken: bool, visit: Session
) -> None:
    visit.change(place=typed, locality="")
    found, wrong = about_place(visit.outcome)
    assert said in found
    assert wrong is mistaken


def test_the_last_four_digits_of_a_zip_are_to_be_checked(visit: Session) -> None:
    visit.change(place="90265-0000", locality="")
    said, mistaken = about_place(visit.outcome)
    assert said.startswith("90265-0000 isn't in the loaded ZIP+4 codes.")
    assert mistaken


def test_a_place_without_fees_of_its_date_is_no_mistake(visit: Session) -> None:
    dated(visit, "2031-01-02", date(2031, 1, 2))
    visit.change(place="33199", locality="")
    assert about_place(visit.outcome)[1] is False


def test_a_locality_that_is_none_is_a_mistake(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15), locality="99999-99")
    said, mistaken = about_place(session.outcome)
    assert said == "Locality 99999-99 isn't in this year's fee schedule. Choose another."
    assert mistaken


def test_a_place_is_named_where_its_name_was_not_typed(visit: Session) -> None:
    title = place_note(visit.outcome)
    assert "Miami" in title
    visit.change(place=title.upper(), locality="")
    assert place_note(visit.outcome) == ""
    visit.change(place="00000", locality="")
    assert place_note(visit.outcome) == ""


def test_a_deductible_that_is_none_says_what_to_type(visit: Session) -> None:
    assert about_deductible(visit.outcome) == (
        "What's left this year; empty counts as met",
        False,
    )
    visit.change(deductible="x")
    said, mistaken = about_deductible(visit.outcome)
    assert said == visit.outcome.reading.problems[0].message
    assert mistaken


def test_amounts_rest_on_the_fees_of_their_date(visit: Session) -> None:
    said = amounts(visit)
    assert said.startswith("Estimate from CMS fees of ")
    assert said.endswith("2026. A remittance can differ by a cent or two.")


def test_an_estimate_says_so_of_its_amounts(visit: Session) -> None:
    dated(visit, "2031-01-02", date(2031, 1, 2))
    said = amounts(visit)
    last = max(edition.valid_to for edition in visit.reference.editions)
    assert said == f"No CMS fees for 2031. Loaded to {last:%m/%d/%Y}."
    visit.estimate(True)
    assert visit.outcome.assessment is not None
    assert amounts(visit) == visit.outcome.assessment.estimate_sentence


def test_of_a_date_before_them_the_fees_are_loaded_from_one_on(visit: Session) -> None:
    first = min(edition.valid_from for edition in visit.reference.editions)
    dated(visit, "1999-01-02", date(1999, 1, 2))
    assert amounts(visit) == f"No CMS fees for 1999. Loaded from {first:%m/%d/%Y}."


def test_rows_that_are_left_out_are_told_first(visit: Session) -> None:
    assert amounts(visit, 1) == "Row 2 isn't counted."
    assert amounts(visit, 0, 2) == "Rows 1, 3 aren't counted."


def test_without_a_payment_it_is_said_why(visit: Session) -> None:
    visit.change(place="", locality="")
    assert amounts(visit) == visit.outcome.why_no_payment == "Enter a ZIP code to see payment."
    assert amounts(Session(visit.reference)) == ""


def test_what_is_denied_is_not_in_the_amounts(reference: Reference) -> None:
    services = [{**pt(code, 15), "charge": "80.00"} for code in ("97530", "97750")]
    said = amounts(begun(reference, *services, locality="national"))
    assert said.startswith("Not in the amounts because Medicare will deny it: 97750. Estimate")


def test_a_denied_line_that_the_patient_may_owe_wants_its_charge(reference: Reference) -> None:
    fields = {"attested": {"denial": {"97140": "GA"}}, "locality": "national"}
    session = begun(reference, pt("97110", 15), pt("97140", 15), **fields)
    assert amounts(session).startswith(CHARGE_WANTED)


def test_no_dollars_are_missed_where_there_are_some(visit: Session) -> None:
    assert why_no_dollars(visit.outcome) == ("", False)


def test_what_is_mistyped_is_why_there_are_no_dollars(visit: Session) -> None:
    assert why_no_dollars(dated(visit, "13/45/26", None).outcome) == (NOT_A_DATE, True)
    visit.undo()
    visit.change(deductible="a lot")
    sentence, mistaken = why_no_dollars(visit.outcome)
    assert visit.outcome.reading.unread_deductible is not None
    assert (sentence, mistaken) == (visit.outcome.reading.unread_deductible.sentence, True)
    visit.undo()
    visit.change(place="331", locality="")
    assert why_no_dollars(visit.outcome) == ("Enter all 5 digits of the ZIP code.", True)


def test_what_is_missing_is_why_there_are_no_dollars(visit: Session) -> None:
    visit.change(place="", locality="")
    assert why_no_dollars(visit.outcome) == ("Type a ZIP to see dollars", False)
    visit.undo()
    visit.change(payer=CPT_MIDPOINT)
    said = why_no_dollars(visit.outcome)
    assert said == (visit.outcome.why_no_payment, False)
    visit.undo()
    later = dated(visit, "2031-01-02", date(2031, 1, 2))
    assert why_no_dollars(later.outcome) == ("No 2031 fees yet", False)
