"""What pricing found out about a payer's claim, for the hints about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Unpriced(NamedTuple):
    """A line without a price: why, by the payer's word, or the figure that is wanted."""

    row: int
    code: str
    why: str
    wanted: str


class CutLine(NamedTuple):
    """A line of which the payer pays fewer units than are billed."""

    row: int
    code: str
    units: int
    paid: int


class OpenSetting(NamedTuple):
    """A setting that the text leaves open, and what each way to read it comes to, in words."""

    setting: str
    outcomes: tuple[tuple[str, str], ...]


class PayerFacts(NamedTuple):
    """What pricing found: lines without a price, lines that are cut, and what stays open.

    `denied` are the rows that a limit denies whole, `undecided` those of which the text doesn't say
    which units go, with what is paid of them by each way to read it. `units_by_way` has the units
    of the visit by each way to count, where they differ. `assumed` are the settings that are not
    given and that this visit needs. What is only known to be the least is `at_least`.
    `not_reduced` are the rows whose prices have no practice expense to reduce, `without_charge`
    those whose missing charges keep the charges of the claim from limiting it.
    """

    unpriced: tuple[Unpriced, ...] = ()
    cut: tuple[CutLine, ...] = ()
    denied: tuple[int, ...] = ()
    undecided: tuple[int, ...] = ()
    paid_of_undecided: tuple[str, ...] = ()
    open: tuple[OpenSetting, ...] = ()
    units_by_way: Mapping[str, int] = {}
    assumed: tuple[str, ...] = ()
    at_least: bool = False
    not_reduced: tuple[int, ...] = ()
    without_charge: tuple[int, ...] = ()
