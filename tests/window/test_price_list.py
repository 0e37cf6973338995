"""The price list and the favorites in the window: read at the start, and shown as filled."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from builders import topics
from quarterhour.claims import Topic
from quarterhour.reference import Reference
from quarterhour.visit import Visit
from window.person import Person, desk_on

PRICES = {"format": "quarterhour.prices/1", "prices": {"97110": "60.00", "97140": "20.00"}}
ALT = Qt.KeyboardModifier.AltModifier
FAVORITES = {"format": "quarterhour.favorites/1", "codes": ["97542"]}


def kept(folder: Path, **files: object) -> None:
    (folder / "practice").mkdir()
    for name, document in files.items():
        (folder / "practice" / f"{name}.json").write_text(json.dumps(document))


def test_they_are_read_at_the_start(
    tmp_path: Path, again: Callable[[], Person], visit: Callable[..., Visit]
) -> None:
    kept(tmp_path, prices=PRICES, favorites=FAVORITES)
    session = again().window.worksheet.session
    assert session.suggested(0, "")[0].code == "97542"
    session.open(visit({"code": "97140", "therapist_minutes": 15}))
    assert str(session.outcome.rows[0].charge) == "20.00"
    assert session.outcome.assessment is not None
    assert Topic.CHARGE_BELOW_FEE in topics(session.outcome.assessment)


def test_one_that_cannot_be_read_is_said(reference: Reference, tmp_path: Path) -> None:
    kept(tmp_path, prices=PRICES | {"color": "red"}, favorites={"codes": []})
    desk = desk_on(reference, tmp_path)
    assert "prices.json: Color: isn't a field" in desk.unread
    assert "favorites.json: Format: is required" in desk.unread
    assert (desk.prices, desk.favorites) == ({}, ())


def test_the_details_say_what_is_filled(
    tmp_path: Path, again: Callable[[], Person], visit: Callable[..., Visit]
) -> None:
    kept(tmp_path, prices=PRICES)
    person = again()
    session = person.window.worksheet.session
    session.open(visit({"code": "97110", "therapist_minutes": 23}))
    person.press(Qt.Key.Key_Return, modifier=ALT)
    assert person.says("About charge").startswith("$120.00 from your price list.")
    session.change_row(0, therapist="38")
    assert person.says("About charge").startswith("$180.00 from your price list.")
    session.change_row(0, charge=session.outcome.rows[0].charge)
    assert "price list" not in person.says("About charge")
