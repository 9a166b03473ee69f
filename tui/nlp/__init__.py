"""The only folder that imports spaCy. It runs in a process of its own; no other folder imports it."""
