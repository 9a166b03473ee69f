"""From a file, page or pipe to an article: one module per input format."""
