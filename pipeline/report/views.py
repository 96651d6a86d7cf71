"""The tables of a folder as views whose rows come in the order of the tables: evidence stands as its contradictions list it."""

import duckdb

from pipeline import stored


def connect(folder: stored.Folder) -> duckdb.DuckDBPyConnection:
    """A connection with one view a table."""
    db = stored.connect(folder)
    db.execute("SET preserve_insertion_order = true")
    return db
