"""The locked requirements are complete, and say nothing about where they came from."""

import re
import tomllib

import pytest

import environment

PROJECT = tomllib.loads((environment.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = PROJECT["project"]["dependencies"]
TEST = RUN + PROJECT["dependency-groups"]["test"]
BUNDLE = RUN + PROJECT["dependency-groups"]["bundle"]
MACOS, OTHERS = " sys_platform == 'darwin'", " sys_platform != 'darwin'"
# The group of mutation names the group of test first.
DIRECT = {
    "run": RUN,
    "test": TEST,
    "mutation": TEST + PROJECT["dependency-groups"]["mutation"][1:],
    **{name: PROJECT["dependency-groups"][name] for name in ("workflows", "audit", "lock")},
    "bundle-linux": [each for each in BUNDLE if not each.endswith(MACOS)],
    "bundle-macos": [each for each in BUNDLE if not each.endswith(OTHERS)],
    "bundle-windows": [each for each in BUNDLE if not each.endswith(MACOS)],
}
EACH = pytest.mark.parametrize("name", list(DIRECT))


def requirements(name: str) -> dict[str, str]:
    """Return each requirement of a lock, with its pin, marker and hashes, by pin and marker."""
    lines = environment.lock(name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    pins = [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]
    return {pin.partition(" --hash")[0].strip(): pin for pin in pins}


@EACH
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    for requirement in requirements(name).values():
        assert re.match(r"[a-z0-9-]+==[\w.]+ ", requirement), requirement
        assert re.search(r" --hash=sha256:[0-9a-f]{64}\b", requirement), requirement


@EACH
def test_the_locks_are_of_this_project(name: str) -> None:
    pins, last = set(), ""
    for line in environment.lock(name).read_text(encoding="utf-8").splitlines():
        last = line.split()[0] if line[0].isalnum() else last
        if "quarterhour (pyproject.toml" in line:
            pins.add(last)
    assert pins == {requirement.lower().partition(";")[0] for requirement in DIRECT[name]}, (
        "pyproject.toml changed: run python3 build_scripts/packaging/lock.py"
    )


@EACH
def test_the_locks_name_no_host_and_no_path(name: str) -> None:
    text = environment.lock(name).read_text(encoding="utf-8")
    for trace in (
        "://",
        "index",
        "find-links",
        "trusted-host",
        " /",
        "\\\\",
        "file:",
        ".org",
        ".com",
    ):
        assert trace not in text, trace


def test_each_covers_what_the_environment_says_it_covers() -> None:
    for name, covered in environment.COVERS.items():
        for other in covered:
            assert requirements(other).items() <= requirements(name).items()


def test_windows_gets_its_own() -> None:
    (colorama,) = (pin for pin in requirements("test") if pin.startswith("colorama=="))
    assert colorama.endswith("; sys_platform == 'win32'")


def test_pins_agree() -> None:
    pinned = {*DIRECT["test"]}
    assert {*PROJECT["build-system"]["requires"]} <= pinned
