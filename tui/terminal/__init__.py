"""The terminal: clipboard, editor, shortened output, and fixes for faults of Textual."""
