"""Usual visits: kept from a visit without what is of it alone, and put into another in one step."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from builders import ot, pt, visit_fields
from entry.typing_hand import types
from quarterhour.entry import EDIT_WORDS, Edit, Row, Session
from quarterhour.entry.templates import (
    MAX_TEMPLATES,
    TEMPLATES,
    Template,
    moved_template,
    renamed,
    with_template,
    without_template,
)
from quarterhour.reference import Reference
from quarterhour.visit import MAX_SERVICES, ServiceEntry, visit_from
from visit.visits import documents

KNEE = Template("Knee", (ServiceEntry("97110", "PT", 30), ServiceEntry("97140", "PT")))
HAND = Template("Hand", (ServiceEntry("97530", "OT", 15, 8),))
BOTH = (KNEE, HAND)


def begun(reference: Reference, *services: dict[str, Any], **fields: Any) -> Session:
    return Session(reference, visit_from(visit_fields(*services, **fields)))


def kept(session: Session, name: str = "New") -> Template:
    """Keep a visit as a usual one, write it, and read it again."""
    found = with_template((), name, session.outcome)
    (template,) = TEMPLATES.read(json.loads(json.dumps(TEMPLATES.document(found))))
    return template


def test_the_services_are_kept_under_a_name(reference: Reference) -> None:
    session = begun(reference, pt("97110", 30), ot("97530", 0, 15), pt("95851", count=2))
    assert kept(session, "  Knee,   week 2 ") == Template(
        "Knee, week 2",
        (
            ServiceEntry("97110", "PT", 30),
            ServiceEntry("97530", "OT", 0, 15),
            ServiceEntry("95851", "PT", count=2),
        ),
    )


def test_nothing_of_the_patient_or_the_day_is_kept(reference: Reference) -> None:
    session = begun(
        reference,
        pt("97110", times=["9:00-9:23"], by=["T1"], charge="60.00", telehealth=True),
        pt("97597", square_cm=45),
        label="knee of the mayor",
        tag="A",
        patient={"deductible_remaining": "9.00"},
        attested={"medically_necessary": True},
    )
    document = TEMPLATES.document((kept(session),))
    assert document["templates"] == [
        {
            "name": "New",
            "services": [
                {"code": "97110", "discipline": "PT", "therapist_minutes": 23, "telehealth": True},
                {"code": "97597", "discipline": "PT"},
            ],
        }
    ]


@settings(max_examples=100, deadline=None)
@given(document=documents(least=1))
def test_any_visit_is_kept_and_comes_back(document: dict[str, Any], reference: Reference) -> None:
    session = Session(reference, visit_from(document))
    if session.problems:
        return
    template = kept(session)
    new = Session(reference)
    assert new.insert_template(0, template) == ""
    assert kept(new) == template
    before = [(row.code, row.discipline) for row in session.draft.rows]
    assert [(row.code, row.discipline) for row in new.draft.rows] == before


def test_a_row_that_cannot_be_read_is_not_lost(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15))
    types(session, 1, "code", "nothing")
    with pytest.raises(ValueError, match=r"^Not kept yet: row 2 can't be read"):
        with_template((), "Knee", session.outcome)


def test_a_date_that_cannot_be_read_is_of_no_matter(reference: Reference) -> None:
    session = begun(reference, pt("97110", 15))
    session.change(day=None, day_text="soon")
    assert kept(session).services == (ServiceEntry("97110", "PT", 15),)


def test_an_empty_visit_is_no_usual_one(reference: Reference) -> None:
    with pytest.raises(ValueError, match="Enter the services"):
        with_template((), "Knee", Session(reference).outcome)


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "1 to 60"), (" \n ", "1 to 60"), ("n" * 61, "1 to 60"), ("hAND", "already named hAND")],
)
def test_a_name_that_cannot_be_used_is_said(name: str, said: str, reference: Reference) -> None:
    with pytest.raises(ValueError, match=said):
        with_template(BOTH, name, begun(reference, pt("97110", 15)).outcome)
    with pytest.raises(ValueError, match=said):
        renamed(BOTH, "Knee", name)


def test_there_is_an_end_to_them(reference: Reference) -> None:
    many = tuple(Template(str(at), KNEE.services) for at in range(MAX_TEMPLATES))
    with pytest.raises(ValueError, match="already 100"):
        with_template(many, "Knee", begun(reference, pt("97110", 15)).outcome)


def test_they_are_renamed_deleted_and_put_in_order() -> None:
    assert [each.name for each in renamed(BOTH, "Knee", " KNEE")] == ["KNEE", "Hand"]
    assert without_template(BOTH, "Knee") == (HAND,)
    assert moved_template((*BOTH, HAND), 0, 2) == (HAND, HAND, KNEE)
    assert BOTH == (KNEE, HAND)


def test_it_is_inserted_as_one_step(reference: Reference) -> None:
    session = begun(reference, pt("97112", 15), pt("97116", 15))
    before = session.draft
    assert session.insert_template(1, KNEE) == ""
    assert [row.code for row in session.draft.rows] == ["97112", "97110", "97140", "97116"]
    assert session.draft.rows[1:3] == (
        Row("97110", "PT", True, "30"),
        Row("97140", "PT", True),
    )
    assert session.history.undoes is Edit.TEMPLATE
    assert EDIT_WORDS[Edit.TEMPLATE] == "usual visit"
    assert session.outcome.rows[1].result is not None
    session.undo()
    assert session.draft == before
    session.redo()
    assert len(session.draft.rows) == 4


def test_a_full_visit_takes_no_more(reference: Reference) -> None:
    session = begun(reference, *[pt("97010")] * (MAX_SERVICES - 1))
    before = session.draft
    assert session.insert_template(0, KNEE).startswith("A visit can have up to 200 rows")
    assert session.draft == before
