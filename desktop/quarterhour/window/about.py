"""About the program: its version, its data, and whose codes they are."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from quarterhour import __version__
from quarterhour.reference import Reference
from quarterhour.window.look import GRID

_NOTICE = (
    "CPT codes are copyright American Medical Association. The names of the services are this "
    "program\u2019s own words, not the descriptions in CPT. Fee schedules are from the Centers "
    "for Medicare &amp; Medicaid Services."
)
_PURPOSE = (
    "Units, modifiers and expected Medicare payment for therapy visits. It works offline and keeps "
    "no patient data. Amounts are estimates; your MAC decides."
)


class AboutDialog(QDialog):
    """Names the version, the editions loaded with their files, and the copyrights."""

    def __init__(self, reference: Reference, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Quarterhour")
        text = QTextBrowser(self)
        text.setAccessibleName("About Quarterhour")
        text.setOpenLinks(False)
        text.document().setDocumentMargin(3 * GRID)
        text.setHtml(_html(reference))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        layout.addWidget(text)
        layout.addWidget(buttons)
        self.resize(160 * GRID, 110 * GRID)


def _html(reference: Reference) -> str:
    editions = "".join(
        f"<li>{escape(edition.release)}: {edition.valid_from} to {edition.valid_to}, "
        f"conversion factor {edition.conversion_factor}</li>"
        for edition in reference.editions
    )
    sources = "".join(
        f"<p>{escape(source.file)}<br><code>{source.sha256}</code></p>"
        for source in reference.sources
    )
    return (
        f'<p style="font-size:x-large"><b>Quarterhour</b> {__version__}</p>'
        f"<p>{_PURPOSE}</p><p>{_NOTICE}</p>"
        f"<p><b>Fee schedules loaded</b></p><ul>{editions}</ul>"
        f"<p><b>Files they came from, with their sha256</b></p>{sources}"
    )
