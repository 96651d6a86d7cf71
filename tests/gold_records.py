"""The gold annotations as the records that the stages after facts and claims take."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import regex
import yaml

from pipeline.model import Claim, Document, Fact, Segment, Voice
from pipeline.segment import segment
from pipeline.text import clean

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).parent.parent / "seeds"
_DURATION = regex.compile(r"P([0-9.]+)([DMYW])(?:\.\.P([0-9.]+)[DMYW])?")
_TIME = {"D": "day", "M": "month", "Y": "year", "W": "week"}
_UNIT = {"percentage": "percent", "percentage_point": "percentage_point", "amount": "yuan"}
_MONEY = (
    "deductible",
    "payment_cap",
    "contribution_amount",
    "subsidy_amount",
    "funding_total",
    "contribution_base",
    "transfer_limit_amount",
)
_SHARE = ("reimbursement_rate", "contribution_rate", "account_credit_rate")


@cache
def text_of(folder: str, name: str) -> str:
    path = SEEDS / f"{name}.txt" if folder == "seeds" else GOLD / folder / f"{name}.txt"
    return path.read_bytes().decode()


@cache
def page(folder: str, name: str) -> tuple[Document, str, list[Segment], list[Fact]]:
    """A gold document with its clean text, segments and gold facts."""
    text = text_of(folder, name)
    folded = clean(text)
    assert not folded.starts, "gold pages lose nothing in cleaning"
    document, segments = segment(Document(doc_id=name, source=f"{name}.txt", text=text), folded.text)
    rows = [json.loads(line) for line in (GOLD / folder / f"{name}.facts.jsonl").read_text(encoding="utf-8").splitlines()]
    return document, folded.text, segments, [_fact(name, row, folded.text, segments) for row in sorted(rows, key=lambda row: row["start"])]


def names(folder: str) -> list[str]:
    return sorted(path.name.removesuffix(".facts.jsonl") for path in (GOLD / folder).glob("*.facts.jsonl"))


def _fact(doc_id: str, row: dict, text: str, segments: list[Segment]) -> Fact:
    inside = next((s for s in segments if s.start <= row["start"] and row["end"] <= s.end), None)
    fact = Fact(
        doc_id=doc_id, segment_id=inside.segment_id if inside else None, kind=row["kind"], start=row["start"], end=row["end"],
        text=text[row["start"] : row["end"]], value=row["value"], rule="gold", region_name=row["text"] if row["kind"] == "region" else None,
    )  # fmt: skip
    low, high, unit = numbers(row["kind"], row["value"])
    first, last = days(row["value"]) if row["kind"] == "date" else (None, None)
    return replace(fact, value_low=low, value_high=high, unit=unit, date_start=first, date_end=last)


def numbers(kind: str, value: str) -> tuple[Decimal | None, Decimal | None, str | None]:
    if kind in _UNIT:
        low, _, high = value.partition("..")
        return Decimal(low), Decimal(high or low), _UNIT[kind]
    if kind == "duration" and (found := _DURATION.fullmatch(value)):
        return Decimal(found[1]), Decimal(found[3] or found[1]), _TIME[found[2]]
    if kind == "count":
        number, unit = value.split()
        return Decimal(number), Decimal(number), unit
    return None, None, None


def days(value: str) -> tuple[date | None, date | None]:
    """The first and last day of an EDTF date whose year is known."""
    first, _, last = value.partition("/")
    if "X" in value:
        return None, None
    return _edge(first, 0), _edge(last or first, 1)


def _edge(value: str, last: int) -> date:
    year, month, day = [int(part) for part in value.split("-")] + [None] * (2 - value.count("-"))
    if month is None:
        return date(year, 12, 31) if last else date(year, 1, 1)
    if day is None:
        return date(year, month, (28, 31, 30)[0] if month == 2 else 30 if month in (4, 6, 9, 11) else 31) if last else date(year, month, 1)
    return date(year, month, day)


@cache
def claims(folder: str) -> tuple[Claim, ...]:
    """All gold claims of a folder."""
    found = []
    for path in sorted((GOLD / folder).glob("*.claims.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            name = row.get("doc") or path.name.removesuffix(".claims.yaml")
            found.append(_claim(folder, str(name), row))
    return tuple(found)


def _claim(folder: str, name: str, row: dict) -> Claim:
    text = text_of(folder, name)
    document, folded, segments, _ = page(folder, name)
    at = -1
    for _ in range(row.get("occurrence") or 1):
        at = text.index(row["quote"], at + 1)
    end = at + len(row["quote"])
    inside = next(s for s in segments if s.start <= at and end <= s.end)
    value = row["value"]
    stated = (
        "|".join(sorted(value))
        if isinstance(value, list)
        else {True: "yes", False: "no"}.get(value, str(value))
        if isinstance(value, bool)
        else str(value)
    )
    measure = row["measure"]
    kind = "amount" if measure in _MONEY else "percentage" if measure in _SHARE else "duration" if stated.startswith("P") else None
    low, high, unit = numbers(kind, stated) if kind and not stated.startswith("percent") else (None, None, None)
    if low is None and regex.fullmatch(r"[0-9.]+(?:\.\.[0-9.]+)?", stated):
        low, high, unit = numbers("amount", stated)
    unit = {"coverage_provinces": "province", "coverage_pooling_areas": "pooling_area", "leave_days": "day"}.get(measure, unit)
    first, last = days(str(row["as_of"])) if row.get("as_of") else (None, None)
    columns = {
        c: (None if row.get(c) is None else str(row[c]))
        for c in ("topic", "region", "insurance", "service", "population", "hospital_level", "party", "as_of")
    }
    after = folded[end : end + 1]
    return Claim(
        doc_id=name, segment_id=inside.segment_id, start=at, end=end, quote=text[at:end], measure=measure, value=stated, rule="gold",
        value_low=low, value_high=high, unit=unit, as_of_start=first, as_of_end=last, open=isinstance(value, list) and (after == "等" or "等" in row["quote"]),
        condition="仅限" if isinstance(value, list) and regex.search("仅限|只能|只限", folded[max(0, at - 12) : end]) else None,
        published=inside.item_date or document.published, voice=Voice.TEASER if inside.item is not None else Voice.BODY, **columns,
    )  # fmt: skip
