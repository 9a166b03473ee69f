"""Every action of the program and its keys. No Textual."""
