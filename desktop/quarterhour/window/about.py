"""About the program: its versions, its data, where it keeps things, and whose all of it is."""

from __future__ import annotations

import platform
import sys
import tomllib
from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from quarterhour import __version__
from quarterhour.log import FILE
from quarterhour.reference import Reference, american
from quarterhour.resources import is_portable, resource_folder, user_folder
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import close_box
from quarterhour.window.look.text_view import TextView
from quarterhour.window.settings import KeptSettings
from quarterhour.window.words import WORDS, Title

_PURPOSE = (
    "Units, modifiers, and estimated Medicare payment for therapy visits. Works offline and "
    "doesn't store patient data. Your MAC makes the final decision."
)
_NOTICE = (
    "CPT codes are copyright of the American Medical Association. All rights reserved. Its "
    "descriptions aren't included; the names of the services are Quarterhour's own. Fee schedules "
    "are from the Centers for Medicare & Medicaid Services."
)


class AboutDialog(QDialog):
    """Names versions, editions with their files, folders and copyrights; all can be copied."""

    def __init__(self, reference: Reference, kept: KeptSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(WORDS[Title.ABOUT])
        text = TextView(self)
        text.setAccessibleName(WORDS[Title.ABOUT])
        text.document().setDocumentMargin(3 * GRID)
        text.setHtml(_html(reference, kept))
        clipboard, role = QApplication.clipboard(), QDialogButtonBox.ButtonRole.ActionRole
        buttons = close_box(self)
        copy = buttons.addButton("Copy &all", role)
        copy.clicked.connect(lambda: clipboard.setText(text.toPlainText()))
        folders = buttons.addButton("Copy &folders", role)
        folders.clicked.connect(lambda: clipboard.setText("\n".join(_folders(kept))))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        layout.addWidget(text)
        layout.addWidget(buttons)
        self.resize(160 * GRID, 120 * GRID)


def _html(reference: Reference, kept: KeptSettings) -> str:
    editions = [
        f"{edition.release}: {american(edition.valid_from)} to {american(edition.valid_to)}, "
        f"conversion factor {edition.conversion_factor}"
        for edition in reference.editions
    ]
    versions = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    text = (resource_folder() / "license.txt").read_text(encoding="utf-8")
    return "".join(
        (
            f'<p style="font-size:x-large"><b>Quarterhour</b> {__version__}</p>',
            *(f"<p>{escape(text)}</p>" for text in (versions, _PURPOSE, _NOTICE)),
            _list("Where files are stored", _folders(kept)),
            _list("Fee schedules loaded", editions),
            "<p><b>Source files and SHA-256</b></p>",
            *(
                f"<p>{escape(source.file)}<br><code>{escape(source.sha256)}</code></p>"
                for source in reference.sources
            ),
            _list("Open-source licenses", map(": ".join, inside().items())),
            "<p><b>License of Quarterhour</b></p>",
            *(f"<p>{escape(part)}</p>" for part in text.split("\n\n")),
        )
    )


def inside() -> dict[str, str]:
    """Return what others wrote that is part of Quarterhour, each with the name of its license."""
    text = (resource_folder() / "components.toml").read_text(encoding="utf-8")
    kinds: dict[str, dict[str, str]] = tomllib.loads(text)
    if not getattr(sys, "frozen", False):
        del kinds["loader"]
    return {
        name: license.removeprefix("LicenseRef-")
        for components in kinds.values()
        for name, license in components.items()
    }


def _folders(kept: KeptSettings) -> Iterator[str]:
    """Yield where Quarterhour keeps what, a line each."""
    folder = user_folder()
    yield f"Imports and unsaved work: {folder}"
    yield f"Settings: {kept.where}"
    yield f"Log of errors: {folder / FILE}"
    if is_portable():
        yield "Quarterhour is portable: it stores everything in its own folder."


def _list(title: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<p><b>{title}</b></p><ul>{items}</ul>"
