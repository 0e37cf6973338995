"""A message about a CMS file says what happened, and then what to do."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

REFERENCE = Path(__file__).parents[2] / "desktop" / "quarterhour" / "reference"
READING = [*(REFERENCE / "cms").glob("*.py"), *(REFERENCE / "importing").glob("*.py")]
DO = re.compile(
    r"(^|[.] )(Check|Choose|Close|Download|Enter|Free|Import|Keep|Reinstall|Remove|Save|Try|Unpack"
    r"|Use|Wait)\b|, or confirm that"
)
# Nothing is to be done where nothing was lost, and the reason that a file cannot be opened for is
# what to mend. A message that ends in a value is not read here.
NOTHING_TO_DO = re.compile(
    r"so there is nothing to remove[.]|Nothing changed[.]$|Quarterhour shows fees for"
    r"|can't be read: "
)


def messages(path: Path) -> Iterator[str]:
    """Yield what a module says of files that it refuses, with its constants filled in."""
    named = f"quarterhour.{path.relative_to(REFERENCE.parent).with_suffix('').as_posix()}"
    constants = vars(importlib.import_module(named.replace("/", ".").removesuffix(".__init__")))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(ast.Name("CmsFileError" | "NotToldError"), [text]):
                said = _filled(text, constants)
                if said and not said.endswith("{}"):
                    yield said


def _filled(text: ast.expr, constants: dict[str, object]) -> str:
    match text:
        case ast.JoinedStr(parts):
            return "".join(_filled(part, constants) for part in parts)
        case ast.FormattedValue(ast.Name(name)) | ast.Name(name):
            return str(constants.get(name, "{}"))
        case ast.Constant(str() as said):
            return said
    return "{}"


@pytest.mark.parametrize("path", READING, ids=lambda path: path.stem)
def test_a_message_says_what_to_do(path: Path) -> None:
    assert [
        said for said in messages(path) if not DO.search(said) and not NOTHING_TO_DO.search(said)
    ] == []


def test_a_message_without_an_action_is_found() -> None:
    assert len(list(messages(REFERENCE / "cms" / "ncci.py"))) > 5
    assert not DO.search("The NCCI file has no edits below its header.")
