"""The words of an article and what is known of them. Plain data: no Textual, no spaCy, no SQL."""
