"""How fast the program is, measured as a reader experiences it: the real program in a real pseudo-terminal.

    python -m tests.benchmarks                          everything, some forty minutes the first time: a library of
                                                        100,000 articles is built once and reused
    python -m tests.benchmarks --stay 60 --articles 10000      the same, with an hour of reading and a long analysis
    python -m tests.benchmarks --library 0 --no-words   only reading
    python -m tests.benchmarks --short                  a check that takes half a minute, for every change; CI runs it

For comparison, `less` and an empty Textual app run beside `newsreader`: `less` is what readers are used to, the empty
app is the floor for any Textual program. Starts are interleaved and only ratios count, because times depend on the
machine and the hour. The last table lists targets beside the measured values. No figure passes or fails; only if the
program does not start at all is the exit status 1.
"""
