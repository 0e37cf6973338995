"""Visits as files: opening, saving, what was open last, and work kept through a crash."""
