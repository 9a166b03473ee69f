"""Screens: each connects its widgets and turns their messages into changes."""
