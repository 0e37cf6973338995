"""Does the main job and a day by AT-SPI, and reads what came of it.

Run by the system's Python, whose packages know AT-SPI: see at_spi_check.py.
"""

import sys
from typing import Any

import at_spi_day
from at_spi_tree import (
    RETURN,
    TAB,
    act,
    cells,
    descriptions,
    fill,
    find,
    focus,
    missing,
    names,
    press,
    program,
    until,
    wait_for,
    write,
)

WANTED = [["33", "2", "GP", "$53.13"], ["7", "1", "GP", "$21.99"]]
SENTENCES = ("Medicare pays: $58.89", "Patient pays: $15.03")
DESCRIPTIONS = ("PT: 40 timed minutes are 3 units", "Miami, FL, locality 09102-04")


def begin(root: Any) -> None:
    """Answer the three questions of the first start."""
    act(find(root, "radio button", "Physical therapy"))
    fill(root, "ZIP", "33101")
    act(find(root, "radio button", "Yes"))
    act(find(root, "push button", "Start"))


def main_job(root: Any) -> list[str]:
    """Type a visit; return what is not read of it."""
    fill(root, "Date of service", "2026-11-23")
    table = find(root, "table", "Services")
    focus(table)
    for code, minutes in (("97110", "33"), ("97140", "7")):
        write(code)
        press(TAB)
        write(minutes)
        press(RETURN)
    wait_for(root, "Units: 3")
    seen = [[row[2], *row[-3:]] for row in cells(table)[: len(WANTED)]]
    faults = [f"the table reads {seen}"] if seen != WANTED else []
    told = descriptions(root)
    return [
        *faults,
        *missing(SENTENCES, names(root)),
        *(
            f"nothing is described by {wanted!r}"
            for wanted in DESCRIPTIONS
            if not any(wanted in one for one in told)
        ),
    ]


def main() -> int:
    root = until(program, "the program")
    begin(root)
    faults = main_job(root)
    print("\n".join(f"FAILED: {fault}" for fault in faults) or "The main job was done and read.")
    if not faults:
        faults = at_spi_day.day(root)
        print("\n".join(f"FAILED: {fault}" for fault in faults) or "A day was done and audited.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
