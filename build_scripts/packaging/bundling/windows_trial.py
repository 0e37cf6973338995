"""What a practice does with the Windows installer, from installing to removing, under Wine."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import bundle
import environment
import run
import screen_check
from bundling.wine_prefix import WinePrefix, windows_path

PICTURE = environment.BUILD / "windows.png"
FOLDER = "Praxis Müller\\Quarterhour"  # a space and an umlaut
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Quarterhour"
ASSOCIATION = r"HKCU\Software\Classes\.quarterhour"
DEPLOYED = r"HKLM\Software\Classes\.quarterhour"
OPEN = r"HKCU\Software\Classes\Quarterhour.Visit\shell\open\command"
SETTINGS = r"HKCU\Software\Quarterhour"
OLD_FILE = "of-an-older-version.dll"
PATIENCE = 60.0  # seconds for the window, and for the uninstaller, which returns before it is done


class Trial:
    """The steps with an installer and an MSI; a step that finds a fault ends the run in words."""

    def __init__(
        self, prefix: WinePrefix, installer: Path, msi: Path, screen: Path, display: str
    ) -> None:
        self._prefix = prefix
        self._installer = installer
        self._msi = msi
        self._screen = screen
        self._display = display
        self._folder = prefix.drive.joinpath(*FOLDER.split("\\"))
        (user,) = (each for each in (prefix.drive / "users").iterdir() if each.name != "Public")
        self._data = user / "AppData" / "Local" / "Quarterhour"
        self._menu_entry = (
            user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Quarterhour.lnk"
        )

    def steps(self) -> Iterator[Callable[[], None]]:
        """Yield what is done, in order."""
        yield self.install
        yield self.check_itself
        yield self.compare_with_the_source
        yield self.type_into_the_window
        yield self.upgrade
        yield self.uninstall_and_keep_data
        yield self.uninstall_with_data
        yield self.deploy

    def install(self) -> None:
        """Installed silently, with its menu entry and its kind of file."""
        self._install()
        expect((self._folder / "Quarterhour.exe").exists(), "The program was not installed.")
        expect(self._menu_entry.exists(), "The Start menu has no entry.")
        expect("Quarterhour.Visit" in self._registry(ASSOCIATION), "Visits open with nothing.")
        expect(f'{FOLDER}\\Quarterhour.exe" "%1"' in self._registry(OPEN), "Visits open wrongly.")
        expect("DisplayVersion" in self._registry(UNINSTALL), "It cannot be uninstalled.")

    def check_itself(self) -> None:
        """The installed program checked itself and imported a download."""
        self._command("self-check")
        with tempfile.TemporaryDirectory() as folder:
            download = bundle.write_download(Path(folder))
            self._command("import", windows_path(download))
        expect((self._data / "imported.sqlite").exists(), "What is imported lies elsewhere.")

    def compare_with_the_source(self) -> None:
        """A sample visit came out as from the source, byte for byte, in four formats."""
        with tempfile.TemporaryDirectory() as home:
            # What was imported into the installed program counts in its answers: take it along.
            data = Path(home) / "Quarterhour"
            data.mkdir()
            shutil.copy(self._data / "imported.sqlite", data)
            python = environment.Environment(environment.ROOT / ".venv").python
            for form in ("json", "text", "csv", "html"):
                source = subprocess.run(
                    [python, "-m", "quarterhour", "assess", str(run.SAMPLE), "--format", form],
                    env=environment.variables(XDG_DATA_HOME=home),
                    stdout=subprocess.PIPE,
                    check=True,
                ).stdout
                own = self._command("assess", windows_path(run.SAMPLE), "--format", form)
                expect(own == source, f"The sample as {form} differs from the source.")

    def type_into_the_window(self) -> None:
        """The window came up on a sample, took keys, and kept the unsaved work."""
        window = self._prefix.start(
            "wine", str(self._folder / "Quarterhour.exe"), windows_path(run.SAMPLE)
        )
        try:
            picture = screen_check.watch(self._screen, window)
            expect(not screen_check.is_blank(picture), "The window stayed blank.")
            self._type()
            drafts = self._data / "recovery"
            kept = wait_until(lambda: drafts.exists() and any(drafts.iterdir()))
            picture = screen_check.read_screen(self._screen.read_bytes())
            PICTURE.write_bytes(screen_check.png(picture))
            expect(kept, f"The window did not take what was typed: see {PICTURE.name}.")
            expect(window.poll() is None, "The program ended by itself.")
        finally:
            self._prefix.run("wine", "taskkill", "/F", "/IM", "Quarterhour.exe", check=False)
            window.wait()
            self._prefix.settle()

    def upgrade(self) -> None:
        """Upgraded in place: old files went, imported data and settings stayed."""
        old = self._folder / "_internal" / OLD_FILE
        old.touch()
        self._prefix.run(
            *("wine", "reg", "add", SETTINGS + r"\Quarterhour\visit"),
            *("/v", "last_place", "/d", "33101", "/f"),
        )
        self._install()
        expect(not old.exists(), "A file of the older version is still there.")
        self._expect_data()
        self._command("self-check")

    def uninstall_and_keep_data(self) -> None:
        """Uninstalled silently: imported data and settings stayed, nothing else."""
        self._uninstall("/S")
        self._expect_data()

    def uninstall_with_data(self) -> None:
        """Installed again and uninstalled with its data: nothing was left."""
        self._install()
        self._uninstall("/S", "/REMOVEDATA")
        expect(not self._data.exists(), "Imported data were left.")
        expect(not self._registry(SETTINGS), "Settings were left.")

    def deploy(self) -> None:
        """The MSI was deployed silently, checked itself, and was taken away again."""
        folder = self._prefix.drive / "Program Files" / "Quarterhour"
        self._prefix.run("wine", "msiexec", "/i", windows_path(self._msi), "/qn")
        expect("Quarterhour.Visit" in self._registry(DEPLOYED), "Visits open with nothing.")
        self._prefix.run("wine", str(folder / "quarterhour-cli.exe"), "self-check")
        self._prefix.run("wine", "msiexec", "/x", windows_path(self._msi), "/qn")
        expect(not folder.exists(), "The deployed program was left.")
        expect(not self._registry(DEPLOYED), "The kind of file was left.")

    def _install(self) -> None:
        # NSIS takes all after /D= for the folder, without quotation marks: so two arguments.
        self._prefix.run("wine", str(self._installer), "/S", *f"/D=C:\\{FOLDER}".split(" "))

    def _uninstall(self, *options: str) -> None:
        self._prefix.run("wine", str(self._folder / "Uninstall.exe"), *options)
        expect(
            wait_until(lambda: not self._folder.exists() and not self._registry(UNINSTALL)),
            f"Left behind: {[file.name for file in self._folder.rglob('*')][:9]}",
        )
        expect(not self._menu_entry.exists(), "The Start menu entry was left.")
        expect(not self._registry(ASSOCIATION), "The kind of file was left.")
        expect(not self._registry(OPEN), "The command for opening was left.")

    def _expect_data(self) -> None:
        expect((self._data / "imported.sqlite").exists(), "Imported data were lost.")
        expect(
            "33101" in self._registry(SETTINGS), f"Settings were lost: {self._registry(SETTINGS)}"
        )

    def _command(self, *arguments: str) -> bytes:
        program = str(self._folder / "quarterhour-cli.exe")
        return self._prefix.run("wine", program, *arguments).stdout

    def _registry(self, key: str) -> str:
        """Return a key with all below it as text, empty where there is none."""
        done = self._prefix.run("wine", "reg", "query", key, "/s", check=False)
        return "" if done.returncode else done.stdout.decode("cp437")  # of a Windows console

    def _type(self) -> None:
        """Click into the table, move down into the empty row, type a service with its minutes."""
        keys = ("Down", "Down", "9", "7", "5", "3", "0", "Tab", "1", "5", "Return")
        # Without a window manager it is a click that makes a window the active one.
        click = ["mousemove", "400", "360", "click", "1", "sleep", "1"]
        command = ["xdotool", *click, "key", "--delay", "150", *keys]
        subprocess.run(command, env={"DISPLAY": self._display, "PATH": "/usr/bin"}, check=True)


def expect(true: bool, otherwise: str) -> None:
    """End the run with a sentence unless something is true."""
    if not true:
        sys.exit(otherwise)


def wait_until(true: Callable[[], bool]) -> bool:
    """Wait until something is true; return whether it became so in time."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.5)
    return True
