"""An NCCI table beside those that are in: whether it is older, cut short, or contradicts them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from itertools import groupby

from quarterhour.reference.cms import CmsFileError, PairEdit, two_meanings
from quarterhour.reference.importing.batch import Batch
from quarterhour.reference.importing.ncci_files import part_of, revision_of
from quarterhour.reference.pair_parts import part_with
from quarterhour.reference.records import LoadedRelease, ReleaseKind

# CMS drops few codes and pairs of a quarter: where more than a tenth is missing, rows are.
_MAX_DROPPED = 10

# A quarter before all that is known may lack pairs that came later.
_MAX_DROPPED_BEFORE = 2
_PAIRS_IN = """
select part, column_1, column_2, effective, deleted, modifier_indicator from pair_edits
where release = ? order by part, column_1, column_2
"""

_Pair = tuple[str, str]


def check_revision(batch: Batch, own: Sequence[LoadedRelease]) -> None:
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
            loaded = revision_of(file)
            if part_of(file) == batch.part and loaded is not None and loaded > revision:
                raise CmsFileError(
                    f"{source['file']} is revision r{revision} of part f{batch.part} of "
                    f"{batch.release}. {file} is already imported and newer. Nothing changed."
                )


def dropped_limits(
    batch: Batch, bundled: Sequence[LoadedRelease], own: Sequence[LoadedRelease]
) -> str:
    """Return in a sentence which codes had a limit before and have none in this MUE table.

    Raises CmsFileError where their number or place shows that the table is cut short.
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


def _limited_before(
    batch: Batch, bundled: Sequence[LoadedRelease], own: Sequence[LoadedRelease]
) -> set[str]:
    """Return the therapy codes that have a limit before a table, else those of the first one.

    What is imported is a whole table; what is included adds up.
    """
    tables = [each for each in (*bundled, *own) if each.kind is ReleaseKind.UNIT_LIMITS]
    begun = [each for each in tables if each.begins <= batch.begins]
    whole = max((each.begins for each in begun if each in own), default=date.min)
    first = sorted(tables, key=lambda each: each.begins)[:1]
    compared = [each for each in begun if each.begins >= whole] or first
    return {code for each in compared for code in each.codes}


def dropped_pairs(
    batch: Batch, bundled: Sequence[LoadedRelease], own: Sequence[LoadedRelease]
) -> str:
    """Return in a sentence how many pairs were in force and are not in this part of them any more.

    A file that names no part is compared with the parts that its edits are of.

    Raises CmsFileError where their number or place shows that the part is cut short, and where
    its edits are those of another part.
    """
    if batch.kind is not ReleaseKind.PAIR_EDITS:
        return ""
    known, max_dropped = _pairs_before(batch, bundled, own)
    listed = {(edit.column_1, edit.column_2) for edit in batch.pairs}
    if batch.part:
        _check_part(batch, known & listed)
    parts = {batch.part} if batch.part else {part_with(column_1) for column_1, _ in listed}
    expected = {pair for pair in known if part_with(pair[0]) in parts}
    missing = sorted(expected - listed)
    if not missing:
        return ""
    beyond = [pair for pair in missing if pair > batch.last]
    such = " with ".join((beyond or missing)[0])
    if beyond or len(missing) > max(1, len(expected) // max_dropped):
        raise CmsFileError(
            f"{_named(batch)} is incomplete: {len(missing)} out of {len(expected)} expected edits "
            f"are missing, such as {such}. Nothing changed. Download it again."
        )
    return f"Expected edits not in this file: {len(missing)}, such as {such}."


def _named(batch: Batch) -> str:
    """Return what a file of pairs is called: by its part, else by its name."""
    if batch.part:
        return f"Part f{batch.part} of {batch.release}"
    (source,) = batch.rows["sources"]
    return f"{source['file']} ({batch.release})"


def _pairs_before(
    batch: Batch, bundled: Sequence[LoadedRelease], own: Sequence[LoadedRelease]
) -> tuple[set[_Pair], int]:
    """Return the pairs that are known to hold before a part, and which fraction of them may go.

    They are those of the newest quarter of which this part is imported, if it is named, else all
    that are known by then, else those of the first quarter that is.
    """
    quarters = sorted(
        (each for each in (*bundled, *own) if each.kind is ReleaseKind.PAIR_EDITS),
        key=lambda each: each.begins,
    )
    begun = [each for each in quarters if each.begins <= batch.begins]
    whole = [each for each in begun if each in own and batch.part in map(part_of, each.files)]
    compared = (whole[-1:] if batch.part else []) or begun or quarters[:1]
    pairs = {pair for each in compared for pair in each.pairs}
    return pairs, _MAX_DROPPED if begun else _MAX_DROPPED_BEFORE


def _check_part(batch: Batch, known: Collection[_Pair]) -> None:
    """Raise CmsFileError where most of the pairs that are known are those of another part."""
    parts = Counter(part_with(column_1) for column_1, _ in known)
    if parts and (most := parts.most_common(1)[0][0]) != batch.part:
        raise CmsFileError(
            f"The file is part f{batch.part} of {batch.release} by its name, but has the edits of "
            f"part f{most}. Nothing changed. Download it again, and keep CMS's file name."
        )


def check_one_meaning(connection: sqlite3.Connection, batch: Batch) -> None:
    """Raise CmsFileError where a file of pairs contradicts another of its quarter that is in.

    Two parts do where a pair has two indicators for the same date. A file that names no part has
    to tell the same of a pair as every other file: which one corrects the other is not known.
    """
    if batch.kind is not ReleaseKind.PAIR_EDITS:
        return
    ours: dict[_Pair, list[PairEdit]] = {}
    for edit in batch.pairs:
        ours.setdefault((edit.column_1, edit.column_2), []).append(edit)
    rows = connection.execute(_PAIRS_IN, (batch.release,))
    for (part, *pair), found in groupby(rows, key=lambda row: row[:3]):
        own = ours.get((pair[0], pair[1]), [])
        theirs = [PairEdit(*row[1:]) for row in found]
        if own and _contradict(own, theirs, named=bool(part and batch.part)):
            where = f"part f{part}" if part else "a file without a part"
            raise CmsFileError(
                f"{batch.release} lists {pair[0]} with {pair[1]} in this file and in {where}, "
                "already imported. The dates or indicators differ. Nothing changed. Remove "
                f"{batch.release}, download its parts again, and import them."
            )


def _contradict(ours: Sequence[PairEdit], theirs: Sequence[PairEdit], *, named: bool) -> bool:
    """Return whether what two files tell of a pair differs; `named` says that both are parts."""
    if named:
        return two_meanings((*ours, *theirs)) is not None
    one, other = ({edit for edit in edits if edit.holds} for edits in (ours, theirs))
    return one != other
