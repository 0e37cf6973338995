"""Odd files and streams on the command line: one sentence each, and nothing hangs or is lost."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from builders import ROOT, SAMPLES, TODAY
from quarterhour.reference import Reference, ReferenceError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs FIFOs and a POSIX shell")
SAMPLE = SAMPLES / "tie.quarterhour"
SECONDS = 20
# So much that a bounded read never comes near it: what is read without end runs into it.
MEMORY_KB = 1_500_000

LONG = "x" * 300
PROGRAM = f"Q() {{ '{sys.executable}' -m quarterhour \"$@\"; }}"
CRASH = (
    "from quarterhour import cli; cli._reference = None; raise SystemExit(cli.main(['editions']))"
)


def shell(script: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in which `Q` is the program; its home is where it runs."""
    return subprocess.run(
        ["sh", "-c", f"ulimit -v {MEMORY_KB}\n{PROGRAM}\n{script}"],
        env={"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "desktop")},
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        timeout=SECONDS,
        check=False,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "visit.quarterhour").write_bytes(SAMPLE.read_bytes())
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("Q assess /dev/zero", "can't open /dev/zero: it isn't a file."),
        ("Q assess pipe", "can't open pipe: it isn't a file."),
        ("Q assess folder", "can't open folder: it isn't a file."),
        ("Q assess loop", "can't open loop: Too many levels of symbolic links."),
        ("Q assess nowhere", "can't open nowhere: No such file or directory."),
        ("Q pipe", "can't open pipe: it isn't a file."),
        (
            "Q assess - < /dev/zero",
            "The file is over 1,000,000 bytes, too large for a Quarterhour visit. "
            "Choose another file.",
        ),
        ("Q assess - <&-", "can't read a document: standard input is closed."),
        ("Q assess --lines <&-", "can't read a document: standard input is closed."),
        ("Q assess visit.quarterhour >&-", "can't write the result: standard output is closed."),
        ("Q editions >&-", "can't write the result: standard output is closed."),
        ("Q assess visit.quarterhour -o .", ". is a folder. Give a file name."),
        ("Q assess visit.quarterhour -o /", "/ is a folder. Give a file name."),
        ("Q assess visit.quarterhour -o ''", ". is a folder. Give a file name."),
        (f"Q assess visit.quarterhour -o {LONG}", ": File name too long."),
        (f"Q assess visit.quarterhour -o {LONG}/day", ": File name too long."),
        (f"Q assess {LONG}", ": File name too long."),
        (f"Q {LONG}", ": File name too long."),
        ("Q assess visit.quarterhour -o loop/day", "Too many levels of symbolic links."),
        ("Q fees 97110 --zip $(printf '\\377')", "5 digits, or 9 as 95023-1234."),
        (
            "Q explain 97110 --zip abc",
            "'abc' isn't valid: a ZIP code has 5 digits, or 9 as 95023-1234.",
        ),
        ("Q import folder", "CMS's pages are in the guide, under What changed, year by year."),
        ("Q import pipe", "pipe can't be read: it isn't a file."),
        ("Q import nowhere", "nowhere can't be read: No such file or directory."),
        ("Q import /dev/zero", "zero can't be read: it isn't a file."),
    ],
)
def test_what_is_no_input_is_said_in_a_sentence(script: str, said: str, home: Path) -> None:
    done = shell(script, home)
    assert done.returncode in (1, 2)
    (sentence,) = done.stderr.splitlines() or done.stdout.splitlines()
    assert sentence.startswith("quarterhour: ")
    assert sentence.endswith(said)


def test_a_line_without_end_is_refused_and_the_next_is_priced(home: Path) -> None:
    visit = "tr -d '\\n' < visit.quarterhour; echo"
    long = "head -c 3000000 /dev/zero; echo"
    done = shell(f"{{ {visit}; {long}; {visit}; }} | Q assess --lines", home)
    first, refused, third = done.stdout.splitlines()
    assert '"line": 2' in refused
    assert first == third


def test_an_answer_goes_into_what_is_no_file(home: Path) -> None:
    """A FIFO stays one, and gets the answer."""
    done = shell(
        "cat pipe > got & Q assess visit.quarterhour -o pipe; wait; Q assess visit.quarterhour",
        home,
    )
    assert stat.S_ISFIFO((home / "pipe").stat().st_mode)
    assert (home / "got").read_text(encoding="utf-8") == done.stdout


def test_an_answer_follows_a_link_and_keeps_who_may_read_it(home: Path) -> None:
    (home / "real.txt").write_text("old")
    (home / "real.txt").chmod(0o600)
    (home / "link.txt").symlink_to("real.txt")
    done = shell("Q assess visit.quarterhour -o link.txt; Q assess visit.quarterhour", home)
    assert (home / "link.txt").is_symlink()
    assert (home / "real.txt").read_text(encoding="utf-8") == done.stdout
    assert stat.S_IMODE((home / "real.txt").stat().st_mode) == 0o600


def test_an_answer_takes_the_place_of_a_link_to_itself(home: Path) -> None:
    """Nothing is there that could be lost."""
    (home / "one.txt").symlink_to("other.txt")
    (home / "other.txt").symlink_to("one.txt")
    for name in ("loop", "one.txt"):
        done = shell(f"Q assess visit.quarterhour -o {name}; Q assess visit.quarterhour", home)
        assert done.stderr == ""
        assert (home / name).read_text(encoding="utf-8") == done.stdout


@pytest.fixture
def data(home: Path) -> Path:
    folder = home / ".local" / "share" / "Quarterhour"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("command", ["editions", "import --remove RVU26C"])
def test_a_damaged_database_is_told(command: str, home: Path, data: Path) -> None:
    (data / "imported.sqlite").write_bytes(b"no database " * 1000)
    done = shell(f"Q {command}", home)
    assert "Traceback" not in done.stderr
    assert "unexpected error" not in done.stderr
    assert "imported.sqlite is damaged" in done.stderr


def test_a_damaged_middle_is_told(home: Path) -> None:
    """The figures of the bundled file are damaged, its first page is whole."""
    content = bytearray((ROOT / "resources" / "reference.sqlite").read_bytes())
    content[len(content) // 4 : -4096] = b"\xff" * (len(content) - 4096 - len(content) // 4)
    (home / "damaged.sqlite").write_bytes(content)
    damaged = Reference(home / "damaged.sqlite")
    with pytest.raises(ReferenceError, match=r"is damaged .*Reinstall Quarterhour"):
        damaged.zip_area("33101", TODAY)


def test_a_database_that_links_to_itself_is_told(home: Path, data: Path) -> None:
    (data / "imported.sqlite").symlink_to("imported.sqlite")
    zips = home / "zips.csv"
    zips.write_text("no ZIP codes")
    done = shell("Q import zips.csv", home)
    assert "unexpected error" not in done.stderr
    assert done.returncode == 1


def test_a_log_that_is_no_file_stops_nobody(home: Path, data: Path) -> None:
    os.mkfifo(data / "quarterhour.log")
    done = shell(f'"{sys.executable}" -c "{CRASH}"', home)
    assert done.returncode == 2
    assert "unexpected error" in done.stderr
