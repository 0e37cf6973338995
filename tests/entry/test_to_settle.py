"""What is to be settled: items of a few words, each with the one or two things to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quarterhour.claims import Attest, OpenDialog, Severity, Topic
from quarterhour.claims.dialog import Dialog
from quarterhour.entry import Session
from quarterhour.entry.items import GiveUnit, GoToCell, GoToDate, GoToPlace, Item
from quarterhour.entry.outcome import NOT_A_DATE
from quarterhour.reference import Reference
from quarterhour.visit import visit_from

Begin = Callable[..., Session]
FUNCTION = {"code": "97530", "therapist_minutes": 15}
TESTING = {"code": "97750", "therapist_minutes": 15}
TIED = (
    {"code": "97112", "therapist_minutes": 20},
    {"code": "97140", "therapist_minutes": 20},
)
# A tie; the edit between them does not apply on the date of the visits here.
EDITED_ONCE = (
    {"code": "97530", "therapist_minutes": 20},
    {"code": "97535", "therapist_minutes": 20},
)
SPEECH = {"code": "92507", "therapist_minutes": 30, "discipline": "SLP"}


@pytest.fixture
def begun(reference: Reference) -> Begin:
    """Begin a session of services on 2026-11-23, other fields of the visit by name."""

    def begin(*services: dict[str, Any], **fields: object) -> Session:
        visit: dict[str, Any] = {
            "format": "quarterhour.visit/1",
            "date_of_service": "2026-11-23",
            "locality": "national",
            **fields,
            "services": [{"discipline": "PT", **service} for service in services],
        }
        return Session(reference, visit_from(visit))

    return begin


def _told(items: tuple[Item, ...]) -> list[tuple[str, list[str]]]:
    return [(item.title, [offer.title for offer in item.offers]) for item in items]


def test_an_attestation_is_to_be_reviewed_and_its_row_is_beside_it(begun: Begin) -> None:
    session = begun(FUNCTION, TESTING)
    assert _told(session.to_settle.items) == [
        ("97750 denied with 97530", ["Review\u2026", "Go to 97750"])
    ]
    (item,) = session.to_settle.items
    assert (item.rows, item.leads_to) == ((0, 1), 1)
    assert item.severity is session.to_settle.worst is Severity.ACTION
    assert [type(action) for action in item.offers[0].actions] == [Attest]


def test_a_deductible_that_cannot_be_read_leaves_the_units_and_no_amounts(begun: Begin) -> None:
    session = begun(FUNCTION)
    allowed, units = session.outcome.rows[0].allowed, session.outcome.rows[0].result
    session.change(deductible="abc")
    outcome = session.outcome
    assert allowed
    assert (outcome.rows[0].result, outcome.rows[0].allowed, outcome.payment) == (units, None, None)
    assert outcome.why_no_payment.startswith("No payment shown: the deductible left can't be read")
    (item,) = session.to_settle.items
    assert (item.title, item.severity) == ("The deductible can't be read", Severity.ACTION)
    assert item.text == "Enter an amount, such as 85 or 85.50."
    assert item.offers[0].actions == (OpenDialog(Dialog.PATIENT_YEAR),)
    session.change(deductible="")
    assert session.outcome.rows[0].allowed == allowed
    assert session.to_settle.items == ()


def test_a_deductible_above_the_years_leads_to_its_field(begun: Begin) -> None:
    session = begun(FUNCTION)
    session.change(deductible="2830")
    (item,) = session.to_settle.items
    assert [offer.title for offer in item.offers] == ["Patient's year\u2026"]


def test_amounts_of_a_tie_are_not_told_while_the_deductible_cannot_be_read(begun: Begin) -> None:
    session = begun(*TIED)
    session.change(deductible="abc")
    choices, _ = session.tie_choices(0, 9, 9)
    assert [choice.payment for choice in choices] == [None, None]
    compared = session.compared_by_rule()
    assert compared is not None
    assert compared.midpoint.payment is None


def test_a_date_that_cannot_be_read_is_one_to_settle(begun: Begin) -> None:
    session = begun(*({**each, "discipline": "OT"} for each in EDITED_ONCE))
    session.choose(session.tie_choices(0, 9, 9)[0][1])
    assert not session.to_settle.items
    session.change(day=None, day_text="11/2")
    (item,) = session.to_settle.items
    assert item.title == "The date can't be read"
    assert (item.text, item.severity) == (NOT_A_DATE, Severity.ACTION)
    assert item.offers[0].actions == (GoToDate(),)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"code": "manaul"}, "code"),
        ({"code": "99999"}, "code"),
        ({"code": ""}, "code"),
        ({"therapist": "ten"}, "therapist_minutes"),
        ({"assistant": "9:0"}, "assistant_minutes"),
    ],
)
def test_a_row_that_is_not_counted_is_to_settle_and_leads_to_its_cell(
    begun: Begin, fields: dict[str, str], wrong: str
) -> None:
    session = begun(FUNCTION, {"code": "97110", "therapist_minutes": 20})
    session.change_row(1, **fields)
    (item,) = session.to_settle.items
    assert (item.title, item.severity) == ("Row 2 isn't counted", Severity.ACTION)
    assert (item.rows, item.leads_to, item.text) == ((1,), 1, session.problems_of(1)[0].message)
    (offer,) = item.offers
    assert (offer.title, offer.actions) == ("Go to row 2", (GoToCell(1, wrong),))


def test_what_is_half_typed_is_to_settle_once_typing_ends(begun: Begin) -> None:
    session = begun(FUNCTION)
    session.start_typing(0, "code")
    session.change_code(0, "manaul")
    assert not session.to_settle.items
    session.stop_typing()
    assert [item.title for item in session.to_settle.items] == ["Row 1 isn't counted"]
    session.change_code(0, "97110")
    assert not session.to_settle.items


@pytest.mark.parametrize("services", [(), (FUNCTION,)])
@pytest.mark.parametrize("place", ["Xyz", "00000", "276"])
def test_a_place_that_is_not_found_is_to_settle(
    begun: Begin, place: str, services: tuple[dict[str, Any], ...]
) -> None:
    session = begun(*services)
    session.change(place=place, locality="")
    (item,) = session.to_settle.items
    assert (item.title, item.severity) == ("The place isn't found", Severity.ACTION)
    assert item.offers[0].actions == (GoToPlace(),)
    assert item.text.endswith(".")
    session.change(place="")
    assert not session.to_settle.items


def test_a_wrong_code_offers_the_other_alone(begun: Begin) -> None:
    session = begun({"code": "97014", "therapist_minutes": 12})
    assert _told(session.to_settle.items) == [("Medicare doesn't accept 97014", ["Use G0283"])]


def test_either_service_of_a_tie_can_be_given_the_unit(begun: Begin) -> None:
    session = begun(*TIED)
    assert _told(session.to_settle.items) == [
        ("Tie: 97112 or 97140 gets a unit", ["97112 gets it", "97140 gets it"])
    ]
    given = session.to_settle.items[0].offers[1].actions[0]
    assert isinstance(given, GiveUnit)
    session.choose(given.choice)
    units = [row.result.units for row in session.outcome.rows if row.result]
    assert units == [1, 2]
    assert session.to_settle.items == ()
    assert session.to_settle.worst is None
    assert _told(session.to_settle.notes) == [
        ("Tie: you chose 97140", ["97112 gets it", "97140 gets it"])
    ]
    session.undo()
    assert len(session.to_settle.items) == 1


def test_a_tie_of_more_services_opens_their_list(begun: Begin) -> None:
    session = begun(*TIED, {"code": "97530", "therapist_minutes": 20})
    ((title, offers),) = _told(session.to_settle.items)
    assert title.startswith("Tie: ")
    assert offers == ["Choose\u2026", "Got it"]


def test_hints_of_one_kind_and_one_remedy_are_one_item(begun: Begin) -> None:
    session = begun(
        {"code": "97110", "therapist_minutes": 15},
        {"code": "97535", "therapist_minutes": 15, "discipline": "OT"},
        {**FUNCTION, "discipline": "OT"},
        SPEECH,
    )
    found = [item for item in session.to_settle.items if len(item.hints) > 1]
    ((title, offers),) = _told(tuple(found))
    assert title == f"Two disciplines billed 92507 and {len(found[0].hints)} other codes"
    assert offers == ["Review\u2026", "Got it"]
    review, read = found[0].offers
    assert len(review.actions) == 1
    assert len(read.actions) == len(found[0].hints)
    session.take_as_read(*(each.checked for each in read.actions))  # type: ignore[union-attr]
    assert found[0].hints[0].topic not in _topics(session.to_settle.items)
    session.undo()
    assert found[0] in session.to_settle.items


def test_two_codes_denied_with_one_are_named_more_are_counted(begun: Begin) -> None:
    others = ("97116", "97750", "97124")
    for count, named in ((2, "97116 and 97750"), (3, "")):
        services = [{"code": code, "therapist_minutes": 15} for code in others[:count]]
        items = begun(FUNCTION, *services).to_settle.items
        denied = [item for item in items if item.hints[0].topic is Topic.PAIR_DENIED]
        together = [item for item in denied if len(item.hints) > 1]
        for item in together:
            assert named in item.title or " codes " in item.title


def test_every_item_has_few_words_and_one_or_two_things_to_do(begun: Begin) -> None:
    heavy = (
        *(FUNCTION, TESTING, {"code": "97014", "therapist_minutes": 12}, SPEECH),
        *({"code": "97129", "therapist_minutes": 20, "discipline": "SLP"}, *TIED),
        *({"code": "20560", "therapist_minutes": 10}, {"code": "97545", "therapist_minutes": 90}),
    )
    for fields in ({}, {"patient": {"pt_slp_to_date": "2480.00"}}):
        items = begun(*heavy, **fields).to_settle.items
        assert items
        for item in items:
            assert len(item.title.split()) <= 8, item.title
            assert 1 <= len(item.offers) <= 2, item.title
            assert item.sources
            for offer in item.offers:
                assert 1 <= len(offer.title.split()) <= 4
                if isinstance(offer.actions[0], Attest):
                    assert offer.title == "Review\u2026"
                    assert "$" not in item.title


def _topics(items: tuple[Item, ...]) -> list[Topic]:
    return [hint.topic for item in items for hint in item.hints]
