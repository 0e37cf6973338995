"""Copying the claim lines, as text or as CSV."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from quarterhour.assessment import Assessment
from quarterhour.report.item_24 import claim_csv, claim_text

if TYPE_CHECKING:
    from quarterhour.window.main_window import MainWindow


def copy_claim_text(window: MainWindow) -> None:
    """Put the claim lines on the clipboard as text."""
    _copy(window, claim_text)


def copy_claim_csv(window: MainWindow) -> None:
    """Put the claim lines on the clipboard as CSV."""
    _copy(window, claim_csv)


def _copy(window: MainWindow, form: Callable[[Assessment], str]) -> None:
    assessment = window.worksheet.session.outcome.assessment
    if assessment is not None and assessment.lines:
        QApplication.clipboard().setText(form(assessment))
