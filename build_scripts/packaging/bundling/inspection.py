"""Looks into a built bundle for what must be there and what must not."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import environment
from bundling import contents
from bundling.contents import NETWORK_MODULES, OTHER_QT_MODULES

RESOURCES = Path("quarterhour", "resources")
BILL = "bill-of-materials.cdx.json"
LICENSES = "licenses"
# The licenses that cover Qt and Python, under the names that licenses have inside.
_ALWAYS = ("Quarterhour.txt", "Python.txt", "Qt-LGPL-3.0.txt", "Qt-GPL-3.0.txt", "pyinstaller.txt")
# The wheels of the Qt bindings bring no text; theirs are those of Qt. SQLite has no license.
_WITHOUT_TEXT = {f"{name}.txt" for name in ("pyside6-essentials", "shiboken6", "qt", "sqlite")}
_FOREIGN_FILE = re.compile(
    r"Qt6?(?:Qml|Quick|Network|WebEngine|Sql|Test)|(?:^|/)(?:lib)?(?:crypto|ssl)[-.\d]|_socket|_ssl",
    re.IGNORECASE,
)
_TEST_CODE = re.compile(r"(?:^|[./\\])(?:tests?|conftest|pytest|hypothesis)(?:[./\\]|$)")
_TEXTS = {".toml", ".md", ".json", ".quarterhour", ".qhpayer", ".csv", ".txt", ".svg"}


def faults(inner: Path, modules: Collection[str], descriptors: Collection[str]) -> Iterator[str]:
    """Say what is wrong with a bundle.

    `inner` is the folder of its files, `modules` the names of its Python modules, `descriptors`
    the sha256 of each AMA descriptor in small letters.
    """
    files = [file for file in inner.rglob("*") if file.is_file()]
    names = [file.relative_to(inner).as_posix() for file in files]
    yield from (f"{name} is inside." for name in names if _FOREIGN_FILE.search(name))
    yield from (f"{name} is test code." for name in (*names, *modules) if _TEST_CODE.search(name))
    banned = {*NETWORK_MODULES, *(f"PySide6.{module}" for module in OTHER_QT_MODULES)}
    yield from (f"{module} is inside." for module in sorted(banned & set(modules)))
    yield from _missing(inner)
    for cell in _texts(inner, files):
        if hashlib.sha256(cell.strip().lower().encode()).hexdigest() in descriptors:
            yield "An AMA descriptor is inside."


def _missing(inner: Path) -> Iterator[str]:
    for name in contents.RESOURCES:
        entry = environment.RESOURCES / name
        for file in entry.rglob("*.*") if entry.is_dir() else [entry]:
            inside = RESOURCES / file.relative_to(environment.RESOURCES)
            if not (inner / inside).is_file():
                yield f"{inside.as_posix()} is missing."
    bill = json.loads((inner / BILL).read_text(encoding="utf-8"))
    own = {f"{component['name'].lower()}.txt" for component in bill["components"]}
    present = {file.name.lower() for file in (inner / LICENSES).iterdir()}
    wanted = {name.lower() for name in _ALWAYS} | own - _WITHOUT_TEXT
    yield from (f"The license {name} is missing." for name in sorted(wanted - present))


def _texts(inner: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield every cell of the database, and every part between commas or lines of the texts."""
    for file in files:
        if file.suffix in _TEXTS:
            yield from re.split(r'[,"\n]', file.read_text(encoding="utf-8", errors="replace"))
    database = inner / RESOURCES / "reference.sqlite"
    if database.is_file():
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            tables = connection.execute("select name from sqlite_master where type = 'table'")
            for (table,) in tables.fetchall():
                for row in connection.execute(f'select * from "{table}"'):
                    yield from (cell for cell in row if isinstance(cell, str))
