"""The price list while it is edited: its rows, the steps that can be undone, and what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from quarterhour.claims import listed
from quarterhour.entry.pasted_prices import price_rows
from quarterhour.entry.price_rows import (
    PriceRow,
    ReadPrice,
    fees_for,
    prices_of,
    read_prices,
    unknown_of,
    with_pasted,
)
from quarterhour.entry.reading import read_code
from quarterhour.entry.session import Session

_Rows = tuple[PriceRow, ...]


class PriceSheet:
    """Holds the rows as typed, and reads them beside the fees of a session's visit.

    What edits them returns whether that changed anything.
    """

    def __init__(self, rows: Iterable[PriceRow], session: Session) -> None:
        self._session = session
        self._done: list[_Rows] = []
        self._undone: list[_Rows] = []
        self._unfinished: int | None = None  # the row whose charge is typed next
        self.rows = tuple(rows)
        self._found = self._read()

    @property
    def found(self) -> tuple[ReadPrice, ...]:
        """What each row comes to; nothing is said against one whose charge is typed next."""
        at = self._unfinished
        if at is None or at >= len(self._found):
            return self._found
        return (*self._found[:at], self._found[at]._replace(problem=""), *self._found[at + 1 :])

    @property
    def wrong(self) -> list[int]:
        """The rows that are left out, since something is wrong with them."""
        return [at for at, each in enumerate(self.found) if each.problem]

    @property
    def wrong_rows(self) -> tuple[PriceRow, ...]:
        """The rows that the price list is kept without, as they were typed."""
        found = zip(self.rows, self.found, strict=True)
        return tuple(row for row, read in found if read.price is None)

    def next_wrong(self, at: int, step: int) -> int | None:
        """Return the wrong row after one (or before it, by a step of -1), from end to end."""
        wrong = self.wrong
        beyond = [each for each in wrong if (each - at) * step > 0] or wrong
        return next(iter(beyond[::step]), None)

    def put(self, at: int, field: str, text: str) -> bool:
        """Take what is typed into a row, which may be the one after the last."""
        rows = [*self.rows, PriceRow()]
        rows[at] = rows[at]._replace(**{field: text.strip()})
        self._unfinished = at if rows[at].code and not rows[at].price else None
        return self._change(rows)

    def paste(self, text: str) -> bool:
        """Take the rows of a text, each in place of one of its code. Raises ValueError."""
        return self._change(with_pasted(self.rows, price_rows(text), self._session.suggestions))

    def empty(self, cells: Iterable[tuple[int, str]]) -> bool:
        """Empty fields of rows."""
        rows = [*self.rows, PriceRow()]
        for at, field in cells:
            rows[at] = rows[at]._replace(**{field: ""})
        return self._change(rows)

    def remove(self, gone: Collection[int]) -> bool:
        """Remove rows."""
        return self._change(row for at, row in enumerate(self.rows) if at not in gone)

    def use_suggestion(self, at: int) -> bool:
        """Put what a row can be meant as in its place."""
        rows, suggested = list(self.rows), self.found[at].suggested
        if suggested is not None:
            rows[at] = suggested
        return self._change(rows)

    def undo(self) -> bool:
        """Take the last step back."""
        return self._step(self._done, self._undone)

    def redo(self) -> bool:
        """Do again what was undone last."""
        return self._step(self._undone, self._done)

    def leave(self, at: int | None) -> bool:
        """Have the keyboard be in another row: one without its charge is wrong from now on."""
        if self._unfinished in (None, at):
            return False
        self._unfinished = None
        return True

    def read_again(self) -> None:
        """Read the rows beside other fees."""
        self._found = self._read()

    @property
    def summary(self) -> str:
        """What the whole list comes to; empty where nothing is in it."""
        found = self.found
        if not found:
            return ""
        kept, wrong = len(prices_of(found)), len(self.wrong)
        said = [f"{kept} {'charge' if kept == 1 else 'charges'} kept."]
        if wrong == 1:
            said.append("1 row is wrong: correct or remove it. F8 goes there.")
        elif wrong:
            said.append(f"{wrong} rows are wrong: correct or remove them. F8 goes to the next.")
        if checks := sum(each.check is not None for each in found):
            said.append(f"{checks} {'is' if checks == 1 else 'are'} below Medicare\u2019s fee.")
        if unknown := sum(each.unknown and not each.problem for each in found):
            said.append(f"{unknown} {'has' if unknown == 1 else 'have'} a code to check.")
        return " ".join(said)

    @property
    def open_at_closing(self) -> str:
        """What is wrong, and that it can wait; empty where nothing is."""
        wrong = self.wrong
        if not wrong:
            return ""
        numbers = listed([str(at + 1) for at in wrong])
        if len(wrong) == 1:
            return (
                f"Row {numbers} is wrong and fills no charge. Correct it, or close again to "
                "correct it later."
            )
        return (
            f"Rows {numbers} are wrong and fill no charge. Correct them, or close again to "
            "correct them later."
        )

    def _change(self, rows: Iterable[PriceRow]) -> bool:
        """Take other rows as a step that can be undone; blank ones are gone."""
        after = tuple(row for row in rows if not row.blank)
        if after == self.rows:
            return False
        self._done.append(self.rows)
        self._undone = []
        self._show(after)
        return True

    def _step(self, source: list[_Rows], to: list[_Rows]) -> bool:
        if not source:
            return False
        to.append(self.rows)
        self._show(source.pop())
        return True

    def _show(self, rows: _Rows) -> None:
        self.rows = rows
        self._found = self._read()

    def _read(self) -> tuple[ReadPrice, ...]:
        session = self._session
        codes = {session.suggestions.meant(row.code) or read_code(row.code) for row in self.rows}
        fees = fees_for(codes, session.reference, session.outcome)
        unknown = unknown_of(codes, session.reference, session.edition)
        return read_prices(self.rows, session.suggestions, fees, unknown)
