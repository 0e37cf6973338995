"""An old Python is refused with one sentence, so it has to get as far as that."""

import ast
import runpy
import sys

import pytest

import environment

SCRIPTS = environment.ROOT / "build_scripts"


@pytest.mark.parametrize("name", ["run.py", "test.py", "environment.py"])
def test_an_old_python_can_parse(name: str) -> None:
    tree = ast.parse((SCRIPTS / name).read_text(encoding="utf-8"), feature_version=(3, 6))
    futures = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert "__future__" not in [node.module for node in futures]


@pytest.mark.parametrize("name", ["run.py", "test.py"])
def test_nothing_new_is_imported_before_the_refusal(name: str) -> None:
    tree = ast.parse((SCRIPTS / name).read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = [getattr(node, "module", None) or node.names[0].name for node in imports]
    before = modules[: modules.index("environment")]
    assert set(before) <= {
        "collections.abc",
        "concurrent.futures",
        "os",
        "pathlib",
        "subprocess",
        "sys",
        "tempfile",
        "time",
        "typing",
    }


def test_the_refusal_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit) as refusal:
        runpy.run_path(str(SCRIPTS / "environment.py"))
    assert str(refusal.value) == (
        "Quarterhour needs Python 3.11 or newer, and this is Python 3.10. "
        "Install a newer one and start this with it."
    )
