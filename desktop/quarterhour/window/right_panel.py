"""The panel at the right: the explanation above the payment; it gives way in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSplitter, QWidget

from quarterhour.entry.settings import COLUMNS, PANEL
from quarterhour.window.look.thin_splitter import ThinSplitter
from quarterhour.window.settings import KeptSettings
from quarterhour.window.visits.pane import VisitPane

_WIDTH, _WIDE = 344, 400
_USUAL_LETTERS = 17  # the height of a line of them
_LEAST = 280
_WIDE_FROM, _CLOSED_BELOW = 1440, 1280


class RightPanel(QObject):
    """Opens and closes the panel beside the center, and keeps the places of its splitters.

    It is closed in a narrow window until someone opens it. `opened` tells whether it is open.
    """

    opened = Signal(bool)

    def __init__(
        self,
        visits: VisitPane,
        center: QWidget,
        explanation: QWidget,
        payment: QWidget,
        kept: KeptSettings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._kept = kept
        self._visits = visits
        self._center = center
        self._width = 0
        self._chosen: bool | None = None  # open or closed, as someone wanted it
        self._panel = ThinSplitter(Qt.Orientation.Vertical, parent, explanation, payment)
        self._panel.setStretchFactor(0, 1)
        self._panel.setStretchFactor(1, 0)
        self._panel.setMinimumWidth(_LEAST)
        self._panel.setAutoFillBackground(True)
        self._panel.setBackgroundRole(QPalette.ColorRole.Window)
        self.columns = ThinSplitter(Qt.Orientation.Horizontal, parent, visits, center, self._panel)
        self.columns.keeps = center
        for at, stretch in enumerate((0, 1, 0)):
            self.columns.setStretchFactor(at, stretch)
        visits.opened.connect(self._make_way)
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
            if shown and self._narrow:
                self._visits.open(False)
            self._show(shown)
            self._share()

    def fit(self, width: int) -> None:
        """Take the room of a window of this width."""
        self._width = width
        shown = not self._narrow if self._chosen is None else self._chosen
        fits = self._center.minimumSizeHint().width() + _LEAST <= width
        self._show(shown and fits and not (self._narrow and not self._visits.isHidden()))
        self._share()

    @property
    def _narrow(self) -> bool:
        """Whether both side panels have no room beside the center, by the size of the letters."""
        scale = max(1.0, self._panel.fontMetrics().height() / _USUAL_LETTERS)
        return self._width < _CLOSED_BELOW * scale

    def keep(self) -> None:
        """Keep where the splitters were dragged to."""
        for setting, splitter, dragged in (
            (COLUMNS, self.columns, self._dragged),
            (PANEL, self._panel, self._panel_dragged),
        ):
            if dragged:
                self._kept.keep(setting, bytes(QSplitter.saveState(splitter).data()))

    def _make_way(self, shown: bool) -> None:
        """Close where the visits open in a narrow window; have the center take what is left."""
        if shown and self._narrow:
            self._show(False)
        self._share()

    def _share(self) -> None:
        """Have the columns the widths that suit the window, unless they were dragged."""
        if not self._dragged:
            wide = _WIDE if self._width >= _WIDE_FROM else _WIDTH
            sides = self._visits.sizeHint().width(), wide
            self.columns.setSizes([sides[0], max(self._width - sum(sides) - 2, 1), sides[1]])

    def _show(self, shown: bool) -> None:
        self._panel.setVisible(shown)
        self.opened.emit(shown)

    def _note_drag(self) -> None:
        self._dragged = True

    def _note_panel_drag(self) -> None:
        self._panel_dragged = True
