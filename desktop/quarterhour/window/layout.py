"""Where the parts of the main window are: the center from top down, and the panel at its right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from quarterhour.entry.settings import COLUMNS, PANEL
from quarterhour.window.frame import Section, ThinSplitter
from quarterhour.window.look import GRID
from quarterhour.window.look.text import scale_of
from quarterhour.window.panels.answer_strip import AnswerStrip
from quarterhour.window.panels.minute_ruler import MinuteRuler
from quarterhour.window.panels.to_settle import ToSettlePanel
from quarterhour.window.settings import KeptSettings
from quarterhour.window.table import ServiceTable
from quarterhour.window.visits import VisitPane

_ITEM = 10 * GRID
_SHARE_OF_SETTLING = 0.4
_LOW, _LOWEST = 640, 560  # heights of a window
_LOWEST_OF_LARGE_LETTERS = 440  # of a window that is higher than the lowest


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
        self._window_height, self._scale = 0, 1.0
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
        """Have the answer take one line in a low window, and what is to settle in a lower one.

        A window is as low as what of it is seen in its letters.
        """
        self._window_height, self._scale = height, scale_of(self.font())
        height = round(height / self._scale)
        self._low = height < _LOW
        self._fit_strip()
        lowest = self._window_height < _LOWEST or height < _LOWEST_OF_LARGE_LETTERS
        self._to_settle.lay_in_a_line(lowest)
        self._ruler.fit_window(height)
        self._table.fit_window(height)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Return the room in which all of them are seen, if not all of each."""
        table, ruler = self._table.minimumSizeHint(), self._ruler.minimumSizeHint()
        width = max(self._strip.least_width, table.width(), ruler.width())
        item = round(_ITEM * scale_of(self.font()))
        height = self._strip.least_height + table.height() + self._ruler.least_height + item
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
            if self._window_height and self._scale != scale_of(self.font()):
                self.fit_height(self._window_height)
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
        settling, item = 0, round(_ITEM * scale_of(self.font()))
        if not self._to_settle.isHidden():
            most = int(self.height() * _SHARE_OF_SETTLING)
            settling = min(self._to_settle.sizeHint().height(), max(most, item))
        least, highest = self._table.minimumSizeHint().height(), self._table.sizeHint().height()
        # The table has all its rows as long as two items are seen, or one in a low window.
        kept = min(settling, self._to_settle.least_height)
        # In less than the least that a window has, it scrolls, so that the ruler stays on view and
        # one item with it.
        scarce = max(0, free - min(kept, self._to_settle.minimumSizeHint().height()))
        table = self._table.whole_rows(min(highest, max(min(least, scarce), free - kept)))
        heights = (self._strip.height(), table, ruler, max(0, min(settling, free - table)))
        y = 0
        parts = (self._strip, self._table, self._ruler, self._to_settle)
        for part, height in zip(parts, heights, strict=True):
            part.setGeometry(0, y, self.width(), height)
            y += height


_WIDTH, _WIDE = 344, 400  # at letters of 13 pixels
_WIDE_FROM, _CLOSED_BELOW = 1440, 1280
_LINE = 1  # between two columns
_CROWDED = (
    "No room for {} beside letters this large. Widen the window, or press Ctrl+\N{MINUS SIGN}."
)
_MOST_OF_PAYMENT = 0.6  # of the panel, where the explanation has more to say than there is room


class RightPanel(QObject):
    """Opens and closes the panel beside the center, and keeps the places of its splitters.

    It is closed in a narrow window until someone opens it. Neither it nor the visits are open where
    that would cut an amount in them or in the center. `opened` tells whether it is open, `crowded`
    has why one of the two cannot be. `left` gives the keyboard back to the table, where it was in
    the panel. Until someone drags the line between them, the payment has the room that it needs.
    """

    opened = Signal(bool)
    crowded = Signal(str)
    left = Signal()

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
        self._leasts = (0, 0, 0)
        self._fitting = False
        self._visits_wait = False  # closed for want of room alone
        self._visits_gave_way = False  # to the panel
        self._chosen: bool | None = None  # open or closed, as someone wanted it
        self._panel = ThinSplitter(Qt.Orientation.Vertical, parent, explanation, payment)
        self._explanation, self._payment = explanation, payment
        self._panel.installEventFilter(self)
        self._panel.setAutoFillBackground(True)
        self._panel.setBackgroundRole(QPalette.ColorRole.Window)
        self.columns = ThinSplitter(Qt.Orientation.Horizontal, parent, visits, center, self._panel)
        self.columns.keeps = center
        self.columns.installEventFilter(self)
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
            if shown and not self._visits.isHidden() and not self._has_room_for_both:
                self._visits.open(False)
                self._visits_gave_way = True
            self._fit()
            if shown and self._panel.isHidden():
                self.opened.emit(False)
                self.crowded.emit(_CROWDED.format("the explanation"))

    def fit(self, width: int) -> None:
        """Take the room of a window of this width."""
        self._width = width
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the room anew where a part, or what stands in the panel, takes another."""
        if watched is not self._panel:
            if event.type() == QEvent.Type.LayoutRequest and self._leasts != self._least_widths():
                self._fit()
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
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

    def _least_widths(self) -> tuple[int, int, int]:
        """Return the widths in which nothing is cut: of the visits, the center, and the panel."""
        visits, center, panel = (
            each.minimumSizeHint().width() for each in (self._visits, self._center, self._panel)
        )
        return visits + _LINE, center, panel + _LINE

    @property
    def _narrow(self) -> bool:
        """Whether both side panels are too much beside the center, by the size of the letters."""
        return self._width < _CLOSED_BELOW * scale_of(self._panel.font())

    @property
    def _has_room_for_both(self) -> bool:
        return not self._narrow and sum(self._least_widths()) <= self._width

    def _fit(self) -> None:
        """Open what is wanted and has room, and close what has none."""
        self._leasts = visits, center, panel = self._least_widths()
        if self._fitting or not self._width:
            return
        self._fitting = True  # the visits tell that they open and close here, too
        both = self._has_room_for_both
        if self._visits.isHidden():
            if self._visits_wait and center + visits <= self._width:
                self._visits_wait = False
                self._visits.open(True)
        elif center + visits > self._width:
            self._visits_wait = True
            self._visits.open(False)
        wanted = not self._narrow if self._chosen is None else self._chosen
        self._show(wanted and center + panel <= self._width and (both or self._visits.isHidden()))
        self._fitting = False
        self._share()
        if self._visits_gave_way and self._panel.isHidden():
            self._visits.open(True)
            if wanted:  # once open, the panel needs more room than before
                self.crowded.emit(_CROWDED.format("the explanation"))

    def _make_way(self, shown: bool) -> None:
        """Close where the visits open in a narrow window; have the center take what is left."""
        if self._fitting:
            return
        self._visits_wait = self._visits_gave_way = False
        if not shown:
            self._share()
            return
        self._fit()
        if self._visits.isHidden():
            self.crowded.emit(_CROWDED.format("the visits"))

    def _share(self) -> None:
        """Have the columns the widths that suit the window, unless they were dragged."""
        if self._dragged:
            return
        wide = _WIDE if self._width >= _WIDE_FROM else _WIDTH
        visits, panel = self._visits.sizeHint().width(), round(wide * scale_of(self._panel.font()))
        spare = self._width - self._leasts[1] - 2 * _LINE
        beside = 0 if self._visits.isHidden() else visits
        panel = max(min(panel, spare - beside), self._leasts[2] - _LINE)
        beside = 0 if self._panel.isHidden() else panel
        visits = max(min(visits, spare - beside), self._leasts[0] - _LINE)
        center = max(self._width - visits - panel - 2 * _LINE, 1)
        self.columns.setSizes([visits, center, panel])

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
        focus = QApplication.focusWidget()
        held = focus is not None and self._panel.isAncestorOf(focus)
        self._panel.setVisible(shown)
        self.opened.emit(shown)
        if held and not shown:
            self.left.emit()

    def _note_drag(self) -> None:
        self._dragged = True

    def _note_panel_drag(self) -> None:
        self._panel_dragged = True
