"""Shows the real window on a virtual screen; fails if it stays blank or the program complains.

    python3 build_scripts/checks/screen_check.py [PROGRAM]

Without the name of a bundled program it runs the one of this clone.

Needs Xvfb, and nothing else: the file in which Xvfb keeps its screen is the screenshot. Leaves
the picture in build/screenshot.png.
"""

import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import folders  # noqa: F401  finds the others
import environment
import run
import system_packages

SCREENSHOT = environment.BUILD / "screenshot.png"
COMMANDS = {"Xvfb": "xvfb"}
PATIENCE = 60.0  # seconds until the window has to be there
PAUSE = 0.5  # seconds between two looks
FEWEST_COLORS = 16
ERRORS = "standard-error.txt"
LARGEST_SHARE = 0.97  # of the screen, in one color


class Picture(NamedTuple):
    """A screen, three bytes a pixel: red, green, blue."""

    width: int
    height: int
    pixels: bytes


def read_screen(content: bytes) -> Picture:
    """Read Xvfb's screen of 24 bits: an X window dump, four bytes a pixel, blue first."""
    header = struct.unpack_from(">25I", content)
    header_size, width, height, palette = (header[index] for index in (0, 4, 5, 19))
    start = header_size + 12 * palette
    screen = content[start : start + 4 * width * height]
    pixels = bytearray(3 * width * height)
    for color, place in enumerate((2, 1, 0)):
        pixels[color::3] = screen[place::4]
    return Picture(width, height, bytes(pixels))


def is_blank(picture: Picture) -> bool:
    """Tell whether there is too little on the picture to be a window with something in it."""
    colors = Counter(zip(*(picture.pixels[color::3] for color in range(3)), strict=True))
    largest = max(colors.values()) / colors.total()
    return len(colors) < FEWEST_COLORS or largest > LARGEST_SHARE


def png(picture: Picture) -> bytes:
    """Return the picture as a PNG file."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    line = 3 * picture.width
    lines = (picture.pixels[row * line : (row + 1) * line] for row in range(picture.height))
    header = struct.pack(">2I5B", picture.width, picture.height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + line for line in lines))
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


@contextmanager
def virtual_screen(folder: Path, size: tuple[int, int] = (1280, 800)) -> Iterator[str]:
    """Run Xvfb with its screen in a file in the folder; yield the name of the display."""
    width, height = size
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24"]
    with (folder / "xvfb.txt").open("wb") as said:
        server = subprocess.Popen(
            [*command, "-noreset", "-nocursor", "-nolisten", "tcp", "-fbdir", str(folder)],
            pass_fds=[writing],
            stdout=said,
            stderr=said,
        )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def program(
    command: Sequence[str], folder: Path, display: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program on the sample visit, with its home and its standard error in the folder."""
    homes = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")
    variables = {**os.environ, **dict.fromkeys(homes, str(folder))}
    variables.update(DISPLAY=display, QT_QPA_PLATFORM="xcb")
    with (folder / ERRORS).open("wb") as said:
        process = subprocess.Popen(
            [*command, str(run.SAMPLE)],
            env=variables,
            stderr=said,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)  # the front door and the program behind it
            process.wait()


def watch(screen: Path, process: subprocess.Popen[bytes]) -> Picture:
    """Look at the screen until something is on it, Quarterhour has ended, or time is up."""
    deadline = time.monotonic() + PATIENCE
    while is_blank(read_screen(screen.read_bytes())):
        if process.poll() is not None or time.monotonic() > deadline:
            break
        time.sleep(PAUSE)
    time.sleep(PAUSE)  # the first look may catch it half drawn
    return read_screen(screen.read_bytes())


def complaints(picture: Picture, status: int | None, said: str) -> list[str]:
    """Say what is wrong with what was seen."""
    return [
        *([f"The program ended, with exit status {status}."] if status is not None else []),
        *([f"The program wrote to standard error:\n{said}"] if said else []),
        *(["The screen is blank."] if is_blank(picture) else []),
    ]


def main() -> int:
    arguments = environment.command_line(__doc__)
    arguments.add_argument("program", nargs="*", metavar="PROGRAM")
    command = arguments.parse_args().program
    system_packages.install(system_packages.for_commands(COMMANDS))
    if not command:
        environment.prepare("run", system_packages.WINDOW)  # so that only the program speaks below
        command = [sys.executable, run.__file__]
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with virtual_screen(folder) as display, program(command, folder, display) as process:
            picture = watch(folder / "Xvfb_screen0", process)
            wrong = complaints(picture, process.poll(), (folder / ERRORS).read_text())
    SCREENSHOT.write_bytes(png(picture))
    print(f"{SCREENSHOT.relative_to(environment.ROOT)}: {time.monotonic() - start:.1f} s")
    print("\n".join(wrong) if wrong else "The window came up, and nothing was complained of.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
