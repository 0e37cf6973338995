"""The bootstrap does what is needed, once, and recovers from being cut short."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import environment
import system_packages

Call = list[str]


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with nothing in it but locks, tables and a builder."""
    for name, folder in {
        "ROOT": "",
        "BUILD": "build",
        "DESKTOP": "desktop",
        "RESOURCES": "resources",
        "REQUIREMENTS": "requirements",
    }.items():
        monkeypatch.setattr(environment, name, tmp_path / folder)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/run.txt").write_text("one==1")
    (tmp_path / "requirements/test.txt").write_text("one==1\ntwo==2")
    (tmp_path / "resources/tables").mkdir(parents=True)
    (tmp_path / "resources/tables/codes.csv").write_text("97110")
    (tmp_path / "desktop/quarterhour/reference").mkdir(parents=True)
    (tmp_path / "desktop/quarterhour/reference/build.py").write_text("build = 1")
    return tmp_path


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """Every command that would have been run; each succeeds, and a builder leaves a file."""
    made: list[Call] = []

    def call(command: Call, **_options: object) -> int:
        made.append([str(part) for part in command])
        if "quarterhour.reference.build" in command:
            Path(command[-1]).write_text("database")
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    monkeypatch.setattr(system_packages, "succeeds", lambda *_command: True)
    return made


def fail(monkeypatch: pytest.MonkeyPatch, how: Callable[[], int]) -> None:
    monkeypatch.setattr(subprocess, "call", lambda *_arguments, **_options: how())


def interrupt() -> int:
    raise KeyboardInterrupt


def made(clone: Path) -> environment.Environment:
    (clone / ".venv").mkdir()
    made = environment.Environment(clone / ".venv")
    made.make()
    return made


def test_requirements_are_installed_once(clone: Path, calls: list[Call]) -> None:
    venv = made(clone)
    venv.install("run")
    venv.install("run")
    assert len(calls) == 1
    assert {"--require-hashes", "--no-deps", "--only-binary=:all:"} < set(calls[0])


def test_changed_requirements_are_installed_again(clone: Path, calls: list[Call]) -> None:
    venv = made(clone)
    venv.install("run")
    calls.clear()
    (clone / "requirements/run.txt").write_text("one==1.1")
    venv.install("run")
    assert len(calls) == 1


def test_run_and_test_share_the_environment(clone: Path, calls: list[Call]) -> None:
    venv = made(clone)
    venv.install("run")
    venv.install("test")
    calls.clear()
    venv.install("run")
    venv.install("test")
    assert not calls


def test_older_run_requirements_end_the_trust_in_those_of_test(
    clone: Path, calls: list[Call]
) -> None:
    venv = made(clone)
    venv.install("test")
    (clone / "requirements/run.txt").write_text("one==0.9")
    venv.install("run")
    calls.clear()
    venv.install("test")
    assert len(calls) == 1


def test_an_environment_that_cannot_be_made_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages, "succeeds", lambda *_command: False)
    venv = environment.Environment(tmp_path)
    with pytest.raises(SystemExit, match="The virtual environment was not made"):
        venv.make()
    assert not venv.note.exists()


@pytest.mark.usefixtures("calls")
def test_a_refused_installation_leaves_the_environment_as_it_was(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = made(clone)
    venv.install("run")
    held = venv.note.read_text()
    fail(monkeypatch, lambda: 1)
    with pytest.raises(SystemExit, match="Check the network connection"):
        venv.install("test")
    assert venv.note.read_text() == held


@pytest.mark.usefixtures("calls")
def test_an_installation_cut_short_makes_the_environment_unsound(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = made(clone)
    assert venv.is_sound()
    with monkeypatch.context() as patch:
        fail(patch, interrupt)
        with pytest.raises(KeyboardInterrupt):
            venv.install("run")
    assert not venv.is_sound()


def test_an_environment_without_its_python_is_unsound(tmp_path: Path) -> None:
    venv = environment.Environment(tmp_path)
    venv.note.touch()
    assert not venv.is_sound()


@pytest.mark.usefixtures("calls")
def test_an_environment_whose_python_lost_its_packages_is_unsound(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = made(clone)
    fail(monkeypatch, lambda: 1)
    assert not venv.is_sound()


def test_the_environment_that_runs_this_holds_what_it_notes() -> None:
    venv = environment.Environment(environment.ROOT / ".venv")
    if not venv.note.exists():
        pytest.skip("the tests run outside the environment of test.py")
    assert venv.is_sound()
    assert environment.fingerprint([environment.lock("run")]) in venv.note.read_text()


def test_the_database_is_built_once(clone: Path, calls: list[Call]) -> None:
    environment.build_reference("python")
    environment.build_reference("python")
    assert len(calls) == 1
    assert (clone / "resources/reference.sqlite").read_text() == "database"


@pytest.mark.parametrize(
    "change",
    [
        lambda clone: (clone / "resources/tables/codes.csv").write_text("97112"),
        lambda clone: (clone / "resources/tables/more.csv").touch(),
        lambda clone: (clone / "resources/tables/codes.csv").rename(clone / "resources/tables/a"),
        lambda clone: (clone / "resources/tables/codes.csv").unlink(),
        lambda clone: (clone / "desktop/quarterhour/reference/build.py").write_text("build = 2"),
        lambda clone: (clone / "resources/reference.sqlite").unlink(),
    ],
    ids=["edited", "added", "renamed", "removed", "builder", "no database"],
)
def test_a_change_builds_the_database_again(
    clone: Path, calls: list[Call], change: Callable[[Path], object]
) -> None:
    environment.build_reference("python")
    change(clone)
    environment.build_reference("python")
    assert len(calls) == 2


@pytest.mark.usefixtures("calls")
def test_a_failed_build_keeps_the_old_database(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.build_reference("python")
    (clone / "resources/tables/codes.csv").write_text("broken")
    fail(monkeypatch, lambda: 1)
    with pytest.raises(SystemExit, match="The reference database was not built"):
        environment.build_reference("python")
    assert (clone / "resources/reference.sqlite").read_text() == "database"


# What is run takes a while and is noted; nothing is really made or installed.
AT_ONCE = """
import subprocess, sys, time
from pathlib import Path
clone = Path(sys.argv[1])
import environment, system_packages
for name in ("BUILD", "DESKTOP", "RESOURCES", "REQUIREMENTS"):
    setattr(environment, name, clone / name.lower())
environment.ROOT = clone
def call(*command, **options):
    if "import pip" not in str(command) and "find_spec" not in str(command):
        time.sleep(0.5)
        with (clone / "done.txt").open("a") as done:
            done.write(f"{' '.join(map(str, command))}\\n")
    if "venv" in command:
        Path(command[-1]).mkdir()
    if "quarterhour.reference.build" in command:
        Path(command[-1]).write_text("database")
    return 0
system_packages.install = lambda packages: None
system_packages.succeeds = lambda *command: call(*command) == 0
subprocess.call = lambda command, **options: call(*command)
environment.prepare("run", {})
"""


def test_several_at_once_make_everything_once(clone: Path) -> None:
    command = [sys.executable, "-c", AT_ONCE, str(clone)]
    scripts = {**os.environ, "PYTHONPATH": str(Path(environment.__file__).parent)}
    every = [
        subprocess.Popen(command, env=scripts, stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    said = [each.communicate(timeout=60)[1] for each in every]
    assert [each.returncode for each in every] == [0, 0, 0, 0], said
    done = (clone / "done.txt").read_text().splitlines()
    assert [("-m venv" in line, "pip" in line, "reference.build" in line) for line in done] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert sum("Waiting for another" in each for each in said) == 3


def test_a_clone_that_cannot_be_written_is_used_as_it_is(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "BUILD", clone / "requirements/run.txt")
    with environment.one_at_a_time():
        ran = True
    assert ran
    with pytest.raises(OSError, match="of the work"), environment.one_at_a_time():
        raise OSError("of the work")


def test_control_c_is_quiet() -> None:
    assert environment.quietly(interrupt) == environment.INTERRUPTED


def test_the_program_runs_from_the_clone() -> None:
    variables = environment.variables(QT_QPA_PLATFORM="offscreen")
    assert variables["PYTHONPATH"] == str(environment.DESKTOP)
    assert variables["QT_QPA_PLATFORM"] == "offscreen"
