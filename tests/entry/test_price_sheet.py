"""The price list while it is edited: each edit is a step, and what is wrong is counted."""

from __future__ import annotations

import pytest

from builders import pt, visit_fields
from quarterhour.entry import Session
from quarterhour.entry.price_rows import PriceRow
from quarterhour.entry.price_sheet import PriceSheet
from quarterhour.reference import Reference
from quarterhour.visit import visit_from


@pytest.fixture
def session(reference: Reference) -> Session:
    return Session(reference, visit_from(visit_fields(pt("97110", 15), zip="27601")))


def sheet(session: Session, *rows: tuple[str, str]) -> PriceSheet:
    return PriceSheet([PriceRow(*row) for row in rows], session)


def test_each_edit_is_a_step(session: Session) -> None:
    made = sheet(session, ("97110", "60"))
    assert made.put(1, "code", " 97140 ") and made.put(1, "price", "45")
    assert list(made.rows) == [PriceRow("97110", "60"), PriceRow("97140", "45")]
    assert made.undo() and made.rows[1] == PriceRow("97140", "")
    assert made.undo() and not made.undo()
    assert made.redo() and made.redo() and not made.redo()
    assert made.remove([0]) and list(made.rows) == [PriceRow("97140", "45")]
    assert not made.redo()


def test_what_changes_nothing_is_no_step(session: Session) -> None:
    made = sheet(session, ("97110", "60"))
    assert not made.put(0, "price", "60")
    assert not made.put(1, "code", "")
    assert not made.remove([])
    assert not made.use_suggestion(0)
    assert not made.undo()


def test_a_row_that_is_emptied_is_gone(session: Session) -> None:
    made = sheet(session, ("97110", "60"), ("97140", "45"))
    assert made.empty([(0, "price"), (2, "code")])
    assert made.rows[0] == PriceRow("97110", "")
    assert made.empty([(0, "code")])
    assert made.rows == (PriceRow("97140", "45"),)


def test_a_suggestion_is_used(session: Session) -> None:
    made = sheet(session, ("9753O", "40"))
    assert made.wrong == [0]
    assert made.use_suggestion(0)
    assert made.rows == (PriceRow("97530", "40"),) and made.wrong == []


def test_a_charge_is_asked_for_once_the_row_is_left(session: Session) -> None:
    made = sheet(session)
    made.put(0, "code", "97110")
    assert made.wrong == [] and not made.leave(0)
    assert made.leave(1) and made.wrong == [0]
    assert not made.leave(None)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], ""),
        ([("97110", "60")], "1 charge kept."),
        (
            [("97110", "60"), ("Total", "9")],
            "1 charge kept. 1 row is wrong: correct or remove it. F8 goes there.",
        ),
        (
            [("97110", "60"), ("97140", "50"), ("Total", "9"), ("Sum", "9")],
            "2 charges kept. 2 rows are wrong: correct or remove them. F8 goes to the next.",
        ),
        (
            [("97110", "10"), ("9999X", "50")],
            "2 charges kept. 1 is below Medicare\u2019s fee. 1 has a code to check.",
        ),
    ],
)
def test_the_whole_list_is_summed_up(
    rows: list[tuple[str, str]], said: str, session: Session
) -> None:
    assert sheet(session, *rows).summary == said


def test_what_is_open_at_closing_is_told(session: Session) -> None:
    assert sheet(session, ("97110", "60")).open_at_closing == ""
    assert sheet(session, ("97110", "60"), ("Total", "9")).open_at_closing == (
        "Row 2 is wrong and fills no charge. Correct it, or close again to correct it later."
    )
    assert sheet(session, ("Sum", "9"), ("Total", "9")).open_at_closing == (
        "Rows 1 and 2 are wrong and fill no charge. Correct them, or close again to correct them "
        "later."
    )


def test_other_fees_are_read_beside_the_same_rows(session: Session) -> None:
    made = sheet(session, ("97110", "10"))
    assert "below" in made.summary
    session.open(None)  # which has no place, so no fee
    made.read_again()
    assert made.summary == "1 charge kept."


def test_pasted_rows_are_one_step(session: Session) -> None:
    made = sheet(session, ("97110", "60"), ("97140", "45"))
    assert made.paste("97140\t50\n97112\t40")
    assert [row.price for row in made.rows] == ["60", "50", "40"]
    assert made.undo() and len(made.rows) == 2
    with pytest.raises(ValueError, match="Nothing to paste"):
        made.paste("")


def test_wrong_rows_are_gone_through_from_end_to_end(session: Session) -> None:
    made = sheet(session, ("Sum", "9"), ("97110", "60"), ("Total", "9"))
    assert made.wrong_rows == (PriceRow("Sum", "9"), PriceRow("Total", "9"))
    assert [made.next_wrong(at, 1) for at in range(3)] == [2, 2, 0]
    assert [made.next_wrong(at, -1) for at in range(3)] == [2, 0, 0]
    assert sheet(session).next_wrong(0, 1) is None
