"""Does a day by AT-SPI: its people, two more visits by the clock, its totals, and its audit."""

from typing import Any

from at_spi_tree import (
    RETURN,
    TAB,
    act,
    cell,
    choose,
    close,
    fill,
    find,
    focus,
    is_checked,
    is_off,
    missing,
    named,
    names,
    press,
    select,
    until,
    wait_for,
    write,
)

# Two visits of one person, whose minutes overlap.
VISITS = (("9:00", "97110", "9:00-9:30"), ("9:15", "97140", "9:15-9:45"))
WAITING = "PT, 2 units, Medicare, amount after settling, 1 to settle, Fix"
BEFORE = (
    *("A, PT, 3 units, Medicare pays $58.89", f"9:00, {WAITING}", f"9:15, {WAITING}"),
    *("3 visits, 7 units", "1 h 40 min", "Payers pay: $58.89", "To settle: 1"),
)
AFTER = (
    "A, PT, 3 units, Medicare pays $58.89",
    "9:00, PT, 2 units, Medicare pays $41.65",
    "9:15, PT, 1 unit, Medicare pays $22.56",
    *("3 visits, 6 units", "1 h 25 min", "Payers pay: $123.10", "Patients pay: $31.41"),
)
# Each visit that is gone to, and what the strip says of it.
MOVES = (
    ("A, ", "Units: 3", "Medicare pays: $58.89"),
    ("9:00, ", "Units: 2", "Why no dollars: Amounts are shown after settling."),
)
FINDING = "Fix: 9:00 and 9:15 share T1, 9:15\N{EN DASH}9:30"
FOUND = (
    *("Visits: 3", "Units as typed: 7", "Units if settled: 6 or 7", "To settle: 1", FINDING),
    "Whose minutes were 9:15\N{EN DASH}9:30?",
    "T1, 9:15, 97140, 9:15 to 9:45, shared with 9:00",
    "Typed times never change. Only the units follow.",
)
OURS = "9:00\N{RIGHT SINGLE QUOTATION MARK}s"
# One of the three visits has no times.
CLAIMED = (
    "Every audited minute is on one claim. The notes say what "
    "isn\N{RIGHT SINGLE QUOTATION MARK}t audited."
)
SETTLED = ("Units if settled: 6", "To settle: 0", CLAIMED, "1 settled")


def day(root: Any) -> list[str]:
    """Go on from the main job to a day; return what is not read of it."""
    add_person(root)
    for visit in VISITS:
        add_visit(root, *visit)
    faults = read_visits(root)
    faults += audit(root)
    wait_for(root, *AFTER)
    return faults


def add_person(root: Any) -> None:
    """Enter who treats."""
    choose(root, "Visit", "People and clocks")
    dialog = find(root, "dialog", "People and clocks")
    act(find(dialog, "push button", "Add"))
    find(dialog, "text", "Mark 1")
    close(root, dialog)


def add_visit(root: Any, tag: str, code: str, times: str) -> None:
    """Begin the next visit, tag it, type its service, and say who treated in it."""
    choose(root, "Visit", "Next visit")
    find(root, "list item", "B, no services yet")
    choose(root, "Visit", "Rename visit")
    fill(root, "Tag of the visit", tag)
    press(RETURN)
    find(root, "list item", f"{tag}, no services yet")
    table = find(root, "table", "Services")
    focus(table)
    write(code)
    press(TAB)
    write(times)
    press(RETURN)
    find(root, "list item", f"{tag}, PT, 2 units")
    select(cell(table, 0, 0))
    choose(root, "Visit", "Service details")
    dialog = find(root, "dialog", f"Service details: {code}")
    treated = find(dialog, "check box", "T1, physical therapist")
    # A visit begins with the one person who treated the visit before.
    if not is_checked(treated):
        act(treated)
    close(root, dialog)


def read_visits(root: Any) -> list[str]:
    """Read the visits and the totals of the day, and go from one visit to another."""
    faults = missing(BEFORE, names(root))
    visits = find(root, "list", "Visits")
    for visit, *answer in MOVES:
        select(find(visits, "list item", visit))
        wait_for(root, *answer)
    return faults


def audit(root: Any) -> list[str]:
    """Open the audit, read what it finds, answer it, and come back."""
    choose(root, "Visit", "Audit the day")
    window = find(root, "frame", "Day audit")
    find(window, "list item", FINDING)
    faults = missing(FOUND, names(window))
    use, ours = find(window, "push button", "Use this choice"), find(window, "radio button", OURS)
    if is_checked(ours) or not is_off(use):
        faults.append("an answer is given before")
    if "9:15 1 unit" not in ours.get_description():
        faults.append(f"the answer is described by {ours.get_description()!r}")
    act(ours)
    until(lambda: not is_off(use), "the button that takes an answer")
    act(use)
    wait_for(window, *SETTLED)
    choose(window, "File", "Close")
    until(lambda: named(root, "frame", "Day audit") is None, "the window below the audit")
    return faults
