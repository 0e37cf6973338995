"""In large letters, the answers of a finding are seen beside the figures of the day."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quarterhour.window.audit import AuditWindow
from quarterhour.window.audit.panel import FiguresArea
from quarterhour.window.look.text import resized
from window.test_amounts_whole import settle


@pytest.fixture
def zoomed(audited: Callable[..., AuditWindow], qapp: QApplication) -> Callable[..., AuditWindow]:
    """Open the audit of a busy day in letters of a size."""

    def open_audit(zoom: int) -> AuditWindow:
        window = audited()
        window.resize(1358, 728)
        qapp.setFont(resized(qapp.font(), zoom / 100))
        settle()
        return window

    return open_audit


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_all_answers_are_seen(zoom: int, zoomed: Callable[..., AuditWindow]) -> None:
    window = zoomed(zoom)
    window.step(1)
    settle()
    choices = window.finding.choices
    assert choices is not None
    for button in choices.buttons:
        assert button.visibleRegion().boundingRect().height() == button.height(), button.text()


def test_figures_scroll_by_keys_only_where_they_are_cut(
    zoomed: Callable[..., AuditWindow],
) -> None:
    window = zoomed(100)
    (area,) = window.findChildren(FiguresArea)
    assert not area.verticalScrollBar().maximum()
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
    QApplication.setFont(resized(QApplication.font(), 2))
    settle()
    bar = area.verticalScrollBar()
    assert bar.maximum()
    window.figures.people.setFocus()
    QTest.keyClick(window.figures.people, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is area
    QTest.keyClick(area, Qt.Key.Key_End)
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert bar.value()
