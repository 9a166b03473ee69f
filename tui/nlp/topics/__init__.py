"""Topics: which sentences of an article are about a topic."""
