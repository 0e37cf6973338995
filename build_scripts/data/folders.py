"""Lets a script find the program and the scripts of every folder. A script imports this first.

Each folder holds this one file, since Python looks next to a script and nowhere else.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "build_scripts"

sys.path += map(str, (SCRIPTS, *(SCRIPTS / name for name in ("checks", "data", "packaging"))))
sys.path.append(str(ROOT / "desktop"))
