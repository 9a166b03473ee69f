"""The text of an article and the findings in it. Plain data: no Textual, no spaCy, no SQL."""
