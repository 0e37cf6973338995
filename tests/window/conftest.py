"""A window to type into, as a person does: by keys into whatever has the focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from quarterhour.reference import Reference
from quarterhour.visit import Visit, visit_from
from quarterhour.window import MainWindow
from window.person import Person


@pytest.fixture
def opened(qtbot: QtBot, reference: Reference) -> Callable[..., Person]:
    """Open a window on a visit, or on an empty one, and put the keyboard into it."""

    def open_window(visit: Visit | None = None) -> Person:
        window = MainWindow(reference, visit)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return Person(window)

    return open_window


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
