"""Drives the real window through the main job: python3 build_scripts/checks/tour.py OUT_FOLDER.

Leaves a screenshot of each stop in the folder, and fails if Quarterhour does not do what is waited
for, or writes to standard error. The keys are real ones, by xdotool. Look at every picture.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import folders  # noqa: F401  finds the others
import environment
from stage import Stage, StageError, prepare, save, stage

SAMPLES = environment.RESOURCES / "samples"
TIE = str(SAMPLES / "tie.quarterhour")
PAIR = str(SAMPLES / "not-paid-together.quarterhour")
DAY = "11/23/2026"
# A year as CMS may publish it, where such files are next to the clone.
SIMULATED = environment.ROOT.parent / "shared" / "cms" / "more" / "simulated_2027"
NEW_YEAR = tuple(
    SIMULATED / name
    for name in (
        "medicare-ncci-2027-q1-practitioner-services-mue-table.zip",
        "medicare-ncci-2027q1-practitioner-ptp-edits-ccipra-v330r0-f4.zip",
        "zip-code-carrier-locality-file-2027.zip",
        "rvu27a-without.zip",
    )
)
# As after a first start: a newcomer is offered a sample, which the tour looks at once.
KNOWN = "[settings]\nversion=1\n"
DARK = "[window]\nappearance=dark\n"

Photograph = Callable[[str], None]


class Act(NamedTuple):
    """One start of the program, and what is done in it."""

    play: Callable[[Stage, Photograph], None]
    visit: str = ""
    size: tuple[int, int] = (1280, 800)
    settings: str = KNOWN
    scale: str = ""


def main_job(shown: Stage, photograph: Photograph) -> None:
    """From the empty window to a priced visit, as a newcomer types it."""
    photograph("01-empty")
    shown.press("alt+d", "ctrl+a")
    shown.write(DAY)
    shown.press("Tab")
    shown.write("33101")
    shown.press("Return")
    shown.write("ther ex")
    photograph("02-typing")
    shown.press("Return")
    shown.write("33")
    shown.press("Return")
    shown.write("97140")
    shown.press("Return")
    shown.write("7")
    shown.press("Return")
    photograph("03-priced")


def tie(shown: Stage, photograph: Photograph) -> None:
    """A tie, and its choices."""
    photograph("04-tie")
    shown.press("Right", "Right", "Right", "F4")
    photograph("05-tie-choices")
    shown.press("Escape")


def hints(shown: Stage, photograph: Photograph) -> None:
    """A pair that is not paid together: denied, asked about, answered, and its statements."""
    photograph("06-to-settle")
    shown.press("F8", "F8", "space")
    photograph("25-to-settle-open")
    shown.press("Return")
    shown.wait_for("Review")
    photograph("07-question")
    shown.press("space", "alt+k")
    shown.wait_for("Quarterhour")
    photograph("08-question-answered")
    shown.press("alt+i", "e")
    shown.wait_for("Claim modifiers")
    photograph("09-statements")


def dialogs(shown: Stage, photograph: Photograph) -> None:
    """What opens next to the visit."""
    for keys, title, name in (
        (("ctrl+r",), "Compare rules", "10-compare-rules"),
        (("alt+v", "f"), "Fees", "11-compare-fees"),
        (("alt+f", "f"), "Fee schedules", "12-import"),
        (("F1",), "Guide", "13-help"),
        (("ctrl+e",), "This patient's year", "26-patients-year"),
        (("ctrl+comma",), "Settings", "14-settings"),
        (("ctrl+shift+i",), "Print", "15-print-preview"),
    ):
        shown.press(*keys)
        shown.wait_for(title)
        time.sleep(0.5)  # a preview draws its page a moment later
        photograph(name)
        shown.press("Escape")
        shown.wait_for("Quarterhour")


def january(shown: Stage, photograph: Photograph) -> None:
    """A new year: its files, the rules of its new code, the KX amount, a visit with KX."""
    shown.press("alt+f", "f")
    shown.wait_for("Fee schedules")
    for download in NEW_YEAR:
        shown.press("alt+i")
        shown.wait_for("Import")
        shown.write(str(download))
        shown.press("Return")
        shown.wait_for("Fee schedules")
        time.sleep(4)  # what is read and stored meanwhile can stop
        shown.settle()
    photograph("20-imported")
    shown.press("alt+y")
    for amount in ("2500", "290"):
        shown.write(amount)
        shown.press("Return")
    photograph("21-amounts-typed")
    shown.press("alt+t")
    shown.wait_for("Rules of new codes")
    shown.write("Robot gait")
    shown.press("Tab", "Down", "Tab", "space", "alt+h", "Down", "Down")
    shown.press("alt+k")
    photograph("22-rules-typed")
    shown.press("Escape")
    shown.wait_for("Fee schedules")
    shown.press("Escape")
    shown.wait_for("New visit")
    shown.press("alt+d", "ctrl+a")
    shown.write("2027-01-04")
    shown.press("Tab")
    shown.write("33101")
    shown.press("Return")
    for code, minutes in (("97110", "30"), ("97117", "15")):
        shown.write(code)
        shown.press("Return")
        shown.write(minutes)
        shown.press("Return")
    shown.press("ctrl+e")
    shown.wait_for("This patient's year")
    shown.press("alt+p")
    shown.write("2490")
    photograph("23-charges-to-date")
    shown.press("Escape")
    shown.wait_for("New visit")
    shown.press("F8", "Return")
    shown.wait_for("Review")
    shown.press("space", "alt+k")
    shown.wait_for("New visit")
    photograph("24-new-year-with-kx")


def no_fees(shown: Stage, photograph: Photograph) -> None:
    """A date without fees, and the estimate with the last ones that are loaded."""
    shown.press("alt+d", "ctrl+a")
    shown.write("01/04/2027")
    shown.press("Tab")
    shown.write("27601")
    shown.press("Return")
    for code, minutes in (("97110", "24"), ("97140", "15"), ("97112", "10"), ("97530", "14")):
        shown.write(code)
        shown.press("Tab")
        shown.write(minutes)
        shown.press("Return")
    photograph("31-no-fees")
    shown.press("alt+s")
    photograph("32-estimated")


def first_start(shown: Stage, photograph: Photograph) -> None:
    """The three questions of the very first start, and the empty visit after them."""
    photograph("00-first-start")
    shown.press("alt+z")
    shown.write("27601")
    shown.press("alt+s")
    photograph("27-started")


def day(shown: Stage, photograph: Photograph) -> None:
    """A second visit beside the first, with its times; and the audit of both."""
    shown.press("ctrl+n")
    shown.write("97110")
    shown.press("Tab")
    shown.write("9:00-9:24")
    shown.press("Return")
    photograph("28-second-visit")
    shown.press("ctrl+shift+a")
    shown.wait_for("Day audit")
    photograph("29-audit")
    shown.press("ctrl+w")
    shown.wait_for("Quarterhour")
    shown.press("ctrl+Page_Up")
    photograph("30-back-at-the-first")


def look(name: str) -> Callable[[Stage, Photograph], None]:
    """Return an act that only looks."""

    def play(_shown: Stage, photograph: Photograph) -> None:
        photograph(name)

    return play


def wide(shown: Stage, photograph: Photograph) -> None:
    """A window that fills a wide screen."""
    shown.fill_screen()
    photograph("19-wide")


ACTS = (
    Act(first_start, settings=""),
    Act(main_job),
    Act(tie, TIE),
    Act(hints, PAIR),
    Act(dialogs, PAIR),
    Act(day, PAIR, (1366, 768)),
    Act(no_fees, size=(1366, 768)),
    Act(look("16-dark"), PAIR, settings=KNOWN + DARK),
    Act(look("17-at-200-percent"), PAIR, (2560, 1600), scale="2"),
    Act(look("18-1024-by-700"), PAIR, (1024, 700)),
    Act(wide, PAIR, (2560, 1440)),
    *([Act(january)] if SIMULATED.is_dir() else []),
)


def perform(act: Act, python: str, target: Path) -> None:
    """Play one act in a fresh home. Raises StageError."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        settings = home / "Quarterhour" / "Quarterhour.conf"
        settings.parent.mkdir()
        settings.write_text(act.settings)
        variables = {"QT_SCALE_FACTOR": act.scale} if act.scale else {}
        arguments: list[str] = []
        if act.visit:  # a copy, since what is done to it is saved
            arguments = [str(shutil.copy(act.visit, home))]
        with stage(python, home, act.size, variables, arguments) as shown:

            def photograph(picture: str) -> None:
                save(shown.settle(), target / f"{picture}.png")
                print(f"{picture}.png", flush=True)

            act.play(shown, photograph)
            if said := shown.said():
                raise StageError(f"The program wrote to standard error:\n{said}")


def main() -> int:
    parser = environment.command_line(__doc__)
    parser.add_argument("folder", type=Path, metavar="OUT_FOLDER")
    target = parser.parse_args().folder
    target.mkdir(parents=True, exist_ok=True)
    python = prepare()
    for act in ACTS:
        try:
            perform(act, python, target)
        except StageError as error:
            print(f"FAILED: {error}", file=sys.stderr)
            return 1
    print(f"Every stop was reached: look at the pictures in {target}.")
    return 0


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
