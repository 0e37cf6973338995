"""A payer that counts by the midpoint: units, and no word of Medicare's payment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QTreeView

from quarterhour.visit import Visit
from window.person import Person


def test_no_payment_of_medicare_is_told(
    opened: Callable[..., Person], visit: Callable[..., Visit]
) -> None:
    person = opened(visit({"code": "97110", "therapist_minutes": 24}))
    captions = {label.text() for label in person.window.findChildren(QLabel)}
    assert "Medicare pays" in captions
    person.window.worksheet.session.change(payer="cpt-midpoint")
    captions = {label.text() for label in person.window.findChildren(QLabel)}
    assert "Medicare pays" not in captions
    assert "Payer pays" in captions
    assert person.total("Units") == "2"
    assert not person.find(QTreeView, "Payment").isVisible()
    assert any(text.startswith("Units only") for text in captions)
