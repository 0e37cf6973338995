"""The list of what is inside is complete, and every licence has its text."""

import json
from datetime import UTC, datetime

import pytest

import environment
from bundling import components
from quarterhour import __version__

# The tests' environment holds all that is inside, but not what builds.
IN_TESTS = (*components.PACKAGES, *components.MORE_PACKAGES)


@pytest.fixture(autouse=True)
def without_the_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "LOADER", "platformdirs")


def test_the_list_names_each_component_once_with_version_and_licence() -> None:
    when = datetime(2026, 1, 2, tzinfo=UTC)
    bill = json.loads(components.bill_of_materials(__version__, when))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["timestamp"] == "2026-01-02T00:00:00Z"
    assert bill["metadata"]["component"]["version"] == __version__
    for component in bill["components"]:
        assert component["version"]
        assert component["purl"].endswith(f"@{component['version']}")
        (licence,) = component["licenses"]
        assert licence["expression"]
    names = {component["name"].lower().replace("_", "-") for component in bill["components"]}
    assert names == {"python", *(name.lower() for name in IN_TESTS)}


def test_every_licence_has_its_text() -> None:
    texts = components.licence_texts(environment.ROOT)
    assert b"GNU LESSER GENERAL PUBLIC LICENSE" in texts["Qt-LGPL-3.0.txt"]
    assert b"PYTHON SOFTWARE FOUNDATION" in texts["Python.txt"].upper()
    assert all(len(text) > 500 for text in texts.values())


def test_a_package_without_a_licence_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "_LICENCE_NAMES", ("NOTHING",))
    with pytest.raises(LookupError, match="comes without the text of its licence"):
        components.licence_texts(environment.ROOT)


def test_everything_the_program_imports_is_listed() -> None:
    lock = environment.lock("bundle-linux").read_text(encoding="utf-8")
    pinned = {line.split("==")[0] for line in lock.splitlines() if "==" in line}
    assert {name.lower() for name in IN_TESTS} <= pinned
