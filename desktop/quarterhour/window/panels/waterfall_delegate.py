"""Drawing the rows of the waterfall: a name, a thin bar, and the amount at the right edge."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from quarterhour.fees import MINUS, STEP_WORDS, StepKind
from quarterhour.report.payment_steps import Calculation, Flow, Goal, PaymentStep
from quarterhour.window.look import DASH, GRID
from quarterhour.window.look.ink import edge, hairline, payer_colors, secondary, selection_tint
from quarterhour.window.look.views import Index
from quarterhour.window.panels.waterfall_model import ENTRY_ROLE, working_text

_WIDEST = f"{MINUS}$8,888.88"
_SIDE = 2 * GRID
_USUAL = f"{STEP_WORDS[StepKind.ASSISTANT_REDUCTION]} (15%)"
_BAR_SHARE = 0.25
_LEAST_BAR = 6 * GRID
_BAR_HEIGHT = GRID + 2
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | _MIDDLE
_RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_ENDLESS = 10_000


def step_height(metrics: QFontMetrics) -> int:
    """Return the height of a step."""
    return metrics.height() + GRID + GRID // 2


class WaterfallDelegate(QStyledItemDelegate):
    """Draws steps and calculations by the palette of the view."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self.measure()

    def measure(self) -> None:
        """Take the measures of the view's letters: they are asked for at every keystroke."""
        self._plain, self._bold = QFont(self._view.font()), QFont(self._view.font())
        self._bold.setBold(True)
        self._metrics, self._bold_metrics = QFontMetrics(self._plain), QFontMetrics(self._bold)
        self._amounts = self._bold_metrics.horizontalAdvance(_WIDEST)
        self._usual = self._metrics.horizontalAdvance(_USUAL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a step, or of all the lines of a working."""
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, PaymentStep):
            return QSize(0, step_height(self._metrics))
        # The view tells no width before it has laid the rows out.
        room = self._view.viewport().width() - 2 * self._view.indentation() - _SIDE
        return QSize(0, _working_box(self._metrics, room, entry).height() + GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        palette = self._view.palette()
        focused = option.state & QStyle.StateFlag.State_HasFocus
        if focused:
            painter.fillRect(option.rect, selection_tint(palette))
        entry = index.data(ENTRY_ROLE)
        room = option.rect.adjusted(0, 0, -_SIDE, 0)
        painter.save()
        if isinstance(entry, PaymentStep):
            self._draw_step(painter, room, entry, palette)
        else:
            painter.setFont(self._plain)
            painter.setPen(secondary(palette))
            box = _working_box(self._metrics, room.width(), entry)
            painter.drawText(box.translated(room.topLeft()), _WRAPPED, _working(entry))
        painter.restore()
        if focused:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def _draw_step(
        self, painter: QPainter, room: QRect, step: PaymentStep, palette: QPalette
    ) -> None:
        result = step.flow is Flow.RESULT
        metrics = self._bold_metrics if result else self._metrics
        painter.setFont(self._bold if result else self._plain)
        if result:
            painter.setPen(hairline(palette))
            painter.drawLine(room.topLeft(), room.topRight())
        quiet = not result and not step.amount
        painter.setPen(secondary(palette) if quiet else palette.color(QPalette.ColorRole.Text))
        painter.drawText(room, _RIGHT, amount_text(step))
        both = room.width() - self._amounts - _SIDE
        most = both - self._usual - 2 * GRID
        bars = max(0, min(round(room.width() * _BAR_SHARE), most))
        needed = metrics.horizontalAdvance(step.name)
        # A name that is longer takes the room of its bar, which says nothing else.
        names = both if needed > both - bars - GRID else both - bars - GRID
        shown = metrics.elidedText(step.name, Qt.TextElideMode.ElideRight, names)
        painter.drawText(room, _LEFT, shown)
        if names < both and bars >= _LEAST_BAR:
            place = QRect(room.left() + both - bars, room.top(), bars, room.height())
            self._draw_bar(painter, place, step)

    def _draw_bar(self, painter: QPainter, bars: QRect, step: PaymentStep) -> None:
        if step.start == step.end:
            return
        left = bars.left() + float(step.start) * bars.width()
        width = max(1.0, float(step.end - step.start) * bars.width())
        top = bars.center().y() - _BAR_HEIGHT / 2 + 1
        palette = self._view.palette()
        medicare, patient = payer_colors(palette)
        if step.kind is StepKind.MEDICARE_PAYS:
            color = medicare
        elif step.goal is Goal.PATIENT or step.flow is Flow.RESULT:
            color = patient
        else:
            color = edge(palette)
        painter.fillRect(QRectF(left, top, width, _BAR_HEIGHT), color)


def amount_text(step: PaymentStep) -> str:
    """Return the amount of a step as it is shown, or a dash where all money is withheld."""
    if step.amount is None and not (step.flow is Flow.RESULT and step.calculations[1:]):
        return DASH
    return step.shown


def _working(working: Calculation) -> str:
    return f"{working.what}   {working_text(working)}"


def _working_box(metrics: QFontMetrics, width: int, working: Calculation) -> QRect:
    """Return the room that a working needs in a width, from the left top corner."""
    box = metrics.boundingRect(QRect(0, 0, width, _ENDLESS), _WRAPPED, _working(working))
    return QRect(QPoint(0, 0), QSize(width, box.height()))
