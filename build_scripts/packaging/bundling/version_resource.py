"""What Windows shows of an executable under Details."""

from __future__ import annotations

_TEMPLATE = """\
VSVersionInfo(
    ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}),
    kids=[
        StringFileInfo([StringTable("040904B0", [{texts}])]),
        VarFileInfo([VarStruct("Translation", [0x0409, 0x04B0])]),
    ],
)
"""


def version_resource(version: str) -> str:
    """Return the version resource of both executables, as PyInstaller reads it."""
    numbers = tuple(int(number) for number in f"{version}.0.0.0".split(".")[:4])
    texts = {
        "CompanyName": "The Quarterhour developers",
        "FileDescription": "Quarterhour",
        "FileVersion": version,
        "LegalCopyright": "MIT license",
        "ProductName": "Quarterhour",
        "ProductVersion": version,
    }
    pairs = ", ".join(f'StringStruct("{name}", "{text}")' for name, text in texts.items())
    return _TEMPLATE.format(numbers=numbers, texts=pairs)
