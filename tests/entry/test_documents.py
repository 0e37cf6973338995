"""Opening a file: it is a visit or a day, by what it says of itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders import pt, visit_fields
from quarterhour.day import Day
from quarterhour.entry.documents import open_file
from quarterhour.visit import Visit, VisitError


def written(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_visit_is_a_visit(tmp_path: Path) -> None:
    path = written(tmp_path / "a.quarterhour", visit_fields(pt("97110", 15)))
    document, file = open_file(path)
    assert isinstance(document, Visit)
    assert file.path == path


def test_a_day_is_a_day(tmp_path: Path) -> None:
    fields = {
        "format": "quarterhour.day/1",
        "date_of_service": "2026-11-23",
        "zip": "27601",
        "visits": [{"services": [pt("97110", 15)]}, {"services": [pt("97140", 15)]}],
    }
    document, _ = open_file(written(tmp_path / "b.quarterhour", fields))
    assert isinstance(document, Day)
    assert len(document.visits) == 2


@pytest.mark.parametrize("document", [{}, [], {"format": "quarterhour.day/9", "visits": []}])
def test_anything_else_is_refused(document: Any, tmp_path: Path) -> None:
    with pytest.raises(VisitError):
        open_file(written(tmp_path / "c.quarterhour", document))
