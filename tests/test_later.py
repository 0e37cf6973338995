"""Names that a package loads later: they are all there, and are those that it says it imports."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from builders import ROOT
from quarterhour.later import loading

PACKAGES = [
    path.parent
    for path in sorted((ROOT / "desktop" / "quarterhour").rglob("__init__.py"))
    if "__getattr__" in path.read_text(encoding="utf-8")
]


def name_of(package: Path) -> str:
    return ".".join(package.relative_to(ROOT / "desktop").parts)


def imported(package: Path) -> set[tuple[str, str]]:
    """What a package tells the type checker that it imports: each name, with its module."""
    tree = ast.parse((package / "__init__.py").read_text(encoding="utf-8"))
    return {
        (str(statement.module), alias.name)
        for branch in tree.body
        if isinstance(branch, ast.If)
        for statement in branch.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }


@pytest.mark.parametrize("package", PACKAGES, ids=name_of)
def test_what_is_loaded_later_is_what_is_imported_for_the_type_checker(package: Path) -> None:
    module = importlib.import_module(name_of(package))
    loads = module.__getattr__
    for home, name in imported(package):
        assert loads(name) is getattr(importlib.import_module(home), name)
        assert getattr(module, name) is loads(name)


@pytest.mark.parametrize("package", PACKAGES, ids=name_of)
def test_all_that_a_package_offers_is_there(package: Path) -> None:
    module = importlib.import_module(name_of(package))
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
    with pytest.raises(AttributeError, match="nothing"):
        module.__getattr__("nothing")


@pytest.mark.parametrize("package", PACKAGES, ids=name_of)
def test_no_name_is_that_of_a_module(package: Path) -> None:
    # Python would put the module in the place of what is in it.
    modules = {path.stem for path in package.iterdir()}
    assert {name for _, name in imported(package)} & modules == set()


def test_a_name_is_loaded_once() -> None:
    import quarterhour.fees

    load = loading("quarterhour.fees", {"money": "CENT"})
    vars(quarterhour.fees).pop("CENT", None)
    assert load("CENT") is vars(quarterhour.fees)["CENT"]
