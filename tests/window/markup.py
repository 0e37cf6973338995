"""Finds where a text from elsewhere is read as markup: in labels, tooltips, boxes and documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex
from PySide6.QtCore import Qt as QtCore
from PySide6.QtGui import QAction, Qt, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTextEdit, QToolTip, QWidget

MARK = "<b>zebra</b><img src=zebra.png>"
NAME = "<img src=zebra.png> &zebra"  # as far as it can be the name of a file
_AS_WRITTEN = re.compile(r"<b>zebra</b>|<img src.zebra|&zebra")  # "=" is a space in a code
_MAX_ROWS = 200
_ROLES = (QtCore.ItemDataRole.ToolTipRole, QtCore.ItemDataRole.WhatsThisRole)


def is_markup(text: str) -> bool:
    """Return whether Qt would read one of our texts from elsewhere as markup."""
    return Qt.mightBeRichText(text) and bool(re.search("<(b|img)[^>]*>?zebra|<img src=", text))


def complaints(surface: QWidget) -> Iterator[str]:
    """Yield what in a window is read as markup, or could be."""
    widgets = [surface, *surface.findChildren(QWidget)]
    for widget in widgets:
        if isinstance(widget, QLabel) and widget.textFormat() is not QtCore.TextFormat.PlainText:
            yield from [f"the label {widget.text()!r} is not plain"] if widget.text() else []
        if isinstance(widget, QTextEdit):
            yield from (f"{_name(widget)}: {amiss}" for amiss in in_document(widget.document()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from (f"{_name(widget)}: {amiss}" for amiss in _in_items(widget))
        tips = (widget.toolTip(), widget.whatsThis())
        yield from (f"{_name(widget)}: the tip {tip!r}" for tip in tips if is_markup(tip))
    for action in surface.findChildren(QAction):
        tips = (action.toolTip(), action.whatsThis())
        yield from (f"the tip {tip!r} of an action" for tip in tips if is_markup(tip))


def in_document(document: QTextDocument) -> Iterator[str]:
    """Yield what in a document is a picture, or lacks its markup."""
    text = document.toPlainText()
    if "\ufffc" in text:
        yield "it has a picture"
    if "zebra" in _AS_WRITTEN.sub("", text):
        yield f"{text!r} has lost its markup"


def _in_items(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()

    def below(parent: QModelIndex) -> Iterator[str]:
        for row in range(min(model.rowCount(parent), _MAX_ROWS)):
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
            for column in range(columns):
                index = model.index(row, column, parent)
                for text in (str(index.data(role) or "") for role in _ROLES):
                    if is_markup(text):
                        yield f"the tip {text!r} in row {row}"
            yield from below(model.index(row, 0, parent))

    yield from below(QModelIndex())


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r}"


def watch(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is complained of from now on: of what is given to Qt as markup, or as a tip."""
    found: list[str] = []
    set_html, show_tip = QTextDocument.setHtml, QToolTip.showText

    def checked(document: QTextDocument, html: str) -> None:
        set_html(document, html)
        found.extend(f"{html!r}: {amiss}" for amiss in in_document(document))

    def shown(place: Any, text: str, *where: Any) -> None:
        if is_markup(text):
            found.append(f"the tip {text!r}")
        show_tip(place, text, *where)

    refused: Callable[..., None] = lambda *_: found.append("markup is inserted")  # noqa: E731
    monkeypatch.setattr(QTextDocument, "setHtml", checked)
    monkeypatch.setattr(QTextEdit, "insertHtml", refused)
    monkeypatch.setattr(QToolTip, "showText", shown)
    return found
