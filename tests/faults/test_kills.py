"""Killed in the middle of saving or importing: the old content or the new, nothing between."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from builders import ROOT, TODAY, pt, visit_fields
from downloads import release_zip
from quarterhour.day import day_from, day_text, read_day
from quarterhour.entry.day_as_typed import day_draft_of
from quarterhour.entry.kept_day import day_draft_text, read_kept_day
from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference.importing import Imports
from quarterhour.visit import read_visit, visit_from, visit_text
from quarterhour.whole_file import write_whole

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")
# A few each time, all with -m long.
KILLS = [25, pytest.param(200, marks=pytest.mark.long)]


def killed_after(work: Callable[[], object], seconds: float | None) -> None:
    """Do some work in a process of its own, and kill it, if it does not do so itself."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.parametrize("kills", KILLS)
def test_saving(kills: int, tmp_path: Path) -> None:
    chance = random.Random(1)
    short = visit_from(visit_fields(pt("97110", 15)))
    long = visit_from(visit_fields(*(pt("97140", 5) for _ in range(200))))
    path = tmp_path / "visit.quarterhour"
    write_whole(path, visit_text(short).encode())

    def save_on_and_on() -> None:
        for visit in [long, short] * 5_000:
            write_whole(path, visit_text(visit).encode())

    for _ in range(kills):
        killed_after(save_on_and_on, chance.uniform(0, 0.02))
        assert read_visit(path.read_bytes()) in (short, long)


@pytest.mark.parametrize("kills", KILLS)
def test_saving_and_keeping_a_day(kills: int, reference: Reference, tmp_path: Path) -> None:
    """A file that is saved by itself, and what is kept of it meanwhile: the old or the new."""
    chance = random.Random(4)
    long, short = (
        day_from(
            {
                "format": "quarterhour.day/1",
                "date_of_service": TODAY.isoformat(),
                "locality": "national",
                "visits": [{"tag": tag, "services": [pt("97110", 15)] * rows} for tag in "ABCD"],
            }
        )
        for rows in (200, 1)
    )
    path, kept = tmp_path / "day.quarterhour", tmp_path / "kept.json"
    drafts = [day_draft_of(day, reference) for day in (long, short)]

    def save_on_and_on() -> None:
        for day, draft in [*zip((long, short), drafts, strict=True)] * 5_000:
            write_whole(path, day_text(day).encode())
            write_whole(kept, day_draft_text(draft).encode(), private=True)

    write_whole(path, day_text(long).encode())
    write_whole(kept, day_draft_text(drafts[0]).encode(), private=True)
    for _ in range(kills):
        killed_after(save_on_and_on, chance.uniform(0, 0.05))
        assert read_day(path.read_bytes()) in (long, short)
        found = read_kept_day(kept.read_bytes())
        assert found is not None
        assert found.draft in drafts


def half_an_import(path: Path) -> None:
    """Die in a transaction that has reached the file: its journal is left to take it back."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma cache_size = 5")
    connection.execute("begin immediate")
    connection.execute("create table if not exists halves (half text)")
    for number in range(2_000):
        connection.execute("insert into halves values (?)", (f"{number:0200}",))
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("before", [True, False])
def test_half_an_import_is_taken_back(before: bool, database: Path, tmp_path: Path) -> None:
    imported = tmp_path / "imported.sqlite"
    imports = Imports(imported, Reference(database).services)
    release = release_zip(tmp_path / "rvu26c.zip")
    imports.add(release)
    if not before:
        imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU26C")
    killed_after(partial(half_an_import, imported), None)
    assert imported.with_name("imported.sqlite-journal").stat().st_size > 0
    both = Reference(database, imported)
    assert both.problem == ""
    assert len(both.editions) == (9 if before else 8)
    both.close()
    killed_after(partial(half_an_import, imported), None)
    assert imports.add(release).changed is not before
    assert len(Reference(database, imported).editions) == 9


@pytest.mark.parametrize("kills", KILLS)
def test_importing(kills: int, database: Path, tmp_path: Path) -> None:
    chance = random.Random(2)
    release = release_zip(tmp_path / "rvu26c.zip")
    codes = Reference(database).services
    seen = set()
    for number in range(kills):
        imported = tmp_path / f"{number}.sqlite"
        store = partial(Imports(imported, codes).add, release)
        killed_after(store, chance.uniform(0, 0.3))
        both = Reference(database, imported)
        assert both.problem == ""
        if imported.exists() and imported.stat().st_size:
            with closing(sqlite3.connect(imported)) as connection:
                assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        seen.add(len(both.editions))
        both.close()
    assert seen <= {8, 9}


@pytest.mark.parametrize("kills", KILLS)
def test_importing_into_a_database_of_0_1_0(kills: int, database: Path, tmp_path: Path) -> None:
    """It is brought up to date and has the import, or it is as it was."""
    chance = random.Random(3)
    release = release_zip(tmp_path / "rvu26c.zip")
    codes = Reference(database).services
    old = ROOT / "tests" / "upgrades" / "0.1.0" / "imported.sqlite"
    for number in range(kills):
        imported = Path(shutil.copy(old, tmp_path / f"{number}.sqlite"))
        store = partial(Imports(imported, codes).add, release)
        killed_after(store, chance.uniform(0, 0.3))
        both = Reference(database, imported)
        assert both.problem == ""
        editions = len(both.editions)
        both.close()
        with closing(sqlite3.connect(imported)) as connection:
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
            tables = {name for (name,) in connection.execute("select name from sqlite_master")}
        up_to_date = {"releases", "_sqlite_migrations"} & tables
        assert (editions, len(up_to_date)) in ((10, 0), (11, 2))
