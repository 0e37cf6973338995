"""What one action changes so that a hint is settled."""

from __future__ import annotations

from dataclasses import dataclass

from quarterhour.visit import Attested


@dataclass(frozen=True, slots=True)
class ReplaceCode:
    """Bill another code instead: `row` is the service's, `title` says it as on a button."""

    title: str
    row: int
    code: str


@dataclass(frozen=True, slots=True)
class Statement:
    """State something of the visit: `attested` is all that is stated then."""

    title: str
    attested: Attested


Remedy = ReplaceCode | Statement
