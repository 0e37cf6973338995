"""The dialog that compares the fee of a service through the years and across the localities."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from quarterhour.entry import Suggestions
from quarterhour.reference import Reference
from quarterhour.window.fees.entries import Entries
from quarterhour.window.fees.pages import LocalitiesPage, YearsPage
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import close_box, press_where_focused
from quarterhour.window.words import WORDS, Title


class FeesDialog(QDialog):
    """Compares fees beside the window, which stays usable; it computes nothing.

    `locality` is a `MAC-locality` or "national"; `code` may be empty.
    """

    def __init__(
        self,
        reference: Reference,
        suggestions: Suggestions,
        locality: str,
        code: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(WORDS[Title.COMPARE_FEES])
        self.setSizeGripEnabled(True)
        self._entries = Entries(reference, suggestions, locality, code, self)
        # Before its pages: Tab goes in the order in which things are made.
        self._tabs = QTabWidget(self)
        self._tabs.setAccessibleName("Comparisons")
        self._years = YearsPage(reference, self)
        self._localities = LocalitiesPage(reference, self)
        self._tabs.addTab(self._years, WORDS[Title.YEARS])
        self._tabs.addTab(self._localities, WORDS[Title.LOCALITIES])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[4 * GRID] * 4)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self._entries)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(self._buttons())
        self._entries.changed.connect(self._refresh)
        self._entries.canceled.connect(self.reject)
        self._tabs.currentChanged.connect(self._show_chosen)
        self._refresh()
        self.resize(200 * GRID, 140 * GRID)

    def renew(self) -> None:
        """Show what the reference holds now, after an import or a removal."""
        self._entries.renew()

    @property
    def _page(self) -> YearsPage | LocalitiesPage:
        return self._years if self._tabs.currentWidget() is self._years else self._localities

    def _buttons(self) -> QDialogButtonBox:
        buttons = close_box(self)
        copy = buttons.addButton("Co&py table", QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAccessibleName("Copy table")
        copy.setToolTip("As text with tabs, for a spreadsheet")
        for button in (copy, buttons.button(QDialogButtonBox.StandardButton.Close)):
            # Enter belongs to the entries.
            press_where_focused(button)
        copy.clicked.connect(self._copy)
        return buttons

    def _show_chosen(self) -> None:
        self._page.table.show_chosen()

    def _copy(self) -> None:
        self._page.table.copy()

    def _refresh(self) -> None:
        subject = self._entries.subject
        self._years.show_subject(subject)
        self._localities.show_subject(subject)
