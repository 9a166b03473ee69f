"""The bars above and below the article."""
