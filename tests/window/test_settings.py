"""The place last used, and how the practice bills, are where the next visit begins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from quarterhour.visit import Provider, Visit
from window.person import Person

Start = Callable[[], Person]


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "settings.ini")


@pytest.fixture
def start(again: Start) -> Start:
    """Start the program anew, with the settings that the last start left."""
    return again


def place(person: Person) -> str:
    return person.find(QLineEdit, "ZIP or place").text()


def test_a_zip_is_kept(start: Start) -> None:
    first = start()
    assert place(first) == ""
    first.go_to(QLineEdit, "ZIP or place")
    first.types("33101")
    assert place(start()) == "33101"


def test_a_place_that_is_not_found_is_not_kept(start: Start) -> None:
    first = start()
    first.go_to(QLineEdit, "ZIP or place")
    first.types("00000")
    assert place(start()) == ""


def test_a_chosen_locality_is_kept(start: Start) -> None:
    first = start()
    first.go_to(QLineEdit, "ZIP or place")
    first.types("seattle").press(Qt.Key.Key_Return)
    kept = start()
    assert place(kept) == place(first)
    assert "02402-02" in kept.says("About the place")


def test_a_new_visit_begins_there_too(start: Start) -> None:
    first = start()
    first.go_to(QLineEdit, "ZIP or place")
    first.types("33101")
    first.window.files.begin_own()
    assert place(first) == "33101"


@pytest.mark.parametrize("content", ["[visit]\nplace=@Invalid()\n", "[visit]\nplace=" + "9" * 500])
def test_settings_that_were_meddled_with_do_no_harm(content: str, start: Start, file: str) -> None:
    Path(file).write_text(content)
    assert place(start()) == ""


def practice(person: Person) -> Provider:
    return person.window.worksheet.session.draft.provider


def test_how_the_practice_bills_is_kept(start: Start) -> None:
    first = start()
    assert practice(first) == Provider()
    billing = Provider(False, False, True, "athletic trainer", ("separate", "plan-of-care"))
    first.window.worksheet.session.change_practice(billing)
    second = start()
    assert practice(second) == billing
    second.window.worksheet.session.change_practice(Provider())
    assert practice(start()) == Provider()


def test_the_practice_of_a_document_is_not_kept(start: Start, visit: Callable[..., Visit]) -> None:
    first = start()
    first.window.worksheet.session.open(visit(provider={"participating": False}))
    assert not practice(first).participating
    first.window.files.begin_own()
    assert practice(first) == practice(start()) == Provider()


@pytest.mark.parametrize(
    "content",
    [
        "participating=@Invalid()\naccepts_assignment=perhaps\nqualifying_apm=2",
        "profession=wizard\nmodifier_order=separate separate",
        "profession=therapist, chiropractor\nmodifier_order=plan-of-care, telehealth",
        "modifier_order=" + "separate " * 50,
    ],
)
def test_a_practice_that_was_meddled_with_is_the_usual_one(
    content: str, start: Start, file: str
) -> None:
    Path(file).write_text(f"[practice]\n{content}\n")
    assert practice(start()) == Provider()
