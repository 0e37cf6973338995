"""What can be typed can be saved and opened: one set of bounds for both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from builders import pt, visit_fields
from quarterhour.entry import Draft, Row, Suggestions, draft_of, read_draft
from quarterhour.entry.reading import DEDUCTIBLE, SoundServices
from quarterhour.reference import Reference
from quarterhour.visit import (
    MAX_DOLLARS,
    Attested,
    Checked,
    Patient,
    read_visit,
    visit_document,
    visit_from,
    visit_text,
)
from visit.visits import CODES, documents

TODAY = date(2026, 11, 23)
# Texts as people type them, near the bounds, and anything at all, half characters too.
ODD = st.one_of(
    st.sampled_from(
        (
            "",
            "0",
            "0.00",
            "480",
            "481",
            "9:05-9:28",
            "$1,234.50",
            "9999999.99",
            "10000000",
            "1.2.3",
            "\ud800",
        )
    ),
    st.text(st.characters(), max_size=12),
)
MINUTES = st.one_of(st.sampled_from(("", "20", "10+8", "9:05-9:28", "480")), ODD)
AMOUNTS = st.one_of(
    st.none(),
    st.sampled_from((Decimal("0.00"), MAX_DOLLARS, MAX_DOLLARS + 1, Decimal("-1.00"))),
    st.decimals(allow_nan=True),
)
NUMBERS = st.one_of(st.integers(0, 30), st.integers(-3, 10**6))
IN_ROWS: dict[str, SearchStrategy[Any]] = {
    "code": st.one_of(st.sampled_from(CODES), ODD),
    "discipline": st.sampled_from(("PT", "OT", "SLP", "")),
    "therapist": MINUTES,
    "assistant": MINUTES,
    "takes_remaining_unit": st.booleans(),
    "together_minutes": NUMBERS,
    "count": NUMBERS,
    "by": st.lists(st.one_of(st.just("T1"), ODD), max_size=2).map(tuple),
    "times": st.lists(st.one_of(st.just("9:05-9:28"), ODD), max_size=2).map(tuple),
    "square_cm": NUMBERS,
    "charge": AMOUNTS,
    "contractor_price": AMOUNTS,
    "telehealth": st.one_of(st.just("elsewhere"), ODD),
    "audio_only": st.booleans(),
}
IN_DRAFTS: dict[str, SearchStrategy[Any]] = {
    "day_text": ODD,
    "place": st.one_of(st.sampled_from(("33101", "FL", "national")), ODD),
    "locality": st.one_of(st.sampled_from(("", "09102-04")), ODD),
    "deductible": ODD,
    "patient": st.builds(Patient, pt_slp_to_date=AMOUNTS, ot_to_date=AMOUNTS),
    "label": ODD,
    "payer": ODD,
    "tag": ODD,
    "place_of_service": ODD,
    "checked": st.lists(st.builds(Checked, kind=ODD), max_size=1).map(tuple),
}


def typed_into(part: Any, kinds: dict[str, SearchStrategy[Any]], data: st.DataObject) -> Any:
    """Change a field or two as someone could."""
    names = data.draw(st.lists(st.sampled_from(sorted(kinds)), max_size=2))
    return replace(part, **{name: data.draw(kinds[name], label=name) for name in names})


def read(draft: Draft, reference: Reference) -> Any:
    return read_draft(draft, reference, Suggestions(reference))


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_draft_is_read_alike_whatever_was_read_before(
    data: st.DataObject, reference: Reference
) -> None:
    row, known = Row(code="97110", therapist="20"), SoundServices()
    draft = Draft(place="33101", rows=(row, replace(row, code="97140"), replace(row, code="97530")))
    for _ in range(4):
        reading = read_draft(draft, reference, Suggestions(reference), known)
        assert reading == read(draft, reference)
        at = data.draw(st.integers(0, 2))
        name = data.draw(st.sampled_from(sorted(IN_ROWS)))
        changed = replace(draft.rows[at], **{name: data.draw(IN_ROWS[name], label=name)})
        usual = data.draw(st.sampled_from(("PT", "OT")))
        draft = replace(draft.with_row(at, changed), usual_discipline=usual)


@settings(max_examples=300, deadline=None)
@given(document=documents(least=1), data=st.data())
def test_what_may_be_saved_opens_as_it_was(
    document: dict[str, Any], data: st.DataObject, reference: Reference
) -> None:
    draft = typed_into(draft_of(visit_from(document), reference), IN_DRAFTS, data)
    rows = tuple(typed_into(row, IN_ROWS, data) for row in draft.rows)
    reading = read(replace(draft, rows=rows), reference)
    assert all(problem.message.endswith(".") for problem in reading.problems)
    visit = reading.visit
    if visit is None or reading.problems or not (visit.locality or visit.zip):
        event("cannot be saved")
        return
    event("is saved with services" if visit.services else "is saved without")
    assert read_visit(visit_text(visit)) == visit


@settings(max_examples=200, deadline=None)
@given(document=documents())
def test_a_visit_opened_and_saved_unchanged_is_the_same(
    document: dict[str, Any], reference: Reference
) -> None:
    visit = visit_from(document)
    reading = read(draft_of(visit, reference), reference)
    # More than the year's deductible is named, and stays as it is.
    assert {problem.field for problem in reading.problems} <= {DEDUCTIBLE}
    assert visit_document(reading.visit) == visit_document(visit)


def test_a_deductible_above_the_years_in_a_file_is_named_and_kept(reference: Reference) -> None:
    visit = visit_from(visit_fields(pt("97110", 15), patient={"deductible_remaining": "2400.00"}))
    reading = read(draft_of(visit, reference), reference)
    assert [problem.field for problem in reading.problems] == [DEDUCTIBLE]
    assert visit_document(reading.visit) == visit_document(visit)


ROW = Row("97110", "PT", True, "15")


@pytest.mark.parametrize(
    ("fields", "row", "field", "words"),
    [
        ({"deductible": "12345678"}, None, "deductible", "too large"),
        ({"deductible": "1.2.3"}, None, "deductible", "such as 85"),
        ({"label": "\ud800"}, None, "label", "damaged character"),
        ({"rows": (ROW,) * 201}, None, "services", "minutes is more than one day"),
        ({"rows": (Row("97010", "PT", True),) * 201}, None, "services", "more than 200"),
        ({"rows": (Row("97110", "PT", charge=MAX_DOLLARS + 1),)}, 0, "charge", "dollars"),
        ({"rows": (Row("97597", "PT", square_cm=20_001),)}, 0, "square_cm", "too large"),
        ({"rows": (Row("97110", "PT", together_minutes=481),)}, 0, "assistant_minutes", "480"),
        ({"rows": (Row("97110", "PT", therapist="9", times=("9:05-9:28",)),)}, 0, "times", "23"),
    ],
)
def test_what_is_out_of_bounds_is_a_problem_of_its_field(
    fields: dict[str, Any], row: int | None, field: str, words: str, reference: Reference
) -> None:
    reading = read(Draft(**{"day": TODAY, "place": "33101", "rows": (ROW,), **fields}), reference)
    (problem,) = reading.problems
    assert (problem.row, problem.field) == (row, field)
    assert words in problem.message
    # On a row that isn't counted, and on amounts that aren't shown, the visit doesn't hang.
    assert reading.visit is None or field in ("times", "assistant_minutes", "deductible")


@pytest.mark.parametrize("text", ["", "0", "$0.00", ".", "12.", "$283.00"])
def test_a_deductible_in_bounds_is_none(text: str, reference: Reference) -> None:
    reading = read(Draft(TODAY, deductible=text, place="33101", rows=(ROW,)), reference)
    assert reading.problems == ()
    assert read_visit(visit_text(reading.visit)) == reading.visit


@pytest.mark.parametrize("text", ["283.01", "$1,234.50", "9999999.99"])
def test_a_deductible_above_that_of_the_year_is_a_mistake(text: str, reference: Reference) -> None:
    """A83: it is named next to the field, and what is typed can be saved all the same."""
    draft = Draft(TODAY, deductible=text, place="33101", rows=(ROW,))
    reading = read(draft, reference)
    (problem,) = reading.problems
    assert (problem.row, problem.field) == (None, "deductible")
    assert "$283.00" in problem.message
    assert read_visit(visit_text(reading.visit)) == reading.visit
    next_year = replace(draft, day=date(2027, 2, 1))
    assert read(next_year, reference).problems == ()


def test_a_known_zero_is_kept_on_the_way(reference: Reference) -> None:
    zero = Decimal("0.00")
    row = Row("97110", "PT", True, "15", charge=zero, contractor_price=zero)
    patient = Patient(pt_slp_to_date=zero)
    draft = Draft(TODAY, place="33101", rows=(row,), patient=patient, attested=Attested())
    visit = read(draft, reference).visit
    assert visit.services[0].charge == zero
    assert visit.patient == patient
    document = visit_document(visit)
    assert document["patient"] == {"pt_slp_to_date": "0.00"}
    assert document["services"][0]["charge"] == "0.00"
    assert draft_of(visit, reference).rows[0].charge == zero
