"""The accessibility tree of a window, as assistive technology goes through it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role


def tree_of(widget: QWidget) -> QAccessibleInterface:
    """Return the root of the tree of a widget."""
    return QAccessible.queryAccessibleInterface(widget)


def walk(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Go through what is on view, parents before their children."""
    if root.state().invisible:
        return
    yield root
    for at in range(root.childCount()):
        child = root.child(at)
        if child is not None:
            yield from walk(child)


def name_of(thing: QAccessibleInterface) -> str:
    """Return what a thing is called."""
    return thing.text(QAccessible.Text.Name)


def spoken(thing: QAccessibleInterface) -> str:
    """Return all that is said of a thing, over and above its role."""
    kinds = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    return "\n".join(filter(None, map(thing.text, kinds)))
