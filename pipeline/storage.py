"""Where Dagster finds the documents and keeps the tables: a folder of this machine or of a bucket."""

from typing import ClassVar

import dagster as dg
import pyarrow as pa
from upath import UPath

from pipeline.publish import load, publish
from pipeline.report.preview import markdown
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
    def folder(self) -> UPath:
        return UPath(self.tables)

    @property
    def marks(self) -> UPath:
        return UPath(self.reviews)


class ParquetTables(dg.ConfigurableIOManager, dg.UPathIOManager):
    """Each asset as one Parquet file, replaced whole; what the UI shows of it comes from the table that was written."""

    extension: ClassVar[str] = ".parquet"  # type: ignore[misc]  # a plain annotation would make it a setting
    places: dg.ResourceDependency[Places]

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:  # noqa: ARG002 - Dagster's signature
        self._base_path = self.places.folder

    def dump_to_path(self, context: dg.OutputContext, obj: pa.Table, path: UPath) -> None:  # noqa: ARG002
        publish({path.stem: obj}, path.parent)

    def load_from_path(self, context: dg.InputContext, path: UPath) -> pa.Table:  # noqa: ARG002
        return load(path.parent, path.stem)

    def get_metadata(self, context: dg.OutputContext, obj: pa.Table) -> dict[str, dg.MetadataValue]:
        table = TABLES[context.asset_key.path[-1]]
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
            "dagster/row_count": dg.MetadataValue.int(obj.num_rows),
            "dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns=columns)),
            "preview": dg.MetadataValue.md(markdown(obj)),
        }
