"""The hash by which a source file is known."""

import hashlib


def sha256(content: bytes) -> str:
    """Return the sha256 of a file's content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
