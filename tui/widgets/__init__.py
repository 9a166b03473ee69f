"""Widgets: each shows one thing, opens no file and asks the app for nothing of the domain."""
