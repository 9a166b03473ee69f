"""How fast it is, measured as a reader would: the real program in a real pseudo-terminal.

    python -m tests.benchmarks                          everything, some forty minutes the first time: a library of
                                                        100,000 articles is made once, and kept for the next time
    python -m tests.benchmarks --stay 60 --articles 10000      the same, with an hour of reading and a long analysis
    python -m tests.benchmarks --library 0 --no-words   only reading
    python -m tests.benchmarks --short                  a look at it in half a minute, for every change; what CI runs

Beside `newsreader` run `less`, which is what a reader compares with, and an empty Textual app, which is what nobody
who uses Textual can go below. The starts are interleaved and the ratios count, because times are of one machine and
one hour. The last table holds what was measured beside what is wanted. Nothing of it passes or fails; only where the
program does not start at all is the exit status 1.
"""
