"""Boxes over a screen: questions, choices, cards, help, palette."""
