"""Fee schedules: the fees of a service compared; what is loaded, imported, and removed."""
