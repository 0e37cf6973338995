"""The minute ruler: the timed minutes of a day, laid along the ranges of their units.

What it shows is worked out once from an Assessment, and drawn once as plain shapes: the window
paints them, the visit summary has them as SVG, and the PDF draws that SVG. It is in `report`,
without Qt, since it reads the Assessment and the window may import it.
"""

from quarterhour.report.ruler.picture import (
    COLORS,
    FACES,
    LIGHT_SERVICES,
    Box,
    Frame,
    Glide,
    Hatch,
    Label,
    Letters,
    Picture,
    Place,
    picture_height,
    picture_of,
)
from quarterhour.report.ruler.ruler import (
    EMPTY,
    Bar,
    Ruler,
    Segment,
    empty_ruler,
    ruler_of,
    service_colors,
)

__all__ = [
    "COLORS",
    "EMPTY",
    "FACES",
    "LIGHT_SERVICES",
    "Bar",
    "Box",
    "Frame",
    "Glide",
    "Hatch",
    "Label",
    "Letters",
    "Picture",
    "Place",
    "Ruler",
    "Segment",
    "empty_ruler",
    "picture_height",
    "picture_of",
    "ruler_of",
    "service_colors",
]
