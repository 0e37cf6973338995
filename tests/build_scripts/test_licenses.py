"""Which licenses of others are allowed, and where they are read from."""

from __future__ import annotations

import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

import environment
import licenses
import wheels

ALLOWED = frozenset({"MIT", "Apache-2.0", "GPL-2.0-or-later WITH Bootloader-exception"})


def package(folder: Path, metadata: str) -> str:
    """Return the license that is read from a wheel with this metadata."""
    with zipfile.ZipFile(folder / "a_package-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("a_package/__init__.py", "")
        wheel.writestr("a_package-1.0.dist-info/METADATA", metadata)
    (found,) = licenses.packages(folder)
    assert found.version == "1.0"
    return licenses.license_of(found)


@pytest.mark.parametrize(
    ("license", "fine"),
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
def test_one_alternative_is_allowed_in_all_its_parts(license: str, fine: bool) -> None:
    assert licenses.is_allowed(license, ALLOWED) is fine


@pytest.mark.parametrize(
    ("said", "license"),
    [
        ("Name: a-package\nLicense-Expression: MIT\nLicense: else", "MIT"),
        ("Name: a-package\nLicense: BSD", "BSD"),
        ("Name: a-package\n", "not said"),
        ("Name: PySide6_Essentials\nLicense: one of three", "LGPL-3.0-only"),
    ],
)
def test_a_license_is_read_by_hand_or_as_the_package_says_it(
    said: str, license: str, tmp_path: Path
) -> None:
    assert package(tmp_path, f"Metadata-Version: 2.4\nVersion: 1.0\n{said}") == license


def test_nothing_that_is_bundled_is_under_the_gpl_alone() -> None:
    allowed = frozenset(licenses.RULES["bundled"])
    copyleft = ("GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later")
    for license in (*copyleft, "AGPL-3.0-only", "MPL-2.0"):
        assert not licenses.is_allowed(license, allowed)


@pytest.mark.parametrize(
    ("bundled", "tools", "status"),
    [("MIT", "MPL-2.0", 0), ("MPL-2.0", "MIT", 1), ("MIT", "GPL-3.0-only", 1)],
)
def test_a_license_that_is_not_allowed_fails(
    bundled: str, tools: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is allowed of tools is not of what goes into a bundle."""

    def fetch(python: str, lock: str, folder: Path, platforms: object) -> None:
        license = bundled if lock in wheels.BUNDLES else tools
        metadata = f"Metadata-Version: 2.4\nVersion: 1.0\nName: a\nLicense-Expression: {license}"
        with zipfile.ZipFile(folder / "a-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr("a-1.0.dist-info/METADATA", metadata)

    monkeypatch.setattr(wheels, "fetch", fetch)
    monkeypatch.setattr(environment, "prepare", lambda *_: SimpleNamespace(python="python"))
    assert licenses.main() == status
