"""Reading the public-use files of the Centers for Medicare & Medicaid Services as published.

Columns are found by their header text, since CMS changes layouts from year to year. A file that
is not what it should be raises `CmsFileError` with a sentence that says what is wrong.
"""

from quarterhour.reference.cms.download import Member, read_members
from quarterhour.reference.cms.gpci import GpciFile, GpciRow, read_gpcis
from quarterhour.reference.cms.headers import CmsFileError, header_place
from quarterhour.reference.cms.ncci import (
    PairEdit,
    UnitLimit,
    read_pair_edits,
    read_unit_limits,
)
from quarterhour.reference.cms.relative_values import (
    RelativeValueFile,
    RelativeValueRow,
    read_relative_values,
)
from quarterhour.reference.cms.zip_codes import ZipFile, ZipRow, read_zip_codes

__all__ = [
    "CmsFileError",
    "GpciFile",
    "GpciRow",
    "Member",
    "PairEdit",
    "RelativeValueFile",
    "RelativeValueRow",
    "UnitLimit",
    "ZipFile",
    "ZipRow",
    "header_place",
    "read_gpcis",
    "read_members",
    "read_pair_edits",
    "read_relative_values",
    "read_unit_limits",
    "read_zip_codes",
]
