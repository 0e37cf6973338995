"""The table of services: model, view, cell editors, and the list of suggestions."""
