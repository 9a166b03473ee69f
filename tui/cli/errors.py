"""How a sub-command says that it cannot go on."""


class CliError(Exception):
    """One sentence for the user: what is wrong and what to do. Printed to standard error; the exit status is 2."""
