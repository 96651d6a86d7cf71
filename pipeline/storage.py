"""Where Dagster finds the documents and keeps the tables, and what its UI shows of a table on disk."""

from collections.abc import Mapping
from pathlib import Path

import dagster as dg
from upath import UPath

from pipeline.report.preview import ROWS, markdown
from pipeline.stored import Folder, count, head
from pipeline.tables import TABLES


class Places(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The folder of documents, the folder of tables (a path or a URL that fsspec knows), the file of readers' marks, and how many
    processes may work.

    The file of marks (reviews.csv; a path or a URL) says which contradictions readers confirmed or dismissed; it need not be there.
    """

    documents: str
    tables: str
    reviews: str = "reviews.csv"
    workers: int = 1

    @property
    def folder(self) -> Folder:
        return _place(self.tables)

    @property
    def marks(self) -> Folder:
        return _place(self.reviews)


def _place(named: str) -> Folder:
    return UPath(named) if "://" in named else Path(named)


def shown(folder: Folder, name: str) -> Mapping[str, dg.MetadataValue]:
    """What the UI shows of a table: its size, its columns and its first rows."""
    table = TABLES[name]
    columns = [
        dg.TableColumn(
            column.name,
            str(column.type),
            description=column.about,
            constraints=dg.TableColumnConstraints(nullable=column.nullable, unique=column.name == table.id),
        )
        for column in table.columns
    ]
    return {
        "dagster/row_count": dg.MetadataValue.int(count(folder, name)),
        "dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns=columns)),
        "preview": dg.MetadataValue.md(markdown(head(folder, name, ROWS))),
    }
