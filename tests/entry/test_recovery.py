"""Unsaved work in its folder: kept for its user, offered once, set aside where it is unreadable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quarterhour.entry import Draft
from quarterhour.entry.kept_draft import draft_text, read_kept_text
from quarterhour.entry.recovery import MAX_BYTES, KeptWork, Left, Locks, leftovers
from quarterhour.visit import VisitFile

DRAFT = Draft(None, "11/2", place="33101")
HALF = draft_text(DRAFT)


class Lock:
    """A lock among programs that are lists of the paths that they hold."""

    def __init__(self, path: Path, own: list[Path], others: list[Path], denied: bool) -> None:
        self._path, self._own, self._others, self._denied = path, own, others, denied

    def take(self) -> bool:
        if self._denied or self._path in self._others:
            return False
        self._own.append(self._path)
        return True

    def denied(self) -> bool:
        return self._denied

    def release(self) -> None:
        if self._path in self._own:
            self._own.remove(self._path)


class Program:
    """A program: the files whose locks it holds. Where it is `denied`, it may write nothing."""

    def __init__(self, *others: Program, denied: bool = False) -> None:
        self.held: list[Path] = []
        self._others, self._denied = others, denied

    @property
    def locks(self) -> Locks:
        others = [path for other in self._others for path in other.held]
        return lambda path: Lock(path, self.held, others, self._denied)


def left_in(folder: Path) -> list[Left[Draft]]:
    return list(leftovers(folder, Program().locks, read_kept_text))


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_is_kept_is_offered_once_its_program_is_gone(tmp_path: Path) -> None:
    folder, program = tmp_path / "data" / "recovery", Program()
    work = KeptWork(folder, program.locks)
    work.keep(draft_text(Draft(None, "1")))
    work.keep(HALF)
    assert list(leftovers(folder, Program(program).locks, read_kept_text)) == []
    assert [left.draft for left in left_in(folder)] == [DRAFT]
    assert left_in(folder) == []
    assert names(folder) == set()


def test_work_is_offered_with_its_file(tmp_path: Path) -> None:
    file = VisitFile(tmp_path / "visit.quarterhour", "0" * 64)
    KeptWork(tmp_path, Program().locks).keep(draft_text(DRAFT, file))
    assert [(left.draft, left.file) for left in left_in(tmp_path)] == [(DRAFT, file)]


def test_what_is_saved_or_given_up_is_gone(tmp_path: Path) -> None:
    program = Program()
    work = KeptWork(tmp_path, program.locks)
    work.forget()
    work.keep(HALF)
    assert (len(names(tmp_path)), len(program.held)) == (1, 1)
    work.forget()
    assert (names(tmp_path), program.held) == (set(), [])


@pytest.mark.skipif(os.name == "nt", reason="the folder of a user is their own there")
def test_the_folder_is_for_its_user_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    KeptWork(tmp_path, Program().locks).keep(HALF)
    assert tmp_path.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "recovery"
    folder.write_text("a file where the folder should be")
    KeptWork(folder, Program().locks).keep(HALF)
    assert names(tmp_path) == {"recovery"}


def test_work_is_not_written_over_that_of_another(tmp_path: Path) -> None:
    KeptWork(tmp_path, Program(denied=True).locks).keep(HALF)
    assert names(tmp_path) == set()


def test_work_that_may_not_be_taken_is_told_and_stays(tmp_path: Path) -> None:
    kept = tmp_path / "a.json"
    kept.write_text(HALF)
    (tmp_path / "b.json").write_text("")
    for _ in range(2):
        assert list(leftovers(tmp_path, Program(denied=True).locks, read_kept_text)) == [
            Left(None, kept, True)
        ]
    assert names(tmp_path) == {"a.json", "b.json"}


def test_work_lies_aside_while_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(HALF)
    opening = leftovers(tmp_path, Program().locks, read_kept_text)
    assert next(opening).draft == DRAFT
    assert names(tmp_path) == {"unreadable/a.json"}
    del opening  # as where the program ends
    assert left_in(tmp_path) == []
    assert names(tmp_path) == {"unreadable/a.json"}


@pytest.mark.parametrize("content", ["{}", "nonsense", HALF + " " * MAX_BYTES], ids=len)
def test_what_cannot_be_read_is_set_aside(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(content)
    aside = tmp_path / "unreadable" / "a.json"
    assert left_in(tmp_path) == [Left(None, aside)]
    assert aside.read_text() == content


def test_what_is_no_file_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    assert left_in(tmp_path) == [Left(None, tmp_path / "unreadable" / "a.json")]


def test_what_is_set_aside_takes_no_other_place(tmp_path: Path) -> None:
    for content in ("one", "two", "three"):
        (tmp_path / "a.json").write_text(content)
        assert [left.draft for left in left_in(tmp_path)] == [None]
    aside = (tmp_path / "unreadable").iterdir()
    assert {path.read_text() for path in aside} == {"one", "two", "three"}


def test_what_cannot_be_moved_is_left_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "unreadable").write_text("a file where the folder should be")
    kept = tmp_path / "a.json"
    kept.write_text("nonsense")
    assert left_in(tmp_path) == [Left(None, kept)]
    assert kept.read_text() == "nonsense"


def test_what_holds_nothing_and_what_was_begun_goes(tmp_path: Path) -> None:
    for name in ("a1.json.XyZ123", "b2.json", "c3.json", "c3.json.tmp"):
        (tmp_path / name).write_text("")
    assert left_in(tmp_path) == []
    assert names(tmp_path) == set()
    assert left_in(tmp_path / "no folder") == []
