"""The visit document: what is read, what is written, and what is refused in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders import SAMPLES, pt, visit_fields
from quarterhour.visit import (
    VisitError,
    open_visit,
    read_visit,
    read_visit_file,
    visit_document,
    visit_from,
    written_file,
)

FULL: dict[str, Any] = {
    "format": "quarterhour.visit/1",
    "date_of_service": "2026-11-23",
    "locality": "09102-04",
    "rule": "midpoint",
    "provider": {"participating": False, "qualifying_apm": True},
    "patient": {
        "deductible_remaining": "10.00",
        "pt_slp_to_date": "100.00",
        "ot_to_date": "20.50",
    },
    "attested": {"separate": [["97530", "97750"]], "medically_necessary": True},
    "extra_units_to": [1],
    "label": "Tuesday, first",
    "services": [
        {"code": "97110", "discipline": "PT", "therapist_minutes": 33, "charge": "80.00"},
        {
            "code": "97597",
            "discipline": "OT",
            "assistant_minutes": 2,
            "together_minutes": 3,
            "square_cm": 30,
        },
    ],
}


def test_a_visit_is_written_as_it_was_read() -> None:
    assert visit_document(visit_from(FULL)) == FULL


def test_usual_values_are_left_out() -> None:
    document = {**visit_fields(), "services": [{"code": "97110", "discipline": "PT"}]}
    assert visit_document(visit_from(document)) == document


@pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("*.quarterhour")), ids=lambda path: path.stem
)
def test_samples_are_visits(sample: Any) -> None:
    visit = read_visit(sample.read_bytes())
    assert visit_document(visit) == json.loads(sample.read_bytes())


def test_a_byte_order_mark_is_no_harm() -> None:
    assert read_visit(b"\xef\xbb\xbf" + json.dumps(FULL).encode()) == visit_from(FULL)


BAD_FIELDS: list[tuple[dict[str, Any], str, str]] = [
    ({"format": "quarterhour.visit/2"}, "", "A newer Quarterhour saved this visit. Install"),
    ({"format": "quarterhour.visit/17"}, "", "A newer Quarterhour saved this visit. Install"),
    ({"format": "quarterhour.day/1"}, "", "This is a Quarterhour day, not a visit."),
    ({"format": "quarterhour.yearly-amounts/1"}, "", "a Quarterhour yearly amounts, not a visit."),
    ({"format": "quarterhour.visit/0"}, "format", 'must be "quarterhour.visit/1".'),
    ({"format": "soap"}, "format", 'must be "quarterhour.visit/1".'),
    ({"date_of_service": "23.11.2026"}, "date_of_service", "Use YYYY-MM-DD"),
    ({"date_of_service": "2026-02-30"}, "date_of_service", "isn't a date"),
    ({"date_of_service": "20261123"}, "date_of_service", "isn't a date"),
    ({"locality": "Miami"}, "locality", "09102-04"),
    ({"locality": "national", "zip": "33101"}, "locality", "not both"),
    ({"zip": "331"}, "zip", "5 digits"),
    ({"zip": 33101}, "zip", "quotation marks"),
    ({"rule": "eights"}, "rule", "total-minutes or midpoint"),
    ({"patient": {"name": "x"}}, "patient.name", "isn't a field"),
    ({"patient": {"deductible_remaining": 5}}, "patient.deductible_remaining", "quotation"),
    ({"patient": {"deductible_remaining": "-5.00"}}, "patient.deductible_remaining", "dollars"),
    ({"patient": []}, "patient", "object"),
    ({"provider": {"participating": "yes"}}, "provider.participating", "true or false"),
    ({"attested": {"separate": [["97530"]]}}, "attested.separate[0]", "pair"),
    ({"extra_units_to": [True]}, "extra_units_to[0]", "whole number"),
    ({"extra_units_to": 1}, "extra_units_to", "list"),
    ({"label": 5}, "label", "text"),
    ({"label": "\ud800"}, "label", "damaged character"),
    ({"surprise": 1}, "surprise", "isn't a field Quarterhour knows. Use: format"),
    ({"services": {}}, "services", "list"),
    ({"services": [pt("97110")] * 201}, "services", "more than 200"),
    ({"services": [pt("97110", 480)] * 4}, "services", "1920 minutes is more than one day"),
]


@pytest.mark.parametrize(("fields", "field", "words"), BAD_FIELDS)
def test_a_bad_field_is_named_with_its_remedy(
    fields: dict[str, Any], field: str, words: str
) -> None:
    services = fields.pop("services", [pt("97110", 15)])
    document = visit_fields(**fields) | {"services": services}
    with pytest.raises(VisitError, match=r"^[^\n]+\.$") as caught:
        visit_from(document)
    assert caught.value.field == field
    assert words in caught.value.problem


BAD_SERVICES: list[tuple[dict[str, Any], str, str]] = [
    ({"code": "9711"}, "code", "5 digits or capital letters"),
    ({"code": 97110}, "code", "quotation marks"),
    ({"discipline": "DC"}, "discipline", "PT or OT or SLP"),
    ({"therapist_minutes": -1}, "therapist_minutes", "negative"),
    ({"therapist_minutes": 481}, "therapist_minutes", "480"),
    ({"therapist_minutes": 7.5}, "therapist_minutes", "whole number"),
    ({"therapist_minutes": "7"}, "therapist_minutes", "whole number"),
    ({"therapist_minutes": True}, "therapist_minutes", "whole number"),
    ({"therapist_minutes": None}, "therapist_minutes", "whole number"),
    ({"therapist_minutes": 300, "assistant_minutes": 300}, "therapist_minutes", "600 minutes"),
    ({"square_cm": 30_000}, "square_cm", "square centimeters"),
    ({"charge": "1.234"}, "charge", "dollars"),
    ({"minutes": 5}, "minutes", "isn't a field"),
]


@pytest.mark.parametrize(("fields", "field", "words"), BAD_SERVICES)
def test_a_bad_service_is_named_with_its_row(
    fields: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(VisitError) as caught:
        visit_from(visit_fields(pt("97140", 15), {**pt("97110", 15), **fields}))
    assert caught.value.field == f"services[1].{field}"
    assert words in caught.value.problem


@pytest.mark.parametrize("missing", ["format", "date_of_service", "services"])
def test_a_missing_field_is_named(missing: str) -> None:
    document = visit_fields(pt("97110", 15))
    del document[missing]
    with pytest.raises(VisitError, match=": is required") as caught:
        visit_from(document)
    assert caught.value.field == missing


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("services[0].therapist_minutes", "Service 1, therapist minutes"),
        ("services[11].times[1]", "Service 12, times 2"),
        ("visits[0].services[2].code", "Visit 1, service 3, code"),
        ("people[1].role", "Person 2, role"),
        ("settled[0].choice", "Answer 1, choice"),
        ("templates[0].name", "Usual visit 1, name"),
        ("codes[4]", "Code 5"),
        ("patient.pt_slp_to_date", "Patient, PT and SLP to date"),
        ("attested.same_minutes[0].billed_by", "Attested, same minutes 1, billed by"),
        ("services", "Services"),
        ("zip", "ZIP code"),
    ],
)
def test_a_problem_names_its_field_in_words(field: str, words: str) -> None:
    assert str(VisitError(field, "is wrong.")) == f"{words}: is wrong."


def test_a_visit_needs_a_place() -> None:
    document = visit_fields(pt("97110", 15))
    del document["locality"]
    with pytest.raises(VisitError, match='use "locality" or "zip"'):
        visit_from(document)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "damaged"),
        (b"{", "line 1, character 2"),
        (b"[]", "JSON object"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"format": 1, "format": 2}', "twice"),
        (b"[" * 100_000, "damaged"),
        (b"9" * 5_000, "damaged"),
        (b'{"format": "quarterhour.visit/1", "date_of_service": NaN}', "quotation marks"),
        (b" " * 1_000_001, "over 1,000,000 bytes"),
    ],
)
def test_what_is_no_visit_is_refused_in_a_sentence(text: bytes, words: str) -> None:
    with pytest.raises(VisitError, match=words):
        read_visit(text)


def test_what_was_read_is_what_is_remembered_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "visit.quarterhour"
    path.write_text(json.dumps(FULL))
    opened, file = open_visit(path)
    assert opened == read_visit_file(path)
    assert file.path == path
    assert not file.is_changed()
    path.write_bytes(path.read_bytes() + b" ")
    assert file.is_changed()
    assert not written_file(path, path.read_bytes()).is_changed()
    path.unlink()
    assert not file.is_changed(), "nothing is there to be lost"
    path.mkdir()
    assert file.is_changed()


def test_where_a_file_cannot_be_read_is_said_in_plain_words() -> None:
    with pytest.raises(VisitError) as raised:
        read_visit('{\n  "format": }')
    assert str(raised.value).endswith("Details: it can't be read from line 2, character 13 on.")
