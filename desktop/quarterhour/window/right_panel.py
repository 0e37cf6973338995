"""The panel at the right: the explanation above the payment; it gives way in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSplitter, QWidget

from quarterhour.entry.settings import COLUMNS, PANEL
from quarterhour.window.look.thin_splitter import ThinSplitter
from quarterhour.window.settings import KeptSettings

_WIDTH, _WIDE = 344, 400
_LEAST = 280
_WIDE_FROM, _CLOSED_BELOW = 1440, 1280


class RightPanel(QObject):
    """Opens and closes the panel beside the center, and keeps the places of its splitters.

    It is closed in a narrow window until someone opens it. `opened` tells whether it is open.
    """

    opened = Signal(bool)

    def __init__(
        self,
        center: QWidget,
        explanation: QWidget,
        payment: QWidget,
        kept: KeptSettings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._kept = kept
        self._chosen: bool | None = None  # open or closed, as someone wanted it
        self._panel = ThinSplitter(Qt.Orientation.Vertical, parent, explanation, payment)
        self._panel.setStretchFactor(0, 1)
        self._panel.setStretchFactor(1, 0)
        self._panel.setMinimumWidth(_LEAST)
        self._panel.setAutoFillBackground(True)
        self._panel.setBackgroundRole(QPalette.ColorRole.Window)
        self.columns = ThinSplitter(Qt.Orientation.Horizontal, parent, center, self._panel)
        self.columns.setStretchFactor(0, 1)
        self.columns.setStretchFactor(1, 0)
        self._dragged = self.columns.restoreState(kept.get(COLUMNS))
        self._panel.restoreState(kept.get(PANEL))
        self._panel_dragged = bool(kept.get(PANEL))
        self.columns.setHandleWidth(1)
        self._panel.setHandleWidth(1)
        self.columns.splitterMoved.connect(self._note_drag)
        self._panel.splitterMoved.connect(self._note_panel_drag)

    def isHidden(self) -> bool:
        """Return whether the panel is closed."""
        return self._panel.isHidden()

    def open(self, shown: bool) -> None:
        """Open or close the panel, whatever room there is."""
        if shown is self._panel.isHidden():
            self._chosen = shown
            self._show(shown)

    def fit(self, width: int) -> None:
        """Take the room of a window of this width."""
        shown = width >= _CLOSED_BELOW if self._chosen is None else self._chosen
        self._show(shown)
        if shown and not self._dragged:
            wide = _WIDE if width >= _WIDE_FROM else _WIDTH
            self.columns.setSizes([max(width - wide - 1, 1), wide])

    def keep(self) -> None:
        """Keep where the splitters were dragged to."""
        for setting, splitter, dragged in (
            (COLUMNS, self.columns, self._dragged),
            (PANEL, self._panel, self._panel_dragged),
        ):
            if dragged:
                self._kept.keep(setting, bytes(QSplitter.saveState(splitter).data()))

    def _show(self, shown: bool) -> None:
        self._panel.setVisible(shown)
        self.opened.emit(shown)

    def _note_drag(self) -> None:
        self._dragged = True

    def _note_panel_drag(self) -> None:
        self._panel_dragged = True
