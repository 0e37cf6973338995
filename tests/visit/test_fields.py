"""The optional fields of a visit that nothing prices yet: read strictly, kept, and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import pt, visit_fields
from quarterhour.assess import assess
from quarterhour.reference import Reference
from quarterhour.visit import (
    VisitError,
    read_visit,
    visit_document,
    visit_from,
    visit_text,
)
from visit.visits import documents

ATTESTED = {
    "not_separate": [["97530", "97750"]],
    "same_minutes": [
        {"disciplines": ["PT", "OT"], "minutes": 15, "billed_by": "OT"},
        {"disciplines": ["PT", "SLP"], "minutes": 0},
    ],
    "denial": {"20560": "GY", "97110": "GA", "97140": "GZ"},
}
NEW = visit_fields(
    {
        **pt("95851", 20),
        "count": 3,
        "by": ["T1", "A1"],
        "times": ["9:00-9:10", "12:55-1:05"],
        "telehealth": "elsewhere",
        "audio_only": True,
    },
    payer="my-plan-2026",
    tag="9:30",
    place_of_service="02",
    attested=ATTESTED,
    checked=[{"kind": "co-treatment", "codes": ["97110", "97535"]}, {"kind": "place"}],
)
del NEW["services"][0]["assistant_minutes"]


def service(**fields: Any) -> dict[str, Any]:
    return visit_fields({"code": "97110", "discipline": "PT", **fields})


def test_they_are_written_as_they_were_read() -> None:
    assert visit_document(visit_from(NEW)) == NEW


@settings(max_examples=200, deadline=None)
@given(documents(unread=True))
def test_any_visit_is_read_written_and_read_the_same(document: dict[str, Any]) -> None:
    visit = visit_from(document)
    assert read_visit(visit_text(visit)) == visit
    assert visit_document(visit_from(visit_document(visit))) == visit_document(visit)


def test_without_them_a_visit_has_their_usual_values() -> None:
    visit = visit_from(service(therapist_minutes=15))
    entry = visit.services[0]
    assert (visit.payer, visit.tag, visit.place_of_service, visit.checked) == (
        "medicare",
        "",
        "",
        (),
    )
    assert (entry.count, entry.by, entry.times, entry.telehealth) == (1, (), (), False)


@pytest.mark.parametrize("written", [True, "home", "elsewhere"])
def test_telehealth_is_written_as_it_was(written: object) -> None:
    document = service(therapist_minutes=15, telehealth=written)
    assert visit_document(visit_from(document)) == document


@pytest.mark.parametrize("telehealth", [True, "home", "elsewhere"])
def test_any_telehealth_is_billed_as_telehealth(telehealth: object, reference: Reference) -> None:
    (line,) = assess(
        visit_from(service(therapist_minutes=15, telehealth=telehealth)), reference
    ).lines
    assert line.line.place == ("02" if telehealth == "elsewhere" else "10")


@pytest.mark.parametrize("amount", ["0.00", "12.50"])
def test_a_known_charge_to_date_is_written_and_an_unknown_one_is_not(amount: str) -> None:
    unknown = visit_from(service())
    known = visit_from(service() | {"patient": {"pt_slp_to_date": amount}})
    assert unknown.patient.pt_slp_to_date is None
    assert "patient" not in visit_document(unknown)
    assert known.patient.pt_slp_to_date == Decimal(amount)
    assert visit_document(known)["patient"] == {"pt_slp_to_date": amount}


@pytest.mark.parametrize(
    ("times", "minutes"),
    [
        (["9:05-9:28"], 23),
        (["9:00-9:08", "9:24-9:34"], 18),
        (["9:00-9:15", "9:15-9:30"], 30),  # the end of one is the start of the next: no overlap
        (["9:00-9:15", "9:10-9:20"], 20),  # a minute in two of them counts once
        (["9:10-9:20", "9:00-9:30"], 30),
        (["12:45-1:15"], 30),
        (["9:05\u20139:28"], 23),
        (["9:05-9:05"], 0),
        (["23:30-24:00"], 30),
    ],
)
def test_times_without_minutes_are_the_therapists(
    times: list[str], minutes: int, reference: Reference
) -> None:
    visit = visit_from(service(times=times))
    assert visit.services[0].minutes == minutes
    assert visit_document(visit)["services"][0]["times"] == times
    typed = visit_from(service(therapist_minutes=minutes))
    by_times, by_minutes = assess(visit, reference), assess(typed, reference)
    assert by_times.lines == by_minutes.lines
    assert by_times.count == by_minutes.count


def test_minutes_beside_times_agree_whoever_did_them() -> None:
    fields = {"therapist_minutes": 5, "assistant_minutes": 10, "together_minutes": 8}
    assert visit_from(service(times=["9:05-9:28"], **fields)).services[0].minutes == 23


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"payer": "My plan"}, "payer", "lowercase"),
    ({"payer": "-x"}, "payer", "lowercase"),
    ({"payer": "x" * 41}, "payer", "lowercase"),
    ({"payer": None}, "payer", "quotation marks"),
    ({"tag": "Miller"}, "tag", "never a name"),
    ({"tag": "A,B"}, "tag", "never a name"),
    ({"tag": "01021950"}, "tag", "never a name"),
    ({"place_of_service": "2"}, "place_of_service", "2 digits"),
    ({"place_of_service": 11}, "place_of_service", "quotation marks"),
    ({"attested": {"not_separate": [["97530"]]}}, "attested.not_separate[0]", "pair of two codes."),
    (
        {"attested": {"separate": [["97530", "97750"]], "not_separate": [["97750", "97530"]]}},
        "attested.not_separate",
        "97750 and 97530",
    ),
    (
        {"attested": {"separate": [["97530", "97750"], ["97750", "97530", "XE"]]}},
        "attested.separate",
        "two modifiers",
    ),
    ({"attested": {"denial": {"97110": "KX"}}}, "attested.denial.97110", "GA or GY or GZ"),
    ({"attested": {"denial": {"all": "GA"}}}, "attested.denial", "5 digits or capital letters"),
    ({"attested": {"denial": []}}, "attested.denial", "object"),
    (
        {"attested": {"same_minutes": [{"disciplines": ["PT"], "minutes": 1, "billed_by": "PT"}]}},
        "attested.same_minutes[0].disciplines",
        "two or three",
    ),
    (
        {"attested": {"same_minutes": [{"disciplines": ["PT", "OT"], "minutes": 1}]}},
        "attested.same_minutes[0].billed_by",
        "goes with minutes",
    ),
    (
        {"attested": {"same_minutes": [{"disciplines": ["PT", "OT"]}]}},
        "attested.same_minutes[0].minutes",
        "is required",
    ),
    ({"checked": [{"codes": []}]}, "checked[0].kind", "is required"),
    ({"checked": [{"kind": "A hint."}]}, "checked[0].kind", "kind of a hint"),
    (
        {"checked": [{"kind": "kx", "codes": ["9"]}]},
        "checked[0].codes[0]",
        "5 digits or capital letters",
    ),
    ({"label": "x" * 10_001}, "label", "10,000 characters"),
]
BAD_SERVICES: list[tuple[dict[str, Any], str, str]] = [
    ({"count": 0}, "count", "enter 1 or more"),
    ({"count": 100}, "count", "more than 99"),
    ({"count": "3"}, "count", "whole number"),
    ({"by": "T1"}, "by", "list"),
    ({"by": ["Anna Miller"]}, "by[0]", "never a name"),
    ({"telehealth": "office"}, "telehealth", "home or elsewhere"),
    ({"telehealth": 1}, "telehealth", "true, false"),
    ({"audio_only": "yes"}, "audio_only", "true or false"),
    ({"times": "9:05-9:28"}, "times", "list"),
    ({"times": ["9 to 10"]}, "times[0]", "9:05-9:28"),
    ({"times": ["23"]}, "times[0]", "9:05-9:28"),
    ({"times": ["9:28-9:05"]}, "times[0]", "ends before it starts"),
    ({"times": ["9:05-25:10"]}, "times[0]", "isn't a time"),
    ({"times": ["9:05-9:28"], "therapist_minutes": 20}, "times", "23 minutes"),
    ({"times": ["24:30-24:59"]}, "times[0]", "isn't a time"),
    ({"times": ["23:30-24:01"]}, "times[0]", "isn't a time"),
    ({"times": ["8:00-17:00"]}, "times", "540 minutes is over the limit"),
    ({"times": ["0:00-24:00"]}, "times", "1440 minutes is over the limit"),
    ({"therapist_minutes": 400, "together_minutes": 81}, "therapist_minutes", "481 minutes"),
    ({"audio_only": True}, "audio_only", "telehealth"),
    ({"audio_only": True, "telehealth": False}, "audio_only", "telehealth"),
]


@pytest.mark.parametrize(
    ("document", "field", "words"),
    [(visit_fields() | fields, field, words) for fields, field, words in BAD]
    + [(service(**fields), f"services[0].{field}", words) for fields, field, words in BAD_SERVICES],
)
def test_a_bad_one_is_named_with_its_remedy(
    document: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(VisitError, match=r"^[^\n]+\.$") as caught:
        visit_from(document)
    assert caught.value.field == field
    assert words in caught.value.problem


def test_a_pair_confirmed_twice_alike_is_no_contradiction() -> None:
    twice = [["97530", "97750", "XE"], ["97750", "97530", "XE"]]
    visit = visit_from(service() | {"attested": {"separate": twice}})
    assert visit_document(visit)["attested"] == {"separate": twice}


QUOTING: list[Callable[[str], dict[str, Any]]] = [
    lambda text: {"date_of_service": text},
    lambda text: {"zip": text},
    lambda text: {"rule": text},
    lambda text: {text: 1},
    lambda text: {"provider": {text: 1}},
    lambda text: {"attested": {"denial": {text: "GA"}}},
    lambda text: {"services": [{"code": "97110", "discipline": text}]},
    lambda text: service(telehealth=text),
    lambda text: service(times=[f"9:28{text}-9:05"]),
    lambda text: service(times=[f"9:00-{text}9:75"]),
]


@given(st.sampled_from(QUOTING), st.text(st.sampled_from("a9 \n\r\t\x00\x1b\u2028"), min_size=1))
def test_what_is_quoted_keeps_to_its_line(
    quoting: Callable[[str], dict[str, Any]], text: str
) -> None:
    document = visit_fields() | quoting(text)
    with pytest.raises(VisitError) as caught:
        visit_from(document)
    assert str(caught.value).isprintable()


def test_what_could_not_be_read_again_is_not_written() -> None:
    visit = visit_from(service())
    with pytest.raises(VisitError, match="Locality"):
        visit_text(replace(visit, locality=""))
    with pytest.raises(VisitError, match="Label"):
        visit_text(replace(visit, label="\ud800"))
