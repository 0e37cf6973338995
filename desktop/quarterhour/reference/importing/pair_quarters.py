"""A part of a quarter's NCCI pairs beside the other parts that are in."""

from __future__ import annotations

import sqlite3

from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing.batch import Batch
from quarterhour.reference.records import ReleaseKind

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


def check_one_meaning(connection: sqlite3.Connection, batch: Batch) -> None:
    """Raise CmsFileError where a part, once stored, and another one contradict each other."""
    if batch.kind is not ReleaseKind.PAIR_EDITS:
        return
    known_as = {"release": batch.release, "part": batch.part or 0}
    found = connection.execute(_TWO_MEANINGS, known_as).fetchone()
    if found is None:
        return
    one, two, own, other, part = found
    where = f"part f{part}" if part else "a file of no part"
    raise CmsFileError(
        f"{batch.release} has {one} with {two} twice for the same dates: with indicator {own} in "
        f"this file, with {other} in {where}, which is in. Nothing changed. Remove "
        f"{batch.release}, download its parts again, and import them."
    )
