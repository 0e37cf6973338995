"""Every setting of the table is kept, read back, bounded and reset, whatever stands in the file."""

from __future__ import annotations

import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from builders import ROOT
from quarterhour.entry import Row, Session, why_not_saved
from quarterhour.entry.kept_draft import draft_text, read_draft_text
from quarterhour.entry.settings import (
    APPEARANCE,
    ASSISTANT_COLUMN,
    DISCIPLINE,
    GEOMETRY,
    KEPT_BY,
    LAST_PLACE,
    NUMBER,
    OWN_PLACE,
    PRACTICE,
    RECENT,
    RULE,
    SETTINGS,
    TEXT,
    VERSION,
    KeptPlace,
    Setting,
    one_of,
)
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import Reference
from quarterhour.visit import Provider, read_visit, visit_text
from quarterhour.window import Desk
from quarterhour.window.settings import SCHEMES, KeptSettings

# Written by the program of 0.1.0 with each setting other than the usual one.
OF_0_1_0 = ROOT / "tests" / "upgrades" / "0.1.0" / "settings.ini"
READ: dict[Setting[Any], object] = {
    KEPT_BY: 1,
    LAST_PLACE: KeptPlace("Manhattan, New York", "13202-01"),
    OWN_PLACE: KeptPlace("Seattle (King County)", "02402-02"),
    DISCIPLINE: "OT",
    RULE: "midpoint",
    PRACTICE["participating"]: False,
    PRACTICE["accepts_assignment"]: False,
    PRACTICE["qualifying_apm"]: True,
    PRACTICE["profession"]: "athletic trainer",
    PRACTICE["modifier_order"]: ("separate", "plan-of-care"),
    APPEARANCE: "dark",
    ASSISTANT_COLUMN: True,
    RECENT: (
        "/home/pt/Visits/tuesday, late.quarterhour",
        "/home/pt/Visits/monday.quarterhour",
    ),
}
OF_A_LATER = """
[settings]
version=9
[visit]
start=08:00
[prices]
97110=45.00, 46.00
"""
KNOWN = ("PT", "midpoint", "dark", "true", "False", "separate", "separate separate", "7")
MEDDLED = (
    *("", "@", "@Invalid()", "@Point(1 2)", "@Rect(1)", "@ByteArray(no)", "\\x0", "%%20", '"'),
    *("-1", "a, b", "true, true", "\u2603", "separate separate"),
)
TOO_LONG = ("9" * 5000, "@ByteArray(" + "9" * 5000 + ")")
every_setting = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)


def kept_in(folder: Path) -> KeptSettings:
    return KeptSettings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))


def with_text(text: str, setting: Setting[Any], folder: Path) -> KeptSettings:
    """Return the settings where someone has written a text for one into the file."""
    section, _, name = setting.key.partition("/")
    (folder / "settings.ini").write_text(f"[{section}]\n{name}={text}\n", encoding="utf-8")
    return kept_in(folder)


@every_setting
@pytest.mark.parametrize("text", MEDDLED)
def test_any_text_in_the_file_does_no_harm(
    setting: Setting[Any], text: str, tmp_path: Path
) -> None:
    kept = with_text(text, setting, tmp_path)
    value = kept.get(setting)
    assert type(value) is type(setting.usual)
    kept.keep(setting, value)
    assert kept_in(tmp_path).get(setting) == value


@every_setting
@pytest.mark.parametrize("text", TOO_LONG, ids=len)
def test_what_is_too_long_is_not_kept(setting: Setting[Any], text: str, tmp_path: Path) -> None:
    assert with_text(text, setting, tmp_path).get(setting) == setting.usual


def test_what_is_no_path_is_left_out_of_the_recent_files(tmp_path: Path) -> None:
    kept = with_text('/a.quarterhour, "/b\\x0.quarterhour", , /c.quarterhour', RECENT, tmp_path)
    assert kept.get(RECENT) == ("/a.quarterhour", "/c.quarterhour")


def test_the_practice_is_all_that_a_visit_says_of_its_provider() -> None:
    assert set(PRACTICE) == {field.name for field in fields(Provider)}


def test_a_record_beside_them_is_no_field_of_the_provider(tmp_path: Path) -> None:
    phone = Setting("practice/phone", TEXT, "")
    stored = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    stored.setValue(phone.key, "555 0100")
    kept = KeptSettings(stored, (*SETTINGS, phone))
    assert kept.practice == Provider()
    assert kept.get(phone) == "555 0100"


def test_every_appearance_has_its_colors() -> None:
    assert all(APPEARANCE.kind.read(name) == name for name in SCHEMES)


LINES = st.tuples(
    st.sampled_from([key for setting in SETTINGS for key in setting.keys]),
    st.sampled_from((*KNOWN, *MEDDLED, "garbage", "99999-99", "national", "33101", "Somewhere"))
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
)


@given(lines=st.lists(LINES, max_size=8))
@example(lines=[("visit/place", "Somewhere"), ("visit/locality", "garbage")])
@example(lines=[("visit/own_place", "Somewhere"), ("visit/own_locality", "9202-2")])
@example(lines=[("visit/usual_place", "Somewhere, garbage")])
def test_a_visit_begun_by_any_settings_can_be_kept_and_saved(
    lines: list[tuple[str, str]], reference: Reference, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    with (folder / "settings.ini").open("w", encoding="utf-8") as file:
        for key, text in lines:  # of what is written twice, the last is read
            section, _, name = key.partition("/")
            file.write(f"[{section}]\n{name}={text}\n")
    stored = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    session = Session(
        reference, new_visit=Desk(reference, stored, folder, PracticeFiles(folder)).new_visit
    )
    session.insert_row(0, Row())
    session.change_code(0, "97110")
    session.change_row(0, therapist="23")
    assert [row.result and row.result.units for row in session.outcome.rows] == [2]
    assert read_draft_text(draft_text(session.draft)) == session.draft
    session.change(place="33101", locality="")
    assert why_not_saved(session.outcome) == ""
    visit = session.outcome.reading.visit
    assert visit is not None
    assert read_visit(visit_text(visit)) == visit
    assert [row.result and row.result.units for row in session.outcome.rows] == [2]


@pytest.mark.parametrize("setting", READ, ids=lambda setting: setting.key)
def test_settings_of_0_1_0_are_read(setting: Setting[Any], tmp_path: Path) -> None:
    shutil.copy(OF_0_1_0, tmp_path)
    kept = kept_in(tmp_path)
    assert not kept.begin()
    assert kept.get(setting) == READ[setting] != setting.usual


def test_the_window_of_0_1_0_is_put_where_it_was(tmp_path: Path, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    shutil.copy(OF_0_1_0, tmp_path)
    widget = QWidget()
    qtbot.addWidget(widget)
    assert widget.restoreGeometry(kept_in(tmp_path).get(GEOMETRY))


def test_every_setting_of_0_1_0_is_looked_at() -> None:
    stored = QSettings(str(OF_0_1_0), QSettings.Format.IniFormat)
    looked_at = {key for setting in (*READ, GEOMETRY) for key in setting.former or setting.keys}
    assert set(stored.allKeys()) == looked_at


def test_places_of_0_1_0_give_way_to_what_is_kept_now(tmp_path: Path) -> None:
    shutil.copy(OF_0_1_0, tmp_path)
    kept = kept_in(tmp_path)
    kept.keep_own_place("33101", "")
    assert kept_in(tmp_path).place == KeptPlace("33101")
    kept.keep_own_place("", "")
    assert kept_in(tmp_path).place == READ[LAST_PLACE]
    kept.keep_place("90210", "")
    stored = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    assert not {*LAST_PLACE.former, *OWN_PLACE.former} & set(stored.allKeys())
    kept.reset()
    assert kept_in(tmp_path).place == KeptPlace()


def test_settings_of_a_later_version_are_read_and_left(tmp_path: Path) -> None:
    text = OF_0_1_0.read_text(encoding="utf-8").replace("version=1", "") + OF_A_LATER
    (tmp_path / "settings.ini").write_text(text, encoding="utf-8")
    kept = kept_in(tmp_path)
    assert not kept.begin()
    kept.keep(RULE, "total-minutes")
    kept.reset()
    del kept
    stored = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    assert stored.value("settings/version") == "9"
    assert stored.value("visit/start") == "08:00"
    assert stored.value("prices/97110") == ["45.00", "46.00"]


def test_the_first_start_is_told_and_marked(tmp_path: Path) -> None:
    assert kept_in(tmp_path).begin()
    kept = kept_in(tmp_path)
    assert not kept.begin()
    assert kept.get(KEPT_BY) == VERSION


HOURS = Setting("visit/hours", NUMBER, 8)
SHADE = Setting("window/shade", one_of(("plain", "bold")), "plain", forgotten=False, followed=False)


def test_a_new_record_needs_no_other_line(tmp_path: Path, qtbot: QtBot) -> None:
    """What a record says of itself is all that the store goes by."""
    file = str(tmp_path / "settings.ini")

    def start() -> KeptSettings:
        stored = QSettings(file, QSettings.Format.IniFormat)
        return KeptSettings(stored, (*SETTINGS, HOURS, SHADE))

    kept = start()
    assert (kept.get(HOURS), kept.get(SHADE)) == (8, "plain")
    with qtbot.waitSignal(kept.changed):
        kept.keep(HOURS, 6)
    with qtbot.assertNotEmitted(kept.changed):
        kept.keep(SHADE, "bold")
    assert (start().get(HOURS), start().get(SHADE)) == (6, "bold")
    kept.reset()
    assert (start().get(HOURS), start().get(SHADE)) == (8, "bold")
    beyond_reach: dict[Setting[Any], str] = {HOURS: "9999999999", SHADE: "pink"}
    for setting, beyond in beyond_reach.items():
        QSettings(file, QSettings.Format.IniFormat).setValue(setting.key, beyond)
        assert start().get(setting) == setting.usual
