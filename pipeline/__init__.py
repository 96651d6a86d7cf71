"""jiaokan (校勘): facts, claims and contradictions from Chinese policy pages, as Parquet tables."""

__version__ = "0.1.0"
