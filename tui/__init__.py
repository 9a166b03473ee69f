"""newsreader: close reading of news in a terminal."""

__version__ = "0.2.0.dev0"
DESCRIPTION = "A terminal program for close reading of news: who is in it, who said what, and where it touches a topic"
"""What the program is, in one line: for the help and the manual page. pyproject.toml says the same."""
