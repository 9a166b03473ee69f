"""Between Textual and the terminal: fixes for bugs in Textual, shortened output, clipboard and editor."""
