"""The practice's favorites: the codes that an empty service cell offers first, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from quarterhour.practice_files import PracticeFile
from quarterhour.visit import VisitError
from quarterhour.visit.kinds import ListOf
from quarterhour.visit.record import Record
from quarterhour.visit.terms import CODE

FORMAT = "quarterhour.favorites/1"
MAX_FAVORITES = 100


@dataclass(frozen=True)
class _Favorites:
    """The document of the favorites. Raises VisitError for a code that is there twice."""

    codes: Annotated[
        tuple[str, ...], ListOf(CODE, MAX_FAVORITES, "remove some."), "Codes, in their order"
    ]

    def __post_init__(self) -> None:
        twice = next((code for code in self.codes if self.codes.count(code) > 1), "")
        if twice:
            raise VisitError("codes", f"has {twice} twice; keep one.")


FAVORITES_DOCUMENT = Record(_Favorites, FORMAT)


def _read(document: Any) -> tuple[str, ...]:
    codes: tuple[str, ...] = FAVORITES_DOCUMENT.read(document).codes
    return codes


def _document(codes: tuple[str, ...]) -> dict[str, Any]:
    return FAVORITES_DOCUMENT.write(_Favorites(codes))


FAVORITES: PracticeFile[tuple[str, ...]] = PracticeFile("favorites", _read, _document, ())
