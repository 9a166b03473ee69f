"""How fast it is, measured as a reader would: the real program in a real pseudo-terminal.

    python -m tests.benchmarks            all sizes, some ten minutes
    python -m tests.benchmarks --short    a look at it, for every change

Beside `newsreader` run `less`, which is what a reader compares with, and an empty Textual app, which is what nobody
who uses Textual can go below. The starts are interleaved and the ratios count, because times are of one machine and
one hour. Nothing here passes or fails.
"""
