"""Signs, packs and notarizes the program on macOS.

Each step that needs an account runs only where the variables for it are set:
QUARTERHOUR_SIGNING_IDENTITY names a "Developer ID Application" certificate in the keychain, and
QUARTERHOUR_NOTARY_PROFILE what `xcrun notarytool store-credentials` stored.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

IDENTITY = "QUARTERHOUR_SIGNING_IDENTITY"
PROFILE = "QUARTERHOUR_NOTARY_PROFILE"
ENTITLEMENTS = Path(__file__).parent / "macos" / "entitlements.plist"

Command = Sequence[str | Path]


def make(app: Path, target: Path) -> Path:
    """Pack the program into a disk image, signed and notarized as far as the variables allow."""
    with tempfile.TemporaryDirectory() as name:
        for command in commands(app, target, Path(name), os.environ):
            subprocess.run(command, check=True, stdout=2)
    return target


def mark() -> str:
    """Return what the name of the disk image says about its signature."""
    return "" if IDENTITY in os.environ else "-unsigned"


def commands(app: Path, target: Path, folder: Path, variables: Mapping[str, str]) -> list[Command]:
    """Return the commands in order; `folder` takes what the disk image is made of.

    PyInstaller has signed each library; the executables and the program follow, inside out.
    """
    steps: list[Command] = []
    identity = variables.get(IDENTITY)
    if identity:
        inside = app / "Contents" / "MacOS"
        for part in (inside / "quarterhour-cli", app):
            steps.append(_sign(part, identity))
        steps.append(("codesign", "--verify", "--deep", "--strict", app))
    # ditto keeps links and attributes, without which the signature would not hold.
    steps += [
        ("ditto", app, folder / app.name),
        ("ln", "-s", "/Applications", folder / "Applications"),
        (
            *("hdiutil", "create", "-volname", app.stem, "-srcfolder", folder),
            *("-format", "UDZO", "-ov", target),
        ),
    ]
    if identity:
        steps.append(("codesign", "--sign", identity, "--timestamp", target))
    if identity and (profile := variables.get(PROFILE)):
        steps += [
            (
                *("xcrun", "notarytool", "submit", target),
                *("--keychain-profile", profile, "--wait"),
            ),
            ("xcrun", "stapler", "staple", target),
            (
                "spctl",
                "--assess",
                "--type",
                "open",
                "--context",
                "context:primary-signature",
                target,
            ),
        ]
    return steps


def _sign(part: Path, identity: str) -> Command:
    return (
        *("codesign", "--force", "--sign", identity, "--timestamp", "--options", "runtime"),
        *("--entitlements", ENTITLEMENTS, part),
    )
