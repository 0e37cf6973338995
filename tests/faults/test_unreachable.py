"""An imported database that cannot be read for now, and what SQLite left beside one."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from downloads import pair_edits
from quarterhour.reference import Reference
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports, Outcome

resource = pytest.importorskip("resource", reason="limits of the system are set by it")
NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
HALVES = 2_000
Hindrance = Callable[[Path], AbstractContextManager[None]]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder / "imported.sqlite"


@pytest.fixture
def imports(store: Path, reference: Reference, tmp_path: Path) -> Imports:
    found = Imports(store, reference.services)
    assert imported(found, part(tmp_path, 1)).changed
    return found


def part(folder: Path, number: int) -> Path:
    path = folder / f"ccipra-v323r0-f{number}.txt"
    path.write_text(pair_edits([], number))
    return path


def imported(imports: Imports, path: Path) -> Outcome:
    (outcome,) = imports.add_each([path], lambda _what, _percent: None)
    return outcome


def leave_journal(path: Path) -> None:
    """Change a database as an import that is killed half way does: its journal stays."""
    ended = path.with_name(f"{path.name}-journal")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("pragma cache_size = 5")
        connection.execute("begin immediate")
        connection.execute("create table halves (half text)")
        for number in range(HALVES):
            connection.execute("insert into halves values (?)", (f"{number:0200}",))
        half, journal = path.read_bytes(), ended.read_bytes()
    path.write_bytes(half)
    ended.write_bytes(journal)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@contextmanager
def too_many_open(_store: Path) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


@contextmanager
def full_disk(store: Path) -> Iterator[None]:
    """No file may be written, and what was left half stored is not taken back."""
    leave_journal(store)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handled = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handled)


def with_rights(rights: int, of_folder: bool, journal: bool) -> Hindrance:
    @contextmanager
    def hindered(store: Path) -> Iterator[None]:
        if journal:
            leave_journal(store)
        path = store.parent if of_folder else store
        before = stat.S_IMODE(path.stat().st_mode)
        path.chmod(rights)
        try:
            yield
        finally:
            path.chmod(before)

    return hindered


HINDRANCES = {
    "too many open files": too_many_open,
    "a full disk": full_disk,
    "a file not to be read": pytest.param(with_rights(0, False, False), marks=NOT_ROOT),
    "a folder not to be looked into": pytest.param(with_rights(0, True, False), marks=NOT_ROOT),
    "a journal where nothing may be written": pytest.param(
        with_rights(0o500, True, True), marks=NOT_ROOT
    ),
}


@pytest.mark.parametrize("hindrance", HINDRANCES.values(), ids=HINDRANCES)
def test_what_cannot_be_read_is_said_and_stays(
    hindrance: Hindrance,
    database: Path,
    store: Path,
    imports: Imports,
    tmp_path: Path,
) -> None:
    """It is not called damaged, and is there again once nothing hinders."""
    more = part(tmp_path, 2)
    reference = Reference(database)
    reference._imported_path = store
    with hindrance(store):
        reference.reload()
        assert "can't be read" in reference.problem
        assert str(store.parent) in reference.problem
        assert not (reference.damaged or reference.busy)
        assert not reference.entries
        for use in (imports.set_damaged_aside, imports.entries):
            with pytest.raises(CmsFileError, match=r"can't be read.*It isn.t damaged"):
                use()
        if hindrance is not too_many_open:  # which would not even open the download
            outcome = imported(imports, more)
            assert outcome.refused
            assert outcome.summary.endswith("Then try again. Nothing changed.")
    assert [path.name for path in store.parent.glob("*damaged*")] == []
    assert imported(imports, more).changed
    assert [entry.file for entry in imports.entries()] == [part(tmp_path, 1).name, more.name]


@pytest.mark.parametrize("gone", [True, False])
def test_a_journal_goes_aside_with_its_database(
    gone: bool, database: Path, store: Path, imports: Imports, tmp_path: Path
) -> None:
    """It is not played into the new one, and what is in it can be recovered.

    Where there is a journal without a database, that was taken away.
    """
    leave_journal(store)
    earlier = store.with_name(f"imported.damaged-{date.today()}.sqlite-journal")
    earlier.write_bytes(b"of another one")
    if gone:
        store.unlink()
    else:
        store.write_bytes(b"")
    left = contents(store.parent)
    outcome = imported(imports, part(tmp_path, 2))
    aside = store.with_name(f"imported.damaged-{date.today()}-2.sqlite")
    assert outcome.changed
    assert f"They were saved as {aside.name}" in outcome.summary
    found = contents(store.parent)
    for end in ("", "-journal"):
        assert found.get(f"{aside.name}{end}") == left.get(f"{store.name}{end}")
    assert found[earlier.name] == b"of another one"
    assert not store.with_name("imported.sqlite-journal").exists()
    with closing(Reference(database, store)) as both:
        assert both.problem == ""
        assert [entry.file for entry in both.entries] == [part(tmp_path, 2).name]
