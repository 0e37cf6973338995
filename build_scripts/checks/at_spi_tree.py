"""Finds, reads and works what is in the accessibility tree, as a screen reader does: by AT-SPI.

Only what is on view counts: a program has what it hides in its tree, too. Run by the system's
Python, whose packages know AT-SPI: see at_spi_check.py.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402  its version has to be asked for first

PATIENCE = 20.0
PAUSE = 0.1
KEY = 0.04
TAB, RETURN = 0xFF09, 0xFF0D
DEPTH = 25
MOST = 400  # things in one that are looked at


def on_view(thing: Any) -> bool:
    """Tell whether a thing is shown."""
    return bool(thing.get_state_set().contains(Atspi.StateType.SHOWING))


def below(thing: Any, depth: int = 0) -> Iterator[Any]:
    """Yield a thing and everything in it, as far as it is shown."""
    if thing is None or depth > DEPTH or not on_view(thing):
        return
    yield thing
    for place in range(min(thing.get_child_count(), MOST)):
        yield from below(thing.get_child_at_index(place), depth + 1)


def until(find: Callable[[], Any], what: str) -> Any:
    """Look again until something is there."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = find()
        if found:
            return found
        time.sleep(PAUSE)
    sys.exit(f"FAILED: {what} is not in the accessibility tree.")


def program() -> Any:
    """Return the program on the desktop."""
    desktop = Atspi.get_desktop(0)
    shown = [desktop.get_child_at_index(place) for place in range(desktop.get_child_count())]
    return next((each for each in shown if each and each.get_child_count()), None)


def named(root: Any, role: str, start: str) -> Any:
    """Return the first thing of a role whose name begins so, None where there is none."""
    return next(
        (
            each
            for each in below(root)
            if each.get_role_name() == role and (each.get_name() or "").startswith(start)
        ),
        None,
    )


def find(root: Any, role: str, start: str) -> Any:
    """Return the first thing of a role whose name begins so, once it is shown."""
    return until(lambda: named(root, role, start), f"the {role} {start!r}")


def wait_for(root: Any, *sentences: str) -> None:
    """Wait until each of some sentences is what something shown is called."""
    until(lambda: not missing(sentences, names(root)), " or ".join(sentences))


def missing(sentences: Iterable[str], found: list[str]) -> list[str]:
    """Say of which sentences nothing that was found is called so."""
    return [f"nothing says {one!r}" for one in sentences if one not in found]


def names(root: Any) -> list[str]:
    """Return what everything in a thing is called."""
    return [each.get_name() or "" for each in below(root)]


def descriptions(root: Any) -> list[str]:
    """Return what is said of everything in a thing besides its name."""
    return [each.get_description() or "" for each in below(root)]


def act(thing: Any) -> None:
    """Do what a thing is for: press a button, check a choice, open a menu."""
    if is_off(thing):
        sys.exit(f"FAILED: {thing.get_name()!r} is off.")
    Atspi.Action.do_action(thing, 0)


def is_off(thing: Any) -> bool:
    """Tell whether nothing can be done with a thing."""
    return not thing.get_state_set().contains(Atspi.StateType.ENABLED)


def is_checked(thing: Any) -> bool:
    """Tell whether a box or a choice is checked."""
    return bool(thing.get_state_set().contains(Atspi.StateType.CHECKED))


def select(thing: Any) -> None:
    """Select an item of a list, or a cell of a table."""
    Atspi.Selection.select_child(thing.get_parent(), thing.get_index_in_parent())


def choose(root: Any, menu: str, entry: str) -> None:
    """Choose an entry of a menu."""
    act(find(find(root, "menu bar", ""), "menu item", menu))
    act(find(root, "menu item", entry))


def close(root: Any, dialog: Any) -> None:
    """Close a dialog, and wait until its window is the active one again."""
    act(find(dialog, "push button", "Close"))
    frame = find(root, "frame", "")
    active = Atspi.StateType.ACTIVE
    until(lambda: frame.get_state_set().contains(active), "the window below a dialog")


def focus(thing: Any) -> None:
    """Put the keyboard into a thing."""
    Atspi.Component.grab_focus(thing)
    until(lambda: thing.get_state_set().contains(Atspi.StateType.FOCUSED), "the keyboard")


def write(text: str) -> None:
    """Type a text into whatever has the keyboard."""
    for letter in text:
        press(ord(letter))  # the symbols of these letters are their codes


def press(symbol: int) -> None:
    """Press a key."""
    Atspi.generate_keyboard_event(symbol, None, Atspi.KeySynthType.SYM)
    time.sleep(KEY)


def fill(root: Any, start: str, text: str) -> None:
    """Replace the text of a field."""
    field = find(root, "text", start)
    focus(field)
    Atspi.Text.add_selection(field, 0, Atspi.Text.get_character_count(field))
    write(text)


def cell(table: Any, row: int, column: int) -> Any:
    """Return a cell of a table."""
    return Atspi.Table.get_accessible_at(table, row, column)


def cells(table: Any) -> list[list[str]]:
    """Return the cells of a table that are shown, row by row."""
    rows, columns = Atspi.Table.get_n_rows(table), Atspi.Table.get_n_columns(table)
    found = [[cell(table, row, column) for column in range(columns)] for row in range(rows)]
    return [[each.get_name() or "" for each in row if on_view(each)] for row in found]
