"""Everything that asks in a window of its own. Tests put their own answers here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget


def ask_visit_to_open(parent: QWidget) -> Path | None:
    """Ask for a visit to open; return None if nothing was chosen."""
    # Loaded only when asked for: it would delay the first window.
    from PySide6.QtWidgets import QFileDialog

    name, _ = QFileDialog.getOpenFileName(
        parent, "Open visit", "", "Visits (*.quarterhour);;All files (*)"
    )
    return Path(name) if name else None
