"""The visits of the day, at the left of the window."""
