"""Which licences of others are allowed, and where they are read from."""

from __future__ import annotations

import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

import environment
import licences
import wheels

ALLOWED = frozenset({"MIT", "Apache-2.0", "GPL-2.0-or-later WITH Bootloader-exception"})


def package(folder: Path, metadata: str) -> str:
    """Return the licence that is read from a wheel with this metadata."""
    with zipfile.ZipFile(folder / "a_package-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("a_package/__init__.py", "")
        wheel.writestr("a_package-1.0.dist-info/METADATA", metadata)
    (found,) = licences.packages(folder)
    assert found.version == "1.0"
    return licences.licence_of(found)


@pytest.mark.parametrize(
    ("licence", "fine"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-3.0-only AND MIT", False),
        ("MIT AND Apache-2.0", True),
        ("GPL-2.0-or-later", False),
        ("GPL-2.0-or-later WITH Bootloader-exception", True),
        ("(MIT OR GPL-3.0-only) AND GPL-3.0-only", False),
        ("not said", False),
    ],
)
def test_one_alternative_is_allowed_in_all_its_parts(licence: str, fine: bool) -> None:
    assert licences.is_allowed(licence, ALLOWED) is fine


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ("Name: a-package\nLicense-Expression: MIT\nLicense: else", "MIT"),
        ("Name: a-package\nLicense: BSD", "BSD"),
        ("Name: a-package\n", "not said"),
        ("Name: PySide6_Essentials\nLicense: one of three", "LGPL-3.0-only"),
    ],
)
def test_a_licence_is_read_by_hand_or_as_the_package_says_it(
    said: str, licence: str, tmp_path: Path
) -> None:
    assert package(tmp_path, f"Metadata-Version: 2.4\nVersion: 1.0\n{said}") == licence


def test_nothing_that_is_bundled_is_under_the_gpl_alone() -> None:
    allowed = frozenset(licences.RULES["bundled"])
    copyleft = ("GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later")
    for licence in (*copyleft, "AGPL-3.0-only", "MPL-2.0"):
        assert not licences.is_allowed(licence, allowed)


@pytest.mark.parametrize(
    ("bundled", "tools", "status"),
    [("MIT", "MPL-2.0", 0), ("MPL-2.0", "MIT", 1), ("MIT", "GPL-3.0-only", 1)],
)
def test_a_licence_that_is_not_allowed_fails(
    bundled: str, tools: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is allowed of tools is not of what goes into a bundle."""

    def fetch(python: str, lock: str, folder: Path, platforms: object) -> None:
        licence = bundled if lock in wheels.BUNDLES else tools
        metadata = f"Metadata-Version: 2.4\nVersion: 1.0\nName: a\nLicense-Expression: {licence}"
        with zipfile.ZipFile(folder / "a-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr("a-1.0.dist-info/METADATA", metadata)

    monkeypatch.setattr(wheels, "fetch", fetch)
    monkeypatch.setattr(environment, "prepare", lambda *_: SimpleNamespace(python="python"))
    assert licences.main() == status
