"""Open articles, and the library of all articles. Plain data, no screen."""
