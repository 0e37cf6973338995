"""Measures everything: python3 build_scripts/bench.py [NAME...] [--json OUT].

Names are modules of tests/benchmarks; without one, all are run. Exit status 1 where a bar is not
held. Run it on a machine that does nothing else: compare ratios within one run, not two runs.
"""

import argparse
import os
import subprocess
import sys

import environment
import system_packages

NAMES = ("engine", "hints", "lines", "start", "keystroke", "imports", "peers")
PATHS = ("desktop", "tests", "tests/reference", "tests/units")

RUN = """
import importlib, json, os, platform, sys
target, *names = sys.argv[1:]
machine = {"machine": platform.machine(), "cores": os.cpu_count(), "system": platform.system()}
machine["python"] = platform.python_version()
print(", ".join(f"{name} {value}" for name, value in machine.items()))
figures = []
for name in names:
    for figure in importlib.import_module(f"benchmarks.{name}").measure():
        print(figure.line(), flush=True)
        figures.append({"benchmark": name, **figure.document()})
if target:
    with open(target, "w", encoding="utf-8") as file:
        json.dump({**machine, "figures": figures}, file, indent=2)
sys.exit(any(not figure["holds"] for figure in figures))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the program against its bars.")
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
    command = [python, "-c", RUN, options.json, *(options.names or NAMES)]
    return subprocess.call(command, env=variables)


if __name__ == "__main__":
    sys.exit(environment.quietly(main))
