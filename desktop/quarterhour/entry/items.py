"""What is to be settled in a visit, as items, each with the one or two things to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quarterhour.claims import Severity
from quarterhour.reference import american_dates

if TYPE_CHECKING:
    from quarterhour.claims import Action, Hint
    from quarterhour.day import Finding
    from quarterhour.entry.reading import Problem
    from quarterhour.entry.ties import TieChoice


class GiveUnit(NamedTuple):
    """Give the one remaining unit of a tie to one of its two services."""

    choice: TieChoice


class AuditDay(NamedTuple):
    """Open the audit of the day at one of its findings, where it is answered."""

    finding: Finding


class GoToDate(NamedTuple):
    """Look at the date of service."""


class GoToPlace(NamedTuple):
    """Look at the place of treatment."""


class GoToCell(NamedTuple):
    """Look at what is typed in a row of the draft, in a field that can't be read."""

    row: int
    field: str


class Offer(NamedTuple):
    """One thing to do about an item, and what it is called on a button.

    There are several `actions` where the hints of an item are passed by together.
    """

    title: str
    actions: tuple[Action | GiveUnit | AuditDay | GoToDate | GoToPlace | GoToCell, ...]


class Item(NamedTuple):
    """Hints that are settled together, mostly one, a finding of the day, or what can't be read.

    `rows` are those of the draft that it is about; it `leads_to` one of them. The first of the one
    or two `offers` is the usual one. A note may have none.
    """

    hints: tuple[Hint, ...]
    title: str
    offers: tuple[Offer, ...]
    rows: tuple[int, ...]
    leads_to: int | None
    finding: Finding | None = None
    problem: Problem | None = None

    @property
    def severity(self) -> Severity:
        """The severity that its hints share, or that of the finding or the problem."""
        if self.problem is not None:
            return Severity.ACTION
        return Severity(self.finding.severity.value) if self.finding else self.hints[0].severity

    @property
    def text(self) -> str:
        """What it is about, each sentence once."""
        if self.problem is not None:
            return self.problem.message
        if self.finding is not None:
            return f"{self.finding.question}\n{self.finding.rule_alone}".strip()
        return "\n".join(dict.fromkeys(hint.text for hint in self.hints))

    @property
    def key(self) -> object:
        """What stays the same of it while other things are typed."""
        if self.problem is not None:
            return self.problem.row, self.problem.field
        about = self.finding
        if about is not None:
            return about.kind, about.patients, about.people, about.when
        return self.hints[0].topic, self.hints[0].codes

    @property
    def sources(self) -> tuple[str, ...]:
        """The rules that its hints or its finding rest on, each once."""
        if self.finding is not None:
            return (self.finding.source,) if self.finding.source else ()
        cited = dict.fromkeys(hint.citation for hint in self.hints if hint.citation)
        return tuple(map(american_dates, cited))


class ToSettle(NamedTuple):
    """The items of a visit, the most urgent first, and its notes, which ask for nothing."""

    items: tuple[Item, ...] = ()
    notes: tuple[Item, ...] = ()

    @property
    def worst(self) -> Severity | None:
        """The severity of the most urgent item, or None where nothing is to be settled."""
        return self.items[0].severity if self.items else None
