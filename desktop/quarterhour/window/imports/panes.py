"""The parts of the dialog: what is loaded, its details, results, what is missing, CMS's pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from quarterhour.reference.missing import Missing
from quarterhour.window.imports.jobs import Result
from quarterhour.window.imports.loaded_table import LoadedTable
from quarterhour.window.imports.results import ResultList
from quarterhour.window.imports.text_pane import TextPane, details, lacking, pages
from quarterhour.window.look import GRID
from quarterhour.window.panels.section import Section
from quarterhour.window.words import WORDS, Title

_LEFT, _RIGHT = 2, 1  # their shares of the width
_MUCH = 100 * GRID  # of which each gets its share


class Panes(QSplitter):
    """Shows what is loaded at the left; at the right what is missing, and the results at the top
    when there are any.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.table = LoadedTable(self)
        self._details = TextPane("Sources of the selected release", self)
        self._missing = TextPane("Missing", self)
        self._missing_section = Section(WORDS[Title.MISSING], self._missing, self)
        published = TextPane("Where CMS publishes these files", self)
        published.show_lines(pages())
        self._results = ResultList(self)
        self._results_section = Section(WORDS[Title.RESULTS], self._results, self)
        self._results_section.hide()
        self._column(
            (Section(WORDS[Title.LOADED], self.table, self), 5),
            (Section(WORDS[Title.SOURCES], self._details, self), 2),
        )
        self._column(
            (self._results_section, 1),
            (self._missing_section, 1),
            (Section(WORDS[Title.PAGES], published, self), 1),
        )
        self.setChildrenCollapsible(False)
        self.setHandleWidth(3 * GRID)
        self.setSizes([_LEFT * _MUCH, _RIGHT * _MUCH])
        self.table.row_changed.connect(lambda: self._details.show_lines(details(self.table.row)))

    def add_result(self, result: Result) -> None:
        """Put a result on top of the others."""
        self._results.add(result)
        self._results_section.show()

    def show_missing(self, found: Sequence[Missing]) -> None:
        """Show what is missing."""
        self._missing.show_lines(lacking(found))
        title = WORDS[Title.MISSING]
        self._missing_section.retitle(f"{title} ({len(found)})" if found else title)

    def _column(self, *sections: tuple[Section, int]) -> None:
        column = QSplitter(Qt.Orientation.Vertical, self)
        for place, (section, share) in enumerate(sections):
            column.addWidget(section)
            column.setStretchFactor(place, share)
        column.setSizes([share * _MUCH for _, share in sections])
        column.setChildrenCollapsible(False)
        column.setHandleWidth(3 * GRID)
