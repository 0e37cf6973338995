"""Price list, favorites and usual visits: read strictly, written as read, kept whole or not."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import schemas
from entry.practice_documents import KINDS, Kind
from faults.damaged import damaged_document
from quarterhour.practice_files import PracticeFiles
from quarterhour.visit import VisitError

EACH = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
REFUSED = [
    pytest.param(kind, *case, id=f"{name}: {why}")
    for name, kind in KINDS.items()
    for why, case in kind.refused.items()
]
# What the reader refuses and a schema cannot express.
BEYOND_A_SCHEMA = (
    "twice; keep one",
    "is the name of an earlier",
    "needs telehealth",
    "needs at least one service",
    "must be a whole number",
    "is over the limit",
    "contains a damaged character",
)


def refusal(kind: Kind, document: Any) -> str:
    """Return why a document is refused, empty where it is read."""
    try:
        kind.file.read(document)
    except VisitError as error:
        return str(error)
    return ""


@EACH
@given(data=st.data())
def test_what_is_read_is_written_again(kind: Kind, data: st.DataObject) -> None:
    document = data.draw(kind.documents)
    value = kind.file.read(document)
    assert kind.file.read(json.loads(json.dumps(kind.file.document(value)))) == value


@pytest.mark.parametrize(("kind", "document", "named"), REFUSED)
def test_what_cannot_be_used_is_named(kind: Kind, document: Any, named: str) -> None:
    with pytest.raises(VisitError) as refused:
        kind.file.read(document)
    assert re.search(named, f"{refused.value.field}: {refused.value.problem}")
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


@EACH
def test_without_a_file_there_is_nothing(kind: Kind, tmp_path: Path) -> None:
    value, problem = PracticeFiles(tmp_path / "practice").read(kind.file)
    assert (len(value), problem) == (0, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("kind", "document", "named"), REFUSED)
def test_a_bad_file_is_said_and_left_and_then_set_aside(
    kind: Kind, document: Any, named: str, tmp_path: Path
) -> None:
    files = PracticeFiles(tmp_path)
    path, content = files.path(kind.file), json.dumps(document).encode()
    path.write_bytes(content)
    value, problem = files.read(kind.file)
    assert value == kind.file.usual
    assert str(path) in problem and problem.endswith("Correct the file or delete it.")
    assert path.read_bytes() == content
    aside = files.keep(kind.file, kind.file.usual)
    assert aside is not None and aside.read_bytes() == content
    assert files.read(kind.file) == (kind.file.usual, "")


@EACH
@settings(max_examples=200)
@given(data=st.data(), seed=st.integers(0, 2**32))
def test_reader_and_schema_refuse_the_same(kind: Kind, data: st.DataObject, seed: int) -> None:
    schema = Draft202012Validator(schemas.schema_of(kind.schema))
    document, chance = data.draw(kind.documents), random.Random(seed)
    schema.validate(document)
    for _ in range(3):
        document = damaged_document(document, chance)
        problem = refusal(kind, document)
        if schema.is_valid(document):
            assert not problem or any(words in problem for words in BEYOND_A_SCHEMA), problem
        else:
            assert problem, next(iter(schema.iter_errors(document))).message
