"""The reader's highlights and corrections: plain data and pure functions. No Textual, no SQL."""
