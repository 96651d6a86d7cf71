"""A corpus of made-up policy pages with planted contradictions and planted harmless pairs, and the truth about them.

usage: python -m benchmarks.corpus OUT --documents N
"""
