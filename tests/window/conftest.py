"""A window to type into, as a person does: by keys into whatever has the focus."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quarterhour import resources
from quarterhour.day import day_from
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.settings import APPEARANCE, ASSISTANT_COLUMN
from quarterhour.reference import Reference
from quarterhour.visit import Visit, visit_from
from quarterhour.window import Desk, MainWindow, prompts
from quarterhour.window.application import MARKED, dress
from quarterhour.window.audit import AuditWindow
from quarterhour.window.look.colors import DARK_INK, LIGHT_INK, Ink
from quarterhour.window.prompts import Unsaved
from quarterhour.window.settings import _USUAL, KeptSettings
from quarterhour.window.worksheet import Worksheet
from report.days import busy_day
from window.person import Person, desk_on


@pytest.fixture(autouse=True)
def unsaved(monkeypatch: pytest.MonkeyPatch) -> list[Unsaved]:
    """The answer to what becomes of unsaved work: it is given up, unless a test says otherwise."""
    answer = [Unsaved.DISCARD]
    monkeypatch.setattr(prompts, "ask_about_unsaved", lambda parent, name: answer[0])
    return answer


@pytest.fixture(autouse=True)
def usual_letters(qapp: QApplication) -> Iterator[None]:
    """Put the letters of the program back as a test found them: it may zoom, as a person does."""
    before = qapp.font()
    yield
    qapp.setProperty(_USUAL, None)
    if qapp.font() != before:
        qapp.setFont(before)


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Leave nothing on the clipboard: the offscreen one would be freed twice as Python ends."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def desk(reference: Reference, tmp_path: Path) -> Desk:
    """What windows share, with settings and a folder of its own."""
    return desk_on(reference, tmp_path)


@pytest.fixture(params=["light", "dark"])
def ink(request: pytest.FixtureRequest, desk: Desk, qapp: QApplication) -> Iterator[Ink]:
    """The program in its light and in its dark colors, and those that no role is for."""
    before = qapp.palette()
    desk.kept.keep(APPEARANCE, request.param)
    dress(desk.kept)
    yield LIGHT_INK if request.param == "light" else DARK_INK
    desk.kept.keep(APPEARANCE, "system")
    dress(desk.kept)
    qapp.setPalette(before)


@pytest.fixture
def colors(desk: Desk, qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Have the program's own colors, light or dark."""
    before = QPalette(qapp.palette())

    def choose(look: str) -> None:
        desk.kept.keep(APPEARANCE, look)
        dress(desk.kept)

    yield choose
    choose("system")
    qapp.setPalette(before)
    for widget in MARKED:
        QApplication.setPalette(before, widget)  # type: ignore[arg-type]  # it refuses bytes


@pytest.fixture
def assistant_column(desk: Desk) -> None:
    """The settings show the assistant's minutes for every visit."""
    desk.kept.keep(ASSISTANT_COLUMN, True)


@pytest.fixture
def portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have the whole program keep everything in a folder of the test, not in that of its user."""
    monkeypatch.setattr(resources, "program_folder", lambda: tmp_path)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    (tmp_path / "portable.txt").write_text("")
    return tmp_path / "Quarterhour data"


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Callable[..., Person]:
    """Open a window on a visit, or on an empty one, and put the keyboard into it."""

    def open_window(visit: Visit | None = None) -> Person:
        return shown(desk.make_window(visit), qtbot)

    return open_window


@pytest.fixture
def kept(tmp_path: Path) -> KeptSettings:
    """The settings in a folder of the test."""
    return KeptSettings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def audited(
    qtbot: QtBot, reference: Reference, kept: KeptSettings, tmp_path: Path
) -> Callable[..., AuditWindow]:
    """Open the audit of a day from its document, or of a busy one."""

    def open_audit(day: dict[str, Any] | None = None) -> AuditWindow:
        session = DaySession(reference, day_from(day or busy_day()))
        window = AuditWindow(Worksheet(session), kept, lambda: tmp_path)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return open_audit


@pytest.fixture
def again(qtbot: QtBot, reference: Reference, tmp_path: Path) -> Callable[[], Person]:
    """Start the program anew, with the settings that the last start left."""
    return lambda: shown(desk_on(reference, tmp_path).make_window(), qtbot)


def shown(window: MainWindow, qtbot: QtBot) -> Person:
    """Show a window, and put the keyboard into it."""
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Person(window)


@pytest.fixture
def visit() -> Callable[..., Visit]:
    """Make a visit at national prices on 2026-11-23, other fields by name."""

    def make(*services: dict[str, object], **fields: object) -> Visit:
        place = {} if "zip" in fields or "locality" in fields else {"locality": "national"}
        return visit_from(
            {
                "format": "quarterhour.visit/1",
                "date_of_service": "2026-11-23",
                **place,
                **fields,
                "services": [{"discipline": "PT", **service} for service in services],
            }
        )

    return make
