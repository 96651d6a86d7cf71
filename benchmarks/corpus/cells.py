"""The cell of the world that a planted pair is about, and a value for it that is not the true one."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from benchmarks.corpus.shape import Telling
from benchmarks.corpus.world import Key

_STEPS = {"waiting": 1, "leave": 5, "base": 123, "coverage": 17, "transfer": 500, "critical": 1500, "chronic": 60, "cap": 150}


def cell(family: str, t: Telling, rng: Random) -> tuple[str, Key, Decimal | int]:
    """The tag, the key and the true value of the cell that a pair is about."""
    code, world = t.place.code, t.world
    tag = {
        "rate": str(t.level), "deductible": str(t.level), "cap": t.population, "chronic": t.disease,
        "fee": rng.choice(("fee", "fee", "sub", "stu")), "credit": "r", "flex": rng.choice("ts"), "base": rng.choice(("lo", "hi")),
        "leave": t.disease, "filing": rng.choice("yn"), "transfer": "x", "coverage": "q",
    }.get(family, "")  # fmt: skip
    cells: dict[str, Callable[[], tuple[Key, Decimal | int]]] = {
        "rate": lambda: (("rate", code, t.insurance, t.service, t.population, t.level),
                         world.rate(code, t.insurance, t.service, t.population, t.level)),
        "deductible": lambda: (("deductible", code, t.insurance, t.level), world.deductible(code, t.insurance, t.level)),
        "cap": lambda: (("cap", code, t.insurance, t.population), world.cap(code, t.insurance, t.population)),
        "chronic": lambda: (("chronic", code, t.insurance, t.disease), world.chronic(code, t.insurance, t.disease)),
        "fee": lambda: (("fee", code, t.year, tag), world.fee(code, t.year, tag)),
        "credit": lambda: (("credit", code, "r"), world.credit(code, "r")),
        "flex": lambda: (("flex", code, tag), world.flex(code, tag)),
        "employer": lambda: (("employer", code), world.employer(code)),
        "base": lambda: (("base", code, t.year, tag), world.base(code, t.year, tag)),
        "waiting": lambda: (("waiting", code), world.waiting(code)),
        "leave": lambda: (("leave", t.place.province, tag), world.leave(t.place.province, tag)),
        "critical": lambda: (("critical", code), world.critical(code)),
        "filing": lambda: (("filing", code, tag), world.filing(code, tag)),
        "transfer": lambda: (("transfer", tag), world.transfer(tag)),
        "coverage": lambda: (("coverage", tag), world.coverage(tag)),
        "members": lambda: (("members", t.place.pool), int(world.wide(t.place.pool))),
    }  # fmt: skip
    if family.startswith("can:"):
        return "", ("can", t.place.pool, family[4:]), int(world.can(t.place.pool, family[4:]))
    return tag, *cells[family]()


def another(true: Decimal | int, family: str, rng: Random) -> Decimal | int:
    """A value that is not the true one and is no way to write it."""
    if family == "members" or family.startswith("can:"):
        return 1 - true
    if family in ("rate", "filing"):
        away = rng.choice((6, 7, 9, 10, 12, 14))
        return true + away if true + away <= 95 and (rng.random() < 0.5 or true < 40) else true - away
    if family in ("credit", "flex", "employer"):
        return true + Decimal(rng.choice((5, 10, 15))) / 10
    return true + _STEPS.get(family, 50) * rng.choice((1, 2, 3))
