"""The command line: one module a sub-command, imported only when that command is called."""
