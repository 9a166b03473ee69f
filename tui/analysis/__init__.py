"""Talking to the analysis process, and analysing many articles. No Textual, no spaCy."""
