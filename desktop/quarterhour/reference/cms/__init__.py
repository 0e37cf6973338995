"""Reading the public-use files of the Centers for Medicare & Medicaid Services as published.

Columns are found by their header text, since CMS changes layouts from year to year. A file that
is not what it should be raises `CmsFileError` with a sentence that says what is wrong.
"""

from quarterhour.reference.cms.gpci import GpciRow, read_gpcis
from quarterhour.reference.cms.headers import CmsFileError
from quarterhour.reference.cms.relative_values import (
    RelativeValueFile,
    RelativeValueRow,
    read_relative_values,
)
from quarterhour.reference.cms.zip_codes import ZipRow, read_zip_codes

__all__ = [
    "CmsFileError",
    "GpciRow",
    "RelativeValueFile",
    "RelativeValueRow",
    "ZipRow",
    "read_gpcis",
    "read_relative_values",
    "read_zip_codes",
]
