"""Yearly amounts that the user types: read strictly, first of all parameters, taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builders import hint_of, pt, visit_fields
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import Dialog, OpenDialog, Topic
from quarterhour.guide import Guide, context_on, plain_page
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import (
    YEARLY_AMOUNTS,
    Reference,
    TypedAmount,
    YearlyAmount,
    american_dates,
    amounts_of_year,
    read_amount,
    with_amounts,
    years_of_amounts,
)
from quarterhour.reference.importing import Imports
from quarterhour.reference.yearly_amounts import FORMAT
from quarterhour.report.document import assessment_document
from quarterhour.report.plain_text import plain_text
from quarterhour.report.visit_summary import visit_summary
from quarterhour.resources import resource_folder
from quarterhour.visit import visit_from
from releases import WITH, WITHOUT, release

KX, DEDUCTIBLE, FACTOR, REVIEW, FLOOR = YearlyAmount
TODAY = date(2026, 12, 18)
TYPED = "entered by you on 12/18/2026"
ALABAMA = "10112-00"
DAY = date(2026, 11, 23)


def typed(year: int, **texts: str) -> tuple[TypedAmount, ...]:
    """Return amounts as they are typed, by the name of the member."""
    named = {YearlyAmount[name]: text for name, text in texts.items()}
    return with_amounts((), year, named, TODAY)


@pytest.fixture
def amended(database: Path, imported: Path) -> Iterator[Reference]:
    """A reference of the test's own, which takes what is typed."""
    with closing(Reference(database, imported)) as own:
        yield own


def found(reference: Reference, day: str = "2026-11-23", **fields: Any) -> Assessment:
    return assess(
        visit_from(visit_fields(pt("97110", 30), date_of_service=day, **fields)), reference
    )


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        (KX, "2550", "2550"),
        (KX, " $2,550.00 ", "2550"),
        (DEDUCTIBLE, "290", "290"),
        (DEDUCTIBLE, "$290.00", "290"),
        (FACTOR, "33.1693", "33.1693"),
        (FACTOR, "34", "34.0000"),
        (REVIEW, "3,100", "3100"),
        (FLOOR, "YES", "yes"),
        (FLOOR, "no", "no"),
        (FLOOR, "06/30/2027", "2027-06-30"),
        (FLOOR, "2027-06-30", "2027-06-30"),
        (FLOOR, "12/31/2027", "yes"),
    ],
)
def test_an_amount_is_kept_in_one_way(kind: YearlyAmount, text: str, kept: str) -> None:
    assert read_amount(kind, 2027, text) == kept
    assert read_amount(kind, 2027, kept) == kept


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (KX, ("", "0", "255", "25500", "2555", "2,55", "-2550", "2e3", "2550 dollars", "२५५०")),
        (DEDUCTIBLE, ("29", "2900", "290.50", "none")),
        (FACTOR, ("3.3", "331693", "33.16935", "$")),
        (REVIEW, ("300", "30000", "3005")),
        (FLOOR, ("", "1.0", "maybe", "06/30/2026", "02/30/2027", "2027-6-30", "06/30/27")),
    ],
)
def test_what_cannot_be_right_is_refused_in_a_sentence(
    kind: YearlyAmount, texts: tuple[str, ...]
) -> None:
    for text in texts:
        with pytest.raises(ValueError, match=r"^(A|Enter) [^{}]+\.$"):
            read_amount(kind, 2027, text)


def test_typed_again_as_it_stood_it_keeps_its_day_and_empty_takes_it_back() -> None:
    before = typed(2027, KX_THRESHOLD="2550", DEDUCTIBLE="290")
    later = date(2027, 1, 5)
    after = with_amounts(before, 2027, {KX: "$2,550", DEDUCTIBLE: "295"}, later)
    assert [each.typed_on for each in after] == [TODAY, later]
    assert with_amounts(after, 2027, {KX: "", DEDUCTIBLE: " "}, later) == ()


# The file.


def row(**changed: object) -> dict[str, object]:
    usual = {"year": 2027, "name": "kx_threshold", "value": "2550", "typed_on": "2026-12-18"}
    return {**usual, **changed}


def written(*rows: object, **others: object) -> str:
    return json.dumps({"format": FORMAT, "amounts": list(rows), **others})


SPOILT = {
    "half": written(row())[:-9],
    "of a later version": written(row()).replace("/1", "/2"),
    "unknown field": written(row(), color="red"),
    "no list": json.dumps({"format": FORMAT, "amounts": {}}),
    "unknown field of an amount": written(row(color="red")),
    "a field too few": written({"year": 2027}),
    "no object": written(2550),
    "year as text": written(row(year="2027")),
    "year as a flag": written(row(year=True)),
    "no such year": written(row(year=20277)),
    "no such name": written(row(name="coinsurance_rate")),
    "name as a list": written(row(name=["kx_threshold"])),
    "value as a number": written(row(value=2550)),
    "out of bounds": written(row(value="25500")),
    "twice": written(row(), row(value="2560")),
    "no such day": written(row(typed_on="2026-02-30")),
    "a day as a number": written(row(typed_on=20261218)),
}


@pytest.mark.parametrize("content", SPOILT.values(), ids=SPOILT)
def test_a_file_that_cannot_be_right_is_not_used_and_stays(content: str, tmp_path: Path) -> None:
    path = tmp_path / "yearly_amounts.json"
    path.write_text(content)
    value, problem = PracticeFiles(tmp_path).read(YEARLY_AMOUNTS)
    assert value == ()
    assert str(path) in problem and problem.endswith("Correct the file or delete it.")
    assert path.read_text() == content


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    amounts = typed(2027, KX_THRESHOLD="2550", WORK_FLOOR="06/30/2027", QUALIFYING_FACTOR="33.2")
    PracticeFiles(tmp_path).keep(YEARLY_AMOUNTS, amounts)
    assert PracticeFiles(tmp_path).read(YEARLY_AMOUNTS) == (amounts, "")


# What they change.


def test_a_typed_amount_holds_in_its_year_alone_and_before_the_built_in_one(
    amended: Reference,
) -> None:
    amended.take_typed(typed(2026, KX_THRESHOLD="2500"))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    parameters = [amended.parameter(KX, day) for day in days]
    assert [each and str(each.value) for each in parameters] == ["2410", "2500", "2500", None]
    assert [amended.parameters_on(day).get(KX) for day in days] == parameters
    assert parameters[1] is not None and parameters[1].source == TYPED
    assert str(amended.parameter_given(KX, DAY).value) == "2480"  # type: ignore[union-attr]
    amended.take_typed(())
    assert str(amended.parameter(KX, DAY).value) == "2480"  # type: ignore[union-attr]


def test_they_hold_without_the_imports_too(amended: Reference) -> None:
    amended.take_typed(typed(2027, KX_THRESHOLD="2550"))
    with closing(amended.without_imports()) as alone:
        assert alone.parameter(KX, date(2027, 3, 1)) == amended.parameter(KX, date(2027, 3, 1))


def test_a_typed_factor_overrides_that_of_the_release(amended: Reference) -> None:
    amended.take_typed(typed(2026, QUALIFYING_FACTOR="34.5"))
    assessment = found(amended, provider={"qualifying_apm": True})
    assert assessment.conversion_factor == Decimal("34.5000")
    assert assessment.factor_source == TYPED
    assert found(amended).conversion_factor != Decimal("34.5000")


@pytest.mark.parametrize(
    ("floor", "day", "work"),
    [
        ("", "2027-01-02", "0.978"),
        ("yes", "2027-01-02", "1.000"),
        ("yes", "2027-12-31", "1.000"),
        ("no", "2027-01-02", "0.978"),
        ("01/30/2027", "2027-01-30", "1.000"),
        ("01/30/2027", "2027-01-31", "0.978"),
    ],
)
def test_a_typed_floor_raises_each_work_index_below_it_as_long_as_it_holds(
    floor: str,
    day: str,
    work: str,
    amended: Reference,
    reference: Reference,
    imported: Path,
    tmp_path: Path,
) -> None:
    imports = Imports(imported, reference.services, reference.bundled)
    imports.add(release(tmp_path, "RVU27A", work=(WITHOUT,)))
    amended.reload()
    amended.take_typed(typed(2027, WORK_FLOOR=floor))
    assessment = found(amended, day, locality=ALABAMA)
    assert f"x {work} +" in assessment.lines[0].steps[0].working
    edition = amended.edition_on(date.fromisoformat(day))
    assert edition is not None
    alaska = amended.localities(edition)["02102-01"]
    assert amended.gpci(alaska, date.fromisoformat(day)).work == Decimal("1.500")


def test_no_floor_overrides_a_built_in_one(amended: Reference) -> None:
    assert amended.parameter(FLOOR, DAY) is not None
    amended.take_typed(typed(2026, WORK_FLOOR="no"))
    assert amended.parameter(FLOOR, DAY) is None
    assert FLOOR not in amended.parameters_on(DAY)


def test_a_typed_deductible_is_the_most_that_is_left_of_it(amended: Reference) -> None:
    amended.take_typed(typed(2026, DEDUCTIBLE="300"))
    assert found(amended, patient={"deductible_remaining": "300.00"}).payment is not None
    above = found(amended, patient={"deductible_remaining": "301.00"})
    assert above.payment is None
    assert hint_of(above, Topic.DEDUCTIBLE_ABOVE_YEARS).citation == TYPED


# Where they come from is said.


def test_without_a_threshold_the_hint_leads_to_where_it_is_entered(reference: Reference) -> None:
    assessment = found(reference, "2027-01-04", patient={"pt_slp_to_date": "2530.00"})
    hint = hint_of(assessment, Topic.NO_THRESHOLD)
    assert hint.offer == OpenDialog(Dialog.YEARLY_AMOUNTS)


def test_a_typed_threshold_puts_kx_on_the_line_and_says_who_typed_it(amended: Reference) -> None:
    amended.take_typed(typed(2026, KX_THRESHOLD="2500", REVIEW_THRESHOLD="2500"))
    patient = {"pt_slp_to_date": "2490.00"}
    assessment = found(amended, patient=patient, attested={"medically_necessary": True})
    assert assessment.lines[0].line.modifiers == ("GP", "KX")
    for topic in (Topic.ABOVE_WITH_KX, Topic.MEDICAL_REVIEW):
        citation = hint_of(assessment, topic).citation
        assert citation.startswith("Social Security Act §1833(g)")
        assert citation.endswith(f"; {TYPED}")
    line = f"2026 KX threshold: $2,500, {TYPED}"
    assert line in plain_text(assessment)
    assert line in visit_summary(assessment)
    assert assessment_document(assessment)["typed_amounts"] == [
        {"year": 2026, "name": "kx_threshold", "value": "2500", "source": TYPED},
        {"year": 2026, "name": "medical_review_threshold", "value": "2500", "source": TYPED},
    ]


def test_without_fees_the_print_says_so_too(amended: Reference) -> None:
    amended.take_typed(typed(2027, DEDUCTIBLE="290"))
    assessment = found(amended, "2027-01-04", patient={"deductible_remaining": "20.00"})
    assert f"2027 Part B deductible: $290, {TYPED}" in plain_text(assessment)


# Two values of each amount, and visits that can depend on it.
TWO = {
    KX: ("1000", "9990"),
    DEDUCTIBLE: ("100", "999"),
    FACTOR: ("33.5", "34.5"),
    REVIEW: ("1000", "19990"),
    FLOOR: ("yes", "no"),
}
VISITS: dict[str, dict[str, Any]] = {
    "plain": {},
    "to date": {"patient": {"pt_slp_to_date": "2000.00"}},
    "to date of another group": {"patient": {"ot_to_date": "2000.00"}},
    "deductible": {"patient": {"deductible_remaining": "300.00"}},
    "deductible met": {"patient": {"deductible_remaining": "0.00"}},
    "qualifying": {"provider": {"qualifying_apm": True}},
    "below the floor": {"locality": ALABAMA},
    "above the floor": {"locality": "02102-01"},
    "no place": {"zip": "00000"},
    "another payer": {"payer": "blue", "patient": {"pt_slp_to_date": "2000.00"}},
}
USED = {
    "to date": {KX, REVIEW},
    "deductible": {DEDUCTIBLE},
    "qualifying": {FACTOR},
    "below the floor": {FLOOR},
}


@pytest.mark.parametrize(("name", "fields"), VISITS.items(), ids=VISITS)
def test_what_is_typed_is_a_source_where_the_visit_uses_it_and_nowhere_else(
    name: str,
    fields: dict[str, Any],
    amended: Reference,
    reference: Reference,
    imported: Path,
    tmp_path: Path,
) -> None:
    imports = Imports(imported, reference.services, reference.bundled)
    imports.add(release(tmp_path, "RVU27A", work=(WITHOUT,)))
    amended.reload()
    for kind, texts in TWO.items():
        used = kind in USED.get(name, ())
        documents: list[Any] = []
        for text in texts:
            amended.take_typed(typed(2027, **{kind.name: text}))
            documents.append(assessment_document(found(amended, "2027-02-02", **fields)))
            listed = [each["name"] for each in documents[-1].pop("typed_amounts")]
            assert listed == ([kind] if used else [])
        if not used:
            assert documents[0] == documents[1], kind


def test_an_estimate_names_the_amounts_of_its_fees_and_those_of_its_own_year(
    amended: Reference,
) -> None:
    of_2026 = typed(2026, KX_THRESHOLD="2500", QUALIFYING_FACTOR="34.5")
    amended.take_typed((*of_2026, *typed(2027, KX_THRESHOLD="2550", QUALIFYING_FACTOR="35")))
    fields = visit_fields(
        pt("97110", 30),
        date_of_service="2027-02-02",
        provider={"qualifying_apm": True},
        patient={"pt_slp_to_date": "2000.00"},
    )
    assessment = assess(visit_from(fields), amended, estimate=True)
    assert assessment.conversion_factor == Decimal("34.5000")
    assert [(each.year, each.kind) for each in assessment.typed] == [(2027, KX), (2026, FACTOR)]


# What an amount assumes is said.


@pytest.mark.parametrize(
    ("floor", "day", "said"),
    [
        ("", "2027-02-02", Topic.FLOOR_TAKEN),
        ("yes", "2027-02-02", None),
        ("no", "2027-02-02", Topic.FLOOR_ASSUMED),
        ("01/30/2027", "2027-01-30", None),
        ("01/30/2027", "2027-02-02", Topic.FLOOR_ASSUMED),
    ],
)
def test_a_floor_that_the_file_alone_has_is_assumed_and_said(
    floor: str,
    day: str,
    said: Topic | None,
    amended: Reference,
    reference: Reference,
    imported: Path,
    tmp_path: Path,
) -> None:
    imports = Imports(imported, reference.services, reference.bundled)
    imports.add(release(tmp_path, "RVU27A", work=(WITH,)))
    amended.reload()
    amended.take_typed(typed(2027, WORK_FLOOR=floor))
    assessment = found(amended, day, locality=ALABAMA)
    assert "x 1.000 +" in assessment.lines[0].steps[0].working
    hints = [each for each in assessment.hints if each.topic.name.startswith("FLOOR")]
    assert [each.topic for each in hints] == ([said] if said else [])
    assert assessment.typed == (), "the amounts do not depend on it"
    if said is Topic.FLOOR_ASSUMED:
        assert hints[0].offer == OpenDialog(Dialog.YEARLY_AMOUNTS)
        assert hints[0].citation.endswith(TYPED)
        assert "CMS's 2027 file" in hints[0].detail and "RVU27A" in hints[0].citation


@pytest.mark.parametrize(
    ("day", "left", "deductible", "said"),
    [
        ("2026-01-05", None, "", True),
        ("2026-01-05", "0.00", "", False),
        ("2026-01-05", "20.00", "", False),
        ("2026-02-05", None, "", False),
        ("2027-01-05", None, "", True),
        ("2027-01-05", None, "290", True),
        ("2027-02-05", None, "", True),
        ("2027-02-05", None, "290", False),
        ("2027-02-05", "0.00", "", False),
    ],
)
def test_a_deductible_taken_as_met_is_said_while_it_likely_is_not(
    day: str, left: str | None, deductible: str, said: bool, amended: Reference
) -> None:
    amended.take_typed(typed(2027, DEDUCTIBLE=deductible))
    patient = {} if left is None else {"deductible_remaining": left}
    fields = visit_fields(pt("97110", 30), date_of_service=day, patient=patient)
    assessment = assess(visit_from(fields), amended, estimate=True)
    hints = [each for each in assessment.hints if each.topic is Topic.DEDUCTIBLE_TAKEN_AS_MET]
    assert bool(hints) == said
    if said:
        unknown = day.startswith("2027") and not deductible
        assert (hints[0].offer == OpenDialog(Dialog.YEARLY_AMOUNTS)) == unknown
        assert ("quarterhour amounts 2027 deductible=AMOUNT" in hints[0].commands) == unknown


def test_no_deductible_is_assumed_where_no_amount_hangs_on_it(amended: Reference) -> None:
    nothing_paid: tuple[tuple[dict[str, Any], dict[str, str]], ...] = (
        (pt("97110", 30), {"zip": "00000"}),
        (pt("97110", 30), {"payer": "blue"}),
        (pt("20560"), {}),
    )
    for service, fields in nothing_paid:
        document = visit_fields(service, date_of_service="2026-01-05", **fields)
        hints = assess(visit_from(document), amended).hints
        assert Topic.DEDUCTIBLE_TAKEN_AS_MET not in [hint.topic for hint in hints]


def test_nothing_of_another_year_is_said(amended: Reference) -> None:
    amended.take_typed(typed(2025, KX_THRESHOLD="2500"))
    assert "entered by you" not in plain_text(found(amended))


def test_the_guide_says_who_typed_it(amended: Reference) -> None:
    amended.take_typed(typed(2026, KX_THRESHOLD="2500"))
    guide = Guide(resource_folder() / "help", amended)
    context = context_on(amended, DAY, "national", "")
    pages = [guide.page(each.key, context) for each in guide.search("KX threshold")]
    assert f"$2,500 ({TYPED})" in " ".join(plain_page(page) for page in pages if page)


def test_a_year_is_listed_with_what_holds_and_what_it_overrides(amended: Reference) -> None:
    assert list(years_of_amounts(amended)) == list(range(2020, 2028))
    amended.take_typed((*typed(2026, KX_THRESHOLD="2500"), *typed(2027, WORK_FLOOR="06/30/2027")))
    of_2026 = {each.kind: each for each in amounts_of_year(amended, 2026)}
    assert of_2026[KX].shown == "$2,500"
    assert of_2026[KX].source.startswith(f"{TYPED} (replaces $2,480, included: Social Security Act")
    assert (of_2026[FLOOR].shown, of_2026[FACTOR].shown) == ("yes", "33.5675")
    of_2027 = {each.kind: each for each in amounts_of_year(amended, 2027)}
    assert of_2027[FLOOR].shown == "until 06/30/2027"
    assert (of_2027[KX].shown, of_2027[KX].source) == ("not entered yet", "")
    assert of_2027[REVIEW].shown == "$3,000"


def test_a_text_has_its_days_as_americans_write_them() -> None:
    said = (
        "RVU27A, released 2026-12-21, is in limits-2026-10-01.csv and 2026-10-01.zip "
        "(MUE 2026-10-01)."
    )
    assert american_dates(said) == (
        "RVU27A, released 12/21/2026, is in limits-2026-10-01.csv and 2026-10-01.zip "
        "(MUE 10/01/2026)."
    )
