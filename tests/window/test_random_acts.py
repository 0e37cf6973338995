"""Whatever is done in whatever order, the screen shows what the saved visit comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from builders import ROOT, SAMPLES
from quarterhour.assessment import Assessment
from quarterhour.day import Day, DayAssessor, read_day
from quarterhour.entry.kept_day import day_draft_text, read_kept_day
from quarterhour.entry.place import read_place
from quarterhour.reference import Reference, find_place
from quarterhour.visit import Visit, visit_text
from quarterhour.window import prompts
from quarterhour.window.words import Command
from window.acts import Machine
from window.person import Person, desk_on, offscreen_menu
from window.screen import Reader

# A few hundred acts each time; 10,000 with -m long. Seeds are fixed.
FEW, MANY = 130, 2_500
SEEDS = [
    *((seed, FEW) for seed in range(3)),
    *(pytest.param(seed, MANY, marks=pytest.mark.long) for seed in range(100, 104)),
]
OF_0_1_0 = ROOT / "tests" / "upgrades" / "0.1.0"
# What no field of the window has.
TOLD: tuple[dict[str, object], ...] = (
    {"code": "97110", "times": ["9:05-9:28"], "by": ["T1"], "telehealth": "elsewhere"},
    {"code": "97112", "therapist_minutes": 20, "times": ["10:00-10:20"]},
    {"code": "97530", "therapist_minutes": 20, "telehealth": "home", "audio_only": True},
)
ANEW = 50  # acts after which the whole program is started anew on the saved file
LAST = 25


@pytest.fixture
def other(database: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Reader]:
    """Read what another program shows, which has nothing in common with the one acted on."""
    with_its_own = Reference(database)
    window = desk_on(with_its_own, tmp_path / "other").make_window()
    qtbot.addWidget(window)
    yield Reader(Person(window))
    with_its_own.close()


class Checks:
    """Compares what a window shows with what its saved visit comes to elsewhere."""

    def __init__(self, person: Person, other: Reader, database: Path, folder: Path) -> None:
        self._own, self._other = Reader(person), other
        self._database, self._folder = database, folder
        self._person = person

    def saved_visit_looks_the_same(self, typing: bool) -> None:
        """What saving would write, opened, looks the same; what cannot be saved is recovered so."""
        session, other = self._own.session, self._other.session
        if not session.why_day_not_saved:
            text = session.document_text()
            day = read_day(text)
            # A row that can't be read is shown with its problem, not as a hint.
            visits = tuple(replace(visit, unread=()) for visit in day.visits)
            counted = replace(day, visits=visits)
            found = DayAssessor(other.reference).assess(counted)
            of_visit = found.visits[session.current].assessment
            assert session.outcome.assessment is not None
            assert _shown_of(session.outcome.assessment) == _shown_of(of_visit)
            self._place_is_the_one_typed(day)
            if self._half_typed:
                return
            other.open(day)
            other.select(session.current)
            self._same(self._other)
            self._file_is_as_it_says(text)
        elif not typing:
            kept = read_kept_day(day_draft_text(session.day_draft))
            assert kept is not None
            assert kept.draft == session.day_draft
            other.open_recovered_day(kept.draft)
            other.select(session.current)
            self._same(self._other)

    def opened_anew_it_looks_the_same(self) -> None:
        """The whole program, started on the file that saving writes, shows the same."""
        if self._own.session.why_day_not_saved or self._half_typed:
            return
        path = self._folder / "anew.quarterhour"
        path.write_text(self._own.session.document_text(), encoding="utf-8")
        reference = Reference(self._database)
        window = desk_on(reference, self._folder / "anew").make_window()
        assert window.files.open(path)
        window.worksheet.session.select(self._own.session.current)
        self._same(Reader(Person(window)))
        window.close()
        window.deleteLater()
        reference.close()

    def undone_and_redone_it_looks_the_same(self) -> None:
        """A step back and forth leads to where one was."""
        if self._person.window.parts.entries[Command.UNDO].isEnabled():
            session = self._own.session
            before, day, current = self._own.read(), session.day_draft, session.current
            self._person.choose(Command.UNDO)
            self._person.choose(Command.REDO)
            session.select(current)
            self._own.explain(before.explained)
            assert session.day_draft == day
            assert not (difference := self._own.read().difference(before)), difference

    @property
    def _half_typed(self) -> bool:
        """Whether something isn't marked only because it is still being typed."""
        session = self._own.session
        return session.typing and session.problems != session.outcome.reading.problems

    def _same(self, other: Reader) -> None:
        row, rows = self._person.table.currentIndex().row(), self._own.session.draft.rows
        if any(not each.blank for each in rows[row + 1 :]) and rows[row].blank:
            # A blank row explains the one above it, and a file has none between others.
            self._own.explain(len(rows))
        shown = self._own.read()
        other.explain(shown.explained)
        assert not (difference := shown.difference(other.read())), difference

    def _place_is_the_one_typed(self, visit: Day) -> None:
        """The place of the day is what stands in the field, or was chosen for the ZIP there.

        A place chosen once keeps its name, whatever another edition calls it.
        """
        reference = self._own.session.reference
        text = self._person.find(QLineEdit, "ZIP or place").text()
        meant = set()
        day = visit.date_of_service
        for edition in reference.editions:
            read = read_place(reference, edition, text, "", day)
            candidates = find_place(reference, edition, "", read.zip, day).candidates
            meant |= {(read.locality, read.zip), *((place.id, "") for place in candidates)}
        assert (visit.locality, visit.zip) in meant

    def _file_is_as_it_says(self, text: str) -> None:
        """A window without a star shows what stands in its file."""
        window = self._person.window
        if window.files.path is not None and not window.isWindowModified():
            assert window.files.path.read_text(encoding="utf-8") == text


def _shown_of(assessment: Assessment) -> object:
    return assessment.lines, assessment.payment, assessment.hints


@offscreen_menu
@pytest.mark.parametrize(("seed", "acts"), SEEDS)
def test_the_screen_shows_what_is_saved(
    seed: int,
    acts: int,
    opened: Callable[..., Person],
    visit: Callable[..., Visit],
    other: Reader,
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "visit.quarterhour"
    monkeypatch.setattr(prompts, "ask_where_to_save", lambda *_: file)
    chance, person = Random(seed), opened()
    others = [*SAMPLES.glob("*.quarterhour"), *OF_0_1_0.glob("*.quarterhour"), tmp_path / "told"]
    others[-1].write_text(visit_text(visit(*TOLD)), encoding="utf-8")
    machine = Machine(person, chance, file, sorted(others))
    checks = Checks(person, other, database, tmp_path)
    for act in range(1, acts + 1):
        try:
            machine.act()
            checks.saved_visit_looks_the_same(machine.typing)
            if act % ANEW == 0:
                checks.opened_anew_it_looks_the_same()
            if not machine.typing and chance.random() < 0.2:
                checks.undone_and_redone_it_looks_the_same()
        except Exception as error:
            last = "\n".join(machine.did[-LAST:])
            raise AssertionError(f"seed {seed}, act {act}, after\n{last}") from error
