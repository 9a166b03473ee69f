"""Screens: each binds widgets together and turns facts into changes."""
