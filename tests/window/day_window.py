"""A window on a day: its visits at the left of the table, as the main window has them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMainWindow, QWidget

from quarterhour.entry.day_session import DaySession
from quarterhour.entry.service_cells import Column
from quarterhour.window.table import ServiceTable
from quarterhour.window.visits import VisitPane
from quarterhour.window.visits.view import TagEdit, VisitView
from quarterhour.window.worksheet import Worksheet


class DayWindow(QMainWindow):
    """Shows a day; `said` is what it was told to say."""

    def __init__(self, session: DaySession) -> None:
        super().__init__()
        self.session = session
        self.worksheet = Worksheet(session, self)
        self.said: list[str] = []
        self.copies = 0
        content = QWidget(self)
        line = QHBoxLayout(content)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.pane = VisitPane(self.worksheet, content)
        self.table = ServiceTable(self.worksheet, content)
        line.addWidget(self.pane)
        line.addWidget(self.table, 1)
        self.setCentralWidget(content)
        self.worksheet.opened.connect(self._begin)
        self.pane.table_wanted.connect(self.table.setFocus)
        self.pane.said.connect(self.said.append)
        self.pane.told.connect(self.said.append)
        self.pane.add_wanted.connect(self.pane.add)
        self.pane.repeat_wanted.connect(self.pane.repeat)
        self.pane.copy_wanted.connect(self._count_copy)
        for key, act in (
            ("Ctrl+N", self.pane.add),
            ("Ctrl+B", self.pane.toggle),
            ("Ctrl+PgDown", lambda: self.pane.go(1)),
            ("Ctrl+PgUp", lambda: self.pane.go(-1)),
            ("Ctrl+Z", session.undo),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.resize(QSize(1366, 768))
        self._begin()

    @property
    def view(self) -> VisitView:
        """The list of the visits."""
        view = self.findChild(VisitView)
        assert view is not None, "the list was never opened"
        return view

    @property
    def edit(self) -> TagEdit:
        """The field in which a tag is typed."""
        (found,) = (each for each in self.findChildren(TagEdit) if each.isVisible())
        return found

    def tags(self) -> list[str]:
        """Read the tags in the list."""
        model = self.view.model()
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]

    def spoken(self, at: int) -> str:
        """Return what is said of a visit."""
        role = Qt.ItemDataRole.AccessibleTextRole
        return str(self.view.model().index(at, 0).data(role))

    def reads(self, name: str) -> str:
        """Read a label on view, by the name that it has for assistive technology."""
        labels = self.pane.findChildren(QLabel)
        found = [
            each.text()
            for each in labels
            if each.isVisibleTo(self) and each.accessibleName().startswith(name)
        ]
        assert len(found) == 1, (name, found)
        return found[0]

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """Press keys one after the other, where the keyboard is."""
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, key, held or Qt.KeyboardModifier.NoModifier)

    def types(self, text: str) -> None:
        """Type a text where the keyboard is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def _begin(self) -> None:
        self.table.go_to(0, Column.SERVICE)
        self.table.setFocus()

    def _count_copy(self) -> None:
        self.copies += 1
