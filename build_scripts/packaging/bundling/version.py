"""The version of the program, read without importing it."""

import re

import environment

_SOURCE = (environment.DESKTOP / "quarterhour" / "__init__.py").read_text(encoding="utf-8")
_FOUND = re.search(r'^__version__ = "([\d.]+)"$', _SOURCE, re.MULTILINE)
assert _FOUND is not None, "the version is not where it was"
VERSION = _FOUND[1]
