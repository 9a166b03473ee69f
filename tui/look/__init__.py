"""Themes, colours and the styles of the article."""
