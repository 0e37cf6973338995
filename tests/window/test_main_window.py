"""The first window, whose frame is shown before its parts are in it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from builders import SAMPLES
from quarterhour.day import day_from
from quarterhour.entry.documents import Document
from quarterhour.reference import Reference, ReferenceError, ServiceCode
from quarterhour.visit import Visit, read_visit_file
from quarterhour.window import Desk, MainWindow, run
from report.days import busy_day

SIZES = [(1366, 768), (1024, 700), (1920, 1080)]


def sample(name: str) -> Visit:
    return read_visit_file(SAMPLES / f"{name}.quarterhour")


DOCUMENTS: dict[str, Callable[[], Document | None]] = {
    "nothing": lambda: None,
    "a visit": lambda: sample("tie"),
    "a day": lambda: day_from(busy_day()),
}


def seen(window: MainWindow) -> list[tuple[Any, ...]]:
    """What is on view: each widget with its name, its place in the window, and what it says."""
    origin = window.mapToGlobal(window.rect().topLeft())
    return [
        (
            type(each).__name__,
            each.accessibleName(),
            each.mapToGlobal(each.rect().topLeft()) - origin,
            each.size(),
            each is QApplication.focusWidget(),
        )
        for each in window.findChildren(QWidget)
        if each.isVisible()
    ]


def settled(window: MainWindow, qtbot: QtBot, welcome: bool) -> list[tuple[Any, ...]]:
    """What is on view once a window is active and has nothing left to do."""
    if welcome:
        window.parts.welcome()
    with qtbot.waitActive(window):
        window.activateWindow()
    for _ in range(5):
        QApplication.processEvents()
    found = seen(window)
    window.hide()
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", DOCUMENTS)
def test_it_is_the_same_as_one_that_is_made_before_it_is_shown(
    what: str, size: tuple[int, int], desk: Desk, qtbot: QtBot
) -> None:
    compare(desk, qtbot, size, DOCUMENTS[what](), welcome=False)


@pytest.mark.parametrize("size", SIZES)
def test_a_newcomer_is_asked_in_it_as_in_another(
    size: tuple[int, int], desk: Desk, qtbot: QtBot
) -> None:
    compare(desk, qtbot, size, None, welcome=True)


def compare(
    desk: Desk, qtbot: QtBot, size: tuple[int, int], document: Document | None, welcome: bool
) -> None:
    """Compare a window that is filled on view with one that is filled before."""
    before = desk.make_window(document)
    qtbot.addWidget(before)
    before.resize(*size)
    before.show()
    expected = settled(before, qtbot, welcome)
    frame = MainWindow()
    qtbot.addWidget(frame)
    frame.resize(*size)
    frame.show_frame()
    QApplication.processEvents()
    assert frame.painted
    desk.fill(frame, document)
    assert settled(frame, qtbot, welcome) == expected
    assert len(expected) > 30


class Damaged:
    """Fees of which the rules of the codes can't be read."""

    @property
    def services(self) -> dict[str, ServiceCode]:
        raise ReferenceError("The included fee schedule is damaged.")


def test_a_start_that_finds_the_fees_damaged_leaves_unsaved_work_alone(
    portable: Path, qapp: QApplication
) -> None:
    shown = {each for each in qapp.topLevelWidgets() if each.isVisible()}
    kept = portable / "recovery" / "1.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("typed before")
    with pytest.raises(ReferenceError, match="damaged"):
        run(Damaged)  # type: ignore[arg-type]
    assert kept.read_text() == "typed before"
    assert {each for each in qapp.topLevelWidgets() if each.isVisible()} <= shown


def test_what_fails_while_it_is_filled_is_told_as_elsewhere(
    portable: Path, reference: Reference, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = []

    def load() -> Reference:
        hooks.append(sys.excepthook)
        return reference

    def leave() -> int:
        for each in qapp.topLevelWidgets():
            if isinstance(each, MainWindow) and each.isVisible():
                each.close()
        return 0

    before = sys.excepthook
    monkeypatch.setattr(qapp, "exec", leave)
    assert run(load) == 0
    assert len(hooks) == 1
    assert hooks[0] is not before
    assert portable.is_dir()
