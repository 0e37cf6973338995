"""What the command line cannot do, in one sentence."""


class CommandError(Exception):
    """Arguments or input that cannot be used; the message says why and what to do."""
