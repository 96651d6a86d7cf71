"""The corpus maker: one seed, one corpus; what is planted stands where the truth says; nothing else disagrees."""

import gzip
import json
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest

from benchmarks.corpus.numbers import chinese
from benchmarks.corpus.page import Maker, Page
from benchmarks.corpus.places import any_place, places
from benchmarks.corpus.plan import Plan
from benchmarks.corpus.shape import SLOTS, shapes
from benchmarks.corpus.world import World
from benchmarks.corpus.write import FORMATS, Order, write_corpus
from benchmarks.truth import Pair, read_truth
from pipeline.numerals import number

DOCUMENTS = 600


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("corpus") / "made"
    write_corpus(Order(out, DOCUMENTS, 7, "txt", "small"), 1)
    return out


def _pages(seed: int, size: str = "small", documents: int = DOCUMENTS, shown: int = 60) -> list[Page]:
    maker = Maker(Plan(seed, documents), size)
    return [maker.page(number) for number in range(shown)]


def _text(corpus: Path, doc: str) -> str:
    return (corpus / "texts" / "00000" / f"{doc}.txt").read_bytes().decode()


def test_one_seed_gives_one_corpus() -> None:
    assert _pages(3) == _pages(3)
    assert _pages(3) != _pages(4)


def test_a_page_does_not_depend_on_the_pages_made_before_it() -> None:
    assert Maker(Plan(3, DOCUMENTS), "small").page(41) == _pages(3)[41]


def test_planted_quotes_stand_where_the_truth_says(corpus: Path) -> None:
    pairs = read_truth(corpus / "truth.jsonl").pairs
    assert len(pairs) > 60
    for side in (side for pair in pairs for side in pair.sides):
        assert _text(corpus, side.doc)[side.start : side.end] == side.quote
        assert side.quote.strip()


def test_copies_repeat_the_page_that_they_name(corpus: Path) -> None:
    copies = read_truth(corpus / "truth.jsonl").copies
    assert copies
    for copy, origin in copies.items():
        rest = _text(corpus, origin).partition("\n\n")[2]
        assert rest in _text(corpus, copy)


def test_every_kind_is_planted_with_shapes_of_both_halves(corpus: Path) -> None:
    planted = [pair for pair in read_truth(corpus / "truth.jsonl").pairs if pair.category == "contradiction"]
    assert {pair.kind for pair in planted} == {"value", "outdated", "polarity", "set", "arithmetic", "title_body"}
    assert {pair.half for pair in planted} == {"seen", "unseen", "mixed"}


def test_contradictions_stand_in_one_document_and_between_two(corpus: Path) -> None:
    pairs = [pair for pair in read_truth(corpus / "truth.jsonl").pairs if pair.kind == "value"]
    assert {len({side.doc for side in pair.sides}) for pair in pairs} == {1, 2}


def test_the_sides_of_a_contradiction_tell_different_values(corpus: Path) -> None:
    def told(pair: Pair) -> list[str]:
        return [side.quote for side in pair.sides]

    for pair in read_truth(corpus / "truth.jsonl").pairs:
        if pair.category == "contradiction" and pair.kind != "arithmetic":
            assert len(set(told(pair))) == 2, pair


def test_ordinary_statements_keep_out_of_the_cells_of_planted_contradictions() -> None:
    plan, rng = Plan(5, 20_000), Random(1)
    pairs = [pair for pair in map(plan.pair, range(plan.pairs)) if pair and pair.sides and pair.kind == "value"]
    planted = {(pair.sides[0].telling.place.code, pair.family) for pair in pairs if pair.family in ("rate", "deductible", "cap", "waiting")}
    for _ in range(1000):
        place = any_place(rng)
        said = plan.ordinary(place, place.names[0], rng)
        assert (said.telling.place.code, said.shape.family) not in planted


def test_no_two_contradictions_share_a_scope() -> None:
    plan = Plan(5, 100_000)
    changed = [key for pair in map(plan.pair, range(plan.pairs)) if pair for side in pair.sides for key in side.telling.world.wrong]
    assert len(changed) == len(set(changed)) > 1000


def test_the_world_orders_what_depends_on_each_other() -> None:
    world = World(2)
    for place in places()[::40]:
        assert world.fee(place.code, 2025, "fee") + world.fee(place.code, 2025, "sub") == world.fee(place.code, 2025, "total")
        for insurance in "ER":
            assert world.deductible(place.code, insurance, 1) < world.deductible(place.code, insurance, 3)
            assert world.rate(place.code, insurance, "住院", "", 1) > world.rate(place.code, insurance, "住院", "", 3) > 0
        assert world.rate(place.code, "E", "住院", "r", 1) > world.rate(place.code, "E", "住院", "a", 1)


def test_a_changed_world_differs_in_one_value() -> None:
    world, place = World(2), places()[9].code
    changed = world.but(("waiting", place), 9)
    assert (changed.waiting(place), changed.critical(place)) == (9, world.critical(place))


@pytest.mark.parametrize("value", [1, 10, 12, 20, 105, 110, 1010, 1300, 3005, 10_300, 14_032, 20_000])
def test_numbers_in_chinese_read_as_themselves(value: int) -> None:
    assert number(chinese(value)) == value


def test_at_least_fifty_shapes_of_each_half_and_all_slots_known() -> None:
    every = [shape for family in shapes().values() for shape in family]
    assert sum(shape.seen for shape in every) >= 50
    assert sum(not shape.seen for shape in every) >= 50
    assert len({shape.id for shape in every}) == len(every)
    assert {part for shape in every for names, _ in shape.parts for part in names[1::2]} <= SLOTS.keys()


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_every_format_holds_the_same_texts(format_: str, tmp_path: Path) -> None:
    order = Order(tmp_path / "made", 12, 7, format_, "small")
    write_corpus(order, 1)
    files = sorted(path for path in order.texts.rglob("*") if path.is_file())
    if format_ == "txt":
        texts = [path.read_bytes().decode() for path in files]
    elif format_ == "parquet":
        texts = pq.read_table(files[0])["text"].to_pylist()
    else:
        lines = (gzip.decompress(files[0].read_bytes()) if format_ == "jsonl.gz" else files[0].read_bytes()).decode().splitlines()
        texts = [json.loads(line)["text"] for line in lines]
    assert texts == [page.text for page in _pages(7, documents=12, shown=12)]


@pytest.mark.parametrize(("size", "least", "most"), [("small", 700, 1_300), ("seeds", 12_000, 18_000)])
def test_pages_have_the_size_that_was_asked_for(size: str, least: int, most: int) -> None:
    lengths = [len(page.text.encode()) for page in _pages(3, size, shown=20)]
    assert least <= sum(lengths) / len(lengths) <= most
