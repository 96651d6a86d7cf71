"""Where Dagster finds the documents and keeps the tables: a folder of this machine or of a bucket."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg
import duckdb
from upath import UPath

from pipeline.engines.local import build
from pipeline.engines.spark_elsewhere import elsewhere
from pipeline.flow import Engine
from pipeline.stored import Folder, connect


class Places(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The folder of documents, the folder of tables (a path or a URL that fsspec knows), the file of readers' marks, the page that shows
    all, and how many processes may work.

    The file of marks (reviews.csv; a path or a URL) says which contradictions readers confirmed or dismissed; it need not be there.
    Where `spark_python` names a Python with jiaokan[spark], that runs the engine on the cluster `spark_master`; see
    docs/how-to/run-on-spark.md.
    """

    documents: str
    tables: str
    reviews: str = "reviews.csv"
    report: str = "report.html"
    workers: int = 1
    spark_python: str = ""
    spark_master: str = "local[2]"

    @property
    def engine(self) -> Engine:
        """What moves the documents: this machine, or a cluster where a Python with PySpark is named."""
        return elsewhere(self.spark_python, self.spark_master) if self.spark_python else build

    @property
    def folder(self) -> Folder:
        return _place(self.tables)

    @property
    def marks(self) -> Folder:
        return _place(self.reviews)

    @contextmanager
    def database(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The tables, to be asked by SQL; their rows come in their order, and what needs much memory goes to disk."""
        with TemporaryDirectory() as spill, connect(self.folder) as tables:
            tables.execute("SET preserve_insertion_order = true")
            tables.execute(f"SET temp_directory = '{spill}'")
            yield tables


def _place(named: str) -> Folder:
    return UPath(named) if "://" in named else Path(named)
