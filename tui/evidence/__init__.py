"""Verifies the quotations of an article, as a fact checker does. Plain data: no Textual, no spaCy, no SQL."""
