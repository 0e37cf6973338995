"""How the imported database grew: each step brings a file of the version before to the next.

A step is never changed once it is released. The file keeps the names of those it has had, and
they are its schema version: a name that is not among these is of a later program.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

Step = Callable[[sqlite3.Connection], None]

MIGRATION_SET = "imported"


def tables_of_0_1_0(connection: sqlite3.Connection) -> None:
    """Make the tables as 0.1.0 did, which kept no record of it, unless it did."""
    if not connection.execute("select 1 from sqlite_master where name = 'imports'").fetchone():
        _run(connection, _TABLES_OF_0_1_0)


def releases(connection: sqlite3.Connection) -> None:
    """Give a release a row with its first day, and sources and factors the release they are of.

    0.1.0 had these facts in names and sentences alone: this is the one place that reads them there.
    """
    _run(connection, _RELEASES)
    _rebuild(connection, "sources", _SOURCES, _SOURCES_OF_0_1_0)
    _rebuild(connection, "parameters", _PARAMETERS, _PARAMETERS_OF_0_1_0)
    others = "select distinct kind, release from imports where kind != 'fee schedule'"
    for kind, release in connection.execute(others).fetchall():
        begins = _day(str(release))  # which in a damaged file is no text
        connection.execute("insert into releases values (?, ?, ?)", (kind, release, begins))


def without_services(connection: sqlite3.Connection) -> None:
    """Take away the table of services, which 0.1.0 made and nothing was imported into."""
    connection.execute("drop table services")


def pair_parts(connection: sqlite3.Connection) -> None:
    """Note which parts of a quarter's pairs are in: until then, the names of files told it."""
    _run(connection, _PAIR_PARTS)
    files = "select release, file from sources where kind = 'pair edits'"
    for release, file in connection.execute(files).fetchall():
        if part := _part(str(file)):
            row = (release, part)
            connection.execute("insert or replace into pair_parts values (?, ?)", row)


def zip_plus_four(connection: sqlite3.Connection) -> None:
    """Make the table of the ZIP+4 codes, which were not imported before."""
    _run(connection, _ZIP_PLUS_FOUR)


def work_without_floor(connection: sqlite3.Connection) -> None:
    """Tell the work indices without the floor from those with it, which no column did.

    One below 1 shows that all of its release are without it; else they can be with it.
    """
    _rebuild(connection, "localities", _LOCALITIES, _LOCALITIES_OF_ONE_INDEX)


def parts_of_pairs(connection: sqlite3.Connection) -> None:
    """Note which part a pair came in, where it can only be one, and which file a part came in."""
    _rebuild(connection, "pair_edits", _PAIR_EDITS, _PAIR_EDITS_WITHOUT_PARTS)
    files = "select release, file, sha256 from sources where kind = 'pair edits'"
    found: dict[str, dict[int, str]] = {}
    for release, file, sha256 in connection.execute(files).fetchall():
        found.setdefault(release, {})[_part(str(file))] = sha256
    _rebuild(connection, "pair_parts", _PAIR_PARTS_OF_FILES, _PAIR_PARTS_WITHOUT_FILES)
    for release, parts in found.items():
        for part, sha256 in parts.items():
            where = "update pair_parts set sha256 = ? where release = ? and part = ?"
            connection.execute(where, (sha256, release, part))
        if len(parts) == 1:
            own = "update pair_edits set part = ? where release = ?"
            connection.execute(own, (*parts, release))


def digests(connection: sqlite3.Connection) -> None:
    """Make the table of the digests; whatever changes the database fills it."""
    _run(connection, _DIGESTS)


def typed_rules(connection: sqlite3.Connection) -> None:
    """Make the table of the rules that the user types for codes without included rules."""
    _run(connection, _TYPED_RULES)


def zip_codes_of_releases(connection: sqlite3.Connection) -> None:
    """Keep ZIP codes by their release, and those that are alike as a range: there was one table.

    A table that no release tells the first day of cannot be: its rows are refused.
    """
    _rebuild(connection, "zip_codes", _ZIP_RANGES, _ZIP_RANGES_OF_ONE_TABLE)


# In the order in which they run.
STEPS: dict[str, Step] = {
    step.__name__: step
    for step in (
        tables_of_0_1_0,
        releases,
        without_services,
        pair_parts,
        zip_plus_four,
        work_without_floor,
        parts_of_pairs,
        digests,
        typed_rules,
        zip_codes_of_releases,
    )
}


def _run(connection: sqlite3.Connection, statements: str) -> None:
    # Not `executescript`, which would commit what the import has begun.
    for statement in filter(str.strip, statements.split(";")):
        connection.execute(statement)


def _rebuild(connection: sqlite3.Connection, table: str, columns: str, rows: str) -> None:
    """Make a table anew with other columns, and fill it with the rows that a query finds.

    The query has the table as it was under the name `old`. A column that is added alone, by `alter
    table`, would need a default, which the table of a new database does not have.
    """
    connection.execute(f"alter table {table} rename to old")
    connection.execute(f"create table {table} ({columns}) strict")
    connection.execute(f"insert into {table} {rows}")
    connection.execute("drop table old")


def _part(file: str) -> int:
    """Return the part of a quarter's pairs by CMS's name of its file, or 0."""
    named = re.search(r"(?i)(?<![a-z0-9])f([1-4])(?![0-9])", file)
    return int(named[1]) if named else 0


def _day(release: str) -> str:
    """Return the first day by 0.1.0's names: `MUE 2026-04-01`, or one that ends in a quarter."""
    dated = re.fullmatch(r"MUE (\d{4}-\d\d-\d\d)", release)
    if dated:
        return dated[1]
    named = re.fullmatch(r"(?:NCCI (\d{4}) Q|ZIP codes (\d{4}) quarter )([1-4])", release)
    if named is None:
        raise ValueError(f"'{release}' names no date")
    return f"{named[1] or named[2]}-{3 * int(named[3]) - 2:02}-01"


_TABLES_OF_0_1_0 = """
create table sources (
    file text not null, release text not null, released text not null,
    sha256 text not null primary key
) strict;
create table editions (
    release text not null primary key, valid_from text not null, valid_to text not null,
    conversion_factor text not null, relative_values_sha256 text not null,
    gpci_sha256 text not null
) strict;
create table relative_values (
    release text not null, code text not null, status text not null, work text not null,
    practice_expense text not null, malpractice text not null, multiple_procedure text not null,
    primary key (release, code)
) strict;
create table localities (
    release text not null, locality text not null, state text not null, name text not null,
    work text not null, practice_expense text not null, malpractice text not null,
    primary key (release, locality)
) strict;
create table zip_codes (
    zip text not null primary key, state text not null, locality text not null,
    plus_four integer not null
) strict;
create table services (
    code text not null primary key, label text not null, clock text not null,
    first_code text not null, therapy text not null, disciplines text not null,
    locked_to text not null, evaluation integer not null, words text not null
) strict;
create table parameters (
    name text not null, value text not null, valid_from text not null, valid_to text not null,
    source text not null, primary key (name, valid_from)
) strict;
create table pair_edits (
    release text not null, column_1 text not null, column_2 text not null,
    effective text not null, deleted text not null, modifier_indicator text not null,
    primary key (release, column_1, column_2, effective)
) strict;
create table unit_limits (
    release text not null, code text not null, units integer not null,
    adjudication text not null, primary key (release, code)
) strict;
create table imports (
    kind text not null, release text not null, file text not null, sha256 text not null,
    imported_on text not null, rows integer not null, primary key (kind, release, sha256)
) strict;
"""

_RELEASES = """
create table releases (
    kind text not null, release text not null, begins text not null,
    primary key (kind, release)
) strict;
insert into releases select 'fee schedule', release, valid_from from editions;
"""

_SOURCES = """
    kind text not null, release text not null, file text not null, title text not null,
    released text not null, sha256 text not null, primary key (kind, release, sha256)
"""
# A file that two fee schedules share becomes a source of each; one that none uses goes.
_SOURCES_OF_0_1_0 = """
select 'fee schedule', e.release, s.file, s.release, s.released, s.sha256
from editions e join old s on s.sha256 in (e.relative_values_sha256, e.gpci_sha256)
union all
select i.kind, i.release, s.file, s.release, s.released, s.sha256
from (select distinct kind, release from imports where kind != 'fee schedule') i
join old s on s.release = i.release
"""

_PARAMETERS = """
    name text not null, value text not null, valid_from text not null, valid_to text not null,
    source text not null, release text not null, primary key (name, valid_from, release)
"""
# A factor has its release at the end of its source: "PPRRVU2027_Jan_QPP.csv, RVU27A".
_PARAMETERS_OF_0_1_0 = """
select p.name, p.value, p.valid_from, p.valid_to, p.source, e.release
from old p join editions e on substr(p.source, -length(e.release) - 2) = ', ' || e.release
"""

_PAIR_PARTS = """
create table pair_parts (
    release text not null, part integer not null, primary key (release, part)
) strict;
"""

_ZIP_PLUS_FOUR = """
create table zip_plus_four (
    release text not null, zip text not null, locality text not null, plus_fours text not null,
    primary key (release, zip, locality)
) strict;
"""

_PAIR_EDITS = """
    release text not null, part integer not null, column_1 text not null, column_2 text not null,
    effective text not null, deleted text not null, modifier_indicator text not null,
    primary key (release, part, column_1, column_2, effective, deleted)
"""
_PAIR_EDITS_WITHOUT_PARTS = """
select release, 0, column_1, column_2, effective, deleted, modifier_indicator from old
"""
_PAIR_PARTS_OF_FILES = """
    release text not null, part integer not null, sha256 text not null,
    primary key (release, part)
"""
_PAIR_PARTS_WITHOUT_FILES = "select release, part, '' from old"

_DIGESTS = """
create table digests (
    name text not null primary key, columns text not null, sha256 text not null
) strict
"""

_LOCALITIES = """
    release text not null, locality text not null, state text not null, name text not null,
    work text not null, work_without_floor text not null, practice_expense text not null,
    malpractice text not null, primary key (release, locality)
"""
_LOCALITIES_OF_ONE_INDEX = """
select release, locality, state, name, work,
    case when release in (select release from old where cast(work as real) < 1)
        then work else '' end,
    practice_expense, malpractice
from old
"""

_TYPED_RULES = """
create table typed_rules (
    release text not null, code text not null, label text not null, clock text not null,
    first_code text not null, therapy text not null, disciplines text not null,
    typed_on text not null, primary key (release, code)
) strict
"""

_ZIP_RANGES = """
    release text not null, first_zip text not null, last_zip text not null, state text not null,
    locality text not null, plus_four integer not null, primary key (release, first_zip)
"""
# The number of a ZIP code less its place among those that are alike is equal without a gap.
_ZIP_RANGES_OF_ONE_TABLE = """
select (select release from releases where kind = 'zip codes'),
    min(zip), max(zip), state, locality, plus_four
from (
    select *, cast(zip as integer)
        - row_number() over (partition by state, locality, plus_four order by zip) as run
    from old
)
group by run, state, locality, plus_four
"""
