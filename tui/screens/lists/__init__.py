"""Screens that show one list: the library, notes, names, places, a feed."""
