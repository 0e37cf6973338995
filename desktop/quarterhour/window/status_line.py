"""The status bar: minutes, what cannot be read, what the amounts rest on, when it was saved."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QStatusBar, QWidget

from quarterhour.entry.about_visit import about_amounts
from quarterhour.window.look import GRID
from quarterhour.window.look.colors import nearest_ink
from quarterhour.window.look.text import CAPTION, ScaledLabel, announce, color_letters, tip
from quarterhour.window.worksheet import Worksheet

_HEIGHT = 6 * GRID
_PROBLEM = "What the table needs"
_TOTALS, _MESSAGE = "About the totals", "Message"
_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")


class StatusLine(QStatusBar):
    """Says how the visit stands; a tip of a menu takes its place while it is shown."""

    def __init__(self, worksheet: Worksheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = worksheet.session
        self.setSizeGripEnabled(False)
        self._row = 0
        self._minutes = _label("Minutes", self)
        self._problem = ScaledLabel(CAPTION, self)
        self._problem.setAccessibleName(_PROBLEM)
        self._sentence = _label(_TOTALS, self)
        # It is shown in part where there is less room; the window can be narrower than it.
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._sentence.installEventFilter(self)
        self._saved = _label("Saved", self)
        self._whole = self._said = ""
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.timeout.connect(self._forget)
        for label in (self._problem, self._sentence):
            label.setMinimumWidth(1)  # no sentence widens the window
        line = QWidget(self)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(4 * GRID - 2, 0, 4 * GRID - 2, 0)
        layout.setSpacing(6 * GRID)
        layout.addWidget(self._minutes)
        layout.addWidget(self._problem)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(self._saved)
        self.addWidget(line, 1)
        self.setContentsMargins(0, 0, 0, 0)
        self._size()
        worksheet.assessed.connect(self._refresh)
        self._refresh()

    @property
    def sentence(self) -> str:
        """What is said about the amounts, all of it, where it is shown in part."""
        return self._whole

    @property
    def saved(self) -> str:
        """What is said of when it was saved, or of what isn't."""
        return self._saved.text()

    def tell_saved(self, text: str, whole: str) -> None:
        """Say when the day was saved, or what of it isn't yet; the tip has all of that."""
        self._say(self._saved, "", text, whole)
        self._saved.setToolTip("" if whole == text else tip(whole))

    def say(self, text: str) -> None:
        """Say why a key did nothing, until something is typed or another row gone to."""
        self._passing.stop()
        self._said = text
        self._elide()
        announce(self, text)

    def tell(self, text: str, milliseconds: int) -> None:
        """Say something for a while, or until something is typed or another row gone to.

        Qt's own message would be drawn over the line once letters of another size are laid out.
        """
        self.say(text)
        self._passing.start(milliseconds)

    def _forget(self) -> None:
        self._said = ""
        self._elide()

    def explain(self, row: int) -> None:
        """Put what is wrong in another row first."""
        self._row = row
        if self._said:
            self._forget()
        self._tell_problem()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show as much of the sentence as there is room for."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._elide()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for label in (self._minutes, self._problem, self._sentence, self._saved):
                label.follow_font()
            self._size()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tell_problem()

    def _size(self) -> None:
        self.setFixedHeight(max(_HEIGHT, self._minutes.fontMetrics().height() + 2 * GRID))

    def _refresh(self) -> None:
        outcome = self._session.outcome
        assessment = outcome.assessment
        timed = assessment.count.timed_minutes if assessment else 0
        total = assessment.total_minutes if assessment else 0
        self._say(self._minutes, "Minutes", f"{timed} timed min, {total} total")
        self._tell_problem()
        left_out = sorted({one.row for one in self._session.problems if one.row is not None})
        whole = about_amounts(outcome, left_out, self._session.reference.editions)
        if (whole, "") != (self._whole, self._said):
            self._whole, self._said = whole, ""
            self._elide()

    def _tell_problem(self) -> None:
        """Say what cannot be read in the selected row, else elsewhere."""
        problems = self._session.problems
        own = (problem for problem in problems if problem.row == self._row)
        problem = next(own, next(iter(problems), None))
        text = problem.sentence if problem is not None else ""
        if text:
            color_letters(self._problem, QColor(nearest_ink(QApplication.palette()).danger))
        self._say(self._problem, _PROBLEM, text)
        self._problem.setToolTip(tip(text))
        self._problem.setVisible(bool(text))

    def _elide(self) -> None:
        """Show the sentences that there is room for, or the beginning; the tip has all of them."""
        room, whole = self._sentence.width(), self._said or self._whole
        metrics, shown = self._sentence.fontMetrics(), whole
        fits = metrics.horizontalAdvance(whole) <= room or not self.isVisible()
        if not fits:
            said = _SENTENCES.split(whole)
            while said[1:] and metrics.horizontalAdvance(shown) > room:
                said.pop()  # a sentence that isn't there is no riddle, as half of one would be
                shown = " ".join(said)
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
        name = _MESSAGE if self._said else _TOTALS
        self._say(self._sentence, name, shown, whole)
        self._sentence.setToolTip("" if fits else tip(whole))

    def _say(self, label: ScaledLabel, name: str, text: str, spoken: str = "") -> None:
        said = ": ".join(filter(None, (name, spoken or text)))
        if (text, said) != (label.text(), label.accessibleName()):
            label.setText(text)
            label.setAccessibleName(said)


def _label(name: str, parent: QWidget) -> ScaledLabel:
    label = ScaledLabel(CAPTION, parent, quiet=True)
    label.setAccessibleName(name)
    return label
