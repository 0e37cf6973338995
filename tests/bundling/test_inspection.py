"""A bundle with something missing, or something that should not be in it, is told."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import environment
from bundling import contents, inspection
from bundling.contents import is_wanted

MODULES = ("quarterhour.cli", "PySide6.QtWidgets", "json")
DESCRIPTOR = hashlib.sha256(b"somebody else's words").hexdigest()


@pytest.fixture
def inner(tmp_path: Path) -> Path:
    """The files of a bundle in which nothing is wrong."""
    resources = tmp_path / inspection.RESOURCES
    resources.mkdir(parents=True)
    for name in contents.RESOURCES:
        entry = environment.RESOURCES / name
        (shutil.copytree if entry.is_dir() else shutil.copy)(entry, resources / name)
    (resources / "reference.sqlite").unlink()
    with closing(sqlite3.connect(resources / "reference.sqlite")) as database:
        database.execute("create table codes (code text, label text)")
        database.execute("insert into codes values ('97110', 'Exercise')")
        database.commit()
    names = ("click", "PySide6-Essentials", "Python", "Qt", "SQLite")
    bill = {"components": [{"name": name} for name in names]}
    (tmp_path / inspection.BILL).write_text(json.dumps(bill))
    (tmp_path / "licenses").mkdir()
    for name in ("Quarterhour", "Python", "Qt-LGPL-3.0", "Qt-GPL-3.0", "pyinstaller", "click"):
        (tmp_path / "licenses" / f"{name}.txt").touch()
    return tmp_path


def found(inner: Path, *more_modules: str) -> list[str]:
    return list(inspection.faults(inner, {*MODULES, *more_modules}, {DESCRIPTOR}))


def test_a_whole_bundle_has_no_fault(inner: Path) -> None:
    assert found(inner) == []


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda inner: (inner / "licenses/click.txt").unlink(), "license click.txt is missing"),
        (lambda inner: (inner / "libQt6Network.so.6").touch(), "libQt6Network.so.6 is inside"),
        (lambda inner: (inner / "Qt6Qml.dll").touch(), "Qt6Qml.dll is inside"),
        (lambda inner: (inner / "QtWebEngineCore").touch(), "QtWebEngineCore is inside"),
        (lambda inner: (inner / "libcrypto-3.dll").touch(), "libcrypto-3.dll is inside"),
        (lambda inner: (inner / "conftest.py").touch(), "conftest.py is test code"),
        (
            lambda inner: (inner / inspection.RESOURCES / "reference.sqlite").unlink(),
            "quarterhour/resources/reference.sqlite is missing",
        ),
        (
            lambda inner: (inner / inspection.RESOURCES / "license.txt").unlink(),
            "quarterhour/resources/license.txt is missing",
        ),
        (
            lambda inner: (inner / inspection.RESOURCES / "icons/menu/save.svg").unlink(),
            "quarterhour/resources/icons/menu/save.svg is missing",
        ),
        (
            lambda inner: (inner / "notice.txt").write_text("97110,Somebody else's words"),
            "An AMA descriptor is inside",
        ),
    ],
)
def test_damage_is_told(inner: Path, damage: Callable[[Path], object], fault: str) -> None:
    damage(inner)
    assert [fault in told for told in found(inner)] == [True]


def test_a_descriptor_in_the_database_is_told(inner: Path) -> None:
    with closing(sqlite3.connect(inner / inspection.RESOURCES / "reference.sqlite")) as database:
        database.execute("insert into codes values ('97110', 'Somebody Else''s Words')")
        database.commit()
    assert found(inner) == ["An AMA descriptor is inside."]


@pytest.mark.parametrize("module", ["socket", "http", "PySide6.QtNetwork", "PySide6.QtQml"])
def test_banned_modules_are_told(inner: Path, module: str) -> None:
    assert found(inner, module) == [f"{module} is inside."]


@pytest.mark.parametrize("module", ["tests.builders", "sqlite_utils.tests", "hypothesis.core"])
def test_modules_of_tests_are_told(inner: Path, module: str) -> None:
    assert found(inner, module) == [f"{module} is test code."]


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt6Svg.dll",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/plugins/imageformats/qsvg.dll",
        "PySide6/QtPrintSupport.pyd",
        "quarterhour/resources/reference.sqlite",
    ],
)
def test_what_is_used_stays(name: str) -> None:
    assert is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/plugins/imageformats/qpdf.dll",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork",
        "PySide6/Qt/translations/qt_de.qm",
        "PySide6/opengl32sw.dll",
        "click-8.5.1.dist-info/METADATA",
    ],
)
def test_what_is_not_used_goes(name: str) -> None:
    assert not is_wanted(name)
