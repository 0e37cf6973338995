"""Reading the texts of the guide from their files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FIELDS = ("covers", "not_covers", "typical", "note", "necessity")


class GuideError(RuntimeError):
    """The texts of the guide cannot be used; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class CodeText:
    """What a code is for, in our own words.

    `note` says what to document, `necessity` what shows medical necessity. `codes` are all codes
    that share the text.
    """

    codes: tuple[str, ...]
    covers: str
    not_covers: str
    typical: str
    note: str
    necessity: str

    @property
    def all(self) -> str:
        """The whole text, to be searched."""
        return " ".join((self.covers, self.not_covers, self.typical, self.note, self.necessity))


@dataclass(frozen=True, slots=True)
class GuideText:
    """A page of the guide: its key, title, what people type to find it, and its Markdown.

    `of_codes` says that the page of a code answers the same for its code.
    In the Markdown, `{{name words}}` is replaced by a figure or a table: see `figures`.
    """

    key: str
    title: str
    words: tuple[str, ...]
    of_codes: bool
    body: str


def read_code_texts(folder: Path) -> dict[str, CodeText]:
    """Read every text about codes; return it for each of its codes. Raises GuideError."""
    found: dict[str, CodeText] = {}
    for path in sorted(folder.glob("*.toml")):
        for entry in _toml(path)["entry"]:
            codes = tuple(entry["codes"])
            text = CodeText(codes, *(entry[field] for field in _FIELDS))
            if known := found.keys() & set(codes):
                raise GuideError(f"{path.name}: {', '.join(sorted(known))} has two texts.")
            found |= dict.fromkeys(codes, text)
    return found


def read_guide_texts(folder: Path) -> list[GuideText]:
    """Read the pages of the guide in their order. Raises GuideError."""
    found = []
    for page in _toml(folder / "contents.toml")["page"]:
        text = _text(folder / f"{page['key']}.md")
        title, _, body = text.partition("\n")
        found.append(
            GuideText(
                key=f"guide/{page['key']}",
                title=title.removeprefix("# "),
                words=tuple(page["words"]),
                of_codes=page.get("of_codes", False),
                body=body.strip(),
            )
        )
    return found


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise GuideError(
            f"The guide page {path.name} is damaged: {error}. Install Quarterhour again."
        ) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GuideError(
            f"The guide page {path.name} can't be read: {error}. Install Quarterhour again."
        ) from error
