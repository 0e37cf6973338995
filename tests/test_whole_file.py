"""A file is written whole or not at all, where it is meant to lie, for whoever may read it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from quarterhour.whole_file import write_new, write_whole

posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("old", [None, b"", b"old" * 1000])
@pytest.mark.parametrize("new", [b"", b"new", b"\0\xff" * 100_000])
def test_all_of_it_is_there_and_nothing_else(
    new: bytes, old: bytes | None, private: bool, tmp_path: Path
) -> None:
    path = tmp_path / "Zo\u00eb #1 100%.txt"
    if old is not None:
        path.write_bytes(old)
    write_whole(path, new, private=private)
    assert path.read_bytes() == new
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("old", [None, b"old"])
def test_what_fails_leaves_what_was_there(
    old: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    if old is not None:
        path.write_bytes(old)

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([] if old is None else [old])


@posix
def test_who_may_read_it_stays(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for rights in (0o600, 0o640, 0o664):
        path.touch()
        path.chmod(rights)
        write_whole(path, b"new")
        assert mode(path) == rights


@posix
@pytest.mark.parametrize("before", [None, 0o644, 0o666])
def test_what_is_private_is_so_whatever_it_was(before: int | None, tmp_path: Path) -> None:
    path = tmp_path / "file"
    if before is not None:
        path.touch()
        path.chmod(before)
    write_whole(path, b"new", private=True)
    assert mode(path) == 0o600


@posix
def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    link.symlink_to("real")
    for content in (b"first", b"second"):
        write_whole(link, content)
        assert link.is_symlink()
        assert real.read_bytes() == content


@posix
def test_a_link_to_itself_gives_way(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    write_whole(loop, b"new")
    assert loop.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["none/file", "folder"])
def test_what_is_no_place_for_a_file_is_an_error_of_the_system(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError) as raised:
        write_whole(tmp_path / name, b"new")
    assert raised.value.strerror
    assert list(tmp_path.iterdir()) == [tmp_path / "folder"]


def test_a_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # to root everything may
    with pytest.raises(PermissionError):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("name", ["a\0b", "\ud800"], ids=["NUL", "half a character"])
def test_a_name_that_no_file_can_have_is_an_error_of_the_system(name: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="a file can't have this name"):
        write_whole(tmp_path / name, b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_takes_nobodys_place(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk without links it is renamed, where there is none."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "new"
    write_new(path, b"ours")
    assert path.read_bytes() == b"ours"
    assert os.name == "nt" or mode(path) == 0o600
    if links:
        write_new(path, b"another one's")
        assert path.read_bytes() == b"ours"
    assert list(tmp_path.iterdir()) == [path]
