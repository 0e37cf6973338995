"""Cells of the table on the clipboard: copied, cut and pasted as in a spreadsheet.

Whole rows are copied with everything that is in them, and pasted as rows. Text from elsewhere is
read as rows too, unless it is minutes that are pasted where minutes are typed.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from quarterhour.entry import Session
from quarterhour.entry.minutes import read_minutes
from quarterhour.window.table.columns import Column
from quarterhour.window.table.model import ROW_FIELDS
from quarterhour.window.table.view import ServiceTable

# Says that the text next to it has the cells of this table, parted by tabs and ends of lines.
_CELLS_FORMAT = "application/x-quarterhour-cells"
_MINUTES = (Column.THERAPIST, Column.ASSISTANT)


def copy_cells(table: ServiceTable, session: Session) -> bool:
    """Copy the selected cells; return whether they are whole rows."""
    # Loaded with the first that is copied, as below with the first that is pasted.
    from quarterhour.entry.pasting import ROWS_FORMAT, copied_rows, row_text

    cells = table.selected_cells()
    rows = sorted({row for row, _ in cells})
    typed = session.draft.without_blank_end().rows
    data = QMimeData()
    whole = len(cells) == len(rows) * len(table.columns_shown())
    if whole:
        kept = [row for row in rows if row < len(typed)]
        lines = [row_text(typed[row], session.is_assistants(row)) for row in kept]
        data.setText("\n".join(lines))
        data.setData(ROWS_FORMAT, copied_rows([typed[row] for row in kept]))
    else:
        lines = [
            "\t".join(table.text_to_copy(row, column) for at, column in cells if at == row)
            for row in rows
        ]
        data.setText("\n".join(lines))
        data.setData(_CELLS_FORMAT, b"1")
    QApplication.clipboard().setMimeData(data)
    return whole


def cut_cells(table: ServiceTable, session: Session) -> None:
    """Copy the selected cells and clear them, or take whole rows away."""
    cells = table.selected_cells()
    if copy_cells(table, session):
        session.take_rows({row for row, _ in cells})
    else:
        table.clear_selected()


def paste_cells(table: ServiceTable, session: Session) -> str:
    """Paste into the cells from that of the keyboard on, or insert rows; return what is to say."""
    from quarterhour.entry.pasting import ROWS_FORMAT

    # On some platforms an empty clipboard has no data at all, despite what its type says.
    data: QMimeData | None = QApplication.clipboard().mimeData()
    text = data.text() if data else ""
    copied = bytes(data.data(ROWS_FORMAT).data()) if data else b""
    row, column = table.at()
    if data and text and (data.hasFormat(_CELLS_FORMAT) or _are_minutes(text, Column(column))):
        columns = [each for each in table.columns_shown() if each >= column]
        table.type_cells(
            {
                (row + down, each): part
                for down, line in enumerate(text.splitlines())
                for each, part in zip(columns, line.split("\t"), strict=False)
                if each in ROW_FIELDS
            }
        )
        return ""
    return session.paste(row, text, copied)


def _are_minutes(text: str, column: Column) -> bool:
    """Return whether each line of a text is minutes, and is pasted where those are typed."""
    if column not in _MINUTES:
        return False
    try:
        return all(read_minutes(line) for line in text.splitlines())
    except ValueError:
        return False
