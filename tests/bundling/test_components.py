"""The list of what is inside is complete, and every license has its text."""

import json
from datetime import UTC, datetime
from importlib.metadata import distribution

import pytest

import environment
from bundling import components, contents
from licenses import license_of
from quarterhour import __version__
from quarterhour.window import help


@pytest.fixture(autouse=True)
def without_the_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' environment holds all that is inside, but not what builds."""
    monkeypatch.setattr(components, "LOADER", {})


def test_the_list_names_each_component_once_with_version_and_license() -> None:
    when = datetime(2026, 1, 2, tzinfo=UTC)
    bill = json.loads(components.bill_of_materials(__version__, when))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["timestamp"] == "2026-01-02T00:00:00Z"
    assert bill["metadata"]["component"]["version"] == __version__
    for component in bill["components"]:
        assert component["version"]
        assert component["purl"].endswith(f"@{component['version']}")
        (license_,) = component["licenses"]
        assert license_["expression"]
    assert {
        component["name"]: component["licenses"][0]["expression"].removeprefix("LicenseRef-")
        for component in bill["components"]
    } == help.inside()


def test_every_license_has_its_text() -> None:
    texts = components.license_texts(environment.ROOT)
    assert b"GNU LESSER GENERAL PUBLIC LICENSE" in texts["Qt-LGPL-3.0.txt"]
    assert b"PYTHON SOFTWARE FOUNDATION" in texts["Python.txt"].upper()
    assert all(len(text) > 500 for text in texts.values())


def test_a_package_without_a_license_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "_LICENSE_NAMES", ("NOTHING",))
    with pytest.raises(LookupError, match="comes without the text of its license"):
        components.license_texts(environment.ROOT)


def test_everything_that_runs_is_listed_or_left_out() -> None:
    lock = environment.lock("run").read_text(encoding="utf-8")
    pinned = {line.split("==")[0] for line in lock.splitlines() if "==" in line}
    left_out = {module.replace("_", "-") for module in contents.EXCLUDED_MODULES}
    assert {name.lower() for name in components.PACKAGES} == pinned - left_out


@pytest.mark.parametrize("name", components.PACKAGES)
def test_the_license_is_the_one_that_is_checked(name: str) -> None:
    assert license_of(distribution(name)) == components.PACKAGES[name]


def test_a_bundle_has_all_that_the_program_reads() -> None:
    there = {entry.name for entry in environment.RESOURCES.iterdir()}
    # SQLite leaves files next to a database that is open.
    assert {*contents.RESOURCES, "tables"} == {
        name for name in there if not name.startswith("reference.sqlite-")
    }
