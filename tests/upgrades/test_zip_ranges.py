"""The one ZIP table that was kept before becomes that of its release, in ranges."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from downloads import zip_codes_listed
from quarterhour.reference import migrations


def old_table(*releases: str) -> sqlite3.Connection:
    """Make the one ZIP table as it was kept before."""
    connection = sqlite3.connect(":memory:")
    connection.execute("create table releases (kind text, release text, begins text)")
    for release in releases:
        connection.execute("insert into releases values ('zip codes', ?, '2026-01-01')", (release,))
    connection.execute(
        "create table zip_codes (zip text not null primary key, state text not null, "
        "locality text not null, plus_four integer not null) strict"
    )
    rows = [
        (row["zip"], row["state"], row["locality"], row["plus_four"]) for row in zip_codes_listed()
    ]
    connection.executemany("insert into zip_codes values (?, ?, ?, ?)", rows)
    return connection


def test_the_one_table_of_before_becomes_the_ranges_that_are_imported_now(database: Path) -> None:
    query = "select * from zip_codes order by first_zip"
    with closing(sqlite3.connect(database)) as built, closing(old_table("Q")) as old:
        migrations.zip_codes_of_releases(old)
        now = [row[1:] for row in built.execute(query)]
        assert [row[1:] for row in old.execute(query)] == now
        assert {row[0] for row in old.execute(query)} == {"Q"}


def test_a_table_of_before_without_a_release_is_refused() -> None:
    with closing(old_table()) as old, pytest.raises(sqlite3.DatabaseError):
        migrations.zip_codes_of_releases(old)
