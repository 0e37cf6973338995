"""An NCCI table beside those that are in: whether it is older, cut short, or contradicts them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing.batch import Batch
from quarterhour.reference.importing.ncci_files import part_of, revision_of
from quarterhour.reference.records import Held, ReleaseKind

# CMS drops few codes of a quarter: where more than a tenth is missing, rows are.
_MAX_DROPPED = 10

# Every part is named, so that the index is used: a quarter can have many rows.
_TWO_MEANINGS = """
select a.column_1, a.column_2, a.modifier_indicator, b.modifier_indicator, b.part
from pair_edits a join pair_edits b
    on b.release = a.release and b.part in (0, 1, 2, 3, 4) and b.part <> a.part
    and b.column_1 = a.column_1 and b.column_2 = a.column_2
where a.release = :release and a.part = :part and a.modifier_indicator <> b.modifier_indicator
    and a.effective < coalesce(nullif(b.deleted, ''), '99999999')
    and b.effective < coalesce(nullif(a.deleted, ''), '99999999')
    and a.effective < coalesce(nullif(a.deleted, ''), '99999999')
    and b.effective < coalesce(nullif(b.deleted, ''), '99999999')
limit 1
"""


def check_revision(batch: Batch, own: Sequence[Held]) -> None:
    """Raise CmsFileError where a later revision of the same part is in, by the names of the files.

    `own` are the releases imported. CMS ends the version of a quarter by r0, r1 and so on.
    """
    if batch.part is None:
        return
    (source,) = batch.rows["sources"]
    revision = revision_of(source["file"])
    for each in own:
        if (each.kind, each.name) != (batch.kind, batch.release) or revision is None:
            continue
        for file in each.files:
            held = revision_of(file)
            if part_of(file) == batch.part and held is not None and held > revision:
                raise CmsFileError(
                    f"{source['file']} is revision r{revision} of part f{batch.part} of "
                    f"{batch.release}. {file} is already imported and newer. Nothing changed."
                )


def dropped_limits(batch: Batch, bundled: Sequence[Held], own: Sequence[Held]) -> str:
    """Return in a sentence which codes had a limit before and have none in this MUE table.

    Raises CmsFileError where they are so many, or lie so, that the table is cut short.
    """
    if batch.kind is not ReleaseKind.UNIT_LIMITS:
        return ""
    before = _limited_before(batch, bundled, own)
    missing = sorted(before.difference(batch.limited))
    if not missing:
        return ""
    beyond = [code for code in missing if not batch.limited[0] < code < batch.limited[-1]]
    if beyond or len(missing) * _MAX_DROPPED > len(before):
        raise CmsFileError(
            f"{batch.release} is incomplete: it has no row for {len(missing)} codes that had a "
            f"limit before, such as {(beyond or missing)[0]}. Nothing changed. Download it again."
        )
    return f"No longer limited: {', '.join(missing)}."


def _limited_before(batch: Batch, bundled: Sequence[Held], own: Sequence[Held]) -> set[str]:
    """Return the therapy codes that have a limit before a table, else those of the first one.

    What is imported is a whole table; what is built in adds up.
    """
    tables = [each for each in (*bundled, *own) if each.kind is ReleaseKind.UNIT_LIMITS]
    begun = [each for each in tables if each.begins <= batch.begins]
    whole = max((each.begins for each in begun if each in own), default=date.min)
    first = sorted(tables, key=lambda each: each.begins)[:1]
    compared = [each for each in begun if each.begins >= whole] or first
    return {code for each in compared for code in each.codes}


def check_one_meaning(connection: sqlite3.Connection, batch: Batch) -> None:
    """Raise CmsFileError where a part, once stored, and another one contradict each other."""
    if batch.kind is not ReleaseKind.PAIR_EDITS:
        return
    known_as = {"release": batch.release, "part": batch.part or 0}
    found = connection.execute(_TWO_MEANINGS, known_as).fetchone()
    if found is None:
        return
    one, two, own, other, part = found
    where = f"part f{part}" if part else "a file without a part"
    raise CmsFileError(
        f"{batch.release} lists {one} with {two} twice for the same dates: with indicator {own} "
        f"in this file, and with {other} in {where}, already imported. Nothing changed. Remove "
        f"{batch.release}, download its parts again, and import them."
    )
