"""A row that is copied and pasted is the same row, regardless of its fields."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import pt, visit_fields
from quarterhour.entry import Row, Session, draft_of
from quarterhour.entry.pasting import copied_rows, read_copied, row_text
from quarterhour.reference import Reference
from quarterhour.visit import visit_from
from visit.visits import documents

ANY_TEXT = st.text(st.characters(), max_size=20)


@settings(max_examples=100, deadline=None)
@given(document=documents())
def test_each_row_of_any_visit_is_pasted_as_it_is(
    document: dict[str, Any], reference: Reference
) -> None:
    session = Session(reference)
    for row in draft_of(visit_from(document), reference).rows:
        assert session.paste(0, row_text(row), copied_rows([row])) == ""
        assert session.draft.rows[0] == replace(row, takes_remaining_unit=False)
        session.undo()


@given(code=ANY_TEXT, minutes=ANY_TEXT)
def test_what_is_half_typed_is_too(code: str, minutes: str) -> None:
    row = Row(code=code, discipline="OT", therapist=minutes, assistant=code)
    assert read_copied(copied_rows([row])) == (row,)


@pytest.mark.parametrize("copied", [b"{}", b"\xff", b"[" * 100_000, b" " * 200_000])
def test_what_cannot_be_read_whole_is_said_and_nothing_is_pasted(
    copied: bytes, reference: Reference
) -> None:
    session = Session(reference, visit_from(visit_fields(pt("97110", 15))))
    before = session.draft
    assert "another version" in session.paste(0, "97140\t20", copied)
    assert session.draft == before
