"""Articles, highlights and notes in the formats that other programs read."""
