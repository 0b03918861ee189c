"""Measuring the speed: a synthetic tracker of any size, and what the same deed costs in a small one and a large one.

`python -m bench` runs it; docs/speed.md says how to read it. Nothing of the tracker knows this package.
"""
