"""The practice's files are kept for their owner alone, and are never lost."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterhour.entry.own_words import FORMAT, MAX_LETTERS, MAX_WORDS, OWN_WORDS
from quarterhour.practice_files import MAX_BYTES, PracticeFiles

WORDS = {"TE": "97110", "hands on": "97140"}


@pytest.fixture
def files(tmp_path: Path) -> PracticeFiles:
    return PracticeFiles(tmp_path / "data" / "practice")


@pytest.fixture
def path(files: PracticeFiles) -> Path:
    """The file of the own words, in a folder that is there."""
    files.folder.mkdir(parents=True)
    return files.folder / "own_words.json"


def own_words(words: object, **others: object) -> bytes:
    return json.dumps({"format": FORMAT, "words": words, **others}).encode()


def test_without_a_file_nothing_is_read_or_made(files: PracticeFiles, tmp_path: Path) -> None:
    assert files.read(OWN_WORDS) == ({}, "")
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_is_read_again(files: PracticeFiles) -> None:
    for words in (WORDS, {}, {"Z\u00fcge": "97012"}):
        assert files.keep(OWN_WORDS, words) is None
        assert PracticeFiles(files.folder).read(OWN_WORDS) == (words, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_they_are_for_their_owner_alone(files: PracticeFiles, path: Path) -> None:
    files.folder.chmod(0o755)
    path.write_bytes(own_words({}))
    path.chmod(0o644)
    files.keep(OWN_WORDS, WORDS)
    assert stat.S_IMODE(files.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


UNREADABLE = {
    "empty": b"",
    "no JSON": b"TE = 97110",
    "half": own_words(WORDS)[:-9],
    "no UTF-8": b'{"format": "\xff"}',
    "deep": b"[" * 100_000,
    "long": b" " * (MAX_BYTES + 1),
    "a list": b"[]",
    "no format": b'{"words": {}}',
    "of a later version": own_words(WORDS).replace(b"/1", b"/2"),
    "unknown field": own_words(WORDS, color="red"),
    "no words": json.dumps({"format": FORMAT}).encode(),
    "list of words": own_words(["TE"]),
    "too many words": own_words({str(number): "97110" for number in range(MAX_WORDS + 1)}),
    "empty word": own_words({" ": "97110"}),
    "long word": own_words({"w" * (MAX_LETTERS + 1): "97110"}),
    "number as code": own_words({"TE": 97110}),
    "no code": own_words({"TE": ""}),
    "two codes": own_words({"TE": "97110", "te": "97530"}),
    "two codes of one word": own_words({"TE": "97110", "MT": "97530"}).replace(b"MT", b"TE"),
    "words twice": own_words({}).replace(b"}}", b'}, "words": {}}'),
    "half a character": own_words({"\ud800": "97110"}),
    "half a character in a code": own_words({"TE": "\udfff"}),
    "a number of many digits": own_words({"TE": 0}).replace(b" 0}", b" " + b"9" * 6_000 + b"}"),
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_said_and_set_aside(
    content: bytes, files: PracticeFiles, path: Path
) -> None:
    path.write_bytes(content)
    words, problem = files.read(OWN_WORDS)
    assert words == {}
    assert str(path) in problem
    assert "integer string" not in problem, "as Python says it"
    assert path.read_bytes() == content
    aside = files.keep(OWN_WORDS, WORDS)
    assert aside is not None
    assert aside.read_bytes() == content
    assert files.read(OWN_WORDS) == (WORDS, "")
    path.write_bytes(content + b" ")
    other = files.keep(OWN_WORDS, WORDS)
    assert other is not None
    assert (aside.read_bytes(), other.read_bytes()) == (content, content + b" ")


def test_what_could_not_be_read_again_is_not_kept(files: PracticeFiles, path: Path) -> None:
    before = own_words(WORDS)
    path.write_bytes(before)
    for words in ({"\ud800": "97110"}, {"TE": "\ud800"}, {" ": "97110"}):
        with pytest.raises(ValueError, match="word"):
            files.keep(OWN_WORDS, words)
    assert [each.read_bytes() for each in files.folder.iterdir()] == [before]


PARTS = st.none() | st.booleans() | st.integers() | st.text() | st.just(FORMAT)
KEYS = st.sampled_from(["format", "words", "TE", "te", ""])
DOCUMENTS = st.recursive(PARTS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner))


@given(content=st.binary() | DOCUMENTS.map(lambda document: json.dumps(document).encode()))
def test_anything_in_the_file_is_words_or_a_problem(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = PracticeFiles(tmp_path_factory.mktemp("practice"))
    (files.folder / "own_words.json").write_bytes(content)
    words, problem = files.read(OWN_WORDS)
    assert isinstance(words, Mapping)
    assert not (words and problem)


def test_a_mark_at_the_start_is_no_fault(files: PracticeFiles, path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + own_words({"te": " g0283 "}))
    assert files.read(OWN_WORDS) == ({"te": "G0283"}, "")


def test_a_folder_in_its_place_is_said(files: PracticeFiles, path: Path) -> None:
    path.mkdir()
    assert str(path) in files.read(OWN_WORDS)[1]
