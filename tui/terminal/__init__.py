"""Between Textual and the terminal: fixes for faults of Textual, shortened output, clipboard and editor."""
