"""Unsaved work of a day as text: every draft comes back, and so does what was kept of a visit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import ROOT
from entry.days import day_documents
from entry.test_recovery import Program
from faults.damaged import damaged_document
from quarterhour.day import Person, day_from
from quarterhour.entry import Draft, Row
from quarterhour.entry.day_as_typed import day_draft_of
from quarterhour.entry.day_draft import DayDraft, day_of_one
from quarterhour.entry.day_session import DaySession
from quarterhour.entry.kept_day import day_draft_text, read_kept_day
from quarterhour.entry.kept_draft import draft_text, read_kept_text
from quarterhour.entry.recovery import KeptWork, leftovers
from quarterhour.reference import Reference
from quarterhour.visit import VisitFile

ANY_TEXT = st.text(st.characters(), max_size=20)  # half characters too


@settings(max_examples=100, deadline=None)
@given(document=day_documents(least=1), usual=st.sampled_from(("PT", "OT")))
def test_a_draft_of_any_day_comes_back(
    document: dict[str, Any], usual: str, reference: Reference
) -> None:
    draft = day_draft_of(day_from(document), reference, usual)
    kept = read_kept_day(day_draft_text(draft, VisitFile(Path("day.quarterhour"), "0" * 64)))
    assert kept == (draft, (Path("day.quarterhour"), "0" * 64))


@given(one=ANY_TEXT, other=ANY_TEXT)
def test_any_text_comes_back(one: str, other: str) -> None:
    row = Row(code=one, therapist=other, of_people=True, mode=one, attended_by=other)
    visit = Draft(None, one, place=other, in_out=one, present=((one, other),), rows=(row,))
    people = (Person(one, "PT", (other, one)),)
    draft = DayDraft(None, one, place=other, people=people, visits=(visit, visit))
    assert read_kept_day(day_draft_text(draft)) == (draft, None)


def kept(**fields: Any) -> dict[str, Any]:
    text = day_draft_text(DayDraft(None, "11/2", visits=(Draft(None, "11/2"),)))
    return {**json.loads(text), **fields}


@pytest.mark.parametrize(
    "document",
    [
        kept(format="quarterhour.day-draft/2"),
        kept(later=1),
        kept(visits=[]),
        kept(visits=[{"day_text": "11/2"}]),
        kept(people=[{"id": "T1", "role": "wizard"}]),
        kept(settled=[{"kind": "x"}]),
        kept(file="day.quarterhour"),
        {},
        None,
    ],
    ids=repr,
)
def test_what_this_version_does_not_know_is_no_draft(document: Any) -> None:
    assert read_kept_day(json.dumps(document)) is None


@settings(max_examples=150, deadline=None)
@given(document=day_documents(least=1), chance=st.randoms(use_true_random=False))
def test_a_spoilt_draft_is_none_or_can_be_shown(
    document: dict[str, Any], chance: Any, reference: Reference
) -> None:
    text = day_draft_text(day_draft_of(day_from(document), reference))
    found = read_kept_day(json.dumps(damaged_document(json.loads(text), chance)))
    if found is not None:
        session = DaySession(reference)
        session.open_recovered_day(found.draft)
        assert session.unsaved
        for at, visit in enumerate(found.draft.visits):
            session.select(at)
            assert all(isinstance(row.minutes_shown, str) for row in visit.rows)
        assert session.day_outcome.assessment is not None or session.day_outcome.left_out


@pytest.mark.parametrize("name", ["recovery-half-typed", "recovery-whole"])
def test_what_version_0_1_0_kept_of_a_visit_is_a_day_of_one(name: str) -> None:
    text = (ROOT / "tests" / "upgrades" / "0.1.0" / f"{name}.json").read_bytes()
    visit, day = read_kept_text(text), read_kept_day(text)
    assert visit is not None
    assert day == (day_of_one(visit.draft), visit.file)


def test_unsaved_work_of_a_visit_and_of_a_day_is_offered_once(tmp_path: Path) -> None:
    visit = Draft(None, "11/2", place="33101")
    day = replace(day_of_one(visit), visits=(visit, replace(visit, tag="B")))
    for text in (draft_text(visit), day_draft_text(day)):
        KeptWork(tmp_path, Program().locks).keep(text)
    left = leftovers(tmp_path, Program().locks, read_kept_day)
    assert {each.draft for each in left} == {day_of_one(visit), day}
    assert list(leftovers(tmp_path, Program().locks, read_kept_day)) == []


def test_a_day_that_only_a_later_window_shows_is_set_aside_whole(tmp_path: Path) -> None:
    text = day_draft_text(DayDraft(visits=(Draft(),)))
    KeptWork(tmp_path, Program().locks).keep(text)
    (left,) = leftovers(tmp_path, Program().locks, read_kept_text)
    assert left.draft is None
    assert left.path.read_text() == text
