"""Where the parts of the main window are: the center from top down, and the panel at its right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from quarterhour.entry.settings import COLUMNS, PANEL
from quarterhour.window.frame import Section, ThinSplitter
from quarterhour.window.look import GRID
from quarterhour.window.panels.answer_strip import AnswerStrip
from quarterhour.window.panels.minute_ruler import MinuteRuler
from quarterhour.window.panels.to_settle import ToSettlePanel
from quarterhour.window.settings import KeptSettings
from quarterhour.window.table import ServiceTable
from quarterhour.window.visits import VisitPane

_ITEM = 10 * GRID
_SHARE_OF_SETTLING = 0.4
_LOW, _LOWEST = 640, 560  # heights of a window


class Center(QWidget):
    """Places them from top down; what is left stays empty.

    Where it is tight, first what is to settle scrolls, then the table. It places them itself: in
    a layout, none of them would know which of them is to give way first.
    """

    def __init__(
        self,
        strip: AnswerStrip,
        table: ServiceTable,
        ruler: MinuteRuler,
        to_settle: ToSettlePanel,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._strip = strip
        self._table = table
        self._ruler = ruler
        self._low = False
        self._least = QSize()
        self._to_settle = to_settle
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        # In the order in which Tab goes through them.
        for widget in (strip, table, ruler, to_settle):
            widget.setParent(self)
        model = table.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._place)

    def fit_height(self, height: int) -> None:
        """Have the answer take one line in a low window, and what is to settle in a lower one."""
        self._low = height < _LOW
        self._fit_strip()
        self._to_settle.lay_in_a_line(height < _LOWEST)
        self._ruler.fit_window(height)
        self._table.fit_window(height)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Return the room in which all of them are seen, if not all of each."""
        table, ruler = self._table.minimumSizeHint(), self._ruler.minimumSizeHint()
        width = max(self._strip.room(False), table.width(), ruler.width())
        height = self._strip.least_height + table.height() + self._ruler.least_height + _ITEM
        return QSize(width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them in the room that there is now."""
        super().resizeEvent(event)
        self._fit_strip()
        self._place()

    def event(self, event: QEvent) -> bool:
        """Place them anew where one of them needs other room."""
        heard = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
            least = self.minimumSizeHint()
            if least != self._least:
                self._least = least
                self.updateGeometry()
        return heard

    def _fit_strip(self) -> None:
        """Have the answer take one line in a low window, where there is the room for it."""
        one_line = self._low and self._strip.room(True) <= self.width()
        if one_line is not self._strip.in_a_line:
            self._strip.lay_in_a_line(one_line)

    def _place(self) -> None:
        ruler = self._ruler.sizeHint().height()
        free = max(0, self.height() - self._strip.height() - ruler)
        settling = 0
        if not self._to_settle.isHidden():
            most = int(self.height() * _SHARE_OF_SETTLING)
            settling = min(self._to_settle.sizeHint().height(), max(most, _ITEM))
        least, highest = self._table.minimumSizeHint().height(), self._table.sizeHint().height()
        # The table has all its rows as long as two items are seen, or one in a low window.
        kept = min(settling, self._to_settle.least_height)
        # In less than the least that a window has, it scrolls, so that the ruler stays on view.
        table = min(highest, max(min(least, free), free - kept))
        heights = (self._strip.height(), table, ruler, max(0, min(settling, free - table)))
        y = 0
        parts = (self._strip, self._table, self._ruler, self._to_settle)
        for part, height in zip(parts, heights, strict=True):
            part.setGeometry(0, y, self.width(), height)
            y += height


_WIDTH, _WIDE = 344, 400
_USUAL_LETTERS = 17  # the height of a line of them
_LEAST = 280
_WIDE_FROM, _CLOSED_BELOW = 1440, 1280
_MOST_OF_PAYMENT = 0.6  # of the panel, where the explanation has more to say than there is room


class RightPanel(QObject):
    """Opens and closes the panel beside the center, and keeps the places of its splitters.

    It is closed in a narrow window until someone opens it. `opened` tells whether it is open.
    Until someone drags the line between them, the payment has the room that it needs.
    """

    opened = Signal(bool)

    def __init__(
        self,
        visits: VisitPane,
        center: QWidget,
        explanation: Section,
        payment: Section,
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
        self._explanation, self._payment = explanation, payment
        self._panel.installEventFilter(self)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the panel anew where it, or what stands in it, takes other room."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._share_panel()
        return False

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

    def _share_panel(self) -> None:
        """Give the payment what it needs of the height, and the explanation the rest."""
        if self._panel_dragged:
            return
        room = self._panel.height() - self._panel.handleWidth()
        payment, share = self._payment.wanted_height, round(room * _MOST_OF_PAYMENT)
        if payment > share:
            payment = min(payment, max(share, room - self._explanation.wanted_height))
        if self._panel.sizes() != [room - payment, payment]:
            self._panel.setSizes([room - payment, payment])

    def _show(self, shown: bool) -> None:
        self._panel.setVisible(shown)
        self.opened.emit(shown)

    def _note_drag(self) -> None:
        self._dragged = True

    def _note_panel_drag(self) -> None:
        self._panel_dragged = True
