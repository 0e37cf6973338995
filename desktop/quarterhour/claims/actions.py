"""What can be done about a hint, as data: fronts offer it, and one table has its words."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from quarterhour.visit import Attested


class Dialog(Enum):
    """A dialog in which something of a visit is entered, whatever a front calls it."""

    SERVICE_DETAILS = "service-details"
    CLAIM_STATEMENTS = "claim-statements"
    PRACTICE = "practice"


class Statement(Enum):
    """What a therapist can state of a visit."""

    SEPARATE = "separate"
    NECESSARY = "necessary"


class ReplaceCode(NamedTuple):
    """Bill `other` instead: `row` is the service's, which `code` names, an add-on by its first."""

    row: int
    code: str
    other: str


class Attest(NamedTuple):
    """Ask whether something is so; `attested` is all that is stated where it is.

    `codes` are the two services of a pair, `modifier` is what then stands on the claim.
    """

    statement: Statement
    attested: Attested
    codes: tuple[str, ...]
    modifier: str


class ChooseInTie(NamedTuple):
    """Choose which services of a tie take the left-over units; `row` is one of them."""

    row: int


class OpenDialog(NamedTuple):
    """Enter something in a dialog; `row` is the service that it is of, where it is of one."""

    dialog: Dialog
    row: int | None = None


class GoToRow(NamedTuple):
    """Look at a service; `row` is its own."""

    row: int


Action = ReplaceCode | Attest | ChooseInTie | OpenDialog | GoToRow

ACTION_NAMES: dict[type[Action], str] = {
    ReplaceCode: "replace-code",
    Attest: "attest",
    ChooseInTie: "choose-in-tie",
    OpenDialog: "open-dialog",
    GoToRow: "go-to-row",
}

ACTION_WORDS: dict[type[Action], str] = {
    ReplaceCode: "Replace {code} by {other}",
    ChooseInTie: "Choose\N{HORIZONTAL ELLIPSIS}",
    OpenDialog: "{dialog}\N{HORIZONTAL ELLIPSIS}",
    GoToRow: "Go to row {number}",
}
STATEMENT_WORDS = {
    Statement.SEPARATE: "{codes[0]} and {codes[1]} were separate: add {modifier}",
    Statement.NECESSARY: "The care is medically necessary: add {modifier}",
}
DIALOG_WORDS = {
    Dialog.SERVICE_DETAILS: "Service details",
    Dialog.CLAIM_STATEMENTS: "Claim statements",
    Dialog.PRACTICE: "Practice and Medicare",
}


def action_title(action: Action) -> str:
    """Return what an action is called, as on a button."""
    match action:
        case ReplaceCode(_, code, other):
            return ACTION_WORDS[ReplaceCode].format(code=code, other=other)
        case Attest(statement, _, codes, modifier):
            return STATEMENT_WORDS[statement].format(codes=codes, modifier=modifier)
        case ChooseInTie():
            return ACTION_WORDS[ChooseInTie]
        case OpenDialog(dialog):
            return ACTION_WORDS[OpenDialog].format(dialog=DIALOG_WORDS[dialog])
        case GoToRow(row):
            return ACTION_WORDS[GoToRow].format(number=row + 1)
