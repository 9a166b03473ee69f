"""Pages and feeds from the network. No Textual, no spaCy, no SQL."""
