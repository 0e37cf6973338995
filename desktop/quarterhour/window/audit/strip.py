"""The answer of the audit at a glance: visits, units as typed and if settled, what is to settle."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from quarterhour.claims import Severity
from quarterhour.day import DayAssessment
from quarterhour.entry.day_audit import Audit
from quarterhour.report.day_findings import range_text
from quarterhour.window.look import DASH, ELLIPSIS, GRID
from quarterhour.window.look.buttons import press_where_focused
from quarterhour.window.look.icons import icon, paint_mark
from quarterhour.window.look.ink import edge
from quarterhour.window.look.plain import announce
from quarterhour.window.look.scaled import ANSWER, CAPTION, ScaledLabel

_HEIGHT = 17 * GRID
_LOW = 11 * GRID
_GAP = 9 * GRID
_BADGE = 20
_BUTTON = 30
_TITLES = ("Visits", "Units as typed", "Units if settled", "To settle")
PRINT = f"&Print the audit{ELLIPSIS}"


class AuditStrip(QWidget):
    """Shows four figures; `print_wanted` follows the button."""

    print_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._severity: Severity | None = None
        self._count = 0
        self._captions = [ScaledLabel(CAPTION, self, quiet=True) for _ in _TITLES]
        self._figures = [ScaledLabel(ANSWER, self, semibold=True) for _ in _TITLES]
        self._badge = _Badge(self)
        self.print_button = QPushButton(PRINT, self)
        self.print_button.setAccessibleName("Print the audit")
        press_where_focused(self.print_button)
        self.print_button.clicked.connect(self.print_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 0, 4 * GRID, 1)
        layout.setSpacing(_GAP)
        for at, (title, caption, figure) in enumerate(
            zip(_TITLES, self._captions, self._figures, strict=True)
        ):
            caption.setText(title)
            line = QHBoxLayout()
            line.setSpacing(2 * GRID)
            if at == len(_TITLES) - 1:
                line.addWidget(self._badge)
            line.addWidget(figure, 1)
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addStretch(1)
            column.addWidget(caption)
            column.addLayout(line)
            column.addStretch(1)
            layout.addLayout(column)
        layout.addStretch(1)
        layout.addWidget(self.print_button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._draw()

    def show_day(self, result: DayAssessment | None, audit: Audit) -> None:
        """Show another day."""
        count = len(audit.asked)
        values = (DASH, DASH, DASH, str(count))
        if result is not None:
            settled = range_text(result.total_if_settled)
            typed = str(result.total_as_typed)
            values = (str(len(result.visits)), typed, settled, str(count))
        for title, figure, value in zip(_TITLES, self._figures, values, strict=True):
            figure.setText(value)
            figure.setAccessibleName(f"{title}: {value}")
        worst = min((each.severity for each in audit.asked), key=_rank, default=None)
        self._badge.show_severity(worst)
        self.print_button.setEnabled(result is not None and result.audited)
        if count != self._count:
            announce(self, f"{_TITLES[-1]}: {count}")
            self._count = count

    def figures(self) -> list[str]:
        """Return what the four figures say."""
        return [figure.text() for figure in self._figures]

    def sizeHint(self) -> QSize:
        """Return the height of a caption over a figure."""
        letters = sum(each[0].sizeHint().height() for each in (self._captions, self._figures))
        return QSize(super().sizeHint().width(), max(_HEIGHT, letters + 4 * GRID))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        elif event.type() == QEvent.Type.FontChange:
            for label in self.findChildren(ScaledLabel):
                label.follow_font()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below."""
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, edge(self.palette()))

    def _draw(self) -> None:
        self.print_button.setMinimumHeight(_BUTTON)
        color = self.palette().color(QPalette.ColorRole.ButtonText)
        drawn = icon("menu/print", color)
        self.print_button.setIcon(drawn if not drawn.isNull() else QIcon())


class _Badge(QWidget):
    """The badge of the worst that is to be settled, larger than in a list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._severity: Severity | None = None
        self.setFixedSize(_BADGE, _BADGE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_severity(self, severity: Severity | None) -> None:
        """Show another badge, or none."""
        self._severity = severity
        self.setVisible(severity is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        if self._severity is not None:
            with QPainter(self) as painter:
                paint_mark(painter, self.rect().toRectF(), self._severity, self.palette())


def _rank(severity: Severity) -> int:
    return severity.rank
