"""What assistive technology sees of a window: names, roles, values and cells, nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role


def seen(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield everything visible in a widget, from the top."""
    yield from _below(thing_of(widget))


def thing_of(widget: QWidget) -> QAccessibleInterface:
    """Return a widget as assistive technology knows it."""
    return QAccessible.queryAccessibleInterface(widget)


def spoken(thing: QAccessibleInterface) -> str:
    """Return all that is said of a thing, over and above its role."""
    return "\n".join(filter(None, (name(thing), value(thing), description(thing))))


def name(thing: QAccessibleInterface) -> str:
    """Return what a thing is called."""
    return thing.text(QAccessible.Text.Name)


def value(thing: QAccessibleInterface) -> str:
    """Return what stands in a thing."""
    return thing.text(QAccessible.Text.Value)


def description(thing: QAccessibleInterface) -> str:
    """Return what is said of a thing besides its name."""
    return thing.text(QAccessible.Text.Description)


def called(widget: QWidget, what: str, *roles: QAccessible.Role) -> QAccessibleInterface:
    """Return the first thing whose name begins with some words."""
    for thing in seen(widget):
        if name(thing).startswith(what) and (not roles or thing.role() in roles):
            return thing
    raise AssertionError(f"nothing is called {what}")


def cells(widget: QWidget, table: str) -> list[list[str]]:
    """Return the cells of a table, row by row."""
    found: list[list[str]] = []
    for child in _children(called(widget, table, Role.Table)):
        if child.role() == Role.RowHeader:
            found.append([])
        elif child.role() == Role.Cell:
            found[-1].append(name(child))
    return found


def _below(thing: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if not thing.isValid() or thing.state().invisible:
        return
    yield thing
    for child in _children(thing):
        yield from _below(child)


def _children(thing: QAccessibleInterface) -> list[QAccessibleInterface]:
    children = (thing.child(place) for place in range(thing.childCount()))
    return [child for child in children if child is not None]
