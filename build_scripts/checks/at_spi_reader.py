"""Does the main job by AT-SPI: finds things by role and name, types, and reads what came of it.

Run by the system's Python, whose packages know AT-SPI: see at_spi_check.py.
"""

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402  its version has to be asked for first

PATIENCE = 30.0
PAUSE = 0.2
KEY = 0.08
TAB, RETURN = 0xFF09, 0xFF0D
WANTED = {
    "units": ["2", "1"],
    "modifiers": ["GP", "GP"],
    "allowed": ["$53.13", "$21.99"],
}
SENTENCES = (
    "Medicare pays: $58.89",
    "Patient pays: $15.03",
)
DESCRIPTIONS = ("PT: 40 timed minutes are 3 units", "Miami, FL, locality 09102-04")


def below(thing: Any, depth: int = 0) -> Iterator[Any]:
    """Yield a thing and everything in it."""
    if thing is None or depth > 25:
        return
    yield thing
    for place in range(min(thing.get_child_count(), 400)):
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
    """Return the first thing of a role whose name begins so."""
    return next(
        (
            each
            for each in below(root)
            if each.get_role_name() == role and (each.get_name() or "").startswith(start)
        ),
        None,
    )


def focus(thing: Any) -> None:
    """Put the keyboard into a thing."""
    Atspi.Component.grab_focus(thing)
    time.sleep(PAUSE)


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
    field = until(lambda: named(root, "text", start), f"the field {start}")
    focus(field)
    Atspi.Text.add_selection(field, 0, Atspi.Text.get_character_count(field))
    write(text)


def rows(table: Any) -> list[list[str]]:
    """Return the cells of the table, row by row."""
    found: list[list[str]] = []
    for place in range(table.get_child_count()):
        child = table.get_child_at_index(place)
        role = child.get_role_name() if child else ""
        if role in ("row header", "table row header"):
            found.append([])
        elif role == "table cell" and found:
            found[-1].append(child.get_name() or "")
    return found


def read(root: Any, table: Any) -> list[str]:
    """Return what is not as it should be."""
    typed = rows(table)[:2]
    if len(typed) < 2 or any(len(row) < 6 for row in typed):
        return [f"the table reads {typed}"]
    # The assistant column may be hidden: the last three are units, modifiers, allowed.
    seen = {name: [row[at] for row in typed] for name, at in zip(WANTED, (-3, -2, -1), strict=True)}
    faults = [f"{name} read {seen[name]}" for name in WANTED if seen[name] != WANTED[name]]
    names = [each.get_name() or "" for each in below(root)]
    faults += [f"nothing says {one!r}" for one in SENTENCES if one not in names]
    told = [each.get_description() or "" for each in below(root)]
    faults += [
        f"nothing is described by {wanted!r}"
        for wanted in DESCRIPTIONS
        if not any(wanted in one for one in told)
    ]
    return faults


def main() -> int:
    root = until(program, "the program")
    fill(root, "Date of service", "2026-11-23")
    fill(root, "ZIP or place", "33101")
    table = until(lambda: named(root, "table", "Services"), "the table of services")
    focus(table)
    for code, minutes in (("97110", "33"), ("97140", "7")):
        write(code)
        press(TAB)
        write(minutes)
        press(RETURN)
    time.sleep(1)
    faults = read(root, table)
    for row in rows(table):
        print("\t".join(row))
    print("\n".join(f"FAILED: {fault}" for fault in faults) or "The main job was done and read.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
