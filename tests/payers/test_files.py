"""Payer files in folders: found by date, added and removed whole, never overlapping."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from payers.payer_files import content, payer, small, tennessee
from quarterhour.payers import PayerFolders, Payers, payer_text, read_payer
from quarterhour.visit import VisitError

EARLY, LATE = payer("2020-01-01", "2020-12-31"), payer("2022-01-01", "2022-12-31")
OTHER = payer("2021-01-01", "2021-12-31", id="az", name="arizona")


@pytest.fixture
def folders(tmp_path: Path) -> PayerFolders:
    """A folder of shipped files with Arizona's, and none of the practice."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "az.qhpayer").write_text(payer_text(OTHER))
    (shipped / "forms").mkdir()
    return PayerFolders(shipped, tmp_path / "data" / "practice" / "payers")


@pytest.mark.parametrize(
    ("day", "found", "in_force"),
    [
        ("2019-12-31", EARLY, False),
        ("2020-01-01", EARLY, True),
        ("2020-12-31", EARLY, True),
        ("2021-06-01", EARLY, False),
        ("2022-01-01", LATE, True),
        ("2023-01-01", LATE, False),
    ],
)
def test_a_payer_is_found_by_its_dates(day: str, found: object, in_force: bool) -> None:
    payers = Payers([LATE, OTHER, EARLY])
    assert payers.find("tn-test", date.fromisoformat(day)) == (found, in_force)
    assert payers.find("nobody", date.fromisoformat(day)) is None


def test_the_catalog_is_in_order_of_name_and_date_and_frozen() -> None:
    payers = Payers([LATE, EARLY, OTHER])
    assert [*payers] == [OTHER, EARLY, LATE]
    assert payers.by_id("tn-test") == (EARLY, LATE)
    assert payers.by_id("nobody") == ()
    assert payers == Payers([EARLY, OTHER, LATE])
    with pytest.raises(AttributeError):
        payers.files = ()  # type: ignore[misc]


def test_files_of_one_payer_may_not_overlap() -> None:
    with pytest.raises(VisitError, match="2020-12-31 to 2021-01-31 overlaps 2020-01-01 to 2020"):
        Payers([payer("2020-12-31", "2021-01-31"), EARLY])


def test_an_id_that_is_proposed_is_one(folders: PayerFolders) -> None:
    long = payer("2020-01-01", "2020-12-31", id="a" * 40)
    (folders.shipped / "long.qhpayer").write_text(payer_text(long))
    with pytest.raises(VisitError, match=f"such as my-{'a' * 37}\\."):
        folders.add(payer_text(long).encode())


def test_without_folders_there_are_no_payers(tmp_path: Path) -> None:
    read = PayerFolders(tmp_path / "shipped", tmp_path / "own").read()
    assert (read.files, read.problems, [*read.payers]) == ((), (), [])
    assert list(tmp_path.iterdir()) == []


def test_what_is_added_is_read_again_until_it_is_removed(folders: PayerFolders) -> None:
    added = folders.add(content(tennessee()))
    assert added.path.name == "tn-test.2024-10-22.qhpayer"
    read = folders.read()
    assert [(each.payer.key, each.shipped) for each in read.files] == [
        ("az", True),
        ("tn-test", False),
    ]
    assert read.of("tn-test") == (added,)
    assert folders.remove("tn-test") == added
    assert list(folders.own.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_it_is_for_its_owner_alone(folders: PayerFolders) -> None:
    path = folders.add(content(tennessee())).path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folders.own.stat().st_mode) == 0o700


def test_several_dates_are_one_payer(folders: PayerFolders) -> None:
    for each in (LATE, EARLY):
        folders.add(payer_text(each).encode())
    assert [each.payer for each in folders.read().of("tn-test")] == [EARLY, LATE]
    with pytest.raises(VisitError) as caught:
        folders.remove("tn-test")
    for each in (EARLY, LATE):
        assert str(each.valid_from) in str(caught.value)
    with pytest.raises(VisitError, match="Say which one to remove"):
        folders.remove("tn-test", date(1999, 1, 1))
    assert folders.remove("tn-test", LATE.valid_from).payer == LATE
    assert [each.payer for each in folders.read().of("tn-test")] == [EARLY]
    assert folders.remove("tn-test").payer == EARLY


def test_dates_that_overlap_are_refused(folders: PayerFolders) -> None:
    folders.add(payer_text(EARLY).encode())
    before = [path.read_bytes() for path in folders.own.iterdir()]
    command = f"quarterhour payers --remove tn-test --from {EARLY.valid_from}"
    with pytest.raises(VisitError, match=f"^Valid from: 2020-06-01 .* {command}.$"):
        folders.add(payer_text(payer("2020-06-01", "2021-06-01")).encode())
    assert [path.read_bytes() for path in folders.own.iterdir()] == before


def test_a_file_that_ships_is_not_replaced(folders: PayerFolders) -> None:
    own = payer("2021-12-31", "2022-06-01", id="az")
    with pytest.raises(VisitError, match=r"which comes with Quarterhour\. Give this file an id"):
        folders.add(payer_text(own).encode())
    assert not folders.own.exists()
    later = payer("2022-01-01", "2022-06-01", id="az")
    folders.add(payer_text(later).encode())
    assert [each.payer for each in folders.read().of("az")] == [OTHER, later]
    assert folders.remove("az").payer == later


@pytest.mark.parametrize(
    ("id", "said"), [("az", "az comes with Quarterhour"), ("tn", "you haven't added a payer")]
)
def test_nothing_else_can_be_removed(id: str, said: str, folders: PayerFolders) -> None:
    with pytest.raises(VisitError, match=said):
        folders.remove(id)


def test_a_file_that_cannot_be_read_is_said_and_left(folders: PayerFolders) -> None:
    folders.add(content(tennessee()))
    for name, text in {
        "a.qhpayer": b"{",
        "b.qhpayer": content(small(id="medicare")),
        "c.qhpayer": payer_text(OTHER).encode(),
        "tn-test.2020-01-01.qhpayer": b"",
        "notes.txt": b"not a payer file",
    }.items():
        (folders.own / name).write_bytes(text)
    (folders.own / "d.qhpayer").mkdir()
    before = {path: path.read_bytes() for path in folders.own.iterdir() if path.is_file()}
    read = folders.read()
    assert [each.payer.key for each in read.files] == ["az", "tn-test"]
    said = [
        problem.removeprefix(f"couldn't use {folders.own}{os.sep}") for problem in read.problems
    ]
    assert [each.partition(":")[0] for each in said] == [
        *("a.qhpayer", "b.qhpayer", "c.qhpayer", "d.qhpayer", "tn-test.2020-01-01.qhpayer")
    ]
    assert "Id: medicare comes with" in said[1]
    assert "comes with Quarterhour. Give this file an id of its own" in said[2]
    assert all(each.endswith("Correct the file or delete it.") for each in said)
    assert {path: path.read_bytes() for path in before} == before
    # A name that one of them has is not taken from it.
    assert folders.add(payer_text(EARLY).encode()).path.name == "tn-test.2020-01-01-2.qhpayer"
    assert {path: path.read_bytes() for path in before} == before


def test_a_folder_that_cannot_be_read_is_said(folders: PayerFolders) -> None:
    folders.own.parent.mkdir(parents=True)
    folders.own.write_text("a file")
    (problem,) = folders.read().problems
    assert problem.startswith(f"couldn't read {folders.own}: ")
    with pytest.raises(OSError):
        folders.add(content(tennessee()))
    assert folders.own.read_text() == "a file"


def test_what_is_kept_says_the_same(folders: PayerFolders) -> None:
    added = folders.add(content(tennessee()))
    assert read_payer(added.path.read_bytes()) == read_payer(content(tennessee()))
