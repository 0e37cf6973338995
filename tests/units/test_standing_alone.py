"""The engine is shared: it needs the standard library alone, and its docstring shows its use."""

from __future__ import annotations

import subprocess
import sys

from builders import ROOT

PROGRAM = """
import sys
before = set(sys.modules)
import quarterhour.units
for name in quarterhour.units.__all__:
    getattr(quarterhour.units, name)
ours = {name for name in sys.modules if name.split(".")[0] == "quarterhour"}
allowed = {"quarterhour"} | {name for name in ours if name.startswith("quarterhour.units")}
foreign = {name.split(".")[0] for name in set(sys.modules) - before - allowed}
print(sorted(foreign - set(sys.stdlib_module_names)))
"""


def test_it_imports_nothing_but_the_standard_library() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT / 'desktop')!r})" + PROGRAM,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_the_example_in_the_docstring_runs() -> None:
    import doctest

    import quarterhour.units

    assert doctest.testmod(quarterhour.units).failed == 0
    assert doctest.testmod(quarterhour.units).attempted > 0
