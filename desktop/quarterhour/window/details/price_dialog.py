"""The practice's price list: what it charges for one unit of each code."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from quarterhour.claims import Severity, listed
from quarterhour.entry.pasted_prices import price_rows, text_of_file
from quarterhour.entry.price_rows import (
    PriceRow,
    ReadPrice,
    fees_for,
    prices_of,
    read_prices,
    rows_of,
    unknown_of,
    with_pasted,
)
from quarterhour.entry.reading import read_code
from quarterhour.entry.wrong_prices import WRONG_PRICES
from quarterhour.window import prompts
from quarterhour.window.details.fields import frame, note
from quarterhour.window.details.price_table import CHARGE, CODE, PriceModel, PriceTable
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import act_on_keys, acting_button
from quarterhour.window.menus import REDO_KEYS
from quarterhour.window.program import Program
from quarterhour.window.words import WORDS, Title
from quarterhour.window.worksheet import Worksheet

_SIZE = (860, 600)
_LINES = 2
_ABOUT = (
    "What you charge for one unit of each code. It fills the charges that you don\u2019t type in a "
    "visit. Type here, or paste rows with a code and a charge."
)


class PriceListDialog(QDialog):
    """Edits the price list as a table; every change that can be read is kept at once."""

    def __init__(self, program: Program, worksheet: Worksheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._program = program
        self._session = worksheet.session
        self._given_up = False
        self._said = note("the price list", _ABOUT, self)
        self._said.keep_lines(_LINES)
        self._model = PriceModel(self._read, self)
        self._table = PriceTable(self._model, self)
        self._paste_button = acting_button("&Paste rows", self._paste, self)
        self._import_button = acting_button("&Import a CSV\u2026", self._import, self)
        self._use_button = acting_button("&Use suggestion", self._use, self)
        self._remove_button = acting_button("&Remove rows", self._remove, self)
        frame(self, WORDS[Title.PRICE_LIST], self._laid_out(), _SIZE)
        self._add_keys()
        self._wrong, unread = program.practice.read(WRONG_PRICES)
        if problem := " ".join(filter(None, (program.read_prices(), unread))):
            self._said.say(problem, Severity.WARNING)
        self._model.show_rows((*rows_of(program.prices), *self._wrong))
        self._model.edited.connect(self._keep)
        selection = self._table.selectionModel()
        selection.selectionChanged.connect(lambda *_: self._follow())
        selection.currentChanged.connect(lambda *_: self._follow())
        worksheet.assessed.connect(self._model.read_again)
        self._table.setCurrentIndex(self._model.index(0, CODE))
        self._table.setFocus()
        self._follow()

    def reject(self) -> None:
        """Close; rows that are wrong are named once, and kept until they are corrected."""
        self._model.leave(None)
        wrong = self._model.wrong
        if wrong and not self._given_up:
            self._given_up = True
            one = len(wrong) == 1
            numbers = listed([str(at + 1) for at in wrong])
            self._said.say(
                f"{'Row' if one else 'Rows'} {numbers} {'is' if one else 'are'} wrong and "
                f"{'fills' if one else 'fill'} no charge. Correct {'it' if one else 'them'}, or "
                f"close again to correct {'it' if one else 'them'} later.",
                Severity.ACTION,
            )
            self._go_to_wrong(1)
            return
        super().reject()

    def _read(self, rows: Sequence[PriceRow]) -> tuple[ReadPrice, ...]:
        session = self._session
        codes = {session.suggestions.meant(row.code) or read_code(row.code) for row in rows}
        fees = fees_for(codes, session.reference, session.outcome)
        unknown = unknown_of(codes, session.reference, session.edition)
        return read_prices(rows, session.suggestions, fees, unknown)

    def _laid_out(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        for button in (self._paste_button, self._import_button):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self._use_button, self._remove_button):
            row.addWidget(button)
        content = QVBoxLayout()
        content.setSpacing(2 * GRID)
        content.addWidget(self._said)
        content.addWidget(self._table, 1)
        content.addLayout(row)
        return content

    def _add_keys(self) -> None:
        keys: Sequence[tuple[QKeySequence.StandardKey | str, Callable[[], object]]] = (
            (QKeySequence.StandardKey.Paste, self._paste),
            (QKeySequence.StandardKey.Undo, self._model.undo),
            *((key, self._model.redo) for key in REDO_KEYS),
            ("Ctrl+Backspace", self._remove),
            ("F8", lambda: self._go_to_wrong(1)),
            ("Shift+F8", lambda: self._go_to_wrong(-1)),
        )
        act_on_keys(self._table, keys)

    def _follow(self) -> None:
        """Say what is to be known of the row, and offer what can be done with it."""
        at = self._table.currentIndex().row()
        self._model.leave(at)
        row = self._model.found[at] if 0 <= at < len(self._model.found) else ReadPrice()
        self._use_button.setEnabled(row.suggested is not None)
        self._remove_button.setEnabled(bool(self._selected()))
        if row.problem:
            self._said.say(f"Row {at + 1}: {row.problem}", Severity.ACTION)
        elif row.doubt[1]:
            self._said.say(row.doubt[1], Severity.WARNING)
        else:
            self._said.say(self._verdict())

    def _verdict(self) -> str:
        found = self._model.found
        if not found:
            return _ABOUT
        kept, wrong = len(prices_of(found)), len(self._model.wrong)
        checks = sum(each.check is not None for each in found)
        said = [f"{kept} {'charge' if kept == 1 else 'charges'} kept."]
        if wrong:
            which = "1 row is wrong: correct it" if wrong == 1 else f"{wrong} rows are wrong: "
            which += "" if wrong == 1 else "correct them"
            said.append(f"{which}, or remove {'it' if wrong == 1 else 'them'} (F8).")
        if checks:
            said.append(f"{checks} {'is' if checks == 1 else 'are'} below Medicare\u2019s fee.")
        if unknown := sum(each.unknown and not each.problem for each in found):
            said.append(f"{unknown} {'has' if unknown == 1 else 'have'} a code to check.")
        return " ".join(said)

    def _selected(self) -> list[int]:
        rows = {index.row() for index in self._table.chosen}
        return sorted(at for at in rows if 0 <= at < len(self._model.rows))

    def _go_to_wrong(self, step: int) -> None:
        wrong, at = self._model.wrong, self._table.currentIndex().row()
        ahead = [each for each in wrong if each > at] if step > 0 else wrong
        behind = [each for each in wrong if each < at]
        to = (ahead or wrong)[:1] if step > 0 else (behind or wrong)[-1:]
        for each in to:
            column = CHARGE if self._model.found[each].code else CODE
            self._table.setCurrentIndex(self._model.index(each, column))
            self._table.setFocus()

    def _paste(self) -> None:
        self._take(QApplication.clipboard().text())

    def _import(self) -> None:
        path = prompts.ask_prices_to_import(self)
        if path is None:
            return
        try:
            text = text_of_file(path.read_bytes())
        except OSError as error:
            self._said.say(f"Can\u2019t read the file ({error.strerror}).", Severity.WARNING)
        except ValueError as error:
            self._said.say(str(error), Severity.WARNING)
        else:
            self._take(text)

    def _take(self, text: str) -> None:
        try:
            pasted = price_rows(text)
        except ValueError as error:
            self._said.say(str(error), Severity.WARNING)
            return
        self._model.change(with_pasted(self._model.rows, pasted, self._session.suggestions))
        if self._model.wrong:
            self._table.setCurrentIndex(self._model.index(0, CODE))
            self._go_to_wrong(1)

    def _use(self) -> None:
        at, rows = self._table.currentIndex().row(), list(self._model.rows)
        suggested = self._model.found[at].suggested
        if suggested is not None:
            rows[at] = suggested
            self._model.change(rows)

    def _remove(self) -> None:
        gone = self._selected()
        self._model.change([row for at, row in enumerate(self._model.rows) if at not in gone])

    def _keep(self) -> None:
        """Keep what can be read, and say what stands in the way."""
        self._given_up = False
        self._follow()
        try:
            self._keep_wrong()
            aside = self._program.keep_prices(prices_of(self._model.found))
        except OSError as error:
            self._said.say(f"The list can\u2019t be kept ({error.strerror}).", Severity.WARNING)
            return
        if aside:
            self._said.say(f"The file that could not be read is now {aside}.")

    def _keep_wrong(self) -> None:
        """Keep the rows that are wrong, too, as they were typed. Raises OSError."""
        found = zip(self._model.rows, self._model.found, strict=True)
        wrong = tuple(row for row, read in found if read.price is None)
        if wrong != self._wrong:
            self._program.practice.keep(WRONG_PRICES, wrong)
            self._wrong = wrong
