"""The nearby limit of speed: a scan that finds the numbers and names that facts are made of, as tuples, and nothing else."""

import csv
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import ahocorasick_rs
import regex

NUMBERS = regex.compile(
    r"(?=[0-9一二两三四五六七八九十百千万半])(?:[0-9]+(?:[.,][0-9]+)*|[一二两三四五六七八九十百千万半]+)"
    r"(?:%|个?百分点|[万亿]?元|年|个?月|日|天|个?省|个统筹区)"
)


@cache
def scanner() -> Callable[[str], int]:
    """The scan, ready: one guarded pattern for numbers and one Aho-Corasick automaton for names; it says how many it found."""
    table = csv.DictReader((files("pipeline.kinds.regions") / "regions.csv").read_text(encoding="utf-8").splitlines())
    automaton = ahocorasick_rs.AhoCorasick(sorted({row["name"] for row in table}))

    def scan(text: str) -> int:
        numbers = [(m.start(), m.end(), m.group()) for m in NUMBERS.finditer(text)]
        return len(numbers) + len(automaton.find_matches_as_indexes(text))

    return scan
