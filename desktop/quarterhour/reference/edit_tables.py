"""The NCCI's pairs of codes and the units that a day allows, looked up by date.

What is bundled and what is imported are looked up together: the newest table begun on a day holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import permutations

from quarterhour.reference.database import Database
from quarterhour.reference.pair_parts import PairParts
from quarterhour.reference.records import PairEdit, Release, ReleaseKind, UnitLimit


class EditTables:
    """The tables of pairs and of limits, of the bundled database and of the imported one if any.

    `releases` are those of both, by their first day. What is read is kept.
    """

    def __init__(
        self, bundled: Database, imported: Database | None, releases: Sequence[Release]
    ) -> None:
        self._bundled = bundled
        self._imported = imported
        self._releases = releases
        self._found: dict[tuple[str, str, date], PairEdit | None] = {}

    def pair_edit(self, column_1: str, column_2: str, day: date) -> PairEdit | None:
        """Return what the NCCI says of an ordered pair of codes, or None if it is not a pair.

        It is the newest release that holds the pair and had begun on the day, else the first. Of
        several rows of a release it is the one of the day, else the last that had begun by then.
        A pair that is not in a quarter of which all parts are imported is none from then on.
        """
        asked = column_1, column_2, day
        if asked not in self._found:
            self._found[asked] = self._find(*asked)
        return self._found[asked]

    def _find(self, column_1: str, column_2: str, day: date) -> PairEdit | None:
        whole = max((begins for begins in self._whole_quarters if begins <= day), default=date.min)
        known = self._pair_edits.get((column_1, column_2), [])
        loaded = [edit for edit in known if edit.begins >= whole]
        begun = [edit for edit in loaded if edit.begins <= day] or loaded[:1]
        newest = [edit for edit in loaded if begun and edit.release == begun[-1].release]
        of_day = [edit for edit in newest if edit.in_force(day)]
        before = [edit for edit in newest if edit.effective is None or edit.effective <= day]
        return next((found[-1] for found in (of_day, before, newest) if found), None)

    def pair_edits_among(self, codes: Sequence[str], day: date) -> list[PairEdit]:
        """Return what `pair_edit` finds for every ordered pair of some codes, in their order."""
        pairs = (pair for pair in permutations(codes, 2) if pair in self._pair_edits)
        found = (self.pair_edit(*pair, day) for pair in pairs)
        return [edit for edit in found if edit is not None]

    def pair_edits_of(self, code: str, day: date) -> list[PairEdit]:
        """Return what `pair_edit` finds for every pair that a code is part of, in order."""
        pairs = sorted(pair for pair in self._pair_edits if code in pair)
        found = (self.pair_edit(*pair, day) for pair in pairs)
        return [edit for edit in found if edit is not None]

    def covers_pairs(self, code: str, day: date) -> bool:
        """Return whether the pairs with a code in column 1 are known, so one not loaded is none.

        What is bundled is a choice of codes. Of a quarter that is imported the part has to be in.
        """
        parts = self.pair_parts_on(day)
        return not parts.missing_of([code]) if parts else code in self._paired_codes

    def pair_parts_on(self, day: date) -> PairParts | None:
        """Return which parts are imported of the newest quarter of pairs that had begun on a day.

        It is None where none is imported whose files tell their parts.
        """
        begun = [parts for begins, parts in self._parts_by_quarter if begins <= day]
        return begun[-1] if begun else None

    def unit_limit(self, code: str, day: date) -> UnitLimit | None:
        """Return the most units of a code a day: of the newest table begun, else the first.

        What is imported is a whole table: where it has no row of the code, the limit `ended` with
        it. What is included has some of the codes.
        """
        loaded = self._unit_limits.get(code, [])
        begun = [limit for limit in loaded if limit.begins <= day]
        if not begun:
            return next(iter(loaded), None)
        later = [begins for begins in self._whole_limits if begun[-1].begins < begins <= day]
        return begun[-1]._replace(ended=min(later, default=None))

    @cached_property
    def pair_parts(self) -> dict[str, PairParts]:
        """Which parts of each quarter's pairs are imported, by the quarter's release."""
        return {} if self._imported is None else self._imported.pair_parts()

    @property
    def _databases(self) -> list[Database]:
        return [self._bundled] if self._imported is None else [self._bundled, self._imported]

    @cached_property
    def _pair_edits(self) -> dict[tuple[str, str], list[PairEdit]]:
        found: dict[tuple[str, str], list[PairEdit]] = {}
        for database in self._databases:
            for edit in database.pair_edits():
                if database is self._bundled and edit.release in self._replaced:
                    continue
                found.setdefault((edit.column_1, edit.column_2), []).append(edit)
        for edits in found.values():
            # Within a release the row that holds comes last.
            edits.sort(key=lambda edit: (edit.begins, edit.deleted or date.max))
        return found

    @cached_property
    def _paired_codes(self) -> frozenset[str]:
        """The codes of the bundled pairs, and those that an imported file has in column 1."""
        bundled = {
            code for edit in self._bundled.pair_edits() for code in (edit.column_1, edit.column_2)
        }
        return frozenset(bundled.union(column_1 for column_1, _ in self._pair_edits))

    @cached_property
    def _parts_by_quarter(self) -> list[tuple[date, PairParts]]:
        parts = self.pair_parts
        return [
            (each.begins, parts[each.name])
            for each in self._releases
            if each.imported and each.kind is ReleaseKind.PAIR_EDITS and each.name in parts
        ]

    @cached_property
    def _replaced(self) -> set[str]:
        """The releases of pairs and limits that are included, and imported whole."""
        return {*self._whole_limits.values(), *self._whole_quarters.values()}

    @cached_property
    def _whole_limits(self) -> dict[date, str]:
        """The tables of limits that are imported, by their first day."""
        limits = [each for each in self._releases if each.kind is ReleaseKind.UNIT_LIMITS]
        return {each.begins: each.name for each in limits if each.imported}

    @cached_property
    def _whole_quarters(self) -> dict[date, str]:
        """The quarters of which all parts with therapy pairs are imported, by their first day."""
        return {
            begins: parts.release for begins, parts in self._parts_by_quarter if not parts.missing
        }

    @cached_property
    def _unit_limits(self) -> dict[str, list[UnitLimit]]:
        found: dict[str, list[UnitLimit]] = {}
        for database in self._databases:
            for limit in database.unit_limits():
                if database is self._bundled and limit.release in self._replaced:
                    continue
                found.setdefault(limit.code, []).append(limit)
        for limits in found.values():
            limits.sort(key=lambda limit: limit.begins)
        return found
