"""The error of a command that cannot go on."""


class CliError(Exception):
    """One sentence for the user: what is wrong and what to do. Printed on standard error; the exit status is 2."""
