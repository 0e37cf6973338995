"""How things look: colors from the palette, marks, figures, and the 4 px grid."""

GRID = 4

# Characters that several widgets write.
DASH = "\u2013"
TIMES = "\u00d7"
GAP = "\u2002"
ELLIPSIS = "\u2026"
