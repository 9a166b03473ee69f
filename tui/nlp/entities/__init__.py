"""Entities: who and what is named in an article, and who is meant by a pronoun or description."""
