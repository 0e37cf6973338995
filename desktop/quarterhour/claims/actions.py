"""What can be done about a hint, as data: fronts offer it, and one table has its words."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from quarterhour.claims.dialog import Dialog
from quarterhour.visit import Attested, Checked


class Statement(Enum):
    """What a therapist can confirm about a visit."""

    SEPARATE = "separate"
    NECESSARY = "necessary"
    SAME_MINUTES = "same-minutes"
    NOTICE = "notice"


class ReplaceCode(NamedTuple):
    """Bill `other` instead: `row` is the service's, which `code` names, an add-on by its first."""

    row: int
    code: str
    other: str


class AnswerKind(Enum):
    """What is answered to a question of an attestation."""

    YES = "yes"
    NO = "no"
    ABN = "abn"
    EXCLUDED = "excluded"


class Answer(NamedTuple):
    """One answer: `attested` is all that is confirmed with it, `modifier` what is then on the line.

    `modifier` is empty where none is. `billed_by` is the discipline that bills shared minutes,
    `given_up` the codes that do not, where it could be others.
    """

    kind: AnswerKind
    attested: Attested
    modifier: str = ""
    billed_by: str = ""
    given_up: tuple[str, ...] = ()


class Attest(NamedTuple):
    """Ask whether something is so: none of the `answers` is usual, and each is kept.

    `codes` are the services that it is asked of: two of a pair, those above the threshold, of
    shared minutes, or of an expected denial. `kept` is the present answer, and `unanswered` all
    that is confirmed without it. Of shared `minutes`, two `disciplines` are asked.
    """

    statement: Statement
    codes: tuple[str, ...]
    answers: tuple[Answer, ...]
    unanswered: Attested
    kept: Answer | None = None
    disciplines: tuple[str, ...] = ()
    minutes: int = 0


class TakeAsRead(NamedTuple):
    """Keep that a check was read: `checked` is what is kept with the visit."""

    checked: Checked


class AskAgain(NamedTuple):
    """Have a check that was read ask again: `checked` is what is no longer kept."""

    checked: Checked


class ChooseInTie(NamedTuple):
    """Choose which services of a tie take the remaining units; `row` is one of them."""

    row: int


class OpenDialog(NamedTuple):
    """Enter something in a dialog; `row` is the service that it is of, where it is of one."""

    dialog: Dialog
    row: int | None = None


class GoToRow(NamedTuple):
    """Look at a service; `row` is its own."""

    row: int


Action = ReplaceCode | Attest | ChooseInTie | OpenDialog | TakeAsRead | AskAgain | GoToRow

ACTION_NAMES: dict[type[Action], str] = {
    ReplaceCode: "replace-code",
    Attest: "attest",
    ChooseInTie: "choose-in-tie",
    OpenDialog: "open-dialog",
    TakeAsRead: "take-as-read",
    AskAgain: "ask-again",
    GoToRow: "go-to-row",
}

ACTION_WORDS: dict[type[Action], str] = {
    ReplaceCode: "Use {other}",
    ChooseInTie: "Choose\N{HORIZONTAL ELLIPSIS}",
    OpenDialog: "{dialog}\N{HORIZONTAL ELLIPSIS}",
    TakeAsRead: "Got it",
    AskAgain: "Ask again",
    GoToRow: "Go to row {number}",
}
STATEMENT_WORDS = {
    Statement.SEPARATE: "Review {codes[0]} and {codes[1]}\N{HORIZONTAL ELLIPSIS}",
    Statement.NECESSARY: "Review KX and ABN\N{HORIZONTAL ELLIPSIS}",
    Statement.SAME_MINUTES: (
        "Review {disciplines[0]} and {disciplines[1]} minutes\N{HORIZONTAL ELLIPSIS}"
    ),
    Statement.NOTICE: "Review the denial of {codes[0]}\N{HORIZONTAL ELLIPSIS}",
}
DIALOG_WORDS = {
    Dialog.SERVICE_DETAILS: "Service details",
    Dialog.PATIENT_YEAR: "Patient's year",
    Dialog.CLAIM_STATEMENTS: "Claim modifiers",
    Dialog.PRACTICE: "Practice settings",
    Dialog.CODE_RULES: "Rules of the code",
    Dialog.YEARLY_AMOUNTS: "Yearly amounts",
}


def action_title(action: Action) -> str:
    """Return what an action is called, as on a button."""
    match action:
        case ReplaceCode(other=other):
            return ACTION_WORDS[ReplaceCode].format(other=other)
        case Attest(statement, codes, disciplines=disciplines):
            return STATEMENT_WORDS[statement].format(codes=codes, disciplines=disciplines)
        case ChooseInTie():
            return ACTION_WORDS[ChooseInTie]
        case TakeAsRead() | AskAgain():
            return ACTION_WORDS[type(action)]
        case OpenDialog(dialog):
            return ACTION_WORDS[OpenDialog].format(dialog=DIALOG_WORDS[dialog])
        case GoToRow(row):
            return ACTION_WORDS[GoToRow].format(number=row + 1)
