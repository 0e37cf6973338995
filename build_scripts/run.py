"""Runs Quarterhour from this clone: python3 build_scripts/run.py [arguments of quarterhour].

The first time it makes what is needed; after that it starts at once.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import environment
import system_packages

SAMPLE = environment.RESOURCES / "samples" / "thirty-three-and-seven.quarterhour"

NO_DISPLAY = """
There is no display here, so the visit was priced as text. For the window, run this on a desktop,
or on a virtual screen: xvfb-run python3 build_scripts/run.py"""


class Wish(NamedTuple):
    """What a command line asks for, as far as it matters before the program runs."""

    arguments: Sequence[str]
    libraries: Mapping[str, str]
    remark: str = ""


def understand(arguments: Sequence[str], variables: Mapping[str, str], platform: str) -> Wish:
    """Tell what the arguments ask for on such a system."""
    if not asks_for_window(arguments):
        draws = any(argument.endswith("pdf") for argument in arguments)
        return Wish(arguments, system_packages.OFFSCREEN if draws else {})
    displays = {"DISPLAY", "WAYLAND_DISPLAY"}
    if platform != "linux" or any(variables.get(display) for display in displays):
        return Wish(arguments, system_packages.WINDOW)
    visit = arguments[0] if arguments else str(SAMPLE)
    return Wish(["assess", visit, "--format", "text"], {}, NO_DISPLAY)


def asks_for_window(arguments: Sequence[str]) -> bool:
    """Tell whether the arguments are none, or a document; commands and options are neither."""
    return (
        not arguments or Path(arguments[0]).suffix == ".quarterhour" or Path(arguments[0]).is_file()
    )


def main() -> int:
    wish = understand(sys.argv[1:], os.environ, sys.platform)
    python = environment.prepare("run", wish.libraries).python
    status = subprocess.call(
        [python, "-m", "quarterhour", *wish.arguments], env=environment.variables()
    )
    if wish.remark:
        environment.say(wish.remark)
    return status


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
