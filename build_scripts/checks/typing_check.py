"""Types fifty words for services into the real window, and reads what the saved visit has.

    python3 build_scripts/checks/typing_check.py [--seed SEED]

Linux only. The words are drawn at random from those that mean one code for certain. Each is ended
by Tab alone, its minutes by Enter; the keys are real ones, by xdotool.
"""

import csv
import json
import random
import sys
import tempfile
from pathlib import Path

import folders  # noqa: F401  finds the others
import environment
from stage import Stage, StageError, prepare, stage

TABLES = environment.RESOURCES / "tables"
WORDS = 50
MINUTES = 15
KNOWN = "[settings]\nversion=1\n"


def drawn(seed: int) -> list[tuple[str, str]]:
    """Draw words, each with its code: first those that physical therapy may bill.

    So no row above one has another discipline than a new visit has.
    """
    disciplines = {row["code"]: row["disciplines"].split() for row in _table("services")}
    sure = [
        (row["word"], row["codes"])
        for row in _table("abbreviations")
        if row["sure"] == "1" and row["codes"] in disciplines
    ]
    words = random.Random(seed).sample(sure, WORDS)
    return sorted(words, key=lambda word: "PT" not in disciplines[word[1]])


def type_and_save(shown: Stage, words: list[tuple[str, str]], file: Path) -> list[str]:
    """Type the words with their minutes, save the visit, and return its codes."""
    shown.press("alt+z")
    shown.write("33101")
    shown.press("Return")
    for word, _ in words:
        shown.write(f"{word}\t{MINUTES}")
        shown.press("Return")
    shown.press("ctrl+s")
    shown.wait_for("^Save")
    shown.write(str(file))
    shown.press("Return")
    if not file.exists():
        raise StageError("The visit was not saved.")
    services = json.loads(file.read_text(encoding="utf-8"))["services"]
    return [
        service["code"] if service["therapist_minutes"] == MINUTES else "" for service in services
    ]


def _table(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> int:
    parser = environment.command_line(__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    seed = parser.parse_args().seed
    words, python = drawn(seed), prepare()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        settings = home / "Quarterhour" / "Quarterhour.conf"
        settings.parent.mkdir()
        settings.write_text(KNOWN)
        try:
            with stage(python, home) as shown:
                codes = type_and_save(shown, words, home / "typed.quarterhour")
        except StageError as error:
            print(f"FAILED with --seed {seed}: {error}", file=sys.stderr)
            return 1
    wrong = [word for word, code in zip(words, codes, strict=False) if word[1] != code]
    if wrong or len(codes) != WORDS:
        print(f"FAILED with --seed {seed}: {len(codes)} rows, wrong: {wrong}", file=sys.stderr)
        return 1
    print(f"{WORDS} words for services, drawn by {seed}, were taken by Tab as their codes.")
    return 0


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
