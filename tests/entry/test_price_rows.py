"""The price list as typed and as pasted: what is wrong is named with its remedy, and stays."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders import pt, visit_fields
from quarterhour.entry import Session
from quarterhour.entry.pasted_prices import price_rows, text_of_file
from quarterhour.entry.price_rows import (
    PriceRow,
    ReadPrice,
    fees_for,
    prices_of,
    read_prices,
    rows_of,
    unknown_of,
    with_pasted,
)
from quarterhour.entry.prices import MAX_PRICES, PRICES
from quarterhour.reference import Reference
from quarterhour.visit import visit_from

TAB = "\t"


@pytest.fixture
def session(reference: Reference) -> Session:
    return Session(reference, visit_from(visit_fields(pt("97110", 15), zip="27601")))


def read(session: Session, *rows: tuple[str, str]) -> tuple[ReadPrice, ...]:
    fees = fees_for([code for code, _ in rows], session.reference, session.outcome)
    return read_prices([PriceRow(*row) for row in rows], session.suggestions, fees)


def test_a_list_is_typed_as_it_was_kept(session: Session) -> None:
    prices = {"97140": Decimal("45.00"), "97110": Decimal("60.50")}
    rows = rows_of(prices)
    assert rows == (PriceRow("97110", "60.50"), PriceRow("97140", "45.00"))
    assert prices_of(read(session, *rows)) == prices
    assert PRICES.read(PRICES.document(prices)) == prices


def test_a_code_that_nothing_is_known_of_is_kept_and_said(session: Session) -> None:
    rows = [PriceRow("9999x", "20"), PriceRow("g0283", "12"), PriceRow("97110", "60")]
    codes = [row.code.upper() for row in rows]
    unknown = unknown_of(codes, session.reference, session.edition)
    assert unknown == {"9999X"}
    odd, *others = read_prices(rows, session.suggestions, {}, unknown)
    assert (odd.code, odd.price, odd.problem) == ("9999X", Decimal("20.00"), "")
    assert odd.doubt[0] == "Not a code that Quarterhour knows"
    assert "no rules or fee for 9999X" in odd.doubt[1]
    assert [each.doubt for each in others] == [("", "")] * 2


@pytest.mark.parametrize(
    ("row", "code", "price"),
    [
        (("97110", "60"), "97110", "60.00"),
        ((" g0283 ", "$1,060.5"), "G0283", "1060.50"),
        (("manual therapy", "45"), "97140", "45.00"),
        (("99213", "120"), "99213", "120.00"),
        (("97010", "0"), "97010", "0.00"),
    ],
)
def test_what_is_typed_is_read(
    row: tuple[str, str], code: str, price: str, session: Session
) -> None:
    (found,) = read(session, row)
    assert (found.code, found.problem) == (code, "")
    assert str(found.price) == price


@pytest.mark.parametrize(
    ("row", "problem", "suggested"),
    [
        (("9753O", "40"), "Letter O? Is it 97530?", ("97530", "40")),
        (("971l0", "40"), "Letter L? Is it 97110?", ("97110", "40")),
        (("Total", "40"), "Not a code. Type five characters", None),
        (("", "40"), "Enter the code.", None),
        (("97110", ""), "Enter the charge for one unit", None),
        (("97110", "34,75"), "Enter dollars as 34.75.", ("97110", "34.75")),
        (("97110", "-5.00"), "can't be negative", None),
        (("97110", "(5.00)"), "can't be negative", None),
        (("97110", "34.00; 38.00"), "Which is the charge?", None),
        (("97110", "free"), "Enter an amount, such as 85", None),
    ],
)
def test_what_is_wrong_says_what_to_do(
    row: tuple[str, str], problem: str, suggested: tuple[str, str] | None, session: Session
) -> None:
    good, wrong = read(session, ("97140", "45"), row)
    assert problem in wrong.problem
    assert wrong.suggested == (suggested and PriceRow(*suggested))
    assert wrong.price is None
    assert prices_of((good, wrong)) == {"97140": Decimal("45.00")}


def test_a_code_twice_has_to_have_one_charge(session: Session) -> None:
    same = read(session, ("97110", "60"), ("97110", "60.00"))
    assert prices_of(same) == {"97110": Decimal("60.00")}
    other = read(session, ("97110", "60"), ("97110", "65"), ("97140", "45"))
    assert [each.problem for each in other] == [
        *["Twice, with different charges. Keep one."] * 2,
        "",
    ]
    assert prices_of(other) == {"97140": Decimal("45.00")}


def test_there_is_an_end_to_the_list(session: Session) -> None:
    rows = [(f"{number}", "9") for number in range(10000, 10000 + MAX_PRICES + 1)]
    found = read(session, *rows)
    assert "holds 1,000 charges" in found[-1].problem
    assert len(prices_of(found)) == MAX_PRICES


def test_a_charge_below_the_fee_has_the_check_of_a_visit(session: Session) -> None:
    session.take_prices({"97110": Decimal("20.00")})
    (of_visit,) = (each for each in session.outcome.hints if each.kind == "provider")
    low, high = read(session, ("97110", "20"), ("97140", "45"))
    assert low.check is not None and high.check is None
    assert (low.check.title, low.check.text) == (of_visit.title, of_visit.text)
    assert low.price == Decimal("20.00")


def test_fees_are_those_of_the_place_and_of_how_the_practice_bills(reference: Reference) -> None:
    def fee(**fields: object) -> Decimal | None:
        visit = visit_from(visit_fields(pt("97110", 15), **fields))
        session = Session(reference, visit)
        return fees_for(["97110"], reference, session.outcome).get("97110")

    full = fee()
    assert full is not None
    assert fee(zip="33101") != full
    lowered = fee(provider={"participating": False})
    assert lowered is not None and abs(lowered - full * Decimal("0.95")) < Decimal("0.01")
    assert fee(zip="00000") is None
    assert fee(date_of_service="2031-01-01") is None


@pytest.mark.parametrize(
    "text",
    [
        "97110\t60\n97140\t45.50",
        "97110,60\r\n97140,45.50\r\n",
        "97110;60\n97140;45.50",
        "97110 60\n97140 45.50",
        "CPT code\tDescription\tCharge\n97110\tTherapeutic exercise\t60\n97140\tManual\t45.50",
        '"Code","Our fee"\n"97110","60"\n"97140","45.50"\n',
        "Description,Fee,HCPCS\nTherapeutic exercise,60,97110\nManual therapy,45.50,97140",
        "\ufeff97110,Therapeutic exercise,60\n97140,Manual therapy,45.50\n\n",
        "Therapeutic exercise\t97110\t60\nManual therapy\t97140\t45.50",
    ],
)
def test_rows_of_a_spreadsheet(text: str) -> None:
    assert price_rows(text) == (PriceRow("97110", "60"), PriceRow("97140", "45.50"))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("9753O\t38.00", ("9753O", "38.00")),
        ("97110\t34,75", ("97110", "34,75")),
        ("97110 34,75", ("97110", "34,75")),
        ("97110,34,75", ("97110", "34,75")),
        ("97110\t34.00\t38.00", ("97110", "34.00; 38.00")),
        ("Code\tFee\tOld fee\n97110\t34.00\t38.00", ("97110", "34.00; 38.00")),
        ("97110\t6o", ("97110", "6o")),
        ("97110\t$1,060.00", ("97110", "$1,060.00")),
        ('97110,"1,060.00"', ("97110", "1,060.00")),
    ],
)
def test_a_row_in_doubt_is_kept_as_it_is(text: str, row: tuple[str, str]) -> None:
    assert price_rows(text) == (PriceRow(*row),)


@pytest.mark.parametrize("text", ["", " \n\t\n", "Code\tCharge"])
def test_where_there_is_nothing_it_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="Nothing to paste"):
        price_rows(text)


def test_what_is_too_much_is_said() -> None:
    with pytest.raises(ValueError, match="over 2,000 lines"):
        price_rows("97110\t60\n" * 2001)
    with pytest.raises(ValueError, match="too large"):
        text_of_file(b"9" * 1_000_001)
    with pytest.raises(ValueError, match="isn't a CSV file"):
        text_of_file(b"PK\x03\x04\0\0")


def test_a_file_of_an_older_program_is_read() -> None:
    assert text_of_file("97110,60 \u20ac".encode("cp1252")) == "97110,60 \u20ac"
    assert text_of_file("97110,60".encode("utf-8-sig")) == "97110,60"


def test_a_newer_charge_replaces_the_one_before_in_its_place(session: Session) -> None:
    before = (PriceRow("97110", "60"), PriceRow("97140", "45"), PriceRow("Total", "9"))
    pasted = (PriceRow("9753O", "40"), PriceRow("97112", "50"), PriceRow("97110", "65"))
    assert with_pasted((*before, PriceRow()), pasted, session.suggestions) == (
        PriceRow("97110", "65"),
        PriceRow("97140", "45"),
        PriceRow("Total", "9"),
        PriceRow("9753O", "40"),
        PriceRow("97112", "50"),
    )


def test_a_code_that_is_pasted_twice_stays_twice(session: Session) -> None:
    pasted = (PriceRow("97110", "65"), PriceRow("97110", "70"))
    rows = with_pasted((PriceRow("97110", "60"),), pasted, session.suggestions)
    assert rows == pasted
