"""What a payer file may not say: each a sentence with its place, and nothing is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from payers.payer_files import content, small, tennessee
from quarterhour.payers import PayerFolders, payer_from
from quarterhour.visit import VisitError


def stated(value: Any, source: str = "contract") -> dict[str, Any]:
    return {"value": value, "source": source}


def tier(base: str, **fields: Any) -> dict[str, Any]:
    return small(price=[{"base": base, "source": "contract", **fields}])


def cap(**fields: Any) -> dict[str, Any]:
    return small(caps=[{"measure": "units", "limit": 4, "source": "contract", **fields}])


def dated(day: str, last: str) -> dict[str, Any]:
    source = {"title": "Text", "date": day, "mark": "P"}
    return small(
        valid_from="2020-01-01",
        valid_to=last,
        edits=stated("none"),
        sources={"contract": source},
    )


MEDICARE = {"percent": "100"}
RVUS = {"conversion_factor": "68"}
# Each document, with the place and a part of the sentence.
REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "no name": (small(name=" "), "name", "is empty"),
    "no id": (small(name="\u2014"), "name", "no letter for an id"),
    "built-in id": (small(id="medicare"), "id", "medicare comes with Quarterhour"),
    "id in capitals": (small(id="My-plan"), "id", "in lowercase, such as my-plan"),
    "a percent in words": (tier("charge", percent="all"), "price[0].percent", 'such as "140"'),
    "a percent too high": (tier("medicare", percent="1100"), "price[0].percent", 'such as "140"'),
    "a share in words": (
        small(assistant={"factor": "most", "source": "contract"}),
        "assistant.factor",
        'such as "0.20"',
    ),
    "a share as a percent": (
        small(reduction={"pays": "50", "source": "contract"}),
        "reduction.pays",
        '50 is over 1. Use a number such as "0.20".',
    ),
    "a share that is none": (
        small(reduction={"pays": "half", "source": "contract"}),
        "reduction.pays",
        "'half' isn't valid; use a share, such as \"0.50\"",
    ),
    "built-in rule": (small(id="cpt-midpoint"), "id", "cpt-midpoint comes with Quarterhour"),
    "built-in name": (small(name="Medicare"), "name", "medicare comes with Quarterhour"),
    "ends first": (small(valid_to="2025-12-31"), "valid_to", "is before valid_from, 2026-01-01"),
    "a year and a day": (
        dated("2024-10-22", "2025-10-23"),
        "valid_to",
        "a year after the newest text, contract of 2024-10-22. Use 2025-10-22 or an earlier",
    ),
    "a month": (dated("2024-10", "2025-11-01"), "valid_to", "Use 2025-10-31"),
    "February": (dated("2024-02", "2025-03-01"), "valid_to", "Use 2025-02-28"),
    "a year": (dated("2024", "2026-01-01"), "valid_to", "Use 2025-12-31"),
    "no date": (dated("2024-13", "2020-01-01"), "sources.contract.date", "'2024-13' isn't a date"),
    "no day": (dated("2023-02-29", "2020-01-01"), "sources.contract.date", "isn't a date"),
    "year 0": (dated("0000", "2020-01-01"), "sources.contract.date", "'0000' isn't a date"),
    "no such source": (
        small(edits=stated("none", "tn-1"), sources={}),
        "edits.source",
        "'tn-1' isn't in sources",
    ),
    "of a section": (
        tennessee(counting={"method": "midpoint", "source": "tn-1"}),
        "counting.source",
        "'tn-1' isn't in sources",
    ),
    "of a tier": (
        tennessee(price=[{"base": "charge", "percent": "80", "source": "tn-1"}]),
        "price[0].source",
        "'tn-1' isn't in sources",
    ),
    "of a cap": (
        tennessee(caps=[{"measure": "units", "limit": 4, "source": "tn-1"}]),
        "caps[0].source",
        "'tn-1' isn't in sources",
    ),
    "of a code": (
        tennessee(codes={"97010": stated("paid", "tn-1")}),
        "codes.97010.source",
        "'tn-1' isn't in sources",
    ),
    "of what does not apply": (
        tennessee(patient={"applies": False, "source": "tn-1"}),
        "patient.source",
        "'tn-1' isn't in sources",
    ),
    "a setting without source": (small(edits="ncci"), "edits", "needs its source"),
    "medicare without percent": (tier("medicare"), "price[0].percent", "required for medicare"),
    "charge without percent": (tier("charge"), "price[0].percent", "required for charge"),
    "rvu without factor": (tier("rvu"), "price[0].conversion_factor", "required for rvu"),
    "dollars without any": (tier("dollars"), "price[0].dollars", "add amounts by code"),
    "dollars, one amount": (
        tier("dollars", dollars="60.00"),
        "price[0].dollars",
        "must be amounts by code",
    ),
    "visit without amount": (tier("visit"), "price[0].dollars", "must be one amount for a visit"),
    "visit by code": (
        tier("visit", dollars={"97110": "60.00"}),
        "price[0].dollars",
        "must be one amount for a visit",
    ),
    "factor of Medicare": (
        tier("medicare", **MEDICARE, **RVUS),
        "price[0].conversion_factor",
        "is for rvu, not for medicare",
    ),
    "percent of RVUs": (
        tier("rvu", **MEDICARE, **RVUS),
        "price[0].percent",
        "is for medicare or charge, not for rvu",
    ),
    "place of RVUs": (
        tier("rvu", **RVUS, place="11502-00"),
        "price[0].place",
        "is for medicare, not for rvu",
    ),
    "indices of Medicare": (
        tier("medicare", **MEDICARE, gpci="place"),
        "price[0].gpci",
        "is for rvu, not for medicare",
    ),
    "edition of a charge": (
        tier("charge", **MEDICARE, edition="march-1"),
        "price[0].edition",
        "is for medicare or rvu, not for charge",
    ),
    "dollars of a charge": (
        tier("charge", **MEDICARE, dollars={"97110": "1.00"}),
        "price[0].dollars",
        "is for dollars or visit, not for charge",
    ),
    "evaluation of dollars": (
        tier("dollars", dollars={"97110": "1.00"}, evaluation_dollars="95.00"),
        "price[0].evaluation_dollars",
        "is for visit, not for dollars",
    ),
    "own RVUs that are not there": (
        tier("rvu", **RVUS, edition="own"),
        "price[0].edition",
        "needs rvus",
    ),
    "own edition of Medicare": (
        tier("medicare", **MEDICARE, edition="own"),
        "price[0].edition",
        "needs rvus",
    ),
    "charge over 100": (
        tier("charge", percent="100.01"),
        "price[0].percent",
        "100.01 is over 100 percent of the charge",
    ),
    "percent 1100": (tier("medicare", percent="1100"), "price[0].percent", "1100 is over 1000"),
    "percent 0": (tier("medicare", percent=0), "price[0].percent", "is 0; enter more than 0"),
    "a fraction without quotation marks": (
        tier("medicare", percent=1.4),
        "price[0].percent",
        "must be a number in quotation marks",
    ),
    "range of codes": (
        tier("charge", **MEDICARE, codes=["97012-97039"]),
        "price[0].codes[0]",
        "'97012-97039' is a range. List each code",
    ),
    "range as text": (
        tier("charge", **MEDICARE, codes="97012 to 97039"),
        "price[0].codes",
        "is a range",
    ),
    "range of own dollars": (
        tier("dollars", dollars={"97012-97039": "1.00"}),
        "price[0].dollars",
        "is a range",
    ),
    "a line break in the name": (small(name="My\nplan"), "name", "has a line break"),
    "a hidden letter in the name": (small(name="My\u202eplan"), "name", "invisible character"),
    "a location of own RVUs": (
        tier("rvu", conversion_factor="50.00", rvus={"97110": "1.00"}, gpci="12302-01"),
        "price[0].gpci",
        "is beside own RVUs",
    ),
    "a modifier twice": (
        small(modifiers={"always": ["GP", "AT", "GP"], "source": "contract"}),
        "modifiers.always",
        "names GP twice",
    ),
    "a modifier in small letters": (
        small(modifiers={"always": ["at"], "source": "contract"}),
        "modifiers.always[0]",
        "2 capital letters or digits",
    ),
    "a code twice": (
        tier("charge", **MEDICARE, codes=["97110", "97110"]),
        "price[0].codes",
        "names 97110 twice",
    ),
    "cap of 0": (cap(limit=0), "caps[0].limit", "is 0; enter more than 0"),
    "half a unit": (cap(limit="4.5"), "caps[0].limit", "is 4.5; units need a whole number"),
    "half a unit with an evaluation": (
        cap(**{"with": {"evaluation": "5.5"}}),
        "caps[0].with.evaluation",
        "need a whole number",
    ),
    "lower with an evaluation": (
        cap(**{"with": {"re-evaluation": 3}}),
        "caps[0].with.re-evaluation",
        "is 3, under the limit of 4",
    ),
    "RVUs of a charge": (
        small(
            price=[{"base": "charge", "percent": "80", "source": "contract"}],
            caps=[{"measure": "rvus", "limit": 12, "source": "contract"}],
        ),
        "caps[0].measure",
        "no price tier has RVUs",
    ),
    "copay and coinsurance": (
        small(patient={"copay": "30.00", "coinsurance": "0.20", "source": "contract"}),
        "patient.copay",
        "is beside a coinsurance",
    ),
    "copay by discipline without copay": (
        small(patient={"per": "discipline", "source": "contract"}),
        "patient.per",
        "goes with a copay",
    ),
    "no limits": (small(unit_limits=stated({})), "unit_limits.value", "is empty"),
    "no pairs": (small(edits=stated([])), "edits.value", "is empty"),
    "no words": (small(not_priced=stated({})), "not_priced.value", "is empty"),
    "a pair of one": (small(edits=stated([["97110"]])), "edits.value[0]", "a pair of two codes"),
    "itself": (
        small(codes={"97014": stated("97014")}),
        "codes.97014.value",
        "goes in a circle: 97014 by 97014",
    ),
    "a circle": (
        small(codes={"97014": stated("G0283"), "G0283": stated("97014")}),
        "codes.97014.value",
        "goes in a circle: 97014 by G0283 by 97014",
    ),
    "a circle of others": (
        small(
            codes={
                "97010": stated("97012"),
                "97012": stated("97014"),
                "97014": stated("97012"),
            }
        ),
        "codes.97012.value",
        "goes in a circle: 97012 by 97014 by 97012",
    ),
    "unknown field": (small(color="red"), "color", "isn't a field"),
    "no dates": (tennessee(valid_to=None), "valid_to", "is required"),
    "another setting": (small(setting="facility"), "setting", "isn't an option"),
    "either": (
        small(counting={"method": "either", "source": "contract"}),
        "counting.method",
        "'either' isn't",
    ),
}


@pytest.mark.parametrize(("document", "place", "said"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_is_refused_with_its_place(
    document: dict[str, Any], place: str, said: str
) -> None:
    with pytest.raises(VisitError) as refused:
        payer_from(document)
    assert refused.value.field == place
    assert said in refused.value.problem
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("document", "place", "said"), REFUSED.values(), ids=REFUSED)
def test_nothing_of_it_is_kept(
    document: dict[str, Any], place: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(VisitError):
        PayerFolders(tmp_path / "shipped", tmp_path / "own").add(content(document))
    assert list(tmp_path.iterdir()) == []


TAKEN: dict[str, dict[str, Any]] = {
    "nothing stated": small(),
    "like Medicare": small(like="medicare", valid_from="2020-01-01", valid_to="2030-12-31"),
    "a year after a day": dated("2024-10-22", "2025-10-22"),
    "a year after a month": dated("2024-10", "2025-10-31"),
    "a year after a leap day": dated("2024-02-29", "2025-02-28"),
    "a year after a year": dated("2024", "2025-12-31"),
    "the end of time": dated("9999", "9999-12-31"),
    "a table that is not there": tier("dollars", complete=False),
    "own RVUs": tier("rvu", **RVUS, edition="own", rvus={"97140": "4.00"}),
    "a flat visit": tier("visit", dollars="75.00", evaluation_dollars="95.00", per="discipline"),
    "RVUs of rules alone": cap(measure="rvus", limit="12.5", **{"with": {"evaluation": "18"}}),
    "replaced": small(codes={"97014": stated("G0283"), "97032": stated("G0283")}),
    "told by nobody": small(
        edits=stated("none"),
        sources={"contract": {"title": "T", "date": "2026", "mark": "2"}},
    ),
}


@pytest.mark.parametrize("document", TAKEN.values(), ids=TAKEN)
def test_what_can_be_is_read(document: dict[str, Any]) -> None:
    assert payer_from(document)
