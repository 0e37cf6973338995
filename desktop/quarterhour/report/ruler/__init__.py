"""The minute ruler: the timed minutes of a day, laid along the ranges of their units.

What it shows is worked out once from an Assessment, and drawn once as plain shapes: the window
paints them, the visit summary has them as SVG, and the PDF draws that SVG. It is in `report`,
without Qt, since it reads the Assessment and the window may import it.
"""

from typing import TYPE_CHECKING

from quarterhour.later import loading

if TYPE_CHECKING:
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
else:
    __getattr__ = loading(
        __name__,
        {
            "picture": (
                "COLORS FACES LIGHT_SERVICES Box Frame Glide Hatch Label Letters "
                "Picture Place picture_height picture_of"
            ),
            "ruler": "EMPTY Bar Ruler Segment empty_ruler ruler_of service_colors",
        },
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
