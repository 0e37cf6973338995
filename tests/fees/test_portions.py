"""What a payer and a patient pay of allowed amounts, and ranges of several readings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from quarterhour.fees import (
    Amounts,
    Between,
    Portion,
    PortionShare,
    ShareTerms,
    WayAmounts,
    added,
    payment_between,
    share_out,
    together,
)


def portion(at: int, amount: str, charge: str | None = None, **more: Any) -> Portion:
    return Portion((at,), Decimal(amount), None if charge is None else Decimal(charge), **more)


def terms(lesser: str = "line", **more: Any) -> ShareTerms:
    return ShareTerms(lesser, **{name: _number(value) for name, value in more.items()})


def _number(value: Any) -> Any:
    return Decimal(value) if isinstance(value, str) else value


def total(shares: list[PortionShare], name: str) -> str:
    return str(sum(getattr(share, name) for share in shares))


def test_a_deductible_then_coinsurance() -> None:
    """F7: of 100.70, 40.00 and a fifth of the rest."""
    shares = share_out([portion(0, "100.70")], terms(deductible="40.00", coinsurance_rate="0.20"))
    assert (total(shares, "patient"), total(shares, "payer_pays")) == ("52.14", "48.56")


def test_a_deductible_goes_over_lines_until_it_is_met() -> None:
    lines = [portion(0, "30.00"), portion(1, "50.00"), portion(2, "20.00")]
    shares = share_out(lines, terms(deductible="40.00", coinsurance_rate="0.10"))
    assert [str(share.deductible) for share in shares] == ["30.00", "10.00", "0.00"]
    assert [str(share.coinsurance) for share in shares] == ["0.00", "4.00", "2.00"]


def test_a_copay() -> None:
    """F5: 87.44 less 30.00."""
    shares = share_out([portion(0, "50.00"), portion(1, "37.44")], terms(copay="30.00"))
    assert (total(shares, "patient"), total(shares, "payer_pays")) == ("30.00", "57.44")


def test_a_copay_is_never_more_than_what_is_allowed() -> None:
    shares = share_out([portion(0, "12.00"), portion(1, "10.00")], terms(copay="30.00"))
    assert (total(shares, "patient"), total(shares, "payer_pays")) == ("22.00", "0.00")
    after = share_out([portion(0, "50.00")], terms(copay="30.00", deductible="45.00"))
    assert (total(after, "copay"), total(after, "deductible")) == ("5.00", "45.00")


def test_a_copay_of_each_group_counts_in_one_sum_as_well() -> None:
    lines = [portion(0, "50.00", groups=("PT",)), portion(1, "50.00", groups=("OT",))]
    each = terms(copay="20.00", copay_per_group=True)
    assert total(share_out(lines, each), "copay") == "40.00"
    assert total(share_out(lines, terms(copay="20.00")), "copay") == "20.00"
    sum_ = together(lines, Decimal("80.00"))
    assert total(share_out([sum_], each), "copay") == "40.00"
    # What was paid of one group's is not owed again.
    later = portion(2, "50.00", groups=("PT",))
    assert [share.copay for share in share_out([sum_, later], each)] == [40, 0]


@pytest.mark.parametrize(
    ("of_allowed", "expected"),
    [(True, ("85.00", "17.00", "68.00")), (False, ("100.00", "20.00", "68.00"))],
)
def test_an_assistants_cut_of_the_allowed_amount_or_of_the_payers_share(
    of_allowed: bool, expected: tuple[str, ...]
) -> None:
    """F2: the payer pays 68.00 both times, and the patient owes 17.00 or 20.00."""
    own = terms(assistant_factor="0.85", assistant_of_allowed=of_allowed, coinsurance_rate="0.20")
    (share,) = share_out([portion(0, "100.00", assistant=True)], own)
    assert tuple(map(str, (share.allowed, share.patient, share.payer_pays))) == expected
    (therapist,) = share_out([portion(0, "100.00")], own)
    assert therapist.payer_pays == 80


def test_an_assistants_part_of_a_sum_is_cut_by_the_reading() -> None:
    sum_ = together([portion(0, "60.00", assistant=True), portion(1, "40.00")], Decimal("90.00"))
    assert (sum_.assistant, sum_.mixed) == (False, True)
    for whole, allowed in ((False, "90.00"), (True, "76.50")):
        cut = terms(assistant_factor="0.85", assistant_of_allowed=True, mixed_as_assistant=whole)
        assert total(share_out([sum_], cut), "allowed") == allowed
    alone = together([portion(0, "60.00", assistant=True)], Decimal("50.00"))
    assert (alone.assistant, alone.mixed) == (True, False)


def test_the_lesser_of_the_charge_by_line_or_by_claim() -> None:
    """PAYERS' trap 8: done by claim, a low line is made good by a high one."""
    lines = [portion(0, "30.21", "40.00"), portion(1, "27.07", "22.00")]
    by_line = share_out(lines, terms("line"))
    assert total(by_line, "allowed") == "52.21"
    assert total(by_line, "above_charge") == "5.07"
    assert total(share_out(lines, terms("claim")), "allowed") == "57.28"
    assert total(share_out(lines, terms("none")), "allowed") == "57.28"
    low = [portion(0, "30.21", "25.00"), portion(1, "27.07", "22.00")]
    (one,) = share_out(low, terms("claim"))
    assert (one.portion.lines, str(one.allowed), str(one.above_charge)) == (
        (0, 1),
        "47.00",
        "10.28",
    )


def test_a_charge_that_is_not_known_limits_nothing() -> None:
    lines = [portion(0, "30.00"), portion(1, "30.00", "10.00")]
    assert total(share_out(lines, terms("line")), "allowed") == "40.00"
    assert total(share_out(lines, terms("claim")), "allowed") == "60.00"


@pytest.mark.parametrize(
    ("charge", "allowed"), [("200.00", "143.66"), ("120.00", "120.00"), ("143.66", "143.66")]
)
def test_washingtons_least_of_sum_charge_and_cap(charge: str, allowed: str) -> None:
    """E3: three lines of 60, 55, and 40 are a sum of 143.66 once capped."""
    lines = [portion(0, "60.00", charge), portion(1, "55.00", "0.00"), portion(2, "40.00", "0.00")]
    capped = together(lines, Decimal("143.66"))
    assert total(share_out([capped], terms("claim")), "allowed") == allowed


def test_what_is_not_known_of_the_patient_is_none() -> None:
    (share,) = share_out([portion(0, "30.00")], terms(patient_known=False))
    assert (share.payer_pays, share.patient) == (None, None)
    assert share.allowed == Decimal("30.00")


def test_sequestration_is_of_what_is_left() -> None:
    (share,) = share_out(
        [portion(0, "100.00")], terms(coinsurance_rate="0.20", sequestration_rate="0.02")
    )
    assert (str(share.sequestration), str(share.payer_pays)) == ("1.60", "78.40")


def amounts(allowed: str, payer: str | None = None, at_least: bool = False) -> Amounts:
    nothing = Decimal(0)
    paid = None if payer is None else Decimal(payer)
    return Amounts(
        full=Decimal(allowed),
        reduction=nothing,
        over_limits=nothing,
        above_charges=nothing,
        assistant_allowed=nothing,
        allowed=Decimal(allowed),
        deductible=None,
        copay=None,
        coinsurance=None,
        assistant_paid=None,
        sequestration=None,
        payer_pays=paid,
        patient_pays=None if paid is None else nothing,
        at_least=at_least,
    )


def test_readings_that_agree_are_one_amount() -> None:
    ways = [WayAmounts((("caps[0].by", way),), amounts("52.26", "52.26")) for way in "ab"]
    found = payment_between(ways)
    assert (found.open, found.allowed and found.allowed.text) == (False, "$52.26")
    assert found.deductible is None


def test_readings_that_differ_are_a_range() -> None:
    ways = [WayAmounts((), amounts(each, each)) for each in ("160.20", "133.76", "140.00")]
    found = payment_between(ways)
    assert found.open
    assert found.allowed is not None
    assert found.allowed.text == "$133.76 to $160.20"
    assert (found.allowed.low, found.allowed.single) == (Decimal("133.76"), None)


def test_what_one_reading_does_not_know_is_not_known() -> None:
    found = payment_between(
        [WayAmounts((), amounts("1.00", "1.00")), WayAmounts((), amounts("1.00"))]
    )
    assert (found.payer_pays, found.allowed) == (None, Between.of(Decimal("1.00")))


def test_a_least_amount_has_no_most() -> None:
    found = payment_between([WayAmounts((), amounts("56.28", at_least=True))])
    assert found.allowed == Between(Decimal("56.28"), None)
    assert found.allowed.text == "at least $56.28"
    assert added([found.allowed, Between.of(Decimal(1))]) == Between(Decimal("57.28"), None)
    assert added([found.allowed, None]) is None
    assert added([]) is None
