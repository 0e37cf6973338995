"""A visit is typed, step by step, without a window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builders import ROOT, TODAY, ot, pt, slp, visit_fields
from entry.typing_hand import THREE, TIE, answers, saved_assessment, types, visit
from quarterhour.claims import Attest
from quarterhour.entry import Edit, NewVisit, Session, why_not_saved
from quarterhour.entry.day_draft import day_of_one
from quarterhour.entry.day_session import DaySession
from quarterhour.reference import NATIONAL, Reference
from quarterhour.units import MIDPOINT
from quarterhour.visit import (
    CPT_MIDPOINT,
    MAX_SERVICES,
    Provider,
    visit_from,
)

Begin = Callable[..., Session]


@pytest.fixture
def begin(reference: Reference) -> Begin:
    """Begin with services on 2026-11-23 at national prices, or with an empty visit."""

    def begin_with(*services: dict[str, Any]) -> Session:
        return Session(reference, visit(*services) if services else None)

    return begin_with


def rows(session: Session) -> list[tuple[str, str, str]]:
    typed = session.draft.without_blank_end().rows
    return [(row.code, row.discipline, row.therapist) for row in typed]


def units(session: Session) -> list[int]:
    return [row.result.units if row.result else 0 for row in session.outcome.rows]


def test_what_is_typed_is_assessed_at_once(begin: Begin) -> None:
    session = begin()
    session.change(place="National average", locality=NATIONAL.id)
    types(session, 0, "code", "97110")
    types(session, 0, "therapist", "33")
    types(session, 1, "code", "97140")
    types(session, 1, "therapist", "7")
    assert rows(session) == [("97110", "PT", "33"), ("97140", "PT", "7")]
    assert units(session) == [2, 1]
    assert session.outcome.payment is not None


def test_a_cell_is_one_step_however_many_keys_it_took(begin: Begin) -> None:
    session = begin()
    types(session, 0, "code", "97110")
    types(session, 0, "therapist", "33")
    assert (session.history.undoes, session.history.redoes) == (Edit.THERAPIST, None)
    session.undo()
    assert rows(session) == [("97110", "PT", "")]
    assert (session.history.undoes, session.history.redoes) == (Edit.SERVICE, Edit.THERAPIST)
    session.undo()
    assert (rows(session), session.unsaved) == ([], False)
    session.undo()  # nothing is left
    session.redo()
    session.redo()
    session.redo()
    assert rows(session) == [("97110", "PT", "33")]


def test_the_same_cell_typed_in_again_is_another_step(begin: Begin) -> None:
    session = begin(pt("97110", 15))
    types(session, 0, "therapist", "33")
    types(session, 0, "therapist", "45")
    session.undo()
    assert rows(session) == [("97110", "PT", "33")]


def test_what_came_to_nothing_is_no_part_of_the_step_before(begin: Begin) -> None:
    session = begin(pt("97110", 15))
    types(session, 0, "therapist", "33")
    types(session, 0, "therapist", "335")  # which passes 33 on its way
    session.undo()
    assert rows(session) == [("97110", "PT", "33")]


def test_what_is_given_up_leaves_no_step(begin: Begin) -> None:
    session = begin(pt("97110", 15))
    before = session.draft.rows[0]
    session.start_typing(0, "therapist_minutes")
    session.change_row(0, therapist="4")
    session.change_row(0, therapist="45")
    session.give_up(0, before)
    session.stop_typing()
    assert (rows(session), session.unsaved) == ([("97110", "PT", "15")], False)
    assert session.history.undoes is None


def test_what_was_saved_and_then_given_up_is_unsaved(begin: Begin) -> None:
    session = begin(pt("97110", 15))
    before = session.draft.rows[0]
    session.start_typing(0, "therapist_minutes")
    session.change_row(0, therapist="45")
    session.mark_saved()
    session.give_up(0, before)
    assert (rows(session), session.unsaved) == ([("97110", "PT", "15")], True)
    session.undo()
    assert (rows(session), session.unsaved) == ([("97110", "PT", "45")], False)


def test_saved_is_what_was_saved_however_one_comes_to_it(begin: Begin) -> None:
    session = begin(pt("97110", 15))
    types(session, 0, "therapist", "33")
    session.mark_saved()
    unsaved = [session.unsaved]
    types(session, 0, "therapist", "45")
    for step in (session.undo, session.undo, session.redo, session.undo):
        step()
        unsaved.append(session.unsaved)
    assert unsaved == [False, False, True, False, True]
    types(session, 0, "therapist", "60")  # what was saved is gone from the history
    session.undo()
    session.redo()
    assert session.unsaved


def test_half_typed_is_no_mistake_until_typing_ends(begin: Begin) -> None:
    session = begin(pt("97110", 15))
    session.start_typing(0, "therapist_minutes")
    session.change_row(0, therapist="9:05-")
    assert (session.problems, session.problems_of(0)) == ((), ())
    session.stop_typing()
    assert [problem.row for problem in session.problems] == [0]
    assert session.problems_of(0) == session.problems
    assert session.problems_of(7) == ()


def test_a_chosen_plan_stays_and_a_preset_one_follows_the_code(begin: Begin) -> None:
    session = begin()
    types(session, 0, "code", "92507")
    assert session.draft.rows[0].discipline == "SLP"
    types(session, 0, "code", "97110")
    session.change_row(0, discipline="OT", discipline_chosen=True)
    types(session, 0, "code", "97112")
    assert session.draft.rows[0].discipline == "OT"
    assert session.code_in(0) == "97112"
    assert session.code_in(1) == ""


def test_a_choice_in_a_tie_is_a_step_and_gives_way_to_other_minutes(begin: Begin) -> None:
    session = begin(*TIE)
    assert units(session) == [2, 1]
    choices, ways = session.tie_choices(0, 9, 9)
    assert ways == len(choices) == 2
    session.choose(choices[1])
    assert (units(session), session.history.undoes) == ([1, 2], Edit.TIE)
    session.undo()
    assert units(session) == [2, 1]
    session.redo()
    assert units(session) == [1, 2]
    types(session, 0, "therapist", "29")
    assert units(session) == [2, 1]
    assert not any(row.takes_remaining_unit for row in session.draft.rows)
    session.undo()
    assert units(session) == [1, 2]


def test_rows_are_pasted_copied_and_moved_each_as_one_step(begin: Begin) -> None:
    session = begin(pt("97110", 15))
    went: list[int] = []
    session.stepped.connect(lambda row, field: went.append(row))
    assert session.paste(5, "97140\t20\n97530\t30") == ""
    assert session.duplicate_row(0) == ""
    session.move_row(1, 2)
    session.move_row(0, -1)
    session.move_row(3, 4)
    assert [code for code, _, _ in rows(session)] == ["97110", "97140", "97110", "97530"]
    assert went == [3, 1, 2]
    undone = []
    while (edit := session.history.undoes) is not None:
        undone.append(edit)
        session.undo()
    assert undone == [Edit.ORDER, Edit.COPIED_ROW, Edit.PASTED_ROWS]
    assert rows(session) == [("97110", "PT", "15")]


def test_what_cannot_be_pasted_says_so_and_changes_nothing(begin: Begin) -> None:
    session = begin(*[pt("97110", 1)] * MAX_SERVICES)
    before = session.draft
    problems = {session.paste(0, "no service"), session.paste(0, "97140 20")}
    problems.add(session.duplicate_row(0))
    assert "" not in problems
    assert len(problems) == 2
    assert session.duplicate_row(MAX_SERVICES) == ""  # there is no row to copy
    assert (session.draft, session.unsaved) == (before, False)


def test_a_row_taken_out_comes_back(begin: Begin) -> None:
    session = begin(pt("97110", 15), pt("97140", 15))
    session.take_row(0)
    session.assess_again(Edit.DELETED_ROW)
    assert (rows(session), session.history.undoes) == ([("97140", "PT", "15")], Edit.DELETED_ROW)
    session.undo()
    assert len(rows(session)) == 2


def test_statements_and_charges_are_edits(begin: Begin) -> None:
    session = begin(pt("97530", 20), pt("97150"))
    (pair,) = session.service_pairs()
    answers(session, pair.pair, "59")
    assert session.service_pairs()[0].marked == "59"
    session.allowed_to_date(pt_slp_to_date=session.threshold)
    session.change(attested=replace(session.draft.attested, medically_necessary=True))
    lines = [line.line for row in session.outcome.rows for line in row.lines]
    assert any("KX" in line.modifiers for line in lines)
    for edit in (Edit.STATEMENT, Edit.TO_DATE, Edit.STATEMENT):
        assert session.history.undoes is edit
        session.undo()
    assert session.service_pairs()[0].marked == ""


@pytest.mark.parametrize(
    ("services", "denied"),
    [
        ((pt("97530", 15), pt("97750", 15)), ["97530", "97750"]),
        ((pt("97129", 30), pt("97164")), ["97164", "97130"]),  # 97130 is an add-on of 97129
    ],
)
def test_what_is_confirmed_separate_is_no_longer_confirmed_not_to_be(
    services: tuple[dict[str, Any], ...], denied: list[str], reference: Reference
) -> None:
    attested = {"not_separate": [denied, ["97110", "97116"]]}
    session = Session(reference, visit(*services, attested=attested))
    answers(session, session.service_pairs()[0].pair, "")
    confirmed = [len(session.draft.attested.not_separate)]
    answers(session, session.service_pairs()[0].pair, "XE")
    confirmed.append(len(session.draft.attested.not_separate))
    assert confirmed == [2, 1]
    assert session.draft.attested.not_separate == (("97110", "97116"),)
    assert why_not_saved(session.outcome) == ""


def test_a_hint_offers_to_state_what_was_confirmed_not_to_be(reference: Reference) -> None:
    attested = {"not_separate": [["97750", "97530"]]}
    session = Session(reference, visit(pt("97530", 15), pt("97750", 15), attested=attested))
    actions = [action for hint in session.outcome.hints for action in hint.actions]
    (offered,) = (action for action in actions if isinstance(action, Attest))
    session.change(attested=offered.answers[0].attested)
    assert [pair.codes for pair in session.draft.attested.separate] == [{"97530", "97750"}]
    assert session.draft.attested.not_separate == ()


def test_another_visit_begins_without_steps(begin: Begin, reference: Reference) -> None:
    session = begin(pt("97110", 15))
    types(session, 0, "therapist", "33")
    assert not session.empty
    session.open(visit(pt("97140", 20)))
    assert (rows(session), session.unsaved) == ([("97140", "PT", "20")], False)
    assert session.history.undoes is None
    session.open(None)
    assert (session.draft.day, session.empty) == (TODAY, True)


def test_what_is_recovered_is_unsaved_until_it_is_saved(reference: Reference) -> None:
    session = DaySession(reference)
    session.open_recovered_day(day_of_one(replace(session.draft, label="half")))
    assert (session.unsaved, session.empty) == (True, False)
    types(session, 0, "code", "97110")
    session.undo()
    assert (session.unsaved, session.empty) == (True, False)
    session.mark_saved()
    assert (session.unsaved, session.empty) == (False, True)


def test_a_new_visit_begins_as_the_practice_does(reference: Reference) -> None:
    usual = NewVisit("33101", "", CPT_MIDPOINT, "OT", Provider(participating=False))
    session = Session(reference, None, lambda: usual)
    draft = session.draft
    assert (draft.place, draft.payer, draft.provider) == (usual.place, usual.payer, usual.provider)
    types(session, 0, "code", "97110")
    assert session.draft.rows[0].discipline == "OT"


@pytest.mark.parametrize("before", [["92507"], ["97535", "92507"], ["92507", "92526"]])
def test_a_code_after_one_of_another_discipline_is_the_practices(
    before: list[str], reference: Reference
) -> None:
    """An OT practice types a code of speech therapy: the next that it may bill is OT's again."""
    session = Session(reference, None, lambda: NewVisit(discipline="OT"))
    for at, code in enumerate([*before, "97110", "97530"]):
        types(session, at, "code", code)
    assert [row[1] for row in rows(session)][-2:] == ["OT", "OT"]


def test_a_code_is_of_the_nearest_row_above_that_may_bill_it(begin: Begin) -> None:
    session = begin(ot("97535", 20), slp("92507", 30))
    types(session, 2, "code", "97110")
    assert rows(session)[2][1] == "OT"


def test_a_place_that_is_found_and_the_practice_are_told(begin: Begin) -> None:
    session = begin(pt("97110", 15))
    told: list[object] = []
    session.place_found.connect(lambda place, locality: told.append((place, locality)))
    session.practice_changed.connect(told.append)
    session.change(place="3310", locality="")
    assert told == []
    session.change(place="33101")
    billing = Provider(participating=False)
    session.change_practice(billing)
    assert ("33101", "") in told
    assert told[-1] == billing


def test_who_listens_hears_of_another_state_before_its_result(begin: Begin) -> None:
    session = begin(pt("97110", 15))
    heard: list[str] = []
    for name in ("assessed", "replaced", "opened", "recorded"):
        getattr(session, name).connect(lambda name=name: heard.append(name))
    session.stepped.connect(lambda row, field: heard.append(f"row {row} {field}"))
    session.change_row(0, therapist="33")
    assert heard == ["recorded", "assessed"]
    heard.clear()
    session.undo()
    assert heard == ["replaced", "assessed", "recorded", "row 0 therapist"]
    heard.clear()
    session.open(None)
    assert heard == ["replaced", "assessed", "recorded", "opened"]


@pytest.mark.parametrize(
    ("breaks", "mends"),
    [
        ({"place": "", "locality": ""}, {"locality": NATIONAL.id}),
        ({"day": None, "day_text": "soon"}, {"day": date(2026, 11, 23)}),
        ({"deductible": "much"}, {"deductible": ""}),
    ],
)
def test_what_would_be_lost_is_not_saved(
    breaks: dict[str, Any], mends: dict[str, Any], begin: Begin
) -> None:
    session = begin(pt("97110", 15))
    assert why_not_saved(session.outcome) == ""
    session.change(**breaks)
    assert why_not_saved(session.outcome)
    session.change(**mends)
    assert why_not_saved(session.outcome) == ""


def _chosen(session: Session) -> list[bool]:
    return [row.takes_remaining_unit for row in session.draft.rows]


LAPSES: dict[str, Callable[[Session], None]] = {
    "rule": lambda session: session.change(rule=MIDPOINT.name),
    "practice": lambda session: session.change_practice(Provider(profession="chiropractor")),
    "code": lambda session: session.change_code(1, "97010"),
    "minutes": lambda session: session.change_row(0, therapist="29"),
    "discipline": lambda session: session.change_row(1, discipline="OT", discipline_chosen=True),
}


@pytest.mark.parametrize("name", LAPSES)
def test_a_choice_that_no_longer_fits_goes_at_once(name: str, begin: Begin) -> None:
    session = begin(*THREE)
    choices, _ = session.tie_choices(0, 9, 9)
    session.choose(choices[1])
    assert any(_chosen(session))
    LAPSES[name](session)
    assert not any(_chosen(session))
    session.undo()
    assert any(_chosen(session))


def test_a_choice_is_kept_while_a_cell_is_typed_in_but_not_saved_unless_it_fits(
    begin: Begin,
) -> None:
    session = begin(*TIE)
    session.choose(session.tie_choices(0, 9, 9)[0][1])
    session.start_typing(0, "therapist_minutes")
    session.change_row(0, therapist="2")
    assert any(_chosen(session))
    assert saved_assessment(session) == session.outcome.assessment
    assert session.compared_by_rule() is not None
    session.change_row(0, therapist="20")
    assert units(session) == [1, 2]
    session.stop_typing()
    assert units(session) == [1, 2]


def test_a_cell_left_as_it_was_after_a_choice_has_lapsed_leaves_no_step(begin: Begin) -> None:
    session = begin(*TIE)
    session.choose(session.tie_choices(0, 9, 9)[0][1])
    types(session, 0, "therapist", "29")
    session.mark_saved()
    session.start_typing(0, "therapist_minutes")
    session.give_up(0, session.draft.rows[0])
    session.stop_typing()
    assert not session.unsaved


def test_the_session_knows_no_qt() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, quarterhour.entry\n"
            "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken'))])",
        ],
        env={"PYTHONPATH": str(ROOT / "desktop")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_an_empty_visit_has_the_date_of_the_visit_before(reference: Reference) -> None:
    session = Session(
        reference, visit_from(visit_fields(pt("97110", 15), date_of_service="2026-10-02"))
    )
    session.open(None)
    assert (str(session.draft.day), session.draft.day_text) == ("2026-10-02", "10/02/2026")
    assert session.empty
    session.change(day=None, day_text="soon")
    session.open(None)
    assert session.draft.day is not None


def test_how_the_practice_bills_is_undone_for_the_next_visits_too(begin: Begin) -> None:
    session = begin(pt("97110", 15))
    kept: list[str] = []
    session.practice_changed.connect(lambda provider: kept.append(provider.profession))
    before = session.draft.provider
    session.change_practice(replace(before, profession="chiropractor"))
    session.undo()
    session.redo()
    session.undo()
    assert kept == ["chiropractor", before.profession, "chiropractor", before.profession]
