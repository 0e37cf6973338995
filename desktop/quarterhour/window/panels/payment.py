"""The payment as a waterfall, from the fee schedule to what Medicare and the patient pay."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTreeView, QWidget

from quarterhour.fees import StepKind
from quarterhour.report.payment_steps import PaymentStep, payment_steps
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import figures_font
from quarterhour.window.panels.waterfall_delegate import WaterfallDelegate, step_height
from quarterhour.window.panels.waterfall_model import WaterfallModel
from quarterhour.window.worksheet import Worksheet

_UNFOLDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LEAST_STEPS = 5
# The room that is added for the arithmetic while a step is unfolded; more is scrolled to.
_UNFOLDED_STEPS = 5


class PaymentPanel(QTreeView):
    """Lists the steps of the payment; Enter, Space or a click unfolds the arithmetic of one.

    Its height follows what is unfolded, not what is typed.
    """

    def __init__(self, worksheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worksheet = worksheet
        self._steps = WaterfallModel(self._now(), self)
        self._open: set[StepKind] = set()
        self._delegate = WaterfallDelegate(self)
        self.setFont(figures_font(self.font()))
        self.setModel(self._steps)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Payment")
        self.setAccessibleDescription("Enter unfolds the arithmetic of a step")
        self.setHeaderHidden(True)
        self.setIndentation(4 * GRID)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTreeView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.clicked.connect(self._unfold)
        self.expanded.connect(self._remember)
        self.collapsed.connect(self._remember)
        self.setCurrentIndex(self._steps.index(0, 0))
        worksheet.assessed.connect(self._refresh)

    def sizeHint(self) -> QSize:
        """Return the room for all steps, and for some arithmetic where any is unfolded."""
        steps = len(self._steps.steps) + (_UNFOLDED_STEPS if self._open else 0)
        return QSize(super().sizeHint().width(), self._height(steps))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the least number of steps that can be scrolled through."""
        return QSize(super().minimumSizeHint().width(), self._height(_LEAST_STEPS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unfold or fold by Enter and Space."""
        if event.key() in _UNFOLDS and self.currentIndex().isValid():
            self._unfold(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the arithmetic anew in another width."""
        super().resizeEvent(event)
        if self._open and event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._delegate.measure()
            self.updateGeometry()

    def _height(self, steps: int) -> int:
        return steps * step_height(self.fontMetrics()) + 2 * self.frameWidth()

    def _now(self) -> tuple[PaymentStep, ...]:
        outcome = self._worksheet.session.outcome
        return payment_steps(outcome.assessment, outcome.why_no_payment)

    def _refresh(self) -> None:
        at = self.currentIndex()
        at = at.parent() if at.parent().isValid() else at
        row, steps = at.row(), len(self._steps.steps)
        if self._steps.replace(self._now()):
            self.setCurrentIndex(self._steps.index(max(row, 0), 0))
            for place, step in enumerate(self._steps.steps):
                if step.kind in self._open:
                    self.setExpanded(self._steps.index(place, 0), True)
            if len(self._steps.steps) != steps:
                self.updateGeometry()

    def _unfold(self, index: QModelIndex) -> None:
        step = index.parent() if index.parent().isValid() else index
        self.setCurrentIndex(step)
        self.setExpanded(step, not self.isExpanded(step))

    def _remember(self, index: QModelIndex) -> None:
        """Keep what is unfolded: the tree is built anew when other lines come."""
        before = bool(self._open)
        kind = self._steps.steps[index.row()].kind
        if self.isExpanded(index):
            self._open.add(kind)
        else:
            self._open.discard(kind)
        if bool(self._open) != before:
            self.updateGeometry()
