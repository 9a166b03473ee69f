"""What comes from the network: pages and feeds. No Textual, no spaCy, no SQL."""
