"""What every test may use."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import settings

from builders import ROOT, TABLES, TODAY, visit_fields
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.entry import session
from quarterhour.reference import Reference
from quarterhour.reference.build import build_reference
from quarterhour.reference.importing import Imports
from quarterhour.visit import visit_from

_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")
_FONTS = Path(__file__).with_name("fonts")
_FAMILY, _POINTS = "Quarterhour Tests", 9
_FOLDER = Path(tempfile.mkdtemp(prefix="quarterhour-tests-"))
_HOME, _CACHE = _FOLDER / "home", _FOLDER / "cache"
# Where the systems that we know have the home of whoever is logged in, and what is below it.
_HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",
}
# Of the fonts and of what smooths them, systems with fontconfig look at this alone.
_FONTCONFIG = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{escape(str(_FONTS))}</dir><cachedir>{escape(str(_CACHE))}</cachedir></fontconfig>
"""


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Fail whatever reaches for a network: Quarterhour is offline, and so are its tests."""
    if event in _NETWORK:
        raise RuntimeError(f"{event} {arguments[1:]}: nothing here uses a network")


sys.addaudithook(_refuse_network)
# How long an example takes says how busy the machine is. The examples are the same each time: a
# change is refused for what it does. `--hypothesis-profile=random` draws others.
settings.register_profile("tests", deadline=None, derandomize=True)
settings.register_profile("random", deadline=None)
settings.load_profile("tests")
_HOME.mkdir()
os.environ |= {name: str(_HOME / below) for name, below in _HOMES.items()}
os.environ["XDG_CACHE_HOME"] = str(_CACHE)
(_FOLDER / "fonts.conf").write_text(_FONTCONFIG, encoding="utf-8")
os.environ["FONTCONFIG_FILE"] = str(_FOLDER / "fonts.conf")


def pytest_configure() -> None:
    """Refuse a portable clone: programs that tests start would change what it keeps."""
    if (ROOT / "portable.txt").exists():
        raise pytest.UsageError(
            "portable.txt is in the clone, so the tests would write to `Quarterhour data` there. "
            "Move both out of the clone, then run the tests again."
        )


def pytest_unconfigure() -> None:
    """Take away the home that was used instead of the real one."""
    shutil.rmtree(_FOLDER)


@pytest.fixture(autouse=True)
def home_left_alone() -> Iterator[None]:
    """Fail the test that leaves something in the home of whoever runs it."""
    yield
    left = sorted(_HOME.rglob("*"))
    for path in _HOME.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert left == [], "a test has a folder of its own to write to: tmp_path"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have new visits dated by a day that has its fees, regardless of the day."""

    class Today(date):
        @classmethod
        def today(cls) -> Today:
            return cls(TODAY.year, TODAY.month, TODAY.day)

    monkeypatch.setattr(session, "date", Today)


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    """Have the font that the tests bring: what is installed changes no width."""
    from PySide6.QtGui import QFont, QFontDatabase  # which the tests of the session do without

    from quarterhour.window.application import KeyboardSign

    for file in sorted(_FONTS.glob("*.ttf")):
        assert QFontDatabase.addApplicationFont(str(file)) >= 0, file
    qapp.setFont(QFont(_FAMILY, _POINTS))
    qapp.focusChanged.connect(KeyboardSign(qapp).follow)  # as in the program
    return qapp


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reference database, built from the text tables of this clone."""
    target = tmp_path_factory.mktemp("reference") / "reference.sqlite"
    build_reference(TABLES, target)
    return target


@pytest.fixture(scope="session")
def reference(database: Path) -> Iterator[Reference]:
    """The reference, opened."""
    opened = Reference(database)
    yield opened
    opened.close()


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """Where the imports of a test are kept."""
    return tmp_path / "imported.sqlite"


@pytest.fixture
def imports(imported: Path, reference: Reference) -> Imports:
    """The imports of a test; at first there are none."""
    return Imports(imported, reference.services, reference.bundled)


@pytest.fixture(scope="session")
def assessed(reference: Reference) -> Callable[..., Assessment]:
    """Assess services on 2026-11-23 at national prices, other fields of the visit by name."""

    def assess_services(*services: dict[str, Any], **fields: Any) -> Assessment:
        return assess(visit_from(visit_fields(*services, **fields)), reference)

    return assess_services
