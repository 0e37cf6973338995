"""Two programs keep settings in one store at once: what belongs together stays together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import QSettings

from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import Reference
from quarterhour.window import Desk

MIAMI, SEATTLE = ("Miami, FL", "09102-04"), ("Seattle (King County)", "02402-02")
PLACES = (MIAMI, SEATTLE, ("90210", ""), ("33101", ""))
ACTS = 100


class Registry(QSettings):
    """A store that writes and reads each value separately, as the registry of Windows does.

    `meanwhile` is what another window does between two values.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(str(file), QSettings.Format.IniFormat)
        self.meanwhile: Callable[[], None] = lambda: None

    def setValue(self, key: str, value: Any) -> None:
        super().setValue(key, value)
        self.sync()
        self.meanwhile()

    def value(self, key: str, *arguments: Any, **named: Any) -> Any:
        found = super().value(key, *arguments, **named)
        self.meanwhile()
        return found


class Program:
    """One of the programs, which chooses places and begins visits."""

    def __init__(self, reference: Reference, folder: Path, chance: Random) -> None:
        self.store = Registry(folder / "settings.ini")
        self._desk = Desk(reference, self.store, folder, PracticeFiles(folder))
        self._chance = chance

    def act(self) -> None:
        place = self._chance.choice(PLACES)
        match self._chance.randrange(5):
            case 0:
                self._desk.kept.keep_place(*place)
            case 1:
                self._desk.kept.keep_own_place(*place)
            case 2:
                self._desk.kept.keep_own_place("", "")
            case 3:
                self.store.sync()
            case _:
                new = self._desk.new_visit()
                assert (new.place, new.locality) in (*PLACES, ("", ""))


@pytest.mark.parametrize("seed", range(20))
def test_a_place_and_its_locality_are_never_of_two_programs(
    seed: int, reference: Reference, tmp_path: Path
) -> None:
    chance = Random(seed)
    one, other = (Program(reference, tmp_path, chance) for _ in range(2))

    def meanwhile() -> None:
        if chance.random() < 0.3:
            other.act()

    one.store.meanwhile = meanwhile
    for _ in range(ACTS):
        chance.choice((one, other)).act()
