"""One file of a download, read as a stream as often as it is wanted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

from quarterhour.reference.cms.archive import Open, is_archive, said
from quarterhour.reference.cms.rows import Rows, bounded, text_rows, without_end
from quarterhour.reference.cms.workbook import workbook_rows

_START = 4096
_BLOCK = 1 << 18
# Of the tables that are read whole, the longest is that of the relative values: 20,000 rows.
_MAX_WHOLE = 80_000_000


@dataclass(frozen=True)
class Member:
    """A file by its name; `opened` opens it. Nothing of it is kept.

    `within` is the zips and their folders that it lies in, as a path; empty where it lies in none.
    Its methods raise CmsFileError where it is damaged, and where it is not a table.
    """

    name: str
    opened: Open
    whole: bool = False
    within: str = ""

    @cached_property
    def start(self) -> bytes:
        """Its first bytes."""
        with said(self.name), self.opened() as file:
            return file.read(_START)

    @cached_property
    def sha256(self) -> str:
        """The hash by which it is known as a source, in hexadecimal."""
        digest = hashlib.sha256()
        with said(self.name), self.opened() as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()

    @property
    def is_zip(self) -> bool:
        """Whether it is a zip: that of a workbook, or of files."""
        with said(self.name):
            return is_archive(self.opened, self.start, self.name)

    def rows(self) -> Rows:
        """Yield the rows as text, without those at the end that are blank."""
        read = workbook_rows(self.opened, self.name) if self.is_zip else self._text_rows()
        found = without_end(read, self.name)
        with said(self.name):
            yield from bounded(found, _MAX_WHOLE, self.name) if self.whole else found

    def to_be_read_whole(self) -> Member:
        """Return the same, to be read into memory: its rows end where they do not fit."""
        return replace(self, whole=True)

    def _text_rows(self) -> Rows:
        with self.opened() as file:
            yield from text_rows(file, self.start, self.name)
