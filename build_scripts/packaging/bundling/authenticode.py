"""Signs files for Windows, where a certificate is given.

QUARTERHOUR_CERTIFICATE names a PKCS 12 file with the certificate and its key,
QUARTERHOUR_CERTIFICATE_PASSWORD opens it. On Windows the SDK's signtool signs, elsewhere
osslsigncode.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

CERTIFICATE = "QUARTERHOUR_CERTIFICATE"
PASSWORD = "QUARTERHOUR_CERTIFICATE_PASSWORD"
TIMESTAMPS = "QUARTERHOUR_TIMESTAMP_SERVER"  # without one, a signature ends with its certificate
COMMANDS = {"osslsigncode": "osslsigncode"}  # elsewhere than on Windows
_SDK = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "Windows Kits" / "10" / "bin"


def mark() -> str:
    """Return what the name of a file says about its signature."""
    return "" if CERTIFICATE in os.environ else "-unsigned"


def sign(files: Iterable[Path]) -> None:
    """Sign the files, if there is a certificate."""
    if CERTIFICATE not in os.environ:
        return
    for file in files:
        if os.name == "nt":
            subprocess.run(signtool(file, os.environ), check=True, stdout=2)
        else:
            signed = file.with_name(f"{file.name}.signed")
            subprocess.run(osslsigncode(file, signed, os.environ), check=True, stdout=2)
            shutil.move(signed, file)


def signtool(file: Path, variables: Mapping[str, str]) -> Sequence[str]:
    """Return the command for Windows."""
    # The newest of the SDKs that are installed; their names are their versions.
    program = max(_SDK.glob("*/x64/signtool.exe"), default=Path("signtool"))
    command = [str(program), "sign", "/fd", "sha256", "/f", variables[CERTIFICATE]]
    command += ["/p", variables.get(PASSWORD, "")]
    if server := variables.get(TIMESTAMPS):
        command += ["/tr", server, "/td", "sha256"]
    return [*command, str(file)]


def osslsigncode(file: Path, signed: Path, variables: Mapping[str, str]) -> Sequence[str]:
    """Return the command for other systems."""
    command = ["osslsigncode", "sign", "-h", "sha256", "-pkcs12", variables[CERTIFICATE]]
    command += ["-pass", variables.get(PASSWORD, ""), "-n", "Quarterhour"]
    if server := variables.get(TIMESTAMPS):
        command += ["-ts", server]
    return [*command, "-in", str(file), "-out", str(signed)]
