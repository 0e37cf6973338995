"""Turns the program into what people install; `packaging/bundle.py` is the front door."""
