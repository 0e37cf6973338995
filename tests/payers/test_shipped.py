"""The payer files that ship: each setting with a dated source, and nothing that was not seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import ROOT, TABLES, table
from quarterhour.payers import PayerFile, PayerFolders, payer_from
from quarterhour.payers.document import placeholders
from quarterhour.payers.settings import FITTED, TOLD, TYPED

FOLDER = ROOT / "resources" / "payers"
SHIPPED = PayerFolders(FOLDER, FOLDER / "none").read()
EACH = pytest.mark.parametrize("file", SHIPPED.files, ids=lambda file: file.path.stem)
FORMS = sorted((FOLDER / "forms").glob("*.qhpayer"))
CODES = {each["code"] for each in table(TABLES / "services.csv")}
# What is entered where a form has a text, by the field.
FILLED = {
    "name": "My plan",
    "valid_from": "2026-11-28",
    "valid_to": "2027-11-28",
    "title": "Contract",
    "date": "2026-11-28",
    "percent": "65",
    "edition": "date-of-service",
    "place": "place",
    "per": "day",
}


def test_all_are_read_and_none_overlaps() -> None:
    assert SHIPPED.problems == ()
    assert len(SHIPPED.files) == len(list(FOLDER.glob("*.qhpayer")))
    assert {each.payer.key for each in SHIPPED.files} == {
        *("az-workers-comp", "bcbs-nebraska", "ca-workers-comp", "md-workers-comp"),
        *("mn-workers-comp", "nc-workers-comp", "tn-workers-comp", "tx-medicaid"),
        "wa-workers-comp",
    }


@EACH
def test_it_has_the_id_and_year_of_its_name(file: PayerFile) -> None:
    payer = file.payer
    years = {payer.valid_from.year, payer.valid_to.year}
    assert file.path.stem in {f"{payer.key}-{year}" for year in years}


@EACH
def test_its_sources_say_where_and_how_sure(file: PayerFile) -> None:
    for _, source in file.payer.sources:
        assert source.title and source.address and source.mark != TYPED
        assert bool(source.told_by) is (source.mark == TOLD)
        if source.mark == FITTED:
            assert "was not read" in file.payer.note


@EACH
def test_it_assumes_nothing(file: PayerFile) -> None:
    assert file.payer.like == ""


def codes_of(id: str) -> list[tuple[str, int]]:
    (file,) = SHIPPED.of(id)
    return [
        (str(tier.percent or tier.conversion_factor or tier.base), len(tier.codes or tier.dollars))
        for tier in file.payer.price
    ]


def test_the_published_tables_are_whole() -> None:
    assert codes_of("nc-workers-comp") == [
        *(("140", 45), ("150", 44), ("153", 3), ("163", 3), ("195", 2))
    ]
    assert codes_of("az-workers-comp") == [("68.00", 86), ("72.00", 2), ("dollars", 9)]
    for id in ("nc-workers-comp", "az-workers-comp"):
        (file,) = SHIPPED.of(id)
        codes = [
            code
            for tier in file.payer.price
            for code in tier.codes or [each for each, _ in tier.dollars]
        ]
        assert len(codes) == len(set(codes)) == 97
        assert not set(codes) & {code for code, _ in file.payer.not_priced.value}
        assert set(codes) <= CODES


def test_the_modalities_of_maryland_are_those_of_the_table() -> None:
    (file,) = SHIPPED.of("md-workers-comp")
    limited = [code for code in sorted(CODES) if "97012" <= code <= "97039"]
    assert sorted(file.payer.caps[0].codes) == limited


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_that_is_filled_in_is_a_payer(path: Path) -> None:
    document = json.loads(path.read_text())
    assert document["program"] == "contract"
    for left in list(placeholders(document)):
        *above, name = left.path.replace("[0]", ".0").split(".")
        part = document
        for key in above:
            part = part[int(key) if key.isdigit() and isinstance(part, list) else key]
        part[name] = FILLED.get(name, "31.50")
    payer = payer_from(document)
    assert [tier.base for tier in payer.price] == [
        {"percent": "medicare"}.get(path.stem, path.stem)
    ]


def test_there_is_a_form_for_each_kind_of_contract() -> None:
    assert [path.stem for path in FORMS] == ["charge", "dollars", "percent", "visit"]
