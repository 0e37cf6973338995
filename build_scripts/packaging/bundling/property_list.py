"""What macOS reads about the program: Info.plist."""

from __future__ import annotations

import tomllib
from pathlib import Path

_MINIMUM = Path(__file__).parent / "macos" / "minimum.toml"
VISIT = "org.quarterhour.visit"


def property_list(version: str) -> dict[str, object]:
    """Return the entries of Info.plist that are ours; PyInstaller adds the executable and icon."""
    return {
        "CFBundleDisplayName": "Quarterhour",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.medical",
        "LSMinimumSystemVersion": minimum_macos(),
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT license. CPT codes are copyright American Medical "
        "Association.",
        # Light and dark follow the system; without this, older tools pin it to light.
        "NSRequiresAquaSystemAppearance": False,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Quarterhour visit",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [VISIT],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": VISIT,
                "UTTypeDescription": "Quarterhour visit",
                "UTTypeConformsTo": ["public.json"],
                "UTTypeTagSpecification": {"public.filename-extension": ["quarterhour"]},
            }
        ],
    }


def minimum_macos() -> str:
    """Return the oldest macOS that the program promises to run on."""
    minimum: str = tomllib.loads(_MINIMUM.read_text(encoding="utf-8"))["quarterhour"]["minimum"]
    return minimum


def promised_macos() -> tuple[int, int]:
    """Return that system as two numbers."""
    major, minor = minimum_macos().split(".")
    return int(major), int(minor)
