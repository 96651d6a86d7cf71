"""The engine for a cluster, on Apache Spark: tasks read and extract their own share of the input and write its parts; the claims of each
key are brought together by a shuffle. What comes out is what the local engine makes, row for row."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial, reduce
from itertools import groupby
from pathlib import Path
from shutil import rmtree

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

from pipeline.engines import spark_tasks as tasks
from pipeline.engines.batch import Comparison
from pipeline.engines.comparing import together
from pipeline.engines.digest import Digest
from pipeline.engines.last import BY_DOCUMENT, Last
from pipeline.engines.local import Found, Working, without_killers
from pipeline.engines.part import file_of, work
from pipeline.engines.spark_claims import compare, tell_changes
from pipeline.engines.spark_cluster import Cluster, session, why
from pipeline.engines.spark_splits import large, pieces, size_of_splits, splits, stretches
from pipeline.engines.spark_tasks import ATTEMPTS, Part
from pipeline.read import Options, Piece, Reader

_RENAMES = 16  # at one time


def build(reader: Reader, place: Path, last: Last, working: Working, *, master: str | None = None) -> Found:
    """Write the tables by document into a folder that all machines see, and compare the claims in them."""
    place = place.absolute()
    (place / ATTEMPTS).mkdir()
    try:
        with session(master) as spark:
            cluster = Cluster(spark, reader.size)
            made = _extract(cluster, reader, place)
            working.told(reader.size)
            across = compare(cluster, place, [part.claims for part in made])
            if last.folder is not None:
                tell_changes(cluster, last.folder.absolute(), place)
    except (PySparkException, Py4JError) as error:
        raise why(error) from error
    rmtree(place / ATTEMPTS, ignore_errors=True)
    within = [Comparison(part.made.contradictions, part.made.evidence, [], Counter()) for part in made]
    digest = reduce(Digest.then, (part.digest for part in made))
    return Found(together([across, *within]), str(digest), sum(part.documents for part in made), 0)


def _extract(cluster: Cluster, reader: Reader, place: Path) -> list[Part]:
    """The parts, each in its place among the tables."""
    size = size_of_splits(reader, cluster.cores)
    each = splits(reader, size, _divided(cluster, large(reader, size), size, reader.options))
    made = cluster.results(partial(tasks.extracted, work, without_killers, place, reader.options), each)
    moves = [
        (file_of(part.folder, name, part.number), file_of(place, name, number)) for number, part in enumerate(made) for name in BY_DOCUMENT
    ]
    for name in BY_DOCUMENT:
        (place / f"{name}.parquet").mkdir()
    with ThreadPoolExecutor(_RENAMES) as threads:
        list(threads.map(lambda move: move[0].rename(move[1]), moves))
    return made


def _divided(cluster: Cluster, files: Sequence[Piece], size: int, options: Options) -> dict[str, list[Piece]]:
    """Large files in pieces, by source."""
    if not files:
        return {}
    looked = [(n, stretch) for n, piece in enumerate(files) for stretch in stretches(piece.file, size)]
    found = zip(looked, cluster.results(tasks.looked, [stretch for _, stretch in looked]), strict=True)
    made = [pieces(files[n], [seen for _, seen in some]) for n, some in groupby(found, key=lambda one: one[0][0])]
    flat = [(n, piece) for n, some in enumerate(made) for piece in some if piece.some]
    twice = _twice(cluster, flat, options)
    return {
        file.file.source: [file] if 0 in twice.get(n, ()) else [_without(piece, twice.get(n, frozenset())) for piece in made[n]]
        for n, file in enumerate(files)
    }


def _without(piece: Piece, twice: frozenset[int]) -> Piece:
    """The piece that knows which of its records come twice."""
    return piece._replace(some=piece.some._replace(taken=twice)) if piece.some else piece


def _twice(cluster: Cluster, pieces: Sequence[tuple[int, Piece]], options: Options) -> dict[int, frozenset[int]]:
    """Which records have an id that one above has, by file; 0 where some of the file cannot be read."""
    rows = cluster.frame(partial(tasks.ids_of, options), pieces, "file bigint, id bigint, number bigint")
    rows.createOrReplaceTempView("ids")
    found = cluster.spark.sql("""
        SELECT file, number FROM (SELECT *, min(number) OVER (PARTITION BY file, id) AS first FROM ids) WHERE number > first OR id IS NULL
    """).toArrow()
    by_file: dict[int, set[int]] = {}
    for file, number in zip(found["file"].to_pylist(), found["number"].to_pylist(), strict=True):
        by_file.setdefault(file, set()).add(number)
    return {file: frozenset(numbers) for file, numbers in by_file.items()}
