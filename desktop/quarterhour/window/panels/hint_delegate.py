"""Drawing a hint: its mark, its severity and message, the citation, and what one action does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QTextDocument,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quarterhour.claims import Hint, action_title
from quarterhour.window.look import GRID
from quarterhour.window.look.ink import link_color, secondary, selection_tint
from quarterhour.window.look.marks import MARK_SIZE, paint_mark
from quarterhour.window.look.views import Index

HINT_ROLE = Qt.ItemDataRole.UserRole
SIDE = 2 * GRID
_INDENT = MARK_SIZE + 2 * GRID
_ACTION = "action"
_KEPT = 64  # hints that are laid out, beside those that are shown


def action_key() -> str:
    """Return the name of the key that does what the selected hint offers."""
    name = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
    return name.replace("Return", "Enter")


def is_action_key(event: QKeyEvent) -> bool:
    """Return whether a key asks for what the selected hint offers."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and held == Qt.KeyboardModifier.ControlModifier


class HintDelegate(QStyledItemDelegate):
    """Lays a hint out once for a width, and draws it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._documents: dict[tuple[str, ...], QTextDocument] = {}

    def forget(self) -> None:
        """Lay out anew: colors or letters have changed."""
        self._documents.clear()

    def keep(self, hints: Sequence[Hint]) -> None:
        """Keep what is laid out for these hints, and for some that were shown before them.

        What vanishes with the first digit of a number often comes back with its second.
        """
        wanted = set(map(_words, hints))
        others = [key for key in self._documents if key not in wanted]
        for key in others[:-_KEPT]:
            del self._documents[key]

    def is_action(self, point: QPoint, place: QRect, hint: Hint) -> bool:
        """Return whether a point of the list is on what a hint offers, drawn at a place."""
        layout = self._document(hint).documentLayout()
        corner = place.topLeft() + QPoint(SIDE + _INDENT, SIDE)
        return layout.anchorAt(QPointF(point - corner)) == _ACTION

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the text needs in the width of the list."""
        document = self._document(index.data(HINT_ROLE))
        height = max(MARK_SIZE, round(document.size().height()))
        return QSize(self._view.viewport().width(), height + 2 * SIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the hint."""
        hint: Hint = index.data(HINT_ROLE)
        palette = self._view.palette()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, selection_tint(palette))
        corner = option.rect.topLeft() + QPoint(SIDE, SIDE)
        mark = QRectF(corner.x(), corner.y(), MARK_SIZE, MARK_SIZE)
        paint_mark(painter, mark, hint.severity, palette)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = palette
        painter.save()
        painter.translate(corner.x() + _INDENT, corner.y())
        self._document(hint).documentLayout().draw(painter, context)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def _document(self, hint: Hint) -> QTextDocument:
        words = _words(hint)
        document = self._documents.get(words)
        if document is None:
            document = QTextDocument()
            document.setUndoRedoEnabled(False)
            document.setDocumentMargin(0)
            document.setDefaultFont(self._view.font())
            document.setHtml(self._html(hint))
            self._documents[words] = document
        width = self._text_width()
        # Setting the same width again would lay the text out again.
        if document.textWidth() != width:
            document.setTextWidth(width)
        return document

    def _text_width(self) -> int:
        """Return the width beside a scroll bar, whether it shows or not.

        It comes and goes while hints change, and would have all of them laid out anew twice.
        """
        view = self._view
        bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, view)
        return view.width() - 2 * view.frameWidth() - bar - 2 * SIDE - _INDENT

    def _html(self, hint: Hint) -> str:
        # Loaded with the first hint: the first window has none.
        from html import escape

        palette = self._view.palette()
        quiet = secondary(palette).name()
        html = (
            f"<b>{escape(hint.severity.title)}</b>&ensp;{escape(hint.text)}"
            f'<br><span style="color:{quiet}">{escape(hint.citation)}</span>'
        )
        if hint.offer is not None:
            link = link_color(palette).name()
            html += (
                f'<br><a href="{_ACTION}" style="color:{link}">{escape(_title(hint))}</a>'
                f'&ensp;<span style="color:{quiet}">{escape(action_key())}</span>'
            )
        return html


def _words(hint: Hint) -> tuple[str, ...]:
    """Return all that is written of a hint: found far sooner than by the statement it offers."""
    return hint.severity.title, hint.text, hint.citation, _title(hint)


def _title(hint: Hint) -> str:
    """Return what a hint offers, as on a button; empty where it offers nothing."""
    return "" if hint.offer is None else action_title(hint.offer)
