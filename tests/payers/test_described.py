"""What a payer file says for people: each setting in its state, with words for each."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from payers.payer_files import small, tennessee
from payers.random_payers import payers
from quarterhour.payers import PAYER_DOCUMENT, Payer, payer_from
from quarterhour.payers.checks import settings_with_sources
from quarterhour.payers.described import (
    MARK_WORDS,
    SETTING_WORDS,
    Described,
    State,
    described,
    has_amounts,
    newest_text,
    settings_not_given,
)
from quarterhour.payers.kinds import OrNotStated, Section
from quarterhour.payers.settings import MARKS


def of(path: str, **fields: Any) -> Described:
    (found,) = (each for each in described(payer_from(small(**fields))) if each.path == path)
    return found


@pytest.mark.parametrize(
    ("written", "state", "value", "source"),
    [
        ({"value": "line", "source": "contract"}, State.GIVEN, "line", "contract"),
        ({"applies": False, "source": "contract"}, State.DOES_NOT_APPLY, "", "contract"),
        ("not-stated", State.NOT_GIVEN, "", ""),
    ],
)
def test_a_setting_in_each_state(written: Any, state: State, value: str, source: str) -> None:
    found = of("lesser_of_charge", lesser_of_charge=written)
    assert found == ("lesser_of_charge", state, value, source)


def test_what_does_not_matter_is_not_missing() -> None:
    def missing(**fields: Any) -> set[str]:
        return set(settings_not_given(payer_from(small(**fields))))

    source = {"source": "contract"}
    none = missing(reduction={"kind": "none", **source})
    assert not {"reduction.pays", "reduction.per"} & none
    assert "reduction.pays" in missing(reduction={"kind": "whole", **source})
    assert "assistant.of" in missing(assistant={"factor": "0.85", **source})
    assert "assistant.of" not in missing(assistant={"factor": "1.00", **source})
    few = {"method": "midpoint", "codes": ["97110"], **source}
    assert "counting.others" in missing(counting=few)
    assert "counting.others" not in missing(counting={"method": "midpoint", **source})
    tier = {"base": "medicare", "percent": "140", **source}
    assert {"price.edition", "price.place"} <= missing(price=[tier])
    assert "price.place" not in missing(price=[{**tier, "place": "place"}])
    assert "price.edition" not in missing(price=[{"base": "charge", "percent": "65", **source}])


@pytest.mark.parametrize(
    ("price", "amounts"),
    [
        ([], False),
        ([{"base": "charge", "percent": "65"}], True),
        ([{"base": "dollars", "complete": False}, {"base": "charge", "percent": "65"}], False),
        (
            [
                {"base": "dollars", "complete": False, "codes": ["97110"]},
                {"base": "charge", "percent": "65"},
            ],
            True,
        ),
    ],
    ids=["rules alone", "a tier", "a table that is not there", "a table of some codes"],
)
def test_whether_a_file_has_amounts(price: list[dict[str, Any]], amounts: bool) -> None:
    tiers = [{**each, "source": "contract"} for each in price]
    assert has_amounts(payer_from(small(price=tiers))) is amounts


def test_the_newest_text_is_by_the_end_of_its_date() -> None:
    payer = payer_from(tennessee())
    assert newest_text(payer) == "2024-10-22"
    assert newest_text(payer, "T") == ""
    assert newest_text(payer_from(small())) == ""


def test_there_are_words_for_every_mark_and_setting() -> None:
    assert set(MARK_WORDS) == set(MARKS)
    for field in PAYER_DOCUMENT.fields:
        if isinstance(field.kind, Section):
            assert field.name in SETTING_WORDS
            for each in field.kind.fields:
                if isinstance(each.kind, OrNotStated):
                    assert f"{field.name}.{each.name}" in SETTING_WORDS


@settings(max_examples=100)
@given(payers())
def test_every_setting_of_any_payer_is_there(payer: Payer) -> None:
    found = list(described(payer))
    sources = {setting.source for _, setting in settings_with_sources(payer)}
    assert {each.source for each in found if each.source} == sources
    assert {each.path.partition(".")[0].partition("[")[0] for each in found} <= {
        name for name in SETTING_WORDS if "." not in name
    }
    assert all(each.setting in SETTING_WORDS for each in found)
    assert all(bool(each.source) is (each.state is not State.NOT_GIVEN) for each in found)
