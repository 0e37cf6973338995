"""What explains a row in words: what is denied, why it has its units, and what is told of it."""

from __future__ import annotations

from typing import Any

from builders import pt
from day.days import a_day, row, visit
from entry.test_outcome import begun
from quarterhour.entry import Session
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.explained import explained
from quarterhour.reference import Reference

TWENTY = (pt("97112", 20), pt("97530", 20))


def told(session: Session, at: int = 0, left_out: bool = False) -> list[str]:
    """Return the paragraphs that explain a row."""
    found = explained(session.outcome, at, left_out)
    return [each.lead + each.text for each in found.paragraphs]


def also(reference: Reference, **fields: Any) -> str:
    """Return what is told to be entered in the details of a service."""
    said = told(begun(reference, pt("97110", 24) | fields))
    (entered,) = (each for each in said if each.startswith("Also entered: "))
    return entered


def test_a_row_is_told_by_its_units_its_minutes_and_its_modifiers(reference: Reference) -> None:
    session = begun(reference, pt("97110", 24), pt("97140", 15), pt("97112", 10), zip="27601")
    units, *others = told(session)
    assert units.startswith("1 unit. 24 minutes = 1 full 15-minute unit + 9 remaining minutes")
    assert "PT, 49 timed minutes: 38 to 52 is 3 units." in others
    assert "GP: physical therapy plan of care." in others
    assert "97112 has the day's one full-fee unit." in others
    found = explained(session.outcome, 0, left_out=False)
    assert (found.code, found.name) == ("97110", "Therapeutic exercise")
    assert found.note.startswith("97110 Therapeutic exercise: 24 minutes = ")
    assert "49 PT timed minutes" in found.note
    assert found.sources[0].startswith("RVU26C, valid 01/01/2026 to 12/31/2026")


def test_minutes_below_the_first_unit_are_told_by_where_it_starts(reference: Reference) -> None:
    said = told(begun(reference, pt("97110", 1)))
    assert said[0].startswith("Not billed.")
    assert "PT, 1 timed minute: the first unit starts at 8." in said


def test_what_is_denied_comes_first_and_is_left_out(reference: Reference) -> None:
    session = begun(reference, pt("97530", 25), pt("97750", 20))
    first, *_ = explained(session.outcome, 1, left_out=False).paragraphs
    assert first.denied
    assert first.lead == "Denied with 97530 by an NCCI edit."
    assert first.text == " The totals leave 97750 out."


def test_what_cannot_be_billed_is_said_once(reference: Reference) -> None:
    first, *_ = told(
        begun(reference, {"code": "97161", "discipline": "PT", "assistant_minutes": 30})
    )
    assert first.startswith("Not billed: ")
    assert first.count("Not billed") == 1


def test_a_row_that_is_counted_with_another_is_not_said_to_be_unbilled(
    reference: Reference,
) -> None:
    session = begun(reference, pt("97129", 15), pt("97130", 30), pt("97110", 15), pt("97110", 10))
    assert told(session, 1)[0] == "Counted with 97129 in row 1."
    assert told(session, 3)[0].startswith("Counted with")


def test_a_denial_of_several_lines_of_a_row_is_told_once(reference: Reference) -> None:
    session = begun(reference, pt("97110", 100, 100))
    said = [each for each in told(session) if each.startswith("Denied.")]
    assert len(session.outcome.rows[0].lines) == 2
    assert len(said) == 1


def test_a_tie_is_told_with_what_to_press(reference: Reference) -> None:
    first, second, *_ = told(begun(reference, *TWENTY))
    assert first.startswith("2 units, tied.")
    assert second.startswith("Any of these is correct. Press F4")


def test_a_line_without_a_price_says_why(reference: Reference) -> None:
    session = begun(reference, *TWENTY)
    session.change(place="", locality="")
    assert "Enter a ZIP code to see payment." in told(session)


def test_what_has_no_column_is_told(reference: Reference) -> None:
    assert also(reference, charge="120.00") == "Also entered: a charge of $120.00."
    telehealth = also(reference, telehealth="home", audio_only=True)
    assert telehealth == "Also entered: telehealth with the patient at home, no video."
    away = also(reference, telehealth="elsewhere", together_minutes=5)
    assert "5 minutes of therapist and assistant together" in away
    assert away.endswith("telehealth with the patient elsewhere.")
    wound = begun(reference, pt("97597", 20) | {"square_cm": 30})
    assert "Also entered: 30 square cm." in told(wound)
    twice = begun(reference, pt("97010", 10) | {"count": 2})
    assert "Also entered: a count of 2." in told(twice)


def test_a_row_that_cannot_be_read_tells_why_and_that_it_is_kept(reference: Reference) -> None:
    session = begun(reference, *TWENTY)
    session.change_row(0, therapist="a few")
    half_typed, standing = told(session), told(session, left_out=True)
    assert half_typed == standing[:-1] != []
    assert standing[-1] == "This row isn't counted yet. Your entry is kept."
    found = explained(session.outcome, 0, left_out=True)
    assert (found.code, found.name, found.note, found.sources) == ("97112", "", "", ())


def test_what_the_audit_takes_of_a_row_is_explained(reference: Reference) -> None:
    rows = row("97535", "T1", "9:00-9:30"), row("97530", "T1", "9:30-9:40")
    visits = visit("A", *rows), visit("B", row("97140", "T1", "9:20-9:40"))
    session = DaySession(reference, a_day(*visits, people="T1"))
    assert session.day_outcome.assessment is not None
    (asked,) = session.day_outcome.assessment.open_findings
    session.settle(asked, "B")
    units, audited, *_ = explained(session.outcome, 0, left_out=False).paragraphs
    assert units.text.strip().startswith("20 minutes =")
    assert audited.text == "The day's audit counts 10 of its 30 minutes with B."
    why, audited = explained(session.outcome, 1, left_out=False).paragraphs
    assert why.lead == "Not billed."
    assert audited.text == "The day's audit counts its 10 minutes with B."
