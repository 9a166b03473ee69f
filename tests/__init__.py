"""The tests. They form a package so that they can share `tests.terminal` and `python -m tests.benchmarks` runs."""
