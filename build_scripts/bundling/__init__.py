"""Turns the program into what people install; `build_scripts/bundle.py` is the front door."""
