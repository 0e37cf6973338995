"""An assessment or a day as something to keep or to show: text, JSON, CSV, HTML, PDF; pictures.

Whoever wants one imports its module: the window shows the pictures at once, and loads the rest
when it is asked for.
"""
