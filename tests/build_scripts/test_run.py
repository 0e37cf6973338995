"""run.py knows what a command line needs before the program starts."""

from pathlib import Path

import pytest

import run
import system_packages

DESKTOP = {"DISPLAY": ":0"}


@pytest.mark.parametrize(
    "arguments", [[], ["visit.quarterhour"], [__file__]], ids=["none", "visit", "any file"]
)
@pytest.mark.parametrize(
    ("variables", "platform"),
    [
        (DESKTOP, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({}, "win32"),
        ({}, "darwin"),
    ],
)
def test_a_window_where_there_is_a_display(
    arguments: list[str], variables: dict[str, str], platform: str
) -> None:
    wish = run.understand(arguments, variables, platform)
    assert wish == run.Wish(arguments, system_packages.WINDOW)


@pytest.mark.parametrize("variables", [{}, {"DISPLAY": ""}], ids=["unset", "empty"])
def test_without_a_display_the_sample_is_priced(variables: dict[str, str]) -> None:
    wish = run.understand([], variables, "linux")
    assert wish.arguments == ["assess", str(run.SAMPLE), "--format", "text"]
    assert not wish.libraries
    assert "xvfb-run" in wish.remark


def test_without_a_display_the_given_visit_is_priced() -> None:
    wish = run.understand(["mine.quarterhour"], {}, "linux")
    assert wish.arguments == ["assess", "mine.quarterhour", "--format", "text"]


@pytest.mark.parametrize(
    "arguments",
    [["assess", "a.quarterhour"], ["fees", "97110"], ["locality", "33101"], ["self-check"], ["-h"]],
)
def test_a_command_needs_no_display_and_no_libraries(arguments: list[str]) -> None:
    assert run.understand(arguments, {}, "linux") == run.Wish(arguments, {})


@pytest.mark.parametrize(
    "options", [["--format", "pdf"], ["--format=pdf"], ["-o", "out.pdf"]], ids=" ".join
)
def test_a_pdf_needs_the_libraries_that_draw(options: list[str]) -> None:
    arguments = ["assess", "a.quarterhour", *options]
    assert run.understand(arguments, {}, "linux").libraries == system_packages.OFFSCREEN


def test_the_sample_ships() -> None:
    assert Path(run.SAMPLE).is_file()
