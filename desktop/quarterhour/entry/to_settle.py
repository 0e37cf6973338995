"""The hints of a visit as items to settle, each with the one or two things to do."""

from __future__ import annotations

from collections.abc import Sequence

from quarterhour.claims import (
    Action,
    AskAgain,
    Attest,
    ChooseInTie,
    GoToRow,
    Hint,
    OpenDialog,
    ReplaceCode,
    Severity,
    TakeAsRead,
    Topic,
    action_title,
)
from quarterhour.claims.dialog import Dialog
from quarterhour.claims.hints import title_together, told_together
from quarterhour.entry.about_visit import mistyped
from quarterhour.entry.day_draft import PLACE
from quarterhour.entry.items import (
    AuditDay,
    GiveUnit,
    GoToCell,
    GoToDate,
    GoToPlace,
    Item,
    Offer,
    ToSettle,
)
from quarterhour.entry.outcome import DATE, DayQuestion, Outcome
from quarterhour.entry.reading import DEDUCTIBLE, Problem
from quarterhour.entry.ties import TieChoice, tie_choices
from quarterhour.reference import Reference

_REVIEW = "Review\N{HORIZONTAL ELLIPSIS}"
_AUDIT = "Audit the day\N{HORIZONTAL ELLIPSIS}"
_YEAR = OpenDialog(Dialog.PATIENT_YEAR)
_OF_FIELDS = {
    DATE: ("The date can't be read", Offer("Go to the date", (GoToDate(),))),
    DEDUCTIBLE: ("The deductible can't be read", Offer(action_title(_YEAR), (_YEAR,))),
    PLACE: ("The place isn't found", Offer("Go to the place", (GoToPlace(),))),
}
_ROW_LEFT_OUT, _GO_TO_ROW = "Row {number} isn't counted", "Go to row {number}"
_GO_TO = "Go to {code}"
_GETS = "{code} gets it"
_BESIDE = TakeAsRead | AskAgain | GoToRow
_BOTH_WAYS = 2  # choices in a tie that have a button each; of more, a list is opened


def to_settle(outcome: Outcome, reference: Reference, problems: Sequence[Problem]) -> ToSettle:
    """Return what is to be settled in a visit as it was assessed.

    The `problems` are those that stand: a row is one thing to settle, whatever it lacks.
    """
    told = _told_already(outcome)
    hints = [hint for hint in outcome.hints if hint.topic not in told]
    found = [_item(outcome, reference, together) for together in told_together(hints)]
    asked = map(_asked, outcome.questions)
    unread = map(_unread, mistyped(outcome))
    left_out = {each.row: each for each in reversed(problems) if each.row is not None}
    rows = [_left_out(row, left_out[row]) for row in sorted(left_out)]
    found = sorted((*unread, *rows, *asked, *found), key=lambda item: item.severity.rank)
    notes = (item for item in found if item.severity is Severity.NOTE)
    return ToSettle(
        tuple(item for item in found if item.severity is not Severity.NOTE),
        # As long as nothing is typed, there are no amounts for a note to be about.
        tuple(notes) if outcome.reading.rows else (),
    )


def _told_already(outcome: Outcome) -> tuple[Topic, ...]:
    """Return the notes that repeat what stands with the amounts, or in their place: no fees yet."""
    if outcome.without_fees:
        return Topic.NO_EDITION, Topic.NO_EDITION_YET
    if outcome.assessment is None or outcome.payment is None:
        return ()
    if outcome.assessment.deductible_unknown:
        return Topic.ESTIMATED, Topic.DEDUCTIBLE_TAKEN_AS_MET
    return (Topic.ESTIMATED,)


def severities(outcome: Outcome) -> list[Severity]:
    """Return the severity of each item of a visit, those of its rows and notes left out."""
    mended = [Severity.ACTION] * len(mistyped(outcome))
    asked = [each.severity for each in outcome.questions]
    found = [hints[0].severity for hints in told_together(outcome.hints)]
    return [*mended, *asked, *(severity for severity in found if severity is not Severity.NOTE)]


def shared_fields(outcome: Outcome) -> list[str]:
    """Return what is mistyped of what the visits of a day have together."""
    return [each.field for each in mistyped(outcome) if _is_of_day(outcome, each)]


def _is_of_day(outcome: Outcome, problem: Problem) -> bool:
    """Return whether what is mistyped is the date or the place that visits have together."""
    return problem.field in (DATE, PLACE) and problem.field not in outcome.draft.own


def _unread(problem: Problem) -> Item:
    """Return the item of a field that can't be read: it leads there."""
    title, offer = _OF_FIELDS[problem.field]
    return Item((), title, (offer,), rows=(), leads_to=None, problem=problem)


def _left_out(row: int, problem: Problem) -> Item:
    """Return the item of a row that is not counted: it leads to what can't be read of it."""
    number = row + 1
    offer = Offer(_GO_TO_ROW.format(number=number), (GoToCell(row, problem.field),))
    title = _ROW_LEFT_OUT.format(number=number)
    return Item((), title, (offer,), rows=(row,), leads_to=row, problem=problem)


def _asked(question: DayQuestion) -> Item:
    """Return the item of a question of the day: it is answered in the audit."""
    return Item(
        hints=(),
        title=question.title,
        offers=(Offer(_AUDIT, (AuditDay(question.finding),)),),
        rows=question.rows,
        leads_to=next(iter(question.rows), None),
        finding=question.finding,
    )


def _item(outcome: Outcome, reference: Reference, hints: tuple[Hint, ...]) -> Item:
    rows = dict.fromkeys(outcome.rows_of(row for hint in hints for row in hint.rows))
    actions = [action for hint in hints for action in hint.actions]
    leads = outcome.rows_of(action.row for action in actions if isinstance(action, GoToRow))
    return Item(
        hints=hints,
        title=title_together(hints),
        offers=_offers(outcome, reference, hints),
        rows=tuple(rows),
        leads_to=next(iter(leads), None),
    )


def _offers(outcome: Outcome, reference: Reference, hints: tuple[Hint, ...]) -> tuple[Offer, ...]:
    """Return the usual action, and beside it what passes the hints by or leads to a row."""
    if not hints[0].actions:
        return ()
    usual, *others = hints[0].actions
    if isinstance(usual, ChooseInTie) and (given := _gives(outcome, reference, usual)):
        return given
    chosen: list[Action] = [usual]
    if not isinstance(usual, ReplaceCode):
        chosen += [each for each in others if isinstance(each, _BESIDE)][:1]
    return tuple(Offer(_title(outcome, action), _as_told(action, hints)) for action in chosen)


def _as_told(action: Action, hints: tuple[Hint, ...]) -> tuple[Action, ...]:
    """Return an action, of all hints where it passes them by or asks for them again."""
    if not isinstance(action, TakeAsRead | AskAgain):
        return (action,)
    return tuple(each for hint in hints for each in hint.actions if type(each) is type(action))


def _gives(outcome: Outcome, reference: Reference, action: ChooseInTie) -> tuple[Offer, ...]:
    """Return the choices of a tie where there are two of them, in order of the rows."""
    row = outcome.row_of(action.row)
    if row is None:
        return ()
    choices, ways = tie_choices(outcome, row, reference, _BOTH_WAYS, 0)
    if ways != _BOTH_WAYS or len(choices) != _BOTH_WAYS:
        return ()
    takers = [set(choice.taking) for choice in choices]
    given = sorted(
        (row, choice)
        for choice, own, others in zip(choices, takers, reversed(takers), strict=True)
        for row in own - others
    )
    return tuple(
        Offer(_GETS.format(code=_code(choice, row)), (GiveUnit(choice),)) for row, choice in given
    )


def _code(choice: TieChoice, row: int) -> str:
    return next(code for at, code, _ in choice.units if at == row)


def _title(outcome: Outcome, action: Action) -> str:
    """Return what an action is called on a button: of an attestation, never what it attests."""
    match action:
        case Attest():
            return _REVIEW
        case GoToRow(row) if outcome.assessment is not None:
            return _GO_TO.format(code=outcome.assessment.services[row].code)
        case _:
            return action_title(action)
