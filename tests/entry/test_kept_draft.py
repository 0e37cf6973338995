"""Unsaved work as text: every draft comes back, and what is none is told from one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faults.damaged import damaged_document
from quarterhour.entry import Draft, Row, Suggestions, draft_of
from quarterhour.entry.assessed import outcome_of
from quarterhour.entry.kept_draft import draft_text, read_draft_text, read_kept_text
from quarterhour.reference import Reference
from quarterhour.visit import VisitFile, visit_from
from visit.visits import documents

ANY_TEXT = st.text(st.characters(), max_size=20)  # half characters too


@settings(max_examples=100, deadline=None)
@given(document=documents(), usual=st.sampled_from(("PT", "OT")))
def test_a_draft_of_any_visit_comes_back(
    document: dict[str, Any], usual: str, reference: Reference
) -> None:
    draft = draft_of(visit_from(document), reference, usual)
    assert read_draft_text(draft_text(draft)) == draft


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_comes_back(one: str, other: str) -> None:
    row = Row(code=one, discipline="OT", therapist=other, assistant=one, takes_remaining_unit=True)
    draft = Draft(None, one, place=other, deductible=one, label=other, rows=(row, Row()))
    assert read_draft_text(draft_text(draft)) == draft


@given(ANY_TEXT.filter(bool), ANY_TEXT)
def test_its_file_comes_back(name: str, digest: str) -> None:
    draft, file = Draft(None, "11/2"), VisitFile(Path(name), digest)
    assert read_kept_text(draft_text(draft, file)) == (draft, file)
    assert read_kept_text(draft_text(draft)) == (draft, None)


def kept(**fields: Any) -> dict[str, Any]:
    text = draft_text(Draft(None, "11/2", rows=(Row("97110", therapist="9:05-"),)))
    return {**json.loads(text), **fields}


@pytest.mark.parametrize(
    "document",
    [
        kept(format="quarterhour.draft/2"),
        kept(later=1),
        kept(rule="the-rule-of-2031"),
        kept(usual_discipline="RT"),
        kept(file="visit.quarterhour"),
        kept(file={"path": "visit.quarterhour"}),
        kept(file={"path": "visit.quarterhour", "sha256": None}),
        kept(file={"path": "visit.quarterhour", "sha256": "", "later": 1}),
        kept(rows=[{"code": "97110", "discipline": "RT"}]),
        kept(rows=[{"telehealth": "moon"}]),
        kept(rows=[{"times": ["9 to 10"]}]),
        kept(rows={}),
        kept(provider={"profession": "wizard"}),
        kept(day="2026-02-30"),
        kept(day_text=5),
        {},
        {"day": None},
        [],
        None,
        5,
    ],
    ids=repr,
)
def test_what_this_version_does_not_know_is_no_draft(document: Any) -> None:
    assert read_draft_text(json.dumps(document)) is None


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\xfa", b"\0" * 100, b"[" * 100_000, b"nonsense"])
def test_what_is_no_json_is_no_draft(text: bytes) -> None:
    assert read_draft_text(text) is None


@settings(max_examples=200, deadline=None)
@given(document=documents(least=1), chance=st.randoms(use_true_random=False))
def test_a_damaged_draft_is_none_or_can_be_shown(
    document: dict[str, Any], chance: Any, reference: Reference
) -> None:
    text = draft_text(draft_of(visit_from(document), reference))
    draft = read_draft_text(json.dumps(damaged_document(json.loads(text), chance)))
    if draft is not None:
        outcome_of(draft, reference, Suggestions(reference))
