"""How things look: colours from the palette, marks, figures, and the 4 px grid."""

GRID = 4
