"""The audit of a day in a window of its own, and who treats on it."""
