"""What is kept of a visit, and what is not: see docs/privacy.md."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt

from quarterhour.day import DayService
from quarterhour.entry import assessed
from quarterhour.log import FILE
from quarterhour.reference import YearlyAmount, with_amounts
from quarterhour.report.formats import FORMATS
from quarterhour.visit import Patient, ServiceEntry, UnreadRow, Visit
from quarterhour.window import Desk, prompts
from quarterhour.window.application import catch_crashes
from window.person import Person

Open = Callable[..., Person]
Make = Callable[..., Visit]
LABEL, MINUTES, CHARGE = "zephyr", 37, "123.45"
CONTROL = Qt.KeyboardModifier.ControlModifier
KEPT = {
    *("settings/version", "files/recent", "window/geometry"),
    *("window/columns", "window/panel", "window/zoom"),
    *("visit/last_place", "practice/participating", "practice/accepts_assignment"),
    *("practice/qualifying_apm", "practice/profession", "practice/modifier_order"),
    *("practice/telehealth_95", "practice/participation_assumed"),
}


@pytest.fixture
def telling(visit: Make) -> Visit:
    """A visit whose label, minutes and charge are found wherever they are written."""
    service = {"code": "97110", "therapist_minutes": MINUTES, "charge": CHARGE}
    return visit(service, label=LABEL, zip="33101")


def told_by(content: bytes) -> set[str]:
    """Return what a file tells of the visit."""
    words = (LABEL, str(MINUTES), CHARGE, "97110")
    # Not as a part of a time, a version or a line number, which are in a log.
    found = {word: rf"(?<![\d:.-]){word}(?!\d)".encode() for word in words}
    return {word for word in words if re.search(found[word], content.lower())}


def test_a_visit_has_no_field_for_who_the_patient_is() -> None:
    assert {field.name for field in fields(Visit)} == {
        *("date_of_service", "services", "zip", "locality", "rule", "provider", "patient"),
        *("attested", "extra_units_to", "label", "purpose", "payer", "tag", "place_of_service"),
        *("checked", "unread"),
    }
    of_rows = {field.name for field in fields(DayService)}
    assert {field.name for field in fields(UnreadRow)} == {*of_rows, "row"}
    assert {field.name for field in fields(Patient)} == {
        *("deductible_remaining", "pt_slp_to_date", "ot_to_date"),
    }
    assert {field.name for field in fields(ServiceEntry)} == {
        *("code", "discipline", "therapist_minutes", "assistant_minutes", "together_minutes"),
        *("telehealth", "charge", "contractor_price", "square_cm", "count", "by", "times"),
        "audio_only",
    }


def test_nothing_of_a_visit_outlives_its_window(
    opened: Open, desk: Desk, telling: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "documents" / "monday.quarterhour"
    saved.parent.mkdir()
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: saved)
    person = opened(telling)
    person.select(0, "therapist").types("41").press(Qt.Key.Key_Return)
    person.window.parts.recovery.keep()
    (unsaved,) = desk.folder.glob("*.json")
    assert told_by(unsaved.read_bytes()) >= {LABEL, CHARGE}
    person.press(Qt.Key.Key_S, modifier=CONTROL)
    assert saved.exists()
    person.window.close()
    desk.kept.changed.emit()
    settings = QSettings(desk.kept.where, QSettings.Format.IniFormat)
    assert set(settings.allKeys()) <= KEPT
    left = [path for path in tmp_path.rglob("*") if path.is_file() and path != saved]
    assert left == [Path(desk.kept.where)]
    words = {
        str(settings.value(key))
        for key in settings.allKeys()
        if key not in ("window/geometry", "window/columns", "window/panel")
    }
    # The folder of a test has numbers of its own.
    assert told_by(" ".join(words).replace(str(saved), "").encode()) == set()


def test_a_label_is_in_the_saved_visit_alone(
    opened: Open, telling: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "monday.quarterhour"
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: saved)
    person = opened(telling)
    person.press(Qt.Key.Key_S, modifier=CONTROL)
    assert LABEL.encode() in saved.read_bytes()
    assessment = person.window.worksheet.session.outcome.assessment
    assert assessment is not None
    for name, write in FORMATS.items():
        assert LABEL.encode() not in write(assessment).lower(), name


def test_the_log_holds_nothing_that_was_typed(
    opened: Open, telling: Visit, visit: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error itself says all that was typed, and is raised where all of it is at hand.

    Times and numbers of lines hold every figure by chance: what two visits leave is compared.
    """

    def fail(visit: Visit, *_: object) -> None:
        raise LookupError(f"{visit}")

    def logged(typed: Visit, folder: Path) -> str:
        """Return what the log holds after its time."""
        catch_crashes(folder)
        try:
            person.window.worksheet.session.open(typed)
        except LookupError as error:
            said.append(str(error))
            sys.excepthook(LookupError, error, error.__traceback__)
        return (folder / FILE).read_text(encoding="utf-8").split(" ", 2)[2]

    said: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(prompts, "tell_of_crash", lambda report, log: None)
    person = opened(telling)
    monkeypatch.setattr(assessed, "assess", fail)
    told = logged(telling, tmp_path / "telling")
    other = logged(visit({"code": "97535", "therapist_minutes": 8}), tmp_path / "other")
    assert told_by(said[0].encode()) >= {LABEL, CHARGE}
    assert "LookupError" in told
    assert LABEL not in told
    assert told == other


def test_yearly_amounts_and_an_estimate_keep_nothing_of_a_visit(
    opened: Open, desk: Desk, visit: Make, tmp_path: Path
) -> None:
    service = {"code": "97110", "therapist_minutes": MINUTES, "charge": CHARGE}
    person = opened(visit(service, label=LABEL, zip="33101", date_of_service="2027-01-04"))
    person.window.worksheet.session.estimate(True)
    texts = {YearlyAmount.KX_THRESHOLD: "2550", YearlyAmount.WORK_FLOOR: "no"}
    desk.keep_amounts(with_amounts((), 2027, texts, date(2026, 12, 18)))
    (kept,) = (tmp_path / "practice").iterdir()
    assert kept.name == "yearly_amounts.json"
    assert told_by(kept.read_bytes()) == set()
    person.window.close()
    settings = QSettings(desk.kept.where, QSettings.Format.IniFormat)
    assert set(settings.allKeys()) <= KEPT
