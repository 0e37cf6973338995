"""Reading the public-use files of the Centers for Medicare & Medicaid Services as published.

Columns are found by their header text, since CMS changes layouts from year to year. A file that
is not what it should be raises `CmsFileError` with a sentence that says what is wrong.
"""

from quarterhour.reference.cms.download import Download, open_downloads, stands_alone
from quarterhour.reference.cms.gpci import GpciFile, GpciRow, is_of_year, read_gpcis
from quarterhour.reference.cms.headers import HEAD_ROWS, CmsFileError, NotToldError, header_place
from quarterhour.reference.cms.member import Member
from quarterhour.reference.cms.ncci import (
    PairEdit,
    PairFile,
    UnitLimit,
    pairs_heading,
    read_pair_edits,
    read_unit_limits,
    two_meanings,
)
from quarterhour.reference.cms.relative_values import (
    RelativeValueFile,
    RelativeValueRow,
    read_relative_values,
    release_of,
)
from quarterhour.reference.cms.zip_codes import (
    PlusFourFile,
    ZipFile,
    ZipRow,
    is_plus_four,
    read_plus_four,
    read_zip_codes,
)

__all__ = [
    "HEAD_ROWS",
    "CmsFileError",
    "Download",
    "GpciFile",
    "GpciRow",
    "Member",
    "NotToldError",
    "PairEdit",
    "PairFile",
    "PlusFourFile",
    "RelativeValueFile",
    "RelativeValueRow",
    "UnitLimit",
    "ZipFile",
    "ZipRow",
    "header_place",
    "is_of_year",
    "is_plus_four",
    "open_downloads",
    "pairs_heading",
    "read_gpcis",
    "read_pair_edits",
    "read_plus_four",
    "read_relative_values",
    "read_unit_limits",
    "read_zip_codes",
    "release_of",
    "stands_alone",
    "two_meanings",
]
