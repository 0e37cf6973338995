"""The parts under each other: what is loaded, its sources, CMS's pages, and the results."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from quarterhour.window.imports.jobs import Result
from quarterhour.window.imports.loaded_table import LoadedTable
from quarterhour.window.imports.pages_view import PagesView
from quarterhour.window.imports.results import ResultList
from quarterhour.window.imports.sources_view import SourcesView
from quarterhour.window.look import GRID
from quarterhour.window.panels.section import Section
from quarterhour.window.words import WORDS, Title

_STRETCH = (3, 0, 0, 2)
_MUCH = 50 * GRID  # of which each gets its share


class Panes(QSplitter):
    """Shows what is loaded; the results take their room when there are any."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.table = LoadedTable(self)
        self._sources = SourcesView(self)
        self._sources_section = Section(WORDS[Title.SOURCES], self._sources, self)
        pages = PagesView(self)
        self._pages_section = Section(WORDS[Title.PAGES], pages, self)
        self._results = ResultList(self)
        self._results_section = Section(WORDS[Title.RESULTS], self._results, self)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(3 * GRID)
        self.addWidget(Section(WORDS[Title.LOADED], self.table, self))
        self.addWidget(self._sources_section)
        self.addWidget(self._pages_section)
        self.addWidget(self._results_section)
        for place, stretch in enumerate(_STRETCH):
            self.setStretchFactor(place, stretch)
        self._results_section.hide()
        self.table.row_changed.connect(self._explain)

    def add_result(self, result: Result) -> None:
        """Put a result on top of the others."""
        self._results.add(result)
        if self._results_section.isHidden():
            self._results_section.show()
            fixed = (self._sources_section, self._pages_section)
            self.setSizes([_MUCH, *(part.sizeHint().height() for part in fixed), _MUCH])

    def _explain(self) -> None:
        row = self.table.row
        imported = row.origin if row and row.removal else ""
        self._sources.explain(imported, row.sources if row else ())
