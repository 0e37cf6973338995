"""An imported database that a later version stored: refused, and left as it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from quarterhour.reference import Reference, ReleaseKind
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports
from quarterhour.reference.migrations import MIGRATION_SET
from upgrades.earlier import change


def test_a_database_of_a_later_version_is_refused_and_kept(
    database: Path,
    imported: Path,
    imports: Imports,
    more: Path,
    command: Callable[..., int],
    capfd: pytest.CaptureFixture[str],
) -> None:
    imports.add(more)
    change(
        imported,
        f"insert into _sqlite_migrations (migration_set, name, applied_at) "
        f"values ('{MIGRATION_SET}', 'what_nobody_knows_yet', '2040-01-01')",
    )
    before = imported.read_bytes()
    with closing(Reference(database, imported)) as both:
        assert "later version" in both.problem
        assert both.edition_on(date(2026, 6, 1)) is not None
        assert not any(edition.imported for edition in both.editions)
    with pytest.raises(CmsFileError, match="later version"):
        imports.entries()
    with pytest.raises(CmsFileError, match="later version"):
        imports.add(more)
    with pytest.raises(CmsFileError, match="later version"):
        imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU27A")
    assert command("editions") == 1
    assert "later version" in capfd.readouterr().err
    assert command("import", str(more)) == 1
    assert "later version" in capfd.readouterr().err
    assert imported.read_bytes() == before
    assert [path.name for path in imported.parent.glob("imported*")] == [imported.name]


def test_a_later_version_that_writes_meanwhile_is_noticed(
    imported: Path, imports: Imports, more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports.add(more)
    held = imports.entries()
    monkeypatch.setattr(Imports, "entries", lambda *_: held)
    change(imported, "update _sqlite_migrations set name = name || '_2'")
    before = imported.read_bytes()
    with pytest.raises(CmsFileError, match="later version"):
        imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU27A")
    assert imported.read_bytes() == before
