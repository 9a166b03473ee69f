"""Widgets: each shows one thing. They open no files and ask the app for no article data."""
