"""What a fact checker does with an article: verify its quotations. Plain data: no Textual, no spaCy, no SQL."""
