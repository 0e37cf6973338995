"""Builds the reference database before hatchling packs the wheel."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReferenceHook(BuildHookInterface[BuilderConfig]):
    """Found by hatchling, which looks for the one hook in this file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root / "desktop"))
        from quarterhour.reference.build import build_reference

        resources = root / "resources"
        build_reference(resources / "tables", resources / "reference.sqlite")
