"""jiaokan (校勘): facts, claims and contradictions from Chinese policy pages, as Parquet tables."""
