"""What the reader leaves behind: plain data and pure functions. No Textual, no SQL."""
