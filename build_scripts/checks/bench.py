"""Measures everything: python3 build_scripts/checks/bench.py [NAME...] [--json OUT].

Names are modules of tests/benchmarks; without one, all are run. Exit status 1 where a bar is
missed. Run it on a machine that does nothing else: compare ratios within one run, not two runs.
"""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import folders  # noqa: F401  finds the others
import environment
import system_packages

NAMES = ("engine", "hints", "lines", "day", "start", "keystroke", "imports", "peers")
PATHS = ("desktop", "tests", "tests/reference", "tests/units")

RUN = """
import importlib, json, sys
for figure in importlib.import_module(f"benchmarks.{sys.argv[1]}").measure():
    print(figure.line(), file=sys.stderr, flush=True)
    print(json.dumps({"benchmark": sys.argv[1], **figure.document()}))
"""


def machine() -> dict[str, str | int | None]:
    """Return what the figures were measured on."""
    return {
        "machine": platform.machine(),
        "processor": processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def processor() -> str:
    """Return the processor's name where the system tells it in a file, as Linux does."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), "")


def main() -> int:
    parser = environment.command_line(__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", default="", metavar="OUT", help="write the figures there too")
    parser.add_argument("--peer", default="", metavar="MODULE:FUNCTION", help="see peers.py")
    options = parser.parse_args()
    if unknown := sorted(set(options.names) - set(NAMES)):
        parser.error(f"no benchmark is called {unknown[0]}: use {', '.join(NAMES)}")
    python = environment.prepare("test", system_packages.OFFSCREEN).python
    paths = [str(environment.ROOT / path) for path in PATHS]
    variables = environment.variables(QT_QPA_PLATFORM="offscreen")
    variables["PYTHONPATH"] = os.pathsep.join(paths)
    variables["QUARTERHOUR_PEER"] = options.peer
    print(", ".join(f"{name} {value}" for name, value in machine().items()), flush=True)
    figures = []
    # A process each: what one leaves in memory must not weigh on the next.
    for name in options.names or NAMES:
        done = subprocess.run(
            [python, "-c", RUN, name], env=variables, stdout=subprocess.PIPE, text=True, check=True
        )
        figures += [json.loads(line) for line in done.stdout.splitlines()]
    if options.json:
        document = json.dumps({**machine(), "figures": figures}, indent=2)
        Path(options.json).write_text(document, encoding="utf-8")
    return int(any(not figure["holds"] for figure in figures))


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
