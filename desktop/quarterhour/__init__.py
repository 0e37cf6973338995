"""Quarterhour, an offline billing calculator for therapy visits."""

__version__ = "0.2.0"
