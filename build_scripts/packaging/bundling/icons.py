"""Makes the icons of Windows and macOS from the pictures in resources/icons.

Both formats are lists of PNG pictures with a header, as every system of today reads them.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

_ICO_SIZES = (16, 32, 48, 64, 256)
_ICNS_KINDS = {
    **{b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512},
    # The same for screens of twice the density: 16 points there are 32 pixels.
    **{b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512},
}


def read_pictures(folder: Path) -> dict[int, bytes]:
    """Return the pictures in a folder by their width in pixels."""
    return {
        int(file.stem.rpartition("-")[2]): file.read_bytes()
        for file in folder.glob("quarterhour-*.png")
    }


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Return a Windows icon."""
    head = struct.pack("<3H", 0, 1, len(_ICO_SIZES))
    place = len(head) + 16 * len(_ICO_SIZES)
    body = b""
    for size in _ICO_SIZES:
        picture = pictures[size]
        # 256 is written as 0; one plane, 32 bits a pixel.
        head += struct.pack(
            "<4B2H2I", size % 256, size % 256, 0, 0, 1, 32, len(picture), place + len(body)
        )
        body += picture
    return head + body


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """Return a macOS icon."""
    body = b"".join(
        kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size]
        for kind, size in _ICNS_KINDS.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body
