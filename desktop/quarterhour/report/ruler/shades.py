"""The fills of neighboring services, on light and on dark.

Each stands out 3 : 1 from its ground and from its neighbors (`tests/window/test_ruler.py`), so
middling and extreme ones alternate. Services are told apart by hatch and label too.
"""

SHADES = ("#2f86d6", "#4a1a5e", "#c9730a", "#08382d", "#c8589a", "#1d2f66")
DARK_SHADES = ("#2f7fc4", "#e9d3ff", "#b06a10", "#b9f0dc", "#c05c98", "#cfe0ff")
