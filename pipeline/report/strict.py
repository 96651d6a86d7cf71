"""How many contradictions stand in the way of a strict run."""

from pipeline.reviews import DISMISSED
from pipeline.stored import Folder, connect


def open_contradictions(folder: Folder) -> int:
    """How many contradictions of the tables are not dismissed."""
    with connect(folder, ordered=True) as db:
        (found,) = db.execute("SELECT count(*) FROM contradictions WHERE review IS DISTINCT FROM ?", [DISMISSED]).fetchone() or (0,)
    return int(found)
