"""Date of service, place and deductible, and what is said about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QTableView

from builders import TODAY
from quarterhour.reference import NATIONAL, american
from quarterhour.visit import Visit
from quarterhour.window.header_fields import DateField, read_day, read_short
from quarterhour.window.words import Command
from window.person import Person, offscreen_menu

Open = Callable[..., Person]
Make = Callable[..., Visit]
DASH = "\u2013"


def _typed(person: Person, name: str, text: str) -> QLineEdit:
    field = person.go_to(QLineEdit, name)
    field.selectAll()
    person.types(text)
    return field


def test_an_empty_visit_is_dated_today_with_the_keyboard_in_the_first_service(
    opened: Open,
) -> None:
    person = opened()
    assert person.find(QLineEdit, "Date of service").text() == american(TODAY)
    assert person.focus is person.table
    assert person.at() == (0, "service")
    assert person.hints() == []
    assert "97110" in person.why()


def test_a_zip_code_resolves_while_it_is_typed(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    seen = []
    field = person.go_to(QLineEdit, "ZIP")
    field.clear()
    for digit in "33101":
        person.types(digit)
        seen.append(person.total("Medicare pays"))
    assert seen[:4] == [DASH] * 4
    assert seen[4].startswith("$")
    assert person.says("About the place") == "Miami, FL, locality 09102-04"


@pytest.mark.parametrize("wide", [1024, 1366, 1920])
@pytest.mark.parametrize("zip_code", ["10001", "10001-1234", "33101-1234", "90001-1234"])
def test_the_place_of_a_zip_code_is_seen_beside_it_with_its_last_four_too(
    opened: Open, visit: Make, zip_code: str, wide: int
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    person.window.resize(wide, 700)
    field = _typed(person, "ZIP", zip_code)
    QTest.qWait(1)
    note = field.textMargins().right()
    letter = field.fontMetrics().averageCharWidth()
    assert note >= 6 * letter
    assert field.fontMetrics().horizontalAdvance(zip_code) + note < field.width()


def test_half_a_zip_code_asks_for_the_rest(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    _typed(person, "ZIP", "331")
    assert person.says("About the place") == ("Enter all 5 digits of the ZIP code.")


def test_an_unknown_zip_code_is_named_beside_the_field(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    field = _typed(person, "ZIP", "00000")
    assert "CMS doesn't list ZIP 00000" in person.says("About the place")
    assert person.total("Medicare pays") == DASH
    assert person.cell(0, "allowed") == "\u2014"
    assert person.cell(0, "units") == "1"
    assert "to see payment" in person.says("About the totals")
    assert field.text() == "00000"


def test_an_ambiguous_zip_code_offers_its_localities(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    field = _typed(person, "ZIP", "90265")
    assert "Add its last 4 digits" in person.says("About the place")
    assert person.offers()[0].startswith("Los Angeles")
    assert person.total("Medicare pays") == DASH
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert person.says("About the place").endswith("locality 01182-18")
    assert person.total("Medicare pays").startswith("$")
    assert field.text() == "90265"
    person.press(Qt.Key.Key_Backspace)
    assert person.total("Medicare pays") == DASH


def test_a_closed_list_of_candidates_opens_again(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    _typed(person, "ZIP", "90265")
    person.press(Qt.Key.Key_Escape)
    assert person.offers() == []
    person.press(Qt.Key.Key_Down)
    assert person.offers()[0].startswith("Los Angeles")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("mia", "Miami, FL"),
        ("fl", "Fort Lauderdale, FL"),
        ("09102", "Fort Lauderdale, FL"),
        ("nat", "National average"),
    ],
)
def test_words_search_the_localities(opened: Open, text: str, first: str) -> None:
    person = opened()
    _typed(person, "ZIP", text if not text.isdigit() else f"{text}-")
    if not text.isdigit():
        assert person.offers()[0] == first
        assert (NATIONAL.title in person.offers()) == (first == NATIONAL.title)
        if len(person.offers()) > 1:
            person.press(Qt.Key.Key_Return)
            assert person.find(QLineEdit, "ZIP").text() == text, "none was chosen"
            person.press(Qt.Key.Key_Down)
        person.press(Qt.Key.Key_Return)
        assert person.find(QLineEdit, "ZIP").text() == first


def test_a_whole_name_resolves_without_choosing(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    _typed(person, "ZIP", "miami, fl")
    assert person.says("About the place") == "Miami, FL, locality 09102-04"
    assert person.total("Medicare pays").startswith("$")


def test_a_locality_number_resolves(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    _typed(person, "ZIP", "09102-04")
    assert person.says("About the place") == "Miami, FL, locality 09102-04"


def test_a_name_that_is_no_place_says_what_to_type(opened: Open, visit: Make) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 15}))
    _typed(person, "ZIP", "atlantis")
    assert "Enter the ZIP code" in person.says("About the place")
    assert person.total("Medicare pays") == DASH


def test_the_day_is_stepped_by_the_arrows(opened: Open, visit: Make) -> None:
    person = opened(visit())
    field = person.go_to(QLineEdit, "Date of service")
    person.press(Qt.Key.Key_Up)
    assert field.text() == "11/24/2026"
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert field.text() == "11/22/2026"


@offscreen_menu
def test_the_day_is_picked_from_a_calendar(opened: Open, visit: Make) -> None:
    person = opened(visit())
    field = person.go_to(QLineEdit, "Date of service")
    person.press(Qt.Key.Key_F4)
    calendar = person.find(QCalendarWidget, "Choose the date of service")
    assert calendar.selectedDate().day() == 23
    calendar.clicked.emit(calendar.selectedDate().addDays(-1))
    assert field.text() == "11/22/2026"
    assert person.focus is field


def test_a_date_without_an_edition_shows_units_and_withholds_money(
    opened: Open, visit: Make
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 23}))
    _typed(person, "Date of service", "2019-01-01")
    assert person.cell(0, "units") == "2"
    assert person.cell(0, "modifiers") == "GP"
    assert person.cell(0, "allowed") == "\u2014"
    for name in ("Patient pays", "Medicare pays"):
        assert person.total(name) == DASH
    assert person.says("About the totals") == ("No CMS fees for 2019. Loaded from 01/01/2020.")
    assert "No fee schedule" in person.says("About the date")
    assert person.says("Why no dollars") == "No 2019 fees yet"


@pytest.mark.parametrize("text", ["2026-02-30", "tomorrow", "", "99999-01-01"])
def test_what_is_no_date_is_kept_and_withholds_money(opened: Open, visit: Make, text: str) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 23}))
    field = _typed(person, "Date of service", text)
    if not text:
        person.press(Qt.Key.Key_Backspace)
    assert person.says("About the date") == "Enter a date, such as 11/23/2026."
    assert person.cell(0, "units") == "2"
    assert person.total("Medicare pays") == DASH
    assert "date of service" in person.says("About the totals")
    assert field.text() == text
    assert not any("0001" in hint for hint in person.hints())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-11-23", "de_DE"),
        ("2026-1-3", "en_US"),
        ("11/23/2026", "en_US"),
        ("11/23/26", "en_US"),
        ("11/23/2026", "de_DE"),
        ("23.11.2026", "de_DE"),
        ("23.11.26", "de_DE"),
    ],
)
def test_dates_are_read_as_people_type_them(text: str, name: str) -> None:
    day = read_day(text, QLocale(name))
    assert day in (date(2026, 11, 23), date(2026, 1, 3))


@pytest.mark.parametrize("name", ["en_US", "en_GB", "de_DE", "nl_NL", "fr_FR", "ja_JP", "es_MX"])
def test_a_date_that_is_shown_is_read_again_as_the_same(name: str) -> None:
    first = date(2026, 1, 1)
    for day in (first + timedelta(days=at) for at in range(365)):
        for text in (american(day), f"{day.month}/{day.day}/{day.year}", day.isoformat()):
            assert read_day(text, QLocale(name)) == day


@pytest.mark.parametrize("name", ["en_US", "en_GB", "nl_NL", "es_MX"])
@pytest.mark.parametrize("text", ["23/11/2026", "23-11-2026", "13/1/26"])
def test_a_date_of_another_order_is_not_guessed(text: str, name: str) -> None:
    assert read_day(text, QLocale(name)) is None


@pytest.mark.parametrize("typed", ["x-5$6e0.257", "-5", "12.505", "1.250,00", "12,50"])
def test_a_deductible_that_is_no_amount_stays_and_says_so(
    typed: str, opened: Open, visit: Make
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 53}))
    field = person.type_deductible(typed)
    assert field.text() == typed
    assert "85.50" in person.says("About the deductible")
    assert "85.50" in person.says("Why no dollars")
    person.dialog().close()
    person.choose(Command.EXPORT)
    assert "the deductible can't be read" in person.window.messages.text


def test_another_payer_hides_neither_date_nor_place(opened: Open, visit: Make) -> None:
    """Nothing is priced, which is said once, at the totals: the date and the place are right."""
    services = {"code": "97110", "therapist_minutes": 15}
    own, other = (
        opened(visit(services, zip="33101", payer=payer)) for payer in ("medicare", "blue-shield")
    )
    for name in ("About the date", "About the place"):
        assert other.says(name) == own.says(name)
    assert other.says("About the totals") == other.window.worksheet.session.outcome.why_no_payment
    assert "97110, " in other.why()


STEPS = (
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
)


@offscreen_menu
@pytest.mark.parametrize("first", ["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"])
def test_the_calendar_ends_where_days_do(first: str, opened: Open) -> None:
    """By every key, four times over, with no error in between."""
    person = opened()
    field = person.go_to(QLineEdit, "Date of service")
    assert isinstance(field, DateField)
    for key in STEPS:
        field.set_day(date.fromisoformat(first))
        person.press(Qt.Key.Key_F4)
        calendar = person.find(QCalendarWidget, "Choose the date of service")
        days = calendar.findChildren(QTableView)[0]
        for _ in range(4):
            QTest.keyClick(days, key)
        QTest.keyClick(days, Qt.Key.Key_Return)
        chosen = field.day()
        assert chosen is not None
        assert field.text() == american(chosen) == calendar.selectedDate().toString("MM/dd/yyyy")


@pytest.mark.parametrize(
    ("first", "key", "then"),
    [
        ("0001-01-01", Qt.Key.Key_Up, "01/02/0001"),
        ("0001-01-01", Qt.Key.Key_Down, "0001-01-01"),
        ("9999-12-31", Qt.Key.Key_Down, "12/30/9999"),
        ("9999-12-31", Qt.Key.Key_Up, "9999-12-31"),
    ],
)
def test_the_arrow_keys_end_where_days_do(first: str, key: Qt.Key, then: str, opened: Open) -> None:
    person = opened()
    field = person.go_to(QLineEdit, "Date of service")
    field.setText(first)
    person.press(key)
    assert field.text() == then


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("today", date(2026, 11, 28), date(2026, 11, 28)),
        (" Today", date(2026, 11, 28), date(2026, 11, 28)),
        ("11/27", date(2026, 11, 28), date(2026, 11, 27)),
        ("1-5", date(2026, 11, 28), date(2026, 1, 5)),
        ("12/05", date(2026, 11, 28), date(2026, 12, 5)),
        ("12/30", date(2027, 1, 3), date(2026, 12, 30)),
        ("2/29", date(2028, 3, 1), date(2028, 2, 29)),
        # Where it can be another year's, or a day far ahead, it is asked.
        ("1/5", date(2026, 12, 20), None),
        ("12/31", date(2026, 11, 28), None),
        ("2/29", date(2026, 3, 1), None),
        ("13/1", date(2026, 11, 28), None),
        ("soon", date(2026, 11, 28), None),
        ("11", date(2026, 11, 28), None),
    ],
)
def test_a_date_without_its_year_is_read_where_it_is_certain(
    typed: str, today: date, meant: date | None
) -> None:
    assert read_short(typed, today) == meant


@pytest.mark.parametrize("typed", ["1/4/2027", "2027-01-04", "1-4-2027", "01/04/2027"])
def test_a_date_has_one_form_once_it_is_left(typed: str, opened: Open) -> None:
    person = opened()
    field = person.go_to(QLineEdit, "Date of service")
    field.selectAll()
    person.types(typed)
    assert field.text() == typed, "not while it is typed"
    person.press(Qt.Key.Key_Tab)
    assert field.text() == "01/04/2027"
    person.window.worksheet.session.undo()
    assert field.text() == american(TODAY), "it is one edit"


def test_a_short_date_is_written_out_once_it_is_left(opened: Open) -> None:
    person = opened()
    field = person.go_to(QLineEdit, "Date of service")
    field.selectAll()
    person.types("today")
    assert person.window.worksheet.session.draft.day is None, "it may go on"
    person.press(Qt.Key.Key_Return)
    assert person.window.worksheet.session.draft.day == date.today()
    assert field.text() == f"{date.today():%m/%d/%Y}"
