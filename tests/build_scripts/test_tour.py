"""The tour's own parts: how pictures are compared, and that its stops are told apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from screen_check import Picture

pytest.importorskip("stage", reason="a virtual screen needs Linux")
import stage
import tour


def test_pictures_differ_by_their_pixels() -> None:
    black, white = Picture(70, 1, bytes(210)), Picture(70, 1, b"\xff" * 210)
    assert stage.differing(black, black) == 0
    assert stage.differing(black, white) == 30


def test_every_stop_has_a_number_of_its_own() -> None:
    source = Path(tour.__file__).read_text(encoding="utf-8")
    numbers = re.findall(r'"([0-9]{2})-[a-z0-9-]+"', source)
    assert len(numbers) == len(set(numbers))
    assert sorted(numbers) == [f"{number:02d}" for number in range(len(numbers))]


def test_what_the_tour_opens_is_there() -> None:
    assert all(Path(act.visit).is_file() for act in tour.ACTS if act.visit)
