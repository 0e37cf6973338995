"""The panel beside the lists: a finding with its question and choices, and the day's figures."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quarterhour.day import DayAssessment, Finding
from quarterhour.day.minutes import minutes_text
from quarterhour.entry.day_audit import AuditItem, Kind
from quarterhour.report.audit_figures import FigureLine, figure_lines
from quarterhour.report.day_findings import choice_units, edit_texts, entry_rows, settled_answer
from quarterhour.units import units_text
from quarterhour.window.look import ELLIPSIS, GRID
from quarterhour.window.look.buttons import Button, LinkButton, RadioButton
from quarterhour.window.look.colors import edge, secondary
from quarterhour.window.look.icons import Mark, TagChip
from quarterhour.window.look.text import (
    CAPTION,
    ElidedLabel,
    StillBox,
    color_letters,
    paragraph,
    plain_label,
    scale_of,
    scaled_font,
    scaled_label,
)
from quarterhour.window.look.views import RIGHT

PEOPLE = f"Pe&ople and clocks{ELLIPSIS}"
_ROW = 28
_COLUMN = 34
_RING = 2
_SIDE = 4 * GRID
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class Choices(QWidget):
    """Asks which of the choices of a finding is true, each with the units of the visits after it.

    `buttons` are those of the choices; `checked` follows the first that is checked, and `entered`
    asks to use it.
    """

    checked = Signal()
    entered = Signal()

    def __init__(self, result: DayAssessment, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self._finding = finding
        self.setAccessibleName(finding.question)
        self._group = QButtonGroup(self)
        self.buttons: list[_Choice] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.setColumnStretch(0, 1)
        question = scaled_label(finding.question, self, semibold=True, wrap=True)
        grid.addWidget(question, 0, 0)
        for column, tag in enumerate(finding.patients, 1):
            head = scaled_label(tag, self, quiet=True)
            head.setAccessibleName(f"Units of {tag}")
            grid.addWidget(head, 0, column, RIGHT)
            grid.setColumnMinimumWidth(column, _COLUMN)
        for at, choice in enumerate(finding.choices):
            units = choice_units(result, finding, choice)
            button = _Choice(choice.title, self)
            said = [f"{tag} {units_text(count)}" for tag, count in units.items()]
            button.setAccessibleDescription(", ".join((*said, *edit_texts(choice))))
            button.stepped.connect(self._step)
            button.entered.connect(self.entered)
            self._group.addButton(button, at)
            if at:  # Tab comes to the group once, as Qt has it from the first focus on
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.buttons.append(button)
            row = 1 + 2 * at
            grid.setRowMinimumHeight(row, _ROW)
            grid.addWidget(button, row, 0)
            for column, tag in enumerate(finding.patients, 1):
                if tag in units:
                    count = plain_label(str(units[tag]), self)
                    count.setAccessibleName(f"{tag} {units_text(units[tag])}: {units[tag]}")
                    grid.addWidget(count, row, column, RIGHT)
            if denied := "\n".join(edit_texts(choice)):
                below = scaled_label(denied, self, CAPTION, quiet=True, wrap=True)
                below.setContentsMargins(6 * GRID, 0, 0, GRID)
                grid.addWidget(below, row + 1, 0, 1, -1)
        # Not where one is clicked: assistive technology checks one without a click.
        self._group.idToggled.connect(lambda _, on: self.checked.emit() if on else None)

    def chosen(self) -> str:
        """The id of the choice that is checked, empty where none is."""
        at = self._group.checkedId()
        return self._finding.choices[at].id if at >= 0 else ""

    def _step(self, step: int) -> None:
        at = next(at for at, each in enumerate(self.buttons) if each.hasFocus()) + step
        if 0 <= at < len(self.buttons):
            self.buttons[at].setFocus(Qt.FocusReason.TabFocusReason)


class _Choice(RadioButton):
    """A choice that Space checks, and Enter uses then; the arrows only go on to the others."""

    stepped = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another choice without checking it, which Qt would do."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in _ENTER and self.isChecked():
            self.entered.emit()
        elif step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


SOURCES = "Sources"
TYPED_TIMES = "Typed times never change. Only the units follow."
_TITLE = 1.15
_BUTTON = 28
_MOST_VISITS = 4  # that have a button to go there


class FindingPanel(QScrollArea):
    """Tells of an item of the list. Tab comes to it from what is `before`.

    Where there is something to choose, it has `choices` and the button to `use` the one checked.
    `settled` has the finding and the id of the choice that is used, `taken_back` a finding;
    `visit_wanted` the visit and the row to go to, `people_wanted` asks who treats, and `left` gives
    the keyboard back to the list.
    """

    settled = Signal(object, str)
    taken_back = Signal(object)
    visit_wanted = Signal(int, int)
    people_wanted = Signal()
    left = Signal()

    def __init__(self, before: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._before = before
        self._shown: tuple[DayAssessment | None, AuditItem | None] = (None, None)
        self.choices: Choices | None = None
        self.use: QPushButton | None = None
        self._buttons: list[QAbstractButton] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Finding")
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)

    @property
    def first_stop(self) -> QWidget | None:
        """Where the keyboard goes first: to the first choice, else to the first button."""
        return next(iter(self._stops()), None)

    def show_stops(self) -> None:
        """Bring all choices into view, else the first and as many more as there is room for."""
        for stop in reversed(self._stops()):
            self.ensureWidgetVisible(stop)

    def show_item(self, result: DayAssessment | None, item: AuditItem | None) -> None:
        """Tell of another item; what is checked stays so while nothing of it changes."""
        if (result, item) != self._shown:
            self._shown = result, item
            self._tell(result, item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _stops(self) -> list[QWidget]:
        choices = self.choices.buttons if self.choices is not None else ()
        return [*choices, *self._buttons]

    def _tell(self, result: DayAssessment | None, item: AuditItem | None) -> None:
        """Make what is shown anew: another finding has other parts."""
        self.choices, self.use, self._buttons = None, None, []
        content = QWidget(self)
        content.setBackgroundRole(QPalette.ColorRole.Window)
        column = QVBoxLayout(content)
        column.setContentsMargins(_SIDE, GRID, _SIDE, 3 * GRID)
        column.setSpacing(2 * GRID)
        if item is not None:
            column.addLayout(_title(item, content))
            if result is not None and item.finding is not None:
                column.addWidget(_rows(result, item.finding, content))
                column.addWidget(paragraph(_told(item.finding), content))
                if item.kind is Kind.SETTLED:
                    answer = f"{item.finding.question} {settled_answer(item.finding)}"
                    column.addWidget(scaled_label(answer, content, semibold=True, wrap=True))
                elif item.finding.choices:
                    self.choices = Choices(result, item.finding, content)
                    column.addWidget(self.choices)
            else:
                column.addWidget(paragraph(item.below, content))
            self._offer(item, column, content)
        column.addStretch(1)
        self.setWidget(content)
        # What is wider would be read by scrolling sideways.
        bar = self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(content.minimumSizeHint().width() + bar)
        # Tab comes to what is new here where the panel stands, not last; it goes on from
        # whichever choice has the keyboard.
        for before, stop in pairwise((self._before, *self._stops())):
            QWidget.setTabOrder(before, stop)

    def _offer(self, item: AuditItem, column: QVBoxLayout, content: QWidget) -> None:
        """Offer what can be done about an item."""
        finding = item.finding
        if self.choices is not None:
            choices, use = self.choices, self._button("&Use this choice", content)
            use.setEnabled(False)
            choices.checked.connect(lambda: use.setEnabled(True))
            choices.entered.connect(use.click)
            use.clicked.connect(lambda: self.settled.emit(finding, choices.chosen()))
            self.use = use
        elif item.kind is Kind.SETTLED:
            back = self._button("&Take back", content)
            back.clicked.connect(lambda: self.taken_back.emit(finding))
        for tag, visit, row in item.leads_to[:_MOST_VISITS]:
            go = self._button(f"Go to {tag}", content)
            go.clicked.connect(lambda _, visit=visit, row=row: self.visit_wanted.emit(visit, row))
        if item.of_person:
            self._button(PEOPLE, content).clicked.connect(self.people_wanted)
        line = QGridLayout()
        line.setHorizontalSpacing(2 * GRID)
        for at, button in enumerate(self._buttons):
            line.addWidget(button, at // 3, at % 3)
        line.setColumnStretch(3, 1)
        column.addLayout(line)
        if finding is not None and (finding.choices or finding.settled):
            column.addWidget(scaled_label(TYPED_TIMES, content, CAPTION, quiet=True, wrap=True))
        if finding is not None and finding.source:
            link = LinkButton(SOURCES, content, arrow=True)
            sources = scaled_label(finding.source, content, quiet=True, wrap=True)
            sources.hide()
            link.toggled.connect(sources.setVisible)
            column.addWidget(link)
            column.addWidget(sources)
            self._buttons.append(link)

    def _button(self, text: str, content: QWidget) -> QPushButton:
        button = Button(text, text.replace("&", ""), content)
        button.setMinimumHeight(_BUTTON)
        self._buttons.append(button)
        return button


def _title(item: AuditItem, parent: QWidget) -> QHBoxLayout:
    title = scaled_label(item.title, parent, _TITLE, semibold=True, wrap=True)
    title.setAccessibleName(f"{item.severity.title}: {item.title}")
    line = QHBoxLayout()
    line.setSpacing(2 * GRID)
    if item.kind not in (Kind.NOTE, Kind.SETTLED):
        mark = Mark(parent)
        mark.show_severity(item.severity)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(title, 1)
    return line


def _rows(result: DayAssessment, finding: Finding, parent: QWidget) -> QWidget:
    """Return the rows that it is about, in columns."""
    rows = QWidget(parent)
    grid = QGridLayout(rows)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(2 * GRID)
    grid.setColumnStretch(2, 1)
    tags = [patient.tag for patient in result.visits]
    for at, row in enumerate(entry_rows(finding)):
        grid.addWidget(TagChip(row.tag, tags.index(row.tag), rows), at, 0)
        grid.addWidget(scaled_label(row.code, rows, semibold=True), at, 1)
        grid.addWidget(ElidedLabel(row.label, rows), at, 2)
        if len(finding.people) > 1:  # else the title names the one
            grid.addWidget(plain_label(row.people, rows), at, 3)
        grid.addWidget(plain_label(row.times, rows), at, 4, Qt.AlignmentFlag.AlignRight)
        minutes = plain_label(f"{row.minutes} min", rows)
        grid.addWidget(minutes, at, 5, Qt.AlignmentFlag.AlignRight)
    return rows


def _told(finding: Finding) -> str:
    """Return how many minutes it is about, and the rule behind it."""
    minutes = f"{minutes_text(finding.minutes)}. " if finding.minutes else ""
    return f"{minutes}{finding.rule_alone}"


_ALL = "All people"
_LEAST_FIGURES = 0.25  # of the window
_LINES = 7
_LINE = 24


class FiguresPanel(QWidget):
    """Shows the figures of the day, of all people or of one. They describe it, and rate no one.

    Its height stays the same whoever they are of.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._result: DayAssessment | None = None
        self._total: QLabel | None = None
        title = scaled_label("Fi&gures, as typed", self, semibold=True)
        self.people = StillBox("Figures, as typed", self)
        self.people.setMinimumContentsLength(len(_ALL) - 1)
        self.people.activated.connect(self._show)
        title.setBuddy(self.people)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.people)
        self._lines = [(plain_label(parent=self), plain_label(parent=self)) for _ in range(_LINES)]
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for name, value in self._lines:
            name.setMinimumHeight(_LINE)
            line = QHBoxLayout()
            line.setSpacing(GRID)
            line.addWidget(name, 1)
            line.addWidget(value)
            lines.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_SIDE, GRID, _SIDE, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addLayout(lines)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, result: DayAssessment | None) -> None:
        """Show the figures of another day; whoever was asked for stays so."""
        self._result = result
        chosen = self.people.currentData()
        self.people.clear()
        self.people.addItem(_ALL, "")
        if result is not None:
            for id in result.figures:
                person = result.day.person(id)
                self.people.addItem(f"{id} {person.role}" if person else id, id)
        self.people.setCurrentIndex(max(0, self.people.findData(chosen)))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line above the sum."""
        if self._total is not None:
            with QPainter(self) as painter:
                top = self._total.geometry().top()
                painter.fillRect(_SIDE, top, self.width() - 2 * _SIDE, 1, edge(self.palette()))

    def _show(self) -> None:
        lines: list[FigureLine] = []
        if self._result is not None:
            lines = figure_lines(self._result, self.people.currentData())
        self._total = None
        palette = self.palette()
        empty = [FigureLine("", "")] * (_LINES - len(lines))
        for (name, value), line in zip(self._lines, [*lines, *empty], strict=True):
            name.setText(f"{line.name}, {line.remark}" if line.remark else line.name)
            name.setAccessibleName(f"{name.text()}: {line.value}" if line.name else "")
            value.setText(line.value)
            if line.total:
                self._total = name
            plain = palette.color(QPalette.ColorRole.WindowText)
            color = secondary(palette) if line.quiet else plain
            for label in (name, value):
                label.setFont(scaled_font(1.0, line.total))
                color_letters(label, color)
        self.update()


class FiguresArea(QScrollArea):
    """Scrolls the figures where letters are large, so that the finding above them has its room.

    Then Tab comes to it, and the arrows scroll.
    """

    def __init__(self, figures: FiguresPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._figures = figures
        self.setAccessibleName("Figures, as typed")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(figures)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._take_tab)

    def fit_window(self, height: int) -> None:
        """Have no more height than in usual letters, but what the share of a window is."""
        whole = self._figures.sizeHint().height()
        usual = round(whole / scale_of(self.font()))
        self.setFixedHeight(min(whole, max(usual, round(_LEAST_FIGURES * height))))

    def _take_tab(self, first: int, last: int) -> None:
        policy = Qt.FocusPolicy.TabFocus if last else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
