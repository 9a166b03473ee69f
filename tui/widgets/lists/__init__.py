"""The sidebar and its lists."""
