"""An unexpected error is told in one sentence, logged, and the program goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from quarterhour.log import FILE
from quarterhour.window import prompts
from quarterhour.window.application import catch_crashes


def test_an_unexpected_error_is_logged_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, Path]] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(prompts, "tell_of_crash", lambda report, log: told.append((report, log)))
    catch_crashes(tmp_path)
    try:
        raise LookupError("a secret of 33 minutes")
    except LookupError as error:
        sys.excepthook(LookupError, error, error.__traceback__)
    ((report, log),) = told
    assert log == tmp_path / FILE
    assert report in log.read_text(encoding="utf-8")
    assert "secret" not in log.read_text(encoding="utf-8")


def _fail() -> None:
    try:
        raise LookupError
    except LookupError as error:
        sys.excepthook(LookupError, error, error.__traceback__)


def test_errors_while_one_is_told_are_only_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def tell(report: str, log: Path) -> None:
        told.append(report)
        _fail()

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(prompts, "tell_of_crash", tell)
    catch_crashes(tmp_path)
    _fail()
    assert len(told) == 1
    assert (tmp_path / FILE).read_text(encoding="utf-8").count("LookupError") == 2
    _fail()
    assert len(told) == 2


@pytest.mark.parametrize("copied", [True, False])
def test_the_report_is_copied_if_it_is_wanted(
    copied: bool, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(box: QMessageBox) -> int:
        wanted = "&Copy report" if copied else "Close"
        next(each for each in box.buttons() if each.text().endswith(wanted)).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    QApplication.clipboard().setText("before")
    prompts.tell_of_crash("the report", tmp_path / FILE)
    assert QApplication.clipboard().text() == ("the report" if copied else "before")
