"""What holds where: one value for each place, measure and scope, so that pages that tell it never disagree by accident.

Values of rules that are decided year by year (contributions, subsidies, bases) depend on the year; all others hold in every year.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from zlib import crc32

Key = tuple[str | int, ...]

SERVICES = ("普通门诊", "住院")
LEVELS = (1, 2, 3)
TOPICS = ("共济买药", "余额清零", "外地户籍参保", "急诊备案", "灵活就业生育津贴", "代缴居民医保", "账户提现", "断缴补缴")
# Families that share a cell: a wrong fee makes a wrong total, so one place is planted with one of them only.
GROUPS = {"sum": "fee", "rise": "fee", "product": "payroll", "base": "payroll", "employer": "payroll", "days": "leave"}
NATIONWIDE = frozenset({"coverage", "transfer"})
_CELLS = 5  # one place of five is kept for the planted contradictions of a family


def group(family: str) -> str:
    """The cell of a place in which a family's values lie."""
    return GROUPS.get(family, family)


@dataclass(frozen=True, slots=True)
class World:
    """The true values under one seed, with the few that one page has wrong."""

    seed: int
    wrong: dict[Key, Decimal | int] = field(default_factory=dict)

    def but(self, key: Key, value: Decimal | int) -> "World":
        """This world with one value changed."""
        return World(self.seed, {**self.wrong, key: value})

    def kept_for_plants(self, place: str, family: str) -> bool:
        """Whether only planted pages speak of this family at this place."""
        return family in NATIONWIDE or crc32(f"{self.seed}|cell|{GROUPS.get(family, family)}|{place}".encode()) % _CELLS == 0

    def _of(self, *parts: str | int) -> int:
        return crc32("|".join(map(str, (self.seed, *parts))).encode())

    def _pick(self, key: Key, low: int, high: int, step: int = 1) -> int:
        return low + step * (self._of(*key) % ((high - low) // step + 1))

    def rate(self, place: str, insurance: str, service: str, population: str, level: int) -> Decimal | int:
        """Percent of costs that are reimbursed."""
        key = ("rate", place, insurance, service, population, level)
        if key in self.wrong:
            return self.wrong[key]
        scope = ("rate", place, insurance, service)
        first = self._pick(scope, 70, 88) if service == "住院" else self._pick(scope, 62, 80)
        more = self._pick((*scope, "retired"), 2, 6) if population == "r" else 0
        return first + more - sum(self._pick((*scope, "step", step), 5, 12) for step in range(2, level + 1))

    def deductible(self, place: str, insurance: str, level: int) -> Decimal | int:
        """Yuan before inpatient costs are reimbursed."""
        key = ("deductible", place, insurance, level)
        if key in self.wrong:
            return self.wrong[key]
        return sum(self._pick((*key[:3], step), 100, 400, 50) for step in range(1, level + 1))

    def cap(self, place: str, insurance: str, population: str) -> Decimal | int:
        """Yuan a year for outpatient care."""
        key = ("cap", place, insurance, population)
        if key in self.wrong:
            return self.wrong[key]
        if insurance == "R":
            return self._pick(key, 200, 600, 20)
        return self._pick((*key[:3], "a"), 1500, 6000, 100) + (self._pick(key, 300, 1200, 100) if population == "r" else 0)

    def chronic(self, place: str, insurance: str, disease: str) -> Decimal | int:
        """Yuan a year for one chronic disease; diabetes costs more."""
        key = ("chronic", place, insurance, disease)
        if key in self.wrong:
            return self.wrong[key]
        low, high, step = (300, 700, 20) if insurance == "R" else (1200, 3000, 100)
        return self._pick((*key[:3], "h"), low, high, step) + (self._pick(key, step, 5 * step, step) if disease == "d" else 0)

    def fee(self, place: str, year: int, what: str) -> Decimal | int:
        """Yuan that are paid for a resident: fee (by adults), stu (by students), sub (by the state), total."""
        key = ("fee", place, year, what)
        if key in self.wrong:
            return self.wrong[key]
        if what == "total":
            return self.fee(place, year, "fee") + self.fee(place, year, "sub")
        adult = 320 + 20 * (year - 2021) + self._pick(("fee", place), 0, 60, 10)
        if what == "fee":
            return adult
        if what == "stu":
            return adult - self._pick(("stu", place), 20, 60, 10)
        return 610 + 30 * (year - 2022) + 10 * self._pick(("sub", place), 0, 9)

    def credit(self, place: str, population: str) -> Decimal | int:
        """Percent that go into personal accounts."""
        key = ("credit", place, population)
        return self.wrong.get(key, Decimal(2) if population == "a" else Decimal(self._pick(key, 21, 48)) / 10)

    def flex(self, place: str, scheme: str) -> Decimal | int:
        """Percent that people without an employer pay: t with a personal account, s without."""
        key = ("flex", place, scheme)
        return self.wrong.get(key, Decimal(self._pick(key, 80, 105, 5) if scheme == "t" else self._pick(key, 45, 75, 5)) / 10)

    def employer(self, place: str) -> Decimal | int:
        """Percent of wages that employers pay."""
        key = ("employer", place)
        return self.wrong.get(key, Decimal(self._pick(key, 55, 95, 5)) / 10)

    def base(self, place: str, year: int, bound: str) -> Decimal | int:
        """Yuan a month: the lowest or highest wage that contributions are reckoned from."""
        key = ("base", place, year, bound)
        low = self._pick(("base", place), 3400, 4600) + 137 * (year - 2021)
        return self.wrong.get(key, low if bound == "lo" else 5 * low)

    def waiting(self, place: str) -> Decimal | int:
        """Months that late payers wait."""
        return self.wrong.get(("waiting", place), self._pick(("waiting", place), 2, 6))

    def leave(self, province: str, what: str) -> Decimal | int:
        """Days of leave: m for mothers, w for weddings, p for fathers."""
        key = ("leave", province, what)
        if key in self.wrong:
            return self.wrong[key]
        if what == "m":
            return 98 + self._pick(key, 30, 90, 10)
        return self._pick(key, 10, 25, 5) if what == "p" else self._pick(key, 3, 20)

    def critical(self, place: str) -> Decimal | int:
        """Yuan a year before the insurance against critical illness pays."""
        return self.wrong.get(("critical", place), self._pick(("critical", place), 8000, 20000, 500))

    def ceiling(self, place: str) -> int:
        """Yuan a year that the insurance against critical illness pays at most."""
        return self._pick(("ceiling", place), 200_000, 500_000, 100_000) - self._pick(("ceiling", place, "less"), 300, 1900, 100)

    def monthly(self, place: str, year: int) -> int:
        """Yuan a month that people without an employer pay."""
        return self._pick(("monthly", place), 320, 480) + 12 * (year - 2021)

    def filing(self, place: str, filed: str) -> Decimal | int:
        """Percent for inpatient care of residents outside the province: y after filing, n without."""
        key = ("filing", place, filed)
        return self.wrong.get(key, self._pick(("filing", place, "y"), 50, 68) - (self._pick(key, 8, 20) if filed == "n" else 0))

    def transfer(self, what: str) -> Decimal | int:
        """Yuan a transfer (x), transfers a day (n); the same all over the country."""
        key = ("transfer", what)
        return self.wrong.get(key, self._pick(key, 1500, 4000, 500) if what == "x" else self._pick(key, 3, 6))

    def coverage(self, what: str) -> Decimal | int:
        """Provinces (p) and pooling areas (q) that share accounts across provinces."""
        key = ("coverage", what)
        return self.wrong.get(key, self._pick(key, 18, 26) if what == "p" else self._pick(key, 150, 260))

    def can(self, place: str, topic: str) -> bool:
        """Whether something is permitted at a place."""
        key = ("can", place, topic)
        return bool(self.wrong.get(key, self._of(*key) & 1))

    def wide(self, place: str) -> bool:
        """Whether all close relatives share an account, or the closest three kinds."""
        key = ("members", place)
        return bool(self.wrong.get(key, self._of(*key) & 1))
